"""Google Contacts' CSV, under its old header (`Given Name`, `Group Membership`) and its new one (`First Name`, `Labels`)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netnotes.exchange.card import Card, Cards, Dropped, gathered, short
from netnotes.exchange.days import birthday, is_nothing
from netnotes.exchange.sheet import has_header, sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from netnotes.exchange.decoding import Data
    from netnotes.exchange.sheet import Sheet

SEPARATOR = ":::"
"""What stands between several values in one cell."""

_EVERYBODY = ("* mycontacts", "* starred", "* other contacts", "mycontacts", "starred")
"""Groups that Google makes by itself and that say nothing about a person."""


def sounds_like_it(text: str) -> bool:
    """Whether a text is Google's table."""
    return has_header(text, _is_header)


def read(data: Data) -> Cards:
    """Everybody in the table."""
    table = sheet(data, _is_header)
    return gathered(_people(table)) if table else Cards((), (Dropped(1, "there is no header of Google Contacts"),))


def _is_header(names: frozenset[str]) -> bool:
    old, new = {"givenname", "familyname"}, {"firstname", "lastname", "labels"}
    return (old <= names or new <= names) and any(
        re.fullmatch(
            r"(email|phone|organization|address)(\d+name|\d+(type|label|value)|name)|groupmembership|fileas", one
        )
        for one in names
    )


def _people(table: Sheet) -> Iterator[Card | Dropped]:
    yield from table.dropped
    for row, record in table.records:
        name = _full_name(record)
        born = record.get("birthday", "")
        day = birthday(born)
        if born and not day and not is_nothing(born):
            yield Dropped(row, f"the birthday `{short(born)}` of {name or 'somebody'} is not a day", kept=True)
        yield Card(
            row=row,
            name=name,
            aliases=(record.get("nickname", ""),),
            organisation=_first(record, "organization1name", "organizationname"),
            role=_first(record, "organization1title", "organizationtitle", "occupation"),
            location=_first(record, "address1city", "address2city", "location", "address1region", "address1country"),
            email=_numbered(record, "email"),
            phone=_numbered(record, "phone"),
            links=_numbered(record, "website"),
            birthday=day,
            tags=_groups(record.get("groupmembership") or record.get("labels", "")),
            text=record.get("notes", ""),
        )


def _full_name(record: Mapping[str, str]) -> str:
    parts = (
        *(_first(record, "nameprefix"), _first(record, "givenname", "firstname")),
        *(_first(record, "additionalname", "middlename"), _first(record, "familyname", "lastname")),
        _first(record, "namesuffix"),
    )
    return record.get("name", "") or " ".join(filter(None, parts))


def _first(record: Mapping[str, str], *names: str) -> str:
    """The first of these columns that says something; of several values in it the first."""
    return next((_values(record[name])[0] for name in names if _values(record.get(name, ""))), "")


def _numbered(record: Mapping[str, str], what: str) -> tuple[str, ...]:
    """All values of `E-mail 1 - Value`, `E-mail 2 - Value` and so on; the one marked as preferred comes first."""
    found: list[str] = []
    for column, cell in record.items():
        if match := re.fullmatch(rf"{what}(\d+)value", column):
            label = record.get(f"{what}{match[1]}label", record.get(f"{what}{match[1]}type", ""))
            found = [*_values(cell), *found] if label.startswith("*") else [*found, *_values(cell)]
    return tuple(found)


def _values(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(SEPARATOR) if part.strip())


def _groups(cell: str) -> tuple[str, ...]:
    # `* ` marks the groups that are Google's own; `* Friends` still tells something
    return tuple(group.removeprefix("* ") for group in _values(cell) if group.casefold() not in _EVERYBODY)
