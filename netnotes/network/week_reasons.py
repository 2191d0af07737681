"""Why somebody is on this week's list, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.markdown.plain import strip_markdown
from netnotes.network.follow_up import MAX_MEETING_AGE_DAYS, NEW_CONTACT_DAYS, find_last_touch
from netnotes.text import MONTHS, format_count, format_day_short

if TYPE_CHECKING:
    from datetime import date as Day

    from netnotes.model.people import Contact, Event, Promise
    from netnotes.network.follow_up import FollowUp

# Of what is longer ago the month is enough.
MAX_DAYS_WITH_DAY = 60

# Channels that follow `you had`.
_MEALS = frozenset(("coffee", "tea", "lunch", "dinner", "breakfast", "brunch", "drinks"))

_VERBS_BY_MODE = {"in person": "you met", "voice": "you spoke", "written": "you wrote"}

_INTERVAL_NAMES = {1: "day", 7: "week", 30: "month", 90: "quarter", 180: "half-year", 365: "year"}

_ADVERBS = {1: "daily", 7: "weekly", 30: "monthly", 90: "quarterly", 365: "yearly"}


def format_interval(days: int) -> str:
    """Format an interval to follow the word `every`: `month`, `6 weeks`, `45 days`."""
    if days in _INTERVAL_NAMES:
        return _INTERVAL_NAMES[days]
    for unit, unit_days in (("year", 365), ("month", 30), ("week", 7)):
        if days % unit_days == 0:
            return format_count(days // unit_days, unit)
    return format_count(days, "day")


def describe_promise(promise: Promise) -> str:
    """Describe a promise as a reason to be in touch, with its day or when it was made."""
    text = strip_markdown(promise.text)
    if promise.due:
        return f"promised by {format_day_short(promise.due)}: {text}"
    if promise.date:
        return f"promised on {format_day_short(promise.date)}: {text}"
    return f"promised: {text}"


def describe_next_step(contact: Contact, day: Day) -> str:
    """Describe what is planned for the day under `next`."""
    planned = f"planned for {format_day_short(day)}"
    if contact.next_step:
        return f"{planned}: {contact.next_step}"
    return planned


def describe_stay(contact: Contact, follow_up: FollowUp, trip: Event, today: Day) -> str:
    """Describe that I am where a contact lives, and when we were last in touch."""
    # A trip under way is no longer to come.
    is_there = trip.date is not None and trip.date <= today
    there = f"you {'are' if is_there else 'will be'} in {trip.location} {_format_trip_days(trip)}"
    return f"{there}; {describe_last_contact(contact, follow_up, today)}"


def describe_wait(contact: Contact, follow_up: FollowUp, today: Day) -> str:
    """Describe when we were last in touch, and what was planned."""
    if _is_unwritten_since_meeting(contact, follow_up, today):
        day = _format_day_ago(contact.met, today) if contact.met else ""
        unwritten = _describe_silence(contact)
        return f"met {day}, {unwritten}; still fine, say where you met"
    last_contact = describe_last_contact(contact, follow_up, today)
    if follow_up.last_contact is None or not follow_up.cadence:
        return last_contact
    planned = f"{last_contact}; you planned {_format_frequency(follow_up.cadence)}"
    if follow_up.due and follow_up.due > today:
        return f"{planned}, so by {format_day_short(follow_up.due)}"
    return planned


def _is_unwritten_since_meeting(contact: Contact, follow_up: FollowUp, today: Day) -> bool:
    """Whether somebody was met more than two weeks ago, and nothing is noted since.

    A touch on the day of the meeting is the meeting; of an old one it is not known whether more
    was ever noted.
    """
    if contact.met is None or (today - contact.met).days <= NEW_CONTACT_DAYS:
        return False
    if follow_up.last_contact is None:
        return True
    is_recent = (today - contact.met).days <= MAX_MEETING_AGE_DAYS
    return is_recent and follow_up.last_contact <= contact.met


def describe_meeting(contact: Contact, today: Day) -> str:
    """Describe that a new contact was met, and has not heard from me since."""
    day = _format_day_ago(contact.met, today) if contact.met else ""
    return f"met {day}, {_describe_silence(contact)}; a line while they remember you"


def _describe_silence(contact: Contact) -> str:
    """Describe that nothing has passed since the meeting: `since` if something had before it."""
    met = contact.met
    days = [touch.date for touch in contact.touches]
    if contact.last_contact:
        days.append(contact.last_contact)
    has_contact_before = met is not None and any(day < met for day in days)
    return "not written to since" if has_contact_before else "not written to yet"


def describe_last_contact(contact: Contact, follow_up: FollowUp, today: Day) -> str:
    """Describe when and how we were last in touch: `you wrote in January 2025`."""
    day = follow_up.last_contact
    if day:
        touch = find_last_touch(contact, today)
        if touch is None or touch.date != day:
            return f"last in touch {_format_day_ago(day, today)}"
        verb = _VERBS_BY_MODE.get(touch.mode, "last in touch")
        if touch.channel in _MEALS:
            verb = f"you had {touch.channel}"
        return f"{verb} {_format_day_ago(day, today)}"
    if contact.met and contact.met <= today:
        return f"met {_format_day_ago(contact.met, today)}, not written to yet"
    return "not in touch yet: say hello"


def _format_day_ago(day: Day, today: Day) -> str:
    """Format a day in the past: `on 3 November 2026`, or `in January 2025` if long ago."""
    if (today - day).days > MAX_DAYS_WITH_DAY:
        return f"in {MONTHS[day.month - 1]} {day.year}"
    return f"on {format_day_short(day)}"


def _format_frequency(cadence: int) -> str:
    return _ADVERBS.get(cadence) or f"every {format_interval(cadence)}"


def _format_trip_days(trip: Event) -> str:
    """Format the days of a trip: `on 2 October 2026`, `from 2 to 4 October 2026`."""
    first, last = trip.date, trip.last_day
    if not first:
        return ""
    if not last or last == first:
        return f"on {format_day_short(first)}"
    is_in_one_month = (first.year, first.month) == (last.year, last.month)
    beginning = str(first.day) if is_in_one_month else format_day_short(first)
    return f"from {beginning} to {format_day_short(last)}"
