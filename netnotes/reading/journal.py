"""Dated lines: what passed with a person, when, how, and in which direction."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from netnotes.diagnostics import Diagnostic, Place
from netnotes.people import Ask, Gift, Learned, Promise, Touch
from netnotes.reading.frontmatter import Field, Word
from netnotes.words import calendar_day, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date as Day

    from netnotes.people import Mode
    from netnotes.reading.note import Line, Note

EXCHANGE = {
    **dict.fromkeys(("gave", "offered", "helped"), "gave"),
    **dict.fromkeys(("asked", "ask", "requested"), "asked"),
    **dict.fromkeys(("promised", "promise"), "promised"),
    **dict.fromkeys(("learned", "learnt"), "learned"),
}
"""The words that say in which direction something went, and what each is read as."""

DONE, CANCELLED = "xX", "-"


class Log(Struct, frozen=True):
    """What a note's lines tell; `text` is the lines that tell nothing of this and remain the note's own words."""

    touches: tuple[Touch, ...]
    gifts: tuple[Gift, ...]
    asks: tuple[Ask, ...]
    promises: tuple[Promise, ...]
    learned: tuple[Learned, ...]
    fields: tuple[Field, ...]
    text: str
    entries: tuple[Entry, ...]


class Entry(NamedTuple):
    """A touch as it was written: its day, the line it begins with, and the number of its last line."""

    date: Day
    line: Line
    end: int


def read_log(note: Note, channels: Mapping[str, Mode]) -> tuple[Log, tuple[Diagnostic, ...]]:
    """The log in a note's lines, wherever it stands, and what is wrong with it. `channels` gives each word its mode."""
    reader = _Reader(note.path, channels)
    lines = note.lines
    at = 0
    while at < len(lines):
        at = reader.take(lines, at)
    log = Log(
        touches=tuple(reader.touches),
        gifts=tuple(one for one in reader.passed if isinstance(one, Gift)),
        asks=tuple(one for one in reader.passed if isinstance(one, Ask)),
        promises=tuple(one for one in reader.passed if isinstance(one, Promise)),
        learned=tuple(one for one in reader.passed if isinstance(one, Learned)),
        fields=tuple(reader.fields),
        text=_without_emptied(lines, reader.rest),
        entries=tuple(reader.entries),
    )
    return log, tuple(reader.found)


_DATE_FIRST = re.compile(
    r"(?P<bold>[*_]{0,3})(?P<link>\[\[(?:[^\[\]|]*/)?)?(?P<date>\d{4}-\d{2}-\d{2})(?!-|[^\W_])(?(link)(?:\|[^\]]*)?\]\])"
    r"[*_]{0,3}(?P<rest>.*)"
)
_BEGINS_DATE = frozenset("0123456789[*_")
_FIELD_LINE = re.compile(r"[*_]{0,2}(?P<key>[^\W\d_][\w -]{0,40}?)[*_]{0,2}::[*_]{0,2}\s*(?P<value>.*)")
FIELD_INLINE = re.compile(
    r"(?P<open>[\[(])(?P<key>[^\W\d_][\w -]{0,40}?)::\s*(?P<value>(?:\[\[[^\[\]]*\]\]|[^\[\]()]|\([^()]*\))*)[\])]"
)
_SEPARATORS = " \t:—–-|,."


class _Dated(Struct, frozen=True):
    """A dated line: its day, and what stands behind the date."""

    date: Day
    rest: str


