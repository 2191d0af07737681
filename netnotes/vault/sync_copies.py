"""Copies that sync programs left, by their names (pure)."""

from __future__ import annotations

import re
import unicodedata

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
