"""A note's own words: Markdown as Obsidian writes it, as HTML for a page or as plain words for a list.

A note is data, never a program: no HTML of its own gets through, and a link leads to a page of the site or to an
address whose scheme can do no more than open a web page, a mail, a phone call or a note.
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

if TYPE_CHECKING:
    from netnotes.markdown.links import Resolve


MAX_TEXT_LENGTH = 256 * 1024
"""Characters of a text that are laid out."""


def render_html(text: str, resolve: Resolve, anchor: str = "") -> str:
    """A note's text as HTML; its headings begin at h3. `anchor` keeps the footnotes of two texts on a page apart."""
    text, rest = _split_at_limit(strip_comments(_normalize_line_ends(text)))
    if _BLOCK_START.search(text):
        from netnotes.markdown.parser import render_text

        laid_out = render_text(text, resolve, anchor)
    else:
        paragraphs = (
            render_inline_html(paragraph.strip(), resolve) for paragraph in _BLANK_LINES.split(text)
        )
        laid_out = "".join(f"<p>{paragraph}</p>\n" for paragraph in paragraphs if paragraph)
    return laid_out + _CUT_NOTICE if rest else laid_out


def render_inline_html(text: str, resolve: Resolve) -> str:
    """One line of a note, or one paragraph, as HTML."""
    text = strip_comments(text)
    if not MARK_START.search(text) or len(text) > MAX_PARAGRAPH_LENGTH:
        return render_as_typed(text)
    from netnotes.markdown.parser import render_line

    return render_line(text, resolve)


def find_too_deep_lines(text: str) -> tuple[int, ...]:
    """The lines, counted from 1, from which lists or quotes are nested too deeply and are shown as they were typed."""
    if not _MAYBE_TOO_DEEP.search(text):
        return ()
    from netnotes.markdown.parser import list_too_deep_lines

    return list_too_deep_lines(_normalize_line_ends(text))


_BLOCK_START = re.compile(
    r"^(?:[ ]{4}|[ ]{0,3}\t"  # code
    r"|[ ]{0,3}(?:[>|:]|\[(?!\[)|\#{1,6}(?:\s|$)|[-+*](?:\s|$)|\d{1,9}[.)](?:\s|$)"
    r"|[-=_*][-=_*|: \t]*$|`{3}|~{3}|\$\$))"
    r"|\^\[",  # a footnote
    re.MULTILINE,
)
"""Where anything but a paragraph may begin."""

_BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")
_NESTING_STEP = r"(?:[ \t>]|(?:[-+*]|\d{1,9}[.)])(?=[ \t]))"
_MAYBE_TOO_DEEP = re.compile(
    rf"^(?={_NESTING_STEP}{{10}})(?:{_NESTING_STEP}{{36}}|{_NESTING_STEP}*\t)", re.MULTILINE
)  # a tab is four levels

_CUT_NOTICE = (
    '<p class="cut">The rest of this text is too long for a page. It stands in the note.</p>\n'
)


def _normalize_line_ends(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
    return text.replace("\0", "\ufffd") if "\0" in text else text


def _split_at_limit(text: str) -> tuple[str, str]:
    """What of a text is laid out, cut between lines, and the rest."""
    if len(text) <= MAX_TEXT_LENGTH:
        return text, ""
    end = text.rfind("\n", 0, MAX_TEXT_LENGTH) + 1 or MAX_TEXT_LENGTH
    return text[:end], text[end:]
