"""A touch into the notes of all it was with; when next."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from netnotes.model.people import Contact
from netnotes.network.follow_up import compute_follow_up
from netnotes.reading.note import build_source
from netnotes.reading.reader import read_source
from netnotes.text import format_day_short
from netnotes.vault.edit import WriteSession, build_change, open_note
from netnotes.writing.links import write_wikilink
from netnotes.writing.log_entry import Meeting, find_entry_location, log_meeting

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date as Day

    from netnotes.model.diagnostics import SourceLocation
    from netnotes.vault.note_files import NoteChange


def describe_next_follow_up(
    contact: Contact, change: NoteChange, session: WriteSession, today: Day
) -> str:
    """When to be in touch again with a contact whose note has changed, as a sentence."""
    settings = session.paths.settings
    what = read_source(build_source(contact.path, change.text), settings).entity
    assert isinstance(what, Contact)
    follow = compute_follow_up(what, settings, today)
    if follow.due and follow.is_live:
        return f"next with {contact.name}: {format_day_short(follow.due)}"
    return (
        f"{contact.name} is never due"
        if follow.cadence == 0
        else f"no day to be in touch with {contact.name} again"
    )


class LoggedMeeting(NamedTuple):
    """A touch in the note of one it was with: how the note changes, and where the entry stands then."""

    contact: Contact
    change: NoteChange
    location: SourceLocation


def build_log_changes(
    contacts: Sequence[Contact], meeting: Meeting, session: WriteSession
) -> list[LoggedMeeting]:
    """A meeting in the note of everybody who was there, the others linked."""
    every = []
    for one in contacts:
        others = tuple(
            write_wikilink(other.path, one.path, session.network.file_index)
            for other in contacts
            if other is not one
        )
        note = open_note(session.paths.root, one.path)
        edits = log_meeting(note.source, meeting._replace(others=others), session.paths.settings)
        every.append(
            LoggedMeeting(one, build_change(note, edits), find_entry_location(edits, one.path))
        )
    return every
