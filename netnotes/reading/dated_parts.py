"""The parts of a note with a day of their own: the sections and items of a journal in one file.

A part begins with a heading, an item, a paragraph or a row of a table that begins with a day. Each
is read like a daily note of its day, wherever the note is: a project's log tells of calls, too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from netnotes.model.note_path import extract_note_name
from netnotes.model.people import MAX_YEAR, MIN_YEAR
from netnotes.reading.channels import SEPARATORS
from netnotes.reading.entry_lines import (
    CALLOUT_TITLE,
    DATE_NAMES,
    EntryForm,
    find_day_at_end,
    find_entry_day,
    is_in_code,
    split_cells,
)
from netnotes.reading.line_days import list_lines_with_day
from netnotes.reading.lines import Line
from netnotes.reading.meeting_folders import is_about_meetings
from netnotes.reading.meeting_titles import is_title_of_meeting
from netnotes.reading.period_days import Period, find_day_in_period, narrow_period, read_period
from netnotes.reading.plan_headings import is_plan_heading
from netnotes.reading.written_days import find_day_at_start
from netnotes.text import (
    fold,
    format_day_short,
    has_any,
    join_words,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date as Day

    from netnotes.model.people import Link
    from netnotes.model.settings import Settings
    from netnotes.reading.kinds import Classification
    from netnotes.reading.note import Note
    from netnotes.reading.written_days import WrittenDay


class DatedPart(NamedTuple):
    """A part of a note with a day of its own."""

    # None where the day that was written has not one meaning; `problem` says why, to go on after
    # `words`: `has no year`.
    day: Day | None
    words: str
    problem: str

    # The line that the day is in.
    line: Line

    # The note with only the lines and links of this part, the day left out of the first.
    note: Note

    # Whether it is under a heading such as `Next steps`.
    is_planned: bool

    # Whether it is the row of a table.
    is_row: bool

    @property
    def title(self) -> str:
        """What is behind the day in a heading; empty for nothing, and for other parts."""
        if self.line.kind != "heading":
            return ""
        for line in self.note.lines:
            if line.number == self.line.number:
                return line.text
        return ""


def list_dated_parts(
    note: Note, classification: Classification, settings: Settings
) -> tuple[DatedPart, ...]:
    """List the parts of a note that have a day of their own, in the order in which they begin.

    A contact's note has a log instead. Of a daily note these are the parts about other days.
    """
    if not _may_have_parts(note, classification):
        return ()
    lines = list_lines_with_day(note.lines, note.source.text)
    is_daily_note = classification.kind == "daily note"
    period: Period | None = None
    if is_daily_note:
        lines = _list_lines_of_other_days(lines, classification.day)
    elif has_any(note.path, _SIGNS_OF_WEEK):
        period = read_period(note.path)
        # In a note about a week the name of a weekday is a day.
        if period.week is not None:
            lines = list(note.lines)
    if not lines:
        return ()
    period = period or read_period(note.path)
    form = EntryForm(dict(settings.channels), settings.date_order)
    reader = _PartReader(note, form, period, lines)
    reader.read_lines()
    parts = reader.build_parts()
    if not is_daily_note:
        return parts
    return tuple([part for part in parts if part.day not in (None, classification.day)])


def _may_have_parts(note: Note, classification: Classification) -> bool:
    kind = classification.kind
    if kind == "contact" or classification.is_left_out:
        return False
    # The days in a meeting's text are mostly those of what is to be done; a heading is not.
    if kind == "meeting" and classification.day:
        return _DATED_HEADING.search(note.source.text) is not None
    return bool(note.links) or kind not in ("goal", "event")


def _list_lines_of_other_days(lines: list[Line], day: Day | None) -> list[Line]:
    """List those of a daily note's lines that may begin with another day."""
    # Most have their day as the title. `[[2026-10-02]]` on a line alone leads to another note.
    own_day = day.isoformat() if day else "-"
    return [line for line in lines if line.kind != "text" and not line.text.startswith(own_day)]


_DATED_HEADING = re.compile(r"\n#{1,6} [^\n]{0,20}\d")
_SIGNS_OF_WEEK = ("W", "w", "oche", "semaine", "semana")


def leave_out_parts(note: Note, parts: tuple[DatedPart, ...]) -> Note:
    """Return a note without the lines of its parts."""
    if not parts:
        return note
    numbers = {line.number for part in parts for line in part.note.lines}
    numbers.update(part.line.number for part in parts)
    lines = tuple([line for line in note.lines if line.number not in numbers])
    links = tuple([link for link in note.links if link.source_location.line not in numbers])
    return replace(note, lines=lines, links=links)


