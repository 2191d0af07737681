"""The text that is left of a contact's note, and of an entry, when its log has been read."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netnotes.reading.note import Line


def strip_common_indent(lines: list[str]) -> Iterator[str]:
    """Remove the indent that all lines share; blank lines have none to share."""
    indents = [len(line) - len(line.lstrip()) for line in lines if line.strip()]
    common_indent = min(indents, default=0)
    for line in lines:
        yield line[common_indent:].rstrip()


def join_remaining_lines(lines: tuple[Line, ...], remaining_lines: list[Line]) -> str:
    """Join what is no part of the log, without the headings that only the log was below."""
    numbers = {line.number for line in remaining_lines}
    # From the last to the first, so that a heading over emptied headings goes as well.
    for line in reversed(remaining_lines):
        if line.kind == "heading" and _is_emptied(lines, line, numbers):
            numbers.discard(line.number)
    return "\n".join([line.raw for line in remaining_lines if line.number in numbers]).strip("\n")


def _is_emptied(lines: tuple[Line, ...], heading: Line, remaining_numbers: set[int]) -> bool:
    """Whether there was text below a heading, and all of it was read as the log."""
    had_text = False
    for index in range(heading.number - lines[0].number + 1, len(lines)):
        line = lines[index]
        if line.kind == "heading" and line.indent <= heading.indent:
            break
        if line.kind == "blank":
            continue
        if line.number in remaining_numbers:
            return False
        had_text = True
    return had_text
