"""The CSV of Outlook, and that of Thunderbird, which names the same columns differently."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netnotes.formats.card import Card, ImportedCards, ImportProblem
from netnotes.formats.readers.days import (
    build_birthday_problem,
    is_blank_date,
    is_day_first,
    parse_foreign_birthday,
)
from netnotes.formats.readers.sheet import has_header, read_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from netnotes.formats.readers.decoding import FileContent
    from netnotes.formats.readers.sheet import CsvTable


_EMAIL_COLUMN = re.compile(r"email\d?address|(primary|secondary|additional)email(address)?")
_PHONE_COLUMN = re.compile(
    r"(mobile|primary|business|work|home|other|company(main)?)(phone|number)\d?"
)
_URL_COLUMN = re.compile(r"(personal)?webpage\d?")


def can_read(text: str) -> bool:
    """Tell whether a text is Outlook's or Thunderbird's table."""
    return has_header(text, _is_header)


def read(data: FileContent) -> ImportedCards:
    """Read the people of the table."""
    missing_header = "there is no header of Outlook or Thunderbird"
    return read_table(data, _is_header, _iter_cards, missing_header)


def _is_header(column_names: frozenset[str]) -> bool:
    # `Connected On` is LinkedIn's.
    if not {"firstname", "lastname"} <= column_names or "connectedon" in column_names:
        return False
    if {"primaryemail", "displayname"} <= column_names:
        return True
    outlook_columns = {"jobtitle", "businessphone", "mobilephone", "categories"}
    return "emailaddress" in column_names and not outlook_columns.isdisjoint(column_names)


def _iter_cards(table: CsvTable) -> Iterator[Card | ImportProblem]:
    day_first = is_day_first(record.get("birthday", "") for _, record in table.records)
    for row, record in table.records:
        name = _build_full_name(record)
        birthday_text = _read_birthday_text(record)
        birthday = parse_foreign_birthday(birthday_text, day_first=day_first)
        if birthday is None and not is_blank_date(birthday_text):
            yield build_birthday_problem(row, birthday_text, name)
        yield Card(
            row=row,
            name=name,
            aliases=(record.get("nickname", ""),),
            organisation=record.get("company", "") or record.get("organization", ""),
            role=record.get("jobtitle", ""),
            location=_find_location(record),
            email=_list_matching_cells(record, _EMAIL_COLUMN),
            phone=_list_matching_cells(record, _PHONE_COLUMN),
            links=_list_matching_cells(record, _URL_COLUMN),
            birthday=birthday,
            tags=tuple(record.get("categories", "").split(";")),
            text=record.get("notes", ""),
        )


_LOCATION_COLUMNS = (
    *("homecity", "businesscity", "workcity", "othercity"),
    *("homecountry/region", "businesscountry/region"),
)
_NAME_COLUMNS = ("title", "firstname", "middlename", "lastname", "suffix")


def _find_location(record: Mapping[str, str]) -> str:
    """Return where a person lives: the first town, else the first country."""
    return next(filter(None, map(record.get, _LOCATION_COLUMNS)), "")


def _build_full_name(record: Mapping[str, str]) -> str:
    if not record.get("firstname") and not record.get("lastname"):
        return record.get("displayname", "")
    return " ".join(filter(None, map(record.get, _NAME_COLUMNS)))


def _read_birthday_text(record: Mapping[str, str]) -> str:
    """Return the birthday as it is written.

    Thunderbird has a column each for year, month and day.
    """
    day, month, year = (record.get(f"birth{unit}", "") for unit in ("day", "month", "year"))
    if not month or not day.isdigit():
        return day
    if not year:
        return f"--{month:0>2}-{day:0>2}"
    return f"{year}-{month}-{day}"


def _list_matching_cells(
    record: Mapping[str, str], column_pattern: re.Pattern[str]
) -> tuple[str, ...]:
    return tuple(cell for name, cell in record.items() if column_pattern.fullmatch(name))
