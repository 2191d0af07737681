"""What is wrong in most notes is one finding, and everything else stays as it is."""

from __future__ import annotations

import datetime
import json
from typing import TYPE_CHECKING

import pytest

from netnotes.cli import run
from netnotes.errors import EXIT_DONE, EXIT_PROBLEMS
from netnotes.network.summaries import MIN_SUMMARIZED_NOTES
from netnotes.vault.load import find_and_load_vault

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    WriteVault = Callable[[dict[str, str]], Path]
    Captured = pytest.CaptureFixture[str]

TODAY = "2026-11-20"


def make_people(count: int, text: str = "") -> dict[str, str]:
    """Make the notes of so many people; nothing is wrong with them but what `text` says."""
    return {f"People/Person {number:03}.md": text for number in range(count)}


def run_check(root: Path, *options: str) -> int:
    return run(["check", str(root), "--today", TODAY, *options])


WITH_PURPOSE = "---\npurpose: Sails\n---\n"


def test_rule_broken_by_most_notes_is_one_finding(vault: WriteVault, capsys: Captured) -> None:
    root = vault({**make_people(300), "People/Zoe Last.md": WITH_PURPOSE})
    assert run_check(root) == EXIT_DONE
    out, err = capsys.readouterr()
    assert out == (
        "People/Person 000.md:1:1 no-purpose In 300 of 301 notes about people, as here: "
        "Person 000 has no purpose yet. Ten with a purpose make a start. "
        "Add a line `purpose:` that says what for. `netnotes check --all` lists all 300.\n"
    )
    assert err.startswith("1 warning.")

    assert run_check(root, "--all") == EXIT_DONE
    out, err = capsys.readouterr()
    assert len(out.splitlines()) == 300
    assert out.count("no-purpose") == 300
    assert err.startswith("300 warnings.")


def test_four_hundred_imported_names_are_one_finding_also_where_most_have_a_purpose(
    vault: WriteVault, capsys: Captured
) -> None:
    with_purpose = {f"People/Zoe {number:03}.md": WITH_PURPOSE for number in range(210)}
    root = vault({**make_people(190), **with_purpose})
    assert run_check(root) == EXIT_DONE
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith("People/Person 000.md:1:1 no-purpose In 190 of 400 notes about people")
    assert "Ten with a purpose" not in line


def test_mix_says_that_ten_with_a_purpose_make_a_start(vault: WriteVault, capsys: Captured) -> None:
    root = vault({**make_people(391), **{f"People/Zoe {n}.md": WITH_PURPOSE for n in range(9)}})
    assert run(["mix", str(root), "--today", TODAY]) == EXIT_DONE
    out = " ".join(capsys.readouterr().out.split())
    assert "9 of 400 contacts have a purpose written down. Ten with a purpose make a start." in out


@pytest.mark.parametrize(
    ("broken", "sound", "findings"),
    [
        (MIN_SUMMARIZED_NOTES, 0, 1),
        (MIN_SUMMARIZED_NOTES - 1, 0, MIN_SUMMARIZED_NOTES - 1),
        (MIN_SUMMARIZED_NOTES, MIN_SUMMARIZED_NOTES - 1, 1),
        # Half of all is not most of them.
        (MIN_SUMMARIZED_NOTES, MIN_SUMMARIZED_NOTES, MIN_SUMMARIZED_NOTES),
    ],
)
def test_rule_is_summarized_from_five_notes_and_more_than_half(
    broken: int, sound: int, findings: int, vault: WriteVault
) -> None:
    sound_notes = {f"People/Sound {number}.md": WITH_PURPOSE for number in range(sound)}
    loaded = find_and_load_vault(
        vault({**make_people(broken), **sound_notes}), datetime.date(2026, 11, 20)
    )
    assert len(loaded.diagnostics) == findings
    assert len(loaded.all_diagnostics) == broken
    assert sum(diagnostic.note_count for diagnostic in loaded.diagnostics) == broken


def test_single_finding_of_a_summarized_rule_keeps_its_line(
    vault: WriteVault, capsys: Captured
) -> None:
    notes = make_people(20, f"{WITH_PURPOSE[:-4]}last_update: 2026-01-02\n---\n")
    root = vault({**notes, "People/Ada Quill.md": f"{WITH_PURPOSE}\n- Coffee on 2026-10-03\n"})
    run_check(root)
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2
    assert lines[0].startswith("People/Ada Quill.md:5:")
    assert "In 20 of 21 notes about people" in lines[1]


