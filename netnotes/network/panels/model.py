"""Panel and its pictures as data: Bars, Range, Grid …."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction


class Bar(NamedTuple):
    """One bar of a bar chart."""

    label: str
    size: int


class Bars(NamedTuple):
    """Counts side by side."""

    bars: tuple[Bar, ...]


class Range(NamedTuple):
    """A value between the lowest and the highest it may be, on a scale from 0 to `scale`."""

    low: Fraction
    value: Fraction
    high: Fraction
    scale: int


class Capacity(NamedTuple):
    """What the plan asks for beside what is set aside, both in people a week; no budget is None."""

    weekly_load: Fraction
    budget: Fraction | None


class Circles(NamedTuple):
    """The sizes of separate circles, largest first."""

    sizes: tuple[int, ...]


class Grid(NamedTuple):
    """Counts in rows and columns."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]


Picture = Bars | Range | Capacity | Circles | Grid | None


class Panel(NamedTuple):
    """One number of the mix, as of the network's day.

    `n` is of how many contacts it speaks, `missing` how many do not say what it is made from, `needs` how many it
    takes. Below that, `values` is empty and the sentences say so. `values` are named as in the JSON; shares from 0 to 1
    are exact fractions. `picture` says what there is to draw.
    """

    id: str
    title: str
    contact_count: int
    missing_count: int
    needs: int
    values: Mapping[str, object]
    sentences: tuple[str, ...]
    picture: Picture

    @property
    def has_enough_notes(self) -> bool:
        """Whether there were notes enough to say it."""
        return bool(self.values)
