"""The lines of a contact's note that read like an entry without a day: `March 2026: call`.

A sentence about their life, `Joined Acme in March 2026`, is none.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from netnotes.model.diagnostics import Diagnostic, SourceLocation
from netnotes.reading.attempts import find_reason_against
from netnotes.reading.channels import SEPARATORS
from netnotes.reading.day_checks import (
    find_reason_against_touch,
    is_about_contact,
    is_day_without_year,
)
from netnotes.reading.entry_lines import (
    CALLOUT_TITLE,
    DATE_NAMES,
    find_channel_cell,
    is_in_code,
    says_how,
    split_cells,
)
from netnotes.reading.touch_words import TOUCH_VERBS
from netnotes.reading.vague_days import (
    FIRST_OF_TIMES,
    find_vague_day_at_start,
    find_vague_day_behind,
)
from netnotes.text import build_lazy_pattern, fold, fold_for_search

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netnotes.reading.entry_lines import EntryForm
    from netnotes.reading.log import LogEntry
    from netnotes.reading.note import Line, Note


def check_vague_days(
    note: Note, entries: tuple[LogEntry, ...], form: EntryForm
) -> Iterator[Diagnostic]:
    """Report the lines of a contact's note that read like an entry of the log and have no day.

    `entries` are those that have one.
    """
    ends = {entry.line.number: entry.end_line for entry in entries}
    is_in_log = False
    rows: list[Line] = []
    for index in _iter_other_lines(note.lines, ends):
        line = note.lines[index]
        if line.kind == "row":
            rows.append(line)
            continue
        if rows:
            yield from _check_rows(rows, entries, form, note.path)
            rows = []
        if line.kind == "heading":
            is_in_log = is_log_heading(line.text)
        if line.kind == "verbatim":
            if "[!" in line.raw and not is_in_code(note.lines, index):
                yield from _check_callout(line, form, note.path)
        elif _may_have_time(line.text):
            text_below = _find_text_below(note.lines, index, ends)
            words = _find_words_of_entry(line, form, is_in_log=is_in_log, text_below=text_below)
            if words:
                yield _describe(words, SourceLocation(note.path, line.number, line.column))
    if rows:
        yield from _check_rows(rows, entries, form, note.path)


def _iter_other_lines(lines: tuple[Line, ...], ends: dict[int, int]) -> Iterator[int]:
    """Yield the index of each line that is no part of an entry, and not blank.

    `ends` gives the number of the last line of each entry by that of its first.
    """
    index = 0
    while index < len(lines):
        line = lines[index]
        end = ends.get(line.number)
        if end is not None:
            index += end - line.number
        elif line.kind != "blank":
            yield index
        index += 1


def _may_have_time(text: str) -> bool:
    """Tell whether a line may have a time that is no day: quickly, and right in saying no."""
    if "20" in text or "19" in text:
        return True
    first = text.partition(" ")[0]
    return first[-1:] == ":" or first.strip("*_:(").lower() in FIRST_OF_TIMES


def _find_text_below(lines: tuple[Line, ...], index: int, ends: dict[int, int]) -> str:
    """Find the text right below a heading; empty for an entry, and below any other line."""
    if lines[index].kind != "heading":
        return ""
    below = next((line for line in lines[index + 1 : index + 3] if line.text), None)
    if below is None or below.kind not in ("item", "text") or below.number in ends:
        return ""
    return below.text


def _check_callout(line: Line, form: EntryForm, path: str) -> Iterator[Diagnostic]:
    """Report a callout whose title reads like an entry and has no day."""
    match = CALLOUT_TITLE.match(line.raw)
    if not match:
        return
    found = find_vague_day_at_start(line.raw[match.end() :])
    if found and _reads_like_touch(found.rest.lstrip(SEPARATORS), form):
        yield _describe(found.words, SourceLocation(path, line.number, match.end() + 1))


def _check_rows(
    rows: list[Line], entries: tuple[LogEntry, ...], form: EntryForm, path: str
) -> Iterator[Diagnostic]:
    """Report the rows of a log that have no day: `| March 2026 | call | the boat |`."""
    column = _find_date_column(rows[0])
    has_entry = any(entry.line.kind == "row" for entry in entries)
    if column is None:
        if not has_entry:
            return
        # Without a header the day is in the first column.
        column = 0
    for row in rows:
        cells = split_cells(row)
        time = "".join(cells[column : column + 1])
        del cells[column : column + 1]
        if _is_time_alone(time) and (has_entry or find_channel_cell(cells, form)):
            yield _describe(time, SourceLocation(path, row.number, row.column))


def _find_date_column(header: Line) -> int | None:
    """Find the column of days in the header of a table; None for any other line."""
    names = [fold(cell) for cell in split_cells(header)]
    for name in DATE_NAMES:
        if name in names:
            return names.index(name)
    return None


def _is_time_alone(cell: str) -> bool:
    """Tell whether all of a cell is a time that is no day, or a day without its year."""
    found = find_vague_day_at_start(f"{cell}:")
    return (found is not None and found.rest == ":") or is_day_without_year(cell)


def _describe(words: str, location: SourceLocation) -> Diagnostic:
    return Diagnostic(
        location,
        "unread-date",
        f"This reads like an entry, and is not read as one: `{words}` says no day.",
        "Write the day as YYYY-MM-DD; if you no longer know it, one that it may have been.",
    )


def _find_words_of_entry(line: Line, form: EntryForm, *, is_in_log: bool, text_below: str) -> str:
    """Find the words for the time of a line that reads like an entry; empty if it does not."""
    if line.status or "::" in line.text:
        return ""
    found = find_vague_day_at_start(line.text)
    if found is None:
        return _find_words_behind_way(line, form)
    entry = found.rest.lstrip(SEPARATORS + "*_") or text_below
    is_set_off = _SET_OFF.match(found.rest) is not None
    if not is_set_off and line.kind == "text":
        return ""
    if _reads_like_touch(entry, form):
        return found.words
    # Below a heading such as `Log` whatever is behind a time and a colon is an entry.
    if is_in_log and is_set_off and _may_be_entry(entry):
        return found.words
    return ""


def _may_be_entry(text: str) -> bool:
    """Tell whether a text is no attempt, plan or event, and does not begin with a time again."""
    if not text or find_reason_against("", "", text):
        return False
    return find_vague_day_at_start(text) is None


def _find_words_behind_way(line: Line, form: EntryForm) -> str:
    """Find the words for the time in `Lunch in March 2026`; empty in any other line."""
    if not _TIME_BEHIND.search(line.text):
        return ""
    # `Met: March 2019` is a label.
    text = line.text.lstrip("*_ ")
    if ":" in text.partition(" ")[0] or not _reads_like_touch(text, form):
        return ""
    found = find_vague_day_behind(text)
    if found is None or found.before.count(" ") > _MAX_SPACES_BEFORE_TIME:
        return ""
    if not _tells_of_contact(text, found.before, form):
        return ""
    return found.words


def _tells_of_contact(text: str, before: str, form: EntryForm) -> bool:
    """Tell whether a text that reads like a touch says no more than that before its time."""
    first_words = text.partition(" ")[0]
    verb = TOUCH_VERBS.match(fold_for_search(text))
    if verb:
        first_words = verb[0]
    behind = before[len(first_words) :]
    # `Visited Lisbon in March 2026` tells of them.
    if verb and _CAPITAL.search(behind):
        return False
    return not behind or is_about_contact(behind, form)


# What each time behind a way has: a year with a word before it, `2026-03`, `03/2026`, or `Q3`.
_TIME_BEHIND = re.compile(
    r"[^\W\d_]\.?[ -](?:(?:19|20)\d\d|['’]\d\d)(?![\d-])|\d/(?:19|20)\d\d|[qQ][1-4]"
    r"|(?:19|20)\d\d[-/.](?:0?[1-9]|1[0-2])(?![-/.]?\d)"
)
_MAX_SPACES_BEFORE_TIME = 5
_CAPITAL = re.compile(r"\s[^\W\d_a-zà-ÿ]")
_SET_OFF = re.compile(r"\s*(?:$|[:—–|→•·,]|-\s|//)")


def _reads_like_touch(text: str, form: EntryForm) -> bool:
    """Tell whether a text begins with a way to be in touch, and nothing says that it did not be."""
    folded = fold_for_search(text)
    if not says_how(text, form) and not TOUCH_VERBS.match(folded.lstrip("*_ ")):
        return False
    return not (find_reason_against_touch(folded) or find_reason_against("", "", text))


# The same few headings are in every note.
@lru_cache(maxsize=256)
def is_log_heading(text: str) -> bool:
    """Tell whether all of a heading says that what is below it are the times of being in touch."""
    return _LOG_HEADING.fullmatch(fold_for_search(text)) is not None


_LOG_HEADING = build_lazy_pattern(
    r"\W*(?:(?:contact|conversation|meeting|call|interaction) (?:log|history|notes)|log|logs"
    r"|interactions?|touch ?points?|meetings?|calls?|conversations?|catch-?ups?"
    r"|kontakte?|kontaktverlauf|gesprache?|treffen|begegnungen"
    r"|echanges?|rencontres?|historique des (?:contacts|echanges)|interacciones|encuentros"
    r"|registro de contactos?|logboek|contactmomenten|gesprekken|ontmoetingen)\W*"
)
