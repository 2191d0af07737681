"""This week's list: whom to be in touch with, and why. Each entry says the reason for it."""

from __future__ import annotations

import datetime
import heapq
from fractions import Fraction
from typing import TYPE_CHECKING

from msgspec import Struct

from netnotes.markdown.plain import strip_markdown
from netnotes.model.people import list_open_promises
from netnotes.network.follow_up import (
    FIRST_FOLLOW_UP_DAYS,
    STANDINGS_SET_ASIDE,
    Standing,
    compute_weekly_load,
)
from netnotes.network.occasions import list_occasions
from netnotes.text import format_count, format_day_short, is_same_town

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date as Day

    from netnotes.model.people import Contact, Event, Promise
    from netnotes.model.settings import Settings
    from netnotes.network.follow_up import FollowUp
    from netnotes.network.occasions import Occasion


# How many contacts are on a week's list if the settings have no budget.
DEFAULT_NAMES_PER_WEEK = 5

ONE_WEEK = datetime.timedelta(days=7)

# How many weeks the simulation looks ahead: ten years.
MAX_CATCH_UP_WEEKS = 520


class WeekEntry(Struct, frozen=True):
    """One contact to be in touch with.

    `group` is `promise`, `in-town` or `due`; `reason` says in words why.
    """

    contact: Contact
    group: str
    reason: str


class WeekPlan(Struct, frozen=True):
    """This week's list and what is shown with it.

    `entries` are never more than the budget. `next_entry` would be next, and `waiting_count` is
    how many contacts are due or promised and not on the list. `while_there` are contacts in a town
    I am in who are at least half way to being due. `reconnect` is a dormant contact, one a month.
    `catch_up_day` is the day from which nobody due has to wait; None if it never comes.
    """

    entries: tuple[WeekEntry, ...]
    next_entry: WeekEntry | None
    waiting_count: int
    while_there: tuple[WeekEntry, ...]
    reconnect: Contact | None
    occasions: tuple[Occasion, ...]
    catch_up_day: Day | None


def compute_names_per_week(budget: float | None) -> int:
    """Compute how many contacts a week's list may hold.

    That is the budget rounded down, but at least 1 for any budget above zero.
    """
    if budget is None:
        return DEFAULT_NAMES_PER_WEEK
    return max(1, int(budget)) if budget > 0 else 0


def plan_week(
    contacts: tuple[Contact, ...],
    follow_ups: Mapping[str, FollowUp],
    events: tuple[Event, ...],
    paths_with_goal: Collection[str],
    settings: Settings,
    today: Day,
) -> WeekPlan:
    """Plan this week's list as of a day.

    First come promises and dated next steps, then contacts in a town I am in, then those who are
    due, longest waiting first (in elapsed intervals). `contacts` are in the order of their names,
    which also orders those who are equal in all else. `paths_with_goal` are the contacts linked to
    an active goal.
    """
    available_contacts = tuple(
        contact
        for contact in contacts
        if follow_ups[contact.path].standing not in STANDINGS_SET_ASIDE
    )
    promised = _list_promised(available_contacts, follow_ups, today)
    in_town, half_way = _list_in_town(available_contacts, follow_ups, events, settings, today)
    first_entries = _keep_first_per_contact((*promised, *in_town))
    first_paths = {entry.contact.path for entry in first_entries}

    due_contacts = _list_due(available_contacts, follow_ups, paths_with_goal, today)
    due_contacts = [contact for contact in due_contacts if contact.path not in first_paths]

    max_entries = compute_names_per_week(settings.budget)
    entries, next_entry = _choose_entries(first_entries, due_contacts, follow_ups, max_entries)
    chosen_paths = {entry.contact.path for entry in entries}
    return WeekPlan(
        entries=entries,
        next_entry=next_entry,
        waiting_count=len(first_entries) + len(due_contacts) - len(entries),
        while_there=tuple(entry for entry in half_way if entry.contact.path not in chosen_paths),
        reconnect=_choose_reconnect(contacts, follow_ups, today),
        occasions=list_occasions(available_contacts, today, settings.birthdays),
        catch_up_day=compute_catch_up_day(
            tuple(follow_ups[contact.path] for contact in contacts), max_entries, today
        ),
    )


def _choose_entries(
    first_entries: tuple[WeekEntry, ...],
    due_contacts: list[Contact],
    follow_ups: Mapping[str, FollowUp],
    max_entries: int,
) -> tuple[tuple[WeekEntry, ...], WeekEntry | None]:
    """Choose the entries of the list, and the one that would be next."""
    # One of two or more places is reserved for a contact who is due: with many promises the others
    # would never come up.
    max_first = max_entries - 1 if due_contacts and max_entries > 1 else max_entries
    chosen = first_entries[:max_first]
    places_left = max_entries - len(chosen)
    # Reasons are put into words only for those who are named, not for every contact who is due.
    due_entries = [
        _build_due_entry(contact, follow_ups) for contact in due_contacts[: places_left + 1]
    ]

    entries = (*chosen, *due_entries[:places_left])
    left_over = (*first_entries[len(chosen) :], *due_entries[places_left:])
    return entries, left_over[0] if left_over else None


