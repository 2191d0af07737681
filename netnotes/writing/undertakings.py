"""Promises without the word: `told Ada I'd send the deck`, `I'll send it by friday`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.writing.due_days import is_infinitive_without_word, read_due
from netnotes.writing.statement_parts import build_promise, find_end
from netnotes.writing.statement_people import find_subject, skip_recipient

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netnotes.writing.day_words import DayReader
    from netnotes.writing.lexicon import Scan
    from netnotes.writing.name_places import NamePlace
    from netnotes.writing.statement_parts import FoundStatement


def read_undertaking(
    scan: Scan, places: Sequence[NamePlace], reader: DayReader, index: int
) -> FoundStatement | None:
    """Read a promise that begins at a word and does not say that it is one; None without one."""
    return _read_said(scan, places, reader, index) or _read_will(scan, places, reader, index)


def _read_said(
    scan: Scan, places: Sequence[NamePlace], reader: DayReader, index: int
) -> FoundStatement | None:
    """Read `told Ada I'd send the deck`, `said I'd call`, Spanish `quedé en mandarle el libro`."""
    said = scan.match("said", index)
    if not said or said.end >= scan.count:
        return None
    subject = find_subject(scan, places, index, is_label=False)
    if subject is None:
        return None
    end = find_end(scan, said.end)
    start, recipients = skip_recipient(scan, places, said.end, end)
    start = _skip_that(scan, start)
    would = scan.match("i would", start)
    if would:
        start = would.end
    elif not said.meaning or recipients:
        return None
    if start >= end or not _begins_deed(scan, start, is_infinitive=not would):
        return None
    recipients = recipients or _find_recipient_of_deed(scan, places, start, end)
    return build_promise(scan, reader, subject, (start, end), end, recipients)


def _skip_that(scan: Scan, index: int) -> int:
    that = scan.match("that", index)
    if that:
        return that.end
    return index


def _find_recipient_of_deed(
    scan: Scan, places: Sequence[NamePlace], start: int, end: int
) -> tuple[int, ...]:
    """Find for whom something will be done: Spanish `pasarle a José el presupuesto`."""
    if not scan.tokens[start].text.casefold().endswith(("le", "les")):
        return ()
    starts = [
        place.start
        for place in places
        if start < place.start < end and scan.match_back("to whom", place.start) >= 0
    ]
    if len(starts) > 1:
        return ()
    return tuple(starts)


def _begins_deed(scan: Scan, index: int, *, is_infinitive: bool) -> bool:
    """Tell whether something is done that somebody else waits for: `send`, and not `be late`."""
    # `I'd finished` is what had happened.
    is_past = scan.tokens[index].text.endswith("ed")
    if scan.roles[index] or is_past or scan.match("no deed", index):
        return False
    return not is_infinitive or is_infinitive_without_word(scan, index)


def _read_will(
    scan: Scan, places: Sequence[NamePlace], reader: DayReader, index: int
) -> FoundStatement | None:
    """Read `I'll send it by friday`; without `by` it may be none: `I'll see her on friday`."""
    will = scan.match("i will", index)
    if not will or index == 0 or will.end >= scan.count or _may_be_quoted(scan, index):
        return None
    if not _begins_deed(scan, will.end, is_infinitive=False):
        return None
    and_word = scan.match_back("and", index)
    subject = index
    if and_word > 0:
        subject = and_word
    gap = scan.get_gap(subject)
    is_other_subject = and_word > 0 and scan.roles[subject - 1] == "name"
    if not places or is_other_subject or (and_word <= 0 and not gap.strip()):
        return None
    end = find_end(scan, will.end)
    due = read_due(scan, reader, subject, will.end, end)
    if due.day is None or not scan.match("by", due.start):
        return None
    return build_promise(scan, reader, subject, (will.end, end), end, ())


def _may_be_quoted(scan: Scan, index: int) -> bool:
    """Tell whether words may be what another one said: `email from Tom: I'll send it by friday`."""
    before = scan.sentence[: scan.tokens[index].start]
    has_mark = any(mark in before for mark in (":", '"', "“", "„", "«"))
    return has_mark or any(token.spellings[0] in ("you", "your") for token in scan.tokens[index:])
