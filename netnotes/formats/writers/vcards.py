"""Contacts as vCards 4.0 (RFC 6350), for phones and address books.

What vCard has a property for goes there; every other property becomes an `X-NETNOTES-…` line for
each of its words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.formats.writers.content_lines import (
    PRODUCT_ID,
    build_uid,
    encode_lines,
    escape_text,
    escape_url,
)
from netnotes.model.people import NO_YEAR
from netnotes.network.record import fill_last_contact
from netnotes.reading.typed_words import KNOWS_NOBODY, STORED_PROPERTIES, list_typed_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from netnotes.model.people import Birthday, Contact, Death, YearlyDay
    from netnotes.network.network import Network


def convert_to_vcf(network: Network, vault_name: str) -> bytes:
    """Convert all contacts to cards, by name. `vault_name` is a part of each card's UID."""
    return encode_lines(_iter_lines(network, vault_name))


def _iter_lines(network: Network, vault_name: str) -> Iterator[str]:
    for contact in network.contacts:
        uid = build_uid(vault_name, contact.path)
        yield from iter_card_lines(fill_last_contact(contact, network), uid)


def _iter_days(contact: Contact) -> Iterator[str]:
    if contact.birthday:
        yield f"BDAY:{_format_birthday(contact.birthday)}"
    if contact.anniversary:
        # A card has at most one; what else there is goes into lines of our own.
        yield f"ANNIVERSARY:{_format_birthday(contact.anniversary[0].date)}"
    if contact.died:
        # A property of RFC 6474; its value may be a text.
        yield _write_death(contact.died)


def iter_card_lines(contact: Contact, uid: str) -> Iterator[str]:
    """Yield the lines of one card, not yet folded."""
    yield from ("BEGIN:VCARD", "VERSION:4.0", f"PRODID:{PRODUCT_ID}", f"UID:urn:uuid:{uid}")
    yield f"FN:{escape_text(contact.name)}"
    # The whole name is the given name: a note does not say which part of it is the family's, and
    # readers that know only N show it as it is written.
    yield f"N:;{escape_text(contact.name)};;;"
    for name, values in (("NICKNAME", contact.aliases), ("CATEGORIES", contact.tags)):
        escaped_values = ",".join(filter(None, map(escape_text, values)))
        if escaped_values:
            yield f"{name}:{escaped_values}"
    for name, text in _list_text_properties(contact):
        if text:
            yield f"{name}:{escape_text(text)}"
    if contact.location:
        yield f"ADR:;;;{escape_text(contact.location)};;;"
    yield from _iter_days(contact)
    yield from _iter_values("EMAIL", contact.email)
    yield from _iter_values("TEL", contact.phone)
    for url in contact.links:
        yield f"URL:{escape_url(url)}"
    for property_name in _EXTENSION_PROPERTIES:
        extension_name = f"X-NETNOTES-{property_name.replace('_', '-').upper()}"
        yield from _iter_values(extension_name, _list_extension_words(contact, property_name))
    yield "END:VCARD"


def _list_extension_words(contact: Contact, property_name: str) -> tuple[str, ...]:
    if property_name == "knows" and contact.knows == ():
        return (KNOWS_NOBODY,)
    if property_name == "anniversary" and _is_anniversary_of_vcard(contact.anniversary):
        return ()
    return list_typed_words(contact, property_name)


def _is_anniversary_of_vcard(anniversary: tuple[YearlyDay, ...]) -> bool:
    """Tell whether `ANNIVERSARY` holds all that is known: one day, without words.

    In the cards of others 1604 stands for a year that is not known.
    """
    if len(anniversary) != 1:
        return False
    (yearly_day,) = anniversary
    return not yearly_day.text and yearly_day.date.year != NO_YEAR


def _list_text_properties(contact: Contact) -> tuple[tuple[str, str], ...]:
    note = "\n\n".join(filter(None, (contact.purpose, contact.text.strip())))
    return ("ORG", contact.organisation), ("TITLE", contact.role), ("NOTE", note)


def _iter_values(name: str, values: Iterable[str]) -> Iterator[str]:
    for value in values:
        yield f"{name}:{escape_text(value)}"


# Our properties that vCard has a property for, too. The purpose is written in both ways: `NOTE` has
# it for those who read the card, together with the text, from which nobody could tell it again. So
# are anniversaries of which `ANNIVERSARY` can't hold all.
VCARD_PROPERTIES = frozenset(
    (
        *("name", "aliases", "tags", "organisation", "role", "purpose", "location", "birthday"),
        *("anniversary", "died", "email", "phone", "links"),
    )
)

_EXTENSION_PROPERTIES = tuple(
    prop.name
    for prop in STORED_PROPERTIES
    if prop.name not in VCARD_PROPERTIES or prop.name in ("purpose", "anniversary")
)


def _format_birthday(birthday: Birthday) -> str:
    """Format a birthday in the basic form of ISO 8601; `--` replaces an unknown year."""
    year = f"{birthday.year:04}" if birthday.year else "--"
    return f"{year}{birthday.month:02}{birthday.day:02}"


def _write_death(death: Death) -> str:
    """Write a day of death, as far as it is known, in the basic form of ISO 8601."""
    if not death.year:
        return "DEATHDATE;VALUE=text:yes"
    if not death.month:
        return f"DEATHDATE:{death.year:04}"
    # ISO 8601 has no basic form of a month.
    if not death.day:
        return f"DEATHDATE:{death.year:04}-{death.month:02}"
    return f"DEATHDATE:{death.year:04}{death.month:02}{death.day:02}"
