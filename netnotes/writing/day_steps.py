"""Days some days, weeks, months or years before or after another."""

from __future__ import annotations

import calendar
import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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
