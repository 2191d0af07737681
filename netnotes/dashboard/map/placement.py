"""Who stands in which ring and sector."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from netnotes.model.people import NEVER
from netnotes.network.measures.variety import count_words
from netnotes.network.wording import LEVEL_WORDS, format_frequency
from netnotes.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
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
        sector_names=tuple(
            _list_sector_names(grouping, [network.contacts_by_path[one.path] for one in people])
        ),
        tie_count=sum(map(len, network.ties.values())) // 2,
    )


@lru_cache(maxsize=1)
def _list_map_people(network: Network) -> tuple[MapPerson, ...]:
    """Everybody on the map, by their paths."""
    people = sorted(network.active_contacts, key=lambda one: one.path)
    ring_of = _build_ring_lookup(network)
    in_dots = len(people) <= MAX_DOTS

    def someone(contact: Contact) -> MapPerson:
        follow = network.follow_ups[contact.path]
        knows = tuple(sorted(network.ties[contact.path])) if in_dots else ()
        return MapPerson(
            contact.path,
            ring_of(contact),
            str(follow.standing),
            format_frequency(contact, follow),
            knows,
        )

    return tuple(map(someone, people))


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
        return next(
            (name for name, days in tiers.items() if days >= contact.cadence), tuple(tiers)[-1]
        )

    return one


def _list_sector_names(grouping: str, people: Sequence[Contact]) -> list[str]:
    """The sector each person belongs to, by its word; words beyond the commonest share a sector."""
    written = _build_sector_reader(grouping)
    words = [written(one) for one in people]
    own = {fold(tally.word): tally.word for tally in count_words(words)[:MAX_SECTORS]}
    if len({fold(word) for word in words if word}) == MAX_SECTORS + 1:
        own |= {
            fold(tally.word): tally.word for tally in count_words(words)
        }  # the last alone is no `others`
    return [
        own.get(fold(word), f"other {grouping}s") if word else f"no {grouping} written"
        for word in words
    ]


def _build_sector_reader(grouping: str) -> Callable[[Contact], str]:
    kinds: Mapping[str, Callable[[Contact], str]] = {
        "field": lambda one: one.field,
        "organisation": lambda one: one.organisation,
        "level": lambda one: LEVEL_WORDS[one.level],
    }
    return kinds[grouping]


def list_sector_order(grouping: str) -> tuple[str, ...]:
    """The words that come before all others, and those that come after."""
    return (
        tuple(reversed([word for word in LEVEL_WORDS.values() if word]))
        if grouping == "level"
        else ()
    )
