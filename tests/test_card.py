"""Values from files of other programs are made harmless before they become notes."""

from __future__ import annotations

import csv
import io
import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netnotes.formats.card import (
    CARD_LIST_PROPERTIES,
    CARD_TEXT_PROPERTIES,
    MAX_LINE_LENGTH,
    MAX_VALUES,
    Card,
    ImportedTouch,
    ImportProblem,
    sanitize_cards,
    sanitize_line,
    sanitize_text,
)
from netnotes.formats.readers import linkedin, table, vcard
from netnotes.model.people import Birthday


def is_one_line(text: str) -> bool:
    return len(text.splitlines()) <= 1 and not any(
        unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") for character in text
    )


def is_fit_for_a_note(card: Card) -> bool:
    values = (getattr(card, name) for name in (*CARD_TEXT_PROPERTIES, *CARD_LIST_PROPERTIES))
    lines: list[str] = []
    for value in values:
        lines += (value,) if isinstance(value, str) else value
    lines += (
        [touch.text for touch in card.touches]
        + [task.text for task in card.tasks]
        + [word for _, words in card.extra_properties for word in words]
    )
    return bool(card.name) and all(is_one_line(line) for line in lines)


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_one_line_values_have_no_line_breaks_or_control_characters(
    name: str, value: str, text: str
) -> None:
    cell = io.StringIO()
    csv.writer(cell).writerow([name, "Quill", value, value, text, value, "02 Jan 2024"])
    imported = (
        *linkedin.read(
            "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
            f"{cell.getvalue()}"
        ).cards,
        *table.read(f"Name,Last Name,Links,Email,Tags,Tier,Met\n{cell.getvalue()}").cards,
        *vcard.read(
            f"BEGIN:VCARD\nFN:{name}\nORG:{value}\nTEL:{text}\nCATEGORIES:{value}\nEND:VCARD\n"
        ).cards,
        *sanitize_cards(
            [
                Card(
                    row=1,
                    name=name,
                    tags=(value,),
                    touches=(ImportedTouch(date(2026, 1, 2), text, value),),
                    extra_properties=(("tier", (text,)),),
                )
            ]
        ).cards,
    )
    assert all(map(is_fit_for_a_note, imported))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Ada\r\ntier: monthly", "Ada tier: monthly"),
        ("Ada\x00\x07 Quill\x1b[31m", "Ada Quill [31m"),
        ("\u202eadA\u202c", "adA"),
        ("\u202a+49 30 5550123\u202c", "+49 30 5550123"),
        ("Ada\u2028Quill\x85x", "Ada Quill x"),
        ("Jose\u0301", "José"),
        ("a\ud800b", "a b"),
        ("  a  \t b ", "a b"),
        ("👩\u200d💻 Ada", "👩\u200d💻 Ada"),
        ("{{ 7*7 }}", "{ { 7*7 } }"),
        ("=HYPERLINK(1)", "=HYPERLINK(1)"),
        ("../../etc/passwd", "../../etc/passwd"),
        ("---", "---"),
        ("[[Ben Okafor|x]] and [[Cleo]]", "x and Cleo"),
        ("[\u200b[Cleo]]", "Cleo"),
        ("[[[[a]]b]] [[", "[ab]] ["),
    ],
)
def test_sanitized_line_keeps_the_words(written: str, read: str) -> None:
    assert sanitize_line(written) == read


def test_sanitized_text_keeps_its_lines_and_loses_invisible_characters() -> None:
    assert (
        sanitize_text("\r\none\r\n\ttwo\x00\u202e \r\n\r\nthree\u2028four\n\n")
        == "one\n    two\n\nthree\nfour"
    )


def test_values_that_are_cut_are_reported() -> None:
    sanitized = sanitize_cards(
        [
            Card(
                row=7,
                name="A" * 600,
                tags=tuple(f"t{number}" for number in range(50)),
                text="x" * 200_000,
            )
        ]
    )
    (ada,) = sanitized.cards
    assert (len(ada.name), len(ada.tags)) == (MAX_LINE_LENGTH, MAX_VALUES)
    assert [(problem.row, problem.is_person_kept) for problem in sanitized.problems] == [
        (7, True)
    ] * 3


@pytest.mark.parametrize("name", ["", "---", " . ", "…", "\u200b"])
def test_punctuation_alone_is_no_name(name: str) -> None:
    assert sanitize_cards([Card(row=1, name=name)]).cards == ()
    assert (
        sanitize_cards([Card(row=1, name=name, email=("a@x.example",))]).cards[0].name
        == "a@x.example"
    )


@pytest.mark.parametrize("name", ["❤️", "李", "Ада", "A", "007"])
def test_letters_and_symbols_of_any_script_can_be_a_name(name: str) -> None:
    assert sanitize_cards([Card(row=1, name=name)]).cards[0].name == name


@pytest.mark.parametrize(
    ("written", "link"),
    [
        ("https://example.com/ada", "https://example.com/ada"),
        ("www.example.com", "https://www.example.com"),
        ("linkedin.com/in/ada", "https://linkedin.com/in/ada"),
        ("javascript:alert(1)", ""),
        ("java\tscript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("//evil/share", ""),
        ("vscode://x", ""),
        ("two words", ""),
    ],
)
def test_only_addresses_that_a_browser_may_open_are_links(written: str, link: str) -> None:
    sanitized = sanitize_cards([Card(row=1, name="Ada", links=(written,))])
    assert sanitized.cards[0].links == ((link,) if link else ())
    assert len(sanitized.problems) == (not link)


def test_tags_have_the_form_that_obsidian_allows() -> None:
    tags = ("#Fair", "two words", "2024", "a/b", "x, y", "---", "Größe")
    assert sanitize_cards([Card(row=1, name="Ada", tags=tags)]).cards[0].tags == (
        "Fair",
        "two-words",
        "a/b",
        "x-y",
        "Größe",
    )


def test_problems_are_in_the_order_of_the_file() -> None:
    sanitized = sanitize_cards(
        [ImportProblem(3, "x\ny"), Card(row=1, name="Ada", email=("no",), birthday=Birthday(1, 2))]
    )
    assert [(problem.row, problem.reason) for problem in sanitized.problems] == [
        (1, "`no` is no mail address; Ada is there without it"),
        (3, "x y"),
    ]


def test_reports_on_someone_without_a_name_name_nobody() -> None:
    imported = sanitize_cards(
        [Card(row=3, email=("bad",)), Card(row=4, name="Ada", email=("bad",))]
    )
    assert [problem.reason for problem in imported.problems] == [
        "there is no name, and nothing else to call this person by: `bad` is no address",
        "`bad` is no mail address; Ada is there without it",
    ]
