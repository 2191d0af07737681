"""People in one Markdown file: a row each of its tables, or a section each with labels below.

`| Name | Company |` is the header of a table of people; `### Ada Quill` with `- **Company:** Acme`
below is a section.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netnotes.formats.readers.columns import FIRST_NAME, LAST_NAME, find_meaning
from netnotes.formats.readers.sheet import CsvTable
from netnotes.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    # The line of a row in the file, and its cells by folded column name.
    Record = tuple[int, Mapping[str, str]]


_CELL_END = re.compile(r"(?<!\\)\|")
_LABEL = re.compile(
    r"\s*(?:[-*+]\s+)?[*_]{0,3}(?P<label>[^\W\d_][^:*_|]{0,40}?)[*_]{0,3}\s?:[*_]{0,3}\s+(?P<value>\S.*)"
)
_ITEM_SIGN = re.compile(r"\s*[-*+]\s+")
_NAMES = ("name", FIRST_NAME, LAST_NAME)

# What says that there is no value.
_NO_VALUES = frozenset(("", "-", "–", "—", "n/a", "N/A", "?", "TBD"))

# The names of the columns that a section has beside its labels.
_NAME_COLUMN, _TEXT_COLUMN = "Name", "Notes"


def find_markdown_table(text: str) -> CsvTable | None:
    """Find the people in a text of Markdown; None if neither a table nor sections hold any."""
    if "|" not in text and "#" not in text:
        return None
    lines = text.splitlines()
    records = tuple(_iter_rows_of_tables(lines)) or _list_sections(lines)
    if not records:
        return None
    columns = dict.fromkeys(column for _, cells in records for column in cells)
    folded_records = tuple(
        (line, {fold(column): cell for column, cell in cells.items() if cell not in _NO_VALUES})
        for line, cells in records
    )
    return CsvTable(records[0][0], tuple(columns), folded_records, ())


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
    return [_strip_markup(cell) for cell in _CELL_END.split(line.strip().strip("|"))]


def _strip_markup(text: str) -> str:
    """Return the words of a cell without emphasis and links."""
    text = text.replace("\\|", "|")
    text = re.sub(r"\[\[(?:[^\[\]|]*/)?([^\[\]|]*)(?:\|[^\[\]]*)?\]\]", r"\1", text)
    text = re.sub(r"\[([^\[\]]*)\]\((?:[^()]*)\)", r"\1", text)
    return text.strip(" \t*_`")


def _list_sections(lines: list[str]) -> tuple[Record, ...]:
    """List the sections of the level on which most have labels of people; none for a single one."""
    sections_by_level: dict[int, list[Record]] = {}
    for start, level, name in _iter_headings(lines):
        cells = _read_section(lines[start:])
        meanings = {find_meaning(label) for label in cells}
        if _MEANINGS_OF_PEOPLE.isdisjoint(meanings):
            continue
        cells.setdefault(_NAME_COLUMN, name)
        sections_by_level.setdefault(level, []).append((start, cells))
    sections = max(sections_by_level.values(), key=len, default=[])
    # A note with a single one is about one person.
    if len(sections) < 2:
        return ()
    return tuple(sections)


# A section about a person has one of these at least.
_MEANINGS_OF_PEOPLE = frozenset(
    ("email", "phone", "organisation", "role", "birthday", "last_contact", "met", "met_at", "tier")
)


def _iter_headings(lines: list[str]) -> Iterator[tuple[int, int, str]]:
    """Yield the number of each heading's line, its level and its words."""
    for number, line in enumerate(lines, start=1):
        level = _find_level(line)
        name = _strip_markup(line.strip("# \t")) if level else ""
        if name:
            yield number, level, name


def _find_level(line: str) -> int:
    """Find the level of a heading; 0 for any other line."""
    level = len(line) - len(line.lstrip("#"))
    if level > _MAX_LEVEL or line[level : level + 1] != " ":
        return 0
    return level


_MAX_LEVEL = 6


def _read_section(lines: list[str]) -> dict[str, str]:
    """Read the lines up to the next heading: labels by their names, and all others as text."""
    cells: dict[str, str] = {}
    texts = []
    for line in lines:
        if _find_level(line):
            break
        match = _LABEL.fullmatch(line.rstrip())
        label = _choose_column(match) if match else ""
        if match and label and label not in cells:
            cells[label] = _strip_markup(match["value"])
        elif line.strip():
            texts.append(_ITEM_SIGN.sub("", line).strip())
    if texts:
        notes = [cells[_TEXT_COLUMN]] if _TEXT_COLUMN in cells else []
        cells[_TEXT_COLUMN] = "\n".join([*notes, *texts])
    return cells


def _choose_column(match: re.Match[str]) -> str:
    """Choose the column of a label; empty for one that means nothing. The heading is the name."""
    meaning = find_meaning(match["label"])
    if meaning in _NAMES:
        # `Contact: ada@example.com`
        if "@" in match["value"]:
            return "Email"
        return ""
    if not meaning:
        return ""
    return match["label"]
