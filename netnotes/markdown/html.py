"""A note's Markdown as HTML: whole texts, and single lines.

A note is data, never a program. No HTML of its own gets through, and a link leads to a page of the
site or to an address whose scheme can do no more than open a web page, a mail, a phone call or a
note.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netnotes.markdown.syntax import (
    MARK_START,
    MAX_PARAGRAPH_LENGTH,
    render_as_typed,
    strip_comments,
)
from netnotes.text import build_lazy_pattern

if TYPE_CHECKING:
    from netnotes.markdown.links import Resolve

# The parser takes 50 ms to import, and most texts are paragraphs without markup: it is imported
# in the functions below, when the first text needs it.

# How many characters of a text are rendered.
MAX_TEXT_LENGTH = 256 * 1024


def render_html(text: str, resolve: Resolve, anchor: str = "") -> str:
    """Render a note's text; its headings begin at h3.

    `resolve` finds where links lead. `anchor` keeps the footnotes of two texts on a page apart.
    """
    text = strip_comments(_normalize_characters(text))
    text, rest = _split_at_limit(text)
    if _BLOCK_START.search(text):
        from netnotes.markdown.parser import render_text

        html = render_text(text, resolve, anchor)
    else:
        html = _render_paragraphs(text, resolve)
    return html + _CUT_NOTICE if rest else html


def _render_paragraphs(text: str, resolve: Resolve) -> str:
    """Render a text that is nothing but paragraphs, without the parser for blocks."""
    parts = []
    for paragraph in _BLANK_LINES.split(text):
        html = render_inline_html(paragraph.strip(), resolve)
        if html:
            parts.append(f"<p>{html}</p>\n")
    return "".join(parts)


def render_inline_html(text: str, resolve: Resolve) -> str:
    """Render one line or one paragraph of a note."""
    text = strip_comments(text)
    if not MARK_START.search(text) or len(text) > MAX_PARAGRAPH_LENGTH:
        return render_as_typed(text)
    from netnotes.markdown.parser import render_line

    return render_line(text, resolve)


def find_too_deep_lines(text: str) -> tuple[int, ...]:
    """Find where lists or quotes begin that are nested too deeply to be rendered.

    The result is the numbers of their first lines, counted from 1.
    """
    if not _MAYBE_TOO_DEEP.search(f"\n{text}"):
        return ()
    from netnotes.markdown.parser import list_too_deep_lines

    return list_too_deep_lines(_normalize_characters(text))


# Where anything but a paragraph may begin.
_BLOCK_START = build_lazy_pattern(
    r"^(?:[ ]{4}|[ ]{0,3}\t"  # code
    r"|[ ]{0,3}(?:[>|:]|\[(?!\[)|\#{1,6}(?:\s|$)|[-+*](?:\s|$)|\d{1,9}[.)](?:\s|$)"
    r"|[-=_*][-=_*|: \t]*$|`{3}|~{3}|\$\$))"
    r"|\^\[",  # a footnote
    re.MULTILINE,
)

_BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")
_NESTING_STEP = r"(?:[ \t>]|(?:[-+*]|\d{1,9}[.)])(?=[ \t]))"
# A tab is four levels. Beginning with a fixed character, the pattern is found four times as fast.
_MAYBE_TOO_DEEP = re.compile(
    rf"\n(?={_NESTING_STEP}{{10}})(?:{_NESTING_STEP}{{36}}|{_NESTING_STEP}*\t)"
)

_CUT_NOTICE = (
    '<p class="cut">The rest of this text is too long for a page. Read it in the note.</p>\n'
)


def _normalize_characters(text: str) -> str:
    """Make all line ends plain, and replace NUL, as CommonMark 0.31 asks for in section 2.3."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.replace("\0", "\ufffd")


def _split_at_limit(text: str) -> tuple[str, str]:
    """Split a text into what is rendered and the rest, between two lines if there are two."""
    if len(text) <= MAX_TEXT_LENGTH:
        return text, ""
    end = text.rfind("\n", 0, MAX_TEXT_LENGTH) + 1
    if not end:
        end = MAX_TEXT_LENGTH
    return text[:end], text[end:]
