"""People as the subjects of a daily note's line, and the ways that it has in common with a log."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from netnotes.model.settings import DailyNotes, Settings
from netnotes.reading.note import Source
from netnotes.reading.reader import read_source
from tests.test_entry_ways import CASES

if TYPE_CHECKING:
    from netnotes.model.people import Encounter, Mode

TOUCHES: dict[Mode, list[str]] = {
    "voice": [
        "[[Ben]] and [[Ada]] called",
        "[[Ada]] called me back",
        "[[Ben]], [[Ada]] und ich haben telefoniert",
        "[[Ada]], [[Ben]] and I had a call",
        "[[Ada]] rang twice today",
        "[[Ada]] hat mich angerufen",
        "[[Ada]] und [[Ben]] haben angerufen",
        "[[Ada]] m'a appelée",
        "[[Ada]] et [[Ben]] m'ont appelé",
        "[[Ada]] me llamó por la tarde",
        "[[Ada]] y [[Ben]] me llamaron",
        "[[Ada]] heeft gebeld",
        "[[Ada]] en [[Ben]] belden",
        "[[Ada]], [[Ben]] et moi en visio",
        "telefonata con [[Ada]]",
        "Telefonat: [[Ada]], [[Ben]]",
        "Met [[Ada]] on Zoom",
        "Meeting with [[Ada]] (Teams)",
        "Virtual coffee with [[Ada]]",
        "Coffee with [[Ada]] on Zoom",
        "Conference call with [[Ada]]",
        "Catch-up with [[Ada]] over the phone",
    ],
    "in person": [
        "[[Ada]] and [[Ben]] came over for dinner",
        "[[Ada]], [[Ben]] and I had dinner",
        "[[Ben]] and [[Ada]] dropped by",
        "[[Ben]], [[Cleo]] und ich waren Kaffee trinken",
        "[[Ada]], [[Ben]] en ik hebben gewandeld",
        "[[Ada]], [[Ben]] y yo comimos juntos",
        "[[Ada]] y yo tomamos un café",
        "[[Ada]] et moi avons déjeuné",
        "Grabbed a bite with [[Ben]]",
        "F2F with [[Ada]]",
        "pranzo con [[Ada]]",
        "almoço com [[Ada]]",
        "Mittagessen: [[Ada]]",
        "[[Ben]] and I caught up over tea",
    ],
    "written": [
        "[[Ada]] texted me",
        "[[Ada]] and [[Ben]] emailed",
        "[[Ada]] emailed about the boat",
        "[[Ada]] a écrit",
        "[[Ada]] hat geschrieben",
        "[[Ada]] mailte wegen der Rechnung",
        "[[Ada]] mailde over de boot",
        "[[Ada]] stuurde een appje",
        "Quick ping to [[Ada]] on Signal",
        "Appje van [[Ada]] over zaterdag",
        "Le mandé un correo a [[Ben]]",
        "SMS an [[Ada]]",
        "Postcard to [[Ada]]",
        "[[Ada]] hat mir auf WhatsApp geschrieben",
        "[[Cleo]] gemaild over de offerte",
        "[[Cleo]] per Mail geantwortet",
    ],
}

NO_TOUCHES = [
    "[[Ben]] called [[Ada]]",
    "[[Ben]] called in sick",
    "[[Ada]] called in sick today",
    "[[Ada]] called off the lunch",
    "[[Ada]] called off our lunch",
    "[[Ada]] called a taxi",
    "[[Ada]] called her mother",
    "[[Ada]] called it a day",
    "[[Ada]] called for help",
    "[[Ben]] and [[Ada]] called each other",
    "[[Ben]] and [[Ada]] met",
    "[[Ben]] and [[Ada]] talked on the phone",
    "[[Ben]] und [[Ada]] haben telefoniert",
    "[[Ada]] et [[Ben]] se sont appelés",
    "[[Ada]] wrote a book",
    "[[Ada]] emailed the team",
    "[[Ada]] texted [[Ben]]",
    "[[Ada]] had lunch with [[Ben]]",
    "[[Ada]] rang the bell",
    "[[Ada]] visited Lisbon",
    "[[Ada]] a écrit un livre",
    "[[Ada]] hat ein Buch geschrieben",
    "[[Ada]] schreef een boek",
    "[[Ada]] escribió un libro",
    "[[Ada]] likes tea",
    "Buch von [[Ada]]",
    "[[Ada]] heeft haar moeder gebeld",
    "[[Ada]] hat ihre Mutter angerufen",
    "[[Ada]] a appelé sa mère",
    "[[Ada]] called Tom",
    "[[Ada]] emailed Tom about the boat",
    "[[Ada]] should call me",
    "[[Ada]] will call back",
    "Dinner: [[Ada]] cooks tomorrow",
    "[[Ada]] phoned the bank",
]


def read_encounters(line: str) -> tuple[Encounter, ...]:
    source = Source("Daily/2026-10-05.md", f"- {line}\n")
    return read_source(source, Settings(), DailyNotes("Daily")).encounters


@pytest.mark.parametrize(
    ("line", "mode"), [(line, mode) for mode, lines in TOUCHES.items() for line in lines]
)
def test_line_is_a_touch_with_all_it_names_in_its_way(line: str, mode: Mode) -> None:
    (encounter,) = read_encounters(line)
    assert len(encounter.people) == line.count("[[")
    assert encounter.touch.mode == mode


@pytest.mark.parametrize("line", NO_TOUCHES)
def test_what_they_did_with_others_is_no_touch(line: str) -> None:
    assert read_encounters(line) == ()


# Without its accent `thé` is an article, and what is in brackets stands behind the name.
NOT_IN_DAILY_LINES = ("thé", "1:1 (in person)")


@pytest.mark.parametrize(("way", "mode"), CASES)
def test_way_of_a_log_is_that_of_a_daily_line(way: str, mode: Mode) -> None:
    if way in NOT_IN_DAILY_LINES:
        return
    (encounter,) = read_encounters(f"{way} with [[Ada]]: the boat")
    assert encounter.touch.mode == mode
    # A sign alone may be meant as a task.
    if any(map(str.isalpha, way)):
        (encounter,) = read_encounters(f"{way}: [[Ada]]")
        assert encounter.touch.mode == mode


@pytest.mark.parametrize(("way", "mode"), CASES)
def test_way_below_a_name_is_that_of_the_name(way: str, mode: Mode) -> None:
    if way in NOT_IN_DAILY_LINES:
        return
    (encounter,) = read_encounters(f"[[Ada]]\n  - {way} about the boat")
    assert encounter.touch.mode == mode


@pytest.mark.parametrize(
    "text",
    [
        "Tom called",
        "Ben emailed about it",
        "Mittagessen, abgesagt",
        "Telefonat mit Ben",
        "she likes tea",
        "her husband called the bank",
    ],
)
def test_what_is_below_a_name_may_be_about_others(text: str) -> None:
    assert read_encounters(f"[[Ada]]\n  - {text}") == ()
