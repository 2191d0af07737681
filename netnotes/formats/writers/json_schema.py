"""JSON Schemas (2020-12) of our export and of a contact's front matter.

They are made from the types of the model and from the table of properties, so that they cannot
fall behind.
"""

from __future__ import annotations

from datetime import date
from types import NoneType
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin, get_type_hints

from netnotes import JSON_VERSION
from netnotes.model.people import (
    Ask,
    Birthday,
    Contact,
    Death,
    Event,
    Gift,
    Goal,
    Learned,
    Link,
    Me,
    Naming,
    Promise,
    Touch,
    YearlyDay,
)
from netnotes.network.follow_up import Standing
from netnotes.network.record import (
    FIELDS_LEFT_OUT,
    FIELDS_NOT_COPIED,
    FIELDS_OF_TOUCH_OR_NULL,
    LOG_FIELDS,
)
from netnotes.reading.goal_and_event_properties import EVENT_PROPERTIES, GOAL_PROPERTIES
from netnotes.reading.properties import CONTACT_PROPERTIES
from netnotes.reading.property_names import AMBIGUOUS_NAMES
from netnotes.reading.status import NAME_OF_REFUSAL
from netnotes.reading.values import LEVELS, NO_WORDS, PURPOSE_KINDS, TIER_RANKS, YES_WORDS
from netnotes.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netnotes.model.settings import Settings
    from netnotes.reading.property_kind import Property


SCHEMA_DIALECT = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]

