"""An index of people that finds the same person, or similar people, by their keys."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Generic, NamedTuple

from netnotes.formats.matching.details import have_same_details
from netnotes.formats.matching.likeness import (
    are_kept_apart,
    describe_same_name,
    has_contradiction,
    has_fitting_full_name,
    have_same_personal_profile,
    have_same_profile,
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


# Why somebody is recognised by a name alone.
UNIQUE_NAME_REASON = "the same name, which nobody else has"


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

    def find_same_person(self, person: AnyPersonKeys) -> IndexMatch | None:
        """Find who this person is, by the most certain reason.

        None when nobody is, and when it could be several.
        """
        matches = [
            match
            for match in self.list_exact_matches(person)
            if not self.has_other_holder(person, self.people[match.position])
        ]
        if matches:
            return _choose_match(person, matches, self.people)
        return self._find_by_name(person)

    def has_other_holder(self, person: AnyPersonKeys, match: AnyPersonKeys) -> bool:
        """Tell whether an address of a person is that of others than the match, too.

        `Anna Weber` may be any of `Weber`, `Tom Weber` and `Ann Weber`, who have one mailbox.
        A full name that fits and a profile show enough.
        """
        if match.called == person.called or has_fitting_full_name(person, match):
            return False
        if have_same_profile(person, match):
            return False
        # Each address counts, not only the shared ones: the match would get the others from here.
        addresses = [key for key in person.lookup_keys if key[0] in CERTAIN_KINDS]
        for position in chain.from_iterable(map(self._list_positions, addresses)):
            holder = self.people[position]
            is_other = holder.called not in (person.called, match.called)
            if is_other and not has_contradiction(person, holder):
                return True
        return False

    def list_exact_matches(self, person: AnyPersonKeys) -> list[IndexMatch]:
        """List those who share a profile, mailbox or number, by the most certain key first."""
        keys = [key for key in person.lookup_keys if key[0] in CERTAIN_KINDS]
        matches = []
        for position in dict.fromkeys(chain.from_iterable(map(self._list_positions, keys))):
            reason = next(iter_match_reasons(person, self.people[position]), "")
            if reason:
                matches.append(IndexMatch(position, reason))
        return matches

    def iter_namesakes(self, person: AnyPersonKeys) -> Iterator[int]:
        """Yield the positions of all who have a name of this person, the same spelling first."""
        positions = chain.from_iterable(
            self._list_positions_of_kind(person, kind) for kind in ("called", "name at", "name")
        )
        return iter(dict.fromkeys(positions))

    def iter_people_with_same_key(self, person: AnyPersonKeys) -> Iterator[IndexMatch]:
        """Yield those who share an address, a number or a name with this person, and what."""
        with_same_key = chain.from_iterable(map(self._list_positions, person.lookup_keys))
        for position in dict.fromkeys(with_same_key):
            reason = next(iter_similarities(person, self.people[position]), "")
            if reason:
                yield IndexMatch(position, reason)

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

    def _find_by_name(self, person: AnyPersonKeys) -> IndexMatch | None:
        """Find who has this name at this organisation; else who alone has this name."""
        at_same_organisation = []
        for position in self._list_positions_of_kind(person, "name at"):
            reason = describe_same_name(person, self.people[position])
            if reason:
                at_same_organisation.append(IndexMatch(position, reason))
        if at_same_organisation:
            # An extra note can be merged later; two people in one note can't be separated.
            if len(at_same_organisation) != 1:
                return None
            return at_same_organisation[0]

        positions = self._list_positions_of_kind(person, "name")
        if len(positions) != 1 or not describe_same_name(person, self.people[positions[0]]):
            return None
        return IndexMatch(positions[0], UNIQUE_NAME_REASON)

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


def _choose_match(
    person: AnyPersonKeys, matches: Sequence[IndexMatch], people: Sequence[AnyPersonKeys]
) -> IndexMatch | None:
    """Choose one of several matches; None if they are different people, and it could be any."""
    for match in matches:
        matched = people[match.position]
        if matched.called == person.called and have_same_details(person, matched):
            return match
    # Who has both the profile of one and the number of another is the one with the profile.
    with_profile = [
        match for match in matches if have_same_personal_profile(person, people[match.position])
    ]
    remaining = _list_with_most_keys(person, with_profile or matches, people)
    # Who has two notes of one name is either of the two; of two names it is not certain.
    first = people[remaining[0].position]
    for match in remaining[1:]:
        matched = people[match.position]
        if matched.called != first.called or are_kept_apart(first, matched):
            return None
    return remaining[0]


def _list_with_most_keys(
    person: AnyPersonKeys, matches: Sequence[IndexMatch], people: Sequence[AnyPersonKeys]
) -> list[IndexMatch]:
    """List the matches with the most keys: name and number come before the number alone."""
    keys = set(person.lookup_keys)
    counts = [len(keys.intersection(people[match.position].lookup_keys)) for match in matches]
    most = max(counts)
    return [match for match, count in zip(matches, counts, strict=True) if count == most]


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
