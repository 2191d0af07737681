"""Write notes and other files of the vault, each whole at any moment.

A rename changes several notes. It is planned in a file before the first of them is touched, and the
next command that writes completes what a crash has left: all notes change, or none.
"""

from __future__ import annotations

import json
import os
import unicodedata
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypedDict

from netnotes.errors import DiskError, NetnotesError, NoteChangedError, describe_os_error
from netnotes.reading.note import build_source, compute_note_digest
from netnotes.system.atomic_files import replace_file
from netnotes.system.file_changes import FileChange, write_files
from netnotes.system.links_out import describe_link_out, find_link_out
from netnotes.system.lock import hold_lock
from netnotes.vault.plain_file import MAX_NOTE_BYTES, read_plain_file
from netnotes.vault.sync_copies import extract_placeholder_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from netnotes.reading.note import Source


# How long a command waits for another one that is writing notes.
WAIT_SECONDS = 5.0

PENDING_MOVE_FILE_NAME = "rename.json"


class EditableNote(NamedTuple):
    """A note as it was read to be edited."""

    # The path in the vault, with `/`.
    path: str

    # The text with its byte order mark and line ends, so that an edit changes nothing else.
    text: str

    # The digest of the note's bytes: whether another program has written the note since.
    digest: str

    @property
    def source(self) -> Source:
        """The note in the form that the reading functions take."""
        return build_source(self.path, self.text)


class NoteChange(NamedTuple):
    """A note as it was read, and the text that it is to have."""

    note: EditableNote
    text: str


class NoteMove(NamedTuple):
    """A note that gets a new path, and the changes of notes that go with it.

    The moved note has its old path in `changes`.
    """

    old_path: str
    new_path: str
    changes: tuple[NoteChange, ...]


class _PendingMove(TypedDict):
    """The plan of a rename as it is saved; `notes` holds path, old digest and new text of each."""

    root: str
    old: str
    new: str
    notes: list[list[str]]


@contextmanager
def hold_write_lock(cache_folder: Path, command: str) -> Iterator[None]:
    """Hold the lock that lets one command at a time write notes.

    `command` names us to those who wait, as in "netnotes log". Raises BusyError when another one
    keeps the lock for longer than `WAIT_SECONDS`.
    """
    with hold_lock(cache_folder / "notes-lock", command, WAIT_SECONDS):
        yield


def _require_unchanged(root: Path, note: EditableNote) -> None:
    """Raise NoteChangedError when the note on the disk is not the one that was read."""
    try:
        digest = compute_note_digest(read_plain_file(root, note.path, MAX_NOTE_BYTES + 1))
    except OSError:
        digest = ""

    if digest != note.digest:
        raise NoteChangedError(
            f"{note.path} was changed while this was being written, perhaps by your editor. "
            "It was left as it is; try again."
        )


def require_inside(root: Path, path: str) -> None:
    """Raise NetnotesError where a path in the vault leads out of it: nothing is written there."""
    link_out = find_link_out(root / path, root)
    if link_out:
        raise NetnotesError(f"{path} is not written: {describe_link_out(link_out)}.")


def resolve_vault_file(root: Path, path: str) -> Path:
    """Find the file to be replaced: for a link, which stays, the file that it leads to.

    Raises NetnotesError where that would be outside the vault.
    """
    require_inside(root, path)
    file = root / path
    return Path(os.path.realpath(file)) if file.is_symlink() else file


def move_note(root: Path, cache_folder: Path, note_move: NoteMove) -> None:
    """Give a note its new path, and write all changes that go with it.

    What a crash leaves half done, `finish_pending_move` completes. Raises NetnotesError, before
    anything is touched, when a note has changed since it was read or the new path is taken.
    """
    # Before the plan is saved: nothing of a move that must not be made may be left behind.
    for path in (note_move.old_path, note_move.new_path):
        require_inside(root, path)
    for change in note_move.changes:
        require_inside(root, change.note.path)
        _require_unchanged(root, change.note)

    old_file = root / note_move.old_path
    new_file = root / note_move.new_path
    if _has_other_file(new_file, old_file):
        raise NetnotesError(f"{note_move.new_path} is there already. Nothing was renamed.")

    _save_pending_move(root, cache_folder, note_move)
    finish_pending_move(root, cache_folder)


