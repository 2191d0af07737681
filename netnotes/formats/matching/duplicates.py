"""Contacts who are probably in the vault twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from netnotes.formats.matching.grouping import group_people
from netnotes.formats.matching.index import PersonIndex
from netnotes.formats.matching.likeness import (
    are_plain_namesakes,
    describe_contradictions,
    describe_same_name,
    is_worth_asking,
    iter_match_reasons,
    iter_similarities,
)
from netnotes.formats.matching.person_keys import PersonKeys
from netnotes.text import join_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from netnotes.model.people import Contact


class DuplicatePair(NamedTuple):
    """Two contacts who are probably one person."""

    left: Contact
    right: Contact

    # All that they have in common, the most certain first.
    reasons: tuple[str, ...]

    # Whether more than a similarity speaks for it, and nothing and nobody else against it.
    is_certain: bool


def find_duplicates(
    contacts: Sequence[Contact], not_the_same: Iterable[tuple[str, str]] = ()
) -> tuple[DuplicatePair, ...]:
    """Find pairs of contacts who are probably one person, the most certain first.

    `not_the_same` has pairs that the user knows to be two people, by the paths of their notes
    or by their names, in either order.
    """
    distinct_pairs = {frozenset(pair) for pair in not_the_same}
    # The index finds candidates by their keys: 10,000 contacts are 50 million pairs.
    people = [PersonKeys(contact) for contact in contacts]
    index = PersonIndex(people)
    group_numbers: dict[int, int] = {}
    for number, group in enumerate(group_people(people)):
        group_numbers |= dict.fromkeys(group.positions, number)

    pairs: list[DuplicatePair] = []
    for position, left in enumerate(people):
        for other_position in index.iter_candidates(left):
            # Each pair is found from both sides, and each contact finds itself.
            if other_position <= position:
                continue
            right = people[other_position]
            if _is_distinct(left.person, right.person, distinct_pairs):
                continue
            is_certain = group_numbers[position] == group_numbers[other_position]
            reasons = _list_reasons(left, right)
            if reasons and (is_certain or _are_possibly_one(left, right)):
                pairs.append(DuplicatePair(left.person, right.person, reasons, is_certain))
    return tuple(sorted(pairs, key=_get_sort_key))


def _are_possibly_one(left: PersonKeys[Contact], right: PersonKeys[Contact]) -> bool:
    return is_worth_asking(left, right) and not are_plain_namesakes(left, right)


def list_contradictions(left: Contact, right: Contact) -> tuple[str, ...]:
    """Return a sentence on two contacts who are probably two people; none for others."""
    contradictions = describe_contradictions(PersonKeys(left), PersonKeys(right))
    if not contradictions:
        return ()
    sentence = (
        f"{left.path} and {right.path} have different {join_words(contradictions)}: they may be "
        "two people, and two people in one note can't be separated."
    )
    return (sentence,)


def _is_distinct(left: Contact, right: Contact, distinct_pairs: set[frozenset[str]]) -> bool:
    if frozenset((left.path, right.path)) in distinct_pairs:
        return True
    return frozenset((left.name, right.name)) in distinct_pairs


def _list_reasons(left: PersonKeys[Contact], right: PersonKeys[Contact]) -> tuple[str, ...]:
    """List what two contacts have in common, the most certain first."""
    reasons = [*iter_match_reasons(left, right), describe_same_name(left, right)]
    return tuple(dict.fromkeys(filter(None, (*reasons, *iter_similarities(left, right)))))


def _get_sort_key(pair: DuplicatePair) -> tuple[bool, int, str, str]:
    return not pair.is_certain, -len(pair.reasons), pair.left.path, pair.right.path
