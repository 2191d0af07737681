"""Every note read, what is remembered reused."""

from __future__ import annotations

import time
from functools import partial
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from netnotes.model.diagnostics import Diagnostic, SourceLocation
from netnotes.model.note_path import is_in_folder
from netnotes.reading.note import Source, decode_source
from netnotes.reading.reader import Reading, extract_public_part
from netnotes.reading.reader import read_source as read_source
from netnotes.system.parallel import parallel_map
from netnotes.vault.cache import CachedNote, decode_reading, encode_reading
from netnotes.vault.listing import VaultFile, build_unreadable_diagnostic, list_files
from netnotes.vault.plain_file import MAX_NOTE_BYTES, read_plain_file
from netnotes.vault.sync_copies import find_sync_copies

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from netnotes.model.settings import DailyNotes, Settings
    from netnotes.vault.listing import VaultListing


class Vault(NamedTuple):
    """A vault as it was read: its notes, its other files, its settings, and what is wrong with any of them.

    `remember` is what a next reading can use, by path. `outward` stands for all that notes can show on each other's
    pages; empty where that can't be told.
    """

    root: Path
    settings: Settings
    readings: tuple[Reading, ...]
    attachments: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]
    cached_notes: dict[str, CachedNote]
    public_parts_digest: bytes = b""


def read_vault(
    root: Path,
    settings: Settings,
    daily_notes: DailyNotes,
    output: Path | None = None,
    cached_notes: Mapping[str, CachedNote] | None = None,
    previous: Vault | None = None,
    listing: VaultListing | None = None,
) -> Vault:
    """Read every note of a vault; what is remembered of a note is used where the note is still the same.

    `before` is the vault as this process read it last, where it did: what it holds ready need not be unpacked.
    `listing` are its files, where they have been listed just now.
    """
    now = time.time_ns()
    listing = listing or list_files(root, settings, output)
    found = list(listing.diagnostics)
    known = cached_notes or {}
    ready = {one.path: one for one in previous.readings} if previous else {}
    old = previous.cached_notes if previous else {}
    remember: dict[str, CachedNote] = {}
    said: dict[str, Reading] = {}
    changed: list[VaultFile] = []
    for file in listing.notes:
        last = known.get(file.path)
        reading = None
        if last and last.file == file and last.is_settled:
            reading = (
                ready.get(file.path) if last is old.get(file.path) else None
            ) or decode_reading(last.reading)
        if last and reading:
            remember[file.path], said[file.path] = last, reading
        else:
            changed.append(file)
    for one in parallel_map(
        "Reading", partial(_read_notes, root, settings, daily_notes, known), changed
    ):
        file = one.file
        found += one.diagnostics
        reading = one.unencodable_reading or decode_reading(one.encoded)
        if reading:
            said[file.path] = reading
        if one.encoded:
            sure = max(file.mtime_ns, file.ctime_ns) < now - RACY_NANOSECONDS
            remember[file.path] = CachedNote(
                file, one.digest, msgspec.Raw(one.encoded), one.public_part_digest, sure
            )
    all_read = [said[path] for path in sorted(said)]
    copies = find_sync_copies(tuple(file.path for file in listing.notes))
    copies = {
        one.path: copies[one.path]
        for one in all_read
        if one.path in copies and (one.entity or one.encounters)
    }
    found += [_build_sync_copy_diagnostic(copy, original) for copy, original in copies.items()]
    readings = tuple(one for one in all_read if one.path not in copies)
    found += [one for reading in readings for one in reading.diagnostics]
    unread = (file.path for file in listing.notes if file.path not in said)
    attachments = (*listing.attachments, *copies, *unread)
    return Vault(
        root,
        settings,
        readings,
        attachments,
        tuple(found),
        remember,
        _compute_public_parts_digest(readings, attachments, remember),
    )


