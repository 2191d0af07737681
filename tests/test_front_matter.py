"""Front matter is read word by word, exactly as typed, with the line and column of every word."""

from __future__ import annotations

from typing import TYPE_CHECKING

import frontmatter
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from netnotes.reading.front_matter import MAX_BYTES, read_front_matter
from netnotes.reading.raw_field import MAX_VALUES, Field, Word, build_field
from netnotes.reading.yaml_words import WordsHandler
from tests.notes import make_field_lines, make_front_matter

if TYPE_CHECKING:
    from netnotes.model.diagnostics import Diagnostic


def read_fields_by_name(*lines: str) -> dict[str, Field]:
    front_matter, diagnostics = read_front_matter(make_front_matter(*lines), "x.md")
    assert diagnostics == ()
    return {field.name: field for field in front_matter.fields}


def list_findings(*lines: str) -> list[tuple[int, int, str]]:
    """List the line, column and code of each diagnostic of these lines of front matter."""
    return list_locations(read_front_matter(make_front_matter(*lines), "x.md")[1])


def list_locations(diagnostics: tuple[Diagnostic, ...]) -> list[tuple[int, int, str]]:
    return [
        (diagnostic.location.line, diagnostic.location.column, diagnostic.code)
        for diagnostic in diagnostics
    ]


TYPED_VALUES = [
    *(
        "NO",
        "yes",
        "0171 555",
        "+49 30 5550123",
        "10:30",
        "2026-02-30",
        "1_000",
        "0x1F",
        "1e3",
        "3.10",
        "12:30:45",
    ),
    *(
        "Ada Quill",
        "It's fine",
        "50% off",
        "C# and F#",
        "a, b; c",
        "x:y",
        "José 日本 🙂",
        "- not a list",
        "?",
        "true",
    ),
]


@pytest.mark.parametrize(
    "value", [value for value in TYPED_VALUES if value != "- not a list" and value != "?"]
)
def test_value_is_read_exactly_as_typed(value: str) -> None:
    assert read_fields_by_name(f"purpose: {value}")["purpose"].words[0] == Word(value, 2, 10)


@pytest.mark.parametrize("value", TYPED_VALUES)
def test_quoted_value_is_read_without_its_quotes(value: str) -> None:
    assert read_fields_by_name(f'purpose: "{value}"')["purpose"].text == value
    assert (
        read_fields_by_name("purpose: '" + value.replace("'", "''") + "'")["purpose"].text == value
    )


def test_each_word_has_its_line_and_column() -> None:
    fields = read_fields_by_name(
        "knows:",
        '  - "[[Ben]]"',
        "  - Cleo",
        "interests: [ships,   piers]",
        "role: >-",
        "  folded",
        "  text",
    )
    assert fields["knows"].words == (Word("[[Ben]]", 3, 5), Word("Cleo", 4, 5))
    assert fields["interests"].words == (Word("ships", 5, 13), Word("piers", 5, 22))
    assert fields["role"].text == "folded text"
    assert (fields["role"].line, fields["role"].column) == (6, 1)
    assert (fields["knows"].is_list, fields["role"].is_list) == (True, False)


@pytest.mark.parametrize("value", ["", "~", "null", '""', "''", "   ", "# only a comment"])
def test_empty_value_has_no_words(value: str) -> None:
    assert read_fields_by_name(f"tier: {value}")["tier"].words == ()


def is_empty_list(*lines: str) -> bool:
    field = read_fields_by_name(*lines)["knows"]
    assert field.words == ()
    return field.is_list


def test_empty_list_is_a_list() -> None:
    assert is_empty_list("knows: []")
    assert not is_empty_list("knows:")
    assert is_empty_list("knows:", "  -")


def test_values_in_a_mapping_are_words() -> None:
    fields = read_fields_by_name("email: {work: a@example.com, home: b@example.com}")
    assert fields["email"].text == "a@example.com, b@example.com"
    fields = read_fields_by_name("addresses:", "  - street: 1 Pier Road", "    city: Lisbon")
    assert fields["addresses"].text == "1 Pier Road, Lisbon"


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (("knows: [[Ben Okafor]]",), ["[[Ben Okafor]]"]),
        (("knows:", "  - [[Ben Okafor]]", "  - [[Cleo|C]]"), ["[[Ben Okafor]]", "[[Cleo|C]]"]),
        (("knows: [[Quill, Ada]]",), ["[[Quill, Ada]]"]),
        (("knows: [[[Ben]], [[Cleo]]]",), ["[[Ben]]", "[[Cleo]]"]),
    ],
)
def test_unquoted_link_is_read_with_a_warning(lines: tuple[str, ...], words: list[str]) -> None:
    front_matter, diagnostics = read_front_matter(make_front_matter(*lines), "x.md")
    assert [word.text for word in front_matter.fields[0].words] == words
    assert {diagnostic.code for diagnostic in diagnostics} == {"unquoted-link"}
    assert len(diagnostics) == len(words)


