"""The CSV of Google Contacts.

Its old header has `Given Name` and `Group Membership`, its new one `First Name` and `Labels`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netnotes.formats.card import Card, ImportedCards, ImportProblem
from netnotes.formats.readers.days import (
    build_birthday_problem,
    is_blank_date,
    parse_foreign_birthday,
)
from netnotes.formats.readers.sheet import has_header, read_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from netnotes.formats.readers.decoding import FileContent
    from netnotes.formats.readers.sheet import CsvTable


# What Google writes between several values in one cell.
VALUE_SEPARATOR = ":::"

# Groups that Google makes by itself and that say nothing about a person.
_BUILT_IN_GROUPS = ("* mycontacts", "* starred", "* other contacts", "mycontacts", "starred")

# Columns that other tables with first and last names do not have.
_GOOGLE_COLUMN = re.compile(
    r"(email|phone|organization|address)(\d+name|\d+(type|label|value)|name)"
    r"|groupmembership|fileas"
)


def can_read(text: str) -> bool:
    """Tell whether a text is Google's table."""
    return has_header(text, _is_header)


def read(data: FileContent) -> ImportedCards:
    """Read the people of the table."""
    return read_table(data, _is_header, _iter_cards, "there is no header of Google Contacts")


def _is_header(column_names: frozenset[str]) -> bool:
    has_old_names = {"givenname", "familyname"} <= column_names
    has_new_names = {"firstname", "lastname", "labels"} <= column_names
    if not has_old_names and not has_new_names:
        return False
    return any(map(_GOOGLE_COLUMN.fullmatch, column_names))


def _iter_cards(table: CsvTable) -> Iterator[Card | ImportProblem]:
    for row, record in table.records:
        name = _build_full_name(record)
        birthday_text = record.get("birthday", "")
        birthday = parse_foreign_birthday(birthday_text)
        if birthday is None and not is_blank_date(birthday_text):
            yield build_birthday_problem(row, birthday_text, name)
        yield Card(
            row=row,
            name=name,
            aliases=(record.get("nickname", ""),),
            # The new header has one organisation, the old one several, which are numbered.
            organisation=_find_first_value(record, "organization1name", "organizationname"),
            role=_find_first_value(record, "organization1title", "organizationtitle", "occupation"),
            location=_find_first_value(record, *_LOCATION_COLUMNS),
            email=_list_numbered_values(record, "email"),
            phone=_list_numbered_values(record, "phone"),
            links=_list_numbered_values(record, "website"),
            birthday=birthday,
            tags=_parse_groups(record.get("groupmembership") or record.get("labels", "")),
            text=record.get("notes", ""),
        )


# Where a person lives, the town first.
_LOCATION_COLUMNS = (
    *("address1city", "address2city", "location", "address1region", "address1country"),
)

# The parts of a name in spoken order, each under its old and its new column.
_NAME_COLUMNS = (
    ("nameprefix",),
    ("givenname", "firstname"),
    ("additionalname", "middlename"),
    ("familyname", "lastname"),
    ("namesuffix",),
)


def _build_full_name(record: Mapping[str, str]) -> str:
    if record.get("name"):
        return record["name"]
    parts = [_find_first_value(record, *columns) for columns in _NAME_COLUMNS]
    return " ".join(filter(None, parts))


def _find_first_value(record: Mapping[str, str], *columns: str) -> str:
    """Return the first value in the first of these columns that is not empty."""
    for column in columns:
        values = _split_values(record.get(column, ""))
        if values:
            return values[0]
    return ""


def _list_numbered_values(record: Mapping[str, str], column_prefix: str) -> tuple[str, ...]:
    """List the values of `E-mail 1 - Value`, `E-mail 2 - Value` and so on.

    A value whose label begins with `*` is the preferred one and comes first.
    """
    values: list[str] = []
    for column, cell in record.items():
        match = re.fullmatch(rf"{column_prefix}(\d+)value", column)
        if not match:
            continue
        old_label = record.get(f"{column_prefix}{match[1]}type", "")
        label = record.get(f"{column_prefix}{match[1]}label", old_label)
        if label.startswith("*"):
            values = [*_split_values(cell), *values]
        else:
            values += _split_values(cell)
    return tuple(values)


def _split_values(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(VALUE_SEPARATOR) if part.strip())


def _parse_groups(cell: str) -> tuple[str, ...]:
    # `* ` marks the groups that are Google's own; `* Friends` still says something.
    return tuple(
        group.removeprefix("* ")
        for group in _split_values(cell)
        if group.casefold() not in _BUILT_IN_GROUPS
    )
