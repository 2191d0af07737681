"""Dated lines: what passed with a person, when, how, and in which direction."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from netnotes.model.diagnostics import Diagnostic, SourceLocation
from netnotes.model.people import Ask, Gift, Learned, Promise, Touch
from netnotes.reading.channels import SEPARATORS, split_channel
from netnotes.reading.note import FIELD_LINE, INLINE_FIELD, build_inline_field
from netnotes.reading.task_marks import split_task_marks
from netnotes.text import fold, parse_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date as Day

    from netnotes.model.people import Mode
    from netnotes.reading.note import Line, Note
    from netnotes.reading.raw_field import Field


EXCHANGE_WORDS = {
    **dict.fromkeys(("gave", "offered", "helped"), "gave"),
    **dict.fromkeys(("asked", "ask", "requested"), "asked"),
    **dict.fromkeys(("promised", "promise"), "promised"),
    **dict.fromkeys(("learned", "learnt"), "learned"),
}
"""The words that say in which direction something went, and what each is read as."""

DONE_STATUSES, CANCELLED_STATUS = "xX", "-"


class Log(Struct, frozen=True):
    """What a note's lines tell; `text` is the lines that tell nothing of this and remain the note's own words."""

    touches: tuple[Touch, ...]
    gifts: tuple[Gift, ...]
    asks: tuple[Ask, ...]
    promises: tuple[Promise, ...]
    learned: tuple[Learned, ...]
    fields: tuple[Field, ...]
    text: str
    entries: tuple[LogEntry, ...]


class LogEntry(NamedTuple):
    """A touch as it was written: its day, the line it begins with, and the number of its last line."""

    date: Day
    line: Line
    end_line: int


def read_log(note: Note, channels: Mapping[str, Mode]) -> tuple[Log, tuple[Diagnostic, ...]]:
    """The log in a note's lines, wherever it stands, and what is wrong with it. `channels` gives each word its mode."""
    reader = _LogReader(note.path, channels)
    lines = note.lines
    at = 0
    while at < len(lines):
        at = reader.read_block(lines, at)
    log = Log(
        touches=tuple(reader.touches),
        gifts=tuple(one for one in reader.exchanges if isinstance(one, Gift)),
        asks=tuple(one for one in reader.exchanges if isinstance(one, Ask)),
        promises=tuple(one for one in reader.exchanges if isinstance(one, Promise)),
        learned=tuple(one for one in reader.exchanges if isinstance(one, Learned)),
        fields=tuple(reader.fields),
        text=_join_remaining_lines(lines, reader.remaining_lines),
        entries=tuple(reader.entries),
    )
    return log, tuple(reader.diagnostics)


_LEADING_DATE = re.compile(
    r"(?P<bold>[*_]{0,3})(?P<link>\[\[(?:[^\[\]|]*/)?)?(?P<date>\d{4}-\d{2}-\d{2})(?!-|[^\W_])(?(link)(?:\|[^\]]*)?\]\])"
    r"[*_]{0,3}(?P<rest>.*)"
)
_DATE_STARTS = frozenset("0123456789[*_")


class _DatedText(Struct, frozen=True):
    """A dated line: its day, and what stands behind the date."""

    date: Day
    rest: str


