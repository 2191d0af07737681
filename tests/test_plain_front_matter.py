"""The plainest front matter is read without a YAML parser, and exactly as one reads it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netnotes.reading.plain_front_matter import read_plain_fields
from netnotes.reading.raw_field import MAX_VALUES, Field
from netnotes.reading.yaml_words import YAML_ERRORS, parse_fields

NAMES = ["tier", "Last contact", "x-y", "née", "x", "null", "2nd", "<<", " tier", "", "a:b", '"a"']
COLONS = [": ", ":", ":  ", " : "]
VALUES = [
    *("", " ", "monthly", "2026-10-02", "10:30", "+49 30 555", "(old)", "ada@example.com", "null"),
    *("a: b", "a:", "a :b", "a #b", "C#", "#b", "- a", "-a", "-", "?", "...", "~", "a\tb", "\ta"),
    *('"a"', '" a "', '""', '"null"', '"a', '"a" b', '"a\\n"', '"[[Ben]]"', "'a'", "it's", '5" a'),
    *("[a, b]", "[ a ,  b ]", "[]", "[a,]", "[,a]", "[a", "a]", "[a] b", "[[Ben]]", "[[a, b], c]"),
    *("[null, a]", '["a", b]', "[a: b]", "[a:b]", "[a?]", "[-a]", "[{a}]", "[a #b]", "{a: b}"),
    *("&a", "*a", "!a", "%a", "@a", "`a`", "|", ">-", "> a", "é", "日本", "a\xa0b", "a\x85b"),
    *("https://example.com/a#b", "a  b ", "a, b; c", "[Ada](Ada.md)", "yes", "0x1F", "a\x07b"),
]
BELOW = [
    *("", "", "", "", "  - a", "  - a\n  - b", "- a\n- b", "    - a\n  - b", "  - a\n    - b"),
    *('  - "[[Ben]]"\n  - Cleo', "  - [[Ben]]", "  -", "  - ", "  - a: b", "  - - a", "  b", "\n"),
    *(
        "\n  - a",
        "  - a\n\n  - b",
        "  - a\n    b",
        "  - null\n  - ~",
        '  - ""\n  - a',
        "- a\n  - b",
    ),
    *(
        "  - a # b",
        "  # b",
        "# b",
        " - a\n - [b, c]",
        "\t- a",
        "  -  a",
        "  - - ",
        "b",
        "---",
        "...",
    ),
]


@st.composite
def make_lines(draw: st.DrawFn) -> str:
    name, colon, value, below = (
        draw(st.sampled_from(parts)) for parts in (NAMES, COLONS, VALUES, BELOW)
    )
    return f"{name}{colon}{value}" + (f"\n{below}" if below else "")


def parse_or_fail(text: str) -> list[Field] | None:
    try:
        return parse_fields(text, 1)
    except YAML_ERRORS:
        return None


@settings(max_examples=200)
@given(
    st.lists(make_lines(), min_size=1, max_size=3), st.sampled_from(["\n", "\n", "\n", "", "\n\n"])
)
def test_plain_front_matter_is_read_as_yaml_or_left_to_it(lines: list[str], end: str) -> None:
    text = "\n".join(lines) + end
    fields = read_plain_fields(text, 1)
    assert fields is None or fields == parse_or_fail(text)


@pytest.mark.parametrize("below", dict.fromkeys(BELOW))
def test_each_kind_of_value_is_read_as_yaml_or_left_to_it(below: str) -> None:
    for value in VALUES:
        text = f"tier: {value}\n{below}\nrole: editor\n".replace("\n\nrole", "\nrole")
        fields = read_plain_fields(text, 1)
        assert fields is None or fields == parse_or_fail(text)


def test_usual_front_matter_needs_no_parser() -> None:
    text = (
        "purpose: Wants to see the pier, again\ntags: [person, writer]\nknows:\n"
        '  - "[[Ben Okafor]]"\n  - Cleo\nmet: 2026-10-02\nphone: +49 30 555\nLast contact:\n'
        'email: "ada@example.com"\nrole: Köchin\n'
    )
    fields = read_plain_fields(text, 1)
    assert fields
    assert fields == parse_fields(text, 1)


def test_more_values_than_are_read_are_left_to_the_parser() -> None:
    assert read_plain_fields("".join(f"k{number}: x\n" for number in range(1000)), 1) is None
    assert read_plain_fields(f"k: [{', '.join('x' * (MAX_VALUES + 1))}]\n", 1) is None
