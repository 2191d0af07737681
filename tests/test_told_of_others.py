"""What others did, what is asked, and what is on another day is no touch in a daily note."""

from __future__ import annotations

import re

import pytest

from netnotes.model.settings import Settings
from netnotes.reading import told_of_others
from netnotes.reading.daily_touches import iter_lines_with_people
from netnotes.reading.line_words import LineWords
from netnotes.reading.note import Source, read_note
from netnotes.reading.sentence_touches import IS_PLAN, IS_QUESTION
from netnotes.reading.told_of_others import IS_OF_OTHERS
from tests.pattern_texts import list_matching_texts

CHANNELS = dict(Settings().channels)

# `@` is a link to Ada, `#` one to Ben.
OF_OTHERS = [
    "Tom met @ yesterday",
    "Tom had lunch with @",
    "Tom had coffee with @",
    "Tom Miller had dinner with @",
    "My sister bumped into @ in Leeds",
    "The boss had a call with @",
    "Our neighbours had @ over for dinner",
    "Mum and Dad met @",
    "She met @ at the fair",
    "Long day. Tom called @.",
    "# called @",
    "@ met # at the fair, they get along",
    "@ had lunch with #",
    "@ and # had dinner",
    "@ and # had dinner without me",
    "Tom hat @ getroffen",
    "Meine Schwester hat @ getroffen",
    "Anna hat mit @ telefoniert",
    "# hat @ getroffen",
    "Tom a vu @ hier",
    "Ma sœur a croisé @",
    "Paul a déjeuné avec @",
    "Pedro tomó un café con @",
    "Tom heeft @ gezien",
    "Mijn zus heeft @ gesproken",
    "Jan heeft met @ geluncht",
]

MINE = [
    "Finally met @",
    "Later had coffee with @",
    "Had coffee with @",
    "I had coffee with @",
    "Tom and I met @",
    "Tom, @ and I had dinner",
    "@ met me at the station",
    "@ called me",
    "Tom had a cold; lunch with @",
    "Lunch with @, Tom had the soup",
    "Ran into Tom, then had lunch with @",
    "Lovely evening, had dinner with @",
    "Heute hat @ angerufen",
    "Plötzlich hat @ angerufen",
    "Habe @ getroffen",
    "Hatte Kaffee mit @",
    "On a vu @ au marché",
    "Puis j'ai vu @",
    "Luego vi a @",
    "Cené con @",
    "Vandaag heeft @ gebeld",
    "Heb @ gebeld",
    "Lunch met @",
    "Koffie met @",
    "Met @ geluncht",
]

QUESTIONS = [
    "Dinner with @?",
    "Remember the walk with @ last summer?",
    "Café avec @ ?",
    "¿Cena con @?",
    "Kaffee mit @?",
]

# A verb in the past, or a mark before the question or the day, makes it a touch.
HAPPENED = [
    "Call with @: is she coming?",
    "Coffee with @, who asked: why?",
    "Met @ on Thursday",
    "Had lunch with @ on Friday",
    "Coffee with @, she comes on Thursday",
    "Kaffee mit @: Umzug am Donnerstag",
    "nearly two hours on the phone with @",
    "Only coffee with @, no time for lunch",
    "Notes from the call with @",
    "call with @, she pulled out of the deal",
]

ANOTHER_DAY = [
    "Meeting with @ on Thursday",
    "Coffee with @ on the 14th",
    "Kaffee mit @ am Donnerstag",
    "Déjeuner avec @ jeudi",
    "Cena con @ el viernes",
    "Koffie met @ op vrijdag",
    "Idea: lunch with @",
    "Reminder: coffee with @",
    "Erinnerung: Kaffee mit @",
]

NO_TOUCH = [
    "@ bailed on dinner",
    "@ flaked on lunch",
    "@ stood me up, no coffee",
    "@ hat mich versetzt, kein Kaffee",
    "@ m'a posé un lapin au café",
    "prep for the meeting with @",
    "Prepared for the call with @",
    "Worked on slides for the call with @",
    "Getting ready for dinner with @",
    "Drafted an email to @",
    "Drafted an email to @, not sent",
    "Gespräch mit @ vorbereitet",
    "@ invited me to dinner next Saturday",
    "@ m'a invité à dîner",
    "Wish I had met @ sooner",
    "almost called @",
    "Fast @ angerufen",
    "Casi llamo a @",
    "Bijna @ gebeld",
    "Remembering the walk with @",
]


def list_reasons(line: str) -> list[str]:
    text = line.replace("@", "[[Ada Quill]]").replace("#", "[[Ben Okafor]]")
    note = read_note(Source("Daily/2026-10-02.md", f"- {text}\n"))[0]
    return [daily_line.reason for daily_line in iter_lines_with_people(note, CHANNELS)]


@pytest.mark.parametrize("line", OF_OTHERS)
def test_what_others_did_is_no_touch(line: str) -> None:
    assert list_reasons(line) == [IS_OF_OTHERS]


@pytest.mark.parametrize("line", [*MINE, *HAPPENED])
def test_what_i_did_is_a_touch(line: str) -> None:
    assert list_reasons(line) == [""]


@pytest.mark.parametrize("line", QUESTIONS)
def test_question_is_no_touch(line: str) -> None:
    assert list_reasons(line) in ([IS_QUESTION], [IS_PLAN])


@pytest.mark.parametrize("line", ANOTHER_DAY)
def test_meeting_on_another_day_and_idea_are_no_touches(line: str) -> None:
    assert list_reasons(line) == [IS_PLAN]


@pytest.mark.parametrize("line", NO_TOUCH)
def test_what_came_to_nothing_or_is_prepared_is_no_touch(line: str) -> None:
    assert "" not in list_reasons(line)


@pytest.mark.parametrize("pattern", [re.compile(told_of_others._VERBS), told_of_others._WITHOUT_ME])
def test_each_verb_of_others_is_seen(pattern: re.Pattern[str]) -> None:
    texts = list_matching_texts(pattern)
    assert texts
    assert [text for text in texts if not LineWords(text).may_tell_of_others()] == []
