"""Sets of contacts as bit sets, and the best pairs of contacts in them.

A set of contacts is a whole number with one bit for each contact; the first by name has the highest
bit.
"""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, TypeVar

from netnotes.network.measures.needs import Phrase, extract_content_words, iter_matching_phrases
from netnotes.network.wording import is_organisation
from netnotes.text import extract_town, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from netnotes.model.people import Contact
    from netnotes.network.network import Network


Key = TypeVar("Key", str, Phrase)

# How many kinds of reasons there are: need, field and town.
REASON_KIND_COUNT = 3


class ContactSets:
    """For each contact, by its bit, the sets of contacts that it has something to do with.

    `colleagues` are in the same organisation. `matching_needs` are those of whom one can meet a
    need of the other. `shared_by_kind` has a set for each kind of reason: a need, the field, the
    town. `targets` are those whom an active goal names.
    """

    def __init__(self, network: Network, contacts: tuple[Contact, ...]) -> None:
        # The first by name has the highest bit, and so comes last.
        contacts = contacts[::-1]
        self.ties = [network.ties[contact.path] for contact in contacts]
        self.bit_by_path = {contact.path: bit for bit, contact in enumerate(contacts)}
        # The first tier is the closest one.
        self.first_tier = _build_first_tier(contacts, network.settings.tiers[0][0])
        # Two who work on their own do not work in one place.
        self.colleagues = _build_sharing_sets(
            [
                (fold(contact.organisation) if is_organisation(contact.organisation) else "",)
                for contact in contacts
            ]
        )
        self.matching_needs = _build_need_sets(contacts)
        self.shared_by_kind = list(
            zip(
                self.matching_needs,
                _build_sharing_sets([(fold(contact.field),) for contact in contacts]),
                _build_sharing_sets([(extract_town(contact.location),) for contact in contacts]),
                strict=True,
            )
        )
        self.targets = self._build_targets(network)

    def _build_targets(self, network: Network) -> int:
        bits = []
        for goal in network.active_goals:
            for link in goal.targets:
                bit = self.bit_by_path.get(network.find_file(link, goal.path).path)
                if bit is not None:
                    bits.append(bit)
        return _build_bit_set(bits, len(self.bit_by_path))

    def find_colleagues_of_targets(self, bit: int) -> int:
        """Find the colleagues of whom a goal has to know whether the two know each other.

        These are all colleagues of somebody whom a goal names, else those whom one names.
        """
        is_target = self.targets >> bit & 1
        if is_target:
            return self.colleagues[bit]
        return self.colleagues[bit] & self.targets

    def find_strangers_below(self, bit: int) -> int:
        """Find the contacts with lower bits whom a contact does not know.

        Pairs with higher bits have been looked at from the other side.
        """
        strangers = (1 << bit) - 1
        for path in self.ties[bit]:
            # A contact who is known but not live has no bit.
            known_bit = self.bit_by_path.get(path)
            if known_bit is not None and known_bit < bit:
                strangers ^= 1 << known_bit
        return strangers

    def find_close_contacts(self, bit: int) -> int:
        """Find the contacts that make a close pair with this one: none unless it is close."""
        if self.first_tier >> bit & 1:
            return self.first_tier
        return 0


def _build_first_tier(contacts: Sequence[Contact], tier: str) -> int:
    bits = [bit for bit, contact in enumerate(contacts) if contact.tier == tier]
    return _build_bit_set(bits, len(contacts))


def _build_need_sets(contacts: Sequence[Contact]) -> list[int]:
    """Build for each contact the set of those of whom one can meet a need of the other."""
    offers = [
        tuple({*map(extract_content_words, (*contact.offers, *contact.interests))})
        for contact in contacts
    ]
    needs = [tuple({*map(extract_content_words, contact.needs)}) for contact in contacts]
    givers_by_need, takers_by_offer = _match_offers_to_needs(
        _group_bits_by_key(offers), _group_bits_by_key(needs)
    )
    giver_sets = _build_unions(givers_by_need, needs)
    taker_sets = _build_unions(takers_by_offer, offers)
    return [givers | takers for givers, takers in zip(giver_sets, taker_sets, strict=True)]


def _build_sharing_sets(keys_by_bit: Sequence[tuple[Key, ...]]) -> list[int]:
    """Build for each contact the set of those with one of its keys. Empty keys do not count."""
    return _build_unions(_group_bits_by_key(keys_by_bit), keys_by_bit)


def _group_bits_by_key(keys_by_bit: Sequence[tuple[Key, ...]]) -> dict[Key, int]:
    """Group the contacts by key, as a set for each key."""
    bits_by_key: dict[Key, list[int]] = {}
    for bit, keys in enumerate(keys_by_bit):
        for key in keys:
            if key:
                bits_by_key.setdefault(key, []).append(bit)
    return {key: _build_bit_set(bits, len(keys_by_bit)) for key, bits in bits_by_key.items()}


