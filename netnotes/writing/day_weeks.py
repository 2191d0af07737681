"""A day named by its weekday and its week: `friday week`, `a week on friday`, `friday next week`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from netnotes.writing.day_steps import add_days

if TYPE_CHECKING:
    from datetime import date as Day

    from netnotes.writing.lexicon import Scan


class DayOfWeek(NamedTuple):
    """A day to come, by the words from where it was looked for to before `end`."""

    end: int
    day: Day

    # Whether the words may also mean a day that is past, as Irish `friday week` does.
    may_be_past: bool = False


def read_day_of_week(scan: Scan, index: int, today: Day) -> DayOfWeek | None:
    """Read a day and its week that begin at a word; None where there are none."""
    return (
        _read_week_behind(scan, index, today)
        or _read_week_before(scan, index, today)
        or _read_named_week(scan, index, today)
    )


def _read_week_behind(scan: Scan, index: int, today: Day) -> DayOfWeek | None:
    """Read `friday week`, `heute in einer Woche`, `vendredi en huit`."""
    first = _read_day(scan, index, today)
    if not first or not scan.is_joined[first.end - 1]:
        return None
    weeks = scan.match("weeks behind", first.end)
    bare_weeks = scan.match("weeks alone", first.end)
    phrase = weeks or bare_weeks
    if not phrase:
        return None
    day = add_days(first.day, int(phrase.meaning))
    if not day:
        return None
    return DayOfWeek(phrase.end, day, may_be_past=not weeks)


def _read_week_before(scan: Scan, index: int, today: Day) -> DayOfWeek | None:
    """Read `a week on friday`, `a week from today`, `a week tomorrow`."""
    weeks = scan.match("weeks before", index)
    if not weeks or not scan.is_joined[weeks.end - 1]:
        return None
    first = _read_day(scan, weeks.end, today)
    day = add_days(first.day, int(weeks.meaning)) if first else None
    if not first or not day:
        return None
    return DayOfWeek(first.end, day)


def _read_named_week(scan: Scan, index: int, today: Day) -> DayOfWeek | None:
    """Read `friday next week`, `nächste Woche Freitag`, `vendredi de la semaine prochaine`."""
    monday = add_days(today, 7 - today.weekday())
    found = _match_weekday_and_week(scan, index) or _match_week_and_weekday(scan, index)
    if not found or not monday:
        return None
    end, weekday = found
    day = add_days(monday, weekday)
    return DayOfWeek(end, day) if day else None


def _match_weekday_and_week(scan: Scan, index: int) -> tuple[int, int] | None:
    """Match a weekday and `next week`: the index behind both, and the weekday."""
    weekday = scan.match("weekday", index)
    if not weekday:
        return None
    of = scan.match("of", weekday.end)
    for start in (weekday.end, of.end if of else -1):
        week = scan.match("period", start)
        if week and week.meaning == "week 1" and scan.is_joined[start - 1]:
            return week.end, int(weekday.meaning)
    return None


def _match_week_and_weekday(scan: Scan, index: int) -> tuple[int, int] | None:
    """Match `next week` and a weekday: the index behind both, and the weekday."""
    week = scan.match("period", index)
    if not week or week.meaning != "week 1" or not scan.is_joined[week.end - 1]:
        return None
    on = scan.match("on", week.end)
    weekday = scan.match_any(("weekday", "short weekday"), on.end if on else week.end)
    return (weekday.end, int(weekday.meaning)) if weekday else None


def _read_day(scan: Scan, index: int, today: Day) -> DayOfWeek | None:
    """Read a weekday, which is the next one, or a word such as `tomorrow`.

    On a Friday nobody knows from which Friday on `friday week` is counted.
    """
    weekday = scan.match("weekday", index)
    if weekday and int(weekday.meaning) == today.weekday():
        return None
    named = scan.match("day", index)
    if weekday:
        offset = (int(weekday.meaning) - today.weekday() - 1) % 7 + 1
        end = weekday.end
    elif named and int(named.meaning) >= 0:
        offset, end = int(named.meaning), named.end
    else:
        return None
    day = add_days(today, offset)
    return DayOfWeek(end, day) if day else None
