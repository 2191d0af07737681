"""The map as SVG: a dot for each person and a line for each tie, or circles with counts."""

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


CENTRE_RADIUS = 17

# The radius of a dot for a distance of 1 between dots: less than half, so that none touch.
DOT_SIZE_PER_SPACING = 0.36

# The marks of the standings could not be distinguished in smaller ones.
MIN_DOT_SIZE = 3.0

MAX_DOT_SIZE = 5.5


def draw_dots(inputs: MapInputs, person_cells: Sequence[MapCell], sectors: Sequence[Sector]) -> str:
    """Draw every person as a dot, with the names that fit and a line for each tie.

    `person_cells` are the cells of `inputs.people`, in the same order.
    """
    people = inputs.people
    points, sizes = _assign_all_points(inputs, person_cells, sectors)
    names = {person.path: ref.name for person, ref in zip(people, inputs.refs, strict=True)}
    sector_labels = list(iter_sector_labels(sectors))
    obstacles = [compute_text_box(*label) for label in sector_labels]
    obstacles += iter_ring_label_boxes(inputs.rings)
    obstacles.append(Box(-CENTRE_RADIUS, -CENTRE_RADIUS, CENTRE_RADIUS, CENTRE_RADIUS))
    labels = place_labels(points, sizes, names, obstacles)

    numbers = {person.path: number for number, person in enumerate(people)}
    curves = []
    dots = []
    for person, ref, sector_name in zip(people, inputs.refs, inputs.sector_names, strict=True):
        path = person.path
        # map.js lights up the ties of one person by these numbers, which are shorter than paths.
        known_numbers = [numbers[known_path] for known_path in person.knows]
        for known_path, number in zip(person.knows, known_numbers, strict=True):
            if number > numbers[path]:  # each tie is listed with both of its people
                curves.append(draw_curve(points[path], points[known_path]))
        mark = _draw_mark(person.standing, sizes[path])
        description = f"{ref.name}: {person.ring}, {sector_name}, {person.standing}"
        dots.append(
            f'<a href="{escape(ref.href)}" '
            f'transform="translate({points[path].x} {points[path].y})" '
            f'aria-label="{escape(description)}" '
            f'data-knows="{" ".join(map(str, known_numbers))}">'
            f"{mark}{_draw_label(labels.get(path))}</a>"
        )

    # Of many people the lines are fainter, or they would cover the dots.
    css_class = "ties" if len(people) <= MAX_TABLE_ROWS else "ties many"
    person_count = format_count(len(people), "person", "people")
    parts = (
        _draw_background(inputs.rings, sectors, sector_labels),
        f'<path class="{css_class}" d="{"".join(curves)}"/>',
        _draw_centre(),
        '<path class="lit"/>',
        f'<g class="dots">{"".join(dots)}</g>',
    )
    return _draw_map_svg(f"A map of {person_count}; the table below says the same", parts)


def _assign_all_points(
    inputs: MapInputs, person_cells: Sequence[MapCell], sectors: Sequence[Sector]
) -> tuple[dict[str, Point], dict[str, float]]:
    """Return the point and the size of every person's dot, by path."""
    paths_by_cell: dict[MapCell, list[str]] = {}
    for person, cell in zip(inputs.people, person_cells, strict=True):
        paths_by_cell.setdefault(cell, []).append(person.path)
    points: dict[str, Point] = {}
    sizes: dict[str, float] = {}
    for cell, paths in paths_by_cell.items():
        sector = sectors[cell.sector]
        cell_points, spacing = assign_points(paths, cell, len(inputs.rings), sector)
        points |= cell_points
        size = max(MIN_DOT_SIZE, min(MAX_DOT_SIZE, spacing * DOT_SIZE_PER_SPACING))
        sizes |= dict.fromkeys(paths, size)
    return points, sizes


def draw_curve(start: Point, end: Point) -> str:
    """Draw a line between two points, bent to the middle.

    Bent like this, lines between the same two sectors run together and can be followed.
    """
    # With 0.5 the line would be straight, and with 0 all lines would pass the very middle.
    x = round((start.x + end.x) * 0.32)
    y = round((start.y + end.y) * 0.32)
    return f"M{start.x} {start.y}Q{x} {y} {end.x} {end.y}"


STANDING_CLASSES = {
    "in touch": "in-touch",
    "planned": "planned",
    "due": "due",
    "lapsed": "lapsed",
    "dormant": "dormant",
    "met but not written to yet": "none-yet",
    "not yet contacted": "none-yet",
    "no interval": "none-yet",
    "paused": "paused",
}


def draw_legend_mark(standing: str) -> str:
    """Draw the mark of a standing as a small picture, for the legend."""
    return (
        '<svg class="map key" viewBox="-8 -8 16 16" width="16" height="16" aria-hidden="true">'
        f"{_draw_mark(standing, 5.5)}</svg>"
    )


def _draw_mark(standing: str, size: float) -> str:
    """Draw the mark of a standing, which differs from the others without colour, too."""
    css_class = STANDING_CLASSES.get(standing, "none-yet")
    if css_class == "lapsed":
        corner = -size * 0.85
        side = size * 1.7
        return (
            f'<rect class="lapsed" x="{corner:.1f}" y="{corner:.1f}" '
            f'width="{side:.1f}" height="{side:.1f}"/>'
        )
    radius = size * 0.6 if css_class in ("none-yet", "paused") else size
    return f'<circle class="{css_class}" r="{radius:.1f}"/>'


