"""Dated lines: what passed with a person, when, how, and in which direction."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from netnotes.diagnostics import Diagnostic, Place
from netnotes.people import Ask, Gift, Learned, Promise, Touch
from netnotes.reading.frontmatter import Field, Word
from netnotes.words import calendar_day, fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date as Day

    from netnotes.reading.note import Line, Note

EXCHANGE = {
    **dict.fromkeys(("gave", "offered", "helped"), "gave"),
    **dict.fromkeys(("asked", "ask", "requested"), "asked"),
    **dict.fromkeys(("promised", "promise"), "promised"),
    **dict.fromkeys(("learned", "learnt"), "learned"),
}
"""The words that say in which direction something went, and what each is read as."""

DONE, CANCELLED = "xX", "-"


class Log(NamedTuple):
    """What a note's lines tell; `text` is the lines that tell nothing of this and remain the note's own words."""

    touches: tuple[Touch, ...]
    gifts: tuple[Gift, ...]
    asks: tuple[Ask, ...]
    promises: tuple[Promise, ...]
    learned: tuple[Learned, ...]
    fields: tuple[Field, ...]
    text: str


def read_log(note: Note, channels: Mapping[str, str]) -> tuple[Log, tuple[Diagnostic, ...]]:
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
    )
    return log, tuple(reader.found)


_DATE_FIRST = re.compile(
    r"[*_]{0,3}(\[\[)?(?P<date>\d{4}-\d{2}-\d{2})(?![\w-])(?(1)(?:\|[^\]]*)?\]\])[*_]{0,3}(?P<rest>.*)"
)
_BEGINS_DATE = frozenset("0123456789[*_")
_FIELD_LINE = re.compile(r"[*_]{0,2}(?P<key>[^\W\d_][\w -]{0,40}?)[*_]{0,2}::[*_]{0,2}\s*(?P<value>.*)")
_FIELD_INLINE = re.compile(
    r"(?P<open>[\[(])(?P<key>[^\W\d_][\w -]{0,40}?)::\s*(?P<value>(?:\[\[[^\]]*\]\]|[^\[\]()]|\([^()]*\))*)[\])]"
)
_SEPARATORS = " \t:—–-|,."


class Entry(NamedTuple):
    """A dated line: its day, and what stands behind the date."""

    date: Day
    rest: str


class _Reader:
    """The lists that fill while the lines are gone through once. The one place where reading keeps state."""

    def __init__(self, path: str, channels: Mapping[str, str]) -> None:
        self.path = path
        self.channels = channels
        self.touches: list[Touch] = []
        self.passed: list[Gift | Ask | Promise | Learned] = []
        self.fields: list[Field] = []
        self.rest: list[Line] = []
        self.found: list[Diagnostic] = []

    def take(self, lines: tuple[Line, ...], at: int) -> int:
        """Take the line at an index with all that belongs to it; the index of the next line to take."""
        line = lines[at]
        if line.kind in ("blank", "shut"):
            self.rest.append(line)
            return at + 1
        if line.kind == "row":
            return self._take_table(lines, at)
        is_open = line.status not in ("", *DONE)
        entry = self._entry(line)
        if entry and line.kind == "text" and not _looks_dated(line.text):
            entry = None
        if entry is None:
            return self._take_undated(lines, at)
        end = _end_of_item(lines, at) if line.kind == "item" else _end_of_section(lines, at)
        if is_open:  # a dated task that is not done is a plan
            self._promise(line, None)
            return end
        mode, channel, text = _channel(entry.rest, self.channels)
        text, told = self._inline(text, line, entry.date)
        more = [self._detail(below, entry.date) for below in lines[at + 1 : end]]
        whole = "\n".join([text, *_dedented([line for line in more if line])]).strip()
        self.touches.append(Touch(entry.date, mode, channel, whole, Place(self.path, line.number, line.column)))
        self.passed += told
        return end

    def _entry(self, line: Line) -> Entry | None:
        """The entry a line begins with its date, if it does; a day that does not exist is found wrong."""
        match = _DATE_FIRST.match(line.text) if line.text[:1] in _BEGINS_DATE else None
        if not match:
            return None
        day = self._day(match["date"], line)
        return Entry(day, match["rest"]) if day else None

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
        elif match:
            self.fields.append(_field(match["key"], match["value"], line))
            self.rest.append(line)
        elif line.status:
            self._task(line)
        elif "::" in line.text:
            text, told = self._inline(line.text, line, None)
            self.passed += told
            if told:
                raw = line.raw.replace(line.text, text)
                line = line._replace(text=text, raw=raw)
            if text:
                self.rest.append(line)
        else:
            self.rest.append(line)
        return at + 1

    def _task(self, line: Line) -> None:
        """A task of its own: open it is a promise, ticked with its day it is a touch and a promise kept."""
        self._promise(line, None)
        self.rest.append(line)

    def _promise(self, line: Line, day: Day | None) -> None:
        dated = _DATE_FIRST.match(line.text)
        self._exchange(line, "promised", dated["rest"].lstrip(_SEPARATORS) if dated else line.text, day)

    def _detail(self, line: Line, day: Day) -> str:
        """What a line under an entry adds to its text; what passed is taken out of it."""
        match = _FIELD_LINE.match(line.text) if "::" in line.text and line.kind in ("item", "text") else None
        if match and fold(match["key"]) in EXCHANGE:
            self._exchange(line, fold(match["key"]), match["value"], day)
            return ""
        if line.kind == "item" and line.status:
            self._promise(line, day)
            return ""
        if "::" in line.raw and line.kind != "shut":
            text, told = self._inline(line.raw, line, day)
            self.passed += told
            return text
        return line.raw

    def _inline(self, text: str, line: Line, day: Day | None) -> tuple[str, list[Gift | Ask | Promise | Learned]]:
        """A text without its `[gave:: …]`, and what those say. Other inline fields are noted and stay in the text."""
        told: list[Gift | Ask | Promise | Learned] = []

        def taken(match: re.Match[str]) -> str:
            key = fold(match["key"])
            if key in EXCHANGE:
                told.append(self._passed(line, key, match["value"], day))
                return ""
            self.fields.append(_field(match["key"], match["value"], line))
            return match[0]

        return (_FIELD_INLINE.sub(taken, text).strip() if "::" in text else text), told

    def _exchange(self, line: Line, key: str, value: str, day: Day | None) -> None:
        self.passed.append(self._passed(line, key, value, day))

    def _passed(self, line: Line, key: str, value: str, day: Day | None) -> Gift | Ask | Promise | Learned:
        """One thing that passed. A ticked task with its done date is a touch as well."""
        text, marks = task_marks(value)
        place = Place(self.path, line.number, line.column)
        done = self._day(marks["done"], line) if "done" in marks else None
        if done and line.status and line.status in DONE:
            mode, channel, said = _channel(text, self.channels)
            self.touches.append(Touch(done, mode, channel, said, place))
        made = day or (self._day(marks["created"], line) if "created" in marks else None)
        state = 1 if line.status and line.status in DONE else 2 if line.status == CANCELLED else 0
        match EXCHANGE[key]:
            case "gave":
                return Gift(made or done, text, place)
            case "learned":
                return Learned(made or done, text, place)
            case "asked":
                return Ask(made, text, ("open", "granted", "declined")[state], done, place)
            case _:
                due = self._day(marks["due"], line) if "due" in marks else None
                return Promise(made, text, due, ("open", "kept", "cancelled")[state], done, place)

    def _take_table(self, lines: tuple[Line, ...], at: int) -> int:
        """A table whose rows begin with a date is a log; any other is text."""
        end = next((i for i in range(at, len(lines)) if lines[i].kind != "row"), len(lines))
        plain = []
        for line in lines[at:end]:
            cells = [cell.strip() for cell in line.text.strip().strip("|").split("|")]
            match = _DATE_FIRST.fullmatch(cells[0])
            day = self._day(match["date"], line) if match and not match["rest"].strip() else None
            if day is None:
                plain.append(line)
                continue
            word = next((cell for cell in cells[1:] if fold(cell) in self.channels), "")
            text = " · ".join(cell for cell in cells[1:] if cell and cell != word)
            place = Place(self.path, line.number, line.column)
            self.touches.append(Touch(day, self.channels.get(fold(word), ""), word, text, place))
        if len(plain) > 2 or not any(set(line.text) <= set("|:- ") for line in plain):
            self.rest += lines[at:end] if len(plain) == end - at else plain
        return end


def _looks_dated(text: str) -> bool:
    """Whether a paragraph that begins with a date is an entry: the date stands alone, or a `:` or a dash follows."""
    match = _DATE_FIRST.match(text)
    return match is not None and re.match(r"\s*(?:$|[:—–]|-\s)", match["rest"]) is not None


def _end_of_item(lines: tuple[Line, ...], at: int) -> int:
    """The index behind an item and all that is indented below it."""
    end = at + 1
    while end < len(lines):
        line = lines[end]
        if line.kind == "heading" or (line.kind != "blank" and line.indent <= lines[at].indent):
            break
        if line.kind == "blank":
            below = next((one for one in lines[end:] if one.kind != "blank"), None)
            if below is None or below.kind == "heading" or below.indent <= lines[at].indent:
                break
        end += 1
    return end


def _end_of_section(lines: tuple[Line, ...], at: int) -> int:
    """The index behind a dated heading or paragraph and the text below it, up to the next heading or dated line."""
    end = at + 1
    while end < len(lines):
        line = lines[end]
        if line.kind == "heading" or (line.kind == "item" and _DATE_FIRST.match(line.text)):
            break
        if line.kind == "row" and any(_DATE_FIRST.match(row.text.lstrip("| ")) for row in lines[end : end + 3]):
            break
        if line.kind == "text" and (_looks_dated(line.text) or (lines[at].kind == "text" and _after_gap(lines, end))):
            break
        end += 1
    return end


def _after_gap(lines: tuple[Line, ...], at: int) -> bool:
    return lines[at - 1].kind == "blank"


_FIRST_WORD = re.compile(r"[*_(\[]{0,3}(?P<word>[^\W\d_][\w-]*)[*_)\]]{0,3}(?P<rest>.*)", re.DOTALL)
_SEPARATED = re.compile(r"\s*(?:[:—–|]|-\s)")


def _channel(text: str, channels: Mapping[str, str]) -> tuple[str, str, str]:
    """The mode, the word for it, and the text, of what stands behind a date: ` coffee: Talked about …`."""
    text = text.lstrip(_SEPARATORS)
    match = _FIRST_WORD.match(text)
    if not match or fold(match["word"]) not in channels:
        return "", "", text.strip()
    after = match["rest"]
    alone = not after.strip() or _SEPARATED.match(after) or text[0] in "([*_"
    said = after.lstrip(_SEPARATORS) if alone else text
    return channels[fold(match["word"])], match["word"].casefold(), said.strip()


def channel_of(text: str, channels: Mapping[str, str]) -> tuple[str, str]:
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
    r"\s*(?:(?P<sign>[📅📆🗓✅❌➕⏳⌛🛫])\ufe0f?\s*(?P<date>\d{4}-\d{2}-\d{2})"
    r"|[\[(](?P<key>[a-z]+)::\s*(?P<value>[^\[\]()]*)[\])]"
    r"|(?P<flag>[🔺⏫🔼🔽⏬]\ufe0f?|🔁\s*[\w ]+|[🆔⛔🏁]\ufe0f?\s*[\w,-]+|\^[\w-]+|#[\w/-]+))\s*$"
)


def task_marks(text: str) -> tuple[str, dict[str, str]]:
    """A task's text without the marks at its end, and its dates by `due`, `done`, `created`, as the Tasks plugin reads.

    Dates are given as typed. Tags stay in the text.
    """
    marks: dict[str, str] = {}
    tail = ""
    while match := _MARK.search(text):
        name = _MARKS.get(match["sign"] or match["key"] or "")
        date = match["date"] or (match["value"] or "").strip()
        if name:
            marks.setdefault(name, date)
        elif match["flag"] and match["flag"].startswith("#"):
            tail = f" {match['flag']}{tail}"
        text = text[: match.start()]
    return (text + tail).strip(), marks


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
    left = {line.number: line for line in rest}
    kept = []
    for at, line in enumerate(lines):
        if line.number not in left:
            continue
        if line.kind == "heading":
            end = next((i for i in range(at + 1, len(lines)) if _heading_ends(lines[i], line)), len(lines))
            below = [one for one in lines[at + 1 : end] if one.kind != "blank"]
            if below and not any(one.number in left for one in below):
                continue
        kept.append(left[line.number].raw)
    return "\n".join(kept).strip("\n")


def _heading_ends(line: Line, heading: Line) -> bool:
    return line.kind == "heading" and line.indent <= heading.indent
