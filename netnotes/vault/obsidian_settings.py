"""What Obsidian’s own settings say; templates."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from netnotes.model.settings import SETTINGS_FILE_NAME, DailyNotes, Settings
from netnotes.vault.plain_file import MAX_NOTE_BYTES, read_plain_file

if TYPE_CHECKING:
    from pathlib import Path


def read_settings_text(root: Path) -> str | None:
    """What the settings file says; None where there is none. Bytes that are not UTF-8 become U+FFFD."""
    try:
        return read_plain_file(root, SETTINGS_FILE_NAME, MAX_NOTE_BYTES).decode(
            "utf-8-sig", errors="replace"
        )
    except OSError:
        return None


def find_daily_notes(root: Path, settings: Settings) -> DailyNotes:
    """Where the daily notes are, by the settings and, for `obsidian`, by what Obsidian's own settings say."""
    if settings.journal.casefold() != "obsidian":
        return DailyNotes(settings.journal)
    told = _read_obsidian_settings(root, "daily-notes.json")
    return DailyNotes(
        str(told.get("folder") or "/").strip("/") or "/", str(told.get("format") or "YYYY-MM-DD")
    )


def read_templates_folder(root: Path) -> str:
    """The folder of Obsidian's templates; `Templates` where Obsidian doesn't say."""
    return str(_read_obsidian_settings(root, "templates.json").get("folder") or "Templates").strip(
        "/"
    )


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
            one.name
            for one in os.scandir(root)
            if TEMPLATES_FOLDER_NAME.fullmatch(one.name) and one.is_dir()
        )
        return next(iter(called), told)
    return told


OBSIDIAN_SETTINGS = (".obsidian/daily-notes.json", ".obsidian/templates.json")
"""What Obsidian's own settings say of a vault that decides how it is read."""


def _read_obsidian_settings(root: Path, name: str) -> dict[str, object]:
    import json

    try:
        told = json.loads(read_plain_file(root, f".obsidian/{name}", MAX_NOTE_BYTES))
    except (OSError, ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


TEMPLATES_FOLDER_NAME = re.compile(r"[\W\d_]*templates", re.IGNORECASE)
"""What a folder of templates is called: `Templates`, `_templates`, `99 - Templates`."""
