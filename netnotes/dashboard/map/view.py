"""The map: me in the middle, a ring for each tier, a sector for each field, organisation or level; who knows whom.

Everybody has their place by a hash of their note's path, so that the same notes always make the same picture and one
more contact moves at most some neighbours. Sectors grow by doublings of their people only, rings not at all.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct

from netnotes.dashboard.map.drawing import draw_bubbles, draw_dots, draw_legend_mark
from netnotes.dashboard.map.layout import MapCell, build_sectors
from netnotes.dashboard.map.placement import GROUPINGS, MAX_DOTS, MAX_TABLE_ROWS, list_sector_order
from netnotes.network.follow_up import Standing
from netnotes.text import fold_name, format_count

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date as Day

    from netnotes.dashboard.addresses import Ref
    from netnotes.dashboard.map.layout import Sector
    from netnotes.dashboard.map.placement import MapInputs


class MapRow(Struct, frozen=True):
    """One person of the map in words."""

    person: Ref
    ring: str
    sector: str
    standing: str
    knows: tuple[Ref, ...]


class CountRow(Struct, frozen=True):
    """One ring of the map in numbers, a number for each sector."""

    ring: str
    counts: tuple[int, ...]
    total: int


class MapView(Struct, frozen=True, kw_only=True):
    """Everybody around me, as a picture and as a table."""

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
    """You in the middle, a ring for each tier, a sector for each field: who is near, and who knows whom."""
    by, people = inputs.grouping, inputs.people
    sectors = build_sectors(tuple(Counter(inputs.sector_names).items()), list_sector_order(by))
    ring_of = {name: at for at, name in enumerate(inputs.rings)}
    sector_of = {sector.name: at for at, sector in enumerate(sectors)}
    places = [
        MapCell(ring_of[one.ring], sector_of[word])
        for one, word in zip(people, inputs.sector_names, strict=True)
    ]
    in_dots = len(people) <= MAX_DOTS
    if not people:
        svg = ""
    elif in_dots:
        svg = draw_dots(inputs, places, sectors)
    else:
        svg = draw_bubbles(inputs, places, sectors)
    present = {one.standing for one in people}
    signs: dict[str, list[str]] = {}
    for standing in map(str, Standing):
        if standing in present:
            signs.setdefault(draw_legend_mark(standing), []).append(standing)
    several = next(many for kind, _, many in GROUPINGS if kind == by)
    return MapView(
        as_of=inputs.as_of,
        by=by,
        people=len(people),
        sentence=_describe_map(len(people), inputs.tie_count, several),
        svg=svg,
        dots=in_dots,
        signs=tuple((" or ".join(words), sign) for sign, words in signs.items()),
        sectors=tuple(sector.name for sector in sectors),
        rows=_build_rows(inputs, places) if len(people) <= MAX_TABLE_ROWS else (),
        counts=_build_count_rows(places, inputs.rings, sectors)
        if len(people) > MAX_TABLE_ROWS
        else (),
    )


def _describe_map(person_count: int, tie_count: int, grouping_plural: str) -> str:
    if not person_count:
        return ""
    knows = f"; a line joins two who know each other ({tie_count:,} in all)" if tie_count else ""
    return (
        f"{format_count(person_count, 'person', 'people')} around you. The nearer to the middle, the more often you mean to be in "
        f"touch; the sectors are {grouping_plural}{knows}."
    )


# The same in words


def _build_rows(inputs: MapInputs, person_cells: Sequence[MapCell]) -> tuple[MapRow, ...]:
    ref_of = {one.path: ref for one, ref in zip(inputs.people, inputs.refs, strict=True)}
    by_name = sorted(
        zip(inputs.people, inputs.sector_names, person_cells, strict=True),
        key=lambda one: (one[2].ring, fold_name(ref_of[one[0].path].name), one[0].path),
    )
    return tuple(
        MapRow(
            ref_of[one.path],
            one.ring,
            word,
            one.standing,
            tuple(
                sorted((ref_of[path] for path in one.knows), key=lambda ref: fold_name(ref.name))
            ),
        )
        for one, word, _ in by_name
    )


def _build_count_rows(
    person_cells: Sequence[MapCell], ring_names: Sequence[str], sectors: Sequence[Sector]
) -> tuple[CountRow, ...]:
    count = Counter(person_cells)
    return tuple(
        CountRow(
            name,
            counts := tuple(count[MapCell(number, sector)] for sector in range(len(sectors))),
            sum(counts),
        )
        for number, name in enumerate(ring_names)
    )
