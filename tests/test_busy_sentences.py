"""Sentences of busy people: promises that are told, asks of a day, quotes, weeks; no word is lost."""

from __future__ import annotations

import pytest

from netnotes.model.settings import Settings
from netnotes.text import fold_words
from netnotes.writing.days import parse_future_day
from netnotes.writing.lexicon import get_words, list_languages, split_phrases
from netnotes.writing.understand import understand_sentence
from netnotes.writing.understanding import build_meetings, describe_understanding
from tests import test_sentence_cases as given
from tests.notes import parse_iso_day
from tests.test_fresh_sentences import BUSY, FRESH, KINDS, NAMES, TODAY

SENTENCES = [
    *((case.sentence, NAMES, TODAY) for case in (*FRESH, *KINDS, *BUSY)),
    *(
        (case.sentence, given.NAMES, given.TODAY)
        for case in (*given.GIVEN, *given.BEFORE, *given.AFTER, *given.STATEMENTS)
    ),
]

# The kinds of words that say what is written in another way, or nothing.
SAID_OTHERWISE = (
    *("small", "filler", "praise", "with", "to", "and", "way", "before way", "talk", "received"),
    *("sent", "title", "weekday", "short weekday", "month", "day", "number", "unit", "on", "the"),
    *("day first", "of", "last", "next", "coming", "this", "daytime", "ago before", "ago behind"),
    *("in", "period", "promised", "asked", "asked for", "gave", "learned", "me", "them verb"),
    *("have", "asked last", "said", "i told", "told to", "i myself", "them before", "i would"),
    *("i will", "for", "that", "infinitive", "them", "by"),
)


def collect_words_said_otherwise() -> set[str]:
    words: set[str] = set()
    for language in list_languages():
        for kind, table in get_words(language).items():
            for text in table.values() if kind in SAID_OTHERWISE else ():
                for phrase in split_phrases(text):
                    words.update(phrase)
    return words


def test_no_word_of_a_sentence_is_lost() -> None:
    words_said_otherwise = collect_words_said_otherwise()
    lost = {}
    for sentence, names, today in SENTENCES:
        understanding = understand_sentence(sentence, names, today, Settings())
        if not given.is_written(understanding):
            continue
        statements = (
            *understanding.promised,
            *understanding.asked,
            *understanding.gave,
            *understanding.learned,
        )
        written = [understanding.text, *[statement.text for statement in statements]]
        for person in understanding.people:
            written += [person.words, person.name]
        written_words = {*fold_words(" ".join(written)).split(), *words_said_otherwise}
        # `15th`, `28.9.` are days.
        lost_words = [
            word
            for word in fold_words(sentence).split()
            if word not in written_words and not word[0].isdigit()
        ]
        if lost_words:
            lost[sentence] = lost_words
    assert lost == {}


def read(sentence: str) -> str:
    understanding = understand_sentence(sentence, NAMES, TODAY, Settings())
    assert given.is_written(understanding), understanding.questions
    return describe_understanding(understanding, TODAY)


@pytest.mark.parametrize(
    ("sentence", "promise"),
    [
        ("le dije a Marisol que le mandaría el informe", "mandaría el informe"),
        ("café con Lucía, le dije que le mandaré el informe mañana", "mandaré el informe (by 19"),
        ("le dije a José que le voy a mandar las fotos", "voy a mandar las fotos"),
        ("he quedado en pasarle a José el presupuesto", "pasarle a José el presupuesto"),
        ("quedé en mandarle el libro a Lucía", "mandarle el libro a Lucía"),
        ("j'ai dit à Amélie que je lui enverrais les photos", "enverrais les photos"),
        ("café avec Chloé, promis que j'enverrai le devis demain", "enverrai le devis (by 19"),
        ("dit à Chloé que j'allais envoyer le devis", "allais envoyer le devis"),
        (
            "Anke gesagt, dass ich ihr die Folien bis Freitag schicke",
            "die Folien schicke (by 20",
        ),
        ("Hab Anke gesagt ich schick ihr morgen die Folien", "schick ihr die Folien (by 19"),
        ("Hab Hannah versprochen dass ich ihr die Fotos schicke", "die Fotos schicke"),
        ("tegen Femke gezegd dat ik haar vrijdag de offerte stuur", "haar de offerte stuur (by 20"),
        ("heb Femke gezegd dat ik morgen bel", "bel (by 19"),
    ],
)
def test_promise_that_was_told_is_one(sentence: str, promise: str) -> None:
    assert f"promised: {promise}" in read(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Lucía me dijo que me mandaría el informe",
        "le dije a Lucía que estaba cansado",
        "le dije a José que iría el viernes",
        "le dije a Marisol que José le mandaría el informe",
        "Chloé m'a dit qu'elle m'enverrait le devis",
        "j'ai dit à Chloé que je serais en retard",
        "Anke hat gesagt, dass sie mir die Folien schickt",
        "habe Anke gesagt, dass ich nächste Woche nach Berlin fahre",
        "Femke zei dat ze me het boek stuurt",
        "tegen Femke gezegd dat ik moe was",
        "told May that Raj would send the deck",
        'coffee with May, "I promised her the deck" was the title of the talk',
        'met Lena: "promised to send the report"',
        "Lena sagte: „habe ihm das Buch versprochen“",
    ],
)
def test_what_was_told_or_quoted_is_no_promise(sentence: str) -> None:
    assert "promised:" not in read(sentence)


