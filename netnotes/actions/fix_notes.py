"""Fix what is wrong in contacts' notes where only one thing can be meant."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from netnotes.vault.edit import build_change, open_note
from netnotes.vault.listing import stat_file
from netnotes.vault.read_notes import read_note_source
from netnotes.writing.edits import find_obstacle
from netnotes.writing.fixes import build_fix_edits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netnotes.vault.edit import WriteSession
    from netnotes.vault.note_files import NoteChange


class FixedNote(NamedTuple):
    """A note with everything fixed that can be: how it changes, and each fix in words."""

    change: NoteChange
    descriptions: tuple[str, ...]


def iter_fixed_notes(session: WriteSession) -> Iterator[FixedNote]:
    """Yield the notes of contacts in which something can be fixed. Nothing is written yet."""
    root, settings = session.paths.root, session.paths.settings
    for contact in session.network.contacts:
        # Most notes need no fix, and opening a note refuses one that is not safe to edit. So each
        # is read first, and only one that will change is opened.
        source, _ = read_note_source(root, stat_file(root, contact.path))
        if source is None or find_obstacle(source):
            continue
        if not build_fix_edits(source, settings)[0]:
            continue

        note = open_note(root, contact.path)
        edits, descriptions = build_fix_edits(note.source, settings)
        yield FixedNote(build_change(note, edits), descriptions)
