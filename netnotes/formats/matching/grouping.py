"""People who are joined, because together they are one person: the rows of a file, say.

Who is joined does not depend on the order of the people. Where two of those who would be joined
contradict each other, nobody is guessed: `Weber`, whose mailbox is that of both Ann and Tom
Weber, stays alone, and so do they.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from itertools import combinations, islice, product
from typing import TYPE_CHECKING, NamedTuple

from netnotes.formats.matching.details import have_other_details
from netnotes.formats.matching.likeness import (
    are_kept_apart,
    describe_same_name,
    has_other_facts,
    have_same_personal_profile,
    iter_match_reasons,
)
from netnotes.formats.matching.person_keys import CERTAIN_KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from netnotes.formats.matching.person_keys import AnyPersonKeys, LookupKey

    Pair = tuple[int, int]
    SortKey = tuple[object, ...]


# With more people of one key, each is compared with the next ones only, in an order that puts
# equal people side by side: a thousand with the number of a switchboard are half a million pairs.
MAX_COMPARED_PEOPLE = 32


class PersonGroup(NamedTuple):
    """People who are one person, by their positions; most groups have one."""

    positions: tuple[int, ...]

    # Why each of them belongs to the group, in the same order; empty for the first.
    reasons: tuple[str, ...]


def group_people(people: Sequence[AnyPersonKeys]) -> tuple[PersonGroup, ...]:
    """Group the people who are one person, in the order of the first of each group."""
    grouping = _Grouping(people)
    # The most certain first: whoever has the profile of one and the number of another is the one
    # with the profile.
    grouping.join(grouping.collect_pairs(_find_same_profile, ("page",)), are_kept_apart)
    grouping.join(grouping.collect_pairs(_find_same_called, CERTAIN_KINDS), are_kept_apart)
    grouping.join(grouping.collect_pairs(_find_same_key, CERTAIN_KINDS), are_kept_apart)
    grouping.join(grouping.collect_pairs(find_same_name, ("name at", "name")), are_namesakes)
    return grouping.build_groups()


def _find_same_profile(left: AnyPersonKeys, right: AnyPersonKeys) -> str:
    if not have_same_personal_profile(left, right):
        return ""
    return _find_same_key(left, right)


def _find_same_called(left: AnyPersonKeys, right: AnyPersonKeys) -> str:
    if left.called != right.called:
        return ""
    return _find_same_key(left, right)


def _find_same_key(left: AnyPersonKeys, right: AnyPersonKeys) -> str:
    return next(iter_match_reasons(left, right), "")


def find_same_name(left: AnyPersonKeys, right: AnyPersonKeys) -> str:
    """Describe why the same name shows two of one file to be one person; empty if it does not."""
    # Of `Bob Smith` and `Bob Smith (Acme)` somebody has told the second apart.
    if left.qualifier != right.qualifier or has_other_facts(left, right):
        return ""
    # A person with two entries mostly has something in both; father and son have only the name.
    if have_other_details(left, right):
        return ""
    return describe_same_name(left, right)


def are_namesakes(left: AnyPersonKeys, right: AnyPersonKeys) -> bool:
    """Tell whether two people differ, or have one name and are not shown by it to be one."""
    if are_kept_apart(left, right):
        return True
    has_same_name = not set(left.names).isdisjoint(right.names)
    return has_same_name and not find_same_name(left, right)


class _Grouping:
    """The groups so far, while more and more people are joined."""

    def __init__(self, people: Sequence[AnyPersonKeys]) -> None:
        self.people = people
        self.reasons: dict[Pair, str] = {}

        # The number of each person's group, and the members of each group.
        self.group_numbers = list(range(len(people)))
        self.members = {position: [position] for position in range(len(people))}

        self._positions_by_key: dict[LookupKey, list[int]] = defaultdict(list)
        for position, person in enumerate(people):
            for key in person.lookup_keys:
                self._positions_by_key[key].append(position)

    @cached_property
    def shared_keys(self) -> list[LookupKey]:
        """The keys that several people have."""
        return [key for key, positions in self._positions_by_key.items() if len(positions) > 1]

    def collect_pairs(
        self, find_reason: Callable[[AnyPersonKeys, AnyPersonKeys], str], kinds: Iterable[str]
    ) -> set[Pair]:
        """Collect the pairs of people who share a key of these kinds and are one, for a reason."""
        pairs = set()
        for key in self.shared_keys:
            if key[0] not in kinds:
                continue
            for pair in self._iter_compared_pairs(self._positions_by_key[key]):
                reason = find_reason(self.people[pair[0]], self.people[pair[1]])
                if reason:
                    pairs.add(pair)
                    self.reasons.setdefault(pair, reason)
        return pairs

    def _iter_compared_pairs(self, positions: list[int]) -> Iterator[Pair]:
        if len(positions) <= MAX_COMPARED_PEOPLE:
            yield from combinations(positions, 2)
            return
        ordered = sorted(positions, key=lambda position: _get_sort_key(self.people[position]))
        for index, position in enumerate(ordered):
            for next_position in islice(ordered, index + 1, index + MAX_COMPARED_PEOPLE):
                yield min(position, next_position), max(position, next_position)

    def _find_neighbours(self, pairs: Iterable[Pair], check: _GroupCheck) -> dict[int, set[int]]:
        """Find with which others each group is to be joined, by the pairs."""
        neighbours: dict[int, set[int]] = defaultdict(set)
        for pair in pairs:
            left, right = (self.group_numbers[position] for position in pair)
            if left != right and not check.is_any_pair_against((left, right)):
                neighbours[left].add(right)
                neighbours[right].add(left)
        return neighbours

    def join(
        self, pairs: Iterable[Pair], is_against: Callable[[AnyPersonKeys, AnyPersonKeys], bool]
    ) -> None:
        """Join the groups of these pairs, where none of their members speaks against another."""
        check = _GroupCheck(self, is_against)
        neighbours = self._find_neighbours(pairs, check)

        # Whoever could be one of two different people is neither.
        doubtful = [
            group for group, joined in neighbours.items() if check.is_any_pair_against(joined)
        ]
        for group in doubtful:
            for neighbour in neighbours.pop(group):
                if neighbour in neighbours:
                    neighbours[neighbour].discard(group)

        for connected_groups in _iter_connected(neighbours):
            if not check.is_any_pair_against(connected_groups):
                self._merge_groups(sorted(connected_groups))

    def _merge_groups(self, groups: list[int]) -> None:
        first, *merged_groups = groups
        for group in merged_groups:
            for position in self.members.pop(group):
                self.group_numbers[position] = first
                self.members[first].append(position)

    def build_groups(self) -> tuple[PersonGroup, ...]:
        groups = []
        for unordered_positions in self.members.values():
            positions = sorted(unordered_positions)
            reasons = ["", *(self._find_reason(positions, position) for position in positions[1:])]
            groups.append(PersonGroup(tuple(positions), tuple(reasons)))
        return tuple(sorted(groups))

    def _find_reason(self, group: list[int], position: int) -> str:
        """Find why someone belongs to a group; an earlier member is the better reason."""
        for member in group:
            pair = (min(position, member), max(position, member))
            if pair in self.reasons:
                return self.reasons[pair]
        return ""


class _GroupCheck:
    """Whether members of groups speak against each other; equal people are compared once."""

    def __init__(
        self, grouping: _Grouping, is_against: Callable[[AnyPersonKeys, AnyPersonKeys], bool]
    ) -> None:
        self._grouping = grouping
        self._is_against = is_against
        self._answers: dict[frozenset[SortKey], bool] = {}
        self._people_by_key: dict[SortKey, AnyPersonKeys] = {}
        self._keys_by_group: dict[int, frozenset[SortKey]] = {}

    def is_any_pair_against(self, groups: Iterable[int]) -> bool:
        """Tell whether two of these groups have members who speak against each other."""
        different_groups = set(map(self._list_keys, groups))
        if len(different_groups) > MAX_COMPARED_PEOPLE:
            # So many different people are never one.
            return True
        for left_keys, right_keys in combinations(different_groups, 2):
            if any(self._compare(*pair) for pair in product(left_keys, right_keys)):
                return True
        return False

    def _list_keys(self, group: int) -> frozenset[SortKey]:
        """List what tells the members of a group apart; equal members have one key."""
        if group not in self._keys_by_group:
            people = [self._grouping.people[position] for position in self._grouping.members[group]]
            people_by_key = {_get_sort_key(person): person for person in people}
            self._people_by_key |= people_by_key
            self._keys_by_group[group] = frozenset(people_by_key)
        return self._keys_by_group[group]

    def _compare(self, left: SortKey, right: SortKey) -> bool:
        if left == right:
            return False
        pair = frozenset((left, right))
        if pair not in self._answers:
            people = self._people_by_key
            self._answers[pair] = self._is_against(people[left], people[right])
        return self._answers[pair]


def _iter_connected(neighbours: dict[int, set[int]]) -> Iterator[set[int]]:
    """Yield the sets of groups that are connected with each other, over any number of steps."""
    seen: set[int] = set()
    for start in neighbours:
        if start in seen:
            continue
        connected = set()
        waiting = [start]
        while waiting:
            group = waiting.pop()
            if group not in connected:
                connected.add(group)
                waiting += neighbours[group]
        seen |= connected
        yield connected


def _get_sort_key(person: AnyPersonKeys) -> SortKey:
    """Return all that is compared; it is equal for people who are equal in it."""
    return (
        person.called,
        person.names,
        person.nicknames,
        person.organisation_text,
        person.mailboxes,
        person.phone_numbers,
        tuple(sorted(person.short_numbers)),
        person.pages,
        str(person.person.birthday),
        str(person.person.died),
        person.person.role,
        person.person.location,
        str(person.person.met),
    )
