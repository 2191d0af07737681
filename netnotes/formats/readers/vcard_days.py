"""Days of a vCard that are written as in a table: `BDAY:01/09/1980` may be two days."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netnotes.formats.card import ImportProblem, shorten
from netnotes.formats.readers.days import (
    describe_two_days,
    find_date_order,
    list_possible_days,
    parse_foreign_day,
)
from netnotes.model.settings import SETTINGS_FILE_NAME

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date as Day

    from netnotes.formats.readers.vcard_syntax import OpenCard, VcardProperty


# What the properties with days are called in a problem.
_NOUNS = {
    "BDAY": "birthday",
    "ANNIVERSARY": "anniversary",
    "X-ANNIVERSARY": "anniversary",
    "X-EVOLUTION-ANNIVERSARY": "anniversary",
    "X-ABDATE": "day",
    "DEATHDATE": "day of death",
    "X-DEATHDATE": "day of death",
}

_LINE = re.compile(
    rf"^(?:[\w-]+\.)?(?:{'|'.join(_NOUNS)})(?:;[^:\n]*)?:(?P<day>[^\r\n]*)",
    re.IGNORECASE | re.MULTILINE,
)


def find_order_of_cards(text: str, default_order: str) -> str:
    """Find how the days of a file are written that look like `1/9/1980`.

    One that can be read in one way only decides it, or else `default_order`, that of the settings.
    Empty if neither does, or if some say this and some say that.
    """
    order = find_date_order(match["day"] for match in _LINE.finditer(text))
    if order is None:
        return ""
    return order or default_order


def settle_days(card: OpenCard, order: str, name: str) -> Iterator[ImportProblem]:
    """Write the days of a card as `order` says; take those out that may be two if it is empty.

    Yields the problem of each that is taken out.
    """
    settled = []
    for prop in card.properties:
        days = []
        if prop.name in _NOUNS:
            days = list_possible_days(prop.text)
        if len(days) == 1 and parse_foreign_day(prop.text) is None:
            # `25/12/1970` can only have the day first.
            settled.append(_set_day(prop, days[0]))
        elif len(days) < 2:
            settled.append(prop)
        elif order:
            settled.append(_set_day(prop, days[order != "day-first"]))
        else:
            reason = (
                f"the {_NOUNS[prop.name]} `{shorten(prop.text)}` of {name or 'somebody'} may be "
                f"{describe_two_days(days)}: say which with `[dates] order` in "
                f"`{SETTINGS_FILE_NAME}`, and import again"
            )
            yield ImportProblem(card.row, reason, is_person_kept=True)
    card.properties = settled


def _set_day(prop: VcardProperty, day: Day) -> VcardProperty:
    return prop._replace(raw=day.isoformat(), parameters=())
