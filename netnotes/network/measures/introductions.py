"""Whom I could bring together, and why.

Pairs are never gone through one by one: ten thousand contacts make fifty million. A set of contacts is one whole
number with a bit for each, the first by name in the highest, so that "shares a field with Ada, works elsewhere and does
not know her yet" is a handful of operations for all of them at once, and the counts are exact.
"""

from __future__ import annotations

import re
from functools import lru_cache, reduce
from operator import or_
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct

from netnotes.text import fold, fold_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from netnotes.model.people import Contact
    from netnotes.network.network import Network


Phrase = frozenset[str]
Key = TypeVar("Key", str, Phrase)

MAX_SUGGESTIONS = 3
"""How many introductions are suggested at a time."""

MAX_LISTED_INTRODUCTIONS = 100
"""How many introductions are listed by name; all are counted."""

REASON_KIND_COUNT = 4
"""How many kinds of reasons there are."""


class Reason(Struct, frozen=True):
    """Why two people should know each other: `kind` is `goal`, `field`, `city` or `need`; `words` says what."""

    kind: str
    description: str


class IntroductionPair(Struct, frozen=True):
    """Two contacts who do not seem to know each other, by name. `close`: both are in the first tier."""

    left: Contact
    right: Contact
    reasons: tuple[Reason, ...]
    is_close: bool


class IntroductionSuggestions(Struct, frozen=True):
    """Open pairs among live contacts: the best of them, and how many there are in all.

    `could` work in different places and share a reason; `same_place` work in one organisation, so perhaps they know
    each other already. The best are those both in the first tier, then those with more kinds of reasons, then by name.
    """

    suggested: tuple[IntroductionPair, ...]
    suggested_count: int
    colleagues: tuple[IntroductionPair, ...]
    colleague_count: int


def suggest_introductions(
    network: Network, max_pairs: int = MAX_SUGGESTIONS
) -> IntroductionSuggestions:
    """The best introductions I could make, and how many there are."""
    people = network.live_contacts
    sets = _ContactSets(network, people)
    could, same_place = _BestPairs(max_pairs), _BestPairs(max_pairs)
    for bit in range(len(people) - 1, -1, -1):
        strangers = (1 << bit) - 1  # pairs with those before have been taken
        for other in sets.iter_known_bits(bit):
            if other < bit:
                strangers ^= 1 << other
        shared = sets.shared_by_kind[bit]
        colleagues = strangers & sets.colleagues[bit]
        first = sets.first_tier if sets.first_tier >> bit & 1 else 0
        if colleagues:
            same_place.add_pairs(bit, colleagues, first, shared)
        others = strangers & reduce(or_, shared)
        could.add_pairs(bit, others ^ (others & colleagues), first, shared)

    def pairs(best: _BestPairs) -> tuple[IntroductionPair, ...]:
        named = (
            (people[-1 - one], people[-1 - other], close) for close, one, other in best.list_pairs()
        )
        return tuple(
            IntroductionPair(one, other, list_reasons(network, one, other), close)
            for one, other, close in named
        )

    return IntroductionSuggestions(
        pairs(could), could.total_count, pairs(same_place), same_place.total_count
    )


def list_reasons(network: Network, left: Contact, right: Contact) -> tuple[Reason, ...]:
    """What two contacts share that would make an introduction worth their while."""
    return tuple(_iter_reasons(network, left, right))


def _iter_reasons(network: Network, left: Contact, right: Contact) -> Iterator[Reason]:
    goals = set(network.goals_by_contact[left.path]).intersection(
        network.goals_by_contact[right.path]
    )
    for goal in network.active_goals:
        if goal.path in goals:
            yield Reason("goal", f"the goal {goal.name}")
    if fold(left.field) and fold(left.field) == fold(right.field):
        yield Reason("field", f"the field {left.field}")
    if extract_town(left.location) and extract_town(left.location) == extract_town(right.location):
        yield Reason("city", f"the place {left.location.partition(',')[0].strip()}")
    for giver, taker in ((left, right), (right, left)):
        for need in taker.needs:
            met = next(
                (gift for gift in (*giver.offers, *giver.interests) if can_meet_need(gift, need)),
                "",
            )
            if met:
                yield Reason(
                    "need",
                    f"a need: {taker.name} looks for {need}, and {giver.name} knows about {met}",
                )


