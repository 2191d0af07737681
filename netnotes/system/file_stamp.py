"""FileStamp: how to see that a file has changed without reading it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import os


class FileStamp(NamedTuple):
    """Size, time and inode of a file: while they are the same, its content is taken to be the same.

    A program that replaces a file instead of writing into it changes the inode, even where size and time are equal.
    """

    size: int
    mtime_ns: int
    inode: int


def build_file_stamp(status: os.stat_result) -> FileStamp:
    """Build the stamp from what the system says of the file."""
    return FileStamp(status.st_size, status.st_mtime_ns, status.st_ino)
