"""Notes with a day that are no meeting notes by their form: what is read, and what is asked about."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from netnotes.model.settings import Settings
from netnotes.reading.note import build_source
from netnotes.reading.reader import read_source
from netnotes.vault.load import find_and_load_vault

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 11, 20)


def list_findings(root: Path, notes: dict[str, str]) -> list[tuple[str, str]]:
    """List the code and the place of each finding in a vault with these notes and two contacts."""
    for name in ("Ada Quill", "Ben Okafor"):
        notes = {f"People/{name}.md": "---\npurpose: Piers\n---\n", **notes}
    for path, text in notes.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    diagnostics = find_and_load_vault(root, TODAY).diagnostics
    return [(diagnostic.code, str(diagnostic.location)) for diagnostic in diagnostics]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("2026-10-03 Ada Quill.md", "Her plans.\n"),
        ("1-1s/2026-10-03 Ada.md", "Her plans.\n"),
        ("Meetings/Ada Quill 2026-10-03.md", "Her plans.\n"),
        ("Calls/Ada Quill - 20261003.md", "Her plans.\n"),
        ("Meetings/2026-10-03 - Ada Quill.md", "Her plans.\n"),
        ("Work/Calls/2026-10-03.md", "Talked about the lease with [[Ada]].\n"),
        ("Meetings/2026-10-03 Review.md", "Lunch with [[Ada]] afterwards.\n"),
        ("Gespräche/2026-10-03.md", "Mit [[Ada]] telefoniert.\n"),
    ],
)
def test_clear_note_about_a_meeting_is_a_touch(path: str, text: str) -> None:
    encounters = read_source(build_source(path, text), Settings()).encounters
    assert [encounter.touch.date for encounter in encounters] == [date(2026, 10, 3)]
    assert [link.target.partition(" ")[0] for link in encounters[0].people] == ["Ada"]


PLAIN_PEOPLE = ("people: Ada Quill", "people: [Ada Quill, Ben Okafor]", "with: Ada Quill")


@pytest.mark.parametrize("line", PLAIN_PEOPLE)
def test_plain_names_of_people_say_who_was_there_in_a_folder_of_meetings(line: str) -> None:
    source = build_source("Meetings/Board.md", f"---\ndate: 2026-10-03\n{line}\n---\n")
    (encounter,) = read_source(source, Settings()).encounters
    assert encounter.touch.date == date(2026, 10, 3)
    assert encounter.people[0].target == "Ada Quill"


@pytest.mark.parametrize("line", PLAIN_PEOPLE)
def test_plain_names_of_people_in_any_other_note_are_asked_about(tmp_path: Path, line: str) -> None:
    text = f"---\ndate: 2026-10-03\n{line}\n---\n"
    ((code, place),) = list_findings(tmp_path, {"Notes/Board.md": text})
    assert (code, place.partition(":3:")[0]) == ("unread-meeting", "Notes/Board.md")
    for other in (text.replace(line, "people: many"), text.replace("date: 2026-10-03\n", "")):
        assert list_findings(tmp_path, {"Notes/Board.md": other}) == []


def test_two_names_as_a_title_are_two_people() -> None:
    source = build_source("2026-10-03 Ada Quill & Ben Okafor.md", "")
    people = read_source(source, Settings()).encounters[0].people
    assert [link.target for link in people] == ["Ada Quill", "Ben Okafor"]


def test_folder_says_the_channel() -> None:
    reading = read_source(build_source("Calls/2026-10-03 Ada Quill.md", ""), Settings())
    assert reading.encounters[0].touch.channel == "call"


@pytest.mark.parametrize(
    "path",
    [
        "Meetings/2026-10-03 Platform.md",
        "Calls/2026-10-03.md",
        "2026-10-03 Platform review.md",
        "Projects/Platform/2026-10-03 kick-off.md",
        "Projects/2026-10-03 Wochensitzung und Treffen.md",
    ],
)
def test_note_that_reads_like_a_meeting_and_names_nobody_is_asked_about(
    tmp_path: Path, path: str
) -> None:
    text = "Fine.\n\n- [[Ada Quill]] sends the numbers\n- [[Ben Okafor]] waits\n"
    assert list_findings(tmp_path, {path: text}) == [("unread-meeting", f"{path}:3:3")]


@pytest.mark.parametrize(
    "text",
    ["Had lunch with [[Ada Quill]].\n", "# X\n\n## Decisions\n- [[Ada Quill]] leads\n"],
)
def test_note_with_a_day_that_says_how_is_asked_about(tmp_path: Path, text: str) -> None:
    findings = list_findings(tmp_path, {"Notes/2026-10-03 Porto.md": text})
    assert [code for code, _ in findings] == ["unread-meeting"]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("Essays/2026-11-01 On ferries.md", "[[Ada Quill]] would know.\n"),
        ("Essays/2026-11-01 On cities.md", "[[Ada Quill]] once told me they are slow.\n"),
        ("2026-10-03 Essay 11.md", "[[Ada Quill]] knows.\n"),
        ("2026/11/2026-11-03 Cities.md", "[[Ada Quill]] knows.\n"),
        ("2026-10-03 Weekly review.md", "[[Ada Quill]] sent the numbers.\n"),
        ("2026-10-03 Review of Moby-Dick.md", "A gift of [[Ada Quill]].\n"),
        ("202610031030 Planning.md", "[[Ada Quill]] plans.\n"),
        ("Meetings/2026-10-03 Platform.md", "[[Nobody]] sends the numbers.\n"),
        ("Meetings/2026-10-03 Platform (cancelled).md", "[[Ada Quill]] is ill.\n"),
        ("Meetings/Rooms.md", "[[Ada Quill]] knows.\n"),
        ("2026-10-03 Review.md", "---\ntype: task\n---\n[[Ada Quill]] knows.\n"),
        ("2026-10-03 Review.md", "---\nnetnotes: ignore\n---\n[[Ada Quill]] knows.\n"),
        ("Meetings/2026-10-03 Sync.md", "Attendees: [[Ada Quill]]\n\n[[Ben Okafor]] is away.\n"),
        ("2026-10-03 Ada Quill.md", "[[Ben Okafor]] would like that.\n"),
        ("Diary/2026-10-03.md", "[[Ada Quill]] is away.\n"),
    ],
)
def test_nothing_is_said_of_other_notes_with_a_day(tmp_path: Path, path: str, text: str) -> None:
    assert list_findings(tmp_path, {path: text}) == []


def test_many_such_notes_are_one_finding(tmp_path: Path) -> None:
    notes = {
        f"Meetings/2026-10-{day:02} Platform.md": "[[Ada Quill]] leads.\n" for day in range(3, 20)
    }
    assert list_findings(tmp_path, notes) == [
        ("unread-meeting", "Meetings/2026-10-03 Platform.md:1:1")
    ]


def test_daily_notes_in_a_folder_that_no_setting_names_are_one_finding(tmp_path: Path) -> None:
    notes = {
        "Diary/2025/2025-10-02.md": "Lunch with [[Ada Quill]].\n",
        "Diary/2026/2026-10-03 - Daily Log.md": "Lunch with [[Ada Quill]].\n",
        "Diary/2026/2026-10-04.md": "Rain, and [[Nobody]].\n",
        "Trip/2026-10-05.md": "Lunch with [[Ada Quill]].\n",
    }
    findings = list_findings(tmp_path, notes)
    assert findings == [("unread-daily-note", "Diary/2025/2025-10-02.md:1:12")]
    help_text = find_and_load_vault(tmp_path, TODAY).diagnostics[0].help
    assert 'journal = "Diary"' in help_text
    # What it says to write is right.
    (tmp_path / "netnotes.toml").write_text('[vault]\njournal = "Diary"\n')
    loaded = find_and_load_vault(tmp_path, TODAY)
    assert loaded.diagnostics == ()
    ada = next(person for person in loaded.network.contacts if person.name == "Ada Quill")
    assert len(ada.touches) == 2


@pytest.mark.parametrize(
    "text",
    [
        "## Greta Lind\n- Company: Acme\n\n## Paul Weir\n- 2026-10-03 coffee\n",
        "| Name | Company |\n|---|---|\n| Greta Lind | Acme |\n| Paul Weir | Acme |\n",
        "| Company | Name |\n|---|---|\n| Acme | [[Greta Lind\\|Greta]] |\n| Acme | Paul |\n",
    ],
)
def test_people_of_one_file_without_notes_are_reported(tmp_path: Path, text: str) -> None:
    assert list_findings(tmp_path, {"Contacts.md": text}) == [("listed-people", "Contacts.md:1:1")]
    message = find_and_load_vault(tmp_path, TODAY).diagnostics[0].message
    assert message.startswith("Contacts.md lists 2 people who have no note")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("Contacts.md", "## Ada Quill\n- Company: Acme\n\n## [[Ben Okafor]]\n- Role: x\n"),
        ("Contacts.md", "## Greta Lind\n- Company: Acme\n"),
        ("Contacts.md", "- [[Ada Quill]]\n- [[Greta Lind]]\n"),
        ("Companies.md", "## Greta Lind\n- Company: Acme\n\n## Paul Weir\n- Role: x\n"),
    ],
)
def test_other_lists_are_not_reported(tmp_path: Path, path: str, text: str) -> None:
    assert list_findings(tmp_path, {path: text}) == []


TWO_MEETINGS = """\
# Meeting with [[Ada Quill]]
Date: 2026-10-03

