"""When to be in touch with a contact again, and how the contact stands until then."""

from __future__ import annotations

import datetime
from collections import Counter
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from msgspec import Struct

from netnotes.digests import compute_stable_number
from netnotes.model.people import NEVER, PAUSED
from netnotes.reading.status import get_last_contact_in_life, list_touches_in_life

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date as Day

    from netnotes.model.diagnostics import SourceLocation
    from netnotes.model.people import Contact, Touch
    from netnotes.model.settings import Settings


# Three years: ties without contact for so long are of a value of their own (Levin, Walter and
# Murnighan 2011).
DORMANT_DAYS = 1095

# A new contact is due two days after the first meeting, while both remember it: what people who do
# this advise, and a convention of netnotes.
FIRST_FOLLOW_UP_DAYS = 2

# Until so many days after the meeting a contact without a touch since counts as new.
NEW_CONTACT_DAYS = 14

# Whoever was met longer ago, with no touch noted, stands like somebody without any date.
MAX_MEETING_AGE_DAYS = 60


class Standing(StrEnum):
    """How a contact stands today."""

    IN_TOUCH = "in touch"

    # Not in touch within the interval, but there is a day still to come under `next`.
    PLANNED = "planned"
    DUE = "due"
    LAPSED = "lapsed"
    DORMANT = "dormant"

    # Of those with whom no contact is noted: somebody whom I have met, and somebody else.
    MET = "met but not written to yet"
    NOT_YET_CONTACTED = "not yet contacted"
    NO_INTERVAL = "no interval"
    PAUSED = "paused"
    DO_NOT_CONTACT = "do not contact"
    ARCHIVED = "archived"

    # Of somebody who has died.
    REMEMBERED = "remembered"


# Nobody with one of these standings is named as somebody to be in touch with.
STANDINGS_SET_ASIDE = (
    Standing.PAUSED,
    Standing.DO_NOT_CONTACT,
    Standing.ARCHIVED,
    Standing.REMEMBERED,
)

# Contacts with these standings are not live: they are not in the plan.
STANDINGS_OUTSIDE_PLAN = (*STANDINGS_SET_ASIDE, Standing.DORMANT)


class DueBasis(StrEnum):
    """What the day on which a contact is due follows from."""

    # A day written under `next`.
    NEXT = "next"

    # The last contact, and the interval.
    LAST_CONTACT = "last contact"

    # The first meeting, without a touch since.
    MEETING = "meeting"

    # The name of the note, because there is no date to count from.
    NAME = "name"


class FollowUp(Struct, frozen=True):
    """When to be in touch again with one contact. None means that a value is not known.

    `cadence` is the interval in days, NEVER, or None if neither a tier nor a cadence is written.
    `last_contact` is the latest day of contact until today, and `last_contact_location` the line
    that says so. `due` may be in the past; `due_basis` says what it follows from, and
    `days_past_due` is negative before it. A contact `is_live` if active, and neither paused nor
    dormant; `is_new` if met two days to two weeks ago, and not contacted since; `is_just_met` if
    met today or yesterday, and so new within the week.
    """

    cadence: int | None
    last_contact: Day | None
    last_contact_location: SourceLocation | None
    days_since_contact: int | None
    due: Day | None
    due_basis: DueBasis | None
    days_past_due: int | None
    standing: Standing
    is_live: bool
    is_new: bool
    is_just_met: bool

    @property
    def is_due(self) -> bool:
        """Whether the contact is live, and due today or since some day."""
        return self.is_live and self.days_past_due is not None and self.days_past_due >= 0

    @property
    def expected(self) -> Day | None:
        """The day on which to be in touch again; None where that is not the plan.

        Whoever is paused, archived or not to be contacted may have a due day, too, but nothing is
        due on it. Of an old tie only a day that is written under `next` counts.
        """
        is_next_of_old_tie = self.standing is Standing.DORMANT and self.due_basis is DueBasis.NEXT
        if self.is_live or is_next_of_old_tie:
            return self.due
        return None

    @property
    def turns_waited(self) -> float:
        """How long a contact waits, in own intervals: 1 on the day that is due.

        After a last contact these are the elapsed intervals; without one the count begins at 1 on
        the due day, too. So nobody outranks a friend because the first meeting was long ago.
        """
        if self.days_past_due is None:
            return 0.0
        if not self.cadence:
            return 1.0
        return (self.cadence + self.days_past_due) / self.cadence

    @property
    def turns(self) -> Fraction | None:
        """Intervals elapsed since the last contact: days / cadence; None without either."""
        if self.days_since_contact is None or not self.cadence:
            return None
        return Fraction(self.days_since_contact, self.cadence)

    @property
    def turns_or_zero(self) -> float:
        """The elapsed intervals as a number to sort by, 0 if there are none.

        Floats order as the fractions do: two different ratios of whole numbers as small as days
        never round to the same float. Ten thousand fractions would be slow to make.
        """
        if self.days_since_contact is None or not self.cadence:
            return 0.0
        return self.days_since_contact / self.cadence

    @property
    def is_planned(self) -> bool:
        """Whether the contact is live and has an interval."""
        return self.is_live and bool(self.cadence)


