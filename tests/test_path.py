"""`netnotes path`: who can open the door to somebody, read as its user reads it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from netnotes.cli import run
from netnotes.errors import EXIT_CANNOT, EXIT_DONE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    WriteVault = Callable[[dict[str, str]], Path]
    CaptureText = pytest.CaptureFixture[str]

TODAY = "2026-11-20"

NOTES = {
    "People/Ada Quill.md": (
        '---\nknows: ["[[Priya Nair]]", "Tom Weld (Northwind)"]\ngoals: "[[Seed]]"\n'
        "role: Depot manager\n---\n"
        "- 2026-10-10 email: wrote about her boat. It floats.\n"
        "  - named:: Camille Joubert, journalist\n"
    ),
    "People/Priya Nair.md": (
        "---\nrole: Head of data\norganisation: Northwind\nlocation: Lisbon\n---\n"
    ),
    "People/Ben Low.md": (
        '---\nrole: Depot manager\norganisation: Northwind\ngoals: "[[Seed]]"\n---\n'
        "- 2023-01-10 coffee: long talk\n"
    ),
    "People/Old Friend.md": "---\ndied: 2024\nrole: Astronomer\n---\n",
    "People/Gone Away.md": "---\nstatus: do not contact\n---\n",
    "Goals/Seed.md": '---\nwhy: To begin\ntargets: ["[[Priya Nair]]", Xavier Roy]\n---\n',
    "Events/Signals.md": '---\ndate: 2026-12-03\npeople: ["[[Priya Nair]]"]\n---\n',
}


@pytest.fixture
def folder(vault: WriteVault) -> Path:
    return vault(NOTES)


def run_path(folder: Path, *words: str) -> int:
    return run(["path", *words, "--vault", str(folder), "--today", TODAY])


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            ["priya"],
            """\
Priya Nair
Head of data at Northwind · Lisbon
You have not met yet, as far as your notes say.
You want to meet them for Seed.
They come to Signals (3 December 2026).

  Ada Quill knows Priya Nair; you wrote on 10 October 2026, about her boat.
  Ben Low works at Northwind, as Priya Nair does; you had coffee in January 2023
    (“long talk”), so a hello first.

Ask Ada Quill whether they would introduce you; they can say no easily.
""",
        ),
        (
            ["camille"],
            """\
Camille Joubert
They have no note yet; your notes have only the name.
You want to meet them for Seed.

  Ada Quill named Camille Joubert to you; you wrote on 10 October 2026, about
    her boat.

Ask Ada Quill whether they would introduce you; they can say no easily.
""",
        ),
        (
            ["Xavier Roy"],
            """\
Xavier Roy
They have no note yet; your notes have only the name.
You want to meet them for Seed.

Nobody in your notes is known to know them yet.
Whom does Ben Low know that you know? Write it under “knows” in their note.
""",
        ),
        (
            ["ben", "low"],
            """\
Ben Low
Depot manager at Northwind
You know each other; you had coffee in January 2023 (“long talk”), so a hello
first.

Your notes do not say who else knows them.
""",
        ),
        (
            ["depot", "managers"],
            """\
2 people fit “depot managers”

  Ada Quill (role: Depot manager)
    You know Ada Quill; you wrote on 10 October 2026, about her boat.
  Ben Low (role: Depot manager)
    You know Ben Low; you had coffee in January 2023 (“long talk”), so a hello
    first.