class _Reader:
    """The lists that fill while the lines are gone through once. The one place where reading keeps state."""

    def __init__(self, path: str, channels: Mapping[str, Mode]) -> None:
        self.path = path
        self.channels = channels
        self.touches: list[Touch] = []
        self.passed: list[Gift | Ask | Promise | Learned] = []
        self.fields: list[Field] = []
        self.rest: list[Line] = []
        self.found: list[Diagnostic] = []
        self.entries: list[Entry] = []

    def take(self, lines: tuple[Line, ...], at: int) -> int:
        """Take the line at an index with all that belongs to it; the index of the next line to take."""
        line = lines[at]
        if line.kind in ("blank", "shut"):
            self.rest.append(line)
            return at + 1
        if line.kind == "row":
            return self._take_table(lines, at)
        entry = self._entry(line) if line.text[:1] in _BEGINS_DATE else None
        if entry is None:
            return self._take_undated(lines, at)
        if line.status and line.status not in DONE:  # a dated task that is not done is a plan
            self._promise(line, None)
            return at + 1
        end = _end_of_item(lines, at) if line.kind == "item" else _end_of_section(lines, at)
        mode, channel, text = _channel(entry.rest, self.channels)
        text = self._inline(text, line, entry.date)
        if end > at + 1:
            more = [self._detail(below, entry.date) for below in lines[at + 1 : end]]
            text = "\n".join([text, *_dedented([line for line in more if line is not None])]).strip()
        self.touches.append(Touch(entry.date, mode, channel, text, Place(self.path, line.number, line.column)))
        self.entries.append(Entry(entry.date, line, lines[end - 1].number))
        return end

    def _entry(self, line: Line) -> _Dated | None:
        """The entry a line begins with its date, if it does; a day that does not exist is found wrong."""
        match = _DATE_FIRST.match(line.text)
        if not match or (line.kind == "text" and not _IS_ENTRY.match(match["rest"])):
            return None
        bold, _, date, rest = match.groups()
        day = self._day(date, line)
        if bold and rest.startswith(f":{bold}"):  # the colon of `**2026-10-02:** text`
            rest = rest[len(bold) + 1 :]
        return _Dated(day, rest) if day else None

    def _day(self, text: str, line: Line) -> Day | None:
        day = calendar_day(text)
        if day is None:
            column = line.raw.find(text) + 1 or 1
            message = f"{text} is not a day of the calendar."
            place = Place(self.path, line.number, column)
            self.found.append(Diagnostic(place, "impossible-date", message, "Write the day as YYYY-MM-DD."))
        return day

    def _take_undated(self, lines: tuple[Line, ...], at: int) -> int:
        """A line that begins with no date: a field, a task, or text."""
        line = lines[at]
        match = _FIELD_LINE.match(line.text) if "::" in line.text else None
        if match and fold(match["key"]) in EXCHANGE:
            self._exchange(line, fold(match["key"]), match["value"], None)
            return at + 1
        if match:
            self.fields.append(_field(match["key"], match["value"], line))
        elif line.status:  # open it is a promise; ticked with its day it is a touch and a promise kept
            self._promise(line, None)
        elif "::" in line.text:
            text = self._inline(line.text, line, None)
            line = line._replace(text=text, raw=line.raw.replace(line.text, text))
        if line.text:
            self.rest.append(line)
        return at + 1

    def _promise(self, line: Line, day: Day | None) -> None:
        """An open task of a contact's note; a day at its beginning is when it is due."""
        if dated := _DATE_FIRST.match(line.text):
            self._exchange(line, "promised", dated["rest"].lstrip(_SEPARATORS), day, dated["date"])
        else:
            self._exchange(line, "promised", line.text, day)

    def _detail(self, line: Line, day: Day) -> str | None:
        """What a line under an entry adds to its text; None for what passed, which is taken out of it."""
        match = _FIELD_LINE.match(line.text) if "::" in line.text and line.kind in ("item", "text") else None
        if match and fold(match["key"]) in EXCHANGE:
            self._exchange(line, fold(match["key"]), match["value"], day)
            return None
        if line.kind == "item" and line.status:
            self._promise(line, day)
            return None
        if "::" in line.raw and line.kind != "shut":
            text = self._inline(line.raw.lstrip(), line, day)
            return line.raw[: len(line.raw) - len(line.raw.lstrip())] + text
        return line.raw

    def _inline(self, text: str, line: Line, day: Day | None) -> str:
        """A text without its `[gave:: …]`, which are told. Other inline fields are noted and stay in the text."""
        if "::" not in text:
            return text

        def taken(match: re.Match[str]) -> str:
            key = fold(match["key"])
            if key in EXCHANGE:
                self._exchange(line, key, match["value"], day)
                return ""
            self.fields.append(_field(match["key"], match["value"], line))
            return match[0]

        return FIELD_INLINE.sub(taken, text).strip()

    def _exchange(self, line: Line, key: str, value: str, day: Day | None, due: str = "") -> None:
        """Note one thing that passed. A ticked task with its done date is a touch as well."""
        text, marks = task_marks(value)
        if due:
            marks.setdefault("due", due)
        place = Place(self.path, line.number, line.column)
        done = self._day(marks["done"], line) if "done" in marks else None
        if done and line.status and line.status in DONE:
            mode, channel, said = _channel(text, self.channels)
            self.touches.append(Touch(done, mode, channel, said, place))
        made = day or (self._day(marks["created"], line) if "created" in marks else None)
        state = 1 if line.status and line.status in DONE else 2 if line.status == CANCELLED else 0
        match EXCHANGE[key]:
            case "gave":
                self.passed.append(Gift(made or done, text, place))
            case "learned":
                self.passed.append(Learned(made or done, text, place))
            case "asked":
                self.passed.append(Ask(made, text, ("open", "granted", "declined")[state], done, place))
            case _:
                by = self._day(marks["due"], line) if "due" in marks else None
                self.passed.append(Promise(made, text, by, ("open", "kept", "cancelled")[state], done, place))

    def _take_table(self, lines: tuple[Line, ...], at: int) -> int:
        """A table whose rows begin with a date is a log; any other is text."""
        end = next((i for i in range(at, len(lines)) if lines[i].kind != "row"), len(lines))
        plain = []
        for line in lines[at:end]:
            cells = [cell.strip() for cell in _CELL_END.split(line.text.strip().strip("|"))]
            match = _DATE_FIRST.fullmatch(cells[0])
            day = self._day(match["date"], line) if match and not match["rest"].strip() else None
            if day is None:
                plain.append(line)
                continue
            word = next((cell for cell in cells[1:] if fold(cell) in self.channels), "")
            text = self._inline(" · ".join(cell for cell in cells[1:] if cell and cell != word), line, day)
            place = Place(self.path, line.number, line.column)
            self.entries.append(Entry(day, line, line.number))
            self.touches.append(Touch(day, self.channels.get(fold(word), ""), word.casefold(), text, place))
        if len(plain) > 2 or not any(set(line.text) <= set("|:- ") for line in plain):
            self.rest += lines[at:end] if len(plain) == end - at else plain
        return end


