"""Links that are shown as plain text because of their scheme, with their places."""

from __future__ import annotations

import re

from msgspec import Struct

from netnotes.markdown.links import classify_url, strip_unbalanced_end
from netnotes.markdown.plain import ESCAPED_CHARACTER
from netnotes.markdown.syntax import strip_comments


class UnsafeLink(Struct, frozen=True):
    """A link that is shown as plain text: its line and column, counted from 1, and its address as it was written."""

    line: int
    column: int
    url: str


def find_unsafe_links(text: str) -> tuple[UnsafeLink, ...]:
    """The links of a text that are shown as plain text because of their scheme; links in code and comments are none."""
    if not any(map(_is_unsafe, _LINK_ADDRESS.finditer(text))):
        return ()
    text = _ANY_CODE.sub(lambda code: _NOT_LINE_END.sub(" ", code[0]), strip_comments(text))
    return tuple(map(_build_unsafe_link, filter(_is_unsafe, _LINK_ADDRESS.finditer(text))))


_LINK_ADDRESS = re.compile(
    r"\]\(\s*(?:<([^<>\n]*)>|([^\s<>]+))"
    r"|^[ \t>]*\[[^\[\]\n]+\]:\s*<?([^\s<>]+)"
    r"|<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^<>\s]*)>",
    re.MULTILINE,
)
"""An address in one of the groups: of a link or image, of a reference, between `<` and `>`."""

_ANY_CODE = re.compile(
    r"^[ \t>]*(`{3,}|~{3,}).*?(?:^[ \t>]*\1|\Z)|(?<![`\\])(`+)(?!`)[^\n]*?(?<!`)\2(?!`)",
    re.DOTALL | re.MULTILINE,
)
_NOT_LINE_END = re.compile(r"[^\n]")


def _extract_address(link: re.Match[str]) -> str:
    return strip_unbalanced_end(link[link.lastindex or 0])


def _is_unsafe(link: re.Match[str]) -> bool:
    return classify_url(ESCAPED_CHARACTER.sub(r"\1", _extract_address(link))) == "nowhere"


def _build_unsafe_link(link: re.Match[str]) -> UnsafeLink:
    start = link.start(link.lastindex or 0)
    before = link.string[:start]
    return UnsafeLink(before.count("\n") + 1, start - before.rfind("\n"), _extract_address(link))
