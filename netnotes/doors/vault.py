"""The door to the notes: which files a vault holds, and their text. Nothing here writes."""

from __future__ import annotations

import errno
import os
import re
import stat
import time
import unicodedata
from fnmatch import fnmatchcase
from functools import lru_cache, partial
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from netnotes.doors.workers import parallel_map
from netnotes.model.diagnostics import Diagnostic, SourceLocation
from netnotes.model.settings import SETTINGS_FILE_NAME, DailyNotes, Settings
from netnotes.reading.note import Source, decode_source
from netnotes.reading.note_path import is_in_folder
from netnotes.reading.reader import Reading, extract_public_part
from netnotes.reading.reader import read_source as read_source

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path


MAX_NOTE_BYTES = 1024 * 1024
"""A note larger than this is not one that somebody wrote."""


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
            reading = (ready.get(file.path) if last is old.get(file.path) else None) or decode_reading(last.reading)
        if last and reading:
            remember[file.path], said[file.path] = last, reading
        else:
            changed.append(file)
    for one in parallel_map("Reading", partial(_read_notes, root, settings, daily_notes, known), changed):
        file = one.file
        found += one.diagnostics
        reading = one.unencodable_reading or decode_reading(one.encoded)
        if reading:
            said[file.path] = reading
        if one.encoded:
            sure = max(file.mtime_ns, file.ctime_ns) < now - RACY_NANOSECONDS
            remember[file.path] = CachedNote(file, one.digest, msgspec.Raw(one.encoded), one.public_part_digest, sure)
    all_read = [said[path] for path in sorted(said)]
    copies = find_sync_copies(tuple(file.path for file in listing.notes))
    copies = {one.path: copies[one.path] for one in all_read if one.path in copies and (one.entity or one.encounters)}
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
    readings: tuple[Reading, ...], attachments: tuple[str, ...], cached_notes: Mapping[str, CachedNote]
) -> bytes:
    """What stands for all that the notes can show on each other's pages, and for the names of all other files."""
    if any(reading.path not in cached_notes for reading in readings):
        return b""
    shown = b"".join([cached_notes[reading.path].public_part_digest for reading in readings])
    return blake2b(shown + repr(attachments).encode(errors="surrogatepass"), digest_size=16).digest()


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
    return [_read_note(root, settings, daily_notes, file, cached_notes.get(file.path)) for file in files]


def _read_note(
    root: Path, settings: Settings, daily_notes: DailyNotes, file: VaultFile, cached_note: CachedNote | None
) -> _NoteReading:
    """A file as it is now; where its bytes are what they were, it says what it said."""
    source, found = read_note_source(root, file)
    if source is None:
        ours = is_in_folder(file.path, (*settings.contacts, settings.goals, settings.events))
        return _NoteReading(
            file, tuple(one for one in found if ours or one.code != "too-large")
        )  # a large drawing is no error
    if cached_note and cached_note.digest == source.digest and decode_reading(cached_note.reading):
        return _NoteReading(file, found, source.digest, bytes(cached_note.reading), cached_note.public_part_digest)
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


def _build_sync_copy_diagnostic(copy: str, original: str) -> Diagnostic:
    message = f"A sync program left this copy of {original}; it is not read."
    return Diagnostic(
        SourceLocation(copy), "sync-leftover", message, f"Bring what is new in it into {original}, then delete it."
    )


class VaultFile(NamedTuple):
    """A file of the vault: its path there, with `/`, and what tells whether it has changed since it was last read."""

    path: str
    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int


def stat_file(root: Path, path: str) -> VaultFile:
    """One file of a vault. Raises OSError."""
    status = os.stat(root / path)
    return VaultFile(path, status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


class VaultListing(NamedTuple):
    """The files of a vault: notes to read, other files that links may lead to, and what was not opened."""

    notes: tuple[VaultFile, ...]
    attachments: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]


def find_vault_root(start: Path) -> Path:
    """The vault a folder belongs to: the nearest folder upwards with settings or an `.obsidian`, else itself."""
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / SETTINGS_FILE_NAME).is_file() or (folder / ".obsidian").is_dir():
            return folder
    return start


def read_settings_text(root: Path) -> str | None:
    """What the settings file says; None where there is none. Bytes that are not UTF-8 become U+FFFD."""
    try:
        return read_plain_file(root, SETTINGS_FILE_NAME, MAX_NOTE_BYTES).decode("utf-8-sig", errors="replace")
    except OSError:
        return None


