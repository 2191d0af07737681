"""All touches until today, counted once for all the pages that show them."""

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
    """What touches are counted by: the day, the mode and the word for the channel.

    Mode and channel are empty if none is written.
    """

    day: Day
    mode: str
    channel: str


class TouchTally(Struct, frozen=True):
    """How many touches there are for each key, and in which months each contact has touches."""

    counts: Mapping[TouchKey, int]
    months_by_contact: Mapping[str, frozenset[int]]

    def count_by(self, get_group: Callable[[TouchKey], Key]) -> Counter[Key]:
        """Count the touches by a coarser group, such as the month or the mode."""
        totals: Counter[Key] = Counter()
        for key, count in self.counts.items():
            totals[get_group(key)] += count
        return totals


def tally_touches(network: Network) -> TouchTally:
    """Count all touches until today.

    Those of archived contacts count, too: what happened does not change when a contact is archived.
    """
    today = network.today
    touches: list[tuple[Day, str, str]] = []
    months_by_contact: dict[str, frozenset[int]] = {}
    for contact in network.contacts:
        contact_touches = [
            (touch.date, touch.mode, touch.channel)
            for touch in contact.touches
            if touch.date <= today
        ]
        touches += contact_touches
        # `compute_month_number` written out: a hundred thousand calls would take 10 ms.
        months_by_contact[contact.path] = frozenset(
            [day.year * 12 + day.month - 1 for day, _, _ in contact_touches]
        )

    # Plain tuples are counted first: a hundred thousand touches fall on a few thousand keys, and
    # to make a struct of each touch would be slow.
    counts = {TouchKey(*key): count for key, count in Counter(touches).items()}
    return TouchTally(counts, months_by_contact)


def compute_month_number(day: Day) -> int:
    """Compute the number of a month, counted from the year 0: differences are in months."""
    return day.year * 12 + day.month - 1


def compute_first_day(month_number: int) -> Day:
    """Compute the first day of a month from its number."""
    return datetime.date(month_number // 12, month_number % 12 + 1, 1)


def get_day(key: TouchKey) -> Day:
    """Return the day of a key, to count touches by day."""
    return key.day


def get_month_number(key: TouchKey) -> int:
    """Return the number of a key's month, to count touches by month."""
    return compute_month_number(key.day)
