"""Errors whose message is for the user, and the exit codes of the program."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

EXIT_DONE = 0
EXIT_PROBLEMS = 1
EXIT_CANNOT = 2
EXIT_BUG = 3
EXIT_BUSY = 75  # EX_TEMPFAIL in sysexits.h: the caller may try again later
EXIT_INTERRUPTED = 130  # 128 + SIGINT, as a shell reports it

# What the documentation says of each exit code.
EXIT_CODES = (
    (EXIT_DONE, "done"),
    (EXIT_PROBLEMS, "problems were found (`check`, `build --strict`)"),
    (EXIT_CANNOT, "it can't be done: wrong use, no such vault, a full disk"),
    (EXIT_BUG, "a bug in netnotes; please report it"),
    (EXIT_BUSY, "another build holds the lock"),
    (EXIT_INTERRUPTED, "interrupted"),
)


class NetnotesError(Exception):
    """Something can't be done.

    The message is one or two sentences: what, why, and what to do instead.
    """

    exit_code = EXIT_CANNOT


class NoteChangedError(NetnotesError):
    """A note was changed by another program after it was read; reading it again helps."""


class BusyError(NetnotesError):
    """Another netnotes process works on the same vault; trying again later helps."""

    exit_code = EXIT_BUSY


# How many files an error names of those that are written, or are not.
MAX_NAMED_PATHS = 10


class WriteError(NetnotesError):
    """Files of a vault can't be written.

    The message is the problem, then what is written all the same, then the advice.
    """

    def __init__(self, path: str, problem: str, advice: str, reason: str = "") -> None:
        super().__init__(path, problem, advice, reason)

        # The file that can't be written.
        self.path = path

        # A whole sentence that says so.
        self.problem = problem

        # What the user can do, as a sentence.
        self.advice = advice

        # In a few words, why the system refused; empty where it did not.
        self.reason = reason

        # Files that the same command has written before, or could not take back.
        self.written_paths: tuple[str, ...] = ()

        # The files that it was to write and that are as they were.
        self.unwritten_paths: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.problem} {self._describe_written()} {self.advice}"

    def _describe_written(self) -> str:
        if not self.written_paths:
            return "Nothing was written."
        words = f"Written all the same: {_list_names(self.written_paths)}."
        if self.unwritten_paths:
            words += f" Not written: {_list_names(self.unwritten_paths)}."
        return words


class NoteChangedDuringWriteError(WriteError, NoteChangedError):
    """A note was changed by another program while a command was about to write it."""

    def __init__(self, path: str) -> None:
        problem = f"{path} was changed while this was being written, perhaps by your editor."
        super().__init__(path, problem, f"{path} was left as it is; try again.")


class DiskError(WriteError):
    """The system refuses to write a file: the disk is full, say."""

    def __init__(self, path: str, error: OSError) -> None:
        reason = describe_write_error(error)
        problem = f"{path} can't be written: {reason}."
        super().__init__(path, problem, "Try again when that is fixed.", reason)


def build_existing_file_error(path: str) -> WriteError:
    """Build the error for a file that was to be created, and is there already."""
    problem = f"{path} already exists and was left alone."
    return WriteError(path, problem, "Give the new note another name.")


def _list_names(paths: Sequence[str]) -> str:
    names = ", ".join(paths[:MAX_NAMED_PATHS])
    unnamed_count = len(paths) - MAX_NAMED_PATHS
    if unnamed_count > 0:
        return f"{names} and {unnamed_count:,} more"
    return names


_WRITE_ERROR_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your disk quota is used up",
    errno.EFBIG: "the system allows no file of this size",
    errno.EROFS: "the disk is read-only",
    errno.EACCES: "you may not write there",
    errno.EPERM: "you may not write there",
    # Of the folders around the file, which are made where they are missing.
    errno.ENOTDIR: "a file stands where its folder should be",
    errno.EEXIST: "a file stands where its folder should be",
}


def is_write_refused(error: OSError) -> bool:
    """Tell whether the system refuses to write something, rather than netnotes being wrong."""
    return error.errno in _WRITE_ERROR_REASONS or error.errno == errno.EIO


def describe_write_error(error: OSError) -> str:
    """Describe in a few words why a file can't be written, as in "the disk is full"."""
    return _WRITE_ERROR_REASONS.get(error.errno or 0) or describe_os_error(error)


def describe_os_error(error: OSError) -> str:
    """Describe in a few words why the system refused something, as in "No space left on device"."""
    return error.strerror or str(error) or "the disk gave an error"
