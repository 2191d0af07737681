"""This week: whom to be in touch with, and why. No hidden weights; every line carries its reason."""

from __future__ import annotations

import datetime
import heapq
from fractions import Fraction
from typing import TYPE_CHECKING

from msgspec import Struct

from netnotes.network.followup import FIRST_FOLLOW_UP_DAYS, Standing, load
from netnotes.reading.prose import plain
from netnotes.words import counted, same_name, spoken_short

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date as Day

    from netnotes.network.followup import FollowUp
    from netnotes.people import Birthday, Contact, Event, Promise
    from netnotes.settings import Settings

DEFAULT_NAMES = 5
"""How many names a week holds where no budget is set."""

WEEK = datetime.timedelta(days=7)
MOST_WEEKS = 520
"""How far a catch-up is looked for: ten years."""


class Call(Struct, frozen=True):
    """One person to be in touch with: `group` is `promise`, `in-town` or `due`; `reason` says why, in words."""

    contact: Contact
    group: str
    reason: str


class Week(Struct, frozen=True):
    """This week's list and what stands beside it.

    `calls` are never more than the budget. `next` is who would be next, `waiting` how many are due or promised and not
    on the list. `while_there` are in town and half way to due, `reconnect` is the month's dormant tie. `catch_up` is
    the day from which nobody due has to wait; None where that day never comes.
    """

    calls: tuple[Call, ...]
    next: Call | None
    waiting: int
    while_there: tuple[Call, ...]
    reconnect: Contact | None
    birthdays: tuple[tuple[Day, Contact], ...]
    catch_up: Day | None


def names_a_week(budget: float | None) -> int:
    """How many names a week's list may hold: the budget, rounded down but for a budget under one."""
    if budget is None:
        return DEFAULT_NAMES
    return max(1, int(budget)) if budget > 0 else 0


def week(
    contacts: tuple[Contact, ...],
    follow_ups: Mapping[str, FollowUp],
    events: tuple[Event, ...],
    with_goal: Collection[str],
    settings: Settings,
    today: Day,
) -> Week:
    """This week's list as of a day. `with_goal` are the paths of contacts linked to an active goal.

    First promises and dated next steps, then people in a town I am in, then those due, longest waiting (in turns)
    first. One place is kept for the last group where there are two. `contacts` stand in the order of their names, which
    also orders those whom nothing else tells apart.
    """
    here = tuple(one for one in contacts if follow_ups[one.path].standing not in (Standing.ARCHIVED, Standing.PAUSED))
    promised = _promised(here, follow_ups, today)
    travelling, while_there = _in_town(here, follow_ups, events, settings, today)
    most = names_a_week(settings.budget)
    first = _once((*promised, *travelling))
    sooner = {call.contact.path for call in first}
    rest = [one for one in _due(here, follow_ups, with_goal, today) if one.path not in sooner]
    chosen = first[: most - 1 if rest and most > 1 else most]
    places = most - len(chosen)
    calls = (*chosen, *(_due_call(one, follow_ups) for one in rest[:places]))
    left = (*first[len(chosen) :], *(_due_call(one, follow_ups) for one in rest[places : places + 1]))
    taken = {call.contact.path for call in calls}
    return Week(
        calls=calls,
        next=left[0] if left else None,
        waiting=len(first) + len(rest) - len(calls),
        while_there=tuple(call for call in while_there if call.contact.path not in taken),
        reconnect=_reconnect(contacts, follow_ups, today),
        birthdays=birthdays(here, today, 7),
        catch_up=catch_up(tuple(follow_ups[one.path] for one in contacts), most, today),
    )


def _once(calls: tuple[Call, ...]) -> tuple[Call, ...]:
    """Each person once, where they stand first."""
    first: dict[str, Call] = {}
    for call in calls:
        first.setdefault(call.contact.path, call)
    return tuple(first.values())


