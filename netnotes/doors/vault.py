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

from netnotes.diagnostics import Diagnostic, Place
from netnotes.doors.workers import shared_out
from netnotes.reading.note import Source
from netnotes.reading.reader import DailyNotes, Reading, extract_public_part, is_in_folder
from netnotes.reading.reader import read_source as read_source
from netnotes.settings import FILE_NAME, Settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

MOST_BYTES = 1024 * 1024
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
    found: tuple[Diagnostic, ...]
    remember: dict[str, Remembered]
    outward: bytes = b""


class Remembered(NamedTuple):
    """What a note said when it was last read: the file as it was then, a digest of its bytes, the Reading packed.

    Kept packed, a reading that is still good is neither made nor written anew; as it was loaded, it is not even copied.
    `outward` stands for what of it others can show. `sure` is false for a file changed so shortly before it was read
    that a later change could show the same time: git calls it racy.
    """

    file: File
    digest: str
    reading: msgspec.Raw
    outward: bytes
    sure: bool


def open_vault(
    root: Path,
    settings: Settings,
    journal: DailyNotes,
    output: Path | None = None,
    remembered: Mapping[str, Remembered] | None = None,
    before: Vault | None = None,
    listing: Listing | None = None,
) -> Vault:
    """Read every note of a vault; what is remembered of a note is used where the note is still the same.

    `before` is the vault as this process read it last, where it did: what it holds ready need not be unpacked.
    `listing` are its files, where they have been listed just now.
    """
    now = time.time_ns()
    listing = listing or files(root, settings, output)
    found = list(listing.found)
    known = remembered or {}
    ready = {one.path: one for one in before.readings} if before else {}
    old = before.remember if before else {}
    remember: dict[str, Remembered] = {}
    said: dict[str, Reading] = {}
    changed: list[File] = []
    for file in listing.notes:
        last = known.get(file.path)
        reading = None
        if last and last.file == file and last.sure:
            reading = (ready.get(file.path) if last is old.get(file.path) else None) or unpacked(last.reading)
        if last and reading:
            remember[file.path], said[file.path] = last, reading
        else:
            changed.append(file)
    for one in shared_out("Reading", partial(_read_all, root, settings, journal, known), changed):
        file = one.file
        found += one.found
        reading = one.whole or unpacked(one.packed)
        if reading:
            said[file.path] = reading
        if one.packed:
            sure = max(file.mtime_ns, file.ctime_ns) < now - RACY_NS
            remember[file.path] = Remembered(file, one.digest, msgspec.Raw(one.packed), one.outward, sure)
    all_read = [said[path] for path in sorted(said)]
    copies = leftovers(tuple(file.path for file in listing.notes))
    copies = {one.path: copies[one.path] for one in all_read if one.path in copies and (one.entity or one.encounters)}
    found += [_leftover(copy, original) for copy, original in copies.items()]
    readings = tuple(one for one in all_read if one.path not in copies)
    found += [one for reading in readings for one in reading.diagnostics]
    unread = (file.path for file in listing.notes if file.path not in said)
    attachments = (*listing.attachments, *copies, *unread)
    return Vault(
        root, settings, readings, attachments, tuple(found), remember, _outward(readings, attachments, remember)
    )


def _outward(readings: tuple[Reading, ...], attachments: tuple[str, ...], remember: Mapping[str, Remembered]) -> bytes:
    """What stands for all that the notes can show on each other's pages, and for the names of all other files."""
    if any(reading.path not in remember for reading in readings):
        return b""
    shown = b"".join([remember[reading.path].outward for reading in readings])
    return blake2b(shown + repr(attachments).encode(errors="surrogatepass"), digest_size=16).digest()


RACY_NS = 2_000_000_000
"""The coarsest clock of a file system still in use (FAT) ticks every two seconds."""