DAY_SCHEMA: Schema = {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
BIRTHDAY_SCHEMA: Schema = {"type": "string", "pattern": "^([0-9]{4}-)?[0-9]{2}-[0-9]{2}$"}

YEARLY_DAY_SCHEMA: Schema = {
    "type": "string",
    "pattern": "^([0-9]{4}-)?[0-9]{2}-[0-9]{2}( .+)?$",
    "description": "a day of the year, and what happened on it",
}

DEATH_SCHEMA: Schema = {
    "type": "string",
    "pattern": "^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?|yes)$",
}

# With these keys every form begins.
VERSION_SCHEMA: Schema = {"const": JSON_VERSION, "description": "the version of this form"}
HEAD_PROPERTIES: Schema = {
    "netnotes": VERSION_SCHEMA,
    "as_of": {**DAY_SCHEMA, "description": "the day for which what follows was reckoned"},
}

LINKED_PERSON: Schema = {"$ref": "#/$defs/linked"}

_SCHEMAS_BY_TYPE: dict[Any, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    date: DAY_SCHEMA,
    Birthday: BIRTHDAY_SCHEMA,
    YearlyDay: YEARLY_DAY_SCHEMA,
    Death: DEATH_SCHEMA,
    Link: {"type": "string", "description": "the target of a link, as it was written"},
    NoneType: {"type": "null"},
}

# The name of what each list of the export holds.
_DEFINITION_NAMES = {"people": "person", "goals": "goal", "events": "event"}

_LOG_TYPES = (Touch, Gift, Ask, Promise, Learned, Naming)


def build_export_schema() -> Schema:
    """Build the schema of what `netnotes export json` writes."""
    return {
        "$schema": SCHEMA_DIALECT,
        "title": "A network, as netnotes exports it",
        **build_object_schema(_build_export_properties()),
        "$defs": {
            **build_person_definitions(),
            "goal": _build_goal_schema(),
            "event": _build_event_schema(),
        },
    }


def _build_export_properties() -> Schema:
    me_properties = {name: _build_type_schema(hint) for name, hint in get_type_hints(Me).items()}
    properties: Schema = {
        **HEAD_PROPERTIES,
        "vault": {"type": "string", "description": "the vault's name"},
        "me": build_object_schema(me_properties, required=()),
    }
    for list_name, definition_name in _DEFINITION_NAMES.items():
        properties[list_name] = {"type": "array", "items": {"$ref": f"#/$defs/{definition_name}"}}
    return properties


def build_person_definitions() -> Schema:
    """Build the definitions of a person with their log, by name: `person` and what is in it."""
    definitions = {"person": build_person_schema(), "linked": _build_linked_schema()}
    for log_type in _LOG_TYPES:
        definitions[log_type.__name__.casefold()] = _build_log_entry_schema(log_type)
    definitions["other"] = {
        "type": "object",
        "description": "properties that netnotes has no meaning for, as they were written",
        "additionalProperties": {"type": "array", "items": {"type": "string"}},
    }
    return definitions


def build_front_matter_schema(settings: Settings) -> Schema:
    """Build the schema of a contact's front matter, for editors that complete and check it."""
    own_names = dict(settings.properties)
    properties: Schema = {
        prop.name: {"$ref": f"#/$defs/{prop.name}"} for prop in CONTACT_PROPERTIES
    }
    for prop in CONTACT_PROPERTIES:
        names_in_settings = own_names.get(prop.name, ())
        for name in (*names_in_settings, *prop.other_names):
            # Other plugins use some names for properties of their own: any value is right.
            is_ambiguous = fold(name) in AMBIGUOUS_NAMES and name not in names_in_settings
            is_ambiguous = is_ambiguous or fold(name) == NAME_OF_REFUSAL
            shape = True if is_ambiguous else {"$ref": f"#/$defs/{prop.name}"}
            properties.setdefault(name, shape)
    return {
        "$schema": SCHEMA_DIALECT,
        "title": "The front matter of a contact's note",
        "type": "object",
        "properties": properties,
        "$defs": {prop.name: _build_property_schema(prop, settings) for prop in CONTACT_PROPERTIES},
    }


def build_person_schema() -> Schema:
    """Build the schema of a contact, as `build_contact_record` writes it."""
    hints = get_type_hints(Contact)
    optional: Schema = {}
    for name, hint in hints.items():
        if name not in FIELDS_NOT_COPIED:
            shape = _build_non_null_schema(hint)
            optional[name] = _add_description(name, shape, CONTACT_PROPERTIES)
    optional["cadence"] = {"type": "integer", "minimum": 1, "description": "how often, in days"}
    optional["never"] = {"const": True, "description": "`cadence: never`: due by `next` alone"}
    optional["introduced_by"] = {**LINKED_PERSON, "description": "who brought us together"}
    optional["text"]["description"] = "the note's own words as Markdown, without the log"

    required = {
        "path": {"type": "string", "description": "the note, from the top of the vault"},
        "name": optional.pop("name"),
        "knows": {
            "anyOf": [{"type": "array", "items": LINKED_PERSON}, {"type": "null"}],
            "description": "whom they know; null if nobody has asked yet",
        },
        "standing": {
            "enum": [str(standing) for standing in Standing],
            "description": "how things stand on that day",
        },
        "last": {**_build_type_schema(date | None), "description": "the last contact"},
        "due": {**_build_type_schema(date | None), "description": "when to be in touch again"},
        "turns": {
            "type": ["number", "null"],
            "description": "days since the last contact, in intervals",
        },
    }
    for name in LOG_FIELDS:
        required[name] = _build_type_schema(hints[name])
    required["touches"]["description"] = "the contacts that have happened"
    required["planned"] = {
        **_build_type_schema(hints["touches"]),
        "description": "the entries of the log whose day is still to come",
    }
    required["other"] = {"$ref": "#/$defs/other"}
    return build_object_schema({**required, **optional}, required=tuple(required))


def _build_linked_schema() -> Schema:
    shapes = {
        "name": {"type": "string", "description": "the name; without a note, what the link says"},
        "path": {
            **_build_type_schema(str | None),
            "description": "the note from the top of the vault; null if there is none",
        },
        "link": {"type": "string", "description": "the target of the link, as it was written"},
    }
    return {**build_object_schema(shapes), "description": "whom or what a note links to or names"}


def _build_goal_schema() -> Schema:
    schema = _build_note_schema(Goal, GOAL_PROPERTIES)
    for name in ("targets", "where"):
        schema["properties"][name]["items"] = LINKED_PERSON
    return schema


def _build_event_schema() -> Schema:
    schema = _build_note_schema(Event, EVENT_PROPERTIES)
    schema["properties"]["people"]["items"] = LINKED_PERSON
    # They are in the text.
    del schema["properties"]["met_lines"]
    return schema


def _build_note_schema(entity_type: type, properties: tuple[Property, ...]) -> Schema:
    """Build the schema of a goal or an event."""
    shapes = {
        name: _add_description(name, _build_non_null_schema(hint), properties)
        for name, hint in get_type_hints(entity_type).items()
    }
    shapes["other"] = {"$ref": "#/$defs/other"}
    return build_object_schema(shapes, required=("path", "name", "other"))


def _build_log_entry_schema(entry_type: type) -> Schema:
    """Build the schema of an entry in the log; its description is the docstring's first line."""
    shapes = {
        name: _build_type_schema(hint)
        for name, hint in get_type_hints(entry_type).items()
        if name not in FIELDS_LEFT_OUT
    }
    for name in FIELDS_OF_TOUCH_OR_NULL:
        if name in shapes:
            shapes[name] = _build_schema_or_null(shapes[name])
    if entry_type is Ask:
        shapes["no_answer"] = {
            "type": "boolean",
            "description": "whether it is `open` for 42 days or more, and waits no longer",
        }
    description = (entry_type.__doc__ or "").partition("\n")[0]
    return {**build_object_schema(shapes), "description": description}


def _build_schema_or_null(shape: Schema) -> Schema:
    if "enum" in shape:
        return {"enum": [*filter(None, shape["enum"]), None]}
    return {"type": [shape["type"], "null"]}


def build_object_schema(properties: Schema, required: tuple[str, ...] | None = None) -> Schema:
    """Build the schema of an object; `required` None means that all properties are."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties if required is None else required),
        "additionalProperties": False,
    }


def _add_description(name: str, shape: Schema, properties: tuple[Property, ...]) -> Schema:
    """Add what a property means, if it is one that can be typed."""
    for prop in properties:
        if prop.name == name and prop.meaning:
            return {**shape, "description": prop.meaning}
    # A copy, for the shapes of the types are shared and callers add to them.
    return dict(shape)


def _build_non_null_schema(hint: Any) -> Schema:
    """Build the schema of a field that is left out of the export when it is not known."""
    known_types = [part for part in get_args(hint) if part is not NoneType]
    is_optional = len(known_types) < len(get_args(hint))
    return _build_type_schema(known_types[0] if is_optional else hint)


def _build_type_schema(hint: Any) -> Schema:
    if hint in _SCHEMAS_BY_TYPE:
        return _SCHEMAS_BY_TYPE[hint]
    if get_origin(hint) is tuple:
        return {"type": "array", "items": _build_type_schema(get_args(hint)[0])}
    if get_origin(hint) is Literal:
        return {"enum": list(get_args(hint))}
    if NoneType in get_args(hint):
        return {"anyOf": [_build_type_schema(part) for part in get_args(hint)]}
    return {"$ref": f"#/$defs/{hint.__name__.casefold()}"}


# Text as YAML may read it: `field: 3` is a number there. An empty value is never wrong.
_TEXT_SCHEMA: Schema = {"type": ["string", "number", "boolean", "null"]}

# A day as it may be typed: plainly, or as a link to a daily note.
_TYPED_DAY_SCHEMA: Schema = {
    "type": ["string", "null"],
    "pattern": "^(\\[\\[([^\\]|]*/)?)?[0-9]{4}-[0-9]{2}-[0-9]{2}",
}


def _build_property_schema(prop: Property, settings: Settings) -> Schema:
    """Build the schema of a property as it is typed."""
    shape = _build_typed_schema(prop, settings)
    if prop.is_list:
        shape = {"anyOf": [shape, {"type": "array", "items": _TEXT_SCHEMA}]}
    return {
        "description": f"{prop.meaning}: {prop.takes.replace('`', '')}",
        "examples": [_parse_example(prop)],
        **shape,
    }


def _build_typed_schema(prop: Property, settings: Settings) -> Schema:
    """Build the schema of one value of a property as it is typed."""
    match prop.name:
        case "kind":
            return {"enum": [*PURPOSE_KINDS, None]}
        case "tier":
            return {"enum": [*_list_tier_words(settings), None]}
        case "level":
            return {"enum": [*LEVELS, *_list_integers(LEVELS), None]}
        case "cadence":
            # `6 weeks`, or a number of days.
            return {"type": ["string", "integer", "null"]}
        case "archived":
            words = (*YES_WORDS, *NO_WORDS)
            return {"enum": [True, False, *words, *_list_integers(words), None]}
        case "birthday":
            return {"type": ["string", "null"], "pattern": "^([0-9]{4}-|--)?[0-9]{2}-?[0-9]{2}"}
    # `type` is a property and no field of a contact.
    hint = get_type_hints(Contact).get(prop.name, str)
    return _TYPED_DAY_SCHEMA if date in get_args(hint) else _TEXT_SCHEMA


def _list_tier_words(settings: Settings) -> list[str | int]:
    """List what may be typed for a tier: its name, or its rank in every spelling."""
    tiers = [name for name, _ in settings.tiers]
    ranks = [name for name, rank in TIER_RANKS.items() if rank < len(tiers)]
    capital_ranks = [rank.upper() for rank in ranks if rank.isalpha()]
    return [*tiers, *ranks, *capital_ranks, *_list_integers(ranks)]


def _list_integers(words: Iterable[str]) -> list[int]:
    """List the words that are numbers, which YAML reads as such."""
    return [int(word) for word in words if word.lstrip("-").isdecimal()]


def _parse_example(prop: Property) -> str | list[str]:
    if prop.example.startswith("["):
        return [item.strip() for item in prop.example.strip("[]").split(",")]
    return prop.example.strip('"')
