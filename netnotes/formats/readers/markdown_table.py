"""People in one Markdown file: a row each of its tables, or a section each with labels below.

`| Name | Company |` is the header of a table of people; `### Ada Quill` with `- **Company:** Acme`
below is a section.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from netnotes.formats.card import ImportedCards, sanitize_entries
from netnotes.formats.readers.columns import FIRST_NAME, LAST_NAME, find_meaning
from netnotes.formats.readers.markdown_sections import (
    MIN_SECTIONS,
    list_person_sections,
    strip_markup,
)
from netnotes.formats.readers.sheet import CsvTable
from netnotes.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    # The line of a row in the file, and its cells by folded column name.
    Record = tuple[int, Mapping[str, str]]


_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]", re.MULTILINE)
_CELL_END = re.compile(r"(?<!\\)\|")
_NAMES = ("name", FIRST_NAME, LAST_NAME)

# What says that there is no value.
_NO_VALUES = frozenset(("", "-", "–", "—", "n/a", "N/A", "?", "TBD"))


def find_markdown_table(text: str) -> CsvTable | None:
    """Find the people in a text of Markdown; None if neither a table nor sections hold any."""
    if "|" not in text and "#" not in text:
        return None
    lines = text.splitlines()
    records = tuple(_iter_rows_of_tables(lines))
    if not records and len(_HEADING.findall(text)) >= MIN_SECTIONS:
        records = tuple([(section.line, section.cells) for section in list_person_sections(text)])
    if not records:
        return None
    columns: dict[str, None] = {}
    folded_records = []
    for line, cells in records:
        columns |= dict.fromkeys(cells)
        folded_records.append((line, _fold_columns(cells)))
    return CsvTable(records[0][0], tuple(columns), tuple(folded_records), ())


def _fold_columns(cells: Mapping[str, str]) -> dict[str, str]:
    """Fold the names of columns, and leave out what says that there is no value."""
    return {fold(column): cell for column, cell in cells.items() if cell not in _NO_VALUES}


def _iter_rows_of_tables(lines: list[str]) -> Iterator[Record]:
    """Yield the rows of all tables that have a column of names, by the columns as written."""
    columns: list[str] = []
    for index, line in enumerate(lines):
        if "|" not in line:
            columns = []
        elif index and _is_separator(line) and "|" in lines[index - 1]:
            header = _split_row(lines[index - 1])
            is_of_people = any(find_meaning(column) in _NAMES for column in header)
            columns = []
            if is_of_people and len(header) > 1:
                columns = header
        elif columns:
            cells = dict(zip(columns, _split_row(line), strict=False))
            # A row of signs alone is empty.
            if any(re.search(r"\w", cell) for cell in cells.values()):
                yield index + 1, {column: cell for column, cell in cells.items() if column}


def _is_separator(line: str) -> bool:
    """Tell whether a line is the one below the header of a table: `|---|:---:|`."""
    return "---" in line and set(line) <= set("|-: \t")


def _split_row(line: str) -> list[str]:
    return [strip_markup(cell) for cell in _CELL_END.split(line.strip().strip("|"))]


def add_entries_of_sections(imported: ImportedCards, text: str, date_order: str) -> ImportedCards:
    """Add the dated entries and the open tasks of sections to the cards of the people."""
    sections = {section.line: section for section in list_person_sections(text, date_order)}
    cards = []
    for card in imported.cards:
        section = sections.get(card.row)
        if section and (section.touches or section.tasks):
            card = replace(card, **sanitize_entries(section.touches, section.tasks))
        cards.append(card)
    return imported._replace(cards=tuple(cards))
