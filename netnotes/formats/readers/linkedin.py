"""LinkedIn's `Connections.csv`: whom you are connected with, where they work, and since when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.formats.card import Card, ImportedCards, ImportProblem, sanitize_cards, shorten
from netnotes.formats.readers.days import is_blank_date, is_day_first, parse_foreign_day
from netnotes.formats.readers.sheet import has_header, parse_csv_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netnotes.formats.readers.decoding import FileContent
    from netnotes.formats.readers.sheet import CsvTable


def can_read(text: str) -> bool:
    """Whether a text is LinkedIn's table, under whatever stands before it."""
    return has_header(text, _is_header)


def read(data: FileContent) -> ImportedCards:
    """Everybody in the table. The day of connecting is `met`: no talk need have come with it."""
    table = parse_csv_table(data, _is_header)
    return (
        sanitize_cards(_iter_cards(table))
        if table
        else ImportedCards((), (ImportProblem(1, "there is no header `First Name,Last Name,…`"),))
    )


def _is_header(column_names: frozenset[str]) -> bool:
    return {"firstname", "lastname", "connectedon"} <= column_names


def _iter_cards(table: CsvTable) -> Iterator[Card | ImportProblem]:
    yield from table.problems
    first = is_day_first(record.get("connectedon", "") for _, record in table.records)
    for row, record in table.records:
        name = f"{record.get('firstname', '')} {record.get('lastname', '')}".strip()
        connected = record.get("connectedon", "")
        met = parse_foreign_day(connected, day_first=first)
        if not name:
            yield ImportProblem(
                row, "there is no name: LinkedIn leaves it out where a profile was closed"
            )
        elif not met and not is_blank_date(connected):
            yield ImportProblem(
                row,
                f"`{shorten(connected)}` is not a day of the calendar, so the row of {name} may be broken",
            )
        else:
            yield Card(
                row=row,
                name=name,
                links=(record.get("url", ""),),
                email=(record.get("emailaddress", ""),),
                organisation=record.get("company", ""),
                role=record.get("position", ""),
                met=met,
            )
