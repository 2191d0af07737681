"""What is taken from the settings of Obsidian: the templates folder and the daily notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from netnotes.model.settings import DailyNotes, Settings
from netnotes.vault.listing import list_files
from netnotes.vault.obsidian_settings import find_daily_notes

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    WriteVault = Callable[[dict[str, str]], Path]


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", '{"folder": null}', '{"folder": 3}', "[" * 100_000, "\x00", '{"folder": ""}'],
)
def test_nonsense_in_the_settings_of_obsidian_is_ignored(text: str, vault: WriteVault) -> None:
    root = vault(
        {
            ".obsidian/templates.json": text,
            ".obsidian/daily-notes.json": text,
            "Templates/x.md": "",
            "y.md": "",
        }
    )
    assert [file.path for file in list_files(root, Settings(), None).notes] == ["y.md"]
    assert find_daily_notes(root, Settings(journal="Obsidian")).date_format == "YYYY-MM-DD"


def test_daily_notes_are_in_the_folder_of_the_settings_or_of_obsidian(vault: WriteVault) -> None:
    root = vault({".obsidian/daily-notes.json": '{"folder": "/Daily/", "format": "DD.MM.YYYY"}'})
    assert find_daily_notes(root, Settings()) == DailyNotes("")
    assert find_daily_notes(root, Settings(journal="Diary")) == DailyNotes("Diary")
    assert find_daily_notes(root, Settings(journal="obsidian")) == DailyNotes("Daily", "DD.MM.YYYY")
    (root / ".obsidian/daily-notes.json").unlink()
    assert find_daily_notes(root, Settings(journal="obsidian")) == DailyNotes("/")
