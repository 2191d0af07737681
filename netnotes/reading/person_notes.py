"""Whether a note that could be a contact is one: by its name, its tags, and what is in it.

A folder of people holds lists, templates and notes about something else, too, and a tag such as
`contact` marks the bug of a contact form. What only the note of a person has decides then.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from netnotes.model.note_path import extract_note_name, find_containing_folder, strip_export_id
from netnotes.reading.contact_log import read_log
from netnotes.reading.labels import iter_label_fields
from netnotes.reading.properties import CONTACT_PROPERTIES
from netnotes.reading.property_names import build_property_index
from netnotes.text import WORD, fold_name

if TYPE_CHECKING:
    from netnotes.model.settings import Settings
    from netnotes.reading.note import Note
    from netnotes.reading.raw_field import Field


def has_facts_of_person(note: Note, settings: Settings, *, with_labels: bool = True) -> bool:
    """Tell whether a note has a property that only people have, or a dated entry.

    With `with_labels`, a property may be a label, such as `**Role:** Engineer`.
    """
    properties = build_property_index(CONTACT_PROPERTIES, settings.properties)

    def is_fact(field: Field) -> bool:
        prop = properties.get(field.key)
        # `title` is a job in the table of properties, and in a list of people its heading.
        return (
            prop is not None and prop.name in _FACTS and bool(field.words) and field.key != "title"
        )

    if any(is_fact(field) for field in note.fields):
        return True
    log, _ = read_log(note, dict(settings.channels), settings.date_order)
    if log.touches or any(is_fact(field) for field in log.fields):
        return True
    return with_labels and any(is_fact(field) for field in iter_label_fields(note, log, settings))


# Left out are properties that a template sets for everybody (`tier`) and those of any note
# (`tags`).
_FACTS = frozenset(
    (
        "purpose",
        "last_contact",
        "email",
        "phone",
        "birthday",
        "anniversary",
        "died",
        "organisation",
        "role",
        "level",
        "met",
        "met_at",
        "introduced_by",
        "knows",
        "offers",
        "needs",
    )
)


def is_named_after_list(path: str, folder: str = "") -> bool:
    """Tell whether a note is named like a list, a template or a draft: `Index`, `_index`, `People`.

    `folder` is the folder of contacts that the note is in; a note of its name lists what is in it.
    """
    name = strip_export_id(extract_note_name(path))
    if name.startswith("_"):
        return True
    words = _split_words(name)
    if not words:
        return False
    if _is_name_of_template(words):
        return True
    # `People MOC` and `Team overview`, but also `00 People` and `👤 People`.
    return (
        " ".join(words) in _LIST_NAMES
        or words == _split_folder_name(folder)
        or words[-1] in _LIST_WORDS
        or words[0] in _LIST_WORDS
    )


# A vault has few folders of contacts.
@lru_cache(maxsize=64)
def _split_folder_name(folder: str) -> list[str]:
    return _split_words(strip_export_id(folder.rpartition("/")[2]))


def find_folder_of_person(path: str, settings: Settings, min_words: int = 1) -> str:
    """Find the folder that a note such as `index.md` stands for, if it is that of a person.

    `People/Nora Vale/index.md` stands for `People/Nora Vale`; the result is empty for other notes.
    A folder of one word may be that of a group, `People/Work`: see `min_words`.
    """
    if fold_name(extract_note_name(path)) not in _FOLDER_NOTE_NAMES:
        return ""
    folder = path.rpartition("/")[0]
    if not find_containing_folder(fold_name(folder), settings.contacts):
        return ""
    if not is_named_like_person(folder, min_words):
        return ""
    return folder


# The names of the main note in a folder, as editors, websites and people call it.
FOLDER_NOTE_FILES = ("index.md", "_index.md", "README.md", "Notes.md", "Note.md", "Profile.md")
_FOLDER_NOTE_NAMES = frozenset(fold_name(extract_note_name(name)) for name in FOLDER_NOTE_FILES)


def is_named_after_template(path: str) -> bool:
    """Tell whether a note is named like a template: `Person Template`, `@Template Person`.

    A person may be called Anna Template, but nobody is called Person.
    """
    words = _split_words(extract_note_name(path))
    return bool(words) and _is_name_of_template(words)


def _is_name_of_template(words: list[str]) -> bool:
    if words[0] in _TEMPLATE_WORDS:
        return True
    return words[-1] in _TEMPLATE_WORDS and _GENERIC_WORDS.issuperset(words[:-1])


def is_untitled(name: str) -> bool:
    """Tell whether a name is what programs call something that has no name yet."""
    return fold_name(name) in _UNTITLED


def is_named_like_person(path: str, min_words: int = 1) -> bool:
    """Tell whether a note's name reads as that of a person: up to four words with a capital."""
    name = strip_export_id(extract_note_name(path)).lstrip("@").strip()
    words = re.split(r"[\s_]+", name)
    if not min_words <= len(words) <= 4 or is_named_after_list(path):
        return False
    return all(_is_word_of_name(word) for word in words)


