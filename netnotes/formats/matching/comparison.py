"""What the card of somebody who is in the vault says beyond their note, and what it contradicts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec.structs import replace

from netnotes.formats.card import (
    CARD_LIST_PROPERTIES,
    CARD_PROPERTIES,
    CARD_TEXT_PROPERTIES,
    Card,
    sanitize_line,
    sanitize_line_with_links,
)
from netnotes.formats.matching.keys import normalize_organisation, normalize_value
from netnotes.formats.matching.likeness import can_share_name
from netnotes.formats.matching.merging import list_facts
from netnotes.formats.matching.new_text import (
    find_text_beyond_note,
    list_new_exchanges,
    list_new_tasks,
    list_new_touches,
)
from netnotes.formats.matching.person_keys import PersonKeys
from netnotes.reading.property_kind import PropertyKind
from netnotes.reading.status import list_touches_in_life
from netnotes.reading.typed_words import (
    LIST_PROPERTIES,
    STORED_NAMES,
    convert_to_plain_value,
    extract_link_target,
    is_blank,
    list_typed_words,
)
from netnotes.reading.yearly_days import parse_yearly_day
from netnotes.text import fold, fold_for_search

if TYPE_CHECKING:
    from netnotes.formats.matching.new_text import NoteReader
    from netnotes.model.people import Birthday, Contact, YearlyDay


# What a message calls the exchanges that a note gets, by their key.
EXCHANGE_NOUNS = {
    "gave": "gifts",
    "asked": "asks",
    "promised": "promises",
    "learned": "things learned",
    "named": "names",
}


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


def compare_with_note(existing: ExistingPerson, read_note: NoteReader) -> ExistingPerson:
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
    if any(touch.date >= day for touch in list_touches_in_life(contact)):
        return True
    return any(touch.date >= day for touch in card.touches)


def _compare_list_property(
    name: str, card: Card, contact: Contact, comparison: _Comparison
) -> None:
    note_values = getattr(contact, name)
    known_values = {spelling for value in note_values for spelling in _list_spellings(name, value)}
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
    if name == "knows" and contact.knows == () and not words:
        return
    note_words = _list_note_words(name, contact)
    if not note_words:
        comparison.filled.append(FieldUpdate(name, words))
        return
    new_words = _list_new_words(name, words, note_words, contact)
    # Another anniversary is more likely a correction than a second one: it is for the user to say.
    if name in LIST_PROPERTIES and name != "anniversary" and new_words:
        comparison.added.append(FieldUpdate(name, new_words))
    elif new_words or not words:
        comparison.conflicts.append(Conflict(name, note_words, words or ("nobody",)))


def _list_new_words(
    name: str, words: tuple[str, ...], note_words: tuple[str, ...], contact: Contact
) -> tuple[str, ...]:
    """List the words that the note does not have yet, in this or another form."""
    folded_note_words = set(map(_fold_word, note_words))
    new_words = tuple(word for word in words if _fold_word(word) not in folded_note_words)
    if name != "anniversary":
        return new_words
    return tuple(word for word in new_words if not _is_day_known(word, contact.anniversary))


def _list_note_words(name: str, contact: Contact) -> tuple[str, ...]:
    """List what a note has under a property, whether or not the property is one of ours."""
    words: tuple[str, ...] = ()
    if name in STORED_NAMES:
        words = list_typed_words(contact, name)
    # Properties that are not ours are kept with the contact under their own names.
    for custom in contact.other:
        if fold(custom.name) == fold(name):
            words = (*words, *custom.words)
    return words


def _is_day_known(word: str, yearly_days: tuple[YearlyDay, ...]) -> bool:
    """Tell whether a day of the year without words is one of those that a note has."""
    found = parse_yearly_day(word)
    if found is None or found.text:
        return False
    return any(_is_birthday_covered(known.date, found.date) for known in yearly_days)


def _fold_word(word: str) -> str:
    """Fold a word that is typed for a property; of a link the target counts."""
    target = extract_link_target(word)
    return fold_for_search(target or sanitize_line_with_links(word))


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
    exchanges = list_new_exchanges(card, contact)
    for key, noun in EXCHANGE_NOUNS.items():
        values = tuple(exchange for exchange in exchanges if exchange.key == key)
        if values:
            comparison.filled.append(FieldUpdate(noun, values))
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
            spellings = _list_spellings(property_name, note_value)
            return normalize_value(property_name, file_value) in spellings


def _list_spellings(property_name: str, value: Any) -> set[object]:
    """List the forms in which a value of a note is compared, as it is and as import has it."""
    values = [value]
    if isinstance(value, str):
        values += [sanitize_line(value), sanitize_line_with_links(value)]
    return {normalize_value(property_name, spelling) for spelling in values}


def _is_birthday_covered(note_birthday: Birthday, file_birthday: Birthday) -> bool:
    if note_birthday[:2] != file_birthday[:2]:
        return False
    return note_birthday.year is not None or file_birthday.year is None
