"""The next one of a recurring task, by the rules of the plugin Tasks for Obsidian.

Source: https://publish.obsidian.md/tasks/Getting+Started/Recurring+Tasks
"""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from netnotes.errors import NetnotesError
from netnotes.text import parse_day

if TYPE_CHECKING:
    from datetime import date as Day


class Recurrence(NamedTuple):
    """How often a task comes again."""

    # `day`, `week`, `month` or `year`.
    unit: str
    interval: int = 1

    # Days of the week, from 0 for Monday; empty for any.
    weekdays: tuple[int, ...] = ()

    # The day of the month, counted from its end if negative; 0 for that of the task. With a
    # weekday it counts those: the second Friday.
    ordinal: int = 0

    # The month of the year; 0 for any.
    month: int = 0

    # Whether the next one is counted from the day the task was done, and not from its own day.
    when_done: bool = False


_RULE = re.compile(
    r"🔁\ufe0f?\s*(?P<rule>[A-Za-z0-9 ,]+)|[\[(]repeat::\s*(?P<field>[^\[\]()]+)[\])]"
)


def is_recurring(line: str) -> bool:
    """Whether the task on a line says how often it comes again."""
    return "🔁" in line or "repeat::" in line


def write_next_task(line: str, done_day: Day) -> tuple[str, Day | None]:
    """Write the line of the task that comes after this one, and return the day it is for.

    Its day is the next one by the rule, from the day it is due, else scheduled, else to start;
    other days keep their distance from it. A task without a day has none again.
    Raises NetnotesError for a rule that is not understood, or a next day past the calendar.
    """
    match = _RULE.search(line)
    rule = (match["rule"] or match["field"]).strip() if match else ""
    recurrence = parse_recurrence(rule)
    if recurrence is None:
        raise NetnotesError(
            f"The next one of this task can't be reckoned from `{rule or '🔁'}`, so nothing "
            "was written. Tick it in Obsidian, or take the rule out. What is understood: every 3 "
            "days, every weekday, every 2 weeks on Monday, every month on the 1st, each also with "
            "`when done`."
        )

    line = _strip_marks_of_one(line, done_day)
    reference_day = _find_reference_day(line)
    if reference_day is None:
        return line, None

    start = done_day if recurrence.when_done else reference_day
    next_day = _find_next_day(recurrence, start)
    if next_day is None:
        raise NetnotesError(
            "The next one of this task would be past the end of the calendar. Nothing was written."
        )
    return _move_days(line, next_day - reference_day), next_day


_UNITS = r"(?P<unit>day|week|month|year)s?"
_COUNT = r"(?:(?P<count>\d{1,4}|other)\s+)?"
_WHEN_DONE = re.compile(r"\s+when\s+done$")
_EVERY_UNIT = re.compile(rf"every\s+{_COUNT}{_UNITS}(?:\s+on\s+(?P<on>.+))?")
_EVERY_DAY_NAME = re.compile(r"every\s+(?P<days>[a-z, ]+?)(?:\s+on\s+(?P<on>.+))?")
_ORDINAL = re.compile(
    r"(?:the\s+)?(?P<number>\d{1,2}(?:st|nd|rd|th)|last)(?:\s+(?P<weekday>[a-z]+))?"
)
_WEEKDAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH_NAMES = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_WORKING_DAYS = (0, 1, 2, 3, 4)


def parse_recurrence(rule: str) -> Recurrence | None:
    """Parse a rule as the plugin writes it, such as `every 2 weeks on Monday when done`.

    None for a rule that is not understood.
    """
    rule = " ".join(rule.casefold().split())
    when_done = bool(_WHEN_DONE.search(rule))
    recurrence = _parse_rule(_WHEN_DONE.sub("", rule))
    if recurrence is None or recurrence.interval < 1:
        return None
    return recurrence._replace(when_done=when_done)


def _parse_rule(rule: str) -> Recurrence | None:
    if rule in ("every weekday", "every weekdays"):
        return Recurrence("week", weekdays=_WORKING_DAYS)

    match = _EVERY_UNIT.fullmatch(rule)
    if match:
        count = {None: "1", "other": "2"}.get(match["count"], match["count"])
        return _apply_on(Recurrence(match["unit"], int(count)), match["on"])

    match = _EVERY_DAY_NAME.fullmatch(rule)
    if match and match["days"] in _MONTH_NAMES and match["on"]:
        month = _MONTH_NAMES.index(match["days"]) + 1
        return _apply_on(Recurrence("year", month=month), match["on"])
    if match and not match["on"]:
        return _apply_on(Recurrence("week"), match["days"])
    return None


def _apply_on(recurrence: Recurrence, on: str | None) -> Recurrence | None:
    """Add what follows `on`: days of the week, or a day of the month."""
    if on is None:
        return recurrence
    if recurrence.unit == "week":
        weekdays = _parse_weekdays(on)
        if not weekdays:
            return None
        return recurrence._replace(weekdays=weekdays)
    if recurrence.unit == "month" or (recurrence.unit == "year" and recurrence.month):
        return _apply_ordinal(recurrence, on)
    return None


