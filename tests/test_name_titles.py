"""Titles before a name make nobody somebody else, and never one person of two."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from netnotes.cli import run
from netnotes.errors import EXIT_CANNOT
from netnotes.formats.matching.keys import split_name
from netnotes.network.names import find_by_whole_name, find_candidates
from netnotes.reading.name_titles import strip_titles
from tests.conftest import TODAY
from tests.networks import make_network

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    WriteVault = Callable[[dict[str, str]], Path]
    CaptureText = pytest.CaptureFixture[str]

NOTE = "---\npurpose: x\n---\n"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Dr. Ada Quill", "Ada Quill"),
        ("Prof. Dr. rer. nat. Ada Quill", "Ada Quill"),
        ("Herr Quill", "Quill"),
        ("Phil Quill", "Phil Quill"),
        ("Nat Quill", "Nat Quill"),
        ("M. J. Smith", "M. J. Smith"),
        ("Fr. Quill", "Quill"),
        ("Dr.", "Dr."),
        ("", ""),
    ],
)
def test_titles_are_stripped_and_first_names_are_not(name: str, words: str) -> None:
    assert strip_titles(name) == words


def test_phil_and_nat_of_one_family_are_two_people() -> None:
    assert split_name("Phil Quill") != split_name("Nat Quill")
    assert split_name("Dr. phil. Ada Quill") == ("ada", "quill")


@pytest.mark.parametrize(
    ("notes", "name", "found"),
    [
        (["Lena Voss"], "Dr. Lena Voss", ["Lena Voss"]),
        (["Dr. Lena Voss"], "Lena Voss", ["Dr. Lena Voss"]),
        (["Dr. Lena Voss"], "Prof. Lena Voss", ["Dr. Lena Voss"]),
        (["Dr. Lena Voss", "Lena Voss"], "Lena Voss", ["Lena Voss"]),
        (["Dr. Lena Voss", "Lena Voss"], "Prof. Lena Voss", ["Dr. Lena Voss", "Lena Voss"]),
        (["Herr Kim Voss"], "Frau Kim Voss", []),
        (["Kim Voss"], "Frau Voss", []),
    ],
)
def test_whole_name_is_found_with_another_title(
    notes: list[str], name: str, found: list[str]
) -> None:
    network = make_network({f"People/{note}.md": NOTE for note in notes})
    assert [contact.name for contact in find_by_whole_name(network, name)] == found


def test_family_name_with_a_title_may_be_anybody_of_the_family() -> None:
    network = make_network({"People/Kim Voss.md": NOTE, "People/Herr Max Voss.md": NOTE})
    assert [contact.name for contact in find_candidates(network, "Frau Voss")] == ["Kim Voss"]


@pytest.mark.parametrize("target", ["Dr. Lena Voss", "Lena Voss"])
@pytest.mark.parametrize("note_name", ["Dr. Lena Voss", "Lena Voss"])
def test_target_with_a_title_is_the_person_with_a_note(
    vault: WriteVault, capsys: CaptureText, target: str, note_name: str
) -> None:
    folder = vault(
        {
            f"People/{note_name}.md": NOTE,
            "People/Petra Lang.md": f"---\nknows: [{target}]\n---\n- 2025-05-01 met\n",
            "Goals/Seed.md": f"---\ntargets: [{target}]\n---\n",
        }
    )
    run(["path", target, "--vault", str(folder), "--today", TODAY.isoformat()])
    out = capsys.readouterr().out
    assert out.startswith(f"{note_name}\n")
    assert "Petra Lang knows" in out
    assert "no note" not in out


def test_name_without_note_is_one_person_whatever_the_title(
    vault: WriteVault, capsys: CaptureText
) -> None:
    folder = vault(
        {
            "People/Petra Lang.md": "---\npurpose: x\n---\n- 2025-05-01 met\n"
            "  - named:: Dr. Lena Voss\n",
            "Goals/Seed.md": "---\ntargets: [Lena Voss]\n---\n",
        }
    )
    run(["path", "Lena Voss", "--vault", str(folder), "--today", TODAY.isoformat()])
    assert "Petra Lang named" in capsys.readouterr().out


def test_new_note_is_not_made_for_a_title(vault: WriteVault, capsys: CaptureText) -> None:
    folder = vault({"People/Lena Voss.md": NOTE})
    assert run(["new", "Dr. Lena Voss", "--vault", str(folder)]) == EXIT_CANNOT
    assert "Lena Voss is in your notes already" in capsys.readouterr().err
