"""The same words say how a touch was made, wherever in the notes they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netnotes.model.people import Contact
from netnotes.model.settings import Settings
from netnotes.reading import touch_ways
from netnotes.reading.entry_ways import find_way_of_entry
from netnotes.reading.way_words import MAX_WORDS_OF_PHRASE, get_way_words
from netnotes.writing.name_index import build_name_index
from netnotes.writing.typed_meeting import _parse_channel
from netnotes.writing.understand import understand_sentence
from tests.notes import TODAY, read_as_contact, read_note_text
from tests.pattern_texts import list_matching_texts

if TYPE_CHECKING:
    import re

    from netnotes.model.people import Mode

CHANNELS = dict(Settings().channels)

WAYS: dict[Mode, str] = {
    "in person": """
        coffee, In-person meeting, Face to face, F2F, ☕ coffee, Mittagessen, déjeuner, comida,
        borrel, pranzo, almoço, Met in person, Quick coffee, Had lunch, Team lunch, Treffen,
        rencontre, Spaziergang, tea, Beers, 1:1 (in person), Lunch meeting, Besuch, Etentje, Kaffee,
        thé, Meeting
    """,
    "voice": """
        call, 📞 Call, 📞, Phone call, Video-Call, Video call, Zoom call, Zoom, 1:1 (video),
        Telefonat, Anruf, appel, llamada, telefoontje, telefonata, Met on Zoom, Meeting (Zoom),
        Teams meeting, FaceTime, WhatsApp call, Coffee on Zoom, Virtual coffee, Quick call, Skype,
        Google Meet, Videoanruf, visio, videollamada, telefoniert, gebeld, Catch-up call,
        Meeting via Teams, Conference call, Call (30 min)
    """,
    "written": """
        email, 📧, 📧 Email, E-mail, WhatsApp, DM, Slack, text, SMS, Text message, Signal, Telegram,
        LinkedIn message, Nachricht, courriel, mensaje, berichtje, Postcard, Brief, iMessage,
        Voice note, Emails, Slack message, geschrieben, Messages, Quick email, Mail
    """,
}
CASES = [(way.strip(), mode) for mode, ways in WAYS.items() for way in ways.split(",")]

PLACES_OF_LOG = {
    "item": "- 2026-10-03 {}\n",
    "item with text": "- 2026-10-03 {}: the boat\n",
    "heading": "### 2026-10-03 {}\nthe boat\n",
    "heading with the day behind": "### {} (3 Oct 2026)\nthe boat\n",
    "cell": "| Date | Type | Notes |\n| --- | --- | --- |\n| 2026-10-03 | {} | the boat |\n",
    "callout": "> [!note] 2026-10-03 {}\n> the boat\n",
    "field": "- 2026-10-03 [type:: {}] the boat\n",
}


@pytest.mark.parametrize(("way", "mode"), CASES)
def test_way_is_the_same_in_every_place_of_a_log(way: str, mode: Mode) -> None:
    modes = {
        place: [touch.mode for touch in read_as_contact(text.format(way)).touches]
        for place, text in PLACES_OF_LOG.items()
    }
    assert modes == {place: [mode] for place in PLACES_OF_LOG}


@pytest.mark.parametrize(("way", "mode"), CASES)
def test_way_is_the_same_in_a_meeting_note(way: str, mode: Mode) -> None:
    # `:` can't be in the name of a file.
    if "1:1" not in way:
        (encounter,) = read_note_text("", f"Notes/2026-10-03 {way} with Ada.md").encounters
        assert encounter.touch.mode == mode
    text = f"---\ntype: meeting\nchannel: '{way}'\npeople: '[[Ada]]'\ndate: 2026-10-03\n---\n"
    (encounter,) = read_note_text(text, "Notes/Boat.md").encounters
    assert encounter.touch.mode == mode


@pytest.mark.parametrize(("way", "mode"), CASES)
def test_way_is_the_same_behind_the_option_of_log(way: str, mode: Mode) -> None:
    assert CHANNELS[_parse_channel(way, Settings())] == mode


# What sentences are not read with: signs, Italian and Portuguese, and what is in brackets.
NOT_IN_SENTENCES = {
    *("☕ coffee", "thé", "pranzo", "almoço", "telefonata", "Team lunch", "1:1 (in person)"),
    *("1:1 (video)", "📞 Call", "📞", "📧", "📧 Email"),
}
NAMES = build_name_index([Contact(path="People/Ada Quill.md", name="Ada Quill", aliases=("Ada",))])


@pytest.mark.parametrize(("way", "mode"), CASES)
def test_way_is_the_same_in_a_sentence(way: str, mode: Mode) -> None:
    if way not in NOT_IN_SENTENCES:
        for sentence in (f"{way} with Ada: the boat", f"{way}: Ada"):
            understanding = understand_sentence(sentence, NAMES, TODAY, Settings())
            assert understanding.mode == mode


SENTENCES = {
    "Ran into her at the market": ("in person", "met"),
    "Ihr lange geschrieben wegen der Tagung": ("written", "message"),
    "Lui ai écrit pour la féliciter": ("written", "message"),
    "Koffie gedronken in Utrecht": ("in person", "coffee"),
    "Met haar gebeld": ("voice", "call"),
    "Hablamos por teléfono": ("voice", "phone"),
    "Caught up over coffee": ("in person", "coffee"),
    "Meeting: on Zoom about the boat": ("voice", "zoom"),
    "Sent her the paper": ("written", "message"),
    "Chat over coffee": ("in person", "coffee"),
    "[[Call]] about the boat": ("voice", "call"),
    "30 min call about the boat": ("voice", "call"),
    # No way is said, or the word is that of something else.
    "Talked about the coffee machine": ("", ""),
    "The coffee was bad": ("", ""),
    "Fixed her phone": ("", ""),
    "Likes tea": ("", ""),
    "She wrote a book": ("", ""),
    "Feedback on Zoom pricing": ("", ""),
    "Talked, see [[Video]]": ("", ""),
    "Called off the fair": ("", ""),
    "Reading her book on tea": ("", ""),
    "Sent by her company to Berlin": ("", ""),
    "Came by train": ("", ""),
    "She has a meeting with the board": ("", ""),
    "Point of contact for the boat": ("", ""),
    "Conversation starter: the boat": ("", ""),
    "Walked her dog": ("", ""),
    "Tea company founder": ("", ""),
    "Her wine cellar": ("", ""),
    "Su comida favorita es la paella": ("", ""),
    "Essen ist ihr wichtig": ("", ""),
    "1:1": ("", ""),
}


@pytest.mark.parametrize(("text", "way"), SENTENCES.items())
def test_way_of_an_entry_is_that_of_its_own_words(text: str, way: tuple[Mode, str]) -> None:
    (touch,) = read_as_contact(f"- 2026-10-03 {text}\n").touches
    assert (touch.mode, touch.channel) == way


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Nachricht, keine Antwort", 1),
        ("WhatsApp: no reply", 1),
        ("appje gestuurd, geen antwoord", 1),
        ("angerufen, keine Antwort", 0),
        ("Telefonat, nicht erreicht", 0),
        ("Mittagessen abgesagt", 0),
        ("borrel verzet naar vrijdag", 0),
    ],
)
def test_message_counts_answered_or_not_and_a_call_does_not(text: str, count: int) -> None:
    assert len(read_as_contact(f"- 2026-10-03 {text}\n").touches) == count


def test_words_that_are_no_channel_of_the_settings_stay_in_the_text() -> None:
    (touch,) = read_as_contact("- 2026-10-03 WhatsApp: the boat\n").touches
    assert (touch.channel, touch.text) == ("message", "WhatsApp: the boat")
    (touch,) = read_as_contact("| 2026-10-03 | WhatsApp call | the boat |\n").touches
    assert (touch.channel, touch.text) == ("call", "WhatsApp call · the boat")


# What is a way in a daily note only with somebody's name beside it.
NEED_NAMES = {
    *("gekocht", "un the", "the avec", "te con", "stayed", "pair", "paired", "discute", "gepraat"),
    "afgesproken gehad",
}


@pytest.mark.parametrize(("channel", "pattern"), touch_ways._WAYS)
def test_each_way_of_a_daily_note_is_one_in_a_log(channel: str, pattern: re.Pattern[str]) -> None:
    # `q` stands for any letters that a word goes on with.
    texts = {text for text in list_matching_texts(pattern) if "q" not in text} - NEED_NAMES
    assert texts
    modes = {text: find_way_of_entry(text, CHANNELS)[0] for text in texts}
    assert modes == dict.fromkeys(texts, CHANNELS[channel])


def test_each_way_is_one_of_a_channel() -> None:
    way_words = get_way_words()
    for phrases in (way_words.nouns, way_words.verbs, way_words.means):
        assert set(phrases.channels.values()) <= CHANNELS.keys()
        lengths = {phrase.count(" ") + 1 for phrase in phrases.channels}
        assert max(lengths) <= MAX_WORDS_OF_PHRASE


@given(st.lists(st.sampled_from(["a", "the", "about", "boat", "she", "on", "(", "met", "tea"])))
def test_way_does_not_depend_on_capitals_or_blanks(words: list[str]) -> None:
    text = " ".join(words)
    assert find_way_of_entry(text.upper(), CHANNELS) == find_way_of_entry(text, CHANNELS)
    assert find_way_of_entry("  ".join(words), CHANNELS) == find_way_of_entry(text, CHANNELS)