class _Read(NamedTuple):
    """A file that was read: what is wrong with it as a file, and, if it could be read, its digest and its Reading packed.

    `outward` stands for what of it others can show. `whole` is the Reading where it can't be packed.
    """

    file: File
    found: tuple[Diagnostic, ...]
    digest: str = ""
    packed: bytes = b""
    outward: bytes = b""
    whole: Reading | None = None


def _read_all(
    root: Path, settings: Settings, journal: DailyNotes, known: Mapping[str, Remembered], files: Sequence[File]
) -> list[_Read]:
    return [_read_one(root, settings, journal, file, known.get(file.path)) for file in files]


def _read_one(root: Path, settings: Settings, journal: DailyNotes, file: File, last: Remembered | None) -> _Read:
    """A file as it is now; where its bytes are what they were, it says what it said."""
    source, found = read(root, file)
    if source is None:
        ours = is_in_folder(file.path, (*settings.contacts, settings.goals, settings.events))
        return _Read(
            file, tuple(one for one in found if ours or one.code != "too-large")
        )  # a large drawing is no error
    if last and last.digest == source.digest and unpacked(last.reading):
        return _Read(file, found, source.digest, bytes(last.reading), last.outward)
    reading = read_source(source, settings, journal)
    small = packed(reading)
    if not small:
        return _Read(file, found, source.digest, whole=reading)
    return _Read(
        file, found, source.digest, small, blake2b(packed(extract_public_part(reading)), digest_size=16).digest()
    )


def packed(reading: Reading) -> bytes:
    """A reading in few bytes; none where they can't hold it: a file's name may be no text."""
    try:
        return msgspec.msgpack.encode(reading)
    except UnicodeEncodeError:
        return b""


def unpacked(packed: bytes | msgspec.Raw) -> Reading | None:
    """The reading that was packed; None where that is not what the bytes hold."""
    try:
        return _unpacker().decode(packed)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


@lru_cache
def _unpacker() -> msgspec.msgpack.Decoder[Reading]:
    return msgspec.msgpack.Decoder(Reading)


def _leftover(copy: str, original: str) -> Diagnostic:
    message = f"A sync program left this copy of {original}; it is not read."
    return Diagnostic(
        Place(copy), "sync-leftover", message, f"Bring what is new in it into {original}, then delete it."
    )


class File(NamedTuple):
    """A file of the vault: its path there, with `/`, and what tells whether it has changed since it was last read."""

    path: str
    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int


def file_at(root: Path, path: str) -> File:
    """One file of a vault. Raises OSError."""
    status = os.stat(root / path)
    return File(path, status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


class Listing(NamedTuple):
    """The files of a vault: notes to read, other files that links may lead to, and what was not opened."""

    notes: tuple[File, ...]
    attachments: tuple[str, ...]
    found: tuple[Diagnostic, ...]


def root_of(start: Path) -> Path:
    """The vault a folder belongs to: the nearest folder upwards with settings or an `.obsidian`, else itself."""
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / FILE_NAME).is_file() or (folder / ".obsidian").is_dir():
            return folder
    return start


def settings_text(root: Path) -> str | None:
    """What the settings file says; None where there is none. Bytes that are not UTF-8 become U+FFFD."""
    try:
        return read_plain(root, FILE_NAME, MOST_BYTES).decode("utf-8-sig", errors="replace")
    except OSError:
        return None


def journal(root: Path, settings: Settings) -> DailyNotes:
    """Where the daily notes are, by the settings and, for `obsidian`, by what Obsidian's own settings say."""
    if settings.journal.casefold() != "obsidian":
        return DailyNotes(settings.journal)
    told = _obsidian(root, "daily-notes.json")
    return DailyNotes(str(told.get("folder") or "/").strip("/") or "/", str(told.get("format") or "YYYY-MM-DD"))


def templates_folder(root: Path) -> str:
    """The folder of Obsidian's templates; `Templates` where Obsidian doesn't say."""
    return str(_obsidian(root, "templates.json").get("folder") or "Templates").strip("/")


