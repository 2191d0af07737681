"""JSON Schema (2020-12) of what `netnotes due --json` prints."""

from __future__ import annotations

from typing import get_args

from netnotes.formats.writers.json_schema import (
    DAY_SCHEMA,
    HEAD_PROPERTIES,
    Schema,
    build_object_schema,
)
from netnotes.formats.writers.schema_parts import (
    COUNT,
    DAY_OR_NULL,
    NAME_PROPERTIES,
    NAMED_PERSON,
    TEXT,
    TEXT_OR_NULL,
    YES_OR_NO,
    build_form,
    build_list,
    build_or_null,
)
from netnotes.network.follow_up import Standing
from netnotes.network.occasions import OccasionKind
from netnotes.network.week import When

DAYS_OR_NULL: Schema = {
    "type": ["integer", "null"],
    "minimum": 0,
    "description": "days since the last contact",
}
TURNS_OR_NULL: Schema = {
    "type": ["number", "null"],
    "minimum": 0,
    "description": "days since the last contact, in intervals",
}

# The groups of the list, in its order.
GROUPS = ("promise", "in-town", "due", "soon")


def build_due_schema() -> Schema:
    """Build the schema of what `netnotes due --json` prints."""
    standing: Schema = {"$ref": "#/$defs/standing"}
    entry: Schema = {"$ref": "#/$defs/entry"}
    properties: Schema = {
        **HEAD_PROPERTIES,
        "events": {
            **build_list(_build_week_event_schema()),
            "description": "the events and trips of these days, with whom to meet there",
        },
        "week": {
            **build_list(entry),
            "description": "the list: promises, in town, due, soon",
        },
        "new": {
            **build_list(_build_entry_schema(("new",))),
            "description": "newly met people, beside the list",
        },
        "more_new": {
            **build_list(NAMED_PERSON),
            "description": "newly met people for whom there is no place",
        },
        "met_earlier": {
            **build_list(NAMED_PERSON),
            "description": "who was met lately, has no interval and has not heard from you",
        },
        "met_without_note": {
            **build_list(build_object_schema({"event": NAMED_PERSON, "names": build_list(TEXT)})),
            "description": "whom the notes of recent events say you met, and who have no note yet",
        },
        "next": {**build_or_null(entry), "description": "who would be next on the list"},
        "while_there": {
            **build_list(_build_entry_schema(("in-town",))),
            "description": "who lives where you are going to be, and is half way to being due",
        },
        "reconnect": {**build_or_null(standing), "description": "an old tie, one a month"},
        "thanks": {
            **build_list(_build_thanks_schema()),
            "description": "who helped or answered lately and has not heard from you since",
        },
        "occasions": {
            **build_list(_build_occasion_schema()),
            "description": "birthdays and other days of the year, soon to come",
        },
        "meeting": {
            **build_list(NAMED_PERSON),
            "description": "who is due and not on the list, because you meet them these days",
        },
        "waiting": {**COUNT, "description": "how many are due and not on the list"},
        "truncated": {
            **YES_OR_NO,
            "description": "whether more are due, fall due within the week or were just met than "
            "have a place",
        },
        "catch_up": {
            **DAY_OR_NULL,
            "description": "from when on nobody due has to wait; null if that never comes",
        },
        "first_look": {
            **build_or_null(_build_first_look_schema()),
            "description": "where to begin, if nobody has an interval yet",
        },
        "people": {
            **build_list(standing),
            "description": "everybody, with `--all`",
        },
    }
    properties["inbox"] = {**COUNT, "description": "how many sentences wait in the inbox"}
    properties["places"] = {
        **build_list(_build_place_schema()),
        "description": "where you are anyway, by the settings; `date` is when an event is next",
    }
    required = [name for name in properties if name != "people"]
    return build_form(
        "This week, as `netnotes due --json` prints it",
        build_object_schema(properties, required=tuple(required)),
        {"entry": _build_entry_schema(GROUPS), "standing": _build_standing_schema()},
    )


def _build_place_schema() -> Schema:
    path = {"type": ["string", "null"], "description": "the note that it links to"}
    return build_object_schema({"words": TEXT, "path": path, "date": DAY_OR_NULL})


def _build_week_event_schema() -> Schema:
    guest = build_object_schema({**NAME_PROPERTIES, "reason": TEXT})
    return build_object_schema(
        {
            **NAME_PROPERTIES,
            "date": DAY_SCHEMA,
            "until": {**DAY_SCHEMA, "description": "the last day"},
            "location": TEXT_OR_NULL,
            "people": {**build_list(guest), "description": "whom to meet there, and why"},
        }
    )


def _build_entry_schema(groups: tuple[str, ...]) -> Schema:
    return build_object_schema(
        {
            **NAME_PROPERTIES,
            "group": {"enum": list(groups)},
            "when": {"enum": list(get_args(When))},
            "reason": {"type": "string", "description": "why, in words"},
            "days": DAYS_OR_NULL,
            "turns": TURNS_OR_NULL,
            "due": {**DAY_OR_NULL, "description": "when to be in touch again"},
        }
    )


def _build_standing_schema() -> Schema:
    return build_object_schema(
        {
            **NAME_PROPERTIES,
            "standing": {"enum": [str(standing) for standing in Standing]},
            "last_contact": DAY_OR_NULL,
            "due": {**DAY_OR_NULL, "description": "when to be in touch again"},
            "days": DAYS_OR_NULL,
            "turns": TURNS_OR_NULL,
        }
    )


def _build_thanks_schema() -> Schema:
    return build_object_schema(
        {
            **NAME_PROPERTIES,
            "reason": TEXT,
            "asked": {**TEXT, "description": "what you asked for"},
            "state": {"enum": ["granted", "declined"]},
            "answered": DAY_SCHEMA,
            "line": {**COUNT, "description": "the line of the ask in the note"},
        }
    )


def _build_occasion_schema() -> Schema:
    return build_object_schema(
        {
            **NAME_PROPERTIES,
            "kind": {"enum": list(get_args(OccasionKind))},
            "date": DAY_SCHEMA,
            "text": {**TEXT_OR_NULL, "description": "what happened on that day"},
            "years": {
                "type": ["integer", "null"],
                "minimum": 1,
                "description": "how many years it will be",
            },
        }
    )


def _build_first_look_schema() -> Schema:
    return build_object_schema(
        {
            "line": {"type": "string", "description": "the line to write into a note"},
            "mentioned": {
                **build_list(build_object_schema({**NAME_PROPERTIES, "mentions": COUNT})),
                "description": "who is mentioned most in the notes",
            },
            "truncated": {**YES_OR_NO, "description": "whether there are more people"},
        }
    )
