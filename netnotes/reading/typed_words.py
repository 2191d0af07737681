"""The values of a contact as words again, the way they would be typed in a note."""

from __future__ import annotations

import re
from datetime import date
from typing import Any
from urllib.parse import quote, unquote

from netnotes.model.people import NEVER, Birthday, Contact, Death, Link, YearlyDay
from netnotes.reading.properties import CONTACT_PROPERTIES
from netnotes.reading.property_kind import PropertyKind

# The properties that a contact has a field for; `type` only says that it is a contact.
STORED_PROPERTIES = tuple(
    prop for prop in CONTACT_PROPERTIES if prop.name in Contact.__struct_fields__
)

STORED_NAMES = frozenset(prop.name for prop in STORED_PROPERTIES)

# The names of the properties that can hold several values.
LIST_PROPERTIES = frozenset(prop.name for prop in STORED_PROPERTIES if prop.is_list)

# The names of the properties that hold days of the year, beside the birthday.
YEARLY_PROPERTIES = tuple(
    prop.name for prop in STORED_PROPERTIES if prop.kind is PropertyKind.YEARLY_DAYS
)

# How `knows` is written if the answer was: nobody.
KNOWS_NOBODY = "[]"


def is_blank(value: Any) -> bool:
    """Tell whether a value of a contact, a card, a goal or an event says nothing.

    The number 0 says something: the level of a peer, or the cadence `never`. `0 == False` in
    Python, so a value must not be looked for among several empty ones.
    """
    return value is None or value is False or value in ("", ())


def format_words(value: Any) -> str:
    """Format a value as words for a message; several with a space between, none as nothing."""
    if is_blank(value):
        return ""
    plain_value = convert_to_plain_value(value)
    if isinstance(plain_value, list):
        return " ".join(map(str, plain_value))
    if value is True:
        return "yes"
    return str(plain_value)


def list_typed_words(contact: Contact, property_name: str) -> tuple[str, ...]:
    """List the words from which a property would be read again; none if nothing is known."""
    value = getattr(contact, property_name)
    if property_name == "cadence" and value == NEVER:
        return ("never",)
    if isinstance(value, bool):
        return ("yes",) if value else ()
    if value is None or value == "":
        return ()
    if property_name == "tags":
        return tuple(map(write_tag, value))
    values = value if property_name in LIST_PROPERTIES else (value,)
    return tuple(map(_write_value, values))


def _write_value(value: Any) -> str:
    if isinstance(value, Link):
        return write_link(value)
    return str(convert_to_plain_value(value))


def write_tag(tag: str) -> str:
    """Write a tag; one of several words is a link, as Logseq has it: `[[San Marino]]`."""
    return f"[[{tag}]]" if re.search(r"[\s,]", tag) else tag


def write_link(link: Link) -> str:
    """Write a link as `[[Target|label]]`, or as a Markdown link if that can't hold its target."""
    if link.plain:
        return link.target
    has_spaces_around = link.target != link.target.strip()
    if has_spaces_around or not _UNSAFE_IN_WIKILINK.isdisjoint(link.target):
        return f"[{link.label}]({quote(link.target, safe='')})"
    if link.label == link.target:
        return f"[[{link.target}]]"
    return f"[[{link.target}|{link.label}]]"


def extract_link_target(word: str) -> str:
    """Extract the target of a link that `write_link` wrote; empty for any other word."""
    match = _WRITTEN_LINK.fullmatch(word.strip())
    if not match:
        return ""
    if match[1] is not None:
        return match[1]
    return unquote(match[2])


_WRITTEN_LINK = re.compile(r"\[\[([^\[\]|]*)(?:\|[^\[\]]*)?\]\]|\[[^\[\]]*\]\(([^()\s]*)\)")

# What would end the link, part it, or make its text read as code.
_UNSAFE_IN_WIKILINK = frozenset("[]|`\n\r\\")


def convert_to_plain_value(value: Any) -> Any:
    """Convert a value of a contact, a goal or an event to what JSON can hold."""
    match value:
        case Link():
            return value.target
        case Birthday():
            return _format_birthday(value)
        case YearlyDay():
            return f"{_format_birthday(value.date)} {value.text}".rstrip()
        case Death():
            return _format_death(value)
        case date():
            return value.isoformat()
        case tuple():
            return [convert_to_plain_value(item) for item in value]
        case _:
            return value


def _format_birthday(birthday: Birthday) -> str:
    """Format a birthday as it is typed: `1984-03-14`, or `03-14` if the year is not known."""
    day = f"{birthday.month:02}-{birthday.day:02}"
    if birthday.year:
        return f"{birthday.year:04}-{day}"
    return day


def _format_death(death: Death) -> str:
    """Format a death as it is typed: `2024-05-12`, `2024-05`, `2024`, or `yes`."""
    if not death.year:
        return "yes"
    month = f"-{death.month:02}" if death.month else ""
    day = f"-{death.day:02}" if death.day else ""
    return f"{death.year:04}{month}{day}"