def test_links_in_quotes_are_not_lists() -> None:
    assert (
        read_fields_by_name('knows: ["[[Ben]]", "[[Cleo]]"]')["knows"].text == "[[Ben]], [[Cleo]]"
    )


BROKEN_LINES = {
    "purpose: Sales: who decides": (2, 15),
    "purpose: [a, b": (3, 1),
    "purpose: {a: b": (3, 1),
    "purpose: 'half": (2, 15),
    'purpose: "half': (2, 15),
    "purpose: @ada": (2, 10),
    "purpose: `code`": (2, 10),
    "purpose: *star": (2, 10),
    "purpose: &and": (2, 10),
    "purpose: !tag x": (2, 10),
    "purpose: !!python/object:os.system x": (2, 10),
    "purpose: %x": (2, 10),
    "<<: x": (2, 1),
    "? [a, b]": (2, 3),
    "- a list": (2, 1),
    "only words": (2, 1),
    '{"json": 1}': (2, 1),
    "\tpurpose: a": (2, 1),
    "purpose: a\x00b": (2, 11),
    "purpose: a\x07b": (2, 11),
    "purpose: [[[[x]]]]": (2, 13),
}


@pytest.mark.parametrize(("line", "location"), BROKEN_LINES.items())
def test_unreadable_property_is_an_error_and_hides_no_other(
    line: str, location: tuple[int, int]
) -> None:
    front_matter, diagnostics = read_front_matter(make_front_matter(line, "tier: monthly"), "x.md")
    values = [(field.name, field.text) for field in front_matter.fields]
    assert ("tier", "monthly") in values or line[0] in "-\t{o?"
    assert [code for *_, code in list_locations(diagnostics)] == ["broken-front-matter"]
    assert list_locations(diagnostics)[0][0] in (location[0], 2)
    assert diagnostics[0].location.column >= 1
    assert diagnostics[0].help.endswith((".", "`"))
    assert "\n" not in diagnostics[0].message


@pytest.mark.parametrize(
    "line", [line for line in BROKEN_LINES if ":" in line[1:] and line[0] not in '{"\t<']
)
def test_properties_beside_an_unreadable_one_are_read(line: str) -> None:
    front_matter, diagnostics = read_front_matter(
        make_front_matter("role: editor", line, "tier: monthly"), "x.md"
    )
    assert len(diagnostics) == 1
    assert diagnostics[0].location.line == 3
    assert {"role", "tier"} <= {field.name for field in front_matter.fields}


def test_help_shows_the_line_with_quotes() -> None:
    _, diagnostics = read_front_matter(make_front_matter("purpose: Sales: who decides"), "x.md")
    assert diagnostics[0].location == ("x.md", 2, 15)
    assert diagnostics[0].help == 'Put quotes round it: `purpose: "Sales: who decides"`'
    front_matter, diagnostics = read_front_matter(
        make_front_matter('purpose: "Sales: who decides"'), "x.md"
    )
    assert (front_matter.fields[0].text, diagnostics) == ("Sales: who decides", ())


def test_second_field_of_a_name_is_an_error() -> None:
    lines = ("tier: monthly", "role: a", "tier: yearly", "Tier: quarterly")
    front_matter, diagnostics = read_front_matter(make_front_matter(*lines), "x.md")
    assert [(field.name, field.text) for field in front_matter.fields] == [
        ("tier", "monthly"),
        ("role", "a"),
    ]
    assert list_locations(diagnostics) == [
        (4, 1, "duplicate-property"),
        (5, 1, "duplicate-property"),
    ]
    assert "line 2" in diagnostics[0].message


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Just text.",
        "\n---\ntier: monthly\n---\n",
        "--\ntier: monthly\n--\n",
        "----\nx\n----\n",
        "---",
        "---\n",
        "---\n\nA line above.\n",
        "--- \n- a\n",
    ],
)
def test_note_without_front_matter_has_no_fields(text: str) -> None:
    assert read_front_matter(text, "x.md") == (((), 0), ())


def test_unclosed_front_matter_ends_at_the_first_blank_line() -> None:
    front_matter, diagnostics = read_front_matter(
        "---\ntier: monthly\nrole: editor\n\nText: with a colon.\n", "x.md"
    )
    assert [(field.name, field.text, field.line) for field in front_matter.fields] == [
        ("tier", "monthly", 2),
        ("role", "editor", 3),
    ]
    assert list_locations(diagnostics) == [(1, 1, "broken-front-matter")]
    assert front_matter.body_line == 3


def test_only_the_first_two_lines_of_dashes_count() -> None:
    front_matter, diagnostics = read_front_matter(
        "---\ntier: monthly\n--- \nText.\n---\nrole: none\n---\n", "x.md"
    )
    assert ([field.name for field in front_matter.fields], front_matter.body_line, diagnostics) == (
        ["tier"],
        3,
        (),
    )


