"""This week: whom to be in touch with, and why. No hidden weights; every line carries its reason."""

from __future__ import annotations

import datetime
import heapq
from fractions import Fraction
from typing import TYPE_CHECKING

from msgspec import Struct

from netnotes.markdown.plain import plain
from netnotes.network.follow_up import FIRST_FOLLOW_UP_DAYS, Standing, compute_weekly_load
from netnotes.text import fold_name, format_count, format_day_short

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date as Day

    from netnotes.model.people import Birthday, Contact, Event, Promise
    from netnotes.model.settings import Settings
    from netnotes.network.follow_up import FollowUp


DEFAULT_NAMES_PER_WEEK = 5
"""How many names a week holds where no budget is set."""

ONE_WEEK = datetime.timedelta(days=7)
MAX_CATCH_UP_WEEKS = 520
"""How far a catch-up is looked for: ten years."""


class WeekEntry(Struct, frozen=True):
    """One person to be in touch with: `group` is `promise`, `in-town` or `due`; `reason` says why, in words."""

    contact: Contact
    group: str
    reason: str


class WeekPlan(Struct, frozen=True):
    """This week's list and what stands beside it.

    `calls` are never more than the budget. `next` is who would be next, `waiting` how many are due or promised and not
    on the list. `while_there` are in town and half way to due, `reconnect` is the month's dormant tie. `catch_up` is
    the day from which nobody due has to wait; None where that day never comes.
    """

    entries: tuple[WeekEntry, ...]
    next_entry: WeekEntry | None
    waiting_count: int
    while_there: tuple[WeekEntry, ...]
    reconnect: Contact | None
    birthdays: tuple[tuple[Day, Contact], ...]
    catch_up_day: Day | None


def compute_names_per_week(budget: float | None) -> int:
    """How many names a week's list may hold: the budget, rounded down but for a budget under one."""
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
    """This week's list as of a day. `with_goal` are the paths of contacts linked to an active goal.

    First promises and dated next steps, then people in a town I am in, then those due, longest waiting (in turns)
    first. One place is kept for the last group where there are two. `contacts` stand in the order of their names, which
    also orders those whom nothing else tells apart.
    """
    here = tuple(
        one
        for one in contacts
        if follow_ups[one.path].standing not in (Standing.ARCHIVED, Standing.PAUSED)
    )
    promised = _list_promised(here, follow_ups, today)
    travelling, while_there = _list_in_town(here, follow_ups, events, settings, today)
    most = compute_names_per_week(settings.budget)
    first = _keep_first_per_contact((*promised, *travelling))
    sooner = {call.contact.path for call in first}
    rest = [
        one for one in _list_due(here, follow_ups, paths_with_goal, today) if one.path not in sooner
    ]
    chosen = first[: most - 1 if rest and most > 1 else most]
    places = most - len(chosen)
    calls = (*chosen, *(_build_due_entry(one, follow_ups) for one in rest[:places]))
    left = (
        *first[len(chosen) :],
        *(_build_due_entry(one, follow_ups) for one in rest[places : places + 1]),
    )
    taken = {call.contact.path for call in calls}
    return WeekPlan(
        entries=calls,
        next_entry=left[0] if left else None,
        waiting_count=len(first) + len(rest) - len(calls),
        while_there=tuple(call for call in while_there if call.contact.path not in taken),
        reconnect=_choose_reconnect(contacts, follow_ups, today),
        birthdays=list_birthdays(here, today, 7),
        catch_up_day=compute_catch_up_day(
            tuple(follow_ups[one.path] for one in contacts), most, today
        ),
    )


def _keep_first_per_contact(entries: tuple[WeekEntry, ...]) -> tuple[WeekEntry, ...]:
    """Each person once, where they stand first."""
    first: dict[str, WeekEntry] = {}
    for call in entries:
        first.setdefault(call.contact.path, call)
    return tuple(first.values())


def _list_promised(
    contacts: tuple[Contact, ...], follow_ups: Mapping[str, FollowUp], today: Day
) -> tuple[WeekEntry, ...]:
    """Promises and dated next steps due within seven days, earliest first; of several to one person the first."""
    dated: list[tuple[Day, WeekEntry]] = []
    for contact in contacts:
        for promise in contact.promises:
            if promise.state == "open" and promise.due and promise.due <= today + ONE_WEEK:
                dated.append(
                    (promise.due, WeekEntry(contact, "promise", describe_promise(promise)))
                )
        due = contact.next
        if due and due == follow_ups[contact.path].due and due <= today + ONE_WEEK:
            step = contact.next_step or "to be in touch"
            dated.append(
                (
                    due,
                    WeekEntry(
                        contact, "promise", f"you planned for {format_day_short(due)}: {step}"
                    ),
                )
            )
    dated.sort(key=lambda one: one[0])
    return tuple(call for _, call in dated)


