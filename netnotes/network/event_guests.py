"""Whom to meet at an event or on a trip, and why."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from msgspec import Struct

from netnotes.network.follow_up import STANDINGS_SET_ASIDE
from netnotes.reading.file_index import find_file
from netnotes.text import is_same_town

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date as Day

    from netnotes.model.people import Contact, Event
    from netnotes.network.follow_up import FollowUp
    from netnotes.network.link_graph import LinkGraph


class Guest(Struct, frozen=True):
    """A contact to meet at an event.

    `reason` says what makes it likely that they are there: `you want to meet them there`.
    """

    contact: Contact
    reason: str


def list_guests(
    event: Event, contacts: Iterable[Contact], link_graph: LinkGraph, today: Day
) -> tuple[Guest, ...]:
    """List who is linked with an event, and was not met there yet: those on its list first."""
    listed_paths = [
        find_file(link.target, event.path, link_graph.file_index).path for link in event.people
    ]
    listed: list[Guest] = []
    others: list[Guest] = []
    for contact in contacts:
        if contact.path in listed_paths:
            guests, reason = listed, "you want to meet them there"
        else:
            guests, reason = others, _find_reason(contact, event, link_graph)
        if reason and contact.is_active and not _is_met_already(contact, event, today):
            guests.append(Guest(contact, reason))

    listed.sort(key=lambda guest: listed_paths.index(guest.contact.path))
    return (*listed, *others)


def _find_reason(contact: Contact, event: Event, link_graph: LinkGraph) -> str:
    """Find how the notes link a contact with an event; empty if they do not."""
    if contact.met_at:
        met_at = find_file(contact.met_at.target, contact.path, link_graph.file_index).path
        if met_at == event.path:
            return "you met there"
    if event.path in link_graph.backlinks.get(contact.path, ()):
        return "named in its note"
    return ""


def _is_met_already(contact: Contact, event: Event, today: Day) -> bool:
    """Whether a touch in person is on a day of the event that has come."""
    last_day = event.last_day
    if not event.date or not last_day:
        return False
    return any(
        event.date <= touch.date <= min(last_day, today) and touch.mode == "in person"
        for touch in contact.touches
    )


def list_locals(
    event: Event,
    contacts: Iterable[Contact],
    follow_ups: Mapping[str, FollowUp],
    own_location: str,
) -> tuple[Guest, ...]:
    """List who lives where a trip goes, longest waiting first; nobody where I live myself.

    Whoever is less than half way to being due is left out: I have just been in touch.
    """
    if not event.location or is_same_town(event.location, own_location):
        return ()
    locals_: list[Contact] = []
    for contact in contacts:
        follow_up = follow_ups[contact.path]
        if follow_up.standing in STANDINGS_SET_ASIDE:
            continue
        is_half_way = follow_up.turns is None or follow_up.turns >= Fraction(1, 2)
        if is_half_way and is_same_town(contact.location, event.location):
            locals_.append(contact)

    locals_.sort(key=lambda contact: -follow_ups[contact.path].turns_waited)
    return tuple(Guest(contact, f"lives in {contact.location}") for contact in locals_)
