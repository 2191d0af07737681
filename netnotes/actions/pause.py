"""Pause a contact until a day; archive a contact, or bring one back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.reading.front_matter import read_front_matter
from netnotes.vault.edit import build_change, open_note
from netnotes.writing.days import build_past_day_error, require_planned_day
from netnotes.writing.properties import find_field, remove_property, set_property

if TYPE_CHECKING:
    from datetime import date as Day

    from netnotes.model.people import Contact
    from netnotes.model.settings import Settings
    from netnotes.reading.note import Source
    from netnotes.vault.edit import WriteSession
    from netnotes.vault.note_files import NoteChange
    from netnotes.writing.edits import Edit


def parse_pause_day(words: str, today: Day) -> Day:
    """Parse the day until which a contact shall be paused: `3 weeks`, `friday`, an ISO day.

    Raises NetnotesError if the words name no day, or none after `today`.
    """
    day = require_planned_day(words, today)
    if day <= today:
        raise build_past_day_error(day)
    return day


def pause_contact(contact: Contact, day: Day, session: WriteSession) -> NoteChange:
    """Set `pause_until` in a contact's note."""
    note = open_note(session.paths.root, contact.path)
    edits = set_property(note.source, "pause_until", day.isoformat(), session.paths.settings)
    return build_change(note, edits)


def archive_contact(contact: Contact, session: WriteSession, *, undo: bool) -> NoteChange:
    """Mark a contact as archived in their note, or with `undo` as active again."""
    note = open_note(session.paths.root, contact.path)
    return build_change(note, _set_archived(note.source, session.paths.settings, undo=undo))


def _set_archived(source: Source, settings: Settings, *, undo: bool) -> tuple[Edit, ...]:
    # Vaults that come from other programs say it as `active: false` or `status: archived`. A note
    # keeps its own way, so that it never says both.
    front_matter, _ = read_front_matter(source.text, source.path)
    field = find_field(front_matter, "archived", settings)
    property_name = field.key if field else "archived"

    if field and property_name == "active":
        value = "true" if undo else "false"
        return set_property(source, field.name, value, settings)
    if field and property_name == "status":
        value = "active" if undo else "archived"
        return set_property(source, field.name, value, settings)
    # Removed rather than `archived: false`: a note says only what is special about a contact.
    if undo:
        return remove_property(source, "archived", settings)
    return set_property(source, "archived", "true", settings)
