"""What can't be done, said in a sentence to the person who asked for it."""

from __future__ import annotations


class NetnotesError(Exception):
    """Something can't be done. The message is one or two sentences: what, why, and what to do instead."""

    exit_code = 2


class NoteChangedError(NetnotesError):
    """A note is no longer what it was when it was read; looking at it and trying again helps."""


class BusyError(NetnotesError):
    """Another netnotes is at work on the same vault; trying again later helps."""

    exit_code = 75


def describe_os_error(error: OSError) -> str:
    """Describe in a few words why the system refused something, as in "No space left on device"."""
    return error.strerror or str(error) or "the disk gave an error"


EXIT_DONE, EXIT_PROBLEMS, EXIT_CANNOT, EXIT_BUG, EXIT_BUSY, EXIT_INTERRUPTED = 0, 1, 2, 3, 75, 130

EXIT_CODES = (
    (EXIT_DONE, "done"),
    (EXIT_PROBLEMS, "problems were found (`check`, `build --strict`)"),
    (EXIT_CANNOT, "it can't be done: wrong use, no such vault"),
    (EXIT_BUG, "a bug in netnotes; please report it"),
    (EXIT_BUSY, "another build holds the lock"),
    (EXIT_INTERRUPTED, "interrupted"),
)
