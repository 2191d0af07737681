"""What can be fixed without asking: places of a note that can mean one thing only."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from netnotes.reading.front_matter import read_front_matter
from netnotes.reading.properties import CONTACT_PROPERTIES
from netnotes.reading.property_kind import PropertyKind
from netnotes.reading.property_names import build_property_index, suggest_property_name
from netnotes.text import fold, parse_day
from netnotes.writing.edits import Edit, apply_edits
from netnotes.writing.properties import find_line_range, write_property_lines
from netnotes.writing.scalars import write_scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netnotes.model.settings import Settings
    from netnotes.reading.note import Source
    from netnotes.reading.property_kind import Property
    from netnotes.reading.raw_field import Field, Word


class Fix(NamedTuple):
    """One edit that fixes something, and what it does in words."""

    edit: Edit
    description: str


def find_fixes(source: Source, settings: Settings) -> tuple[Fix, ...]:
    """Find what can be fixed in a contact's front matter, at most one fix for each property.

    That is a property's name one typing error away from a known one, a date written year first in
    another form, a link without quotes, and tags in one line that Obsidian would take for one tag.
    """
    front_matter, _ = read_front_matter(source.text, source.path)
    lines = source.text.split("\n")
    # A misspelt name stays where the right one is in the note too: nobody can say which one counts.
    taken_names = {field.key for field in front_matter.fields}
    fixes = []
    for field in front_matter.fields:
        fix = next(_iter_field_fixes(field, source, lines, taken_names, settings), None)
        if fix is not None:
            fixes.append(fix)
            new_name = fix.edit.new_lines[0].partition(":")[0]
            taken_names.add(fold(new_name))
    return tuple(fixes)


def build_fix_edits(source: Source, settings: Settings) -> tuple[tuple[Edit, ...], tuple[str, ...]]:
    """Fix everything in a note: the edits, by the lines of the note now, and what they do.

    One fix can make another possible: a property whose name is right is read as a date. So the
    fixes are repeated until there are none, and one edit then covers all lines that changed.
    """
    text = source.text
    descriptions: list[str] = []
    while fixes := find_fixes(source._replace(text=text), settings):
        text = apply_edits(text, [fix.edit for fix in fixes])
        descriptions += [fix.description for fix in fixes]
    if not descriptions:
        return (), ()
    return (_build_edit_between(source.text, text),), tuple(descriptions)


def _build_edit_between(before: str, after: str) -> Edit:
    """Build the edit that replaces all lines from the first changed one to the last."""
    old_lines = before.split("\n")
    new_lines = after.split("\n")
    same_at_start = _count_same_lines(old_lines, new_lines)
    same_at_end = _count_same_lines(
        old_lines[same_at_start:][::-1], new_lines[same_at_start:][::-1]
    )
    removed_count = len(old_lines) - same_at_start - same_at_end
    changed_lines = new_lines[same_at_start : len(new_lines) - same_at_end]
    return Edit(same_at_start + 1, removed_count, tuple(changed_lines))


def _count_same_lines(left: list[str], right: list[str]) -> int:
    count = 0
    for left_line, right_line in zip(left, right, strict=False):
        if left_line != right_line:
            break
        count += 1
    return count


def _iter_field_fixes(
    field: Field, source: Source, lines: list[str], taken_names: set[str], settings: Settings
) -> Iterator[Fix]:
    """Yield what can be fixed in one property, the most important first."""
    property_index = build_property_index(CONTACT_PROPERTIES, settings.properties)
    prop = property_index.get(field.key)
    line = lines[field.line - 1]

    suggestion = suggest_property_name(field.name, property_index)
    is_free = suggestion and fold(suggestion) not in taken_names
    if is_free and line.startswith(field.name):  # a name in quotes is left alone
        fixed_line = suggestion + line[len(field.name) :]
        yield Fix(Edit(field.line, 1, (fixed_line,)), f"`{field.name}` is `{suggestion}`")

    for word in field.words:
        raw = lines[word.line - 1]
        if prop and prop.kind is PropertyKind.DATE:
            yield from _iter_date_fixes(word, raw)
        if prop and prop.kind in (PropertyKind.BIRTHDAY, PropertyKind.YEARLY_DAYS):
            yield from _iter_birthday_fixes(word, raw)
        yield from _iter_link_fixes(word, raw)

    if prop:
        yield from _iter_tag_fixes(field, prop, source, line)


def _iter_date_fixes(word: Word, raw: str) -> Iterator[Fix]:
    # The text of a word is without its quotes and can be on several lines: it is only replaced
    # where the line has exactly these characters.
    day = _convert_to_iso_day(word.text)
    start = word.column - 1
    if day and word.text in raw[start:]:
        fixed_line = raw[:start] + raw[start:].replace(word.text, day, 1)
        yield Fix(Edit(word.line, 1, (fixed_line,)), f"`{word.text}` is `{day}`")


def _iter_birthday_fixes(word: Word, raw: str) -> Iterator[Fix]:
    """Yield a birthday without the year that Apple writes where none is known."""
    start = word.column - 1
    match = re.match(r"1604-(\d{2}-\d{2})(?!\S)", word.text)
    if match and word.text in raw[start:]:
        fixed_line = raw[:start] + raw[start:].replace(match[0], match[1], 1)
        yield Fix(
            Edit(word.line, 1, (fixed_line,)), f"`{match[0]}` is `{match[1]}`, without a year"
        )


def _iter_link_fixes(word: Word, raw: str) -> Iterator[Fix]:
    """Yield quotes around a link: YAML takes bare brackets for a list within a list."""
    start = word.column - 1
    if word.text.startswith("[[") and raw[start:].startswith(word.text):
        fixed_line = f'{raw[:start]}"{word.text}"{raw[start + len(word.text) :]}'
        yield Fix(Edit(word.line, 1, (fixed_line,)), f"{word.text} stands in quotes")


def _iter_tag_fixes(field: Field, prop: Property, source: Source, line: str) -> Iterator[Fix]:
    first, last = find_line_range(source, field)
    is_one_line_of_tags = prop.kind is PropertyKind.TAGS and not field.is_list and first == last
    if not is_one_line_of_tags or "," not in field.text:
        return
    if "#" in line:  # a comment, which would be lost
        return

    tags = tuple(filter(None, re.split(r"[,\s]+", field.text)))
    description = f"`{field.name}` is a list: {write_scalar(', '.join(tags))}"
    yield Fix(Edit(first, 1, write_property_lines(field.name, tags)), description)


def _convert_to_iso_day(text: str) -> str:
    """Convert a date written year first (`2026-2-3`, `2026/02/03`, `2026.2.3`); else empty."""
    # With the year last it is not known which is the day and which the month.
    match = re.fullmatch(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})", text)
    if not match:
        return ""
    day = f"{match[1]}-{int(match[3]):02}-{int(match[4]):02}"
    if day == text or parse_day(day) is None:
        return ""
    return day
