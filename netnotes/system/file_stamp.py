"""FileStamp: how to see that a file has changed without reading it."""

from __future__ import annotations

import os
import stat
from typing import NamedTuple


class FileStamp(NamedTuple):
    """Size, time and inode of a file: while they are the same, its content is taken to be the same.

    A program that replaces a file instead of writing into it changes the inode, even where size and
    time are equal.
    """

    size: int
    mtime_ns: int
    inode: int


def build_file_stamp(status: os.stat_result) -> FileStamp:
    """Build the stamp from what the system says of the file."""
    return FileStamp(status.st_size, status.st_mtime_ns, status.st_ino)


def read_file_stamp(path: str) -> FileStamp | None:
    """Read the stamp of a plain file; None for a link or another kind, and where there is none."""
    try:
        status = os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return None

    if not stat.S_ISREG(status.st_mode):
        return None
    return build_file_stamp(status)
