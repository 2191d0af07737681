"""Geometry: sectors, spots, labels that do not overlap."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from netnotes.digests import compute_stable_number
from netnotes.text import fold_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


INNER_RADIUS, OUTER_RADIUS = 60.0, 380.0
"""The radius of the empty middle, and of the outermost ring."""

HALF_WIDTH, HALF_HEIGHT = 560, 412


class MapCell(NamedTuple):
    """A ring and a sector, by their numbers."""

    ring: int
    sector: int


class Sector(Struct, frozen=True):
    """A slice of the map: its word, how many people are in it, and the angles it lies between, clockwise from the top."""

    name: str
    person_count: int
    start: float
    end: float


class Point(Struct, frozen=True):
    """A point of the picture."""

    x: int
    y: int


class Label(Struct, frozen=True):
    """A name beside its dot: how far off, and which end of it stands there."""

    x: int
    y: int
    anchor: str
    text: str


class Box(NamedTuple):
    """A rectangle that words take up."""

    left: float
    top: float
    right: float
    bottom: float


def build_sectors(
    counts: Sequence[tuple[str, int]], order: Sequence[str] = ()
) -> tuple[Sector, ...]:
    """Sectors in the order of the alphabet, those for `other` and `no` last; as wide as their people have digits.

    Binary digits: a sector widens when its people double, and not with every new contact.
    """

    def key(one: tuple[str, int]) -> tuple[int, int, str]:
        word = one[0]
        last = 2 if word.startswith("no ") else 1 if word.startswith("other ") else 0
        return last, order.index(word) if word in order else len(order), fold_name(word)

    whole = sum(count.bit_length() for _, count in counts) or 1
    sectors, start = [], 0.0
    for word, count in sorted(counts, key=key):
        end = start + math.tau * count.bit_length() / whole
        sectors.append(Sector(word, count, start, end))
        start = end
    return tuple(sectors)


def compute_radii(ring: int, ring_count: int) -> tuple[float, float]:
    """The inner and the outer radius of a ring."""
    width = (OUTER_RADIUS - INNER_RADIUS) / ring_count
    return INNER_RADIUS + ring * width, INNER_RADIUS + (ring + 1) * width


DOT_SPACINGS = (46, 34, 26, 20, 15, 12, 9, 7, 5)
"""How far apart dots may stand, widest first."""

MIN_POINTS_PER_PERSON = 1.5
"""How many places there are for each person, so that a newcomer finds one without pushing."""


def assign_points(
    paths: Sequence[str], cell: MapCell, ring_count: int, sector: Sector
) -> tuple[dict[str, Point], int]:
    """Where the people of one ring and one sector stand, and how far apart; by their paths and nothing else.

    Each takes the first free spot from the one their hash gives them, in the order of their hashes: a newcomer can push
    only those who come later and wanted the same spot.
    """
    for pitch in DOT_SPACINGS:
        free = _list_cell_points(pitch, cell, ring_count, sector)
        if len(free) >= MIN_POINTS_PER_PERSON * len(paths):
            break
    taken: dict[int, str] = {}
    for key, path in sorted((compute_stable_number(path), path) for path in paths):
        at = key % len(free)
        tries = 0
        while at in taken and tries < len(free):
            at = (at + 1) % len(free)
            tries += 1
        taken[at if tries < len(free) else -len(taken) - 1] = path
    return {path: free[at % len(free)] for at, path in taken.items()}, pitch


def _list_cell_points(spacing: int, cell: MapCell, ring_count: int, sector: Sector) -> list[Point]:
    """The spots of a cell so far apart, along arcs; at least one."""
    inner, outer = compute_radii(cell.ring, ring_count)
    free = []
    rows = max(1, int((outer - inner - 8) / spacing))
    names = compute_ring_label_heights(ring_count)
    whole = sector.end - sector.start > math.tau - 1e-9
    for row in range(rows):
        radius = inner + (row + 0.5) * (outer - inner) / rows
        pad = 0.0 if whole else min(9 / radius, (sector.end - sector.start) / 6)
        width = sector.end - sector.start - 2 * pad
        count = int(width * radius / spacing)
        shift = 0.5 if row % 2 else 0.25  # neighbouring arcs interlock
        for at in range(count):
            spot = compute_point(sector.start + pad + width * (at + shift + 0.125) / count, radius)
            if abs(spot.x) >= 38 or all(abs(spot.y - y) >= 12 for y in names):
                free.append(spot)
    return free or [compute_point((sector.start + sector.end) / 2, (inner + outer) / 2)]


def compute_ring_label_heights(ring_count: int) -> list[float]:
    return [-compute_radii(number, ring_count)[1] + 12 for number in range(ring_count)]


def compute_point(angle: float, radius: float) -> Point:
    """A point by its angle, clockwise from the top, and its distance from the middle."""
    return Point(round(radius * math.sin(angle)), round(-radius * math.cos(angle)))


MAX_NAME_LENGTH = 24
CHARACTER_WIDTH, LINE_HEIGHT = 6.1, 13


def iter_sector_labels(sectors: Sequence[Sector]) -> Iterator[tuple[Point, str, str]]:
    for sector in sectors:
        middle = (sector.start + sector.end) / 2
        spot = compute_point(middle, OUTER_RADIUS + 16)
        side = math.sin(middle)
        anchor = "middle" if abs(side) < 0.12 else "start" if side > 0 else "end"
        yield (
            Point(spot.x, spot.y + 4),
            anchor,
            f"{_shorten_name(sector.name)} {sector.person_count:,}",
        )


def _shorten_name(name: str) -> str:
    return name if len(name) <= MAX_NAME_LENGTH else name[: MAX_NAME_LENGTH - 1].rstrip() + "…"


def compute_text_box(point: Point, anchor: str, text: str) -> Box:
    """The room that words take, about."""
    width = CHARACTER_WIDTH * (
        len(text) if text.isascii() else sum(2 if ord(letter) > 0x2E7F else 1 for letter in text)
    )
    left = point.x - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
    return Box(left, point.y - LINE_HEIGHT + 3, left + width, point.y + 3)


def iter_ring_label_boxes(ring_names: Sequence[str]) -> Iterator[Box]:
    for name, y in zip(ring_names, compute_ring_label_heights(len(ring_names)), strict=True):
        yield compute_text_box(Point(0, round(y) + 4), "middle", name)


def place_labels(
    points: Mapping[str, Point],
    sizes: Mapping[str, float],
    names: Mapping[str, str],
    obstacles: Sequence[Box],
) -> dict[str, Label]:
    """The names there is room for: right, left, above or below their dot; those nearest to the middle come first."""
    taken = _OccupiedBoxes()
    for box in obstacles:
        taken.add(box)
    for path, spot in points.items():
        size = sizes[path]
        taken.add(Box(spot.x - size, spot.y - size, spot.x + size, spot.y + size))
    labels: dict[str, Label] = {}
    for path in sorted(points, key=lambda path: (points[path].x ** 2 + points[path].y ** 2, path)):
        spot, off, words = points[path], round(sizes[path]) + 4, _shorten_name(names[path])
        for x, y, anchor in (
            (off, 4, "start"),
            (-off, 4, "end"),
            (0, -off, "middle"),
            (0, off + 9, "middle"),
        ):
            box = compute_text_box(Point(spot.x + x, spot.y + y), anchor, words)
            if max(-box.left, box.right) < HALF_WIDTH and not taken.has_overlap(box):
                taken.add(box)
                labels[path] = Label(x, y, anchor, words)
                break
    return labels


class _OccupiedBoxes:
    """What room is taken: the boxes by the squares of a coarse grid that they touch."""

    def __init__(self) -> None:
        self.squares: dict[tuple[int, int], list[Box]] = {}

    def add(self, box: Box) -> None:
        for square in self._iter_squares(box):
            self.squares.setdefault(square, []).append(box)

    def has_overlap(self, box: Box) -> bool:
        left, top, right, bottom = box
        for square in self._iter_squares(box):
            for other in self.squares.get(square, ()):
                if (
                    left < other.right
                    and other.left < right
                    and top < other.bottom
                    and other.top < bottom
                ):
                    return True
        return False

    def _iter_squares(self, box: Box) -> Iterator[tuple[int, int]]:
        for column in range(int(box.left // 60), int(box.right // 60) + 1):
            for row in range(int(box.top // 60), int(box.bottom // 60) + 1):
                yield column, row
