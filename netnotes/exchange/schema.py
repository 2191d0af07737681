"""What our JSON and our front matter look like, as JSON Schema (2020-12), made from the types and from FIELDS."""

from __future__ import annotations

from datetime import date
from types import NoneType
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin, get_type_hints

from netnotes.exchange.to_json import VERSION
from netnotes.network.followup import Standing
from netnotes.network.record import NOT_TOLD, TOLD
from netnotes.people import Ask, Birthday, Contact, Event, Gift, Goal, Learned, Link, Me, Promise, Touch
from netnotes.reading.fields import (
    AMBIGUOUS_NAMES,
    CONTACT_PROPERTIES,
    EVENT_PROPERTIES,
    GOAL_PROPERTIES,
    LEVELS,
    NO_WORDS,
    PURPOSE_KINDS,
    TIER_RANKS,
    YES_WORDS,
)
from netnotes.words import fold
from netnotes.writing.typed import LISTS

if TYPE_CHECKING:
    from netnotes.reading.fields import Property
    from netnotes.settings import Settings

DIALECT = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]


def export_schema() -> Schema:
    """What `netnotes export json` prints."""
    return {
        "$schema": DIALECT,
        "title": "A network, as netnotes exports it",
        **_object(
            {
                "netnotes": {"const": VERSION, "description": "the version of this form"},
                "as_of": {**DAY, "description": "the day for which what follows was reckoned"},
                "vault": {"type": "string", "description": "the vault's name"},
                "me": _object({name: _shape(hint) for name, hint in _hints(Me).items()}, required=()),
                **{name: {"type": "array", "items": {"$ref": f"#/$defs/{one}"}} for name, one in _KINDS.items()},
            }
        ),
        "$defs": {
            "person": _person(),
            "goal": _note(Goal, GOAL_PROPERTIES),
            "event": _note(Event, EVENT_PROPERTIES),
            **{one.__name__.casefold(): _entry(one) for one in (Touch, Gift, Ask, Promise, Learned)},
            "other": {
                "type": "object",
                "description": "properties that netnotes has no meaning for, as they were written",
                "additionalProperties": {"type": "array", "items": {"type": "string"}},
            },
        },
    }


def front_matter_schema(settings: Settings) -> Schema:
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
        "$schema": DIALECT,
        "title": "The front matter of a contact's note",
        "type": "object",
        "properties": properties,
        "$defs": {prop.name: _typed(prop, settings) for prop in CONTACT_PROPERTIES},
    }


