"""Any other CSV, by what its columns mean.

That is given by `--map name=Full Name,organisation=Company`, or guessed from the columns' names.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from netnotes.errors import NetnotesError
from netnotes.formats.card import (
    CARD_PROPERTIES,
    CARD_TEXT_PROPERTIES,
    Card,
    ImportedCards,
    ImportProblem,
    sanitize_cards,
    shorten,
)
from netnotes.formats.readers.days import (
    is_blank_date,
    is_day_first,
    parse_foreign_birthday,
    parse_foreign_day,
)
from netnotes.formats.readers.decoding import FileContent, decode_text
from netnotes.formats.readers.sheet import find_first_row, parse_csv_table
from netnotes.reading.properties import CONTACT_PROPERTIES
from netnotes.reading.property_kind import PropertyKind
from netnotes.reading.property_names import (
    FIRST_NAME_PROPERTIES,
    LAST_NAME_PROPERTIES,
    build_property_index,
)
from netnotes.text import find_closest_match, fold, join_words, parse_period

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netnotes.formats.readers.sheet import CsvTable


# Pairs of a property and the column that holds it; a property may have several columns.
ColumnMap = tuple[tuple[str, str], ...]

# What a column may mean beside our properties.
FIRST_NAME, LAST_NAME, NOTE_TEXT = "first name", "last name", "text"

# One of these a table needs: without it nobody in it could be called anything.
_NAMING_PROPERTIES = ("name", FIRST_NAME, LAST_NAME, "email")

_TEXT_COLUMNS = frozenset(
    ("text", "note", "notes", "comment", "comments", "description", "remarks")
)

# Names that tables have for our properties and notes do not.
_COLUMN_SYNONYMS = {
    "emailaddress": "email",
    "primaryemail": "email",
    "mobilephone": "phone",
    "mobilenumber": "phone",
    "phonehome": "phone",
    "phonework": "phone",
    "companyname": "organisation",
    "organisationname": "organisation",
    "organizationname": "organisation",
    "labels": "tags",
    "groups": "tags",
    "categories": "tags",
    "nickname": "aliases",
    "linkedinurl": "links",
    "linkedinprofile": "links",
    "profileurl": "links",
    "webpage": "links",
    "town": "location",
    "dateofbirth": "birthday",
}

# Only dates that a card has a field for: of the others, a table's own words are kept.
_DATE_PROPERTIES = tuple(prop.name for prop in CARD_PROPERTIES if prop.kind is PropertyKind.DATE)
_LIST_PROPERTIES = tuple(prop.name for prop in CONTACT_PROPERTIES if prop.is_list)
_TEXT_PROPERTIES = (FIRST_NAME, LAST_NAME, NOTE_TEXT, *CARD_TEXT_PROPERTIES)


def can_read(text: str) -> bool:
    """Tell whether a text is a table in which one column may be a name or an address."""
    column_map = guess_column_map(text)
    return any(name in ("name", "email", FIRST_NAME) for name, _ in column_map)


def guess_column_map(data: FileContent) -> ColumnMap:
    """Guess what the columns of a table mean, by their names; empty if it is no table."""
    column_map = []
    for column in list_columns(data):
        property_name = _find_meaning(column)
        if property_name:
            column_map.append((property_name, column))
    return tuple(column_map)


def list_columns(data: FileContent) -> tuple[str, ...]:
    """List the names of a table's columns, as they are written."""
    row = find_first_row(decode_text(data))
    return row.cells if row else ()


def parse_column_map(text: str) -> ColumnMap:
    """Parse the value of `--map`, such as `name=Full Name,organisation=Company`.

    Raises NetnotesError for a word that is no property, and for text of another form.
    """
    column_map = []
    # A column may have a comma in its name; one that separates is followed by a word and `=`.
    for pair in re.split(r"\s*,\s*(?=[\w -]+=)", text.strip()):
        word, equals, column = (part.strip() for part in pair.partition("="))
        if not equals or not column:
            raise NetnotesError(
                f"`{shorten(pair)}` is not a property and a column, "
                "as in `name=Full Name,organisation=Company`."
            )
        property_name = _find_meaning(word)
        if not property_name:
            raise NetnotesError(_describe_unknown_property(word))
        column_map.append((property_name, column))
    return tuple(column_map)


def _describe_unknown_property(word: str) -> str:
    names = (*(prop.name for prop in CONTACT_PROPERTIES), FIRST_NAME, LAST_NAME, NOTE_TEXT)
    closest = find_closest_match(word, names)
    hint = f"did you mean `{closest}`?" if closest else f"write one of: {', '.join(names)}."
    return f"`{shorten(word)}` is not a property; {hint}"


def read(data: FileContent, column_map: ColumnMap = ()) -> ImportedCards:
    """Read the people of a table, by `column_map` or, without one, by the best guess.

    Raises NetnotesError if the table lacks a column of `column_map`.
    """
    text = decode_text(data)
    used_map = column_map or guess_column_map(text)
    columns = frozenset(fold(column) for _, column in used_map)
    table = parse_csv_table(text, lambda column_names: columns <= column_names)
    if table is None and column_map:
        raise NetnotesError(_describe_missing_column(column_map, list_columns(text)))

    has_name = any(name in _NAMING_PROPERTIES for name, _ in used_map)
    if not has_name and table is None:
        return ImportedCards((), (ImportProblem(1, _describe_missing_name(list_columns(text))),))
    if table is None:
        return ImportedCards(())
    if not has_name:
        reason = _describe_missing_name(table.columns)
        return ImportedCards((), (ImportProblem(table.header_line, reason),))
    return sanitize_cards(chain(table.problems, _iter_cards(table, used_map)))


