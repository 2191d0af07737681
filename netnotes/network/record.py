"""A contact as plain data, for other programs.

Names are those of the properties, days are ISO dates, and what is not written is left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from netnotes.model.people import NEVER, Contact
from netnotes.reading.status import get_last_contact_in_life
from netnotes.reading.typed_words import convert_to_plain_value, is_blank

if TYPE_CHECKING:
    from datetime import date as Day

    from netnotes.network.follow_up import FollowUp
    from netnotes.network.network import Network


# The entries of the log; each of these fields is a list of objects.
LOG_FIELDS = ("gifts", "asks", "promises", "learned", "touches")

# Fields of Contact that a record has in another form, or not at all.
FIELDS_NOT_COPIED = ("path", "digest", "read_at", "other", "knows", *LOG_FIELDS)


def build_contact_record(contact: Contact, network: Network) -> dict[str, Any]:
    """Build the object for one contact, with how the contact stands today.

    `knows` is null if nobody has asked the contact, and an empty list if the answer was nobody.
    `cadence` is in days, or `never`.
    """
    follow_up = network.follow_ups[contact.path]
    record: dict[str, Any] = {"path": contact.path}
    for name in contact.__struct_fields__:
        value = getattr(contact, name)
        if name not in FIELDS_NOT_COPIED and not is_blank(value):
            record[name] = convert_to_plain_value(value)

    # NEVER is a number in our code only; other programs would take it for days.
    if contact.cadence == NEVER:
        record["cadence"] = "never"
    record["knows"] = None
    if contact.knows is not None:
        record["knows"] = [link.target for link in contact.knows]

    record |= _build_follow_up_record(follow_up)
    for name in LOG_FIELDS:
        record[name] = [_build_entry_record(entry) for entry in getattr(contact, name)]
    # A day in the log that is still to come is a plan, and other programs count what is in a list.
    record["touches"], record["planned"] = _split_touches(contact, network.today)
    record["other"] = {custom.name: list(custom.words) for custom in contact.other}
    return record


def _build_follow_up_record(follow_up: FollowUp) -> dict[str, Any]:
    """Build the part of a contact's object that says how the contact stands today."""
    turns = follow_up.turns
    return {
        "standing": str(follow_up.standing),
        "last": follow_up.last_contact.isoformat() if follow_up.last_contact else None,
        "due": follow_up.due.isoformat() if follow_up.due else None,
        "turns": None if turns is None else round(float(turns), 4),
    }


def _split_touches(contact: Contact, today: Day) -> tuple[list[Any], list[Any]]:
    """Build the objects of the touches, those that have happened and those that are still to come."""
    touches: list[Any] = []
    planned: list[Any] = []
    for touch in contact.touches:
        entries = planned if touch.date > today else touches
        entries.append(_build_entry_record(touch))
    return touches, planned


def _build_entry_record(entry: Any) -> dict[str, Any]:  # a NamedTuple; typing has no name for all
    """Build the object for one entry of the log. Its place in the note is of no use elsewhere."""
    fields = entry._asdict()
    del fields["source_location"]
    return {name: convert_to_plain_value(value) for name, value in fields.items()}


def fill_last_contact(contact: Contact, network: Network) -> Contact:
    """Return the contact with `last_contact` set from the log, too: a contact card has no log.

    A day after a death is none of contact, and one that is still to come is none yet.
    """
    last_contact = network.follow_ups[contact.path].last_contact
    if last_contact is None:
        last_contact = get_last_contact_in_life(contact)
        if last_contact and last_contact > network.today:
            last_contact = None
    return replace(contact, last_contact=last_contact)
