"""The map as SVG: dots, lines, or bubbles."""

from __future__ import annotations

import math
from collections import Counter
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from netnotes.dashboard.map.layout import (
    HALF_HEIGHT,
    HALF_WIDTH,
    INNER_RADIUS,
    OUTER_RADIUS,
    Box,
    assign_points,
    compute_point,
    compute_radii,
    compute_ring_label_heights,
    compute_text_box,
    iter_ring_label_boxes,
    iter_sector_labels,
    place_labels,
)
from netnotes.dashboard.map.placement import MAX_TABLE_ROWS
from netnotes.text import format_count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netnotes.dashboard.map.layout import Label, MapCell, Point, Sector
    from netnotes.dashboard.map.placement import MapInputs


# The picture


def draw_dots(inputs: MapInputs, person_cells: Sequence[MapCell], sectors: Sequence[Sector]) -> str:
    """Everybody as a dot, with the names there is room for and a line for each tie."""
    people, ring_names = inputs.people, inputs.rings
    cells: dict[MapCell, list[str]] = {}
    for one, place in zip(people, person_cells, strict=True):
        cells.setdefault(place, []).append(one.path)
    where: dict[str, Point] = {}
    sizes: dict[str, float] = {}
    for place, paths in cells.items():
        found, pitch = assign_points(paths, place, len(ring_names), sectors[place.sector])
        where |= found
        sizes |= dict.fromkeys(paths, max(3.0, min(5.5, pitch * 0.36)))
    names = {one.path: ref.name for one, ref in zip(people, inputs.refs, strict=True)}
    signs = list(iter_sector_labels(sectors))
    kept = [
        *(compute_text_box(*sign) for sign in signs),
        *iter_ring_label_boxes(ring_names),
        Box(-CENTRE_RADIUS, -CENTRE_RADIUS, CENTRE_RADIUS, CENTRE_RADIUS),
    ]
    labels = place_labels(where, sizes, names, kept)
    number = {one.path: at for at, one in enumerate(people)}
    lines, links = [], []
    for one, ref, word in zip(people, inputs.refs, inputs.sector_names, strict=True):
        spot = where[one.path]
        known = [number[path] for path in one.knows]
        lines += [draw_curve(spot, where[people[at].path]) for at in known if at > number[one.path]]
        said = f"{ref.name}: {one.ring}, {word}, {one.standing}"
        links.append(
            f'<a href="{escape(ref.href)}" transform="translate({spot.x} {spot.y})" '
            f'aria-label="{escape(said)}" data-knows="{" ".join(map(str, known))}">'
            f"{_draw_mark(one.standing, sizes[one.path])}{_draw_label(labels.get(one.path))}</a>"
        )
    kind = "ties" if len(people) <= MAX_TABLE_ROWS else "ties many"
    parts = (
        _draw_background(ring_names, sectors, signs),
        f'<path class="{kind}" d="{"".join(lines)}"/>',
        _draw_centre(),
        '<path class="lit"/>',
    )
    said = (
        f"A map of {format_count(len(people), 'person', 'people')}; the table below says the same"
    )
    return _draw_map_svg(said, (*parts, f'<g class="dots">{"".join(links)}</g>'))


def draw_curve(start: Point, end: Point) -> str:
    """A line between two, bent a little to the middle, so that lines with one direction run together."""
    x, y = round((start.x + end.x) * 0.32), round((start.y + end.y) * 0.32)
    return f"M{start.x} {start.y}Q{x} {y} {end.x} {end.y}"


STANDING_CLASSES = {
    "in touch": "in-touch",
    "due": "due",
    "lapsed": "lapsed",
    "dormant": "dormant",
    "not yet contacted": "none-yet",
    "no interval": "none-yet",
    "paused": "paused",
}


def draw_legend_mark(standing: str) -> str:
    """A standing as a small picture of its own, for the legend."""
    return f'<svg class="map key" viewBox="-8 -8 16 16" width="16" height="16" aria-hidden="true">{_draw_mark(standing, 5.5)}</svg>'


def _draw_mark(standing: str, size: float) -> str:
    """The sign of a standing: full, open, square, broken or small, so that it reads without colour."""
    kind = STANDING_CLASSES.get(standing, "none-yet")
    if kind == "lapsed":
        return f'<rect class="lapsed" x="{-size * 0.85:.1f}" y="{-size * 0.85:.1f}" width="{size * 1.7:.1f}" height="{size * 1.7:.1f}"/>'
    radius = size * 0.6 if kind in ("none-yet", "paused") else size
    return f'<circle class="{kind}" r="{radius:.1f}"/>'