def _describe_missing_name(header: tuple[str, ...]) -> str:
    if not header:
        return "no column is a name; the first row has no two cells"
    return f"no column is a name; say which, as in `--map name={shorten(header[0])}`"


def _describe_missing_column(column_map: ColumnMap, header: tuple[str, ...]) -> str:
    column = _find_missing_column(column_map, header)
    closest = find_closest_match(column, header)
    if closest:
        hint = f"Did you mean `{closest}`?"
    else:
        hint = f"Its first row is: {join_words(map(shorten, filter(None, header)))}."
    return f"The table has no column `{shorten(column)}`. {hint}"


def _find_missing_column(column_map: ColumnMap, header: tuple[str, ...]) -> str:
    known_columns = frozenset(map(fold, header))
    for _, column in column_map:
        if fold(column) not in known_columns:
            return column
    # All are in the first row, but no row below it could be read as a table.
    return column_map[0][1]


def _find_meaning(column_name: str) -> str:
    """Find the property that a column is named after; empty if it is none.

    `E-mail 2` means `email`, and so does `E-mail 2 - Value`.
    """
    folded = re.sub(r"[^\w]|\d+(value)?$", "", fold(column_name))
    if folded in FIRST_NAME_PROPERTIES:
        return FIRST_NAME
    if folded in LAST_NAME_PROPERTIES:
        return LAST_NAME
    if folded in _TEXT_COLUMNS:
        return NOTE_TEXT
    if folded in _COLUMN_SYNONYMS:
        return _COLUMN_SYNONYMS[folded]
    prop = build_property_index(CONTACT_PROPERTIES, ()).get(folded)
    # A column `type` says something else in every table.
    return prop.name if prop and prop.name != "type" else ""


class _ColumnReader(NamedTuple):
    """How one column of a table is read."""

    property_name: str

    # The name of the column as the user knows it.
    column: str

    folded_column: str


def _iter_cards(table: CsvTable, column_map: ColumnMap) -> Iterator[Card | ImportProblem]:
    readers = [_ColumnReader(name, column, fold(column)) for name, column in column_map]
    # One date that has the day first shows how all dates of the file are written.
    day_first = is_day_first(_iter_dates(table, readers))
    for row, record in table.records:
        values: dict[str, Any] = {}
        reasons = []
        for reader in readers:
            cell = record.get(reader.folded_column)
            if not cell:
                continue
            value = _parse_value(reader.property_name, cell, day_first=day_first)
            if value is not None:
                _add_value(values, reader.property_name, value)
            elif not is_blank_date(cell):
                reasons.append(f"`{shorten(cell)}` under `{reader.column}` could not be read")

        card = _build_card(row, values)
        for reason in reasons:
            message = f"{reason}; {card.name or 'the person'} is there without it"
            yield ImportProblem(row, message, is_person_kept=True)
        yield card


def _iter_dates(table: CsvTable, readers: list[_ColumnReader]) -> Iterator[str]:
    date_columns = [
        reader.folded_column
        for reader in readers
        if reader.property_name in (*_DATE_PROPERTIES, "birthday")
    ]
    for _, record in table.records:
        for column in date_columns:
            if column in record:
                yield record[column]


def _build_card(row: int, values: dict[str, Any]) -> Card:
    """Build a card; what it has no field for becomes an extra property."""
    full_name = " ".join(filter(None, (values.pop(FIRST_NAME, ""), values.pop(LAST_NAME, ""))))
    name = values.pop("name", "") or full_name
    fields = {}
    extra_properties = []
    for property_name, value in values.items():
        if property_name in Card.__struct_fields__:
            fields[property_name] = value
        else:
            extra_properties.append((property_name, value))
    return Card(row=row, name=name, **fields, extra_properties=tuple(extra_properties))


def _add_value(values: dict[str, Any], property_name: str, value: Any) -> None:
    """Add a value: lists and texts grow; for other properties the first column counts."""
    if property_name not in values:
        values[property_name] = value
    elif property_name == NOTE_TEXT:
        # `Notes` and `Comments` of one table are both read.
        values[property_name] += f"\n{value}"
    elif isinstance(value, tuple):
        values[property_name] += value


_TRUTH_VALUES = {
    **dict.fromkeys(("yes", "true", "1"), True),
    **dict.fromkeys(("no", "false", "0"), False),
}


def _parse_value(property_name: str, cell: str, *, day_first: bool) -> Any:
    """Parse a cell as a property; None if it cannot be read."""
    if property_name in _DATE_PROPERTIES:
        return parse_foreign_day(cell, day_first=day_first)
    if property_name == "birthday":
        return parse_foreign_birthday(cell, day_first=day_first)
    if property_name == "cadence":
        return parse_period(cell)
    if property_name == "archived":
        return _TRUTH_VALUES.get(cell.casefold())
    if property_name in _TEXT_PROPERTIES:
        return cell
    if property_name in _LIST_PROPERTIES:
        return _split_cell(cell)
    return (cell,)


def _split_cell(cell: str) -> tuple[str, ...]:
    """Split a cell at line breaks and semicolons; at commas if it has neither."""
    parts = re.split(r"\s*(?:\n|;|:::)\s*", cell)
    if len(parts) == 1:
        parts = re.split(r"\s*,\s*", cell)
    return tuple(filter(None, parts))
