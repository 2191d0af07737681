"""Rename a note, and with it every link that leads there."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from netnotes.errors import NetnotesError
from netnotes.model.note_path import extract_note_name
from netnotes.reading.file_index import FileIndex, find_file
from netnotes.reading.front_matter import read_front_matter
from netnotes.reading.note import build_source
from netnotes.text import fold_name
from netnotes.vault.edit import build_change, open_note
from netnotes.vault.listing import list_files
from netnotes.vault.note_files import NoteMove
from netnotes.vault.read_notes import read_note_source
from netnotes.writing.edits import apply_edits
from netnotes.writing.links import update_links
from netnotes.writing.new_note import build_file_stem
from netnotes.writing.properties import add_to_property, find_field, set_property

if TYPE_CHECKING:
    from netnotes.network.network import Network
    from netnotes.vault.edit import WriteSession
    from netnotes.vault.listing import VaultListing
    from netnotes.vault.note_files import NoteChange


def find_note_path(network: Network, text: str) -> str:
    """Find a note by its path, or by what a link to it would say; empty if there is none.

    An alias is not enough: it belongs to a contact, and may belong to several.
    """
    file_match = find_file(text.removesuffix(".md"), "", network.file_index)
    if file_match.by_alias or not file_match.path.endswith(".md"):
        return ""
    return file_match.path


def plan_rename(
    session: WriteSession, old_path: str, new_name: str, *, keep_alias: bool
) -> NoteMove:
    """Plan how a note gets a new name in its folder, with the changes in every note linking to it.

    `keep_alias` adds the old name to the note's aliases. Nothing is written yet.
    Raises NetnotesError if no file can have the new name, or if the note has it already.
    """
    stem = build_file_stem(new_name)
    if not stem:
        raise NetnotesError(
            f"`{new_name}` can't be the name of a note: nothing remains that a file may be called."
        )
    new_path = posixpath.join(posixpath.dirname(old_path), f"{stem}.md")
    if new_path == old_path:
        raise NetnotesError(f"{old_path} has this name already.")

    changes = {
        change.note.path: change for change in build_link_changes(session, old_path, new_path)
    }
    own_change = changes.get(old_path) or build_change(open_note(session.paths.root, old_path), ())
    changes[old_path] = _update_names(session, own_change, new_name, keep_alias=keep_alias)
    real_changes = [change for change in changes.values() if change.text != change.note.text]
    return NoteMove(old_path, new_path, tuple(real_changes))


def build_link_changes(
    session: WriteSession, old_path: str, new_path: str
) -> tuple[NoteChange, ...]:
    """Build the changes that make every link to `old_path` lead to `new_path` instead."""
    root = session.paths.root
    listing = list_files(root, session.paths.settings, session.paths.output)
    old_index = session.network.file_index
    new_index = _build_index_after_move(listing, old_path, new_path)

    changes = []
    for file in listing.notes:
        source, _ = read_note_source(root, file)
        if source is None or not update_links(source, old_path, new_path, old_index, new_index):
            continue
        note = open_note(root, file.path)
        edits = update_links(note.source, old_path, new_path, old_index, new_index)
        changes.append(build_change(note, edits))
    return tuple(changes)


def _build_index_after_move(listing: VaultListing, old_path: str, new_path: str) -> FileIndex:
    paths = [new_path]
    for path in (*(file.path for file in listing.notes), *listing.attachments):
        if path not in (old_path, new_path):
            paths.append(path)
    # Without aliases: a link by an alias is found wherever the note is, and is never changed.
    return FileIndex(paths, {})


def _update_names(
    session: WriteSession, change: NoteChange, new_name: str, *, keep_alias: bool
) -> NoteChange:
    """Set the new name in the renamed note itself, where its property `name` has the old one."""
    note, settings = change.note, session.paths.settings
    contact = session.network.contacts_by_path.get(note.path)
    old_name = contact.name if contact else extract_note_name(note.path)
    text = change.text

    front_matter, _ = read_front_matter(note.source.text, note.path)
    field = find_field(front_matter, "name", settings)
    if field and fold_name(field.text) == fold_name(old_name):
        source = build_source(note.path, text)
        text = apply_edits(text, set_property(source, "name", new_name.strip(), settings))
    if keep_alias:
        source = build_source(note.path, text)
        text = apply_edits(text, add_to_property(source, "aliases", (old_name,), settings))
    return change._replace(text=text)
