"""An edit as data: which lines of a note are removed and which are added. All others stay."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from netnotes.reading.note import BOM, Source, read_note

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netnotes.model.diagnostics import Diagnostic


class Edit(NamedTuple):
    """Some lines of a note and what replaces them.

    `line` is the first of them, counted from 1. `removed_count` is 0 for lines that are only added
    before it. `new_lines` have no line ends.
    """

    line: int
    removed_count: int
    new_lines: tuple[str, ...]


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Apply edits to the text of a file; all their line numbers are those of the text before.

    A BOM, the line ends and a missing end of the last line stay. A line that replaces another takes
    over its end; other new lines end as the first line of the file does.
    """
    body = text.removeprefix(BOM)
    bom = text[: len(text) - len(body)]
    lines = _LINES.findall(body)
    default_end = _find_first_line_end(lines) or "\n"
    is_last_line_open = bool(lines) and not _extract_line_end(lines[-1])

    # From the last edit to the first, so that the line numbers of those before stay true.
    for edit in sorted(edits, key=lambda edit: edit.line, reverse=True):
        _replace_lines(lines, edit, default_end)

    _close_lines(lines, default_end)
    if is_last_line_open and lines:
        lines[-1] = lines[-1].removesuffix(_extract_line_end(lines[-1]))
    return bom + "".join(lines)


def _replace_lines(lines: list[str], edit: Edit, default_end: str) -> None:
    start = edit.line - 1
    stop = start + edit.removed_count
    ends = [_extract_line_end(line) or default_end for line in lines[start:stop]]
    ends += [default_end] * len(edit.new_lines)
    lines[start:stop] = [
        line + line_end for line, line_end in zip(edit.new_lines, ends, strict=False)
    ]


def _close_lines(lines: list[str], default_end: str) -> None:
    """Give a line end to each line without one: the former last line may have others after it."""
    for index, line in enumerate(lines):
        if not _extract_line_end(line):
            lines[index] = line + default_end


# Not `splitlines`, which also splits at a form feed or U+2028: for an editor these are characters
# within a line.
_LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


def _extract_line_end(line: str) -> str:
    return line[len(line.rstrip("\r\n")) :]


def _find_first_line_end(lines: list[str]) -> str:
    for line in lines:
        line_end = _extract_line_end(line)
        if line_end:
            return line_end
    return ""


# Diagnostics with which nobody can say which lines an edit would have to change.
BLOCKING_CODES = frozenset(
    ("broken-front-matter", "duplicate-property", "merge-marker", "too-large")
)


def find_obstacle(source: Source) -> Diagnostic | None:
    """Return the diagnostic for which a note can't be edited; None where it can."""
    _, diagnostics = read_note(source)
    for diagnostic in diagnostics:
        if diagnostic.code in BLOCKING_CODES:
            return diagnostic
    return None
