"""This week: the page that is opened on Monday morning."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from msgspec import Struct

from netnotes.dashboard.addresses import Ref, in_obsidian
from netnotes.dashboard.charts import months
from netnotes.dashboard.goals import GoalLine, goal_line
from netnotes.dashboard.lines import (
    Give,
    Known,
    OpenLines,
    gifts,
    known,
    open_asks,
    open_promises,
    ways_to_reach,
    who_line,
)
from netnotes.network.followup import last_touch
from netnotes.network.goals import coverage
from netnotes.network.mix import capacity, in_touch
from netnotes.network.plan import Call, birthdays, catch_up_sentence, promise_reason
from netnotes.network.trends import touches_by_month
from netnotes.reading.prose import plain
from netnotes.words import same_name, spoken_short

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date as Day

    from netnotes.dashboard.site import Site
    from netnotes.network.network import Network
    from netnotes.people import Contact, Touch


class Said(Struct, frozen=True):
    """What was said last time: the day, the channel, the first words."""

    date: Day
    channel: str
    words: str


class Waiting(Struct, frozen=True):
    """A promise or an ask that is open with somebody, the day a promise is due by, and the line it stands on."""

    text: str
    due: Day | None
    line: int


class CallView(Struct, frozen=True):
    """One person of this week's list, with what is worth knowing before writing.

    `owed` is the promise that is the reason.
    """

    person: Ref
    reason: str
    purpose: str
    who: str
    said: Said | None
    owed: Waiting | None
    promised: tuple[Waiting, ...]
    asked: tuple[Waiting, ...]
    give: tuple[Give, ...]
    ask_about: str
    ways: tuple[Ref, ...]
    obsidian: str
    log: str
    note: Known


class ComingWeek(Struct, frozen=True):
    """A week to come, by its Monday: who falls due in it, the first few by name."""

    monday: Day
    people: tuple[Ref, ...]
    more: int


class BirthdayView(Struct, frozen=True):
    """A birthday to come."""

    date: Day
    person: Ref


class WeekView(Struct, frozen=True, kw_only=True):
    """The page that is opened on Monday morning."""

    as_of: Day
    contacts: int
    standing: str
    capacity: str
    calls: tuple[CallView, ...]
    next: CallView | None
    catch_up: str
    while_there: tuple[CallView, ...]
    reconnect: CallView | None
    coming: tuple[ComingWeek, ...]
    promises: OpenLines
    asks: OpenLines
    birthdays: tuple[BirthdayView, ...]
    goals: tuple[GoalLine, ...]
    touches: str
    problems: int
    hint: str


def week_view(site: Site) -> WeekView:
    """Whom to be in touch with this week, why, and with what."""
    network = site.network
    week = network.week
    touched = touches_by_month(network)
    soon = birthdays(tuple(one for one in network.contacts if not one.archived), network.today, 30)

    def calls(some: tuple[Call, ...]) -> tuple[CallView, ...]:
        return tuple(_call_view(call, site) for call in some)

    return WeekView(
        as_of=network.today,
        contacts=len(network.contacts),
        standing=in_touch(network).sentences[0] if in_touch(network).enough else "",
        capacity=capacity(network).sentences[0] if network.contacts else "",
        calls=calls(week.calls),
        next=_call_view(week.next, site) if week.next else None,
        catch_up=catch_up_sentence(week, network.settings),
        while_there=calls(week.while_there),
        reconnect=_call_view(_old_tie(week.reconnect, network), site) if week.reconnect else None,
        coming=tuple(_coming(site)),
        promises=open_promises(site, MOST_OPEN),
        asks=open_asks(site, MOST_OPEN),
        birthdays=tuple(BirthdayView(day, site.ref(one.path)) for day, one in soon),
        goals=tuple(goal_line(one, site) for one in coverage(network) if one.goal.status == "active"),
        touches=months(touched) if any(count for _, count in touched) else "",
        problems=len(site.found),
        hint=next(_hints(network), ""),
    )


def _call_view(call: Call, site: Site) -> CallView:
    contact = call.contact
    touch = last_touch(contact, site.network.today)
    promised = [one for one in contact.promises if one.state == "open"]
    owed = next((one for one in promised if promise_reason(one) == call.reason), None)
    more = (one for one in promised if promise_reason(one) != call.reason)
    return CallView(
        person=site.ref(contact.path),
        reason=call.reason,
        purpose=contact.purpose,
        who=who_line(contact),
        said=_said(touch) if touch else None,
        owed=Waiting(owed.text, owed.due, owed.place.line) if owed else None,
        promised=tuple(Waiting(one.text, one.due, one.place.line) for one in more),
        asked=tuple(Waiting(one.text, None, one.place.line) for one in contact.asks if one.state == "open"),
        give=gifts(contact, site),
        ask_about=ask_about(contact),
        ways=tuple(ways_to_reach(contact)),
        obsidian=in_obsidian(site.vault, contact.path),
        log=f'netnotes log "{contact.name}" --channel call ""',
        note=known(contact),
    )


MOST_OPEN = 12


def ask_about(contact: Contact) -> str:
    """Something to ask: what they last told me, else what they look for or care about; empty where nothing is known."""
    learned = max(contact.learned, key=lambda one: one.date or datetime.date.min, default=None)
    return learned.text if learned else next(iter((*contact.needs, *contact.interests)), "")


def _old_tie(contact: Contact, network: Network) -> Call:
    last = network.follow_ups[contact.path].last
    return Call(contact, "reconnect", f"quiet since {spoken_short(last)}" if last else "quiet for years")


def _said(touch: Touch) -> Said:
    words = plain(touch.text.partition("\n")[0])
    return Said(touch.date, touch.channel, words if len(words) <= 160 else words[:157].rsplit(" ", 1)[0] + " …")


MOST_NAMES = 5


def _coming(site: Site) -> Iterator[ComingWeek]:
    """The next four weeks, with those who fall due in each."""
    network = site.network
    first = network.today + datetime.timedelta(days=7 - network.today.weekday())
    by_week: dict[int, list[Contact]] = {}
    for contact in network.contacts:
        follow = network.follow_ups[contact.path]
        if follow.live and follow.due and follow.due >= first:
            by_week.setdefault((follow.due - first).days // 7, []).append(contact)
    for number in range(4):
        people = sorted(by_week.get(number, ()), key=lambda one: same_name(one.name))
        shown = tuple(site.ref(one.path) for one in people[:MOST_NAMES])
        yield ComingWeek(first + datetime.timedelta(days=7 * number), shown, len(people) - len(shown))


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
