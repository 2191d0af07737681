"""The page Events and a page for each event: whom to meet, whom I met, who waits for a word."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode

from msgspec import Struct

from netnotes.dashboard.addresses import Ref
from netnotes.dashboard.rows import (
    Gifts,
    UsualPlaceView,
    WhatToSay,
    build_usual_places,
    build_what_to_say,
    suggest_gifts_on_card,
)
from netnotes.dashboard.site import resolve_links
from netnotes.markdown.plain import strip_markdown
from netnotes.network.measures.events import is_over
from netnotes.network.measures.pitches import list_pitches_for_event
from netnotes.network.met_people import list_people_without_note
from netnotes.network.reach import build_obsidian_url
from netnotes.network.wording import format_event_days, format_role_and_place
from netnotes.text import (
    choose_form,
    fold_name,
    format_command,
    format_count,
    format_few_names,
    join_words,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date as Day

    from netnotes.dashboard.site import Site
    from netnotes.model.people import Contact, Event
    from netnotes.network.measures.events import EventPeople, MetContact


# Names in a line of the list of events.
MAX_NAMES = 12

# People in each list of an event's own page.
MAX_GUESTS = 60


class EventSummary(Struct, frozen=True):
    """An event in a few lines: when, where, what for, and whom to meet or who waits for a word."""

    event: Ref
    when: str
    date: Day | None
    location: str
    purpose: str
    people: tuple[Ref, ...]
    sentence: str


class EventsView(Struct, frozen=True, kw_only=True):
    """Everything the page Events shows."""

    as_of: Day
    coming: tuple[EventSummary, ...]
    past: tuple[EventSummary, ...]
    undated: tuple[EventSummary, ...]
    places: tuple[UsualPlaceView, ...]


def build_events_view(site: Site) -> EventsView:
    """Fairs, talks and journeys: whom to meet, whom you met, and who has not heard from you."""
    today = site.network.today
    coming: list[EventSummary] = []
    past: list[EventSummary] = []
    undated: list[EventSummary] = []
    for event in sorted(site.network.events, key=_build_sort_key):
        summary = _build_event_summary(event, site)
        if event.last_day is None:
            undated.append(summary)
        elif is_over(event, today):
            past.insert(0, summary)
        else:
            coming.append(summary)
    return EventsView(
        as_of=today,
        coming=tuple(coming),
        past=tuple(past),
        undated=tuple(undated),
        places=build_usual_places(site),
    )


def _build_sort_key(event: Event) -> tuple[Day, str, str]:
    # Events without a day are last, where a list of their own is made of them.
    first_day = event.date or event.until or datetime.date.max
    return first_day, fold_name(event.name), event.path


def _build_event_summary(event: Event, site: Site) -> EventSummary:
    people = site.measures.event_people[event.path]
    if is_over(event, site.network.today):
        named = people.awaiting_follow_up
        sentence = _describe_past_event(people, _list_names_without_note(event, site))
    else:
        named = people.wanted or people.locals
        sentence = _describe_coming_event(people)
    return EventSummary(
        event=Ref(event.name, site.get_page_path(event.path)),
        when=format_event_days(event),
        date=event.date,
        location=event.location,
        purpose=event.purpose,
        people=site.get_contact_refs(named[:MAX_NAMES]),
        sentence=sentence,
    )


def _describe_coming_event(people: EventPeople) -> str:
    """Say how many contacts live there; the names of those to meet, else of these, follow."""
    locals_count = len(people.locals)
    living_there = ""
    if locals_count:
        verb = choose_form(locals_count, "lives", "live")
        living_there = f"{format_count(locals_count, 'contact')} {verb} there"
    if not people.wanted:
        return f"{living_there}, among them" if locals_count > MAX_NAMES else living_there
    wanted = "You want to meet"
    if len(people.wanted) > MAX_NAMES:
        wanted += f" {len(people.wanted):,} people, among them"
    return f"{living_there}. {wanted}" if living_there else wanted


def _list_names_without_note(event: Event, site: Site) -> tuple[str, ...]:
    return tuple([name for name, _ in list_people_without_note(event.met_lines, site.network)])


def _describe_past_event(people: EventPeople, names_without_note: tuple[str, ...]) -> str:
    """Say how many I met; the names of those who wait for a word follow the sentence."""
    if not people.met and names_without_note:
        verb = choose_form(len(names_without_note), "has", "have")
        return f"{format_few_names(names_without_note)} {verb} no note yet."
    if not people.met:
        return "Nobody is noted as met there."
    met = format_count(len(people.met), "person", "people")
    waiting = len(people.awaiting_follow_up)
    if not waiting and not people.is_everybody_followed_up:
        return f"You met {met}."
    if not waiting:
        everybody = choose_form(len(people.met), "them", "all of them")
        return f"You met {met} and have been in touch with {everybody} since."
    sentence = f"You met {met}; not in touch since"
    if waiting > MAX_NAMES:
        sentence += f" ({MAX_NAMES} of {waiting} shown)"
    return sentence


class GuestRow(NamedTuple):
    """A contact in a list of an event's page.

    `noted` is what the notes say of the days of the event, `since` the first touch after it.
    """

    person: Ref
    who: str
    standing: str
    purpose: str
    last: Day | None
    noted: str
    since: Day | None
    give: Gifts


class GuestList(Struct, frozen=True):
    """The first people of a list, how many more there are, and the address of all, if any."""

    people: tuple[GuestRow, ...]
    more: int
    all: str = ""


class EventView(Struct, frozen=True, kw_only=True):
    """Everything the page of one event shows."""

    path: str
    name: str
    when: str
    location: str
    purpose: str

    # Whether somebody may have been met there by now.
    has_begun: bool
    over: bool
    sentence: str
    wanted: GuestList
    waiting: GuestList
    followed: GuestList

    # Those I met who are not active any more: nobody waits for a word there.
    others: GuestList
    locals: GuestList
    say: WhatToSay | None

    # The names of those whom the note says I met and who have no note, and the command that makes
    # them; it is empty where it can't be shown.
    without_note: tuple[str, ...]
    met_command: str
    text: str
    links: tuple[tuple[str, str], ...]
    obsidian: str


def build_event_view(event: Event, site: Site) -> EventView:
    """Collect what the event's own note says, and what the notes of its people say."""
    people = site.measures.event_people[event.path]
    is_past = is_over(event, site.network.today)
    without_note = _list_names_without_note(event, site)
    # Whom the note names below was met, though nobody has a note yet.
    has_sentence = is_past and (people.met or not without_note)
    sentence = _describe_meetings(people) if has_sentence else ""

    followed = []
    waiting = []
    others = []
    for met in people.met:
        if met.next_contact_day:
            followed.append(met)
        elif met.contact.is_active:
            waiting.append(met)
        else:
            others.append(met)

    # Those I want to meet are in the list above already.
    other_locals = [contact for contact in people.locals if contact not in people.wanted]
    # people.js takes its filters from the address behind the `#`.
    everybody_there = f"people.html#{urlencode({'place': event.location})}"
    return EventView(
        path=event.path,
        name=event.name,
        when=format_event_days(event),
        location=event.location,
        purpose=event.purpose,
        has_begun=event.date is not None and event.date <= site.network.today,
        over=is_past,
        sentence=sentence,
        wanted=_build_guest_list(people.wanted, site),
        waiting=_build_met_guest_list(waiting, site),
        followed=_build_met_guest_list(followed, site),
        others=_build_met_guest_list(others, site),
        locals=_build_guest_list(other_locals, site, everybody_there),
        say=build_what_to_say(
            list_pitches_for_event(event, site.network.active_goals, site.network, site.pitches),
            site,
        ),
        without_note=without_note,
        met_command=format_command("netnotes", "met", event.name),
        text=event.text,
        links=resolve_links(event.path, site),
        obsidian=build_obsidian_url(site.vault_name, event.path),
    )


