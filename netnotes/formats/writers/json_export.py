"""Everything the notes say, for another program: people, goals and events as objects, by the schema in schema.py."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from netnotes.network.record import build_contact_record
from netnotes.reading.typed_words import convert_to_plain_value

if TYPE_CHECKING:
    from netnotes.model.people import Event, Goal
    from netnotes.network.network import Network


VERSION = 1
"""Grows when something that was there goes or means something else; what is added leaves it as it is."""


def convert_to_json(network: Network, vault_name: str) -> str:
    """The whole network as one JSON object. `vault` is the vault's name."""
    told = {
        "netnotes": VERSION,
        "as_of": network.today.isoformat(),
        "vault": vault_name,
        "me": {
            name: convert_to_plain_value(value)
            for name, value in network.settings.me._asdict().items()
            if value
        },
        "people": [build_contact_record(one, network) for one in network.contacts],
        "goals": [_build_entity_record(one) for one in network.goals],
        "events": [_build_entity_record(one) for one in network.events],
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _build_entity_record(entity: Goal | Event) -> dict[str, Any]:
    """A goal or an event; what is not known is left out."""
    values = {name: getattr(entity, name) for name in entity.__struct_fields__ if name != "other"}
    told = {
        name: convert_to_plain_value(value)
        for name, value in values.items()
        if value not in ("", None, ())
    }
    return told | {"other": {other.name: list(other.words) for other in entity.other}}
