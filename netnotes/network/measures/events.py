"""Events: whom I met there and who waits for a word, whom to meet, who lives where I travel."""

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

    TouchesByEvent = Mapping[str, dict[str, list[Touch]]]


# Of an event longer than a quarter only the first days are looked at: `until` is mistyped, or it is
# no event but a stay.
MAX_EVENT_DAYS = 92


class MetContact(Struct, frozen=True):
    """A contact whom I met at an event.

    `touches` are those of the event. `next_contact_day` is the first day of contact after it; None
    if there was none yet.
    """

    contact: Contact
    touches: tuple[Touch, ...]
    next_contact_day: Day | None


class EventPeople(Struct, frozen=True):
    """The contacts of an event.

    `wanted` are those I want or wanted to meet, if no meeting is recorded. `met` are all others,
    those who wait for a follow-up first. `locals` live in a town I travel to; there are none once
    the event is over.
    """

    event: Event
    wanted: tuple[Contact, ...]
    met: tuple[MetContact, ...]
    locals: tuple[Contact, ...]

    @property
    def awaiting_follow_up(self) -> tuple[Contact, ...]:
        """Whom I met there and have not been in touch with since, of those who are active."""
        return tuple(
            met.contact for met in self.met if not met.next_contact_day and met.contact.is_active
        )

    @property
    def is_everybody_followed_up(self) -> bool:
        """Whether I have been in touch since with everybody I met there."""
        return all(met.next_contact_day for met in self.met)


def is_over(event: Event, today: Day) -> bool:
    """Whether an event is in the past; one without a day is not."""
    last_day = event.last_day
    return last_day is not None and last_day < today


def collect_event_people(network: Network) -> Mapping[str, EventPeople]:
    """Collect the contacts of every event, by the event's path.

    I met a contact at an event if the contact's note says so (`met_at`), if a touch in person is on
    one of the event's days, or if a note that links to the event records a touch. A mail written on
    the day of a fair is not a meeting at the fair.
    """
    touches_by_event = _collect_event_touches(network)
    return {
        event.path: _build_event_people(event, touches_by_event[event.path], network)
        for event in network.events
    }


def _collect_event_touches(network: Network) -> TouchesByEvent:
    """Collect who was met at each event, by path, with the touches that record it."""
    touches_by_event = _collect_met_at(network)
    events_by_day, events_by_linking_note = _index_events(network)
    for contact in network.contacts:
        for touch in contact.touches:
            if touch.date > network.today:
                continue
            event_paths: list[str] = []
            if touch.mode == "in person":
                event_paths += events_by_day.get(touch.date, ())
            # A link in the contact's own note says nothing of which touch it is about.
            note_path = touch.source_location.path
            if note_path != contact.path and touch.mode != "written":
                event_paths += events_by_linking_note.get(note_path, ())
            for event_path in dict.fromkeys(event_paths):
                touches_by_event[event_path].setdefault(contact.path, []).append(touch)
    return touches_by_event


def _collect_met_at(network: Network) -> TouchesByEvent:
    """Collect whose notes say that we met at an event, by event and contact, without touches."""
    touches_by_event: TouchesByEvent = {event.path: {} for event in network.events}
    for contact in network.contacts:
        if contact.met_at:
            event_path = network.find_file(contact.met_at, contact.path).path
            if event_path in touches_by_event:
                touches_by_event[event_path][contact.path] = []
    return touches_by_event


def _index_events(network: Network) -> tuple[Mapping[Day, list[str]], Mapping[str, list[str]]]:
    """Index the paths of events by each of their days, and by the notes that link to them."""
    events_by_day: dict[Day, list[str]] = {}
    events_by_linking_note: dict[str, list[str]] = {}
    for event in network.events:
        for day in _iter_days(event):
            events_by_day.setdefault(day, []).append(event.path)
        for note_path in network.backlinks.get(event.path, ()):
            events_by_linking_note.setdefault(note_path, []).append(event.path)
    return events_by_day, events_by_linking_note


def _iter_days(event: Event) -> Iterator[Day]:
    last_day = event.last_day
    if event.date and last_day:
        for days in range(min((last_day - event.date).days + 1, MAX_EVENT_DAYS)):
            yield event.date + datetime.timedelta(days=days)


def _build_event_people(
    event: Event, touches_by_path: Mapping[str, list[Touch]], network: Network
) -> EventPeople:
    is_past = is_over(event, network.today)
    wanted_paths = dict.fromkeys(network.find_file(link, event.path).path for link in event.people)
    wanted = []
    for path in wanted_paths:
        contact = network.contacts_by_path.get(path)
        if contact is None or path in touches_by_path:
            continue
        # Whom I once wanted to meet stays in the past of those who have died since.
        if is_past or contact.is_active:
            wanted.append(contact)

    last_day = event.last_day
    met_contacts = []
    for path, touches in touches_by_path.items():
        contact = network.contacts_by_path[path]
        next_contact_day = _find_next_contact_day(contact, last_day, network.today)
        met_contacts.append(MetContact(contact, tuple(touches), next_contact_day))
    met_contacts.sort(
        key=lambda met: (
            met.next_contact_day is not None,
            fold_name(met.contact.name),
            met.contact.path,
        )
    )
    return EventPeople(event, tuple(wanted), tuple(met_contacts), _list_locals(event, network))


def _find_next_contact_day(contact: Contact, last_day: Day | None, today: Day) -> Day | None:
    """Find the first day of contact after the last day of an event; None if it has no days."""
    if last_day is None:
        return None
    for day in list_contact_days(contact, today):
        if day > last_day:
            return day
    return None


def _list_locals(event: Event, network: Network) -> tuple[Contact, ...]:
    """List who lives where I am going to be, longest waiting first; nobody if that is at home."""
    if not event.location or is_over(event, network.today):
        return ()
    if is_same_town(event.location, network.settings.me.location):
        return ()

    contacts = [
        contact
        for contact in network.active_contacts
        if is_same_town(contact.location, event.location)
    ]
    contacts.sort(key=lambda contact: -network.follow_ups[contact.path].turns_or_zero)
    return tuple(contacts)
