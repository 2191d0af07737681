"""Patterns that several readers of Markdown share: comments, code, wikilinks, tags, table cells."""

from __future__ import annotations

import re
from html import escape

from netnotes.text import build_lazy_pattern

COMMENT = build_lazy_pattern(
    r"(```.*?(?:```|\Z)|~~~.*?(?:~~~|\Z)|`[^`\n]+`)"  # group 1: code
    r"|%%.*?%%|<!--.*?-->"
    r"|(<!--.*)",  # group 2: never closed
    re.DOTALL,
)


def strip_comments(text: str) -> str:
    """Remove `%% comments %%` and HTML comments; every line keeps its number.

    Code is left alone. What is opened and never closed is no comment.
    """
    if "%%" not in text and "<!--" not in text:
        return text
    return COMMENT.sub(_strip_comment, text)


def _strip_comment(match: re.Match[str]) -> str:
    """Return what is left of a match of COMMENT: code as it is, of a comment its line ends."""
    return match[1] or match[2] or "\n" * match[0].count("\n")


# `[[Target|label]]`; group 1 is `!` for an embed, 2 the target, 3 the label.
WIKILINK = re.compile(r"(!?)\[\[([^\[\]\n|]+)(?:\|([^\[\]\n]*))?\]\]")

INLINE_CODE = re.compile(r"`[^`]+`")

# A tag as Obsidian reads it, group 1 without `#`. A number alone is none: `#2026`.
#
# Before it is a space, the edge of a cell or emphasis: `(#paren)` and `](#heading)` are no tags.
TAG = re.compile(r"(?<![^\s|*])#([\w/-]*[^\W\d][\w/-]*)")

# What separates the cells of a table's row; `\|` belongs to a cell.
CELL_SEPARATOR = re.compile(r"(?<!\\)\|")

# Where Markdown's markup may begin within a line.
MARK_START = build_lazy_pattern(
    r"[\\`*_\[\]<&$^]|!(?=\[)|#(?=[\w/-])|=(?==)|~(?=~)|\((?=[^()\[\]:\n]{1,40}::)|https?://"
)

# How many characters of a paragraph are parsed: a longer one would take the parser too long.
MAX_PARAGRAPH_LENGTH = 10_000


def render_as_typed(text: str) -> str:
    """Render text as HTML that looks as it was typed."""
    return escape(text).replace("\n", "<br>\n")
