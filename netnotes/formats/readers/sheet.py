"""CSV of any manner → records, row by row: a row that is broken takes no other with it."""

from __future__ import annotations

import csv
import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from netnotes.formats.card import ImportProblem
from netnotes.formats.readers.decoding import FileContent, decode_text
from netnotes.text import fold, format_count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping


DELIMITERS = (",", ";", "\t", "|")

_MAX_HEADER_ROWS = 40
"""Rows in which a header is looked for: some programs write a letter to the reader before it."""

_MAX_LINES_PER_ROW = 1000
"""Lines one row may take. A quote that is never closed would else take the rest of the file."""


class CsvRow(NamedTuple):
    """The cells of a row, and the line of the file on which it begins."""

    line: int
    cells: tuple[str, ...]


class CsvTable(NamedTuple):
    """A table: the names of its columns as they are written, and its rows as cells by folded column name."""

    header_line: int
    columns: tuple[str, ...]
    records: tuple[tuple[int, Mapping[str, str]], ...]
    problems: tuple[ImportProblem, ...]


def parse_csv_table(
    data: FileContent, is_header: Callable[[frozenset[str]], bool]
) -> CsvTable | None:
    """The table beneath the first row whose folded cells are a header; None where there is none."""
    text = decode_text(data)
    for delimiter in DELIMITERS:
        for row in islice(_iter_first_rows(text, delimiter), _MAX_HEADER_ROWS):
            if is_header(frozenset(map(fold, row.cells))):
                return _build_table(row, text, delimiter)
    return None


def has_header(text: str, is_header: Callable[[frozenset[str]], bool]) -> bool:
    """Whether one of a text's first rows is such a header."""
    return any(
        is_header(frozenset(map(fold, row.cells)))
        for delimiter in DELIMITERS
        for row in islice(_iter_first_rows(text, delimiter), _MAX_HEADER_ROWS)
    )


def find_first_row(text: str) -> CsvRow | None:
    """The first row that is not empty, split where it gives most cells; None where no row has two."""
    firsts = [next(_iter_first_rows(text, delimiter), CsvRow(1, ())) for delimiter in DELIMITERS]
    best = max(firsts, key=lambda row: len(row.cells))
    return best if len(best.cells) > 1 else None


def _iter_first_rows(text: str, delimiter: str) -> Iterator[CsvRow]:
    """The first rows that hold anything."""
    lines = text.split("\n", _MAX_LINES_PER_ROW)[:_MAX_LINES_PER_ROW]
    for row in _iter_rows(lines, delimiter, 0):
        if isinstance(row, CsvRow) and any(row.cells) and not re.fullmatch(r"sep=.?", row.cells[0]):
            yield row


def _build_table(header: CsvRow, text: str, delimiter: str) -> CsvTable:
    names = tuple(map(fold, header.cells))
    width = len(names)
    records: list[tuple[int, Mapping[str, str]]] = []
    dropped: list[ImportProblem] = []
    lines = text.split("\n")
    rows = _iter_rows(lines, delimiter, header.line - 1, width)
    next(rows)  # the header itself
    for row in rows:
        if isinstance(row, ImportProblem):
            dropped.append(row)
        elif any(row.cells[width:]):
            what = f"the row has {format_count(len(row.cells), 'cell')}, the header {width}: a cell that holds a separator needs quotes"
            dropped.append(ImportProblem(row.line, what))
        elif any(row.cells):
            record: dict[str, str] = {}
            for name, cell in zip(names, row.cells, strict=False):
                if cell and not record.get(name):
                    record[name] = cell
            records.append((row.line, record))
    return CsvTable(header.line, header.cells, tuple(records), tuple(dropped))


def _iter_rows(
    lines: list[str], delimiter: str, start: int, expected_width: int = 0
) -> Iterator[CsvRow | ImportProblem]:
    """Every row from a line on. A row that can't be read as it is written is read on its own line, or dropped."""

    def iter_lines_from_start() -> Iterator[str]:
        for number in range(start, len(lines)):
            if number - start > _MAX_LINES_PER_ROW:  # `at` is where the row under way began
                return
            yield f"{lines[number]}\n"

    while start < len(lines):
        reader, begin = csv.reader(iter_lines_from_start(), delimiter=delimiter, strict=True), start
        try:
            for cells in reader:
                yield CsvRow(start + 1, tuple(map(_strip_cell, cells)))
                start = begin + reader.line_num
        except csv.Error:
            yield _parse_single_line(lines[start], delimiter, start + 1, expected_width)
            start += 1


def _parse_single_line(
    line: str, delimiter: str, line_number: int, expected_width: int
) -> CsvRow | ImportProblem:
    """A line whose quotes are not those of a table: read as it stands if that gives the right number of cells."""
    try:
        cells = next(csv.reader((line,), delimiter=delimiter), [])
    except csv.Error:
        return ImportProblem(
            line_number, "the row can't be split into cells: one of them is too long"
        )
    if len(cells) == expected_width and expected_width > 1:
        return CsvRow(line_number, tuple(map(_strip_cell, cells)))
    return ImportProblem(
        line_number, "a quote is opened in this row and not closed where a cell ends"
    )


def _strip_cell(text: str) -> str:
    """What a cell says: without the quote that guards a spreadsheet from `=`, `+`, `-` and `@`."""
    text = text.strip()
    return text[1:] if text[:1] == "'" and text[1:2] in ("=", "+", "-", "@") else text
