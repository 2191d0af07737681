"""Write several files: all of them or none, and none that another program has saved meanwhile.

All is written into temporary folders before the first file is touched: a full disk is noticed in
time. An editor may save a note at any moment, so each file is compared with what was read of it as
late as possible, and again when it has given up its name: what an editor saved in between is put
back.
"""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from netnotes.errors import (
    DiskError,
    NoteChangedDuringWriteError,
    WriteError,
    build_existing_file_error,
)
from netnotes.system import open_flags
from netnotes.system.atomic_files import (
    build_temporary_path,
    flush_files,
    flush_folder,
    move_exclusively,
    write_new_file,
)
from netnotes.system.exchange import exchange_files

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class FileChange(NamedTuple):
    """A file that is to be written, created or removed."""

    # What it is called in messages.
    name: str

    # Where it is. It is no link: of a link, pass the file it leads to.
    file: Path

    # What it must hold; None if there must be no such file.
    old_content: bytes | None

    # What it is to hold; None if it is to be removed.
    new_content: bytes | None

    # The permissions of a file that is created; None for what the umask leaves.
    new_mode: int | None = None


class _StagedChange(NamedTuple):
    change: FileChange

    # In the temporary folder: first what the file is to hold, then what it held.
    staged_file: Path


def write_files(changes: Sequence[FileChange], written_before: Sequence[str] = ()) -> None:
    """Make all of these changes, or none. A file that is replaced keeps its mode.

    Raises WriteError, which says what is written all the same: `written_before`, the names of what
    the caller has written earlier, and what could not be taken back.
    """
    transaction = _Transaction(changes)
    try:
        transaction.write()
    except WriteError as error:
        transaction.add_result(error, written_before)
        raise
    except OSError as error:
        disk_error = DiskError(transaction.current_name, error)
        transaction.add_result(disk_error, written_before)
        raise disk_error from error


class _Transaction:
    """Changes of files that are made together, and taken back together."""

    def __init__(self, changes: Sequence[FileChange]) -> None:
        self.changes = changes

        # The file whose turn it is, for a message.
        self.current_name = ""

        # The folders for new files, the outer before the inner.
        self.created_folders: list[Path] = []

        # A temporary folder for each folder with a file that changes.
        self.staging_folders: dict[Path, Path] = {}

        self.started_changes: list[_StagedChange] = []

    def write(self) -> None:
        """Make all changes, or take back those that were made and raise what went wrong."""
        is_done = False
        try:
            self._require_old_contents()
            self._apply_changes(self._stage_changes())
            self._flush_folders()
            is_done = True
        finally:
            if not is_done:
                self._take_back_changes()
            for staging_folder in self.staging_folders.values():
                # One that can't be removed is left to a later command.
                with suppress(OSError):
                    remove_staging_folder(staging_folder)
            if not is_done:
                self._remove_created_folders()

    def add_result(self, error: WriteError, written_before: Sequence[str]) -> None:
        """Add to an error what is written all the same, and what is not."""
        written_names = []
        for change, _ in self.started_changes:
            with suppress(OSError):
                if _read_file(change.file) == change.new_content:
                    written_names.append(change.name)

        error.written_paths = (*written_before, *written_names)
        error.unwritten_paths = tuple(
            change.name for change in self.changes if change.name not in written_names
        )

    def _require_old_contents(self) -> None:
        """Check all files before the first is written; each is compared again in its turn."""
        for change in self.changes:
            self.current_name = change.name
            if _read_file(change.file) != change.old_content:
                raise _build_conflict(change)

    def _stage_changes(self) -> list[_StagedChange]:
        """Write what the files are to hold into temporary folders, and flush it to the disk."""
        staged_changes: list[_StagedChange] = []
        staged_files = []
        for change in self.changes:
            self.current_name = change.name
            folder = change.file.parent
            self._create_folder(folder)
            if folder not in self.staging_folders:
                self.staging_folders[folder] = build_temporary_path(folder)
                create_staging_folder(self.staging_folders[folder])

            staged_file = self.staging_folders[folder] / str(len(staged_changes))
            staged_changes.append(_StagedChange(change, staged_file))
            if change.new_content is not None:
                mode = change.new_mode if change.old_content is None else _read_mode(change.file)
                write_new_file(staged_file, change.new_content, mode, flush=False)
                staged_files.append(str(staged_file))

        # They are flushed together, and an error may be of any of them.
        self.current_name = staged_changes[0].change.name if staged_changes else ""
        flush_files(staged_files)
        return staged_changes

    def _create_folder(self, folder: Path) -> None:
        """Create a folder and those around it, where they are missing."""
        for missing_folder in reversed([folder, *folder.parents]):
            if not missing_folder.exists():
                missing_folder.mkdir()
                self.created_folders.append(missing_folder)

    def _apply_changes(self, staged_changes: Sequence[_StagedChange]) -> None:
        for staged_change in staged_changes:
            change, staged_file = staged_change
            self.current_name = change.name
            self.started_changes.append(staged_change)
            if not _turn_file(change.file, staged_file, change.old_content, change.new_content):
                # What is there belongs to somebody else, and is not to be taken back.
                self.started_changes.remove(staged_change)
                raise _build_conflict(change)

    def _flush_folders(self) -> None:
        for folder in self.staging_folders:
            flush_folder(folder)
        for folder in self.created_folders:
            flush_folder(folder.parent)

    def _take_back_changes(self) -> None:
        """Take back all changes but those of files that somebody else has saved since."""
        for change, staged_file in reversed(self.started_changes):
            with suppress(OSError):
                _turn_file(change.file, staged_file, change.new_content, change.old_content)

    def _remove_created_folders(self) -> None:
        for folder in reversed(self.created_folders):
            with suppress(OSError):
                folder.rmdir()


