"""This week: the page that is opened on Monday morning."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from msgspec import Struct

from netnotes.dashboard.addresses import Ref
from netnotes.dashboard.charts import draw_months
from netnotes.dashboard.rows import (
    GiftIdea,
    NoteVersion,
    OpenItemRows,
    build_note_version,
    build_open_asks,
    build_open_promises,
    suggest_gifts,
)
from netnotes.dashboard.views.goals import GoalSummary, build_goal_summary
from netnotes.markdown.plain import plain
from netnotes.network.follow_up import find_last_touch
from netnotes.network.measures.trends import count_touches_by_month
from netnotes.network.panels.capacity import build_capacity_panel, build_in_touch_panel
from netnotes.network.reach import build_obsidian_url, iter_ways_to_reach
from netnotes.network.week import WeekEntry, describe_catch_up, describe_promise, list_birthdays
from netnotes.network.wording import format_role_and_place, suggest_topic
from netnotes.text import fold_name, format_day_short

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date as Day

    from netnotes.dashboard.site import Site
    from netnotes.model.people import Contact, Touch
    from netnotes.network.network import Network


class LastTouchSummary(Struct, frozen=True):
    """What was said last time: the day, the channel, the first words."""

    date: Day
    channel: str
    words: str


class WeekOpenItem(Struct, frozen=True):
    """A promise or an ask that is open with somebody, the day a promise is due by, and the line it stands on."""

    text: str
    due: Day | None
    line: int


class WeekEntryView(Struct, frozen=True):
    """One person of this week's list, with what is worth knowing before writing.

    `owed` is the promise that is the reason.
    """

    person: Ref
    reason: str
    purpose: str
    who: str
    said: LastTouchSummary | None
    owed: WeekOpenItem | None
    promised: tuple[WeekOpenItem, ...]
    asked: tuple[WeekOpenItem, ...]
    give: tuple[GiftIdea, ...]
    ask_about: str
    ways: tuple[Ref, ...]
    obsidian: str
    log: str
    note: NoteVersion


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
    calls: tuple[WeekEntryView, ...]
    next: WeekEntryView | None
    catch_up: str
    while_there: tuple[WeekEntryView, ...]
    reconnect: WeekEntryView | None
    coming: tuple[ComingWeek, ...]
    promises: OpenItemRows
    asks: OpenItemRows
    birthdays: tuple[BirthdayView, ...]
    goals: tuple[GoalSummary, ...]
    touches: str
    problems: int
    hint: str


def build_week_view(site: Site) -> WeekView:
    """Whom to be in touch with this week, why, and with what."""
    network = site.network
    week = network.week
    in_touch = build_in_touch_panel(site.measures)
    touched = count_touches_by_month(site.measures)
    soon = list_birthdays(
        tuple(one for one in network.contacts if not one.archived), network.today, 30
    )

    def calls(some: tuple[WeekEntry, ...]) -> tuple[WeekEntryView, ...]:
        return tuple(_build_week_entry_view(call, site) for call in some)

    return WeekView(
        as_of=network.today,
        contacts=len(network.contacts),
        standing=in_touch.sentences[0] if in_touch.has_enough_notes else "",
        capacity=build_capacity_panel(site.measures).sentences[0] if network.contacts else "",
        calls=calls(week.entries),
        next=_build_week_entry_view(week.next_entry, site) if week.next_entry else None,
        catch_up=describe_catch_up(week, network.settings),
        while_there=calls(week.while_there),
        reconnect=_build_week_entry_view(_build_reconnect_entry(week.reconnect, network), site)
        if week.reconnect
        else None,
        coming=tuple(_iter_coming_weeks(site)),
        promises=build_open_promises(site, MAX_OPEN_ITEMS),
        asks=build_open_asks(site, MAX_OPEN_ITEMS),
        birthdays=tuple(BirthdayView(day, site.get_ref(one.path)) for day, one in soon),
        goals=tuple(
            build_goal_summary(one, site)
            for one in site.measures.goal_coverages
            if one.goal.status == "active"
        ),
        touches=draw_months(touched) if any(count for _, count in touched) else "",
        problems=len(site.diagnostics),
        hint=next(_iter_hints(network), ""),
    )


def _build_week_entry_view(entry: WeekEntry, site: Site) -> WeekEntryView:
    contact = entry.contact
    touch = find_last_touch(contact, site.network.today)
    promised = [one for one in contact.promises if one.state == "open"]
    owed = next((one for one in promised if describe_promise(one) == entry.reason), None)
    more = (one for one in promised if describe_promise(one) != entry.reason)
    return WeekEntryView(
        person=site.get_ref(contact.path),
        reason=entry.reason,
        purpose=contact.purpose,
        who=format_role_and_place(contact),
        said=_build_last_touch_summary(touch) if touch else None,
        owed=WeekOpenItem(owed.text, owed.due, owed.source_location.line) if owed else None,
        promised=tuple(WeekOpenItem(one.text, one.due, one.source_location.line) for one in more),
        asked=tuple(
            WeekOpenItem(one.text, None, one.source_location.line)
            for one in contact.asks
            if one.state == "open"
        ),
        give=suggest_gifts(contact, site),
        ask_about=suggest_topic(contact),
        ways=tuple(Ref(way.name, way.url) for way in iter_ways_to_reach(contact)),
        obsidian=build_obsidian_url(site.vault_name, contact.path),
        log=f'netnotes log "{contact.name}" --channel call ""',
        note=build_note_version(contact),
    )


MAX_OPEN_ITEMS = 12


def _build_reconnect_entry(contact: Contact, network: Network) -> WeekEntry:
    last = network.follow_ups[contact.path].last_contact
    return WeekEntry(
        contact, "reconnect", f"quiet since {format_day_short(last)}" if last else "quiet for years"
    )


def _build_last_touch_summary(touch: Touch) -> LastTouchSummary:
    words = plain(touch.text.partition("\n")[0])
    return LastTouchSummary(
        touch.date,
        touch.channel,
        words if len(words) <= 160 else words[:157].rsplit(" ", 1)[0] + " …",
    )


MAX_NAMES = 5


def _iter_coming_weeks(site: Site) -> Iterator[ComingWeek]:
    """The next four weeks, with those who fall due in each."""
    network = site.network
    first = network.today + datetime.timedelta(days=7 - network.today.weekday())
    by_week: dict[int, list[Contact]] = {}
    for contact in network.contacts:
        follow = network.follow_ups[contact.path]
        if follow.is_live and follow.due and follow.due >= first:
            by_week.setdefault((follow.due - first).days // 7, []).append(contact)
    for number in range(4):
        people = sorted(by_week.get(number, ()), key=lambda one: fold_name(one.name))
        shown = tuple(site.get_ref(one.path) for one in people[:MAX_NAMES])
        yield ComingWeek(
            first + datetime.timedelta(days=7 * number), shown, len(people) - len(shown)
        )


def _iter_hints(network: Network) -> Iterator[str]:
    """What one line to write next would help most, while the notes are few."""
    if not network.contacts:
        yield "contacts"
        return
    if not any(one.purpose for one in network.contacts):
        yield "purpose"
    if not any(one.cadence for one in network.follow_ups.values()):
        yield "tier"
    if not any(one.last_contact for one in network.follow_ups.values()):
        yield "touch"
    if not network.goals:
        yield "goals"
