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

from netnotes.dashboard.lines import LEVEL_WORDS, tier_words
from netnotes.network.followup import Standing
from netnotes.network.ledger import here
from netnotes.network.variety import tallies
from netnotes.people import NEVER
from netnotes.words import counted, fold, same_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date as Day

    from netnotes.dashboard.addresses import Ref
    from netnotes.dashboard.site import Site
    from netnotes.network.network import Network
    from netnotes.people import Contact

MOST_DOTS = 1000
"""Beyond so many people the map shows counts."""

MOST_ROWS = 300
"""Beyond so many people the table counts too."""

MOST_SECTORS = 10
"""So many words have a sector of their own; the rest share one."""

NO_INTERVAL = "no interval"

MIDDLE, EDGE = 60.0, 380.0
"""The radius of the empty middle, and of the outermost ring."""

HALF_WIDTH, HALF_HEIGHT = 560, 412


class Place(NamedTuple):
    """A ring and a sector, by their numbers."""

    ring: int
    sector: int


class Sector(Struct, frozen=True):
    """A slice of the map: its word, how many people are in it, and the angles it lies between, clockwise from the top."""

    word: str
    people: int
    start: float
    end: float


class Spot(Struct, frozen=True):
    """A point of the picture."""

    x: int
    y: int


class Label(Struct, frozen=True):
    """A name beside its dot: how far off, and which end of it stands there."""

    x: int
    y: int
    anchor: str
    words: str


class Box(NamedTuple):
    """A rectangle that words take up."""

    left: float
    top: float
    right: float
    bottom: float


class Row(Struct, frozen=True):
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


class Someone(Struct, frozen=True):
    """One person of the map: their note, their ring, how things stand, and the notes of those they know.

    The last is left empty where there are too many for lines. `tier` is how often, as People has it.
    """

    path: str
    ring: str
    standing: str
    tier: str
    knows: tuple[str, ...]


class Survey(Struct, frozen=True):
    """All that a map is drawn from: everybody with their name and page and the word of their sector, in one order.

    `ties` are how many pairs know each other.
    """

    as_of: Day
    by: str
    rings: tuple[str, ...]
    people: tuple[Someone, ...]
    refs: tuple[Ref, ...]
    words: tuple[str, ...]
    ties: int


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
    rows: tuple[Row, ...]
    counts: tuple[CountRow, ...]


SECTORS: tuple[tuple[str, str, str], ...] = (
    ("field", "map.html", "fields"),
    ("organisation", "map-organisation.html", "organisations"),
    ("level", "map-level.html", "levels"),
)
"""What a sector may stand for, the page that shows it, and the word for several."""


def survey(site: Site, by: str = "field") -> Survey:
    """What a map is drawn from. Drawing takes many times as long, and most notes that change leave this as it was."""
    network = site.network
    people = _everybody(network)
    return Survey(
        as_of=network.today,
        by=by,
        rings=rings(network),
        people=people,
        refs=tuple([site.ref(one.path) for one in people]),
        words=tuple(_words(by, [network.by_path[one.path] for one in people])),
        ties=sum(map(len, network.ties.values())) // 2,
    )


@lru_cache(maxsize=1)
def _everybody(network: Network) -> tuple[Someone, ...]:
    """Everybody on the map, by their paths."""
    people = sorted(here(network), key=lambda one: one.path)
    ring_of = _ring_of(network)
    in_dots = len(people) <= MOST_DOTS

    def someone(contact: Contact) -> Someone:
        follow = network.follow_ups[contact.path]
        knows = tuple(sorted(network.ties[contact.path])) if in_dots else ()
        return Someone(contact.path, ring_of(contact), str(follow.standing), tier_words(contact, follow), knows)

    return tuple(map(someone, people))


def map_view(survey: Survey) -> MapView:
    """You in the middle, a ring for each tier, a sector for each field: who is near, and who knows whom."""
    by, people = survey.by, survey.people
    sectors = slices(tuple(Counter(survey.words).items()), _order(by))
    ring_of = {name: at for at, name in enumerate(survey.rings)}
    sector_of = {sector.word: at for at, sector in enumerate(sectors)}
    places = [Place(ring_of[one.ring], sector_of[word]) for one, word in zip(people, survey.words, strict=True)]
    in_dots = len(people) <= MOST_DOTS
    if not people:
        svg = ""
    elif in_dots:
        svg = _dots(survey, places, sectors)
    else:
        svg = _bubbles(survey, places, sectors)
    present = {one.standing for one in people}
    signs: dict[str, list[str]] = {}
    for standing in map(str, Standing):
        if standing in present:
            signs.setdefault(mark(standing), []).append(standing)
    several = next(many for kind, _, many in SECTORS if kind == by)
    return MapView(
        as_of=survey.as_of,
        by=by,
        people=len(people),
        sentence=_sentence(len(people), survey.ties, several),
        svg=svg,
        dots=in_dots,
        signs=tuple((" or ".join(words), sign) for sign, words in signs.items()),
        sectors=tuple(sector.word for sector in sectors),
        rows=_rows(survey, places) if len(people) <= MOST_ROWS else (),
        counts=_counts(places, survey.rings, sectors) if len(people) > MOST_ROWS else (),
    )


