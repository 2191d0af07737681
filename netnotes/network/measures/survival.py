"""How many days pass before something happens, where for some it has not happened yet.

Whoever is still waiting has waited at least so long: to leave them out would make every wait look
short, and to count them as finished, too. Source: Kaplan and Meier 1958.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Waits:
    """How many waits took how many days: those that ended, and those that run on today.

    They are counted by days, because a hundred thousand waits have some hundred lengths.
    """

    def __init__(self, ended: Iterable[int] = (), running: Iterable[int] = ()) -> None:
        self.ended = Counter(ended)
        self.running = Counter(running)

    @property
    def ended_count(self) -> int:
        """How many ended."""
        return self.ended.total()

    @property
    def running_count(self) -> int:
        """How many run on."""
        return self.running.total()

    @property
    def count(self) -> int:
        """How many there are."""
        return self.ended_count + self.running_count


# With fewer waits, one more would move the middle far.
MIN_WAITS = 5


class SurvivalStep(NamedTuple):
    """The estimated share of waits that are longer than so many days: `longer` / `all`.

    Both are whole numbers and may have thousands of digits; a share of exactly one half stays one.
    """

    days: int
    longer: int
    all: int


def count_told(waits: Waits, days: int) -> int:
    """Count the waits that tell whether they end within so many days.

    Those that have run for less do not: four people met yesterday say nothing about a week.
    """
    too_short = sum(count for length, count in waits.running.items() if length < days)
    return waits.count - too_short


def iter_survival(waits: Waits) -> Iterator[SurvivalStep]:
    """Yield the estimate for each number of days after which a wait ended, shortest first.

    A wait that is still running counts among those that could have ended on its last day.
    """
    at_risk = waits.count
    longer_share, all_share = 1, 1
    for days in sorted({*waits.ended, *waits.running}):
        if waits.ended[days]:
            longer_share *= at_risk - waits.ended[days]
            all_share *= at_risk
            yield SurvivalStep(days, longer_share, all_share)
        at_risk -= waits.ended[days] + waits.running[days]


def compute_median_wait(waits: Waits) -> int | None:
    """Compute the first number of days within which half of the waits end.

    None if more than half have not ended yet: then nobody knows it.
    """
    for step in iter_survival(waits):
        if 2 * step.longer <= step.all:
            return step.days
    return None
