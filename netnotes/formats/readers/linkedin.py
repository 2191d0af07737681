"""LinkedIn's `Connections.csv`: people, where they work, and since when they are connected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.formats.card import Card, ImportedCards, ImportProblem, shorten
from netnotes.formats.readers.days import is_blank_date, is_day_first, parse_foreign_day
from netnotes.formats.readers.sheet import has_header, read_table

if TYPE_CHECKING:
    from collections.abc import Iterator

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
    return read_table(data, _is_header, _iter_cards, missing_header)


def _is_header(column_names: frozenset[str]) -> bool:
    return {"firstname", "lastname", "connectedon"} <= column_names


def _iter_cards(table: CsvTable) -> Iterator[Card | ImportProblem]:
    day_first = is_day_first(record.get("connectedon", "") for _, record in table.records)
    for row, record in table.records:
        name = f"{record.get('firstname', '')} {record.get('lastname', '')}".strip()
        if not name:
            reason = "there is no name: LinkedIn leaves it out where a profile was closed"
            yield ImportProblem(row, reason)
            continue

        connected = record.get("connectedon", "")
        met = parse_foreign_day(connected, day_first=day_first)
        if met is None and not is_blank_date(connected):
            # A comma that was not quoted shifts all cells behind it.
            reason = f"`{shorten(connected)}` is not a day of the calendar"
            yield ImportProblem(row, f"{reason}, so the row of {name} may be broken")
            continue

        yield Card(
            row=row,
            name=name,
            links=(record.get("url", ""),),
            email=(record.get("emailaddress", ""),),
            organisation=record.get("company", ""),
            role=record.get("position", ""),
            met=met,
        )
