"""Ways to somebody as plain data, for other programs, with the lines that each reason is from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netnotes.network.measures.way_sentences import (
    describe_last_talk,
    describe_request,
    describe_way,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from netnotes.model.diagnostics import SourceLocation
    from netnotes.model.people import Contact
    from netnotes.network.measures.acquaintances import Person
    from netnotes.network.measures.wants import Fit
    from netnotes.network.measures.ways import Way
    from netnotes.network.network import Network


def build_person_record(person: Person) -> dict[str, Any]:
    """Build the object of somebody who may have no note; then `path` is null."""
    return {"name": person.name, "path": person.path or None}


def build_way_record(way: Way, network: Network) -> dict[str, Any]:
    """Build the object of a way: who can be asked, why, and the sentence that says it."""
    ask = way.resting_ask
    return {
        "steps": way.steps,
        "door": build_person_record(way.door) if way.door else None,
        "through": build_person_record(way.through) if way.through else None,
        "certain": way.is_certain,
        "free": way.is_free,
        "asked": ask.date.isoformat() if ask and ask.date else None,
        "reasons": list(_iter_reason_records(way, network)),
        "sentence": describe_way(way, network),
        "request": describe_request(way) or None,
    }


def build_fit_records(fit: Fit | None) -> list[dict[str, Any]]:
    """Build the objects of what fits: the property, its value, the words and the line."""
    if fit is None:
        return []
    return [
        {
            "property": fact.property_name,
            "text": fact.text,
            "words": list(fact.words),
            "sources": build_source_records([location]),
        }
        for fact, location in zip(fit.facts, fit.list_locations(), strict=True)
    ]


def build_source_records(locations: Iterable[SourceLocation]) -> list[dict[str, Any]]:
    """Build the objects of lines of notes."""
    return [{"path": location.path, "line": location.line} for location in locations]


def _iter_reason_records(way: Way, network: Network) -> Iterator[dict[str, Any]]:
    reasons = way.reasons
    if way.introduction:
        reasons = (*reasons, way.introduction)
    for reason in reasons:
        sources = build_source_records(reason.locations)
        yield {"kind": reason.kind, "text": reason.text, "sources": sources}

    first_person = way.door or way.target
    door = network.contacts_by_path.get(first_person.path)
    if door:
        yield from _iter_door_records(way, door, network)


def _iter_door_records(way: Way, door: Contact, network: Network) -> Iterator[dict[str, Any]]:
    """Yield what has passed between me and who can be asked, and why it may be better to wait."""
    location = network.follow_ups[door.path].last_contact_location
    if location:
        talk = describe_last_talk(door, network)
        sources = build_source_records([location])
        yield {"kind": "last_contact", "text": talk, "sources": sources}
    if way.resting_ask:
        ask = way.resting_ask
        sources = build_source_records([ask.source_location])
        yield {"kind": "asked", "text": ask.text, "sources": sources}
    if way.granted_ask:
        ask = way.granted_ask
        sources = build_source_records([ask.source_location])
        yield {"kind": "granted", "text": ask.text, "sources": sources}
    if way.is_paused:
        locations = door.parse_source_locations()
        sources = build_source_records(
            [locations[name] for name in ("pause_until", "status") if name in locations]
        )
        yield {"kind": "paused", "text": "paused", "sources": sources}
    if way.is_just_met:
        sources = build_source_records([door.find_source_location("met")])
        yield {"kind": "just-met", "text": "only a hello so far", "sources": sources}
