"""Events: whom to meet and with what, whom I met, and who still waits for a word."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode

from msgspec import Struct

from netnotes.dashboard.addresses import Ref
from netnotes.dashboard.rows import GiftIdea, suggest_gifts
from netnotes.dashboard.site import resolve_links
from netnotes.markdown.plain import plain
from netnotes.network.measures.events import compute_last_day, is_over
from netnotes.network.reach import build_obsidian_url
from netnotes.network.wording import format_role_and_place
from netnotes.text import fold_name, format_count, format_day_short, join_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date as Day

    from netnotes.dashboard.site import Site
    from netnotes.model.people import Contact, Event
    from netnotes.network.measures.events import EventPeople, MetContact


MAX_NAMES = 12
"""How many names a line of the list holds."""

MAX_PEOPLE = 60
"""How many people a list on an event's own page holds."""


class EventSummary(Struct, frozen=True):
    """An event in a few lines: when and where, what for, whom to meet or whom I met, and what is still to do."""

    event: Ref
    when: str
    date: Day | None
    location: str
    purpose: str
    people: tuple[Ref, ...]
    sentence: str


class EventsView(Struct, frozen=True, kw_only=True):
    """Every event: those to come, those that were, and those without a day."""

    as_of: Day
    coming: tuple[EventSummary, ...]
    past: tuple[EventSummary, ...]
    undated: tuple[EventSummary, ...]


def build_events_view(site: Site) -> EventsView:
    """Fairs, talks and journeys: whom to meet there, whom you met, and who still waits for a word."""
    today = site.network.today
    dated = sorted(
        (one for one in site.network.events if compute_last_day(one)), key=_build_sort_key
    )
    return EventsView(
        as_of=today,
        coming=tuple(_build_event_summary(one, site) for one in dated if not is_over(one, today)),
        past=tuple(
            _build_event_summary(one, site) for one in reversed(dated) if is_over(one, today)
        ),
        undated=tuple(
            _build_event_summary(one, site)
            for one in site.network.events
            if not compute_last_day(one)
        ),
    )


def _build_sort_key(event: Event) -> tuple[Day, str, str]:
    return event.date or event.until or datetime.date.max, fold_name(event.name), event.path


def _build_event_summary(event: Event, site: Site) -> EventSummary:
    people = site.measures.event_people[event.path]
    over = is_over(event, site.network.today)
    named = people.awaiting_follow_up if over else people.wanted
    return EventSummary(
        event=Ref(event.name, site.get_page_path(event.path)),
        when=format_event_days(event),
        date=event.date,
        location=event.location,
        purpose=event.purpose,
        people=tuple(site.get_ref(one.path) for one in named[:MAX_NAMES]),
        sentence=_describe_past_event(people)
        if over
        else _describe_coming_event(people, len(named)),
    )


def _describe_coming_event(people: EventPeople, wanted_count: int) -> str:
    there = f"{_format_residents(len(people.locals), 'contact')} there" if people.locals else ""
    if not wanted_count:
        return f"{there}." if there else ""
    more = f" and {wanted_count - MAX_NAMES} more" if wanted_count > MAX_NAMES else ""
    return f"{f'{there}. ' if there else ''}You want to meet{more}"


def _format_residents(count: int, noun: str) -> str:
    return f"{format_count(count, noun)} {'lives' if count == 1 else 'live'}"


def _describe_past_event(people: EventPeople) -> str:
    """How many I met there, and how many of them wait for a follow-up."""
    if not people.met:
        return "Nobody is noted as met there."
    met, waiting = format_count(len(people.met), "person", "people"), len(people.awaiting_follow_up)
    if not waiting:
        return f"You met {met} and have been in touch with {'them' if len(people.met) == 1 else 'all of them'} since."
    if waiting == len(people.met):
        return f"You met {met}; no word since with"
    more = f" ({MAX_NAMES} of {waiting} shown)" if waiting > MAX_NAMES else ""
    return f"You met {met}; still waiting for a word{more}"