_CELL_END = re.compile(r"(?<!\\)\|")
_IS_ENTRY = re.compile(r"\s*(?:$|[:—–]|-\s)")
"""What follows the date of a paragraph that is an entry: nothing, a colon, or a dash."""


def _is_entry(line: Line) -> bool:
    match = _DATE_FIRST.match(line.text) if line.text[:1] in _BEGINS_DATE else None
    return match is not None and (line.kind != "text" or _IS_ENTRY.match(match["rest"]) is not None)


def _end_of_item(lines: tuple[Line, ...], at: int) -> int:
    """The index behind an item, all that is indented below it, and lines that only go on with its sentence."""
    indent = lines[at].indent
    end = at + 1
    while end < len(lines):
        below = end
        while below < len(lines) and lines[below].kind == "blank":
            below += 1
        if below == len(lines) or lines[below].kind == "heading":
            break
        line = lines[below]
        goes_on = line.kind == "text" and below == end and "::" not in line.text and not _is_entry(line)
        if line.indent <= indent and not goes_on:
            break
        end = below + 1
    return end


def _end_of_section(lines: tuple[Line, ...], at: int) -> int:
    """The index behind a dated heading or paragraph and the text below it, up to the next one or a dated line."""
    end = at + 1
    while end < len(lines):
        line = lines[end]
        if line.kind == "heading" and (lines[at].kind == "text" or line.indent <= lines[at].indent or _is_entry(line)):
            break
        if line.kind == "row" and any(_DATE_FIRST.match(row.text.lstrip("| ")) for row in lines[end : end + 3]):
            break
        if line.kind in ("item", "text") and _is_entry(line):
            break
        if line.kind == "text" and lines[at].kind == "text" and lines[end - 1].kind == "blank":
            break
        end += 1
    return end


_FIRST_WORD = re.compile(r"[*_(\[]{0,3}(?P<word>[^\W\d_][\w-]*)[*_)\]]{0,3}(?P<rest>.*)", re.DOTALL)
_SEPARATED = re.compile(r"\s*(?:[:—–|]|-\s)")


def _channel(text: str, channels: Mapping[str, Mode]) -> tuple[Mode, str, str]:
    """The mode, the word for it, and the text, of what stands behind a date: ` coffee: Talked about …`."""
    text = text.lstrip(_SEPARATORS)
    match = _FIRST_WORD.match(text)
    word, after = match.groups() if match else ("", "")
    mode = channels.get(fold(word), "")
    if not mode:
        return "", "", text.strip()
    alone = not after.strip() or _SEPARATED.match(after) or text[0] in "([*_"
    said = after.lstrip(_SEPARATORS) if alone else text
    return mode, word.casefold(), said.strip()