def extract_town(location: str) -> str:
    """What two locations in one town have in common: `Lisbon` and `Lisbon, Portugal` do."""
    return fold_name(location.partition(",")[0])


SMALL_WORDS = frozenset(
    ("a", "an", "and", "at", "for", "from", "in", "of", "on", "or", "some", "the", "to", "with")
)


def can_meet_need(gift: str, need: str) -> bool:
    """Whether one phrase says all the words of the other, small words aside: `hiring` meets `advice on hiring`."""
    one, other = extract_content_words(gift), extract_content_words(need)
    return bool(one and other) and (one <= other or other <= one)


@lru_cache(maxsize=65536)  # the words of one vault; each is asked for again and again
def extract_content_words(phrase: str) -> Phrase:
    """The words of a phrase that carry its meaning, without case."""
    return frozenset(strip_small_words(phrase).split())


@lru_cache(maxsize=65536)
def strip_small_words(phrase: str) -> str:
    """A phrase without case, signs and small words: `A data engineer` is `data engineer`."""
    return " ".join(word for word in _WORD.findall(fold_name(phrase)) if word not in SMALL_WORDS)


_WORD = re.compile(r"\w+")


class _ContactSets:
    """For each contact, by bit, sets of contacts as whole numbers.

    `colleagues` are in the same organisation. `shared` are those with something in common, a set for each kind of
    reason: a goal, the field, the town, a need.
    """

    def __init__(self, network: Network, people: tuple[Contact, ...]) -> None:
        turned = people[::-1]  # the first by name has the highest bit
        self.ties = [network.ties[one.path] for one in turned]
        self.bit_by_path = {one.path: at for at, one in enumerate(turned)}
        active = {goal.path for goal in network.active_goals}
        tier = network.settings.tiers[0][0]
        self.first_tier = _build_bit_set(
            (at for at, one in enumerate(turned) if one.tier == tier), len(turned)
        )
        self.colleagues = _build_sharing_sets([(fold(one.organisation),) for one in turned])
        gifts = [
            tuple({*map(extract_content_words, (*one.offers, *one.interests))}) for one in turned
        ]
        needs = [tuple({*map(extract_content_words, one.needs)}) for one in turned]
        givers, takers = _match_gifts_to_needs(_group_bits_by_key(gifts), _group_bits_by_key(needs))
        meeting = zip(_build_unions(givers, needs), _build_unions(takers, gifts), strict=True)
        self.shared_by_kind = list(
            zip(
                _build_sharing_sets(
                    [
                        tuple(active.intersection(network.goals_by_contact[one.path]))
                        for one in turned
                    ]
                ),
                _build_sharing_sets([(fold(one.field),) for one in turned]),
                _build_sharing_sets([(extract_town(one.location),) for one in turned]),
                [one | other for one, other in meeting],
                strict=True,
            )
        )

    def iter_known_bits(self, bit: int) -> Iterator[int]:
        """The bits of those a contact knows, left out who is not live."""
        return (self.bit_by_path[path] for path in self.ties[bit] if path in self.bit_by_path)


def _build_sharing_sets(keys_by_bit: Sequence[tuple[Key, ...]]) -> list[int]:
    """For each contact the set of those who have one of its keys; an empty key is none."""
    return _build_unions(_group_bits_by_key(keys_by_bit), keys_by_bit)


def _group_bits_by_key(keys_by_bit: Sequence[tuple[Key, ...]]) -> dict[Key, int]:
    """The contacts under each key, as a set."""
    bits: dict[Key, list[int]] = {}
    for bit, keys in enumerate(keys_by_bit):
        for key in keys:
            if key:
                bits.setdefault(key, []).append(bit)
    return {key: _build_bit_set(some, len(keys_by_bit)) for key, some in bits.items()}


