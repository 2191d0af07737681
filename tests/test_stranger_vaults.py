"""Vaults of 300 notes that nobody wrote for netnotes have few findings, and none that is nonsense."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from netnotes.cli import run
from netnotes.vault.load import find_and_load_vault
from tests.stranger_vaults import MANNERS, TODAY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from netnotes.vault.load import LoadedVault

    WriteVault = Callable[[dict[str, str]], Path]


def load_after_init(root: Path) -> LoadedVault:
    assert run(["init", str(root), "--yes", "--quiet"]) == 0
    return find_and_load_vault(root, TODAY)


# How many people there are, and each finding by its code: read aloud, each is one that the author
# of the vault would grant.
EXPECTED: dict[str, tuple[int, list[str]]] = {
    "para": (40, ["no-purpose", "unlinked-touch"]),
    "zettelkasten": (24, ["no-purpose"]),
    "work": (60, ["no-purpose", "unread-meeting"]),
    "home": (17, ["no-purpose"]),
    "agent": (120, ["no-purpose", "unknown-contact-status"]),
    "habits": (
        90,
        [
            *("ambiguous-date", "dead-link", "no-purpose"),
            *("unknown-contact-status", "unknown-kind", "unknown-level"),
        ],
    ),
}


@pytest.mark.parametrize("manner", MANNERS)
def test_vault_of_a_stranger_has_few_findings(manner: str, vault: WriteVault) -> None:
    files = MANNERS[manner]()
    assert len(files) >= 300
    root = vault(files)
    loaded = load_after_init(root)
    people_count, codes = EXPECTED[manner]
    assert len(loaded.network.contacts) == people_count
    assert sorted(diagnostic.code for diagnostic in loaded.diagnostics) == codes
    assert len(loaded.diagnostics) < people_count
    # A finding that stands for others loses none of them.
    noted = sum(diagnostic.note_count for diagnostic in loaded.diagnostics)
    all_notes = {(found.location.path, found.code) for found in loaded.all_diagnostics}
    assert noted == len(all_notes)


@pytest.mark.parametrize("manner", MANNERS)
def test_vault_of_a_stranger_has_few_findings_without_settings(
    manner: str, vault: WriteVault
) -> None:
    loaded = find_and_load_vault(vault(MANNERS[manner]()), TODAY)
    assert len(loaded.diagnostics) <= max(7, len(loaded.network.contacts) // 4)


@pytest.mark.parametrize("manner", MANNERS)
def test_notes_of_a_stranger_stay_as_they_are(manner: str, vault: WriteVault) -> None:
    files = MANNERS[manner]()
    root = vault(files)
    load_after_init(root)
    run(["build", str(root), "--today", TODAY.isoformat(), "--quiet"])
    for path, text in files.items():
        assert (root / path).read_text() == text, path
