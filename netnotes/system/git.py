"""Which files git keeps, read from its index. git itself is never run: a vault's `.git/config` can name programs."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def find_working_tree(path: Path) -> Path | None:
    """The working tree a path lies in; None where there is no git."""
    return next((folder for folder in (path, *path.parents) if (folder / ".git").exists()), None)


def list_tracked_files(root: Path, path: Path) -> tuple[str, ...]:
    """The files git keeps at or below a path of this working tree, relative to its root. Case makes no difference.

    Nothing where there is no index, or one of a kind not known here (a split one).
    """
    wanted = path.relative_to(root).as_posix().encode(errors="surrogateescape").lower()
    try:
        file = _find_git_folder(root) / "index"
        index = file.read_bytes() if file.is_file() else b""  # a pipe would never end
        if index[4:8] != _PREFIX_COMPRESSED_VERSION and wanted not in index.lower():
            return ()
        below = [
            name for name in _iter_names(index) if (name.lower() + b"/").startswith(wanted + b"/")
        ]
    except (OSError, ValueError, IndexError, struct.error):
        return ()
    return tuple(name.decode(errors="replace") for name in below)


_PREFIX_COMPRESSED_VERSION = (4).to_bytes(4, "big")
_STAT_BYTES = 40
_EXTENDED_FLAG, _NAME_LENGTH_MASK = 0x4000, 0x0FFF


def _find_git_folder(root: Path) -> Path:
    """Where the index is: `.git`, or what a `.git` file of a submodule or second working tree leads to."""
    git = root / ".git"
    if git.is_file():
        return root / git.read_text(encoding="utf-8").removeprefix("gitdir:").strip()
    return git


def _iter_names(index: bytes) -> Iterator[bytes]:
    """The names in an index of version 2, 3 or 4 (gitformat-index(5)); ValueError for what is none."""
    signature, version, count = struct.unpack_from(">4sII", index)
    if signature != b"DIRC" or version not in (2, 3, 4):
        raise ValueError(signature, version)
    hash_bytes = _compute_hash_size(index, version)
    at, name = 12, b""
    for _ in range(count):
        start = at
        at += _STAT_BYTES + hash_bytes
        extended = struct.unpack_from(">H", index, at)[0] & _EXTENDED_FLAG
        at += 4 if extended else 2
        kept = b""
        if version == 4:
            dropped, at = _decode_number(index, at)
            kept = name[: len(name) - dropped]
        end = index.index(b"\0", at)
        name = kept + index[at:end]
        yield name
        at = end + 1 if version == 4 else start + (end - start + 8) // 8 * 8


def _compute_hash_size(index: bytes, version: int) -> int:
    """20 for SHA-1, 32 for SHA-256: the one with which the first entry's name is as long as the entry says."""
    for size in (20, 32):
        at = 12 + _STAT_BYTES + size
        (flags,) = struct.unpack_from(">H", index, at)
        at += 2 + (2 if flags & _EXTENDED_FLAG else 0) + (1 if version == 4 else 0)
        if min(index.index(b"\0", at) - at, _NAME_LENGTH_MASK) == flags & _NAME_LENGTH_MASK:
            return size
    raise ValueError(version)


def _decode_number(index: bytes, offset: int) -> tuple[int, int]:
    """A number in git's variable-length form, and where it ends."""
    byte = index[offset]
    number = byte & 127
    while byte & 128:
        offset += 1
        byte = index[offset]
        number = ((number + 1) << 7) + (byte & 127)
    return number, offset + 1
