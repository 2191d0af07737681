"""Events and trips of the week: whom to meet there and why, and that nobody is asked for twice."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from netnotes.cli import run
from tests.test_forms import read_words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    WriteVault = Callable[[dict[str, str]], Path]
    Captured = pytest.CaptureFixture[str]

TODAY = "2026-11-20"

DUE = "tier: monthly\nlast_contact: 2026-09-01"
RECENT = "tier: monthly\nlast_contact: 2026-11-18"

FAIR = "---\ndate: 2026-11-24\nuntil: 2026-11-26\nlocation: Lisbon\npeople: '[[Ben Okafor]]'\n---\n"
NOTES = {
    "netnotes.toml": '[me]\nlocation = "Berlin"\n',
    "Events/Fair.md": f"{FAIR}Ask [[Ada Quill]] for the hall.\n",
    "People/Ada Quill.md": f"---\n{DUE}\n---\n",
    "People/Ben Okafor.md": f"---\n{DUE}\n---\n",
    "People/Cleo Marsh.md": "---\nmet: 2026-10-29\nmet_at: '[[Fair]]'\ntier: yearly\n---\n",
    "People/Dan Reyes.md": "---\nlocation: Lisbon, Portugal\n---\n",
    "People/Eve Lang.md": f"---\nlocation: Lisbon\n{RECENT}\n---\n",
    "People/Finn Roth.md": f"---\nlocation: Lisbon\ndied: yes\n{DUE}\n---\n",
    "People/Gil Roth.md": f"---\n{DUE}\n---\n",
}


def read_week(root: Path, capsys: Captured, today: str = TODAY) -> Any:
    run(["due", str(root), "--json", "--today", today])
    return json.loads(capsys.readouterr().out)


def test_events_of_the_week_say_whom_to_meet_and_why(vault: WriteVault, capsys: Captured) -> None:
    record = read_week(vault(NOTES), capsys)
    (event,) = record["events"]
    people = event.pop("people")
    assert event == {
        "name": "Fair",
        "path": "Events/Fair.md",
        "date": "2026-11-24",
        "until": "2026-11-26",
        "location": "Lisbon",
    }
    assert [(guest["name"], guest["reason"].partition(";")[0]) for guest in people] == [
        ("Ben Okafor", "you want to meet them there"),
        ("Ada Quill", "named in its note"),
        ("Cleo Marsh", "you met there"),
        ("Dan Reyes", "lives in Lisbon, Portugal"),
    ]
    # Met, and never contacted.
    assert people[2]["reason"] == (
        "you met there; met on 29 October 2026, not written to yet; still fine, say where you met"
    )


def test_whom_i_meet_at_an_event_is_not_listed_as_due(vault: WriteVault, capsys: Captured) -> None:
    record = read_week(vault(NOTES), capsys)
    names = {entry["name"] for entry in (*record["week"], *record["new"])}
    assert "Gil Roth" in names
    assert names.isdisjoint({"Ada Quill", "Ben Okafor", "Cleo Marsh"})


def test_promise_to_somebody_i_meet_stays_on_the_list(vault: WriteVault, capsys: Captured) -> None:
    promise = "- [ ] 2026-11-01 promised: the draft by 2026-11-22\n"
    notes = {**NOTES, "People/Ben Okafor.md": f"---\n{DUE}\n---\n{promise}"}
    entries = read_week(vault(notes), capsys)["week"]
    assert ("Ben Okafor", "promise") in [(entry["name"], entry["group"]) for entry in entries]


@pytest.mark.parametrize(
    ("today", "count"),
    [("2026-11-16", 0), ("2026-11-17", 1), ("2026-11-26", 1), ("2026-11-27", 0)],
)
def test_event_stands_in_the_week_before_it_and_on_its_days(
    vault: WriteVault, capsys: Captured, today: str, count: int
) -> None:
    record = read_week(vault(NOTES), capsys, today)
    assert len(record["events"]) == count
    names = {entry["name"] for entry in record["week"]}
    assert ("Ben Okafor" in names) == (count == 0)


def test_whom_i_have_met_there_already_is_not_to_be_met_again(
    vault: WriteVault, capsys: Captured
) -> None:
    notes = {**NOTES, "People/Ben Okafor.md": f"---\n{DUE}\n---\n- 2026-11-24 coffee\n"}
    (event,) = read_week(vault(notes), capsys, "2026-11-25")["events"]
    assert "Ben Okafor" not in [guest["name"] for guest in event["people"]]


def test_nobody_is_met_for_living_where_i_live(vault: WriteVault, capsys: Captured) -> None:
    notes = {**NOTES, "netnotes.toml": '[me]\nlocation = "Lisbon"\n'}
    (event,) = read_week(vault(notes), capsys)["events"]
    assert [guest["name"] for guest in event["people"]] == ["Ben Okafor", "Ada Quill", "Cleo Marsh"]


def test_events_stand_on_top_by_day(vault: WriteVault, capsys: Captured) -> None:
    talk = "---\ndate: 2026-11-21\n---\n"
    root = vault({**NOTES, "Events/Talk.md": talk})
    run(["due", str(root), "--today", TODAY])
    out = capsys.readouterr().out
    positions = [
        out.index(words)
        for words in (
            "Talk, 21 November 2026",
            "Fair, Lisbon, 24 to 26 November 2026",
            "    Ben Okafor: you want to meet them there",
            "\nNow\n",
        )
    ]
    assert positions == sorted(positions)

    run(["due", str(root), "--today", TODAY, "--markdown"])
    out = capsys.readouterr().out
    assert out.index("## Fair, Lisbon, 24 to 26 November 2026\n\n- **Ben Okafor**: you want") < (
        out.index("## Now")
    )

    run(["build", str(root), "--today", TODAY, "--quiet"])
    page = (root / "dashboard/index.html").read_text()
    assert page.index("<h2>Events and trips</h2>") < page.index("<h2>Now</h2>")
    assert "you met there; met on 29 October 2026, not written to yet" in page


def test_more_people_than_have_a_line_are_named(vault: WriteVault, capsys: Captured) -> None:
    notes = dict(NOTES)
    for number in range(20):
        notes[f"People/Local {number:02}.md"] = "---\nlocation: Lisbon\n---\n"
    root = vault(notes)
    assert len(read_week(root, capsys)["events"][0]["people"]) == 24
    run(["due", str(root), "--today", TODAY])
    others = [f"Local {number:02}" for number in range(8, 20)]
    named = f"and 12 more: {', '.join(others[:-1])} and Local 19\n"
    assert f"\n    {named}" in capsys.readouterr().out
    run(["due", str(root), "--today", TODAY, "--markdown"])
    assert f"\n- {named}" in capsys.readouterr().out
    run(["build", str(root), "--today", TODAY, "--quiet"])
    words = read_words((root / "dashboard/index.html").read_text())
    assert f"and 12 more: {', '.join(others)}" in " ".join(words.split())


def test_of_very_many_at_an_event_the_others_are_counted(
    vault: WriteVault, capsys: Captured
) -> None:
    notes = dict(NOTES)
    for number in range(50):
        notes[f"People/Local {number:02}.md"] = "---\nlocation: Lisbon\n---\n"
    root = vault(notes)
    run(["due", str(root), "--today", TODAY])
    assert "\n    and 42 more: Local 08, " in (out := capsys.readouterr().out)
    assert ", Local 19 and 30 others\n" in out
    run(["build", str(root), "--today", TODAY, "--quiet"])
    words = read_words((root / "dashboard/index.html").read_text())
    assert "Local 19 and 30 others" in " ".join(words.split())


@pytest.mark.parametrize("has_tiers", [False, True])
def test_no_new_contact_vanishes(has_tiers: bool, vault: WriteVault, capsys: Captured) -> None:
    names = ["Ada", "Ben", "Cleo", "Dan", "Eve"]
    tier = "tier: yearly\n" if has_tiers else ""
    notes = {f"People/{name}.md": f"---\nmet: 2026-11-15\n{tier}---\n" for name in names}
    root = vault({**notes, "netnotes.toml": "[plan]\nbudget = 1\n"})
    record = read_week(root, capsys)
    listed = [entry["name"] for entry in (*record["new"], *record["week"])]
    others = [person["name"] for person in record["more_new"]]
    assert sorted(listed + others) == names
    assert record["truncated"] is True

    label = "One more you met lately" if has_tiers else "Two more you met lately"
    for option in ("--no-color", "--markdown"):
        run(["due", str(root), "--today", TODAY, option])
        assert f"\n\n{label}: {' and '.join(others)}.\n" in capsys.readouterr().out
    run(["build", str(root), "--today", TODAY, "--quiet"])
    words = read_words((root / "dashboard/index.html").read_text())
    assert f"{label}: {', '.join(others)}." in " ".join(words.split())


def test_whom_i_meet_without_an_event_is_named_beside_the_list(
    vault: WriteVault, capsys: Captured
) -> None:
    notes = {
        "People/Ada Quill.md": f"---\n{DUE}\n---\n- 2026-11-22 lunch\n",
        "People/Ben Okafor.md": f"---\n{DUE}\n---\n",
    }
    root = vault(notes)
    sentence = "Due as well, but you meet them this week: Ada Quill."
    run(["due", str(root), "--today", TODAY])
    assert sentence in capsys.readouterr().out
    run(["build", str(root), "--today", TODAY, "--quiet"])
    words = read_words((root / "dashboard/index.html").read_text())
    assert sentence in " ".join(words.split())
    # With nobody on the list the sentence about that names them.
    (root / "People/Ben Okafor.md").unlink()
    run(["due", str(root), "--today", TODAY])
    out = capsys.readouterr().out
    assert "Nobody else is due; you meet Ada Quill this week." in out
    assert "Due as well" not in out


def test_days_to_remember_come_before_the_list_also_on_a_phone(vault: WriteVault) -> None:
    root = vault({**NOTES, "People/Ada Quill.md": f"---\n{DUE}\nbirthday: 11-23\n---\n"})
    run(["build", str(root), "--today", TODAY, "--quiet"])
    page = (root / "dashboard/index.html").read_text()
    # The order in the page is the order on a phone.
    assert page.index("Events and trips") < page.index("Days to remember") < page.index("<h2>Now<")
