"""A panel and its picture as data."""

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
    """A bar chart of counts."""

    bars: tuple[Bar, ...]


class Range(NamedTuple):
    """A value between the lowest and the highest it can be, on a scale from 0 to `scale`."""

    low: Fraction
    value: Fraction
    high: Fraction
    scale: int


class Capacity(NamedTuple):
    """What the plan asks for and what is set aside, in contacts a week; None without a budget."""

    weekly_load: Fraction
    budget: Fraction | None


class Circles(NamedTuple):
    """The sizes of separate circles, largest first."""

    sizes: tuple[int, ...]


class Grid(NamedTuple):
    """A table of counts: `counts` has one tuple for each row."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]


Picture = Bars | Range | Capacity | Circles | Grid | None


class PersonName(NamedTuple):
    """Somebody in the values of a panel: the name, and the path of the note."""

    name: str
    path: str


class Panel(NamedTuple):
    """One number of the mix, as of the day of the network.

    `contact_count` is how many contacts it is about, and `missing_count` how many do not say what
    it is made from. It takes at least `needs` contacts; with less, `values` is empty and the
    sentences say so. `values` are named as in the JSON; shares are fractions from 0 to 1,
    and people are `PersonName`s.
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
        """Whether there were enough notes to say the number."""
        return bool(self.values)
