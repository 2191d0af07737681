"""Contacts as vCards 4.0 (RFC 6350), for phones and address books.

What vCard has a property for goes there; everything else that FIELDS knows goes as `X-NETNOTES-…`, a line a word.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from netnotes.formats.writers.content_lines import (
    PRODUCT_ID,
    build_uid,
    encode_lines,
    escape_text,
    escape_url,
)
from netnotes.network.record import fill_last_contact
from netnotes.reading.typed_words import STORED_PROPERTIES, list_typed_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netnotes.model.people import Birthday, Contact
    from netnotes.network.network import Network


def convert_to_vcf(network: Network, vault_name: str) -> bytes:
    """Everybody as a card, by name. `vault` is the vault's name, a part of each card's UID."""
    cards = (
        iter_card_lines(fill_last_contact(one, network), build_uid(vault_name, one.path))
        for one in network.contacts
    )
    return encode_lines(chain.from_iterable(cards))


def iter_card_lines(contact: Contact, uid: str) -> Iterator[str]:
    """The lines of one card, not yet folded.

    The whole name stands as the given name: nothing in a note tells which part of it is the family's, and readers that
    know only N show it as it is written.
    """
    yield from ("BEGIN:VCARD", "VERSION:4.0", f"PRODID:{PRODUCT_ID}", f"UID:urn:uuid:{uid}")
    yield f"FN:{escape_text(contact.name)}"
    yield f"N:;{escape_text(contact.name)};;;"
    for prop, values in (("NICKNAME", contact.aliases), ("CATEGORIES", contact.tags)):
        if texts := ",".join(filter(None, map(escape_text, values))):
            yield f"{prop}:{texts}"
    for prop, text in (
        ("ORG", contact.organisation),
        ("TITLE", contact.role),
        ("NOTE", _join_note_text(contact)),
    ):
        if text:
            yield f"{prop}:{escape_text(text)}"
    if contact.location:
        yield f"ADR:;;;{escape_text(contact.location)};;;"
    if contact.birthday:
        yield f"BDAY:{_format_birthday(contact.birthday)}"
    yield from (f"EMAIL:{escape_text(one)}" for one in contact.email)
    yield from (f"TEL:{escape_text(one)}" for one in contact.phone)
    yield from (f"URL:{escape_url(one)}" for one in contact.links)
    for prop in _EXTENSION_PROPERTIES:
        name = f"X-NETNOTES-{prop.replace('_', '-').upper()}"
        yield from (f"{name}:{escape_text(one)}" for one in list_typed_words(contact, prop))
    yield "END:VCARD"


VCARD_PROPERTIES = frozenset(
    (
        *("name", "aliases", "tags", "organisation", "role", "purpose", "location", "birthday"),
        *("email", "phone", "links"),
    )
)
"""The properties of FIELDS that vCard has a property for."""

_EXTENSION_PROPERTIES = tuple(
    one.name for one in STORED_PROPERTIES if one.name not in VCARD_PROPERTIES
)


def _join_note_text(contact: Contact) -> str:
    return "\n\n".join(text for text in (contact.purpose, contact.text.strip()) if text)


def _format_birthday(birthday: Birthday) -> str:
    return f"{f'{birthday.year:04}' if birthday.year else '--'}{birthday.month:02}{birthday.day:02}"
