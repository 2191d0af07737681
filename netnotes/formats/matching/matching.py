"""Who of the people in a file is in the vault already, and what the file adds to their notes.

Two are the same person when they share a profile, a mail address or a phone number, or the name
and what else is known. A doubtful match is shown for the user to decide: an extra note can be
merged later with `dedupe`; two people in one note can't be separated.
"""

from __future__ import annotations

from collections import Counter
from itertools import combinations, islice
from typing import TYPE_CHECKING, Any, NamedTuple

from netnotes.formats.card import CARD_LIST_PROPERTIES, CARD_PROPERTIES, CARD_TEXT_PROPERTIES, Card
from netnotes.formats.matching.grouping import are_namesakes
from netnotes.formats.matching.index import UNIQUE_NAME_REASON, IndexMatch, PersonIndex
from netnotes.formats.matching.keys import (
    normalize_organisation,
    normalize_value,
)
from netnotes.formats.matching.likeness import (
    are_two_people,
    can_share_name,
    has_other_facts,
    have_same_details,
    have_same_profile,
    is_full_name,
    iter_match_reasons,
)
from netnotes.formats.matching.merging import list_differences, list_facts, merge_cards
from netnotes.formats.matching.new_text import (
    find_text_beyond_note,
    list_new_tasks,
    list_new_touches,
)
from netnotes.formats.matching.person_keys import PersonKeys
from netnotes.reading.property_kind import PropertyKind
from netnotes.reading.typed_words import LIST_PROPERTIES, convert_to_plain_value, is_blank
from netnotes.text import fold, fold_for_search

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from netnotes.formats.matching.new_text import NoteReader
    from netnotes.model.people import Birthday, Contact


# How many similar contacts are shown for one new person.
MAX_POSSIBLE_DUPLICATES = 3


# Why somebody is recognised whose note says what the file says.
COVERED_REASON = "the same name, and the note says all that the file says"


class PossibleDuplicate(NamedTuple):
    """A contact who may be the same person, and why; it is for the user to decide."""

    contact: Contact
    reason: str


class FieldUpdate(NamedTuple):
    """A property to write into a note, and the value from the file.

    `touches`, `tasks` and `text` are among the properties.
    """

    property_name: str
    value: Any


class Conflict(NamedTuple):
    """A property for which note and file differ; the note stays as it is."""

    property_name: str
    note_value: Any
    file_value: Any


class NewPerson(NamedTuple):
    """Someone who is not in the vault."""

    card: Card

    # Contacts who look similar.
    possible_duplicates: tuple[PossibleDuplicate, ...] = ()


class ExistingPerson(NamedTuple):
    """Someone who is in the vault, and what the file says beyond their note."""

    card: Card
    contact: Contact

    # How they were recognised.
    reason: str

    # Properties that are empty in the note.
    filled_properties: tuple[FieldUpdate, ...] = ()

    conflicts: tuple[Conflict, ...] = ()

    # Further values for properties that have some in the note.
    added_values: tuple[FieldUpdate, ...] = ()

    def list_updated_properties(self) -> list[str]:
        """List the names of the properties that the file would change in the note."""
        return [update.property_name for update in (*self.filled_properties, *self.added_values)]


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
    people = [PersonKeys(card) for card in cards]
    index = PersonIndex(map(PersonKeys, contacts))
    matches = _find_matches(people, index)
    existing_people: dict[str, ExistingPerson] = {}
    results: list[NewPerson | ExistingPerson | str] = []
    for person, match in zip(people, matches, strict=True):
        if match is None:
            results.append(
                _find_note_that_says_all(person, index, read_note)
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
        path: _compare_with_note(existing, read_note) for path, existing in existing_people.items()
    }
    return tuple(
        compared_people[result] if isinstance(result, str) else result for result in results
    )


def _find_matches(
    people: Sequence[PersonKeys[Card]], index: PersonIndex[Contact]
) -> list[IndexMatch | None]:
    """Find the contact that each person of a file is; None where it is nobody, or doubtful."""
    matches = [index.find_same_person(person) for person in people]
    people_of_file = PersonIndex(people)
    name_counts = Counter(name for person in people for name in person.names)
    numbers_by_position: dict[int, list[int]] = {}
    for number, match in enumerate(matches):
        if match is None:
            continue
        is_namesake_in_file = any(name_counts[name] > 1 for name in people[number].names)
        contact = index.people[match.position]
        if match.reason == UNIQUE_NAME_REASON and is_namesake_in_file:
            # The file has two of this name, and only one of them can be the contact.
            matches[number] = None
        elif _may_be_another(people[number], contact, people_of_file):
            matches[number] = None
        else:
            numbers_by_position.setdefault(match.position, []).append(number)

    for position, numbers in numbers_by_position.items():
        rivals = [people[number] for number in numbers]
        accepted = _choose_cards(rivals, index, position) if len(rivals) > 1 else rivals
        for number in numbers:
            if not any(people[number] is person for person in accepted):
                matches[number] = None
    return matches


