"""Read plain files of the vault, and nothing else: no pipe, no device, nothing outside."""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING

from netnotes.system import open_flags

if TYPE_CHECKING:
    from pathlib import Path


# A larger note was not typed by hand: a contact with a touch a day has 20 KiB after a year.
MAX_NOTE_BYTES = 1024 * 1024

# A canvas of Obsidian holds the text of many notes.
MAX_FILE_BYTES = 16 * MAX_NOTE_BYTES


def is_inside(path: str, root: str) -> bool:
    """Tell whether a path without links is in the folder `root`, or is that folder."""
    top = os.path.realpath(root)
    return path == top or path.startswith(top.rstrip(os.sep) + os.sep)


NOT_PLAIN = "not a plain file"


def read_plain_file(root: Path, path: str, max_bytes: int) -> bytes:
    """Read the first bytes of a plain file in the vault, at most `max_bytes`.

    A pipe or a device put in its place meanwhile can neither block nor be read, and a link that
    points outside the vault is not followed. Raises OSError.
    """
    # `os.path` and not `Path`: this is done for each of 10,000 notes.
    full = os.path.join(root, path)
    if os.path.islink(full):
        full = os.path.realpath(full)
        if not is_inside(full, str(root)):
            raise OSError(errno.EPERM, "it leaves the vault")
    # Asked of the file that was opened: what its path names may be another one by now.
    number = os.open(full, open_flags.READ_PLAIN_FILE)
    try:
        status = os.fstat(number)
        if not stat.S_ISREG(status.st_mode):
            raise OSError(errno.EINVAL, NOT_PLAIN)
        # One byte more than the file's size, so that the end is seen by the second read at once.
        parts = []
        left = max_bytes
        while left > 0:
            part = os.read(number, min(left, status.st_size + 1))
            if not part:
                break
            parts.append(part)
            left -= len(part)
        return b"".join(parts)
    finally:
        os.close(number)
