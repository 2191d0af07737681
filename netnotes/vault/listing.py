"""The door to the notes: which files a vault holds, and their text. Nothing here writes."""

from __future__ import annotations

import errno
import os
import stat
import unicodedata
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, NamedTuple

from netnotes.errors import describe_os_error
from netnotes.model.diagnostics import Diagnostic, SourceLocation
from netnotes.model.settings import SETTINGS_FILE_NAME, Settings
from netnotes.vault.obsidian_settings import TEMPLATES_FOLDER_NAME, read_templates_folder
from netnotes.vault.plain_file import NOT_PLAIN, is_inside

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


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


def is_excluded(path: str, settings: Settings) -> bool:
    """Whether the settings leave a note out, or a folder it lies in."""
    parts = path.split("/")
    return any(
        _is_excluded_by("/".join(parts[: at + 1]), settings.exclude) for at in range(len(parts))
    )


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
    for path, entry in _walk_folder(
        str(root), "", skipped, settings.exclude, found, {os.path.realpath(root)}
    ):
        if not path.casefold().endswith(".md"):
            attachments.append(path)
            continue
        status = _stat_note(entry, path, str(root), found)
        if status:
            notes.append(
                VaultFile(
                    path, status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino
                )
            )
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
                    SourceLocation(shown),
                    "unreadable-note",
                    "The file's name is not UTF-8.",
                    "Rename the file.",
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


def _is_excluded_by(path: str, patterns: tuple[str, ...]) -> bool:
    """Whether a pattern names a path or a folder. `**/` at its beginning stands for any folder, the vault's too."""
    path = unicodedata.normalize("NFC", path)
    patterns = tuple(unicodedata.normalize("NFC", pattern) for pattern in patterns)
    return any(
        fnmatchcase(path, pattern) or fnmatchcase(path + "/", pattern.removesuffix("**"))
        for pattern in (*patterns, *(one.removeprefix("**/") for one in patterns))
    )


def _is_walked(real: str, root: str) -> bool:
    """Whether what a link leads to is read where it lies: all of the vault but what dot folders hold is."""
    return not any(
        part.startswith(".") for part in os.path.relpath(real, os.path.realpath(root)).split(os.sep)
    )


def _stat_note(
    entry: os.DirEntry[str], path: str, root: str, diagnostics: list[Diagnostic]
) -> os.stat_result | None:
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
    return Diagnostic(
        SourceLocation(path), "not-opened", message, "Move what it leads to into the vault."
    )


def build_unreadable_diagnostic(path: str, error: OSError) -> Diagnostic:
    """An error for what should be readable and isn't, a warning for what is no note at all."""
    place = SourceLocation(path)
    match error.errno:
        case errno.ENOENT:
            message = "This link leads to nothing, or the note has just been deleted."
            return Diagnostic(place, "not-opened", message, "Delete the link.")
        case errno.ELOOP:
            return Diagnostic(
                place, "not-opened", "This is a link that leads to itself.", "Delete it."
            )
        case errno.EINVAL | errno.ENXIO | errno.EISDIR:
            return Diagnostic(
                place,
                "not-opened",
                f"This is {NOT_PLAIN} and was not opened.",
                "Take it out of the vault.",
            )
        case errno.EACCES | errno.EPERM:
            return Diagnostic(
                place,
                "unreadable-note",
                "You may not read this.",
                "Give yourself leave to read it.",
            )
        case _:
            reason = describe_os_error(error)
            return Diagnostic(
                place, "unreadable-note", f"This can't be opened: {reason}.", "Look at the file."
            )
