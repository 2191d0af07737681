"""Finding people: `who`, `brief` and `mix` in the terminal."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from netnotes.cli import run
from netnotes.errors import EXIT_CANNOT, EXIT_DONE
from netnotes.formats.matching.keys import split_name
from tests.conftest import TODAY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    WriteVault = Callable[[dict[str, str]], Path]
    CaptureText = pytest.CaptureFixture[str]

PEOPLE = {
    "People/Ada Quill.md": """\
---
purpose: Knows how platform teams are funded
tier: monthly
organisation: Northwind
role: VP Engineering
location: Lisbon
aliases: [Boss]
knows: []
needs: [a data engineer]
birthday: 03-14
cadence: 6 weeks
---
- 2026-01-02 coffee: Talked about the [[Plan]].
  - [ ] promised:: the draft 📅 2026-11-21
  - learned:: she sails
""",
    "People/Ada Novak.md": (
        "---\npurpose: x\nlocation: Lisbon\ntier: yearly\nlast_contact: 2026-10-01\n---\n"
    ),
    "People/José García.md": "---\npurpose: x\nlocation: Madrid\noffers: [data engineer]\n---\n",
}


def run_command(folder: Path, *arguments: str) -> int:
    return run([*arguments, "--vault", str(folder), "--today", TODAY.isoformat()])


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (["lisbon"], ["Ada Novak", "Ada Quill"]),
        (["lisbon", "due"], ["Ada Quill"]),
        (["LISB", "north"], ["Ada Quill"]),
        (["jose"], ["José García"]),
        (["garcia madrid"], ["José García"]),
        (["boss"], ["Ada Quill"]),
        (["isbon"], []),
    ],
)
def test_who_finds_contacts_whose_notes_have_every_word(
    vault: WriteVault, capsys: CaptureText, words: list[str], names: list[str]
) -> None:
    folder = vault(PEOPLE)
    assert run_command(folder, "who", "--json", *words) == EXIT_DONE
    exported = json.loads(capsys.readouterr().out)
    assert exported["netnotes"] == 2
    assert [contact["name"] for contact in exported["people"]] == names
    assert run_command(folder, "who", *words) == EXIT_DONE
    output = capsys.readouterr().out
    assert all(name in output for name in names)
    assert names or "No match" in output


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("Maria Sung", ["People/Ben.md:4: talk to Maria Sung at Octave"]),
        ("octave", ["People/Ben.md:5: a word with octave's CPO", "People/Ben.md:4: talk to Maria"]),
        ("maria cpo", []),
        ("(Maria)", ["People/Ben.md:4"]),
    ],
)
def test_words_of_logs_are_found_where_nobody_is_known_by_them(
    vault: WriteVault, capsys: CaptureText, words: str, lines: list[str]
) -> None:
    log = "- 2026-09-16: talk to Maria Sung at Octave\n"
    ask = "  - asked:: a word with octave's CPO 📅 2026-09-17\n"
    folder = vault({"People/Ben.md": f"---\nrole: CTO\n---\n{log}{ask}"})
    assert run_command(folder, "who", words) == EXIT_DONE
    output = capsys.readouterr().out
    for line in lines:
        assert line in output
    assert ("No match" in output) is not bool(lines)
    assert run_command(folder, "path", words) == EXIT_CANNOT
    message = capsys.readouterr().err
    assert f"Nobody in your notes is called {words}" in message
    assert ("The log of Ben has them (People/Ben.md:" in message) is bool(lines)


def test_brief_takes_a_name_an_alias_or_a_unique_first_name(
    vault: WriteVault, capsys: CaptureText
) -> None:
    folder = vault(PEOPLE)
    for name in ("Ada Quill", "ada quill", "boss", "ada q", "quill"):
        assert run_command(folder, "brief", name) == EXIT_DONE
        output = capsys.readouterr().out
        assert output.startswith(
            "Ada Quill\nVP Engineering at Northwind · Lisbon\nKnows how platform teams are funded\n"
        )
        assert "promised: the draft, by 21 November 2026" in output
        assert "you could bring: José García (a data engineer)" in output
        assert "you learned: she sails" in output
        assert "2026-01-02 coffee: Talked about the Plan." in output


def test_brief_asks_for_a_longer_name_if_several_match(
    vault: WriteVault, capsys: CaptureText
) -> None:
    folder = vault(PEOPLE)
    assert run_command(folder, "brief", "ada") == EXIT_CANNOT
    assert capsys.readouterr().err == (
        "netnotes: ada could be 2 people. Write one of these instead:\n"
        "  Ada Novak: last contact 1 October 2026\n"
        "  Ada Quill: Northwind, last contact 2 January 2026\n"
    )
    assert run_command(folder, "brief", "zoe") == EXIT_CANNOT
    assert "Nobody in your notes is called zoe." in capsys.readouterr().err


def test_contact_as_json_has_the_properties_as_they_are_named(
    vault: WriteVault, capsys: CaptureText
) -> None:
    run_command(vault(PEOPLE), "brief", "Ada Quill", "--json")
    output = json.loads(capsys.readouterr().out)
    assert output["netnotes"] == 2
    assert output["path"] == "People/Ada Quill.md"
    assert output["knows"] == []
    assert output["cadence"] == 42
    assert output["birthday"] == "03-14"
    assert output["standing"] == "lapsed"
    assert output["last"] == "2026-01-02"
    assert output["touches"] == [
        {
            "date": "2026-01-02",
            "mode": "in person",
            "channel": "coffee",
            "text": "Talked about the [[Plan]].",
        }
    ]
    assert output["promises"][0]["due"] == "2026-11-21"


def test_mix_prints_every_panel_and_the_same_as_json(example: Path, capsys: CaptureText) -> None:
    assert run(["mix", str(example), "--json", "--today", TODAY.isoformat()]) == EXIT_DONE
    exported = json.loads(capsys.readouterr().out)
    ids = (
        "purpose capacity in-touch realised-interval kinds fields inside-outside levels effective-size "
        "circles circles-kept-warm how-met follow-up-time introductions exchange"
    )
    assert [panel["id"] for panel in exported["panels"]] == ids.split()
    assert run(["mix", str(example), "--today", TODAY.isoformat()]) == EXIT_DONE
    output = " ".join(capsys.readouterr().out.split())
    for panel in exported["panels"]:
        assert all(" ".join(sentence.split()) in output for sentence in panel["sentences"]), panel[
            "id"
        ]
    assert "██ 13" in output


def test_mix_without_contacts_explains_what_to_write(
    vault: WriteVault, capsys: CaptureText
) -> None:
    assert run(["mix", str(vault({}))]) == EXIT_DONE
    assert "People/Ada Quill.md" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Søren Dahl", "soren"),
        ("Łukasz Nowak", "lukasz nowak"),
        ("Mehmet Yılmaz", "yilmaz"),
        ("Đorđe Marić", "dorde maric"),
        ("Anna Weiß", "weiss"),
        ("Mæve Øst", "maeve ost"),
        ("Karl Grünwald", "gruenwald"),
        ("Karl Grünwald", "grunwald"),
    ],
)
def test_name_is_found_by_the_letters_that_people_type_instead(
    vault: WriteVault,
    capsys: CaptureText,
    name: str,
    typed: str,
) -> None:
    root = vault(
        {f"People/{name}.md": "---\npurpose: x\n---\n", "People/Ada Quill.md": "---\n---\n"}
    )
    for verb in ("who", "brief"):
        assert run([verb, *typed.split(), "--vault", str(root), "--today", "2026-11-20"]) == 0
        assert capsys.readouterr().out.startswith(name)
    # An import takes it for the same name.
    assert split_name(name) == split_name(strip_letters(name))


def strip_letters(name: str) -> str:
    letters = str.maketrans("øłıđßæØŁĐ", "olid__OLD")
    return name.translate(letters).replace("_", "ss" if "ß" in name else "ae")
