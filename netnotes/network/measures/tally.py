"""The touches of everybody until today, counted once for all the pages that show them."""

from __future__ import annotations

import datetime
from collections import Counter
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date as Day

    from netnotes.network.network import Network


Key = TypeVar("Key")


class TouchKey(Struct, frozen=True):
    """A day on which somebody was in touch, and how: the mode and the word for it, both empty where none is written."""

    day: Day
    mode: str
    channel: str


class TouchTally(Struct, frozen=True):
    """How many touches there were of each kind on each day, and the months with a touch of each contact, by path."""

    counts: Mapping[TouchKey, int]
    months_by_contact: Mapping[str, frozenset[int]]

    def count_by(self, key: Callable[[TouchKey], Key]) -> Counter[Key]:
        """The touches summed up by something else than the day and how: by month, say, or by mode."""
        found: Counter[Key] = Counter()
        for how, count in self.counts.items():
            found[key(how)] += count
        return found


def tally_touches(network: Network) -> TouchTally:
    """All touches of the log until today; those of archived contacts too, for what happened does not change."""
    today = network.today
    every: list[tuple[Day, str, str]] = []
    months: dict[str, frozenset[int]] = {}
    for contact in network.contacts:
        told = [
            (touch.date, touch.mode, touch.channel)
            for touch in contact.touches
            if touch.date <= today
        ]
        every += told
        months[contact.path] = frozenset([day.year * 12 + day.month - 1 for day, _, _ in told])
    return TouchTally({TouchKey(*key): count for key, count in Counter(every).items()}, months)


def compute_month_number(day: Day) -> int:
    """Months are counted through, so that their distance is a difference."""
    return day.year * 12 + day.month - 1


def compute_first_day(month_number: int) -> Day:
    """The first day of a month."""
    return datetime.date(month_number // 12, month_number % 12 + 1, 1)
