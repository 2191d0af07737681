"""Whom I could bring together, and why.

Pairs are never gone through one by one: ten thousand contacts make fifty million. A set of contacts is one whole
number with a bit for each, the first by name in the highest, so that "shares a field with Ada, works elsewhere and does
not know her yet" is a handful of operations for all of them at once, and the counts are exact.
"""

from __future__ import annotations

import re
from functools import lru_cache, reduce
from operator import or_
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from netnotes.words import fold, same_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from netnotes.network.network import Network
    from netnotes.people import Contact

Phrase = frozenset[str]
Key = TypeVar("Key", str, Phrase)

TOP = 3
"""How many introductions are suggested at a time."""

KINDS = 4
"""How many kinds of reasons there are."""


class Reason(NamedTuple):
    """Why two people should know each other: `kind` is `goal`, `field`, `city` or `need`; `words` says what."""

    kind: str
    words: str


class Pair(NamedTuple):
    """Two contacts who do not seem to know each other, by name. `close`: both are in the first tier."""

    one: Contact
    other: Contact
    reasons: tuple[Reason, ...]
    close: bool


class Introductions(NamedTuple):
    """Open pairs among live contacts: the best of them, and how many there are in all.

    `could` work in different places and share a reason; `same_place` work in one organisation, so perhaps they know
    each other already. The best are those both in the first tier, then those with more kinds of reasons, then by name.
    """

    could: tuple[Pair, ...]
    could_count: int
    same_place: tuple[Pair, ...]
    same_place_count: int


@lru_cache(maxsize=1)
def introductions(network: Network, most: int = TOP) -> Introductions:
    """The best introductions I could make, and how many there are."""
    people = tuple(one for one in network.contacts if network.follow_ups[one.path].live)
    masks = _Masks(network, people)
    could, same_place = _Best(most), _Best(most)
    for contact, bit in masks.bit.items():
        later = (1 << bit) - 1
        strangers = later & ~masks.known(network.ties[contact])
        colleagues = masks.colleagues(contact)
        first = masks.first_tier if masks.first_tier >> bit & 1 else 0
        shared = masks.shared(contact)
        same_place.take(bit, strangers & colleagues, first, shared)
        could.take(bit, strangers & reduce(or_, shared) & ~colleagues, first, shared)

    def pairs(best: _Best) -> tuple[Pair, ...]:
        named = ((people[-1 - one], people[-1 - other], close) for close, one, other in best.pairs())
        return tuple(Pair(one, other, reasons(network, one, other), close) for one, other, close in named)

    return Introductions(pairs(could), could.count, pairs(same_place), same_place.count)


def reasons(network: Network, one: Contact, other: Contact) -> tuple[Reason, ...]:
    """What two contacts share that would make an introduction worth their while."""
    return tuple(_reasons(network, one, other))


def _reasons(network: Network, one: Contact, other: Contact) -> Iterator[Reason]:
    goals = set(network.goals_of[one.path]).intersection(network.goals_of[other.path])
    for goal in network.active_goals:
        if goal.path in goals:
            yield Reason("goal", f"the goal {goal.name}")
    if fold(one.field) and fold(one.field) == fold(other.field):
        yield Reason("field", f"the field {one.field}")
    if town(one.location) and town(one.location) == town(other.location):
        yield Reason("city", f"the place {one.location.partition(',')[0].strip()}")
    for giver, taker in ((one, other), (other, one)):
        for need in taker.needs:
            met = next((gift for gift in (*giver.offers, *giver.interests) if meets(gift, need)), "")
            if met:
                yield Reason("need", f"a need: {taker.name} looks for {need}, and {giver.name} knows about {met}")


def town(location: str) -> str:
    """What two locations in one town have in common: `Lisbon` and `Lisbon, Portugal` do."""
    return same_name(location.partition(",")[0])


SMALL_WORDS = frozenset(("a", "an", "and", "at", "for", "from", "in", "of", "on", "or", "some", "the", "to", "with"))


def meets(gift: str, need: str) -> bool:
    """Whether one phrase says all the words of the other, small words aside: `hiring` meets `advice on hiring`."""
    one, other = content(gift), content(need)
    return bool(one and other) and (one <= other or other <= one)


@lru_cache(maxsize=65536)  # the words of one vault; each is asked for again and again
def content(phrase: str) -> Phrase:
    """The words of a phrase that carry its meaning, without case."""
    return frozenset(plainly(phrase).split())


@lru_cache(maxsize=65536)
def plainly(phrase: str) -> str:
    """A phrase without case, signs and small words: `A data engineer` is `data engineer`."""
    return " ".join(word for word in _WORD.findall(same_name(phrase)) if word not in SMALL_WORDS)


_WORD = re.compile(r"\w+")


