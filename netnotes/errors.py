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