def template(root: Path, names: tuple[str, ...]) -> str:
    """The text of the first template of one of these names, without case; empty where there is none."""
    folder = home_of_templates(root)
    try:
        there = {name.casefold(): name for name in sorted(os.listdir(root / folder))}
        found = next((there[f"{name}.md"] for name in names if f"{name}.md" in there), "")
        return read_plain(root, f"{folder}/{found}", MOST_BYTES).decode() if found else ""
    except (OSError, UnicodeDecodeError):
        return ""


def daily_notes(root: Path) -> DailyNotes | None:
    """Where Obsidian's own settings say that the daily notes are; None where they say nothing."""
    return journal(root, Settings(journal="obsidian")) if _obsidian(root, "daily-notes.json") else None


def home_of_templates(root: Path) -> str:
    """The folder a new template belongs in: where Obsidian says, else a folder called so, else a new `Templates`."""
    told = templates_folder(root)
    if ".." in told.split("/") or not told:
        return "Templates"
    if not _obsidian(root, "templates.json").get("folder") and root.is_dir():
        called = sorted(one.name for one in os.scandir(root) if _TEMPLATES.fullmatch(one.name) and one.is_dir())
        return next(iter(called), told)
    return told


def sources(root: Path, settings: Settings) -> Iterator[Source]:
    """The text of every note of a vault that can be read, nothing remembered."""
    for file in files(root, settings).notes:
        source, _ = read(root, file)
        if source:
            yield source


def is_excluded(path: str, settings: Settings) -> bool:
    """Whether the settings leave a note out, or a folder it lies in."""
    parts = path.split("/")
    return any(_excluded("/".join(parts[: at + 1]), settings.exclude) for at in range(len(parts)))


OBSIDIAN_SETTINGS = (".obsidian/daily-notes.json", ".obsidian/templates.json")
"""What Obsidian's own settings say of a vault that decides how it is read."""


