"""Errors whose message is for the user, and the exit codes of the program."""

from __future__ import annotations

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
    (EXIT_CANNOT, "it can't be done: wrong use, no such vault"),
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


def describe_os_error(error: OSError) -> str:
    """Describe in a few words why the system refused something, as in "No space left on device"."""
    return error.strerror or str(error) or "the disk gave an error"
