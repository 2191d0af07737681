"""JSON Schema (2020-12) of what `netnotes ask --json` prints."""

from __future__ import annotations

from netnotes.formats.writers.json_schema import (
    HEAD_PROPERTIES,
    Schema,
    build_object_schema,
)
from netnotes.formats.writers.schema_parts import (
    DAY_OR_NULL,
    LINE,
    NAME_PROPERTIES,
    TEXT,
    TEXT_OR_NULL,
    YES_OR_NO,
    build_form,
    build_list,
)
from netnotes.model.people import ASK_KINDS
from netnotes.network.measures.goal_asks import ASK_GROUPS, OBSTACLES


def build_ask_schema() -> Schema:
    """Build the schema of what `netnotes ask --json` prints."""
    sources: Schema = {
        **build_list(build_object_schema({"path": TEXT, "line": LINE})),
        "description": "the lines that say it",
    }
    reason = build_object_schema(
        {
            "kind": {"type": "string", "description": "`promise`, or the property that says it"},
            "text": TEXT,
            "sources": sources,
        }
    )
    person = build_object_schema(
        {
            **NAME_PROPERTIES,
            "group": {"enum": list(ASK_GROUPS)},
            "reasons": build_list(reason),
            "targets": {
                **build_list(build_object_schema({"name": TEXT, "path": TEXT_OR_NULL})),
                "description": "whom they know and you want to meet",
            },
            "last_talk": TEXT,
            "draft": {
                **TEXT_OR_NULL,
                "description": "null where a promise of yours comes first, or the goal has no "
                "`ask`",
            },
        }
    )
    not_now = build_object_schema(
        {
            **NAME_PROPERTIES,
            "kind": {"enum": list(OBSTACLES)},
            "text": TEXT,
            "date": DAY_OR_NULL,
            "sources": sources,
        }
    )
    asked = build_object_schema(
        {
            **NAME_PROPERTIES,
            "text": TEXT,
            "date": DAY_OR_NULL,
            "state": {"enum": ["open", "granted", "declined"]},
            "answered": DAY_OR_NULL,
            "no_answer": {**YES_OR_NO, "description": "open for 42 days or more"},
            "reminder": {**YES_OR_NO, "description": "whether it may have its one reminder"},
            "sources": sources,
        }
    )
    goal = build_object_schema(
        {**NAME_PROPERTIES, "status": {"enum": ["active", "done", "dropped"]}}
    )
    written = build_object_schema({**NAME_PROPERTIES, "sources": sources})
    return build_form(
        "Whom one could ask for a goal, as `netnotes ask --json` prints it",
        build_object_schema(
            {
                **HEAD_PROPERTIES,
                "goal": goal,
                "ask": {**TEXT_OR_NULL, "description": "what the goal asks"},
                "ask_kind": {"enum": [*ASK_KINDS, None]},
                "people": {**build_list(person), "description": "whom one could ask, in order"},
                "truncated": {**YES_OR_NO, "description": "whether there are more, with `--all`"},
                "not_now": {**build_list(not_now), "description": "who is left out for now"},
                "asked": {**build_list(asked), "description": "what was asked for the goal"},
                "written": {
                    **build_list(written),
                    "description": "with `--asked`, the entries that were written",
                },
            }
        ),
    )
