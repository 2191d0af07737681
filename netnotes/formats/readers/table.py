"""Any other CSV, by what its columns mean: told by `--map name=Full Name,organisation=Company`, or guessed from FIELDS."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

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
from netnotes.formats.readers.sheet import CsvRow, find_first_row, parse_csv_table
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


ColumnMap = tuple[tuple[str, str], ...]
"""Pairs of a property and the column that holds it; a property may have several columns."""

FIRST_NAME, LAST_NAME, NOTE_TEXT = "first name", "last name", "text"
"""What a column may mean beside the properties of FIELDS."""

_TEXT_COLUMNS = frozenset(
    ("text", "note", "notes", "comment", "comments", "description", "remarks")
)
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
"""Names that tables have for our properties and notes do not."""

# Only dates that a card has a field for: of the others, a table's own words are kept.
_DATE_PROPERTIES = tuple(prop.name for prop in CARD_PROPERTIES if prop.kind is PropertyKind.DATE)
_LIST_PROPERTIES = tuple(prop.name for prop in CONTACT_PROPERTIES if prop.is_list)
_TEXT_PROPERTIES = (FIRST_NAME, LAST_NAME, NOTE_TEXT, *CARD_TEXT_PROPERTIES)


def can_read(text: str) -> bool:
    """Whether a text is a table at all: its first row has several cells, one of which may be a name or an address."""
    return any(one in ("name", "email", FIRST_NAME) for one, _ in guess_column_map(text))


def guess_column_map(data: FileContent) -> ColumnMap:
    """What the columns of a table probably mean, by their names; empty where it is no table."""
    row = find_first_row(decode_text(data))
    return tuple(
        (meant, column) for column in (row.cells if row else ()) if (meant := _find_meaning(column))
    )


def list_columns(data: FileContent) -> tuple[str, ...]:
    """The names of a table's columns, as they are written."""
    row = find_first_row(decode_text(data))
    return row.cells if row else ()


def parse_column_map(text: str) -> ColumnMap:
    """What `--map` says. NetnotesError for a word that is no property, and for a text of another form."""
    found: list[tuple[str, str]] = []
    for pair in re.split(r"\s*,\s*(?=[\w -]+=)", text.strip()):
        prop, equals, column = (part.strip() for part in pair.partition("="))
        if not equals or not column:
            raise NetnotesError(
                f"`{shorten(pair)}` is not a property and a column, as in `name=Full Name,organisation=Company`."
            )
        meant = _find_meaning(prop)
        if not meant:
            names = (*(one.name for one in CONTACT_PROPERTIES), FIRST_NAME, LAST_NAME, NOTE_TEXT)
            slip = find_closest_match(prop, names)
            raise NetnotesError(
                f"`{shorten(prop)}` is not a property; {f'did you mean `{slip}`?' if slip else _describe_choices(names)}"
            )
        found.append((meant, column))
    return tuple(found)


def read(data: FileContent, column_map: ColumnMap = ()) -> ImportedCards:
    """Everybody in the table, by a mapping or by the best guess. NetnotesError when it has no such column."""
    text = decode_text(data)
    meant = column_map or guess_column_map(text)
    wanted = frozenset(fold(column) for _, column in meant)
    table = parse_csv_table(text, lambda names: wanted <= names)
    header = table.columns if table else (find_first_row(text) or CsvRow(1, ())).cells
    if column_map and not table:
        raise NetnotesError(_describe_missing_column(column_map, header))
    if not any(prop in ("name", FIRST_NAME, LAST_NAME, "email") for prop, _ in meant):
        hint = (
            f"say which, as in `--map name={shorten(header[0])}`"
            if header
            else "the first row has no two cells"
        )
        return ImportedCards(
            (), (ImportProblem(table.header_line if table else 1, f"no column is a name; {hint}"),)
        )
    return sanitize_cards(_iter_cards(table, meant)) if table else ImportedCards(())