def describe_promise(promise: Promise) -> str:
    """What was promised, and by when, as a reason to be in touch."""
    return f"you promised {plain(promise.text)}" + (
        f" by {format_day_short(promise.due)}" if promise.due else ""
    )


def _list_in_town(
    contacts: tuple[Contact, ...],
    follow_ups: Mapping[str, FollowUp],
    events: tuple[Event, ...],
    settings: Settings,
    today: Day,
) -> tuple[tuple[WeekEntry, ...], tuple[WeekEntry, ...]]:
    """Who lives where I am within seven days: those due, and those at least half way there."""
    due: list[WeekEntry] = []
    half_way: list[WeekEntry] = []
    for event in list_trips(events, settings, today, 7):
        for contact in contacts:
            follow = follow_ups[contact.path]
            if (
                follow.turns is None
                or not follow.is_live
                or not is_same_town(contact.location, event.location)
            ):
                continue
            call = WeekEntry(
                contact,
                "in-town",
                f"you are in {event.location} {_format_event_days(event)}, and it has been {format_count(follow.days_since_contact or 0, 'day')}",
            )
            if follow.turns >= 1 and follow.due and follow.due <= today:
                due.append(call)
            elif Fraction(1, 2) <= follow.turns < 1:
                half_way.append(call)
    due.sort(key=lambda call: -follow_ups[call.contact.path].turns_or_zero)
    return tuple(due), _keep_first_per_contact(tuple(half_way))


def list_trips(
    events: tuple[Event, ...], settings: Settings, today: Day, days: int
) -> tuple[Event, ...]:
    """Events away from home that are going on or begin within some days, earliest first."""
    horizon = today + datetime.timedelta(days=days)
    near = (
        event
        for event in events
        if event.location
        and event.date
        and event.date <= horizon
        and (event.until or event.date) >= today
        and not is_same_town(event.location, settings.me.location)
    )
    return tuple(sorted(near, key=lambda event: (event.date, event.name)))


def is_same_town(left: str, right: str) -> bool:
    """Whether two locations name one town: `Lisbon` and `Lisbon, Portugal` do."""
    town = fold_name(left.partition(",")[0])
    return bool(town) and town == fold_name(right.partition(",")[0])


def _format_event_days(event: Event) -> str:
    if not event.date:
        return ""
    if not event.until or event.until == event.date:
        return f"on {format_day_short(event.date)}"
    first, last = event.date, event.until
    begin = (
        str(first.day)
        if (first.year, first.month) == (last.year, last.month)
        else format_day_short(first)
    )
    return f"from {begin} to {format_day_short(last)}"


def _list_due(
    contacts: tuple[Contact, ...],
    follow_ups: Mapping[str, FollowUp],
    paths_with_goal: Collection[str],
    today: Day,
) -> tuple[Contact, ...]:
    """Everybody due, most turns first; ties by a goal, then the shorter interval, then the name."""
    waiting = []
    for contact in contacts:
        follow = follow_ups[contact.path]
        if follow.is_live and follow.due and follow.due <= today:
            key = (
                -_compute_turns_waited(contact, follow, today),
                contact.path not in paths_with_goal,
                follow.cadence or 0,
            )
            waiting.append((key, contact))
    waiting.sort(key=lambda one: one[0])
    return tuple(contact for _, contact in waiting)


def _build_due_entry(contact: Contact, follow_ups: Mapping[str, FollowUp]) -> WeekEntry:
    return WeekEntry(contact, "due", _describe_due_reason(contact, follow_ups[contact.path]))


def _compute_turns_waited(contact: Contact, follow_up: FollowUp, today: Day) -> float:
    """Turns waited; for somebody not yet contacted, in fortnights since the meeting, else one."""
    if follow_up.days_since_contact is not None and follow_up.cadence:
        return follow_up.turns_or_zero
    if contact.met and contact.met <= today:
        return (today - contact.met).days / FIRST_FOLLOW_UP_DAYS
    return 1.0


