"""What the last build found out, so that the next one need not find it out again.

Remembered is what each note says, which pages were made from what, and what all of them were made from. A note whose
bytes are the same says the same, and a page made from the same is the same. Losing the memory costs time only.
It lies in the user's own cache folder and never in the vault, and it is data only: nothing in it can run.
"""

from __future__ import annotations

import os
import sys
import time
from datetime import date as Day  # noqa: TC003 - what is remembered is read back by these types
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

import netnotes
from netnotes.diagnostics import Diagnostic  # noqa: TC001 - what is remembered is read back by these types
from netnotes.doors.site import PageState  # noqa: TC001 - as above
from netnotes.doors.vault import Remembered  # noqa: TC001 - as above
from netnotes.network.network import Introduction, LinkGraph

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from netnotes.reading.links import FileIndex


class Memory(NamedTuple):
    """What is remembered of a vault: each note by its path, and each page by its path in the dashboard.

    `key` stands for all that decides what is read and how: this program, the settings, the templates. `made_from` are
    what the pages as a whole were made from. `together` is what the notes came to. `changes` is how many its file holds:
    first everything, then what each build since has changed.
    """

    key: str
    notes: dict[str, Remembered]
    pages: dict[str, RememberedPage]
    made_from: MadeFrom
    together: Together | None = None
    changes: int = 0


class MadeFrom(NamedTuple):
    """What stands for all that pages are made from: `everything`, and of that what surrounds each single note.

    Empty where that can't be told.
    """

    surroundings: bytes = b""
    everything: bytes = b""


UNKNOWN = MadeFrom()


class Together(NamedTuple):
    """What the notes come to together, as long as they show outward what they did: their web, packed.

    `checked` is what was found wrong in that on a day.
    """

    outward: bytes
    day: Day
    checked: tuple[Diagnostic, ...]
    web: bytes


class RememberedPage(NamedTuple):
    """A page that was made: a digest of what it was made from, and how the file looked when it was written."""

    made_from: bytes
    state: PageState


def nothing(key: str) -> Memory:
    """The memory of a vault that was never built."""
    return Memory(key, {}, {}, UNKNOWN)


def load(folder: Path, key: str) -> Memory:
    """What is remembered; nothing where it can't be read or was remembered under another key."""
    try:
        frames = _frames(memoryview((folder / FILE_NAME).read_bytes()))
        if next(frames, b"") != key.encode():
            return nothing(key)
        changes = [_decoder().decode(frame) for frame in frames]
    except (OSError, ValueError):  # of what a crash tore nothing is believed
        return nothing(key)
    notes: dict[str, Remembered] = {}
    pages: dict[str, RememberedPage] = {}
    for change in changes:
        notes.update(change.notes)
        pages.update(change.pages)
        for path in change.no_notes:
            notes.pop(path, None)
        for path in change.no_pages:
            pages.pop(path, None)
    made_from = changes[-1].made_from if changes else UNKNOWN
    together = next((change.together for change in reversed(changes) if change.together), None)
    return Memory(key, notes, pages, made_from, together, len(changes))


def save(
    folder: Path,
    before: Memory,
    notes: dict[str, Remembered],
    pages: dict[str, RememberedPage],
    made_from: MadeFrom = UNKNOWN,
    together: Together | None = None,
) -> None:
    """Remember these notes and pages. `before` is what was loaded: where little has changed, only that is written.

    A cache that can't be written is no reason to fail.
    """
    changed = (
        _new(before.notes, notes),
        _new(before.pages, pages),
        _gone(before.notes, notes),
        _gone(before.pages, pages),
    )
    news = together if together != before.together else None
    size = sum(len(some) for some in changed) + (made_from != before.made_from) + (news is not None)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not 0 < before.changes < MOST_CHANGES or size > len(notes) // FEW:
            new = folder / f"{FILE_NAME}.new"
            with open(new, "wb", opener=_private) as file:
                file.write(
                    _frame(before.key.encode()) + _frame(_encoded(_Change(notes, pages, (), (), made_from, together)))
                )
            # not through to the disk first: what a crash tears is forgotten, that is all
            os.replace(new, folder / FILE_NAME)
            _forget_unused(folder.parent)
        elif size:
            with open(folder / FILE_NAME, "ab") as file:
                file.write(_frame(_encoded(_Change(*changed, made_from, news))))
        else:
            os.utime(folder / FILE_NAME)
    except (OSError, UnicodeEncodeError):
        return


