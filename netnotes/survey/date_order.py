"""Which part comes first in a vault's dates: `28-09-2026` has one meaning, `03-11-2026` two."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from netnotes.reading.note import Note


class UsedDateOrder(Struct, frozen=True):
    """The order in which the dates of a vault have their parts.

    `examples` are places with dates that can be read in this order only, and `unclear_count` is how
    many may be two days without it.
    """

    order: str
    clear_count: int
    unclear_count: int
    examples: tuple[str, ...]


# With dots, the day comes first in every language that writes them.
_DATE = re.compile(
    r"(?<![\w/.-])(\d{1,2})([-/])(\d{1,2})\2(?:(?:19|20)\d{2}|(?<=/)\d{2})(?![\d/]|-\d)"
)
_LAST_MONTH = 12
_LAST_DAY = 31


def find_used_date_order(notes: Sequence[Note]) -> UsedDateOrder | None:
    """Find in which order notes have day and month, where some of their dates leave it open.

    None if none is open, none decides it, or some say this and some say that.
    """
    examples: dict[str, list[str]] = {"day-first": [], "month-first": []}
    unclear_count = 0
    for place, first, second in _iter_dates(notes):
        if first > _LAST_MONTH:
            examples["day-first"].append(place)
        elif second > _LAST_MONTH:
            examples["month-first"].append(place)
        elif first != second:
            unclear_count += 1
    orders = [order for order, places in examples.items() if places]
    if not unclear_count or len(orders) != 1:
        return None
    places = examples[orders[0]]
    return UsedDateOrder(orders[0], len(places), unclear_count, tuple(places))


def _iter_dates(notes: Sequence[Note]) -> Iterator[tuple[str, int, int]]:
    """Yield the place of each date in front matter or text, and its first two numbers."""
    for note in notes:
        # Most notes have none.
        if not _DATE.search(note.source.text):
            continue
        for number, line in enumerate(note.source.text.splitlines(), start=1):
            for match in _DATE.finditer(line):
                first, second = int(match[1]), int(match[3])
                if max(first, second) <= _LAST_DAY and min(first, second) <= _LAST_MONTH:
                    yield f"{note.path}:{number}  {match[0]}", first, second
