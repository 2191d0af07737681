"""What the verbs that write notes have in common: being alone at it, writing or showing what would be written."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from netnotes.commands.opening import VaultPaths, find_vault, load_vault
from netnotes.doors import notes
from netnotes.model.people import Contact
from netnotes.network.follow_up import compute_follow_up
from netnotes.reading.note import build_source
from netnotes.reading.reader import read_source
from netnotes.text import format_day_short
from netnotes.writing.edits import format_diff

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence
    from datetime import date as Day

    from netnotes.doors.notes import NoteChange
    from netnotes.network.network import Network


class WriteSession(NamedTuple):
    """A vault opened for writing: where it lies, and the network its notes make."""

    paths: VaultPaths
    network: Network


@contextmanager
def open_write_session(args: argparse.Namespace) -> Iterator[WriteSession]:
    """A vault opened for writing by this command alone."""
    place = find_vault(args.vault)
    with begin_writing(place, args.verb):
        yield WriteSession(place, load_vault(place, args.today).network)


@contextmanager
def begin_writing(paths: VaultPaths, command: str) -> Iterator[None]:
    """Be the only one that writes notes of a vault; what an earlier one left half done is completed first."""
    with notes.hold_write_lock(paths.cache_folder, f"netnotes {command}"):
        for path in notes.finish_pending_move(paths.root, paths.cache_folder):
            print(f"{path} was changed before a rename was complete; look at its links.", file=sys.stderr)
        yield


def write_or_preview(session: WriteSession, changes: Sequence[NoteChange], args: argparse.Namespace) -> bool:
    """Write these notes, or show how they would change; whether they were written."""
    if not args.dry_run:
        notes.write_changes(session.paths.root, changes)
        return True
    for one in changes:
        print(format_diff(one.note.path, one.note.text, one.text), end="")
    return False


def find_contacts_folder(paths: VaultPaths) -> str:
    """The folder a new contact goes to: the first of the contacts folders that is there, else the first."""
    folders = paths.settings.contacts
    return next((one for one in folders if (paths.root / one).is_dir()), folders[0])


def describe_next_follow_up(contact: Contact, change: NoteChange, session: WriteSession, today: Day) -> str:
    """When to be in touch again with a contact whose note has changed, as a sentence."""
    settings = session.paths.settings
    what = read_source(build_source(contact.path, change.text), settings).entity
    assert isinstance(what, Contact)
    follow = compute_follow_up(what, settings, today)
    if follow.due and follow.is_live:
        return f"next with {contact.name}: {format_day_short(follow.due)}"
    return f"{contact.name} is never due" if follow.cadence == 0 else f"no day to be in touch with {contact.name} again"
