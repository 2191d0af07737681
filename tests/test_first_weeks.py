"""Three people in their first weeks: whom This week names, in which order, and in what tone.

An engineer who begins with `netnotes start`; a job seeker in month two; a manager with 400 imported
names. The names are those that a good coach would choose.
"""

from __future__ import annotations

import contextlib
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from netnotes.cli import run
from netnotes.errors import EXIT_DONE
from tests.conftest import TODAY
from tests.sentences import Output, iter_pages, list_outputs, parse_situation, run_command
from tests.test_start import ENGINEER, type_answers

if TYPE_CHECKING:
    from collections.abc import Callable

    WriteVault = Callable[[dict[str, str]], Path]
    Captured = pytest.CaptureFixture[str]

# Words of a reproach, a debt, a score or a race; a whole word each.
REPROACHES = re.compile(
    r"\b(?:overdue|late|behind|neglect\w*|forg[eo]t\w*|fail\w*|should have|you never|never asked|"
    r"never thanked|still have not|missing|owe|owes|debts?|scores?|streaks?|points|rank\w*|"
    r"above your level|below your level|quota)\b",
    re.IGNORECASE,
)


def assert_is_kind(outputs: list[Output], own_words: str) -> None:
    """Assert that nothing reproaches; `own_words` are those of the notes, which may say anything."""
    for output in outputs:
        for line in output.text.splitlines():
            match = REPROACHES.search(line)
            if match and match[0] not in own_words:
                pytest.fail(f"{output.place}: {line}")


def list_names_of_due(text: str) -> list[str]:
    """List the names on the list of `netnotes due`, in order."""
    return re.findall(r"^ ?\d+\. ([^:]+):", text, flags=re.MULTILINE)


def list_names_below(heading: str, text: str) -> list[str]:
    """List the names in the lines below a heading of `netnotes due`."""
    block = re.search(rf"^{heading}.*\n((?:    .*\n)+)", text, flags=re.MULTILINE)
    return re.findall(r"^    ([^:]+):", block[1], flags=re.MULTILINE) if block else []


# The job seeker


def test_job_seeker_is_told_whom_a_good_coach_would_name() -> None:
    text = (Path(__file__).parent / "coached" / "job-seeker.txt").read_text(encoding="utf-8")
    outputs = list_outputs(parse_situation(text))
    due = outputs[0].text

    # Tuesday's event, with whom to meet; then the promise; then three of the four who were met
    # three days ago; then who waits longest in their own intervals.
    assert list_names_below("Product evening", due) == ["Marit Falk", "Sven Aalto"]
    assert list_names_of_due(due) == [
        "Lena Ostrow",
        *("Aron Weiss", "Bea Sommer", "Cyril Okoro"),
        *("Tilda Brandt", "Zora Lind", "Willi Pohl"),
    ]
    assert "One more you met lately: Dunja Peric." in due
    assert list_names_below("To thank", due) == ["Petra Ulm"]

    pages = {output.place: output.text for output in outputs}
    goal = pages["goals/a-job-in-health-analytics.html"]
    assert "First what you promised Lena Ostrow by 19 November 2026: send the second draft." in goal
    assert "Ask Sven Aalto whether they would introduce you; they can say no easily." in goal
    assert "one reminder is fine, then let it rest" in pages["index.html"]
    assert_is_kind(outputs, text)


# The engineer


def test_engineer_who_begins_with_start_has_a_first_week(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    type_answers(monkeypatch, [*ENGINEER, ""])
    assert run(["start", str(tmp_path / "New"), "--today", TODAY.isoformat()]) == EXIT_DONE
    message = capsys.readouterr().out
    # One message, in the own words.
    assert "How did you move into data?" in message

    monkeypatch.undo()
    with contextlib.chdir(tmp_path / "New"):
        outputs = [Output("due", run_command("due")), *iter_pages()]
    due = outputs[0].text
    assert list_names_of_due(due)[0] == "Ada Quill"
    pages = {output.place: output.text for output in outputs}
    goal = pages["goals/i-work-on-public-transport.html"]
    assert "Nobody knows yet; Ada Quill might be the easiest to ask." in goal
    assert "build guild, Thursdays" in goal
    # Twenty empty properties are what somebody who starts from nothing does not need.
    note = (tmp_path / "New" / "People" / "Priya Nair.md").read_text(encoding="utf-8")
    assert not re.search(r":\s*$", note, flags=re.MULTILINE) or "goals:" in note
    assert_is_kind(outputs, "")


# The manager


FIRST_NAMES = ("Ana", "Boris", "Carla", "Dario", "Edda", "Fritz", "Gita", "Hugo", "Iris", "Jonas")
LAST_NAMES = tuple(f"{start}{end}" for start in ("Al", "Be", "Co", "Du") for end in "mnrstvwxyz")


MENTIONED = ("Ana Alm", "Hugo Bez", "Iris Dur")


def test_manager_with_400_imported_names_is_shown_where_to_begin(
    vault: WriteVault, tmp_path: Path, capsys: Captured
) -> None:
    notes = {"Meetings.md": "", "Goals/A second plant.md": "---\nwhy: Room to grow\n---\n"}
    names = [f"{first} {last}" for last in LAST_NAMES for first in FIRST_NAMES]
    assert len(set(names)) == 400
    for index, name in enumerate(MENTIONED):
        for number in range(3 - index):
            notes[f"Notes/{name} {number}.md"] = f"Talk to [[{name}]] about the plant.\n"
    root = vault({**notes, "People/.keep.md": ""})
    source = tmp_path / "contacts.csv"
    rows = "\n".join(
        f"{name},Works {name.split()[1]},Buyer,{name.replace(' ', '.').lower()}@example.com"
        for name in names
    )
    source.write_text(f"Name,Company,Title,Email\n{rows}\n", encoding="utf-8")
    arguments = ["import", str(source), "--vault", str(root), "--yes"]
    assert run([*arguments, "--today", TODAY.isoformat()]) == EXIT_DONE
    capsys.readouterr()

    with contextlib.chdir(root):
        due, check = run_command("due"), run_command("check")
        outputs = [Output("due", due), Output("check", check), *iter_pages()]
    # Nobody is pressed upon anybody; those mentioned most come first.
    assert list_names_of_due(due) == []
    assert "\n    cadence: monthly\n" in due
    mentioned = re.findall(r"^- ([^(]+) \(", due, flags=re.MULTILINE)
    assert mentioned == list(MENTIONED)
    findings = [line for line in check.splitlines() if "no-purpose" in line]
    assert len(findings) == 1
    assert "Ten with a purpose make a start." in findings[0]
    assert len(check.splitlines()) < 5
    assert_is_kind(outputs, "")
