"""The end of a sentence where it only says when and how it was: `… (call on Friday)`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from netnotes.text import format_day
from netnotes.writing.sentence_head import ChannelWord, find_channel_words
from netnotes.writing.sentence_questions import DAY_ANSWER, TODAY_WORD
from netnotes.writing.understanding import Choice, Question

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date as Day

    from netnotes.writing.day_words import DayReader, FoundDay
    from netnotes.writing.lexicon import Scan
    from netnotes.writing.statement_parts import FoundStatement


class Tail(NamedTuple):
    """Words at the end of a sentence that only say when and how: `(call on Friday)`."""

    start: int

    # At most one; it may mean several days, of which today is one.
    days: tuple[FoundDay, ...]
    channel_words: tuple[ChannelWord, ...]


def find_tail(
    scan: Scan, reader: DayReader, head_end: int, days: Sequence[FoundDay]
) -> Tail | None:
    """Find words at the end, in brackets or behind a comma, that only say when and how it was.

    `days` are those behind the head. None where something else is said there, too, and where the
    head says how it was.
    """
    if find_channel_words(scan, head_end):
        return None
    start = _find_start_of_last_clause(scan, head_end)
    if start < 0:
        return None
    tail = _read_days_and_ways(scan, start, days)
    # A day alone is read elsewhere.
    if tail is None or not tail.channel_words or len(tail.days) > 1:
        return None
    return tail._replace(days=tuple([_add_today(reader, day) for day in tail.days]))


def _read_days_and_ways(scan: Scan, start: int, days: Sequence[FoundDay]) -> Tail | None:
    """Read the words from `start` on; None where one is neither a day nor a way nor small."""
    found_days: list[FoundDay] = []
    channel_words: list[ChannelWord] = []
    day_by_start = {day.start: day for day in days}
    index = start
    while index < scan.count:
        day = day_by_start.get(index)
        way = scan.match("way", index)
        small_word = scan.match_any(("before way", "small", "on", "to"), index)
        if day:
            found_days.append(day)
            index = day.end
        elif way:
            channel_words.append(ChannelWord(index, way.end, way.meaning))
            index = way.end
        elif small_word and not scan.roles[index]:
            index = small_word.end
        else:
            return None
    return Tail(start, tuple(found_days), tuple(channel_words))


def split_tail(scan: Scan, statements: list[FoundStatement], tail: Tail) -> Tail | None:
    """Split the tail from the last of `statements`; None where it belongs to that statement.

    The last of `statements` is exchanged for one without the tail.
    `promised her the deck, by email tomorrow` says how and when it will be sent.
    """
    statement = statements[-1]
    words = scan.get_text(tail.start, statement.end)
    text = statement.text.rstrip(" ).")
    if statement.kind == "promised" or not text.endswith(words):
        return None
    text = text.removesuffix(words).rstrip(" ,;(.")
    statements[-1] = statement._replace(end=tail.start, text=text)
    return tail


def _add_today(reader: DayReader, day: FoundDay) -> FoundDay:
    """Add today to a weekday: `(call on Friday)` may tell of one to come."""
    ahead = reader._replace(is_ahead=True).find_days(day.start, day.end)
    if [found.days for found in ahead] == [day.days]:
        return day
    return day._replace(days=tuple(dict.fromkeys([*day.days, reader.today])))


def _find_start_of_last_clause(scan: Scan, head_end: int) -> int:
    """Find where the last bracket or clause begins; -1 where it can't only say when and how."""
    is_bracket_closed = scan.sentence.rstrip(" .!").endswith(")")
    for index in range(scan.count - 1, head_end - 1, -1):
        gap = scan.get_gap(index)
        is_bracket = "(" in gap
        if not is_bracket and "," not in gap and not re.search(r"[.;]\s", gap):
            continue
        # `new job, party` is a list of what was told.
        is_preposition = scan.match_any(("means", "place"), index) is not None
        if (is_bracket and is_bracket_closed) or (is_preposition and not is_bracket):
            return index
        return -1
    return -1


def ask_about_day_of_text(
    scan: Scan, head_end: int, days: Sequence[FoundDay], today: Day, answers: Sequence[str]
) -> Question | None:
    """Ask whether the day at the end of a text is that of the touch: `Ada: visit to the port, tue`.

    Only where nothing but names is before the colon, and the text begins with a way to be in touch;
    or where `head_end` is 0, as nobody is named in the head: then it names no day, either.
    """
    is_answered = any(answer.startswith(DAY_ANSWER) for answer in answers)
    if is_answered or not days:
        return None
    last = days[-1]
    if head_end and not _may_be_of_touch(scan, head_end, last):
        return None
    if len(last.days) != 1 or last.days[0] >= today:
        return None
    (day,) = last.days
    choices = (
        Choice(f"{DAY_ANSWER}{day}", format_day(day)),
        Choice(f"{DAY_ANSWER}{TODAY_WORD}", "today"),
    )
    text = f"Which day was it: {choices[0].label} or today?"
    return Question("day", text, choices, scan.get_text(last.start, last.end))


def _may_be_of_touch(scan: Scan, head_end: int, day: FoundDay) -> bool:
    """Tell whether a day that ends a text behind a head may be that of the touch."""
    if day.end < scan.count:
        return False
    has_names_only = set(scan.roles[:head_end]) <= {"name"}
    has_way = any(scan.match("way", index) for index in range(head_end, head_end + 2))
    return (has_names_only and has_way) or _ends_joined_text(scan, head_end, day)


def _ends_joined_text(scan: Scan, head_end: int, day: FoundDay) -> bool:
    """Tell whether a day ends a text that no mark parts from the head: `showed me it yesterday`."""
    is_weekday = scan.match_any(("weekday", "on"), day.start) is not None
    gaps = [scan.get_gap(index) for index in range(head_end, day.end)]
    return not is_weekday and all(gap.strip() in ("", "'", "’", "-") for gap in gaps)