def _describe_due_reason(contact: Contact, follow_up: FollowUp) -> str:
    if follow_up.days_since_contact is not None and follow_up.cadence:
        return f"{format_count(follow_up.days_since_contact, 'day')}; you planned every {format_interval(follow_up.cadence)}"
    if follow_up.days_since_contact is not None:
        return (
            f"{format_count(follow_up.days_since_contact, 'day')}; you planned to be in touch again"
        )
    if contact.met and not contact.next:
        return f"met on {format_day_short(contact.met)} and not followed up yet"
    return "no contact noted yet; a first hello would be a beginning"


def format_interval(days: int) -> str:
    """An interval in words behind `every`: `month`, `6 weeks`, `45 days`."""
    named = {1: "day", 7: "week", 30: "month", 90: "quarter", 180: "half-year", 365: "year"}
    if days in named:
        return named[days]
    for unit, size in (("year", 365), ("month", 30), ("week", 7)):
        if days % size == 0:
            return format_count(days // size, unit)
    return format_count(days, "day")


def _choose_reconnect(
    contacts: tuple[Contact, ...], follow_ups: Mapping[str, FollowUp], today: Day
) -> Contact | None:
    """One dormant tie a month, each in its turn."""
    dormant = sorted(
        one.path for one in contacts if follow_ups[one.path].standing is Standing.DORMANT
    )
    if not dormant:
        return None
    chosen = dormant[(today.year * 12 + today.month) % len(dormant)]
    return next(one for one in contacts if one.path == chosen)


def list_birthdays(
    contacts: tuple[Contact, ...], today: Day, days: int
) -> tuple[tuple[Day, Contact], ...]:
    """Whose birthday is within some days, soonest first. Of 29 February the years without one keep the 28th."""
    soon = []
    for contact in contacts:
        if (
            contact.birthday
            and (day := find_next_birthday(contact.birthday, today))
            and (day - today).days <= days
        ):
            soon.append((day, contact))
    return tuple(sorted(soon, key=lambda one: one[0]))


def find_next_birthday(birthday: Birthday, today: Day) -> Day | None:
    """The next day a birthday falls on, today included; None past the end of the calendar."""
    for year in (today.year, today.year + 1):
        try:
            day = datetime.date(year, birthday.month, birthday.day)
        except ValueError:
            if year > datetime.MAXYEAR:
                return None
            day = datetime.date(year, 2, 28)
        if day >= today:
            return day
    return None


def compute_catch_up_day(
    follow_ups: tuple[FollowUp, ...], names_per_week: int, today: Day
) -> Day | None:
    """The first day of the week in which nobody due has to wait any more; None where that week never comes.

    The schedule is run forward week by week, longest waiting first; dividing who is due by what is left of the budget
    would be wrong by a factor of five.
    """
    planned = [
        (one.cadence, one.last_contact, one.due)
        for one in follow_ups
        if one.is_planned and one.cadence and one.due
    ]
    if not names_per_week or compute_weekly_load(follow_ups) > names_per_week:
        return None
    start = today.toordinal()
    upcoming = [
        (due.toordinal(), cadence, due.toordinal() - cadence) for cadence, _, due in planned if due
    ]
    heapq.heapify(upcoming)
    waiting: list[tuple[int, int]] = []  # interval, last contact
    for number in range(MAX_CATCH_UP_WEEKS):
        now = start + 7 * number
        while upcoming and upcoming[0][0] <= now:
            _, cadence, last = heapq.heappop(upcoming)
            waiting.append((cadence, last))
        if len(waiting) <= names_per_week:
            return today + number * ONE_WEEK
        waiting.sort(key=lambda one: (one[1] - now) / one[0])
        for cadence, _ in waiting[:names_per_week]:
            heapq.heappush(upcoming, (now + cadence, cadence, now))
        del waiting[:names_per_week]
    return None


def describe_catch_up(week: WeekPlan, settings: Settings) -> str:
    """From when on nobody due has to wait; nothing where nobody waits now."""
    if not week.waiting_count:
        return ""
    names = f"{compute_names_per_week(settings.budget):,} a week"
    if week.catch_up_day is None:
        return f"At {names} there will always be a few waiting; the list picks them fairly."
    return f"At {names} you are up to date in the week of {format_day_short(week.catch_up_day)}."