def _may_be_another(
    person: PersonKeys[Card], contact: PersonKeys[Contact], people_of_file: PersonIndex[Card]
) -> bool:
    """Tell whether somebody else of the file is as likely to be this person as a contact is.

    `Weber`, whose mailbox is that of the contact Ann Weber, may be the Tom Weber of the file.
    """
    if person.called == contact.called or have_same_profile(person, contact):
        return False
    rivals = people_of_file.list_exact_matches(person)
    return any(are_two_people(people_of_file.people[rival.position], contact) for rival in rivals)


def _choose_cards(
    rivals: Sequence[PersonKeys[Card]], index: PersonIndex[Contact], position: int
) -> list[PersonKeys[Card]]:
    """Choose which of the people of a file who match one contact are that contact.

    Those with an address of the contact come first, then those with the name. Of people who
    contradict each other none is chosen, unless only one has no other role or place.
    """
    contact = index.people[position]
    with_key = [person for person in rivals if any(iter_match_reasons(person, contact))]
    if any(are_two_people(*pair) for pair in combinations(with_key, 2)):
        return []
    namesakes = [
        person
        for person in rivals
        if person not in with_key and not any(are_namesakes(person, other) for other in with_key)
    ]
    if any(are_namesakes(*pair) for pair in combinations(namesakes, 2)):
        namesakes = [person for person in namesakes if not has_other_facts(person, contact)]
    if any(are_namesakes(*pair) for pair in combinations(namesakes, 2)):
        namesakes = []
    return [*with_key, *namesakes]


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
    person: PersonKeys[Card], index: PersonIndex[Contact], read_note: NoteReader
) -> ExistingPerson | None:
    """Find the contact of the same name whose note says all that the card says.

    So is found again who was doubtful in an earlier import, and has got a note of their own. Of
    several such notes the one is meant that has no other address and no other organisation.
    """
    covering = []
    for position in index.iter_namesakes(person):
        contact = index.people[position]
        existing = ExistingPerson(person.person, contact.person, COVERED_REASON)
        existing = _compare_with_note(existing, read_note)
        if existing.list_updated_properties() or existing.conflicts:
            continue
        if have_same_details(person, contact):
            return existing
        covering.append(existing)
    is_full = any(map(is_full_name, person.names))
    return covering[0] if len(covering) == 1 and is_full else None


def _find_possible_duplicates(
    person: PersonKeys[Card], index: PersonIndex[Contact]
) -> tuple[PossibleDuplicate, ...]:
    matches = islice(index.iter_similar_people(person), MAX_POSSIBLE_DUPLICATES)
    return tuple(
        PossibleDuplicate(index.people[match.position].person, match.reason) for match in matches
    )


class _Comparison:
    """What a card says beyond the note of its contact, while the two are compared."""

    def __init__(self) -> None:
        self.filled: list[FieldUpdate] = []
        self.conflicts: list[Conflict] = []
        self.added: list[FieldUpdate] = []

    def leave_facts_whole(self) -> None:
        """Fill nothing of a fact of which note and file differ in another part.

        The new role of somebody who has changed employers is none at the old organisation.
        """
        facts = list_facts(conflict.property_name for conflict in self.conflicts)
        for update in [update for update in self.filled if update.property_name in facts]:
            self.filled.remove(update)
            self.conflicts.append(Conflict(update.property_name, "", update.value))


def _compare_with_note(existing: ExistingPerson, read_note: NoteReader) -> ExistingPerson:
    """Compare a card with its contact: what to fill, what to add, and what contradicts."""
    card, contact = existing.card, existing.contact
    comparison = _Comparison()
    if not can_share_name(PersonKeys(card), PersonKeys(contact)):
        comparison.conflicts.append(Conflict("name", contact.name, card.name))

    for name in _SINGLE_PROPERTIES:
        _compare_single_property(name, card, contact, comparison)
    for name in CARD_LIST_PROPERTIES:
        _compare_list_property(name, card, contact, comparison)
    for name, words in card.extra_properties:
        _compare_extra_property(name, words, contact, comparison)
    _compare_body(card, contact, read_note, comparison)
    comparison.leave_facts_whole()

    return existing._replace(
        filled_properties=tuple(comparison.filled),
        conflicts=(*existing.conflicts, *comparison.conflicts),
        added_values=tuple(comparison.added),
    )


