"""The one door through which a note is written: as it was read, changed where it was meant, and whole at any moment.

A change of several notes is written down before the first is touched, and finished by the next command that writes:
all of them change, or none.
"""

from __future__ import annotations

import json
import os
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from netnotes.errors import NetnotesError, NoteChangedError, describe_os_error
from netnotes.reading.note import build_source
from netnotes.system.atomic_files import create_file, replace_file
from netnotes.system.lock import hold_lock
from netnotes.vault.plain_file import MAX_NOTE_BYTES, read_plain_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from netnotes.reading.note import Source


WAIT_SECONDS = 5.0
"""How long a command waits for another one that is writing notes."""


class EditableNote(NamedTuple):
    """A note to be edited: its path in the vault, its text with BOM and line ends, a digest of its bytes."""

    path: str
    text: str
    digest: str

    @property
    def source(self) -> Source:
        """The note as reading takes it."""
        return build_source(self.path, self.text)


class NoteChange(NamedTuple):
    """A note and the text it is to have."""

    note: EditableNote
    text: str


@contextmanager
def hold_write_lock(cache_folder: Path, command: str) -> Iterator[None]:
    """Be the only one that writes notes of this vault. `doing` names us to the others; raises Busy."""
    with hold_lock(cache_folder / "notes-lock", command, WAIT_SECONDS):
        yield


def compute_digest(raw: bytes) -> str:
    """What stands for every byte of a note."""
    return blake2b(raw, digest_size=16).hexdigest()


def write_changes(root: Path, changes: Sequence[NoteChange]) -> None:
    """Write these notes, each old or new at any moment, with the mode they had.

    Raises Changed, before the first is written, where one has changed since it was read.
    """
    for one in changes:
        _require_unchanged(root, one.note)
    for one in changes:
        if one.text != one.note.text:
            _require_unchanged(root, one.note)
            replace_file(_resolve_note_path(root, one.note.path), one.text.encode())


def create_note_file(root: Path, path: str, text: str) -> None:
    """Make a note that was not there, with its folder. NetnotesError when something of that name is there already."""
    full = root / path
    try:
        full.parent.mkdir(parents=True, exist_ok=True)
        same = next(
            (name for name in os.listdir(full.parent) if name.casefold() == full.name.casefold()),
            "",
        )
        if same:
            raise FileExistsError(full)
        create_file(full, text.encode())
    except FileExistsError:
        raise NetnotesError(
            f"{path} is there already and was left alone. Give the new note another name."
        ) from None
    except OSError as error:
        raise NetnotesError(f"{path} can't be written: {describe_os_error(error)}.") from None


def _require_unchanged(root: Path, note: EditableNote) -> None:
    try:
        now = compute_digest(read_plain_file(root, note.path, MAX_NOTE_BYTES + 1))
    except OSError:
        now = ""
    if now != note.digest:
        raise NoteChangedError(
            f"{note.path} was changed while this was being written, perhaps by your editor. It was left as it is; "
            "try again."
        )


def _resolve_note_path(root: Path, path: str) -> Path:
    """Where a note's bytes lie: a link inside the vault is followed, and stays a link."""
    full = root / path
    return Path(os.path.realpath(full)) if full.is_symlink() else full


# A note that moves, with all links to it


class NoteMove(NamedTuple):
    """A note that gets a new path, and the notes that change with it, the moved one under its old path."""

    old_path: str
    new_path: str
    changes: tuple[NoteChange, ...]


PENDING_MOVE_FILE_NAME = "rename.json"


def move_note(root: Path, cache_folder: Path, note_move: NoteMove) -> None:
    """Give a note its new path and write all that changes with it; what a crash leaves half done, `finish` completes.

    Raises NetnotesError, before anything is touched, where a note has changed or the new path is taken.
    """
    for one in note_move.changes:
        _require_unchanged(root, one.note)
    new = root / note_move.new_path
    if os.path.lexists(new) and not (
        os.path.lexists(root / note_move.old_path)
        and os.path.samefile(new, root / note_move.old_path)
    ):
        raise NetnotesError(f"{note_move.new_path} is there already. Nothing was renamed.")
    plan = {
        "root": str(root),
        "old": note_move.old_path,
        "new": note_move.new_path,
        "notes": [[one.note.path, one.note.digest, one.text] for one in note_move.changes],
    }
    try:
        cache_folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        replace_file(cache_folder / PENDING_MOVE_FILE_NAME, json.dumps(plan).encode(), mode=0o600)
    except OSError as error:
        raise NetnotesError(
            f"The rename could not be prepared in {cache_folder}: {describe_os_error(error)}."
        ) from None
    finish_pending_move(root, cache_folder)


def finish_pending_move(root: Path, cache_folder: Path) -> tuple[str, ...]:
    """Complete a rename that was cut short. The notes that were changed by somebody meanwhile, and so left as they are."""
    try:
        plan = json.loads((cache_folder / PENDING_MOVE_FILE_NAME).read_bytes())
    except (OSError, ValueError):
        return ()
    if plan["root"] != str(root):
        return ()
    left = []
    for path, before, text in plan["notes"]:
        now = path if os.path.lexists(root / path) else plan["new"] if path == plan["old"] else path
        try:
            raw = read_plain_file(root, now, MAX_NOTE_BYTES + 1)
        except OSError:
            left.append(path)
            continue
        if compute_digest(raw) == before:
            replace_file(_resolve_note_path(root, now), text.encode())
        elif raw != text.encode():
            left.append(path)
    old, new = root / plan["old"], root / plan["new"]
    if os.path.lexists(old) and (not os.path.lexists(new) or os.path.samefile(old, new)):
        new.parent.mkdir(parents=True, exist_ok=True)
        os.rename(old, new)
    os.unlink(cache_folder / PENDING_MOVE_FILE_NAME)
    return tuple(left)


def create_vault_file(root: Path, path: str, content: str) -> bool:
    """Make a file of the vault, and its folders; False where something of that name is, which stays as it is.

    Raises NetnotesError where it can't be made, or would not lie in the vault.
    """
    file = root / path
    if os.path.lexists(file):
        return False
    create_folder(root, file.parent.relative_to(root).as_posix())
    try:
        create_file(file, content.encode())
    except FileExistsError:
        return False
    except OSError as error:
        raise _build_creation_error(path, error) from None
    return True


def create_folder(root: Path, path: str) -> None:
    """Make a folder of the vault where none is. NetnotesError where it can't be made, or would not lie in the vault."""
    folder = root / path
    if not folder.resolve().is_relative_to(root.resolve()):
        raise NetnotesError(f"{path} leads out of the vault; nothing is written there.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise NetnotesError(
            f"{path} can't be made: a file stands where the folder should be. Rename it."
        ) from None
    except OSError as error:
        raise _build_creation_error(path, error) from None


def _build_creation_error(path: str, error: OSError) -> NetnotesError:
    reason = describe_os_error(error)
    return NetnotesError(
        f"{path} can't be made: {reason}. What was made before it stays; run `netnotes init` again."
    )