DAY: Schema = {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
BIRTHDAY: Schema = {"type": "string", "pattern": "^([0-9]{4}-)?[0-9]{2}-[0-9]{2}$"}

_SHAPES: dict[Any, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    date: DAY,
    Birthday: BIRTHDAY,
    Link: {"type": "string", "description": "the target of a link, as it was written"},
    NoneType: {"type": "null"},
}

_KINDS = {"people": "person", "goals": "goal", "events": "event"}


def _person() -> Schema:
    """A contact as `record` tells it."""
    told = {
        name: _described(name, _shape_known(hint), CONTACT_PROPERTIES)
        for name, hint in _hints(Contact).items()
        if name not in NOT_TOLD
    }
    told["cadence"] = _described(
        "cadence", {"anyOf": [{"type": "integer", "minimum": 1}, {"const": "never"}]}, CONTACT_PROPERTIES
    )
    told["text"]["description"] = "the note's own words as Markdown, without the log"
    always = {
        "path": {"type": "string", "description": "the note, from the top of the vault"},
        "name": told.pop("name"),
        "knows": _described("knows", _shape(_hints(Contact)["knows"]), CONTACT_PROPERTIES),
        "standing": {"enum": [str(one) for one in Standing], "description": "how things stand on that day"},
        "last": {**_shape(date | None), "description": "the last contact"},
        "due": {**_shape(date | None), "description": "when to be in touch again"},
        "turns": {"type": ["number", "null"], "description": "days since the last contact, in intervals"},
        **{name: _shape(_hints(Contact)[name]) for name in TOLD},
        "other": {"$ref": "#/$defs/other"},
    }
    return _object({**always, **told}, required=tuple(always))


def _note(kind: type, properties: tuple[Property, ...]) -> Schema:
    """A goal or an event."""
    told = {name: _described(name, _shape_known(hint), properties) for name, hint in _hints(kind).items()}
    return _object({**told, "other": {"$ref": "#/$defs/other"}}, required=("path", "name", "other"))


def _entry(kind: type) -> Schema:
    """Something the log tells."""
    told = {name: _shape(hint) for name, hint in _hints(kind).items() if name != "place"}
    return _object(told) | {"description": (kind.__doc__ or "").partition("\n")[0]}


def _object(properties: Schema, required: tuple[str, ...] | None = None) -> Schema:
    names = list(properties if required is None else required)
    return {"type": "object", "properties": properties, "required": names, "additionalProperties": False}


def _described(name: str, shape: Schema, properties: tuple[Property, ...]) -> Schema:
    meaning = next((one.meaning for one in properties if one.name == name), "")
    return {**shape, "description": meaning} if meaning else dict(shape)


def _hints(kind: type) -> dict[str, Any]:
    """The types of what something is made of, by name."""
    return get_type_hints(kind, localns={"Day": date})


def _shape_known(hint: Any) -> Schema:
    """The shape of what is left out when it is not known."""
    known = [one for one in get_args(hint) if one is not NoneType]
    return _shape(known[0]) if NoneType in get_args(hint) else _shape(hint)


def _shape(hint: Any) -> Schema:
    if hint in _SHAPES:
        return _SHAPES[hint]
    if get_origin(hint) is tuple:
        return {"type": "array", "items": _shape(get_args(hint)[0])}
    if get_origin(hint) is Literal:
        return {"enum": list(get_args(hint))}
    if NoneType in get_args(hint):
        return {"anyOf": [_shape(one) for one in get_args(hint)]}
    return {"$ref": f"#/$defs/{hint.__name__.casefold()}"}


_TEXT: Schema = {"type": ["string", "number", "boolean", "null"]}
"""A text as YAML may take it: `field: 3` is a number there. Nothing written is never wrong."""

_TYPED_DAY: Schema = {"type": ["string", "null"], "pattern": "^(\\[\\[([^\\]|]*/)?)?[0-9]{4}-[0-9]{2}-[0-9]{2}"}


def _typed(prop: Property, settings: Settings) -> Schema:
    """A property as it is typed."""
    hint = _hints(Contact).get(prop.name, str)
    tiers = [name for name, _ in settings.tiers]
    ranks = [name for name, rank in TIER_RANKS.items() if rank < len(tiers)]
    own: dict[str, Schema] = {
        "kind": {"enum": [*PURPOSE_KINDS, None]},
        "tier": {"enum": [*tiers, *ranks, *map(str.upper, filter(str.isalpha, ranks)), *_numbers(ranks), None]},
        "level": {"enum": [*LEVELS, *_numbers(LEVELS), None]},
        "cadence": {"type": ["string", "integer", "null"]},
        "archived": {"enum": [True, False, *YES_WORDS, *NO_WORDS, *_numbers((*YES_WORDS, *NO_WORDS)), None]},
        "birthday": {"type": ["string", "null"], "pattern": "^([0-9]{4}-|--)?[0-9]{2}-?[0-9]{2}"},
    }
    shape = own.get(prop.name, _TYPED_DAY if date in get_args(hint) else _TEXT)
    if prop.name in LISTS or prop.name == "type":
        shape = {"anyOf": [shape, {"type": "array", "items": _TEXT}]}
    return {"description": f"{prop.meaning}: {prop.takes.replace('`', '')}", "examples": [_example(prop)], **shape}


def _numbers(words: Any) -> list[int]:
    return [int(word) for word in words if word.lstrip("-").isdecimal()]


def _example(prop: Property) -> str | list[str]:
    if prop.example.startswith("["):
        return [item.strip() for item in prop.example.strip("[]").split(",")]
    return prop.example.strip('"')
