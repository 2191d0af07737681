"""Tick a promise that was kept, or an ask that was answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from netnotes.errors import NetnotesError
from netnotes.model.people import list_open_asks, list_open_promises
from netnotes.reading.reader import read_contact_note
from netnotes.text import format_day_short
from netnotes.vault.edit import build_change, open_note
from netnotes.writing.tasks import CANCELLED, DONE, tick
from netnotes.writing.typed_meeting import parse_log_day

if TYPE_CHECKING:
    from netnotes.model.people import Ask, Contact, Promise
    from netnotes.model.settings import Settings
    from netnotes.vault.edit import WriteSession
    from netnotes.vault.note_files import NoteChange


class OpenItem(NamedTuple):
    """Something open with a contact: `kind` is `promised` or `asked`."""

    kind: str
    item: Promise | Ask


class Resolution(NamedTuple):
    """How something open can end: `kind` says of what, `status` is the mark in its task's box."""

    kind: str
    status: str


RESOLUTIONS = {
    "kept": Resolution("promised", DONE),
    "let go": Resolution("promised", CANCELLED),
    "granted": Resolution("asked", DONE),
    "declined": Resolution("asked", CANCELLED),
}


def settle_item(
    item: Promise | Ask, resolution: str, session: WriteSession, day_words: str = ""
) -> NoteChange:
    """Tick a promise or an ask in its note; `resolution` is a key of `RESOLUTIONS`.

    `day_words` say when, if not today. Raises NetnotesError for words that are no day, and for a
    day that is still to come or before the promise or the ask.
    """
    day = parse_log_day(day_words, session.network.today)
    if day_words and item.date and day < item.date:
        raise NetnotesError(
            f"{format_day_short(day)} is before {format_day_short(item.date)}, when it was "
            f"{RESOLUTIONS[resolution].kind}. Nothing was written."
        )
    location = item.source_location
    note = open_note(session.paths.root, location.path)
    # The text is needed too: one line of a note may hold several promises.
    status = RESOLUTIONS[resolution].status
    edits = tick(note.source, location.line, item.text, day, status)
    return build_change(note, edits)


def find_next_promise(
    item: Promise | Ask, change: NoteChange, settings: Settings
) -> Promise | None:
    """Find the promise that a recurring task has left in its place; None if there is none."""
    contact = read_contact_note(change.note.path, change.text, settings)
    for promise in list_open_promises(contact):
        is_in_place = promise.source_location.line == item.source_location.line
        if is_in_place and promise.text == item.text:
            return promise
    return None


def read_current_contact(contact: Contact, session: WriteSession) -> Contact:
    """Read a contact's note again: in a long session it may have changed since."""
    note = open_note(session.paths.root, contact.path)
    return read_contact_note(contact.path, note.text, session.paths.settings)


def list_open_items(contact: Contact) -> list[OpenItem]:
    """List the open promises of a contact, then the open asks."""
    promises = [OpenItem("promised", promise) for promise in list_open_promises(contact)]
    asks = [OpenItem("asked", ask) for ask in list_open_asks(contact)]
    return promises + asks
