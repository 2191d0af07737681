"""The people of a file against the contacts of the vault, and against each other.

Whoever was certain to be somebody else of the file has been joined with them before. What is left
are different people, or people of whom that is not certain, and no contact may be two of them.
"""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING

from netnotes.formats.matching.grouping import are_namesakes
from netnotes.formats.matching.index import UNIQUE_NAME_REASON, IndexMatch, PersonIndex
from netnotes.formats.matching.likeness import (
    are_kept_apart,
    has_other_facts,
    have_same_personal_profile,
    iter_match_reasons,
)
from netnotes.formats.matching.person_keys import PersonKeys

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from netnotes.formats.card import Card
    from netnotes.model.people import Contact


class PeopleOfFile:
    """The people of a file, in its order."""

    def __init__(self, cards: Iterable[Card]) -> None:
        self.people = [PersonKeys(card) for card in cards]
        self._index = PersonIndex(self.people)
        self._name_counts = Counter(name for person in self.people for name in person.names)

    def has_namesake(self, person: PersonKeys[Card]) -> bool:
        """Tell whether somebody else of the file has a name of this person."""
        return any(self._name_counts[name] > 1 for name in person.names)

    def find_contacts(self, contacts: PersonIndex[Contact]) -> list[IndexMatch | None]:
        """Find the contact that each person is; None where it is nobody, or doubtful."""
        matches = [self._find_contact(person, contacts) for person in self.people]
        numbers_by_position: dict[int, list[int]] = {}
        for number, match in enumerate(matches):
            if match is not None:
                numbers_by_position.setdefault(match.position, []).append(number)

        for position, numbers in numbers_by_position.items():
            rivals = [self.people[number] for number in numbers]
            if len(rivals) == 1:
                continue
            accepted = _choose_people(rivals, contacts.people[position])
            for number in numbers:
                if not any(self.people[number] is person for person in accepted):
                    matches[number] = None
        return matches

    def _find_contact(
        self, person: PersonKeys[Card], contacts: PersonIndex[Contact]
    ) -> IndexMatch | None:
        match = contacts.find_same_person(person)
        if match is None or self._may_be_another(person, contacts.people[match.position]):
            return None
        # If the file has two of this name, only one of them can be the contact.
        is_doubtful = match.reason == UNIQUE_NAME_REASON and self.has_namesake(person)
        if is_doubtful:
            return None
        return match

    def _may_be_another(self, person: PersonKeys[Card], contact: PersonKeys[Contact]) -> bool:
        """Tell whether a person is as likely to be somebody else of the file as to be a contact.

        `Weber`, whose mailbox is that of the contact Ann Weber, may be the Tom Weber of the file.
        """
        if person.called == contact.called or have_same_personal_profile(person, contact):
            return False
        # With the notes of this import the vault would have them all, and decide otherwise.
        if self._index.has_other_holder(person, contact):
            return True
        rivals = self._index.list_exact_matches(person)
        return any(self.people[rival.position] is not person for rival in rivals)


def _choose_people(
    rivals: Sequence[PersonKeys[Card]], contact: PersonKeys[Contact]
) -> list[PersonKeys[Card]]:
    """Choose which of the people who match one contact are that contact.

    Those with an address of the contact come first, then those with the name. Of people who
    contradict each other only one is chosen who is called like the contact, or has no other role
    or place.
    """
    with_key: list[PersonKeys[Card]] = []
    namesakes: list[PersonKeys[Card]] = []
    for person in rivals:
        is_found_by_key = any(iter_match_reasons(person, contact))
        (with_key if is_found_by_key else namesakes).append(person)

    if any(map(_are_left_apart, combinations(with_key, 2))):
        with_key = [person for person in with_key if person.called == contact.called]
    if any(map(_are_left_apart, combinations(with_key, 2))):
        return []

    return [*with_key, *_choose_namesakes(namesakes, with_key, contact)]


def _choose_namesakes(
    namesakes: list[PersonKeys[Card]],
    chosen_people: list[PersonKeys[Card]],
    contact: PersonKeys[Contact],
) -> list[PersonKeys[Card]]:
    """Choose those with the name of a contact who are not one of two with that name."""
    remaining = []
    for namesake in namesakes:
        if not any(are_namesakes(namesake, person) for person in chosen_people):
            remaining.append(namesake)
    if _has_namesakes(remaining):
        remaining = [person for person in remaining if not has_other_facts(person, contact)]
    if _has_namesakes(remaining):
        return []
    return remaining


def _has_namesakes(people: list[PersonKeys[Card]]) -> bool:
    return any(are_namesakes(*pair) for pair in combinations(people, 2))


def _are_left_apart(pair: tuple[PersonKeys[Card], PersonKeys[Card]]) -> bool:
    """Tell whether two people of a file differ, or share a key and were not joined for it."""
    return are_kept_apart(*pair) or any(iter_match_reasons(*pair))
