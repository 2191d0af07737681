"""What a contact's properties look like as words, the way they would be typed in a note: the way back of FIELDS."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import quote

from netnotes.model.people import NEVER, Birthday, Contact, Link
from netnotes.reading.properties import CONTACT_PROPERTIES

STORED_PROPERTIES = tuple(
    one for one in CONTACT_PROPERTIES if one.name in Contact.__struct_fields__
)
"""The properties that a contact has; `type` says only that it is one."""

LIST_PROPERTIES = frozenset(prop.name for prop in STORED_PROPERTIES if prop.is_list)
"""The names of the properties that can hold several values."""

KNOWS_NOBODY = "[]"
"""How `knows` is written where somebody asked, and the answer was: nobody."""


def list_typed_words(contact: Contact, name: str) -> tuple[str, ...]:
    """The words of a property as FIELDS would read them; none where nothing is known."""
    value = getattr(contact, name)
    if name == "cadence" and value == NEVER:
        return ("never",)
    if isinstance(value, bool):
        return ("yes",) if value else ()
    if value is None or value == "":
        return ()
    values = value if name in LIST_PROPERTIES else (value,)
    return tuple(str(_convert_to_typed(one)) for one in values)


def _convert_to_typed(value: Any) -> Any:
    return _write_link(value) if isinstance(value, Link) else convert_to_plain_value(value)


def _write_link(link: Link) -> str:
    """A link as it is typed: `[[X]]` where that can hold it, else as Markdown has it."""
    if link.plain:
        return link.target
    if link.target != link.target.strip() or any(sign in link.target for sign in "[]|`\n\r\\"):
        return f"[{link.label}]({quote(link.target, safe='')})"
    return f"[[{link.target}]]" if link.label == link.target else f"[[{link.target}|{link.label}]]"


def convert_to_plain_value(value: Any) -> Any:
    """A fact as JSON has it."""
    match value:
        case Link():
            return value.target
        case Birthday():
            return (
                f"{value.year:04}-{value.month:02}-{value.day:02}"
                if value.year
                else f"{value.month:02}-{value.day:02}"
            )
        case date():
            return value.isoformat()
        case tuple():
            return [convert_to_plain_value(one) for one in value]
        case _:
            return value
