"""One netnotes at a time: a lock that the system itself frees when its holder dies, however it dies."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import contextmanager, suppress
from time import monotonic, sleep
from typing import TYPE_CHECKING

from netnotes.errors import BusyError, NetnotesError, describe_os_error
from netnotes.system import open_flags

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


POLL_SECONDS = 0.05


@contextmanager
def hold_lock(path: Path, command: str, wait_seconds: float = 0.0) -> Iterator[None]:
    """Hold the lock at this path, or say who does. `doing` names us to the others, as in `netnotes build`.

    Waits so many seconds for another holder, then raises Busy. The lock file stays behind; only its lock matters.
    A forked child shares the lock: it is free when the last of the family has ended.
    """
    number = _acquire_lock(path, monotonic() + wait_seconds)
    try:
        with suppress(OSError):  # a full disk: the lock holds, only its holder is not named
            os.ftruncate(number, 0)
            os.write(number, f"{os.getpid()} {command}\n".encode())
        yield
    finally:
        os.close(number)


def _acquire_lock(path: Path, deadline: float) -> int:
    """The open, locked lock file, by the deadline at the latest."""
    try:
        while (number := _try_lock_file(path)) is None:
            left = deadline - monotonic()
            if left <= 0:
                raise BusyError(_describe_holder(path))
            sleep(min(POLL_SECONDS, left))
    except OSError as error:
        raise NetnotesError(_describe_lock_failure(path, error)) from error
    return number


def _try_lock_file(path: Path) -> int | None:
    """The open lock file if the lock is now ours."""
    number = _open_lock_file(path)
    try:
        if _try_lock(number) and _is_current_file(path, number):
            return number
    except OSError:
        os.close(number)
        raise
    os.close(number)
    return None


def _open_lock_file(path: Path) -> int:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return os.open(
        path,
        open_flags.OPEN_LOCK_FILE,
        0o600,
    )


def _is_current_file(path: Path, number: int) -> bool:
    """Whether the file we locked is still the one others will find; something that cleans caches may have removed it."""
    try:
        return os.path.samestat(os.stat(path), os.fstat(number))
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    _LOCK_OFFSET = 1 << 20  # a locked byte can't be read by others, and they shall read who we are

    def _try_lock(number: int) -> bool:
        """Whether the lock is now ours; False while somebody else holds it."""
        os.lseek(number, _LOCK_OFFSET, os.SEEK_SET)
        try:
            msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            if error.errno in (errno.EACCES, errno.EDEADLK):
                return False
            raise
        finally:
            os.lseek(number, 0, os.SEEK_SET)
        return True

else:
    import fcntl

    def _try_lock(number: int) -> bool:
        """Whether the lock is now ours; False while somebody else holds it."""
        try:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def _describe_holder(path: Path) -> str:
    process, _, doing = path.read_bytes().decode(errors="replace").strip().partition(" ")
    if not process.isdigit():
        return "Another netnotes is at work on this vault. Run this again when it is done."
    return (
        f"Another netnotes is at work on this vault: process {process}, `{doing}`. "
        f"Run this again when it is done; should it hang, end process {process}, and the lock is free at once."
    )


def _describe_lock_failure(path: Path, error: OSError) -> str:
    reason = describe_os_error(error)
    return (
        f"netnotes can't make sure that it alone is at work: `{path}` can't be locked ({reason}). "
        "Make its folder one that you may write to."
    )
