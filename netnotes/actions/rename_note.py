"""Rename a note, and with it every link that leads there."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, NamedTuple

from netnotes.actions.link_changes import build_link_changes, require_no_surprise
from netnotes.actions.review_state import rename_reviewed_path
from netnotes.errors import NetnotesError
from netnotes.model.note_path import (
    decode_page_name,
    extract_note_name,
    extract_page_prefix,
    strip_note_ending,
)
from netnotes.model.people import Contact
from netnotes.model.settings import SETTINGS_FILE_NAME
from netnotes.reading.file_index import find_file
from netnotes.reading.front_matter import read_front_matter
from netnotes.reading.note import build_source
from netnotes.reading.reader import read_source
from netnotes.text import fold_name
from netnotes.vault.edit import open_note
from netnotes.vault.listing import is_excluded
from netnotes.vault.note_files import (
    NoteChange,
    NoteMove,
    list_remarks_on_copies,
    require_no_mistaken_copy,
)
from netnotes.vault.obsidian_settings import find_daily_notes
from netnotes.writing.edits import apply_edits
from netnotes.writing.links import Rename
from netnotes.writing.new_note import build_file_stem, write_type_where_needed
from netnotes.writing.properties import add_to_property, find_field, set_property

if TYPE_CHECKING:
    from netnotes.network.network import Network
    from netnotes.vault.edit import WriteSession
    from netnotes.vault.note_files import EditableNote


class RenamePlan(NamedTuple):
    """How a note gets a new name."""

    note_move: NoteMove

    # A sentence on each file whose links could not be looked at, or that is no copy any more.
    remarks: tuple[str, ...]


def find_note_path(network: Network, text: str) -> str:
    """Find a note by its path, or by what a link to it would say; empty if there is none.

    An alias is not enough: it belongs to a contact, and may belong to several.
    """
    file_match = find_file(strip_note_ending(text), "", network.file_index)
    page_name = decode_page_name(file_match.path)
    if page_name and fold_name(page_name) == fold_name(text):
        return file_match.path
    if file_match.by_alias or not file_match.path.casefold().endswith(".md"):
        return ""
    return file_match.path


def plan_rename(
    session: WriteSession,
    old_path: str,
    new_name: str,
    *,
    keep_alias: bool,
    takes_links: bool = False,
) -> RenamePlan:
    """Plan how a note gets a new name in its folder, with the changes in every file linking to it.

    `keep_alias` adds the old name to the note's aliases. `takes_links` says that links to the new
    name which lead nowhere yet mean this note. Nothing is written yet.
    Raises NetnotesError if no file can have the new name, or if the note has it already; and where
    a link or a name would mean somebody else afterwards.
    """
    new_name = _strip_namespace(old_path, new_name)
    new_path = _build_new_path(session, old_path, new_name)
    note = open_note(session.paths.root, old_path)
    old_name = _find_name(session, old_path)
    text = _update_names(session, note, old_name, new_name, keep_alias=keep_alias)

    settings = session.paths.settings
    old_index = session.network.file_index
    names = _list_names(session, new_path, text)
    rename = Rename(
        old_path, new_path, old_index, old_index.build_after_move(old_path, new_path, names)
    )
    link_changes = build_link_changes(session, rename, old_name, new_name.strip())
    require_no_surprise(link_changes, new_name.strip(), takes_links=takes_links)

    changes = {change.note.path: change for change in link_changes.changes}
    own_change = changes.get(old_path) or NoteChange(note, note.text)
    own_text = _update_names(
        session, own_change.note, old_name, new_name, keep_alias=keep_alias, text=own_change.text
    )
    if isinstance(read_source(build_source(old_path, own_text), settings).entity, Contact):
        own_text = write_type_where_needed(new_path, own_text, settings)
    changes[old_path] = own_change._replace(text=own_text)
    real_changes = [change for change in changes.values() if change.text != change.note.text]
    remarks = (*link_changes.remarks, *list_remarks_on_copies(session.paths.root, old_path))
    return RenamePlan(NoteMove(old_path, new_path, tuple(real_changes)), remarks)


def write_rename(session: WriteSession, plan: RenamePlan) -> None:
    """Give the note its new name, and change all links: all of them, or none."""
    session.writer.move_note(plan.note_move)
    old_path, new_path, _ = plan.note_move
    rename_reviewed_path(session.paths.cache_folder, old_path, new_path)


def _strip_namespace(old_path: str, new_name: str) -> str:
    """Strip the namespace from the new name of a Logseq page, which keeps the one that it has.

    Raises NetnotesError if the new name has another one.
    """
    page_name = decode_page_name(old_path)
    if not page_name or "/" not in new_name:
        return new_name
    namespace = page_name.rpartition("/")[0]
    new_namespace, _, name = new_name.strip().rpartition("/")
    if fold_name(new_namespace) != fold_name(namespace):
        raise NetnotesError(
            f"The page {page_name} stays in its namespace `{namespace}`, and `{new_name}` is in "
            "another one: rename it in Logseq. Nothing was renamed."
        )
    return name


def _build_new_path(session: WriteSession, old_path: str, new_name: str) -> str:
    stem = build_file_stem(new_name)
    if not stem:
        raise NetnotesError(
            f"`{new_name}` can't be the name of a note: nothing remains that a file may be called."
        )
    prefix = extract_page_prefix(old_path)
    new_path = posixpath.join(posixpath.dirname(old_path), f"{prefix}{stem}.md")
    if new_path == old_path:
        raise NetnotesError(f"{old_path} has this name already.")
    if is_excluded(new_path, session.paths.settings):
        raise NetnotesError(
            f"`exclude` in {SETTINGS_FILE_NAME} leaves out {new_path}: under this name the note "
            "would not be read any more. Nothing was renamed."
        )
    require_no_mistaken_copy(session.paths.root, new_path, old_path)
    return new_path


def _find_name(session: WriteSession, path: str) -> str:
    """Find what the contact is called that a note is about; the note's own name for others."""
    contact = session.network.contacts_by_path.get(path)
    if contact:
        return contact.name
    return extract_note_name(path)


def _list_names(session: WriteSession, path: str, text: str) -> tuple[str, ...]:
    """List what a note is called besides the name of its file, once it says `text`."""
    root, settings = session.paths.root, session.paths.settings
    reading = read_source(build_source(path, text), settings, find_daily_notes(root, settings))
    entity_names = (reading.entity.name,) if reading.entity else ()
    page_name = decode_page_name(path)
    return (*reading.aliases, *entity_names, *((page_name,) if page_name else ()))


def _update_names(
    session: WriteSession,
    note: EditableNote,
    old_name: str,
    new_name: str,
    *,
    keep_alias: bool,
    text: str = "",
) -> str:
    """Set the new name in the renamed note itself, where its property `name` has the old one.

    `text` is what the note says by now, if its links have changed already.
    """
    settings = session.paths.settings
    text = text or note.text

    front_matter, _ = read_front_matter(note.source.text, note.path)
    field = find_field(front_matter, "name", settings)
    if field and fold_name(field.text) == fold_name(old_name):
        source = build_source(note.path, text)
        text = apply_edits(text, set_property(source, "name", new_name.strip(), settings))
    if keep_alias:
        source = build_source(note.path, text)
        text = apply_edits(text, add_to_property(source, "aliases", (old_name,), settings))
    return text