def _promised(contacts: tuple[Contact, ...], follow_ups: Mapping[str, FollowUp], today: Day) -> tuple[Call, ...]:
    """Promises and dated next steps due within seven days, earliest first; of several to one person the first."""
    dated: list[tuple[Day, Call]] = []
    for contact in contacts:
        for promise in contact.promises:
            if promise.state == "open" and promise.due and promise.due <= today + WEEK:
                dated.append((promise.due, Call(contact, "promise", promise_reason(promise))))
        due = contact.next
        if due and due == follow_ups[contact.path].due and due <= today + WEEK:
            step = contact.next_step or "to be in touch"
            dated.append((due, Call(contact, "promise", f"you planned for {spoken_short(due)}: {step}")))
    dated.sort(key=lambda one: one[0])
    return tuple(call for _, call in dated)


def promise_reason(promise: Promise) -> str:
    """What was promised, and by when, as a reason to be in touch."""
    return f"you promised {plain(promise.text)}" + (f" by {spoken_short(promise.due)}" if promise.due else "")


def _in_town(
    contacts: tuple[Contact, ...],
    follow_ups: Mapping[str, FollowUp],
    events: tuple[Event, ...],
    settings: Settings,
    today: Day,
) -> tuple[tuple[Call, ...], tuple[Call, ...]]:
    """Who lives where I am within seven days: those due, and those at least half way there."""
    due: list[Call] = []
    half_way: list[Call] = []
    for event in trips(events, settings, today, 7):
        for contact in contacts:
            follow = follow_ups[contact.path]
            if follow.turns is None or not follow.live or not same_place(contact.location, event.location):
                continue
            call = Call(
                contact,
                "in-town",
                f"you are in {event.location} {_days(event)}, and it has been {counted(follow.days or 0, 'day')}",
            )
            if follow.turns >= 1 and follow.due and follow.due <= today:
                due.append(call)
            elif Fraction(1, 2) <= follow.turns < 1:
                half_way.append(call)
    due.sort(key=lambda call: -follow_ups[call.contact.path].wait)
    return tuple(due), _once(tuple(half_way))


def trips(events: tuple[Event, ...], settings: Settings, today: Day, days: int) -> tuple[Event, ...]:
    """Events away from home that are going on or begin within some days, earliest first."""
    horizon = today + datetime.timedelta(days=days)
    near = (
        event
        for event in events
        if event.location
        and event.date
        and event.date <= horizon
        and (event.until or event.date) >= today
        and not same_place(event.location, settings.me.location)
    )
    return tuple(sorted(near, key=lambda event: (event.date, event.name)))


def same_place(one: str, other: str) -> bool:
    """Whether two locations name one town: `Lisbon` and `Lisbon, Portugal` do."""
    town = same_name(one.partition(",")[0])
    return bool(town) and town == same_name(other.partition(",")[0])


def _days(event: Event) -> str:
    if not event.date:
        return ""
    if not event.until or event.until == event.date:
        return f"on {spoken_short(event.date)}"
    first, last = event.date, event.until
    begin = str(first.day) if (first.year, first.month) == (last.year, last.month) else spoken_short(first)
    return f"from {begin} to {spoken_short(last)}"


def _due(
    contacts: tuple[Contact, ...], follow_ups: Mapping[str, FollowUp], with_goal: Collection[str], today: Day
) -> tuple[Contact, ...]:
    """Everybody due, most turns first; ties by a goal, then the shorter interval, then the name."""
    waiting = []
    for contact in contacts:
        follow = follow_ups[contact.path]
        if follow.live and follow.due and follow.due <= today:
            key = (-_waited(contact, follow, today), contact.path not in with_goal, follow.cadence or 0)
            waiting.append((key, contact))
    waiting.sort(key=lambda one: one[0])
    return tuple(contact for _, contact in waiting)


def _due_call(contact: Contact, follow_ups: Mapping[str, FollowUp]) -> Call:
    return Call(contact, "due", _due_reason(contact, follow_ups[contact.path]))


