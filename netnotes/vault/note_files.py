"""Notes to be edited, the changes of notes, and the places in a vault where files are written."""

from __future__ import annotations

import os
import unicodedata
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from netnotes.errors import DiskError, NetnotesError
from netnotes.model.note_path import extract_note_name
from netnotes.reading.note import build_source
from netnotes.system.file_changes import FileChange, write_files
from netnotes.system.links_out import describe_link_out, find_link_out
from netnotes.system.lock import hold_lock
from netnotes.vault.sync_copies import (
    extract_placeholder_name,
    find_original_note,
    list_possible_originals,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from netnotes.reading.note import Source


# How long a command waits for another one that is writing notes.
WAIT_SECONDS = 5.0


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


@contextmanager
def hold_write_lock(cache_folder: Path, command: str) -> Iterator[None]:
    """Hold the lock that lets one command at a time write notes.

    `command` names us to those who wait, as in "netnotes log". Raises BusyError when another one
    keeps the lock for longer than `WAIT_SECONDS`.
    """
    with hold_lock(cache_folder / "notes-lock", command, WAIT_SECONDS):
        yield


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
    if file.is_symlink():
        return Path(os.path.realpath(file))
    return file


def require_no_mistaken_copy(root: Path, path: str, old_path: str = "") -> None:
    """Raise NetnotesError where a new note would not be read, or another one not any more.

    By its name one would be taken for a copy of the other that a sync program has left.
    `old_path` is the note that gets the new path, if it has one.
    """
    path = unicodedata.normalize("NFC", path)
    paths = _list_folder(root, path) - {unicodedata.normalize("NFC", old_path), path}

    original = find_original_note(path, paths)
    if original:
        raise build_mistaken_copy_error(path, original)
    for known_path in sorted(paths):
        is_copy = path in list_possible_originals(known_path)
        if is_copy and not find_original_note(known_path, paths):
            raise build_mistaken_copy_error(known_path, path)


def list_remarks_on_copies(root: Path, old_path: str) -> tuple[str, ...]:
    """List a sentence on each note that was taken for a copy of one whose name is gone."""
    paths = _list_folder(root, old_path)
    remaining_paths = paths - {unicodedata.normalize("NFC", old_path)}
    remarks = []
    for path in sorted(remaining_paths):
        if find_original_note(path, paths) and not find_original_note(path, remaining_paths):
            remarks.append(
                f"{path} was taken for a copy of {old_path}, and is now read as a note of its own."
            )
    return tuple(remarks)


def _list_folder(root: Path, path: str) -> set[str]:
    """List the paths in the folder of a note, in Unicode's form NFC."""
    folder, slash, _ = path.rpartition("/")
    try:
        names = os.listdir(root / folder)
    except OSError:
        # The folder is made with the note; or writing the note says what is wrong with it.
        return set()
    return {unicodedata.normalize("NFC", f"{folder}{slash}{name}") for name in names}


def build_mistaken_copy_error(copy: str, original: str) -> NetnotesError:
    """Build the error for a note that would be taken for a copy of another."""
    name = extract_note_name(original)
    return NetnotesError(
        f"Beside {original}, {copy} would be taken for a copy that a sync program has left, and "
        f"not be read. Nothing was written. Instead of `{extract_note_name(copy)}`, write what "
        f"tells the two apart, as in `{name} (Acme)`."
    )


def has_other_file(new_file: Path, old_file: Path) -> bool:
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
