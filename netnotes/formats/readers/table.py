"""Any other CSV, or a table or sections in Markdown, by what the columns mean.

That is given by `--map name=Full Name,organisation=Company`, or guessed from the columns' names.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netnotes.errors import NetnotesError
from netnotes.formats.card import ImportedCards, ImportProblem, shorten
from netnotes.formats.readers import table_cards
from netnotes.formats.readers.columns import (
    FIRST_NAME,
    FULL_NAME_SHOWN,
    LABEL,
    LAST_NAME,
    NOTE_TEXT,
    find_meaning,
    is_known_name,
)
from netnotes.formats.readers.decoding import FileContent, decode_text
from netnotes.formats.readers.markdown_table import add_entries_of_sections, find_markdown_table
from netnotes.formats.readers.sheet import find_first_row, parse_csv_table
from netnotes.reading.properties import CONTACT_PROPERTIES
from netnotes.reading.property_names import build_property_index
from netnotes.text import find_closest_match, fold, join_words

if TYPE_CHECKING:
    from netnotes.formats.readers.sheet import CsvTable
    from netnotes.formats.readers.table_cards import ColumnMap


# One of these a table needs: without it nobody in it could be called anything.
_NAMING_MEANINGS = ("name", FIRST_NAME, LAST_NAME, FULL_NAME_SHOWN, "email")


def can_read(text: str) -> bool:
    """Tell whether a text is a table in which one column may be a name or an address."""
    column_map = guess_column_map(text)
    if not any(meaning in _NAMING_MEANINGS for meaning, _ in column_map):
        return False
    # `Please mail me, or call` is a sentence; a header has a name that is known, or two columns.
    is_known = any(is_known_name(column) for _, column in column_map)
    return not text.lstrip().startswith(("{", "[", "<")) and (is_known or len(column_map) > 1)


def guess_column_map(data: FileContent) -> ColumnMap:
    """Guess what the columns of a table mean, by their names; empty if it is no table."""
    return table_cards.guess_column_map(list_columns(data))


def list_columns(data: FileContent) -> tuple[str, ...]:
    """List the names of a table's columns, as they are written."""
    text = decode_text(data)
    markdown_table = find_markdown_table(text)
    if markdown_table:
        return markdown_table.columns
    row = find_first_row(text)
    if not row:
        return ()
    return row.cells


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
        # Who says it means our property, also by a name that means something else in most tables.
        prop = build_property_index(CONTACT_PROPERTIES, ()).get(fold(word))
        property_name = prop.name if prop else find_meaning(word)
        if property_name in ("", LABEL, "type"):
            raise NetnotesError(_describe_unknown_property(word))
        column_map.append((property_name, column))
    return tuple(column_map)


def _describe_unknown_property(word: str) -> str:
    names = (*(prop.name for prop in CONTACT_PROPERTIES), FIRST_NAME, LAST_NAME, NOTE_TEXT)
    closest = find_closest_match(word, names)
    hint = f"did you mean `{closest}`?" if closest else f"write one of: {', '.join(names)}."
    return f"`{shorten(word)}` is not a property; {hint}"


def read(data: FileContent, column_map: ColumnMap = (), *, date_order: str = "") -> ImportedCards:
    """Read the people of a table, by `column_map` or, without one, by the best guess.

    `date_order` is that of the settings, for dates such as `1/9/2024`.

    Raises NetnotesError if the table lacks a column of `column_map`.
    """
    text = decode_text(data)
    used_map = column_map or guess_column_map(text)
    columns = frozenset(fold(column) for _, column in used_map)
    markdown_table = find_markdown_table(text)
    table = _find_table(text, markdown_table, columns)
    if table is None and column_map:
        raise NetnotesError(_describe_missing_column(column_map, list_columns(text)))

    has_name = any(meaning in _NAMING_MEANINGS for meaning, _ in used_map)
    if table is None:
        if has_name:
            return ImportedCards(())
        return _build_nameless(1, list_columns(text))
    if not has_name or (not column_map and _may_have_other_name(table, used_map)):
        return _build_nameless(table.header_line, table.columns)
    imported = table_cards.read_rows(table, column_map or None, date_order=date_order)
    if markdown_table is None:
        return imported
    return add_entries_of_sections(imported, text, date_order)


def _find_table(
    text: str, markdown_table: CsvTable | None, columns: frozenset[str]
) -> CsvTable | None:
    """Find the table of a text that has these columns, folded: that of Markdown, if there is one."""
    if markdown_table is None:
        return parse_csv_table(text, lambda column_names: columns <= column_names)
    if columns.issubset(map(fold, markdown_table.columns)):
        return markdown_table
    return None


def _may_have_other_name(table: CsvTable, column_map: ColumnMap) -> bool:
    """Tell whether only an address names people, beside a column of words that is not known.

    `Wer;Firma;E-Mail` would call each person by their firm.
    """
    meanings = {meaning for meaning, _ in column_map}
    if not meanings.isdisjoint(_NAMING_MEANINGS[:-1]):
        return False
    known_columns = {fold(column) for _, column in column_map}
    first_column = fold(table.columns[0])
    if first_column in known_columns:
        return False
    cells = [record[first_column] for _, record in table.records if first_column in record]
    return any(map(_WORDS.fullmatch, cells))


# What may be a name: words, and no number, day or address.
_WORDS = re.compile(r"[^\W\d_][^\d@/:]*")


def _build_nameless(header_line: int, header: tuple[str, ...]) -> ImportedCards:
    """Build what is read of a table that has no column with names: nobody."""
    return ImportedCards((), (ImportProblem(header_line, _describe_missing_name(header)),))


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