def _is_word_of_name(word: str) -> bool:
    if word in _PARTICLES:
        return True
    # Many scripts have no capitals.
    return word[:1].isalpha() and not word[:1].islower() and not any(map(str.isdigit, word))


def _split_words(name: str) -> list[str]:
    """Split a name into its words in lower case.

    Left out are the numbers before it, which order a folder, and the one behind `Untitled 2`.
    """
    # Most names begin with a letter and have no other signs, and are split quickly.
    if name[:1].isalpha() and name.isascii() and name.replace(" ", "").isalnum():
        words = name.casefold().split()
    else:
        words = WORD.findall(fold_name(re.sub(r"^[\W\d_]+", "", name)))
    if len(words) > 1 and words[-1].isdigit() and " ".join(words[:-1]) in _UNTITLED:
        return words[:-1]
    return words


# The small words of names, which have no capital.
_PARTICLES = frozenset(
    [
        *("al", "af", "av", "bin", "da", "das", "de", "del", "della", "den", "der", "di", "do"),
        *("dos", "du", "el", "ibn", "la", "le", "ten", "ter", "van", "von", "y", "zu", "zum"),
        "zur",
    ]
)

# What programs call a note that has no name yet.
_UNTITLED = frozenset(
    fold_name(name)
    for name in (
        "untitled",
        "unbenannt",
        "ohne titel",
        "sans titre",
        "sin título",
        "senza titolo",
        "naamloos",
        "zonder titel",
    )
)

_LIST_NAMES = _UNTITLED | frozenset(
    fold_name(name)
    for name in (
        "index",
        "readme",
        "read me",
        "home",
        "people",
        "persons",
        "person",
        "contacts",
        "contact",
        "kontakte",
        "personen",
        "contactos",
        "personas",
        "contatti",
        "persone",
        "personnes",
        "contacten",
    )
)

_LIST_WORDS = frozenset(("moc", "index", "overview", "übersicht", "dashboard"))
_TEMPLATE_WORDS = frozenset(
    fold_name(word)
    for word in ("template", "vorlage", "modèle", "plantilla", "sjabloon", "modello", "szablon")
)

# What a template is for; together with "template" no name of a person.
_GENERIC_WORDS = frozenset(
    [
        *("person", "people", "persons", "contact", "contacts", "crm", "client", "customer"),
        *("company", "meeting", "note", "new", "daily", "profile", "kontakt", "personen"),
    ]
)


def is_character_of_game(note: Note) -> bool:
    """Tell whether a note has properties that only somebody made up for a game has."""
    keys = [field.key for field in note.fields if field.key in _KEYS_OF_CHARACTERS]
    return len(keys) > 1 or not _SURE_KEYS_OF_CHARACTERS.isdisjoint(keys)


# One of these is enough.
_SURE_KEYS_OF_CHARACTERS = frozenset(
    ("campaigninfo", "dmnotes", "dmowner", "statblock", "armorclass", "hitpoints", "npctype")
)

# It takes two of these: a contact's note may have the `campaign` of an advertisement.
_KEYS_OF_CHARACTERS = _SURE_KEYS_OF_CHARACTERS | frozenset(
    [
        *("species", "race", "ancestry", "alignment", "campaign", "faction", "factions", "deity"),
        *("hp", "ac", "charactername", "characterclass", "playedby"),
    ]
)


def is_drawing_or_template(note: Note) -> bool:
    """Whether a note is a plugin's drawing or board, or a template with placeholders."""
    # `excalidraw-plugin: parsed`, `kanban-plugin: board`
    if "-plugin" in note.source.text and any(map(_is_of_plugin, note.fields)):
        return True
    # A person may be called Anna Template: only a placeholder makes the note a template.
    if not extract_note_name(note.path).casefold().endswith("template"):
        return False
    return _PLACEHOLDER.search(note.source.text) is not None


def _is_of_plugin(field: Field) -> bool:
    return field.name.endswith("-plugin")


# A place for a value, in Obsidian's own templates and in those of the plugin Templater.
_PLACEHOLDER = re.compile(r"\{\{.*\}\}|<%.*%>")
