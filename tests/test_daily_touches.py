"""A line of a daily note is a touch when it says how, and never when it is a plan."""

from __future__ import annotations

import pytest

from netnotes.model.settings import DailyNotes, Settings
from netnotes.reading.note import Source
from netnotes.reading.reader import read_source

TOUCHES = [
    "- Call with [[Ada]]: she should write more",
    "- coffee with [[Ada]]",
    "Talked with [[Ada]] about the pier",
    "- [x] Call [[Ada]]",
    "- Spoke to [[Ada]], must send her the plan",
    "Lunch with [[Ada]]. Tomorrow to the sea.",
    "# Meetings\n[[Ada]] about the budget",
    "## Calls\n- [[Ada]]",
    "- Meetings\n  - [[Ada]] about the budget",
    "## Planning\n- [[Ada]] and the crane",
    "## Log\n10:00 [[Ada]]",
    "- Mit [[Ada]] telefoniert",
    "- Heute Morgen Kaffee, [[Ada]] getroffen",
    "- Déjeuné avec [[Ada]]",
    "- Hablé con [[Ada]] del puerto",
    "- [[Ada]] gebeld over de haven",
]

MENTIONS = [
    "I really should call [[Ada]]",
    "- must write [[Ada]] a card",
    "- [[Ada]] should call me back",
    "- want to have lunch with [[Ada]]",
    "- call [[Ada]] tomorrow",
    "- Waiting for [[Ada]] to call",
    "- Called [[Ada]], no answer",
    "- Lunch with [[Ada]] cancelled",
    "- Did not reach [[Ada]] by phone",
    "- [[Ada]] likes ferries",
    "- [ ] Call [[Ada]]",
    "- [-] Call [[Ada]]",
    "- [>] Call [[Ada]]",
    "## Tomorrow\n- call with [[Ada]]",
    "## To call\n- [[Ada]]",
    "## Reading\n- lunch recipes of [[Ada]]",
    "# Meetings\n## Plan\n- [[Ada]]",
    "- Tomorrow\n  - lunch with [[Ada]]",
    "- Ich sollte [[Ada]] anrufen",
    "- [[Ada]] nicht erreicht, Anruf auf morgen verschoben",
    "- Il faut appeler [[Ada]]",
    "- Tengo que llamar a [[Ada]]",
    "- Ik moet [[Ada]] bellen, lunch afgezegd",
]


def list_texts(text: str) -> list[str]:
    """List the texts of the touches that a daily note records."""
    source = Source("Daily/2026-10-02.md", text)
    reading = read_source(source, Settings(), DailyNotes("Daily"))
    return [encounter.touch.text for encounter in reading.encounters]


@pytest.mark.parametrize("text", TOUCHES)
def test_line_that_says_how_is_a_touch(text: str) -> None:
    assert len(list_texts(text)) == 1


@pytest.mark.parametrize("text", MENTIONS)
def test_plan_or_bare_mention_is_no_touch(text: str) -> None:
    assert list_texts(text) == []


def test_those_linked_to_in_the_notes_of_a_meeting_were_not_there() -> None:
    text = "## Meetings\n### 14:00 [[Ada]]\n- [[Ben]] will send the plan\n- [[Cleo]] knows more\n"
    assert list_texts(text) == ["14:00 [[Ada]]"]
