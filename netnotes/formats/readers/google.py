"""Google Contacts' CSV, under its old header (`Given Name`, `Group Membership`) and its new one (`First Name`, `Labels`)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netnotes.formats.card import Card, ImportedCards, ImportProblem, sanitize_cards, shorten
from netnotes.formats.readers.days import is_blank_date, parse_foreign_birthday
from netnotes.formats.readers.sheet import has_header, parse_csv_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from netnotes.formats.readers.decoding import FileContent
    from netnotes.formats.readers.sheet import CsvTable


VALUE_SEPARATOR = ":::"
"""What stands between several values in one cell."""

_BUILT_IN_GROUPS = ("* mycontacts", "* starred", "* other contacts", "mycontacts", "starred")
"""Groups that Google makes by itself and that say nothing about a person."""


def can_read(text: str) -> bool:
    """Whether a text is Google's table."""
    return has_header(text, _is_header)


def read(data: FileContent) -> ImportedCards:
    """Everybody in the table."""
    table = parse_csv_table(data, _is_header)
    return (
        sanitize_cards(_iter_cards(table))
        if table
        else ImportedCards((), (ImportProblem(1, "there is no header of Google Contacts"),))
    )


def _is_header(column_names: frozenset[str]) -> bool:
    old, new = {"givenname", "familyname"}, {"firstname", "lastname", "labels"}
    return (old <= column_names or new <= column_names) and any(
        re.fullmatch(
            r"(email|phone|organization|address)(\d+name|\d+(type|label|value)|name)|groupmembership|fileas",
            one,
        )
        for one in column_names
    )


def _iter_cards(table: CsvTable) -> Iterator[Card | ImportProblem]:
    yield from table.problems
    for row, record in table.records:
        name = _build_full_name(record)
        born = record.get("birthday", "")
        day = parse_foreign_birthday(born)
        if born and not day and not is_blank_date(born):
            yield ImportProblem(
                row,
                f"the birthday `{shorten(born)}` of {name or 'somebody'} is not a day",
                is_person_kept=True,
            )
        yield Card(
            row=row,
            name=name,
            aliases=(record.get("nickname", ""),),
            organisation=_find_first_value(record, "organization1name", "organizationname"),
            role=_find_first_value(record, "organization1title", "organizationtitle", "occupation"),
            location=_find_first_value(
                record,
                "address1city",
                "address2city",
                "location",
                "address1region",
                "address1country",
            ),
            email=_list_numbered_values(record, "email"),
            phone=_list_numbered_values(record, "phone"),
            links=_list_numbered_values(record, "website"),
            birthday=day,
            tags=_parse_groups(record.get("groupmembership") or record.get("labels", "")),
            text=record.get("notes", ""),
        )


def _build_full_name(record: Mapping[str, str]) -> str:
    parts = (
        *(
            _find_first_value(record, "nameprefix"),
            _find_first_value(record, "givenname", "firstname"),
        ),
        *(
            _find_first_value(record, "additionalname", "middlename"),
            _find_first_value(record, "familyname", "lastname"),
        ),
        _find_first_value(record, "namesuffix"),
    )
    return record.get("name", "") or " ".join(filter(None, parts))


def _find_first_value(record: Mapping[str, str], *columns: str) -> str:
    """The first of these columns that says something; of several values in it the first."""
    return next(
        (_split_values(record[name])[0] for name in columns if _split_values(record.get(name, ""))),
        "",
    )


def _list_numbered_values(record: Mapping[str, str], column_prefix: str) -> tuple[str, ...]:
    """All values of `E-mail 1 - Value`, `E-mail 2 - Value` and so on; the one marked as preferred comes first."""
    found: list[str] = []
    for column, cell in record.items():
        if match := re.fullmatch(rf"{column_prefix}(\d+)value", column):
            label = record.get(
                f"{column_prefix}{match[1]}label", record.get(f"{column_prefix}{match[1]}type", "")
            )
            found = (
                [*_split_values(cell), *found]
                if label.startswith("*")
                else [*found, *_split_values(cell)]
            )
    return tuple(found)


def _split_values(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(VALUE_SEPARATOR) if part.strip())


def _parse_groups(cell: str) -> tuple[str, ...]:
    # `* ` marks the groups that are Google's own; `* Friends` still tells something
    return tuple(
        group.removeprefix("* ")
        for group in _split_values(cell)
        if group.casefold() not in _BUILT_IN_GROUPS
    )