class _Masks:
    """Sets of contacts as whole numbers: who shares what. Contacts are known by their paths, `bit` says which is whose."""

    def __init__(self, network: Network, people: tuple[Contact, ...]) -> None:
        self.bit = {one.path: bit for bit, one in zip(range(len(people) - 1, -1, -1), people, strict=True)}
        first, active = network.settings.tiers[0][0], {goal.path for goal in network.active_goals}
        self.first_tier = self._set(one.path for one in people if one.tier == first)
        self.goals, self.by_goal = self._by((one, active.intersection(network.goals_of[one.path])) for one in people)
        self.field, self.by_field = self._by((one, (fold(one.field),)) for one in people)
        self.town, self.by_town = self._by((one, (town(one.location),)) for one in people)
        self.work, self.by_work = self._by((one, (fold(one.organisation),)) for one in people)
        self.gifts, by_gift = self._by((one, {*map(content, (*one.offers, *one.interests))}) for one in people)
        self.needs, by_need = self._by((one, {*map(content, one.needs)}) for one in people)
        self.givers_of, self.takers_of = _meeting(by_gift, by_need)

    def known(self, paths: Iterable[str]) -> int:
        """The set of these contacts, those left out who are not live."""
        known = 0
        for path in paths:
            if path in self.bit:
                known |= 1 << self.bit[path]
        return known

    def colleagues(self, path: str) -> int:
        """Who works in the same organisation."""
        return _union(self.by_work, self.work[path])

    def shared(self, path: str) -> tuple[int, int, int, int]:
        """Who shares a goal, the field, the town, a need with a contact; one set each."""
        return (
            _union(self.by_goal, self.goals[path]),
            _union(self.by_field, self.field[path]),
            _union(self.by_town, self.town[path]),
            _union(self.givers_of, self.needs[path]) | _union(self.takers_of, self.gifts[path]),
        )

    def _by(self, keyed: Iterable[tuple[Contact, Iterable[Key]]]) -> tuple[dict[str, list[Key]], dict[Key, int]]:
        """The keys of each contact and the contacts under each key; an empty key is none."""
        keys_of = {one.path: [key for key in keys if key] for one, keys in keyed}
        paths: dict[Key, list[str]] = {}
        for path, keys in keys_of.items():
            for key in keys:
                paths.setdefault(key, []).append(path)
        return keys_of, {key: self._set(some) for key, some in paths.items()}

    def _set(self, paths: Iterable[str]) -> int:
        """The set of these contacts as a whole number."""
        digits = bytearray(len(self.bit) // 8 + 1)
        for path in paths:
            bit = self.bit[path]
            digits[bit >> 3] |= 1 << (bit & 7)
        return int.from_bytes(digits, "little")


def _union(sets: Mapping[Key, int], keys: Iterable[Key]) -> int:
    union = 0
    for key in keys:
        union |= sets.get(key, 0)
    return union


def _meeting(gifts: Mapping[Phrase, int], needs: Mapping[Phrase, int]) -> tuple[dict[Phrase, int], dict[Phrase, int]]:
    """Who can give what each need says, and who needs what each offer or interest says."""
    givers = dict.fromkeys(needs, 0)
    takers = dict.fromkeys(gifts, 0)
    for gift, need in (*inside(gifts, needs), *((gift, need) for need, gift in inside(needs, gifts))):
        givers[need] |= gifts[gift]
        takers[gift] |= needs[need]
    return givers, takers


def inside(some: Iterable[Phrase], others: Iterable[Phrase]) -> Iterator[tuple[Phrase, Phrase]]:
    """Each phrase with every other one that says all its words."""
    saying: dict[str, set[Phrase]] = {}
    for phrase in others:
        for word in phrase:
            saying.setdefault(word, set()).add(phrase)
    for phrase in filter(None, some):
        for around in set.intersection(*(saying.get(word, set()) for word in phrase)):
            yield phrase, around


class _Best:
    """The best pairs seen so far, and the count of all. Contacts are taken in the order of their names."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.count = 0
        self.only_close = False  # whether there are close pairs enough already
        self.by_rank: dict[tuple[bool, int], list[tuple[int, int]]] = {
            (close, kinds): [] for close in (True, False) for kinds in range(KINDS, -1, -1)
        }

    def take(self, bit: int, others: int, first: int, shared: tuple[int, ...]) -> None:
        """Take the pairs of one contact with `others`; `first` are those close, `shared` those of each kind of reason.

        Of every rank the pairs seen first come first by name, so no more than the most need be kept.
        """
        self.count += others.bit_count()
        if self.only_close:
            others &= first
        if not others:
            return
        at_least = [others, 0, 0, 0, 0, 0]
        for place, some in enumerate(shared, start=1):
            for kinds in range(place, 0, -1):
                at_least[kinds] |= at_least[kinds - 1] & some
        found = 0
        for (close, kinds), pairs in self.by_rank.items():
            room = self.most - found - len(pairs)
            if room > 0 and (first or not close):
                exactly = at_least[kinds] & ~at_least[kinds + 1]
                left = (exactly & first) if close else (exactly & ~first)
                for _ in range(min(room, left.bit_count())):
                    pairs.append((bit, left.bit_length() - 1))
                    left ^= 1 << left.bit_length() - 1
            found += len(pairs)
            if found >= self.most:
                self.only_close = close
                return

    def pairs(self) -> list[tuple[bool, int, int]]:
        """The best pairs, best first: whether they are close, and who they are."""
        ranked = [(close, *pair) for (close, _), pairs in self.by_rank.items() for pair in pairs]
        return ranked[: self.most]
