"""The cells of a table as values of properties."""

from __future__ import annotations

import re
from typing import Any

from netnotes.formats.card import CARD_PROPERTIES, CARD_TEXT_PROPERTIES
from netnotes.formats.readers.columns import (
    ANNIVERSARY,
    BIRTH_MONTH,
    BIRTH_YEAR,
    FIRST_NAME,
    FULL_NAME_SHOWN,
    LAST_NAME,
    MIDDLE_NAME,
    NAME_PARTICLE,
    NAME_PREFIX,
    NAME_SUFFIX,
    NOTE_TEXT,
    SECOND_LAST_NAME,
)
from netnotes.formats.readers.days import (
    parse_foreign_birthday,
    parse_foreign_day,
    parse_foreign_death,
)
from netnotes.formats.readers.table_row import LIST_PROPERTIES
from netnotes.reading.property_kind import PropertyKind
from netnotes.reading.typed_words import convert_to_plain_value
from netnotes.text import parse_period

# Only dates that a card has a field for: of the others, a table's own words are kept.
DATE_PROPERTIES = tuple(prop.name for prop in CARD_PROPERTIES if prop.kind is PropertyKind.DATE)

NAME_PARTS = (
    NAME_PREFIX,
    FIRST_NAME,
    MIDDLE_NAME,
    NAME_PARTICLE,
    LAST_NAME,
    SECOND_LAST_NAME,
    NAME_SUFFIX,
)

# Days that need no year.
ANNUAL_DAYS = ("birthday", ANNIVERSARY)

# Meanings of which the words of a cell are taken as they are.
_PLAIN_MEANINGS = frozenset(
    (*NAME_PARTS, *CARD_TEXT_PROPERTIES, NOTE_TEXT, FULL_NAME_SHOWN, BIRTH_MONTH, BIRTH_YEAR)
)

# What stands between the values of a cell: before a `/` or `|` there is a space, and behind it an
# address.
VALUE_SEPARATOR = re.compile(r"\s*(?:\n|;|:::)\s*|\s+[/|]\s+(?=\S+@)")

_TRUTH_VALUES = {
    **dict.fromkeys(("yes", "true", "1", "ja", "oui", "si"), True),
    **dict.fromkeys(("no", "false", "0", "nein", "non", "nee"), False),
}


def parse_value(meaning: str, cell: str, day_first: bool) -> Any:
    """Parse a cell as a property; None if it cannot be read."""
    if meaning in DATE_PROPERTIES:
        return parse_foreign_day(cell, day_first=day_first)
    if meaning in ("birthday", ANNIVERSARY):
        return _parse_annual_day(meaning, cell, day_first)
    if meaning == "died":
        return parse_foreign_death(cell, day_first=day_first)
    if meaning == "cadence":
        return parse_period(cell)
    if meaning == "archived":
        return _TRUTH_VALUES.get(cell.casefold())
    if meaning in _PLAIN_MEANINGS:
        return cell
    if meaning == "tags":
        return _parse_tags(cell)
    if meaning in LIST_PROPERTIES and meaning != "remember":
        return _split_cell(cell)
    return (cell,)


def _parse_annual_day(meaning: str, cell: str, day_first: bool) -> Any:
    # Thunderbird has a column each for the year, the month and the day of birth.
    if meaning == "birthday" and re.fullmatch(r"\d{1,2}", cell):
        return cell
    day = parse_foreign_birthday(cell, day_first=day_first)
    if meaning == "birthday" or day is None:
        return day
    return (str(convert_to_plain_value(day)),)


# Groups that Google makes by itself and that are no tags.
_BUILT_IN_GROUPS = ("mycontacts", "starred", "other contacts")

# Everybody who is not in the trash is in one of these, so that they say nothing about a person.
_GROUPS_OF_ALL = ("mycontacts", "other contacts")


def _parse_tags(cell: str) -> tuple[str, ...]:
    return tuple(group for group in _split_groups(cell) if group.casefold() not in _BUILT_IN_GROUPS)


def _split_groups(cell: str) -> list[str]:
    # `* ` marks the groups that are Google's own; `* Friends` still says something.
    return [group.removeprefix("* ") for group in _split_cell(cell)]


def list_built_in_groups(cell: str) -> list[str]:
    """List the groups in a cell that say something about a person, and are no tags all the same."""
    groups = [group.casefold() for group in _split_groups(cell)]
    return [group for group in groups if group in _BUILT_IN_GROUPS and group not in _GROUPS_OF_ALL]


def _split_cell(cell: str) -> tuple[str, ...]:
    """Split a cell at line breaks and semicolons; at commas if it has neither."""
    parts = VALUE_SEPARATOR.split(cell)
    if len(parts) == 1:
        parts = re.split(r"\s*,\s*", cell)
    return tuple(filter(None, parts))
