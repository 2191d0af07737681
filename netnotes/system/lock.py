"""A lock for one process at a time, which the system frees however its holder dies."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import contextmanager, suppress
from time import monotonic, sleep
from typing import TYPE_CHECKING

from netnotes.errors import BusyError, NetnotesError, describe_write_error
from netnotes.system import open_flags

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


# How often a waiting process tries again: the system's own waiting has no time limit.
POLL_SECONDS = 0.05


@contextmanager
def hold_lock(path: Path, command: str, wait_seconds: float = 0.0) -> Iterator[None]:
    """Hold the lock at this path for as long as the context lasts.

    `command` names this process to others, as in "netnotes build". Raises BusyError
    when another process holds the lock for longer than `wait_seconds`, and NetnotesError when the
    file can't be locked at all.

    The lock file stays behind: only the lock on it counts. A forked child shares the lock, which is
    free when the last of these processes has ended.
    """
    try:
        descriptor = _acquire_lock(path, monotonic() + wait_seconds)
    except OSError as error:
        raise NetnotesError(_describe_lock_failure(path, command, error)) from error

    try:
        # On a full disk the lock still holds; only the others can't say who holds it.
        with suppress(OSError):
            os.ftruncate(descriptor, 0)
            os.write(descriptor, f"{os.getpid()} {command}\n".encode())
        yield
    finally:
        os.close(descriptor)


def _acquire_lock(path: Path, deadline: float) -> int:
    """Try until the deadline; returns the descriptor of the locked file."""
    descriptor = _try_lock_file(path)
    while descriptor is None:
        remaining_seconds = deadline - monotonic()
        if remaining_seconds <= 0:
            raise BusyError(_describe_holder(path))
        sleep(min(POLL_SECONDS, remaining_seconds))
        descriptor = _try_lock_file(path)
    return descriptor


def _try_lock_file(path: Path) -> int | None:
    """Open and lock the file; None while another process holds the lock."""
    descriptor = _open_lock_file(path)
    try:
        if _try_lock(descriptor) and _is_current_file(path, descriptor):
            return descriptor
    except OSError:
        os.close(descriptor)
        raise

    os.close(descriptor)
    return None


def _open_lock_file(path: Path) -> int:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return os.open(path, open_flags.OPEN_LOCK_FILE, 0o600)


def _is_current_file(path: Path, descriptor: int) -> bool:
    """Check that the file we have locked is the one that others will find.

    A program that cleans caches may have removed it after we opened it, and another process made it
    again.
    """
    try:
        return os.path.samestat(os.stat(path), os.fstat(descriptor))
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    # On Windows other processes can't read a locked byte, but they must be able to read who holds
    # the lock.
    _LOCK_OFFSET = 1 << 20

    def _try_lock(descriptor: int) -> bool:
        """Try to lock an open file; False while another process holds the lock."""
        os.lseek(descriptor, _LOCK_OFFSET, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            if error.errno in (errno.EACCES, errno.EDEADLK):
                return False
            raise
        finally:
            os.lseek(descriptor, 0, os.SEEK_SET)

        return True

else:
    import fcntl

    def _try_lock(descriptor: int) -> bool:
        """Try to lock an open file; False while another process holds the lock."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False

        return True


def _describe_holder(path: Path) -> str:
    content = path.read_bytes().decode(errors="replace")
    process_id, _, command = content.strip().partition(" ")
    # The holder may not have written its name yet, or could not, on a full disk.
    if not process_id.isdigit():
        return "Another netnotes is at work on this vault. Run this again when it is done."

    return (
        f"Another netnotes is at work on this vault: process {process_id}, `{command}`. "
        f"Run this again when it is done; should it hang, end process {process_id}, "
        "and the lock is free at once."
    )


def _describe_lock_failure(path: Path, command: str, error: OSError) -> str:
    return (
        f"netnotes can't make sure that it alone is at work: `{path}` can't be locked "
        f"({describe_write_error(error)}). `{command}` has written nothing. "
        "Try again when that is fixed."
    )