def test_findings_of_a_rule_with_different_advice_are_one_too(
    vault: WriteVault, capsys: Captured
) -> None:
    texts = ("- Coffee on 2026-10-03\n", "- Lunch on 2026-09-03\n")
    notes = {f"People/Person {number}.md": WITH_PURPOSE + texts[number % 2] for number in range(20)}
    run_check(vault(notes))
    assert len(capsys.readouterr().out.splitlines()) == 1


def test_meetings_that_name_nobody_known_are_one_finding(
    vault: WriteVault, capsys: Captured
) -> None:
    meetings = {
        f"Meetings/2026-10-{day:02} Team.md": "## Attendees\n- [[Somebody Else]]\n"
        for day in range(1, 13)
    }
    run_check(vault({"People/Ada Quill.md": WITH_PURPOSE, **meetings}))
    out = capsys.readouterr().out
    assert out.count("unread-meeting") == 1
    assert "In all 12 notes about meetings and days, as here" in out


@pytest.mark.parametrize("severity", ["warning", "error"])
@pytest.mark.parametrize("options", [(), ("--json",), ("--github",), ("--strict",)])
def test_exit_code_is_the_same_for_summaries_and_for_all(
    options: tuple[str, ...], severity: str, vault: WriteVault, capsys: Captured
) -> None:
    root = vault({**make_people(9), "netnotes.toml": f"[checks]\nno-purpose = '{severity}'\n"})
    exit_code = run_check(root, *options)
    assert exit_code == (
        EXIT_PROBLEMS if severity == "error" or "--strict" in options else EXIT_DONE
    )
    assert run_check(root, *options, "--all") == exit_code
    capsys.readouterr()


def test_json_says_for_how_many_notes_a_finding_stands(vault: WriteVault, capsys: Captured) -> None:
    root = vault(make_people(9))
    run_check(root, "--json")
    record = json.loads(capsys.readouterr().out)
    assert [diagnostic["notes"] for diagnostic in record["diagnostics"]] == [9]
    assert record["warnings"] == 1
    run_check(root, "--json", "--all")
    record = json.loads(capsys.readouterr().out)
    assert [diagnostic["notes"] for diagnostic in record["diagnostics"]] == [1] * 9
    assert record["warnings"] == 9


def test_github_gets_one_annotation_or_each(vault: WriteVault, capsys: Captured) -> None:
    root = vault(make_people(9))
    run_check(root, "--github")
    assert len(capsys.readouterr().out.splitlines()) == 1
    run_check(root, "--github", "--all")
    assert len(capsys.readouterr().out.splitlines()) == 9


# False alarms.


def list_codes(root: Path) -> list[str]:
    loaded = find_and_load_vault(root, datetime.date(2026, 11, 20))
    return [diagnostic.code for diagnostic in loaded.diagnostics]


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        ("Dinner on 2026-12-24 at her place", []),
        ("Lunch 3 Feb 2027, her treat", []),
        ("Dinner on 2026-11-20 at her place", ["unread-date"]),
        ("Lunch 3 Feb 2026, her treat", ["unread-date"]),
    ],
)
def test_day_to_come_that_is_not_first_is_a_plan(
    line: str, codes: list[str], vault: WriteVault
) -> None:
    root = vault({"People/Ada Quill.md": f"{WITH_PURPOSE}- {line}\n"})
    assert list_codes(root) == codes
    # The day decides, and not what was read before.
    later = find_and_load_vault(root, datetime.date(2027, 3, 1))
    assert [diagnostic.code for diagnostic in later.diagnostics] == ["unread-date"]


@pytest.mark.parametrize(
    ("absence", "codes"),
    [
        ("Excused: Ada", ["unread-meeting"]),
        ("Regrets: Quill", ["unread-meeting"]),
        ("Excused: Ada Quill", []),
        ("Excused: Ben", []),
        ("Excused: Ada Marsh", []),
    ],
)
def test_part_of_a_name_that_was_absent_and_may_be_a_contact_is_asked_about(
    absence: str, codes: list[str], vault: WriteVault
) -> None:
    meeting = f"Type: meeting\n{absence}\n\n[[Ada Quill]] on the budget.\n"
    root = vault(
        {"People/Ada Quill.md": WITH_PURPOSE, "Meetings/2026-10-02 Plan.md": meeting},
    )
    assert list_codes(root) == codes


def test_first_name_that_was_absent_is_no_problem_where_nobody_of_that_name_counts(
    vault: WriteVault,
) -> None:
    root = vault(
        {
            "People/Ada Quill.md": WITH_PURPOSE,
            "People/Ben Okafor.md": WITH_PURPOSE,
            "Meetings/2026-10-02 Plan.md": "Attendees: [[Ada Quill]]\nExcused: Ben\n",
        }
    )
    assert list_codes(root) == []


