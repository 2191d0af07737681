"""Markdown is rendered in time and without deep recursion, however often a text repeats itself."""

from __future__ import annotations

import re
import sys
from html import unescape
from typing import Any

import pytest

from netnotes.markdown.html import (
    find_too_deep_lines,
    render_html,
)
from netnotes.markdown.plain import strip_markdown
from netnotes.markdown.unsafe_links import find_unsafe_links
from tests.rendered_html import resolve_in_vault

BRACKETS = [
    "[ a_",
    "[",
    "![[",
    "[[",
    "![",
    "^[",
    "[a](",
    "![a](",
    "[a:: ",
    "[a\n",
    "[a [b",
    "[](<",
    "[![a](b)](c)",
    "[\\",
]
MARKS = [
    "*",
    "a*",
    "*a **b ",
    "*_a**",
    "==",
    "==a ",
    "~~",
    "`",
    "`` ` ",
    "$a",
    "<a:",
    "<",
    "&",
    "\\",
    "https://a/(",
    "(a:: b",
    "#a",
    "_ *",
]
LINE_STARTS = [
    "> ",
    "- ",
    "- a\n",
    "> a\n",
    "$$ a\n",
    "[a]: b\n",
    "[^a]: b\n",
    "```\n",
    "|a",
    "|-",
    "a\n=\n",
    "# ",
    "%%",
    "* * *\n",
    "a\n",
]


def count_steps(text: str) -> int:
    """Count the lines of Python that run to render a text: a cost that is the same on every machine."""
    count = 0

    def count_step(*_: object) -> Any:
        nonlocal count
        count += 1
        return count_step

    sys.settrace(count_step)
    try:
        render_html(text, resolve_in_vault)
    finally:
        sys.settrace(None)
    return count


@pytest.mark.parametrize("repeated", BRACKETS + MARKS + LINE_STARTS)
def test_twice_the_text_takes_little_more_than_twice_the_work(repeated: str) -> None:
    render_html("- a", resolve_in_vault)
    few, many = (count_steps("a " + repeated * (size // len(repeated))) for size in (700, 1400))
    assert many < 2.5 * few + 1000


@pytest.mark.parametrize("repeated", BRACKETS + MARKS + LINE_STARTS)
def test_many_equal_characters_are_rendered_in_time(repeated: str) -> None:
    text = repeated * (100_000 // len(repeated))
    assert len(unescape(render_html(text, resolve_in_vault))) >= len(strip_markdown(text)) * 0.1
    find_unsafe_links(text)
    find_too_deep_lines(text)


def test_huge_table_is_rendered_in_time() -> None:
    row = "|" + "a|" * 1000 + "\n"
    html = render_html(row + "|" + "-|" * 1000 + "\n" + row * 1000, resolve_in_vault)
    assert html.count("<td>") >= 100_000
    assert 'class="cut"' in html


@pytest.mark.parametrize(
    "shape", ["![{}](b)", "^[{}]", "[{}](b)", "[a:: {}]", "![^[{}]](b)", "*a {}*", "=={}=="]
)
def test_deep_nesting_within_a_line_stays_far_from_the_recursion_limit(shape: str) -> None:
    depth = deepest = 0

    def watch_depth(_frame: object, event: str, _arg: object) -> None:
        nonlocal depth, deepest
        depth += {"call": 1, "return": -1}.get(event, 0)
        deepest = max(deepest, depth)

    begin, end = shape.split("{}")
    text = f"- {begin * 400}w{end * 400}"
    render_html("- a", resolve_in_vault)
    sys.setprofile(watch_depth)
    try:
        html = render_html(text, resolve_in_vault)
    finally:
        sys.setprofile(None)
    assert deepest < 300
    assert re.search(r"\bw\b", html)
