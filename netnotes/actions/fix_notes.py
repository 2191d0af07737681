"""Fix what is wrong in notes where only one thing can be meant."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from netnotes.text import join_words
from netnotes.vault.edit import build_change, open_note
from netnotes.vault.listing import list_files, stat_file
from netnotes.vault.obsidian_settings import find_daily_notes
from netnotes.vault.read_notes import read_note_source
from netnotes.vault.unlinked_mentions import build_mention_finder
from netnotes.writing.edits import Edit, find_obstacle
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
    """Yield the notes in which something can be fixed. Nothing is written yet."""
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
    yield from _iter_linked_notes(session)


def _iter_linked_notes(session: WriteSession) -> Iterator[FixedNote]:
    """Yield the notes about days that get links to those they name, if the settings ask for it."""
    root, settings = session.paths.root, session.paths.settings
    finder = build_mention_finder(session.network, find_daily_notes(root, settings))
    if finder is None:
        return
    for file in list_files(root, settings, session.paths.output).notes:
        if not finder.can_have_touches(file.path):
            continue
        source, _ = read_note_source(root, file)
        if source is None or find_obstacle(source) or not finder.find_touches(source):
            continue
        note = open_note(root, file.path)
        touches = finder.find_touches(note.source)
        edits = [Edit(touch.line_number, 1, (touch.new_line,)) for touch in touches]
        names = dict.fromkeys(name for touch in touches for name in touch.names)
        yield FixedNote(build_change(note, edits), (f"links to {join_words(names)}",))
