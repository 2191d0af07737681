"""The lines of a log entry: which line begins one, and which lines below belong to it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from netnotes.reading.note import Line


# A date at the beginning of a line: `2026-10-02`, `**2026-10-02**`, `[[Daily/2026-10-02|Fri]]`.
LEADING_DATE = re.compile(
    r"(?P<emphasis>[*_]{0,3})(?P<link>\[\[(?:[^\[\]|]*/)?)?"
    r"(?P<date>\d{4}-\d{2}-\d{2})(?!-|[^\W_])(?(link)(?:\|[^\]]*)?\]\])"
    r"[*_]{0,3}(?P<rest>.*)"
)

# The characters that such a line begins with: few do, and asking for one is quicker.
_DATE_STARTS = frozenset("0123456789[*_")

# What follows the date of a paragraph that is an entry: nothing, a colon or a dash.
#
# `2026-10-02 was a fine day` is a sentence.
_AFTER_ENTRY_DATE = re.compile(r"\s*(?:$|[:—–]|-\s)")


def match_entry_date(line: Line) -> re.Match[str] | None:
    """Match a line that is an entry by its form, whether or not its day exists."""
    if line.text[:1] not in _DATE_STARTS:
        return None
    match = LEADING_DATE.match(line.text)
    if match and line.kind == "text" and not _AFTER_ENTRY_DATE.match(match["rest"]):
        return None
    return match


def find_end_of_entry(lines: tuple[Line, ...], index: int) -> int:
    """Find the index behind an entry and all that belongs to it."""
    if lines[index].kind == "item":
        return _find_end_of_item(lines, index)
    return _find_end_of_section(lines, index)


def _find_end_of_item(lines: tuple[Line, ...], index: int) -> int:
    """Find the index behind an item, what is indented below it, and lines that go on with it."""
    indent = lines[index].indent
    end = index + 1
    while end < len(lines):
        next_index = _skip_blank_lines(lines, end)
        if next_index == len(lines) or lines[next_index].kind == "heading":
            break
        line = lines[next_index]
        follows_directly = next_index == end
        if line.indent <= indent and not (follows_directly and _is_continuation(line)):
            break
        end = next_index + 1
    return end


def _skip_blank_lines(lines: tuple[Line, ...], index: int) -> int:
    while index < len(lines) and lines[index].kind == "blank":
        index += 1
    return index


def _is_continuation(line: Line) -> bool:
    """Whether a line right below an item, and not indented, continues the item's sentence."""
    return line.kind == "text" and "::" not in line.text and match_entry_date(line) is None


def _find_end_of_section(lines: tuple[Line, ...], index: int) -> int:
    """Find the index behind a dated heading or paragraph and the text below it."""
    end = index + 1
    while end < len(lines) and not _is_end_of_section(lines, index, end):
        end += 1
    return end


def _is_end_of_section(lines: tuple[Line, ...], start: int, index: int) -> bool:
    """Whether the line at an index no longer belongs to the dated line at `start`."""
    first, line = lines[start], lines[index]
    match line.kind:
        case "heading":
            # Headings of a lower level divide what is below a dated heading.
            return (
                first.kind == "text"
                or line.indent <= first.indent
                or match_entry_date(line) is not None
            )
        case "row":
            # The dates of a table that is a log begin in its first or its third row.
            rows = lines[index : index + 3]
            return any(LEADING_DATE.match(row.text.lstrip("| ")) for row in rows)
        case "text" if first.kind == "text" and lines[index - 1].kind == "blank":
            return True
        case "item" | "text":
            return match_entry_date(line) is not None
        case _:
            return False