def _draw_background(
    ring_names: Sequence[str],
    sectors: Sequence[Sector],
    sector_labels: Sequence[tuple[Point, str, str]],
) -> str:
    """Draw the rings, the borders of the sectors, and the names of both."""
    circles = ""
    for ring in range(len(ring_names)):
        circles += f'<circle r="{compute_radii(ring, len(ring_names))[1]:.0f}"/>'

    borders = ""
    if len(sectors) > 1:
        for sector in sectors:
            start = compute_point(sector.start, INNER_RADIUS)
            end = compute_point(sector.start, OUTER_RADIUS + 6)
            borders += f"M{start.x} {start.y}L{end.x} {end.y}"

    ring_texts = ""
    heights = compute_ring_label_heights(len(ring_names))
    for name, height in zip(ring_names, heights, strict=True):
        ring_texts += f'<text y="{height + 4:.0f}" text-anchor="middle">{escape(name)}</text>'

    sector_texts = ""
    for point, anchor, text in sector_labels:
        sector_texts += (
            f'<text x="{point.x}" y="{point.y}" text-anchor="{anchor}">{escape(text)}</text>'
        )
    return (
        f'<g class="rings">{circles}<path d="{borders}"/></g>'
        f'<g class="ring-names">{ring_texts}</g><g class="sectors">{sector_texts}</g>'
    )


def _draw_centre() -> str:
    circle = f'<circle r="{CENTRE_RADIUS}"/>'
    return f'<g class="me">{circle}<text y="4" text-anchor="middle">you</text></g>'


def _draw_label(label: Label | None) -> str:
    if label is None:
        return ""
    return (
        f'<text x="{label.x}" y="{label.y}" text-anchor="{label.anchor}">'
        f"{escape(label.text)}</text>"
    )


def _draw_map_svg(description: str, parts: Sequence[str]) -> str:
    width = 2 * HALF_WIDTH
    height = 2 * HALF_HEIGHT
    return (
        f'<svg class="map" viewBox="{-HALF_WIDTH} {-HALF_HEIGHT} {width} {height}" '
        f'width="{width}" height="{height}" role="group" '
        f'aria-label="{escape(description)}">{"".join(parts)}</svg>'
    )


# More tiers than this would make an address that no browser shows whole.
MAX_FILTER_TIERS = 12


def draw_bubbles(
    inputs: MapInputs, person_cells: Sequence[MapCell], sectors: Sequence[Sector]
) -> str:
    """Draw the number of people in each cell as a circle that links to them: the map of many."""
    cell_counts = Counter(person_cells)
    highest = max(cell_counts.values())
    tiers_by_ring: dict[str, set[str]] = {}
    for person in inputs.people:
        tiers_by_ring.setdefault(person.ring, set()).add(person.frequency or "-")

    # Sorted, so that contacts that come in another order give the same bytes.
    bubbles = []
    for cell, count in sorted(cell_counts.items()):
        sector = sectors[cell.sector]
        ring_name = inputs.rings[cell.ring]
        href = _build_people_href(inputs.grouping, sector.name, tiers_by_ring[ring_name])
        title = f"{format_count(count, 'person', 'people')}: {ring_name}, {sector.name}"
        share = count / highest
        bubbles.append(_draw_bubble(cell, sector, len(inputs.rings), share, count, title, href))

    sector_labels = list(iter_sector_labels(sectors))
    parts = (
        _draw_background(inputs.rings, sectors, sector_labels),
        _draw_centre(),
        f'<g class="bubbles">{"".join(bubbles)}</g>',
    )
    person_count = format_count(len(inputs.people), "person", "people")
    description = f"A map of {person_count} in counts; the table below says the same"
    return _draw_map_svg(description, parts)


def _draw_bubble(
    cell: MapCell,
    sector: Sector,
    ring_count: int,
    share: float,
    count: int,
    title: str,
    href: str,
) -> str:
    """Draw one circle; `share` (0 to 1) is its part of the largest one's area."""
    inner, outer = compute_radii(cell.ring, ring_count)
    middle = (inner + outer) / 2
    room_in_sector = max(8.0, sector.width * middle / 2 - 2)
    max_radius = min((outer - inner) / 2 - 3, room_in_sector)
    # The square root, because the eye compares areas and not radii.
    radius = max(4.0, max_radius * math.sqrt(share))
    point = compute_point((sector.start + sector.end) / 2, middle)

    circle = f'<circle r="{radius:.1f}"/><text y="4" text-anchor="middle">{count:,}</text>'
    position = f'transform="translate({point.x} {point.y})"'
    if not href:
        return f"<g {position}>{circle}<title>{escape(title)}</title></g>"
    return f'<a href="{escape(href)}" {position} aria-label="{escape(title)}">{circle}</a>'


def _build_people_href(grouping: str, sector_name: str, tiers: set[str]) -> str:
    """Build the address of People filtered to one cell; empty where no filter can say it."""
    if sector_name.startswith("other ") or len(tiers) > MAX_FILTER_TIERS:
        return ""
    # people.js knows `-` as the word for nothing written.
    value = "-" if sector_name.startswith("no ") else sector_name
    filters = [(grouping, value)]
    for tier in sorted(tiers):
        filters.append(("tier", tier))
    return f"people.html#{urlencode(filters)}"