def _keep_first_per_contact(entries: tuple[WeekEntry, ...]) -> tuple[WeekEntry, ...]:
    """Return the first entry of each contact."""
    first_entries: dict[str, WeekEntry] = {}
    for entry in entries:
        first_entries.setdefault(entry.contact.path, entry)
    return tuple(first_entries.values())


def _list_promised(
    contacts: tuple[Contact, ...], follow_ups: Mapping[str, FollowUp], today: Day
) -> tuple[WeekEntry, ...]:
    """List promises and dated next steps due within seven days, earliest first."""
    horizon = today + ONE_WEEK
    dated_entries: list[tuple[Day, WeekEntry]] = []
    for contact in contacts:
        if contact.promises:
            for promise in list_open_promises(contact):
                if promise.due and promise.due <= horizon:
                    entry = WeekEntry(contact, "promise", describe_promise(promise))
                    dated_entries.append((promise.due, entry))

        step_day = contact.next
        # A touch on or after the day of `next` has taken that step: then it is not due any more.
        if step_day and step_day <= horizon and step_day == follow_ups[contact.path].due:
            entry = WeekEntry(contact, "promise", _describe_next_step(contact, step_day))
            dated_entries.append((step_day, entry))

    dated_entries.sort(key=lambda dated: dated[0])
    return tuple(entry for _, entry in dated_entries)


def describe_promise(promise: Promise) -> str:
    """Describe a promise, and its day if it has one, as a reason to be in touch."""
    by_day = f" by {format_day_short(promise.due)}" if promise.due else ""
    return f"you promised {strip_markdown(promise.text)}{by_day}"


def _describe_next_step(contact: Contact, day: Day) -> str:
    step = contact.next_step or "to be in touch"
    return f"you planned for {format_day_short(day)}: {step}"


def _list_in_town(
    contacts: tuple[Contact, ...],
    follow_ups: Mapping[str, FollowUp],
    events: tuple[Event, ...],
    settings: Settings,
    today: Day,
) -> tuple[tuple[WeekEntry, ...], tuple[WeekEntry, ...]]:
    """List who lives where I am within seven days: those due, and those at least half way there."""
    due_entries: list[WeekEntry] = []
    half_way_entries: list[WeekEntry] = []
    for trip in list_trips(events, settings, today, 7):
        for contact in contacts:
            follow_up = follow_ups[contact.path]
            turns = follow_up.turns
            if turns is None or not follow_up.is_live:
                continue
            if not is_same_town(contact.location, trip.location):
                continue

            if turns >= 1 and follow_up.due and follow_up.due <= today:
                due_entries.append(_build_in_town_entry(contact, follow_up, trip))
            elif Fraction(1, 2) <= turns < 1:
                half_way_entries.append(_build_in_town_entry(contact, follow_up, trip))

    due_entries.sort(key=lambda entry: -follow_ups[entry.contact.path].turns_or_zero)
    return tuple(due_entries), _keep_first_per_contact(tuple(half_way_entries))


def _build_in_town_entry(contact: Contact, follow_up: FollowUp, trip: Event) -> WeekEntry:
    days = format_count(follow_up.days_since_contact or 0, "day")
    reason = f"you are in {trip.location} {_format_trip_days(trip)}, and it has been {days}"
    return WeekEntry(contact, "in-town", reason)


def list_trips(
    events: tuple[Event, ...], settings: Settings, today: Day, days: int
) -> tuple[Event, ...]:
    """List the events away from home that are going on or begin within `days`, earliest first."""
    horizon = today + datetime.timedelta(days=days)
    trips: list[tuple[Day, Event]] = []
    for event in events:
        if not event.location or not event.date or event.date > horizon:
            continue
        if event.last_day and event.last_day < today:
            continue
        if not is_same_town(event.location, settings.me.location):
            trips.append((event.date, event))

    trips.sort(key=lambda dated: (dated[0], dated[1].name))
    return tuple(trip for _, trip in trips)


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


def _list_due(
    contacts: tuple[Contact, ...],
    follow_ups: Mapping[str, FollowUp],
    paths_with_goal: Collection[str],
    today: Day,
) -> list[Contact]:
    """List who is due: longest waiting first, then those with a goal, then the shorter interval."""
    ranked_contacts = []
    for contact in contacts:
        follow_up = follow_ups[contact.path]
        if follow_up.is_live and follow_up.due and follow_up.due <= today:
            rank = (
                -_compute_turns_waited(contact, follow_up, today),
                contact.path not in paths_with_goal,
                follow_up.cadence or 0,
            )
            ranked_contacts.append((rank, contact))

    ranked_contacts.sort(key=lambda ranked: ranked[0])
    return [contact for _, contact in ranked_contacts]