def _sentence(people: int, ties: int, several: str) -> str:
    if not people:
        return ""
    knows = f"; a line joins two who know each other ({ties:,} in all)" if ties else ""
    return (
        f"{counted(people, 'person', 'people')} around you. The nearer to the middle, the more often you mean to be in "
        f"touch; the sectors are {several}{knows}."
    )


# Who stands where


def rings(network: Network) -> tuple[str, ...]:
    """The names of the rings from the middle: every tier, and last those without an interval. Always all of them."""
    return (*(name for name, days in network.settings.tiers if days != NEVER), NO_INTERVAL)


def ring(contact: Contact, network: Network) -> str:
    """The ring of a contact: their tier, or for an interval of their own the first tier that is as long."""
    return _ring_of(network)(contact)


def _ring_of(network: Network) -> Callable[[Contact], str]:
    tiers = {name: days for name, days in network.settings.tiers if days != NEVER}

    def one(contact: Contact) -> str:
        if contact.cadence is None:
            return contact.tier if contact.tier in tiers else NO_INTERVAL
        if contact.cadence == NEVER or not tiers:
            return NO_INTERVAL
        return next((name for name, days in tiers.items() if days >= contact.cadence), tuple(tiers)[-1])

    return one


def _words(by: str, people: Sequence[Contact]) -> list[str]:
    """The sector each person belongs to, by its word; words beyond the commonest share a sector."""
    written = _written(by)
    words = [written(one) for one in people]
    own = {fold(tally.word): tally.word for tally in tallies(words)[:MOST_SECTORS]}
    if len({fold(word) for word in words if word}) == MOST_SECTORS + 1:
        own |= {fold(tally.word): tally.word for tally in tallies(words)}  # the last alone is no `others`
    return [own.get(fold(word), f"other {by}s") if word else f"no {by} written" for word in words]


def _written(by: str) -> Callable[[Contact], str]:
    kinds: Mapping[str, Callable[[Contact], str]] = {
        "field": lambda one: one.field,
        "organisation": lambda one: one.organisation,
        "level": lambda one: LEVEL_WORDS[one.level],
    }
    return kinds[by]


def _order(by: str) -> tuple[str, ...]:
    """The words that come before all others, and those that come after."""
    return tuple(reversed([word for word in LEVEL_WORDS.values() if word])) if by == "level" else ()


def slices(counts: Sequence[tuple[str, int]], order: Sequence[str] = ()) -> tuple[Sector, ...]:
    """Sectors in the order of the alphabet, those for `other` and `no` last; as wide as their people have digits.

    Binary digits: a sector widens when its people double, and not with every new contact.
    """

    def key(one: tuple[str, int]) -> tuple[int, int, str]:
        word = one[0]
        last = 2 if word.startswith("no ") else 1 if word.startswith("other ") else 0
        return last, order.index(word) if word in order else len(order), same_name(word)

    whole = sum(count.bit_length() for _, count in counts) or 1
    sectors, start = [], 0.0
    for word, count in sorted(counts, key=key):
        end = start + math.tau * count.bit_length() / whole
        sectors.append(Sector(word, count, start, end))
        start = end
    return tuple(sectors)


def radii(number: int, count: int) -> tuple[float, float]:
    """The inner and the outer radius of a ring."""
    width = (EDGE - MIDDLE) / count
    return MIDDLE + number * width, MIDDLE + (number + 1) * width


PITCHES = (46, 34, 26, 20, 15, 12, 9, 7, 5)
"""How far apart dots may stand, widest first."""

ROOM = 1.5
"""How many places there are for each person, so that a newcomer finds one without pushing."""


