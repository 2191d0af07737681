"""Find out which files git keeps, from its index file.

git itself is never run: a vault may come from a stranger, and its `.git/config` can name programs
for git to start.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


# The layout of an index is in https://git-scm.com/docs/index-format.
_SIGNATURE = b"DIRC"
_HEADER = struct.Struct(">4sII")
_PREFIX_COMPRESSED_VERSION = 4
_KNOWN_VERSIONS = (2, 3, _PREFIX_COMPRESSED_VERSION)
_STAT_BYTES = 40
_FLAGS = struct.Struct(">H")
_EXTENDED_FLAG = 0x4000
_NAME_LENGTH_MASK = 0x0FFF
_HASH_SIZES = (20, 32)


def find_working_tree(path: Path) -> Path | None:
    """Find the root of the working tree that a path is in; None where there is no git."""
    for folder in (path, *path.parents):
        if (folder / ".git").exists():
            return folder

    return None


def list_tracked_files(root: Path, path: Path) -> tuple[str, ...]:
    """List the files that git keeps at or below `path`, relative to the working tree's `root`.

    Upper and lower case count as equal. Empty where there is no index, or one of an unknown kind
    (such as a split one).
    """
    path_in_tree = path.relative_to(root).as_posix()
    prefix = path_in_tree.encode(errors="surrogateescape").lower()
    try:
        index = _read_index(root)
        # A quick answer for most vaults. It can't be given where names are compressed: a prefix is
        # not repeated there.
        version_bytes = index[4:8]
        is_compressed = version_bytes == _PREFIX_COMPRESSED_VERSION.to_bytes(4, "big")
        if not is_compressed and prefix not in index.lower():
            return ()

        tracked_names = [
            name for name in _iter_names(index) if (name.lower() + b"/").startswith(prefix + b"/")
        ]
    except (OSError, ValueError, IndexError, struct.error):
        return ()

    return tuple(name.decode(errors="replace") for name in tracked_names)


def _read_index(root: Path) -> bytes:
    file = _find_git_folder(root) / "index"
    # Reading a pipe in its place would never end.
    if not file.is_file():
        return b""
    return file.read_bytes()


def _find_git_folder(root: Path) -> Path:
    """Find the folder with the index: `.git`, or what a file of that name leads to.

    Submodules and second working trees have such a file.
    """
    git = root / ".git"
    if git.is_file():
        return root / git.read_text(encoding="utf-8").removeprefix("gitdir:").strip()

    return git


def _iter_names(index: bytes) -> Iterator[bytes]:
    """Yield the names in an index of version 2, 3 or 4. Raises ValueError for what is none."""
    signature, version, entry_count = _HEADER.unpack_from(index)
    if signature != _SIGNATURE or version not in _KNOWN_VERSIONS:
        raise ValueError(signature, version)

    hash_size = _compute_hash_size(index, version)
    offset = _HEADER.size
    name = b""
    for _ in range(entry_count):
        entry_start = offset
        offset += _STAT_BYTES + hash_size
        offset += _read_flags_size(index, offset)

        prefix = b""
        if version == _PREFIX_COMPRESSED_VERSION:
            # An entry says how many bytes to drop from the end of the name before it, and what
            # follows then.
            dropped_count, offset = _decode_number(index, offset)
            prefix = name[: len(name) - dropped_count]

        name_end = index.index(b"\0", offset)
        name = prefix + index[offset:name_end]
        yield name

        if version == _PREFIX_COMPRESSED_VERSION:
            offset = name_end + 1
        else:
            # Other versions fill an entry with 1 to 8 NULs up to a multiple of eight bytes.
            offset = entry_start + (name_end - entry_start + 8) // 8 * 8


def _read_flags_size(index: bytes, offset: int) -> int:
    """Read how many bytes the flags of an entry take."""
    (flags,) = _FLAGS.unpack_from(index, offset)
    return 2 * _FLAGS.size if flags & _EXTENDED_FLAG else _FLAGS.size


def _compute_hash_size(index: bytes, version: int) -> int:
    """Compute the size of a hash: 20 bytes for SHA-1, 32 for SHA-256.

    The index does not say it. It is the size with which the first entry's name is as long as its
    flags say.
    """
    for hash_size in _HASH_SIZES:
        flags_offset = _HEADER.size + _STAT_BYTES + hash_size
        (flags,) = _FLAGS.unpack_from(index, flags_offset)

        name_offset = flags_offset + _read_flags_size(index, flags_offset)
        if version == _PREFIX_COMPRESSED_VERSION:
            # Nothing is dropped before the first name, and 0 takes one byte.
            name_offset += 1

        name_length = index.index(b"\0", name_offset) - name_offset
        if min(name_length, _NAME_LENGTH_MASK) == flags & _NAME_LENGTH_MASK:
            return hash_size

    raise ValueError(version)


def _decode_number(index: bytes, offset: int) -> tuple[int, int]:
    """Decode a number in git's variable-length form; returns it and the offset after it.

    Each byte holds seven bits, the highest first, and says in its eighth whether another follows.
    """
    byte = index[offset]
    number = byte & 127
    while byte & 128:
        offset += 1
        byte = index[offset]
        number = ((number + 1) << 7) + (byte & 127)

    return number, offset + 1
