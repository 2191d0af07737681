"""Contacts who are in the vault twice: found, made one note, or marked as two people."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, NamedTuple

from netnotes.actions.link_changes import build_link_changes, require_no_surprise
from netnotes.actions.review_state import rename_reviewed_path
from netnotes.errors import NetnotesError
from netnotes.formats.matching import duplicates
from netnotes.model.note_path import strip_note_ending
from netnotes.reading.reader import read_contact_note
from netnotes.vault.edit import open_note
from netnotes.vault.leftovers import TRASH_FOLDER
from netnotes.vault.note_files import NoteChange, NoteMove, list_remarks_on_copies
from netnotes.vault.obsidian_settings import read_settings_text
from netnotes.writing.edits import apply_edits
from netnotes.writing.links import Rename, update_links
from netnotes.writing.merge import add_distinct_pair, merge_texts

if TYPE_CHECKING:
    from netnotes.model.people import Contact
    from netnotes.vault.edit import WriteSession
    from netnotes.writing.merge import MergeConflict


class MergePlan(NamedTuple):
    """How two notes become one."""

    removed_path: str

    # Where the removed note goes.
    trash_path: str

    # The note that stays comes first, then the notes whose links change.
    changes: tuple[NoteChange, ...]

    # The properties that differ.
    conflicts: tuple[MergeConflict, ...]

    # Sentences on what the merged note does not take over, and what it is then; one more if the
    # two contacts are probably two people.
    left_out: tuple[str, ...]

    # A sentence on each file whose links could not be looked at.
    remarks: tuple[str, ...]


def find_duplicates(session: WriteSession) -> tuple[duplicates.DuplicatePair, ...]:
    """Find pairs of contacts who are probably one person, the most certain first."""
    return duplicates.find_duplicates(session.network.contacts, session.paths.settings.not_the_same)


def plan_merge(session: WriteSession, keep: Contact, other: Contact) -> MergePlan:
    """Plan one note for two contacts; links to `other` will lead to `keep`.

    Raises NetnotesError if both are the same note, or one of them cannot be edited.
    """
    if keep is other:
        raise NetnotesError(f"{keep.path} is one note already.")
    root, settings = session.paths.root, session.paths.settings
    trash_path = _find_free_path(
        session, posixpath.join(TRASH_FOLDER, posixpath.basename(other.path))
    )

    kept_note = open_note(root, keep.path)
    removed_note = open_note(root, other.path)
    old_index = session.network.file_index
    names = (*old_index.list_names(keep.path), *old_index.list_names(other.path))
    new_index = old_index.build_after_move(other.path, keep.path, names, is_merged=True)
    rename = Rename(other.path, keep.path, old_index, new_index)
    link_changes = build_link_changes(session, rename, other.name, keep.name)
    if link_changes.unchanged:
        require_no_surprise(link_changes, keep.name, takes_links=True)

    # Each of the two notes may have links to the removed one, which change before the texts meet.
    # Those of the removed note are written for the place where its text will be.
    changes = {change.note.path: change for change in link_changes.changes}
    changes.pop(other.path, None)
    kept_change = changes.pop(keep.path, None) or NoteChange(kept_note, kept_note.text)
    removed_links = update_links(removed_note.source, rename, keep.path)
    removed_text = apply_edits(removed_note.text, removed_links.edits)

    merged = merge_texts(
        kept_change.text,
        keep,
        removed_text,
        read_contact_note(other.path, removed_text, settings),
        settings,
    )
    return MergePlan(
        other.path,
        trash_path,
        (NoteChange(kept_note, merged.text), *changes.values()),
        merged.conflicts,
        (*merged.left_out, *duplicates.list_contradictions(keep, other)),
        (*link_changes.remarks, *list_remarks_on_copies(root, other.path)),
    )


def write_merge(session: WriteSession, plan: MergePlan) -> None:
    """Write the merged note and the changed links, and move the other note to the trash."""
    session.writer.move_note(NoteMove(plan.removed_path, plan.trash_path, plan.changes))
    kept_path = plan.changes[0].note.path
    rename_reviewed_path(session.paths.cache_folder, plan.removed_path, kept_path)


def _find_free_path(session: WriteSession, path: str) -> str:
    """Find a path that is not taken, with a number behind the name if needed."""
    stem = strip_note_ending(path)
    free_path = path
    number = 1
    while (session.paths.root / free_path).exists():
        number += 1
        free_path = f"{stem} {number}.md"
    return free_path


class SettingsChange(NamedTuple):
    """The text of the settings file before and after a change."""

    # None if there is no settings file yet.
    old_text: str | None

    text: str


def plan_distinct_pair(session: WriteSession, left: Contact, right: Contact) -> SettingsChange:
    """Plan settings in which two contacts are marked as two people.

    Raises NetnotesError if the settings cannot be read.
    """
    old_text = read_settings_text(session.paths.root)
    return SettingsChange(old_text, add_distinct_pair(old_text or "", left.path, right.path))


def write_settings(session: WriteSession, change: SettingsChange) -> None:
    """Write the settings file, or make it."""
    session.writer.write_settings(change.old_text, change.text)
