"""What a map is drawn from: every person with their ring, their sector and ties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from netnotes.model.people import NEVER
from netnotes.network.measures.variety import count_words
from netnotes.network.wording import LEVEL_WORDS, format_frequency
from netnotes.text import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date as Day

    from netnotes.dashboard.addresses import Ref
    from netnotes.dashboard.site import Site
    from netnotes.model.people import Contact
    from netnotes.network.network import Network


# With more people the map shows counts instead of dots: too many dots can't be distinguished.
MAX_DOTS = 1000

# With more people the table below the map shows counts, too: a page should be under 300 KB.
MAX_TABLE_ROWS = 300

# The commonest words have a sector each; all others share one.
MAX_SECTORS = 10

NO_INTERVAL = "no interval"


class MapPerson(Struct, frozen=True):
    """A contact on the map; `knows` are paths, and empty if there are too many people for lines.

    `frequency` is how often to be in touch, as the page People writes it.
    """

    path: str
    ring: str
    standing: str
    frequency: str
    knows: tuple[str, ...]


class MapInputs(Struct, frozen=True):
    """Everything a map is drawn from. People, refs and sector names are in the same order.

    `tie_count` is the number of pairs who know each other.
    """

    as_of: Day
    grouping: str
    rings: tuple[str, ...]
    people: tuple[MapPerson, ...]
    refs: tuple[Ref, ...]
    sector_names: tuple[str, ...]
    tie_count: int


def collect_map_inputs(site: Site, grouping: str = "field") -> MapInputs:
    """Collect what a map is drawn from.

    Drawing takes many times as long, and most changes of notes leave these inputs as they were.
    """
    network = site.network
    contacts = sorted(network.active_contacts, key=lambda contact: contact.path)
    people = _list_map_people(contacts, network)
    return MapInputs(
        as_of=network.today,
        grouping=grouping,
        rings=list_rings(network),
        people=people,
        refs=site.get_contact_refs(contacts),
        sector_names=tuple(_list_sector_names(grouping, contacts)),
        tie_count=sum(map(len, network.ties.values())) // 2,
    )


def _list_map_people(contacts: Sequence[Contact], network: Network) -> tuple[MapPerson, ...]:
    days_by_tier = _get_days_by_tier(network)
    has_lines = len(contacts) <= MAX_DOTS
    people = []
    for contact in contacts:
        follow_up = network.follow_ups[contact.path]
        ring = _find_ring(contact, days_by_tier)
        frequency = format_frequency(contact, follow_up)
        knows: tuple[str, ...] = ()
        if has_lines:
            knows = tuple(sorted(network.ties[contact.path]))
        people.append(MapPerson(contact.path, ring, str(follow_up.standing), frequency, knows))
    return tuple(people)


def list_rings(network: Network) -> tuple[str, ...]:
    """List the names of all rings from the middle: every tier, then those without an interval."""
    return (*_get_days_by_tier(network), NO_INTERVAL)


def get_ring(contact: Contact, network: Network) -> str:
    """Return the ring of a contact: their tier, or the first tier as long as their own interval."""
    return _find_ring(contact, _get_days_by_tier(network))


def _get_days_by_tier(network: Network) -> dict[str, int]:
    return {name: days for name, days in network.settings.tiers if days != NEVER}


def _find_ring(contact: Contact, days_by_tier: Mapping[str, int]) -> str:
    # A contact's own interval is stronger than the tier, here as in the plan.
    if contact.cadence is None:
        return contact.tier if contact.tier in days_by_tier else NO_INTERVAL
    if contact.cadence == NEVER or not days_by_tier:
        return NO_INTERVAL
    for tier, days in days_by_tier.items():
        if days >= contact.cadence:
            return tier
    return tuple(days_by_tier)[-1]  # longer than every tier


def _list_sector_names(grouping: str, contacts: Sequence[Contact]) -> list[str]:
    """Return the name of each contact's sector. Words beyond the commonest share a sector."""
    words = [_get_sector_word(grouping, contact) for contact in contacts]
    word_counts = count_words(words)
    if len(word_counts) > MAX_SECTORS + 1:  # a single word more needs no sector called `other`
        word_counts = word_counts[:MAX_SECTORS]
    names = {fold(word_count.word): word_count.word for word_count in word_counts}

    sector_names = []
    for word in words:
        if word:
            sector_names.append(names.get(fold(word), f"other {grouping}s"))
        else:
            sector_names.append(f"no {grouping} written")
    return sector_names


def _get_sector_word(grouping: str, contact: Contact) -> str:
    if grouping == "organisation":
        return contact.organisation
    if grouping == "level":
        return LEVEL_WORDS[contact.level]
    return contact.field


def list_sector_order(grouping: str) -> tuple[str, ...]:
    """List the words of sectors that have an order of their own; empty for alphabetical."""
    if grouping != "level":
        return ()
    return tuple(reversed([word for word in LEVEL_WORDS.values() if word]))
