"""Days as other programs write them: `02 Jan 2024`, `7-Feb-22`, `1/31/2024`, `--0312`."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from netnotes.model.people import Birthday
from netnotes.text import MONTHS, parse_day

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date as Day


_TIME = r"(?:[T ,]+\d{1,2}:\d{2}.*|T\d{4}.*)?"
_YEAR_FIRST = re.compile(rf"(\d{{4}})([-/. ]?)(\d{{1,2}})\2(\d{{1,2}}){_TIME}", re.ASCII)
_NUMBERS = re.compile(rf"(\d{{1,2}})([-/.])\s?(\d{{1,2}})\2\s?(\d{{4}}|\d{{2}}){_TIME}", re.ASCII)
_DAY_MONTH = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?[-./ ]+([a-z]{3,9})[-./, ]+(\d{4}|\d{2})", re.ASCII | re.IGNORECASE
)
_MONTH_DAY = re.compile(
    r"([a-z]{3,9})\.?[- ]+(\d{1,2})(?:st|nd|rd|th)?,?[- ]+(\d{4})", re.ASCII | re.IGNORECASE
)
_NO_YEAR = re.compile(rf"--(\d{{2}})-?(\d{{2}}){_TIME}", re.ASCII)
_BLANK_DATE = re.compile(r"[0\s/.:TZ-]*")

UNKNOWN_YEARS = (0, 1604)
"""Years that stand for "no year": 1604 is what Apple writes, a leap year before anybody who lives."""


def is_blank_date(text: str) -> bool:
    """Whether a date says that there is none: empty, `0/0/00`, `0000-00-00`."""
    return _BLANK_DATE.fullmatch(text) is not None


def is_day_first(texts: Iterable[str]) -> bool:
    """Whether the dates of a file that are written `1/2/2024` put the day first: one of them can't be read otherwise."""
    numbers = [
        (int(match[1]), int(match[3]))
        for text in texts
        if (match := _NUMBERS.fullmatch(text.strip()))
    ]
    return any(first > 12 for first, _ in numbers) and not any(second > 12 for _, second in numbers)


def parse_foreign_day(text: str, *, day_first: bool = False) -> Day | None:
    """The day that a text names; None for one that does not exist, and where no day can be read.

    `1/2/2024` is 2 January, as American programs write it, unless the day comes first in this file. Two digits of a
    year are meant as spreadsheets mean them: 1930 to 2029.
    """
    return _build_day(*_split_date(text.strip(), day_first=day_first))


def parse_foreign_birthday(
    text: str, *, day_first: bool = False, unknown_years: tuple[int, ...] = UNKNOWN_YEARS
) -> Birthday | None:
    """The birthday that a text names, with its year where there is one; None as in `day`."""
    text = text.strip()
    if match := _NO_YEAR.fullmatch(text) or re.fullmatch(r"(\d{2})-(\d{2})", text, re.ASCII):
        leap_day = parse_day(f"2000-{match[1]}-{match[2]}")
        return Birthday(leap_day.month, leap_day.day) if leap_day else None
    year, month, number = _split_date(text, day_first=day_first)
    known = year not in unknown_years
    born = _build_day(year if known else 2000, month, number)
    return Birthday(born.month, born.day, born.year if known else None) if born else None


def _split_date(text: str, *, day_first: bool) -> tuple[int, int, int]:
    """Year, month and day as numbers that may not be a day together; noughts where none are written."""
    if match := _YEAR_FIRST.fullmatch(text):
        return int(match[1]), int(match[3]), int(match[4])
    if match := _NUMBERS.fullmatch(text):
        first, second = int(match[1]), int(match[3])
        first_is_day = day_first or match[2] == "."
        return _parse_year(match[4]), *((second, first) if first_is_day else (first, second))
    if match := _DAY_MONTH.fullmatch(text):
        return _parse_year(match[3]), _parse_month(match[2]), int(match[1])
    if match := _MONTH_DAY.fullmatch(text):
        return int(match[3]), _parse_month(match[1]), int(match[2])
    return 0, 0, 0


def _build_day(year: int, month: int, day: int) -> Day | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _parse_year(digits: str) -> int:
    year = int(digits)
    return year if len(digits) == 4 else year + (2000 if year < 30 else 1900)


def _parse_month(word: str) -> int:
    """The number of a month by its English name or the beginning of it; 0 for any other word."""
    return next(
        (at for at, name in enumerate(MONTHS, 1) if name.casefold().startswith(word.casefold())), 0
    )
