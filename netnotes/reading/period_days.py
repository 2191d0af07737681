"""Days without a year, such as `3 Oct` or `Monday`, in a note about a year, a month or a week.

What the note is about is said by its name (`2026.md`, `2026-10.md`, `2026-W41.md`), by the folders
it is in (`2026/October.md`), or by a heading above the day (`# October 2026`).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from netnotes.model.note_path import extract_note_name, find_date_in_name, strip_export_id
from netnotes.reading.written_days import WEEKDAYS, find_month
from netnotes.text import WEEKDAYS as WEEKDAY_NAMES
from netnotes.text import build_day, build_lazy_pattern, fold_for_search, format_day, join_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date as Day


class Period(NamedTuple):
    """What is known of the days of a note: a year, and perhaps a month or a week of it."""

    year: int | None = None
    month: int | None = None
    week: int | None = None


class DayInPeriod(NamedTuple):
    """A day that was written without its year."""

    # None where it has more than one meaning, or none.
    day: Day | None
    words: str
    rest: str

    # Why the day is None, to go on after its words: `has no year`.
    problem: str


NO_YEAR = "has no year"


def read_period(path: str) -> Period:
    """Read what a note is about from its path; nothing is known of most notes."""
    if "20" not in path and "19" not in path:
        return Period()
    day = find_date_in_name(path)
    if day:
        return Period(day.year)
    folder, _, _ = path.rpartition("/")
    name = strip_export_id(extract_note_name(path))
    period = _find_period(name)
    if period.year is not None:
        return period
    # `2026/October.md`, `2026/10.md`
    for part in reversed(folder.split("/")):
        if _YEAR.fullmatch(part):
            month = period.month or _read_month(name)
            return Period(int(part), month, period.week)
    return Period()


# Most notes have the same headings, such as `Plan` and `Log`.
@lru_cache(maxsize=256)
def narrow_period(period: Period, heading: str) -> Period:
    """Return what is known below a heading: `## October` narrows a year to one of its months."""
    words = heading.strip("*_[]=: ")
    found = _find_period(words, is_whole=True)
    if found.year is not None:
        return found
    month = found.month or _read_month(words)
    if month or found.week:
        return Period(period.year, month, found.week)
    return period


def _find_period(text: str, *, is_whole: bool = False) -> Period:
    """Find the year, month or week in a name; with `is_whole` it has to be all of it."""
    folded = fold_for_search(text)
    for pattern in (_WEEK, _YEAR_AND_MONTH, _MONTH_WORD_AND_YEAR, _YEAR_AND_MONTH_WORD):
        match = pattern.fullmatch(folded) if is_whole else pattern.search(folded)
        period = _read_period_match(match) if match else None
        if period and (period.year is not None or is_whole):
            return period
        # `Week 41 (5 to 11 October 2026)`
        if period and period.week:
            return Period(_find_single_year(folded), None, period.week)
    if is_whole and not _YEAR.fullmatch(folded):
        return Period()
    return Period(_find_single_year(folded))


def _find_single_year(text: str) -> int | None:
    years = _YEAR.findall(text)
    # In `2025-2026` a day may be of both.
    if len(years) != 1:
        return None
    return int(years[0])


def _read_period_match(match: re.Match[str]) -> Period | None:
    parts = match.groupdict()
    year_words = parts["year"] or parts.get("year_behind")
    year = int(year_words) if year_words else None
    if parts.get("week"):
        return Period(year, None, int(parts["week"]))
    if parts.get("number"):
        return Period(year, int(parts["number"]))
    month = find_month(parts["word"])
    if month is None:
        return None
    return Period(year, month)


def _read_month(text: str) -> int | None:
    """Read a name that is a month, `10`, `October`, `10 October`; None if it is none."""
    match = _MONTH.fullmatch(fold_for_search(text))
    if match is None:
        return None
    if match["word"]:
        return find_month(match["word"])
    return int(match["number"])


_YEAR = re.compile(r"(?<![\d-])(?:19|20)\d\d(?![\d-])")
_YEAR_GROUP = r"(?<!\d)(?P<year>(?:19|20)\d\d)(?!\d)"
_WEEK = build_lazy_pattern(
    rf"(?:{_YEAR_GROUP}[\s_.-]*)?\b(?:w|kw|week|woche|semaine|semana|s)[\s_.-]*(?P<week>[0-5]?\d)(?!\d)"
    r"(?:[\s_.-]+(?P<year_behind>(?:19|20)\d\d)(?!\d))?"
)
_YEAR_AND_MONTH = re.compile(
    rf"{_YEAR_GROUP}[-_. /](?P<number>0[1-9]|1[0-2])(?![\d-])(?:[-_. ]+[^\W\d_]{{3,10}})?"
)
_MONTH_WORD_AND_YEAR = re.compile(rf"\b(?P<word>[^\W\d_]{{3,10}})\.?[-_ ,]+(?:de )?{_YEAR_GROUP}")
_YEAR_AND_MONTH_WORD = re.compile(rf"{_YEAR_GROUP}[-_. ]+(?P<word>[^\W\d_]{{3,10}})\b")
_MONTH = re.compile(
    r"(?P<number>0?[1-9]|1[0-2])(?:[-_. ]+[^\W\d_]{3,10})?|(?P<word>[^\W\d_]{3,10})\.?"
)


def find_day_in_period(text: str, period: Period, date_order: str) -> DayInPeriod | None:
    """Find the day without a year that a text begins with; None if it does not.

    A day behind which the text goes on, with no colon or dash between, is part of a sentence.
    """
    match = _PARTIAL_DAY.fullmatch(text.strip())
    if match is None:
        return None
    weekday = _WEEKDAY_NUMBERS.get(fold_for_search(match["weekday"] or ""))
    words = match["words"].strip(" .,:")
    rest = match["rest"] or match["rest_behind"] or ""
    # `Monday` alone is a day in a week only, and `3` in a month.
    if not _has_day_of_month(match):
        if weekday is None or period.week is None:
            return None
        return _build_found(list(_iter_days_of_week(period, weekday)), None, words, rest, period)
    if not _has_month(match, period):
        return None
    days = list(_iter_days(match, period, date_order))
    return _build_found(days, weekday, words, rest, period)


def _has_month(match: re.Match[str], period: Period) -> bool:
    """Tell whether the month of a day is known: its own, or for a number alone that of the period."""
    if match["number"]:
        return period.month is not None
    word = _get_month_word(match)
    return not word or find_month(word) is not None


def _get_month_word(match: re.Match[str]) -> str:
    return match["word"] or match["first_word"] or ""


def _has_day_of_month(match: re.Match[str]) -> bool:
    return any(match[name] for name in ("number", "word_day", "first_day", "left"))


def _build_found(
    days: list[Day | None], weekday: int | None, words: str, rest: str, period: Period
) -> DayInPeriod:
    if period.year is None:
        return DayInPeriod(None, words, rest, NO_YEAR)
    real_days = sorted({day for day in days if day is not None})
    if not real_days:
        return DayInPeriod(None, words, rest, "is not in the calendar")
    # Of `3/10` and `10/3` the weekday tells which is meant.
    fitting_days = [day for day in real_days if weekday in (None, day.weekday())]
    if not fitting_days:
        problem = f"is a {WEEKDAY_NAMES[real_days[0].weekday()]} in {period.year}"
        return DayInPeriod(None, words, rest, problem)
    if len(fitting_days) > 1:
        choices = join_words([format_day(day) for day in fitting_days], "or")
        return DayInPeriod(None, words, rest, f"may be {choices}")
    return DayInPeriod(fitting_days[0], words, rest, "")


def _iter_days(match: re.Match[str], period: Period, date_order: str) -> Iterator[Day | None]:
    """Yield the days that a day without its year may mean; None for one that does not exist."""
    year = period.year
    if year is None:
        return
    if match["number"]:
        yield build_day(year, period.month or 0, int(match["number"]))
        return
    word = _get_month_word(match)
    if word:
        month = find_month(word) or 0
        day_of_month = int(match["word_day"] or match["first_day"])
        yield build_day(_find_year_of_month(period, year, month), month, day_of_month)
        return
    yield from _iter_days_of_numbers(match, year, date_order)


def _iter_days_of_numbers(match: re.Match[str], year: int, date_order: str) -> Iterator[Day | None]:
    """Yield the days that `3/10` may mean, and the one that `3.10.` means."""
    left, right = int(match["left"]), int(match["before_dot"] or match["behind_slash"])
    is_day_first = bool(match["dot"]) or date_order == "day-first"
    if is_day_first or date_order != "month-first":
        yield build_day(year, right, left)
    if not is_day_first:
        yield build_day(year, left, right)


def _find_year_of_month(period: Period, year: int, month: int) -> int:
    """Find the year of a month in a period, which begins in `year` or, for a week, near it."""
    # The first week of a year begins in the year before, and the last may end in the next.
    if period.week == 1 and month == _DECEMBER:
        return year - 1
    if period.week and period.week >= _MIN_LAST_WEEK and month == 1:
        return year + 1
    return year


_DECEMBER = 12
_MIN_LAST_WEEK = 52


def _iter_days_of_week(period: Period, weekday: int) -> Iterator[Day | None]:
    """Yield the day of a week by ISO 8601, and by the calendar of the United States.

    Obsidian counts by the one or by the other. In some years both say the same.
    """
    from datetime import date, timedelta

    year, week = period.year, period.week
    if year is None or week is None:
        return
    try:
        yield date.fromisocalendar(year, week, weekday + 1)
    except ValueError:
        yield None
    new_year = date(year, 1, 1)
    first_sunday = new_year - timedelta(days=(new_year.weekday() + 1) % 7)
    yield first_sunday + timedelta(days=7 * (week - 1) + (weekday + 1) % 7)


# Folded as `fold_for_search` does; the spellings of `WEEKDAYS`.
_WEEKDAY_NAMES = (
    "monday mon montag mo lundi lunes maandag ma lunedi segunda segunda-feira",
    "tuesday tues tue dienstag di mardi martes dinsdag martedi terca terca-feira",
    "wednesday wed mittwoch mi mercredi miercoles woensdag wo mercoledi quarta quarta-feira",
    "thursday thurs thur thu donnerstag do jeudi jueves donderdag giovedi quinta quinta-feira",
    "friday fri freitag fr vendredi viernes vrijdag vr venerdi sexta sexta-feira",
    "saturday sat samstag sonnabend sa samedi sabado zaterdag za sabato",
    "sunday sun sonntag so dimanche domingo zondag zo domenica",
)
_WEEKDAY_NUMBERS = {
    name: number for number, names in enumerate(_WEEKDAY_NAMES) for name in names.split()
}

_ORDINAL = r"(?:st|nd|rd|th|er|e|ème|º|ª|\.)?"
_MONTH_NAME = r"[^\W\d_]{3,10}\.?"
_PARTIAL_DAY = build_lazy_pattern(
    r"(?:[\U0001f4c5\U0001f4c6\U0001f5d3\U0001f551\ufe0f]+\s*)?"
    r"(?P<emphasis>[*_]{0,3})(?P<link>\[\[)?(?P<words>"
    rf"(?:(?:on|am|le|el|op|il) )?(?:(?P<weekday>{WEEKDAYS})(?!\w)[.,]{{0,2}}\s*(?:the |den |le )?)?"
    rf"(?:(?P<word_day>\d{{1,2}}){_ORDINAL}[\s-]+(?:of |de )?(?P<word>{_MONTH_NAME})"
    rf"|(?P<first_word>{_MONTH_NAME})[\s-]+(?P<first_day>\d{{1,2}})(?:st|nd|rd|th)?"
    r"|(?P<left>\d{1,2})(?:(?P<dot>\.\s?)(?P<before_dot>\d{1,2})\.|/(?P<behind_slash>\d{1,2}))"
    rf"|(?P<number>\d{{1,2}}){_ORDINAL})?)"
    r"(?(link)(?:\|[^\[\]]*)?\]\])"
    r"(?:(?P=emphasis)(?P<rest>:?|\s*(?::|[–—|·]|-\s)\s*\S.*)|:(?P=emphasis)(?P<rest_behind>.*))",
    re.IGNORECASE,
)