def spots(paths: Sequence[str], place: Place, ring_count: int, sector: Sector) -> tuple[dict[str, Spot], int]:
    """Where the people of one ring and one sector stand, and how far apart; by their paths and nothing else.

    Each takes the first free spot from the one their hash gives them, in the order of their hashes: a newcomer can push
    only those who come later and wanted the same spot.
    """
    for pitch in PITCHES:
        free = _grid(pitch, place, ring_count, sector)
        if len(free) >= ROOM * len(paths):
            break
    taken: dict[int, str] = {}
    for key, path in sorted((_hash(path), path) for path in paths):
        at = key % len(free)
        tries = 0
        while at in taken and tries < len(free):
            at = (at + 1) % len(free)
            tries += 1
        taken[at if tries < len(free) else -len(taken) - 1] = path
    return {path: free[at % len(free)] for at, path in taken.items()}, pitch


def _hash(path: str) -> int:
    return int.from_bytes(blake2b(path.encode(errors="surrogatepass"), digest_size=8).digest(), "big")


def _grid(pitch: int, place: Place, ring_count: int, sector: Sector) -> list[Spot]:
    """The spots of a cell so far apart, along arcs; at least one."""
    inner, outer = radii(place.ring, ring_count)
    free = []
    rows = max(1, int((outer - inner - 8) / pitch))
    names = _ring_label_heights(ring_count)
    whole = sector.end - sector.start > math.tau - 1e-9
    for row in range(rows):
        radius = inner + (row + 0.5) * (outer - inner) / rows
        pad = 0.0 if whole else min(9 / radius, (sector.end - sector.start) / 6)
        width = sector.end - sector.start - 2 * pad
        count = int(width * radius / pitch)
        shift = 0.5 if row % 2 else 0.25  # neighbouring arcs interlock
        for at in range(count):
            spot = _point(sector.start + pad + width * (at + shift + 0.125) / count, radius)
            if abs(spot.x) >= 38 or all(abs(spot.y - y) >= 12 for y in names):
                free.append(spot)
    return free or [_point((sector.start + sector.end) / 2, (inner + outer) / 2)]


def _ring_label_heights(count: int) -> list[float]:
    return [-radii(number, count)[1] + 12 for number in range(count)]


def _point(angle: float, radius: float) -> Spot:
    """A point by its angle, clockwise from the top, and its distance from the middle."""
    return Spot(round(radius * math.sin(angle)), round(-radius * math.cos(angle)))


# The picture


def _dots(survey: Survey, places: Sequence[Place], sectors: Sequence[Sector]) -> str:
    """Everybody as a dot, with the names there is room for and a line for each tie."""
    people, ring_names = survey.people, survey.rings
    cells: dict[Place, list[str]] = {}
    for one, place in zip(people, places, strict=True):
        cells.setdefault(place, []).append(one.path)
    where: dict[str, Spot] = {}
    sizes: dict[str, float] = {}
    for place, paths in cells.items():
        found, pitch = spots(paths, place, len(ring_names), sectors[place.sector])
        where |= found
        sizes |= dict.fromkeys(paths, max(3.0, min(5.5, pitch * 0.36)))
    names = {one.path: ref.name for one, ref in zip(people, survey.refs, strict=True)}
    signs = list(_sector_labels(sectors))
    kept = [*(_box(*sign) for sign in signs), *_ring_label_boxes(ring_names), Box(-ME, -ME, ME, ME)]
    labels = _labels(where, sizes, names, kept)
    number = {one.path: at for at, one in enumerate(people)}
    lines, links = [], []
    for one, ref, word in zip(people, survey.refs, survey.words, strict=True):
        spot = where[one.path]
        known = [number[path] for path in one.knows]
        lines += [curve(spot, where[people[at].path]) for at in known if at > number[one.path]]
        said = f"{ref.name}: {one.ring}, {word}, {one.standing}"
        links.append(
            f'<a href="{escape(ref.href)}" transform="translate({spot.x} {spot.y})" '
            f'aria-label="{escape(said)}" data-knows="{" ".join(map(str, known))}">'
            f"{_marked(one.standing, sizes[one.path])}{_name(labels.get(one.path))}</a>"
        )
    kind = "ties" if len(people) <= MOST_ROWS else "ties many"
    parts = (
        _ground(ring_names, sectors, signs),
        f'<path class="{kind}" d="{"".join(lines)}"/>',
        _me(),
        '<path class="lit"/>',
    )
    said = f"A map of {counted(len(people), 'person', 'people')}; the table below says the same"
    return _svg(said, (*parts, f'<g class="dots">{"".join(links)}</g>'))


def curve(one: Spot, other: Spot) -> str:
    """A line between two, bent a little to the middle, so that lines with one direction run together."""
    x, y = round((one.x + other.x) * 0.32), round((one.y + other.y) * 0.32)
    return f"M{one.x} {one.y}Q{x} {y} {other.x} {other.y}"


MARKS = {
    "in touch": "in-touch",
    "due": "due",
    "lapsed": "lapsed",
    "dormant": "dormant",
    "not yet contacted": "none-yet",
    "no interval": "none-yet",
    "paused": "paused",
}


