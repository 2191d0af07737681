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


# Each line is one of a daily note; `@` is a link to Ada, `#` one to Ben.
TOUCHES_OF_ADA = [
    "Had dinner with @. Joe couldn't make it.",
    "Coffee with @: she did not like the plan",
    "Coffee with @, not bad at all",
    "Coffee with @ and she didn't like the cake",
    "Lunch with @ without the children",
    "Lunch with @ who is not well",
    "Couldn't sleep, met @ for breakfast",
    "Didn't work today. Lunch with @.",
    "Called @ because the pier is not safe",
    "Dinner with @; no rain",
    "Met @ for lunch",
    "I met @ at the pier",
    "Just met @",
    "Morning: met @",
    "Ran into @ and then missed the bus",
    "Talked to @ about the pier",
    "Talked about the pier with @",
    "Spoke with Dr. Quill and @ on the phone",
    "Lunch with J. R. Reed and @",
    "Lunch with @ (Joe had cancelled)",
    "Mit @ gesprochen. Ben kam nicht.",
    "@ getroffen, sie mag keine Boote",
    "Mit @ telefoniert: nicht viel Neues",
    "Am 3. Oktober und heute @ getroffen",
    "Vu @ aujourd'hui. Pas de pluie.",
    "Déjeuné avec @, elle n'aime pas le port",
    "Parlé avec @ : rien de neuf",
    "Hoy vi a @. No llovió.",
    "Hablé con @, no quiere mudarse",
    "Llamé a @ porque no llegaba el barco",
    "@ gezien. Het regende niet.",
    "Gebeld met @",
    "Gesproken met @: geen nieuws",
    "Lunch met @",
    "Koffie met @",
    "Pas nog @ gezien",
]

MENTIONS_OF_ADA = [
    "Pas vu @",
    "Je n'ai pas vu @",
    "Je n\u2019ai jamais appelé @",
    "Parti sans avoir vu @",
    "Habe @ nicht getroffen",
    "Heute @ nie gesprochen",
    "Kein Lunch mit @",
    "Versprochen, zum Lunch mit @ zu gehen",
    "Vergessen, @ anzurufen",
    "Von @ geträumt, wir haben telefoniert",
    "Niet gesproken met @",
    "Geen lunch met @",
    "Nooit gebeld met @",
    "Foto met @ gevonden",
    "Gesproken over @",
    "Hoy no vi a @",
    "Nunca hablé con @",
    "Hablé de @",
    "Soñé que vi a @",
    "Si llueve, lunch con @",
    "Promised to call @",
    "Forgot to call @",
    "Tried to call @",
    "Meant to email @",
    "Asked @ to call Joe",
    "Was not able to call @",
    "Wasn't at lunch with @",
    "Wasn\u2019t at lunch with @",
    "Left without calling @",
    "Coffee with @ fell through",
    "Coffee with @: cancelled",
    "Called @. No answer.",
    "Called @, but she didn't pick up",
    "@: did not call",
    "If it rains, lunch with @",
    "Wondered whether to call @",
    "Dreamt I met @",
    "Lunch alone, thought about @",
    "Talked about @ and her flat",
    "Had dinner with Joe. Tomorrow I call @.",
    "TODO: call Joe; call @",
    "Wenn es regnet, Lunch mit @",
    "Mit Joe über @ gesprochen",
    "Parlé de @",
    "Rêvé que j'ai vu @",
    "Als het regent, lunch met @",
]

# Of those in one line, only Ada was met.
TOUCHES_OF_ADA_ALONE = [
    "Had dinner with @. Tomorrow I call #.",
    "Had dinner with @. Talked about #.",
    "Had dinner with @ and talked about #",
    "Talked with @ about #",
    "Lunch with @, should call #",
    "Lunch with @, # couldn't come",
    "Lunch with @, without #",
    "Did not see #. Coffee with @.",
    "# was ill! Lunch with @",
    "Mit @ über # gesprochen",
    "Parlé avec @ de #",
    "Hablé con @ sobre #",
    "Gesproken met @ over #",
    "Niet gebeld met #; geluncht met @",
]


def list_people(text: str) -> list[str]:
    """List whom the touches of one line are with; `@` stands for Ada and `#` for Ben."""
    text = "- " + text.replace("@", "[[Ada]]").replace("#", "[Ben](People/Ben.md)")
    source = Source("Daily/2026-10-02.md", text)
    reading = read_source(source, Settings(), DailyNotes("Daily"))
    return [link.label for encounter in reading.encounters for link in encounter.people]


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


@pytest.mark.parametrize("text", TOUCHES_OF_ADA)
def test_negation_of_something_else_leaves_a_touch(text: str) -> None:
    assert list_people(text) == ["Ada"]


@pytest.mark.parametrize("text", MENTIONS_OF_ADA)
def test_negation_wish_dream_or_topic_is_no_touch(text: str) -> None:
    assert list_people(text) == []


@pytest.mark.parametrize("text", TOUCHES_OF_ADA_ALONE)
def test_touch_is_with_the_people_of_its_own_sentence(text: str) -> None:
    assert list_people(text) == ["Ada"]


def test_people_of_two_touching_sentences_share_one_touch() -> None:
    text = "Lunch with [[Ada]]. Then I called [[Ben]]. [[Cleo]] is in Rome."
    source = Source("Daily/2026-10-02.md", text)
    encounters = read_source(source, Settings(), DailyNotes("Daily")).encounters
    assert [(encounter.touch.text, len(encounter.people)) for encounter in encounters] == [
        (text, 2)
    ]


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("Met [[Ada]] for lunch", "met"),
        ("I met [[Ada]]", "met"),
        ("Just met [[Ada]]", "met"),
        ("Gebeld met [[Ada]]", ""),
        ("Met [[Ada]] gebeld", ""),
        ("Lunch met [[Ada]]", "lunch"),
        ("Niet gewerkt. Lunch met [[Ada]]", "lunch"),
        ("Couldn't call, met [[Ada]] instead", "met"),
    ],
)
def test_dutch_with_is_not_the_channel_met(text: str, channel: str) -> None:
    source = Source("Daily/2026-10-02.md", text)
    encounters = read_source(source, Settings(), DailyNotes("Daily")).encounters
    assert [encounter.touch.channel for encounter in encounters] == [channel]


@pytest.mark.parametrize("part", ["[[", "[a](", "not ", ". ", "about a ", "[[Ada]], ", "met ", "("])
def test_long_line_takes_no_time(part: str) -> None:
    assert len(list_texts(f"Coffee with [[Ada]]: {part * 20_000}")) <= 1
