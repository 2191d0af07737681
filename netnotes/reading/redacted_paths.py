"""The paths of a vault without a word of the person who wrote it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.model.settings import CONTACT_FOLDERS, SETTINGS_FILE_NAME, Settings
from netnotes.text import fold_name, parse_day

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netnotes.reading.replacements import Replacements

# The folders of a vault without settings, which say nothing about a person.
UNREDACTED_FOLDERS = frozenset(
    fold_name(part)
    for folder in (*CONTACT_FOLDERS, Settings().goals, Settings().events)
    for part in folder.split("/")
)

FILE_EXTENSIONS = (".md", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".pdf", ".canvas", ".base")


def build_redacted_paths(paths: Iterable[str], replacements: Replacements) -> dict[str, str]:
    """Map each path to its replacement; no two replacements are the same file on any disk."""
    redacted_paths: dict[str, str] = {}
    # macOS and Windows take two names that differ only in case for one.
    taken: set[str] = set()
    for path in sorted(paths):
        redacted_path = build_redacted_path(path, replacements)
        number = 1
        while redacted_path.casefold() in taken:
            number += 1
            redacted_path = build_redacted_path(path, replacements, f" {number}")
        taken.add(redacted_path.casefold())
        redacted_paths[path] = redacted_path
    return redacted_paths


def build_redacted_path(path: str, replacements: Replacements, suffix: str = "") -> str:
    """Replace a path: known folders stay, and a file keeps the day that its name begins with."""
    if path == SETTINGS_FILE_NAME:
        return path
    *folders, name = path.split("/")
    parts = [_redact_folder(folder, replacements) for folder in folders]

    extension = _find_extension(name)
    stem = name[: len(name) - len(extension)]
    if parse_day(stem[:10]):
        replacement = f"{stem[:10]} {replacements.redact_name(stem[10:].strip(' -_'))}".strip()
    else:
        replacement = replacements.redact_name(stem)
    parts.append(f"{replacement}{suffix}{extension}")
    return "/".join(parts)


def _redact_folder(folder: str, replacements: Replacements) -> str:
    is_known = fold_name(folder) in UNREDACTED_FOLDERS
    if is_known:
        return folder
    return replacements.redact_term(folder).title()


def _find_extension(file_name: str) -> str:
    """Return the known extension of a file, in lower case; empty for any other."""
    folded = file_name.casefold()
    for extension in FILE_EXTENSIONS:
        if folded.endswith(extension):
            return extension
    return ""
