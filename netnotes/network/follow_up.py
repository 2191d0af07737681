"""When to be in touch again, and how things stand until then."""

from __future__ import annotations

import datetime
from collections import Counter
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from msgspec import Struct

from netnotes.digests import compute_stable_number

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date as Day

    from netnotes.model.diagnostics import SourceLocation
    from netnotes.model.people import Contact, Touch
    from netnotes.model.settings import Settings


DORMANT_DAYS = 1095
"""Three years: old ties quiet for so long are an asset of their own (Levin, Walter and Murnighan 2011)."""

FIRST_FOLLOW_UP_DAYS = 14
"""A new contact is due two weeks after the first meeting: a convention."""


class Standing(StrEnum):
    """How things stand with a contact today."""

    IN_TOUCH = "in touch"
    DUE = "due"
    LAPSED = "lapsed"
    DORMANT = "dormant"
    NOT_YET_CONTACTED = "not yet contacted"
    NO_INTERVAL = "no interval"
    PAUSED = "paused"
    ARCHIVED = "archived"


STANDINGS_OUTSIDE_PLAN = (Standing.ARCHIVED, Standing.PAUSED, Standing.DORMANT)
"""Who does not count for the plan."""


class FollowUp(Struct, frozen=True):
    """When to be in touch again with one contact.

    `cadence` is the interval in days, NEVER, or None where no tier and no cadence is written. `last` is the last
    contact until today and `last_place` where it was read. `days` since then. `due` may lie in the past. None stands
    for what is not known. `live` tells whether this person counts for the plan: not archived, not paused, not dormant.
    """

    cadence: int | None
    last_contact: Day | None
    last_contact_location: SourceLocation | None
    days_since_contact: int | None
    due: Day | None
    standing: Standing
    is_live: bool

    @property
    def turns(self) -> Fraction | None:
        """How many intervals have passed since the last contact: days / cadence; None without either."""
        return (
            Fraction(self.days_since_contact, self.cadence)
            if self.days_since_contact is not None and self.cadence
            else None
        )

    @property
    def turns_or_zero(self) -> float:
        """The turns to sort by, 0 without any: of whole days and intervals no two different ones fall together."""
        return (
            self.days_since_contact / self.cadence
            if self.days_since_contact is not None and self.cadence
            else 0.0
        )

    @property
    def is_planned(self) -> bool:
        """Whether this live person has an interval."""
        return self.is_live and bool(self.cadence)


def compute_follow_up(contact: Contact, settings: Settings, today: Day) -> FollowUp:
    """When to be in touch again with a contact, as of a day.

    The contact's own cadence counts before the tier's; `next` counts before both, until there has been a touch on or
    after it. Somebody met and never contacted is due 14 days after the meeting.
    """
    cadence = (
        contact.cadence if contact.cadence is not None else settings.find_tier_days(contact.tier)
    )
    last, place = find_last_contact(contact, today)
    days = (today - last).days if last else None
    due = _compute_due_day(contact, cadence, last, today)
    standing = _compute_standing(contact, days, due, cadence, today)
    return FollowUp(
        cadence, last, place, days, due, standing, standing not in STANDINGS_OUTSIDE_PLAN
    )


def find_last_contact(contact: Contact, today: Day) -> tuple[Day | None, SourceLocation | None]:
    """The latest of the property and all touches that is not later than today, and where it was read."""
    last, place = None, None
    for touch in contact.touches:
        if touch.date <= today and (last is None or touch.date > last):
            last, place = touch.date, touch.source_location
    told = contact.last_contact
    if told and told <= today and (last is None or told > last):
        return told, contact.find_source_location("last_contact")
    return last, place


def find_last_touch(contact: Contact, today: Day) -> Touch | None:
    """The latest touch until today that the log tells; of two on one day, one whose channel is known."""
    happened = (touch for touch in contact.touches if touch.date <= today)
    return max(happened, key=lambda touch: (touch.date, bool(touch.mode)), default=None)


def add_days(day: Day, days: int) -> Day | None:
    """The day so many days later; None past the end of the calendar."""
    try:
        return day + datetime.timedelta(days=days)
    except OverflowError:
        return None


def compute_weekly_load(follow_ups: Iterable[FollowUp]) -> Fraction:
    """λ: how many contacts a week the plan asks for, Σ 7 / cadence over live contacts with an interval."""
    people = Counter(one.cadence for one in follow_ups if one.is_planned)
    return sum(
        (Fraction(7 * count, cadence) for cadence, count in people.items() if cadence), Fraction(0)
    )


def _compute_due_day(
    contact: Contact, cadence: int | None, last: Day | None, today: Day
) -> Day | None:
    if contact.next and (last is None or last < contact.next):
        return contact.next
    if not cadence:
        return None
    if last:
        return add_days(last, cadence)
    if contact.met and contact.met <= today:
        return add_days(contact.met, FIRST_FOLLOW_UP_DAYS)
    return _spread_due_day(contact.path, cadence, today)


def _spread_due_day(path: str, cadence: int, today: Day) -> Day | None:
    """A day for somebody without any date, drawn from the file's name, so that a hundred never fall due on one day.

    The day stays for the week it lies in; then it is one cadence later.
    """
    name = path.rpartition("/")[2]
    phase = compute_stable_number(name) % cadence
    monday = today.toordinal() - today.weekday()
    return add_days(today, monday + (phase - monday) % cadence - today.toordinal())


def _compute_standing(
    contact: Contact, days: int | None, due: Day | None, cadence: int | None, today: Day
) -> Standing:
    if contact.archived:
        return Standing.ARCHIVED
    if contact.pause_until and today < contact.pause_until:
        return Standing.PAUSED
    if days is None:
        return Standing.NOT_YET_CONTACTED
    if days >= DORMANT_DAYS:
        return Standing.DORMANT
    if due is None:
        return Standing.NO_INTERVAL
    if due > today:
        return Standing.IN_TOUCH
    return Standing.LAPSED if cadence and days >= 2 * cadence else Standing.DUE
