"""People by what they are known by: who is the same as somebody, and who only looks alike."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from netnotes.formats.card import Card
from netnotes.formats.matching.keys import iter_keys, iter_loose_keys, list_names
from netnotes.formats.matching.likeness import (
    has_contradiction,
    has_same_details,
    iter_match_reasons,
    iter_similarities,
)
from netnotes.model.people import Contact
from netnotes.text import build_deletion_index, find_closest_in_index

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


PersonKey = tuple[str, str]
PersonT = TypeVar("PersonT", bound=Card | Contact)

MAX_PEOPLE_PER_KEY = 16
"""How many people with one key are looked at: a thousand with one switchboard are told apart by other things."""


class IndexMatch(NamedTuple):
    """Somebody in an index, by their position there, and what speaks for it."""

    position: int
    reason: str


class PersonIndex(Generic[PersonT]):
    """People, found by their keys in about the same time however many they are."""

    def __init__(self, people: Iterable[PersonT] = ()) -> None:
        self.people: list[PersonT] = []
        self._positions_by_key: dict[PersonKey, list[int]] = {}
        self._similar_names: _SimilarNameIndex | None = None
        for one in people:
            self.add(one)

    def add(self, person: PersonT) -> None:
        """Take in one more person."""
        self.people.append(person)
        self._add_keys(len(self.people) - 1)

    def replace(self, position: int, person: PersonT) -> None:
        """Put somebody of whom more is known in the place of the one who was there."""
        self.people[position] = person
        self._add_keys(position)

    def find_same_person(self, person: Card | Contact) -> IndexMatch | None:
        """Who is this person, by the surest that speaks for it; None for nobody, and where it could be several."""
        known = tuple(iter_keys(person))
        for key in known:
            for at in self._list_positions(key) if key[0] in ("page", "email", "phone") else ():
                if why := next(iter_match_reasons(person, self.people[at]), ""):
                    return IndexMatch(at, why)
        return self._find_by_name(person, known)

    def iter_similar_people(self, person: Card | Contact) -> Iterator[IndexMatch]:
        """Those who have something in common with a person that is not enough to say it is them."""
        for at in self.iter_candidates(person):
            if why := next(iter_similarities(person, self.people[at]), ""):
                yield IndexMatch(at, why)

    def iter_candidates(self, person: Card | Contact) -> Iterator[int]:
        """The positions of all who have a key in common with a person, or nearly a name."""
        if self._similar_names is None:
            self._similar_names = _SimilarNameIndex(self.people)
        found = chain.from_iterable(map(self._list_positions, iter_keys(person)))
        return iter(dict.fromkeys(chain(found, self._similar_names.iter_positions(person))))

    def _find_by_name(
        self, person: Card | Contact, person_keys: tuple[PersonKey, ...]
    ) -> IndexMatch | None:
        """Who has this name at this organisation; or the name alone, where nobody else has it and nothing is against it."""
        for kind in ("called at", "name at"):
            there = [
                at
                for at in self._list_positions_of_kind(kind, person_keys)
                if not has_contradiction(person, self.people[at])
            ]
            if len(there) > 1:  # of several the one of whom the same is known
                there = [at for at in there if has_same_details(person, self.people[at])]
                if len(there) != 1:
                    return None
            if there:
                return IndexMatch(
                    there[0],
                    "the same name and organisation" if person.organisation else "the same name",
                )
        named = self._list_positions_of_kind("name", person_keys)
        if len(named) != 1 or max(map(len, list_names(person))) < 2:
            return None
        other = self.people[named[0]]
        if (person.organisation and other.organisation) or has_contradiction(person, other):
            return None
        return IndexMatch(named[0], "the same name, which nobody else has")

    def _list_positions_of_kind(self, kind: str, person_keys: tuple[PersonKey, ...]) -> list[int]:
        return list(
            dict.fromkeys(
                at for key in person_keys if key[0] == kind for at in self._list_positions(key)
            )
        )

    def _list_positions(self, key: PersonKey) -> Sequence[int]:
        return self._positions_by_key.get(key, ())[:MAX_PEOPLE_PER_KEY]

    def _add_keys(self, position: int) -> None:
        for key in iter_keys(self.people[position]):
            places = self._positions_by_key.setdefault(key, [])
            if position not in places[:MAX_PEOPLE_PER_KEY]:
                places.append(position)
        self._similar_names = None


class _SimilarNameIndex:
    """People by what those share whose names are alike; built when somebody asks, for few do."""

    def __init__(self, people: Sequence[Card | Contact]) -> None:
        self._positions_by_key: dict[PersonKey, list[int]] = {}
        self._positions_by_name: dict[str, list[int]] = {}
        for at, person in enumerate(people):
            for key in iter_loose_keys(person):
                self._positions_by_key.setdefault(key, []).append(at)
            for name in list_names(person):
                self._positions_by_name.setdefault(" ".join(name), []).append(at)
        self._deletion_index = build_deletion_index(self._positions_by_name)

    def iter_positions(self, person: Card | Contact) -> Iterator[int]:
        """The positions of those whose names are alike."""
        for key in iter_loose_keys(person):
            yield from self._positions_by_key.get(key, ())[:MAX_PEOPLE_PER_KEY]
        for name in list_names(person):
            if near := find_closest_in_index(" ".join(name), self._deletion_index):
                yield from self._positions_by_name[near][:MAX_PEOPLE_PER_KEY]