_LINK_PROPERTIES = tuple(prop.name for prop in CARD_PROPERTIES if prop.kind is PropertyKind.LINK)
_SINGLE_PROPERTIES = (
    *(name for name in CARD_TEXT_PROPERTIES if name != "name"),
    *(
        prop.name
        for prop in CARD_PROPERTIES
        if prop.name not in (*CARD_TEXT_PROPERTIES, *CARD_LIST_PROPERTIES)
    ),
)


def _compare_single_property(
    name: str, card: Card, contact: Contact, comparison: _Comparison
) -> None:
    note_value = _read_note_value(contact, name)
    file_value = getattr(card, name)
    if is_blank(file_value) or _is_covered_by_note(name, note_value, file_value):
        return
    if name == "last_contact" and _has_touch_since(file_value, card, contact):
        return
    # `archived: false` is not empty, so a file never archives a contact; it becomes a conflict.
    if is_blank(note_value) and note_value is not False:
        comparison.filled.append(FieldUpdate(name, file_value))
    else:
        comparison.conflicts.append(Conflict(name, note_value, file_value))


def _has_touch_since(day: Any, card: Card, contact: Contact) -> bool:
    """Tell whether the log, with what the file adds, has a touch on or after a day."""
    if any(touch.date >= day for touch in contact.touches):
        return True
    return any(touch.date >= day for touch in card.touches)


def _compare_list_property(
    name: str, card: Card, contact: Contact, comparison: _Comparison
) -> None:
    note_values = getattr(contact, name)
    known_values = {normalize_value(name, value) for value in note_values}
    if name == "aliases":
        # A contact's own name is not needed as an alias.
        known_values.add(normalize_value(name, contact.name))
    new_values = tuple(
        value for value in getattr(card, name) if normalize_value(name, value) not in known_values
    )
    if not new_values:
        return
    updates = comparison.added if note_values else comparison.filled
    updates.append(FieldUpdate(name, new_values))


def _compare_extra_property(
    name: str, words: tuple[str, ...], contact: Contact, comparison: _Comparison
) -> None:
    note_words = _convert_to_words(getattr(contact, name, None))
    # Properties that are not ours are kept with the contact under their own names.
    for custom in contact.other:
        if fold(custom.name) == fold(name):
            note_words = (*note_words, *custom.words)
    if not note_words:
        comparison.filled.append(FieldUpdate(name, words))
        return
    folded_note_words = set(map(fold_for_search, note_words))
    new_words = tuple(word for word in words if fold_for_search(word) not in folded_note_words)
    if name in LIST_PROPERTIES and new_words:
        comparison.added.append(FieldUpdate(name, new_words))
    elif not folded_note_words.issuperset(map(fold_for_search, words)):
        comparison.conflicts.append(Conflict(name, note_words, words))


def _compare_body(
    card: Card, contact: Contact, read_note: NoteReader, comparison: _Comparison
) -> None:
    """Compare what is below the front matter: the log with its tasks, and the text."""
    touches = list_new_touches(card, contact, read_note)
    if touches:
        comparison.filled.append(FieldUpdate("touches", touches))
    tasks = list_new_tasks(card, contact, read_note)
    if tasks:
        comparison.filled.append(FieldUpdate("tasks", tasks))
    text = find_text_beyond_note(card, contact, read_note)
    if text:
        updates = comparison.added if contact.text.strip() else comparison.filled
        updates.append(FieldUpdate("text", text))


def _read_note_value(contact: Contact, property_name: str) -> Any:
    """Read a property of a contact in the form a card has it.

    A tier counts as the cadence where the contact has no other.
    """
    value = getattr(contact, property_name)
    if property_name == "cadence" and value is None:
        return contact.tier or None
    if property_name in _LINK_PROPERTIES and value:
        return convert_to_plain_value(value)
    return value


def _is_covered_by_note(property_name: str, note_value: Any, file_value: Any) -> bool:
    """Tell whether a note says no less than a card; of two last contacts the later counts."""
    if is_blank(note_value):
        return False
    match property_name:
        case "organisation":
            return normalize_organisation(note_value) == normalize_organisation(file_value)
        case "birthday":
            return _is_birthday_covered(note_value, file_value)
        case "died":
            # Of two deaths the one that says more is the greater.
            return bool(note_value == file_value or not file_value.year)
        case "last_contact":
            return bool(note_value >= file_value)
        case _:
            return normalize_value(property_name, note_value) == normalize_value(
                property_name, file_value
            )


def _is_birthday_covered(note_birthday: Birthday, file_birthday: Birthday) -> bool:
    if note_birthday[:2] != file_birthday[:2]:
        return False
    return note_birthday.year is not None or file_birthday.year is None


def _convert_to_words(value: Any) -> tuple[str, ...]:
    plain_value = convert_to_plain_value(value)
    if isinstance(plain_value, list):
        return tuple(map(str, plain_value))
    return () if is_blank(plain_value) else (str(plain_value),)
