"""Verbs, signs and messages say in a daily note how one was in touch, with whom of those named."""

from __future__ import annotations

import pytest

from netnotes.model.settings import Settings
from netnotes.reading.daily_touches import iter_lines_with_people
from netnotes.reading.note import Source, read_note
from netnotes.reading.sentence_touches import IS_ORDER

CHANNELS = dict(Settings().channels)

# `@` is a link to Ada, `%` one to Ben.
WAYS = [
    ("@ and I walked around the lake", "met"),
    ("@ und ich waren im Wald", "met"),
    ("@ et moi avons couru", "met"),
    ("@ y yo cenamos", "met"),
    ("@ en ik zijn gaan fietsen", "met"),
    ("Bumped into @ at the market", "met"),
    ("Sat next to @ at the reading", "met"),
    ("Drove @ to the airport", "met"),
    ("picked @ up from the station", "met"),
    ("Gave @ a lift home", "met"),
    ("Took @ to the new ramen place", "met"),
    ("Helped @ move house", "met"),
    ("Went for a run with @", "met"),
    ("Climbing with @ & %, I fell off everything", "met"),
    ("pub quiz w/ @, we came last", "met"),
    ("@ zum Flughafen gebracht", "met"),
    ("Mit @ im Kino", "met"),
    ("@ tegengekomen op de markt", "met"),
    ("pinged @ about the slides", "message"),
    ("DM'd @ on Mastodon", "message"),
    ("Replied to @", "message"),
    ("got a long voice note from @", "message"),
    ("heard from @ out of the blue", "message"),
    ("@ wrote back at last", "message"),
    ("Sent @ the contract, waiting for her signature", "message"),
    ("Sent flowers to @", "message"),
    ("@ hat geantwortet", "message"),
    ("Sprachnachricht von @ bekommen", "message"),
    ("Répondu à @", "message"),
    ("@ sent me her draft", "message"),
    ("@ stuurde een foto", "message"),
    ("Passé la journée avec @", "met"),
    ("Pasé la tarde con @", "met"),
    ("Audio de @", "message"),
    ("@ geappt", "message"),
    ("FaceTimed @ for an hour", "call"),
    ("Rang @, all fine", "call"),
    ("Tel. mit @ wg. Mietvertrag", "call"),
    ("J'ai eu @ au téléphone", "call"),
    ("Stayed at @'s for the weekend", "visit"),
    ("tea at @'s place", "visit"),
    ("In the evening @ cooked for us", "visit"),
    ("@ war da, wir haben gebacken", "visit"),
    ("Waren bei @ zum Grillen", "visit"),
    ("@ est passée à la maison", "visit"),
    ("@ kwam eten", "visit"),
    ("Langs geweest bij @", "visit"),
    ("Kaffee m. @", "coffee"),
    ("☕ with @", "coffee"),
    ("📞 @: she moves", "call"),
    ("☎️ @ – insurance, moving", "call"),
    ("📧 @: agreed on three days", "email"),
    ("thanked @ for the introduction", ""),
    ("@ introduced me to the head of sales", ""),
    ("ended up talking with @ until two", ""),
]

# Who told it was there, whom it is about was not.
HEARSAY = [
    "% told me that @ moved to Porto",
    "% told me @ moved to Porto",
    "Wrote % that I can't make it to @'s party",
    "% hat mir erzählt, dass @ umzieht",
    "% m'a dit que @ déménage",
    "% me contó que @ se muda",
    "% vertelde dat @ gaat verhuizen",
]

MENTIONS = [
    "working with @ on the museum concept",
    "Film by @ was lovely",
    "Left my coat at @'s",
    "read what @ wrote on tides",
    "@ is playing at the jazz club",
    "Schon lange nichts von @ gehört",
    "@ hat nicht geantwortet",
    "Haven't heard from @ in months",
    "need to reply to @",
    "didn't go for a run with @",
    "I owe @ an email",
    "@ owes me a call",
    "Saw @ on TV",
    "@ im Fernsehen gesehen",
    "Vu @ à la télé",
    "Vi a @ en la tele",
    "@ op tv gezien",
    "Signed up for the workshop by @",
    "Went to the party @ told me about",
]

ORDERS = ["Call @", "Email @ about the hall", "Text @ and %", "📞 @", "✉️ @"]
NO_ORDERS = ["Call @: she moves", "Email @, she is in", "10:00 call @", "Call with @", "Coffee @"]


def list_touches(text: str) -> list[tuple[str, str]]:
    """List the target of each link that is a touch, with the channel."""
    text = text.replace("@", "[[Ada]]").replace("%", "[[Ben]]")
    note = read_note(Source("Daily/2026-10-02.md", text))[0]
    return [
        (link.target, line.channel)
        for line in iter_lines_with_people(note, CHANNELS)
        for link in line.people
        if not line.reason
    ]


@pytest.mark.parametrize(("line", "channel"), WAYS)
def test_line_says_how(line: str, channel: str) -> None:
    assert list_touches(f"- {line}\n")[0] == ("Ada", channel)


@pytest.mark.parametrize("line", HEARSAY)
def test_hearsay_is_a_touch_with_who_told_it(line: str) -> None:
    assert [target for target, _ in list_touches(f"- {line}\n")] == ["Ben"]


@pytest.mark.parametrize("line", MENTIONS)
def test_line_with_such_words_about_something_else_is_no_touch(line: str) -> None:
    assert list_touches(f"- {line}\n") == []


@pytest.mark.parametrize("line", ORDERS)
def test_line_that_may_be_a_task_is_no_touch_and_says_what_to_write(line: str) -> None:
    text = line.replace("@", "[[Ada]]").replace("%", "[[Ben]]")
    note = read_note(Source("Daily/2026-10-02.md", f"- {text}\n"))[0]
    assert [line.reason for line in iter_lines_with_people(note, CHANNELS)] == [IS_ORDER]
    assert list_touches(f"- [x] {line}\n") or not line.isascii()
    assert list_touches(f"## Calls\n- {line}\n")


@pytest.mark.parametrize("line", NO_ORDERS)
def test_line_with_a_colon_an_hour_or_a_noun_is_no_task(line: str) -> None:
    assert len(list_touches(f"- {line}\n")) == 1


def test_line_below_an_hour_and_a_name_says_how() -> None:
    assert list_touches("- 12:15 @\n\t- lunch at the Thai place\n") == [("Ada", "lunch")]
