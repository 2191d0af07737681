"""What the settings of netnotes and of Obsidian say about a vault; templates of notes."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from netnotes.model.settings import SETTINGS_FILE_NAME, DailyNotes, Settings
from netnotes.vault.plain_file import MAX_NOTE_BYTES, read_plain_file

if TYPE_CHECKING:
    from pathlib import Path


def read_settings_text(root: Path) -> str | None:
    """Read the settings file; None if there is none. Bytes that are not UTF-8 become U+FFFD."""
    try:
        return read_plain_file(root, SETTINGS_FILE_NAME, MAX_NOTE_BYTES).decode(
            "utf-8-sig", errors="replace"
        )
    except OSError:
        return None


def find_daily_notes(root: Path, settings: Settings) -> DailyNotes:
    """Find where the daily notes are: in the folder of the settings, or where Obsidian has them."""
    if settings.journal.casefold() != "obsidian":
        return DailyNotes(settings.journal)
    obsidian_settings = _read_obsidian_settings(root, "daily-notes.json")
    # Obsidian leaves out what was not changed: the top of the vault, and this format.
    folder = str(obsidian_settings.get("folder") or "/").strip("/") or "/"
    day_format = str(obsidian_settings.get("format") or "YYYY-MM-DD")
    return DailyNotes(folder, day_format)


def read_templates_folder(root: Path) -> str:
    """Read the folder of Obsidian's templates; `Templates` if Obsidian's settings name none."""
    folder = _read_obsidian_settings(root, "templates.json").get("folder")
    return str(folder or "Templates").strip("/")


def read_template(root: Path, names: tuple[str, ...]) -> str:
    """Read the first template with one of these names, in any case; empty if there is none."""
    folder = find_templates_folder(root)
    try:
        # By name in lower case: the template is `Person.md` in one vault and `person.md` in others.
        files_by_name = {name.casefold(): name for name in sorted(os.listdir(root / folder))}
        for name in names:
            file_name = files_by_name.get(f"{name}.md")
            if file_name:
                return read_plain_file(root, f"{folder}/{file_name}", MAX_NOTE_BYTES).decode()
    except (OSError, UnicodeDecodeError):
        return ""
    return ""


def read_obsidian_daily_notes(root: Path) -> DailyNotes | None:
    """Read where Obsidian has the daily notes; None if its settings do not say."""
    if not _read_obsidian_settings(root, "daily-notes.json"):
        return None
    return find_daily_notes(root, Settings(journal="obsidian"))


def find_templates_folder(root: Path) -> str:
    """Find the folder for a new template; it need not exist.

    It is the one of Obsidian's settings, else a folder of such a name, else `Templates`.
    """
    folder = read_templates_folder(root)
    # A vault may come from a stranger: its settings must not point outside.
    if not folder or ".." in folder.split("/"):
        return "Templates"

    is_named_by_obsidian = bool(_read_obsidian_settings(root, "templates.json").get("folder"))
    if is_named_by_obsidian or not root.is_dir():
        return folder

    for entry in sorted(os.scandir(root), key=lambda entry: entry.name):
        if TEMPLATES_FOLDER_NAME.fullmatch(entry.name) and entry.is_dir():
            return entry.name
    return folder


# The settings of Obsidian that decide how a vault is read.
OBSIDIAN_SETTINGS = (".obsidian/daily-notes.json", ".obsidian/templates.json")


def _read_obsidian_settings(root: Path, name: str) -> dict[str, object]:
    import json

    try:
        content = json.loads(read_plain_file(root, f".obsidian/{name}", MAX_NOTE_BYTES))
    # The vault may come from a stranger: json raises RecursionError for 100 KB of `[`.
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(content, dict):
        return {}
    return content


# The names of folders of templates: `Templates`, `_templates`, `99 - Templates`.
TEMPLATES_FOLDER_NAME = re.compile(r"[\W\d_]*templates", re.IGNORECASE)
