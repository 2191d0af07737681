"""The patterns more than one reader needs: comments, code, wikilinks, where a mark may begin."""

from __future__ import annotations

import re
from html import escape

COMMENT = re.compile(
    r"(```.*?(?:```|\Z)|~~~.*?(?:~~~|\Z)|`[^`\n]+`)|%%.*?%%|<!--.*?-->|(<!--.*)", re.DOTALL
)


def strip_comments(text: str) -> str:
    """A text without `%% comments %%` and HTML comments, code left alone; every line keeps its number.

    What is opened and never closed is no comment.
    """
    if "%%" not in text and "<!--" not in text:
        return text
    return COMMENT.sub(lambda match: match[1] or match[2] or "\n" * match[0].count("\n"), text)


WIKILINK = re.compile(r"(!?)\[\[([^\[\]\n|]+)(?:\|([^\[\]\n]*))?\]\]")
INLINE_CODE = re.compile(r"`[^`]+`")

MAX_PARAGRAPH_LENGTH = 10_000
"""Characters of a paragraph that is read for marks: a longer one would take the parser too long."""


def render_as_typed(text: str) -> str:
    """Text as HTML that looks as it was typed."""
    return escape(text).replace("\n", "<br>\n")


MARK_START = re.compile(
    r"[\\`*_\[\]<&$^]|!(?=\[)|#(?=[\w/-])|=(?==)|~(?=~)|\((?=[^()\[\]:\n]{1,40}::)|https?://"
)
"""Where a mark may begin within a line."""
