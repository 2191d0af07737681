"""This week: the page that is opened on Monday morning."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from netnotes.dashboard.addresses import Ref, in_obsidian
from netnotes.dashboard.goals import GoalLine, goal_line
from netnotes.dashboard.lines import ways_to_reach, who_line
from netnotes.network.followup import Standing, last_touch, load
from netnotes.network.plan import birthdays, names_a_week, promise_reason
from netnotes.reading.prose import plain
from netnotes.words import spoken_short

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date as Day

    from netnotes.dashboard.site import Site
    from netnotes.network.network import Network
    from netnotes.network.plan import Call
    from netnotes.people import Contact, Touch


class Said(NamedTuple):
    """What was said last time: the day, the channel, the first words."""

    date: Day
    channel: str
    words: str


class CallView(NamedTuple):
    """One person of this week's list, with what is worth knowing before writing."""

    person: Ref
    group: str
    reason: str
    purpose: str
    who: str
    said: Said | None
    promised: tuple[tuple[str, Day | None], ...]
    asked: tuple[str, ...]
    ways: tuple[Ref, ...]
    obsidian: str
    log: str


class DayView(NamedTuple):
    """A day with what falls on it."""

    date: Day
    person: Ref
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekView:
    """The page that is opened on Monday morning."""

    as_of: Day
    calls: tuple[CallView, ...]
    next: CallView | None
    waiting: int
    while_there: tuple[CallView, ...]
    reconnect: CallView | None
    birthdays: tuple[DayView, ...]
    promises: tuple[DayView, ...]
    asks: tuple[DayView, ...]
    goals: tuple[GoalLine, ...]
    capacity: str
    catch_up: str
    contacts: int
    standing: str
    problems: int
    hints: tuple[str, ...]


def week_view(site: Site) -> WeekView:
    """This week: whom to be in touch with, why, and with what."""
    network = site.network
    week = network.week
    soon = birthdays(network.contacts, network.today, 30)
    return WeekView(
        as_of=network.today,
        calls=tuple(_call_view(call, site) for call in week.calls),
        next=_call_view(week.next, site) if week.next else None,
        waiting=week.waiting,
        while_there=tuple(_call_view(call, site) for call in week.while_there),
        reconnect=_reconnect_view(week.reconnect, site) if week.reconnect else None,
        birthdays=tuple(DayView(day, site.ref(one.path), "") for day, one in soon if not one.archived),
        promises=tuple(_open_promises(site)),
        asks=tuple(_open_asks(site)),
        goals=tuple(goal_line(goal, site) for goal in network.active_goals),
        capacity=capacity_sentence(network),
        catch_up=catch_up_sentence(network),
        contacts=len(network.contacts),
        standing=standing_sentence(network),
        problems=len(site.found),
        hints=tuple(_hints(network)),
    )


def _call_view(call: Call, site: Site) -> CallView:
    contact = call.contact
    touch = last_touch(contact, site.network.today)
    return CallView(
        person=site.ref(contact.path),
        group=call.group,
        reason=call.reason,
        purpose=contact.purpose,
        who=who_line(contact),
        said=_said(touch) if touch else None,
        promised=tuple(
            (one.text, one.due)
            for one in contact.promises
            if one.state == "open" and promise_reason(one) != call.reason
        ),
        asked=tuple(one.text for one in contact.asks if one.state == "open"),
        ways=tuple(ways_to_reach(contact)),
        obsidian=in_obsidian(site.vault, contact.path),
        log=f'netnotes log "{contact.name}" --channel call ""',
    )


def _reconnect_view(contact: Contact, site: Site) -> CallView:
    from netnotes.network.plan import Call

    last = site.network.follow_ups[contact.path].last
    reason = f"quiet since {spoken_short(last)}" if last else "quiet for years"
    return _call_view(Call(contact, "reconnect", reason), site)


def _said(touch: Touch) -> Said:
    words = plain(touch.text.partition("\n")[0])
    return Said(touch.date, touch.channel, words if len(words) <= 160 else words[:157].rsplit(" ", 1)[0] + " …")


def _open_promises(site: Site) -> Iterator[DayView]:
    far = datetime.date.max
    rows = [
        (promise.due or far, contact, promise)
        for contact in site.network.contacts
        if not contact.archived
        for promise in contact.promises
        if promise.state == "open"
    ]
    for due, contact, promise in sorted(rows, key=lambda row: (row[0], row[1].name)):
        yield DayView(due if due != far else None, site.ref(contact.path), promise.text)  # type: ignore[arg-type]


def _open_asks(site: Site) -> Iterator[DayView]:
    for contact in site.network.contacts:
        for ask in contact.asks:
            if ask.state == "open" and not contact.archived:
                yield DayView(ask.date, site.ref(contact.path), ask.text)  # type: ignore[arg-type]


def capacity_sentence(network: Network) -> str:
    """Whether the plan fits the time set aside (panel 2)."""
    budget, asked = network.settings.budget, load(network.follow_ups.values())
    if not budget:
        return "Say how many people a week you have time for, and this page will tell you whether the plan fits."
    rate = asked / Fraction(budget)
    plan = f"Your plan asks for {number(asked)} contacts a week; you set aside {number(budget)}."
    if rate <= Fraction(5, 6):
        return f"{plan} That fits."
    if rate <= 1:
        return f"{plan} It only just fits."
    return (
        f"Your plan asks for {number(asked)} a week and you set aside {number(budget)}. In practice every interval will "
        f"stretch about {number(rate)} times: a month becomes {round(30 * rate)} days. Lengthen some intervals, or let "
        "some people go; both are fine."
    )


def number(value: float | Fraction) -> str:
    """A number as one reads it: at most one decimal, none where it is whole."""
    rounded = round(float(value), 1)
    return str(int(rounded)) if rounded == int(rounded) else str(rounded)


def catch_up_sentence(network: Network) -> str:
    """From when on nobody due has to wait; nothing where nobody waits now."""
    if not network.week.waiting:
        return ""
    names = names_a_week(network.settings.budget)
    day = network.week.catch_up
    if day is None:
        return f"At {names} a week there will always be a few waiting; the list picks them fairly."
    return f"At {names} a week you are up to date in the week of {spoken_short(day)}."


def standing_sentence(network: Network) -> str:
    """How many are in touch and how many are due (panel 3)."""
    standings = [one.standing for one in network.follow_ups.values()]
    touch, due, lapsed = (standings.count(one) for one in (Standing.IN_TOUCH, Standing.DUE, Standing.LAPSED))
    if not touch + due + lapsed:
        return ""
    first = f"You are in touch with {touch} of {touch + due + lapsed}."
    if not due + lapsed:
        return f"{first} Nobody is waiting to hear from you."
    verb = "is" if due + lapsed == 1 else "are"
    return f"{first} {due + lapsed} {verb} due, {lapsed} of them for a second time round."


def _hints(network: Network) -> Iterator[str]:
    """What one line to write next would help most, while the notes are few."""
    if not network.contacts:
        yield "contacts"
        return
    if not any(one.purpose for one in network.contacts):
        yield "purpose"
    if not any(one.cadence for one in network.follow_ups.values()):
        yield "tier"
    if not any(one.last for one in network.follow_ups.values()):
        yield "touch"
    if not network.goals:
        yield "goals"
