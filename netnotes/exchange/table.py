"""Any other CSV, by what its columns mean: told by `--map name=Full Name,organisation=Company`, or guessed from FIELDS."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from netnotes.errors import NetnotesError
from netnotes.exchange.card import LINES, Card, Cards, Dropped, gathered, short
from netnotes.exchange.days import birthday, day, day_first, is_nothing
from netnotes.exchange.decoding import Data, text_of
from netnotes.exchange.sheet import Row, first_row, sheet
from netnotes.reading.fields import (
    CONTACT_PROPERTIES,
    FIRST_NAME_PROPERTIES,
    LAST_NAME_PROPERTIES,
    build_property_index,
)
from netnotes.words import fold, listed, near, period

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netnotes.exchange.sheet import Sheet

Map = tuple[tuple[str, str], ...]
"""Pairs of a property and the column that holds it; a property may have several columns."""

FIRST_NAME, LAST_NAME, TEXT = "first name", "last name", "text"
"""What a column may mean beside the properties of FIELDS."""

_TEXT = frozenset(("text", "note", "notes", "comment", "comments", "description", "remarks"))
_MORE = {
    "emailaddress": "email",
    "primaryemail": "email",
    "mobilephone": "phone",
    "mobilenumber": "phone",
    "phonehome": "phone",
    "phonework": "phone",
    "companyname": "organisation",
    "organisationname": "organisation",
    "organizationname": "organisation",
    "labels": "tags",
    "groups": "tags",
    "categories": "tags",
    "nickname": "aliases",
    "linkedinurl": "links",
    "linkedinprofile": "links",
    "profileurl": "links",
    "webpage": "links",
    "town": "location",
    "dateofbirth": "birthday",
}
"""Names that tables have for our properties and notes do not."""

_DATES = ("met", "last_contact")
_LISTS = ("goals", "knows", *(name for name in LINES if isinstance(getattr(Card(row=0), name), tuple)))
_TEXTS = (FIRST_NAME, LAST_NAME, TEXT, *(name for name in LINES if isinstance(getattr(Card(row=0), name), str)))


def sounds_like_it(text: str) -> bool:
    """Whether a text is a table at all: its first row has several cells, one of which may be a name or an address."""
    return any(one in ("name", "email", FIRST_NAME) for one, _ in guess(text))


def guess(data: Data) -> Map:
    """What the columns of a table probably mean, by their names; empty where it is no table."""
    row = first_row(text_of(data))
    return tuple((meant, column) for column in (row.cells if row else ()) if (meant := _meaning(column)))


def columns(data: Data) -> tuple[str, ...]:
    """The names of a table's columns, as they are written."""
    row = first_row(text_of(data))
    return row.cells if row else ()


def mapping(text: str) -> Map:
    """What `--map` says. NetnotesError for a word that is no property, and for a text of another form."""
    found: list[tuple[str, str]] = []
    for pair in re.split(r"\s*,\s*(?=[\w -]+=)", text.strip()):
        prop, equals, column = (part.strip() for part in pair.partition("="))
        if not equals or not column:
            raise NetnotesError(
                f"`{short(pair)}` is not a property and a column, as in `name=Full Name,organisation=Company`."
            )
        meant = _meaning(prop)
        if not meant:
            names = (*(one.name for one in CONTACT_PROPERTIES), FIRST_NAME, LAST_NAME, TEXT)
            slip = near(prop, names)
            raise NetnotesError(
                f"`{short(prop)}` is not a property; {f'did you mean `{slip}`?' if slip else _choice(names)}"
            )
        found.append((meant, column))
    return tuple(found)


