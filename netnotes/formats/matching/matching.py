"""Who of the people in a file is in the vault already, and what the file adds to their notes.

Two are the same person when they share a profile, a mail address or a phone number, or the name
and what else is known. A doubtful match is shown for the user to decide: an extra note can be
merged later with `dedupe`; two people in one note can't be separated.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec.structs import replace

from netnotes.formats.card import CARD_LIST_PROPERTIES, CARD_PROPERTIES, CARD_TEXT_PROPERTIES, Card
from netnotes.formats.matching.index import PersonIndex
from netnotes.formats.matching.keys import (
    is_full_name,
    normalize_organisation,
    normalize_value,
)
from netnotes.formats.matching.likeness import can_share_name, has_details, have_same_details
from netnotes.formats.matching.merging import list_differences, list_facts, merge_cards
from netnotes.formats.matching.new_text import (
    find_text_beyond_note,
    list_new_tasks,
    list_new_touches,
)
from netnotes.formats.matching.people_of_file import PeopleOfFile
from netnotes.formats.matching.person_keys import PersonKeys
from netnotes.reading.property_kind import PropertyKind
from netnotes.reading.typed_words import (
    LIST_PROPERTIES,
    convert_to_plain_value,
    is_blank,
    list_typed_words,
)
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
    people_of_file = PeopleOfFile(cards)
    index = PersonIndex(map(PersonKeys, contacts))
    matches = people_of_file.find_contacts(index)
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
        path: _compare_with_note(existing, read_note) for path, existing in existing_people.items()
    }
    return tuple(
        compared_people[result] if isinstance(result, str) else result for result in results
    )


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
        existing = _compare_with_note(existing, read_note)
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
    return covering[0] if any(map(is_full_name, person.names)) else None


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
    card_keys, contact_keys = PersonKeys(card), PersonKeys(contact)
    if card_keys.names and not contact_keys.names:
        # The name of a contact who is called by an address so far becomes an alias.
        card = replace(card, aliases=tuple(dict.fromkeys((*card.aliases, card.name))))
    elif not can_share_name(card_keys, contact_keys):
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
    note_words = list_typed_words(contact, name) if hasattr(contact, name) else ()
    # Properties that are not ours are kept with the contact under their own names.
    for custom in contact.other:
        if fold(custom.name) == fold(name):
            note_words = (*note_words, *custom.words)
    if not note_words:
        comparison.filled.append(FieldUpdate(name, words))
        return
    folded_note_words = set(map(_fold_word, note_words))
    new_words = tuple(word for word in words if _fold_word(word) not in folded_note_words)
    if name in LIST_PROPERTIES and new_words:
        comparison.added.append(FieldUpdate(name, new_words))
    elif new_words:
        comparison.conflicts.append(Conflict(name, note_words, words))


# A link in a property, of which a file may have the target alone.
_LINK = re.compile(r"\[\[([^\[\]|]+)(?:\|[^\[\]]*)?\]\]")


def _fold_word(word: str) -> str:
    match = _LINK.fullmatch(word.strip())
    return fold_for_search(match[1] if match else word)


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
