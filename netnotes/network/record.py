"""A contact as plain data, for other programs: property names as in FIELDS, dates ISO, absent facts left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from netnotes.model.people import NEVER, Contact
from netnotes.reading.typed_words import convert_to_plain_value

if TYPE_CHECKING:
    from netnotes.network.network import Network


LOG_FIELDS = ("gifts", "asks", "promises", "learned", "touches")
"""What the log tells, as lists of objects."""

FIELDS_NOT_COPIED = ("path", "digest", "read_at", "other", "knows", *LOG_FIELDS)


def build_contact_record(contact: Contact, network: Network) -> dict[str, Any]:
    """One contact with its standing as an object.

    `knows` is null where nobody asked and an empty list where the answer was nobody. `cadence` is in days, or `never`.
    """
    follow = network.follow_ups[contact.path]
    told: dict[str, Any] = {"path": contact.path}
    for name in contact.__struct_fields__:
        value = getattr(contact, name)
        if name not in FIELDS_NOT_COPIED and value not in ("", None, (), False):
            told[name] = convert_to_plain_value(value)
    if contact.cadence == NEVER:
        told["cadence"] = "never"
    told["knows"] = None if contact.knows is None else [link.target for link in contact.knows]
    told |= {
        "standing": str(follow.standing),
        "last": follow.last_contact.isoformat() if follow.last_contact else None,
        "due": follow.due.isoformat() if follow.due else None,
        "turns": None if follow.turns is None else round(float(follow.turns), 4),
    }
    for name in LOG_FIELDS:
        told[name] = [
            {
                key: convert_to_plain_value(value)
                for key, value in one._asdict().items()
                if key != "source_location"
            }
            for one in getattr(contact, name)
        ]
    told["other"] = {one.name: list(one.words) for one in contact.other}
    return told


def fill_last_contact(contact: Contact, network: Network) -> Contact:
    """The contact with the last contact that the log and the property tell together: a card has no log."""
    return replace(
        contact, last_contact=network.follow_ups[contact.path].last_contact or contact.last_contact
    )
