"""What can be mended without asking: where only one thing can be meant, and the note then says just that."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from netnotes.reading.front_matter import read_front_matter
from netnotes.reading.properties import CONTACT_PROPERTIES
from netnotes.reading.property_kind import PropertyKind
from netnotes.reading.property_names import build_property_index, suggest_property_name
from netnotes.text import fold, parse_day
from netnotes.writing.edits import Edit, apply_edits
from netnotes.writing.properties import find_line_range, write_property_lines, write_scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netnotes.model.settings import Settings
    from netnotes.reading.note import Source
    from netnotes.reading.raw_field import Field


class Fix(NamedTuple):
    """One thing mended: its edit, and what it does in words."""

    edit: Edit
    description: str


def find_fixes(source: Source, settings: Settings) -> tuple[Fix, ...]:
    """What can be mended in a contact's front matter, each on lines of its own.

    A property's name that is one slip away from a known one, a day written year first in another form, a link without
    quotes, and tags in one line that Obsidian would take for one tag.
    """
    front, _ = read_front_matter(source.text, source.path)
    lines = source.text.split("\n")
    names = {field.key for field in front.fields}
    mended = []
    for field in front.fields:
        one = next(_iter_field_fixes(field, source, lines, names, settings), None)
        if one:
            mended.append(one)
            names.add(fold(one.edit.new_lines[0].partition(":")[0]))
    return tuple(mended)


def build_fix_edits(source: Source, settings: Settings) -> tuple[tuple[Edit, ...], tuple[str, ...]]:
    """The edits that mend all there is to mend in a note, and what they do. The lines are those of the note now."""
    text, words = source.text, []
    while found := find_fixes(source._replace(text=text), settings):
        text = apply_edits(text, (one.edit for one in found))
        words += [one.description for one in found]
    if not words:
        return (), ()
    before, after = source.text.split("\n"), text.split("\n")
    same_top = next((at for at, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), 0)
    most = min(len(before), len(after)) - same_top
    same_end = next((at for at in range(most) if before[-1 - at] != after[-1 - at]), most)
    gone = len(before) - same_top - same_end
    return (Edit(same_top + 1, gone, tuple(after[same_top : len(after) - same_end])),), tuple(words)


def _iter_field_fixes(
    field: Field, source: Source, lines: list[str], taken_names: set[str], settings: Settings
) -> Iterator[Fix]:
    """What can be mended in one property. A slip stays where the note has the name that was meant already."""
    line = lines[field.line - 1]
    known = build_property_index(CONTACT_PROPERTIES, settings.properties)
    prop = known.get(field.key)
    new = suggest_property_name(field.name, known)
    if new and fold(new) not in taken_names and line.startswith(field.name):
        yield Fix(
            Edit(field.line, 1, (new + line[len(field.name) :],)), f"`{field.name}` is `{new}`"
        )
    for word in field.words:
        raw = lines[word.line - 1]
        at = word.column - 1
        if (
            prop
            and prop.kind is PropertyKind.DATE
            and (day := _convert_to_iso_day(word.text))
            and word.text in raw[at:]
        ):
            new = f"{raw[:at]}{raw[at:].replace(word.text, day, 1)}"
            yield Fix(Edit(word.line, 1, (new,)), f"`{word.text}` is `{day}`")
        if (
            word.text.startswith("[[")
            and raw[at:].startswith("[[")
            and raw[at:].startswith(word.text)
        ):
            new = f'{raw[:at]}"{word.text}"{raw[at + len(word.text) :]}'
            yield Fix(Edit(word.line, 1, (new,)), f"{word.text} stands in quotes")
    first, last = find_line_range(source, field)
    if (
        prop
        and prop.kind is PropertyKind.TAGS
        and not field.is_list
        and first == last
        and "," in field.text
        and "#" not in line
    ):
        tags = tuple(tag for tag in re.split(r"[,\s]+", field.text) if tag)
        yield Fix(
            Edit(first, 1, write_property_lines(field.name, tags)),
            f"`{field.name}` is a list: {write_scalar(', '.join(tags))}",
        )


def _convert_to_iso_day(text: str) -> str:
    """The ISO day of a date written year first: `2026-2-3`, `2026/02/03`, `2026.2.3`; empty for any other."""
    match = re.fullmatch(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})", text)
    day = f"{match[1]}-{int(match[3]):02}-{int(match[4]):02}" if match else ""
    return day if day and day != text and parse_day(day) else ""
