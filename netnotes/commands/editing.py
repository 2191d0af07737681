"""What the verbs that write notes have in common: being alone at it, writing or showing what would be written."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from netnotes.model.people import Contact
from netnotes.network.follow_up import compute_follow_up
from netnotes.reading.note import build_source
from netnotes.reading.reader import read_source
from netnotes.text import format_day_short
from netnotes.vault.edit import WriteSession, begin_writing, format_diff
from netnotes.vault.load import load_vault
from netnotes.vault.note_files import write_changes
from netnotes.vault.paths import find_vault

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence
    from datetime import date as Day

    from netnotes.vault.note_files import NoteChange


@contextmanager
def open_write_session(args: argparse.Namespace) -> Iterator[WriteSession]:
    """A vault opened for writing by this command alone."""
    place = find_vault(args.vault)
    with begin_writing(place, args.verb):
        yield WriteSession(place, load_vault(place, args.today).network)


def write_or_preview(session: WriteSession, changes: Sequence[NoteChange], args: argparse.Namespace) -> bool:
    """Write these notes, or show how they would change; whether they were written."""
    if not args.dry_run:
        write_changes(session.paths.root, changes)
        return True
    for one in changes:
        print(format_diff(one.note.path, one.note.text, one.text), end="")
    return False


def describe_next_follow_up(contact: Contact, change: NoteChange, session: WriteSession, today: Day) -> str:
    """When to be in touch again with a contact whose note has changed, as a sentence."""
    settings = session.paths.settings
    what = read_source(build_source(contact.path, change.text), settings).entity
    assert isinstance(what, Contact)
    follow = compute_follow_up(what, settings, today)
    if follow.due and follow.is_live:
        return f"next with {contact.name}: {format_day_short(follow.due)}"
    return f"{contact.name} is never due" if follow.cadence == 0 else f"no day to be in touch with {contact.name} again"
