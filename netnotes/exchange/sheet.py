"""CSV of any manner → records, row by row: a row that is broken takes no other with it."""

from __future__ import annotations

import csv
import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from netnotes.exchange.card import Dropped
from netnotes.exchange.decoding import Data, text_of
from netnotes.words import counted, fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

DELIMITERS = (",", ";", "\t", "|")

_HEADER_WITHIN = 40
"""Rows in which a header is looked for: some programs write a letter to the reader before it."""

_LONGEST_ROW = 1000
"""Lines one row may take. A quote that is never closed would else take the rest of the file."""


class Row(NamedTuple):
    """The cells of a row, and the line of the file on which it begins."""

    line: int
    cells: tuple[str, ...]


class Sheet(NamedTuple):
    """A table: the names of its columns as they are written, and its rows as cells by folded column name."""

    line: int
    columns: tuple[str, ...]
    records: tuple[tuple[int, Mapping[str, str]], ...]
    dropped: tuple[Dropped, ...]


def sheet(data: Data, is_header: Callable[[frozenset[str]], bool]) -> Sheet | None:
    """The table beneath the first row whose folded cells are a header; None where there is none."""
    text = text_of(data)
    for delimiter in DELIMITERS:
        for row in islice(_head(text, delimiter), _HEADER_WITHIN):
            if is_header(frozenset(map(fold, row.cells))):
                return _beneath(row, text, delimiter)
    return None


def has_header(text: str, is_header: Callable[[frozenset[str]], bool]) -> bool:
    """Whether one of a text's first rows is such a header."""
    return any(
        is_header(frozenset(map(fold, row.cells)))
        for delimiter in DELIMITERS
        for row in islice(_head(text, delimiter), _HEADER_WITHIN)
    )


def first_row(text: str) -> Row | None:
    """The first row that is not empty, split where it gives most cells; None where no row has two."""
    firsts = [next(_head(text, delimiter), Row(1, ())) for delimiter in DELIMITERS]
    best = max(firsts, key=lambda row: len(row.cells))
    return best if len(best.cells) > 1 else None


def _head(text: str, delimiter: str) -> Iterator[Row]:
    """The first rows that hold anything."""
    lines = text.split("\n", _LONGEST_ROW)[:_LONGEST_ROW]
    for row in _rows(lines, delimiter, 0):
        if isinstance(row, Row) and any(row.cells) and not re.fullmatch(r"sep=.?", row.cells[0]):
            yield row


def _beneath(header: Row, text: str, delimiter: str) -> Sheet:
    names = tuple(map(fold, header.cells))
    width = len(names)
    records: list[tuple[int, Mapping[str, str]]] = []
    dropped: list[Dropped] = []
    lines = text.split("\n")
    rows = _rows(lines, delimiter, header.line - 1, width)
    next(rows)  # the header itself
    for row in rows:
        if isinstance(row, Dropped):
            dropped.append(row)
        elif any(row.cells[width:]):
            what = f"the row has {counted(len(row.cells), 'cell')}, the header {width}: a cell that holds a separator needs quotes"
            dropped.append(Dropped(row.line, what))
        elif any(row.cells):
            record: dict[str, str] = {}
            for name, cell in zip(names, row.cells, strict=False):
                if cell and not record.get(name):
                    record[name] = cell
            records.append((row.line, record))
    return Sheet(header.line, header.cells, tuple(records), tuple(dropped))


def _rows(lines: list[str], delimiter: str, at: int, width: int = 0) -> Iterator[Row | Dropped]:
    """Every row from a line on. A row that can't be read as it is written is read on its own line, or dropped."""

    def ahead() -> Iterator[str]:
        for number in range(at, len(lines)):
            if number - at > _LONGEST_ROW:  # `at` is where the row under way began
                return
            yield f"{lines[number]}\n"

    while at < len(lines):
        reader, begin = csv.reader(ahead(), delimiter=delimiter, strict=True), at
        try:
            for cells in reader:
                yield Row(at + 1, tuple(map(_cell, cells)))
                at = begin + reader.line_num
        except csv.Error:
            yield _one_line(lines[at], delimiter, at + 1, width)
            at += 1


def _one_line(line: str, delimiter: str, number: int, width: int) -> Row | Dropped:
    """A line whose quotes are not those of a table: read as it stands if that gives the right number of cells."""
    try:
        cells = next(csv.reader((line,), delimiter=delimiter), [])
    except csv.Error:
        return Dropped(number, "the row can't be split into cells: one of them is too long")
    if len(cells) == width and width > 1:
        return Row(number, tuple(map(_cell, cells)))
    return Dropped(number, "a quote is opened in this row and not closed where a cell ends")


def _cell(text: str) -> str:
    """What a cell says: without the quote that guards a spreadsheet from `=`, `+`, `-` and `@`."""
    text = text.strip()
    return text[1:] if text[:1] == "'" and text[1:2] in ("=", "+", "-", "@") else text
