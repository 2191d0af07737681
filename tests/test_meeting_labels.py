"""A meeting note without properties is read by the labels at its top."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netnotes.actions.explain_note import explain_other_note
from netnotes.model.settings import Settings
from netnotes.reading.note import Source
from netnotes.reading.reader import read_source
from netnotes.vault.load import find_and_load_vault
from netnotes.vault.paths import find_vault

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from netnotes.model.reading import Reading

NOTION_NAME = "Meetings/Budget 3f2a9c0b1d4e5f60718293a4b5c6d7e8.md"


def read_meeting(text: str, path: str = "Meetings/Budget.md") -> Reading:
    return read_source(Source(path, text), Settings())


def list_meetings(text: str, path: str = "Meetings/Budget.md") -> list[tuple[str, list[str]]]:
    """List the day and the people of each meeting."""
    return [
        (encounter.touch.date.isoformat(), [link.target for link in encounter.people])
        for encounter in read_meeting(text, path).encounters
    ]


@pytest.mark.parametrize(
    "text",
    [
        "# Budget\n\nDate: 2026-10-03\nType: meeting\nAttendees: [[Ada]], Ben\n\nWe talked.\n",
        "**Date:** October 3, 2026\n**Type:** Team meeting\n**Attendees:** [[Ada]], [[Ben]]\n",
        "- **Date**: 3 Oct 2026\n- **Attendees**: Ada, Ben\n",
        "📅 Date: [[2026-10-03]]\n👥 Attendees: [[Ada]], Ben\n",
        "| Field | Value |\n|---|---|\n| Date | 2026-10-03 |\n| Attendees | [[Ada]], Ben |\n",
        "| **Date** | 2026-10-03 |\n|---|---|\n| **Attendees** | [[Ada]], Ben |\n",
        "Date: 2026-10-03\n\n## Attendees\n- [[Ada]]\n- Ben\n\n## Notes\nx\n",
        "Date: 2026-10-03\nTags: #meeting, budget\nWith: Ada, Ben\n",
        "Date: 2026-10-03\nWith: [[Ada]], [[Ben]]\n",
        "Date:: 2026-10-03\nAttendees:: [[Ada]], [[Ben]]\n",
        "Datum: 3.10.2026\nArt: Besprechung\nTeilnehmer: Ada, Ben\n",
        "- Datum: 3. Oktober 2026\n- Anwesend: Ada, Ben\n",
        "**Date** : 3 octobre 2026\n**Type** : réunion\n**Présents** : [[Ada]], Ben\n",
        "Fecha: 3 de octubre de 2026\nTipo: reunión\nAsistentes: Ada, Ben\n",
        "## Date\n2026-10-03\n\n## Attendees\n- Ada\n- Ben\n",
        "# Faro\n## Fecha de reunión\n\n3 de octubre de 2026\n## Asistentes\n- Ada\n- Ben\n",
        "- **Datum:** 3 oktober 2026\n- **Soort:** overleg\n- **Aanwezig:**\n  - Ada\n  - Ben\n",
    ],
)
def test_labels_make_a_meeting(text: str) -> None:
    assert list_meetings(text) == [("2026-10-03", ["Ada", "Ben"])]


def test_label_of_the_type_makes_everybody_count_who_is_linked_to() -> None:
    text = "Date: 2026-10-03\nType: meeting\n\nSpoke with [[Ada]].\n"
    assert list_meetings(text) == [("2026-10-03", ["Ada"])]
    text = "Type: 1:1\n\nSpoke with [[Ada]].\n"
    assert list_meetings(text, "Meetings/2026-10-03 Ada.md") == [("2026-10-03", ["Ada"])]


def test_other_labels_say_how_it_was_and_whether() -> None:
    text = "Date: 2026-10-03\nType: meeting\nAttendees: Ada\n"
    assert list_meetings(f"{text}Status: cancelled\n") == []
    assert list_meetings(f"{text}Absent: Ada\n") == []
    (encounter,) = read_meeting(f"{text}Channel: call\nTopic: Harbour\n").encounters
    assert (encounter.touch.channel, encounter.touch.text) == ("call", "Budget")


def test_export_of_notion_names_pages_and_people_without_one() -> None:
    text = (
        "# Budget\n\nDate: October 3, 2026\nType: Meeting\n"
        "Attendees: Ada Quill (../People/Ada%20Quill.md), Ben Okafor\n"
    )
    (encounter,) = read_meeting(text, NOTION_NAME).encounters
    assert [link.target for link in encounter.people] == ["../People/Ada Quill.md", "Ben Okafor"]
    assert encounter.touch.text == "Budget"


@pytest.mark.parametrize(
    "text",
    [
        "Date: 2026-10-03\n\nDear [[Ada]],\n",
        "Date: 2026-10-03\nType: recipe\nPeople: 4\nWith: rice\n",
        "Date: 2026-10-03\nType: project\nPeople: [[Ada]]\n",
        "Date: 2026-10-03\nType: company\nAttendees: [[Ada]]\n",
        "Date: soon\nType: meeting\nAttendees: [[Ada]]\n",
        "## Date\nWe met on 2026-10-03.\n\n## Attendees\n- [[Ada]]\n",
        "## Due date\n2026-10-03\n\n## Attendees\n- [[Ada]]\n",
        "Type: meeting\nAttendees: [[Ada]]\n",
        "Attendees: [[Ada]]\n",
        "---\nnetnotes: ignore\n---\nDate: 2026-10-03\nType: meeting\nAttendees: [[Ada]]\n",
        "```\nDate: 2026-10-03\nType: meeting\n```\nAttendees: [[Ada]]\n",
        "> Date: 2026-10-03\n> Type: meeting\n\nAttendees: [[Ada]]\n",
        "x\n" * 50 + "Date: 2026-10-03\nType: meeting\nAttendees: [[Ada]]\n",
    ],
)
def test_other_labels_make_no_meeting(text: str) -> None:
    reading = read_meeting(text)
    assert (reading.encounters, reading.diagnostics) == ((), ())


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("Date: 10/09/2026\nType: meeting\nAttendees: [[Ada]]\n", "ambiguous-date", 1),
        ("# B\n**Date:** 31.2.2026\n**Attendees:** [[Ada]]\n", "unread-date", 2),
        ("---\ndate: 10/09/2026\nattendees: ['[[Ada]]']\n---\n", "ambiguous-date", 2),
        ("---\ntype: meeting\ndate: 10/09/2026\n---\n[[Ada]]\n", "ambiguous-date", 3),
        (
            "## A\nDate: 2026-10-03\nAttendees: [[Ada]]\n## B\nDate: 2026-10-04\nAttendees: [[Ada]]\n",
            "unread-meeting",
            5,
        ),
    ],
)
def test_meeting_that_is_not_read_is_reported(text: str, code: str, line: int) -> None:
    reading = read_meeting(text)
    assert reading.encounters == ()
    (diagnostic,) = reading.diagnostics
    assert (diagnostic.code, diagnostic.location.line) == (code, line)


def test_day_of_a_property_may_be_written_in_any_way() -> None:
    text = "---\ndate: October 3, 2026\nattendees: ['[[Ada]]']\n---\n"
    assert list_meetings(text) == [("2026-10-03", ["Ada"])]


def test_people_of_a_label_who_are_no_contacts_are_reported_and_explained(
    vault: Callable[[dict[str, str]], Path],
) -> None:
    root = vault(
        {
            "People/Ada Quill.md": "---\npurpose: x\n---\n",
            "Meetings/Budget.md": "Date: 2026-10-03\nType: meeting\nAttendees: Ada\n",
            "Meetings/Roadmap.md": "Date: 2026-10-04\nAttendees: Ada Quill\n",
        }
    )
    loaded = find_and_load_vault(root, datetime.date(2026, 11, 20))
    (diagnostic,) = loaded.diagnostics
    assert (diagnostic.code, diagnostic.location.line) == ("unread-meeting", 3)
    explanation = explain_other_note("Meetings/Roadmap.md", find_vault(root), loaded)
    (touch,) = explanation.touches
    assert (touch.location.line, touch.day_line) == (2, 1)


def test_head_of_a_table_names_nobody() -> None:
    text = "---\ntype: meeting\n---\n[[Ada]]\n\n| Who | Action |\n|---|---|\n| Ben | x |\n"
    assert list_meetings(text, "Meetings/2026-10-03.md") == [("2026-10-03", ["Ada"])]


@settings(max_examples=30)
@given(
    st.dates(datetime.date(2001, 1, 1), datetime.date(2026, 11, 1)),
    st.sampled_from(["{}: {}", "**{}:** {}", "- {}: {}", "- **{}**: {}", "| {} | {} |"]),
    st.permutations([("Date", ""), ("Type", "meeting"), ("Attendees", "[[Ada]]")]),
)
def test_order_and_form_of_the_labels_make_no_difference(
    day: datetime.date, form: str, labels: list[tuple[str, str]]
) -> None:
    lines = [
        form.format(label, value or f"{day:%B} {day.day}, {day.year}") for label, value in labels
    ]
    head = "| A | B | C |\n|---|---|---|\n" if "|" in form else "# Budget\n\n"
    assert list_meetings(head + "\n".join(lines) + "\n") == [(day.isoformat(), ["Ada"])]


DATED = "Meetings/2026-11-20 Board.md"


@pytest.mark.parametrize(
    ("path", "head"),
    [
        (DATED, ""),
        ("Meetings/Board.md", "Date: 2026-11-20\n"),
        ("Meetings/Board.md", "---\ndate: 2026-11-20\n---\n"),
        ("Meetings/Board.md", "---\ntype: meeting\ndate: 2026-11-20\n---\n"),
        ("Meetings/2026-11-20 Board.md", "---\ntags: [meeting]\n---\n"),
        ("People/2026-11-20.md", ""),
    ],
)
@pytest.mark.parametrize(
    "status",
    [
        "Status: cancelled",
        "**Status:** postponed by Ann",
        "- **Status:** postponed",
        "| Status | Cancelled |\n|---|---|\n| Where | Zoom |",
        "Stand: verlegt",
        "## Details\n- Statut : repoussée",
        "Estado: pospuesta",
        "Status: verzet",
    ],
)
def test_status_says_that_a_meeting_was_cancelled_whatever_names_the_day(
    path: str, head: str, status: str
) -> None:
    for people in ("Attendees: [[Ann Low]]", "## Attendees\n- [[Ann Low]]"):
        text = f"{head}Channel: call\n{people}\n"
        (encounter,) = read_meeting(text, path).encounters
        assert encounter.touch.channel == "call"
        assert list_meetings(f"{head}{status}\n\n{people}\n", path) == []


@pytest.mark.parametrize(
    "text",
    [
        "# Board (cancelled)\nAttendees: [[Ann Low]]\n",
        "\n## 2026-11-20 Board - verlegt\nAttendees: [[Ann Low]]\n",
        "Attendees: [[Ann Low]]\n# Abgesagt: Board\n",
    ],
)
def test_title_says_that_a_meeting_was_cancelled(text: str) -> None:
    assert list_meetings(text, DATED) == []


@pytest.mark.parametrize(
    "text",
    [
        "Attendees: [[Ann Low]]\n## Website\nStatus: postponed\n",
        "Attendees: [[Ann Low]]\n- Website\n  - Status: postponed\n",
        "# Board\nStatus: done\nAttendees: [[Ann Low]]\n## Board (cancelled)\n",
        "Status: not cancelled\nAttendees: [[Ann Low]]\n",
        "# Cancelled flights\nAttendees: [[Ann Low]]\n",
        "Attendees: [[Ann Low]]\n## Next meeting\nDate: 2026-12-20\n",
        "Date: 2026-11-20\nAttendees: [[Ann Low]]\n## Details\nDate: 2026-12-20\n",
        "Date: some day\nAttendees: [[Ann Low]]\n",
    ],
)
def test_label_about_a_part_of_a_meeting_says_nothing_about_all_of_it(text: str) -> None:
    assert list_meetings(text, DATED) == [("2026-11-20", ["Ann Low"])]


def test_label_of_the_day_counts_before_the_name_of_the_file() -> None:
    text = "Date: 2026-12-20\nAttendees: [[Ann Low]]\n"
    assert list_meetings(text, DATED) == [("2026-12-20", ["Ann Low"])]
    text = "---\ntype: meeting\n---\nDate: 2026-12-20\nAttendees: [[Ann Low]]\n"
    assert list_meetings(text) == [("2026-12-20", ["Ann Low"])]


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("Réunion du 6 novembre 2026", "2026-11-06"),
        ("Standup October 3rd, 2026", "2026-10-03"),
        ("Besprechung 3. Oktober 2026", "2026-10-03"),
        ("Reunión del 3 de octubre de 2026", "2026-10-03"),
        ("Budget for October 2026", ""),
        ("Budget 2026", ""),
    ],
)
def test_name_of_a_meeting_note_may_have_its_day_in_words(name: str, day: str) -> None:
    meetings = list_meetings("Participants: Ada, [[Ben]]\n", f"Meetings/{name}.md")
    assert meetings == ([(day, ["Ben", "Ada"])] if day else [])


@pytest.mark.parametrize(
    ("text", "is_touch"),
    [
        ("Called off last minute by [[Ada]].\n", False),
        ("- Abgesagt von [[Ada]]\n", False),
        ("[[Ada]] called off the launch.\n", True),
        ("Cancelled flights with [[Ada]].\n\nShe flies on Monday.\n", True),
    ],
)
def test_only_line_of_a_meeting_note_may_say_that_it_was_cancelled(
    text: str, is_touch: bool
) -> None:
    note = f"---\ntags: [meeting]\n---\n{text}"
    assert bool(list_meetings(note, "Meetings/2026-10-03 Vendor.md")) is is_touch
