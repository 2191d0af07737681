"""Days in words: those that have passed (`last friday`) and those of a plan (`next friday`)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netnotes.errors import NetnotesError
from netnotes.text import (
    build_lazy_pattern,
    find_closest_match,
    format_day_short,
    parse_day,
    parse_period,
)
from netnotes.writing.day_steps import add_days
from netnotes.writing.day_words import DayReader
from netnotes.writing.lexicon import Scan

if TYPE_CHECKING:
    from datetime import date as Day


def parse_past_day(text: str, today: Day) -> Day | None:
    """Parse a day that is today or before: `yesterday`, `last friday`, `3 days ago`, `3 october`.

    A weekday is the last one before today, a day of a month without a year the last one there was.
    An ISO day is taken as it is. None for words that name no day, or several.
    """
    days = list_past_days(text, today)
    if len(days) != 1:
        return None
    return days[0]


def list_past_days(text: str, today: Day, date_order: str = "") -> tuple[Day, ...]:
    """List the days that words may mean, as `parse_past_day` reads them: several for `10/09/2026`.

    Only a day that is written with its year may be after today.
    """
    day = parse_day(text)
    if day is not None:
        return (day,)
    days = _read_days(text, today, date_order, is_ahead=False)
    if not _has_year(text):
        days = tuple([day for day in days if day <= today])
    return days


def parse_future_day(text: str, today: Day) -> Day | None:
    """Parse a day of a plan: an ISO day, `tomorrow`, `next friday`, `in 3 weeks`, `3 october`.

    A period counts from today. None for words that name no day, such as a year.
    """
    words = " ".join(text.casefold().split())
    words = _WORDS_BEFORE_DAY.sub("", words)
    day = parse_day(words)
    if day is not None:
        return day
    if is_year(words):
        return None
    days = parse_period(re.sub(r"^in\s+|\s+from now$", "", words))
    if days:
        return add_days(today, days)
    found_days = _read_days(words, today, is_ahead=True)
    if not _has_year(words):
        found_days = tuple([day for day in found_days if day > today])
    if len(found_days) != 1:
        return None
    return found_days[0]


_WORDS_BEFORE_DAY = build_lazy_pattern(
    r"^(?:until|till|by|before|on|for|bis(?: zum)?|d['’]ici(?: au| à)?|avant|jusqu['’](?:au|à|en)"
    r"|hasta|antes del?|para|tot|voor)\s+"
)


def is_year(words: str) -> bool:
    """Tell whether words are a year only: `snooze ada 2027` means no period of 2,027 days."""
    return re.fullmatch(r"(?:19|20|21)\d\d", words.strip()) is not None


def looks_like_day(text: str) -> bool:
    """Tell whether words are meant as a day, whether or not there is such a day.

    All of them could be part of one, as in `31 february` or `end of march`, and one is no mere
    number; a weekday may be mistyped.
    """
    if is_year(text) or _DIGITS_OF_DATE.fullmatch(text.strip()):
        return True
    scan = Scan(text)
    has_word_of_day = False
    index = 0
    while index < scan.count:
        end = _find_end(scan, index, _KINDS_OF_DAYS)
        if not end and _is_mistyped_day(scan.tokens[index].text):
            end = index + 1
        has_word_of_day = has_word_of_day or bool(end)
        if not end and _PART_OF_DAY.fullmatch(scan.tokens[index].text):
            end = index + 1
        index = end or _find_end(scan, index, _KINDS_BESIDE_DAYS)
        if not index:
            return False
    return has_word_of_day


def _find_end(scan: Scan, index: int, kinds: tuple[str, ...]) -> int:
    """Find the end of the longest phrase of some kinds; 0 where there is none."""
    phrases = [scan.match(kind, index) for kind in kinds]
    return max((phrase.end for phrase in phrases if phrase), default=0)


def _is_mistyped_day(word: str) -> bool:
    return bool(find_closest_match(word.casefold(), _DAYS_OFTEN_MISTYPED))


_KINDS_OF_DAYS = ("weekday", "month", "day")
_KINDS_BESIDE_DAYS = ("the", "of", "on", "in", "last", "next", "this", "daytime")
_PART_OF_DAY = build_lazy_pattern(
    r"\d+(?:st|nd|rd|th|am|pm)?|end|middle|start|beginning", re.IGNORECASE
)
_DIGITS_OF_DATE = build_lazy_pattern(r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[./-]\d{1,2}[./-](?:\d{2,4})?")
_DAYS_OFTEN_MISTYPED = (
    *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "tomorrow"),
    *("january", "february", "september", "october", "november", "december"),
)


def _read_days(text: str, today: Day, date_order: str = "", *, is_ahead: bool) -> tuple[Day, ...]:
    """Read the days that a text may mean, if it is a day and nothing else."""
    scan = Scan(text)
    found_days = DayReader(scan, today, date_order, is_ahead=is_ahead, is_whole=True).find_days(
        0, scan.count
    )
    if len(found_days) != 1 or (found_days[0].start, found_days[0].end) != (0, scan.count):
        return ()
    return found_days[0].days


def _has_year(words: str) -> bool:
    return bool(re.search(r"\b\d{4}\b", words))


def require_planned_day(words: str, today: Day) -> Day:
    """Parse a day as `parse_future_day` does.

    Raises NetnotesError if there is none, or if it is past.
    """
    day = parse_future_day(words, today)
    if day is None and is_year(words):
        raise NetnotesError(
            f"`{words}` is a year, and not a day. Write the day as well, such as {words}-01-10."
        )
    if day is None:
        raise NetnotesError(
            f"`{words}` can't be read as a day. Try 2027-01-10, tomorrow, friday, 3 weeks or 1 "
            "march."
        )
    if day < today:
        raise build_past_day_error(day)
    return day


def build_past_day_error(day: Day) -> NetnotesError:
    return NetnotesError(f"{format_day_short(day)} has passed. Give a day after today.")
