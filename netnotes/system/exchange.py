"""Exchange two files: each gets the other's name, and neither name is ever without a file."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING

from netnotes.system.atomic_files import build_temporary_path, write_new_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_RENAME_EXCHANGE = 2

# The number that stands for the current folder, where a path is not absolute.
_AT_FDCWD = -100

# What kernels and file systems answer that can't do it, such as NFS.
_NOT_SUPPORTED_ERRNOS = (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EPERM)


def exchange_files(left: Path, right: Path) -> None:
    """Exchange two files of one file system: in one step, or where the system can't, in two.

    In two steps `right` comes first, and `left` is without a file in between. Raises OSError, and
    changes nothing, when one of them is missing.
    """
    if not _exchange_in_one_step(left, right):
        _exchange_in_two_steps(left, right)


def _exchange_in_one_step(left: Path, right: Path) -> bool:
    """Exchange two files; False where the system can't."""
    renameat2 = _find_renameat2()
    if renameat2 is None:
        return False

    import ctypes

    left_name, right_name = os.fsencode(left), os.fsencode(right)
    if renameat2(_AT_FDCWD, left_name, _AT_FDCWD, right_name, _RENAME_EXCHANGE) == 0:
        return True

    code = ctypes.get_errno()
    if code in _NOT_SUPPORTED_ERRNOS:
        return False
    raise OSError(code, os.strerror(code), str(right))


@lru_cache
def _find_renameat2() -> Callable[[int, bytes, int, bytes, int], int] | None:
    """Find the function of the C library, for which Python has none."""
    if sys.platform != "linux":
        return None

    import ctypes

    return getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)


def _exchange_in_two_steps(left: Path, right: Path) -> None:
    """Exchange two files, of which `right` has a file at any moment."""
    spare = build_temporary_path(left.parent)
    try:
        _link_or_copy(right, spare)
        os.replace(left, right)
        os.replace(spare, left)
    except BaseException:
        with suppress(OSError):
            os.unlink(spare)
        raise


def _link_or_copy(file: Path, name: Path) -> None:
    """Give a file a second name; where the disk has no hard links, such as FAT, a copy."""
    try:
        os.link(file, name)
    except FileNotFoundError:
        raise
    except OSError:
        write_new_file(name, file.read_bytes(), None)
