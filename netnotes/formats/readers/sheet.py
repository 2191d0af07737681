"""CSV of any dialect, read row by row: a broken row takes no other with it."""

from __future__ import annotations

import csv
import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from netnotes.formats.card import ImportedCards, ImportProblem
from netnotes.formats.readers.columns import find_meaning
from netnotes.formats.readers.decoding import FileContent, decode_text
from netnotes.text import fold, format_count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    IsHeader = Callable[[frozenset[str]], bool]


DELIMITERS = (",", ";", "\t", "|")

# Rows in which a header is looked for: some programs write a letter to the reader before it.
_MAX_HEADER_ROWS = 40

# Lines one row may take. A quote that is never closed would otherwise take the whole file.
_MAX_LINES_PER_ROW = 1000


# The characters at the beginning of a file in which a header is looked for.
#
# A file in another format may be one line of many megabytes, which none of the formats should read
# with each of the delimiters.
_MAX_HEADER_CHARACTERS = 200_000

# The csv module drops cells of more than 128 KiB, and notes of one person may be longer. The limit
# is one for the whole program; the largest that every system has is this.
csv.field_size_limit(2**31 - 1)


class CsvRow(NamedTuple):
    """One row of a table."""

    # The line of the file on which the row begins.
    line: int

    cells: tuple[str, ...]


class CsvTable(NamedTuple):
    """A table with a header."""

    header_line: int

    # The names of the columns as they are written.
    columns: tuple[str, ...]

    # The line of each row, and its cells by folded column name; empty cells are left out.
    records: tuple[tuple[int, Mapping[str, str]], ...]

    problems: tuple[ImportProblem, ...]


def read_table(
    data: FileContent,
    is_header: IsHeader,
    read_rows: Callable[[CsvTable], ImportedCards],
    missing_header: str,
) -> ImportedCards:
    """Read the people of a table that a program always writes with the same header.

    `missing_header` is the problem to report where the header is not found.
    """
    table = parse_csv_table(data, is_header)
    if table is None:
        return ImportedCards((), (ImportProblem(1, missing_header),))
    return read_rows(table)


def parse_csv_table(data: FileContent, is_header: IsHeader) -> CsvTable | None:
    """Parse the table below the first row that is a header; None if there is none.

    `is_header` gets the folded cells of a row.
    """
    text = decode_text(data)
    header = _find_header(text, is_header)
    if not header:
        return None
    return _build_table(*header, text)


def has_header(text: str, is_header: IsHeader) -> bool:
    """Tell whether one of the first rows of a text is such a header."""
    return _find_header(text, is_header) is not None


def find_first_row(text: str) -> CsvRow | None:
    """Find the first row that is not empty, with the delimiter that gives most cells.

    What somebody has written above the columns, in a cell of its own, is passed over.
    None if no delimiter gives two.
    """
    rows = [_find_first_row(text, delimiter) for delimiter in DELIMITERS]
    widest_row = max(rows, key=lambda row: len(row.cells))
    if len(widest_row.cells) <= 1:
        return None
    return widest_row


def _find_first_row(text: str, delimiter: str) -> CsvRow:
    rows = list(islice(_iter_first_rows(text, delimiter), _MAX_HEADER_ROWS))
    for row in rows:
        cells = [cell for cell in row.cells if cell]
        if len(cells) > 1 or find_meaning(cells[0]):
            return row
    if rows:
        return rows[0]
    return CsvRow(1, ())


def _find_header(text: str, is_header: IsHeader) -> tuple[CsvRow, str] | None:
    """Find the header of a table and the delimiter of its cells."""
    # Excel separates by semicolons wherever the comma is the decimal sign.
    for delimiter in DELIMITERS:
        for row in islice(_iter_first_rows(text, delimiter), _MAX_HEADER_ROWS):
            if is_header(frozenset(map(fold, row.cells))):
                return row, delimiter
    return None


