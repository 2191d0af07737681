"""Rest until a day; archived, or back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.reading.front_matter import read_front_matter
from netnotes.text import fold
from netnotes.vault.edit import build_change, open_note
from netnotes.writing.properties import find_field, remove_property, set_property

if TYPE_CHECKING:
    from datetime import date as Day

    from netnotes.model.people import Contact
    from netnotes.model.settings import Settings
    from netnotes.reading.note import Source
    from netnotes.vault.edit import WriteSession
    from netnotes.vault.note_files import NoteChange
    from netnotes.writing.edits import Edit


def set_archived(source: Source, settings: Settings, *, undo: bool) -> tuple[Edit, ...]:
    """In the way the note says it already: as `archived`, as `active`, or as a `status`."""
    front, _ = read_front_matter(source.text, source.path)
    field = find_field(front, "archived", settings)
    name = fold(field.name) if field else "archived"
    if field and name == "active":
        return set_property(source, field.name, "true" if undo else "false", settings)
    if field and name == "status":
        return set_property(source, field.name, "active" if undo else "archived", settings)
    if undo:
        return remove_property(source, "archived", settings)
    return set_property(source, "archived", "true", settings)


def pause_contact(contact: Contact, day: Day, session: WriteSession) -> NoteChange:
    """The note of a contact who rests until a day."""
    note = open_note(session.paths.root, contact.path)
    return build_change(
        note, set_property(note.source, "pause_until", day.isoformat(), session.paths.settings)
    )
