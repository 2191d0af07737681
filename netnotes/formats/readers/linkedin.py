"""LinkedIn's `Connections.csv`: people, where they work, and since when they are connected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.formats.card import ImportedCards, ImportProblem, shorten
from netnotes.formats.readers.days import is_blank_date, is_day_first, parse_foreign_day
from netnotes.formats.readers.sheet import has_header, read_table
from netnotes.formats.readers.table_cards import read_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netnotes.formats.readers.decoding import FileContent
    from netnotes.formats.readers.sheet import CsvTable


def can_read(text: str) -> bool:
    """Tell whether a text is LinkedIn's table, below whatever is written before it."""
    return has_header(text, _is_header)


def read(data: FileContent) -> ImportedCards:
    """Read the people of the table.

    The day of connecting becomes `met` and no touch: it need not have been a talk.
    """
    missing_header = "there is no header `First Name,Last Name,…`"
    return read_table(data, _is_header, _read_rows, missing_header)


def _is_header(column_names: frozenset[str]) -> bool:
    return {"firstname", "lastname", "connectedon"} <= column_names


def _read_rows(table: CsvTable) -> ImportedCards:
    day_first = is_day_first(record.get("connectedon", "") for _, record in table.records)
    records: list[tuple[int, Mapping[str, str]]] = []
    problems = list(table.problems)
    for row, record in table.records:
        reason = _find_damage(record, day_first=day_first)
        if reason:
            problems.append(ImportProblem(row, reason))
        else:
            records.append((row, record))
    return read_rows(table._replace(records=tuple(records), problems=tuple(problems)))


def _find_damage(record: Mapping[str, str], *, day_first: bool) -> str:
    """Find out why a row says nothing that can be trusted; empty if it does."""
    name = f"{record.get('firstname', '')} {record.get('lastname', '')}".strip()
    if not name:
        return "there is no name: LinkedIn leaves it out where a profile was closed"
    connected = record.get("connectedon", "")
    if is_blank_date(connected) or parse_foreign_day(connected, day_first=day_first):
        return ""
    # A comma that was not quoted shifts all cells behind it.
    reason = f"`{shorten(connected)}` is not a day of the calendar"
    return f"{reason}, so the row of {name} may be broken"
