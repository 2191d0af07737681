"""What the last build found out, so that the next one need not find it out again.

Two things are remembered: what each note says, and which pages were made from what. Nothing tracks dependencies: a note
whose bytes are the same says the same, and a page made from the same is the same. Losing the memory costs time only.
It lies in the user's own cache folder and never in the vault: it is read with pickle, and a vault may be a stranger's.
"""

from __future__ import annotations

import os
import pickle
import sys
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import netnotes

if TYPE_CHECKING:
    from netnotes.doors.site import PageState
    from netnotes.doors.vault import Remembered


class Memory(NamedTuple):
    """What is remembered of a vault: each note by its path, and each page by its path in the dashboard.

    `key` stands for all that decides what is read and how: this program, the settings, the templates.
    """

    key: str
    notes: dict[str, Remembered]
    pages: dict[str, RememberedPage]


class RememberedPage(NamedTuple):
    """A page that was made: a digest of what it was made from, and how the file looked when it was written."""

    made_from: bytes
    state: PageState


def nothing(key: str) -> Memory:
    """The memory of a vault that was never built."""
    return Memory(key, {}, {})


def load(folder: Path, key: str) -> Memory:
    """What is remembered; nothing where it can't be read or was remembered under another key."""
    try:
        with (folder / FILE_NAME).open("rb") as file:
            if hasattr(os, "getuid") and os.fstat(file.fileno()).st_uid != os.getuid():
                return nothing(key)  # somebody else's pickle is a program
            memory = pickle.load(file)  # noqa: S301 - written by save() into the user's own private cache
    except Exception:  # noqa: BLE001 - a torn pickle raises anything at all, and none of it matters
        return nothing(key)
    return memory if isinstance(memory, Memory) and memory.key == key else nothing(key)


def save(folder: Path, memory: Memory) -> None:
    """Remember this. A cache that can't be written is no reason to fail."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        new = folder / f"{FILE_NAME}.new"
        with open(new, "wb", opener=_private) as file:
            pickle.dump(memory, file, protocol=5)
        os.replace(
            new, folder / FILE_NAME
        )  # not through to the disk first: what a crash tears is forgotten, that is all
    except OSError:
        return


FILE_NAME = "memory.pickle"


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def folder_for(vault: Path, output: Path) -> Path:
    """Where the memory of a vault and its dashboard lies in the user's cache."""
    from platformdirs import user_cache_path

    name = blake2b(f"{vault}\0{output}".encode(errors="surrogateescape"), digest_size=12).hexdigest()
    return user_cache_path("netnotes") / name


def key(*parts: str) -> str:
    """A key for this program as it is now, on this Python, with these parts (settings and the like)."""
    digest = blake2b(repr((netnotes.__version__, sys.version_info[:2], parts)).encode(), digest_size=16)
    for folder in _PROGRAM:
        for name in sorted(Path(folder).rglob("*")):
            if name.suffix in (".py", ".html", ".css", ".js"):
                status = name.stat()
                digest.update(repr((name.name, status.st_size, status.st_mtime_ns)).encode())
    return digest.hexdigest()


_HERE = Path(netnotes.__file__).parent
_PROGRAM = (_HERE, _HERE.parent / "templates")
