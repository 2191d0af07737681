"""The log in a contact's note: dated lines → touches, gifts, asks, promises, facts and names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from netnotes.model.diagnostics import Diagnostic, SourceLocation
from netnotes.model.people import MAX_YEAR, MIN_YEAR, Ask, Gift, Learned, Naming, Promise, Touch
from netnotes.reading.attempts import PLAN, find_reason_against, find_reason_of_box
from netnotes.reading.channels import SEPARATORS, split_channel
from netnotes.reading.day_checks import DIGIT_AT_START, check_undated_line, describe_unread_day
from netnotes.reading.entry_lines import (
    CALLOUT_TITLE,
    DATE_NAMES,
    EntryForm,
    doubt_short_year,
    find_channel_cell,
    find_end_of_entry,
    find_entry_day,
    is_header_rule,
    is_in_code,
    is_struck_out,
    is_way_field,
    iter_quoted_lines,
    move_way_to_front,
    read_channel_cell,
    split_cells,
)
from netnotes.reading.entry_ways import complete_way, judge_entry
from netnotes.reading.exchanges import DONE_STATUSES, EXCHANGE_WORDS, find_state
from netnotes.reading.log import Log, LogEntry
from netnotes.reading.log_text import join_remaining_lines, strip_common_indent
from netnotes.reading.note import FIELD_LINE, INLINE_FIELD, build_inline_field
from netnotes.reading.plan_headings import is_plan_heading, may_be_plan
from netnotes.reading.promise_words import says_contact
from netnotes.reading.task_marks import (
    TASK_STATUSES,
    is_task_of_other,
    split_day_in_words,
    split_task_marks,
    strip_tags,
)
from netnotes.reading.written_days import find_day_at_start, is_iso_form
from netnotes.text import fold, parse_day

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date as Day

    from netnotes.model.people import Mode
    from netnotes.reading.note import Line, Note
    from netnotes.reading.raw_field import Field
    from netnotes.reading.written_days import WrittenDay


def read_log(
    note: Note, channels: Mapping[str, Mode], date_order: str = ""
) -> tuple[Log, tuple[Diagnostic, ...]]:
    """Read the log in a note's lines, wherever it is, with a diagnostic for each problem in it.

    `channels` gives the mode of each folded channel word, `date_order` is that of the settings.
    """
    reader = _LogReader(note.path, EntryForm(channels, date_order))
    index = 0
    while index < len(note.lines):
        index = reader.read_block(note.lines, index)
    return reader.build_log(note.lines), tuple(reader.diagnostics)


class _LogReader:
    """The lists that fill up while the lines of a note are read once, from the first to the last.

    Nothing else in `reading/` keeps state.
    """

    def __init__(self, path: str, form: EntryForm) -> None:
        self.path = path
        self.form = form
        self.channels = form.channels
        self.touches: list[Touch] = []
        self.gifts: list[Gift] = []
        self.asks: list[Ask] = []
        self.promises: list[Promise] = []
        self.learned: list[Learned] = []
        self.named: list[Naming] = []
        self.fields: list[Field] = []
        self.remaining_lines: list[Line] = []
        self.diagnostics: list[Diagnostic] = []
        self.entries: list[LogEntry] = []

        # The level of the heading such as `Next steps` that a line is under; 0 if it is under none.
        self.plan_level = 0

    def build_log(self, lines: tuple[Line, ...]) -> Log:
        """Build the log when all of the note's lines were read."""
        return Log(
            touches=tuple(self.touches),
            gifts=tuple(self.gifts),
            asks=tuple(self.asks),
            promises=tuple(self.promises),
            learned=tuple(self.learned),
            named=tuple(self.named),
            fields=tuple(self.fields),
            text=join_remaining_lines(lines, self.remaining_lines),
            entries=tuple(self.entries),
        )

    def read_block(self, lines: tuple[Line, ...], index: int) -> int:
        """Read the line at an index with all that belongs to it; return the next line's index."""
        line = lines[index]
        if line.kind == "verbatim" and "[!" in line.raw:
            self._read_callout(lines, index)
        if line.kind in ("blank", "verbatim"):
            self.remaining_lines.append(line)
            return index + 1
        if line.kind == "row":
            return self._read_table(lines, index)
        # Most lines that are no entry have no day, for that has a digit, and no field.
        if line.kind != "heading" and not line.status and not _DIGIT_OR_COLON.search(line.text):
            if line.text:
                self.remaining_lines.append(line)
            return index + 1

        found = find_entry_day(line, self.form)
        day = None
        if found:
            day = self._check_found_day(found, line)
        # A dated task that is not done is a plan: its day is when it is due.
        is_plan = line.status and line.status not in DONE_STATUSES
        if found is None or day is None or is_plan:
            if line.kind == "heading":
                self._enter_heading(line)
            self._read_undated_line(line)
            return index + 1
        return self._read_entry(lines, index, day, found.rest)

    def _enter_heading(self, line: Line) -> None:
        if is_plan_heading(line.text):
            self.plan_level = self.plan_level or line.indent
        elif line.indent <= self.plan_level:
            self.plan_level = 0

    def _read_entry(self, lines: tuple[Line, ...], index: int, day: Day, rest: str) -> int:
        """Read a touch with the lines below it that belong to it; return the next line's index.

        `rest` is what follows the day in its first line.
        """
        line = lines[index]
        end = find_end_of_entry(lines, index, self.form)

        if "::" in rest:
            rest = move_way_to_front(rest, self.form)
        mode, channel, text = split_channel(rest, self.channels)
        text = self._extract_inline_fields(text, line, day)
        if end > index + 1:
            details: list[str] = []
            for line_below in lines[index + 1 : end]:
                detail = self._read_detail(line_below, day)
                if detail is not None:
                    details.append(detail)
            text = "\n".join([text, *strip_common_indent(details)]).strip()
            # `- 2026-10-02` with `  - call: hi` below it
            if not channel and not rest.strip():
                below = text.lstrip("-*+ \t")
                below_mode, below_channel, below_text = split_channel(below, self.channels)
                if below_channel:
                    mode, channel, text = below_mode, below_channel, below_text

        mode, channel, reason = judge_entry(mode, channel, text, self.channels)
        # Asked first: hardly any line begins so, and this is quicker than a call.
        if line.text[0] == "~" and is_struck_out(line.text):
            reason = "It is struck out."
        elif self.plan_level and not reason and not line.status and may_be_plan(text):
            reason = PLAN
        self.entries.append(LogEntry(day, line, lines[end - 1].number, reason))
        touch = Touch(day, mode, channel, text, self._locate(line))
        if not reason:
            self.touches.append(touch)
            return end
        self.remaining_lines += lines[index:end]
        if reason == PLAN:
            self.touches.append(touch._replace(is_plan=True))
        return end

    def _locate(self, line: Line) -> SourceLocation:
        return SourceLocation(self.path, line.number, line.column)

    def _check_found_day(self, found: WrittenDay, line: Line) -> Day | None:
        """Return the day that was found in a line; report one that is none, or that is unlikely."""
        day = found.day
        if day is None:
            if found.choices or not is_iso_form(found.words):
                self.diagnostics.append(describe_unread_day(found, self._locate(line)))
                return None
            return self._parse_day(found.words, line)
        if not MIN_YEAR <= day.year <= MAX_YEAR:
            self._report_unlikely_year(found.words, line)
        return day

    def _parse_day(self, text: str, line: Line) -> Day | None:
        """Parse a day that was found in a line; report one that does not exist."""
        day = parse_day(text)
        if day is None:
            column = line.raw.find(text) + 1 or 1
            location = SourceLocation(self.path, line.number, column)
            message = f"{text} is not a day of the calendar."
            self.diagnostics.append(
                Diagnostic(location, "impossible-date", message, "Write the day as YYYY-MM-DD.")
            )
        elif not MIN_YEAR <= day.year <= MAX_YEAR:
            self._report_unlikely_year(text, line)
        return day

    def _report_unlikely_year(self, text: str, line: Line) -> None:
        location = SourceLocation(self.path, line.number, line.raw.find(text) + 1 or 1)
        message = f"{text} is hardly the year that is meant."
        self.diagnostics.append(Diagnostic(location, "unlikely-date", message, "Correct the year."))

    def _read_undated_line(self, line: Line) -> None:
        """Read a line that begins with no date: a field, a task, or text."""
        words = line.text
        match = FIELD_LINE.match(words) if "::" in words else None
        if match and fold(match["key"]) in EXCHANGE_WORDS:
            self._add_exchange(line, fold(match["key"]), match["value"], None)
            return
        if match:
            self.fields.append(build_inline_field(match["key"], match["value"], line))
        elif line.status in TASK_STATUSES:
            # An open task is a promise; done, with its day, it is a kept promise.
            self._add_promise(line, None)
        elif "::" in words:
            text = self._extract_inline_fields(words, line, None)
            line = replace(line, text=text, raw=line.raw.replace(words, text))
            words = text
        if words:
            # Few lines have a year, or a number where a day may be that lacks it.
            if "20" in words or "19" in words or DIGIT_AT_START.match(words):
                self.diagnostics += check_undated_line(line, self.form, self.path)
            self.remaining_lines.append(line)

    def _read_callout(self, lines: tuple[Line, ...], index: int) -> None:
        """Read a callout whose title begins with a day as a touch; its lines stay in the text.

        The title is `> [!note] 2026-10-02 Call`, and the lines below it are quoted as well.
        """
        line = lines[index]
        match = CALLOUT_TITLE.match(line.raw)
        if match is None or is_in_code(lines, index):
            return
        for line_below in iter_quoted_lines(lines, index):
            field = FIELD_LINE.match(line_below.text.lstrip("> "))
            if field and fold(field["key"]) not in EXCHANGE_WORDS:
                self.fields.append(build_inline_field(field["key"], field["value"], line_below))

        found = find_day_at_start(line.raw[match.end() :], self.form.date_order)
        if found is None:
            return
        found = doubt_short_year(found, self.form)
        day = self._check_found_day(found, line)
        if day is None:
            return

        mode, channel, text = split_channel(found.rest, self.channels)
        texts = [below.raw.lstrip()[1:].strip() for below in iter_quoted_lines(lines, index)]
        location = SourceLocation(self.path, line.number, match.end() + found.offset + 1)
        words = "\n".join([text, *texts]).strip()
        mode, channel, reason = judge_entry(mode, channel, words, self.channels)
        if not reason:
            self.touches.append(Touch(day, mode, channel, words, location))

    def _add_promise(self, line: Line, day: Day | None) -> None:
        """Add the promise that a task is; a date at its beginning is when it is due.

        What somebody else is to do is an ask, and a task with nothing in it is nothing.
        """
        if not line.text.strip():
            return
        if is_task_of_other(line.text):
            self._add_exchange(line, "asked", line.text, day)
            return
        found = find_day_at_start(line.text, self.form.date_order)
        due = self._check_found_day(found, line) if found else None
        if found and due:
            text = found.rest.lstrip(SEPARATORS)
            self._add_exchange(line, "promised", text, day, due=due.isoformat())
        else:
            self._add_exchange(line, "promised", line.text, day)

    def _read_detail(self, line: Line, day: Day) -> str | None:
        """Read a line below an entry; return what it adds to the entry's text, None if nothing."""
        if "::" in line.text and line.kind in ("item", "text"):
            match = FIELD_LINE.match(line.text)
            if match and fold(match["key"]) in EXCHANGE_WORDS:
                self._add_exchange(line, fold(match["key"]), match["value"], day)
                return None
        if line.kind == "item" and line.status in TASK_STATUSES:
            self._add_promise(line, day)
            return None
        if "::" in line.raw and line.kind != "verbatim":
            stripped = line.raw.lstrip()
            indent = line.raw[: len(line.raw) - len(stripped)]
            return indent + self._extract_inline_fields(stripped, line, day)
        return line.raw

    def _extract_inline_fields(self, text: str, line: Line, day: Day | None) -> str:
        """Read the fields within a text, and return it without those that are exchanges.

        `[gave:: a book]` is cut out, any other field is a property and stays in the text.
        """
        if "::" not in text:
            return text

        def extract_field(match: re.Match[str]) -> str:
            key = fold(match["key"])
            if key in EXCHANGE_WORDS:
                self._add_exchange(line, key, match["value"], day)
                return ""
            # A way of meeting is no kind of purpose: `[kind:: call]`.
            if not is_way_field(match["key"], match["value"], self.form):
                self.fields.append(build_inline_field(match["key"], match["value"], line))
            return match[0]

        return INLINE_FIELD.sub(extract_field, text).strip()

    def _add_exchange(
        self, line: Line, key: str, value: str, day: Day | None, *, due: str = ""
    ) -> None:
        """Add a gift, an ask, a promise, a learned fact or a name; of a done task also a touch.

        A promise that was kept is a touch only if its words say so.

        `day` is that of the entry it belongs to, None outside of one. `due` is the date at the
        beginning of a task, as typed.
        """
        text, mark_dates = split_task_marks(value)
        if line.status:
            text = strip_tags(text)
        if due:
            mark_dates.setdefault("due", due)
        location = self._locate(line)
        kind = EXCHANGE_WORDS[key]
        done_day = self._parse_mark_day("done", mark_dates, line)
        if done_day and line.status in DONE_STATUSES and self._is_touch(kind, text):
            mode, channel, touch_text = split_channel(text, self.channels)
            mode, channel = complete_way((mode, channel), touch_text, self.channels)
            self.touches.append(Touch(done_day, mode, channel, touch_text, location))
        made_day = day or self._parse_mark_day("created", mark_dates, line)

        match kind:
            case "asked":
                state = find_state(line, "open", "granted", "declined")
                self.asks.append(Ask(made_day, text, state, done_day, location))
            case "promised":
                text, due_day = self._find_due_day(text, mark_dates, line)
                state = find_state(line, "open", "kept", "cancelled")
                self.promises.append(Promise(made_day, text, due_day, state, done_day, location))
            case _:
                self._add_fact(kind, made_day or done_day, text, location)

    def _add_fact(self, kind: str, day: Day | None, text: str, location: SourceLocation) -> None:
        match kind:
            case "gave":
                self.gifts.append(Gift(day, text, location))
            case "learned":
                self.learned.append(Learned(day, text, location))
            case "named":
                self.named.append(Naming(day, text, location))

    def _is_touch(self, kind: str, text: str) -> bool:
        # Reading her chapter keeps a promise, but she does not hear of it.
        return kind != "promised" or says_contact(text, self.channels)

    def _find_due_day(
        self, text: str, mark_dates: dict[str, str], line: Line
    ) -> tuple[str, Day | None]:
        """Find when a promise is due: by its mark, in words at its end, or when it is scheduled.

        The result is the text without the day, and the day.
        """
        if "due" in mark_dates:
            return text, self._parse_mark_day("due", mark_dates, line)
        words, found = split_day_in_words(text, self.form.date_order)
        if found:
            day = self._check_found_day(found, line)
            # A day that was not read stays where it can be seen.
            return (words if day else text), day
        return text, self._parse_mark_day("scheduled", mark_dates, line)

    def _parse_mark_day(self, name: str, mark_dates: dict[str, str], line: Line) -> Day | None:
        """Parse the day of one of a task's marks; None if it has no such mark."""
        if name not in mark_dates:
            return None
        return self._parse_day(mark_dates[name], line)

    def _read_table(self, lines: tuple[Line, ...], index: int) -> int:
        """Read a table; rows that begin with a date are entries. Return the next line's index."""
        end = index
        while end < len(lines) and lines[end].kind == "row":
            end += 1
        header = [fold(cell) for cell in split_cells(lines[index])]
        date_column = next((header.index(word) for word in DATE_NAMES if word in header), 0)
        other_rows = [row for row in lines[index:end] if not self._read_row(row, date_column)]

        # The title and the `|---|` below it are no text, if every other row was an entry.
        is_only_header = len(other_rows) <= 2 and any(map(is_header_rule, other_rows[-1:]))
        if not is_only_header:
            self.remaining_lines += other_rows
        return end

    def _read_row(self, row: Line, date_column: int) -> bool:
        """Read a row of a table that begins with a date, and say whether it does.

        A date in the column that the header names so counts in a row with a channel.
        """
        cells = split_cells(row)
        channel_cell = find_channel_cell(cells, self.form)
        for column in dict.fromkeys((0, date_column)):
            if column >= len(cells) or (column and not channel_cell):
                continue
            found = find_day_at_start(cells[column], self.form.date_order)
            if found is None or found.rest.strip():
                continue
            day = self._check_found_day(found, row)
            if day is None:
                return False
            del cells[column]
            return self._add_row(row, day, channel_cell, cells)
        return False

    def _add_row(self, row: Line, day: Day, channel_cell: str, other_cells: list[str]) -> bool:
        """Add the touch that a row of a table is, and say whether it is one."""
        mode, channel = read_channel_cell(channel_cell, self.form)
        # Of the cell `WhatsApp call`, not all is said by the channel.
        said_cells = ("", channel_cell) if mode else ("",)
        words = " · ".join([cell for cell in other_cells if cell not in said_cells])
        text = self._extract_inline_fields(words, row, day)
        reason = find_reason_against(mode, channel, text) or find_reason_of_box(channel_cell)
        self.entries.append(LogEntry(day, row, row.number, reason))
        if reason:
            return False
        way = complete_way((mode, channel), text if mode else channel_cell or text, self.channels)
        self.touches.append(Touch(day, *way, text, self._locate(row)))
        return True


_DIGIT_OR_COLON = re.compile(r"[\d:]")
