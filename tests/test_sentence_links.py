"""A link in a sentence means the note that it leads to, and nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from netnotes.cli import run
from netnotes.errors import EXIT_CANNOT, EXIT_DONE
from tests.test_import_people import load_network

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    WriteVault = Callable[[dict[str, str]], Path]

PLAIN = "---\ntier: monthly\n---\n"
NAMESAKE = "Friends/Ben Okafor"
VAULT = {
    **{f"People/{name}.md": PLAIN for name in ("Ada Quill", "Mei Quill", "Ben Okafor")},
    f"{NAMESAKE}.md": "---\ntype: person\ntier: monthly\n---\n",
    "Events/Camp.md": "---\ndate: 2026-11-19\n---\n",
    "Notes/Plan of Ada Quill.md": "x\n",
}


def log(folder: Path, sentence: str) -> int:
    return run(["log", sentence, "--vault", str(folder), "--today", "2026-11-20"])


def read_entries(folder: Path) -> dict[str, str]:
    """Read the entry of each note that has one."""
    entries = {}
    for contact in load_network(folder).contacts:
        lines = (folder / contact.path).read_text().splitlines()
        entry = [line for line in lines if line.startswith("- 2026")]
        if entry:
            entries[contact.path.removesuffix(".md").removeprefix("People/")] = "\n".join(entry)
    return entries


ON_DAY = "- 2026-11-20 coffee"


@pytest.mark.parametrize(
    ("sentence", "entries"),
    [
        ("coffee with [[Ada Quill]]: the move", {"Ada Quill": f"{ON_DAY}: the move"}),
        ("[[Ada Quill]]: coffee", {"Ada Quill": ON_DAY}),
        ("coffee with [[Ada Quill|Ada]], the move", {"Ada Quill": f"{ON_DAY}: the move"}),
        ("Kaffee mit [[ada quill]]: Umzug", {"Ada Quill": f"{ON_DAY}: Umzug"}),
        ("coffee with [[Ada Quill#Log]]", {"Ada Quill": ON_DAY}),
        ("coffee with [[Ada]]: x", {"Ada Quill": f"{ON_DAY}: x"}),
        # The label is no name of its own.
        ("coffee with [[Mei Quill|Ada Quill]]: x", {"Mei Quill": f"{ON_DAY}: x"}),
        ("coffee with [[Ada Quill|Mei]]", {"Ada Quill": ON_DAY}),
        ("coffee with [Ada](People/Mei%20Quill.md): x", {"Mei Quill": f"{ON_DAY}: x"}),
        # A path tells namesakes apart.
        (f"coffee with [[{NAMESAKE}]]: x", {NAMESAKE: f"{ON_DAY}: x"}),
        ("coffee with [[People/Ben Okafor|Ben]]", {"Ben Okafor": ON_DAY}),
        (
            "coffee with [[Ada Quill]] and [[Mei Quill]]",
            {
                "Ada Quill": f"{ON_DAY}: with [[Mei Quill]]",
                "Mei Quill": f"{ON_DAY}: with [[Ada Quill]]",
            },
        ),
        # Links to other notes, and to days.
        ("coffee with Ada at [[Camp]]: x", {"Ada Quill": f"{ON_DAY}: at [[Camp]]: x"}),
        ("coffee with Ada on [[2026-11-18]]: x", {"Ada Quill": "- 2026-11-18 coffee: x"}),
        ("coffee with Ada [[Nov 18th, 2026]]: x", {"Ada Quill": "- 2026-11-18 coffee: x"}),
        (
            "coffee with Mei: see [[Plan of Ada Quill]]",
            {"Mei Quill": f"{ON_DAY}: see [[Plan of Ada Quill]]"},
        ),
    ],
)
def test_link_in_a_sentence_means_the_note_it_leads_to(
    sentence: str, entries: dict[str, str], vault: WriteVault
) -> None:
    folder = vault(VAULT)
    assert log(folder, sentence) == EXIT_DONE
    assert read_entries(folder) == entries


@pytest.mark.parametrize("link", ["[this](https://x.example)", "[x](#part)", "[[]]", "[[#Log]]"])
def test_link_out_of_the_notes_is_nobody_even_if_there_is_one_person(
    link: str, vault: WriteVault
) -> None:
    folder = vault({"People/Ada Quill.md": PLAIN})
    assert log(folder, f"coffee with {link}: x") == EXIT_CANNOT
    assert log(folder, f"coffee with Ada: see {link}") == EXIT_DONE
    assert read_entries(folder) == {"Ada Quill": f"{ON_DAY}: see {link}"}


@pytest.mark.parametrize("day", ["2026-11-18", "[[2026-11-18]]"])
def test_day_is_a_day_although_somebody_is_called_so(day: str, vault: WriteVault) -> None:
    folder = vault({**VAULT, "People/2026-11-18.md": "---\ntype: person\n---\n"})
    assert log(folder, f"coffee with Ada on {day}: x") == EXIT_DONE
    assert read_entries(folder) == {"Ada Quill": "- 2026-11-18 coffee: x"}
    assert log(folder, f"coffee with {day}: x") == EXIT_CANNOT
    assert log(folder, "coffee with People/2026-11-18.md: x") == EXIT_DONE
    assert read_entries(folder)["2026-11-18"] == f"{ON_DAY}: x"


@pytest.mark.parametrize(
    "sentence",
    [
        "coffee with [[Ada Miller]]: x",
        "coffee with [[Ada Quill 2]]: x",
        "coffee with [[Nobody|Ada Quill]]: x",
        "coffee with [Ada Quill](People/Nobody.md): x",
        "coffee with [Ada Quill](https://x.example/ada): x",
        "coffee with Mei and [[Ada Quill 2]]",
        "coffee with [[Elsewhere/Ada Quill]]",
        "[[Ada Miller]] called",
        # Without a link, one word more is another name, too.
        "coffee with Ada Quill Jones: x",
        "Kaffee mit Mei Quill Weber",
    ],
)
def test_link_to_nobody_is_asked_about_and_never_somebody_else(
    sentence: str, vault: WriteVault
) -> None:
    folder = vault(VAULT)
    assert log(folder, sentence) == EXIT_CANNOT
    assert read_entries(folder) == {}


def test_promise_to_a_link_without_a_note_is_no_promise_to_who_was_there(
    vault: WriteVault,
) -> None:
    folder = vault(VAULT)
    assert log(folder, "coffee with Mei: promised [[Ada Quill 2]] the deck") == EXIT_DONE
    entry = f"{ON_DAY}: promised [[Ada Quill 2]] the deck"
    assert read_entries(folder) == {"Mei Quill": entry}


@pytest.mark.parametrize(
    "text",
    [
        "see www.ada.example",
        "see [this](https://x.example/Ada Quill)",
        "`Ada` is code",
        "tagged #Ada",
        "see Ada.pdf",
        "see Notes/Ada",
        "$Ada$ is a formula",
        "see ![[Ada.png]]",
        "<a href='Ada'>x</a>",
        "with Ada-Marie",
    ],
)
def test_name_within_other_words_gets_no_link(text: str, vault: WriteVault) -> None:
    folder = vault(VAULT)
    assert log(folder, f"coffee with Mei: {text}") == EXIT_DONE
    assert read_entries(folder) == {"Mei Quill": f"{ON_DAY}: {text}"}


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("coffee with Ada: -5 degrees", "-5 degrees"),
        ("coffee with Ada: ![[pic.png]]", "![[pic.png]]"),
        ("coffee with Ada: .env is lost", ".env is lost"),
        ("coffee with Ada - the move", "the move"),
        ("coffee with Ada,the move", "the move"),
        ("coffee with Ada over 5%: x", "over 5%: x"),
    ],
)
def test_marks_of_a_text_are_kept_once_and_those_before_it_go(
    sentence: str, text: str, vault: WriteVault
) -> None:
    folder = vault(VAULT)
    assert log(folder, sentence) == EXIT_DONE
    assert read_entries(folder) == {"Ada Quill": f"{ON_DAY}: {text}"}
