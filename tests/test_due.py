"""`netnotes due`: the week as text, Markdown and JSON."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from netnotes.cli import run
from netnotes.errors import EXIT_CANNOT, EXIT_DONE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    WriteVault = Callable[[dict[str, str]], Path]
    Captured = pytest.CaptureFixture[str]

TODAY = "2026-11-20"
NOTES = {
    "netnotes.toml": "[plan]\nbudget = 2\n",
    "People/Ada Quill.md": (
        "---\npurpose: Knows who decides\ntier: monthly\n---\n- 2026-10-02 coffee\n"
        "- [ ] send the draft 📅 2026-11-22\n"
    ),
    "People/Ben Okafor.md": (
        "---\npurpose: Knows the pier\ntier: monthly\nlast_contact: 2026-07-01\n---\n"
    ),
    "People/Cleo Marsh.md": (
        "---\npurpose: Sails\ntier: quarterly\nlast_contact: 2026-07-15\nbirthday: 11-23\n---\n"
    ),
    "People/Dan Reyes.md": "---\npurpose: Plans\ntier: yearly\nlast_contact: 2026-07-01\n---\n",
    "People/Eve Lang.md": "---\npurpose: Was a colleague\nlast_contact: 2020-07-01\n---\n",
    "People/Finn Roth.md": "",
    "People/Gil Roth.md": "---\narchived: yes\n---\n",
}


def run_due(root: Path, *options: str) -> int:
    return run(["due", str(root), "--today", TODAY, *options])


def read_json(root: Path, capsys: Captured, *options: str) -> Any:
    assert run_due(root, "--json", *options) == EXIT_DONE
    return json.loads(capsys.readouterr().out)


def test_week_is_printed_for_a_terminal(vault: WriteVault, capsys: Captured) -> None:
    assert run_due(vault(NOTES)) == EXIT_DONE
    out = capsys.readouterr().out
    lines = out.splitlines()
    assert lines[0] == "This week, as of Friday 20 November 2026"
    assert lines[1:10] == [
        "Two people this week.",
        "",
        "Now",
        " 1. Ben Okafor: last in touch in July 2026; you planned monthly",
        "    Knows the pier",
        "",
        "Later this week",
        " 2. Ada Quill: promised by 22 November 2026: send the draft",
        "    Knows who decides",
    ]
    assert "next: Cleo Marsh." in out
    assert "Birthday: Cleo Marsh, Monday 23 November 2026" in out
    assert "Dan Reyes" not in out
    assert "\x1b" not in out


def test_all_lists_every_contact_with_standing_and_those_due_first(
    vault: WriteVault, capsys: Captured
) -> None:
    run_due(vault(NOTES), "--all")
    rows = [
        re.split(r"\s{2,}", line)
        for line in capsys.readouterr().out.splitlines()
        if "  last " in line
    ]
    assert {row[0]: row[1] for row in rows} == {
        "Ben Okafor": "lapsed",
        "Ada Quill": "due",
        "Cleo Marsh": "due",
        "Dan Reyes": "in touch",
        "Eve Lang": "dormant",
        "Finn Roth": "not yet contacted",
        "Gil Roth": "archived",
    }
    assert rows[0][0] == "Ben Okafor"


def test_week_is_printed_as_json(vault: WriteVault, capsys: Captured) -> None:
    root = vault(NOTES)
    record = read_json(root, capsys)
    assert list(record) == [
        *(
            "netnotes",
            "as_of",
            "events",
            "week",
            "new",
            "more_new",
            "met_earlier",
            "met_without_note",
            "next",
            "while_there",
            "reconnect",
            "thanks",
            "occasions",
        ),
        *("meeting", "waiting", "truncated", "catch_up", "first_look", "inbox", "places"),
    ]
    assert (record["netnotes"], record["as_of"]) == (2, "2026-11-20")
    assert record["week"] == [
        {
            "name": "Ada Quill",
            "path": "People/Ada Quill.md",
            "group": "promise",
            "when": "later",
            "reason": "promised by 22 November 2026: send the draft",
            "days": 49,
            "turns": round(49 / 30, 4),
            "due": "2026-11-01",
        },
        {
            "name": "Ben Okafor",
            "path": "People/Ben Okafor.md",
            "group": "due",
            "when": "now",
            "reason": "last in touch in July 2026; you planned monthly",
            "days": 142,
            "turns": round(142 / 30, 4),
            "due": "2026-07-31",
        },
    ]
    assert record["next"]["name"] == "Cleo Marsh"
    assert record["occasions"] == [
        {
            "name": "Cleo Marsh",
            "path": "People/Cleo Marsh.md",
            "kind": "birthday",
            "date": "2026-11-23",
            "text": None,
            "years": None,
        }
    ]
    people = read_json(root, capsys, "--all")["people"]
    assert [(person["name"], person["standing"], person["last_contact"]) for person in people] == [
        ("Ada Quill", "due", "2026-10-02"),
        ("Ben Okafor", "lapsed", "2026-07-01"),
        ("Cleo Marsh", "due", "2026-07-15"),
        ("Dan Reyes", "in touch", "2026-07-01"),
        ("Eve Lang", "dormant", "2020-07-01"),
        ("Finn Roth", "not yet contacted", None),
        ("Gil Roth", "archived", None),
    ]
    assert list(people[0]) == ["name", "path", "standing", "last_contact", "due", "days", "turns"]


def test_week_is_printed_as_markdown(vault: WriteVault, capsys: Captured) -> None:
    run_due(vault(NOTES), "--markdown", "--all")
    out = capsys.readouterr().out
    assert out.startswith("# This week, as of Friday 20 November 2026\n\n")
    assert (
        "- **Ben Okafor**: last in touch in July 2026; you planned monthly — Knows the pier\n"
        in out
    )
    assert "- Birthday: **Cleo Marsh**, Monday 23 November 2026\n" in out
    assert out.count("```") == 2
    assert "Dan Reyes" in out


def test_empty_week_has_a_line_that_nothing_is_due(vault: WriteVault, capsys: Captured) -> None:
    run_due(vault({"People/Dan Reyes.md": NOTES["People/Dan Reyes.md"]}))
    assert (
        "Nothing due. A good week to meet someone new or thank someone." in capsys.readouterr().out
    )


def test_empty_vault_gets_a_line_about_how_to_begin(vault: WriteVault, capsys: Captured) -> None:
    root = vault({})
    for options in ((), ("--markdown",), ("--all",)):
        assert run_due(root, *options) == EXIT_DONE
        assert "make a note `People/Ada Quill.md`" in capsys.readouterr().out
    assert read_json(root, capsys, "--all")["people"] == []


def test_day_of_the_environment_counts_like_the_option(
    vault: WriteVault, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = vault(NOTES)
    run_due(root)
    expected = capsys.readouterr().out
    monkeypatch.setenv("NETNOTES_TODAY", TODAY)
    run(["due", str(root)])
    assert capsys.readouterr().out == expected


def test_json_and_markdown_exclude_each_other(vault: WriteVault, capsys: Captured) -> None:
    with pytest.raises(SystemExit) as exit_info:
        run_due(vault(NOTES), "--json", "--markdown")
    assert exit_info.value.code == EXIT_CANNOT
    assert "not allowed with" in capsys.readouterr().err


def test_missing_vault_is_an_error(tmp_path: Path, capsys: Captured) -> None:
    assert run_due(tmp_path / "nowhere") == EXIT_CANNOT
    assert "does not exist" in capsys.readouterr().err


def test_cache_of_a_build_changes_nothing(vault: WriteVault, capsys: Captured) -> None:
    root = vault(NOTES)
    first = read_json(root, capsys, "--all")
    assert run(["build", str(root), "--today", TODAY, "--quiet"]) == EXIT_DONE
    assert read_json(root, capsys, "--all") == first


@pytest.mark.parametrize(
    ("lines", "standing", "due"),
    [
        ("archived: yes", "archived", None),
        ("status: do not contact", "do not contact", None),
        ("pause_until: 2027-01-10", "paused", None),
        ("died: 2026-11-01", "remembered", None),
        ("last_contact: 2020-07-01\nnext: 2026-12-05", "dormant", "2026-12-05"),
        ("last_contact: 2026-10-02", "due", "2026-11-01"),
    ],
)
def test_due_day_is_the_same_everywhere(
    vault: WriteVault, capsys: Captured, lines: str, standing: str, due: str | None
) -> None:
    front = lines if "last_contact" in lines else f"last_contact: 2026-10-02\n{lines}"
    root = str(vault({"People/Ada Quill.md": f"---\ntier: monthly\n{front}\n---\n"}))

    def read(*command: str) -> str:
        assert run([*command, "--today", TODAY]) == EXIT_DONE
        return capsys.readouterr().out

    assert json.loads(read("due", root, "--all", "--json"))["people"][0]["due"] == due
    assert json.loads(read("export", "json", root))["people"][0]["due"] == due
    assert json.loads(read("brief", "Ada", "--vault", root, "--json"))["due"] == due

    row = read("due", root, "--all").splitlines()[-1]
    assert row.startswith(f"Ada Quill  {standing}  ")
    assert row.endswith(f"due {due or '-'}")


def test_who_is_next_is_not_named_as_somebody_i_meet(vault: WriteVault, capsys: Captured) -> None:
    root = vault(
        {
            "netnotes.toml": "[plan]\nbudget = 1\n",
            "People/Ada.md": "---\nlast_contact: 2026-11-01\n---\n- [ ] the map 📅 2026-11-10\n",
            "People/Rae.md": (
                "---\ntier: quarterly\nlast_contact: 2026-09-29\nnext: 2026-11-16\n---\n"
                "- 2026-11-22 lunch\n"
            ),
        }
    )
    week = read_json(root, capsys)
    names = [entry["name"] for entry in week["week"]]
    assert (names, week["next"]["name"], week["meeting"]) == (["Ada"], "Rae", [])
    run_due(root)
    assert capsys.readouterr().out.count("Rae") == 1


def test_no_two_blank_lines_stand_together(vault: WriteVault, capsys: Captured) -> None:
    root = vault(
        {
            "netnotes.toml": "[plan]\nbudget = 0\n",
            "People/Ada.md": "---\ntier: monthly\nlocation: Oslo\nlast_contact: 2026-10-01\n---\n",
            "Events/Fair.md": "---\ndate: 2026-11-22\nlocation: Oslo\n---\n",
            "Events/Camp.md": "---\ndate: 2026-11-10\n---\n## Met\n- Camille Joubert: journalist\n",
        }
    )
    for options in ((), ("--markdown",)):
        run_due(root, *options)
        output = capsys.readouterr().out
        assert "\n\nMet at Camp, " in output
        assert "\n\nThere is no list: " in output
        assert "\n\n\n" not in output