def find_daily_notes(root: Path, settings: Settings) -> DailyNotes:
    """Where the daily notes are, by the settings and, for `obsidian`, by what Obsidian's own settings say."""
    if settings.journal.casefold() != "obsidian":
        return DailyNotes(settings.journal)
    told = _read_obsidian_settings(root, "daily-notes.json")
    return DailyNotes(str(told.get("folder") or "/").strip("/") or "/", str(told.get("format") or "YYYY-MM-DD"))


def read_templates_folder(root: Path) -> str:
    """The folder of Obsidian's templates; `Templates` where Obsidian doesn't say."""
    return str(_read_obsidian_settings(root, "templates.json").get("folder") or "Templates").strip("/")


def read_template(root: Path, names: tuple[str, ...]) -> str:
    """The text of the first template of one of these names, without case; empty where there is none."""
    folder = find_templates_folder(root)
    try:
        there = {name.casefold(): name for name in sorted(os.listdir(root / folder))}
        found = next((there[f"{name}.md"] for name in names if f"{name}.md" in there), "")
        return read_plain_file(root, f"{folder}/{found}", MAX_NOTE_BYTES).decode() if found else ""
    except (OSError, UnicodeDecodeError):
        return ""


def read_obsidian_daily_notes(root: Path) -> DailyNotes | None:
    """Where Obsidian's own settings say that the daily notes are; None where they say nothing."""
    return (
        find_daily_notes(root, Settings(journal="obsidian"))
        if _read_obsidian_settings(root, "daily-notes.json")
        else None
    )


def find_templates_folder(root: Path) -> str:
    """The folder a new template belongs in: where Obsidian says, else a folder called so, else a new `Templates`."""
    told = read_templates_folder(root)
    if ".." in told.split("/") or not told:
        return "Templates"
    if not _read_obsidian_settings(root, "templates.json").get("folder") and root.is_dir():
        called = sorted(
            one.name for one in os.scandir(root) if TEMPLATES_FOLDER_NAME.fullmatch(one.name) and one.is_dir()
        )
        return next(iter(called), told)
    return told


def iter_sources(root: Path, settings: Settings) -> Iterator[Source]:
    """The text of every note of a vault that can be read, nothing remembered."""
    for file in list_files(root, settings).notes:
        source, _ = read_note_source(root, file)
        if source:
            yield source


def is_excluded(path: str, settings: Settings) -> bool:
    """Whether the settings leave a note out, or a folder it lies in."""
    parts = path.split("/")
    return any(_is_excluded_by("/".join(parts[: at + 1]), settings.exclude) for at in range(len(parts)))


OBSIDIAN_SETTINGS = (".obsidian/daily-notes.json", ".obsidian/templates.json")
"""What Obsidian's own settings say of a vault that decides how it is read."""


