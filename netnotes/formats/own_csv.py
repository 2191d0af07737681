"""Our own table: contacts as CSV, a row each and a column for each property, and back.

A cell is what would be typed in a note. Several words in a cell are separated by semicolons, and
a word with a comma, a semicolon or a quote is in quotes. A cell that a spreadsheet would run as a
formula begins with an apostrophe. Writing and reading are in one file because they must stay
inverse.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from netnotes.formats.card import Card, ImportedCards, ImportProblem, sanitize_cards
from netnotes.formats.own_card import fill_own_card
from netnotes.model.people import Contact
from netnotes.network.record import fill_last_contact
from netnotes.reading.entities import read_fields
from netnotes.reading.properties import CONTACT_PROPERTIES
from netnotes.reading.property_names import build_property_index
from netnotes.reading.raw_field import Field, Word, build_field
from netnotes.reading.typed_words import KNOWS_NOBODY, STORED_PROPERTIES, list_typed_words
from netnotes.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from netnotes.model.diagnostics import Diagnostic
    from netnotes.model.settings import Settings
    from netnotes.network.network import Network
    from netnotes.reading.property_kind import Property


# The row of the first contact, as a spreadsheet counts: the header is row 1.
_FIRST_ROW = 2


def convert_to_csv(network: Network) -> str:
    """Convert all contacts to a table, by name.

    `last_contact` is the later of what the log and the property say.
    """
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow(prop.name for prop in STORED_PROPERTIES)
    for contact in network.contacts:
        exported = fill_last_contact(contact, network)
        writer.writerow(escape_formula(_format_cell(exported, prop)) for prop in STORED_PROPERTIES)
    return table.getvalue()


def read_csv(
    text: str, settings: Settings, path: str = ""
) -> tuple[tuple[Contact, ...], tuple[Diagnostic, ...]]:
    """Read the contacts of a table, and what is wrong in its cells.

    The columns may be in any order. `path` is that of the table, for the diagnostics; a line in
    them is a row.
    """
    header, *rows = _parse_rows(text) or [[]]
    contacts: list[Contact] = []
    diagnostics: list[Diagnostic] = []
    for row_number, row in enumerate(rows, start=_FIRST_ROW):
        fields = tuple(_iter_fields(header, row, row_number, settings))
        if not fields:
            continue
        entity = read_fields(fields, CONTACT_PROPERTIES, path, settings)
        # A contact needs a name, and a row may have none: import finds another for it.
        values = {"name": "", **entity.values}
        values.pop("type", None)
        contacts.append(Contact(path=path, other=entity.other, read_at=entity.read_at, **values))
        diagnostics += entity.diagnostics
    return tuple(contacts), tuple(diagnostics)


def can_read(text: str) -> bool:
    """Tell whether a table has the columns that `convert_to_csv` writes, now or in an old version.

    A spreadsheet may have moved some or left some out.
    """
    # A file in another format may be one line of many megabytes.
    first_line = text[:_MAX_HEADER_LENGTH].removeprefix("\ufeff").partition("\n")[0]
    header = next(_open_reader(first_line), [])
    return len(header) >= _MIN_OWN_COLUMNS and _COLUMNS.issuperset(header)


_COLUMNS = frozenset(prop.name for prop in STORED_PROPERTIES)

# Tables of others have some of these names, and never so many.
_MIN_OWN_COLUMNS = 20


def read_cards(text: str, settings: Settings) -> ImportedCards:
    """Read the contacts of our table as cards: every property comes back as it was typed."""
    contacts, diagnostics = read_csv(text, settings)
    items: list[Card | ImportProblem] = []
    for row, contact in enumerate(contacts, start=_FIRST_ROW):
        items.append(fill_own_card(Card(row=row), _list_words(contact)))
    for diagnostic in diagnostics:
        row = diagnostic.location.line
        items.append(ImportProblem(row, diagnostic.message, is_person_kept=True))
    return sanitize_cards(items)


def _list_words(contact: Contact) -> dict[str, tuple[str, ...]]:
    words = {prop.name: list_typed_words(contact, prop.name) for prop in STORED_PROPERTIES}
    # Without a word `knows` says that the answer was: nobody.
    if contact.knows is None:
        del words["knows"]
    return words


# More than the names of all properties have.
_MAX_HEADER_LENGTH = 10_000

# A cell may be as long as a note; the csv module stops at 128 KiB by default.
_MAX_CELL_LENGTH = 2**31 - 1


def _parse_rows(text: str) -> list[list[str]]:
    # The limit holds for the whole program, so tables of others would get it too.
    previous_limit = csv.field_size_limit(_MAX_CELL_LENGTH)
    try:
        return list(_open_reader(text))
    finally:
        csv.field_size_limit(previous_limit)


def _open_reader(text: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))


def escape_formula(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unescape_formula(cell: str) -> str:
    """Return a cell without the apostrophe that `escape_formula` adds."""
    if cell.startswith("'") and _FORMULA.match(cell):
        return cell[1:]
    return cell


# The beginning of a formula, or of text that looks like an escaped formula.
#
# Text that has an apostrophe in the note gets another one: otherwise it would look like an escaped
# formula.
_FORMULA = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")


def _format_cell(contact: Contact, prop: Property) -> str:
    if prop.name == "knows" and contact.knows == ():
        return KNOWS_NOBODY
    words = list_typed_words(contact, prop.name)
    if prop.is_list:
        return join_cell(words)
    return "".join(words)


def join_cell(words: Iterable[str]) -> str:
    """Join several words into one cell."""
    return "; ".join(map(_quote_word, words))


def _quote_word(word: str) -> str:
    if not _NEEDS_QUOTES.search(word):
        return word
    escaped_word = word.replace('"', '""')
    return f'"{escaped_word}"'


def split_cell(cell: str) -> tuple[str, ...]:
    """Split a cell that `join_cell` made into its words."""
    words = []
    for row in csv.reader(io.StringIO(cell, newline=""), delimiter=";", skipinitialspace=True):
        words += [word.strip() for word in row if word.strip()]
    return tuple(words)


# A word `[]` would otherwise be read as `KNOWS_NOBODY`.
_NEEDS_QUOTES = re.compile(r'[;,"\r\n]|^\[\]$')


def _iter_fields(
    header: list[str], row: list[str], row_number: int, settings: Settings
) -> Iterator[Field]:
    """Yield the cells of a row as the fields of a note, for the reader of notes."""
    properties = build_property_index(CONTACT_PROPERTIES, settings.properties)
    for column, (name, escaped_cell) in enumerate(zip(header, row, strict=False), start=1):
        cell = unescape_formula(escaped_cell).strip()
        if not cell:
            continue
        prop = properties.get(fold(name))
        is_list = prop is not None and prop.is_list
        texts = _split_list_cell(cell) if is_list else (cell,)
        words = tuple(Word(text, row_number, column) for text in texts)
        yield build_field(name.strip(), words, is_list=is_list, line=row_number, column=column)


def _split_list_cell(cell: str) -> tuple[str, ...]:
    if cell == KNOWS_NOBODY:
        return ()
    return split_cell(cell)