def _describe_meetings(people: EventPeople) -> str:
    if not people.met:
        return (
            "Nobody is noted as met there. A line `met_at` in a contact's note, "
            "or a dated line of the day, says so."
        )
    waiting = len(people.awaiting_follow_up)
    met = f"You met {format_count(len(people.met), 'person', 'people')} there"
    if not waiting and not people.is_everybody_followed_up:
        return f"{met}."
    if not waiting:
        return f"{met}, and have been in touch with everybody since."
    of_them = "them" if len(people.met) == 1 else f"{waiting} of them"
    return f"{met}; you have not been in touch with {of_them} since."


def _build_guest_list(contacts: Sequence[Contact], site: Site, href: str = "") -> GuestList:
    guests = [_build_guest(contact, site) for contact in contacts[:MAX_GUESTS]]
    return GuestList(tuple(guests), max(0, len(contacts) - MAX_GUESTS), href)


def _build_met_guest_list(met_contacts: Sequence[MetContact], site: Site) -> GuestList:
    guests = [_build_met_guest(met, site) for met in met_contacts[:MAX_GUESTS]]
    return GuestList(tuple(guests), max(0, len(met_contacts) - MAX_GUESTS))


def _build_guest(contact: Contact, site: Site) -> GuestRow:
    follow_up = site.network.follow_ups[contact.path]
    return GuestRow(
        person=site.get_ref(contact.path),
        who=format_role_and_place(contact),
        standing=str(follow_up.standing),
        purpose=contact.purpose,
        last=follow_up.last_contact,
        noted="",
        since=None,
        give=suggest_gifts_on_card(contact, site),
    )


def _build_met_guest(met: MetContact, site: Site) -> GuestRow:
    """Build the line of someone I met: what was noted there, not the purpose and gift ideas."""
    # Each once: a meeting note and the contact's own log may say the same.
    notes: dict[str, None] = {}
    for touch in met.touches:
        words = strip_markdown(touch.text.partition("\n")[0])
        # That somebody was met there, the page says anyway.
        if not words and touch.channel != "met":
            words = touch.channel
        if words:
            notes[words] = None
    guest = _build_guest(met.contact, site)._replace(
        since=met.next_contact_day, purpose="", give=Gifts()
    )
    if notes:
        guest = guest._replace(noted=join_words(notes))
    return guest
