"""Names in properties that stand there without a link, as in `knows: [Ben]`, after a rename."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from netnotes.model.people import Link
from netnotes.reading.note import read_note
from netnotes.reading.reader import NO_DAILY_NOTES, read_source
from netnotes.writing.edits import Edit
from netnotes.writing.links import CAPTURED, find_new_target
from netnotes.writing.scalars import write_scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netnotes.model.reading import Reading
    from netnotes.model.settings import Settings
    from netnotes.reading.note import Source
    from netnotes.writing.links import NewTarget, Rename


class NameUpdate(NamedTuple):
    """The edits of the plain names in a note's properties, and those that need a person.

    `captured` are the names that only the new name of the note gives a meaning. `unchanged` should
    have followed the note, and can't be replaced by themselves. Both with the line they are in.
    """

    edits: tuple[Edit, ...]
    captured: tuple[tuple[int, str], ...]
    unchanged: tuple[tuple[int, str], ...]


def update_plain_names(source: Source, rename: Rename, settings: Settings) -> NameUpdate:
    """Change the names in properties so that each means the same note after the rename."""
    links = tuple(dict.fromkeys(_iter_plain_links(read_source(source, settings, NO_DAILY_NOTES))))
    name_counts = Counter(link.source_location for link in links)
    front_matter_end = _find_front_matter_end(source)
    origin = rename.get_new_path(source.path)
    lines = source.text.split("\n")
    captured = []
    unchanged = []
    for link in links:
        new_target = find_new_target(link.target, source.path, origin, rename)
        if new_target is None:
            continue
        line, column = link.source_location.line, link.source_location.column
        if new_target is CAPTURED:
            captured.append((line, link.target))
            continue
        match = _find_name(lines[line - 1], column - 1, link.target)
        is_alone = name_counts[link.source_location] == 1
        words = _write_name(new_target, link.target) if is_alone else _write_bare_name(new_target)
        if match is None or not words:
            unchanged.append((line, link.target))
            continue
        is_quoted = lines[line - 1][match.start() - 1] in "\"'"
        if words.startswith("[[") and not is_quoted and line <= front_matter_end:
            words = f'"{words}"'
        lines[line - 1] = lines[line - 1][: match.start()] + words + lines[line - 1][match.end() :]
    return NameUpdate(_list_edits(source, lines), tuple(captured), tuple(unchanged))


def _iter_plain_links(reading: Reading) -> Iterator[Link]:
    """Yield the links of a note's properties that are names without brackets."""
    values: list[object] = []
    if reading.entity:
        values = [getattr(reading.entity, name) for name in reading.entity.__struct_fields__]
    for encounter in reading.encounters:
        values += [encounter.people, encounter.absent]
    for value in values:
        items = value if isinstance(value, tuple) and not isinstance(value, Link) else (value,)
        for item in items:
            if isinstance(item, Link) and item.plain:
                yield item


def _find_front_matter_end(source: Source) -> int:
    """Find the last line of the front matter, counted from 1."""
    note, _ = read_note(source)
    if not note.lines:
        return source.text.count("\n") + 1
    return note.lines[0].number - 1


def _find_name(line: str, start: int, name: str) -> re.Match[str] | None:
    """Find a whole name in a line of properties, as an item of a list or as the whole value."""
    pattern = re.compile(rf"(?<![^\s,;\"'\[]){re.escape(name)}(?=\s*(?:[,;\"'\]]|\s#|$))")
    return pattern.search(line, max(start, 0))


def _write_bare_name(new_target: NewTarget) -> str:
    """Write a name without a link; empty where the list it is in would be read in another way."""
    target = new_target.target
    is_safe = write_scalar(target) == target and _SEPARATORS.isdisjoint(target)
    if is_safe and not new_target.is_exact:
        return target
    return ""


def _write_name(new_target: NewTarget, written: str) -> str:
    """Write a name that is alone in its value, as a link where it can't be bare."""
    bare_name = _write_bare_name(new_target)
    if bare_name:
        return bare_name
    label = f"|{written}" if new_target.is_exact else ""
    return f"[[{new_target.target}{label}]]"


# They part the items of a list, or end it.
_SEPARATORS = frozenset(",;[]{}")


def _list_edits(source: Source, lines: list[str]) -> tuple[Edit, ...]:
    old_lines = source.text.split("\n")
    edits = []
    for number, (old_line, line) in enumerate(zip(old_lines, lines, strict=True), start=1):
        if line != old_line:
            edits.append(Edit(number, 1, (line,)))
    return tuple(edits)
