"""The door to the pictures: only raster images of the vault that a note shows, known by their first bytes."""

from __future__ import annotations

import os
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from netnotes.reading.file_index import find_file
from netnotes.vault.plain_file import read_plain_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from netnotes.network.network import Network


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


def collect_pictures(root: Path, network: Network, attachments: tuple[str, ...]) -> dict[str, VaultPicture]:
    """The images that notes show, by their path in the vault."""
    known = {path for path in attachments if path.casefold().endswith(IMAGE_SUFFIXES)}
    if not known:
        return {}
    wanted = {path for path in iter_shown_paths(network) if path in known}
    pictures = (identify_picture(root, path) for path in sorted(wanted))
    return {picture.path: picture for picture in pictures if picture}


def read_picture(root: Path, picture: VaultPicture) -> bytes:
    """A picture's bytes."""
    return read_plain_file(root, picture.path, MAX_PICTURE_BYTES)


def iter_shown_paths(network: Network) -> Iterator[str]:
    for contact in network.contacts:
        if contact.photo:
            yield find_file(contact.photo.strip("![]"), contact.path, network.file_index).path
    for origin, targets in network.link_targets.items():
        for target in targets:
            if target.casefold().endswith(IMAGE_SUFFIXES):
                yield find_file(target, origin, network.file_index).path


def identify_picture(root: Path, path: str) -> VaultPicture | None:
    """A picture, if its first bytes say that it is one and it is not larger than a page should carry."""
    try:
        status = os.stat(os.path.join(root, path))
        head = read_plain_file(root, path, 16)
    except OSError:
        return None
    ending = next((end for end, first, then in SIGNATURES if head.startswith(first) and head[8:].startswith(then)), "")
    if not ending or status.st_size > MAX_PICTURE_BYTES:
        return None
    digest = blake2b(repr((path, status.st_size, status.st_mtime_ns)).encode(), digest_size=16).digest()
    name = blake2b(path.encode(), digest_size=8).hexdigest()
    return VaultPicture(path, f"pictures/{name}.{ending}", digest)