def _build_conflict(change: FileChange) -> WriteError:
    if change.old_content is not None:
        return NoteChangedDuringWriteError(change.name)
    return build_existing_file_error(change.name)


def create_staging_folder(folder: Path) -> None:
    """Create a temporary folder that is private, and that git leaves out."""
    folder.mkdir(mode=0o700)
    # Obsidian shows no folder with a dot, and git nothing of this one, not even when a command that
    # was killed has left it behind.
    write_new_file(folder / ".gitignore", b"*\n", None, flush=False)


def remove_staging_folder(folder: Path) -> None:
    """Remove a temporary folder and the files in it; what makes git leave them out comes last."""
    for name in sorted(os.listdir(folder), reverse=True):
        os.unlink(folder / name)
    folder.rmdir()


def _turn_file(
    file: Path, staged_file: Path, old_content: bytes | None, new_content: bytes | None
) -> bool:
    """Turn a file from its old into its new content, which is in `staged_file`.

    Returns False, and leaves the file as it is, when it does not hold the old content. What the
    file held is in `staged_file` afterwards.
    """
    if old_content is None:
        return _put_in_place(staged_file, file)
    if _read_file(file) != old_content:
        return False
    if new_content is None:
        return _take_away(file, staged_file, old_content)
    return _exchange(file, staged_file, old_content, new_content)


def _put_in_place(staged_file: Path, file: Path) -> bool:
    """Give a staged file its name; False if there is a file of that name."""
    try:
        move_exclusively(staged_file, file)
    except FileExistsError:
        return False
    return True


def _take_away(file: Path, staged_file: Path, old_content: bytes) -> bool:
    """Move a file into the temporary folder; False, and it stays, if it was saved meanwhile."""
    with suppress(FileNotFoundError):
        # It may be a second name of the same file, and then renaming would do nothing.
        os.unlink(staged_file)
    try:
        os.rename(file, staged_file)
    except FileNotFoundError:
        return False
    if _read_file(staged_file) == old_content:
        return True

    # If there is a file again, it was saved after the one that was taken away.
    _put_in_place(staged_file, file)
    return False


def _exchange(file: Path, staged_file: Path, old_content: bytes, new_content: bytes) -> bool:
    """Exchange a file for the staged one; False, and it stays, if it has been saved meanwhile."""
    try:
        exchange_files(staged_file, file)
    except FileNotFoundError:
        # Some editors remove a file before they save it.
        return False
    if _read_file(staged_file) == old_content:
        return True

    try:
        exchange_files(staged_file, file)
        if _read_file(staged_file) != new_content:
            # It was saved a second time, over our text, and this is the latest.
            exchange_files(staged_file, file)
    except FileNotFoundError:
        _put_in_place(staged_file, file)
    return False


def _read_file(file: Path) -> bytes | None:
    """Read a plain file; None if there is none, or something else."""
    try:
        descriptor = os.open(file, open_flags.READ_PLAIN_FILE)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        if error.errno in _NO_PLAIN_FILE_ERRNOS:
            return None
        raise

    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return None
        with open(descriptor, "rb", closefd=False) as opened_file:
            return opened_file.read()
    finally:
        os.close(descriptor)


# A link, or a pipe or a socket that nobody reads.
_NO_PLAIN_FILE_ERRNOS = (errno.ELOOP, errno.ENXIO)


def _read_mode(file: Path) -> int | None:
    """Read the permissions of a file; None where there is none."""
    try:
        return stat.S_IMODE(os.lstat(file).st_mode)
    except FileNotFoundError:
        return None