def _build_unions(
    sets_by_key: Mapping[Key, int], keys_by_bit: Sequence[tuple[Key, ...]]
) -> list[int]:
    """Build for each contact the union of the sets under its keys."""
    # Contacts with the same keys share one number: numbers of 10,000 bits are large.
    unions: dict[tuple[Key, ...], int] = {}
    if any(sets_by_key.values()):
        for keys in keys_by_bit:
            if keys not in unions:
                unions[keys] = reduce(or_, (sets_by_key.get(key, 0) for key in keys), 0)
    return [unions.get(keys, 0) for keys in keys_by_bit]


def _build_bit_set(bits: Iterable[int], size: int) -> int:
    """Build the set of these bits, all below `size`."""
    # Setting bits of a number one by one would copy it each time.
    set_bytes = bytearray(size // 8 + 1)
    for bit in bits:
        set_bytes[bit >> 3] |= 1 << (bit & 7)
    return int.from_bytes(set_bytes, "little")


def _match_offers_to_needs(
    offers: Mapping[Phrase, int], needs: Mapping[Phrase, int]
) -> tuple[dict[Phrase, int], dict[Phrase, int]]:
    """Find who can give what each need says, and who needs what each offer or interest says."""
    givers_by_need = dict.fromkeys(needs, 0)
    takers_by_offer = dict.fromkeys(offers, 0)
    for offer, need in iter_matching_phrases(offers, needs):
        givers_by_need[need] |= offers[offer]
        takers_by_offer[offer] |= needs[need]
    return givers_by_need, takers_by_offer


class BestPairs:
    """The best pairs so far, and the count of all. Contacts are added in the order of their names.

    A rank is whether a pair is close, and how many kinds of reasons it has.
    """

    def __init__(self, max_pairs: int) -> None:
        self.max_pairs = max_pairs
        self.total_count = 0
        # Whether there are enough close pairs already, so that no others are looked at.
        self.only_close = False
        # In the order of the ranks, the best first.
        self.pairs_by_rank: dict[tuple[bool, int], list[tuple[int, int]]] = {}
        for is_close in (True, False):
            for kind_count in range(REASON_KIND_COUNT, -1, -1):
                self.pairs_by_rank[is_close, kind_count] = []

    def add_pairs(
        self, bit: int, candidates: int, close_contacts: int, shared_by_kind: tuple[int, ...]
    ) -> None:
        """Add the pairs of one contact with each of the candidates.

        `close_contacts` make a close pair with it; `shared_by_kind` share a reason of each kind.
        """
        self.total_count += candidates.bit_count()
        if self.only_close:
            candidates &= close_contacts
        if not candidates:
            return

        at_least = _count_reason_kinds(candidates, shared_by_kind)
        pair_count = 0
        for (is_close, kind_count), pairs in self.pairs_by_rank.items():
            # Within a rank the pairs that are added first are first by name, too, so that no more
            # than `max_pairs` in all have to be stored.
            places_left = self.max_pairs - pair_count - len(pairs)
            if places_left > 0 and (close_contacts or not is_close):
                exactly = at_least[kind_count] & ~at_least[kind_count + 1]
                partners = exactly & (close_contacts if is_close else ~close_contacts)
                pairs.extend((bit, partner) for partner in _iter_highest(partners, places_left))

            pair_count += len(pairs)
            if pair_count >= self.max_pairs:
                self.only_close = is_close
                return

    def list_pairs(self) -> list[tuple[bool, int, int]]:
        """List the best pairs, best first: whether they are close, and the two bits."""
        ranked_pairs = []
        for (is_close, _), pairs in self.pairs_by_rank.items():
            for left_bit, right_bit in pairs:
                ranked_pairs.append((is_close, left_bit, right_bit))
        return ranked_pairs[: self.max_pairs]


def _count_reason_kinds(candidates: int, shared_by_kind: tuple[int, ...]) -> list[int]:
    """Return, for each number of kinds, the candidates who share at least so many kinds.

    One entry more than there are kinds is empty, so that `exactly` needs no special case.
    """
    at_least = [candidates] + [0] * (REASON_KIND_COUNT + 1)
    for kinds_so_far, sharing in enumerate(shared_by_kind, start=1):
        for kind_count in range(kinds_so_far, 0, -1):
            at_least[kind_count] |= at_least[kind_count - 1] & sharing
    return at_least


def _iter_highest(bit_set: int, max_bits: int) -> Iterator[int]:
    """Yield the highest bits of a set: the contacts who are first by name."""
    for _ in range(min(max_bits, bit_set.bit_count())):
        highest_bit = bit_set.bit_length() - 1
        yield highest_bit
        bit_set ^= 1 << highest_bit