UNUSED_DAYS = 90
"""What was not used for so long is forgotten: its vault may be gone, and what was read in it should be gone too."""


def _forget_unused(cache: Path) -> None:
    """Take away what is remembered of vaults that nothing was done with for long; edits half done stay."""
    since = time.time() - UNUSED_DAYS * 24 * 60 * 60
    for file in cache.glob(f"*/{FILE_NAME}"):
        if file.stat().st_mtime < since:
            file.unlink()
            (file.parent / KEPT).unlink(missing_ok=True)


def keep(folder: Path, key: str, made_from: MadeFrom, content: bytes) -> None:
    """Keep something that follows from the surroundings of the notes alone; any process may."""
    if not made_from.surroundings:
        return
    new = folder / f"{KEPT}.new"
    try:
        with open(new, "wb", opener=_private) as file:
            file.write(b"".join(map(_frame, (key.encode(), made_from.surroundings, content))))
        os.replace(new, folder / KEPT)
    except OSError:
        return


def kept(folder: Path, key: str, made_from: MadeFrom) -> bytes:
    """What was kept, if the surroundings are the same; else nothing."""
    try:
        frames = [bytes(frame) for frame in _frames(memoryview((folder / KEPT).read_bytes()))]
    except (OSError, ValueError):
        return b""
    return frames[2] if frames[:2] == [key.encode(), made_from.surroundings] and len(frames) == 3 else b""


FILE_NAME = "memory"
KEPT = "kept"

MOST_CHANGES = 100
FEW = 8
"""What has changed is written beside the rest a hundred times, if it is less than an eighth of all; then all anew."""


class _Change(NamedTuple):
    """What one build has changed: new and other notes and pages, those that are gone, and what all is made from.

    `together` is there where it is other than before.
    """

    notes: dict[str, Remembered]
    pages: dict[str, RememberedPage]
    no_notes: tuple[str, ...]
    no_pages: tuple[str, ...]
    made_from: MadeFrom
    together: Together | None


def packed_web(web: LinkGraph) -> bytes:
    """How the notes hang together, in few bytes; the shelf they stand on is made anew from their names."""
    return msgspec.msgpack.encode(tuple(getattr(web, name) for name in _PACKED))


def web_of(packed: bytes, shelf: FileIndex) -> LinkGraph | None:
    """How the notes hang together, as it was packed, on the shelf they stand on; None where the bytes don't say."""
    try:
        return LinkGraph(file_index=shelf, **dict(zip(_PACKED, _web_decoder().decode(packed), strict=True)))
    except ValueError:
        return None


_PACKED = tuple(name for name in LinkGraph.__struct_fields__ if name != "shelf")


@lru_cache
def _web_decoder() -> msgspec.msgpack.Decoder[Any]:
    many = dict[str, tuple[str, ...]]
    types = {"ties": dict[str, frozenset[str]], "introductions": dict[str, Introduction]}
    return msgspec.msgpack.Decoder(tuple[tuple(types.get(name, many) for name in _PACKED)])  # type: ignore[misc]


def _new(before: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, Any]:
    return {path: one for path, one in now.items() if before.get(path) != one}


def _gone(before: Mapping[str, Any], now: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(path for path in before if path not in now)


LENGTH = 8
"""Bytes of a frame's length, which stands before it."""


def _frame(content: bytes) -> bytes:
    return len(content).to_bytes(LENGTH, "big") + content


def _frames(content: memoryview) -> Iterator[memoryview]:
    """The frames of a file. Raises ValueError for what ends before its time."""
    at = 0
    while at < len(content):
        start = at + LENGTH
        at = start + int.from_bytes(content[at:start], "big")
        if at > len(content):
            raise ValueError("torn")
        yield content[start:at]


def _encoded(change: _Change) -> bytes:
    return msgspec.msgpack.encode(change)


@lru_cache
def _decoder() -> msgspec.msgpack.Decoder[_Change]:
    return msgspec.msgpack.Decoder(_Change)


def folder_in(folder: Path, name: str) -> Path | None:
    """A private folder beside what is remembered; None where the cache can't be written."""
    try:
        (folder / name).mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return None
    return folder / name


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
