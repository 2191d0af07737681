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

from netnotes.doors.files import create_file, replace_file
from netnotes.doors.lock import held
from netnotes.doors.vault import MOST_BYTES, read_plain
from netnotes.errors import Changed, NetnotesError
from netnotes.writing.edits import apply_edits, build_source, find_obstacle

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from netnotes.reading.note import Source
    from netnotes.writing.edits import Edit

WAIT_SECONDS = 5.0
"""How long a command waits for another one that is writing notes."""


class NoteFile(NamedTuple):
    """A note to be edited: its path in the vault, its text with BOM and line ends, a digest of its bytes."""

    path: str
    text: str
    digest: str

    @property
    def source(self) -> Source:
        """The note as reading takes it."""
        return build_source(self.path, self.text)


class Change(NamedTuple):
    """A note and the text it is to have."""

    note: NoteFile
    text: str


@contextmanager
def writing(memory: Path, doing: str) -> Iterator[None]:
    """Be the only one that writes notes of this vault. `doing` names us to the others; raises Busy."""
    with held(memory / "notes-lock", doing, WAIT_SECONDS):
        yield


def open_note(root: Path, path: str) -> NoteFile:
    """A note as it lies on the disk. Raises NetnotesError where it can't be read or can't be edited safely."""
    try:
        raw = read_plain(root, path, MOST_BYTES + 1)
    except OSError as error:
        raise NetnotesError(f"{path} can't be read: {error.strerror or error}. Nothing was written.") from None
    if len(raw) > MOST_BYTES:
        raise NetnotesError(f"{path} is larger than a note is (1 MiB). Nothing was written.")
    try:
        note = NoteFile(path, raw.decode(), digest(raw))
    except UnicodeDecodeError as error:
        raise NetnotesError(f"{path} is not UTF-8: byte {error.start} can't be read. Nothing was written.") from None
    if why := find_obstacle(note.source):
        raise NetnotesError(f"{why.place}: {why.message} {why.help} Until then nothing is written to this note.")
    return note


def digest(raw: bytes) -> str:
    """What stands for every byte of a note."""
    return blake2b(raw, digest_size=16).hexdigest()


def change(note: NoteFile, edits: Iterable[Edit]) -> Change:
    """A note with these edits made."""
    return Change(note, apply_edits(note.text, edits))


def write(root: Path, changes: Sequence[Change]) -> None:
    """Write these notes, each old or new at any moment, with the mode they had.

    Raises Changed, before the first is written, where one has changed since it was read.
    """
    for one in changes:
        _unchanged(root, one.note)
    for one in changes:
        if one.text != one.note.text:
            _unchanged(root, one.note)
            replace_file(_real(root, one.note.path), one.text.encode())


def create(root: Path, path: str, text: str) -> None:
    """Make a note that was not there, with its folder. NetnotesError when something of that name is there already."""
    full = root / path
    try:
        full.parent.mkdir(parents=True, exist_ok=True)
        same = next((name for name in os.listdir(full.parent) if name.casefold() == full.name.casefold()), "")
        if same:
            raise FileExistsError(full)
        create_file(full, text.encode())
    except FileExistsError:
        raise NetnotesError(f"{path} is there already and was left alone. Give the new note another name.") from None
    except OSError as error:
        raise NetnotesError(f"{path} can't be written: {error.strerror or error}.") from None


def _unchanged(root: Path, note: NoteFile) -> None:
    try:
        now = digest(read_plain(root, note.path, MOST_BYTES + 1))
    except OSError:
        now = ""
    if now != note.digest:
        raise Changed(
            f"{note.path} was changed while this was being written, perhaps by your editor. It was left as it is; "
            "try again."
        )


def _real(root: Path, path: str) -> Path:
    """Where a note's bytes lie: a link inside the vault is followed, and stays a link."""
    full = root / path
    return Path(os.path.realpath(full)) if full.is_symlink() else full


# A note that moves, with all links to it


class Move(NamedTuple):
    """A note that gets a new path, and the notes that change with it, the moved one under its old path."""

    old: str
    new: str
    changes: tuple[Change, ...]


PENDING = "rename.json"


def move(root: Path, memory: Path, what: Move) -> None:
    """Give a note its new path and write all that changes with it; what a crash leaves half done, `finish` completes.

    Raises NetnotesError, before anything is touched, where a note has changed or the new path is taken.
    """
    for one in what.changes:
        _unchanged(root, one.note)
    new = root / what.new
    if os.path.lexists(new) and not (os.path.lexists(root / what.old) and os.path.samefile(new, root / what.old)):
        raise NetnotesError(f"{what.new} is there already. Nothing was renamed.")
    plan = {
        "root": str(root),
        "old": what.old,
        "new": what.new,
        "notes": [[one.note.path, one.note.digest, one.text] for one in what.changes],
    }
    try:
        memory.mkdir(mode=0o700, parents=True, exist_ok=True)
        replace_file(memory / PENDING, json.dumps(plan).encode(), mode=0o600)
    except OSError as error:
        raise NetnotesError(f"The rename could not be prepared in {memory}: {error.strerror}.") from None
    finish(root, memory)


def finish(root: Path, memory: Path) -> tuple[str, ...]:
    """Complete a rename that was cut short. The notes that were changed by somebody meanwhile, and so left as they are."""
    try:
        plan = json.loads((memory / PENDING).read_bytes())
    except (OSError, ValueError):
        return ()
    if plan["root"] != str(root):
        return ()
    left = []
    for path, before, text in plan["notes"]:
        now = path if os.path.lexists(root / path) else plan["new"] if path == plan["old"] else path
        try:
            raw = read_plain(root, now, MOST_BYTES + 1)
        except OSError:
            left.append(path)
            continue
        if digest(raw) == before:
            replace_file(_real(root, now), text.encode())
        elif raw != text.encode():
            left.append(path)
    old, new = root / plan["old"], root / plan["new"]
    if os.path.lexists(old) and (not os.path.lexists(new) or os.path.samefile(old, new)):
        new.parent.mkdir(parents=True, exist_ok=True)
        os.rename(old, new)
    os.unlink(memory / PENDING)
    return tuple(left)
