"""The eight contacts, whose numbers were computed by hand, as notes, through the commands."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from netnotes.cli import run
from netnotes.errors import EXIT_DONE
from tests.networks import EXPECTED_IN_JSON as EXPECTED
from tests.networks import make_eight_notes, strip_paths

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Captured = pytest.CaptureFixture[str]

SETTINGS = """\
[me]
name = "Mira"
organisation = "Acme"
field = "data"
[plan]
budget = 3
"""


@pytest.fixture
def eight_contacts_vault(vault: Callable[[dict[str, str]], Path]) -> Path:
    return vault({**make_eight_notes(), "netnotes.toml": SETTINGS})


def run_and_read_json(capsys: Captured, *arguments: str) -> Any:
    assert run([*arguments, "--today", "2025-06-30"]) == EXIT_DONE
    return json.loads(capsys.readouterr().out)


def test_week_as_json_equals_the_golden_file(eight_contacts_vault: Path, capsys: Captured) -> None:
    week = run_and_read_json(capsys, "due", str(eight_contacts_vault), "--json", "--all")
    expected = EXPECTED["this_week"]
    assert week["netnotes"] == 2
    assert week["as_of"] == "2025-06-30"
    assert [call["name"] for call in week["week"]] == expected["list"] == ["Ben", "Gus", "Dan"]
    assert [call["group"] for call in week["week"]] == ["promise", "in-town", "due"]
    assert week["next"]["name"] == expected["next_in_line"][0]
    assert [call["name"] for call in week["while_there"]] == expected["while_in_town"]
    assert week["reconnect"]["name"] == expected["reconnect"][0]
    assert week["waiting"] == 1
    assert week["catch_up"] == "2025-07-07"  # the one week of the forward run
    time = EXPECTED["time"]
    people = {contact["name"]: contact for contact in week["people"]}
    assert {name: contact["days"] for name, contact in people.items()} == time["days"]
    assert {name: contact["due"] for name, contact in people.items()} == time["next_due"]
    assert {name: contact["turns"] for name, contact in people.items()} == {
        name: round(turns, 4) for name, turns in time["turns"].items()
    }
    for standing in ("in touch", "lapsed", "dormant"):
        names = {name for name, contact in people.items() if contact["standing"] == standing}
        assert names == set(time[standing.replace(" ", "_")])


def test_week_in_words_equals_the_golden_file(eight_contacts_vault: Path, capsys: Captured) -> None:
    assert run(["due", str(eight_contacts_vault), "--today", "2025-06-30"]) == EXIT_DONE
    output = capsys.readouterr().out
    assert "Three people this week." in output
    assert "Now\n 1. Dan: you had coffee in January 2025; you planned quarterly\n" in output
    assert "Later this week\n 2. Ben: promised by 2 July 2025: send the draft\n" in output
    assert "3. Gus: you will be in Lisbon from 2 to 5 July 2025; " in output
    assert "next: Eve. At 3 a week you are up to date in the week of 7 July 2025." in output


def find_values(capsys: Captured, eight_contacts_vault: Path) -> dict[str, Any]:
    mix = run_and_read_json(capsys, "mix", str(eight_contacts_vault), "--json")
    return {panel["id"]: strip_paths(panel["values"]) for panel in mix["panels"]}


def test_every_number_of_the_mix_equals_the_golden_file(
    eight_contacts_vault: Path, capsys: Captured
) -> None:
    panels = find_values(capsys, eight_contacts_vault)
    field, level, structure, time = (
        EXPECTED[part] for part in ("field", "level", "structure", "time")
    )
    assert panels["fields"]["counts"] == field["counts"]
    for name in ("hill1", "hill1_leave_one_out"):
        assert panels["fields"][name] == pytest.approx(field[name])
    for name in ("chance_two_differ", "chance_two_differ_leave_one_out"):
        assert panels["fields"][name] == field[name]
    assert panels["inside-outside"]["ei"] == EXPECTED["EI_org"]
    levels = panels["levels"]
    assert (levels["above"], levels["peer"], levels["below"]) == (
        level["up"],
        level["peer"],
        level["down"],
    )
    assert [levels[name] for name in ("upper_reach", "lower", "range", "extensity", "mean")] == [
        level[name] for name in ("upper_reach", "lower", "range", "extensity", "mean")
    ]
    size = panels["effective-size"]
    for name in ("n", "ties", "effective_size", "efficiency"):
        assert size[name] == structure[name]
    assert panels["circles"]["clusters"] == structure["clusters"]
    assert panels["circles"]["sole_links"] == structure["sole_links"]
    assert panels["capacity"]["load_per_week"] == time["load_per_week"]
    assert panels["capacity"]["rho"] == time["rho_budget3"]
    assert panels["in-touch"]["in_touch_rate"] == time["in_touch_rate"]
    assert panels["in-touch"]["due"] == time["due"]


def test_every_list_of_the_mix_equals_the_golden_file(
    eight_contacts_vault: Path, capsys: Captured
) -> None:
    panels = find_values(capsys, eight_contacts_vault)
    assert panels["how-met"]["self_introduction_rate"] == EXPECTED["met"]["self_introduction_rate"]
    assert panels["how-met"]["introducers"] == EXPECTED["met"]["introducers"]
    passed, reciprocity = panels["exchange"], EXPECTED["reciprocity"]
    for name in reciprocity:
        assert passed[name] == reciprocity[name], name
    year = EXPECTED["build_keep_use"]
    for part in ("build", "keep", "use"):
        assert {side: passed[part][side] for side in ("inside", "outside")} == year[part]
    assert passed["new_followed_up"] == year["new_followed_up"]
    purpose = EXPECTED["purpose"]
    for name in ("with_purpose", "goal_linked", "contacts_per_goal", "goals_with_nobody"):
        assert panels["purpose"][name] == purpose[name]
