"""What is remembered: each note by its bytes, each page by the digest of its inputs; PreviousBuild asks it."""

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
from netnotes.model.diagnostics import Diagnostic  # noqa: TC001 - what is remembered is read back by these types
from netnotes.network.link_graph import Introduction, LinkGraph
from netnotes.reading.reader import Reading
from netnotes.system.cache_store import encode_frame, iter_frames, open_private
from netnotes.system.file_stamp import FileStamp  # noqa: TC001 - as above
from netnotes.vault.listing import VaultFile  # noqa: TC001 - as above

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netnotes.reading.file_index import FileIndex


class Cache(NamedTuple):
    """What is remembered of a vault: each note by its path, and each page by its path in the dashboard.

    `key` stands for all that decides what is read and how: this program, the settings, the templates. `made_from` are
    what the pages as a whole were made from. `together` is what the notes came to. `changes` is how many its file holds:
    first everything, then what each build since has changed.
    """

    key: str
    notes: dict[str, CachedNote]
    pages: dict[str, CachedPage]
    input_digests: InputDigests
    graph: CachedGraph | None = None
    change_count: int = 0


class InputDigests(NamedTuple):
    """What stands for all that pages are made from: `everything`, and of that what surrounds each single note.

    Empty where that can't be told.
    """

    shared_inputs: bytes = b""
    all_inputs: bytes = b""


UNKNOWN_DIGESTS = InputDigests()


class CachedGraph(NamedTuple):
    """What the notes come to together, as long as they show outward what they did: their web, packed.

    `checked` is what was found wrong in that on a day.
    """

    public_parts_digest: bytes
    day: Day
    diagnostics: tuple[Diagnostic, ...]
    encoded_graph: bytes


class CachedPage(NamedTuple):
    """A page that was made: a digest of what it was made from, and how the file looked when it was written."""

    input_digest: bytes
    state: FileStamp


def build_empty_cache(key: str) -> Cache:
    """The memory of a vault that was never built."""
    return Cache(key, {}, {}, UNKNOWN_DIGESTS)


def load_cache(folder: Path, key: str) -> Cache:
    """What is remembered; nothing where it can't be read or was remembered under another key."""
    try:
        frames = iter_frames(memoryview((folder / CACHE_FILE_NAME).read_bytes()))
        if next(frames, b"") != key.encode():
            return build_empty_cache(key)
        changes = [_build_change_decoder().decode(frame) for frame in frames]
    except (OSError, ValueError):  # of what a crash tore nothing is believed
        return build_empty_cache(key)
    notes: dict[str, CachedNote] = {}
    pages: dict[str, CachedPage] = {}
    for change in changes:
        notes.update(change.notes)
        pages.update(change.pages)
        for path in change.removed_notes:
            notes.pop(path, None)
        for path in change.removed_pages:
            pages.pop(path, None)
    made_from = changes[-1].input_digests if changes else UNKNOWN_DIGESTS
    together = next((change.graph for change in reversed(changes) if change.graph), None)
    return Cache(key, notes, pages, made_from, together, len(changes))


def save_cache(
    folder: Path,
    previous: Cache,
    notes: dict[str, CachedNote],
    pages: dict[str, CachedPage],
    input_digests: InputDigests = UNKNOWN_DIGESTS,
    graph: CachedGraph | None = None,
) -> None:
    """Remember these notes and pages. `before` is what was loaded: where little has changed, only that is written.

    A cache that can't be written is no reason to fail.
    """
    changed = (
        _collect_changed(previous.notes, notes),
        _collect_changed(previous.pages, pages),
        _list_removed(previous.notes, notes),
        _list_removed(previous.pages, pages),
    )
    news = graph if graph != previous.graph else None
    size = (
        sum(len(some) for some in changed)
        + (input_digests != previous.input_digests)
        + (news is not None)
    )
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not 0 < previous.change_count < MAX_CHANGES or size > len(notes) // REWRITE_DIVISOR:
            new = folder / f"{CACHE_FILE_NAME}.new"
            with open(new, "wb", opener=open_private) as file:
                file.write(
                    encode_frame(previous.key.encode())
                    + encode_frame(
                        _encode_change(_CacheChange(notes, pages, (), (), input_digests, graph))
                    )
                )
            # not through to the disk first: what a crash tears is forgotten, that is all
            os.replace(new, folder / CACHE_FILE_NAME)
            _remove_unused(folder.parent)
        elif size:
            with open(folder / CACHE_FILE_NAME, "ab") as file:
                file.write(
                    encode_frame(_encode_change(_CacheChange(*changed, input_digests, news)))
                )
        else:
            os.utime(folder / CACHE_FILE_NAME)
    except (OSError, UnicodeEncodeError):
        return


UNUSED_DAYS = 90
"""What was not used for so long is forgotten: its vault may be gone, and what was read in it should be gone too."""


def _remove_unused(cache_root: Path) -> None:
    """Take away what is remembered of vaults that nothing was done with for long; edits half done stay."""
    since = time.time() - UNUSED_DAYS * 24 * 60 * 60
    for file in cache_root.glob(f"*/{CACHE_FILE_NAME}"):
        if file.stat().st_mtime < since:
            file.unlink()
            (file.parent / SHARED_VALUE_FILE_NAME).unlink(missing_ok=True)