def _has_other_file(new_file: Path, old_file: Path) -> bool:
    """Check whether another file has the new name, in whatever case and form of accents.

    For a rename that changes only these, the old file is no other one. On some disks both names are
    one file; on the others, too, a second file of such a name would be lost on the way to a Mac.
    """
    if not new_file.parent.is_dir():
        return False
    folded_name = fold_file_name(new_file.name)
    for name in os.listdir(new_file.parent):
        is_old_file = new_file.parent == old_file.parent and name == old_file.name
        if fold_file_name(name) == folded_name and not is_old_file:
            return True
    return False


def fold_file_name(name: str) -> str:
    """Fold a file's name as a Mac does: case does not count, nor the form of accents.

    A note that iCloud has not downloaded counts as the note.
    """
    name = extract_placeholder_name(name) or name
    return unicodedata.normalize("NFC", name).casefold()


def _save_pending_move(root: Path, cache_folder: Path, note_move: NoteMove) -> None:
    plan: _PendingMove = {
        "root": str(root),
        "old": note_move.old_path,
        "new": note_move.new_path,
        "notes": [
            [change.note.path, change.note.digest, change.text] for change in note_move.changes
        ],
    }
    try:
        cache_folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        replace_file(cache_folder / PENDING_MOVE_FILE_NAME, json.dumps(plan).encode(), mode=0o600)
    except OSError as error:
        raise NetnotesError(
            f"The rename could not be prepared in {cache_folder}: {describe_os_error(error)}."
        ) from None


def finish_pending_move(root: Path, cache_folder: Path) -> tuple[str, ...]:
    """Complete a rename that was cut short, if there is one.

    Returns the paths of the notes that someone else has changed or removed meanwhile: they are left
    as they are, so their links may still lead to the old name. The caller holds the lock for
    writing notes.
    """
    plan = _load_pending_move(root, cache_folder)
    if plan is None:
        return ()

    skipped_paths = []
    for path, old_digest, new_text in plan["notes"]:
        # The moved note is written under its old path, unless the crash came after its move.
        is_moved = path == plan["old"] and not os.path.lexists(root / path)
        current_path = plan["new"] if is_moved else path
        if not _apply_planned_text(root, current_path, old_digest, new_text):
            skipped_paths.append(path)

    old_file = root / plan["old"]
    new_file = root / plan["new"]
    if os.path.lexists(old_file) and (
        not os.path.lexists(new_file) or os.path.samefile(old_file, new_file)
    ):
        new_file.parent.mkdir(parents=True, exist_ok=True)
        os.rename(old_file, new_file)
    os.unlink(cache_folder / PENDING_MOVE_FILE_NAME)

    return tuple(skipped_paths)


def _load_pending_move(root: Path, cache_folder: Path) -> _PendingMove | None:
    """Load the plan of a rename; None where there is none, or only one of another vault."""
    try:
        plan: _PendingMove = json.loads((cache_folder / PENDING_MOVE_FILE_NAME).read_bytes())
    except (OSError, ValueError):
        return None

    return plan if plan["root"] == str(root) else None


def _apply_planned_text(root: Path, path: str, old_digest: str, new_text: str) -> bool:
    """Write a note's new text if the note is still the old one; False if it is a third one."""
    try:
        content = read_plain_file(root, path, MAX_NOTE_BYTES + 1)
    except OSError:
        return False

    if compute_note_digest(content) == old_digest:
        replace_file(resolve_vault_file(root, path), new_text.encode())
        return True

    return content == new_text.encode()


def create_vault_files(
    root: Path, files: Iterable[tuple[str, str]], new_folder: str
) -> tuple[str, ...]:
    """Create files of the vault, all or none, and a folder; returns the paths of those created.

    Each file is its path and text. One that is there already stays as it is. `new_folder` is empty
    for none. Raises NetnotesError where something can't be made, or would be outside the vault.
    """
    if new_folder:
        require_inside(root, new_folder)
    changes = []
    for path, content in files:
        require_inside(root, path)
        if not os.path.lexists(root / path):
            changes.append(FileChange(path, root / path, None, content.encode()))
    write_files(changes)

    created_paths = tuple(change.name for change in changes)
    if new_folder:
        _create_folder(root, new_folder, created_paths)
    return created_paths


def _create_folder(root: Path, path: str, created_paths: tuple[str, ...]) -> None:
    """Create a folder of the vault where it is missing, after these files."""
    try:
        (root / path).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        disk_error = DiskError(path, error)
        disk_error.written_paths = created_paths
        disk_error.unwritten_paths = (path,)
        raise disk_error from None
