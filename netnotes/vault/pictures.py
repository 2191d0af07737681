"""The door to the pictures: only raster images of the vault that a note shows, known by their first bytes."""

from __future__ import annotations

import os
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from netnotes.digests import compute_digest
from netnotes.vault.plain_file import read_plain_file

if TYPE_CHECKING:
    from pathlib import Path


MAX_PICTURE_BYTES = 8 * 1024 * 1024

SIGNATURES = (
    ("png", b"\x89PNG\r\n\x1a\n", b""),
    ("jpg", b"\xff\xd8\xff", b""),
    ("gif", b"GIF87a", b""),
    ("gif", b"GIF89a", b""),
    ("webp", b"RIFF", b"WEBP"),
)
"""Endings, the bytes a file begins with, and the bytes from the eighth on. SVG is none of them: it can hold programs."""

IMAGE_SUFFIXES = (".png", ".jpg", ".jpeg", ".gif", ".webp")


class VaultPicture(NamedTuple):
    """An image of the vault on its way to the site: its path there, its page, and what tells whether it has changed."""

    path: str
    site_path: str
    digest: bytes


def read_picture(root: Path, picture: VaultPicture) -> bytes:
    """A picture's bytes."""
    return read_plain_file(root, picture.path, MAX_PICTURE_BYTES)


def identify_picture(root: Path, path: str) -> VaultPicture | None:
    """A picture, if its first bytes say that it is one and it is not larger than a page should carry."""
    try:
        status = os.stat(os.path.join(root, path))
        head = read_plain_file(root, path, 16)
    except OSError:
        return None
    ending = next(
        (
            end
            for end, first, then in SIGNATURES
            if head.startswith(first) and head[8:].startswith(then)
        ),
        "",
    )
    if not ending or status.st_size > MAX_PICTURE_BYTES:
        return None
    digest = compute_digest(repr((path, status.st_size, status.st_mtime_ns)).encode())
    name = blake2b(path.encode(), digest_size=8).hexdigest()
    return VaultPicture(path, f"pictures/{name}.{ending}", digest)
