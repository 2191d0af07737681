"""A day named by its weekday and its week: `friday week`, `a week on friday`."""

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
    found = _build_day(phrase.end, first.day, int(phrase.meaning))
    if not found:
        return None
    return found._replace(may_be_past=not weeks)


def _read_week_before(scan: Scan, index: int, today: Day) -> DayOfWeek | None:
    """Read `a week on friday`, `a week from today`, `a week tomorrow`."""
    weeks = scan.match("weeks before", index)
    if not weeks or not scan.is_joined[weeks.end - 1]:
        return None
    first = _read_day(scan, weeks.end, today)
    if not first:
        return None
    return _build_day(first.end, first.day, int(weeks.meaning))


def _read_named_week(scan: Scan, index: int, today: Day) -> DayOfWeek | None:
    """Read `friday next week`, `nächste Woche Freitag`, `vendredi de la semaine prochaine`."""
    monday = add_days(today, 7 - today.weekday())
    found = _match_weekday_and_week(scan, index) or _match_week_and_weekday(scan, index)
    if not found or not monday:
        return None
    end, weekday = found
    return _build_day(end, monday, weekday)


def _match_weekday_and_week(scan: Scan, index: int) -> tuple[int, int] | None:
    """Match a weekday and `next week`: the index behind both, and the weekday."""
    weekday = scan.match("weekday", index)
    if not weekday:
        return None
    starts = [weekday.end]
    of = scan.match("of", weekday.end)
    if of:
        starts.append(of.end)
    for start in starts:
        week = scan.match("period", start)
        if week and week.meaning == "week 1" and scan.is_joined[start - 1]:
            return week.end, int(weekday.meaning)
    return None


def _match_week_and_weekday(scan: Scan, index: int) -> tuple[int, int] | None:
    """Match `next week` and a weekday: the index behind both, and the weekday."""
    week = scan.match("period", index)
    if not week or week.meaning != "week 1" or not scan.is_joined[week.end - 1]:
        return None
    start = week.end
    on = scan.match("on", start)
    if on:
        start = on.end
    weekday = scan.match_any(("weekday", "short weekday"), start)
    if not weekday:
        return None
    return weekday.end, int(weekday.meaning)


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
    return _build_day(end, today, offset)


def _build_day(end: int, first_day: Day, days: int) -> DayOfWeek | None:
    day = add_days(first_day, days)
    if not day:
        return None
    return DayOfWeek(end, day)
