"""Read every note of a vault, except those that are known from the cache to be unchanged."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from netnotes.digests import compute_digest
from netnotes.model.diagnostics import Diagnostic, SourceLocation
from netnotes.model.note_path import is_in_folder
from netnotes.system.parallel import parallel_map
from netnotes.vault.cache import CachedNote, decode_reading, encode_reading
from netnotes.vault.listing import VaultFile, build_unreadable_diagnostic, list_files
from netnotes.vault.person_folders import find_notes_of_no_contact
from netnotes.vault.plain_file import MAX_NOTE_BYTES, read_plain_file
from netnotes.vault.sync_copies import find_sync_copies

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from netnotes.model.reading import Reading
    from netnotes.model.settings import DailyNotes, Settings
    from netnotes.reading.note import Source
    from netnotes.vault.listing import VaultListing


class Vault(NamedTuple):
    """A vault as it was read."""

    root: Path
    settings: Settings

    # What every note says, by path. Copies that a sync program left are not among them.
    readings: tuple[Reading, ...]

    # The paths of all other files, to which links may lead.
    attachments: tuple[str, ...]

    diagnostics: tuple[Diagnostic, ...]

    # What the next run need not read again, by path.
    cached_notes: dict[str, CachedNote]

    # The digest of what any note can show on the pages of others; empty if it is not known.
    public_parts_digest: bytes = b""

    # The notes that alone would be contacts, and are none because of the notes beside them; each
    # with the reason in a sentence.
    paths_of_no_contact: Mapping[str, str] = {}


def read_vault(
    root: Path,
    settings: Settings,
    daily_notes: DailyNotes,
    output: Path | None = None,
    cached_notes: Mapping[str, CachedNote] | None = None,
    previous: Vault | None = None,
    listing: VaultListing | None = None,
) -> Vault:
    """Read every note of a vault; a note whose file has not changed is taken from the cache.

    `previous` is the vault as this process read it last: its readings need not be decoded.
    `listing` are the files of the vault, if they have just been listed.
    """
    # Before anything is read: a file that changes while we read must not be taken for settled.
    started_ns = time.time_ns()
    listing = listing or list_files(root, settings, output)
    cached_notes = cached_notes or {}
    diagnostics = list(listing.diagnostics)

    readings, current_notes = _find_unchanged_readings(listing.notes, cached_notes, previous)
    changed_files = [file for file in listing.notes if file.path not in readings]

    work = partial(_read_notes, root, settings, daily_notes, cached_notes)
    for note in parallel_map("Reading", work, changed_files):
        diagnostics += note.diagnostics
        _add_note(note, started_ns, readings, current_notes)

    copies = _find_copies_of_notes(listing.notes, readings)
    diagnostics += [_build_sync_copy_diagnostic(*pair) for pair in copies.items()]
    paths_of_no_contact = find_notes_of_no_contact(readings)
    note_readings = _list_readings(readings, copies, paths_of_no_contact)
    for reading in note_readings:
        diagnostics += reading.diagnostics

    attachments = _list_attachments(listing, readings, copies)
    return Vault(
        root,
        settings,
        note_readings,
        attachments,
        tuple(diagnostics),
        current_notes,
        _compute_public_parts_digest(note_readings, attachments, current_notes),
        paths_of_no_contact,
    )


def _add_note(
    note: _NoteReading,
    started_ns: int,
    readings: dict[str, Reading],
    cached_notes: dict[str, CachedNote],
) -> None:
    """Add a note that was read after `started_ns` to the readings and to what will be cached."""
    reading = note.unencodable_reading or decode_reading(note.encoded)
    if reading:
        readings[note.file.path] = reading
    if note.encoded:
        cached_notes[note.file.path] = _build_cached_note(note, started_ns)


def _list_readings(
    readings: Mapping[str, Reading],
    copies: Mapping[str, str],
    paths_of_no_contact: Mapping[str, str],
) -> tuple[Reading, ...]:
    """List the readings of all notes but copies, by path."""
    # Sorted, because those that were read again were added last.
    listed = [readings[path] for path in sorted(readings) if path not in copies]
    if not paths_of_no_contact:
        return tuple(listed)
    # What is wrong in a note that netnotes does not read as a contact is no problem.
    return tuple(
        [
            reading._replace(entity=None, diagnostics=())
            if reading.path in paths_of_no_contact
            else reading
            for reading in listed
        ]
    )


def _list_attachments(
    listing: VaultListing, readings: Mapping[str, Reading], copies: Mapping[str, str]
) -> tuple[str, ...]:
    # A note that can't be read, and a copy, are still files that a link can lead to.
    unread_paths = [file.path for file in listing.notes if file.path not in readings]
    return (*listing.attachments, *copies, *unread_paths)


def _find_unchanged_readings(
    files: tuple[VaultFile, ...],
    cached_notes: Mapping[str, CachedNote],
    previous: Vault | None,
) -> tuple[dict[str, Reading], dict[str, CachedNote]]:
    """Find the readings and the cached notes of all files that are surely unchanged, by path."""
    decoded_readings: dict[str, Reading] = {}
    decoded_notes: Mapping[str, CachedNote] = {}
    if previous:
        # Of a note that the notes beside it made no contact, what it says alone is needed again.
        decoded_readings = {
            reading.path: reading
            for reading in previous.readings
            if reading.path not in previous.paths_of_no_contact
        }
        decoded_notes = previous.cached_notes

    readings: dict[str, Reading] = {}
    unchanged_notes: dict[str, CachedNote] = {}
    for file in files:
        path = file.path
        note = cached_notes.get(path)
        if note is None or note.file != file or not note.is_settled:
            continue

        # The same object is the same note: it need not be compared, nor decoded again.
        reading = None
        if note is decoded_notes.get(path):
            reading = decoded_readings.get(path)
        reading = reading or decode_reading(note.reading)
        if reading:
            readings[path] = reading
            unchanged_notes[path] = note
    return readings, unchanged_notes


# The coarsest clock of a file system still in use (FAT) ticks every two seconds.
RACY_NANOSECONDS = 2_000_000_000


def _build_cached_note(note: _NoteReading, started_ns: int) -> CachedNote:
    """Build what to cache of a note that was read after `started_ns`, a time in nanoseconds."""
    # The time of a change (ctime) too: `cp -p` and sync programs give a file an older mtime.
    file = note.file
    last_change_ns = max(file.mtime_ns, file.ctime_ns)
    return CachedNote(
        file,
        note.digest,
        msgspec.Raw(note.encoded),
        note.public_part_digest,
        is_settled=last_change_ns < started_ns - RACY_NANOSECONDS,
    )


def _find_copies_of_notes(
    files: tuple[VaultFile, ...], readings: Mapping[str, Reading]
) -> dict[str, str]:
    """Find the copies a sync program left of notes that netnotes reads, each with its original.

    A file that is read for nothing may have any name.
    """
    copies = find_sync_copies(tuple([file.path for file in files]))
    copies_of_notes = {}
    for path in sorted(copies):
        reading = readings.get(path)
        if reading and (reading.entity or reading.encounters):
            copies_of_notes[path] = copies[path]
    return copies_of_notes


def _compute_public_parts_digest(
    readings: tuple[Reading, ...],
    attachments: tuple[str, ...],
    cached_notes: Mapping[str, CachedNote],
) -> bytes:
    """Compute the digest of the public parts of all notes and the names of all other files.

    It is empty if a reading could not be encoded, and so has no digest.
    """
    if any(reading.path not in cached_notes for reading in readings):
        return b""
    digests = b"".join([cached_notes[reading.path].public_part_digest for reading in readings])
    return compute_digest(digests + repr(attachments).encode(errors="surrogatepass"))


class _NoteReading(NamedTuple):
    """A file that was read, and what is wrong with it as a file."""

    file: VaultFile
    diagnostics: tuple[Diagnostic, ...]

    # The digest of the note's bytes; empty if it could not be read.
    digest: str = ""

    # The Reading, encoded: it comes from another process, and will be cached.
    encoded: bytes = b""

    public_part_digest: bytes = b""

    # The Reading itself if it can't be encoded.
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
    """Read a file; if its bytes are those that were cached, the cached reading is used."""
    source, diagnostics = read_note_source(root, file)
    if source is None:
        if not is_in_folder(file.path, (*settings.contacts, settings.goals, settings.events)):
            # A large drawing (Excalidraw saves them as .md) is no error.
            diagnostics = tuple(
                diagnostic for diagnostic in diagnostics if diagnostic.code != "too-large"
            )
        return _NoteReading(file, diagnostics)

    # A checkout by git gives every file a new time, and most of them the same bytes.
    if cached_note and cached_note.digest == source.digest and decode_reading(cached_note.reading):
        return _NoteReading(
            file,
            diagnostics,
            source.digest,
            bytes(cached_note.reading),
            cached_note.public_part_digest,
        )

    # Imported here: with all that reads a note it takes 20 ms, which a command that finds every
    # note in the cache can save.
    from netnotes.reading.reader import extract_public_part, read_source

    reading = read_source(source, settings, daily_notes)
    encoded = encode_reading(reading)
    if not encoded:
        return _NoteReading(file, diagnostics, source.digest, unencodable_reading=reading)
    public_part_digest = compute_digest(encode_reading(extract_public_part(reading)))
    return _NoteReading(file, diagnostics, source.digest, encoded, public_part_digest)


def _build_sync_copy_diagnostic(copy: str, original: str) -> Diagnostic:
    message = f"A sync program left this copy of {original}; it is not read."
    return Diagnostic(
        SourceLocation(copy),
        "sync-leftover",
        message,
        f"Bring what is new in it into {original}, then delete it.",
    )


def iter_sources(root: Path, settings: Settings) -> Iterator[Source]:
    """Yield the text of every note that can be read, without using the cache."""
    for file in list_files(root, settings).notes:
        source, _ = read_note_source(root, file)
        if source:
            yield source


def read_note_source(root: Path, file: VaultFile) -> tuple[Source | None, tuple[Diagnostic, ...]]:
    """Read a note's text. It is None, with an error, if the note can't be read or is too large."""
    from netnotes.reading.note import decode_source

    raw = b""
    if file.size <= MAX_NOTE_BYTES:
        try:
            raw = read_plain_file(root, file.path, MAX_NOTE_BYTES + 1)
        except OSError as error:
            return None, (build_unreadable_diagnostic(file.path, error),)

    # The file may have grown since it was listed.
    size = max(file.size, len(raw))
    if size > MAX_NOTE_BYTES:
        return None, (_build_too_large_diagnostic(file.path, size),)
    return decode_source(file.path, raw)


def _build_too_large_diagnostic(path: str, size: int) -> Diagnostic:
    return Diagnostic(
        SourceLocation(path),
        "too-large",
        f"The note is {size / MAX_NOTE_BYTES:.1f} MiB large and was not read.",
        "Split it; a note is at most 1 MiB.",
    )


def read_line(root: Path, location: SourceLocation) -> str:
    """Read the line at a location; empty if it can't be read any more."""
    from netnotes.reading.note import decode_source

    try:
        raw = read_plain_file(root, location.path, MAX_NOTE_BYTES)
    except OSError:
        return ""
    source, _ = decode_source(location.path, raw)
    if source is None:
        return ""
    lines = source.text.split("\n")
    # The note may have become shorter since it was read.
    if location.line > len(lines):
        return ""
    return lines[location.line - 1]
