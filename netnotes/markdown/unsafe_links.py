"""Links that could run a program and are rendered as plain text, with their places."""

from __future__ import annotations

import re

from msgspec import Struct

from netnotes.markdown.links import is_dangerous_url, strip_unbalanced_end
from netnotes.markdown.plain import ESCAPED_CHARACTER
from netnotes.markdown.syntax import strip_comments


class UnsafeLink(Struct, frozen=True):
    """A link that is rendered as plain text.

    `line` and `column` are counted from 1; `url` is the address as it was written.
    """

    line: int
    column: int
    url: str


def find_unsafe_links(text: str) -> tuple[UnsafeLink, ...]:
    """Find the links of a text that are rendered as plain text because they could run a program.

    Links in code and in comments are none.
    """
    # Hardly any text has one, and removing code and comments takes longer than this question.
    if not any(map(_is_unsafe, _LINK_ADDRESS.finditer(text))):
        return ()
    text = _ANY_CODE.sub(_blank_out_code, strip_comments(text))
    matches = filter(_is_unsafe, _LINK_ADDRESS.finditer(text))
    return tuple(map(_build_unsafe_link, matches))


# The address of a link, in one of the groups.
_LINK_ADDRESS = re.compile(
    r"\]\(\s*(?:<([^<>\n]*)>|([^\s<>]+))"  # of a link or an image
    r"|^[ \t>]*\[[^\[\]\n]+\]:\s*<?([^\s<>]+)"  # of a reference
    r"|<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^<>\s]*)>",  # between `<` and `>`
    re.MULTILINE,
)

_ANY_CODE = re.compile(
    r"^[ \t>]*(`{3,}|~{3,}).*?(?:^[ \t>]*\1|\Z)|(?<![`\\])(`+)(?!`)[^\n]*?(?<!`)\2(?!`)",
    re.DOTALL | re.MULTILINE,
)
_NOT_LINE_END = re.compile(r"[^\n]")


def _blank_out_code(match: re.Match[str]) -> str:
    """Put blanks in the place of code, so that lines and columns stay the same."""
    return _NOT_LINE_END.sub(" ", match[0])


def _extract_address(match: re.Match[str]) -> str:
    return strip_unbalanced_end(match[match.lastindex or 0])


def _is_unsafe(match: re.Match[str]) -> bool:
    address = ESCAPED_CHARACTER.sub(r"\1", _extract_address(match))
    return is_dangerous_url(address)


def _build_unsafe_link(match: re.Match[str]) -> UnsafeLink:
    start = match.start(match.lastindex or 0)
    before = match.string[:start]
    line = before.count("\n") + 1
    column = start - before.rfind("\n")
    return UnsafeLink(line, column, _extract_address(match))