def read(data: Data, columns: Map = ()) -> Cards:
    """Everybody in the table, by a mapping or by the best guess. NetnotesError when it has no such column."""
    text = text_of(data)
    meant = columns or guess(text)
    wanted = frozenset(fold(column) for _, column in meant)
    table = sheet(text, lambda names: wanted <= names)
    header = table.columns if table else (first_row(text) or Row(1, ())).cells
    if columns and not table:
        raise NetnotesError(_no_column(columns, header))
    if not any(prop in ("name", FIRST_NAME, LAST_NAME, "email") for prop, _ in meant):
        hint = f"say which, as in `--map name={short(header[0])}`" if header else "the first row has no two cells"
        return Cards((), (Dropped(table.line if table else 1, f"no column is a name; {hint}"),))
    return gathered(_people(table, meant)) if table else Cards(())


def _no_column(columns: Map, header: tuple[str, ...]) -> str:
    known = frozenset(map(fold, header))
    column = next((column for _, column in columns if fold(column) not in known), columns[0][1])
    slip = near(column, header)
    hint = f"Did you mean `{slip}`?" if slip else f"Its first row is: {listed(map(short, filter(None, header)))}."
    return f"The table has no column `{short(column)}`. {hint}"


def _choice(names: tuple[str, ...]) -> str:
    return f"write one of: {', '.join(names)}."


def _meaning(name: str) -> str:
    """The property a column's name stands for; empty where it is none of ours. `E-mail 2` is an `email`."""
    folded = re.sub(r"[^\w]|\d+(value)?$", "", fold(name))
    if folded in FIRST_NAME_PROPERTIES:
        return FIRST_NAME
    if folded in LAST_NAME_PROPERTIES:
        return LAST_NAME
    if folded in _TEXT:
        return TEXT
    prop = build_property_index(CONTACT_PROPERTIES, ()).get(folded)
    return _MORE.get(folded, prop.name if prop and prop.name != "type" else "")


def _people(table: Sheet, meant: Map) -> Iterator[Card | Dropped]:
    yield from table.dropped
    dates = [fold(column) for prop, column in meant if prop in (*_DATES, "birthday")]
    first = day_first(record[one] for _, record in table.records for one in dates if one in record)
    for row, record in table.records:
        values: dict[str, Any] = {}
        unread: list[str] = []
        for prop, column in meant:
            if cell := record.get(fold(column), ""):
                value = _value(prop, cell, first=first)
                if value is None and not is_nothing(cell):
                    unread.append(f"`{short(cell)}` under `{column}` could not be read")
                elif value is not None:
                    _put(values, prop, value)
        names = (values.pop(FIRST_NAME, ""), values.pop(LAST_NAME, ""))
        values["name"] = values.get("name", "") or " ".join(filter(None, names))
        more = tuple((prop, values.pop(prop)) for prop in tuple(values) if prop not in Card.__struct_fields__)
        card = Card(row=row, **values, more=more)
        yield from (
            Dropped(row, f"{reason}; {card.name or 'the person'} is there without it", kept=True) for reason in unread
        )
        yield card


def _put(values: dict[str, Any], prop: str, value: Any) -> None:
    """Add a value: lists add up, texts too; of anything else the first column counts."""
    if isinstance(value, tuple) or (prop == TEXT and prop in values):
        values[prop] = values[prop] + ("\n" if prop == TEXT else ()) + value if prop in values else value
    else:
        values.setdefault(prop, value)


def _value(prop: str, cell: str, *, first: bool) -> Any:
    """What a cell means as this property; None where it can't be read."""
    if prop in _DATES:
        return day(cell, day_first=first)
    if prop == "birthday":
        return birthday(cell, day_first=first)
    if prop == "cadence":
        return period(cell)
    if prop == "archived":
        return {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}.get(cell.casefold())
    if prop in _TEXTS:
        return cell
    return _split(cell) if prop in _LISTS else (cell,)


def _split(cell: str) -> tuple[str, ...]:
    """The values in a cell: parted by line breaks and semicolons, or else by commas."""
    parts = re.split(r"\s*(?:\n|;|:::)\s*", cell)
    return tuple(filter(None, parts if len(parts) > 1 else re.split(r"\s*,\s*", cell)))
