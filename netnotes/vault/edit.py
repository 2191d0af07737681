"""WriteSession: alone at it, a note opened for editing, a change, a preview."""

from __future__ import annotations

import difflib
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from netnotes.errors import NetnotesError, describe_os_error
from netnotes.reading.note import build_source
from netnotes.vault.note_files import (
    EditableNote,
    NoteChange,
    compute_digest,
    finish_pending_move,
    hold_write_lock,
)
from netnotes.vault.plain_file import MAX_NOTE_BYTES, read_plain_file
from netnotes.writing.edits import apply_edits, find_obstacle

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from netnotes.network.network import Network
    from netnotes.vault.paths import VaultPaths
    from netnotes.writing.edits import Edit


class WriteSession(NamedTuple):
    """A vault opened for writing: where it lies, and the network its notes make."""

    paths: VaultPaths
    network: Network


@contextmanager
def begin_writing(paths: VaultPaths, command: str) -> Iterator[None]:
    """Be the only one that writes notes of a vault; what an earlier one left half done is completed first."""
    with hold_write_lock(paths.cache_folder, f"netnotes {command}"):
        for path in finish_pending_move(paths.root, paths.cache_folder):
            message = f"{path} was changed before a rename was complete; look at its links."
            print(message, file=sys.stderr)  # noqa: T201 - moves to the verbs
        yield


def open_note(root: Path, path: str) -> EditableNote:
    """A note as it lies on the disk. Raises NetnotesError where it can't be read or can't be edited safely."""
    try:
        raw = read_plain_file(root, path, MAX_NOTE_BYTES + 1)
    except OSError as error:
        raise NetnotesError(
            f"{path} can't be read: {describe_os_error(error)}. Nothing was written."
        ) from None
    if len(raw) > MAX_NOTE_BYTES:
        raise NetnotesError(f"{path} is larger than a note is (1 MiB). Nothing was written.")
    try:
        note = EditableNote(path, raw.decode(), compute_digest(raw))
    except UnicodeDecodeError as error:
        raise NetnotesError(
            f"{path} is not UTF-8: byte {error.start} can't be read. Nothing was written."
        ) from None
    if why := find_obstacle(note.source):
        raise NetnotesError(
            f"{why.location}: {why.message} {why.help} Until then nothing is written to this note."
        )
    return note


def build_change(note: EditableNote, edits: Iterable[Edit]) -> NoteChange:
    """A note with these edits made."""
    return NoteChange(note, apply_edits(note.text, edits))


def format_diff(path: str, before: str, after: str) -> str:
    """What an edit would change, as a unified diff; nothing where it changes nothing."""
    old, new = (build_source(path, text).text.splitlines(keepends=True) for text in (before, after))
    lines = difflib.unified_diff(old, new, f"a/{path}", f"b/{path}", n=1)
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )
