"""What the last commands wrote, so that it can be taken back, also after a crash.

A record is saved before the first file is touched, and named as complete after the last. It holds
the files as they were before; of what they are afterwards it has the digests only. Records are in
the user's own cache folder, and nobody else may read them.
"""

from __future__ import annotations

import os
import time
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from netnotes.digests import compute_digest
from netnotes.system.atomic_files import is_temporary, replace_file
from netnotes.system.cache_store import MAX_UNDO_DAYS, UNDO_FOLDER_NAME

if TYPE_CHECKING:
    from pathlib import Path


# So many commands can be taken back.
MAX_RECORDS = 20

# A record is called by the moment at which it was begun, in nanoseconds since 1970.
BEGUN_ENDING = ".begun"
COMPLETE_ENDING = ".complete"

# The command that takes back another one.
UNDO_COMMAND = "undo"


class RecordedFile(Struct, frozen=True):
    """A file that a command writes: what it was before, and the digest of what it is then."""

    # The path in the vault, with `/`.
    path: str

    # None if there was no such file.
    old_content: bytes | None

    # The permissions that the file had; None if there was none.
    old_mode: int | None

    # Empty if there is no such file any more.
    new_digest: str

    def with_new_content(self, content: bytes | None) -> RecordedFile:
        """Return the same file with what it is to hold from now on."""
        return replace(self, new_digest=compute_content_digest(content))


class UndoRecord(Struct, frozen=True):
    """What one command writes."""

    # The vault's folder: it may have been moved, and another one be in its place.
    root: str

    # The command's verb.
    command: str

    files: tuple[RecordedFile, ...]

    # The folders that the command creates, the outer before the inner.
    folders: tuple[str, ...] = ()

    # The number of an earlier record. Of an undo, the one that it takes back. Else one of the same
    # command, whose files are in this record, too. 0 for none.
    earlier_number: int = 0


class StoredRecord(NamedTuple):
    """A record as it is saved. `number` says when it was begun, in nanoseconds since 1970."""

    number: int
    is_complete: bool
    record: UndoRecord


class UndoRecords:
    """The records of one vault. The lock for writing notes is held as long as they are changed."""

    def __init__(self, root: Path, cache_folder: Path) -> None:
        self.root = root
        self.folder = cache_folder / UNDO_FOLDER_NAME

    def list_records(self) -> tuple[StoredRecord, ...]:
        """List the records of this vault, the latest first; one that is damaged is left out."""
        records = []
        for number, ending in sorted(self._list_names(), reverse=True):
            record = self._read(number, ending)
            if record is not None and record.root == os.fspath(self.root):
                records.append(StoredRecord(number, ending == COMPLETE_ENDING, record))
        return tuple(records)

    def begin(self, record: UndoRecord) -> int:
        """Save a record before anything is written, and return its number. Raises OSError."""
        numbers = [number for number, _ in self._list_names()]
        # The clock may have been set back; the order of the commands stays.
        number = max(time.time_ns(), *(number + 1 for number in numbers), 1)
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        content = msgspec.msgpack.encode(record)
        replace_file(self._build_path(number, BEGUN_ENDING), content, mode=0o600)
        return number

    def complete(self, number: int) -> None:
        """Say that everything in a record is written."""
        stored = self._read(number, BEGUN_ENDING)
        is_undo = stored is not None and stored.command == UNDO_COMMAND
        if stored is not None and stored.earlier_number:
            self.remove(stored.earlier_number)
        if is_undo:
            self.remove(number)
            return
        # Not flushed, and no error: the next command sees by the files that all is written.
        with suppress(OSError):
            os.replace(
                self._build_path(number, BEGUN_ENDING), self._build_path(number, COMPLETE_ENDING)
            )

    def remove(self, number: int) -> None:
        """Remove a record; nothing happens where there is none, or where it can't be removed."""
        for ending in (BEGUN_ENDING, COMPLETE_ENDING):
            with suppress(OSError):
                os.unlink(self._build_path(number, ending))

    def remove_old_records(self) -> None:
        """Remove the records older than `MAX_UNDO_DAYS`, and all but the last `MAX_RECORDS`."""
        oldest = time.time_ns() - MAX_UNDO_DAYS * 24 * 60 * 60 * 10**9
        for position, (number, _) in enumerate(sorted(self._list_names(), reverse=True)):
            if position >= MAX_RECORDS or number < oldest:
                self.remove(number)

    def _list_names(self) -> list[tuple[int, str]]:
        """List the number and the ending of each record."""
        try:
            names = os.listdir(self.folder)
        except OSError:
            return []
        entries = []
        for name in names:
            stem, dot, ending = name.partition(".")
            if stem.isdecimal() and dot + ending in (BEGUN_ENDING, COMPLETE_ENDING):
                entries.append((int(stem), dot + ending))
            elif is_temporary(name):
                with suppress(OSError):
                    os.unlink(self.folder / name)
        return entries

    def _read(self, number: int, ending: str) -> UndoRecord | None:
        try:
            content = self._build_path(number, ending).read_bytes()
            return msgspec.msgpack.decode(content, type=UndoRecord)
        except (OSError, msgspec.MsgspecError):
            return None

    def _build_path(self, number: int, ending: str) -> Path:
        return self.folder / f"{number}{ending}"


def compute_content_digest(content: bytes | None) -> str:
    """Compute the digest by which a file is compared; empty if there is no file."""
    if content is None:
        return ""
    return compute_digest(content).hex()