def _apply_ordinal(recurrence: Recurrence, on: str) -> Recurrence | None:
    """Add `the 15th`, `the last` or `the 2nd tuesday` of a month."""
    match = _ORDINAL.fullmatch(on)
    if not match:
        return None
    ordinal = -1 if match["number"] == "last" else int(match["number"][:-2])
    if not match["weekday"]:
        if ordinal > 31:
            return None
        return recurrence._replace(ordinal=ordinal)
    weekdays = _parse_weekdays(match["weekday"])
    if not weekdays or ordinal > 5:
        return None
    return recurrence._replace(ordinal=ordinal, weekdays=weekdays)


def _parse_weekdays(text: str) -> tuple[int, ...]:
    """Parse `monday, wednesday and friday`, `weekdays`; empty if a word is none."""
    if text in ("weekday", "weekdays"):
        return _WORKING_DAYS
    weekdays = []
    for word in re.split(r"[\s,]+(?:and\s+)?", text):
        names = [name for name in _WEEKDAY_NAMES if name.startswith(word.rstrip("s") or "?")]
        if len(word) < 3 or len(names) != 1:
            return ()
        weekdays.append(_WEEKDAY_NAMES.index(names[0]))
    return tuple(weekdays)


def _find_next_day(recurrence: Recurrence, start: Day) -> Day | None:
    """Find the first day after `start` that a rule allows; None past the calendar."""
    # Imported here: only a recurring task that is ticked needs it.
    from dateutil.relativedelta import relativedelta

    try:
        if recurrence.weekdays or recurrence.ordinal:
            return _find_day_by_rule(recurrence, start)
        # Of 31 January and `every month` the plugin, too, makes the last day of February.
        distance: dict[str, Any] = {f"{recurrence.unit}s": recurrence.interval}
        return start + relativedelta(**distance)
    except (OverflowError, ValueError):
        return None


def _find_day_by_rule(recurrence: Recurrence, start: Day) -> Day | None:
    from dateutil.rrule import FR, MO, MONTHLY, SA, SU, TH, TU, WE, WEEKLY, YEARLY, rrule

    frequencies: dict[str, Any] = {"week": WEEKLY, "month": MONTHLY, "year": YEARLY}
    weekdays = [(MO, TU, WE, TH, FR, SA, SU)[number] for number in recurrence.weekdays]
    if recurrence.ordinal:
        weekdays = [weekday(recurrence.ordinal) for weekday in weekdays]
    begin = datetime.datetime.combine(start, datetime.time())
    rule = rrule(
        frequencies[recurrence.unit],
        dtstart=begin,
        interval=recurrence.interval,
        byweekday=weekdays or None,
        bymonthday=None if weekdays else recurrence.ordinal,
        bymonth=recurrence.month or None,
    )
    found = rule.after(begin)
    if not found:
        return None
    return found.date()


# The days of a task that move with it, as symbols and as inline fields.
_MOVING_DAY = re.compile(
    r"(?P<lead>(?P<symbol>[📅📆🗓⏳⌛🛫])\ufe0f?\s*(?:\[\[(?:[^\[\]|]*/)?)?"
    r"|[\[(](?P<key>due|scheduled|start)::\s*(?:\[\[(?:[^\[\]|]*/)?)?)(?P<day>\d{4}-\d{2}-\d{2})"
)
_MOVING_DAY_NAMES = {
    **dict.fromkeys("📅📆🗓", "due"),
    **dict.fromkeys("⏳⌛", "scheduled"),
    "🛫": "start",
}


def _find_reference_day(line: str) -> Day | None:
    """Find the day from which the next one is counted: due, else scheduled, else start."""
    days: dict[str, Day | None] = {}
    for match in _MOVING_DAY.finditer(line):
        name = match["key"] or _MOVING_DAY_NAMES[match["symbol"]]
        days.setdefault(name, parse_day(match["day"]))
    return days.get("due") or days.get("scheduled") or days.get("start")


def _move_days(line: str, distance: datetime.timedelta) -> str:
    def move_day(match: re.Match[str]) -> str:
        day = parse_day(match["day"])
        if day is None:
            return match[0]
        return f"{match['lead']}{(day + distance).isoformat()}"

    return _MOVING_DAY.sub(move_day, line)


# What belongs to one task and not to the next: its id, what it waits for, the id of its block.
_MARKS_OF_ONE = re.compile(
    r"\s*(?:[🆔⛔]\ufe0f?\s*[\w,-]+|[\[(](?:id|dependsOn)::[^\[\]()]*[\])]|\s\^[\w-]+\s*$)"
)
_CREATED = re.compile(r"(➕\ufe0f?\s*|[\[(]created::\s*)\d{4}-\d{2}-\d{2}")


def _strip_marks_of_one(line: str, done_day: Day) -> str:
    """Take out what belongs to one task only; a new task is created on the day of the old one."""
    line = _MARKS_OF_ONE.sub("", line)
    return _CREATED.sub(lambda match: f"{match[1]}{done_day.isoformat()}", line)
