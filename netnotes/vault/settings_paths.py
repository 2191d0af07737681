"""What the settings name and the vault does not have: folders, and the inbox."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from netnotes.model.diagnostics import Diagnostic
from netnotes.model.settings import CONTACT_FOLDERS, SETTINGS_FILE_NAME, Settings
from netnotes.reading.settings_file import find_key_location
from netnotes.text import find_closest_match, fold_name
from netnotes.vault.plain_file import MAX_FILE_BYTES, read_plain_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from netnotes.model.reading import Reading


def check_settings_paths(
    root: Path, settings: Settings, readings: Iterable[Reading]
) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each folder that the settings name, and for the inbox, if it is gone.

    The folders that netnotes looks for without settings may be missing: few vaults have them all.
    """
    missing_folders = [
        (key, folder)
        for key, folder in _list_named_folders(settings)
        if not os.path.isdir(root / folder)
    ]
    is_inbox_gone = _is_inbox_gone(root, settings)
    if not missing_folders and not is_inbox_gone:
        return
    note_paths = [reading.path for reading in readings]
    text = _read_settings_text(root)
    yield from _check_folders(missing_folders, note_paths, text)
    if is_inbox_gone:
        top_paths = [path for path in note_paths if "/" not in path]
        yield Diagnostic(
            find_key_location(text, "capture", "inbox"),
            "missing-path",
            f"`inbox` names {settings.inbox}, and there is no such note: sentences from a phone "
            "are not seen.",
            _advise(find_closest_match(settings.inbox, top_paths)),
        )


def _check_folders(
    missing_folders: Iterable[tuple[str, str]], note_paths: Sequence[str], text: str
) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each folder, with its key, that no note is in under another spelling.

    `text` is that of the settings file.
    """
    folded_paths = [fold_name(path) for path in note_paths]
    folders = sorted({path.rpartition("/")[0] for path in note_paths if "/" in path})
    for key, folder in missing_folders:
        if _has_notes(folder, folded_paths):
            continue
        yield Diagnostic(
            find_key_location(text, "vault", key),
            "missing-path",
            _describe(key, folder),
            _advise(find_closest_match(folder, folders)),
        )


def _describe(key: str, folder: str) -> str:
    problem = f"`{key}` names the folder {folder}, and there is none"
    if key == "exclude":
        problem += ": nothing is left out"
    return f"{problem}."


def _advise(suggestion: str) -> str:
    if suggestion:
        return f"Did you mean {suggestion}?"
    return "Write what it is called now, create it, or remove it from the settings."


def _list_named_folders(settings: Settings) -> Iterator[tuple[str, str]]:
    default = Settings()
    for folder in settings.contacts:
        if folder not in CONTACT_FOLDERS:
            yield "contacts", folder
    for key in ("goals", "events"):
        if getattr(settings, key) != getattr(default, key):
            yield key, getattr(settings, key)
    # Obsidian's settings may name a folder that its first daily note makes.
    if settings.journal not in ("", "/") and settings.journal.casefold() != "obsidian":
        yield "journal", settings.journal
    for pattern in settings.exclude:
        match = _FOLDER_OF_PATTERN.match(pattern)
        if match:
            yield "exclude", match[1]


# `Archive/2019/**` and `Archive/` name a folder; `**/Archive` and `*.bak.md` name none. Those that
# are hidden are not read anyway.
_FOLDER_OF_PATTERN = re.compile(r"/?([^*?\[./][^*?\[]*)/")


def _is_inbox_gone(root: Path, settings: Settings) -> bool:
    inbox = settings.inbox
    return inbox not in ("", Settings().inbox) and not os.path.isfile(root / inbox)


def _has_notes(folder: str, folded_paths: Iterable[str]) -> bool:
    """Tell whether notes lie in a folder that is spelt otherwise, or in a hierarchy of that name.

    Those are files: `people.ada-quill.md` in Dendron, `people___Ada Quill.md` in Logseq.
    """
    pattern = re.compile(rf"(?:.*/)?{re.escape(fold_name(folder))}(?:/|\.|___)")
    return any(pattern.match(path) for path in folded_paths)


def _read_settings_text(root: Path) -> str:
    try:
        content = read_plain_file(root, SETTINGS_FILE_NAME, MAX_FILE_BYTES)
    except OSError:
        return ""
    return content.decode(errors="replace")
