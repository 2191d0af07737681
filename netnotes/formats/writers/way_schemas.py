"""JSON Schemas of ways to somebody, for every command that prints them."""

from __future__ import annotations

from netnotes.formats.writers.json_schema import DAY_SCHEMA, Schema, build_object_schema
from netnotes.network.measures.wants import MATCHED_PROPERTIES

TEXT: Schema = {"type": "string"}
YES_OR_NO: Schema = {"type": "boolean"}
_TEXT_OR_NULL: Schema = {"type": ["string", "null"]}
DAY_OR_NULL: Schema = {"anyOf": [DAY_SCHEMA, {"type": "null"}]}

# Lines of notes; each form with ways defines them under this name.
SOURCES: Schema = {
    "type": "array",
    "items": build_object_schema({"path": TEXT, "line": {"type": "integer", "minimum": 1}}),
}
_SOURCES: Schema = {"$ref": "#/$defs/sources"}

_NAMED = build_object_schema({"name": TEXT, "path": TEXT})

# Somebody who may have no note.
_PERSON_OR_NAME = build_object_schema(
    {"name": TEXT, "path": {**_TEXT_OR_NULL, "description": "null for a name without a note"}}
)


def build_wanted_person_schema() -> Schema:
    """Build the schema of somebody whom ways lead to."""
    fit = build_object_schema(
        {
            "property": {"enum": list(MATCHED_PROPERTIES)},
            "text": TEXT,
            "words": {**_build_list(TEXT), "description": "the words that fit"},
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
                **_build_list(_NAMED),
                "description": "the active goals for which you want to meet them",
            },
            "events": {**_build_list(event), "description": "where they come to"},
            "fits": {**_build_list(fit), "description": "what of them fits the words"},
            "ways": _build_list({"$ref": "#/$defs/way"}),
        }
    )


def build_way_schema() -> Schema:
    """Build the schema of a way: who can be asked, and the reasons with their lines."""
    reason = build_object_schema({"kind": TEXT, "text": TEXT, "sources": _SOURCES})
    return build_object_schema(
        {
            "steps": {"type": "integer", "minimum": 1, "maximum": 3},
            "door": {
                "anyOf": [_PERSON_OR_NAME, {"type": "null"}],
                "description": "who can be asked; null if you know the person yourself",
            },
            "through": {
                "anyOf": [_PERSON_OR_NAME, {"type": "null"}],
                "description": "who is between, in a way of three steps",
            },
            "certain": {
                **YES_OR_NO,
                "description": "whether the notes say that they know each other",
            },
            "free": {**YES_OR_NO, "description": "whether nothing was asked of them lately"},
            "asked": {**DAY_OR_NULL, "description": "when something was, if they are not free"},
            "reasons": _build_list(reason),
            "sentence": {"type": "string", "description": "the reasons in words"},
            "request": {**_TEXT_OR_NULL, "description": "how to ask"},
        }
    )


def _build_list(items: Schema) -> Schema:
    return {"type": "array", "items": items}
