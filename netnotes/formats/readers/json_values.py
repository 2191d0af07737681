"""Values of a JSON file, of which each may be missing or of another type, and is then left out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

JsonObject = Mapping[str, Any]


def read_text(entry: JsonObject, key: str) -> str:
    """Read a text or a number under a key; empty for anything else."""
    return convert_to_text(entry.get(key))


def convert_to_text(value: Any) -> str:
    """Convert a text or a number to text; empty for anything else."""
    # In Python a bool is an int, but `true` is no text.
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return ""
    return str(value).strip()


def convert_to_dict(value: Any) -> JsonObject:
    """Return an object as it is; an empty one for any other value."""
    return value if isinstance(value, dict) else {}


def convert_to_list(value: Any) -> list[Any]:
    """Return a list as it is; an empty one for any other value."""
    if not isinstance(value, list):
        return []
    return value


def list_dicts(value: Any) -> list[JsonObject]:
    """List what is an object in a list; nothing for any other value."""
    if not isinstance(value, (list, tuple)):
        return []
    return [item for item in value if isinstance(item, dict)]
