"""WriteSession: a vault opened for writing by one command alone; notes opened and changed in it."""

from __future__ import annotations

import difflib
import os
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from netnotes.errors import NetnotesError, describe_os_error
from netnotes.reading.note import build_source, compute_note_digest
from netnotes.vault.former_rename import complete_former_plan
from netnotes.vault.interrupted import settle_interrupted_commands
from netnotes.vault.leftovers import remove_leftovers
from netnotes.vault.note_files import EditableNote, NoteChange, hold_write_lock
from netnotes.vault.note_writer import NoteWriter
from netnotes.vault.plain_file import MAX_NOTE_BYTES, read_plain_file
from netnotes.vault.undo_records import UndoRecords
from netnotes.writing.edits import apply_edits, find_obstacle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from netnotes.network.network import Network
    from netnotes.vault.paths import VaultPaths
    from netnotes.writing.edits import Edit


# So long may an editor take to write what it saves.
SAVE_SECONDS = 0.2


class WriteSession(NamedTuple):
    """A vault opened for writing: its folder and settings, and the network of its notes."""

    paths: VaultPaths
    network: Network

    # Everything that the command writes goes through it.
    writer: NoteWriter


@contextmanager
def begin_writing(
    paths: VaultPaths, command: str, report: Callable[[str], None]
) -> Iterator[NoteWriter]:
    """Hold the lock for writing notes, and clear up what commands that were killed have left.

    `command` names the verb to commands that wait. `report` takes a sentence on what was taken
    back, and on what can't be taken back later. Raises BusyError when another command keeps the
    lock, and NetnotesError where the user must say first what becomes of half a command.
    """
    root, cache_folder = paths.root, paths.cache_folder
    with hold_write_lock(cache_folder, f"netnotes {command}"):
        sentence = complete_former_plan(paths)
        if sentence:
            report(sentence)
        # First what is left in the folders that a killed command has created: they go after that.
        remove_leftovers(root)
        for sentence in settle_interrupted_commands(root, UndoRecords(root, cache_folder)):
            report(sentence)
        yield NoteWriter(root, cache_folder, command, report)


def open_note(root: Path, path: str) -> EditableNote:
    """Read a note to be edited.

    Raises NetnotesError where it can't be read, or where an edit could not keep the rest of it as
    it is.
    """
    note = open_text(root, path)
    obstacle = find_obstacle(note.source)
    if obstacle is not None:
        raise NetnotesError(
            f"{obstacle.location}: {obstacle.message} {obstacle.help} "
            "Until then nothing is written to this note."
        )

    return note


def open_text(root: Path, path: str) -> EditableNote:
    """Read a note whatever is in it. Raises NetnotesError where it can't be read."""
    try:
        content = _read_settled_note(root, path)
    except OSError as error:
        raise NetnotesError(
            f"{path} can't be read: {describe_os_error(error)}. Nothing was written."
        ) from None
    if len(content) > MAX_NOTE_BYTES:
        raise NetnotesError(f"{path} is over the 1 MiB limit for a note. Nothing was written.")

    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        raise NetnotesError(
            f"{path} is not UTF-8: byte {error.start} can't be read. Nothing was written."
        ) from None

    return EditableNote(path, text, compute_note_digest(content))


def _read_settled_note(root: Path, path: str) -> bytes:
    """Read a note; one that is empty and was just written, a moment later. Raises OSError.

    Many editors empty a file before they write it.
    """
    content = read_plain_file(root, path, MAX_NOTE_BYTES + 1)
    if not content and time.time() - os.stat(root / path).st_mtime < SAVE_SECONDS:
        time.sleep(SAVE_SECONDS)
        content = read_plain_file(root, path, MAX_NOTE_BYTES + 1)
    return content


def build_change(note: EditableNote, edits: Iterable[Edit]) -> NoteChange:
    """Build the change of a note that these edits make."""
    return NoteChange(note, apply_edits(note.text, edits))


def format_diff(path: str, before: str, after: str) -> str:
    """Format what an edit would change as a unified diff; empty where it changes nothing."""
    old_lines = build_source(path, before).text.splitlines(keepends=True)
    new_lines = build_source(path, after).text.splitlines(keepends=True)

    diff_lines = []
    for line in difflib.unified_diff(old_lines, new_lines, f"a/{path}", f"b/{path}", n=1):
        if line.endswith("\n"):
            diff_lines.append(line)
        else:
            # difflib does not mark a last line without a line end; `diff` and git do it with these
            # words.
            diff_lines.append(f"{line}\n\\ No newline at end of file\n")

    return "".join(diff_lines)
