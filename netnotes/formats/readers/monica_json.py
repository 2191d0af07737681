"""How Monica nests its JSON: typed lists under `data`, and what a thing is made of."""

from __future__ import annotations

from typing import Any

from netnotes.formats.readers.json_values import (
    JsonObject,
    convert_to_dict,
    convert_to_list,
    list_dicts,
    read_text,
)

# Names of lists as some versions of Monica write them, and as the others do.
_SINGULAR_KINDS = {
    "contacts": "contact",
    "calls": "call",
    "notes": "note",
    "tasks": "task",
    "addresses": "address",
    "contact_fields": "contact_field",
    "activities": "activity",
    "conversations": "conversation",
    "reminders": "reminder",
    "gifts": "gift",
    "debts": "debt",
    "life_events": "life_event",
    "pets": "pet",
    "photos": "photo",
    "documents": "document",
    "relationships": "relationship",
}


def group_lists(entry: JsonObject) -> dict[str, tuple[Any, ...]]:
    """Group the lists under `data` by what they hold, in the singular."""
    lists: dict[str, tuple[Any, ...]] = {}
    for data_list in list_dicts(entry.get("data")):
        kind = read_text(data_list, "type")
        kind = _SINGULAR_KINDS.get(kind, kind)
        lists[kind] = (*lists.get(kind, ()), *convert_to_list(data_list.get("values")))
    return lists


def read_properties(entry: JsonObject) -> JsonObject:
    """Read what a thing is made of: under `properties`, or beside its name in older exports."""
    return {**entry, **convert_to_dict(entry.get("properties"))}
