"""Files that are written whole or not at all: whoever looks, at any moment, finds the old one or the new one.

The content goes to a temporary file in the same folder and through to the disk before it gets its name. A run that is
killed leaves at most a temporary behind, which is known by its name and swept away by the next run.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
import stat
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from netnotes.system import open_flags

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


def replace_file(path: Path, content: bytes, *, mode: int | None = None) -> None:
    """Put this content where the file is, or make the file. A link is replaced, never followed: pass what it leads to.

    `mode` None keeps the mode of the file that was there; a file that was not gets what the umask leaves.
    """
    temporary = build_temporary_path(path.parent)
    with _remove_on_failure(temporary):
        write_new_file(temporary, content, _read_mode(path) if mode is None else mode)
        os.replace(temporary, path)
    flush_folder(path.parent)


def create_file(path: Path, content: bytes, *, mode: int | None = None) -> None:
    """Make a file that was not there. FileExistsError when anything of that name is, which then stays as it is."""
    temporary = build_temporary_path(path.parent)
    with _remove_on_failure(temporary):
        write_new_file(temporary, content, mode)
        _move_exclusively(temporary, path)
    flush_folder(path.parent)


def write_new_file(
    path: Path | str, content: bytes, mode: int | None, *, flush: bool = True
) -> os.stat_result:
    """Write a file that was not there through to the disk, unless told to wait for that; what the disk then says of it."""
    number = os.open(path, open_flags.CREATE_NEW_FILE, 0o666 if mode is None else 0o600)
    try:
        if mode is not None and hasattr(os, "fchmod"):
            os.fchmod(number, mode)
        left = memoryview(content)
        while left:  # a write may take less than it was given
            left = left[os.write(number, left) :]
        if flush:
            os.fsync(number)
        return os.fstat(number)
    finally:
        os.close(number)


def build_temporary_path(folder: Path) -> Path:
    """A name in this folder that nobody uses, and that `sweep` knows."""
    return folder / f".netnotes-{os.urandom(8).hex()}.tmp"


def is_temporary(name: str) -> bool:
    """Whether a file or folder of this name is one of our temporaries."""
    return _TEMPORARY_NAME.fullmatch(name) is not None


def remove_temporaries(folder: Path) -> None:
    """Remove the temporaries that killed runs left here. Only for who holds the lock: else a living run may own them."""
    with os.scandir(folder) as entries:
        left = [entry for entry in entries if is_temporary(entry.name)]
    for entry in left:
        if entry.is_dir(follow_symlinks=False):
            shutil.rmtree(entry.path)
        else:
            os.unlink(entry.path)


MAX_SEQUENTIAL_FLUSHES = 32
"""So many files are brought through to the disk one after the other."""


def flush_files(paths: Sequence[str]) -> None:
    """Bring files of one folder through to the disk that are written already; many of them all together."""
    if len(paths) <= MAX_SEQUENTIAL_FLUSHES:
        for path in paths:
            _flush_file(path)
    elif not _flush_file_system(paths[0]):
        from concurrent.futures import ThreadPoolExecutor

        with ThreadPoolExecutor(16) as pool:  # they wait for the disk together
            list(pool.map(_flush_file, paths))


def _flush_file(path: str) -> None:
    number = os.open(path, open_flags.WRITE_EXISTING_FILE)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _flush_file_system(path: str) -> bool:
    """Bring all that is written on a file's disk through to it; False where the system can't. Python has no name for it."""
    if sys.platform != "linux":
        return False
    import ctypes

    syncfs = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)
    if syncfs is None:
        return False
    number = os.open(path, os.O_RDONLY)
    try:
        if syncfs(number):
            code = ctypes.get_errno()
            raise OSError(code, os.strerror(code))
    finally:
        os.close(number)
    return True


def flush_folder(folder: Path) -> None:
    """Bring the names in a folder through to the disk, where the system can: a new name is lost without it."""
    if sys.platform == "win32":
        return
    number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(number)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(number)


_TEMPORARY_NAME = re.compile(r"\.netnotes-[0-9a-f]{16}\.tmp")
_NO_HARD_LINK_ERRNOS = (errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK, errno.EINVAL)


@contextmanager
def _remove_on_failure(path: Path) -> Iterator[None]:
    try:
        yield
    except BaseException:
        with suppress(OSError):
            os.unlink(path)
        raise


def _move_exclusively(temporary: Path, path: Path) -> None:
    """Give a finished file its name, if that is free."""
    if os.name == "nt":
        os.rename(temporary, path)  # there, unlike elsewhere, an error when the name is taken
        return
    try:
        os.link(temporary, path)
    except OSError as error:
        if error.errno not in _NO_HARD_LINK_ERRNOS:
            raise
        os.close(
            os.open(path, open_flags.CREATE_NEW_FILE, 0o600)
        )  # a memory stick: take the name first, then fill it
        with _remove_on_failure(path):
            os.replace(temporary, path)
    else:
        os.unlink(temporary)


def _read_mode(path: Path) -> int | None:
    try:
        mode = os.lstat(path).st_mode
    except FileNotFoundError:
        return None
    return stat.S_IMODE(mode) if stat.S_ISREG(mode) else None
