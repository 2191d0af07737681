"""Contacts as a table: a row each, a column for each property, and back.

A cell is what would be typed in a note. Several words in a cell stand between semicolons, and one that holds a comma, a
semicolon or a quote stands in quotes. A cell that a spreadsheet would run as a formula begins with an apostrophe.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from netnotes.formats.card import CARD_PROPERTIES, Card, ImportedCards, ImportProblem
from netnotes.model.people import Contact
from netnotes.network.record import fill_last_contact
from netnotes.reading.entities import read_fields
from netnotes.reading.properties import CONTACT_PROPERTIES
from netnotes.reading.property_kind import PropertyKind
from netnotes.reading.property_names import build_property_index
from netnotes.reading.raw_field import Field, Word, build_field
from netnotes.reading.typed_words import (
    KNOWS_NOBODY,
    STORED_PROPERTIES,
    list_typed_words,
)
from netnotes.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netnotes.model.diagnostics import Diagnostic
    from netnotes.model.settings import Settings
    from netnotes.network.network import Network
    from netnotes.reading.property_kind import Property


def convert_to_csv(network: Network) -> str:
    """Everybody in a table, by name. `last_contact` is the day the log and the property tell together."""
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow(one.name for one in STORED_PROPERTIES)
    for contact in network.contacts:
        known = fill_last_contact(contact, network)
        writer.writerow(escape_formula(_format_cell(known, one)) for one in STORED_PROPERTIES)
    return table.getvalue()


def read_csv(
    text: str, settings: Settings, path: str = ""
) -> tuple[tuple[Contact, ...], tuple[Diagnostic, ...]]:
    """The people of a table as `to_csv` writes it, and what is wrong in its cells. Columns may stand in any order.

    `path` is the table's own, for the places where things are wrong; a line there is a row.
    """
    header, *rows = _parse_rows(text) or [[]]
    contacts: list[Contact] = []
    found: list[Diagnostic] = []
    for line, row in enumerate(rows, start=2):
        fields = tuple(_iter_fields(header, row, line, settings))
        if not fields:
            continue
        meaning = read_fields(fields, CONTACT_PROPERTIES, path, settings)
        values = {name: value for name, value in meaning.values.items() if name != "type"}
        values.setdefault("name", "")
        contacts.append(Contact(path=path, other=meaning.other, read_at=meaning.read_at, **values))
        found += meaning.diagnostics
    return tuple(contacts), tuple(found)


def can_read(text: str) -> bool:
    """Whether a table has the columns that `to_csv` writes."""
    header = next(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")), [])
    return [one.name for one in STORED_PROPERTIES] == header


def read_cards(text: str, settings: Settings) -> ImportedCards:
    """The people of a table of ours as cards: every property comes back as it was typed."""
    contacts, found = read_csv(text, settings)
    dropped = tuple(
        ImportProblem(one.location.line, one.message, is_person_kept=True) for one in found
    )
    return ImportedCards(
        tuple(_build_card(at, one) for at, one in enumerate(contacts, start=2)), dropped
    )


def _build_card(row: int, contact: Contact) -> Card:
    """A contact as a card; what a card has no place for goes in words."""
    plain = {
        name: getattr(contact, name)
        for name in Card.__struct_fields__
        if name in _SHARED_PROPERTIES
    }
    rest = (one.name for one in STORED_PROPERTIES if one.name not in _SHARED_PROPERTIES)
    return Card(
        row=row,
        **plain,
        extra_properties=tuple(
            (name, said) for name in rest if (said := list_typed_words(contact, name))
        ),
    )


# A card has a link as its text. Its cadence is one that another program keeps, which import may
# replace by a tier; ours comes back as it was written.
_SHARED_PROPERTIES = frozenset(
    prop.name
    for prop in CARD_PROPERTIES
    if prop.kind not in (PropertyKind.LINK, PropertyKind.PERIOD)
)
"""The properties that have the same type on a card as on a contact."""

_MAX_CELL_LENGTH = 2**31 - 1
"""A cell may be as long as a note; the library stops at 128 KiB unless told."""


def _parse_rows(text: str) -> list[list[str]]:
    before = csv.field_size_limit(
        _MAX_CELL_LENGTH
    )  # which holds for all tables, also those that others wrote
    try:
        return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    finally:
        csv.field_size_limit(before)


def escape_formula(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unescape_formula(cell: str) -> str:
    """A cell as it was before it was guarded."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


_FORMULA = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")
"""Also what was written with an apostrophe before it: else it could not be told from what we guarded."""


def _format_cell(contact: Contact, prop: Property) -> str:
    if prop.name == "knows" and contact.knows == ():
        return KNOWS_NOBODY
    return (
        join_cell(list_typed_words(contact, prop.name))
        if prop.is_list
        else "".join(list_typed_words(contact, prop.name))
    )


def join_cell(items: Iterable[str]) -> str:
    """Several words in one cell."""
    return "; ".join(
        f'"{item.replace(_QUOTE, _QUOTE * 2)}"' if _NEEDS_QUOTES.search(item) else item
        for item in items
    )


def split_cell(cell: str) -> tuple[str, ...]:
    """The words of a cell that `joined` made."""
    rows = csv.reader(io.StringIO(cell, newline=""), delimiter=";", skipinitialspace=True)
    return tuple(item.strip() for row in rows for item in row if item.strip())


_QUOTE = '"'
_NEEDS_QUOTES = re.compile(r'[;,"\r\n]|^\[\]$')


def _iter_fields(
    header: list[str], row: list[str], line: int, settings: Settings
) -> Iterable[Field]:
    known = build_property_index(CONTACT_PROPERTIES, settings.properties)
    for column, (name, guarded_cell) in enumerate(zip(header, row, strict=False), start=1):
        cell = unescape_formula(guarded_cell).strip()
        if not cell:
            continue
        listed = (prop := known.get(fold(name))) is not None and prop.is_list
        items = (cell,) if not listed else () if cell == KNOWS_NOBODY else split_cell(cell)
        words = tuple(Word(item, line, column) for item in items)
        yield build_field(name.strip(), words, is_list=listed, line=line, column=column)