def mark(standing: str) -> str:
    """A standing as a small picture of its own, for the legend."""
    return f'<svg class="map key" viewBox="-8 -8 16 16" width="16" height="16" aria-hidden="true">{_marked(standing, 5.5)}</svg>'


def _marked(standing: str, size: float) -> str:
    """The sign of a standing: full, open, square, broken or small, so that it reads without colour."""
    kind = MARKS.get(standing, "none-yet")
    if kind == "lapsed":
        return f'<rect class="lapsed" x="{-size * 0.85:.1f}" y="{-size * 0.85:.1f}" width="{size * 1.7:.1f}" height="{size * 1.7:.1f}"/>'
    radius = size * 0.6 if kind in ("none-yet", "paused") else size
    return f'<circle class="{kind}" r="{radius:.1f}"/>'


def _ground(ring_names: Sequence[str], sectors: Sequence[Sector], signs: Sequence[tuple[Spot, str, str]]) -> str:
    """The rings with their names, the borders between the sectors, and the sectors' words outside."""
    count = len(ring_names)
    circles = "".join(f'<circle r="{radii(number, count)[1]:.0f}"/>' for number in range(count))
    borders = ""
    if len(sectors) > 1:
        ends = ((_point(sector.start, MIDDLE), _point(sector.start, EDGE + 6)) for sector in sectors)
        borders = "".join(f"M{start.x} {start.y}L{end.x} {end.y}" for start, end in ends)
    names = "".join(
        f'<text y="{y + 4:.0f}" text-anchor="middle">{escape(name)}</text>'
        for name, y in zip(ring_names, _ring_label_heights(count), strict=True)
    )
    words = "".join(
        f'<text x="{spot.x}" y="{spot.y}" text-anchor="{anchor}">{escape(word)}</text>' for spot, anchor, word in signs
    )
    return f'<g class="rings">{circles}<path d="{borders}"/></g><g class="ring-names">{names}</g><g class="sectors">{words}</g>'


ME = 17


def _me() -> str:
    return f'<g class="me"><circle r="{ME}"/><text y="4" text-anchor="middle">you</text></g>'


MOST_LETTERS = 24
LETTER, LINE = 6.1, 13


def _sector_labels(sectors: Sequence[Sector]) -> Iterator[tuple[Spot, str, str]]:
    for sector in sectors:
        middle = (sector.start + sector.end) / 2
        spot = _point(middle, EDGE + 16)
        side = math.sin(middle)
        anchor = "middle" if abs(side) < 0.12 else "start" if side > 0 else "end"
        yield Spot(spot.x, spot.y + 4), anchor, f"{_short(sector.word)} {sector.people:,}"


def _short(words: str) -> str:
    return words if len(words) <= MOST_LETTERS else words[: MOST_LETTERS - 1].rstrip() + "…"


def _box(spot: Spot, anchor: str, words: str) -> Box:
    """The room that words take, about."""
    width = LETTER * (len(words) if words.isascii() else sum(2 if ord(letter) > 0x2E7F else 1 for letter in words))
    left = spot.x - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
    return Box(left, spot.y - LINE + 3, left + width, spot.y + 3)


def _ring_label_boxes(ring_names: Sequence[str]) -> Iterator[Box]:
    for name, y in zip(ring_names, _ring_label_heights(len(ring_names)), strict=True):
        yield _box(Spot(0, round(y) + 4), "middle", name)


def _labels(
    where: Mapping[str, Spot], sizes: Mapping[str, float], names: Mapping[str, str], kept: Sequence[Box]
) -> dict[str, Label]:
    """The names there is room for: right, left, above or below their dot; those nearest to the middle come first."""
    taken = _Taken()
    for box in kept:
        taken.add(box)
    for path, spot in where.items():
        size = sizes[path]
        taken.add(Box(spot.x - size, spot.y - size, spot.x + size, spot.y + size))
    labels: dict[str, Label] = {}
    for path in sorted(where, key=lambda path: (where[path].x ** 2 + where[path].y ** 2, path)):
        spot, off, words = where[path], round(sizes[path]) + 4, _short(names[path])
        for x, y, anchor in ((off, 4, "start"), (-off, 4, "end"), (0, -off, "middle"), (0, off + 9, "middle")):
            box = _box(Spot(spot.x + x, spot.y + y), anchor, words)
            if max(-box.left, box.right) < HALF_WIDTH and not taken.meets(box):
                taken.add(box)
                labels[path] = Label(x, y, anchor, words)
                break
    return labels


