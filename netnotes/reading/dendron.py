"""Dendron's notes of people: names of its files say what is part of what, `people.jane-doe.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.model.note_path import extract_note_name
from netnotes.reading.contact_names import read_contact_name
from netnotes.reading.person_notes import has_facts_of_person, is_named_like_person

if TYPE_CHECKING:
    from netnotes.model.settings import Settings
    from netnotes.reading.note import Note


def is_in_hierarchy_of_people(note: Note, settings: Settings) -> bool:
    """Tell whether a note of Dendron is that of a person: `people.jane-doe.md`, `user.ada.md`.

    Its title has to read as a name of two words, or something in it is a person's.
    """
    parts = extract_note_name(note.path).split(".")
    if len(parts) < 2 or not all(parts):
        return False
    parent = parts[-2].casefold()
    folders = [folder.casefold() for folder in settings.contacts]
    if parent not in _HIERARCHIES_OF_PEOPLE and parent not in folders:
        return False
    if not _DENDRON_PROPERTIES.issubset([field.key for field in note.fields]):
        return False
    name = read_contact_name(note, settings)
    return is_named_like_person(name, min_words=2) or has_facts_of_person(note, settings)


_PERSON_WORDS = frozenset(("people", "person", "contact", "contacts"))


# What Dendron writes at the top of each note.
_DENDRON_PROPERTIES = frozenset(("id", "title", "desc"))

_HIERARCHIES_OF_PEOPLE = frozenset(
    ("people", "person", "persons", "contact", "contacts", "user", "users")
)