@pytest.mark.parametrize(
    ("sentence", "reading"),
    [
        (
            "asked Olu for 20 minutes next week",
            "Wednesday 18 November · asked: 20 minutes next week",
        ),
        ("asked May for 3 references by friday", "asked: 3 references by friday"),
        ("habe jürgen um 20 minuten nächste woche gebeten", "asked: 20 minuten nächste woche"),
        ("demandé à Chloé 20 minutes la semaine prochaine", "asked: 20 minutes la semaine proch"),
        ("le pedí a Lucía 15 minutos para mañana", "asked: 15 minutos para mañana"),
        ("heb Sanne om 20 min volgende week gevraagd", "asked: 20 min volgende week"),
        # The day that is past is the day on which it was.
        ("asked Olu for help yesterday", "Tuesday 17 November · asked: help"),
        ("promised Lena the deck last friday", "Friday 13 November · promised: the deck"),
        ("gave Lena the book 3 days ago", "Sunday 15 November · gave: the book"),
        ("asked May for an intro (over lunch)", "lunch · asked: an intro"),
        ("Koffie met Sanne, vroeg om 8 uur", "coffee · “vroeg om 8 uur”"),
    ],
)
def test_day_belongs_to_what_is_asked_unless_it_is_past(sentence: str, reading: str) -> None:
    assert reading in read(sentence)


@pytest.mark.parametrize(
    ("sentence", "reading"),
    [
        ("sent May the deck by email", "email · “sent the deck”"),
        ("walked the dog with Lena", "walk · “the dog”"),
        ("Anke zum Geburtstag gratuliert per WhatsApp", "“zum Geburtstag gratuliert”"),
        ("lunch with Priya and Raj on monday Priya is paying", "“Priya is paying”"),
        ("lunch with Raj, Priya and Lena at the Ivy", "Raj Patel, Priya Nair, Lena Brandt · "),
        ("Mittagessen mit Raj, Lena und Anke im Adler", "Raj Patel, Lena Brandt, Anke Vogel · "),
        ("lunch with Raj, Priya and Lena are moving", "Raj Patel · Wednesday"),
        ("coffee and lunch with May", "coffee · “lunch”"),
        ("lunch and a walk with Lena", "lunch · “a walk”"),
        ("emailed and texted Raj", "email · “texted”"),
        ("call with Raj on zoom", "call"),
        ("déjeuner avec Chloé au Flore", "lunch · “au Flore”"),
        ("Kaffee mit Anke bei Starbucks", "coffee · “bei Starbucks”"),
        ("asked Lena if she can on saturday", "Wednesday 18 November · “asked if she can on sat"),
        ("le pregunté a Lucía si viene el sábado", "Wednesday 18 November · “le pregunté si"),
        ("Sanne gevraagd of ze zaterdag kan", "Wednesday 18 November · “gevraagd of ze zaterdag"),
        ("Jürgen um Rat gefragt", "asked: Rat"),
        ("Anke um 8 gefragt", "“um 8 gefragt”"),
        ("gave Raj the keys, lunch at mine on sunday", "gave: the keys · “lunch at mine"),
        ("comida con José en Casa Lucio", "lunch · “en Casa Lucio”"),
        ("caught up w Siobhán for an hr, owes me £20", "“for an hr, owes me £20”"),
        ("le presté a José 100 € hasta fin de mes", "“le presté 100 € hasta fin de mes”"),
        ("Mit Hannah essen gewesen, danach Jürgen getroffen", "Hannah Schmidt, Jürgen Weiß · "),
        ("gave Lena a book & she gave me honey", "gave: a book · “& she gave me honey”"),
        ("saw Lena, gave her back the drill", "“gave her back the drill”"),
        ('May: "no more than $5k" (lunch today)', 'lunch · “"no more than $5k"”'),
        ("Femke: te duur (belletje gisteren)", "Tuesday 17 November · call · “te duur”"),
        ("Lena: new job, wedding, party", "“new job, wedding, party”"),
        ("emailed Lena about saturday", "Wednesday 18 November · email · “about saturday”"),
        ("Anke geschrieben wegen Samstag", "Wednesday 18 November · message · “wegen Samstag”"),
        ("called Lena about 3 days ago", "Sunday 15 November"),
        ("Mark emailed to say the deal is off :(", "“to say the deal is off :(”"),
        ("lunch with Anke, max. €3.500,-", "“max. €3.500,-”"),
        ("Bij Joost langs geweest do jl., sleutel terug", "Thursday 12 November · visit"),
    ],
)
def test_sentence_of_a_kind_that_lost_words_or_was_wrong(sentence: str, reading: str) -> None:
    assert reading in read(sentence)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        *(
            (words, "2026-11-27")
            for words in ("friday week", "a week on friday", "vendredi en huit")
        ),
        *((words, "2026-11-27") for words in ("Freitag in einer Woche", "vrijdag over een week")),
        *((words, "2026-11-27") for words in ("next week friday", "Freitag nächste Woche")),
        *((words, "2026-11-27") for words in ("vendredi de la semaine prochaine",)),
        *((words, "2026-12-04") for words in ("friday fortnight", "vendredi en quinze")),
        *((words, "2026-11-25") for words in ("heute in einer Woche", "a week today")),
        *((words, "2026-11-25") for words in ("aujourd'hui en huit", "vandaag over een week")),
        *((words, "2026-11-26") for words in ("tomorrow week", "demain en huit")),
        *((words, "2026-11-24") for words in ("volgende week di", "nächste Woche am Dienstag")),
        *((words, None) for words in ("friday month", "wednesday week", "mercredi en huit")),
    ],
)
def test_day_of_another_week_is_read_in_plans(words: str, day: str | None) -> None:
    expected = parse_iso_day(day) if day else None
    assert parse_future_day(words, TODAY) == expected