class _Taken:
    """What room is taken: the boxes by the squares of a coarse grid that they touch."""

    def __init__(self) -> None:
        self.squares: dict[tuple[int, int], list[Box]] = {}

    def add(self, box: Box) -> None:
        for square in self._touched(box):
            self.squares.setdefault(square, []).append(box)

    def meets(self, box: Box) -> bool:
        left, top, right, bottom = box
        for square in self._touched(box):
            for other in self.squares.get(square, ()):
                if left < other.right and other.left < right and top < other.bottom and other.top < bottom:
                    return True
        return False

    def _touched(self, box: Box) -> Iterator[tuple[int, int]]:
        for column in range(int(box.left // 60), int(box.right // 60) + 1):
            for row in range(int(box.top // 60), int(box.bottom // 60) + 1):
                yield column, row


def _name(label: Label | None) -> str:
    if label is None:
        return ""
    return f'<text x="{label.x}" y="{label.y}" text-anchor="{label.anchor}">{escape(label.words)}</text>'


def _svg(said: str, parts: Sequence[str]) -> str:
    return (
        f'<svg class="map" viewBox="{-HALF_WIDTH} {-HALF_HEIGHT} {2 * HALF_WIDTH} {2 * HALF_HEIGHT}" '
        f'width="{2 * HALF_WIDTH}" height="{2 * HALF_HEIGHT}" role="group" aria-label="{escape(said)}">{"".join(parts)}</svg>'
    )


# Many people: counts


def _bubbles(survey: Survey, places: Sequence[Place], sectors: Sequence[Sector]) -> str:
    """How many people there are in each ring of each sector, as circles that lead to them."""
    people, ring_names = survey.people, survey.rings
    count = Counter(places)
    most = max(count.values())
    tiers: dict[str, set[str]] = {}
    for one in people:
        tiers.setdefault(one.ring, set()).add(one.tier or "-")
    parts = []
    for place, size in sorted(count.items()):
        sector = sectors[place.sector]
        inner, outer = radii(place.ring, len(ring_names))
        middle = (inner + outer) / 2
        room = min((outer - inner) / 2 - 3, max(8.0, (sector.end - sector.start) * middle / 2 - 2))
        spot = _point((sector.start + sector.end) / 2, middle)
        radius = max(4.0, room * math.sqrt(size / most))
        said = f"{counted(size, 'person', 'people')}: {ring_names[place.ring]}, {sector.word}"
        drawn = f'<circle r="{radius:.1f}"/><text y="4" text-anchor="middle">{size:,}</text>'
        at = f'transform="translate({spot.x} {spot.y})"'
        href = _filtered(survey.by, sector.word, tiers[ring_names[place.ring]])
        if href:
            parts.append(f'<a href="{escape(href)}" {at} aria-label="{escape(said)}">{drawn}</a>')
        else:
            parts.append(f"<g {at}>{drawn}<title>{escape(said)}</title></g>")
    ground = _ground(ring_names, sectors, list(_sector_labels(sectors)))
    said = f"A map of {counted(len(people), 'person', 'people')} in counts; the table below says the same"
    return _svg(said, (ground, _me(), f'<g class="bubbles">{"".join(parts)}</g>'))


MOST_WORDS = 12


def _filtered(by: str, word: str, tiers: set[str]) -> str:
    """People, filtered to one ring of one sector; nothing where that would take too many words."""
    if word.startswith("other ") or len(tiers) > MOST_WORDS:
        return ""
    chosen = [(by, "-" if word.startswith("no ") else word), *(("tier", tier) for tier in sorted(tiers))]
    return f"people.html#{urlencode(chosen)}"


# The same in words


def _rows(survey: Survey, places: Sequence[Place]) -> tuple[Row, ...]:
    ref_of = {one.path: ref for one, ref in zip(survey.people, survey.refs, strict=True)}
    by_name = sorted(
        zip(survey.people, survey.words, places, strict=True),
        key=lambda one: (one[2].ring, same_name(ref_of[one[0].path].name), one[0].path),
    )
    return tuple(
        Row(
            ref_of[one.path],
            one.ring,
            word,
            one.standing,
            tuple(sorted((ref_of[path] for path in one.knows), key=lambda ref: same_name(ref.name))),
        )
        for one, word, _ in by_name
    )


def _counts(places: Sequence[Place], ring_names: Sequence[str], sectors: Sequence[Sector]) -> tuple[CountRow, ...]:
    count = Counter(places)
    return tuple(
        CountRow(
            name,
            counts := tuple(count[Place(number, sector)] for sector in range(len(sectors))),
            sum(counts),
        )
        for number, name in enumerate(ring_names)
    )
