"""Pause a contact until a day; archive a contact, or bring one back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.errors import NetnotesError
from netnotes.model.people import PAUSED
from netnotes.reading.front_matter import read_front_matter
from netnotes.reading.reader import read_contact_note
from netnotes.reading.status import ACTIVE, ARCHIVED, parse_status
from netnotes.text import format_day_short
from netnotes.vault.edit import build_change, open_note
from netnotes.writing.days import build_past_day_error, require_planned_day
from netnotes.writing.properties import find_field, remove_property, set_property

if TYPE_CHECKING:
    from datetime import date as Day

    from netnotes.model.people import Contact
    from netnotes.model.settings import Settings
    from netnotes.reading.note import Source
    from netnotes.reading.raw_field import Field
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
    """Set `pause_until` in a contact's note.

    Raises NetnotesError where that would not be read as this day: in a list the latest day counts.
    """
    settings = session.paths.settings
    note = open_note(session.paths.root, contact.path)
    change = build_change(note, set_property(note.source, "pause_until", day.isoformat(), settings))
    written_day = read_contact_note(contact.path, change.text, settings).pause_until
    if written_day and written_day != day:
        raise NetnotesError(
            f"{contact.path} lists several days for `pause_until`, and the latest of them counts: "
            f"{format_day_short(written_day)}. Take out those that no longer hold. "
            "Nothing was written."
        )
    return change


def archive_contact(contact: Contact, session: WriteSession, *, undo: bool) -> NoteChange:
    """Mark a contact as archived in their note, or with `undo` as active again."""
    note = open_note(session.paths.root, contact.path)
    return build_change(note, _set_archived(note.source, session.paths.settings, undo=undo))


def _set_archived(source: Source, settings: Settings, *, undo: bool) -> tuple[Edit, ...]:
    # Vaults that come from other programs say it as `active: false` or `status: archived`. A note
    # keeps its own way, so that it never says both.
    front_matter, _ = read_front_matter(source.text, source.path)
    field = find_field(front_matter, "archived", settings)
    status_field = find_field(front_matter, "status", settings)

    edits: tuple[Edit, ...] = ()
    if status_field and (undo or not field) and _can_replace_status(status_field, undo=undo):
        value = "active" if undo else "archived"
        edits = set_property(source, status_field.name, value, settings)
    if field and field.key == "active":
        value = "true" if undo else "false"
        return (*edits, *set_property(source, field.name, value, settings))
    # Removed rather than `archived: false`: a note says only what is special about a contact.
    if undo:
        return (*edits, *remove_property(source, "archived", settings))
    if edits:
        return edits
    return (*edits, *set_property(source, "archived", "true", settings))


def _can_replace_status(field: Field, *, undo: bool) -> bool:
    """Whether a status says nothing that would be lost: no word of the user's own, and no death."""
    if field.is_list:
        return False
    status = parse_status(field.text)
    if undo:
        return status == ARCHIVED
    return not field.words or status in (ACTIVE, PAUSED)