""",
        ),
        (["--words", "northwind", "data"], None),
        (["old friend"], "Old Friend\nAstronomer\nThey have died.\n"),
        (["gone"], "Gone Away\nTheir note says not to contact them.\n"),
    ],
)
def test_ways_are_printed_for_a_person(
    folder: Path, capsys: CaptureText, words: list[str], expected: str | None
) -> None:
    assert run_path(folder, *words) == EXIT_DONE
    out = capsys.readouterr().out
    if expected is not None:
        assert out == expected
    assert max(map(len, out.splitlines())) <= 80


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["priay nair"], "Did you mean `netnotes path 'Priya Nair'`?"),
        (["Camile Joubert"], "Did you mean `netnotes path 'Camille Joubert'`?"),
        (["seed"], "Seed is a goal; its page says whom you want to meet, and the ways to them."),
        (["astronaut"], "fewer words fit more people."),
        (["--words", "two above"], "nobody fits these words."),
    ],
)
def test_nobody_found_says_what_may_be_meant(
    folder: Path, capsys: CaptureText, words: list[str], expected: str
) -> None:
    assert run_path(folder, *words) == EXIT_CANNOT
    out, err = capsys.readouterr()
    assert out == ""
    assert expected in err


def test_several_with_and_without_a_note_are_named(vault: WriteVault, capsys: CaptureText) -> None:
    folder = vault({"People/Ada Low.md": "---\nknows: [Ada Quill, Ada Weld]\n---\n"})
    assert run_path(folder, "ada") == EXIT_CANNOT
    assert capsys.readouterr().err == (
        "netnotes: ada could be 3 people. Write the whole name of one of these:\n"
        "  Ada Low\n  Ada Quill, who has no note\n  Ada Weld, who has no note\n"
    )


def test_name_without_a_link_is_shown_beside_the_note_of_that_name(
    vault: WriteVault, capsys: CaptureText
) -> None:
    notes = {
        "People/Ada Low.md": "---\nknows: [Tom Weld (Northwind)]\n---\n",
        "People/Tom Weld.md": "---\nrole: Lawyer\n---\n",
    }
    assert run_path(vault(notes), "tom", "weld") == EXIT_DONE
    assert capsys.readouterr().out.endswith(
        "\nPeople/Ada Low.md:2 names Tom Weld without a link. If it is the same person,\n"
        "write [[Tom Weld]] there.\n"
    )


def test_more_ways_than_a_few_are_shown_with_all(vault: WriteVault, capsys: CaptureText) -> None:
    notes = {f"People/Door {n}.md": "---\nknows: [Priya Nair]\n---\n" for n in range(9)}
    folder = vault({**notes, "People/Priya Nair.md": "---\nrole: Lawyer\n---\n"})
    run_path(folder, "priya")
    out = capsys.readouterr().out
    assert "Door 6 knows" in out
    assert "Door 7 knows" not in out
    assert "And 2 more, with --all." in out
    run_path(folder, "priya", "--all")
    assert "Door 8 knows" in capsys.readouterr().out


def test_every_reason_in_json_has_its_line(folder: Path, capsys: CaptureText) -> None:
    run_path(folder, "priya", "--json")
    [person] = json.loads(capsys.readouterr().out)["people"]
    assert [way["door"]["name"] for way in person["ways"]] == ["Ada Quill", "Ben Low"]
    for way in person["ways"]:
        for reason in way["reasons"]:
            assert reason["sources"]
            for source in reason["sources"]:
                line = NOTES[source["path"]].splitlines()[source["line"] - 1]
                words = {
                    "knows": "knows:",
                    "organisation": "organisation: Northwind",
                    "last_contact": "- 20",
                }
                assert line.startswith(words[reason["kind"]])


def test_who_fits_words_is_told_in_json_with_the_line_that_fits(
    folder: Path, capsys: CaptureText
) -> None:
    run_path(folder, "head of data at Northwind", "--json")
    [person] = json.loads(capsys.readouterr().out)["people"]
    assert person["name"] == "Priya Nair"
    assert [(fit["property"], fit["words"], fit["sources"]) for fit in person["fits"]] == [
        ("role", ["head", "data"], [{"path": "People/Priya Nair.md", "line": 2}]),
        ("organisation", ["northwind"], [{"path": "People/Priya Nair.md", "line": 3}]),
    ]
    assert person["ways"][0]["door"]["name"] == "Ada Quill"


def test_nobody_is_asked_to_introduce_me_to_whom_i_know(
    vault: WriteVault, capsys: CaptureText
) -> None:
    notes = {
        "People/Liam.md": '---\nknows: "[[Aisling Ward]]"\n---\n- 2026-08-01 call: a\n',
        "People/Aisling Ward.md": "---\nrole: engineer\n---\n- 2026-08-02 call: a\n",
    }
    assert run_path(vault(notes), "aisling") == EXIT_DONE
    out = capsys.readouterr().out
    assert "Liam knows Aisling Ward" in out
    assert "introduce" not in out
