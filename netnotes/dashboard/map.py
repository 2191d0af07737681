"""The map: me in the middle, a ring for each tier, a sector for each field, organisation or level; who knows whom.

Everybody has their place by a hash of their note's path, so that the same notes always make the same picture and one
more contact moves at most some neighbours. Sectors grow by doublings of their people only, rings not at all.
"""

from __future__ import annotations

import math
from collections import Counter
from functools import lru_cache
from hashlib import blake2b
from html import escape
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode

from msgspec import Struct

from netnotes.model.people import NEVER
from netnotes.network.follow_up import Standing
from netnotes.network.measures.ledger import list_active_contacts
from netnotes.network.measures.variety import count_words
from netnotes.network.wording import LEVEL_WORDS, format_frequency
from netnotes.text import fold, fold_name, format_count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date as Day

    from netnotes.dashboard.addresses import Ref
    from netnotes.dashboard.site import Site
    from netnotes.model.people import Contact
    from netnotes.network.network import Network

MAX_DOTS = 1000
"""Beyond so many people the map shows counts."""

MAX_TABLE_ROWS = 300
"""Beyond so many people the table counts too."""

MAX_SECTORS = 10
"""So many words have a sector of their own; the rest share one."""

NO_INTERVAL = "no interval"

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


class MapPerson(Struct, frozen=True):
    """One person of the map: their note, their ring, how things stand, and the notes of those they know.

    The last is left empty where there are too many for lines. `tier` is how often, as People has it.
    """

    path: str
    ring: str
    standing: str
    frequency: str
    knows: tuple[str, ...]


class MapInputs(Struct, frozen=True):
    """All that a map is drawn from: everybody with their name and page and the word of their sector, in one order.

    `ties` are how many pairs know each other.
    """

    as_of: Day
    grouping: str
    rings: tuple[str, ...]
    people: tuple[MapPerson, ...]
    refs: tuple[Ref, ...]
    sector_names: tuple[str, ...]
    tie_count: int


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


GROUPINGS: tuple[tuple[str, str, str], ...] = (
    ("field", "map.html", "fields"),
    ("organisation", "map-organisation.html", "organisations"),
    ("level", "map-level.html", "levels"),
)
"""What a sector may stand for, the page that shows it, and the word for several."""


def collect_map_inputs(site: Site, grouping: str = "field") -> MapInputs:
    """What a map is drawn from. Drawing takes many times as long, and most notes that change leave this as it was."""
    network = site.network
    people = _list_map_people(network)
    return MapInputs(
        as_of=network.today,
        grouping=grouping,
        rings=list_rings(network),
        people=people,
        refs=tuple([site.get_ref(one.path) for one in people]),
        sector_names=tuple(_list_sector_names(grouping, [network.contacts_by_path[one.path] for one in people])),
        tie_count=sum(map(len, network.ties.values())) // 2,
    )


@lru_cache(maxsize=1)
def _list_map_people(network: Network) -> tuple[MapPerson, ...]:
    """Everybody on the map, by their paths."""
    people = sorted(list_active_contacts(network), key=lambda one: one.path)
    ring_of = _build_ring_lookup(network)
    in_dots = len(people) <= MAX_DOTS

    def someone(contact: Contact) -> MapPerson:
        follow = network.follow_ups[contact.path]
        knows = tuple(sorted(network.ties[contact.path])) if in_dots else ()
        return MapPerson(contact.path, ring_of(contact), str(follow.standing), format_frequency(contact, follow), knows)

    return tuple(map(someone, people))


def build_map_view(inputs: MapInputs) -> MapView:
    """You in the middle, a ring for each tier, a sector for each field: who is near, and who knows whom."""
    by, people = inputs.grouping, inputs.people
    sectors = build_sectors(tuple(Counter(inputs.sector_names).items()), list_sector_order(by))
    ring_of = {name: at for at, name in enumerate(inputs.rings)}
    sector_of = {sector.name: at for at, sector in enumerate(sectors)}
    places = [
        MapCell(ring_of[one.ring], sector_of[word]) for one, word in zip(people, inputs.sector_names, strict=True)
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
        counts=_build_count_rows(places, inputs.rings, sectors) if len(people) > MAX_TABLE_ROWS else (),
    )


def _describe_map(person_count: int, tie_count: int, grouping_plural: str) -> str:
    if not person_count:
        return ""
    knows = f"; a line joins two who know each other ({tie_count:,} in all)" if tie_count else ""
    return (
        f"{format_count(person_count, 'person', 'people')} around you. The nearer to the middle, the more often you mean to be in "
        f"touch; the sectors are {grouping_plural}{knows}."
    )


# Who stands where


def list_rings(network: Network) -> tuple[str, ...]:
    """The names of the rings from the middle: every tier, and last those without an interval. Always all of them."""
    return (*(name for name, days in network.settings.tiers if days != NEVER), NO_INTERVAL)


def get_ring(contact: Contact, network: Network) -> str:
    """The ring of a contact: their tier, or for an interval of their own the first tier that is as long."""
    return _build_ring_lookup(network)(contact)