def _iter_first_rows(text: str, delimiter: str) -> Iterator[CsvRow]:
    """Yield the first rows that are not empty."""
    head = text[:_MAX_HEADER_CHARACTERS]
    lines = head.split("\n", _MAX_LINES_PER_ROW)[:_MAX_LINES_PER_ROW]
    for row in _iter_rows(lines, delimiter, 0):
        if isinstance(row, ImportProblem) or not any(row.cells):
            continue
        # Excel writes `sep=;` before the header to name the delimiter.
        if not re.fullmatch(r"sep=.?", row.cells[0]):
            yield row


def _build_table(header: CsvRow, delimiter: str, text: str) -> CsvTable:
    columns = tuple(_iter_column_names(header.cells))
    column_names = tuple(map(fold, columns))
    width = len(column_names)
    records: list[tuple[int, Mapping[str, str]]] = []
    problems: list[ImportProblem] = []
    rows = _iter_rows(text.split("\n"), delimiter, header.line - 1, width)
    next(rows)  # the header itself
    for row in rows:
        if isinstance(row, ImportProblem):
            problems.append(row)
        # Empty cells behind the last column are what spreadsheets leave of deleted ones.
        elif any(row.cells[width:]):
            cells = format_count(len(row.cells), "cell")
            reason = f"the row has {cells}, the header {width}"
            hint = "a cell that holds a separator needs quotes"
            problems.append(ImportProblem(row.line, f"{reason}: {hint}"))
        elif any(row.cells):
            records.append((row.line, _build_record(column_names, row)))
    return CsvTable(header.line, columns, tuple(records), tuple(problems))


def _iter_column_names(cells: tuple[str, ...]) -> Iterator[str]:
    """Yield a name of its own for each column; in a header some are empty or the same."""
    used_names: set[str] = set()
    for number, cell in enumerate(cells, start=1):
        name = cell or f"column {number}"
        if fold(name) in used_names:
            name = f"{name} ({number})"
        used_names.add(fold(name))
        yield name


def _build_record(column_names: tuple[str, ...], row: CsvRow) -> dict[str, str]:
    """Build the cells of a row by column."""
    return {name: cell for name, cell in zip(column_names, row.cells, strict=False) if cell}


def _iter_rows(
    lines: list[str], delimiter: str, start: int, expected_width: int = 0
) -> Iterator[CsvRow | ImportProblem]:
    """Yield every row from a line on.

    A row that cannot be read as it is written is read as one line, or reported.
    """

    def iter_lines_from_start() -> Iterator[str]:
        # `start` is the line of the current row, which the loop below moves on.
        for number in range(start, len(lines)):
            if number - start > _MAX_LINES_PER_ROW:
                return
            yield f"{lines[number]}\n"

    while start < len(lines):
        reader = csv.reader(iter_lines_from_start(), delimiter=delimiter, strict=True)
        first_line = start
        try:
            for cells in reader:
                yield CsvRow(start + 1, tuple(map(_strip_cell, cells)))
                start = first_line + reader.line_num
        except csv.Error:
            yield _parse_single_line(lines[start], delimiter, start + 1, expected_width)
            start += 1


def _parse_single_line(
    line: str, delimiter: str, line_number: int, expected_width: int
) -> CsvRow | ImportProblem:
    """Parse a line in which quotes are not used as CSV does.

    It is read as it is if that gives the right number of cells.
    """
    try:
        cells = next(csv.reader((line,), delimiter=delimiter), [])
    except csv.Error:
        reason = "the row can't be split into cells: one of them is too long"
        return ImportProblem(line_number, reason)
    if len(cells) == expected_width and expected_width > 1:
        return CsvRow(line_number, tuple(map(_strip_cell, cells)))
    reason = "a quote is opened in this row and not closed where a cell ends"
    return ImportProblem(line_number, reason)


def _strip_cell(text: str) -> str:
    """Return a cell without the apostrophe that keeps a spreadsheet from running a formula.

    Other programs guard fewer characters than `own_csv` does, and a name may begin with an
    apostrophe.
    """
    text = text.strip()
    if text[:1] == "'" and text[1:2] in ("=", "+", "-", "@"):
        return text[1:]
    return text
