"""JSON Schemas of ways to somebody, for every command that prints them."""

from __future__ import annotations

from netnotes.formats.writers.json_schema import Schema, build_object_schema
from netnotes.formats.writers.schema_parts import (
    DAY_OR_NULL,
    LINE,
    TEXT,
    TEXT_OR_NULL,
    YES_OR_NO,
    build_list,
    build_or_null,
)
from netnotes.network.measures.wants import MATCHED_PROPERTIES

# Lines of notes; each form with ways defines them under this name.
SOURCES: Schema = {
    "type": "array",
    "items": build_object_schema({"path": TEXT, "line": LINE}),
}
_SOURCES: Schema = {"$ref": "#/$defs/sources"}

_NAMED = build_object_schema({"name": TEXT, "path": TEXT})

# Somebody who may have no note.
_PERSON_OR_NAME = build_object_schema(
    {"name": TEXT, "path": {**TEXT_OR_NULL, "description": "null for a name without a note"}}
)


def build_wanted_person_schema() -> Schema:
    """Build the schema of somebody whom ways lead to."""
    fit = build_object_schema(
        {
            "property": {"enum": list(MATCHED_PROPERTIES)},
            "text": TEXT,
            "words": {**build_list(TEXT), "description": "the words that fit"},
            "sources": _SOURCES,
        }
    )
    event = build_object_schema(
        {"name": TEXT, "path": TEXT, "date": DAY_OR_NULL, "until": DAY_OR_NULL}
    )
    return build_object_schema(
        {
            **_PERSON_OR_NAME["properties"],
            "met": {**YES_OR_NO, "description": "whether you have met, as far as the notes say"},
            "named_at": {**_SOURCES, "description": "where a name without a note stands"},
            "goals": {
                **build_list(_NAMED),
                "description": "the active goals for which you want to meet them",
            },
            "events": {**build_list(event), "description": "where they come to"},
            "fits": {**build_list(fit), "description": "what of them fits the words"},
            "ways": build_list({"$ref": "#/$defs/way"}),
        }
    )


def build_way_schema() -> Schema:
    """Build the schema of a way: who can be asked, and the reasons with their lines."""
    reason = build_object_schema({"kind": TEXT, "text": TEXT, "sources": _SOURCES})
    return build_object_schema(
        {
            "steps": {"type": "integer", "minimum": 1, "maximum": 3},
            "door": {
                **build_or_null(_PERSON_OR_NAME),
                "description": "who can be asked; null if you know the person yourself",
            },
            "through": {
                **build_or_null(_PERSON_OR_NAME),
                "description": "who is between, in a way of three steps",
            },
            "certain": {
                **YES_OR_NO,
                "description": "whether the notes say that they know each other",
            },
            "free": {**YES_OR_NO, "description": "whether nothing was asked of them lately"},
            "asked": {**DAY_OR_NULL, "description": "when something was, if they are not free"},
            "reasons": build_list(reason),
            "sentence": {"type": "string", "description": "the reasons in words"},
            "request": {**TEXT_OR_NULL, "description": "how to ask"},
        }
    )
