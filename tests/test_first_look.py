"""Where nobody has an interval, no page and no command says that nothing is due."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from netnotes.cli import run
from tests.test_forms import read_words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    WriteVault = Callable[[dict[str, str]], Path]
    Captured = pytest.CaptureFixture[str]

TODAY = "2026-11-27"
NOBODY = "Nobody has an interval yet"
NOTHING_DUE = "Nothing due"

# Twelve people: Person 11 is mentioned eleven times, Person 10 ten times, and so on.
PEOPLE = {f"People/Person {number:02}.md": "" for number in range(12)}
MENTIONS = {
    f"Notes/{number}.md": " ".join(f"[[Person {person:02}]]" for person in range(number + 1, 12))
    for number in range(11)
}
MOST_MENTIONED = [f"Person {number:02}" for number in range(11, 1, -1)]


def call(command: str, root: Path, capsys: Captured, *options: str) -> str:
    run([*command.split(), str(root), "--today", TODAY, *options])
    return capsys.readouterr().out


def test_due_names_the_ten_mentioned_most_and_the_line_to_write(
    vault: WriteVault, capsys: Captured
) -> None:
    out = call("due", vault({**PEOPLE, **MENTIONS}), capsys)
    assert NOTHING_DUE not in out
    assert NOBODY in out
    lines = out.splitlines()
    assert "    tier: monthly" in lines
    assert [line[2:11] for line in lines if line.startswith("- Person")] == MOST_MENTIONED
    assert "- Person 11 (11 times): People/Person 11.md" in lines
    assert "- Person 02 (2 times): People/Person 02.md" in lines


@pytest.mark.parametrize("option", ["", "--markdown", "--all"])
def test_every_form_of_due_says_it(option: str, vault: WriteVault, capsys: Captured) -> None:
    out = call("due", vault(PEOPLE), capsys, *([option] if option else []))
    assert (NOBODY in out, NOTHING_DUE in out, "    tier: monthly" in out) == (True, False, True)


def test_json_has_where_to_begin(vault: WriteVault, capsys: Captured) -> None:
    root = vault({**PEOPLE, **MENTIONS})
    record = json.loads(call("due", root, capsys, "--json"))
    assert record["first_look"]["line"] == "tier: monthly"
    assert [entry["name"] for entry in record["first_look"]["mentioned"]] == MOST_MENTIONED
    assert record["first_look"]["mentioned"][0] == {
        "name": "Person 11",
        "path": "People/Person 11.md",
        "mentions": 11,
    }
    (root / "People/Person 00.md").write_text("---\ntier: yearly\n---\n")
    assert json.loads(call("due", root, capsys, "--json"))["first_look"] is None


def test_mix_says_it_in_place_of_missing_notes(vault: WriteVault, capsys: Captured) -> None:
    root = vault(PEOPLE)
    panels = {
        panel["id"]: panel for panel in json.loads(call("mix", root, capsys, "--json"))["panels"]
    }
    for panel_id in ("capacity", "in-touch"):
        assert panels[panel_id]["sentences"][0].startswith(NOBODY)
        assert "`tier: monthly`" in panels[panel_id]["sentences"][0]
        assert panels[panel_id]["values"] == {}


def test_pages_say_it(vault: WriteVault, capsys: Captured) -> None:
    root = vault({**PEOPLE, **MENTIONS})
    call("build", root, capsys)
    week = read_words((root / "dashboard/index.html").read_text())
    assert NOBODY in week
    assert "tier: monthly" in week
    assert "Person 02 2 times" in " ".join(week.split())
    for page in (root / "dashboard").rglob("*.html"):
        assert NOTHING_DUE not in read_words(page.read_text()), page


def test_calendar_without_intervals_says_it(vault: WriteVault, capsys: Captured) -> None:
    root = vault(PEOPLE)
    run(["export", "ics", str(root), "--today", TODAY, "-o", str(root / "x.ics")])
    assert NOBODY in capsys.readouterr().err
    (root / "People/Person 00.md").write_text("---\ncadence: 6 weeks\n---\n")
    run(["export", "ics", str(root), "--today", TODAY, "-o", str(root / "x.ics")])
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("line", ["tier: monthly", "cadence: 6 weeks"])
def test_with_one_interval_the_people_without_one_are_counted(
    line: str, vault: WriteVault, capsys: Captured
) -> None:
    root = vault({**PEOPLE, "People/Ada Quill.md": f"---\n{line}\nlast_contact: 2026-11-20\n---\n"})
    out = call("due", root, capsys)
    # Nothing is due only if somebody could be.
    assert (NOBODY in out, NOTHING_DUE in out) == (False, False)
    assert "Nobody with an interval is due. " in out


def test_who_is_archived_does_not_count(vault: WriteVault, capsys: Captured) -> None:
    root = vault({**PEOPLE, "People/Ada Quill.md": "---\ntier: monthly\narchived: yes\n---\n"})
    out = call("due", root, capsys)
    assert NOBODY in out
    assert "Ada Quill" not in out


def test_list_that_has_somebody_else_to_write_to_comes_first(
    vault: WriteVault, capsys: Captured
) -> None:
    root = vault({"People/Ada Quill.md": "---\nnext: 2026-11-20\n---\n", **PEOPLE})
    out = call("due", root, capsys)
    assert out.index(" 1. Ada Quill") < out.index(NOBODY)


def test_own_tiers_give_the_line(vault: WriteVault, capsys: Captured) -> None:
    root = vault({**PEOPLE, "netnotes.toml": "[tiers]\ninner = '2 weeks'\n"})
    assert "    tier: inner\n" in call("due", root, capsys)


def test_nobody_is_named_as_mentioned_who_is_not(vault: WriteVault, capsys: Captured) -> None:
    root = vault(PEOPLE)
    for option in ("--no-color", "--markdown"):
        out = call("due", root, capsys, option)
        assert "Person" not in out
        assert "Mentioned most" not in out
    first_look = json.loads(call("due", root, capsys, "--json"))["first_look"]
    assert (first_look["mentioned"], first_look["truncated"]) == ([], False)
    call("build", root, capsys)
    page = read_words((root / "dashboard/index.html").read_text())
    assert "Mentioned most" not in page
    assert "tier: monthly" in page


def test_more_who_are_mentioned_are_counted(vault: WriteVault, capsys: Captured) -> None:
    root = vault({**PEOPLE, **MENTIONS})
    # Person 01 has one mention, and Person 00 none.
    assert call("due", root, capsys).splitlines()[-1] == "- and 1 more"
    call("build", root, capsys)
    page = read_words((root / "dashboard/index.html").read_text())
    assert "2 times and 1 more" in " ".join(page.split())


def test_meetings_and_own_entries_are_mentions(vault: WriteVault, capsys: Captured) -> None:
    notes = {
        "People/Ada Quill.md": "- 2026-10-02 call\n- 2026-10-03 call\n",
        "People/Ben Okafor.md": "",
        "People/Cleo Marsh.md": "",
        "Meetings/2026-10-02 Plan.md": "## Attendees\n- Ben Okafor\n",
    }
    record = json.loads(call("due", vault(notes), capsys, "--json"))
    assert [entry["mentions"] for entry in record["first_look"]["mentioned"]] == [2, 1]


def test_empty_vault_is_as_before(vault: WriteVault, capsys: Captured) -> None:
    out = call("due", vault({"netnotes.toml": ""}), capsys)
    assert "Nobody here yet" in out
    assert NOBODY not in out


def test_imported_people_are_told_what_takes_the_place_of_never(
    vault: WriteVault, capsys: Captured
) -> None:
    """An import writes `cadence: never`, beside which a tier counts for nothing."""
    imported = dict.fromkeys(PEOPLE, "---\ncadence: never\n---\n")
    out = call("due", vault({**imported, "People/Ada Quill.md": ""}), capsys)
    assert (NOBODY in out, NOTHING_DUE in out) == (True, False)
    assert "it takes the place of `cadence: never`" in out
    assert "\n    cadence: monthly\n" in out


def test_one_who_is_never_due_makes_no_interval(vault: WriteVault, capsys: Captured) -> None:
    notes = {**PEOPLE, "People/Ada Quill.md": "---\ncadence: never\n---\n"}
    out = call("due", vault(notes), capsys)
    assert (NOBODY in out, NOTHING_DUE in out) == (True, False)
    assert "\n    tier: monthly\n" in out
