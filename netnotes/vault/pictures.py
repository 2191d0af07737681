"""The pictures that the site may show: raster images, recognized by their first bytes."""

from __future__ import annotations

import os
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from netnotes.digests import compute_digest
from netnotes.vault.plain_file import read_plain_file

if TYPE_CHECKING:
    from pathlib import Path


# A larger file is no portrait, and each picture is copied into the site.
MAX_PICTURE_BYTES = 8 * 1024 * 1024

# The suffix on the site, the first bytes, and the bytes from the eighth on.
#
# SVG is not among them: it can hold scripts.
SIGNATURES = (
    ("png", b"\x89PNG\r\n\x1a\n", b""),
    ("jpg", b"\xff\xd8\xff", b""),
    ("gif", b"GIF87a", b""),
    ("gif", b"GIF89a", b""),
    ("webp", b"RIFF", b"WEBP"),
)

# Only files with these names are opened at all; what they are is then decided by their bytes.
IMAGE_SUFFIXES = (".png", ".jpg", ".jpeg", ".gif", ".webp")


class VaultPicture(NamedTuple):
    """An image of the vault that the site may show."""

    # Its path in the vault.
    path: str

    # Its path in the site.
    site_path: str

    # The digest of its path, size, times and inode: the file is copied again when it changes.
    digest: bytes


def read_picture(root: Path, picture: VaultPicture) -> bytes:
    """Read the bytes of a picture. Raises OSError."""
    return read_plain_file(root, picture.path, MAX_PICTURE_BYTES)


def identify_picture(root: Path, path: str) -> VaultPicture | None:
    """Identify a picture; None if the file is none, is larger than 8 MiB, or can't be read."""
    try:
        status = os.stat(os.path.join(root, path))
        head = read_plain_file(root, path, 16)
    except OSError:
        return None
    suffix = _find_suffix(head)
    if not suffix or status.st_size > MAX_PICTURE_BYTES:
        return None

    # By size and times: to read all pictures in each build would take too long. A program can set
    # the one time (`cp -p`), and not the other.
    times = (status.st_mtime_ns, status.st_ctime_ns)
    digest = compute_digest(repr((path, status.st_size, times, status.st_ino)).encode())
    # Like the name of a page it is possible on every file system, and no two are the same.
    name = blake2b(path.encode(), digest_size=8).hexdigest()
    return VaultPicture(path, f"pictures/{name}.{suffix}", digest)


def _find_suffix(head: bytes) -> str:
    """Find the suffix for a file that begins with these bytes; empty if it is no picture."""
    for suffix, start, from_eighth in SIGNATURES:
        if head.startswith(start) and head[8:].startswith(from_eighth):
            return suffix
    return ""
