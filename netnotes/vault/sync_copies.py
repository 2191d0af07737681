"""Recognize what sync programs leave beside a note or in its place, by the names of the files."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from netnotes.text import build_lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

# A device's name, not the second half of a double name: Anna-Maria.md may well be beside Anna.md.
_DEVICE_NAME = (
    r"(?=[A-Z-]*\d)[A-Z][A-Z0-9-]{4,}"
    r"|(?:.*\b)?(?:PC|(?i:macbook|imac|iphone|ipad|laptop|desktop))\b.*"
)

# How sync programs name a copy, and whether the name alone is proof. If it is not, the original
# must exist: `Meeting 2.md` may well be a note of its own.
_SYNC_COPY_NAMES = tuple(
    (build_lazy_pattern(pattern), certain)
    for pattern, certain in (
        # Dropbox: `Ada (Ben's conflicted copy 2026-10-02).md`
        (r"(?P<name>.+?) \((?:[^()]*['’]s )?[Cc]onflicted copy(?: [^()]*)?\)", True),
        (
            (
                r"(?P<name>.+?) \((?:[^()]*['’]s )?"
                r"(?:Case|Unicode Encoding|Selective Sync) Conflict(?: [^()]*)?\)"
            ),
            True,
        ),
        # Several programs: `Ada (CONFLICT 2026-10-02).md`
        (r"(?P<name>.+?) \(CONFLICT(?: [^()]*)?\)", True),
        # Syncthing: `Ada.sync-conflict-20261002-103000-ABCDEFG.md`
        (r"(?P<name>.+?)\.sync-conflict-\d{8}-\d{6}-[A-Z0-9]{7}", True),
        # iCloud and Google Drive: `Ada 2.md`, `Ada (1).md`
        (r"(?P<name>.+?) (?:[2-9]|\(\d{1,2}\))", False),
        # Finder: `Ada copy.md`, `Ada copy 2.md`
        (r"(?P<name>.+?) copy(?: [2-9])?", False),
        # OneDrive: `Ada-DESKTOP-4F5G.md`
        (rf"(?P<name>.+?)-(?:{_DEVICE_NAME})", False),
    )
)

# What every name of a copy has: one quick look at a name is enough for most notes.
_MAYBE_SYNC_COPY = re.compile(r"\)$| [2-9]$|-| copy$")


def extract_placeholder_name(file_name: str) -> str:
    """Return the name of the note that iCloud has put a placeholder for; empty for any other file.

    `.Ada Quill.md.icloud` stands in the place of `Ada Quill.md` until that is downloaded.
    """
    name = file_name.removeprefix(".").removesuffix(".icloud")
    is_placeholder = len(name) == len(file_name) - len("..icloud")
    if is_placeholder and name.casefold().endswith(".md"):
        return name
    return ""


def find_sync_copies(paths: tuple[str, ...]) -> dict[str, str]:
    """Find the copies among these notes, each with the note it is a copy of."""
    normalized_paths = {unicodedata.normalize("NFC", path) for path in paths}
    copies = {}
    for path in paths:
        original = find_original_note(path, normalized_paths)
        if original:
            copies[path] = original
    return copies


def find_original_note(path: str, paths: set[str]) -> str:
    """Find the note that a note is a copy of; empty if it is no copy.

    `paths` are all notes, in Unicode's form NFC: macOS writes é as two characters.
    """
    for original, is_certain in _iter_possible_originals(path):
        if is_certain or unicodedata.normalize("NFC", original) in paths:
            return original
    return ""


def list_possible_originals(path: str) -> tuple[str, ...]:
    """List the notes of which a note would be taken for a copy, were they there."""
    return tuple([original for original, _ in _iter_possible_originals(path)])


def _iter_possible_originals(path: str) -> Iterator[tuple[str, bool]]:
    """Yield what a note may be a copy of, and whether its name alone is proof."""
    folder, slash, name = path.rpartition("/")
    stem = name[: -len(".md")]
    if not _MAYBE_SYNC_COPY.search(stem):
        return
    for pattern, is_certain in _SYNC_COPY_NAMES:
        match = pattern.fullmatch(stem)
        if match:
            yield f"{folder}{slash}{match['name']}.md", is_certain
