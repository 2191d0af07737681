"""What a note's property `type` may say, and the kind of note that makes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from netnotes.reading.classifying_fields import iter_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netnotes.model.settings import Settings
    from netnotes.reading.note import Note
    from netnotes.reading.raw_field import Field


# The kind of a note; empty for a note that netnotes does not read.
NoteKind: TypeAlias = Literal["contact", "goal", "event", "meeting", "daily note", ""]

# How a note says by its type that it is about a person.
_TYPES_OF_PEOPLE = frozenset(
    [
        *("person", "people", "contact", "contacts", "kontakt", "kontakte", "kontaktperson"),
        *("personne", "personnes", "persoon", "contactpersoon", "contacto", "contactos"),
        *("persone", "contatto", "contatti", "pessoa", "pessoas", "contato", "contatos"),
    ]
)

# A person in Spanish and in Italian; in English, somebody made up for whom one designs.
PERSONA_WORDS = frozenset(("persona", "personas"))

# What a note's property `type` may say, folded to lower case, and the kind that makes it.
NOTE_TYPES: Mapping[str, NoteKind] = {
    **dict.fromkeys(_TYPES_OF_PEOPLE, "contact"),
    "goal": "goal",
    "event": "event",
    "trip": "event",
    "meeting": "meeting",
    "interaction": "meeting",
    # How one was in touch, as programs and agents name their notes about it.
    **dict.fromkeys(("call", "calls", "phone call", "video call", "1-1", "1:1"), "meeting"),
    **dict.fromkeys(("email", "e-mail", "mail", "message", "messages", "chat"), "meeting"),
    **dict.fromkeys(("conversation", "besprechung", "gespräch", "telefonat", "anruf"), "meeting"),
    **dict.fromkeys(("réunion", "reunion", "appel", "entretien", "reunión"), "meeting"),
    **dict.fromkeys(("llamada", "vergadering", "gesprek", "afspraak", "overleg"), "meeting"),
    # A note of these types is never read, even in a folder of contacts.
    "organisation": "",
    "organization": "",
    "company": "",
    **dict.fromkeys(("firma", "unternehmen", "verein", "entreprise", "société", "association"), ""),
    **dict.fromkeys(("empresa", "organización", "bedrijf", "organisatie", "vereniging"), ""),
    "place": "",
    "project": "",
    # Their day is when something is to be done.
    **dict.fromkeys(("task", "tasks", "todo", "to-do", "reminder", "deal", "opportunity"), ""),
    "character": "",
    "characters": "",
    "npc": "",
    "moc": "",
    "index": "",
    "template": "",
}


def find_kind_of_type(fields: Mapping[str, Field]) -> NoteKind | None:
    """Find the kind that a note's type makes it; None for no type, or one that is not known."""
    kind = _find_kind_by_type(fields.get("type"))
    if kind is None:
        return _find_kind_by_type(fields.get("fileclass"))
    return kind


def _find_kind_by_type(field: Field | None) -> NoteKind | None:
    if field is None:
        return None
    for word in iter_words(field):
        if word in NOTE_TYPES:
            return NOTE_TYPES[word]
        # `tipo: persona` is no English.
        if word in PERSONA_WORDS and field.key == "tipo":
            return "contact"
    return None


def is_tag_of_settings(tag: str, settings: Settings) -> bool:
    """Tell whether the settings name a tag, or one that it is nested in."""
    return tag in settings.tags or tag.partition("/")[0] in settings.tags


def is_tag_of_person(tag: str) -> bool:
    """Tell whether a tag or a category says that a note is about a person."""
    # Of nested tags, both `person/family` and `work/people` count.
    return tag.partition("/")[0] in _PERSON_WORDS or tag.rpartition("/")[2] in _PERSON_WORDS


_PERSON_WORDS = frozenset(("people", "person", "contact", "contacts"))


def is_card_of_no_person(note: Note, fields: Mapping[str, Field]) -> bool:
    """Whether a note has the properties of a vCard, and their `KIND` is not that of a person.

    Without them `kind` is the kind of a purpose.
    """
    if "kind" not in fields or _KINDS_OF_NO_PERSON.isdisjoint(iter_words(fields["kind"])):
        return False
    return any(field.key in _CARD_PROPERTIES for field in note.fields)


_KINDS_OF_NO_PERSON = frozenset(("org", "location", "group", "application"))
_CARD_PROPERTIES = frozenset(("fn", "version", "uid"))
