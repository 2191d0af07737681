"""A contact as plain data, for other programs.

Names are those of the properties, days are ISO dates, and what is not written is left out.
A person who is only named is an object of name and path.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from netnotes.model.people import NEVER, Contact
from netnotes.network.asks import has_no_answer
from netnotes.network.follow_up import STANDINGS_SET_ASIDE
from netnotes.reading.status import get_last_contact_in_life
from netnotes.reading.typed_words import convert_to_plain_value, is_blank
from netnotes.text import format_iso_day

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date as Day

    from netnotes.model.people import Event, Goal, Link
    from netnotes.network.follow_up import FollowUp
    from netnotes.network.network import Network


# The entries of the log; each of these fields is a list of objects.
LOG_FIELDS = ("gifts", "asks", "promises", "learned", "named", "touches")

# Fields of Contact that a record has in another form, or not at all.
FIELDS_NOT_COPIED = (
    *("path", "digest", "read_at", "other", "cadence", "introduced_by", "knows"),
    *LOG_FIELDS,
)

# Fields of an entry that are no use elsewhere: its place in the note, and whether it is a plan, for
# plans have a list of their own.
FIELDS_LEFT_OUT = ("source_location", "is_plan")

# Fields of a touch that are null if the log does not say it.
FIELDS_OF_TOUCH_OR_NULL = ("mode", "channel")


def build_contact_record(contact: Contact, network: Network) -> dict[str, Any]:
    """Build the object for one contact, with how the contact stands today.

    `knows` is null if nobody has asked the contact, and an empty list if the answer was nobody.
    `cadence` is in days, and left out where `never` is true.
    """
    record = {"path": contact.path, **_list_copied_fields(contact)}

    # NEVER is a number in our code only; other programs would take it for days.
    if contact.cadence == NEVER:
        record["never"] = True
    elif contact.cadence is not None:
        record["cadence"] = contact.cadence

    if contact.introduced_by:
        record["introduced_by"] = _build_introducer_record(contact.introduced_by, contact, network)
    record["knows"] = None
    if contact.knows is not None:
        record["knows"] = build_link_records(contact.knows, contact.path, network)

    record |= _build_follow_up_record(network.follow_ups[contact.path])
    for name in LOG_FIELDS:
        record[name] = [_build_entry_record(entry) for entry in getattr(contact, name)]
    for ask, ask_record in zip(contact.asks, record["asks"], strict=True):
        ask_record["no_answer"] = has_no_answer(ask, network.today)
    # A day in the log that is still to come is a plan, and other programs count what is in a list.
    record["touches"], record["planned"] = _split_touches(contact, network.today)
    record["other"] = {custom.name: list(custom.words) for custom in contact.other}
    return record


def build_name_record(entity: Contact | Goal | Event) -> dict[str, Any]:
    """Build the object that stands for a contact, goal or event wherever one is only named."""
    return {"name": entity.name, "path": entity.path}


def build_link_records(
    links: Iterable[Link], origin: str, network: Network
) -> list[dict[str, Any]]:
    """Build the objects of the people whom the note `origin` links to."""
    return [
        _build_link_record(link, network.find_path(link.target, origin), network) for link in links
    ]


def _build_link_record(link: Link, path: str, network: Network) -> dict[str, Any]:
    """Build the object of a linked person; `path` is empty if no note has the link's name."""
    contact = network.contacts_by_path.get(path)
    name = link.target
    if contact:
        name = contact.name
    return {"name": name, "path": path or None, "link": link.target}


def _list_copied_fields(contact: Contact) -> dict[str, Any]:
    fields = {}
    for name in contact.__struct_fields__:
        value = getattr(contact, name)
        if name not in FIELDS_NOT_COPIED and not is_blank(value):
            fields[name] = convert_to_plain_value(value)
    return fields


def _build_introducer_record(link: Link, contact: Contact, network: Network) -> dict[str, Any]:
    # `me` is not whoever has a note of that name.
    is_me = network.settings.me.is_named(link.target)
    path = "" if is_me else network.find_path(link.target, contact.path)
    return _build_link_record(link, path, network)


def _build_follow_up_record(follow_up: FollowUp) -> dict[str, Any]:
    """Build the part of a contact's object that says how the contact stands today."""
    return {
        "standing": str(follow_up.standing),
        "last": format_iso_day(follow_up.last_contact),
        "due": format_due_day(follow_up),
        "turns": compute_rounded_turns(follow_up),
    }


def format_due_day(follow_up: FollowUp) -> str | None:
    """Format the day on which a contact is due; None of whoever is not to hear from me now.

    Of a dormant contact it is the day by the interval, though such a contact is not in the plan.
    """
    if follow_up.standing in STANDINGS_SET_ASIDE:
        return None
    return format_iso_day(follow_up.due)


def compute_rounded_turns(follow_up: FollowUp) -> float | None:
    """Compute the days since the last contact in intervals; None if either is not known."""
    if follow_up.turns is None:
        return None
    return round(float(follow_up.turns), 4)


def _split_touches(contact: Contact, today: Day) -> tuple[list[Any], list[Any]]:
    """Build the objects of the touches: those that have happened and those still to come."""
    touches: list[Any] = []
    planned: list[Any] = []
    for touch in contact.touches:
        entries = planned if touch.date > today else touches
        entries.append(_build_entry_record(touch))
    return touches, planned


def _build_entry_record(entry: Any) -> dict[str, Any]:  # a NamedTuple; typing has no name for all
    """Build the object for one entry of the log, without `FIELDS_LEFT_OUT`."""
    fields = {name: value for name, value in entry._asdict().items() if name not in FIELDS_LEFT_OUT}
    record = {name: convert_to_plain_value(value) for name, value in fields.items()}
    for name in FIELDS_OF_TOUCH_OR_NULL:
        if name in record:
            record[name] = record[name] or None
    return record


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
