"""Notes in the folder of a person are theirs, whatever was read first."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest

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


@pytest.mark.parametrize("file_name", ["index.md", "README.md", "_index.md", "Notes.md"])
@pytest.mark.parametrize(
    "text",
    [
        "# Bram Kuipers\n\n- 2026-09-21 call\n",
        "- 2026-09-21 call\n",
        "# Bram Kuipers\n\nLast contact: 2026-09-21\n",
    ],
)
def test_main_note_of_a_folder_is_the_person_of_the_folder(
    vault: WriteVault, file_name: str, text: str
) -> None:
    folder = "People/Bram Kuipers"
    files = {f"{folder}/{file_name}": text, f"{folder}/Gift ideas.md": "- books\n"}
    loaded = load(vault({**files, f"{folder}/2026-10-01.md": "Lunch at the pier.\n"}))
    assert list_names(loaded) == ["Bram Kuipers"]
    assert "lunch" in [touch.channel for touch in loaded.network.contacts[0].touches]


@pytest.mark.parametrize("file_name", ["index.md", "README.md", "_index.md"])
@pytest.mark.parametrize("text", ["- 2026-09-21 call\n", "---\nemail: nora@example.com\n---\n"])
def test_main_note_of_a_folder_of_one_word_is_a_person_with_facts(
    vault: WriteVault, file_name: str, text: str
) -> None:
    files = {f"People/Nora/{file_name}": text, "People/Max/index.md": "Hello.\n"}
    loaded = load(vault({**files, "Meetings/2026-10-01.md": "---\npeople: ['[[Nora]]']\n---\n"}))
    assert list_names(loaded) == ["Nora"]
    assert datetime.date(2026, 10, 1) in [
        touch.date for touch in loaded.network.contacts[0].touches
    ]


@pytest.mark.parametrize(
    "path", ["People/README.md", "People/index.md", "People/Work/index.md", "People/work/README.md"]
)
def test_label_in_a_list_of_people_makes_nobody(vault: WriteVault, path: str) -> None:
    loaded = load(vault({path: "# People\n\nRole: what they do\nEmail: ann@low.example\n"}))
    assert list_names(loaded) == []


def test_label_in_a_note_beside_makes_no_second_contact(vault: WriteVault) -> None:
    files = {"People/Nora/Nora.md": "- 2026-10-01 call\n"}
    loaded = load(vault({**files, "People/Nora/Details.md": "Email: nora@vale.example\n"}))
    assert list_names(loaded) == ["Nora"]


@pytest.mark.parametrize("name", ["people___Ann Low", "people%2FAnn Low"])
def test_page_of_a_namespace_is_called_by_its_last_part(vault: WriteVault, name: str) -> None:
    files = {
        "logseq/config.edn": "{}\n",
        f"pages/{name}.md": "type:: person\n",
        "journals/2026_10_01.md": "- Lunch with [[people/Ann Low]]\n",
    }
    loaded = load(vault(files))
    assert list_names(loaded) == ["Ann Low"]
    assert [touch.channel for touch in loaded.network.contacts[0].touches] == ["lunch"]


@pytest.mark.parametrize(
    "text",
    ["---\ntags: person\ntitle: Nils Aagaard\n---\n", "---\ntags: person\n---\n# Nils Aagaard\n"],
)
def test_tagged_note_is_a_person_whose_name_is_only_its_title(vault: WriteVault, text: str) -> None:
    assert list_names(load(vault({"Notes/nils-aagaard.md": text}))) == ["Nils Aagaard"]
