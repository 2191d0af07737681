"""Contacts who are in the vault twice: found, made one note, or marked as two people."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, NamedTuple

from netnotes.actions.rename_note import build_link_changes
from netnotes.errors import NetnotesError
from netnotes.formats.matching import duplicates
from netnotes.vault.edit import open_note
from netnotes.vault.note_files import NoteChange, NoteMove
from netnotes.vault.obsidian_settings import read_settings_text
from netnotes.writing.merge import add_distinct_pair, merge_texts

if TYPE_CHECKING:
    from netnotes.model.people import Contact
    from netnotes.vault.edit import WriteSession


# Where Obsidian puts what is deleted in a vault; nothing in it is read.
TRASH_FOLDER = ".trash"


class MergePlan(NamedTuple):
    """How two notes become one."""

    removed_path: str

    # Where the removed note goes.
    trash_path: str

    # The note that stays comes first, then the notes whose links change.
    changes: tuple[NoteChange, ...]

    # The properties that differ, with the value of the removed note.
    conflicts: tuple[tuple[str, str], ...]


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

    link_changes = build_link_changes(session, other.path, keep.path)
    changes = {change.note.path: change for change in link_changes}
    # Each of the two notes may have links to the removed one, which change before the texts meet.
    removed_change = changes.pop(other.path, None)
    removed_text = removed_change.text if removed_change else open_note(root, other.path).text
    kept_change = changes.pop(keep.path, None)
    kept_note = open_note(root, keep.path)
    kept_text = kept_change.text if kept_change else kept_note.text

    merged = merge_texts(kept_text, keep, removed_text, other, settings)
    return MergePlan(
        other.path,
        trash_path,
        (NoteChange(kept_note, merged.text), *changes.values()),
        merged.conflicts,
    )


def write_merge(session: WriteSession, plan: MergePlan) -> None:
    """Write the merged note and the changed links, and move the other note to the trash."""
    session.writer.move_note(NoteMove(plan.removed_path, plan.trash_path, plan.changes))


def _find_free_path(session: WriteSession, path: str) -> str:
    """Find a path that is not taken, with a number behind the name if needed."""
    stem = path.removesuffix(".md")
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
