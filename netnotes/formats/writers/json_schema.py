"""What our JSON and our front matter look like, as JSON Schema (2020-12), made from the types and from FIELDS."""

from __future__ import annotations

from datetime import date
from types import NoneType
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin, get_type_hints

from netnotes.formats.writers.json_export import VERSION
from netnotes.model.people import (
    Ask,
    Birthday,
    Contact,
    Event,
    Gift,
    Goal,
    Learned,
    Link,
    Me,
    Promise,
    Touch,
)
from netnotes.network.follow_up import Standing
from netnotes.network.record import FIELDS_NOT_COPIED, LOG_FIELDS
from netnotes.reading.properties import CONTACT_PROPERTIES, EVENT_PROPERTIES, GOAL_PROPERTIES
from netnotes.reading.property_names import AMBIGUOUS_NAMES
from netnotes.reading.values import LEVELS, NO_WORDS, PURPOSE_KINDS, TIER_RANKS, YES_WORDS
from netnotes.text import fold

if TYPE_CHECKING:
    from netnotes.model.settings import Settings
    from netnotes.reading.property_kind import Property


SCHEMA_DIALECT = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]


def build_export_schema() -> Schema:
    """What `netnotes export json` prints."""
    return {
        "$schema": SCHEMA_DIALECT,
        "title": "A network, as netnotes exports it",
        **_build_object_schema(
            {
                "netnotes": {"const": VERSION, "description": "the version of this form"},
                "as_of": {
                    **DAY_SCHEMA,
                    "description": "the day for which what follows was reckoned",
                },
                "vault": {"type": "string", "description": "the vault's name"},
                "me": _build_object_schema(
                    {name: _build_type_schema(hint) for name, hint in _read_type_hints(Me).items()},
                    required=(),
                ),
                **{
                    name: {"type": "array", "items": {"$ref": f"#/$defs/{one}"}}
                    for name, one in _DEFINITION_NAMES.items()
                },
            }
        ),
        "$defs": {
            "person": _build_person_schema(),
            "goal": _build_note_schema(Goal, GOAL_PROPERTIES),
            "event": _build_note_schema(Event, EVENT_PROPERTIES),
            **{
                one.__name__.casefold(): _build_entry_schema(one)
                for one in (Touch, Gift, Ask, Promise, Learned)
            },
            "other": {
                "type": "object",
                "description": "properties that netnotes has no meaning for, as they were written",
                "additionalProperties": {"type": "array", "items": {"type": "string"}},
            },
        },
    }


def build_front_matter_schema(settings: Settings) -> Schema:
    """What may stand in the front matter of a contact's note, for an editor that completes and checks it."""
    properties: Schema = {}
    own = dict(settings.properties)
    for prop in CONTACT_PROPERTIES:
        properties[prop.name] = {"$ref": f"#/$defs/{prop.name}"}
    for prop in CONTACT_PROPERTIES:
        for name in (*own.get(prop.name, ()), *prop.other_names):
            borrowed = fold(name) in AMBIGUOUS_NAMES and name not in own.get(prop.name, ())
            properties.setdefault(name, True if borrowed else {"$ref": f"#/$defs/{prop.name}"})
    return {
        "$schema": SCHEMA_DIALECT,
        "title": "The front matter of a contact's note",
        "type": "object",
        "properties": properties,
        "$defs": {prop.name: _build_property_schema(prop, settings) for prop in CONTACT_PROPERTIES},
    }


