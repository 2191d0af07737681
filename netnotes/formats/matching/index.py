"""An index of people that finds the same person, or similar people, by their keys."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Generic, NamedTuple

from netnotes.formats.matching.likeness import (
    has_contradiction,
    has_same_details,
    iter_match_reasons,
    iter_similarities,
)
from netnotes.formats.matching.person_keys import (
    CERTAIN_KINDS,
    AnyPersonKeys,
    LookupKey,
    PersonKeys,
    PersonT_co,
)
from netnotes.text import build_deletion_index, find_closest_in_index

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


# How many people with one key are compared.
#
# A thousand with the number of one switchboard are distinguished by other keys.
MAX_PEOPLE_PER_KEY = 16


class IndexMatch(NamedTuple):
    """Someone in an index, by their position there, and why they match."""

    position: int
    reason: str


class PersonIndex(Generic[PersonT_co]):
    """People, found by their keys in about the same time however many they are."""

    def __init__(self, people: Iterable[PersonKeys[PersonT_co]] = ()) -> None:
        self.people: list[PersonKeys[PersonT_co]] = []
        self._positions_by_key: dict[LookupKey, list[int]] = {}
        self._similar_names: _SimilarNameIndex | None = None
        for person in people:
            self.add(person)

    def add(self, person: PersonKeys[PersonT_co]) -> None:
        """Add one person at the end."""
        self.people.append(person)
        self._add_keys(len(self.people) - 1)

    def replace(self, position: int, person: PersonKeys[PersonT_co]) -> None:
        """Replace a person by one of whom more is known; the old keys still lead there."""
        self.people[position] = person
        self._add_keys(position)

    def find_same_person(self, person: AnyPersonKeys) -> IndexMatch | None:
        """Find who this person is, by the most certain reason.

        None when nobody is, and when it could be several.
        """
        for key in person.lookup_keys:
            if key[0] not in CERTAIN_KINDS:
                continue
            for position in self._list_positions(key):
                reason = next(iter_match_reasons(person, self.people[position]), "")
                if reason:
                    return IndexMatch(position, reason)
        return self._find_by_name_and_organisation(person)

    def iter_similar_people(self, person: AnyPersonKeys) -> Iterator[IndexMatch]:
        """Yield those who share something with a person that does not show them to be the same."""
        for position in self.iter_candidates(person):
            reason = next(iter_similarities(person, self.people[position]), "")
            if reason:
                yield IndexMatch(position, reason)

    def iter_candidates(self, person: AnyPersonKeys) -> Iterator[int]:
        """Yield the positions of all who share a key or have a similar name, each once."""
        # It is built again after each addition, but nobody asks in between.
        if self._similar_names is None:
            self._similar_names = _SimilarNameIndex(self.people)
        with_same_key = chain.from_iterable(map(self._list_positions, person.lookup_keys))
        with_similar_name = self._similar_names.iter_positions(person)
        return iter(dict.fromkeys(chain(with_same_key, with_similar_name)))

    def _find_by_name_and_organisation(self, person: AnyPersonKeys) -> IndexMatch | None:
        """Find who has this name at this organisation; else who alone has this name.

        Their own name is tried first, then all names. Of several people with the name the one
        with the same birthday and profiles is meant.
        """
        # Who is called so comes before who has it as an alias.
        for kind in ("called at", "name at"):
            positions = [
                position
                for position in self._list_positions_of_kind(person, kind)
                if not has_contradiction(person, self.people[position])
            ]
            if len(positions) > 1:
                positions = [
                    position
                    for position in positions
                    if has_same_details(person, self.people[position])
                ]
                # An extra note can be merged later; two people in one note can't be separated.
                if len(positions) != 1:
                    return None
            if positions:
                if person.organisation_text:
                    return IndexMatch(positions[0], "the same name and organisation")
                return IndexMatch(positions[0], "the same name")
        return self._find_by_unique_name(person)

    def _find_by_unique_name(self, person: AnyPersonKeys) -> IndexMatch | None:
        """Find the only one with a name of this person, if nothing speaks against it."""
        positions = self._list_positions_of_kind(person, "name")
        # `Ada` alone is too little to recognise a person by.
        if len(positions) != 1 or max(map(len, person.names)) < 2:
            return None
        candidate = self.people[positions[0]]
        if person.organisation_text and candidate.organisation_text:
            return None
        if has_contradiction(person, candidate):
            return None
        return IndexMatch(positions[0], "the same name, which nobody else has")

    def _list_positions_of_kind(self, person: AnyPersonKeys, kind: str) -> list[int]:
        positions = map(self._list_positions, person.list_lookup_keys(kind))
        return list(dict.fromkeys(chain.from_iterable(positions)))

    def _list_positions(self, key: LookupKey) -> Sequence[int]:
        return self._positions_by_key.get(key, ())

    def _add_keys(self, position: int) -> None:
        for key in self.people[position].lookup_keys:
            positions = self._positions_by_key.setdefault(key, [])
            if len(positions) < MAX_PEOPLE_PER_KEY and position not in positions:
                positions.append(position)
        self._similar_names = None


class _SimilarNameIndex:
    """People by what those with similar names have in common.

    It is built at the first question: most files hold nobody who needs it.
    """

    def __init__(self, people: Sequence[AnyPersonKeys]) -> None:
        self._positions_by_key: dict[LookupKey, list[int]] = {}
        self._positions_by_name: dict[str, list[int]] = {}
        for position, person in enumerate(people):
            for key in person.similarity_keys:
                self._positions_by_key.setdefault(key, []).append(position)
            for name in person.names:
                self._positions_by_name.setdefault(" ".join(name), []).append(position)
        self._deletion_index = build_deletion_index(self._positions_by_name)

    def iter_positions(self, person: AnyPersonKeys) -> Iterator[int]:
        """Yield the positions of those whose names are similar, some of them twice."""
        for key in person.similarity_keys:
            yield from self._positions_by_key.get(key, ())[:MAX_PEOPLE_PER_KEY]
        for name in person.names:
            closest_name = find_closest_in_index(" ".join(name), self._deletion_index)
            if closest_name:
                yield from self._positions_by_name[closest_name][:MAX_PEOPLE_PER_KEY]
