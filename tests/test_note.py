from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from netnotes.markdown.syntax import strip_comments
from netnotes.model.diagnostics import SourceLocation
from netnotes.model.note_path import extract_note_name
from netnotes.reading.links import list_links
from netnotes.reading.note import Line, Note, Source, read_note
from tests.notes import make_notes

if TYPE_CHECKING:
    from netnotes.reading.note import LineKind


def note(text: str, path: str = "People/Ada Quill.md") -> Note:
    return read_note(Source(path, text))[0]


def list_kinds(text: str) -> list[str]:
    return [line.kind for line in note(text).lines]


LINES = {
    "words": ("text", 0, "", "words"),
    "- item": ("item", 0, "", "item"),
    "* item": ("item", 0, "", "item"),
    "+ item": ("item", 0, "", "item"),
    "12. item": ("item", 0, "", "item"),
    "12) item": ("item", 0, "", "item"),
    "-no item": ("text", 0, "", "-no item"),
    "- [ ] task": ("item", 0, " ", "task"),
    "- [x] task": ("item", 0, "x", "task"),
    "* [-] task": ("item", 0, "-", "task"),
    "1. [/] task": ("item", 0, "/", "task"),
    "- [x]no task": ("item", 0, "", "[x]no task"),
    "- [[link]] first": ("item", 0, "", "[[link]] first"),
    "# heading": ("heading", 1, "", "heading"),
    "   ###### heading": ("heading", 6, "", "heading"),
    "####### words": ("text", 0, "", "####### words"),
    "#tag": ("text", 0, "", "#tag"),
    "| a | b |": ("row", 0, "", "a | b |"),
    "> quote": ("verbatim", 0, "", "> quote"),
    "  > quote": ("verbatim", 2, "", "> quote"),
    "    code": ("verbatim", 4, "", "code"),
    "\tcode": ("verbatim", 4, "", "code"),
    "   words": ("text", 3, "", "words"),
    "": ("blank", 0, "", ""),
    "   ": ("blank", 0, "", ""),
}


@pytest.mark.parametrize(("raw", "line"), LINES.items())
def test_line_has_kind_indent_status_and_text(
    raw: str, line: tuple[LineKind, int, str, str]
) -> None:
    assert note(raw).lines == (Line(1, *line, raw),)


def test_lines_are_numbered_from_the_beginning_of_the_file() -> None:
    lines = note("---\ntier: monthly\n---\nOne\n\n- two\n").lines
    assert [(line.number, line.text) for line in lines] == [
        (4, "One"),
        (5, ""),
        (6, "two"),
        (7, ""),
    ]
    assert [line.column for line in lines] == [1, 1, 3, 1]


def test_indented_line_in_a_list_is_not_code() -> None:
    assert list_kinds("- a\n    b\n\n    c\n\nd\n\n    e") == [
        "item",
        "text",
        "blank",
        "text",
        "blank",
        "text",
        "blank",
        "verbatim",
    ]
    assert list_kinds("- a\n\t- b\n\t\t- c") == ["item"] * 3
    assert [line.indent for line in note("- a\n\t- b\n\t\t- c").lines] == [0, 4, 8]
    assert list_kinds("- a\n# b\n    c") == ["item", "heading", "verbatim"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("```\n- a\n```\n- b", "verbatim verbatim verbatim item"),
        ("~~~ md\n- a\n~~~\n- b", "verbatim verbatim verbatim item"),
        ("````\n```\n- a\n````\n- b", "verbatim verbatim verbatim verbatim item"),
        ("```\n- a\n``` no end\n- b", "verbatim verbatim verbatim verbatim"),
        ("```\n- a\n`````\n- b", "verbatim verbatim verbatim item"),
        ("```\n~~~\n- a\n```\n- b", "verbatim verbatim verbatim verbatim item"),
        ("```inline``` words\n- a", "text item"),
        ("- ```js\n  - a\n  ```\n- b", "item verbatim verbatim item"),
        ("```\n- never closed", "verbatim verbatim"),
        ("    ```\n\n- a", "verbatim blank item"),
        ("> ```\n- a", "verbatim item"),
    ],
)
def test_fenced_and_indented_code_is_verbatim(text: str, expected: str) -> None:
    assert list_kinds(text) == expected.split()


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a %%b%% c", "a  c"),
        ("a <!-- b --> c", "a  c"),
        ("a\n%%\n- b\n%%\nc", "a\n\n\n\nc"),
        ("a <!--\nb\n--> c", "a \n\n c"),
        ("`%%` a `%%`", "`%%` a `%%`"),
        ("```\n%% b %%\n```", "```\n%% b %%\n```"),
        ("~~~\n<!-- b -->\n~~~", "~~~\n<!-- b -->\n~~~"),
        ("100%% sure", "100%% sure"),
        ("a <!-- b", "a <!-- b"),
        ("nothing", "nothing"),
    ],
)
def test_comments_are_removed_and_lines_keep_their_numbers(text: str, left: str) -> None:
    assert strip_comments(text) == left


