"""What was promised, asked for or given goes into the note of the one it was said to, or is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from netnotes.cli import run
from netnotes.errors import EXIT_CANNOT
from netnotes.model.people import Contact
from netnotes.model.settings import Settings
from netnotes.writing.name_index import build_name_index
from netnotes.writing.typed_meeting import parse_promise
from netnotes.writing.understand import understand_sentence
from netnotes.writing.understanding import build_meetings, describe_understanding
from tests.notes import parse_iso_day

if TYPE_CHECKING:
    from pathlib import Path

    from netnotes.writing.understanding import Understanding

TODAY = parse_iso_day("2026-10-01")  # a Thursday

PEOPLE = (
    *("Cleo Marsh", "Eva Lindqvist", "Ben Okafor", "Dan Brody", "Dan Kessler", "Yuki Tanaka"),
    *("May Grant", "Rich Free"),
)
NAMES = build_name_index(Contact(path=f"People/{name}.md", name=name) for name in PEOPLE)
CONTACT = "---\npurpose: books\n---\n"


def understand(sentence: str, *answers: str) -> Understanding:
    return understand_sentence(sentence, NAMES, TODAY, Settings(), answers)


def list_lines(understanding: Understanding) -> list[tuple[str, str]]:
    """List what is written into each note: the first name, and the fields with the text."""
    lines = []
    for path, meeting in build_meetings(understanding, lambda path, _: f"[[{path[7:-3]}]]"):
        name = path.removeprefix("People/").split()[0]
        promised = [f"promised {text} {due or ''}".strip() for text, due in meeting.promised]
        asked = [f"asked {text}" for text in meeting.asked]
        gave = [f"gave {text}" for text in meeting.gave]
        parts = [meeting.channel, meeting.text, *promised, *asked, *gave]
        lines.append((name, "; ".join(filter(None, parts))))
    return lines


ABSENT = [
    ("coffee with Cleo, promised Eva the book", "promised the book"),
    ("coffee with Cleo, promised Eva Lindqvist to send the deck", "promised send the deck"),
    ("coffee with Cleo, promised the book to Eva", "promised the book"),
    ("coffee with Cleo, promised the book to Eva by friday", "promised the book 2026-10-02"),
    ("coffee with Cleo, asked Eva for a review", "asked a review"),
    ("coffee with Cleo, gave Eva the book", "gave the book"),
    ("coffee with Cleo, gave a book to Eva", "gave a book"),
    ("Kaffee mit Cleo, habe Eva das Buch versprochen", "promised das Buch"),
    ("Kaffee mit Cleo, habe Eva das Buch gegeben", "gave das Buch"),
    ("Kaffee mit Cleo, habe Eva um Rat gebeten", "asked Rat"),
    ("café avec Cleo, promis à Eva de relire son texte", "promised relire son texte"),
    ("café avec Cleo, j'ai promis le livre à Eva", "promised le livre"),
    ("café avec Cleo, j'ai demandé à Eva une recommandation", "asked une recommandation"),
    ("café con Cleo, le prometí a Eva el libro", "promised el libro"),
    ("café con Cleo, le pedí a Eva una recomendación", "asked una recomendación"),
    ("café con Cleo, prometí el libro a Eva", "promised el libro"),
    ("koffie met Cleo, beloofde Eva het boek", "promised het boek"),
    ("koffie met Cleo, heb Eva het boek gegeven", "gave het boek"),
    ("koffie met Cleo, vroeg Eva om advies", "asked advies"),
]


@pytest.mark.parametrize(("sentence", "line"), ABSENT)
def test_what_was_said_to_somebody_else_is_asked_about_and_never_written_to_who_was_there(
    sentence: str, line: str
) -> None:
    (question,) = understand(sentence).questions
    assert (question.kind, question.default_key) == ("absent", "")
    own, there, text = [choice.key for choice in question.choices]

    alone = understand(sentence, own)
    assert alone.questions == ()
    assert list_lines(alone) == [("Cleo", "coffee"), ("Eva", line)]

    together = understand(sentence, there)
    assert together.questions == ()
    assert list_lines(together) == [("Cleo", "coffee"), ("Eva", f"coffee; {line}")]

    ((name, kept),) = list_lines(understand(sentence, text))
    assert (name, "[[Eva Lindqvist|Eva" in kept or "[[Eva Lindqvist]]" in kept) == ("Cleo", True)


def test_question_about_somebody_who_was_not_there_leaves_out_the_and() -> None:
    (question,) = understand("had coffee with Cleo and promised Eva to call her").questions
    assert question.words == "promised Eva to call her"


def test_entry_of_its_own_is_described_and_links_to_nobody() -> None:
    sentence = "coffee with Cleo, promised Eva the book"
    (question,) = understand(sentence).questions
    assert question.text == (
        "Eva Lindqvist is not among those you were with. What becomes of “promised Eva the book”?"
    )
    assert [choice.label for choice in question.choices] == [
        "an entry of its own for Eva Lindqvist",
        "Eva Lindqvist was there, too",
        "it stays text",
    ]
    understanding = understand(sentence, question.choices[0].key)
    assert describe_understanding(understanding, TODAY) == (
        "Cleo Marsh · Thursday 1 October · coffee · promised Eva Lindqvist: the book"
    )
    meetings = dict(build_meetings(understanding, lambda path, _: f"[[{path}]]"))
    assert [meeting.others for meeting in meetings.values()] == [(), ()]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "lunch with Cleo and Eva, promised Eva Lindqvist the book",
            [("Cleo", "lunch"), ("Eva", "lunch; promised the book")],
        ),
        (
            "lunch with Cleo and Eva, promised the book to Eva",
            [("Cleo", "lunch"), ("Eva", "lunch; promised the book")],
        ),
        (
            "Mittagessen mit Cleo und Eva, habe Eva Lindqvist das Buch versprochen",
            [("Cleo", "lunch"), ("Eva", "lunch; promised das Buch")],
        ),
        (
            "lunch with Cleo and Dan Kessler, asked Dan for a review",
            [("Cleo", "lunch"), ("Dan", "lunch; asked a review")],
        ),
        (
            "met Cleo for coffee; promised an intro to Yuki",
            [("Cleo", "coffee; promised an intro to [[Yuki Tanaka|Yuki]]")],
        ),
        (
            "café con Cleo, le di el libro de Eva",
            [("Cleo", "coffee; gave el libro de [[Eva Lindqvist|Eva]]")],
        ),
        (
            "coffee with Cleo, promised Hannah the book",
            [("Cleo", "coffee; promised Hannah the book")],
        ),
        (
            "coffee with Cleo, promised to Hannah help",
            [("Cleo", "coffee; promised to Hannah help")],
        ),
        (
            "coffee with Cleo, promised Hannah Berg to call",
            [("Cleo", "coffee; promised Hannah Berg to call")],
        ),
        (
            "café avec Cleo, promis à Hannah d'envoyer le plan",
            [("Cleo", "coffee; promis à Hannah d'envoyer le plan")],
        ),
        (
            "café avec Cleo, promis à Hannah de relire son texte",
            [("Cleo", "coffee; promis à Hannah de relire son texte")],
        ),
    ],
)
def test_what_was_said_goes_to_whom_the_sentence_names(
    sentence: str, expected: list[tuple[str, str]]
) -> None:
    understanding = understand(sentence)
    assert understanding.questions == ()
    assert list_lines(understanding) == expected


def test_one_of_two_namesakes_who_was_not_there_is_asked_for() -> None:
    sentence = "coffee with Cleo, promised Dan the book"
    (question,) = understand(sentence).questions
    assert question.text == "Which Dan: Dan Brody or Dan Kessler?"
    (question,) = understand(sentence, question.choices[1].key).questions
    assert question.kind == "absent"


def test_promise_that_names_one_of_those_who_were_there_is_asked_about() -> None:
    (question,) = understand("lunch with Cleo and Eva, promised to send the deck to Eva").questions
    assert (question.kind, question.default_key) == ("recipient", "")


def test_promise_to_somebody_else_writes_nothing_where_nobody_can_be_asked(
    vault_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    note = vault_folder / "People" / "Ada Quill.md"
    before = note.read_bytes()
    (vault_folder / "People" / "Ben Okafor.md").write_text(CONTACT, encoding="utf-8")
    sentence = "coffee with Ada, promised Ben Okafor the book"
    assert run(["log", "--vault", str(vault_folder), sentence]) == EXIT_CANNOT
    error = capsys.readouterr().err
    assert "Ben Okafor is not among those you were with." in error
    assert "Write it as a sentence of its own" in error
    assert note.read_bytes() == before


@pytest.mark.parametrize(
    "sentence",
    [
        "Ben called me but I missed it",
        "Ben called but I missed his call",
        "Ben rang me while I was out and I missed it",
        "called Ben but no answer",
        "called Ben but he didn't pick up",
        "Ben hat angerufen, aber ich habe es verpasst",
        "Ben hat mich angerufen aber ich habe ihn verpasst",
        "Ben m'a appelé mais je l'ai raté",
        "Ben m'a appelé mais je n'ai pas répondu",
        "Ben me llamó pero no contesté",
        "Ben heeft me gebeld maar ik heb het gemist",
        "Ben belde maar ik nam niet op",
    ],
)
def test_call_that_was_missed_is_asked_about(sentence: str) -> None:
    assert [question.kind for question in understand(sentence).questions] == ["happened"]


@pytest.mark.parametrize(
    "sentence",
    [
        "call with Ben: he missed it last year",
        "coffee with Ben but we missed the sun",
        "coffee with Ben, learned that he missed it",
        "Ben called but I had little time",
    ],
)
def test_what_else_was_missed_is_no_question(sentence: str) -> None:
    assert understand(sentence).questions == ()


@pytest.mark.parametrize(
    ("sentence", "promise", "due"),
    [
        ("promised to send the slides tomorrow", "send the slides", "2026-10-02"),
        ("promised her the slides tomorrow", "the slides", "2026-10-02"),
        ("promised the slides next friday", "the slides", "2026-10-09"),
        ("promised to send the slides next friday!", "send the slides", "2026-10-09"),
        ("promised to send the slides in two weeks", "send the slides", "2026-10-15"),
        ("promised to send the slides on friday", "send the slides", "2026-10-02"),
        ("promised to send the slides today", "send the slides", "2026-10-01"),
        ("versprochen, die Folien morgen zu schicken", "die Folien zu schicken", "2026-10-02"),
        ("versprach ihm die Folien morgen", "die Folien", "2026-10-02"),
        ("versprach ihm die Folien nächsten Freitag", "die Folien", "2026-10-09"),
        ("promis d'envoyer les diapos demain", "envoyer les diapos", "2026-10-02"),
        ("promis d'envoyer les diapos vendredi prochain", "envoyer les diapos", "2026-10-09"),
        ("le prometí el libro mañana", "el libro", "2026-10-02"),
        ("prometí enviar el borrador el viernes", "enviar el borrador", "2026-10-02"),
        ("beloofde hem het boek morgen", "het boek", "2026-10-02"),
        ("beloofd het boek morgen te sturen", "het boek te sturen", "2026-10-02"),
    ],
)
def test_promise_with_a_day_at_its_end_is_due_then(sentence: str, promise: str, due: str) -> None:
    understanding = understand(f"Cleo, coffee, {sentence}")
    assert [(s.text, str(s.due)) for s in understanding.promised] == [(promise, due)]
    assert understanding.questions == ()


@pytest.mark.parametrize(
    "promise",
    [
        "the slides on friday",
        "slides for the talk tomorrow",
        "send the notes about the party next friday",
        "the news of tomorrow",
        "stay 3 weeks",
        "spend a day",
        "send it next week",
        "enjoy the sun",
        "send the slides tomorrow and call on friday",
        "tomorrow",
    ],
)
def test_promise_whose_last_words_may_mean_something_else_keeps_them(promise: str) -> None:
    has_verb = promise.split()[0] in ("send", "stay", "spend", "enjoy")
    words = f"to {promise}" if has_verb else promise
    (statement,) = understand(f"coffee with Cleo, promised {words}").promised
    assert (statement.text, statement.due) == (promise, None)


def test_weekday_of_a_promise_made_days_ago_may_be_past() -> None:
    sentence = "coffee with Cleo on monday, promised to call on wednesday"
    (statement,) = understand(sentence).promised
    assert (statement.text, statement.due) == ("call on wednesday", None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("send the slides tomorrow", ("send the slides", "2026-10-02")),
        ("das Buch übermorgen", ("das Buch", "2026-10-03")),
        ("the slides on friday", ("the slides on friday", "None")),
    ],
)
def test_typed_promise_has_its_day_in_the_same_words(text: str, expected: tuple[str, str]) -> None:
    promise, due = parse_promise(text, TODAY)
    assert (promise, str(due)) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "coffee with Cleo: he may grant us a free day",
        "coffee with Cleo about a free day",
        "coffee with Cleo, the rich free themselves",
        "coffee with Cleo: how to grant access to the marsh",
        "Kaffee mit Cleo: im Mai und free for all",
        "café avec Cleo: un free party",
    ],
)
def test_common_words_in_lower_case_are_no_names_in_the_text(sentence: str) -> None:
    assert understand(sentence).linked == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "coffee with Cleo: May Grant moves",
        "coffee with Cleo: talked to Grant",
        "coffee with Cleo about Rich",
        "coffee with Cleo: ben okafor moves",
        "coffee with Cleo about ben's thesis",
        "coffee with Cleo: ben moves",
    ],
)
def test_name_written_as_one_is_linked_in_the_text(sentence: str) -> None:
    assert len(understand(sentence).linked) == 1


@pytest.mark.parametrize("sentence", ["lunch lily", "called lily", "coffee with lily"])
def test_name_like_a_word_is_found_where_a_sentence_says_with_whom(sentence: str) -> None:
    names = build_name_index([Contact(path="People/Lily Sand.md", name="Lily Sand")])
    understanding = understand_sentence(sentence, names, TODAY, Settings())
    assert [person.name for person in understanding.people] == ["Lily Sand"]
