"""What speaks for a note being about a person, in a vault that was not written for netnotes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from netnotes.model.note_path import extract_note_name, strip_export_id
from netnotes.reading.classifying_fields import iter_tags, iter_words
from netnotes.reading.contact_log import read_log
from netnotes.reading.contact_names import read_contact_name
from netnotes.reading.entities import read_fields
from netnotes.reading.kinds import classify_note
from netnotes.reading.labels import iter_label_fields
from netnotes.reading.meetings import iter_meeting_encounters
from netnotes.reading.note import iter_inline_fields
from netnotes.reading.note_types import PERSONA_WORDS
from netnotes.reading.person_notes import is_character_of_game, is_named_like_person
from netnotes.reading.properties import CONTACT_PROPERTIES
from netnotes.reading.property_names import (
    AMBIGUOUS_NAMES,
    FIRST_NAME_PROPERTIES,
    LAST_NAME_PROPERTIES,
    build_property_index,
)
from netnotes.survey.properties import find_kind_by_word
from netnotes.text import WORD, fold, fold_for_search, fold_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from netnotes.model.settings import DailyNotes, Settings
    from netnotes.reading.kinds import Classification
    from netnotes.reading.log import Log
    from netnotes.reading.note import Note
    from netnotes.reading.note_types import NoteKind
    from netnotes.reading.raw_field import Field


class TrialReading(NamedTuple):
    """The kinds the notes would have if every name and word that may have a meaning had it."""

    settings: Settings
    daily_notes: DailyNotes

    # The kind of every note, by path.
    kinds: Mapping[str, NoteKind]

    # By path, what speaks for a note being about a person; a note of another kind is missing.
    signs: Mapping[str, tuple[str, ...]]

    def is_likely_person(self, path: str) -> bool:
        """Whether a note is a contact by itself, or has a sign of being one."""
        return self.kinds[path] == "contact" or bool(self.signs.get(path))


def read_on_trial(
    notes: Sequence[Note], settings: Settings, daily_notes: DailyNotes
) -> TrialReading:
    """Find the kind of every note, and what speaks for being about a person."""
    classifications = {note.path: classify_note(note, settings, daily_notes) for note in notes}
    kinds = {path: classification.kind for path, classification in classifications.items()}
    met_names = _collect_met_names(notes, classifications, settings)
    # A goal or a meeting note names people, too, but is about none of them.
    signs = {
        note.path: list_signs(note, settings, met_names)
        for note in notes
        if kinds[note.path] in ("", "contact") and not _is_fiction(note, classifications[note.path])
    }
    return TrialReading(settings, daily_notes, kinds, signs)


def _is_fiction(note: Note, classification: Classification) -> bool:
    """Whether a note is about somebody made up, who has a role and knows others as people do."""
    if classification.kind == "contact":
        return False
    if is_character_of_game(note):
        return True
    words = {*classification.property_tags, *iter_words(classification.fields.get("type"))}
    words.update(map(fold_for_search, note.path.split("/")[:-1]))
    return not _FICTION_WORDS.isdisjoint(words)


# What novelists and players call those they make up, as a tag, a type or a folder.
_FICTION_WORDS = frozenset(
    [
        *("character", "characters", "npc", "npcs", "pc", "pcs", "figur", "figuren", "charaktere"),
        *("personnage", "personnages", "personaje", "personajes", "personages", "personage"),
    ]
)


def _collect_met_names(
    notes: Sequence[Note], classifications: Mapping[str, Classification], settings: Settings
) -> set[str]:
    """Collect the names of those whom meeting notes name, folded."""
    channels = dict(settings.channels)
    names = set()
    for note in notes:
        classification = classifications[note.path]
        if classification.kind != "meeting":
            continue
        for encounter in iter_meeting_encounters(note, classification, channels):
            for link in encounter.people:
                names.add(fold_name(extract_note_name(link.target)))
    return names


# One of these is enough.
_SURE_PROPERTIES = frozenset(
    ("last_contact", "birthday", "knows", "introduced_by", "met_at", "email")
)

# Notes on companies and projects have these as well, so it takes two.
_LIKELY_PROPERTIES = frozenset(
    (
        "organisation",
        "role",
        "location",
        "tier",
        "cadence",
        "level",
        "met",
        "phone",
        "purpose",
        "offers",
        "needs",
    )
)

# Other names of our properties that say little of a note: many a book has a title, many a place an
# address.
_VAGUE_NAMES = frozenset(map(fold, ("title", "work", "customer", "address")))


def list_signs(note: Note, settings: Settings, met_names: set[str]) -> tuple[str, ...]:
    """List what speaks for a note being about a person.

    `properties`: it has properties of a person. `labels`: it has labels of one in its text. `dated
    lines`: it has a log with channels. `tags`: it calls itself a `persona`. `meeting notes`: its name is one of `met_names`, which are
    folded.
    """
    signs = []
    log, _ = read_log(note, dict(settings.channels), settings.date_order)
    if _has_properties_of_person((*note.fields, *log.fields), note.path, settings):
        signs.append("properties")
    elif _has_labels_of_person(note, log, settings):
        signs.append("labels")
    # A line that begins with a day may be on anything, as on a shopping list. `coffee` is a sign,
    # and `called [[Ada]]` one of a journal.
    if any(touch.mode and "[[" not in touch.text.partition("\n")[0] for touch in log.touches):
        signs.append("dated lines")
    if fold_name(strip_export_id(extract_note_name(note.path))) in met_names:
        signs.append("meeting notes")
    if _is_persona(note) and is_named_like_person(note.path):
        signs.append("tags")
    return tuple(signs)


def _is_persona(note: Note) -> bool:
    """Tell whether a note calls itself a `persona`, which in Spanish and Italian is a person."""
    # Hardly any note has the word.
    if "persona" not in note.source.text:
        return False
    fields = [field for field in note.fields if field.key in _NAMES_OF_TYPES]
    words = {word for field in fields for word in iter_words(field)}
    return not PERSONA_WORDS.isdisjoint(words.union(iter_tags(note, None)))


_NAMES_OF_TYPES = frozenset(("type", "tags", "tag", "categories", "category"))


def _has_labels_of_person(note: Note, log: Log, settings: Settings) -> bool:
    """Whether a note called as people are has labels that a company or a place has not.

    A company has an address, too; a person works at one.
    """
    possible_names = (note.path, read_contact_name(note, settings))
    if not any(is_named_like_person(name, min_words=2) for name in possible_names):
        return False
    fields = tuple(iter_label_fields(note, log, settings))
    if not fields or not _has_properties_of_person(fields, note.path, settings):
        return False
    names = read_fields(fields, CONTACT_PROPERTIES, note.path, settings).values.keys()
    return not names.isdisjoint(_PROPERTIES_OF_PERSON_ALONE)


# What no company and no place has.
_PROPERTIES_OF_PERSON_ALONE = frozenset(
    ("last_contact", "birthday", "knows", "introduced_by", "met", "met_at", "organisation", "role")
)


def _has_properties_of_person(fields: tuple[Field, ...], path: str, settings: Settings) -> bool:
    clear_fields = tuple(
        field for field in fields if field.key not in AMBIGUOUS_NAMES | _VAGUE_NAMES
    )
    values = read_fields(clear_fields, CONTACT_PROPERTIES, path, settings).values
    if _is_named_after_work(path, values):
        return False
    properties = values.keys()
    if properties & _SURE_PROPERTIES or len(properties & _LIKELY_PROPERTIES) > 1:
        return True

    filled_names = {field.key for field in fields if field.words}
    has_first_name = not filled_names.isdisjoint(FIRST_NAME_PROPERTIES)
    has_last_name = not filled_names.isdisjoint(LAST_NAME_PROPERTIES)
    return has_first_name and has_last_name


def _is_named_after_work(path: str, values: Mapping[str, Any]) -> bool:
    """Whether a note is called as its company and its role: it is about an application for a job.

    `Data engineer - Northwind` has a company, a role and a last contact, and is no person.
    """
    work = f"{values.get('organisation', '')} {values.get('role', '')}"
    if not work.strip():
        return False
    words_of_name = WORD.findall(fold_for_search(strip_export_id(extract_note_name(path))))
    return bool(words_of_name) and set(words_of_name) <= set(WORD.findall(fold_for_search(work)))


def find_type_property(note: Note, settings: Settings) -> str:
    """Find the property, as it is spelled, in which a note calls itself a person.

    It is `tags` if there is no other.
    """
    for field in _iter_type_fields(note, settings):
        if any(find_kind_by_word(word.text) == "contact" for word in field.words):
            return field.name
        if field.key == "tipo" and not PERSONA_WORDS.isdisjoint(iter_words(field)):
            return field.name
    return "tags"


def _iter_type_fields(note: Note, settings: Settings) -> Iterator[Field]:
    properties_by_name = build_property_index(CONTACT_PROPERTIES, settings.properties)
    for field in (*note.fields, *iter_inline_fields(note.lines)):
        prop = properties_by_name.get(field.key)
        if prop is not None and prop.name == "type":
            yield field
