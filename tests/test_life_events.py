"""An entry of the own log that tells of an event, of a note or of hearsay is no contact."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from netnotes.model.settings import Settings
from netnotes.reading import life_events
from netnotes.reading.attempts import PLAN
from netnotes.reading.contact_log import read_log
from netnotes.reading.life_events import LIFE_EVENT
from netnotes.reading.note import Source, read_note
from netnotes.text import fold_for_search
from tests.pattern_texts import list_matching_texts

if TYPE_CHECKING:
    from netnotes.reading.log import Log

CHANNELS = dict(Settings().channels)

EVENTS = [
    "new job at Acme",
    "started as CTO of Northwind",
    "joined Acme",
    "left the bank",
    "got promoted",
    "seeded from the old list",
    "imported from a list of connections",
    "auto-created from the calendar",
    "enriched with public data",
    "tagged as alumni",
    "status changed to warm",
    "researched her background for the pitch",
    "marked as a lead",
    "promoted to VP",
    "retired",
    "birthday",
    "her 40th birthday",
    "birthday (turns 40)",
    "turned 40",
    "wedding anniversary",
    "moved to Lisbon",
    "she moved to Porto",
    "moved to Porto in May",
    "got married",
    "daughter Mia born",
    "had a baby",
    "her father died",
    "graduated from the school of arts",
    "added to CRM",
    "added her to the list",
    "created this note",
    "note created",
    "imported from LinkedIn",
    "updated her address",
    "got her address from Ben",
    "saw on LinkedIn that she left Acme",
    "heard from Ben that she is pregnant",
    "heard that she moved",
    "read her new paper",
    "neuer Job bei Acme",
    "hat geheiratet",
    "Geburtstag",
    "umgezogen nach Köln",
    "Tochter Mia geboren",
    "wurde befördert",
    "nouveau poste chez Acme",
    "anniversaire",
    "a déménagé à Lyon",
    "s'est mariée",
    "nuevo trabajo en Acme",
    "cumpleaños",
    "se mudó a Sevilla",
    "se casó",
    "nieuwe baan bij Acme",
    "jarig",
    "verhuisd naar Gent",
    "getrouwd",
]

TOUCHES = [
    "new job at Acme, she told me over lunch",
    "new job! called to congratulate her",
    "new house tour",
    "moved to Lisbon; helped her carry boxes",
    "birthday party at hers",
    "birthday: sent a card",
    "her birthday, we had cake",
    "started the book club together",
    "joined me for the walk",
    "left a message with her assistant",
    "left the party together",
    "heard from her",
    "saw her at the fair",
    "read her draft and sent comments",
    "updated her on the project",
    "added me on her guest list, wrote back",
    "got engaged, she told me",
    "engaged in a long talk about the choir",
    "got her number from her",
    "introduced me to Priya",
    "Geburtstag bei ihr gefeiert",
    "neuer Job, hat sie mir erzählt",
    "nouveau poste, elle m'a appelé",
    "cumpleaños, fiesta en su casa",
    "nieuwe baan, vertelde ze bij de koffie",
]


def read_log_of(text: str) -> Log:
    return read_log(read_note(Source("People/Ada Quill.md", text))[0], CHANNELS)[0]


@pytest.mark.parametrize("words", EVENTS)
def test_entry_of_an_event_is_no_touch_and_stays_in_the_text(words: str) -> None:
    forms = ("- 2026-11-02 {}\n", "- 2026-11-02: {}.\n", "### 2026-11-02 — {}\n")
    for form in forms:
        log = read_log_of(form.format(words))
        assert log.touches == ()
        assert words in log.text
        assert [entry.reason for entry in log.entries] == [LIFE_EVENT]


@pytest.mark.parametrize("words", TOUCHES)
def test_entry_that_says_more_than_an_event_is_a_touch(words: str) -> None:
    assert len(read_log_of(f"- 2026-11-02 {words}\n").touches) == 1


@pytest.mark.parametrize("words", ["new job at Acme", "moved to Lisbon", "read her new paper"])
def test_event_behind_a_channel_is_what_was_told(words: str) -> None:
    assert len(read_log_of(f"- 2026-11-02 call: {words}\n").touches) == 1


@pytest.mark.parametrize(
    "words",
    [
        "didn't reply to my mail",
        "sent no reply",
        "no reply yet",
        "hasn't written back",
        "noch nicht geantwortet",
        "n'a pas répondu à mon mail",
        "no respondió",
        "niet geantwoord",
        "reminder: ask about the hall",
        "next: call about the lease",
        "follow up on the proposal",
        "Erinnerung: nach der Halle fragen",
        "rappel : demander pour la salle",
        "recordatorio: preguntar por la sala",
        "herinnering: naar de zaal vragen",
    ],
)
def test_silence_and_reminders_are_no_touches(words: str) -> None:
    log = read_log_of(f"- 2026-11-02 {words}\n")
    # A plan counts until its day; nothing else is kept as a touch.
    (entry,) = log.entries
    assert [touch.is_plan for touch in log.touches] == [True] * (entry.reason == PLAN)
    assert words in log.text


@pytest.mark.parametrize(
    "words",
    [
        "didn't reply to my mail; called her",
        "wrote to her, no reply",
        "followed up on the proposal",
        "reminder: ask about the hall; called her",
    ],
)
def test_silence_that_was_broken_is_a_touch(words: str) -> None:
    assert len(read_log_of(f"- 2026-11-02 {words}\n").touches) == 1


def test_a_word_of_each_event_is_looked_for() -> None:
    words = {fold_for_search(word) for word in life_events.WORDS_OF_EVENTS.split()}
    unseen = []
    for event in life_events._EVENTS:
        for text in list_matching_texts(re.compile(event)):
            if words.isdisjoint(text.replace(",", " ").split()):
                unseen.append(text)
    assert unseen == []
