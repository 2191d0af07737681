"""Contacts as vCards 4.0 (RFC 6350), for phones and address books.

What vCard has a property for goes there; everything else that FIELDS knows goes as `X-NETNOTES-…`, a line a word.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from netnotes.exchange.lines import PRODUCT, address, escaped, identity, written
from netnotes.writing.typed import PROPERTIES, as_known, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netnotes.network.network import Network
    from netnotes.people import Birthday, Contact


def to_vcf(network: Network, vault: str) -> bytes:
    """Everybody as a card, by name. `vault` is the vault's name, a part of each card's UID."""
    cards = (card(as_known(one, network), identity(vault, one.path)) for one in network.contacts)
    return written(chain.from_iterable(cards))


def card(contact: Contact, uid: str) -> Iterator[str]:
    """The lines of one card, not yet folded.

    The whole name stands as the given name: nothing in a note tells which part of it is the family's, and readers that
    know only N show it as it is written.
    """
    yield from ("BEGIN:VCARD", "VERSION:4.0", f"PRODID:{PRODUCT}", f"UID:urn:uuid:{uid}")
    yield f"FN:{escaped(contact.name)}"
    yield f"N:;{escaped(contact.name)};;;"
    for prop, values in (("NICKNAME", contact.aliases), ("CATEGORIES", contact.tags)):
        if texts := ",".join(filter(None, map(escaped, values))):
            yield f"{prop}:{texts}"
    for prop, text in (("ORG", contact.organisation), ("TITLE", contact.role), ("NOTE", _note(contact))):
        if text:
            yield f"{prop}:{escaped(text)}"
    if contact.location:
        yield f"ADR:;;;{escaped(contact.location)};;;"
    if contact.birthday:
        yield f"BDAY:{_birthday(contact.birthday)}"
    yield from (f"EMAIL:{escaped(one)}" for one in contact.email)
    yield from (f"TEL:{escaped(one)}" for one in contact.phone)
    yield from (f"URL:{address(one)}" for one in contact.links)
    for prop in _REST:
        name = f"X-NETNOTES-{prop.replace('_', '-').upper()}"
        yield from (f"{name}:{escaped(one)}" for one in words(contact, prop))
    yield "END:VCARD"


HAVE_THEIR_OWN = frozenset(
    (
        *("name", "aliases", "tags", "organisation", "role", "purpose", "location", "birthday"),
        *("email", "phone", "links"),
    )
)
"""The properties of FIELDS that vCard has a property for."""

_REST = tuple(one.name for one in PROPERTIES if one.name not in HAVE_THEIR_OWN)


def _note(contact: Contact) -> str:
    return "\n\n".join(text for text in (contact.purpose, contact.text.strip()) if text)


def _birthday(birthday: Birthday) -> str:
    return f"{f'{birthday.year:04}' if birthday.year else '--'}{birthday.month:02}{birthday.day:02}"
