"""Notes in the folder of a person are theirs, whatever was read first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.vault.load import load_vault
from netnotes.vault.paths import find_vault
from tests.conftest import TODAY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from netnotes.vault.load import LoadedVault

    WriteVault = Callable[[dict[str, str]], Path]


def load(root: Path, previous: LoadedVault | None = None) -> LoadedVault:
    """Load a vault without the cache on the disk."""
    return load_vault(find_vault(root), TODAY, ignore_cache=not previous, previous=previous)


def list_names(loaded: LoadedVault) -> list[str]:
    """List the names of the contacts."""
    return [contact.name for contact in loaded.network.contacts]


def test_folder_note_becomes_a_contact_when_a_note_of_a_day_appears(vault: WriteVault) -> None:
    root = vault({"People/Nora/Nora.md": "", "People/Nora/Gift ideas.md": "- books\n"})
    loaded = load(root)
    assert list_names(loaded) == ["Gift ideas"]
    (root / "People/Nora/2026-10-01.md").write_text("Lunch at the pier.\n")
    loaded = load(root, loaded)
    assert list_names(loaded) == ["Nora"]
    assert [touch.channel for touch in loaded.network.contacts[0].touches] == ["lunch"]
    (root / "People/Nora/2026-10-01.md").unlink()
    loaded = load(root, loaded)
    assert list_names(loaded) == ["Gift ideas"]


def test_note_in_a_folder_of_a_person_with_facts_of_its_own_stays_a_contact(
    vault: WriteVault,
) -> None:
    root = vault(
        {
            "People/Nora Vale.md": "",
            "People/Nora Vale/sister.md": "---\nemail: mia@example.org\n---\n",
            "People/Nora Vale/Otto Reed.md": "Met at her party.\n",
            "People/Nora Vale/boat.md": "A small one.\n",
        }
    )
    assert list_names(load(root)) == ["Nora Vale", "Otto Reed", "sister"]


def test_problems_of_a_note_about_a_person_are_not_reported(vault: WriteVault) -> None:
    root = vault({"People/Nora Vale.md": "", "People/Nora Vale/boat.md": "- 2026-13-40: x\n"})
    paths = {diagnostic.location.path for diagnostic in load(root).diagnostics}
    assert paths == {"People/Nora Vale.md"}