DAY_SCHEMA: Schema = {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
BIRTHDAY_SCHEMA: Schema = {"type": "string", "pattern": "^([0-9]{4}-)?[0-9]{2}-[0-9]{2}$"}

_SCHEMAS_BY_TYPE: dict[Any, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    date: DAY_SCHEMA,
    Birthday: BIRTHDAY_SCHEMA,
    Link: {"type": "string", "description": "the target of a link, as it was written"},
    NoneType: {"type": "null"},
}

_DEFINITION_NAMES = {"people": "person", "goals": "goal", "events": "event"}


def _build_person_schema() -> Schema:
    """A contact as `record` tells it."""
    told = {
        name: _add_description(name, _build_non_null_schema(hint), CONTACT_PROPERTIES)
        for name, hint in _read_type_hints(Contact).items()
        if name not in FIELDS_NOT_COPIED
    }
    told["cadence"] = _add_description(
        "cadence",
        {"anyOf": [{"type": "integer", "minimum": 1}, {"const": "never"}]},
        CONTACT_PROPERTIES,
    )
    told["text"]["description"] = "the note's own words as Markdown, without the log"
    always = {
        "path": {"type": "string", "description": "the note, from the top of the vault"},
        "name": told.pop("name"),
        "knows": _add_description(
            "knows", _build_type_schema(_read_type_hints(Contact)["knows"]), CONTACT_PROPERTIES
        ),
        "standing": {
            "enum": [str(one) for one in Standing],
            "description": "how things stand on that day",
        },
        "last": {**_build_type_schema(date | None), "description": "the last contact"},
        "due": {**_build_type_schema(date | None), "description": "when to be in touch again"},
        "turns": {
            "type": ["number", "null"],
            "description": "days since the last contact, in intervals",
        },
        **{name: _build_type_schema(_read_type_hints(Contact)[name]) for name in LOG_FIELDS},
        "other": {"$ref": "#/$defs/other"},
    }
    return _build_object_schema({**always, **told}, required=tuple(always))


def _build_note_schema(entity_type: type, properties: tuple[Property, ...]) -> Schema:
    """A goal or an event."""
    told = {
        name: _add_description(name, _build_non_null_schema(hint), properties)
        for name, hint in _read_type_hints(entity_type).items()
    }
    return _build_object_schema(
        {**told, "other": {"$ref": "#/$defs/other"}}, required=("path", "name", "other")
    )


def _build_entry_schema(entry_type: type) -> Schema:
    """Something the log tells."""
    told = {
        name: _build_type_schema(hint)
        for name, hint in _read_type_hints(entry_type).items()
        if name != "source_location"
    }
    return _build_object_schema(told) | {
        "description": (entry_type.__doc__ or "").partition("\n")[0]
    }


def _build_object_schema(properties: Schema, required: tuple[str, ...] | None = None) -> Schema:
    names = list(properties if required is None else required)
    return {
        "type": "object",
        "properties": properties,
        "required": names,
        "additionalProperties": False,
    }


def _add_description(name: str, schema: Schema, properties: tuple[Property, ...]) -> Schema:
    meaning = next((one.meaning for one in properties if one.name == name), "")
    return {**schema, "description": meaning} if meaning else dict(schema)


def _read_type_hints(entity_type: type) -> dict[str, Any]:
    """The types of what something is made of, by name."""
    return get_type_hints(entity_type, localns={"Day": date})


def _build_non_null_schema(hint: Any) -> Schema:
    """The shape of what is left out when it is not known."""
    known = [one for one in get_args(hint) if one is not NoneType]
    return _build_type_schema(known[0]) if NoneType in get_args(hint) else _build_type_schema(hint)


def _build_type_schema(hint: Any) -> Schema:
    if hint in _SCHEMAS_BY_TYPE:
        return _SCHEMAS_BY_TYPE[hint]
    if get_origin(hint) is tuple:
        return {"type": "array", "items": _build_type_schema(get_args(hint)[0])}
    if get_origin(hint) is Literal:
        return {"enum": list(get_args(hint))}
    if NoneType in get_args(hint):
        return {"anyOf": [_build_type_schema(one) for one in get_args(hint)]}
    return {"$ref": f"#/$defs/{hint.__name__.casefold()}"}


_TEXT_SCHEMA: Schema = {"type": ["string", "number", "boolean", "null"]}
"""A text as YAML may take it: `field: 3` is a number there. Nothing written is never wrong."""

_TYPED_DAY_SCHEMA: Schema = {
    "type": ["string", "null"],
    "pattern": "^(\\[\\[([^\\]|]*/)?)?[0-9]{4}-[0-9]{2}-[0-9]{2}",
}


def _build_property_schema(prop: Property, settings: Settings) -> Schema:
    """A property as it is typed."""
    hint = _read_type_hints(Contact).get(prop.name, str)
    tiers = [name for name, _ in settings.tiers]
    ranks = [name for name, rank in TIER_RANKS.items() if rank < len(tiers)]
    own: dict[str, Schema] = {
        "kind": {"enum": [*PURPOSE_KINDS, None]},
        "tier": {
            "enum": [
                *tiers,
                *ranks,
                *map(str.upper, filter(str.isalpha, ranks)),
                *_list_integers(ranks),
                None,
            ]
        },
        "level": {"enum": [*LEVELS, *_list_integers(LEVELS), None]},
        "cadence": {"type": ["string", "integer", "null"]},
        "archived": {
            "enum": [
                True,
                False,
                *YES_WORDS,
                *NO_WORDS,
                *_list_integers((*YES_WORDS, *NO_WORDS)),
                None,
            ]
        },
        "birthday": {"type": ["string", "null"], "pattern": "^([0-9]{4}-|--)?[0-9]{2}-?[0-9]{2}"},
    }
    shape = own.get(prop.name, _TYPED_DAY_SCHEMA if date in get_args(hint) else _TEXT_SCHEMA)
    if prop.is_list:
        shape = {"anyOf": [shape, {"type": "array", "items": _TEXT_SCHEMA}]}
    return {
        "description": f"{prop.meaning}: {prop.takes.replace('`', '')}",
        "examples": [_parse_example(prop)],
        **shape,
    }


def _list_integers(words: Any) -> list[int]:
    return [int(word) for word in words if word.lstrip("-").isdecimal()]


def _parse_example(prop: Property) -> str | list[str]:
    if prop.example.startswith("["):
        return [item.strip() for item in prop.example.strip("[]").split(",")]
    return prop.example.strip('"')