def format_event_days(event: Event) -> str:
    """The days of an event, as one says them; empty for one without."""
    first, last = event.date or event.until, compute_last_day(event)
    if not first or not last or first == last:
        return format_day_short(first) if first else ""
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {format_day_short(last)}"
    return f"{format_day_short(first).removesuffix(f' {last.year}')} to {format_day_short(last)}"


class Guest(NamedTuple):
    """Somebody of an event: who they are, how things stand, what was noted there, and what I could bring."""

    person: Ref
    who: str
    standing: str
    purpose: str
    last: Day | None
    noted: str
    since: Day | None
    give: tuple[GiftIdea, ...]


class GuestList(Struct, frozen=True):
    """The first of some people, how many more there are, and where all of them stand; empty for nowhere."""

    people: tuple[Guest, ...]
    more: int
    all: str = ""


class EventView(Struct, frozen=True, kw_only=True):
    """One event: before it, whom to meet and with what; after it, whom I met and who still waits for a word."""

    name: str
    when: str
    location: str
    purpose: str
    over: bool
    sentence: str
    wanted: GuestList
    waiting: GuestList
    followed: GuestList
    locals: GuestList
    text: str
    links: tuple[tuple[str, str], ...]
    obsidian: str


def build_event_view(event: Event, site: Site) -> EventView:
    """One event as its note and those of its people tell it."""
    people = site.measures.event_people[event.path]
    over = is_over(event, site.network.today)
    done = [one for one in people.met if one.next_contact_day]
    here = [one for one in people.met if not one.next_contact_day]
    others = [one for one in people.locals if one not in people.wanted]
    away = urlencode({"place": event.location})
    return EventView(
        name=event.name,
        when=format_event_days(event),
        location=event.location,
        purpose=event.purpose,
        over=over,
        sentence=_describe_meetings(people) if over else "",
        wanted=_build_guest_list(
            (_build_guest(one, site) for one in people.wanted), len(people.wanted)
        ),
        waiting=_build_guest_list((_build_met_guest(one, site) for one in here), len(here)),
        followed=_build_guest_list((_build_met_guest(one, site) for one in done), len(done)),
        locals=_build_guest_list(
            (_build_guest(one, site) for one in others), len(others), f"people.html#{away}"
        ),
        text=event.text,
        links=resolve_links(event.path, site),
        obsidian=build_obsidian_url(site.vault_name, event.path),
    )


def _describe_meetings(people: EventPeople) -> str:
    if not people.met:
        return "Nobody is noted as met there. A line `met_at` in a contact's note, or a dated line of the day, says so."
    waiting = len(people.awaiting_follow_up)
    met = f"You met {format_count(len(people.met), 'person', 'people')} there"
    if not waiting:
        return f"{met}, and there was a word with everybody since."
    return f"{met}; {'one still waits' if waiting == 1 else f'{waiting} still wait'} for a first word after it."


def _build_guest_list(guests: Iterable[Guest], count: int, href: str = "") -> GuestList:
    some = tuple(guest for guest, _ in zip(guests, range(MAX_PEOPLE), strict=False))
    return GuestList(some, max(0, count - MAX_PEOPLE), href)


def _build_guest(contact: Contact, site: Site) -> Guest:
    follow = site.network.follow_ups[contact.path]
    return Guest(
        person=site.get_ref(contact.path),
        who=format_role_and_place(contact),
        standing=str(follow.standing),
        purpose=contact.purpose,
        last=follow.last_contact,
        noted="",
        since=None,
        give=suggest_gifts(contact, site),
    )


def _build_met_guest(met: MetContact, site: Site) -> Guest:
    words = dict.fromkeys(
        plain(touch.text.partition("\n")[0]) or touch.channel for touch in met.touches
    )
    noted = join_words(dict.fromkeys(word for word in words if word)) if any(words) else ""
    return _build_guest(met.contact, site)._replace(
        noted=noted, since=met.next_contact_day, purpose="", give=()
    )
