"""An edit as data: which lines of a note go, and which come. Every other byte stays as its owner typed it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from netnotes.reading.note import BOM, Source, build_source, read_note

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netnotes.model.diagnostics import Diagnostic


class Edit(NamedTuple):
    """Some lines of a note and what stands there instead.

    `line` is the first of them, from 1; `gone` how many go, none for lines that only come in before it; `new` are lines
    without their ends.
    """

    line: int
    removed_count: int
    new_lines: tuple[str, ...]


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """A note's text, as it lies on the disk, with these edits made; their lines are those of the text before.

    BOM, line ends and a missing last line end stay as they are; new lines end as the first line does.
    """
    bom = BOM if text.startswith(BOM) else ""
    lines = _LINES.findall(text.removeprefix(BOM))
    end = next((_extract_line_end(line) for line in lines if _extract_line_end(line)), "\n")
    unended = bool(lines) and not _extract_line_end(lines[-1])
    for line, gone, new in sorted(edits, key=lambda edit: edit.line, reverse=True):
        at = line - 1
        old = lines[at : at + gone]
        ends = [_extract_line_end(one) or end for one in old] + [end] * len(new)
        lines[at : at + gone] = [one + ending for one, ending in zip(new, ends, strict=False)]
    whole = "".join(one if _extract_line_end(one) else one + end for one in lines)
    return bom + (
        whole.removesuffix(_extract_line_end(lines[-1]) or end) if unended and lines else whole
    )


_LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


def _extract_line_end(line: str) -> str:
    return line[len(line.rstrip("\r\n")) :]


def add_lines_at_end(text: str, lines: Iterable[str]) -> Edit:
    """The edit that puts these lines below all that stands in a text; blank lines at its end stay at the end."""
    there = (
        build_source("", text).text.rstrip().count("\n") + 1
        if text.removeprefix(BOM).strip()
        else 0
    )
    return Edit(there + 1, 0, tuple(lines))


def find_obstacle(source: Source) -> Diagnostic | None:
    """Why a note can't be edited: its front matter is broken or says something twice, or a merge is not finished."""
    _, found = read_note(source)
    return next((one for one in found if one.code in BLOCKING_CODES), None)


BLOCKING_CODES = frozenset(
    ("broken-front-matter", "duplicate-property", "merge-marker", "too-large")
)