def _build_ring_lookup(network: Network) -> Callable[[Contact], str]:
    tiers = {name: days for name, days in network.settings.tiers if days != NEVER}

    def one(contact: Contact) -> str:
        if contact.cadence is None:
            return contact.tier if contact.tier in tiers else NO_INTERVAL
        if contact.cadence == NEVER or not tiers:
            return NO_INTERVAL
        return next((name for name, days in tiers.items() if days >= contact.cadence), tuple(tiers)[-1])

    return one


def _list_sector_names(grouping: str, people: Sequence[Contact]) -> list[str]:
    """The sector each person belongs to, by its word; words beyond the commonest share a sector."""
    written = _build_sector_reader(grouping)
    words = [written(one) for one in people]
    own = {fold(tally.word): tally.word for tally in count_words(words)[:MAX_SECTORS]}
    if len({fold(word) for word in words if word}) == MAX_SECTORS + 1:
        own |= {fold(tally.word): tally.word for tally in count_words(words)}  # the last alone is no `others`
    return [own.get(fold(word), f"other {grouping}s") if word else f"no {grouping} written" for word in words]


def _build_sector_reader(grouping: str) -> Callable[[Contact], str]:
    kinds: Mapping[str, Callable[[Contact], str]] = {
        "field": lambda one: one.field,
        "organisation": lambda one: one.organisation,
        "level": lambda one: LEVEL_WORDS[one.level],
    }
    return kinds[grouping]


def list_sector_order(grouping: str) -> tuple[str, ...]:
    """The words that come before all others, and those that come after."""
    return tuple(reversed([word for word in LEVEL_WORDS.values() if word])) if grouping == "level" else ()


def build_sectors(counts: Sequence[tuple[str, int]], order: Sequence[str] = ()) -> tuple[Sector, ...]:
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


def assign_points(paths: Sequence[str], cell: MapCell, ring_count: int, sector: Sector) -> tuple[dict[str, Point], int]:
    """Where the people of one ring and one sector stand, and how far apart; by their paths and nothing else.

    Each takes the first free spot from the one their hash gives them, in the order of their hashes: a newcomer can push
    only those who come later and wanted the same spot.
    """
    for pitch in DOT_SPACINGS:
        free = _list_cell_points(pitch, cell, ring_count, sector)
        if len(free) >= MIN_POINTS_PER_PERSON * len(paths):
            break
    taken: dict[int, str] = {}
    for key, path in sorted((_compute_path_hash(path), path) for path in paths):
        at = key % len(free)
        tries = 0
        while at in taken and tries < len(free):
            at = (at + 1) % len(free)
            tries += 1
        taken[at if tries < len(free) else -len(taken) - 1] = path
    return {path: free[at % len(free)] for at, path in taken.items()}, pitch


def _compute_path_hash(path: str) -> int:
    return int.from_bytes(blake2b(path.encode(errors="surrogatepass"), digest_size=8).digest(), "big")


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
    said = f"A map of {format_count(len(people), 'person', 'people')}; the table below says the same"
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
    ring_names: Sequence[str], sectors: Sequence[Sector], sector_labels: Sequence[tuple[Point, str, str]]
) -> str:
    """The rings with their names, the borders between the sectors, and the sectors' words outside."""
    count = len(ring_names)
    circles = "".join(f'<circle r="{compute_radii(number, count)[1]:.0f}"/>' for number in range(count))
    borders = ""
    if len(sectors) > 1:
        ends = (
            (compute_point(sector.start, INNER_RADIUS), compute_point(sector.start, OUTER_RADIUS + 6))
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


MAX_NAME_LENGTH = 24
CHARACTER_WIDTH, LINE_HEIGHT = 6.1, 13


def iter_sector_labels(sectors: Sequence[Sector]) -> Iterator[tuple[Point, str, str]]:
    for sector in sectors:
        middle = (sector.start + sector.end) / 2
        spot = compute_point(middle, OUTER_RADIUS + 16)
        side = math.sin(middle)
        anchor = "middle" if abs(side) < 0.12 else "start" if side > 0 else "end"
        yield Point(spot.x, spot.y + 4), anchor, f"{_shorten_name(sector.name)} {sector.person_count:,}"


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
    points: Mapping[str, Point], sizes: Mapping[str, float], names: Mapping[str, str], obstacles: Sequence[Box]
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
        for x, y, anchor in ((off, 4, "start"), (-off, 4, "end"), (0, -off, "middle"), (0, off + 9, "middle")):
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
                if left < other.right and other.left < right and top < other.bottom and other.top < bottom:
                    return True
        return False

    def _iter_squares(self, box: Box) -> Iterator[tuple[int, int]]:
        for column in range(int(box.left // 60), int(box.right // 60) + 1):
            for row in range(int(box.top // 60), int(box.bottom // 60) + 1):
                yield column, row


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


def draw_bubbles(inputs: MapInputs, person_cells: Sequence[MapCell], sectors: Sequence[Sector]) -> str:
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
            tuple(sorted((ref_of[path] for path in one.knows), key=lambda ref: fold_name(ref.name))),
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