def store_shared_value(folder: Path, key: str, input_digests: InputDigests, content: bytes) -> None:
    """Keep something that follows from the surroundings of the notes alone; any process may."""
    if not input_digests.shared_inputs:
        return
    new = folder / f"{SHARED_VALUE_FILE_NAME}.new"
    try:
        with open(new, "wb", opener=open_private) as file:
            file.write(
                b"".join(map(encode_frame, (key.encode(), input_digests.shared_inputs, content)))
            )
        os.replace(new, folder / SHARED_VALUE_FILE_NAME)
    except OSError:
        return


def load_shared_value(folder: Path, key: str, input_digests: InputDigests) -> bytes:
    """What was kept, if the surroundings are the same; else nothing."""
    try:
        frames = [
            bytes(frame)
            for frame in iter_frames(memoryview((folder / SHARED_VALUE_FILE_NAME).read_bytes()))
        ]
    except (OSError, ValueError):
        return b""
    return (
        frames[2]
        if frames[:2] == [key.encode(), input_digests.shared_inputs] and len(frames) == 3
        else b""
    )


CACHE_FILE_NAME = "memory"
SHARED_VALUE_FILE_NAME = "kept"

MAX_CHANGES = 100
REWRITE_DIVISOR = 8
"""What has changed is written beside the rest a hundred times, if it is less than an eighth of all; then all anew."""


class _CacheChange(NamedTuple):
    """What one build has changed: new and other notes and pages, those that are gone, and what all is made from.

    `together` is there where it is other than before.
    """

    notes: dict[str, CachedNote]
    pages: dict[str, CachedPage]
    removed_notes: tuple[str, ...]
    removed_pages: tuple[str, ...]
    input_digests: InputDigests
    graph: CachedGraph | None


def encode_graph(graph: LinkGraph) -> bytes:
    """How the notes hang together, in few bytes; the shelf they stand on is made anew from their names."""
    return msgspec.msgpack.encode(tuple(getattr(graph, name) for name in _ENCODED_FIELDS))


def decode_graph(encoded: bytes, file_index: FileIndex) -> LinkGraph | None:
    """How the notes hang together, as it was packed, on the shelf they stand on; None where the bytes don't say."""
    try:
        return LinkGraph(
            file_index=file_index,
            **dict(zip(_ENCODED_FIELDS, _build_graph_decoder().decode(encoded), strict=True)),
        )
    except ValueError:
        return None


_ENCODED_FIELDS = tuple(name for name in LinkGraph.__struct_fields__ if name != "file_index")


@lru_cache
def _build_graph_decoder() -> msgspec.msgpack.Decoder[Any]:
    many = dict[str, tuple[str, ...]]
    types = {"ties": dict[str, frozenset[str]], "introductions": dict[str, Introduction]}
    return msgspec.msgpack.Decoder(tuple[tuple(types.get(name, many) for name in _ENCODED_FIELDS)])  # type: ignore[misc]


def _collect_changed(previous: Mapping[str, Any], current: Mapping[str, Any]) -> dict[str, Any]:
    return {path: one for path, one in current.items() if previous.get(path) != one}


def _list_removed(previous: Mapping[str, Any], current: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(path for path in previous if path not in current)


def _encode_change(change: _CacheChange) -> bytes:
    return msgspec.msgpack.encode(change)


@lru_cache
def _build_change_decoder() -> msgspec.msgpack.Decoder[_CacheChange]:
    return msgspec.msgpack.Decoder(_CacheChange)


def create_private_folder(folder: Path, name: str) -> Path | None:
    """A private folder beside what is remembered; None where the cache can't be written."""
    try:
        (folder / name).mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return None
    return folder / name


def compute_cache_key(*parts: str) -> str:
    """A key for this program as it is now, on this Python, with these parts (settings and the like)."""
    digest = blake2b(
        repr((netnotes.__version__, sys.version_info[:2], parts)).encode(), digest_size=16
    )
    for folder in _PROGRAM_FOLDERS:
        for name in sorted(Path(folder).rglob("*")):
            if name.suffix in (".py", ".html", ".css", ".js"):
                status = name.stat()
                digest.update(repr((name.name, status.st_size, status.st_mtime_ns)).encode())
    return digest.hexdigest()


_PACKAGE_FOLDER = Path(netnotes.__file__).parent
_PROGRAM_FOLDERS = (_PACKAGE_FOLDER, _PACKAGE_FOLDER.parent / "templates")


class CachedNote(NamedTuple):
    """What a note said when it was last read: the file as it was then, a digest of its bytes, the Reading packed.

    Kept packed, a reading that is still good is neither made nor written anew; as it was loaded, it is not even copied.
    `outward` stands for what of it others can show. `sure` is false for a file changed so shortly before it was read
    that a later change could show the same time: git calls it racy.
    """

    file: VaultFile
    digest: str
    reading: msgspec.Raw
    public_part_digest: bytes
    is_settled: bool


def encode_reading(reading: Reading) -> bytes:
    """A reading in few bytes; none where they can't hold it: a file's name may be no text."""
    try:
        return msgspec.msgpack.encode(reading)
    except UnicodeEncodeError:
        return b""


def decode_reading(encoded: bytes | msgspec.Raw) -> Reading | None:
    """The reading that was packed; None where that is not what the bytes hold."""
    try:
        return _build_reading_decoder().decode(encoded)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


@lru_cache
def _build_reading_decoder() -> msgspec.msgpack.Decoder[Reading]:
    return msgspec.msgpack.Decoder(Reading)