def _compute_public_parts_digest(
    readings: tuple[Reading, ...],
    attachments: tuple[str, ...],
    cached_notes: Mapping[str, CachedNote],
) -> bytes:
    """What stands for all that the notes can show on each other's pages, and for the names of all other files."""
    if any(reading.path not in cached_notes for reading in readings):
        return b""
    shown = b"".join([cached_notes[reading.path].public_part_digest for reading in readings])
    return blake2b(
        shown + repr(attachments).encode(errors="surrogatepass"), digest_size=16
    ).digest()


RACY_NANOSECONDS = 2_000_000_000
"""The coarsest clock of a file system still in use (FAT) ticks every two seconds."""


class _NoteReading(NamedTuple):
    """A file that was read: what is wrong with it as a file, and, if it could be read, its digest and its Reading packed.

    `outward` stands for what of it others can show. `whole` is the Reading where it can't be packed.
    """

    file: VaultFile
    diagnostics: tuple[Diagnostic, ...]
    digest: str = ""
    encoded: bytes = b""
    public_part_digest: bytes = b""
    unencodable_reading: Reading | None = None


def _read_notes(
    root: Path,
    settings: Settings,
    daily_notes: DailyNotes,
    cached_notes: Mapping[str, CachedNote],
    files: Sequence[VaultFile],
) -> list[_NoteReading]:
    return [
        _read_note(root, settings, daily_notes, file, cached_notes.get(file.path)) for file in files
    ]


def _read_note(
    root: Path,
    settings: Settings,
    daily_notes: DailyNotes,
    file: VaultFile,
    cached_note: CachedNote | None,
) -> _NoteReading:
    """A file as it is now; where its bytes are what they were, it says what it said."""
    source, found = read_note_source(root, file)
    if source is None:
        ours = is_in_folder(file.path, (*settings.contacts, settings.goals, settings.events))
        return _NoteReading(
            file, tuple(one for one in found if ours or one.code != "too-large")
        )  # a large drawing is no error
    if cached_note and cached_note.digest == source.digest and decode_reading(cached_note.reading):
        return _NoteReading(
            file, found, source.digest, bytes(cached_note.reading), cached_note.public_part_digest
        )
    reading = read_source(source, settings, daily_notes)
    small = encode_reading(reading)
    if not small:
        return _NoteReading(file, found, source.digest, unencodable_reading=reading)
    return _NoteReading(
        file,
        found,
        source.digest,
        small,
        blake2b(encode_reading(extract_public_part(reading)), digest_size=16).digest(),
    )


def _build_sync_copy_diagnostic(copy: str, original: str) -> Diagnostic:
    message = f"A sync program left this copy of {original}; it is not read."
    return Diagnostic(
        SourceLocation(copy),
        "sync-leftover",
        message,
        f"Bring what is new in it into {original}, then delete it.",
    )


def iter_sources(root: Path, settings: Settings) -> Iterator[Source]:
    """The text of every note of a vault that can be read, nothing remembered."""
    for file in list_files(root, settings).notes:
        source, _ = read_note_source(root, file)
        if source:
            yield source


def read_note_source(root: Path, file: VaultFile) -> tuple[Source | None, tuple[Diagnostic, ...]]:
    """A note's text. None, with an error, for a note that can't be read or is too large."""
    try:
        raw = (
            read_plain_file(root, file.path, MAX_NOTE_BYTES + 1)
            if file.size <= MAX_NOTE_BYTES
            else b""
        )
    except OSError as error:
        return None, (build_unreadable_diagnostic(file.path, error),)
    size = max(file.size, len(raw))
    if size > MAX_NOTE_BYTES:
        message = f"The note is {size / MAX_NOTE_BYTES:.1f} MiB large and was not read."
        return None, (
            Diagnostic(
                SourceLocation(file.path),
                "too-large",
                message,
                "Split it; a note is at most 1 MiB.",
            ),
        )
    return decode_source(file.path, raw)


def read_line(root: Path, location: SourceLocation) -> str:
    """The line a finding stands on, to be shown with it; empty where it can't be read any more."""
    try:
        source, _ = decode_source(
            location.path, read_plain_file(root, location.path, MAX_NOTE_BYTES)
        )
    except OSError:
        return ""
    lines = source.text.split("\n") if source else []
    return lines[location.line - 1] if location.line <= len(lines) else ""