def _waited(contact: Contact, follow: FollowUp, today: Day) -> float:
    """Turns waited; for somebody not yet contacted, in fortnights since the meeting, else one."""
    if follow.days is not None and follow.cadence:
        return follow.wait
    if contact.met and contact.met <= today:
        return (today - contact.met).days / FIRST_FOLLOW_UP_DAYS
    return 1.0


def _due_reason(contact: Contact, follow: FollowUp) -> str:
    if follow.days is not None and follow.cadence:
        return f"{counted(follow.days, 'day')}; you planned every {cadence_words(follow.cadence)}"
    if follow.days is not None:
        return f"{counted(follow.days, 'day')}; you planned to be in touch again"
    if contact.met and not contact.next:
        return f"met on {spoken_short(contact.met)} and not followed up yet"
    return "no contact noted yet; a first hello would be a beginning"


def cadence_words(days: int) -> str:
    """An interval in words behind `every`: `month`, `6 weeks`, `45 days`."""
    named = {1: "day", 7: "week", 30: "month", 90: "quarter", 180: "half-year", 365: "year"}
    if days in named:
        return named[days]
    for unit, size in (("year", 365), ("month", 30), ("week", 7)):
        if days % size == 0:
            return counted(days // size, unit)
    return counted(days, "day")


def _reconnect(contacts: tuple[Contact, ...], follow_ups: Mapping[str, FollowUp], today: Day) -> Contact | None:
    """One dormant tie a month, each in its turn."""
    dormant = sorted(one.path for one in contacts if follow_ups[one.path].standing is Standing.DORMANT)
    if not dormant:
        return None
    chosen = dormant[(today.year * 12 + today.month) % len(dormant)]
    return next(one for one in contacts if one.path == chosen)


def birthdays(contacts: tuple[Contact, ...], today: Day, days: int) -> tuple[tuple[Day, Contact], ...]:
    """Whose birthday is within some days, soonest first. Of 29 February the years without one keep the 28th."""
    soon = []
    for contact in contacts:
        if contact.birthday and (day := next_birthday(contact.birthday, today)) and (day - today).days <= days:
            soon.append((day, contact))
    return tuple(sorted(soon, key=lambda one: one[0]))


def next_birthday(birthday: Birthday, today: Day) -> Day | None:
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


def catch_up(follow_ups: tuple[FollowUp, ...], names: int, today: Day) -> Day | None:
    """The first day of the week in which nobody due has to wait any more; None where that week never comes.

    The schedule is run forward week by week, longest waiting first; dividing who is due by what is left of the budget
    would be wrong by a factor of five.
    """
    planned = [(one.cadence, one.last, one.due) for one in follow_ups if one.planned and one.cadence and one.due]
    if not names or load(follow_ups) > names:
        return None
    start = today.toordinal()
    upcoming = [(due.toordinal(), cadence, due.toordinal() - cadence) for cadence, _, due in planned if due]
    heapq.heapify(upcoming)
    waiting: list[tuple[int, int]] = []  # interval, last contact
    for number in range(MOST_WEEKS):
        now = start + 7 * number
        while upcoming and upcoming[0][0] <= now:
            _, cadence, last = heapq.heappop(upcoming)
            waiting.append((cadence, last))
        if len(waiting) <= names:
            return today + number * WEEK
        waiting.sort(key=lambda one: (one[1] - now) / one[0])
        for cadence, _ in waiting[:names]:
            heapq.heappush(upcoming, (now + cadence, cadence, now))
        del waiting[:names]
    return None


def catch_up_sentence(week: Week, settings: Settings) -> str:
    """From when on nobody due has to wait; nothing where nobody waits now."""
    if not week.waiting:
        return ""
    names = f"{names_a_week(settings.budget):,} a week"
    if week.catch_up is None:
        return f"At {names} there will always be a few waiting; the list picks them fairly."
    return f"At {names} you are up to date in the week of {spoken_short(week.catch_up)}."
