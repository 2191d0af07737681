"""The CSV of Outlook, and that of Thunderbird, which has columns of other names for the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netnotes.exchange.card import Card, Cards, Dropped, gathered, short
from netnotes.exchange.days import birthday, day_first, is_nothing
from netnotes.exchange.sheet import has_header, sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from netnotes.exchange.decoding import Data
    from netnotes.exchange.sheet import Sheet

_EMAIL = re.compile(r"email\d?address|(primary|secondary|additional)email(address)?")
_PHONE = re.compile(r"(mobile|primary|business|work|home|other|company(main)?)(phone|number)\d?")
_PAGE = re.compile(r"(personal)?webpage\d?")


def sounds_like_it(text: str) -> bool:
    """Whether a text is Outlook's or Thunderbird's table."""
    return has_header(text, _is_header)


def read(data: Data) -> Cards:
    """Everybody in the table."""
    table = sheet(data, _is_header)
    return (
        gathered(_people(table)) if table else Cards((), (Dropped(1, "there is no header of Outlook or Thunderbird"),))
    )


def _is_header(names: frozenset[str]) -> bool:
    outlook = {"emailaddress"} <= names and bool({"jobtitle", "businessphone", "mobilephone", "categories"} & names)
    thunderbird = {"primaryemail", "displayname"} <= names
    return {"firstname", "lastname"} <= names and "connectedon" not in names and (outlook or thunderbird)


def _people(table: Sheet) -> Iterator[Card | Dropped]:
    yield from table.dropped
    first = day_first(record.get("birthday", "") for _, record in table.records)
    for row, record in table.records:
        name = _full_name(record)
        born = _born(record)
        day = birthday(born, day_first=first)
        if born and not day and not is_nothing(born):
            yield Dropped(row, f"the birthday `{short(born)}` of {name or 'somebody'} is not a day", kept=True)
        yield Card(
            row=row,
            name=name,
            aliases=(record.get("nickname", ""),),
            organisation=record.get("company", "") or record.get("organization", ""),
            role=record.get("jobtitle", ""),
            location=next((record[one] for one in _CITIES if record.get(one)), ""),
            email=_all(record, _EMAIL),
            phone=_all(record, _PHONE),
            links=_all(record, _PAGE),
            birthday=day,
            tags=tuple(record.get("categories", "").split(";")),
            text=record.get("notes", ""),
        )


_CITIES = ("homecity", "businesscity", "workcity", "othercity", "homecountry/region", "businesscountry/region")


def _full_name(record: Mapping[str, str]) -> str:
    parts = (record.get(name, "") for name in ("title", "firstname", "middlename", "lastname", "suffix"))
    return " ".join(filter(None, parts)) if _is_named(record) else record.get("displayname", "")


def _is_named(record: Mapping[str, str]) -> bool:
    return any(record.get(name) for name in ("firstname", "lastname"))


def _born(record: Mapping[str, str]) -> str:
    """The birthday as it is written; Thunderbird has a column each for year, month and day."""
    month, day = record.get("birthmonth", ""), record.get("birthday", "")
    if month and day.isdigit():
        year = record.get("birthyear", "")
        return f"{year}-{month}-{day}" if year else f"--{month:0>2}-{day:0>2}"
    return day


def _all(record: Mapping[str, str], column: re.Pattern[str]) -> tuple[str, ...]:
    """Everything in the columns of such a name."""
    return tuple(cell for name, cell in record.items() if column.fullmatch(name))
