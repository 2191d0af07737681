"""Days written in digits, in a sentence: `2026-09-28`, `28.9.`, `9/28`, `28/09/2026`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.text import build_lazy_pattern, parse_day

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterator
    from datetime import date as Day

    from netnotes.writing.lexicon import Scan

    # What a day, a month and perhaps a year may mean.
    DayLister = Callable[[int, int, int | None], tuple[Day, ...]]


def iter_dates_in_digits(
    scan: Scan, date_order: str, list_days: DayLister
) -> Iterator[tuple[int, int, tuple[Day, ...]]]:
    """Yield the days written in digits: their first word, the word behind, what they may mean."""
    for match in _DATE_IN_DIGITS.finditer(scan.sentence):
        indexes = scan.find_tokens(match.start(), match.end())
        if not indexes or any(scan.roles[index] for index in indexes):
            continue
        order = date_order
        if not order and _is_behind_word_for_day_first(scan, indexes[0]):
            order = "day-first"
        days = _list_days(match, order, list_days)
        if days or _is_meant_as_day(match):
            yield indexes[0], indexes[-1] + 1, days


def iter_numbers_like_dates(
    scan: Scan, list_days: DayLister
) -> Iterator[tuple[int, int, tuple[Day, ...]]]:
    """Yield numbers such as `16.11`, which may be a day or not."""
    for match in _NUMBER_LIKE_DATE.finditer(scan.sentence):
        start, end = scan.find_tokens(match.start(), match.end())
        is_number = scan.match("unit", end + 1) or scan.match_back("at time", start) >= 0
        days = list_days(int(match[1]), int(match[2]), None)
        if days and not is_number and not scan.roles[start]:
            yield start, end + 1, days


_NUMBER_LIKE_DATE = build_lazy_pattern(r"(?<![\w.,/£€$-])(\d{1,2})\.(1[0-2]|0?[1-9])(?=[\s,;:]|$)")


def _is_behind_word_for_day_first(scan: Scan, index: int) -> bool:
    """Tell whether the word before a date is of a language that has the day first: `le 12/11`."""
    return scan.match_back("day first", index) >= 0


def _list_days(match: re.Match[str], date_order: str, list_days: DayLister) -> tuple[Day, ...]:
    if match["iso"]:
        day = parse_day(match["iso"].replace("/", "-"))
        if not day:
            return ()
        return (day,)
    if match["day"]:
        return list_days(int(match["day"]), int(match["month"]), _parse_year(match["dotted"]))
    first, second, year = int(match["first"]), int(match["second"]), _parse_year(match["year"])
    if match[0] == "24/7" or (match["year"] is None and match["mark"] == "-"):
        return ()
    day_first = list_days(first, second, year)
    month_first = list_days(second, first, year)
    if date_order == "day-first" and day_first:
        return day_first
    if date_order == "month-first" and month_first:
        return month_first
    return tuple(dict.fromkeys([*day_first, *month_first]))


_DATE_IN_DIGITS = build_lazy_pattern(
    r"(?<![\w.,/-])(?:\[\[)?(?:(?P<iso>\d{4}-\d{2}-\d{2}|\d{4}/\d{2}/\d{2})"
    r"|(?P<day>\d{1,2})\. ?(?P<month>\d{1,2})\.(?: ?(?P<dotted>\d{4}|\d{2}))?"
    r"|(?P<first>\d{1,2})(?P<mark>[/-])(?P<second>\d{1,2})(?:(?P=mark)(?P<year>\d{4}|\d{2}))?"
    r")(?![\w/-])(?!\.\d)"
)


def _is_meant_as_day(match: re.Match[str]) -> bool:
    """Tell whether digits are meant as a day: `31/02` are, `24/7` and `3-4` are not."""
    if match["day"] or match["year"]:
        return True
    return match["mark"] == "/" and match[0] != "24/7"


def _parse_year(text: str | None) -> int | None:
    if not text:
        return None
    if len(text) == 4:
        return int(text)
    return 2000 + int(text)
