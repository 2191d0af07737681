"""Sentences as people type and dictate them, with other names and another day.

The 200 in `sentence_cases_fresh.tsv` were written without a look at the grammar. Of the 60 English
ones it read 41 as they are meant, asked about 10 and read 9 wrongly; of the 35 German ones 22, 6 and
7, of the French 28, 5 and 2, of the Spanish 27, 2 and 6, of the Dutch 25, 6 and 4. Now it reads none
wrongly and asks about 6, 4, 4, 1 and 5. The sentences in `sentence_cases_kinds.tsv` are of the kinds
that were read wrongly. Of the 80 in `sentence_cases_busy.tsv`, written before that, too, it read 38
as they are meant, asked about 17, and read 25 otherwise, 14 of them only without the way; now it
reads 59, 7 of the others without the way, and asks about 14.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from netnotes.actions.serving.sentences import SentenceReader
from netnotes.cli import run
from netnotes.model.people import Contact
from netnotes.model.settings import Settings
from netnotes.vault.load import find_and_load_vault
from netnotes.writing.days import parse_future_day, parse_past_day
from netnotes.writing.name_index import build_name_index
from netnotes.writing.understand import understand_sentence
from netnotes.writing.understanding import describe_understanding
from tests.notes import parse_iso_day
from tests.test_sentence_cases import Case, is_written, list_differences, read_cases

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytest import CaptureFixture

    CaptureText = CaptureFixture[str]
    WriteVault = Callable[[dict[str, str]], Path]

TODAY = parse_iso_day("2026-11-18")  # a Wednesday

PEOPLE = (
    *("Margaret Hollis", "Raj Patel", "Priya Nair", "Sunita Rao", "Tom Becker", "Tom Finch"),
    *("Will Grant", "May Chen", "Mark Stone", "Olu Adeyemi", "Siobhán Kelly", "Rob Turner"),
    *("Björn Lindqvist", "Anke Vogel", "Jürgen Weiß", "Hannah Schmidt", "Lena Brandt"),
    *("François Lefèvre", "Amélie Dubois", "Chloé Martin", "José García", "Lucía Fernández"),
    *("Marisol Vega", "Joost van den Berg", "Femke de Vries", "Sanne Bakker"),
)
ALIASES = {"Margaret Hollis": ("Maggie",), "Rob Turner": ("Bob",), "Marisol Vega": ("Mari",)}
ORGANISATIONS = {"Tom Becker": "Northbank"}
NAMES = build_name_index(
    Contact(
        path=f"People/{name}.md",
        name=name,
        aliases=ALIASES.get(name, ()),
        organisation=ORGANISATIONS.get(name, ""),
    )
    for name in PEOPLE
)

FRESH = read_cases("sentence_cases_fresh.tsv")
KINDS = read_cases("sentence_cases_kinds.tsv")
BUSY = read_cases("sentence_cases_busy.tsv")

# How many of the fresh ones, and of the busy ones, may be asked about that have one meaning.
MAX_ASKED = 20
MAX_BUSY_ASKED = 10


def is_asked_about(case: Case) -> bool:
    return not is_written(understand_sentence(case.sentence, NAMES, TODAY, Settings()))


@pytest.mark.parametrize("case", [*FRESH, *KINDS], ids=lambda case: case.sentence)
def test_sentence_is_read_as_it_is_meant_or_asked_about(case: Case) -> None:
    understanding = understand_sentence(case.sentence, NAMES, TODAY, Settings())
    if is_written(understanding):
        assert case.people != "?"
        assert case.day != "-"
        assert list_differences(case, understanding) == []


@pytest.mark.parametrize("case", BUSY, ids=lambda case: case.sentence)
def test_sentence_of_busy_people_is_read_as_it_is_meant_or_asked_about(case: Case) -> None:
    understanding = understand_sentence(case.sentence, NAMES, TODAY, Settings())
    if is_written(understanding):
        assert case.day != "-"
        differences = list_differences(case, understanding)
        # A way that is not read is in the text, and nothing is said of it that is not true.
        if not understanding.mode:
            differences = [difference for difference in differences if difference != "way"]
        assert differences == []


@pytest.mark.parametrize(("cases", "max_asked"), [(FRESH, MAX_ASKED), (BUSY, MAX_BUSY_ASKED)])
def test_few_sentences_with_one_meaning_are_asked_about(cases: list[Case], max_asked: int) -> None:
    plain_cases = [case for case in cases if case.people != "?" and case.day != "-"]
    assert len([case for case in plain_cases if is_asked_about(case)]) <= max_asked


def test_sentences_of_the_kinds_that_were_wrong_are_not_asked_about() -> None:
    plain_cases = [case for case in KINDS if case.people != "?" and case.day != "-"]
    assert [case.sentence for case in plain_cases if is_asked_about(case)] == []


@pytest.mark.parametrize(
    ("words", "days"),
    [
        *(("last nite", 1), ("yesterday itself", 1), ("half an hour ago", 0), ("letzten Do", 6)),
        *(("Do", 6), ("am Mo", 2), ("Di", 1), ("ma", 2), ("op za", 4), ("afgelopen vr", 5)),
        *(("el día 4", 14), ("hace un par de días", 2), ("le 4", 14), ("today morning", 0)),
    ],
)
def test_day_that_has_passed_is_read(words: str, days: int) -> None:
    assert parse_past_day(words, TODAY) == TODAY - timedelta(days=days)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        *(("2moro", "2026-11-19"), ("the end of the month", "2026-11-30"), ("eom", "2026-11-30")),
        *(("end of november", "2026-11-30"), ("end of february", "2027-02-28")),
        *(("end of next month", "2026-12-31"), ("the end of the year", "2026-12-31")),
        *(("this coming friday", "2026-11-20"), ("next friday", "2026-11-27")),
        *(("bis Monatsende", "2026-11-30"), ("Ende Januar", "2027-01-31"), ("Fr", "2026-11-20")),
        *(("bis kommenden Freitag", "2026-11-20"), ("bis zum 4. Dezember", "2026-12-04")),
        *(("fin novembre", "2026-11-30"), ("d'ici vendredi", "2026-11-20")),
        *(("jusqu'au 4 décembre", "2026-12-04"), ("fin de mes", "2026-11-30")),
        *(("el viernes que viene", "2026-11-20"), ("a finales de enero", "2027-01-31")),
        *(("aanstaande vrijdag", "2026-11-20"), ("volgende vrijdag", "2026-11-27")),
        *(("eind november", "2026-11-30"), ("tot vr", "2026-11-20")),
    ],
)
def test_day_of_a_plan_is_read(words: str, day: str) -> None:
    assert str(parse_future_day(words, TODAY)) == day


@pytest.mark.parametrize(
    "words", ["early march", "Anfang März", "début mars", "a principios de marzo", "begin maart"]
)
def test_part_of_a_month_is_no_day(words: str) -> None:
    assert parse_future_day(words, TODAY) is None
    assert parse_past_day(words, TODAY) is None


def test_two_ways_with_two_people_are_asked_about_and_can_be_the_same() -> None:
    sentence = "called Lena and emailed Raj"
    (question,) = understand_sentence(sentence, NAMES, TODAY, Settings()).questions
    assert question.text == (
        "Was it the same with Lena and Raj? If not, write a sentence for each."
    )
    answer = question.choices[0].key
    answered = understand_sentence(sentence, NAMES, TODAY, Settings(), (answer,))
    assert [person.name for person in answered.people] == ["Lena Brandt", "Raj Patel"]
    assert answered.questions == ()


def test_day_of_a_text_about_somebody_is_asked_about() -> None:
    sentence = "Chloé Martin : visite de l'atelier jeudi"
    (question,) = understand_sentence(sentence, NAMES, TODAY, Settings()).questions
    assert question.text == "Which day was it: Thursday 12 November 2026 or today?"
    days = [
        understand_sentence(sentence, NAMES, TODAY, Settings(), (choice.key,)).day
        for choice in question.choices
    ]
    assert days == [parse_iso_day("2026-11-12"), TODAY]


def test_filler_in_a_name_is_a_name() -> None:
    names = build_name_index([Contact(path="People/So Tanaka.md", name="So Tanaka")])
    understanding = understand_sentence("So Tanaka called", names, TODAY, Settings())
    assert [person.name for person in understanding.people] == ["So Tanaka"]


@pytest.fixture
def folder(vault: WriteVault) -> Path:
    notes = {f"People/{name}.md": build_note(name) for name in PEOPLE}
    lines = "".join(f"- {case.sentence}\n" for case in [*FRESH, *KINDS])
    return vault({**notes, "Inbox.md": lines})


def build_note(name: str) -> str:
    aliases = ", ".join(ALIASES.get(name, ()))
    organisation = ORGANISATIONS.get(name, "")
    return f"---\ncontact: 3\naliases: [{aliases}]\norganisation: {organisation}\n---\n"


def test_inbox_reads_each_sentence_as_log_does_or_asks(folder: Path, capsys: CaptureText) -> None:
    run(["inbox", "--vault", str(folder), "--today", str(TODAY), "--dry-run", "--no-color"])
    output = capsys.readouterr().out
    readings = {}
    for block in re.split(r"^Inbox\.md:\d+: ", output, flags=re.MULTILINE)[1:]:
        sentence, reading = block.splitlines()[:2]
        readings[sentence] = reading.strip()
    for case in [*FRESH, *KINDS]:
        understanding = understand_sentence(case.sentence, NAMES, TODAY, Settings())
        reading = readings[case.sentence]
        if is_written(understanding) and not reading.startswith("?"):
            assert reading == describe_understanding(understanding, TODAY)
        else:
            assert reading.startswith("?")


def test_command_bar_reads_each_sentence_as_log_does(folder: Path) -> None:
    network = find_and_load_vault(folder, TODAY).network
    reader = SentenceReader()
    for case in [*FRESH, *KINDS]:
        understood = reader.understand({"sentence": case.sentence}, network).understanding
        understanding = understand_sentence(case.sentence, NAMES, TODAY, Settings())
        assert understood == understanding


@pytest.mark.parametrize(
    ("sentence", "promises", "text"),
    [
        ("Kaffee mit Ada, habe ihr versprochen, sie anzurufen", ["anzurufen"], ""),
        (
            "Kaffee mit Ada, habe ihr versprochen, ihr das Buch zu schicken",
            ["das Buch zu schicken"],
            "",
        ),
        ("Kaffee mit Ada, ich habe ihr versprochen zu kommen", ["kommen"], ""),
        ("koffie met Ada, heb haar beloofd te bellen", ["bellen"], ""),
        ("koffie met Ada, heb haar beloofd om haar het boek te sturen", ["het boek te sturen"], ""),
        # Nothing was promised yet: the words stay text, and nothing is behind the last one.
        ("Kaffee mit Ada, habe ihr versprochen", [], "ihr versprochen"),
        ("Kaffee mit Ada, habe ihr versprochen, dass", [], "ihr versprochen, dass"),
        ("koffie met Ada, heb haar beloofd", [], "haar beloofd"),
        ("koffie met Ada, beloofd dat", [], "beloofd dat"),
        ("coffee with Ada, promised her that", [], "promised her that"),
        ("café con Ada, le prometí que", [], "le prometí que"),
        ("café avec Ada, promis que", [], "promis que"),
    ],
)
def test_pronoun_before_the_verb_is_no_promise(
    sentence: str, promises: list[str], text: str
) -> None:
    names = build_name_index([Contact(path="People/Ada Quill.md", name="Ada Quill")])
    understanding = understand_sentence(sentence, names, TODAY, Settings())
    assert [promise.text for promise in understanding.promised] == promises
    assert (understanding.text, understanding.questions) == (text, ())


def test_help_of_today_may_be_asked_for_today() -> None:
    understanding = understand_sentence("asked Priya for help today", NAMES, TODAY, Settings())
    assert [ask.text for ask in understanding.asked] == ["help today"]


def test_day_of_a_text_that_is_today_is_not_asked_about() -> None:
    for day, kinds in (("today", []), ("yesterday", ["day"])):
        sentence = f"Priya showed me her flat {day}"
        questions = understand_sentence(sentence, NAMES, TODAY, Settings()).questions
        assert [question.kind for question in questions] == kinds


def test_one_word_more_behind_a_whole_name_is_another_name() -> None:
    sentence = "coffee with Margaret Hollis Okoro"
    understanding = understand_sentence(sentence, NAMES, TODAY, Settings())
    assert [question.words for question in understanding.questions] == ["Margaret Hollis Okoro"]
    assert not understanding.people
