"""LinkedIn's `Connections.csv`: whom you are connected with, where they work, and since when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.exchange.card import Card, Cards, Dropped, gathered, short
from netnotes.exchange.days import day, day_first, is_nothing
from netnotes.exchange.sheet import has_header, sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netnotes.exchange.decoding import Data
    from netnotes.exchange.sheet import Sheet


def sounds_like_it(text: str) -> bool:
    """Whether a text is LinkedIn's table, under whatever stands before it."""
    return has_header(text, _is_header)


def read(data: Data) -> Cards:
    """Everybody in the table. The day of connecting is `met`: no talk need have come with it."""
    table = sheet(data, _is_header)
    return (
        gathered(_people(table)) if table else Cards((), (Dropped(1, "there is no header `First Name,Last Name,…`"),))
    )


def _is_header(names: frozenset[str]) -> bool:
    return {"firstname", "lastname", "connectedon"} <= names


def _people(table: Sheet) -> Iterator[Card | Dropped]:
    yield from table.dropped
    first = day_first(record.get("connectedon", "") for _, record in table.records)
    for row, record in table.records:
        name = f"{record.get('firstname', '')} {record.get('lastname', '')}".strip()
        connected = record.get("connectedon", "")
        met = day(connected, day_first=first)
        if not name:
            yield Dropped(row, "there is no name: LinkedIn leaves it out where a profile was closed")
        elif not met and not is_nothing(connected):
            yield Dropped(row, f"`{short(connected)}` is not a day of the calendar, so the row of {name} may be broken")
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