# Meeting with [[Ben Okafor]]
Date: 2026-10-05
"""


def test_second_meeting_of_a_note_is_reported_and_read_as_the_advice_says(tmp_path: Path) -> None:
    assert list_findings(tmp_path, {"Talks.md": TWO_MEETINGS}) == [
        ("unread-meeting", "Talks.md:5:1")
    ]
    text = TWO_MEETINGS.replace("# Meeting with [[Ben", "# 2026-10-05 Meeting with [[Ben")
    assert list_findings(tmp_path, {"Talks.md": text}) == []
    loaded = find_and_load_vault(tmp_path, TODAY)
    assert [len(person.touches) for person in loaded.network.contacts] == [1, 1]


def test_next_meeting_at_the_end_of_a_note_is_not_reported(tmp_path: Path) -> None:
    text = "# Meeting with [[Ada Quill]]\nDate: 2026-10-03\n\n## Next\nDate: 2026-10-17\n"
    assert list_findings(tmp_path, {"Talks.md": text}) == []


def test_day_told_later_counts_when_the_advice_is_followed(tmp_path: Path) -> None:
    notes = {
        "netnotes.toml": '[vault]\njournal = "Daily"\n',
        "Daily/2026-11-10.md": "- Yesterday had coffee with [[Ada Quill]]\n",
    }
    assert list_findings(tmp_path, notes) == [("unread-date", "Daily/2026-11-10.md:1:3")]
    loaded = find_and_load_vault(tmp_path, TODAY)
    (finding,) = [found for found in loaded.diagnostics if found.code == "unread-date"]
    assert finding.help == "Write the day first, as YYYY-MM-DD, in place of `Yesterday`."

    notes["Daily/2026-11-10.md"] = "- 2026-11-09 had coffee with [[Ada Quill]]\n"
    assert list_findings(tmp_path, notes) == []
    network = find_and_load_vault(tmp_path, TODAY).network
    ada = next(contact for contact in network.contacts if contact.name == "Ada Quill")
    assert [touch.date for touch in ada.touches] == [date(2026, 11, 9)]
