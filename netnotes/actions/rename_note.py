"""A note and every link to it, renamed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.model.note_path import extract_note_name
from netnotes.reading.file_index import FileIndex
from netnotes.reading.front_matter import read_front_matter
from netnotes.reading.note import build_source
from netnotes.text import fold_name
from netnotes.vault.edit import build_change, open_note
from netnotes.vault.listing import list_files
from netnotes.vault.read_notes import read_note_source
from netnotes.writing.edits import apply_edits
from netnotes.writing.links import update_links
from netnotes.writing.properties import add_to_property, find_field, set_property

if TYPE_CHECKING:
    import argparse

    from netnotes.vault.edit import WriteSession
    from netnotes.vault.note_files import NoteChange


def build_link_changes(
    session: WriteSession, old_path: str, new_path: str
) -> tuple[NoteChange, ...]:
    """Every note in which a link leads to the old path, as it is when that leads to the new one."""
    root = session.paths.root
    listing = list_files(root, session.paths.settings, session.paths.output)
    paths = (*(file.path for file in listing.notes), *listing.attachments)
    before, after = (
        session.network.file_index,
        FileIndex([new_path, *(path for path in paths if path not in (old_path, new_path))], {}),
    )
    changes = []
    for file in listing.notes:
        source, _ = read_note_source(root, file)
        if source and update_links(source, old_path, new_path, before, after):
            note = open_note(root, file.path)
            changes.append(
                build_change(note, update_links(note.source, old_path, new_path, before, after))
            )
    return tuple(changes)


def update_renamed_note(
    session: WriteSession, change: NoteChange, args: argparse.Namespace
) -> NoteChange:
    """The renamed note with its own property `name`, and with its old name as an alias where that is wanted."""
    note, settings = change.note, session.paths.settings
    contact = session.network.contacts_by_path.get(note.path)
    said = contact.name if contact else extract_note_name(note.path)
    front, _ = read_front_matter(note.source.text, note.path)
    field = find_field(front, "name", settings)
    text = change.text
    if field and fold_name(field.text) == fold_name(said):
        text = apply_edits(
            text, set_property(build_source(note.path, text), "name", args.new.strip(), settings)
        )
    if args.alias:
        text = apply_edits(
            text, add_to_property(build_source(note.path, text), "aliases", (said,), settings)
        )
    return change._replace(text=text)
