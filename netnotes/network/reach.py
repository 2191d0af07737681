"""How to reach a contact: mail, phone and profiles as links; the contact's note in Obsidian."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from netnotes.model.note_path import strip_note_ending

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netnotes.model.people import Contact


# Characters with which an address would become more than an address: `?` begins header fields.
UNSAFE_IN_MAILTO = frozenset(" <>\"'?&#")

# A number with fewer digits is an extension, which a phone cannot call from outside.
MIN_PHONE_DIGITS = 5


class WayToReach(NamedTuple):
    """One way to reach a contact; `url` is empty if there is no program to open it with."""

    name: str
    url: str


def build_obsidian_url(vault_name: str, path: str) -> str:
    """Build the URL that opens a note in Obsidian.

    The vault is given by its name: a path would show folders of this machine on a page.
    """
    # A folder's name may be bytes that are no UTF-8.
    vault = quote(vault_name, safe="", errors="surrogateescape")
    # Obsidian adds `.md` itself.
    file = quote(strip_note_ending(path), safe="", errors="surrogateescape")
    return f"obsidian://open?vault={vault}&file={file}"


def iter_ways_to_reach(contact: Contact) -> Iterator[WayToReach]:
    """Yield mail addresses, phone numbers and profiles, in this order, each with its URL."""
    for address in contact.email:
        if "@" in address and UNSAFE_IN_MAILTO.isdisjoint(address):
            yield WayToReach(address, f"mailto:{address}")

    for number in contact.phone:
        yield WayToReach(number, _build_phone_url(number))

    for profile in contact.links:
        name = profile.split("://", 1)[-1].removeprefix("www.").rstrip("/")
        is_web_address = profile.casefold().startswith(("https://", "http://"))
        yield WayToReach(name, profile if is_web_address else "")


def _build_phone_url(number: str) -> str:
    """Build the URL that calls a number; empty if it is too short to be called."""
    # `+` begins the country code; spaces, brackets and hyphens are only for reading (RFC 3966).
    digits = "".join(character for character in number if character.isdigit() or character == "+")
    if len(digits) < MIN_PHONE_DIGITS:
        return ""
    return f"tel:{digits}"


def build_mailto_url(contact: Contact, text: str) -> str:
    """Build the address that opens a mail with this text; empty if no mail address is known."""
    if not contact.email:
        return ""
    # A space becomes %20, as a `+` could be a real plus (RFC 6068, section 5).
    return f"mailto:{quote(contact.email[0], safe='@')}?body={quote(text, errors='replace')}"
