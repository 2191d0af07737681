"""A line of a daily note is a touch when it says how, and never when it is a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from netnotes.model.settings import DailyNotes, Settings
from netnotes.reading.daily_touches import iter_lines_with_people
from netnotes.reading.note import Source, read_note
from netnotes.reading.reader import read_source
from netnotes.reading.sentence_touches import _build_pattern_of_reasons
from netnotes.reading.sentences import NAME
from netnotes.reading.touch_ways import NO_TOUCH_BEFORE, NO_TOUCH_VERBS
from netnotes.reading.touch_words import INTENTIONS, NEGATIONS, NOT_WORDS

if TYPE_CHECKING:
    import re

    from netnotes.model.reading import Reading

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
    "- {{[[TODO]]}} call [[Ada]]",
    "- [[TODO]] call [[Ada]]",
    "## Tomorrow\n- call with [[Ada]]",
    "## To call\n- [[Ada]]",
    "## Calls\n- [[Ada]]?",
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

# What people really write, with the channel that it is; empty where only the verb says it.
WAYS_OF_TOUCHES = [
    ("Breakfast with @ at the pier", "breakfast"),
    ("Brunch with @ and her sister", "lunch"),
    ("Went for a walk with @", "walk"),
    ("@ came over for tea", "visit"),
    ("Video call with @", "video"),
    ("@ called about the boat", "call"),
    ("Got a long message from @", "message"),
    ("Visited @ in hospital", "visit"),
    ("@ visited us", "visit"),
    ("Drinks with @ after work", "drinks"),
    ("Caught up with @ over a beer", "drinks"),
    ("Zoom with @", "zoom"),
    ("Kaffee mit @", "coffee"),
    ("Kaffee und Kuchen mit @", "coffee"),
    ("Mit @ gegessen", "dinner"),
    ("Mit @ essen gegangen", "dinner"),
    ("Abendessen mit @ beim Italiener", "dinner"),
    ("Frühstück mit @", "breakfast"),
    ("Mit @ telefoniert", "call"),
    ("Telefonat mit @", "call"),
    ("@ angerufen", "call"),
    ("@ hat angerufen", "call"),
    ("Spaziergang mit @", "walk"),
    ("Mit @ spazieren gegangen", "walk"),
    ("Bei @ zu Besuch", "visit"),
    ("Besuch von @", "visit"),
    ("@ eine Mail geschrieben", "mail"),
    ("Mail von @", "mail"),
    ("Treffen mit @", "meeting"),
    ("Mittagessen mit @", "lunch"),
    ("Bier mit @", "drinks"),
    ("Videocall mit @", "call"),
    ("Abends mit @ ein Bier getrunken", "drinks"),
    ("@ kam vorbei", "visit"),
    ("Déjeuner avec @", "lunch"),
    ("Dîner avec @ et Paul", "dinner"),
    ("Petit déjeuner avec @", "breakfast"),
    ("Café avec @", "coffee"),
    ("Appel avec @", "call"),
    ("Coup de fil à @", "call"),
    ("@ m'a appelé", "call"),
    ("J'ai appelé @", "call"),
    ("Promenade avec @", "walk"),
    ("Balade au parc avec @", "walk"),
    ("Visite chez @", "visit"),
    ("Réunion avec @", "meeting"),
    ("Apéro avec @", "drinks"),
    ("Écrit à @", "message"),
    ("Reçu un message de @", "message"),
    ("Rendez-vous avec @", "meeting"),
    ("Mangé avec @", "dinner"),
    ("Bu un verre avec @", "drinks"),
    ("@ est passée me voir", "visit"),
    ("Comida con @", "lunch"),
    ("Cena con @", "dinner"),
    ("Desayuno con @", "breakfast"),
    ("Café con @", "coffee"),
    ("Llamada con @", "call"),
    ("Me llamó @", "call"),
    ("Paseo con @", "walk"),
    ("Reunión con @", "meeting"),
    ("Visité a @", "visit"),
    ("Escribí a @", "message"),
    ("Videollamada con @", "call"),
    ("Cervezas con @", "drinks"),
    ("Quedé con @", ""),
    ("Comí con @", "lunch"),
    ("Tomé un café con @", "coffee"),
    ("Lunch met @", "lunch"),
    ("Met @ geluncht", "lunch"),
    ("Eten met @", "dinner"),
    ("Met @ gegeten", "dinner"),
    ("Gewandeld met @", "walk"),
    ("Wandeling met @", "walk"),
    ("Koffie gedronken met @", "coffee"),
    ("Gebeld met @", "call"),
    ("@ belde", "call"),
    ("Op bezoek bij @", "visit"),
    ("@ op bezoek", "visit"),
    ("Vergadering met @", "meeting"),
    ("Biertje met @", "drinks"),
    ("Gemaild met @", "email"),
    ("Geappt met @", "message"),
    ("Bijgepraat met @", "meeting"),
    ("Booked the hotel and had lunch with @", "lunch"),
    ("Treffen mit @, danach Ben angerufen", "meeting"),
]

PLANS_AND_WISHES = [
    "Breakfast with @ tomorrow",
    "Lunch with @ next week",
    "Coffee with @ soon",
    "Want to visit @",
    "No call from @",
    "Walk with @ cancelled",
    "@ would like a walk",
    "Kein Kaffee mit @",
    "Morgen Kaffee mit @",
    "Kaffee mit @ abgesagt",
    "Kaffee mit @ nächste Woche",
    "Will mit @ essen gehen",
    "Wollte @ anrufen",
    "@ zum Essen einladen",
    "@ anrufen",
    "Geburtstag von @",
    "Geschenk für @",
    "Nicht mit @ gegessen",
    "Muss mit @ telefonieren",
    "Treffen mit @ vereinbart",
    "Treffen mit @ ausmachen",
    "Termin mit @ verschoben",
    "Sollte @ besuchen",
    "Vielleicht Kaffee mit @ am Freitag",
    "Déjeuner avec @ annulé",
    "Demain déjeuner avec @",
    "Déjeuner avec @ prévu",
    "Appeler @",
    "Pas de café avec @",
    "Je voudrais dîner avec @",
    "Il faudrait appeler @",
    "Cadeau pour @",
    "Peut-être un café avec @",
    "Café avec @ la semaine prochaine",
    "Comida con @ cancelada",
    "Mañana comida con @",
    "Llamar a @",
    "No comí con @",
    "Quiero cenar con @",
    "Regalo para @",
    "Tendría que visitar a @",
    "Quizás comida con @",
    "Comida con @ la próxima semana",
    "Morgen lunch met @",
    "Lunch met @ afgezegd",
    "Lunch met @ volgende week",
    "@ bellen",
    "Geen koffie met @",
    "Moet @ mailen",
    "Zou graag met @ wandelen",
    "Misschien koffie met @",
    "Cadeau voor @",
    "Foto van @",
    "Recipe from @",
    "Photo of lunch with @ in 2012",
    "@ y su comida favorita",
    "Boek van @ gelezen",
    "Livre de @ lu",
    "Buch von @ gelesen",
    "Ideas for dinner with @",
    "Ideen für Abendessen mit @",
    "Idées pour le dîner avec @",
    "Plan a lunch with @",
    "Lunch mit @ planen",
    "Planifier un dîner avec @",
    "@ met [[Ben]]",
    "Scheduled a call with @",
    "Invited @ to dinner",
    "Ga met @ wandelen",
    "Il n'y a pas eu de déjeuner avec @",
    "Did not reach @",
    "Tried to call @",
    "Versucht, @ anzurufen",
    "Bei @ angerufen, niemand erreicht",
    "Essayé de joindre @",
    "Appel à @, sans réponse",
    "Intenté llamar a @",
    "No pude hablar con @",
    "Geprobeerd @ te bellen",
    "Gebeld met @, geen gehoor",
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


def read_day(text: str) -> Reading:
    return read_source(Source("Daily/2026-10-02.md", text), Settings(), DailyNotes("Daily"))


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


@pytest.mark.parametrize(
    "text",
    [
        "Coffee with @'s sister",
        "Coffee with @’s sister",
        "- wrote to @'s mother",
        "called @'s new assistant",
        "Treffen mit @s Bruder",
        "Kaffee mit dem Bruder von @",
        "café avec le frère d'@",
        "Café avec la sœur de @",
        "café con la madre de @",
        "lunch with a friend of @",
        "Gebeld met de moeder van @",
    ],
)
def test_touch_with_somebody_of_theirs_is_none_with_them(text: str) -> None:
    assert list_people(text) == []
    assert list_people(f"{text}. Lunch with #") == ["Ben"]


@pytest.mark.parametrize(
    "text",
    [
        "Coffee with @: her sister is ill",
        "lunch at @'s",
        "@'s birthday dinner",
        "Coffee with @ and #'s sister",
        "Coffee with @, a friend of #",
        "Call with @'s team",
    ],
)
def test_relative_of_somebody_else_leaves_a_touch(text: str) -> None:
    assert list_people(text) == ["Ada"]


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
        ("Gebeld met [[Ada]]", "call"),
        ("Met [[Ada]] gebeld", "call"),
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


@pytest.mark.parametrize(("text", "channel"), WAYS_OF_TOUCHES)
def test_meal_call_walk_visit_or_message_is_a_touch_in_its_way(text: str, channel: str) -> None:
    source = Source("Daily/2026-10-02.md", "- " + text.replace("@", "[[Ada]]"))
    (encounter,) = read_source(source, Settings(), DailyNotes("Daily")).encounters
    assert [link.label for link in encounter.people] == ["Ada"]
    assert encounter.touch.channel == channel


@pytest.mark.parametrize("text", PLANS_AND_WISHES)
def test_plan_cancellation_or_souvenir_is_no_touch(text: str) -> None:
    assert list_people(text) == []


def test_way_that_the_settings_do_not_know_is_a_touch_without_channel() -> None:
    source = Source("Daily/2026-10-02.md", "- Kaffee mit [[Ada]]\n")
    settings = Settings(channels=(("call", "voice"),))
    (encounter,) = read_source(source, settings, DailyNotes("Daily")).encounters
    assert (encounter.touch.channel, encounter.touch.mode) == ("", "")


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("- [[Ann Low]]\n\t- phoned her", "phoned"),
        ("- [[Ann Low]]\n  - coffee at the pier, nice", "coffee"),
        ("- [[Ann Low]]\n  - talked about the plan", ""),
        ("- [[Ann Low]]\n  - coffee with her", "coffee"),
        ("- [[Ann Low]]\n  - 10:30 caught up with her at noon", ""),
        ("## [[Ann Low]]\nPhoned her.", "phoned"),
    ],
)
def test_line_below_a_name_says_how(text: str, channel: str) -> None:
    (encounter,) = read_day(text).encounters
    assert [link.target for link in encounter.people] == ["Ann Low"]
    assert encounter.touch.source_location.line == 2


@pytest.mark.parametrize(
    "line",
    [
        "phoned Ben",
        "coffee with Ben",
        "called her mother",
        "should call her",
        "called, no answer",
        "tomorrow: call",
        "call her tomorrow",
        "likes tea",
        "[ ] call her",
    ],
)
def test_line_below_a_name_that_does_not_say_how_with_them_is_no_touch(line: str) -> None:
    assert read_day(f"- [[Ann Low]]\n  - {line}").encounters == ()
    assert read_day("- [[Ann Low]] likes tea\n  - phoned her").encounters == ()


def test_line_below_two_names_is_a_touch_with_both_or_none() -> None:
    (encounter,) = read_day("- [[Ann Low]], [[Ben]]\n  - lunch at the pier").encounters
    assert [link.target for link in encounter.people] == ["Ann Low", "Ben"]
    assert read_day("- [[Ann Low]], [[Ben]]\n  - phoned her").encounters == ()


@pytest.mark.parametrize(
    "heading",
    [
        "Did not reach",
        "Missed calls",
        "Cancelled",
        "Verpasste Anrufe",
        "Nicht erreicht",
        "Appels manqués",
        "Llamadas perdidas",
        "Gemiste oproepen",
    ],
)
def test_lines_under_a_heading_of_failures_are_no_touch(heading: str) -> None:
    assert list_people_of_day(f"## {heading}\n- call [[Ada]]\n") == []
    assert list_people_of_day(f"- {heading}:\n  - call [[Ada]]\n") == []


@pytest.mark.parametrize("line", ["tried [[Ada]]", "tried [[Ada]] again", "versucht: [[Ada]]"])
def test_attempt_under_a_heading_of_touches_is_none(line: str) -> None:
    assert list_people_of_day(f"## Calls\n- {line}\n") == []
    assert list_people_of_day("## Cancelled flights\n- call with [[Ada]] about them\n") == ["Ada"]


def test_title_of_a_callout_is_judged_as_a_line() -> None:
    assert list_people_of_day("> [!note] Call with [[Ada]]\n> about [[Ben]]\n") == ["Ada"]
    assert list_people_of_day("> [!call]- tried to call [[Ada]]\n") == []
    assert list_people_of_day("> call with [[Ada]]\n") == []
    assert list_people_of_day("```\n> [!note] Call with [[Ada]]\n```\n") == []
    assert list_people_of_day("### Tried to call [[Ada]]\n") == []


def list_people_of_day(text: str) -> list[str]:
    return [link.label for encounter in read_day(text).encounters for link in encounter.people]


@pytest.mark.parametrize("text", [*TOUCHES, *MENTIONS])
def test_reading_without_reasons_finds_the_same_touches(text: str) -> None:
    note, _ = read_note(Source("Daily/2026-10-01.md", text))
    channels = dict(Settings().channels)
    explained = list(iter_lines_with_people(note, channels))
    quick = list(iter_lines_with_people(note, channels, with_reasons=False))
    touches = [daily_line for daily_line in explained if not daily_line.reason]
    assert touches == [daily_line for daily_line in quick if not daily_line.reason]


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (INTENTIONS, "forgot to call {}"),
        (INTENTIONS, "wondered whether {} called"),
        (NO_TOUCH_VERBS, "treffen mit {} vereinbart"),
        (NO_TOUCH_VERBS, "termin mit {} gemacht"),
        (NO_TOUCH_VERBS, "(rdv avec {} pris)"),
        (NO_TOUCH_BEFORE, "photo of lunch with {}"),
        (NOT_WORDS, "hadn't called {}"),
        (NOT_WORDS, "*kein* kaffee mit {}"),
        (NEGATIONS, "could not reach {}"),
    ],
)
def test_words_that_are_looked_for_at_once_are_those_of_each_pattern(
    pattern: re.Pattern[str], text: str
) -> None:
    text = text.format(NAME)
    assert pattern.search(text)
    assert "n't" in text or _build_pattern_of_reasons().search(text)


@pytest.mark.parametrize(
    "line",
    [
        "Meeting with [[Ada]] moved to Monday",
        "Treffen mit [[Ada]] auf Montag verlegt",
        "Treffen mit [[Ada]] auf Montag verschoben",
        "Termin mit [[Ada]] entfällt",
        "afspraak met [[Ada]] verzet",
        "afspraak met [[Ada]] verplaatst naar maandag",
        "Réunion avec [[Ada]] repoussée",
        "Réunion avec [[Ada]] repoussée à lundi",
        "Réunion avec [[Ada]] déplacée",
        "Déjeuner avec [[Ada]] décalé à lundi",
        "Reunión con [[Ada]] movida al lunes",
        "Reunión con [[Ada]] pospuesta",
        "Comida con [[Ada]] anulada",
        "Quedé con [[Ada]] para el jueves",
        "Hemos quedado con [[Ada]] para el jueves",
        "Set up a call with [[Ada]]",
        "Agreed on lunch with [[Ada]] for Friday",
        "Fixed a date for dinner with [[Ada]]",
        "Made an appointment with [[Ada]] for a call",
        "Made plans for dinner with [[Ada]]",
        "Call with [[Ada]] pushed back",
        "Call with [[Ada]] pushed to next week",
        "Lunch with [[Ada]] put off",
        "Call with [[Ada]] delayed until Monday",
        "Call with [[Ada]] brought forward to Monday",
        "Moved the call with [[Ada]] to Monday",
        "Rescheduled the call with [[Ada]]",
        "Treffen mit [[Ada]] vertagt",
        "Treffen mit [[Ada]] fällt aus",
        "Treffen mit [[Ada]] fiel aus",
        "Rendez-vous pris avec [[Ada]]",
        "Déjeuner prévu avec [[Ada]]",
        "J'ai fixé un déjeuner avec [[Ada]]",
        "Ik heb een lunch met [[Ada]] ingepland",
        "Lunch met [[Ada]] gaat niet door",
        "Lunch met [[Ada]] vervalt",
        "Lunch with [[Ada]], moved to 2026-12-03",
        "Call with [[Ada]]. It was moved to Friday.",
        "Treffen mit [[Ada]]: auf Montag verlegt",
    ],
)
def test_meeting_moved_or_only_arranged_is_no_touch(line: str) -> None:
    assert list_people_of_day(f"- {line}\n") == []


@pytest.mark.parametrize(
    "line",
    [
        "Drinks with [[Ben]], [[Ada]] was absent",
        "Drinks with [[Ben]]; [[Ada]] absent",
        "Verre avec [[Ben]], [[Ada]] était absent",
        "Verre avec [[Ben]], [[Ada]] était absente",
        "Abendessen mit [[Ben]], [[Ada]] fehlte",
        "borrel met [[Ben]], [[Ada]] was afwezig",
        "Abendessen mit [[Ben]], [[Ada]] war verhindert",
        "Cena con [[Ben]], [[Ada]] faltó",
        "Cena con [[Ben]], [[Ada]] estaba ausente",
        "Drinks with [[Ben]], [[Ada]] had to skip",
        "Lunch with [[Ben]], [[Ada]] couldn't make it",
        "Drinks with [[Ben]], [[Ada]] was missing",
        "borrel met [[Ben]], [[Ada]] was verhinderd",
        "borrel met [[Ben]], [[Ada]] ontbrak",
        "Dîner avec [[Ben]], [[Ada]] manquait",
        "Drinks with [[Ben]], [[Ada]] (absent)",
    ],
)
def test_somebody_absent_was_not_met_and_the_others_were(line: str) -> None:
    assert list_people_of_day(f"- {line}\n") == ["Ben"]


@pytest.mark.parametrize(
    "line",
    [
        "Call with [[Ada]]: moved on to the budget",
        "Lunch with [[Ada]], she moved to Porto",
        "Lunch with [[Ada]] who moved to Porto",
        "Quedé con [[Ada]]",
        "Quedé con [[Ada]] en el bar",
        "Coffee with [[Ada]]: her meeting was moved",
        "Coffee with [[Ada]], who has delayed her move",
        "Lunch with [[Ada]]: we set up a plan",
        "Abendessen mit [[Ada]], die ihre Stelle verlegt",
        "Croisé [[Ada]] dans le train",
        "Me encontré con [[Ada]]",
        "[[Ada]] tegengekomen in de trein",
        "[[Ada]] zum Abendessen bei uns",
        "[[Ada]] zu Besuch bei uns",
        "[[Ada]] zum Essen da",
        "[[Ada]] à dîner chez nous",
        "[[Ada]] te eten gehad",
        "[[Ada]] op de koffie",
        "Nos encontramos con [[Ada]]",
        "[[Ada]] begegnet",
        "Bin [[Ada]] begegnet",
        "J'ai croisé [[Ada]]",
        "J'ai vu [[Ada]]",
        "Tombé sur [[Ada]] au marché",
        "[[Ada]] over for dinner",
        "[[Ada]] came for dinner",
        "Had [[Ada]] over",
        "Had [[Ada]] round for tea",
        "Me crucé con [[Ada]]",
        "Coincidí con [[Ada]]",
        "Ik kwam [[Ada]] tegen",
        "Ben [[Ada]] tegengekomen",
        "Vi a [[Ada]]",
        "Lunch with [[Ada]] after moving to Monday mornings",
        "Kaffee mit [[Ada]]: der Umzug ist verlegt",
        "Lunch with [[Ada]] in the absent owner's house",
        "Dinner with [[Ada]], her husband was absent",
        "Dîner avec [[Ada]], son mari était absent",
        "Lunch with [[Ada]] moved to the terrace",
        "Treffen mit [[Ada]] auf 15 Uhr verlegt",
        "Treffen mit [[Ada]] ins Café verlegt",
    ],
)
def test_meeting_is_a_touch_whatever_else_was_moved(line: str) -> None:
    assert list_people_of_day(f"- {line}\n") == ["Ada"]


@pytest.mark.parametrize(
    ("line", "people"),
    [
        # Roam's links to words.
        ("- [[1:1]] with [[Ada]] about hiring", "Ada"),
        ("- 09:30 [[Call]] with [[Ada]]", "Ada"),
        ("- [[Dinner]] with [[Ada]] and [[Ben]]", "Ada Ben"),
        ("- [[Ben]] with [[Ada]]", ""),
        ("- [[Call]] with [[Ada]] cancelled", ""),
        ("- read [[Dinner]] with [[Ada]] in mind", ""),
        # A task that is done tells of the day.
        ("- [x] [[Ada]] bellen", "Ada"),
        ("- [x] [[Ada]] anrufen", "Ada"),
        ("- [x] send [[Ada]] the draft", "Ada"),
        ("- [ ] [[Ada]] bellen", ""),
        ("- [x] read the chapter by [[Ada]]", ""),
        ("- [x] write [[Ada]]'s reference", ""),
        ("- [x] send [[Ada]] the draft of [[Ben]]", ""),
        # What was struck out.
        ("- ~~Lunch with [[Ada]]~~", ""),
        ("- ~~Lunch~~ coffee with [[Ada]]", "Ada"),
        ("- Treffen mit [[Ada]] musste ausfallen", ""),
        ("- Slack with [[Ada]] about the invoice", "Ada"),
        # Perfect tenses.
        ("- He hablado con [[Ada]] del presupuesto", "Ada"),
        ("- No he hablado con [[Ada]]", ""),
        ("- J'ai eu [[Ada]] au téléphone", "Ada"),
        ("- J'ai eu une idée pour [[Ada]]", ""),
        ("- [[Ada]] gemailt wegen der Rechnung", "Ada"),
    ],
)
def test_words_of_other_programs_and_languages_say_how(line: str, people: str) -> None:
    source = Source("Daily/2026-10-02.md", f"{line}\n")
    encounters = read_source(source, Settings(), DailyNotes("Daily")).encounters
    targets = [link.target for encounter in encounters for link in encounter.people]
    assert " ".join(targets) == people


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (
            "### Kickoff [[Harbour]]\nAttendees: [[Ada]], [[Ben]] (absent)\n- [[Kim]] leads\n",
            ["Ada"],
        ),
        ("- Standup\n  - **Attendees**\n    - [[Ada]]\n    - [[Ben]]\n", ["Ada", "Ben"]),
        ("### Board\nPresent: [[Ada]]\n", ["Ada"]),
        ("#### Teilnehmer\n- [[Ada]]\n- [[Ben]], entschuldigt\n", ["Ada"]),
        ("- with: [[Ada]]\n", ["Ada"]),
        ("## Tomorrow\nWith: [[Ada]]\n", []),
        ("## People\n- [[Ada]]\n", []),
        ("People: [[Ada]]\n", []),
        ("Con: [[Ada]] is slow\n", []),
    ],
)
def test_those_named_as_participants_were_met(text: str, people: list[str]) -> None:
    assert list_people_of_day(text) == people


@pytest.mark.parametrize(
    "time",
    [
        *(
            "Yesterday",
            "last night",
            "last week",
            "a year ago",
            "two weeks ago",
            "On this day last year:",
        ),
        *("gestern", "vorgestern", "letzte Woche", "vor einem Jahr", "vor zwei Wochen"),
        *("hier", "avant-hier", "la semaine dernière", "l'an dernier", "il y a un an"),
        *("ayer", "anteayer", "la semana pasada", "hace dos meses"),
        *("gisteren", "vorige week", "afgelopen week", "twee weken geleden"),
    ],
)
def test_line_about_another_time_is_no_touch_of_the_day_of_its_note(time: str) -> None:
    end = time.removeprefix("On this day ").rstrip(":")
    assert list_people(f"{time} coffee with @") == []
    assert list_people(f"coffee with @ {end}.") == []
    assert list_people(f"{time} war hard. Coffee with @") == ["Ada"]
