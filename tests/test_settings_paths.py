"""Folders and notes that the settings name: said where they are gone, and followed by `rename`."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest

from netnotes.cli import run
from netnotes.vault.load import find_and_load_vault
from tests.notes import parse_iso_day

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    WriteVault = Callable[[dict[str, str]], Path]

ADVICE = "Write what it is called now, create it, or remove it from the settings."
INBOX_IS_GONE = (
    "2: `inbox` names Inbx.md, and there is no such note: sentences from a phone are not seen. "
)

TODAY = parse_iso_day("2026-11-28")
NOTES = {
    "People/Ada Quill.md": "---\npurpose: sailing\n---\n",
    "Targets/Speak.md": "---\ntype: goal\n---\n",
    "Inbox.md": "- coffee with Ada\n",
}


def list_messages(folder: Path) -> list[str]:
    return [
        f"{finding.location.line}: {finding.message} {finding.help}"
        for finding in find_and_load_vault(folder, TODAY).diagnostics
        if finding.code == "missing-path"
    ]


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        (
            "[vault]\ngoals = 'Tragets'\n",
            "2: `goals` names the folder Tragets, and there is none. Did you mean Targets?",
        ),
        (
            "[vault]\njournal = 'Daily'\n",
            "2: `journal` names the folder Daily, and there is none. " + ADVICE,
        ),
        (
            "[vault]\nevents = 'Fairs'\ncontacts = ['People', 'Crew']\n",
            "3: `contacts` names the folder Crew, and there is none. " + ADVICE,
        ),
        (
            "[vault]\nexclude = ['People/Private/**']\n",
            "2: `exclude` names the folder People/Private, and there is none: nothing is left out. "
            + ADVICE,
        ),
        (
            "[capture]\ninbox = 'Inbx.md'\n",
            INBOX_IS_GONE + "Did you mean Inbox.md?",
        ),
    ],
)
def test_folder_or_note_of_the_settings_that_is_gone_is_said(
    settings: str, expected: str, vault: WriteVault
) -> None:
    folder = vault({**NOTES, "netnotes.toml": settings})
    assert expected in list_messages(folder)


@pytest.mark.parametrize(
    "settings",
    [
        "",
        "[vault]\ncontacts = ['People', 'Contacts']\ngoals = 'Targets'\nevents = 'Events'\n",
        "[vault]\ngoals = 'targets'\njournal = '/'\noutput = 'site'\n",
        "[vault]\njournal = 'obsidian'\nexclude = ['**/Old', '*.bak.md', '.trash/**', 'People/x*']",
        "[capture]\ninbox = ''\n",
        "[capture]\ninbox = 'Inbox.md'\n",
    ],
)
def test_folder_that_is_there_or_may_be_missing_is_not_said(
    settings: str, vault: WriteVault
) -> None:
    assert list_messages(vault({**NOTES, "netnotes.toml": settings})) == []


def test_hierarchy_of_files_is_a_folder(vault: WriteVault) -> None:
    notes = {
        "crew.ada-quill.md": "---\nid: x\ntitle: Ada Quill\ndesc: ''\n---\n",
        "pages/friends___Ben Low.md": "",
    }
    settings = "[vault]\ncontacts = ['crew', 'friends']\n"
    folder = vault({**NOTES, **notes, "netnotes.toml": settings})
    assert list_messages(folder) == []


@pytest.mark.parametrize(
    "settings",
    ["[capture]\ninbox = 'Inbox.md'  # phone\n", "# Mine\n[vault]\ngoals = 'Targets'\n", ""],
)
def test_inbox_of_the_settings_follows_a_rename(settings: str, vault: WriteVault) -> None:
    folder = vault({**NOTES, "netnotes.toml": settings})
    options = ["--vault", str(folder), "--today", str(TODAY)]
    assert run(["rename", "Inbox", "From my phone", *options]) == 0
    text = (folder / "netnotes.toml").read_text()
    assert tomllib.loads(text)["capture"] == {"inbox": "From my phone.md"}
    assert [line for line in settings.splitlines() if "#" in line and "inbox" not in line] == [
        line for line in text.splitlines() if "#" in line and "inbox" not in line
    ]
    assert find_and_load_vault(folder, TODAY).waiting_sentences.path == "From my phone.md"

    assert run(["undo", "--yes", *options]) == 0
    assert (folder / "netnotes.toml").read_text() == settings


def test_renamed_inbox_of_a_vault_without_settings_is_said(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = vault(NOTES)
    (folder / "netnotes.toml").unlink(missing_ok=True)
    assert run(["rename", "Inbox", "Phone", "--vault", str(folder), "--today", str(TODAY)]) == 0
    printed = capsys.readouterr().err
    assert "Phone.md is no longer read as the inbox. If it is to be, write" in printed
    assert '`inbox = "Phone.md"` under [capture] in netnotes.toml.' in printed
