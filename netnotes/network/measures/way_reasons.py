"""What makes a way to somebody: a tie that is written, or where two people may know each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from netnotes.network.measures.acquaintances import Person
from netnotes.network.wording import format_day_behind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from netnotes.model.diagnostics import SourceLocation
    from netnotes.model.people import Contact
    from netnotes.network.measures.acquaintances import TieLine


# Where two people may know each other; the other kinds are ties that are written.
POSSIBLE_KINDS = ("organisation", "event", "town")


class WayReason(Struct, frozen=True):
    """A fact that makes a way, and the lines that say it.

    `kind` is `knows`, `introduced_by` or `named` for a tie that is written; `organisation`, `event`
    or `town` where two people may know each other. `text` follows the name of who can be asked.
    """

    kind: str
    text: str
    locations: tuple[SourceLocation, ...]


def choose_contacts(contacts: list[Contact], only: Person | None) -> list[Contact]:
    """Choose the contact who is `only` that person; all of them if nobody is given."""
    if only is None:
        return contacts
    return [contact for contact in contacts if contact.path == only.path]


def iter_sharing(
    target: Contact, contacts: Iterable[Contact], kind: str, property_name: str, text: str
) -> Iterator[tuple[Person, WayReason]]:
    """Yield the contacts who share the value of a property with the target, with the reason."""
    own_location = target.find_source_location(property_name)
    for contact in contacts:
        if contact is not target:
            locations = (contact.find_source_location(property_name), own_location)
            yield Person(contact.name, contact.path), WayReason(kind, text, locations)


def build_tie_reason(ties: list[TieLine], known: Person) -> WayReason:
    """Build the reason that somebody knows a person, from the lines that say so."""
    kinds = {tie.kind for tie in ties}
    kind, text = "knows", f"knows {known.name}"
    if kinds == {"named"}:
        first_day = min((tie.date for tie in ties if tie.date), default=None)
        day = format_day_behind(" on", first_day)
        kind, text = "named", f"named {known.name} to you{day}"
    elif kinds == {"introduced_by"}:
        kind = "introduced_by"
    return WayReason(kind, text, tuple(dict.fromkeys(tie.location for tie in ties)))
