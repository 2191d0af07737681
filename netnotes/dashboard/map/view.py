"""The page Map: me in the middle, a ring for each tier, a sector for each field; who knows whom.

The same is on two more pages with a sector for each organisation and for each level.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct

from netnotes.dashboard.addresses import GROUPINGS
from netnotes.dashboard.map.drawing import draw_bubbles, draw_dots, draw_legend_mark
from netnotes.dashboard.map.layout import MapCell, build_sectors
from netnotes.dashboard.map.placement import MAX_DOTS, MAX_TABLE_ROWS, list_sector_order
from netnotes.network.follow_up import Standing
from netnotes.text import fold_name, format_count, join_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date as Day

    from netnotes.dashboard.addresses import Ref
    from netnotes.dashboard.map.layout import Sector
    from netnotes.dashboard.map.placement import MapInputs


class MapRow(Struct, frozen=True):
    """A person of the map as a line of the table below it."""

    person: Ref
    ring: str
    sector: str
    standing: str
    knows: tuple[Ref, ...]


class CountRow(Struct, frozen=True):
    """A ring of the map as a line of the table below it: the number of people in each sector."""

    ring: str
    counts: tuple[int, ...]
    total: int


class MapView(Struct, frozen=True, kw_only=True):
    """Everything a page Map shows; `signs` are the words and the marks of the legend."""

    as_of: Day
    by: str
    people: int
    sentence: str
    svg: str
    dots: bool
    signs: tuple[tuple[str, str], ...]
    sectors: tuple[str, ...]
    rows: tuple[MapRow, ...]
    counts: tuple[CountRow, ...]


def build_map_view(inputs: MapInputs) -> MapView:
    """Build what a page Map shows: the map itself and, below it, a table that says the same."""
    person_count = len(inputs.people)
    sector_counts = Counter(inputs.sector_names)
    sectors = build_sectors(tuple(sector_counts.items()), list_sector_order(inputs.grouping))
    ring_numbers = {name: number for number, name in enumerate(inputs.rings)}
    sector_numbers = {sector.name: number for number, sector in enumerate(sectors)}
    person_cells = [
        MapCell(ring_numbers[person.ring], sector_numbers[sector_name])
        for person, sector_name in zip(inputs.people, inputs.sector_names, strict=True)
    ]

    rows: tuple[MapRow, ...] = ()
    counts: tuple[CountRow, ...] = ()
    if person_count <= MAX_TABLE_ROWS:
        rows = _build_rows(inputs, person_cells)
    else:
        counts = _build_count_rows(person_cells, inputs.rings, sectors)
    return MapView(
        as_of=inputs.as_of,
        by=inputs.grouping,
        people=person_count,
        sentence=_describe_map(inputs),
        svg=_draw_map(inputs, person_cells, sectors),
        dots=person_count <= MAX_DOTS,
        signs=_list_legend(inputs),
        sectors=tuple(sector.name for sector in sectors),
        rows=rows,
        counts=counts,
    )


def _draw_map(inputs: MapInputs, person_cells: Sequence[MapCell], sectors: Sequence[Sector]) -> str:
    if not inputs.people:
        return ""
    if len(inputs.people) > MAX_DOTS:
        return draw_bubbles(inputs, person_cells, sectors)
    return draw_dots(inputs, person_cells, sectors)


def _list_legend(inputs: MapInputs) -> tuple[tuple[str, str], ...]:
    """List the standings on the map and their marks; those with the same mark share a line."""
    present = {person.standing for person in inputs.people}
    standings_by_mark: dict[str, list[str]] = {}
    for standing in Standing:
        if str(standing) in present:
            mark = draw_legend_mark(str(standing))
            standings_by_mark.setdefault(mark, []).append(str(standing))
    return tuple((join_words(words, "or"), mark) for mark, words in standings_by_mark.items())


def _describe_map(inputs: MapInputs) -> str:
    if not inputs.people:
        return ""
    people = format_count(len(inputs.people), "person", "people")
    plural = next(plural for grouping, _, plural in GROUPINGS if grouping == inputs.grouping)
    lines = ""
    if inputs.tie_count:
        lines = f"; a line joins two who know each other ({inputs.tie_count:,} in all)"
    return (
        f"{people} around you. The nearer to the middle, the more often you mean to be in touch; "
        f"the sectors are {plural}{lines}."
    )


def _build_rows(inputs: MapInputs, person_cells: Sequence[MapCell]) -> tuple[MapRow, ...]:
    """Build a line for each person, ring by ring, by name."""
    # Not by name alone: two people of one name must come in the same order in every build.
    refs = {person.path: ref for person, ref in zip(inputs.people, inputs.refs, strict=True)}
    keyed_rows = []
    for person, sector_name, cell in zip(
        inputs.people, inputs.sector_names, person_cells, strict=True
    ):
        ref = refs[person.path]
        known = [refs[path] for path in person.knows]
        known.sort(key=lambda ref: fold_name(ref.name))
        row = MapRow(ref, person.ring, sector_name, person.standing, tuple(known))
        keyed_rows.append(((cell.ring, fold_name(ref.name), person.path), row))
    keyed_rows.sort(key=lambda keyed_row: keyed_row[0])
    return tuple(row for _, row in keyed_rows)


def _build_count_rows(
    person_cells: Sequence[MapCell], ring_names: Sequence[str], sectors: Sequence[Sector]
) -> tuple[CountRow, ...]:
    cell_counts = Counter(person_cells)
    rows = []
    for ring, name in enumerate(ring_names):
        counts = [cell_counts[MapCell(ring, sector)] for sector in range(len(sectors))]
        rows.append(CountRow(name, tuple(counts), sum(counts)))
    return tuple(rows)
