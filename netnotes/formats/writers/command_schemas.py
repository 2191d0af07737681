"""JSON Schemas (2020-12) of what the commands print with `--json`, by command.

The people in them are those of the export: `json_schema` has the definitions that they share. No
object may have a key that its schema does not name.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, get_args

from netnotes.formats.writers.ask_schema import build_ask_schema
from netnotes.formats.writers.json_schema import (
    DAY_SCHEMA,
    HEAD_PROPERTIES,
    SCHEMA_DIALECT,
    VERSION_SCHEMA,
    Schema,
    build_object_schema,
    build_person_definitions,
)
from netnotes.formats.writers.panel_schemas import build_panel_schema
from netnotes.formats.writers.way_schemas import (
    SOURCES,
    build_wanted_person_schema,
    build_way_schema,
)
from netnotes.model.diagnostics import CODES, Severity
from netnotes.network.follow_up import Standing
from netnotes.network.occasions import OccasionKind
from netnotes.network.week import When
from netnotes.reading.kinds import NoteKind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

TEXT: Schema = {"type": "string"}
COUNT: Schema = {"type": "integer", "minimum": 0}
LINE: Schema = {"type": "integer", "minimum": 1}
YES_OR_NO: Schema = {"type": "boolean"}
TEXT_OR_NULL: Schema = {"type": ["string", "null"]}
DAY_OR_NULL: Schema = {"anyOf": [DAY_SCHEMA, {"type": "null"}]}
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

# Who is named, in every object that is about a person.
NAME_PROPERTIES: Schema = {
    "name": TEXT,
    "path": {"type": "string", "description": "the note, from the top of the vault"},
}
NAMED_PERSON = build_object_schema(NAME_PROPERTIES)

# The groups of the list, in its order.
GROUPS = ("promise", "in-town", "due", "soon")


def build_due_schema() -> Schema:
    """Build the schema of what `netnotes due --json` prints."""
    standing: Schema = {"$ref": "#/$defs/standing"}
    entry: Schema = {"$ref": "#/$defs/entry"}
    properties: Schema = {
        **HEAD_PROPERTIES,
        "events": {
            **_build_list(_build_week_event_schema()),
            "description": "the events and trips of these days, with whom to meet there",
        },
        "week": {
            **_build_list(entry),
            "description": "the list: promises, in town, due, soon",
        },
        "new": {
            **_build_list(_build_entry_schema(("new",))),
            "description": "newly met people, beside the list",
        },
        "more_new": {
            **_build_list(NAMED_PERSON),
            "description": "newly met people for whom there is no place",
        },
        "next": {**_build_or_null(entry), "description": "who would be next on the list"},
        "while_there": {
            **_build_list(_build_entry_schema(("in-town",))),
            "description": "who lives where you are going to be, and is half way to being due",
        },
        "reconnect": {**_build_or_null(standing), "description": "an old tie, one a month"},
        "thanks": {
            **_build_list(_build_thanks_schema()),
            "description": "who helped or answered lately and has not heard from you since",
        },
        "occasions": {
            **_build_list(_build_occasion_schema()),
            "description": "birthdays and other days of the year, soon to come",
        },
        "meeting": {
            **_build_list(NAMED_PERSON),
            "description": "who is due and not on the list, because you meet them these days",
        },
        "waiting": {**COUNT, "description": "how many are due and not on the list"},
        "truncated": {
            **YES_OR_NO,
            "description": "whether more are due, fall due within the week or were just met than have a place",
        },
        "catch_up": {
            **DAY_OR_NULL,
            "description": "from when on nobody due has to wait; null if that never comes",
        },
        "first_look": {
            **_build_or_null(_build_first_look_schema()),
            "description": "where to begin, if nobody has an interval yet",
        },
        "people": {
            **_build_list(standing),
            "description": "everybody, with `--all`",
        },
    }
    properties["inbox"] = {**COUNT, "description": "how many sentences wait in the inbox"}
    properties["places"] = {
        **_build_list(_build_place_schema()),
        "description": "where you are anyway, by the settings; `date` is when an event is next",
    }
    required = [name for name in properties if name != "people"]
    return _build_form(
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
            "people": {**_build_list(guest), "description": "whom to meet there, and why"},
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
                **_build_list(build_object_schema({**NAME_PROPERTIES, "mentions": COUNT})),
                "description": "who is mentioned most in the notes",
            },
            "truncated": {**YES_OR_NO, "description": "whether there are more people"},
        }
    )


def build_mix_schema() -> Schema:
    """Build the schema of what `netnotes mix --json` prints."""
    properties = {**HEAD_PROPERTIES, "panels": _build_list(build_panel_schema())}
    return _build_form(
        "The mix, as `netnotes mix --json` prints it",
        build_object_schema(properties),
        {"named": NAMED_PERSON},
    )


def build_who_schema() -> Schema:
    """Build the schema of what `netnotes who --json` prints."""
    properties = {"netnotes": VERSION_SCHEMA, "people": _build_list({"$ref": "#/$defs/person"})}
    return _build_form(
        "The people whom `netnotes who --json` finds",
        build_object_schema(properties),
        build_person_definitions(),
    )


def build_brief_schema() -> Schema:
    """Build the schema of what `netnotes brief --json` prints: a person, or whom a name may mean."""
    definitions = build_person_definitions()
    person = deepcopy(definitions.pop("person"))
    person["properties"] = {"netnotes": VERSION_SCHEMA, **person["properties"]}
    person["properties"]["what_to_say"] = {
        **_build_or_null(_build_what_to_say_schema()),
        "description": "what to say if they ask what you do; null without a pitch",
    }
    person["required"] = ["netnotes", *person["required"], "what_to_say"]
    return _build_form(
        "A person, or the several whom a name may mean, as `netnotes brief --json` prints them",
        {"oneOf": [person, _build_candidates_schema()]},
        definitions,
    )


def _build_what_to_say_schema() -> Schema:
    goal = {"type": ["string", "null"], "description": "the path of the goal it is for"}
    return build_object_schema(
        {
            "pitches": _build_list(build_object_schema({"words": TEXT, "goal": goal})),
            "questions": {**_build_list(TEXT), "description": "how to close a good talk"},
        }
    )


def _build_candidates_schema() -> Schema:
    candidate = build_object_schema(
        {
            **NAME_PROPERTIES,
            "write": {"type": "string", "description": "what to write to mean this one"},
            "differs_in": {**_build_list(TEXT), "description": "what tells this one apart"},
        }
    )
    return build_object_schema({"netnotes": VERSION_SCHEMA, "candidates": _build_list(candidate)})


def build_check_schema() -> Schema:
    """Build the schema of what `netnotes check --json` prints."""
    diagnostic = build_object_schema(
        {
            "code": {"enum": [code.name for code in CODES]},
            "severity": {"enum": [str(Severity.ERROR), str(Severity.WARNING)]},
            "path": {"type": "string", "description": "the file, from the top of the vault"},
            "line": LINE,
            "column": LINE,
            "message": TEXT,
            "help": {"type": "string", "description": "what to do; empty if the message says it"},
            "notes": {**LINE, "description": "for how many notes it stands"},
        }
    )
    fixed = build_object_schema({"path": TEXT, "fixes": _build_list(TEXT)})
    properties: Schema = {
        "netnotes": VERSION_SCHEMA,
        "diagnostics": _build_list(diagnostic),
        "errors": COUNT,
        "warnings": COUNT,
        "truncated": {
            **YES_OR_NO,
            "description": "whether a finding stands for several notes; `--all` has each of them",
        },
        "fixed": {
            **_build_list(fixed),
            "description": "with `--fix`, what was fixed; with `--dry-run`, what would be",
        },
    }
    required = tuple(name for name in properties if name != "fixed")
    return _build_form(
        "What is wrong in the notes, as `netnotes check --json` prints it",
        build_object_schema(properties, required=required),
    )


def build_explain_schema() -> Schema:
    """Build the schema of what `netnotes explain --json` prints: of a note, or of codes."""
    place: Schema = {
        "path": {"type": "string", "description": "the file, from the top of the vault"},
        "line": {
            "type": ["integer", "null"],
            "minimum": 1,
            "description": "null for the name of the file",
        },
        "words": {"type": "string", "description": "the line as it is written"},
    }
    last_contact = {"date": DAY_SCHEMA, "from": TEXT, **place}
    fact_value: Schema = {"type": ["string", "integer", "boolean", "array"], "items": TEXT}
    touch = {
        "date": DAY_SCHEMA,
        "channel": TEXT_OR_NULL,
        "with": NAMED_PERSON,
        "where": {"type": "string", "description": "which note it is, in words"},
        "day_line": {
            "type": ["integer", "null"],
            "minimum": 1,
            "description": "the line that the day is in; null for the name of the file",
        },
        **place,
    }
    note = {
        "netnotes": VERSION_SCHEMA,
        "path": TEXT,
        "kind": {"enum": [kind or None for kind in get_args(NoteKind)]},
        "reason": {"type": "string", "description": "why it is of that kind"},
        "name": {**TEXT_OR_NULL, "description": "the contact's name"},
        "last_contact": _build_or_null(build_object_schema(last_contact)),
        "facts": _build_list(
            build_object_schema({"property": TEXT, "value": fact_value, "form": TEXT, **place})
        ),
        "touches": _build_list(build_object_schema(touch)),
        "items": _build_list(build_object_schema({"what": TEXT, "text": TEXT, **place})),
        "unread": _build_list(build_object_schema({"reason": TEXT, **place})),
    }
    code_names = ("code", "severity", "rule", "why", "wrong", "right")
    code = build_object_schema(dict.fromkeys(code_names, TEXT))
    codes = build_object_schema({"netnotes": VERSION_SCHEMA, "codes": _build_list(code)})
    return _build_form(
        "Where each fact was read, or what the codes mean, as `netnotes explain --json` prints it",
        {"oneOf": [build_object_schema(note), codes]},
    )


def build_path_schema() -> Schema:
    """Build the schema of what `netnotes path --json` prints: ways, or whom a name may mean."""
    properties = {
        "netnotes": VERSION_SCHEMA,
        "as_of": DAY_SCHEMA,
        "text": {"type": "string", "description": "the name or the words that were asked for"},
        "people": {
            **_build_list(build_wanted_person_schema()),
            "description": "the one who is called so, or all who fit the words, the best way first",
        },
    }
    return _build_form(
        "Ways to somebody, as `netnotes path --json` prints them",
        {"oneOf": [build_object_schema(properties), _build_candidates_schema()]},
        {"way": build_way_schema(), "sources": SOURCES},
    )


def build_undo_schema() -> Schema:
    """Build the schema of what `netnotes undo --list --json` prints."""
    command = build_object_schema(
        {
            "time": TEXT,
            "command": TEXT,
            "files": _build_list(TEXT),
            "complete": {**YES_OR_NO, "description": "false if the command was cut short"},
        }
    )
    return _build_form(
        "What can be taken back, as `netnotes undo --list --json` prints it",
        build_object_schema({"netnotes": VERSION_SCHEMA, "commands": _build_list(command)}),
    )


def build_inbox_schema() -> Schema:
    """Build the schema of what `netnotes inbox --json` prints."""
    entry = build_object_schema({"path": TEXT, "entry": TEXT})
    filed = build_object_schema(
        {
            "line": {**LINE, "description": "its line in the inbox as it was"},
            "sentence": TEXT,
            "reading": {"type": "string", "description": "how it was understood, in words"},
            "entries": {**_build_list(entry), "description": "what was written into the notes"},
            "already_in": {
                **_build_list(TEXT),
                "description": "the notes in which it stood already",
            },
        }
    )
    asked = build_object_schema({"line": LINE, "sentence": TEXT, "question": TEXT})
    return _build_form(
        "What became of the sentences in the inbox, as `netnotes inbox --json` prints it",
        build_object_schema(
            {
                "netnotes": VERSION_SCHEMA,
                "inbox": {"type": "string", "description": "its path"},
                "filed": _build_list(filed),
                "asked": _build_list(asked),
            }
        ),
    )


# What builds the schema of each command that has `--json`.
COMMAND_SCHEMAS: Mapping[str, Callable[[], Schema]] = {
    "due": build_due_schema,
    "mix": build_mix_schema,
    "who": build_who_schema,
    "brief": build_brief_schema,
    "check": build_check_schema,
    "explain": build_explain_schema,
    "path": build_path_schema,
    "undo": build_undo_schema,
    "inbox": build_inbox_schema,
    "ask": build_ask_schema,
}


def _build_form(title: str, schema: Schema, definitions: Schema | None = None) -> Schema:
    """Build a whole schema, with a title and the definitions that it refers to."""
    form = {"$schema": SCHEMA_DIALECT, "title": title, **schema}
    return {**form, "$defs": definitions} if definitions else form


def _build_list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _build_or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}
