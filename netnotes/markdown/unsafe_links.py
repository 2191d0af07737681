"""Links that could run a program and are rendered as plain text, with their places."""

from __future__ import annotations

import re
from bisect import bisect_right

from msgspec import Struct

from netnotes.markdown.links import is_dangerous_url, strip_unbalanced_end
from netnotes.markdown.plain import ESCAPED_CHARACTER
from netnotes.markdown.syntax import strip_comments
from netnotes.text import build_lazy_pattern


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
    text = _CODE_BLOCK.sub(_blank_out, strip_comments(text))
    text = _LINE_WITH_CODE.sub(_blank_out_inline_code, text)
    # Counted once: a note of 1 MiB can hold 100,000 links, and a count for each would take minutes.
    line_starts = [0, *(match.end() for match in _LINE_END.finditer(text))]
    return tuple(
        [
            _build_unsafe_link(match, line_starts)
            for match in _LINK_ADDRESS.finditer(text)
            if _is_unsafe(match)
        ]
    )


# The address of a link, in one of the groups.
_LINK_ADDRESS = build_lazy_pattern(
    r"\]\(\s*(?:<([^<>\n]*)>|([^\s<>]+))"  # of a link or an image
    r"|^[ \t>]*\[[^\[\]\n]+\]:\s*<?([^\s<>]+)"  # of a reference
    r"|<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^<>\s]*)>",  # between `<` and `>`
    re.MULTILINE,
)

_CODE_BLOCK = re.compile(
    r"^[ \t>]*(`{3,}|~{3,}).*?(?:^[ \t>]*\1[`~]*|\Z)",
    re.DOTALL | re.MULTILINE,
)
# Without `^` the rest of a line without code would be searched from each of its characters.
_LINE_WITH_CODE = re.compile(r"^[^`\n]*`.*", re.MULTILINE)
_BACKTICKS = re.compile(r"`+")
_NOT_LINE_END = re.compile(r"[^\n]")
_LINE_END = re.compile(r"\n")


def _blank_out(match: re.Match[str]) -> str:
    """Put blanks in the place of code, so that lines and columns stay the same."""
    return _NOT_LINE_END.sub(" ", match[0])


def _blank_out_inline_code(match: re.Match[str]) -> str:
    """Put blanks in the place of the code in a line: from some backticks to as many again."""
    line = match[0]
    runs = list(_BACKTICKS.finditer(line))
    # The next run of the same length is found from behind. To look for it from each run would take
    # long in a line with runs of a thousand lengths.
    next_by_length: dict[int, int] = {}
    closers: list[int | None] = [None] * len(runs)
    for number in reversed(range(len(runs))):
        length = len(runs[number][0])
        closers[number] = next_by_length.get(length)
        next_by_length[length] = number

    parts = []
    end = number = 0
    while number < len(runs):
        start = runs[number].start()
        closer = closers[number]
        is_escaped = line[max(0, start - 1) : start] == "\\"
        if closer is None or is_escaped:
            number += 1
            continue
        code_end = runs[closer].end()
        parts += [line[end:start], " " * (code_end - start)]
        end, number = code_end, closer + 1
    return "".join([*parts, line[end:]])


def _extract_address(match: re.Match[str]) -> str:
    return strip_unbalanced_end(match[match.lastindex or 0])


def _is_unsafe(match: re.Match[str]) -> bool:
    address = ESCAPED_CHARACTER.sub(r"\1", _extract_address(match))
    return is_dangerous_url(address)


def _build_unsafe_link(match: re.Match[str], line_starts: list[int]) -> UnsafeLink:
    start = match.start(match.lastindex or 0)
    line = bisect_right(line_starts, start)
    column = start - line_starts[line - 1] + 1
    return UnsafeLink(line, column, _extract_address(match))