def unknown_channel(text: str) -> str:
    """The word that stands where a channel would, before the text of a touch that has none; empty where none does."""
    match = _FIRST_WORD.match(text)
    said = match and (not match["rest"].strip() or _SEPARATED.match(match["rest"]))
    return match["word"].casefold() if match and said else ""


def channel_of(text: str, channels: Mapping[str, Mode]) -> tuple[Mode, str]:
    """The mode and the word for it in a sentence: the first channel word among its first six, as in `Met Ada for …`."""
    words = re.findall(r"[^\W\d_]+", re.sub(r"\[\[[^\]]*\]\]", " ", text))[:6]
    word = next((word.casefold() for word in words if word.casefold() in channels), "")
    return channels.get(word, ""), word


_MARKS = {
    **dict.fromkeys(("📅", "📆", "🗓", "due"), "due"),
    **dict.fromkeys(("✅", "❌", "completion", "done", "cancelled"), "done"),
    **dict.fromkeys(("➕", "created"), "created"),
}
_MARK = re.compile(
    r"(?<!\s)\s*(?:(?P<sign>[📅📆🗓✅❌➕⏳⌛🛫])\ufe0f?\s*(?P<date>\d{4}-\d{2}-\d{2})"
    r"|[\[(](?P<key>[a-z]+)::\s*(?P<value>[^\[\]()]*)[\])]"
    r"|(?P<flag>[🔺⏫🔼🔽⏬]\ufe0f?|🔁\s*[\w ]+|[🆔⛔🏁]\ufe0f?\s*[\w,-]+|\^[\w-]+|#[\w/-]+))\s*$"
)


def task_marks(text: str) -> tuple[str, dict[str, str]]:
    """A task's text without the marks at its end, and its dates by `due`, `done`, `created`, as the Tasks plugin reads.

    Dates are given as typed. Tags stay in the text.
    """
    if not _MAY_END_A_MARK.search(text):
        return text.strip(), {}
    marks: dict[str, str] = {}
    tail = ""
    before, text = text[:-_LONGEST_TAIL], text[-_LONGEST_TAIL:]
    while match := _MARK.search(text):
        name = _MARKS.get(match["sign"] or match["key"] or "")
        date = match["date"] or (match["value"] or "").strip()
        if name:
            marks.setdefault(name, date)
        elif match["flag"] and match["flag"].startswith("#"):
            tail = f" {match['flag']}{tail}"
        text = text[: match.start()]
    return (before + text + tail).strip(), marks


_MAY_END_A_MARK = re.compile(r"[])#^📅📆🗓✅❌➕⏳⌛🛫🔺⏫🔼🔽⏬🔁🆔⛔🏁]")
_LONGEST_TAIL = 1000
"""Characters at a task's end in which marks are looked for: tens of thousands of them would take minutes."""


def inline_fields(lines: Iterable[Line]) -> Iterator[Field]:
    """The properties that stand in a note's text on lines of their own: `Last contact:: 2026-10-02`."""
    for line in lines:
        if "::" in line.text and line.kind in ("item", "text") and (match := _FIELD_LINE.match(line.text)):
            yield _field(match["key"], match["value"], line)


def _field(key: str, value: str, line: Line) -> Field:
    column = line.raw.find(key) + 1
    at = line.raw.find(value, column) + 1 or column
    words = (Word(value.strip(), line.number, at),) if value.strip() else ()
    return Field(key.strip(), words, False, line.number, column)


def _dedented(lines: list[str]) -> Iterator[str]:
    """Lines with the indent they all share taken off."""
    indents = [len(line) - len(line.lstrip()) for line in lines if line.strip()]
    least = min(indents, default=0)
    return (line[least:].rstrip() for line in lines)


def _without_emptied(lines: tuple[Line, ...], rest: list[Line]) -> str:
    """What remains, without headings under which everything was taken away."""
    left = {line.number for line in rest}
    for heading in reversed(rest):
        if heading.kind == "heading" and _is_emptied(lines, heading, left):
            left.discard(heading.number)
    return "\n".join(line.raw for line in rest if line.number in left).strip("\n")


def _is_emptied(lines: tuple[Line, ...], heading: Line, left: set[int]) -> bool:
    taken = False
    for at in range(heading.number - lines[0].number + 1, len(lines)):
        line = lines[at]
        if line.kind == "heading" and line.indent <= heading.indent:
            break
        if line.kind != "blank":
            if line.number in left:
                return False
            taken = True
    return taken