@pytest.mark.parametrize("line_break", ["\x85", "\u2028", "\u2029"])
def test_unusual_line_breaks_count_as_spaces(line_break: str) -> None:
    field = read_fields_by_name(f"purpose: one{line_break}two", "tier: monthly")["tier"]
    assert field.line == 3


def test_second_yaml_document_is_an_error() -> None:
    assert [code for *_, code in list_findings("tier: monthly", "...", "role: editor")] == [
        "broken-front-matter"
    ]


def test_large_front_matter_is_not_read() -> None:
    lines = [f"k{number}: {'x' * 1000}" for number in range(20)]
    front_matter, diagnostics = read_front_matter(make_front_matter(*lines), "x.md")
    assert (front_matter, list_locations(diagnostics)) == (((), 22), [(1, 1, "too-large")])
    front_matter, diagnostics = read_front_matter(
        make_front_matter("purpose: " + "ä" * (MAX_BYTES // 2 - 10)), "x.md"
    )
    assert (len(front_matter.fields), diagnostics) == (1, ())


def test_long_property_alone_is_left_out_of_large_front_matter() -> None:
    photo = ["PHOTO: >", *["  " + "A" * 76 for _ in range(300)]]
    front_matter, diagnostics = read_front_matter(
        make_front_matter("tier: monthly", *photo, "role: editor"), "x.md"
    )
    assert [(field.name, field.line) for field in front_matter.fields] == [
        ("tier", 2),
        ("role", 304),
    ]
    assert list_locations(diagnostics) == [(3, 1, "long-property")]


def test_too_many_values_are_an_error() -> None:
    front_matter, diagnostics = read_front_matter(
        make_front_matter(*(f"k{number}: x" for number in range(1000))), "x.md"
    )
    assert len(front_matter.fields) == MAX_VALUES
    assert [diagnostic.code for diagnostic in diagnostics] == ["broken-front-matter"]
    assert list_locations(diagnostics)[0][0] == MAX_VALUES + 2


@pytest.mark.parametrize(
    "value",
    [
        "[" * 16_000,
        "[" * 8000 + "]" * 8000,
        "{" * 16_000,
        "- " * 8000,
        "? " * 8000,
        "a: " * 5000,
        '"' + "\\" * 15_001,
        "!" * 16_000,
        "&a " * 5000,
        "*" * 16_000,
    ],
)
def test_deep_nesting_is_refused(value: str) -> None:
    front_matter, diagnostics = read_front_matter(
        make_front_matter("tier: monthly", f"x: {value}"), "x.md"
    )
    assert [field.name for field in front_matter.fields] == ["tier"]
    assert {diagnostic.code for diagnostic in diagnostics} == {"broken-front-matter"}


def test_billion_laughs_are_refused() -> None:
    laughs = [
        "a: &a [lol, lol]",
        *(
            f"{anchor}: &{anchor} [*{previous}, *{previous}]"
            for previous, anchor in zip("abcdefg", "bcdefgh", strict=True)
        ),
    ]
    assert {code for *_, code in list_findings(*laughs)} == {"broken-front-matter"}


def test_handler_can_be_used_with_python_frontmatter() -> None:
    post = frontmatter.loads("---\ntier: NO\nmet: 2026-02-30\n---\nText.\n", handler=WordsHandler())
    assert post.content == "Text."
    assert post.metadata == {
        "tier": build_field(
            "tier", (Word("NO", 1, 7),), is_list=False, line=1, column=1, end_line=1
        ),
        "met": build_field(
            "met", (Word("2026-02-30", 2, 6),), is_list=False, line=2, column=1, end_line=2
        ),
    }


def test_yaml_without_libyaml_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = (
        "purpose: 'it''s'",
        "knows: [[Ben]]",
        "interests: [a, b]",
        "role: |",
        "  x",
        "email:",
        "  - a@example.com",
    )
    fast = read_front_matter(make_front_matter(*lines), "x.md")
    monkeypatch.setattr("netnotes.reading.yaml_words.LOADER", yaml.SafeLoader)
    assert read_front_matter(make_front_matter(*lines), "x.md") == fast


@given(st.lists(make_field_lines(), max_size=8))
def test_any_lines_can_be_read_as_front_matter(lines: list[str]) -> None:
    text = make_front_matter(*lines)
    front_matter, diagnostics = read_front_matter(text, "x.md")
    last = text.count("\n") + 1
    assert all(
        1 <= diagnostic.location.line <= last and diagnostic.location.column >= 1
        for diagnostic in diagnostics
    )
    assert all(1 < word.line <= last for field in front_matter.fields for word in field.words)
    assert sum(len(field.words) for field in front_matter.fields) <= MAX_VALUES


@given(st.text(max_size=200))
def test_any_text_can_be_read_as_front_matter(text: str) -> None:
    front_matter, diagnostics = read_front_matter(f"---\n{text}\n---\n", "x.md")
    assert all(1 <= diagnostic.location.line <= text.count("\n") + 3 for diagnostic in diagnostics)
    assert front_matter.body_line <= text.count("\n") + 3
