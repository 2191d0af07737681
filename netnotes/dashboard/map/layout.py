"""The geometry of the map: sectors, the points of dots, and labels that do not overlap.

A person's point depends on the path of their note only, so that the same notes always make the same
picture, and one more contact moves at most some neighbours.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from netnotes.digests import compute_stable_number
from netnotes.text import fold_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


INNER_RADIUS = 60.0

# The radius of the empty middle and of the outermost ring, in units of the picture.
OUTER_RADIUS = 380.0

HALF_WIDTH = 560

# The origin is in the middle of the picture, which is wider than high: sector labels are beside the
# rings.
HALF_HEIGHT = 412

FULL_CIRCLE = math.tau


class MapCell(NamedTuple):
    """Where a ring and a sector meet, by their numbers."""

    ring: int
    sector: int


class Sector(Struct, frozen=True):
    """A slice of the map. Its angles are in radians, clockwise from the top."""

    name: str
    person_count: int
    start: float
    end: float

    @property
    def width(self) -> float:
        """The angle between its two ends, in radians."""
        return self.end - self.start


class Point(Struct, frozen=True):
    """A point of the picture."""

    x: int
    y: int


class Label(Struct, frozen=True):
    """A name beside its dot: how far from it, and which end of the text is there."""

    x: int
    y: int
    anchor: str
    text: str


class Box(NamedTuple):
    """A rectangle that is occupied."""

    left: float
    top: float
    right: float
    bottom: float


def build_sectors(
    counts: Sequence[tuple[str, int]], order: Sequence[str] = ()
) -> tuple[Sector, ...]:
    """Build a sector for each name and its number of people, from the top, clockwise.

    They are in alphabetical order, or in `order`; those called `other …` and `no …` are last. The
    width of a sector follows the binary digits of its count: it changes when its people double, and
    not with every new contact.
    """

    def build_key(name_and_count: tuple[str, int]) -> tuple[int, int, str]:
        name, _ = name_and_count
        group = 0
        if name.startswith("other "):
            group = 1
        elif name.startswith("no "):
            group = 2
        position = order.index(name) if name in order else len(order)
        return group, position, fold_name(name)

    digits = sum(count.bit_length() for _, count in counts) or 1
    sectors = []
    start = 0.0
    for name, count in sorted(counts, key=build_key):
        end = start + FULL_CIRCLE * count.bit_length() / digits
        sectors.append(Sector(name, count, start, end))
        start = end
    return tuple(sectors)


def compute_radii(ring: int, ring_count: int) -> tuple[float, float]:
    """Return the inner and the outer radius of a ring."""
    width = (OUTER_RADIUS - INNER_RADIUS) / ring_count
    return INNER_RADIUS + ring * width, INNER_RADIUS + (ring + 1) * width


# The distances between dots that are tried, from the widest.
DOT_SPACINGS = (46, 34, 26, 20, 15, 12, 9, 7, 5)

# Points left free, so that most newcomers find one without moving another person.
MIN_POINTS_PER_PERSON = 1.5


def assign_points(
    paths: Sequence[str], cell: MapCell, ring_count: int, sector: Sector
) -> tuple[dict[str, Point], int]:
    """Assign a point to each person of a cell, by the path of their note.

    Also returns the distance between the points. Each person takes the first free point from the
    one that their path's hash names, in the order of the hashes: a newcomer can move only those who
    come later and wanted the same point.
    """
    for spacing in DOT_SPACINGS:
        points = _list_cell_points(spacing, cell, ring_count, sector)
        if len(points) >= MIN_POINTS_PER_PERSON * len(paths):
            break

    path_by_point: dict[int, str] = {}
    # Where there are more people than points, the rest share points under numbers below zero.
    for number, path in sorted((compute_stable_number(path), path) for path in paths):
        index = number % len(points)
        tries = 0
        while index in path_by_point and tries < len(points):
            index = (index + 1) % len(points)
            tries += 1
        if tries == len(points):
            index = -len(path_by_point) - 1
        path_by_point[index] = path
    return {path: points[index % len(points)] for index, path in path_by_point.items()}, spacing


def _list_cell_points(spacing: int, cell: MapCell, ring_count: int, sector: Sector) -> list[Point]:
    """List the points of a cell along arcs, `spacing` apart; always at least one."""
    inner, outer = compute_radii(cell.ring, ring_count)
    ring_label_heights = compute_ring_label_heights(ring_count)
    is_full_circle = sector.width > FULL_CIRCLE - 1e-9  # an angle is a sum of floats
    # Of each ring 8 units stay free, so that dots of neighbouring rings do not touch.
    row_count = max(1, int((outer - inner - 8) / spacing))

    points = []
    for row in range(row_count):
        radius = inner + (row + 0.5) * (outer - inner) / row_count
        # Dots keep away from the borders of their sector, by 9 units along the arc.
        padding = 0.0
        if not is_full_circle:
            padding = min(9 / radius, sector.width / 6)
        width = sector.width - 2 * padding
        count = int(width * radius / spacing)
        shift = 0.5 if row % 2 else 0.25  # the dots of neighbouring arcs are in each other's gaps
        for column in range(count):
            angle = sector.start + padding + width * (column + shift + 0.125) / count
            point = compute_point(angle, radius)
            if not _is_on_ring_label(point, ring_label_heights):
                points.append(point)
    if not points:
        middle = (sector.start + sector.end) / 2
        points.append(compute_point(middle, (inner + outer) / 2))
    return points


def _is_on_ring_label(point: Point, ring_label_heights: Sequence[float]) -> bool:
    # A ring's name is about 76 units wide and 24 high with the space around it.
    if abs(point.x) >= 38:
        return False
    return any(abs(point.y - height) < 12 for height in ring_label_heights)


def compute_ring_label_heights(ring_count: int) -> list[float]:
    """List the y of each ring's label: straight above the middle, within the ring."""
    return [-compute_radii(ring, ring_count)[1] + 12 for ring in range(ring_count)]


