"""The CSV of Outlook, and that of Thunderbird, which has columns of other names for the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netnotes.formats.card import Card, ImportedCards, ImportProblem, sanitize_cards, shorten
from netnotes.formats.readers.days import is_blank_date, is_day_first, parse_foreign_birthday
from netnotes.formats.readers.sheet import has_header, parse_csv_table

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
    """Whether a text is Outlook's or Thunderbird's table."""
    return has_header(text, _is_header)


def read(data: FileContent) -> ImportedCards:
    """Everybody in the table."""
    table = parse_csv_table(data, _is_header)
    return (
        sanitize_cards(_iter_cards(table))
        if table
        else ImportedCards((), (ImportProblem(1, "there is no header of Outlook or Thunderbird"),))
    )


def _is_header(column_names: frozenset[str]) -> bool:
    outlook = {"emailaddress"} <= column_names and bool(
        {"jobtitle", "businessphone", "mobilephone", "categories"} & column_names
    )
    thunderbird = {"primaryemail", "displayname"} <= column_names
    return (
        {"firstname", "lastname"} <= column_names
        and "connectedon" not in column_names
        and (outlook or thunderbird)
    )


def _iter_cards(table: CsvTable) -> Iterator[Card | ImportProblem]:
    yield from table.problems
    first = is_day_first(record.get("birthday", "") for _, record in table.records)
    for row, record in table.records:
        name = _build_full_name(record)
        born = _read_birthday_text(record)
        day = parse_foreign_birthday(born, day_first=first)
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
            organisation=record.get("company", "") or record.get("organization", ""),
            role=record.get("jobtitle", ""),
            location=next((record[one] for one in _LOCATION_COLUMNS if record.get(one)), ""),
            email=_list_matching_cells(record, _EMAIL_COLUMN),
            phone=_list_matching_cells(record, _PHONE_COLUMN),
            links=_list_matching_cells(record, _URL_COLUMN),
            birthday=day,
            tags=tuple(record.get("categories", "").split(";")),
            text=record.get("notes", ""),
        )


_LOCATION_COLUMNS = (
    "homecity",
    "businesscity",
    "workcity",
    "othercity",
    "homecountry/region",
    "businesscountry/region",
)


def _build_full_name(record: Mapping[str, str]) -> str:
    parts = (
        record.get(name, "") for name in ("title", "firstname", "middlename", "lastname", "suffix")
    )
    return " ".join(filter(None, parts)) if _has_name(record) else record.get("displayname", "")


def _has_name(record: Mapping[str, str]) -> bool:
    return any(record.get(name) for name in ("firstname", "lastname"))


def _read_birthday_text(record: Mapping[str, str]) -> str:
    """The birthday as it is written; Thunderbird has a column each for year, month and day."""
    month, day = record.get("birthmonth", ""), record.get("birthday", "")
    if month and day.isdigit():
        year = record.get("birthyear", "")
        return f"{year}-{month}-{day}" if year else f"--{month:0>2}-{day:0>2}"
    return day


def _list_matching_cells(
    record: Mapping[str, str], column_pattern: re.Pattern[str]
) -> tuple[str, ...]:
    """Everything in the columns of such a name."""
    return tuple(cell for name, cell in record.items() if column_pattern.fullmatch(name))