def _describe_missing_column(column_map: ColumnMap, header: tuple[str, ...]) -> str:
    known = frozenset(map(fold, header))
    column = next(
        (column for _, column in column_map if fold(column) not in known), column_map[0][1]
    )
    slip = find_closest_match(column, header)
    hint = (
        f"Did you mean `{slip}`?"
        if slip
        else f"Its first row is: {join_words(map(shorten, filter(None, header)))}."
    )
    return f"The table has no column `{shorten(column)}`. {hint}"


def _describe_choices(names: tuple[str, ...]) -> str:
    return f"write one of: {', '.join(names)}."


def _find_meaning(column_name: str) -> str:
    """The property a column's name stands for; empty where it is none of ours. `E-mail 2` is an `email`."""
    folded = re.sub(r"[^\w]|\d+(value)?$", "", fold(column_name))
    if folded in FIRST_NAME_PROPERTIES:
        return FIRST_NAME
    if folded in LAST_NAME_PROPERTIES:
        return LAST_NAME
    if folded in _TEXT_COLUMNS:
        return NOTE_TEXT
    prop = build_property_index(CONTACT_PROPERTIES, ()).get(folded)
    return _COLUMN_SYNONYMS.get(folded, prop.name if prop and prop.name != "type" else "")


def _iter_cards(table: CsvTable, column_map: ColumnMap) -> Iterator[Card | ImportProblem]:
    yield from table.problems
    dates = [fold(column) for prop, column in column_map if prop in (*_DATE_PROPERTIES, "birthday")]
    first = is_day_first(
        record[one] for _, record in table.records for one in dates if one in record
    )
    for row, record in table.records:
        values: dict[str, Any] = {}
        unread: list[str] = []
        for prop, column in column_map:
            if cell := record.get(fold(column), ""):
                value = _parse_value(prop, cell, day_first=first)
                if value is None and not is_blank_date(cell):
                    unread.append(f"`{shorten(cell)}` under `{column}` could not be read")
                elif value is not None:
                    _add_value(values, prop, value)
        names = (values.pop(FIRST_NAME, ""), values.pop(LAST_NAME, ""))
        values["name"] = values.get("name", "") or " ".join(filter(None, names))
        more = tuple(
            (prop, values.pop(prop)) for prop in tuple(values) if prop not in Card.__struct_fields__
        )
        card = Card(row=row, **values, extra_properties=more)
        yield from (
            ImportProblem(
                row,
                f"{reason}; {card.name or 'the person'} is there without it",
                is_person_kept=True,
            )
            for reason in unread
        )
        yield card


def _add_value(values: dict[str, Any], property_name: str, value: Any) -> None:
    """Add a value: lists add up, texts too; of anything else the first column counts."""
    if isinstance(value, tuple) or (property_name == NOTE_TEXT and property_name in values):
        values[property_name] = (
            values[property_name] + ("\n" if property_name == NOTE_TEXT else ()) + value
            if property_name in values
            else value
        )
    else:
        values.setdefault(property_name, value)


def _parse_value(property_name: str, cell: str, *, day_first: bool) -> Any:
    """What a cell means as this property; None where it can't be read."""
    if property_name in _DATE_PROPERTIES:
        return parse_foreign_day(cell, day_first=day_first)
    if property_name == "birthday":
        return parse_foreign_birthday(cell, day_first=day_first)
    if property_name == "cadence":
        return parse_period(cell)
    if property_name == "archived":
        return {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}.get(
            cell.casefold()
        )
    if property_name in _TEXT_PROPERTIES:
        return cell
    return _split_cell(cell) if property_name in _LIST_PROPERTIES else (cell,)


def _split_cell(cell: str) -> tuple[str, ...]:
    """The values in a cell: parted by line breaks and semicolons, or else by commas."""
    parts = re.split(r"\s*(?:\n|;|:::)\s*", cell)
    return tuple(filter(None, parts if len(parts) > 1 else re.split(r"\s*,\s*", cell)))