def compute_point(angle: float, radius: float) -> Point:
    """Return a point by its angle, clockwise from the top, and its distance from the middle."""
    return Point(round(radius * math.sin(angle)), round(-radius * math.cos(angle)))


MAX_NAME_LENGTH = 24
CHARACTER_WIDTH = 6.1

# In units of the picture: about what a label takes in the fonts of the style sheet. Nothing can
# measure a text when the site is built.
LINE_HEIGHT = 13

# From here on Unicode has Chinese, Japanese and Korean characters, which are twice as wide.
FIRST_WIDE_CHARACTER = 0x2E80


def iter_sector_labels(sectors: Sequence[Sector]) -> Iterator[tuple[Point, str, str]]:
    """Yield the label of each sector: its point outside the rings, its anchor and its words."""
    for sector in sectors:
        middle = (sector.start + sector.end) / 2
        point = compute_point(middle, OUTER_RADIUS + 16)
        anchor = _choose_anchor(math.sin(middle))
        words = f"{_shorten_name(sector.name)} {sector.person_count:,}"
        yield Point(point.x, point.y + 4), anchor, words


def _choose_anchor(side: float) -> str:
    """Choose which end of a label is at its point: left of the middle the end, right the start."""
    # At the top and the bottom, within seven degrees, a label is centred above its sector.
    if abs(side) < 0.12:
        return "middle"
    if side > 0:
        return "start"
    return "end"


def _shorten_name(name: str) -> str:
    if len(name) <= MAX_NAME_LENGTH:
        return name
    return name[: MAX_NAME_LENGTH - 1].rstrip() + "…"


def compute_text_box(point: Point, anchor: str, text: str) -> Box:
    """Estimate the rectangle of a text whose `anchor` is at a point."""
    columns = len(text)
    if not text.isascii():  # most names are, and a thousand of them are placed
        columns += sum(ord(character) >= FIRST_WIDE_CHARACTER for character in text)
    width = CHARACTER_WIDTH * columns
    left = point.x - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
    return Box(left, point.y - LINE_HEIGHT + 3, left + width, point.y + 3)


def iter_ring_label_boxes(ring_names: Sequence[str]) -> Iterator[Box]:
    """Yield the rectangle of each ring's label."""
    heights = compute_ring_label_heights(len(ring_names))
    for name, height in zip(ring_names, heights, strict=True):
        yield compute_text_box(Point(0, round(height) + 4), "middle", name)


def place_labels(
    points: Mapping[str, Point],
    sizes: Mapping[str, float],
    names: Mapping[str, str],
    obstacles: Sequence[Box],
) -> dict[str, Label]:
    """Place the names that fit: right of their dots, left, above or below.

    Points, sizes of dots, names and the resulting labels are by path. Those nearest to the middle
    come first: they are the people whom I mean to see most often.
    """
    occupied = _OccupiedBoxes()
    for box in obstacles:
        occupied.add(box)
    for path, point in points.items():
        size = sizes[path]
        occupied.add(Box(point.x - size, point.y - size, point.x + size, point.y + size))

    def build_key(path: str) -> tuple[int, str]:
        point = points[path]
        return point.x**2 + point.y**2, path

    labels: dict[str, Label] = {}
    for path in sorted(points, key=build_key):
        label = _find_free_label(points[path], sizes[path], _shorten_name(names[path]), occupied)
        if label is not None:
            labels[path] = label
    return labels


def _find_free_label(
    point: Point, size: float, name: str, occupied: _OccupiedBoxes
) -> Label | None:
    """Find a free place for a name beside its dot, and occupy it."""
    # In this order, because a name to the right of its dot is read most easily.
    distance = round(size) + 4
    places = (
        (distance, 4, "start"),
        (-distance, 4, "end"),
        (0, -distance, "middle"),
        (0, distance + 9, "middle"),
    )
    for x, y, anchor in places:
        box = compute_text_box(Point(point.x + x, point.y + y), anchor, name)
        is_inside = max(-box.left, box.right) < HALF_WIDTH
        if is_inside and not occupied.has_overlap(box):
            occupied.add(box)
            return Label(x, y, anchor, name)
    return None


class _OccupiedBoxes:
    """Rectangles that are occupied, by the squares of a coarse grid which they touch.

    With the grid, a thousand labels are placed in a tenth of the time.
    """

    SQUARE_SIZE = 60

    def __init__(self) -> None:
        self.boxes_by_square: dict[tuple[int, int], list[Box]] = {}

    def add(self, box: Box) -> None:
        """Occupy a rectangle."""
        for square in self._iter_squares(box):
            self.boxes_by_square.setdefault(square, []).append(box)

    def has_overlap(self, box: Box) -> bool:
        """Return whether a rectangle overlaps one that is occupied."""
        left, top, right, bottom = box
        for square in self._iter_squares(box):
            for taken in self.boxes_by_square.get(square, ()):
                if (
                    left < taken.right
                    and taken.left < right
                    and top < taken.bottom
                    and taken.top < bottom
                ):
                    return True
        return False

    def _iter_squares(self, box: Box) -> Iterator[tuple[int, int]]:
        size = self.SQUARE_SIZE
        for column in range(int(box.left // size), int(box.right // size) + 1):
            for row in range(int(box.top // size), int(box.bottom // size) + 1):
                yield column, row
