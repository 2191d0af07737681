"""The changes in all files of a vault that lead to a note which gets another path."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from netnotes.errors import NetnotesError, describe_os_error
from netnotes.model.settings import SETTINGS_FILE_NAME
from netnotes.reading.file_index import fold_path
from netnotes.reading.note import build_source, compute_note_digest
from netnotes.vault.edit import open_note
from netnotes.vault.listing import list_files
from netnotes.vault.note_files import EditableNote, NoteChange
from netnotes.vault.plain_file import MAX_FILE_BYTES, read_plain_file
from netnotes.vault.read_notes import read_note_source
from netnotes.writing.edits import apply_edits
from netnotes.writing.linked_files import update_base, update_canvas, update_settings
from netnotes.writing.links import Rename, has_affected_name, update_links
from netnotes.writing.plain_names import update_plain_names
from netnotes.writing.settings_text import set_settings

if TYPE_CHECKING:
    from netnotes.vault.edit import WriteSession
    from netnotes.vault.listing import VaultFile


class LinkChanges(NamedTuple):
    """What a rename changes in the files that lead to the note, and what needs a person."""

    changes: tuple[NoteChange, ...]

    # Where links and names are that led nowhere and would now lead to the note, as in
    # `People/Cleo.md:4`.
    captured: tuple[str, ...] = ()

    # Where names are that ought to follow the note and can't be replaced by themselves.
    unchanged: tuple[str, ...] = ()

    # A sentence on each file whose links could not be looked at.
    remarks: tuple[str, ...] = ()


def build_link_changes(
    session: WriteSession, rename: Rename, old_name: str, new_name: str
) -> LinkChanges:
    """Build the changes after which every link and name means the same note as before.

    `old_name` and `new_name` are what the contact is called in the settings before and after.
    """
    root = session.paths.root
    listing = list_files(root, session.paths.settings, session.paths.output)
    changes = []
    captured: list[str] = []
    unchanged: list[str] = []
    remarks: list[str] = []
    for file in listing.notes:
        update = _update_note(session, file, rename)
        if isinstance(update, str):
            remarks.append(update)
            continue
        change, captured_places, unchanged_places = update
        captured += captured_places
        unchanged += unchanged_places
        if change is not None:
            changes.append(change)

    for path in (*listing.attachments, SETTINGS_FILE_NAME):
        file_change = _try_to_update_file(session, path, rename, (old_name, new_name))
        if isinstance(file_change, str):
            remarks.append(file_change)
        elif file_change is not None:
            changes.append(file_change)
    if _is_of_inbox(rename, session) and not os.path.lexists(root / SETTINGS_FILE_NAME):
        remarks.append(
            f"{rename.new_path} is no longer read as the inbox. If it is to be, write "
            f'`inbox = "{rename.new_path}"` under [capture] in {SETTINGS_FILE_NAME}.'
        )
    return LinkChanges(tuple(changes), tuple(captured), tuple(unchanged), tuple(remarks))


def _try_to_update_file(
    session: WriteSession, path: str, rename: Rename, names: tuple[str, str]
) -> NoteChange | str | None:
    """Build the change of a file that is no note; a sentence if that can't be done, or None."""
    try:
        return _update_file(session, path, rename, names)
    except OSError as error:
        reason = describe_os_error(error)
    except ValueError as error:
        reason = str(error)
    except NetnotesError as error:
        return str(error)
    return f"{path} can't be read, so its links stay as they are: {reason}."


def _is_of_inbox(rename: Rename, session: WriteSession) -> bool:
    return fold_path(session.paths.settings.inbox) == fold_path(rename.old_path)


def _update_note(
    session: WriteSession, file: VaultFile, rename: Rename
) -> tuple[NoteChange | None, list[str], list[str]] | str:
    """Build the change of a note, with the places that need a person; a sentence if unreadable."""
    path, root = file.path, session.paths.root
    source, diagnostics = read_note_source(root, file)
    if source is None:
        reason = "It is gone."
        if diagnostics:
            reason = diagnostics[0].message
        return f"{path}: {reason} Its links stay as they are."
    if not has_affected_name(source.text, rename):
        return None, [], []

    settings = session.paths.settings
    links = update_links(source, rename)
    names = update_plain_names(source, rename, settings)
    captured = [f"{path}:{line}" for line, _ in sorted({*links.captured, *names.captured})]
    unchanged = [f"{path}:{line}" for line, _ in names.unchanged]
    if not links.edits and not names.edits:
        return None, captured, unchanged

    note = open_note(root, path)
    text = apply_edits(note.text, update_links(note.source, rename).edits)
    names = update_plain_names(build_source(path, text), rename, settings)
    return NoteChange(note, apply_edits(text, names.edits)), captured, unchanged


def _update_file(
    session: WriteSession, path: str, rename: Rename, names: tuple[str, str]
) -> NoteChange | None:
    """Build the change of a canvas, a table view or the settings; None for any other file.

    Raises OSError or ValueError where it can't be read.
    """
    is_settings = path == SETTINGS_FILE_NAME
    if not is_settings and not path.casefold().endswith((".canvas", ".base")):
        return None
    try:
        content = read_plain_file(session.paths.root, path, MAX_FILE_BYTES + 1)
    except FileNotFoundError:
        return None
    if len(content) > MAX_FILE_BYTES:
        raise ValueError("it is larger than 16 MiB")
    text = content.decode()
    if is_settings:
        new_text = _update_settings(session, text, rename, names)
    elif path.casefold().endswith(".canvas"):
        # An empty file is an empty canvas.
        new_text = text
        if text.strip():
            new_text = update_canvas(text, path, rename)
    else:
        new_text = update_base(text, path, rename)
    if new_text == text:
        return None
    return NoteChange(EditableNote(path, text, compute_note_digest(content)), new_text)


def _update_settings(
    session: WriteSession, text: str, rename: Rename, names: tuple[str, str]
) -> str:
    """Update links and names in the text of the settings, and `inbox` where it was renamed."""
    if has_affected_name(text, rename):
        text = update_settings(text, rename, *names)
    if _is_of_inbox(rename, session):
        text = set_settings(text, {("capture", "inbox"): rename.new_path})
    return text


def require_no_surprise(link_changes: LinkChanges, new_name: str, *, takes_links: bool) -> None:
    """Raise NetnotesError where a rename would change whom a link or a name means."""
    if link_changes.unchanged:
        raise NetnotesError(
            f"{_join_places(link_changes.unchanged)}: a name there can't be replaced "
            "automatically. Write it as a link, [[…]] in quotes, and run this again. Nothing was "
            "renamed."
        )
    if link_changes.captured and not takes_links:
        raise NetnotesError(
            f"{_join_places(link_changes.captured)}: there it says `{new_name}` already, and no "
            "note has that name so far. After the rename this note would be meant. Add "
            "--take-links if it is; if somebody else is meant, choose another name. "
            "Nothing was renamed."
        )


MAX_PLACES_SHOWN = 5


def _join_places(places: tuple[str, ...]) -> str:
    shown = ", ".join(places[:MAX_PLACES_SHOWN])
    more = len(places) - MAX_PLACES_SHOWN
    if more > 0:
        return f"{shown} and {more} more"
    return shown