def list_parts_of_days(
    note: Note, classification: Classification, settings: Settings
) -> tuple[Note, ...]:
    """List what is read line by line, as of one day: a daily note, or the parts of another note."""
    parts = list_dated_parts(note, classification, settings)
    notes = [part.note for part in parts if part.day]
    if classification.kind == "daily note":
        notes.append(leave_out_parts(note, parts))
    return tuple(notes)


class _Day(NamedTuple):
    """A day at the beginning of a line, and what follows it."""

    day: Day | None
    words: str
    problem: str
    rest: str


class _OpenPart:
    """A part whose lines are still being read."""

    def __init__(self, found: _Day, line: Line, is_planned: bool, headings: list[Line]) -> None:
        self.found = found
        self.line = line
        self.is_planned = is_planned
        self.lines = headings
        # In which column what follows the day begins, counted from 1; 0 if nothing follows.
        self.column = 0
        rest = found.rest.lstrip(SEPARATORS).rstrip()
        if not rest:
            return
        # What is beside the day, in front of a day at the end of the line, or behind any other.
        start = line.raw.rfind(rest)
        if start >= 0:
            line = replace(line, raw=line.raw[: start + len(rest)], text=rest)
        self.lines.append(line)
        self.column = max(start, 0) + 1


class _PartReader:
    """The lines of a note, read once from the first to the last."""

    def __init__(
        self, note: Note, form: EntryForm, period: Period, lines_with_day: list[Line]
    ) -> None:
        self.note = note
        self.form = form
        self.parts: list[_OpenPart] = []

        # The headings above that have no day, and what is known of the days below each.
        self.headings: list[Line] = []
        self.periods: list[Period] = [period]

        # The numbers of the lines that may have a day.
        self.numbers = {line.number for line in lines_with_day}

        # The part that a heading or a paragraph began, and the level of the heading; a paragraph's
        # is that of no heading.
        self.section: _OpenPart | None = None
        self.section_level = 0

        # The parts that items began, the outermost first.
        self.items: list[_OpenPart] = []

        # Where the day is in the rows of the table that is read; -1 in a table of something else.
        self.date_column = 0

    def read_lines(self) -> None:
        """Read the lines of the note, and open and close parts."""
        for index, line in enumerate(self.note.lines):
            # Above the first day most lines say nothing about those below.
            if line.kind in ("heading", "row") or self.parts or line.number in self.numbers:
                self._read_line(line, index)

    def _read_line(self, line: Line, index: int) -> None:
        match line.kind:
            case "heading":
                self._read_heading(line)
            case "row":
                self._read_row(line, index)
            case "item" | "text":
                self._read_item_or_text(line, index)
            case "verbatim" if line.number in self.numbers:
                self._read_callout_title(line, index)
            case _:
                self._add(line)

    def _read_callout_title(self, line: Line, index: int) -> None:
        """Read `> [!note] 2026-10-03 Call with [[Ada]]`; what is quoted below it is no touch."""
        match = CALLOUT_TITLE.match(line.raw)
        if match and not is_in_code(self.note.lines, index):
            title = replace(line, kind="text", text=line.raw[match.end() :].strip())
            found = find_day_at_start(title.text, self.form.date_order)
            if found:
                self._open(_describe(found), title)
                return
        self._add(line)

    def _read_heading(self, line: Line) -> None:
        self.items = []
        found = self._find_day(line)
        if self.section and (not self.section_level or line.indent <= self.section_level):
            self.section = None
        if found is None and self.section:
            self.section.lines.append(line)
            return
        while self.headings and self.headings[-1].indent >= line.indent:
            self.headings.pop()
            self.periods.pop()
        if found:
            self.section = self._open(found, line)
            self.section_level = line.indent
            return
        self.headings.append(line)
        self.periods.append(narrow_period(self.periods[-1], line.text))

    def _read_row(self, line: Line, index: int) -> None:
        cells = split_cells(line)
        if not index or self.note.lines[index - 1].kind != "row":
            header = [fold(cell) for cell in cells]
            self.date_column = next(
                (header.index(word) for word in DATE_NAMES if word in header), 0
            )
            if not _COLUMNS_OF_WORK.isdisjoint(header):
                self.date_column = -1
        if 0 <= self.date_column < len(cells):
            found = self._find_day_of_cell(cells[self.date_column])
            if found and not found.rest.strip():
                part = self._open(found, line)
                part.lines.append(line)
                part.column = 1
                return
        self._add(line)

    def _find_day_of_cell(self, cell: str) -> _Day | None:
        found = find_day_at_start(cell, self.form.date_order)
        if found:
            return _describe(found)
        partial = find_day_in_period(cell, self.periods[-1], self.form.date_order)
        # A number alone counts something.
        if partial is None or partial.words.isdigit():
            return None
        return _Day(partial.day, partial.words, partial.problem, partial.rest)

    def _read_item_or_text(self, line: Line, index: int) -> None:
        follows_item = line.kind == "text" and index and self.note.lines[index - 1].kind != "blank"
        if not follows_item:
            self._close_items(line.indent)
        found = self._find_day(line)
        if found is None:
            self._add(line)
            return
        self._close_items(line.indent)
        part = self._open(found, line)
        if line.kind == "text" and not part.column:
            self.section = part
            self.section_level = 0
        else:
            self.items.append(part)

    def _close_items(self, indent: int) -> None:
        """Close the parts of items that a line with this indentation does not belong to."""
        while self.items and indent <= self.items[-1].line.indent:
            self.items.pop()

    def _add(self, line: Line) -> None:
        """Add a line without a day to the part that it is in."""
        if self.items:
            self.items[-1].lines.append(line)
        elif self.section:
            self.section.lines.append(line)

    def _open(self, found: _Day, line: Line) -> _OpenPart:
        is_planned = any(is_plan_heading(heading.text) for heading in self.headings)
        part = _OpenPart(found, line, is_planned, self._list_headings_of_meetings())
        self.parts.append(part)
        return part

    def _list_headings_of_meetings(self) -> list[Line]:
        """List the headings above a part that say that all below them were meetings or calls."""
        name = extract_note_name(self.note.path)
        headings = self.headings
        if is_about_meetings(name):
            headings = [Line(0, "heading", 0, "", name, name), *headings]
        return [
            replace(heading, text="Meetings")
            for heading in headings
            if not heading.number or is_about_meetings(heading.text)
        ]

    def _find_day(self, line: Line) -> _Day | None:
        """Find the day that a line begins with, as in a contact's log, or one without its year."""
        done = self._find_day_of_done_task(line)
        if done:
            return done
        if line.number not in self.numbers:
            return None
        written = find_entry_day(line, self.form)
        # `## Platform review 2026-10-03`
        if written is None and line.kind == "heading" and is_title_of_meeting(line.text):
            written = find_day_at_end(line.text, self.form)
        if written:
            return _describe(written)
        # Within a part, `10.30` is a time, and `1-1` no day of January.
        if self._is_within_part(line):
            return None
        partial = find_day_in_period(line.text, self.periods[-1], self.form.date_order)
        # `- 3: …` may be the third of anything; a heading `3` is a day.
        if partial is None or (line.kind != "heading" and partial.words.isdigit()):
            return None
        return _Day(partial.day, partial.words, partial.problem, partial.rest)

    def _find_day_of_done_task(self, line: Line) -> _Day | None:
        """Find the day at the end of a task that says when it was done."""
        if not line.status or "✅" not in line.text:
            return None
        words, _, day_words = line.text.rpartition("✅")
        found = find_day_at_start(day_words.strip(), self.form.date_order)
        if found is None or found.day is None:
            return None
        return _Day(found.day, found.words, "", words)

    def _is_within_part(self, line: Line) -> bool:
        if self.items:
            return True
        if self.section is None or line.kind != "heading":
            return self.section is not None
        return line.indent > self.section_level > 0

    def build_parts(self) -> tuple[DatedPart, ...]:
        """Build the parts when all of the note's lines were read."""
        links_by_line: dict[int, list[Link]] = {}
        for link in self.note.links:
            links_by_line.setdefault(link.source_location.line, []).append(link)
        return tuple([self._build_part(part, links_by_line) for part in self.parts])

    def _build_part(self, part: _OpenPart, links_by_line: Mapping[int, list[Link]]) -> DatedPart:
        links: list[Link] = []
        for line in part.lines:
            links += links_by_line.get(line.number, ())
        # A link that is the day itself is none to a person.
        first = part.line.number
        links = [
            link
            for link in links
            if link.source_location.line != first or link.source_location.column >= part.column
        ]
        note = replace(self.note, lines=tuple(part.lines), links=tuple(links))
        found = part.found
        is_row = part.line.kind == "row"
        return DatedPart(
            found.day, found.words, found.problem, part.line, note, part.is_planned, is_row
        )


def _describe(found: WrittenDay) -> _Day:
    day = found.day
    problem = ""
    if day is None:
        problem = "is not in the calendar"
        if found.choices:
            choices = join_words([format_day_short(choice) for choice in found.choices], "or")
            problem = f"may be {choices}"
    elif not MIN_YEAR <= day.year <= MAX_YEAR:
        day, problem = None, "is hardly in the year that is meant"
    return _Day(day, found.words, problem, found.rest)


# What a table of posts, talks or tasks has beside a day and a channel, folded.
_COLUMNS_OF_WORK = frozenset(
    [
        *(
            "owner",
            "author",
            "writer",
            "editor",
            "assignee",
            "assigned to",
            "assigned",
            "responsible",
        ),
        *("lead", "presenter", "due", "deadline", "verantwortlich", "zuständig", "autor"),
        *("responsable", "auteur", "verantwoordelijk", "eigenaar"),
    ]
)
