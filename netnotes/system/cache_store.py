"""What the last build found out, so that the next one need not find it out again.

Remembered is what each note says, which pages were made from what, and what all of them were made from. A note whose
bytes are the same says the same, and a page made from the same is the same. Losing the memory costs time only.
It lies in the user's own cache folder and never in the vault, and it is data only: nothing in it can run.
"""

from __future__ import annotations

import os
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


LENGTH_BYTES = 8
"""Bytes of a frame's length, which stands before it."""


def encode_frame(content: bytes) -> bytes:
    return len(content).to_bytes(LENGTH_BYTES, "big") + content


def iter_frames(content: memoryview) -> Iterator[memoryview]:
    """The frames of a file. Raises ValueError for what ends before its time."""
    at = 0
    while at < len(content):
        start = at + LENGTH_BYTES
        at = start + int.from_bytes(content[at:start], "big")
        if at > len(content):
            raise ValueError("torn")
        yield content[start:at]


def open_private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def build_cache_path(vault: Path, output: Path) -> Path:
    """Where the memory of a vault and its dashboard lies in the user's cache."""
    from platformdirs import user_cache_path

    name = blake2b(
        f"{vault}\0{output}".encode(errors="surrogateescape"), digest_size=12
    ).hexdigest()
    return user_cache_path("netnotes") / name
