"""Who of the people in a file is in the vault already, and what the file adds to their notes.

Two are the same person when they share a profile, a mail address or a phone number, or the name
and what else is known. A doubtful match is shown for the user to decide: an extra note can be
merged later with `dedupe`; two people in one note can't be separated.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from netnotes.formats.matching.comparison import (
    Conflict,
    ExistingPerson,
    compare_with_note,
)
from netnotes.formats.matching.details import has_details, have_same_details
from netnotes.formats.matching.index import IndexMatch, PersonIndex
from netnotes.formats.matching.keys import is_full_name
from netnotes.formats.matching.merging import list_differences, merge_cards
from netnotes.formats.matching.people_of_file import PeopleOfFile
from netnotes.formats.matching.person_keys import PersonKeys
from netnotes.text import fold_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from netnotes.formats.card import Card
    from netnotes.formats.matching.new_text import NoteReader
    from netnotes.model.people import Contact


# How many similar contacts are shown for one new person.
MAX_POSSIBLE_DUPLICATES = 3


# Why somebody is recognised whose note says what the file says.
COVERED_REASON = "the same name, and the note says all that the file says"


class PossibleDuplicate(NamedTuple):
    """A contact who may be the same person, and why; it is for the user to decide."""

    contact: Contact
    reason: str


class NewPerson(NamedTuple):
    """Someone who is not in the vault."""

    card: Card

    # Contacts who look similar.
    possible_duplicates: tuple[PossibleDuplicate, ...] = ()


def _read_nothing(_path: str) -> str:
    return ""


def match_cards(
    cards: Iterable[Card], contacts: Sequence[Contact], read_note: NoteReader = _read_nothing
) -> tuple[NewPerson | ExistingPerson, ...]:
    """Match each card of a file with the contacts of the vault, in the order of the file.

    Several cards of one contact are joined; the first one's values count. Cards that can't be
    one person are never joined by a contact who could be either. `read_note` reads the whole text
    of a contact's note, in which words of the file may be where nothing is read.
    """
    people_of_file = PeopleOfFile(cards)
    index = PersonIndex(map(PersonKeys, contacts))
    matches = people_of_file.find_contacts(index)
    for number, own_match in _iter_own_matches(people_of_file.people, contacts, read_note):
        matches[number] = own_match
    existing_people: dict[str, ExistingPerson] = {}
    results: list[NewPerson | ExistingPerson | str] = []
    for person, match in zip(people_of_file.people, matches, strict=True):
        if match is None:
            has_namesake = people_of_file.has_namesake(person)
            results.append(
                _find_note_that_says_all(person, index, read_note, has_namesake=has_namesake)
                or NewPerson(person.person, _find_possible_duplicates(person, index))
            )
            continue

        contact = contacts[match.position]
        previous = existing_people.get(contact.path)
        if previous is None:
            results.append(contact.path)
            existing_people[contact.path] = ExistingPerson(person.person, contact, match.reason)
        else:
            existing_people[contact.path] = _add_card(previous, person.person)

    # A contact is compared only now, when all their cards are joined.
    compared_people = {
        path: compare_with_note(existing, read_note) for path, existing in existing_people.items()
    }
    return tuple(
        compared_people[result] if isinstance(result, str) else result for result in results
    )


def _iter_own_matches(
    people: Sequence[PersonKeys[Card]], contacts: Sequence[Contact], read_note: NoteReader
) -> Iterator[tuple[int, IndexMatch]]:
    """Yield the contacts from whose notes netnotes has exported cards, where neither has changed.

    Two notes of one person, or of two with one mailbox, are two cards, and each finds its own note.
    """
    positions_by_name: dict[str, list[int]] = {}
    for position, contact in enumerate(contacts):
        positions_by_name.setdefault(fold_name(contact.name), []).append(position)
    for number, person in enumerate(people):
        if not person.person.is_own:
            continue
        positions = positions_by_name.get(fold_name(person.person.name), [])
        for position in positions:
            existing = ExistingPerson(person.person, contacts[position], COVERED_REASON)
            existing = compare_with_note(existing, read_note)
            if not existing.list_updated_properties() and not existing.conflicts:
                positions.remove(position)
                yield number, IndexMatch(position, COVERED_REASON)
                break


def _add_card(existing: ExistingPerson, card: Card) -> ExistingPerson:
    """Join another card of a contact; what it says otherwise than the first is a conflict."""
    conflicts = [
        Conflict(difference.property_name, difference.first, difference.second)
        for difference in list_differences(existing.card, card)
    ]
    return existing._replace(
        card=merge_cards(existing.card, card), conflicts=(*existing.conflicts, *conflicts)
    )


def _find_note_that_says_all(
    person: PersonKeys[Card],
    index: PersonIndex[Contact],
    read_note: NoteReader,
    *,
    has_namesake: bool,
) -> ExistingPerson | None:
    """Find the contact of the same name whose note says all that the card says.

    So is found again who was doubtful in an earlier import, and has got a note of their own. Of
    several such notes the one is meant that has no other address and no other organisation.
    `has_namesake` tells whether the file has another person of this name.
    """
    covering = []
    for position in index.iter_namesakes(person):
        contact = index.people[position]
        existing = ExistingPerson(person.person, contact.person, COVERED_REASON)
        existing = compare_with_note(existing, read_note)
        if existing.list_updated_properties() or existing.conflicts:
            continue
        if have_same_details(person, contact):
            return existing
        covering.append(existing)
    # A card that says no more than a name may be anybody of that name.
    if covering and has_details(person):
        return covering[0]
    if len(covering) != 1 or has_namesake:
        return None
    if not any(map(is_full_name, person.names)):
        return None
    return covering[0]


def _find_possible_duplicates(
    person: PersonKeys[Card], index: PersonIndex[Contact]
) -> tuple[PossibleDuplicate, ...]:
    matches = islice(index.iter_similar_people(person), MAX_POSSIBLE_DUPLICATES)
    return tuple(
        PossibleDuplicate(index.people[match.position].person, match.reason) for match in matches
    )
