"""Events and trips of the week, with whom to meet there and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from netnotes.network.event_guests import Guest, list_guests, list_locals
from netnotes.network.week import list_events_of_week
from netnotes.network.week_reasons import describe_wait

if TYPE_CHECKING:
    from netnotes.model.people import Event
    from netnotes.network.network import Network


class WeekEvent(Struct, frozen=True):
    """An event or a trip of the week, and whom to meet there, with the reasons for it."""

    event: Event
    people: tuple[Guest, ...]


def list_week_events(network: Network) -> tuple[WeekEvent, ...]:
    """List the events that are going on or begin within the week, the first one first."""
    events = list_events_of_week(network.events, network.today)
    return tuple(_build_week_event(event, network) for event in events)


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