@pytest.mark.parametrize(
    ("names", "codes"),
    [
        ("- everyone\n- the whole team", []),
        ("- everyone\n- Sam Carter", []),
        ("- everyone\n- Ada", ["unread-meeting"]),
        ("- Ada Qiull", ["unread-meeting"]),
        ("- [[Harbour]]", []),
        ("- everyone\n- [[platform team]]", ["unread-meeting"]),
        ("- everyone\n- Ada Quill", []),
    ],
)
def test_meeting_of_a_group_without_names_is_no_problem(
    names: str, codes: list[str], vault: WriteVault
) -> None:
    root = vault(
        {
            "People/Ada Quill.md": WITH_PURPOSE,
            "Harbour.md": "A place.\n",
            "Meetings/2026-10-02 Plan.md": f"## Attendees\n{names}\n",
        }
    )
    assert list_codes(root) == codes


def test_meeting_in_a_vault_without_contacts_is_no_problem(vault: WriteVault) -> None:
    root = vault({"Meetings/2026-10-02 Plan.md": "## Attendees\n- [[Ada Quill]]\n"})
    assert list_codes(root) == []


def test_finding_says_how_to_have_the_meeting_read(vault: WriteVault) -> None:
    notes = {"Meetings/2026-10-02 Plan.md": "## Attendees\n- [[Sam]]\n"}
    root = vault({"People/Ada Quill.md": WITH_PURPOSE, **notes})
    (diagnostic,) = find_and_load_vault(root, datetime.date(2026, 11, 20)).diagnostics
    assert "`people:" in diagnostic.help


def test_slip_in_a_meeting_is_suggested_and_stays_beside_the_others(
    vault: WriteVault, capsys: Captured
) -> None:
    notes = {
        f"Meetings/2026-10-{day:02} Team.md": "## Attendees\n- [[Somebody Else]]\n"
        for day in range(1, 11)
    }
    # Most meetings are with somebody known.
    for day in range(1, 31):
        notes[f"Meetings/2026-09-{day:02} Talk.md"] = "## Attendees\n- [[Ada Quill]]\n"
    notes["Meetings/2026-10-20 Plan.md"] = "## Attendees\n- [[Ada Qiull]]\n"
    run_check(vault({"People/Ada Quill.md": WITH_PURPOSE, **notes}))
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2
    assert "In 10 of 41 notes about meetings and days" in lines[0]
    assert lines[1].startswith("Meetings/2026-10-20 Plan.md:2:")
    assert lines[1].endswith("Did you mean Ada Quill?")


def test_slips_that_can_be_guessed_are_never_summarized_with_others(vault: WriteVault) -> None:
    notes = {
        f"People/Person {number}.md": f"{WITH_PURPOSE[:-4]}knows: ['[[Nobody {number}]]']\n---\n"
        for number in range(10)
    }
    notes["People/Ada Quill.md"] = f"{WITH_PURPOSE[:-4]}knows: ['[[Cleo Marhs]]']\n---\n"
    notes["People/Cleo Marsh.md"] = WITH_PURPOSE
    loaded = find_and_load_vault(vault(notes), datetime.date(2026, 11, 20))
    assert [
        (diagnostic.help.split("?")[0], diagnostic.note_count) for diagnostic in loaded.diagnostics
    ] == [
        ("Did you mean [[Cleo Marsh]]", 1),
        ("Fix the name, or create the note. `netnotes check --all` lists all 10.", 10),
    ]


def test_words_of_an_own_status_are_one_finding(vault: WriteVault, capsys: Captured) -> None:
    notes = {
        f"People/Person {number}.md": f"{WITH_PURPOSE[:-4]}status: {word}\n---\n"
        for number, word in enumerate(("warm", "lead", "Warm", "pausd", "active"))
    }
    run_check(vault(notes))
    assert capsys.readouterr().out == (
        "People/Person 0.md:3:1 unknown-contact-status The statuses `lead` and `warm` do not say "
        "whether there is to be more contact (also in 2 other notes); they count as active. Write "
        "`active`, `paused`, `do not contact`, `archived` or `deceased`, or give your own words "
        "another name than `status`.\n"
        "People/Person 3.md:3:1 unknown-contact-status The status `pausd` does not say whether "
        "there is to be more contact; it counts as active. Did you mean `paused`?\n"
    )