class _LogReader:
    """The lists that fill while the lines are gone through once. The one place where reading keeps state."""

    def __init__(self, path: str, channels: Mapping[str, Mode]) -> None:
        self.path = path
        self.channels = channels
        self.touches: list[Touch] = []
        self.exchanges: list[Gift | Ask | Promise | Learned] = []
        self.fields: list[Field] = []
        self.remaining_lines: list[Line] = []
        self.diagnostics: list[Diagnostic] = []
        self.entries: list[LogEntry] = []

    def read_block(self, lines: tuple[Line, ...], index: int) -> int:
        """Take the line at an index with all that belongs to it; the index of the next line to take."""
        line = lines[index]
        if line.kind in ("blank", "verbatim"):
            self.remaining_lines.append(line)
            return index + 1
        if line.kind == "row":
            return self._read_table(lines, index)
        entry = self._parse_dated_line(line) if line.text[:1] in _DATE_STARTS else None
        if entry is None:
            return self._read_undated_line(lines, index)
        if (
            line.status and line.status not in DONE_STATUSES
        ):  # a dated task that is not done is a plan
            self._add_promise(line, None)
            return index + 1
        end = (
            _find_end_of_item(lines, index)
            if line.kind == "item"
            else _find_end_of_section(lines, index)
        )
        mode, channel, text = split_channel(entry.rest, self.channels)
        text = self._extract_inline_fields(text, line, entry.date)
        if end > index + 1:
            more = [self._read_detail(below, entry.date) for below in lines[index + 1 : end]]
            text = "\n".join(
                [text, *_strip_common_indent([line for line in more if line is not None])]
            ).strip()
        self.touches.append(
            Touch(
                entry.date, mode, channel, text, SourceLocation(self.path, line.number, line.column)
            )
        )
        self.entries.append(LogEntry(entry.date, line, lines[end - 1].number))
        return end

    def _parse_dated_line(self, line: Line) -> _DatedText | None:
        """The entry a line begins with its date, if it does; a day that does not exist is found wrong."""
        match = _LEADING_DATE.match(line.text)
        if not match or (line.kind == "text" and not _AFTER_ENTRY_DATE.match(match["rest"])):
            return None
        bold, _, date, rest = match.groups()
        day = self._parse_day(date, line)
        if bold and rest.startswith(f":{bold}"):  # the colon of `**2026-10-02:** text`
            rest = rest[len(bold) + 1 :]
        return _DatedText(day, rest) if day else None

    def _parse_day(self, text: str, line: Line) -> Day | None:
        day = parse_day(text)
        if day is None:
            column = line.raw.find(text) + 1 or 1
            message = f"{text} is not a day of the calendar."
            place = SourceLocation(self.path, line.number, column)
            self.diagnostics.append(
                Diagnostic(place, "impossible-date", message, "Write the day as YYYY-MM-DD.")
            )
        return day

    def _read_undated_line(self, lines: tuple[Line, ...], index: int) -> int:
        """A line that begins with no date: a field, a task, or text."""
        line = lines[index]
        match = FIELD_LINE.match(line.text) if "::" in line.text else None
        if match and fold(match["key"]) in EXCHANGE_WORDS:
            self._add_exchange(line, fold(match["key"]), match["value"], None)
            return index + 1
        if match:
            self.fields.append(build_inline_field(match["key"], match["value"], line))
        elif (
            line.status
        ):  # open it is a promise; ticked with its day it is a touch and a promise kept
            self._add_promise(line, None)
        elif "::" in line.text:
            text = self._extract_inline_fields(line.text, line, None)
            line = line._replace(text=text, raw=line.raw.replace(line.text, text))
        if line.text:
            self.remaining_lines.append(line)
        return index + 1

    def _add_promise(self, line: Line, day: Day | None) -> None:
        """An open task of a contact's note; a day at its beginning is when it is due."""
        if dated := _LEADING_DATE.match(line.text):
            self._add_exchange(
                line, "promised", dated["rest"].lstrip(SEPARATORS), day, dated["date"]
            )
        else:
            self._add_exchange(line, "promised", line.text, day)

    def _read_detail(self, line: Line, day: Day) -> str | None:
        """What a line under an entry adds to its text; None for what passed, which is taken out of it."""
        match = (
            FIELD_LINE.match(line.text)
            if "::" in line.text and line.kind in ("item", "text")
            else None
        )
        if match and fold(match["key"]) in EXCHANGE_WORDS:
            self._add_exchange(line, fold(match["key"]), match["value"], day)
            return None
        if line.kind == "item" and line.status:
            self._add_promise(line, day)
            return None
        if "::" in line.raw and line.kind != "verbatim":
            text = self._extract_inline_fields(line.raw.lstrip(), line, day)
            return line.raw[: len(line.raw) - len(line.raw.lstrip())] + text
        return line.raw

    def _extract_inline_fields(self, text: str, line: Line, day: Day | None) -> str:
        """A text without its `[gave:: …]`, which are told. Other inline fields are noted and stay in the text."""
        if "::" not in text:
            return text

        def extract_field(match: re.Match[str]) -> str:
            key = fold(match["key"])
            if key in EXCHANGE_WORDS:
                self._add_exchange(line, key, match["value"], day)
                return ""
            self.fields.append(build_inline_field(match["key"], match["value"], line))
            return match[0]

        return INLINE_FIELD.sub(extract_field, text).strip()

    def _add_exchange(
        self, line: Line, key: str, value: str, day: Day | None, due: str = ""
    ) -> None:
        """Note one thing that passed. A ticked task with its done date is a touch as well."""
        text, marks = split_task_marks(value)
        if due:
            marks.setdefault("due", due)
        place = SourceLocation(self.path, line.number, line.column)
        done = self._parse_day(marks["done"], line) if "done" in marks else None
        if done and line.status and line.status in DONE_STATUSES:
            mode, channel, said = split_channel(text, self.channels)
            self.touches.append(Touch(done, mode, channel, said, place))
        made = day or (self._parse_day(marks["created"], line) if "created" in marks else None)
        state = (
            1
            if line.status and line.status in DONE_STATUSES
            else 2
            if line.status == CANCELLED_STATUS
            else 0
        )
        match EXCHANGE_WORDS[key]:
            case "gave":
                self.exchanges.append(Gift(made or done, text, place))
            case "learned":
                self.exchanges.append(Learned(made or done, text, place))
            case "asked":
                self.exchanges.append(
                    Ask(made, text, ("open", "granted", "declined")[state], done, place)
                )
            case _:
                by = self._parse_day(marks["due"], line) if "due" in marks else None
                self.exchanges.append(
                    Promise(made, text, by, ("open", "kept", "cancelled")[state], done, place)
                )

    def _read_table(self, lines: tuple[Line, ...], index: int) -> int:
        """A table whose rows begin with a date is a log; any other is text."""
        end = next((i for i in range(index, len(lines)) if lines[i].kind != "row"), len(lines))
        plain = []
        for line in lines[index:end]:
            cells = [cell.strip() for cell in _CELL_SEPARATOR.split(line.text.strip().strip("|"))]
            match = _LEADING_DATE.fullmatch(cells[0])
            day = (
                self._parse_day(match["date"], line)
                if match and not match["rest"].strip()
                else None
            )
            if day is None:
                plain.append(line)
                continue
            word = next((cell for cell in cells[1:] if fold(cell) in self.channels), "")
            text = self._extract_inline_fields(
                " · ".join(cell for cell in cells[1:] if cell and cell != word), line, day
            )
            place = SourceLocation(self.path, line.number, line.column)
            self.entries.append(LogEntry(day, line, line.number))
            self.touches.append(
                Touch(day, self.channels.get(fold(word), ""), word.casefold(), text, place)
            )
        if len(plain) > 2 or not any(set(line.text) <= set("|:- ") for line in plain):
            self.remaining_lines += lines[index:end] if len(plain) == end - index else plain
        return end


