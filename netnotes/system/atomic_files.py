"""Write files whole or not at all: at any moment, any reader finds the old file or the new one.

The content goes to a temporary file in the same folder, and is flushed to the disk before that file
gets its name. A run that is killed leaves at most a temporary file behind, which is known by its
name and removed by a later run.
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


# Up to this many files are flushed one after the other; more than that, all together.
MAX_SEQUENTIAL_FLUSHES = 32

FLUSH_THREADS = 16

_TEMPORARY_NAME = re.compile(r"\.netnotes-[0-9a-f]{16}\.tmp")

# What file systems answer that have no hard links, such as FAT, exFAT and some network drives.
_NO_HARD_LINK_ERRNOS = (errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK, errno.EINVAL)


def replace_file(path: Path, content: bytes, *, mode: int | None = None) -> None:
    """Write a file in place of the one at this path, if any.

    A link is replaced, not followed: pass the path it leads to. `mode` None keeps the mode of the
    old file; a new file then gets what the umask leaves.
    """
    temporary = build_temporary_path(path.parent)
    with _remove_on_failure(temporary):
        write_new_file(temporary, content, _read_mode(path) if mode is None else mode)
        os.replace(temporary, path)

    flush_folder(path.parent)


def create_file(path: Path, content: bytes, *, mode: int | None = None) -> None:
    """Create a file. Raises FileExistsError when anything of that name is there, and leaves it."""
    temporary = build_temporary_path(path.parent)
    with _remove_on_failure(temporary):
        write_new_file(temporary, content, mode)
        move_exclusively(temporary, path)

    flush_folder(path.parent)


def write_new_file(
    path: Path | str, content: bytes, mode: int | None, *, flush: bool = True
) -> os.stat_result:
    """Write a file that must not exist yet, and return what the disk then says of it.

    `mode` None is what the umask leaves. Without `flush` the caller flushes it later, together with
    others.
    """
    descriptor = os.open(path, open_flags.CREATE_NEW_FILE, 0o666 if mode is None else 0o600)
    try:
        if mode is not None and hasattr(os, "fchmod"):
            # The umask does not take anything from this one.
            os.fchmod(descriptor, mode)

        # `os.write` may write less than it was given, for instance on a network drive.
        remaining = memoryview(content)
        while remaining:
            remaining = remaining[os.write(descriptor, remaining) :]

        if flush:
            os.fsync(descriptor)
        return os.fstat(descriptor)
    finally:
        os.close(descriptor)


def build_temporary_path(folder: Path) -> Path:
    """Build a path in this folder that nobody uses, with a name that `is_temporary` knows."""
    return folder / f".netnotes-{os.urandom(8).hex()}.tmp"


def is_temporary(name: str) -> bool:
    """Check whether a file or folder of this name is one of our temporary ones."""
    return _TEMPORARY_NAME.fullmatch(name) is not None


def remove_temporaries(folder: Path) -> None:
    """Remove the temporary files and folders that killed runs have left in this folder.

    The caller holds the lock: without it they may belong to a run that is still at work.
    """
    with os.scandir(folder) as entries:
        leftovers = [entry for entry in entries if is_temporary(entry.name)]

    for entry in leftovers:
        if entry.is_dir(follow_symlinks=False):
            shutil.rmtree(entry.path)
        else:
            os.unlink(entry.path)


def flush_files(paths: Sequence[str]) -> None:
    """Flush files that are written already to the disk; all are on the same one."""
    if len(paths) <= MAX_SEQUENTIAL_FLUSHES:
        for path in paths:
            _flush_file(path)
        return

    if _flush_file_system(paths[0]):
        return

    from concurrent.futures import ThreadPoolExecutor

    # The threads only wait for the disk, which writes what several of them ask for in one go.
    with ThreadPoolExecutor(FLUSH_THREADS) as pool:
        list(pool.map(_flush_file, paths))


def _flush_file(path: str) -> None:
    descriptor = os.open(path, open_flags.WRITE_EXISTING_FILE)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _flush_file_system(path: str) -> bool:
    """Flush everything on the disk that holds this file; False where the system can't."""
    if sys.platform != "linux":
        return False

    import ctypes

    # Python has no `os.syncfs`.
    syncfs = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)
    if syncfs is None:
        return False

    descriptor = os.open(path, os.O_RDONLY)
    try:
        if syncfs(descriptor):
            code = ctypes.get_errno()
            raise OSError(code, os.strerror(code))
    finally:
        os.close(descriptor)

    return True


def flush_folder(folder: Path) -> None:
    """Flush the names in a folder to the disk: without it a power cut may lose a new file."""
    if sys.platform == "win32":
        return

    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        # Some network and user-space file systems flush files but not folders.
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(descriptor)


@contextmanager
def _remove_on_failure(path: Path) -> Iterator[None]:
    try:
        yield
    except BaseException:
        with suppress(OSError):
            os.unlink(path)
        raise


def move_exclusively(temporary: Path, path: Path) -> None:
    """Give a finished file its name. Raises FileExistsError when the name is taken."""
    # On Windows, unlike elsewhere, renaming to a name that is taken is an error.
    if os.name == "nt":
        os.rename(temporary, path)
        return

    try:
        os.link(temporary, path)
    except OSError as error:
        if error.errno not in _NO_HARD_LINK_ERRNOS:
            raise
        _take_name_and_replace(temporary, path)
    else:
        os.unlink(temporary)


def _take_name_and_replace(temporary: Path, path: Path) -> None:
    """Give a finished file its name without a hard link: an empty file takes the name first."""
    os.close(os.open(path, open_flags.CREATE_NEW_FILE, 0o600))
    with _remove_on_failure(path):
        os.replace(temporary, path)


def _read_mode(path: Path) -> int | None:
    """Read the permissions of a plain file; None where there is none."""
    try:
        mode = os.lstat(path).st_mode
    except FileNotFoundError:
        return None

    if not stat.S_ISREG(mode):
        return None
    return stat.S_IMODE(mode)
