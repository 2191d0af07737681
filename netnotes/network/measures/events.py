"""Events: whom I met there and who still waits for a word, whom to meet next time, who lives where I travel."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from msgspec import Struct

from netnotes.network.measures.ledger import list_contact_days
from netnotes.text import fold_name, is_same_town

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date as Day

    from netnotes.model.people import Contact, Event, Touch
    from netnotes.network.network import Network


MAX_EVENT_DAYS = 92
"""What is noted for longer than a quarter is no event; only its first days are looked at."""


class MetContact(Struct, frozen=True):
    """Somebody I met at an event: what was noted in those days, and the first contact after them; None where none."""

    contact: Contact
    touches: tuple[Touch, ...]
    next_contact_day: Day | None


class EventPeople(Struct, frozen=True):
    """The people of an event.

    `wanted` are those I want, or wanted, to meet and of whom no meeting there is noted. `met` are all others noted
    with it, those who wait for a follow-up first. `locals` live where a journey leads that is not over yet.
    """

    event: Event
    wanted: tuple[Contact, ...]
    met: tuple[MetContact, ...]
    locals: tuple[Contact, ...]

    @property
    def awaiting_follow_up(self) -> tuple[Contact, ...]:
        """Whom I met there and have not been in touch with since, as far as the notes say."""
        return tuple(one.contact for one in self.met if not one.next_contact_day)


def compute_last_day(event: Event) -> Day | None:
    """The day on which an event ends; None where no day is written."""
    return max(event.date, event.until or event.date) if event.date else event.until


def is_over(event: Event, today: Day) -> bool:
    """Whether an event lies in the past; one without a day does not."""
    end = compute_last_day(event)
    return end is not None and end < today


def collect_event_people(network: Network) -> Mapping[str, EventPeople]:
    """The people of every event, by the event's path.

    Somebody was met there whose note says so (`met_at`), with whom a meeting is noted on one of its days (in person),
    or of whom a note that links to the event tells. A mail written on the day of a fair is not a meeting at it.
    """
    met = _collect_event_touches(network)
    return {
        event.path: _build_event_people(event, met[event.path], network) for event in network.events
    }


def _collect_event_touches(network: Network) -> Mapping[str, dict[str, list[Touch]]]:
    """Of each event, the people met there, with the touches that tell of it."""
    met: dict[str, dict[str, list[Touch]]] = {event.path: {} for event in network.events}
    on_day: dict[Day, list[str]] = {}
    telling: dict[str, list[str]] = {}
    for event in network.events:
        for day in _iter_days(event):
            on_day.setdefault(day, []).append(event.path)
        for origin in network.backlinks.get(event.path, ()):
            telling.setdefault(origin, []).append(event.path)
    for contact in network.contacts:
        if contact.met_at and (path := network.find_file(contact.met_at, contact.path).path) in met:
            met[path].setdefault(contact.path, [])
        for touch in contact.touches:
            there = on_day.get(touch.date, []) if touch.mode == "in person" else []
            told = (
                telling.get(touch.source_location.path, [])
                if touch.source_location.path != contact.path and touch.mode != "written"
                else []
            )
            if touch.date <= network.today:
                for path in dict.fromkeys((*there, *told)):
                    met[path].setdefault(contact.path, []).append(touch)
    return met


def _iter_days(event: Event) -> Iterator[Day]:
    end = compute_last_day(event)
    if event.date and end:
        for days in range(min((end - event.date).days + 1, MAX_EVENT_DAYS)):
            yield event.date + datetime.timedelta(days=days)


def _build_event_people(
    event: Event, touches_by_path: dict[str, list[Touch]], network: Network
) -> EventPeople:
    today, end = network.today, compute_last_day(event)
    paths = dict.fromkeys(network.find_file(link, event.path).path for link in event.people)
    wanted = tuple(
        network.contacts_by_path[path]
        for path in paths
        if path in network.contacts_by_path and path not in touches_by_path
    )
    seen = []
    for path, touches in touches_by_path.items():
        contact = network.contacts_by_path[path]
        after = (day for day in list_contact_days(contact, today) if end and day > end)
        seen.append(MetContact(contact, tuple(touches), next(after, None)))
    seen.sort(
        key=lambda one: (
            one.next_contact_day is not None,
            fold_name(one.contact.name),
            one.contact.path,
        )
    )
    return EventPeople(event, wanted, tuple(seen), _list_locals(event, network))


def _list_locals(event: Event, network: Network) -> tuple[Contact, ...]:
    """Who lives where I am going to be, longest waiting first; nobody where that is at home."""
    if (
        not event.location
        or is_same_town(event.location, network.settings.me.location)
        or is_over(event, network.today)
    ):
        return ()
    there = (
        one
        for one in network.contacts
        if not one.archived and is_same_town(one.location, event.location)
    )
    return tuple(sorted(there, key=lambda one: -network.follow_ups[one.path].turns_or_zero))
