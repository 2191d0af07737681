"""An edit as data: which lines of a note go, and which come. Every other byte stays as its owner typed it."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, NamedTuple

from netnotes.reading.note import Source, read_note

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netnotes.diagnostics import Diagnostic

BOM = "\ufeff"


class Edit(NamedTuple):
    """Some lines of a note and what stands there instead.

    `line` is the first of them, from 1; `gone` how many go, none for lines that only come in before it; `new` are lines
    without their ends.
    """

    line: int
    gone: int
    new: tuple[str, ...]


def edited(text: str, edits: Iterable[Edit]) -> str:
    """A note's text, as it lies on the disk, with these edits made; their lines are those of the text before.

    BOM, line ends and a missing last line end stay as they are; new lines end as the first line does.
    """
    bom = BOM if text.startswith(BOM) else ""
    lines = _LINES.findall(text.removeprefix(BOM))
    end = next((_end_of(line) for line in lines if _end_of(line)), "\n")
    unended = bool(lines) and not _end_of(lines[-1])
    for line, gone, new in sorted(edits, key=lambda edit: edit.line, reverse=True):
        at = line - 1
        old = lines[at : at + gone]
        ends = [_end_of(one) or end for one in old] + [end] * len(new)
        lines[at : at + gone] = [one + ending for one, ending in zip(new, ends, strict=False)]
    whole = "".join(one if _end_of(one) else one + end for one in lines)
    return bom + (whole.removesuffix(_end_of(lines[-1]) or end) if unended and lines else whole)


_LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


def _end_of(line: str) -> str:
    return line[len(line.rstrip("\r\n")) :]


def below(text: str, lines: Iterable[str]) -> Edit:
    """The edit that puts these lines below all that stands in a text; blank lines at its end stay at the end."""
    there = source_of("", text).text.rstrip().count("\n") + 1 if text.removeprefix(BOM).strip() else 0
    return Edit(there + 1, 0, tuple(lines))


def source_of(path: str, text: str) -> Source:
    """The source that a note's text makes, as reading takes it: without BOM, with plain line ends."""
    return Source(path, text.removeprefix(BOM).replace("\r\n", "\n").replace("\r", "\n"))


def obstacle(source: Source) -> Diagnostic | None:
    """Why a note can't be edited: its front matter is broken or says something twice, or a merge is not finished."""
    _, found = read_note(source)
    return next((one for one in found if one.code in STOPS), None)


STOPS = frozenset(("broken-front-matter", "duplicate-property", "merge-marker", "too-large"))


def difference(path: str, before: str, after: str) -> str:
    """What an edit would change, as a unified diff; nothing where it changes nothing."""
    old, new = (source_of(path, text).text.splitlines(keepends=True) for text in (before, after))
    lines = difflib.unified_diff(old, new, f"a/{path}", f"b/{path}", n=1)
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)