@pytest.mark.parametrize("today", ["2026-11-16", "2026-11-18", "2026-11-19", "2026-11-22"])
def test_next_friday_is_that_of_next_week_in_all_languages(today: str) -> None:
    words_of_languages = (
        *("next friday", "nächsten Freitag", "vendredi prochain", "el próximo viernes"),
        "volgende vrijdag",
    )
    days = {parse_future_day(words, parse_iso_day(today)) for words in words_of_languages}
    assert days == {parse_iso_day("2026-11-27")}


def test_day_of_next_week_is_offered_as_a_plan() -> None:
    sentence = "Kaffee mit Anke heute in einer Woche"
    (question,) = understand_sentence(sentence, NAMES, TODAY, Settings()).questions
    assert question.text.startswith("Wednesday 25 November 2026 is still to come.")


def test_friday_week_of_a_touch_is_asked_about() -> None:
    understanding = understand_sentence("coffee with May friday week", NAMES, TODAY, Settings())
    assert [question.kind for question in understanding.questions] == ["day"]


@pytest.mark.parametrize(
    "sentence",
    [
        *("Raj forgot our lunch yesterday", "Anke hat mich versetzt"),
        *("Chloé a oublié notre déjeuner", "Hannah hat am Sonntag Geburtstag"),
        *("Lena turns 40 on sunday", "Raj is in Paris on friday", "Femke is jarig op zondag"),
        *("Amélie se marie samedi", "Marisol cumple 40 el domingo", "Anke heiratet am Samstag"),
    ],
)
def test_what_did_not_happen_or_will_is_asked_about(sentence: str) -> None:
    (question,) = understand_sentence(sentence, NAMES, TODAY, Settings()).questions
    assert question.kind == "happened"


def test_weekday_in_brackets_behind_a_text_is_asked_about() -> None:
    sentence = "Raj: numbers are off (call on Friday)"
    (question,) = understand_sentence(sentence, NAMES, TODAY, Settings()).questions
    assert question.text == (
        "Which day do you mean by “on Friday”: Friday 13 November 2026 or Wednesday 18 November "
        "2026?"
    )


@pytest.mark.parametrize(
    "words", ["saw “Raj Patel” the musical", "Raj Patel & Co want it", "Raj Patel II called"]
)
def test_longer_name_in_a_text_gets_no_link(words: str) -> None:
    understanding = understand_sentence(f"coffee with Lena: {words}", NAMES, TODAY, Settings())
    ((_, meeting),) = build_meetings(understanding, lambda path, _: f"[[{path}]]")
    assert meeting.text == words


@pytest.mark.parametrize(
    "sentence",
    [
        *("Raj called Lena on friday", "Raj had lunch with Lena", "Anke traf Hannah"),
        *("Raj hat gestern Lena getroffen", "François a appelé Chloé hier", "Joost belde Femke"),
        *("José llamó a Lucía ayer", "Joost heeft Femke gebeld"),
    ],
)
def test_what_two_others_did_is_asked_about(sentence: str) -> None:
    understanding = understand_sentence(sentence, NAMES, TODAY, Settings())
    assert [question.kind for question in understanding.questions] == ["nobody"]
    assert (understanding.people, understanding.channel) == ((), "")


@pytest.mark.parametrize(
    "sentence",
    ["Raj met me and Lena", "Raj and I called Lena", "Raj emailed Lena and me", "Raj Lena lunch"],
)
def test_what_somebody_did_with_me_is_a_touch_with_both(sentence: str) -> None:
    assert read(sentence).startswith("Raj Patel, Lena Brandt · ")


def test_somebody_via_whom_one_met_another_was_not_there() -> None:
    assert read("call with Raj via Lena").startswith("Raj Patel · ")


def test_day_that_ends_what_somebody_told_is_asked_about() -> None:
    sentence = "Lena showed me her new flat yesterday"
    (question,) = understand_sentence(sentence, NAMES, TODAY, Settings()).questions
    assert question.text == "Which day was it: Tuesday 17 November 2026 or today?"
    assert "Wednesday 18 November" in read("coffee with May, she had a call yesterday")
