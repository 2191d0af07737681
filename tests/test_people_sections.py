"""Who was at a meeting is read from a section or a label in the text of its note."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest

from netnotes.actions.explain_note import explain_contact
from netnotes.model.settings import Settings
from netnotes.reading.note import Source
from netnotes.reading.reader import read_source
from netnotes.vault.load import find_and_load_vault
from netnotes.vault.paths import find_vault

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def list_people(text: str, path: str = "Meetings/2026-10-02 Budget.md") -> list[str]:
    """List whom the meeting note names."""
    encounters = read_source(Source(path, text), Settings()).encounters
    return [link.target for encounter in encounters for link in encounter.people]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("## Attendees\n- [[Ada]]\n- [[Ben|B]]\n\n## Notes\n[[Cleo]] wrote the plan.\n", "Ada Ben"),
        ("## 👥 Participants:\n[[Ada]], [[Ben]]\n", "Ada Ben"),
        ("# Who\n\n- Ada Quill (Northwind)\n- Ben - chair\n", "Ada Quill Ben"),
        ("**Attendees:** [[Ada]] and [[Ben]]\n\nAbout [[Cleo]].\n", "Ada Ben"),
        ("Attendees: Ada Quill, Ben Okafor\n", "Ada Quill Ben Okafor"),
        ("- Present: [[Ada]]\n- Absent: [[Ben]]\n", "Ada"),
        ("Attendees:\n- [[Ada]]\n- Ben\n\n- [[Cleo]] to send the plan\n", "Ada Ben"),
        ("## Attendees\n- [x] [[Ada]]\n- [ ] [[Ben]]\n", "Ada"),
        ("## Attendees\n- [ ] [[Ada]]\n\n## Regrets\n- [[Ben]]\n", "Ada"),
        ("| Who |\n", ""),
        ("## Teilnehmer\n- [[Ada]]\n", "Ada"),
        ("TN: [[Ada]], Ben\n", "Ada Ben"),
        ("## Attendees\n- [[Ada]]\n- ~~[[Ben]]~~\n", "Ada"),
        ("**Anwesend:** [[Ada]]\n", "Ada"),
        ("## Présents\n- [[Ada]]\n", "Ada"),
        ("## Asistentes\n- [[Ada]]\n", "Ada"),
        ("## Aanwezigen\n- [[Ada]]\n", "Ada"),
        ("## Asistentes\n\n### Cliente\n- [[Ada]]\n### Nosotros\n- Ben Okafor\n", "Ada Ben Okafor"),
        ("## Attendees\n- [[Ada]]\n### Absent\n- [[Ben]]\n", "Ada"),
        ("## Attendees\n- [[Ada]]\n### Not coming\n- [[Ben]]\n", "Ada"),
        ("## Attendees\n- [[Ada]]\n### Notes\n- [[Ben]] wrote the plan\n", "Ada"),
        ("## Attendees\n- [[Ada]]\n## Client\n- [[Ben]]\n", "Ada"),
        ("```\n## Attendees\n- [[Ada]]\n```\n", ""),
        ("> ## Attendees\n> - [[Ada]]\n", ""),
        ("With: thanks to everybody who came and helped us all day long\n", ""),
        ("[[Ada]] owns the lease.\n", ""),
    ],
)
def test_section_or_label_names_people(text: str, people: str) -> None:
    assert " ".join(list_people(text)) == people


def test_section_of_a_note_without_a_day_counts_for_nothing() -> None:
    assert list_people("## Attendees\n- [[Ada]]\n", "Notes/How we meet.md") == []


def test_tag_makes_a_meeting_of_a_note_with_a_day() -> None:
    text = "---\ntags: [{}]\n---\n[[Ada]] owns the lease.\n"
    for tag in ("meeting", "meeting/weekly", "call", "1-1", "interaction"):
        assert list_people(text.format(tag)) == ["Ada"]
    assert list_people(text.format("budget")) == []
    assert list_people(text.format("meeting"), "Notes/How we meet.md") == []


@pytest.mark.parametrize(
    "front",
    [
        "status: cancelled",
        "status: Canceled",
        "status: abgesagt",
        "status: annulé",
        "status: cancelado",
        "status: [geannuleerd]",
        "status: postponed",
        "tags: [meeting, cancelled]",
    ],
)
def test_meeting_that_was_cancelled_is_no_touch(front: str) -> None:
    assert list_people(f"---\ntype: meeting\npeople: ['[[Ada]]']\n{front}\n---\n") == []


@pytest.mark.parametrize(
    ("title", "is_touch"),
    [
        ("Lunch (cancelled)", False),
        ("Cancelled - lunch", False),
        ("Lunch - abgesagt", False),
        ("Cancelled flights", True),
        ("Lunch", True),
    ],
)
def test_file_name_says_that_a_meeting_was_cancelled(title: str, is_touch: bool) -> None:
    text = "---\npeople: ['[[Ada]]']\nstatus: done\n---\n"
    assert list_people(text, f"Meetings/2026-10-02 {title}.md") == (["Ada"] if is_touch else [])


@pytest.mark.parametrize(
    "absence",
    [
        "## Absent\n- [[Ben]]\n",
        "**Apologies:** [[Ben]]\n",
        "Entschuldigt: Ben\n",
        "Regrets:\n- Ben\n",
        "## Notes\n- [[Ben]] (absent)\n",
    ],
)
def test_absent_people_are_not_touched_though_they_are_named(absence: str) -> None:
    assert list_people(f"---\nattendees: ['[[Ada]]', '[[Ben]]']\n---\n{absence}") == ["Ada"]
    assert list_people(f"---\ntype: meeting\n---\nWith [[Ada]].\n\n{absence}") == ["Ada"]
    assert list_people(f"## Attendees\n- [[Ada]]\n- [[Ben]]\n\n{absence}") == ["Ada"]


@pytest.mark.parametrize("name", ["absent", "Apologies", "regrets", "entschuldigt"])
def test_property_names_absent_people(name: str) -> None:
    text = f"---\nattendees: [Ada, Ben]\n{name}: ['[[People/Ben]]']\n---\n"
    assert list_people(text) == ["Ada"]


@pytest.mark.parametrize(
    "text",
    [
        "## Attendees\n- [[Ada]], [[Ben]] (absent)\n",
        "Attendees: Ada, Ben (regrets)\n",
        "**Attendees:** [[Ada]]; [[People/Ben|B]] – sent apologies\n",
        "## Attendees\n| Name | |\n|---|---|\n| [[Ada]] | present |\n| Ben | absent |\n",
        "---\nattendees: ['[[Ada]]', '[[Ben]] (excused)']\n---\n",
        "---\nattendees: '[[Ada]], [[Ben]] (could not attend)'\n---\n",
        "## Teilnehmer\n- [[Ada]], [[Ben]] (entschuldigt)\n",
        "## Teilnehmer\n- Ada\n- Ben – verhindert\n",
        "Présents: Ada, Ben (excusé)\n",
        "## Asistentes\n- [[Ada]], [[Ben]] (ausente)\n",
        "## Aanwezigen\n- [[Ada]], [[Ben]] (afgemeld)\n",
        "## Attendees\n- Ada\n- Ben\n\nExcused: Ben\n",
        "## Attendees\n- Ada\n- Ben\n\n**Fehlend:** Ben\n",
        "## Attendees\n- Ada\n- Ben\n\n## Disculpados\n- Ben\n",
    ],
)
def test_word_behind_a_name_is_about_the_name_before_it(text: str) -> None:
    assert [name for name in list_people(text) if name in ("Ada", "Ben", "People/Ben")] == ["Ada"]


@pytest.mark.parametrize("words", ["both absent", "beide entschuldigt", "todos ausentes"])
def test_word_such_as_both_is_about_all_names_before_it(words: str) -> None:
    text = f"---\nattendees: [Ada, Ben, Cleo]\n---\n- [[Ada]], [[Ben]] ({words})\n"
    assert list_people(text) == ["Cleo"]


@pytest.mark.parametrize(
    "text",
    [
        "- [[Ben]] asked about absent friends\n",
        "- [[Ben]] (about absences)\n",
        "Ben, who spoke last, was not absent.\n",
    ],
)
def test_word_within_a_sentence_leaves_everybody_there(text: str) -> None:
    assert list_people(f"---\nattendees: [Ada, Ben]\n---\n{text}") == ["Ada", "Ben"]


NAMES_OF_BEN = {
    "People/Ada Quill.md": "---\naliases: [Ada]\n---\n",
    "People/Ben Okafor.md": "---\naliases: [Ben, 'Benedict Okafor']\n---\n",
}


@pytest.mark.parametrize(
    "text",
    [
        "---\nattendees: ['[[Ada]]', '[[Ben Okafor]]']\nabsent: [Ben]\n---\n",
        "---\nattendees: [Ada, Ben]\n---\nRegrets: Ben Okafor\n",
        "Attendees: Ada, Ben Okafor\nExcused: Benedict Okafor\n",
        "## Anwesend\n- Ada\n- [[Ben Okafor|B]]\n\nFehlend: [[Ben]]\n",
        "## Attendees\n- [[Ada]], [[Ben]] (absent)\n",
    ],
)
def test_absent_people_are_known_by_every_name(
    text: str, vault: Callable[[dict[str, str]], Path]
) -> None:
    root = vault({**NAMES_OF_BEN, "Meetings/2026-10-02 Budget.md": text})
    loaded = find_and_load_vault(root, datetime.date(2026, 11, 20))
    assert [bool(contact.touches) for contact in loaded.network.contacts] == [True, False]
    explanation = explain_contact(loaded.network.contacts[1], find_vault(root), loaded)
    assert explanation.touches == ()