def compute_follow_up(contact: Contact, settings: Settings, today: Day) -> FollowUp:
    """Compute when to be in touch again with a contact, as of a day.

    The contact's own cadence comes before the tier's. `next` comes before both, until there has
    been a touch on or after that day. A contact who was met within the last 60 days, with no touch
    noted, is due two days after the meeting.
    """
    cadence = contact.cadence
    if cadence is None:
        cadence = settings.find_tier_days(contact.tier)

    last_contact, location = find_last_contact(contact, today)
    days_since_contact = (today - last_contact).days if last_contact else None
    due, due_basis = _compute_due_day(contact, cadence, last_contact, today)
    days_past_due = (today - due).days if due else None
    standing = _compute_standing(contact, days_since_contact, due, due_basis, cadence, today)
    is_live = standing not in STANDINGS_OUTSIDE_PLAN
    is_waiting = is_live and _is_unwritten_since_meeting(contact, cadence, last_contact, today)
    has_just_met = contact.met is not None and (today - contact.met).days < FIRST_FOLLOW_UP_DAYS
    return FollowUp(
        cadence,
        last_contact,
        location,
        days_since_contact,
        due,
        due_basis,
        days_past_due,
        standing,
        is_live=is_live,
        is_new=is_waiting and not has_just_met,
        is_just_met=is_waiting and has_just_met,
    )


def is_recently_met(contact: Contact, today: Day) -> bool:
    """Whether the first meeting was in the last two weeks."""
    return contact.met is not None and 0 <= (today - contact.met).days <= NEW_CONTACT_DAYS


def _is_unwritten_since_meeting(
    contact: Contact, cadence: int | None, last_contact: Day | None, today: Day
) -> bool:
    """Whether a contact was met in the last two weeks, with nothing planned and no touch since.

    A touch on the day of the meeting is the meeting. The interval does not matter, unless it is
    never: it may not be chosen yet.
    """
    if not contact.met or not is_recently_met(contact, today) or cadence == NEVER:
        return False
    if contact.next and contact.next > today:
        return False
    return last_contact is None or last_contact <= contact.met


def find_last_contact(contact: Contact, today: Day) -> tuple[Day | None, SourceLocation | None]:
    """Find the latest day of contact until today, and the line that says so.

    Both touches and the property `last_contact` count; if both name the day, the touch is given.
    What is after a death, such as the funeral, is no contact.
    """
    last_day, location = None, None
    for touch in list_touches_in_life(contact):
        if touch.date <= today and (last_day is None or touch.date > last_day):
            last_day, location = touch.date, touch.source_location

    # For people who keep no log. Of the same day, the line of a touch says more.
    written_day = get_last_contact_in_life(contact)
    if written_day and written_day <= today and (last_day is None or written_day > last_day):
        return written_day, contact.find_source_location("last_contact")
    return last_day, location


def find_last_touch(contact: Contact, today: Day) -> Touch | None:
    """Find the latest touch until today that is more than an ask of mine, or the tick of one."""
    past_touches = [touch for touch in list_touches_in_life(contact) if touch.date <= today]
    if contact.asks:
        past_touches = [touch for touch in past_touches if not is_only_ask(touch, contact)]
    return max(past_touches, key=lambda touch: touch.date, default=None)


def is_only_ask(touch: Touch, contact: Contact) -> bool:
    """Tell whether a touch is only my ask, or its tick: it says nothing of a conversation then."""
    for ask in contact.asks:
        if touch.date == ask.answered and touch.source_location == ask.source_location:
            return True
        if touch.date == ask.date and not touch.channel and not touch.text:
            return True
    return False