def _build_unions(
    sets_by_key: Mapping[Key, int], keys_by_bit: Sequence[tuple[Key, ...]]
) -> list[int]:
    """For each contact the union of the sets under its keys; contacts with the same keys share one."""
    known: dict[tuple[Key, ...], int] = {}
    if any(sets_by_key.values()):
        for keys in keys_by_bit:
            if keys not in known:
                known[keys] = reduce(or_, (sets_by_key.get(key, 0) for key in keys), 0)
    return [known.get(keys, 0) for keys in keys_by_bit]


def _build_bit_set(bits: Iterable[int], size: int) -> int:
    """The set of these bits as a whole number."""
    digits = bytearray(size // 8 + 1)
    for bit in bits:
        digits[bit >> 3] |= 1 << (bit & 7)
    return int.from_bytes(digits, "little")


def _match_gifts_to_needs(
    gifts: Mapping[Phrase, int], needs: Mapping[Phrase, int]
) -> tuple[dict[Phrase, int], dict[Phrase, int]]:
    """Who can give what each need says, and who needs what each offer or interest says."""
    givers = dict.fromkeys(needs, 0)
    takers = dict.fromkeys(gifts, 0)
    for gift, need in (
        *iter_containing_phrases(gifts, needs),
        *((gift, need) for need, gift in iter_containing_phrases(needs, gifts)),
    ):
        givers[need] |= gifts[gift]
        takers[gift] |= needs[need]
    return givers, takers


def iter_containing_phrases(
    phrases: Iterable[Phrase], candidates: Iterable[Phrase]
) -> Iterator[tuple[Phrase, Phrase]]:
    """Each phrase with every other one that says all its words."""
    saying: dict[str, set[Phrase]] = {}
    for phrase in candidates:
        for word in phrase:
            saying.setdefault(word, set()).add(phrase)
    for phrase in filter(None, phrases):
        for around in set.intersection(*(saying.get(word, set()) for word in phrase)):
            yield phrase, around


class _BestPairs:
    """The best pairs seen so far, and the count of all. Contacts are taken in the order of their names."""

    def __init__(self, max_pairs: int) -> None:
        self.max_pairs = max_pairs
        self.total_count = 0
        self.only_close = False  # whether there are close pairs enough already
        self.pairs_by_rank: dict[tuple[bool, int], list[tuple[int, int]]] = {
            (close, kinds): []
            for close in (True, False)
            for kinds in range(REASON_KIND_COUNT, -1, -1)
        }

    def add_pairs(
        self, bit: int, candidates: int, close_contacts: int, shared_by_kind: tuple[int, ...]
    ) -> None:
        """Take the pairs of one contact with `others`; `first` are those close, `shared` those of each kind of reason.

        Of every rank the pairs seen first come first by name, so no more than the most need be kept.
        """
        self.total_count += candidates.bit_count()
        if self.only_close:
            candidates &= close_contacts
        if not candidates:
            return
        at_least = [candidates, 0, 0, 0, 0, 0]
        for place, some in enumerate(shared_by_kind, start=1):
            for kinds in range(place, 0, -1):
                at_least[kinds] |= at_least[kinds - 1] & some
        found = 0
        for (close, kinds), pairs in self.pairs_by_rank.items():
            room = self.max_pairs - found - len(pairs)
            if room > 0 and (close_contacts or not close):
                exactly = at_least[kinds] & ~at_least[kinds + 1]
                left = (exactly & close_contacts) if close else (exactly & ~close_contacts)
                for _ in range(min(room, left.bit_count())):
                    pairs.append((bit, left.bit_length() - 1))
                    left ^= 1 << left.bit_length() - 1
            found += len(pairs)
            if found >= self.max_pairs:
                self.only_close = close
                return

    def list_pairs(self) -> list[tuple[bool, int, int]]:
        """The best pairs, best first: whether they are close, and who they are."""
        ranked = [
            (close, *pair) for (close, _), pairs in self.pairs_by_rank.items() for pair in pairs
        ]
        return ranked[: self.max_pairs]
