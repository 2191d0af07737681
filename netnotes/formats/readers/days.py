"""Days as other programs write them: `02 Jan 2024`, `7-Feb-22`, `1/31/2024`, `--0312`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netnotes.formats.card import ImportProblem, shorten
from netnotes.model.people import Birthday, Death
from netnotes.reading.written_days import find_day_at_start
from netnotes.reading.yearly_days import parse_yearly_day
from netnotes.text import MONTHS, build_day, format_day_short, join_words, parse_day

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
_MONTH_AND_DAY = re.compile(r"(\d{2})-(\d{2})", re.ASCII)
_BLANK_DATE = re.compile(r"[0\s/.:TZ-]*")

# Years that mean "no year": Apple writes 1604, a leap year before all living people were born.
UNKNOWN_YEARS = (0, 1604)

# The year in which a birthday without one is checked: it has a 29 February.
_LEAP_YEAR = 2000


def is_blank_date(text: str) -> bool:
    """Tell whether a date says that there is none: empty, `0/0/00`, `0000-00-00`."""
    return _BLANK_DATE.fullmatch(text) is not None


def is_day_first(texts: Iterable[str]) -> bool:
    """Tell whether the dates of a file that look like `1/2/2024` have the day first.

    They do if one of them cannot be read otherwise.
    """
    has_day_first = False
    for text in texts:
        match = _NUMBERS.fullmatch(text.strip())
        if not match:
            continue
        if int(match[3]) > 12:
            return False
        has_day_first = has_day_first or int(match[1]) > 12
    return has_day_first


def find_date_order(texts: Iterable[str]) -> str | None:
    """Find how the dates of a column are written: `day-first` or `month-first`, as in settings.

    Empty if none of them decides it, as `25/1/2024` does; None if some say this and some say that.
    """
    orders = set()
    for text in texts:
        match = _NUMBERS.fullmatch(text.strip())
        if match and match[2] != ".":
            if int(match[1]) > 12:
                orders.add("day-first")
            elif int(match[3]) > 12:
                orders.add("month-first")
    if len(orders) > 1:
        return None
    return "".join(orders)


def list_possible_days(text: str) -> list[Day]:
    """List the days that a date such as `1/9/2024` may be: one, or two with day and month."""
    days = [parse_foreign_day(text, day_first=True), parse_foreign_day(text)]
    return list(dict.fromkeys(day for day in days if day))


def parse_foreign_day(text: str, *, day_first: bool = False) -> Day | None:
    """Parse a day; None for one that does not exist, and for other text.

    `1/2/2024` is 2 January, as American programs write it, unless `day_first`. Years of two
    digits lie between 1930 and 2029, as in spreadsheets.
    """
    day = build_day(*_split_date(text.strip(), day_first=day_first))
    if day or not _MONTH_WORD.search(text):
        return day
    # The month may be in another language: `3. Mai 1980`.
    found = find_day_at_start(text.strip())
    if found is None or found.rest.strip():
        return None
    return found.day


_MONTH_WORD = re.compile(r"[^\W\d_]{3}")


def parse_foreign_birthday(
    text: str, *, day_first: bool = False, unknown_years: tuple[int, ...] = UNKNOWN_YEARS
) -> Birthday | None:
    """Parse a birthday, with its year if there is one; None as in `parse_foreign_day`.

    `unknown_years` are years that a program writes when it knows none.
    """
    text = text.strip()
    match = _NO_YEAR.fullmatch(text) or _MONTH_AND_DAY.fullmatch(text)
    if match:
        day = parse_day(f"{_LEAP_YEAR}-{match[1]}-{match[2]}")
        if not day:
            return None
        return Birthday(day.month, day.day)

    year, month, day_of_month = _split_date(text, day_first=day_first)
    if not month and _MONTH_WORD.search(text):
        found = parse_yearly_day(text)
        if found is None or found.text:
            return None
        return found.date
    if year in unknown_years:
        day = build_day(_LEAP_YEAR, month, day_of_month)
        if not day:
            return None
        return Birthday(day.month, day.day)
    day = build_day(year, month, day_of_month)
    if not day:
        return None
    return Birthday(day.month, day.day, day.year)


# Words for "has died" under a property that may hold the day.
_YES_WORDS = frozenset(("yes", "true", "1", "x", "ja", "oui", "si", "sí"))
_NO_WORDS = frozenset(("", "no", "false", "0", "nein", "non", "nee"))

_YEAR_OR_MONTH = re.compile(r"(\d{4})(?:-?(\d{2}))?", re.ASCII)


def parse_foreign_death(text: str, *, day_first: bool = False) -> Death | None:
    """Parse a day of death, of which the day or the month may not be known.

    None for one that says that nobody died; `Death()` for any text that is no day.
    """
    text = text.strip()
    if text.casefold() in _NO_WORDS or is_blank_date(text):
        return None
    day = parse_foreign_day(text, day_first=day_first)
    if day:
        return Death(day.year, day.month, day.day)
    match = _YEAR_OR_MONTH.fullmatch(text)
    if match and int(match[2] or 1) <= 12:
        return Death(int(match[1]), int(match[2] or 0))
    return Death()


def is_day_of_death(text: str) -> bool:
    """Tell whether a text says when somebody died, or only that they did."""
    return text.strip().casefold() in _YES_WORDS or parse_foreign_death(text) != Death()


def describe_two_days(days: Iterable[Day]) -> str:
    """Describe what a date such as `1/9/2024` may be: `1 Sep 2024 or 9 Jan 2024`."""
    return join_words([format_day_short(day) for day in days], "or")


def build_birthday_problem(row: int, text: str, person_name: str) -> ImportProblem:
    """Build the problem of a birthday that is not a day; the person is read without it."""
    reason = f"the birthday `{shorten(text)}` of {person_name or 'somebody'} is not a day"
    return ImportProblem(row, reason, is_person_kept=True)


def _split_date(text: str, *, day_first: bool) -> tuple[int, int, int]:
    """Split a date into year, month and day, which may not exist; zeros for other text."""
    match = _YEAR_FIRST.fullmatch(text)
    if match:
        return int(match[1]), int(match[3]), int(match[4])

    match = _NUMBERS.fullmatch(text)
    if match:
        year, first, second = _parse_year(match[4]), int(match[1]), int(match[3])
        # With dots, `1.2.2024`, nobody writes the month first.
        if day_first or match[2] == ".":
            return year, second, first
        return year, first, second

    match = _DAY_MONTH.fullmatch(text)
    if match:
        return _parse_year(match[3]), _parse_month(match[2]), int(match[1])

    match = _MONTH_DAY.fullmatch(text)
    if match:
        return int(match[3]), _parse_month(match[1]), int(match[2])
    return 0, 0, 0


def _parse_year(digits: str) -> int:
    year = int(digits)
    if len(digits) == 4:
        return year
    if year < 30:
        return 2000 + year
    return 1900 + year


def _parse_month(word: str) -> int:
    """Return the number of a month by the beginning of its English name; 0 for other words."""
    for number, name in enumerate(MONTHS, start=1):
        if name.casefold().startswith(word.casefold()):
            return number
    return 0