_CELL_SEPARATOR = re.compile(r"(?<!\\)\|")
_AFTER_ENTRY_DATE = re.compile(r"\s*(?:$|[:—–]|-\s)")
"""What follows the date of a paragraph that is an entry: nothing, a colon, or a dash."""


def _is_entry(line: Line) -> bool:
    match = _LEADING_DATE.match(line.text) if line.text[:1] in _DATE_STARTS else None
    return match is not None and (
        line.kind != "text" or _AFTER_ENTRY_DATE.match(match["rest"]) is not None
    )


def _find_end_of_item(lines: tuple[Line, ...], index: int) -> int:
    """The index behind an item, all that is indented below it, and lines that only go on with its sentence."""
    indent = lines[index].indent
    end = index + 1
    while end < len(lines):
        below = end
        while below < len(lines) and lines[below].kind == "blank":
            below += 1
        if below == len(lines) or lines[below].kind == "heading":
            break
        line = lines[below]
        goes_on = (
            line.kind == "text" and below == end and "::" not in line.text and not _is_entry(line)
        )
        if line.indent <= indent and not goes_on:
            break
        end = below + 1
    return end


def _find_end_of_section(lines: tuple[Line, ...], index: int) -> int:
    """The index behind a dated heading or paragraph and the text below it, up to the next one or a dated line."""
    end = index + 1
    while end < len(lines):
        line = lines[end]
        if line.kind == "heading" and (
            lines[index].kind == "text" or line.indent <= lines[index].indent or _is_entry(line)
        ):
            break
        if line.kind == "row" and any(
            _LEADING_DATE.match(row.text.lstrip("| ")) for row in lines[end : end + 3]
        ):
            break
        if line.kind in ("item", "text") and _is_entry(line):
            break
        if line.kind == "text" and lines[index].kind == "text" and lines[end - 1].kind == "blank":
            break
        end += 1
    return end


def _strip_common_indent(lines: list[str]) -> Iterator[str]:
    """Lines with the indent they all share taken off."""
    indents = [len(line) - len(line.lstrip()) for line in lines if line.strip()]
    least = min(indents, default=0)
    return (line[least:].rstrip() for line in lines)


def _join_remaining_lines(lines: tuple[Line, ...], remaining_lines: list[Line]) -> str:
    """What remains, without headings under which everything was taken away."""
    left = {line.number for line in remaining_lines}
    for heading in reversed(remaining_lines):
        if heading.kind == "heading" and _is_emptied(lines, heading, left):
            left.discard(heading.number)
    return "\n".join(line.raw for line in remaining_lines if line.number in left).strip("\n")


def _is_emptied(lines: tuple[Line, ...], heading: Line, remaining_numbers: set[int]) -> bool:
    taken = False
    for at in range(heading.number - lines[0].number + 1, len(lines)):
        line = lines[at]
        if line.kind == "heading" and line.indent <= heading.indent:
            break
        if line.kind != "blank":
            if line.number in remaining_numbers:
                return False
            taken = True
    return taken
