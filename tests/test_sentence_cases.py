"""Sentences as people type them, in five languages: understood or asked about, never wrong.

Of the 54 in `sentence_cases_given.tsv` every one is read as its columns say; the grammar before this
one read 23 so and refused 31. Of the 82 in `sentence_cases.tsv`, written before this grammar, it
read 27, refused 53 and wrote 2 wrongly; this one reads 81, asks about 1 and writes none wrongly. Of
the 88 in `sentence_cases_after.tsv`, written behind it, the former read 34 and wrote 3 wrongly;
this one reads all, after changes for 11 of them. Of the 40 in `sentence_cases_statements.tsv`, on
what passed in the four other languages, 16 were read before the grammar for them, 16 kept as text, 3
asked about and 5 read wrongly; now all are read.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from netnotes.model.people import Contact
from netnotes.model.settings import Settings
from netnotes.writing.name_index import build_name_index
from netnotes.writing.understand import parse_answer, understand_sentence
from tests.notes import parse_iso_day

if TYPE_CHECKING:
    from netnotes.writing.understanding import Understanding

TODAY = parse_iso_day("2026-10-01")  # a Thursday
FOLDER = Path(__file__).parent

PEOPLE = (
    *("Ada Quill", "Ben Okafor", "Cleo Marsh", "Dan Brody", "Dan Kessler", "Élodie Marchand"),
    *("Ingrid Solberg", "Sofía Rey", "Yuki Tanaka", "Tom O'Neil", "Mehmet Yılmaz", "Karl Grünwald"),
)
NAMES = build_name_index(
    Contact(
        path=f"People/{name}.md",
        name=name,
        organisation="Kranhaus" if name == "Dan Kessler" else "",
    )
    for name in PEOPLE
)


class Case(NamedTuple):
    """A sentence, and what it means: the columns of a file of cases."""

    sentence: str
    people: str
    day: str
    way: str
    more: str


def read_cases(name: str) -> list[Case]:
    cases = []
    for line in (FOLDER / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            columns = [*line.split("\t"), ""]
            cases.append(Case(*columns[:5]))
    return cases


GIVEN = read_cases("sentence_cases_given.tsv")
BEFORE = read_cases("sentence_cases.tsv")
AFTER = read_cases("sentence_cases_after.tsv")
STATEMENTS = read_cases("sentence_cases_statements.tsv")


def understand(case: Case) -> Understanding:
    return understand_sentence(case.sentence, NAMES, TODAY, Settings())


def is_written(understanding: Understanding) -> bool:
    """Tell whether it is written without a question, where nobody can be asked."""
    return all(question.default_key for question in understanding.questions)


def list_differences(case: Case, understanding: Understanding) -> list[str]:
    """List in what a sentence was understood otherwise than its columns say."""
    differences = []
    if {person.name for person in understanding.people} != set(case.people.split("; ")):
        differences.append("people")
    if case.day != "-" and str(understanding.day) != case.day:
        differences.append("day")
    if case.day == "-" and not any(q.kind == "day" for q in understanding.questions):
        differences.append("a day that is not sure")
    if (understanding.mode or "-") != case.way:
        differences.append("way")
    for text in re.findall('text "([^"]+)"', case.more):
        if understanding.text.rstrip(".") != text:
            differences.append("text")
    for text in re.findall('text keeps "([^"]+)"', case.more):
        if text not in understanding.text:
            differences.append("text kept")
    return differences + _list_different_statements(case, understanding)


def _list_different_statements(case: Case, understanding: Understanding) -> list[str]:
    differences = []
    statements = {
        "promise": understanding.promised,
        "ask": understanding.asked,
        "gift": understanding.gave,
    }
    for kind, text in re.findall('(promise|ask|gift) "([^"]+)"', case.more):
        if text not in [statement.text for statement in statements[kind]]:
            differences.append(kind)
    for kind, text, day in re.findall('(promise) "([^"]+)" by ([0-9-]+)', case.more):
        if (text, day) not in [(s.text, str(s.due)) for s in statements[kind]]:
            differences.append("due")
    linked = {person.name.split()[0] for person in understanding.linked}
    for name in re.findall(r"(\w+) is linked, not logged", case.more):
        if name not in linked:
            differences.append("linked")
    return differences


@pytest.mark.parametrize("case", GIVEN, ids=lambda case: case.sentence)
def test_given_sentence_is_understood_as_its_columns_say(case: Case) -> None:
    understanding = understand(case)
    if case.people == "?":
        assert not is_written(understanding)
        return
    questions = [q.kind for q in understanding.questions if not q.default_key]
    expected = (
        {"day"} if case.day == "-" else {"recipient"} if "asked about" in case.more else set()
    )
    assert set(questions) == expected
    assert list_differences(case, understanding) == []


@pytest.mark.parametrize(
    ("sentence", "suggestion"),
    [("lunch with Ben Okafro", "Ben Okafor"), ("coffee with Bne", "Ben Okafor")],
)
def test_slip_suggests_who_is_meant(sentence: str, suggestion: str) -> None:
    (question,) = understand_sentence(sentence, NAMES, TODAY, Settings()).questions
    assert question.text == f"Did you mean {suggestion}?"
    answer = question.choices[0].key
    answered = understand_sentence(sentence, NAMES, TODAY, Settings(), (answer,))
    assert ([p.name for p in answered.people], answered.questions) == ([suggestion], ())


def test_day_to_come_is_offered_as_a_next_step() -> None:
    sentence = "had a great call with Ingrid tomorrow"
    (question,) = understand_sentence(sentence, NAMES, TODAY, Settings()).questions
    assert question.kind == "plan"
    planned = understand_sentence(sentence, NAMES, TODAY, Settings(), (question.choices[0].key,))
    assert (planned.is_plan, str(planned.day), planned.questions) == (True, "2026-10-02", ())


@pytest.mark.parametrize(
    ("sentence", "channel", "text"),
    [
        ("Ben Okafor wrote back, he can talk on 2 October", "message", "he can talk on 2 October"),
        ("Ben Okafor called back", "call", ""),
        ("call with Ben Okafor about Friday's dinner", "call", "about Friday's dinner"),
    ],
)
def test_words_that_look_like_a_day_and_are_none_are_no_day(
    sentence: str, channel: str, text: str
) -> None:
    read = understand_sentence(sentence, NAMES, TODAY, Settings())
    assert (read.day, read.channel, read.text, read.questions) == (TODAY, channel, text, ())


@pytest.mark.parametrize(
    ("sentence", "channel", "text"),
    [
        ("sent Ben Okafor an email about his boat", "email", "about his boat"),
        ("sent a short text to Ben Okafor", "text", ""),
        ("sent Ben Okafor two decks by email", "email", "sent two decks"),
        ("sent Ben Okafor the deck", "message", "sent the deck"),
    ],
)
def test_what_was_sent_is_in_the_text_unless_it_is_the_channel(
    sentence: str, channel: str, text: str
) -> None:
    read = understand_sentence(sentence, NAMES, TODAY, Settings())
    assert (read.channel, read.text, read.questions) == (channel, text, ())


def test_channel_with_a_day_that_it_is_planned_for_is_asked_about() -> None:
    sentence = "phone call with Ben Okafor planned for 2 October"
    (question,) = understand_sentence(sentence, NAMES, TODAY, Settings()).questions
    assert (question.kind, question.words) == ("happened", "planned for")


def test_review_keeps_an_answer_about_somebody_word_for_word() -> None:
    answer = GIVEN[-1].sentence
    assert parse_answer(answer, NAMES, TODAY, Settings()) == (None, "", answer)


@pytest.mark.parametrize("case", [*BEFORE, *AFTER], ids=lambda case: case.sentence)
def test_no_sentence_is_written_wrongly(case: Case) -> None:
    understanding = understand(case)
    if is_written(understanding):
        assert case.people != "?"
        assert list_differences(case, understanding) == []


# How many are read as their columns say; the others are asked about.
@pytest.mark.parametrize(("cases", "expected"), [(BEFORE, 81), (AFTER, 88)])
def test_nearly_all_sentences_are_understood(cases: list[Case], expected: int) -> None:
    understood_count = 0
    for case in cases:
        understanding = understand(case)
        if case.people == "?" or case.day == "-":
            understood_count += not is_written(understanding)
        else:
            is_right = not list_differences(case, understanding)
            understood_count += is_right and is_written(understanding)
    assert understood_count >= expected


def list_statements(understanding: Understanding) -> list[tuple[str, str, str]]:
    statements = {
        "promise": understanding.promised,
        "ask": understanding.asked,
        "gift": understanding.gave,
        "fact": understanding.learned,
    }
    return sorted(
        (kind, statement.text, str(statement.due or ""))
        for kind, found in statements.items()
        for statement in found
    )


@pytest.mark.parametrize("case", STATEMENTS, ids=lambda case: case.sentence)
def test_what_passed_is_read_in_all_languages(case: Case) -> None:
    understanding = understand(case)
    expected = re.findall('(promise|ask|gift|fact) "([^"]+)"(?: by ([0-9-]+))?', case.more)
    assert list_statements(understanding) == sorted(expected)
    assert list_differences(case, understanding) == []
    assert understanding.questions == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "Kaffee mit Ada, habe ihr das Buch nicht gegeben",
        "Kaffee mit Ada, habe ihr Bescheid gegeben",
        "Kaffee mit Ada, habe ihr Recht gegeben",
        "Ada hat mir versprochen, die Folien zu schicken",
        "Kaffee mit Ada, sie hat versprochen, die Folien zu schicken",
        "Ich habe Ada nichts versprochen",
        "Kaffee mit Ben, habe ihn gebeten, das zu prüfen",
        "Ich habe Ada um 8 Uhr getroffen",
        "Ich habe Ada gestern das Buch gegeben",
        "Koffie met Karl, vroeg om 8 uur",
        "Ik vroeg Karl om te bellen",
        "koffie met Ada, ze heeft beloofd de slides te sturen",
        "Le pedí a Karl que llamara",
        "comida con Ben, pedí una cerveza",
        "café con Ada, le pedí que viniera",
        "café con Ada, prometió el libro",
        "di un paseo con Ada",
        "J'ai demandé à Karl de venir",
        "J'ai demandé à Karl s'il venait",
        "café avec Ada, je lui ai donné un coup de main",
        "café avec Ada, Ben lui a promis le livre",
        "café avec Ada, il lui a donné le livre",
        "coffee with Ada, Ben promised the deck",
    ],
)
def test_what_somebody_else_did_or_nobody_is_no_statement(sentence: str) -> None:
    understanding = understand_sentence(sentence, NAMES, TODAY, Settings())
    assert list_statements(understanding) == []


def test_day_in_the_middle_of_a_gift_is_the_day() -> None:
    sentence = "Ich habe Ada gestern das Buch gegeben"
    assert str(understand_sentence(sentence, NAMES, TODAY, Settings()).day) == "2026-09-30"


def test_word_with_an_apostrophe_is_kept_as_it_was_typed() -> None:
    text = understand_sentence("J'ai vu Karl, s'il vient", NAMES, TODAY, Settings()).text
    asked = understand_sentence("J'ai demandé à Karl s'il venait", NAMES, TODAY, Settings()).text
    assert ("s'il vient" in text, asked) == (True, "J'ai demandé à Karl s'il venait")
