"""The whole network as JSON, for other programs: people, goals and events as objects.

`json_schema` has the schema of it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from netnotes import JSON_VERSION
from netnotes.network.record import build_contact_record, build_link_records
from netnotes.reading.typed_words import convert_to_plain_value

if TYPE_CHECKING:
    from netnotes.model.people import Event, Goal
    from netnotes.network.network import Network


def convert_to_json(network: Network, vault_name: str) -> str:
    """Convert the whole network to one JSON object."""
    me = network.settings.me._asdict()
    export = {
        "netnotes": JSON_VERSION,
        "as_of": network.today.isoformat(),
        "vault": vault_name,
        "me": {name: convert_to_plain_value(value) for name, value in me.items() if value},
        "people": [build_contact_record(contact, network) for contact in network.contacts],
        "goals": [_build_goal_record(goal, network) for goal in network.goals],
        "events": [_build_event_record(event, network) for event in network.events],
    }
    return json.dumps(export, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def _build_goal_record(goal: Goal, network: Network) -> dict[str, Any]:
    record = _build_entity_record(goal)
    for name, links in (("targets", goal.targets), ("where", goal.where)):
        if links:
            record[name] = build_link_records(links, goal.path, network)
    return record


def _build_event_record(event: Event, network: Network) -> dict[str, Any]:
    record = _build_entity_record(event)
    if event.people:
        record["people"] = build_link_records(event.people, event.path, network)
    return record


def _build_entity_record(entity: Goal | Event) -> dict[str, Any]:
    """Build the object of a goal or an event; what is not known is left out."""
    record = {}
    for name in entity.__struct_fields__:
        value = getattr(entity, name)
        if name not in ("other", "met_lines") and value not in ("", None, ()):
            record[name] = convert_to_plain_value(value)
    record["other"] = {prop.name: list(prop.words) for prop in entity.other}
    return record
