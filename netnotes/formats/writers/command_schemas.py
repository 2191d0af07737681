"""JSON Schemas (2020-12) of what the commands print with `--json`, by command.

The people in them are those of the export: `json_schema` has the definitions that they share. No
object may have a key that its schema does not name.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, get_args

from netnotes.formats.writers.ask_schema import build_ask_schema
from netnotes.formats.writers.due_schema import build_due_schema
from netnotes.formats.writers.json_schema import (
    DAY_SCHEMA,
    HEAD_PROPERTIES,
    VERSION_SCHEMA,
    Schema,
    build_object_schema,
    build_person_definitions,
)
from netnotes.formats.writers.panel_schemas import build_panel_schema
from netnotes.formats.writers.schema_parts import (
    COUNT,
    LINE,
    NAME_PROPERTIES,
    NAMED_PERSON,
    TEXT,
    TEXT_OR_NULL,
    YES_OR_NO,
    build_form,
    build_list,
    build_or_null,
)
from netnotes.formats.writers.way_schemas import (
    SOURCES,
    build_wanted_person_schema,
    build_way_schema,
)
from netnotes.model.diagnostic_codes import CODES
from netnotes.model.diagnostics import Severity
from netnotes.reading.note_types import NoteKind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def build_mix_schema() -> Schema:
    """Build the schema of what `netnotes mix --json` prints."""
    properties = {**HEAD_PROPERTIES, "panels": build_list(build_panel_schema())}
    return build_form(
        "The mix, as `netnotes mix --json` prints it",
        build_object_schema(properties),
        {"named": NAMED_PERSON},
    )


def build_who_schema() -> Schema:
    """Build the schema of what `netnotes who --json` prints."""
    properties = {"netnotes": VERSION_SCHEMA, "people": build_list({"$ref": "#/$defs/person"})}
    return build_form(
        "The people whom `netnotes who --json` finds",
        build_object_schema(properties),
        build_person_definitions(),
    )


def build_brief_schema() -> Schema:
    """Build the schema of what `netnotes brief --json` prints: a person, or candidates."""
    definitions = build_person_definitions()
    person = deepcopy(definitions.pop("person"))
    person["properties"] = {"netnotes": VERSION_SCHEMA, **person["properties"]}
    person["properties"]["what_to_say"] = {
        **build_or_null(_build_what_to_say_schema()),
        "description": "what to say if they ask what you do; null without a pitch",
    }
    person["required"] = ["netnotes", *person["required"], "what_to_say"]
    return build_form(
        "A person, or the several whom a name may mean, as `netnotes brief --json` prints them",
        {"oneOf": [person, _build_candidates_schema()]},
        definitions,
    )


def _build_what_to_say_schema() -> Schema:
    goal = {"type": ["string", "null"], "description": "the path of the goal it is for"}
    return build_object_schema(
        {
            "pitches": build_list(build_object_schema({"words": TEXT, "goal": goal})),
            "questions": {**build_list(TEXT), "description": "how to close a good talk"},
        }
    )


def _build_candidates_schema() -> Schema:
    candidate = build_object_schema(
        {
            **NAME_PROPERTIES,
            "write": {"type": "string", "description": "what to write to mean this one"},
            "differs_in": {**build_list(TEXT), "description": "what tells this one apart"},
        }
    )
    return build_object_schema({"netnotes": VERSION_SCHEMA, "candidates": build_list(candidate)})


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
    fixed = build_object_schema({"path": TEXT, "fixes": build_list(TEXT)})
    properties: Schema = {
        "netnotes": VERSION_SCHEMA,
        "diagnostics": build_list(diagnostic),
        "errors": COUNT,
        "warnings": COUNT,
        "truncated": {
            **YES_OR_NO,
            "description": "whether a finding stands for several notes; `--all` has each of them",
        },
        "fixed": {
            **build_list(fixed),
            "description": "with `--fix`, what was fixed; with `--dry-run`, what would be",
        },
    }
    required = tuple(name for name in properties if name != "fixed")
    return build_form(
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
        "last_contact": build_or_null(build_object_schema(last_contact)),
        "facts": build_list(
            build_object_schema({"property": TEXT, "value": fact_value, "form": TEXT, **place})
        ),
        "touches": build_list(build_object_schema(touch)),
        "items": build_list(build_object_schema({"what": TEXT, "text": TEXT, **place})),
        "unread": build_list(build_object_schema({"reason": TEXT, **place})),
    }
    code_names = ("code", "severity", "rule", "why", "wrong", "right")
    code = build_object_schema(dict.fromkeys(code_names, TEXT))
    codes = build_object_schema({"netnotes": VERSION_SCHEMA, "codes": build_list(code)})
    return build_form(
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
            **build_list(build_wanted_person_schema()),
            "description": "the one who is called so, or all who fit the words, the best way first",
        },
    }
    return build_form(
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
            "files": build_list(TEXT),
            "complete": {**YES_OR_NO, "description": "false if the command was cut short"},
        }
    )
    return build_form(
        "What can be taken back, as `netnotes undo --list --json` prints it",
        build_object_schema({"netnotes": VERSION_SCHEMA, "commands": build_list(command)}),
    )


def build_inbox_schema() -> Schema:
    """Build the schema of what `netnotes inbox --json` prints."""
    entry = build_object_schema({"path": TEXT, "entry": TEXT})
    filed = build_object_schema(
        {
            "line": {**LINE, "description": "its line in the inbox as it was"},
            "sentence": TEXT,
            "reading": {"type": "string", "description": "how it was understood, in words"},
            "entries": {**build_list(entry), "description": "what was written into the notes"},
            "already_in": {
                **build_list(TEXT),
                "description": "the notes in which it stood already",
            },
        }
    )
    asked = build_object_schema({"line": LINE, "sentence": TEXT, "question": TEXT})
    return build_form(
        "What became of the sentences in the inbox, as `netnotes inbox --json` prints it",
        build_object_schema(
            {
                "netnotes": VERSION_SCHEMA,
                "inbox": {"type": "string", "description": "its path"},
                "filed": build_list(filed),
                "asked": build_list(asked),
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