def _obsidian(root: Path, name: str) -> dict[str, object]:
    import json

    try:
        told = json.loads(read_plain(root, f".obsidian/{name}", MOST_BYTES))
    except (OSError, ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


def files(root: Path, settings: Settings, output: Path | None = None) -> Listing:
    """Every file of a vault that may be read, sorted by path: the order a disk gives never shows.

    Left out are dot folders, templates, `exclude` and the output. A link is followed when it stays in the vault.
    """
    skipped = {templates_folder(root).casefold()}
    if output is not None and output.is_relative_to(root):
        skipped.add(output.relative_to(root).as_posix().casefold())
    notes: list[File] = []
    attachments: list[str] = []
    found: list[Diagnostic] = []
    for path, entry in _walk(str(root), "", skipped, settings.exclude, found, {os.path.realpath(root)}):
        if not path.casefold().endswith(".md"):
            attachments.append(path)
            continue
        status = _status(entry, path, str(root), found)
        if status:
            notes.append(File(path, status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino))
    return Listing(tuple(sorted(notes)), tuple(sorted(attachments)), tuple(found))


def _walk(
    root: str,
    folder: str,
    skipped: set[str],
    exclude: tuple[str, ...],
    found: list[Diagnostic],
    seen: set[str],
) -> Iterator[tuple[str, os.DirEntry[str]]]:
    try:
        entries = list(os.scandir(os.path.join(root, folder) if folder else root))
    except OSError as error:
        found.append(_unreadable(folder or ".", error))
        return
    for entry in entries:
        path = f"{folder}/{entry.name}" if folder else entry.name
        if entry.name.startswith(".") or (exclude and _excluded(path, exclude)):
            continue
        try:
            if not path.isascii():
                path.encode()
        except UnicodeEncodeError:
            shown = path.encode(errors="replace").decode()
            found.append(
                Diagnostic(Place(shown), "unreadable-note", "The file's name is not UTF-8.", "Rename the file.")
            )
            continue
        try:
            is_folder = entry.is_dir()
        except OSError:
            is_folder = False
        if not is_folder:
            yield path, entry
        elif path.casefold() not in skipped and not _TEMPLATES.fullmatch(entry.name):
            if entry.is_symlink():
                real = os.path.realpath(entry.path)
                if not _inside(real, root):
                    found.append(_leaves(path))
                    continue
                if real in seen or _is_walked(real, root):
                    continue
                seen = {*seen, real}
            yield from _walk(root, path, skipped, exclude, found, seen)


_TEMPLATES = re.compile(r"[\W\d_]*templates", re.IGNORECASE)
"""What a folder of templates is called: `Templates`, `_templates`, `99 - Templates`."""


def _excluded(path: str, patterns: tuple[str, ...]) -> bool:
    """Whether a pattern names a path or a folder. `**/` at its beginning stands for any folder, the vault's too."""
    path = unicodedata.normalize("NFC", path)
    patterns = tuple(unicodedata.normalize("NFC", pattern) for pattern in patterns)
    return any(
        fnmatchcase(path, pattern) or fnmatchcase(path + "/", pattern.removesuffix("**"))
        for pattern in (*patterns, *(one.removeprefix("**/") for one in patterns))
    )


def _inside(real: str, root: str) -> bool:
    top = os.path.realpath(root)
    return real == top or real.startswith(top.rstrip(os.sep) + os.sep)


def _is_walked(real: str, root: str) -> bool:
    """Whether what a link leads to is read where it lies: all of the vault but what dot folders hold is."""
    return not any(part.startswith(".") for part in os.path.relpath(real, os.path.realpath(root)).split(os.sep))


def _status(entry: os.DirEntry[str], path: str, root: str, found: list[Diagnostic]) -> os.stat_result | None:
    """What the disk says of a note; None, with a warning, for what is not a plain file inside the vault."""
    try:
        if entry.is_symlink():
            real = os.path.realpath(entry.path)
            if not _inside(real, root):
                found.append(_leaves(path))
                return None
            if os.path.exists(real) and _is_walked(real, root):
                return None
        status = entry.stat()
    except OSError as error:
        if not entry.name.startswith(".#"):  # the lock link of an editor
            found.append(_unreadable(path, error))
        return None
    if not stat.S_ISREG(status.st_mode):
        found.append(_unreadable(path, OSError(errno.EINVAL, _NOT_PLAIN)))
        return None
    return status


def _leaves(path: str) -> Diagnostic:
    message = "This link leaves the vault and was not followed."
    return Diagnostic(Place(path), "not-opened", message, "Move what it leads to into the vault.")


def _unreadable(path: str, error: OSError) -> Diagnostic:
    """An error for what should be readable and isn't, a warning for what is no note at all."""
    place = Place(path)
    match error.errno:
        case errno.ENOENT:
            message = "This link leads to nothing, or the note has just been deleted."
            return Diagnostic(place, "not-opened", message, "Delete the link.")
        case errno.ELOOP:
            return Diagnostic(place, "not-opened", "This is a link that leads to itself.", "Delete it.")
        case errno.EINVAL | errno.ENXIO | errno.EISDIR:
            return Diagnostic(
                place, "not-opened", f"This is {_NOT_PLAIN} and was not opened.", "Take it out of the vault."
            )
        case errno.EACCES | errno.EPERM:
            return Diagnostic(place, "unreadable-note", "You may not read this.", "Give yourself leave to read it.")
        case _:
            reason = error.strerror or "the disk gave an error"
            return Diagnostic(place, "unreadable-note", f"This can't be opened: {reason}.", "Look at the file.")


_NOT_PLAIN = "not a plain file"


def read(root: Path, file: File) -> tuple[Source | None, tuple[Diagnostic, ...]]:
    """A note's text. None, with an error, for a note that can't be read or is too large."""
    try:
        raw = read_plain(root, file.path, MOST_BYTES + 1) if file.size <= MOST_BYTES else b""
    except OSError as error:
        return None, (_unreadable(file.path, error),)
    size = max(file.size, len(raw))
    if size > MOST_BYTES:
        message = f"The note is {size / MOST_BYTES:.1f} MiB large and was not read."
        return None, (Diagnostic(Place(file.path), "too-large", message, "Split it; a note is at most 1 MiB."),)
    return source_of(file.path, raw)


def source_of(path: str, raw: bytes) -> tuple[Source | None, tuple[Diagnostic, ...]]:
    """The source a note's bytes make: a BOM and line ends are taken in stride, what is not UTF-8 is an error."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        kind = "UTF-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "not UTF-8"
        message = f"The note is {kind}: byte {error.start} can't be read as text."
        return None, (Diagnostic(Place(path, line), "unreadable-note", message, "Save the note as UTF-8."),)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return Source(path, text, blake2b(raw, digest_size=16).hexdigest()), ()


def read_plain(root: Path, path: str, most: int) -> bytes:
    """The first bytes of a plain file in the vault, at most so many.

    It is opened so that a pipe or a device put in its place meanwhile can neither block nor be read, and a link that
    leaves the vault is not followed. Raises OSError.
    """
    full = os.path.join(root, path)
    if os.path.islink(full):
        full = os.path.realpath(full)
        if not _inside(full, str(root)):
            raise OSError(errno.EPERM, "it leaves the vault")
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
    number = os.open(full, flags | getattr(os, "O_NOFOLLOW", 0))
    try:
        status = os.fstat(number)
        if not stat.S_ISREG(status.st_mode):
            raise OSError(errno.EINVAL, _NOT_PLAIN)
        parts = []
        left = most
        while left > 0 and (part := os.read(number, min(left, status.st_size + 1))):
            parts.append(part)
            left -= len(part)
        return b"".join(parts)
    finally:
        os.close(number)


# A device's name, not the second half of a double name: Anna-Maria.md may well lie beside Anna.md.
_DEVICE = r"(?=[A-Z-]*\d)[A-Z][A-Z0-9-]{4,}|(?:.*\b)?(?:PC|(?i:macbook|imac|iphone|ipad|laptop|desktop))\b.*"
_LEFTOVERS = tuple(
    (re.compile(pattern), certain)
    for pattern, certain in (
        (r"(?P<name>.+?) \((?:[^()]*['’]s )?[Cc]onflicted copy(?: [^()]*)?\)", True),
        (r"(?P<name>.+?)\.sync-conflict-\d{8}-\d{6}-[A-Z0-9]{7}", True),
        (r"(?P<name>.+?) (?:[2-9]|\(\d{1,2}\))", False),
        (rf"(?P<name>.+?)-(?:{_DEVICE})", False),
    )
)
"""The ways sync programs name a copy; the second value says whether the name alone is proof."""

_MAY_BE_LEFTOVER = re.compile(r"\)$| [2-9]$|-")


def line_of(root: Path, place: Place) -> str:
    """The line a finding stands on, to be shown with it; empty where it can't be read any more."""
    try:
        source, _ = source_of(place.path, read_plain(root, place.path, MOST_BYTES))
    except OSError:
        return ""
    lines = source.text.split("\n") if source else []
    return lines[place.line - 1] if place.line <= len(lines) else ""


def leftovers(paths: tuple[str, ...]) -> dict[str, str]:
    """The copies a sync program left, each with the note it is a copy of."""
    known = {unicodedata.normalize("NFC", path) for path in paths}
    return {path: original for path in paths if (original := _original(path, known))}


def _original(path: str, known: set[str]) -> str:
    folder, slash, name = path.rpartition("/")
    stem = name[: -len(".md")]
    if not _MAY_BE_LEFTOVER.search(stem):
        return ""
    for pattern, certain in _LEFTOVERS:
        match = pattern.fullmatch(stem)
        if match:
            original = f"{folder}{slash}{match['name']}.md"
            if certain or unicodedata.normalize("NFC", original) in known:
                return original
    return ""