def test_percent_signs_in_front_matter_open_no_comment() -> None:
    lines = note("---\npurpose: 50%% off\n---\nOne %%hidden%% two\n").lines
    assert lines[0].raw == "One  two"


def test_million_unclosed_comments_take_no_time() -> None:
    text = "<!--" * 250_000 + "%%" + "[x](" + "a" * 100_000 + "[a:: " + "[[" * 50_000
    assert read_note(Source("x.md", text))[0].lines[0].raw.startswith("<!--")


LINKS = {
    "[[Ada Quill]]": [("Ada Quill", "Ada Quill", 1)],
    "[[Ada Quill|Ada]]": [("Ada Quill", "Ada", 1)],
    "[[ Ada Quill | Ada ]]": [("Ada Quill", "Ada", 1)],
    "[[Ada Quill|]]": [("Ada Quill", "Ada Quill", 1)],
    "see [[People/Ada#Log|Ada]] and [[#here]]": [
        ("People/Ada#Log", "Ada", 5),
        ("#here", "#here", 32),
    ],
    "| [[Ada\\|A]] |": [("Ada", "A", 3)],
    "![[Ada]]": [("Ada", "Ada", 2)],
    "[Ada](Ada.md)": [("Ada.md", "Ada", 1)],
    "[Ada](People/Ada%20Quill.md)": [("People/Ada Quill.md", "Ada", 1)],
    "[Ada](<People/Ada Quill.md>)": [("People/Ada Quill.md", "Ada", 1)],
    '[Ada](../Ada.md "her note")': [("../Ada.md", "Ada", 1)],
    "[](Ada(2).md)": [("Ada(2).md", "Ada(2).md", 1)],
    "[web](https://example.org)": [],
    "[mail](mailto:ada@example.com)": [],
    "[web](//example.org)": [],
    "[here](#log)": [],
    "`[[Ada]]` and [[Ben]]": [("Ben", "Ben", 15)],
    "[[]]": [],
    "[[Ada": [],
    "[[Ada]": [],
    "[[[Ada]]]": [("Ada", "Ada", 2)],
}


@pytest.mark.parametrize(("text", "links"), LINKS.items())
def test_links_of_a_line_have_target_label_and_column(
    text: str, links: list[tuple[str, str, int]]
) -> None:
    found_links = [
        (link.target, link.label, link.source_location.column)
        for link in list_links(text, SourceLocation("x.md", 7))
    ]
    assert found_links == links
    assert all(
        link.source_location.line == 7 for link in list_links(text, SourceLocation("x.md", 7))
    )


def test_embeds_can_be_left_out_of_the_links() -> None:
    text = "![[Ada]] [[Ben]] ![c](Cleo.md) [d](Dan.md)"
    assert [link.target for link in list_links(text, SourceLocation("x.md"))] == [
        "Ada",
        "Ben",
        "Cleo.md",
        "Dan.md",
    ]
    assert [link.target for link in list_links(text, SourceLocation("x.md"), embeds=False)] == [
        "Ben",
        "Dan.md",
    ]


def test_links_of_a_note_have_line_numbers_and_links_in_code_are_left_out() -> None:
    links = note(
        "---\nknows: '[[Front]]'\n---\nSee [[One]].\n> [[Quoted]]\n```\n[[Code]]\n```\n"
        "%% [[Comment]] %%\n"
    ).links
    assert [(link.target, link.source_location) for link in links] == [
        ("One", ("People/Ada Quill.md", 4, 5)),
        ("Quoted", ("People/Ada Quill.md", 5, 3)),
    ]


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("#speaker and #talks/2026, #2026 is none", ("speaker", "talks/2026")),
        ("C# and a#b and https://example.org/#part and &#38;", ()),
        ("# Heading #inside", ("inside",)),
        ("```\n#code\n```\n> #quote", ()),
        ("#größe #日本 #a-b_c", ("größe", "日本", "a-b_c")),
    ],
)
def test_tags_of_a_note_follow_obsidian(text: str, tags: tuple[str, ...]) -> None:
    assert note(text).tags == tags


def test_note_name_is_the_file_name_without_folder_and_ending() -> None:
    assert [extract_note_name(path) for path in ("a/b/Ada.md", "Ada.MD", "Ada.v2.md", "Ada")] == [
        "Ada",
        "Ada",
        "Ada.v2",
        "Ada",
    ]


def test_merge_markers_are_reported() -> None:
    _, diagnostics = read_note(
        Source("x.md", "a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> main\n <<<<<<< not here\n")
    )
    assert [(diagnostic.location.line, diagnostic.code) for diagnostic in diagnostics] == [
        (2, "merge-marker"),
        (6, "merge-marker"),
    ]


@given(make_notes())
def test_every_line_of_a_note_is_in_its_lines_once(text: str) -> None:
    lines = note(text).lines
    end = text.count("\n") + 1
    assert [line.number for line in lines] == list(range(end - len(lines) + 1, end + 1))
    if "%%" not in text and "<!--" not in text:
        assert [line.raw for line in lines] == text.split("\n")[end - len(lines) :]
    assert all(line.text in line.raw for line in lines)
