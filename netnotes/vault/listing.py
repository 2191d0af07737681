"""List the files of a vault that may be read. Nothing here writes."""

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
from netnotes.vault.obsidian_settings import TEMPLATES_FOLDER_NAME, read_templates_folders
from netnotes.vault.plain_file import NOT_PLAIN, is_inside
from netnotes.vault.sync_copies import extract_placeholder_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class VaultFile(NamedTuple):
    """A file of the vault, and what shows whether it has changed since it was last read."""

    # Its path in the vault, with `/` on every system.
    path: str

    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int


def stat_file(root: Path, path: str) -> VaultFile:
    """Read what the disk says of one file of a vault. Raises OSError."""
    status = os.stat(root / path)
    return VaultFile(path, status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


class VaultListing(NamedTuple):
    """The files of a vault."""

    notes: tuple[VaultFile, ...]

    # The paths of all other files, to which links may lead.
    attachments: tuple[str, ...]

    # What may not or can't be read.
    diagnostics: tuple[Diagnostic, ...]


def find_vault_root(start: Path) -> Path:
    """Find the vault a folder belongs to: the nearest folder upwards with settings, else itself."""
    # A vault of Obsidian may have no settings of netnotes yet: the defaults apply.
    start = start.resolve()
    for folder in (start, *start.parents):
        # Settings of any kind: those that can't be read are an error, and not those further up.
        if os.path.lexists(folder / SETTINGS_FILE_NAME) or os.path.isdir(folder / ".obsidian"):
            return folder
    return start


def is_excluded(path: str, settings: Settings) -> bool:
    """Tell whether the settings leave out a note or a folder that it is in."""
    parts = path.split("/")
    for depth in range(1, len(parts) + 1):
        if _is_excluded_by("/".join(parts[:depth]), settings.exclude):
            return True
    return False


def list_files(root: Path, settings: Settings, output: Path | None = None) -> VaultListing:
    """List every file of a vault that may be read, sorted by path, whatever order the disk has.

    Left out are dot folders, templates, what the settings exclude, and the dashboard in `output`.
    A link is followed if it stays in the vault.
    """
    skipped_folders = _list_skipped_folders(root, settings, output)
    notes: list[VaultFile] = []
    attachments: list[str] = []
    diagnostics: list[Diagnostic] = []
    entries = _walk_folder(
        str(root), "", skipped_folders, settings.exclude, diagnostics, {os.path.realpath(root)}
    )
    for path, entry in entries:
        if entry is None:
            # Links may lead to it, and it is not made a second time.
            attachments.append(path)
            diagnostics.append(_build_not_downloaded_diagnostic(path))
            continue
        if not path.casefold().endswith(".md"):
            attachments.append(path)
            continue
        status = _stat_note(entry, path, str(root), diagnostics)
        if status:
            notes.append(
                VaultFile(
                    path, status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino
                )
            )
    return VaultListing(tuple(sorted(notes)), tuple(sorted(attachments)), tuple(diagnostics))


def _list_skipped_folders(root: Path, settings: Settings, output: Path | None) -> set[str]:
    """List the folders of templates and of the dashboard, in lower case."""
    # In lower case, because Obsidian's settings may spell a folder as macOS and Windows allow.
    skipped_folders = {folder.casefold() for folder in read_templates_folders(root)}
    # Some keep the template of a contact among the contacts; nobody there may vanish for it.
    skipped_folders -= {folder.casefold() for folder in settings.contacts}
    if output is not None and output.is_relative_to(root):
        skipped_folders.add(output.relative_to(root).as_posix().casefold())
    return skipped_folders


def _is_skipped_folder(path: str, skipped_folders: set[str]) -> bool:
    name = path.rpartition("/")[2]
    return path.casefold() in skipped_folders or TEMPLATES_FOLDER_NAME.fullmatch(name) is not None


def describe_left_out(path: str, root: Path, settings: Settings, output: Path | None) -> str:
    """Describe why a file of the vault is not listed; empty if it is."""
    parts = path.split("/")
    if any(part.startswith(".") for part in parts):
        return "Files and folders whose names begin with a dot are not read."
    if is_excluded(path, settings):
        return "The settings leave it out, by `exclude`."
    skipped_folders = _list_skipped_folders(root, settings, output)
    for depth in range(1, len(parts)):
        folder = "/".join(parts[:depth])
        if _is_skipped_folder(folder, skipped_folders):
            return f"The folder {folder} is one of templates, or that of the dashboard."
    return ""


def _walk_folder(
    root: str,
    folder: str,
    skipped_folders: set[str],
    exclude: tuple[str, ...],
    diagnostics: list[Diagnostic],
    visited_links: set[str],
) -> Iterator[tuple[str, os.DirEntry[str] | None]]:
    """Yield every file in a folder and the folders below, with its path in the vault.

    A note that iCloud has not downloaded has no entry.
    """
    for entry in _list_entries(root, folder, diagnostics):
        path = f"{folder}/{entry.name}" if folder else entry.name
        if entry.name.startswith("."):
            placeholder_of = extract_placeholder_name(entry.name)
            if placeholder_of and not (exclude and _is_excluded_by(path, exclude)):
                yield f"{folder}/{placeholder_of}" if folder else placeholder_of, None
            continue
        if exclude and _is_excluded_by(path, exclude):
            continue
        # `isascii` first: it is a quick answer for most names.
        if not path.isascii() and not _is_utf8(path):
            diagnostics.append(_build_bad_name_diagnostic(path))
            continue

        if not _is_folder(entry):
            yield path, entry
            continue

        links = _list_links_on_way(entry, path, root, skipped_folders, diagnostics, visited_links)
        if links is None:
            continue
        # Also for the folders that come after this one: of two links to one folder only the first
        # is followed, or every note in it would be two.
        visited_links = links
        yield from _walk_folder(root, path, skipped_folders, exclude, diagnostics, visited_links)


def _list_links_on_way(
    entry: os.DirEntry[str],
    path: str,
    root: str,
    skipped_folders: set[str],
    diagnostics: list[Diagnostic],
    visited_links: set[str],
) -> set[str] | None:
    """List where the links lead that were followed to a folder's files; None to skip the folder."""
    if _is_skipped_folder(path, skipped_folders):
        return None
    if not entry.is_symlink():
        return visited_links

    real = os.path.realpath(entry.path)
    if not _can_follow(real, path, root, visited_links, diagnostics):
        return None
    return {*visited_links, real}


def _list_entries(root: str, folder: str, diagnostics: list[Diagnostic]) -> list[os.DirEntry[str]]:
    """List what is in a folder of the vault; nothing, with a diagnostic, if it can't be read."""
    try:
        return list(os.scandir(os.path.join(root, folder) if folder else root))
    except OSError as error:
        diagnostics.append(build_unreadable_diagnostic(folder or ".", error))
        return []


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        # A link that leads to itself; reading it as a note says so.
        return False


def _can_follow(
    real: str, path: str, root: str, visited_links: set[str], diagnostics: list[Diagnostic]
) -> bool:
    """Tell whether to follow the link `path` to the folder `real`, with a diagnostic if it may not.

    Two links may lead to each other: each is followed once.
    """
    if not is_inside(real, root):
        diagnostics.append(_build_leaves_vault_diagnostic(path))
        return False
    return real not in visited_links and not _is_walked(real, root)


def _is_utf8(path: str) -> bool:
    # Python gives bytes that are not UTF-8 as lone surrogates (PEP 383), which nothing can encode.
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True


def _build_not_downloaded_diagnostic(path: str) -> Diagnostic:
    return Diagnostic(
        SourceLocation(path),
        "not-downloaded",
        "The note is in iCloud and not on this machine; nobody is read from it.",
        "Open the folder in the Finder and download it, or choose Keep Downloaded.",
    )


def _build_bad_name_diagnostic(path: str) -> Diagnostic:
    return Diagnostic(
        SourceLocation(path.encode(errors="replace").decode()),
        "unreadable-note",
        "The file's name is not UTF-8.",
        "Rename the file.",
    )


def _is_excluded_by(path: str, patterns: tuple[str, ...]) -> bool:
    """Tell whether a pattern names a path or its folder.

    `**/` at the beginning of a pattern is any folder, the top of the vault too.
    """
    # macOS writes é in a file name as two characters, and a keyboard as one.
    path = unicodedata.normalize("NFC", path)
    for pattern in patterns:
        normalized = unicodedata.normalize("NFC", pattern)
        for variant in (normalized, normalized.removeprefix("**/")):
            if fnmatchcase(path, variant) or fnmatchcase(path + "/", variant.removesuffix("**")):
                return True
    return False


def _is_walked(real: str, root: str) -> bool:
    """Tell whether a path in the vault is walked anyway, and need not be through a link to it.

    Everything in the vault is, except what dot folders hold.
    """
    parts = os.path.relpath(real, os.path.realpath(root)).split(os.sep)
    return not any(part.startswith(".") for part in parts)


def _stat_note(
    entry: os.DirEntry[str], path: str, root: str, diagnostics: list[Diagnostic]
) -> os.stat_result | None:
    """Read what the disk says of a note; None, with a diagnostic, if it may not be read."""
    try:
        if entry.is_symlink():
            real = os.path.realpath(entry.path)
            if not is_inside(real, root):
                diagnostics.append(_build_leaves_vault_diagnostic(path))
                return None
            if os.path.exists(real) and _is_walked(real, root):
                return None  # the note itself is listed, and a contact must not be there twice
        status = entry.stat()
    except OSError as error:
        # Emacs marks an open file with a link `.#NAME` that leads nowhere.
        if not entry.name.startswith(".#"):
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
    """Build the diagnostic for a file that can't be read; a warning if it is no note at all."""
    location = SourceLocation(path)
    match error.errno:
        case errno.ENOENT:
            message = "This link leads to nothing, or the note has just been deleted."
            return Diagnostic(location, "not-opened", message, "Delete the link.")
        case errno.ELOOP:
            return Diagnostic(
                location, "not-opened", "This is a link that leads to itself.", "Delete it."
            )
        case errno.EINVAL | errno.ENXIO | errno.EISDIR:
            return Diagnostic(
                location,
                "not-opened",
                f"This is {NOT_PLAIN} and was not opened.",
                "Take it out of the vault.",
            )
        case errno.EACCES | errno.EPERM:
            return Diagnostic(
                location,
                "unreadable-note",
                "You have no permission to read this.",
                "Change its permissions so that you can read it.",
            )
        case _:
            reason = describe_os_error(error)
            return Diagnostic(
                location, "unreadable-note", f"This can't be opened: {reason}.", "Look at the file."
            )
