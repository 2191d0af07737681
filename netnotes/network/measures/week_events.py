"""Events and trips of the week, with whom to meet there and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from netnotes.network.event_guests import Guest, list_guests, list_locals
from netnotes.network.week_reasons import describe_wait
from netnotes.network.week_trips import list_events_of_week

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netnotes.model.people import Contact, Event
    from netnotes.network.network import Network


# People named for one event in a list of the week; a town where I once lived may have hundreds.
MAX_PEOPLE_OF_EVENT = 12


class WeekEvent(Struct, frozen=True):
    """An event or a trip of the week, and whom to meet there, with the reasons for it."""

    event: Event
    people: tuple[Guest, ...]


def list_week_events(network: Network) -> tuple[WeekEvent, ...]:
    """List the events that are going on or begin within the week, the first one first."""
    events = list_events_of_week(network.events, network.today)
    return tuple(_build_week_event(event, network) for event in events)


def list_met_elsewhere(week_events: Iterable[WeekEvent], network: Network) -> tuple[Contact, ...]:
    """List who is due and whom I meet these days, but at none of the events of the week."""
    guest_paths: set[str] = set()
    for week_event in week_events:
        guest_paths.update(guest.contact.path for guest in week_event.people)
    return tuple([contact for contact in network.week.meeting if contact.path not in guest_paths])


def _build_week_event(event: Event, network: Network) -> WeekEvent:
    guests = list_guests(event, network.contacts, network, network.today)
    own_location = network.settings.me.location
    locals_ = list_locals(event, network.contacts, network.follow_ups, own_location)
    # Each contact once, with the first of their reasons.
    people: dict[str, Guest] = {}
    for guest in (*guests, *locals_):
        people.setdefault(guest.contact.path, _add_last_contact(guest, network))
    return WeekEvent(event, tuple(people.values()))


def _add_last_contact(guest: Guest, network: Network) -> Guest:
    """Add to a reason when we were last in touch, and what was planned."""
    wait = describe_wait(guest.contact, network.follow_ups[guest.contact.path], network.today)
    return Guest(guest.contact, f"{guest.reason}; {wait}")
