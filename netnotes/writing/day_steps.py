"""Days some days, weeks, months or years before or after another."""

from __future__ import annotations

import calendar
import datetime
from typing import TYPE_CHECKING

from netnotes.text import build_day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date as Day


def add_days(day: Day, count: int) -> Day | None:
    """Go on some days, or back; None for a day outside the calendar, the years 1 to 9999."""
    try:
        return day + datetime.timedelta(days=count)
    except OverflowError:
        return None


def subtract_period(count: int, unit: str, today: Day) -> Day | None:
    """Go back some days, weeks, months or years, or on for a negative count.

    A month before 31 March is 28 February. None outside the calendar.
    """
    if unit in _UNIT_DAYS:
        return add_days(today, -count * _UNIT_DAYS[unit])
    months = today.year * 12 + today.month - 1 - count * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    if not datetime.MINYEAR <= year <= datetime.MAXYEAR:
        return None
    last_day = calendar.monthrange(year, month + 1)[1]
    return datetime.date(year, month + 1, min(today.day, last_day))


_UNIT_DAYS = {"day": 1, "night": 1, "week": 7, "fortnight": 14}


# A day of a month without its year lies this many days back at most; otherwise people are asked,
# for `5 october`, said on 1 October, may be in four days.
MAX_DAYS_BACK_WITHOUT_YEAR = 270


def list_days_of_date(
    day: int, month: int, year: int | None, today: Day, *, is_ahead: bool
) -> tuple[Day, ...]:
    """List what a day of a month may mean: without a year the last one or the next.

    `is_ahead` is for plans, which take the next one.
    """
    if year is not None:
        found = build_day(year, month, day)
        if not found:
            return ()
        return (found,)
    years = range(today.year, today.year - 9, -1)
    past = _find_year(day, month, years, lambda found: found <= today)
    years = range(today.year, today.year + 9)
    ahead = _find_year(day, month, years, lambda found: found >= today)
    if is_ahead:
        return (ahead,) if ahead else ()
    if past and ahead and (today - past).days > MAX_DAYS_BACK_WITHOUT_YEAR:
        return (past, ahead)
    if not past:
        return ()
    return (past,)


def _find_year(
    day: int, month: int, years: Iterable[int], is_wanted: Callable[[Day], bool]
) -> Day | None:
    for year in years:
        found = build_day(year, month, day)
        if found and is_wanted(found):
            return found
    return None