def _draw_background(
    ring_names: Sequence[str],
    sectors: Sequence[Sector],
    sector_labels: Sequence[tuple[Point, str, str]],
) -> str:
    """The rings with their names, the borders between the sectors, and the sectors' words outside."""
    count = len(ring_names)
    circles = "".join(
        f'<circle r="{compute_radii(number, count)[1]:.0f}"/>' for number in range(count)
    )
    borders = ""
    if len(sectors) > 1:
        ends = (
            (
                compute_point(sector.start, INNER_RADIUS),
                compute_point(sector.start, OUTER_RADIUS + 6),
            )
            for sector in sectors
        )
        borders = "".join(f"M{start.x} {start.y}L{end.x} {end.y}" for start, end in ends)
    names = "".join(
        f'<text y="{y + 4:.0f}" text-anchor="middle">{escape(name)}</text>'
        for name, y in zip(ring_names, compute_ring_label_heights(count), strict=True)
    )
    words = "".join(
        f'<text x="{spot.x}" y="{spot.y}" text-anchor="{anchor}">{escape(word)}</text>'
        for spot, anchor, word in sector_labels
    )
    return f'<g class="rings">{circles}<path d="{borders}"/></g><g class="ring-names">{names}</g><g class="sectors">{words}</g>'


CENTRE_RADIUS = 17


def _draw_centre() -> str:
    return f'<g class="me"><circle r="{CENTRE_RADIUS}"/><text y="4" text-anchor="middle">you</text></g>'


def _draw_label(label: Label | None) -> str:
    if label is None:
        return ""
    return f'<text x="{label.x}" y="{label.y}" text-anchor="{label.anchor}">{escape(label.text)}</text>'


def _draw_map_svg(description: str, parts: Sequence[str]) -> str:
    return (
        f'<svg class="map" viewBox="{-HALF_WIDTH} {-HALF_HEIGHT} {2 * HALF_WIDTH} {2 * HALF_HEIGHT}" '
        f'width="{2 * HALF_WIDTH}" height="{2 * HALF_HEIGHT}" role="group" aria-label="{escape(description)}">{"".join(parts)}</svg>'
    )


# Many people: counts


def draw_bubbles(
    inputs: MapInputs, person_cells: Sequence[MapCell], sectors: Sequence[Sector]
) -> str:
    """How many people there are in each ring of each sector, as circles that lead to them."""
    people, ring_names = inputs.people, inputs.rings
    count = Counter(person_cells)
    most = max(count.values())
    tiers: dict[str, set[str]] = {}
    for one in people:
        tiers.setdefault(one.ring, set()).add(one.frequency or "-")
    parts = []
    for place, size in sorted(count.items()):
        sector = sectors[place.sector]
        inner, outer = compute_radii(place.ring, len(ring_names))
        middle = (inner + outer) / 2
        room = min((outer - inner) / 2 - 3, max(8.0, (sector.end - sector.start) * middle / 2 - 2))
        spot = compute_point((sector.start + sector.end) / 2, middle)
        radius = max(4.0, room * math.sqrt(size / most))
        said = f"{format_count(size, 'person', 'people')}: {ring_names[place.ring]}, {sector.name}"
        drawn = f'<circle r="{radius:.1f}"/><text y="4" text-anchor="middle">{size:,}</text>'
        at = f'transform="translate({spot.x} {spot.y})"'
        href = _build_people_href(inputs.grouping, sector.name, tiers[ring_names[place.ring]])
        if href:
            parts.append(f'<a href="{escape(href)}" {at} aria-label="{escape(said)}">{drawn}</a>')
        else:
            parts.append(f"<g {at}>{drawn}<title>{escape(said)}</title></g>")
    ground = _draw_background(ring_names, sectors, list(iter_sector_labels(sectors)))
    said = f"A map of {format_count(len(people), 'person', 'people')} in counts; the table below says the same"
    return _draw_map_svg(said, (ground, _draw_centre(), f'<g class="bubbles">{"".join(parts)}</g>'))


MAX_FILTER_WORDS = 12


def _build_people_href(grouping: str, sector_name: str, tiers: set[str]) -> str:
    """People, filtered to one ring of one sector; nothing where that would take too many words."""
    if sector_name.startswith("other ") or len(tiers) > MAX_FILTER_WORDS:
        return ""
    chosen = [
        (grouping, "-" if sector_name.startswith("no ") else sector_name),
        *(("tier", tier) for tier in sorted(tiers)),
    ]
    return f"people.html#{urlencode(chosen)}"
