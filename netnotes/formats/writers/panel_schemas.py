"""The JSON Schema of a panel of the mix, with the values of each panel by its id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.formats.writers.json_schema import build_object_schema
from netnotes.formats.writers.schema_parts import COUNT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netnotes.formats.writers.json_schema import Schema

_LEVEL: Schema = {"type": "integer", "minimum": -2, "maximum": 2}
_NUMBER: Schema = {"type": "number"}
_SHARE: Schema = {"type": "number", "minimum": 0, "maximum": 1}
_BALANCE: Schema = {"type": "number", "minimum": -1, "maximum": 1}
_COUNT_OR_NULL: Schema = {"type": ["integer", "null"], "minimum": 0}
_SHARE_OR_NULL: Schema = {"type": ["number", "null"], "minimum": 0, "maximum": 1}
_COUNTS_BY_NAME: Schema = {
    "type": "object",
    "additionalProperties": COUNT,
    "description": "by name; those who share a name by the paths of their notes",
}
_PERSON: Schema = {"$ref": "#/$defs/named"}
_PEOPLE: Schema = {"type": "array", "items": _PERSON}
_CIRCLES: Schema = {"type": "array", "items": _PEOPLE}
_SIDES = build_object_schema({"inside": COUNT, "outside": COUNT, "unknown": COUNT})


def _build_tuple(*items: Schema) -> Schema:
    """Build the schema of a list that holds exactly these."""
    return {"type": "array", "prefixItems": list(items), "items": False, "minItems": len(items)}


_PAIRS: Schema = {"type": "array", "items": _build_tuple(_PERSON, _PERSON)}
_REASONS: Schema = {"type": "array", "items": {"enum": ["need", "field", "city"]}}

# The values of each panel, by its id; a panel with too few notes for its number has none.
VALUES: Mapping[str, Schema] = {
    "purpose": {
        "with_purpose": _SHARE,
        "goal_linked": _SHARE,
        "contacts_per_goal": _COUNTS_BY_NAME,
        "goals_with_nobody": {"type": "array", "items": {"type": "string"}},
    },
    "capacity": {
        "load_per_week": {"type": "number", "minimum": 0},
        "budget": {"type": ["number", "null"], "minimum": 0},
        "rho": {
            "type": ["number", "null"],
            "minimum": 0,
            "description": "load / budget; null without a budget, or with one of 0",
        },
    },
    "in-touch": {
        **dict.fromkeys(("in_touch", "planned", "due", "lapsed", "dormant"), _PEOPLE),
        **dict.fromkeys(("not_yet_contacted", "no_interval"), _PEOPLE),
        "in_touch_rate": _SHARE,
    },
    "realised-interval": {
        "tiers": {
            "type": "object",
            "description": "by the name of the tier",
            "additionalProperties": build_object_schema(
                {
                    "planned_days": COUNT,
                    "median_days": _COUNT_OR_NULL,
                    "contacts": COUNT,
                    "gaps": COUNT,
                    "running": COUNT,
                }
            ),
        }
    },
    "kinds": dict.fromkeys(("operational", "personal", "strategic"), COUNT),
    "fields": {
        "counts": {"type": "array", "items": COUNT},
        "fields": {"type": "object", "additionalProperties": COUNT},
        "hill1": _NUMBER,
        "chance_two_differ": _SHARE,
        "hill1_leave_one_out": _build_tuple(_NUMBER, _NUMBER),
        "chance_two_differ_leave_one_out": _build_tuple(_SHARE, _SHARE),
    },
    "inside-outside": {"inside": COUNT, "outside": COUNT, "ei": _BALANCE},
    "levels": {
        **dict.fromkeys(("above", "peer", "below"), COUNT),
        **dict.fromkeys(("upper_reach", "lower"), _LEVEL),
        **dict.fromkeys(("range", "extensity"), COUNT),
        "mean": _NUMBER,
    },
    "effective-size": {
        **dict.fromkeys(("n", "ties"), COUNT),
        "effective_size": _NUMBER,
        "effective_size_bounds": _build_tuple(_NUMBER, _NUMBER),
        "efficiency": _SHARE,
    },
    "circles": {
        **dict.fromkeys(("circles", "largest"), COUNT),
        "clusters": _CIRCLES,
        "sole_links": _PEOPLE,
    },
    "circles-kept-warm": {
        **dict.fromkeys(("circles", "kept_warm"), COUNT),
        "share": _SHARE,
        "not_kept_warm": _CIRCLES,
        "unknown": COUNT,
    },
    "how-met": {
        "self_introduction_rate": _SHARE,
        **dict.fromkeys(("met_on_my_own", "introduced", "elsewhere"), COUNT),
        "introducers": _COUNTS_BY_NAME,
    },
    "follow-up-time": {
        **dict.fromkeys(("new", "followed_up", "pending"), COUNT),
        "median_days": _COUNT_OR_NULL,
    },
    "introductions": {
        "could_introduce": {"type": "array", "items": _build_tuple(_PERSON, _PERSON, _REASONS)},
        "could_introduce_count": COUNT,
        "forbidden_triads": _PAIRS,
        "ask_if_they_know_each_other": _PAIRS,
        "ask_if_they_know_each_other_count": COUNT,
        "truncated": {
            "type": "boolean",
            "description": "whether there are more pairs than are listed; the counts have them all",
        },
    },
    "exchange": {
        **dict.fromkeys(("build", "keep", "use"), _SIDES),
        "new_followed_up": _build_tuple(COUNT, COUNT),
        **dict.fromkeys(("gave", "asked", "granted"), COUNT),
        "give_share": _SHARE_OR_NULL,
        "balance": {"type": ["number", "null"], "minimum": -1, "maximum": 1},
        "weighted_reciprocity": _SHARE_OR_NULL,
        **dict.fromkeys(("two_way", "only_asked", "only_gave"), _PEOPLE),
        "undated": COUNT,
    },
}


def build_panel_schema() -> Schema:
    """Build the schema of a panel, whose values are those of its id, or none."""
    return {"oneOf": [_build_schema_of_id(panel_id) for panel_id in VALUES]}


def _build_schema_of_id(panel_id: str) -> Schema:
    no_values: Schema = {"type": "object", "maxProperties": 0}
    return build_object_schema(
        {
            "id": {"const": panel_id},
            "n": {**COUNT, "description": "how many contacts it is about"},
            "missing": {**COUNT, "description": "how many do not say what it is made from"},
            "values": {"anyOf": [build_object_schema(VALUES[panel_id]), no_values]},
            "sentences": {"type": "array", "items": {"type": "string"}},
        }
    )
