"""Text of other programs has no mark left that Obsidian, its plugins or netnotes would run."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netnotes.formats.card import Card, ImportedTouch, sanitize_cards, sanitize_line, sanitize_text
from netnotes.formats.harmless import make_fields_harmless, make_harmless
from netnotes.formats.readers.vcard import read
from tests.test_vcard import make_vcard

MARKS = (
    *("<%", "<%*", "%>", "{{", "}}", "%%", "<!--", "-->", "![", "<img ", "<IFRAME", "`=this.x`"),
    *("`$=dv.x`", "``= x``", "\n```dataviewjs\n", "\n~~~ tasks\n", "```", "`", "=", "$", "%", "<"),
    *(
        "{",
        "!",
        "[[",
        "]]",
        "\u200b",
        "\u2060",
        "a",
        " ",
        "\n",
        "gave:: a",
        "[gave:: b]",
        "::",
        ">",
    ),
)

DANGEROUS = re.compile(
    r"<%|\{\{|%%|<!--|!\[|<(?:img|iframe)\b|`\s*\$?="
    r"|^[> \t]*(?:`{3,}|~{3,})[ \t]*(?:dataviewjs|tasks)",
    re.IGNORECASE | re.MULTILINE,
)

texts_of_marks = st.lists(st.sampled_from(MARKS), max_size=12).map("".join)


@pytest.mark.parametrize(
    ("text", "harmless_text"),
    [
        ("Ada <% tp.date.now() %>", "Ada < % tp.date.now() %>"),
        ("{{title}}", "{ {title} }"),
        ("100%% sure <!-- really -->", "100% % sure <! -- really -->"),
        ("`=this.file.name` and `$= dv.pages()`", "'=this.file.name' and '$= dv.pages()'"),
        ("```dataviewjs\ndv.x\n```", "```text dataviewjs\ndv.x\n```"),
        ("![](https://example.com/x.png)", "! [](https://example.com/x.png)"),
        ('<img src="https://example.com/x.png">', '< img src="https://example.com/x.png">'),
        ("Ada <ada@example.com>, 5 < 6, `code`, 5 % of 6!", None),
    ],
)
def test_mark_gets_a_space_and_keeps_its_words(text: str, harmless_text: str | None) -> None:
    assert make_harmless(text) == (text if harmless_text is None else harmless_text)


def test_field_at_the_beginning_of_a_line_or_in_brackets_is_none() -> None:
    text = "gave:: a book\nlunch [asked:: x] (promised::y) with std::string"
    assert make_fields_harmless(text) == (
        "gave: : a book\nlunch [asked: : x] (promised: :y) with std::string"
    )


@given(texts_of_marks)
def test_no_mark_is_left_in_a_value_or_a_text(text: str) -> None:
    for harmless_text in (sanitize_line(text), sanitize_text(text)):
        assert not DANGEROUS.search(harmless_text)
    assert sanitize_line(sanitize_line(text)) == sanitize_line(text)


@given(texts_of_marks)
def test_letters_and_digits_stay(text: str) -> None:
    def keep_letters(text: str) -> str:
        return "".join(filter(str.isalnum, text)).replace("text", "")

    assert keep_letters(make_fields_harmless(make_harmless(text))) == keep_letters(text)


def test_note_of_a_card_and_touch_are_harmless() -> None:
    (card,) = read(make_vcard("FN:Ada <% x %>", "NOTE:gave:: a {{book}}", "TITLE:{{x}}")).cards
    assert (card.name, card.role, card.text) == (
        "Ada < % x %>",
        "{ {x} }",
        "gave: : a { {book} }",
    )
    touch = ImportedTouch(date(2026, 1, 2), "call", "lunch [gave:: book] <%* x %>")
    (card,) = sanitize_cards([Card(row=1, name="Ada", touches=(touch,))]).cards
    assert card.touches[0].text == "lunch [gave: : book] < %* x %>"


@pytest.mark.parametrize("text", ["`" * 50_000, "<" * 50_000, "[ " * 50_000, "`= " * 30_000])
def test_long_rows_of_marks_take_no_time(text: str) -> None:
    # A quadratic pattern would need minutes, and the test would never end.
    harmless_text = make_fields_harmless(make_harmless(text))
    assert harmless_text.count("[") == text.count("[")