def _read_obsidian_settings(root: Path, name: str) -> dict[str, object]:
    import json

    try:
        told = json.loads(read_plain_file(root, f".obsidian/{name}", MAX_NOTE_BYTES))
    except (OSError, ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


def list_files(root: Path, settings: Settings, output: Path | None = None) -> VaultListing:
    """Every file of a vault that may be read, sorted by path: the order a disk gives never shows.

    Left out are dot folders, templates, `exclude` and the output. A link is followed when it stays in the vault.
    """
    skipped = {read_templates_folder(root).casefold()}
    if output is not None and output.is_relative_to(root):
        skipped.add(output.relative_to(root).as_posix().casefold())
    notes: list[VaultFile] = []
    attachments: list[str] = []
    found: list[Diagnostic] = []
    for path, entry in _walk_folder(str(root), "", skipped, settings.exclude, found, {os.path.realpath(root)}):
        if not path.casefold().endswith(".md"):
            attachments.append(path)
            continue
        status = _stat_note(entry, path, str(root), found)
        if status:
            notes.append(VaultFile(path, status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino))
    return VaultListing(tuple(sorted(notes)), tuple(sorted(attachments)), tuple(found))


def _walk_folder(
    root: str,
    folder: str,
    skipped: set[str],
    exclude: tuple[str, ...],
    diagnostics: list[Diagnostic],
    visited_links: set[str],
) -> Iterator[tuple[str, os.DirEntry[str]]]:
    try:
        entries = list(os.scandir(os.path.join(root, folder) if folder else root))
    except OSError as error:
        diagnostics.append(build_unreadable_diagnostic(folder or ".", error))
        return
    for entry in entries:
        path = f"{folder}/{entry.name}" if folder else entry.name
        if entry.name.startswith(".") or (exclude and _is_excluded_by(path, exclude)):
            continue
        try:
            if not path.isascii():
                path.encode()
        except UnicodeEncodeError:
            shown = path.encode(errors="replace").decode()
            diagnostics.append(
                Diagnostic(
                    SourceLocation(shown), "unreadable-note", "The file's name is not UTF-8.", "Rename the file."
                )
            )
            continue
        try:
            is_folder = entry.is_dir()
        except OSError:
            is_folder = False
        if not is_folder:
            yield path, entry
        elif path.casefold() not in skipped and not TEMPLATES_FOLDER_NAME.fullmatch(entry.name):
            if entry.is_symlink():
                real = os.path.realpath(entry.path)
                if not is_inside(real, root):
                    diagnostics.append(_build_leaves_vault_diagnostic(path))
                    continue
                if real in visited_links or _is_walked(real, root):
                    continue
                visited_links = {*visited_links, real}
            yield from _walk_folder(root, path, skipped, exclude, diagnostics, visited_links)


TEMPLATES_FOLDER_NAME = re.compile(r"[\W\d_]*templates", re.IGNORECASE)
"""What a folder of templates is called: `Templates`, `_templates`, `99 - Templates`."""


def _is_excluded_by(path: str, patterns: tuple[str, ...]) -> bool:
    """Whether a pattern names a path or a folder. `**/` at its beginning stands for any folder, the vault's too."""
    path = unicodedata.normalize("NFC", path)
    patterns = tuple(unicodedata.normalize("NFC", pattern) for pattern in patterns)
    return any(
        fnmatchcase(path, pattern) or fnmatchcase(path + "/", pattern.removesuffix("**"))
        for pattern in (*patterns, *(one.removeprefix("**/") for one in patterns))
    )


def is_inside(path: str, root: str) -> bool:
    top = os.path.realpath(root)
    return path == top or path.startswith(top.rstrip(os.sep) + os.sep)


def _is_walked(real: str, root: str) -> bool:
    """Whether what a link leads to is read where it lies: all of the vault but what dot folders hold is."""
    return not any(part.startswith(".") for part in os.path.relpath(real, os.path.realpath(root)).split(os.sep))


def _stat_note(entry: os.DirEntry[str], path: str, root: str, diagnostics: list[Diagnostic]) -> os.stat_result | None:
    """What the disk says of a note; None, with a warning, for what is not a plain file inside the vault."""
    try:
        if entry.is_symlink():
            real = os.path.realpath(entry.path)
            if not is_inside(real, root):
                diagnostics.append(_build_leaves_vault_diagnostic(path))
                return None
            if os.path.exists(real) and _is_walked(real, root):
                return None
        status = entry.stat()
    except OSError as error:
        if not entry.name.startswith(".#"):  # the lock link of an editor
            diagnostics.append(build_unreadable_diagnostic(path, error))
        return None
    if not stat.S_ISREG(status.st_mode):
        diagnostics.append(build_unreadable_diagnostic(path, OSError(errno.EINVAL, NOT_PLAIN)))
        return None
    return status


def _build_leaves_vault_diagnostic(path: str) -> Diagnostic:
    message = "This link leaves the vault and was not followed."
    return Diagnostic(SourceLocation(path), "not-opened", message, "Move what it leads to into the vault.")


def build_unreadable_diagnostic(path: str, error: OSError) -> Diagnostic:
    """An error for what should be readable and isn't, a warning for what is no note at all."""
    place = SourceLocation(path)
    match error.errno:
        case errno.ENOENT:
            message = "This link leads to nothing, or the note has just been deleted."
            return Diagnostic(place, "not-opened", message, "Delete the link.")
        case errno.ELOOP:
            return Diagnostic(place, "not-opened", "This is a link that leads to itself.", "Delete it.")
        case errno.EINVAL | errno.ENXIO | errno.EISDIR:
            return Diagnostic(
                place, "not-opened", f"This is {NOT_PLAIN} and was not opened.", "Take it out of the vault."
            )
        case errno.EACCES | errno.EPERM:
            return Diagnostic(place, "unreadable-note", "You may not read this.", "Give yourself leave to read it.")
        case _:
            reason = error.strerror or "the disk gave an error"
            return Diagnostic(place, "unreadable-note", f"This can't be opened: {reason}.", "Look at the file.")


NOT_PLAIN = "not a plain file"


def read_note_source(root: Path, file: VaultFile) -> tuple[Source | None, tuple[Diagnostic, ...]]:
    """A note's text. None, with an error, for a note that can't be read or is too large."""
    try:
        raw = read_plain_file(root, file.path, MAX_NOTE_BYTES + 1) if file.size <= MAX_NOTE_BYTES else b""
    except OSError as error:
        return None, (build_unreadable_diagnostic(file.path, error),)
    size = max(file.size, len(raw))
    if size > MAX_NOTE_BYTES:
        message = f"The note is {size / MAX_NOTE_BYTES:.1f} MiB large and was not read."
        return None, (
            Diagnostic(SourceLocation(file.path), "too-large", message, "Split it; a note is at most 1 MiB."),
        )
    return decode_source(file.path, raw)


def read_plain_file(root: Path, path: str, max_bytes: int) -> bytes:
    """The first bytes of a plain file in the vault, at most so many.

    It is opened so that a pipe or a device put in its place meanwhile can neither block nor be read, and a link that
    leaves the vault is not followed. Raises OSError.
    """
    full = os.path.join(root, path)
    if os.path.islink(full):
        full = os.path.realpath(full)
        if not is_inside(full, str(root)):
            raise OSError(errno.EPERM, "it leaves the vault")
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
    number = os.open(full, flags | getattr(os, "O_NOFOLLOW", 0))
    try:
        status = os.fstat(number)
        if not stat.S_ISREG(status.st_mode):
            raise OSError(errno.EINVAL, NOT_PLAIN)
        parts = []
        left = max_bytes
        while left > 0 and (part := os.read(number, min(left, status.st_size + 1))):
            parts.append(part)
            left -= len(part)
        return b"".join(parts)
    finally:
        os.close(number)


# A device's name, not the second half of a double name: Anna-Maria.md may well lie beside Anna.md.
_DEVICE_NAME = r"(?=[A-Z-]*\d)[A-Z][A-Z0-9-]{4,}|(?:.*\b)?(?:PC|(?i:macbook|imac|iphone|ipad|laptop|desktop))\b.*"
_SYNC_COPY_NAMES = tuple(
    (re.compile(pattern), certain)
    for pattern, certain in (
        (r"(?P<name>.+?) \((?:[^()]*['’]s )?[Cc]onflicted copy(?: [^()]*)?\)", True),
        (r"(?P<name>.+?)\.sync-conflict-\d{8}-\d{6}-[A-Z0-9]{7}", True),
        (r"(?P<name>.+?) (?:[2-9]|\(\d{1,2}\))", False),
        (rf"(?P<name>.+?)-(?:{_DEVICE_NAME})", False),
    )
)
"""The ways sync programs name a copy; the second value says whether the name alone is proof."""

_MAYBE_SYNC_COPY = re.compile(r"\)$| [2-9]$|-")


def read_line(root: Path, location: SourceLocation) -> str:
    """The line a finding stands on, to be shown with it; empty where it can't be read any more."""
    try:
        source, _ = decode_source(location.path, read_plain_file(root, location.path, MAX_NOTE_BYTES))
    except OSError:
        return ""
    lines = source.text.split("\n") if source else []
    return lines[location.line - 1] if location.line <= len(lines) else ""


def find_sync_copies(paths: tuple[str, ...]) -> dict[str, str]:
    """The copies a sync program left, each with the note it is a copy of."""
    known = {unicodedata.normalize("NFC", path) for path in paths}
    return {path: original for path in paths if (original := find_original_note(path, known))}


def find_original_note(path: str, paths: set[str]) -> str:
    folder, slash, name = path.rpartition("/")
    stem = name[: -len(".md")]
    if not _MAYBE_SYNC_COPY.search(stem):
        return ""
    for pattern, certain in _SYNC_COPY_NAMES:
        match = pattern.fullmatch(stem)
        if match:
            original = f"{folder}{slash}{match['name']}.md"
            if certain or unicodedata.normalize("NFC", original) in paths:
                return original
    return ""