def _build_due_entry(contact: Contact, follow_ups: Mapping[str, FollowUp]) -> WeekEntry:
    return WeekEntry(contact, "due", _describe_due_reason(contact, follow_ups[contact.path]))


def _compute_turns_waited(contact: Contact, follow_up: FollowUp, today: Day) -> float:
    """Compute the intervals waited; without a contact, the fortnights since the meeting, or 1."""
    if follow_up.days_since_contact is not None and follow_up.cadence:
        return follow_up.turns_or_zero
    if contact.met and contact.met <= today:
        return (today - contact.met).days / FIRST_FOLLOW_UP_DAYS
    return 1.0


def _describe_due_reason(contact: Contact, follow_up: FollowUp) -> str:
    if follow_up.days_since_contact is not None:
        days = format_count(follow_up.days_since_contact, "day")
        if follow_up.cadence:
            return f"{days}; you planned every {format_interval(follow_up.cadence)}"
        return f"{days}; you planned to be in touch again"
    if contact.met and not contact.next:
        return f"met on {format_day_short(contact.met)} and not followed up yet"
    return "no contact noted yet; a first hello would be a beginning"


_INTERVAL_NAMES = {1: "day", 7: "week", 30: "month", 90: "quarter", 180: "half-year", 365: "year"}


def format_interval(days: int) -> str:
    """Format an interval to follow the word `every`: `month`, `6 weeks`, `45 days`."""
    if days in _INTERVAL_NAMES:
        return _INTERVAL_NAMES[days]
    for unit, unit_days in (("year", 365), ("month", 30), ("week", 7)):
        if days % unit_days == 0:
            return format_count(days // unit_days, unit)
    return format_count(days, "day")


def _choose_reconnect(
    contacts: tuple[Contact, ...], follow_ups: Mapping[str, FollowUp], today: Day
) -> Contact | None:
    """Choose one dormant contact for the month; each of them has a turn."""
    dormant_contacts = [
        contact for contact in contacts if follow_ups[contact.path].standing is Standing.DORMANT
    ]
    if not dormant_contacts:
        return None
    dormant_contacts.sort(key=lambda contact: contact.path)
    month_number = today.year * 12 + today.month
    return dormant_contacts[month_number % len(dormant_contacts)]


def compute_catch_up_day(
    follow_ups: tuple[FollowUp, ...], names_per_week: int, today: Day
) -> Day | None:
    """Compute the first day of the week in which nobody due has to wait; None if there is none.

    The plan is simulated week by week, with those who wait longest first. Dividing the number of
    contacts due by what is left of the budget would be wrong by a factor of five.
    """
    # A plan that asks for more than the budget never catches up.
    if not names_per_week or compute_weekly_load(follow_ups) > names_per_week:
        return None

    upcoming = _build_upcoming_heap(follow_ups)
    # Contacts due, as (cadence, last contact).
    waiting: list[tuple[int, int]] = []
    for week_number in range(MAX_CATCH_UP_WEEKS):
        day = today.toordinal() + 7 * week_number
        while upcoming and upcoming[0][0] <= day:
            _, cadence, last_contact = heapq.heappop(upcoming)
            waiting.append((cadence, last_contact))
        if len(waiting) <= names_per_week:
            return today + week_number * ONE_WEEK
        _simulate_week(waiting, upcoming, names_per_week, day)
    return None


def _build_upcoming_heap(follow_ups: tuple[FollowUp, ...]) -> list[tuple[int, int, int]]:
    """Build a heap of (due day, cadence, last contact), days as ordinals, the soonest due first."""
    upcoming = []
    for follow_up in follow_ups:
        if follow_up.is_planned and follow_up.cadence and follow_up.due:
            due = follow_up.due.toordinal()
            # Not the real last contact: how long a contact waits is counted from the due day.
            upcoming.append((due, follow_up.cadence, due - follow_up.cadence))
    # A heap, as each week takes only a few contacts out and puts a few in.
    heapq.heapify(upcoming)
    return upcoming


def _simulate_week(
    waiting: list[tuple[int, int]],
    upcoming: list[tuple[int, int, int]],
    names_per_week: int,
    day: int,
) -> None:
    """Move the contacts who wait longest from `waiting` to `upcoming`: they are contacted now."""
    waiting.sort(key=lambda contact: (contact[1] - day) / contact[0])
    for cadence, _ in waiting[:names_per_week]:
        heapq.heappush(upcoming, (day + cadence, cadence, day))
    del waiting[:names_per_week]


def describe_catch_up(week: WeekPlan, settings: Settings) -> str:
    """Describe from when on nobody due has to wait; empty if nobody waits now."""
    if not week.waiting_count:
        return ""
    names = f"{compute_names_per_week(settings.budget):,} a week"
    if week.catch_up_day is None:
        return f"At {names} there will always be a few waiting; the list picks them fairly."
    return f"At {names} you are up to date in the week of {format_day_short(week.catch_up_day)}."