def is_paused(contact: Contact, today: Day) -> bool:
    """Whether a contact is left alone for some time."""
    if contact.status == PAUSED:
        return True
    return contact.pause_until is not None and today < contact.pause_until


def add_days(day: Day, days: int) -> Day | None:
    """Return the day so many days later; None past the end of the calendar, the year 9999."""
    try:
        return day + datetime.timedelta(days=days)
    except OverflowError:
        return None


def compute_weekly_load(follow_ups: Iterable[FollowUp]) -> Fraction:
    """Compute λ, the contacts a week that the plan asks for: Σ 7 / cadence of planned contacts."""
    # Counted by cadence first: adding ten thousand fractions one by one is slow, and there are
    # only a few different cadences.
    count_by_cadence = Counter(
        follow_up.cadence for follow_up in follow_ups if follow_up.is_planned
    )
    load = Fraction(0)
    for cadence, count in count_by_cadence.items():
        if cadence:
            load += Fraction(7 * count, cadence)
    return load


def get_open_next_step(contact: Contact, last_contact: Day | None) -> str:
    """Return what to do next with a contact; empty once it is done.

    It is done with a touch on the day of `next` or later. Without that day it is never known.
    """
    is_done = contact.next and last_contact and last_contact >= contact.next
    if is_done:
        return ""
    return contact.next_step


def _compute_due_day(
    contact: Contact, cadence: int | None, last_contact: Day | None, today: Day
) -> tuple[Day | None, DueBasis | None]:
    # A touch on the day of `next` or later has done what was planned.
    if contact.next and (last_contact is None or last_contact < contact.next):
        return contact.next, DueBasis.NEXT
    if not cadence:
        return None, None
    if last_contact:
        return add_days(last_contact, cadence), DueBasis.LAST_CONTACT
    if contact.met and 0 <= (today - contact.met).days <= MAX_MEETING_AGE_DAYS:
        return add_days(contact.met, FIRST_FOLLOW_UP_DAYS), DueBasis.MEETING
    return _spread_due_day(contact.path, cadence, today), DueBasis.NAME


def _spread_due_day(path: str, cadence: int, today: Day) -> Day | None:
    """Choose a due day for a contact without any date, from the name of the note.

    It is the last such day on or before `today`. So the contact is due until there is a touch, and
    a hundred imported at once have not all waited for the same time.
    """
    file_name = path.rpartition("/")[2]
    phase = compute_stable_number(file_name) % cadence
    return add_days(today, -((today.toordinal() - phase) % cadence))


def _compute_inactive_standing(contact: Contact) -> Standing:
    if contact.died:
        return Standing.REMEMBERED
    if contact.archived:
        return Standing.ARCHIVED
    return Standing.DO_NOT_CONTACT


def _compute_standing(
    contact: Contact,
    days_since_contact: int | None,
    due: Day | None,
    due_basis: DueBasis | None,
    cadence: int | None,
    today: Day,
) -> Standing:
    # What the user decided comes before what follows from days.
    if not contact.is_active:
        return _compute_inactive_standing(contact)
    if is_paused(contact, today):
        return Standing.PAUSED
    if days_since_contact is None:
        is_met = contact.met is not None and contact.met <= today
        return Standing.MET if is_met else Standing.NOT_YET_CONTACTED
    # Dormant is decided before due, because old ties would fill this week's list for ever. The week
    # names one of them a month.
    if days_since_contact >= DORMANT_DAYS:
        return Standing.DORMANT
    if due is None:
        return Standing.NO_INTERVAL
    return _compute_standing_by_due_day(days_since_contact, due, due_basis, cadence, today)


def _compute_standing_by_due_day(
    days_since_contact: int, due: Day, due_basis: DueBasis | None, cadence: int | None, today: Day
) -> Standing:
    if due > today:
        is_in_touch = due_basis is not DueBasis.NEXT or days_since_contact < (cadence or 0)
        return Standing.IN_TOUCH if is_in_touch else Standing.PLANNED
    # A day under `next` is due for the first time, however long ago the last contact was.
    if cadence and due_basis is not DueBasis.NEXT and days_since_contact >= 2 * cadence:
        return Standing.LAPSED
    return Standing.DUE
