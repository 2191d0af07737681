"""Finding people: `who`, `brief` and `mix` in the terminal."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from netnotes.cli import run
from netnotes.errors import EXIT_CANNOT, EXIT_DONE
from tests.conftest import TODAY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    WriteVault = Callable[[dict[str, str]], Path]
    Said = pytest.CaptureFixture[str]

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
    "People/Ada Novak.md": "---\npurpose: x\nlocation: Lisbon\ntier: yearly\nlast_contact: 2026-10-01\n---\n",
    "People/José García.md": "---\npurpose: x\nlocation: Madrid\noffers: [data engineer]\n---\n",
}


def tell(folder: Path, *arguments: str) -> int:
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
def test_who_finds_everybody_of_whom_each_word_is_known(
    vault: WriteVault, capsys: Said, words: list[str], names: list[str]
) -> None:
    folder = vault(PEOPLE)
    assert tell(folder, "who", "--json", *words) == EXIT_DONE
    told = json.loads(capsys.readouterr().out)
    assert told["netnotes"] == 1
    assert [one["name"] for one in told["people"]] == names
    assert tell(folder, "who", *words) == EXIT_DONE
    said = capsys.readouterr().out
    assert all(name in said for name in names)
    assert names or "Nobody in your notes" in said


def test_brief_takes_a_name_an_alias_or_a_first_name_nobody_else_has(
    vault: WriteVault, capsys: Said
) -> None:
    folder = vault(PEOPLE)
    for name in ("Ada Quill", "ada quill", "boss", "ada q", "quill"):
        assert tell(folder, "brief", name) == EXIT_DONE
        said = capsys.readouterr().out
        assert said.startswith(
            "Ada Quill\nVP Engineering at Northwind · Lisbon\nKnows how platform teams are funded\n"
        )
        assert "promised: the draft, by 2026-11-21" in said
        assert "you could bring: José García (a data engineer)" in said
        assert "ask about: she sails" in said
        assert "2026-01-02 coffee: Talked about the Plan." in said


def test_brief_asks_for_more_where_a_name_is_not_enough(vault: WriteVault, capsys: Said) -> None:
    folder = vault(PEOPLE)
    assert tell(folder, "brief", "ada") == EXIT_CANNOT
    assert (
        "ada could be Ada Novak or Ada Quill (Northwind). Write more of the name."
        in capsys.readouterr().err
    )
    assert tell(folder, "brief", "zoe") == EXIT_CANNOT
    assert "Nobody in your notes is called zoe." in capsys.readouterr().err


def test_a_contact_as_json_has_the_properties_as_they_are_named(
    vault: WriteVault, capsys: Said
) -> None:
    tell(vault(PEOPLE), "brief", "Ada Quill", "--json")
    told = json.loads(capsys.readouterr().out)
    assert told["netnotes"] == 1
    assert told["path"] == "People/Ada Quill.md"
    assert told["knows"] == []
    assert told["cadence"] == 42
    assert told["birthday"] == "03-14"
    assert told["standing"] == "lapsed"
    assert told["last"] == "2026-01-02"
    assert told["touches"] == [
        {
            "date": "2026-01-02",
            "mode": "in person",
            "channel": "coffee",
            "text": "Talked about the [[Plan]].",
        }
    ]
    assert told["promises"][0]["due"] == "2026-11-21"


def test_mix_prints_every_panel_and_the_same_as_json(example: Path, capsys: Said) -> None:
    assert run(["mix", str(example), "--json", "--today", TODAY.isoformat()]) == EXIT_DONE
    told = json.loads(capsys.readouterr().out)
    ids = "purpose capacity in-touch kinds fields inside-outside levels effective-size circles how-met introductions exchange"
    assert [panel["id"] for panel in told["panels"]] == ids.split()
    assert told["details"]["constraint"]
    assert run(["mix", str(example), "--today", TODAY.isoformat()]) == EXIT_DONE
    said = " ".join(capsys.readouterr().out.split())
    for panel in told["panels"]:
        assert all(" ".join(sentence.split()) in said for sentence in panel["sentences"]), panel[
            "id"
        ]
    assert "██ 13" in said


def test_mix_of_nobody_says_what_to_write(vault: WriteVault, capsys: Said) -> None:
    assert run(["mix", str(vault({}))]) == EXIT_DONE
    assert "People/Ada Quill.md" in capsys.readouterr().out
