"""One property of a note: set, taken out, or added to. What Obsidian would write for a value is what is written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netnotes.reading.front_matter import read_front_matter
from netnotes.reading.properties import CONTACT_PROPERTIES
from netnotes.reading.property_names import build_property_index
from netnotes.text import fold
from netnotes.writing.edits import Edit

if TYPE_CHECKING:
    from netnotes.model.settings import Settings
    from netnotes.reading.front_matter import FrontMatter
    from netnotes.reading.note import Source
    from netnotes.reading.raw_field import Field

PropertyValue = str | tuple[str, ...]


def set_property(
    source: Source, name: str, value: PropertyValue, settings: Settings
) -> tuple[Edit, ...]:
    """The edits by which a property has this value; none where it has it already.

    A property that is there keeps its name as it was typed, its place, and the comment behind it; one that is not
    comes last in the front matter, which is made where there is none. A tuple is written as a list.
    """
    front, _ = read_front_matter(source.text, source.path)
    field = find_field(front, name, settings)
    if field is None:
        lines = write_property_lines(name, value)
        if not front.body_line:
            return (Edit(1, 0, ("---", *lines, "---")),)
        return (Edit(front.body_line, 0, lines),)
    before = tuple(word.text for word in field.words)
    if before == ((value,) if isinstance(value, str) else value) and field.is_list == isinstance(
        value, tuple
    ):
        return ()
    first, last = find_line_range(source, field)
    line = source.text.split("\n")[first - 1]
    if isinstance(value, str) and first == last:
        return (Edit(first, 1, (_replace_value(line, value),)),)
    return (Edit(first, last - first + 1, write_property_lines(_extract_key(line), value)),)


def add_to_property(
    source: Source, name: str, words: tuple[str, ...], settings: Settings
) -> tuple[Edit, ...]:
    """The edits by which a list holds these words too. What is there stays as it was typed."""
    front, _ = read_front_matter(source.text, source.path)
    field = find_field(front, name, settings)
    have = {word.text.casefold() for word in field.words} if field else set()
    new = tuple(dict.fromkeys(one for one in words if one.casefold() not in have))
    if not new:
        return ()
    if field is None or not field.words:
        return set_property(
            source,
            name,
            new if len(new) > 1 or field is None or field.is_list else new[0],
            settings,
        )
    first, last = find_line_range(source, field)
    lines = source.text.split("\n")
    item = _ITEM.match(lines[last - 1])
    if field.is_list and item and last > first:
        return (Edit(last + 1, 0, tuple(f"{item['lead']}{write_scalar(one)}" for one in new)),)
    return (
        Edit(
            first,
            last - first + 1,
            write_property_lines(_extract_key(lines[first - 1]), (*_list_texts(field), *new)),
        ),
    )


def remove_property(source: Source, name: str, settings: Settings) -> tuple[Edit, ...]:
    """The edits that take a property out of the front matter; none where it is not there."""
    front, _ = read_front_matter(source.text, source.path)
    field = find_field(front, name, settings)
    if field is None:
        return ()
    first, last = find_line_range(source, field)
    return (Edit(first, last - first + 1, ()),)


def find_field(front: FrontMatter, name: str, settings: Settings) -> Field | None:
    """The field of the front matter that holds one of our properties, under whatever name; its own counts first."""
    known = build_property_index(CONTACT_PROPERTIES, settings.properties)
    named = [
        field for field in front.fields if (prop := known.get(field.key)) and prop.name == name
    ]
    own = [field for field in front.fields if field.key == fold(name)]
    return next(iter((*own, *named)), None)


def find_line_range(source: Source, field: Field) -> tuple[int, int]:
    """The first and the last line of a property, without the comments and blank lines that follow it."""
    lines = source.text.split("\n")
    last = max(field.line, field.end_line)
    in_block = _BLOCK.search(lines[field.line - 1])
    while last > field.line and (
        not lines[last - 1].strip() or (not in_block and lines[last - 1].lstrip()[:1] == "#")
    ):
        last -= 1
    return field.line, last


_BLOCK = re.compile(r":\s+[|>][-+\d]*\s*(?:#.*)?$")
_ITEM = re.compile(r"(?P<lead>\s*-\s+)\S")


def write_property_lines(name: str, value: PropertyValue) -> tuple[str, ...]:
    """A property as lines: a text in one line, a list with an item a line, as Obsidian writes them."""
    if isinstance(value, str):
        return (f"{name}: {write_scalar(value)}".rstrip(),)
    return (
        (f"{name}:", *(f"  - {write_scalar(one)}" for one in value)) if value else (f"{name}: []",)
    )


def write_scalar(text: str) -> str:
    """A text as YAML: bare where it means itself (an ISO day does), else in quotes. It never breaks the line."""
    text = " ".join(text.split())
    plain = all(sign.isprintable() or sign == ZERO_WIDTH_JOINER for sign in text)
    if not text or (
        plain
        and (
            _BARE_LITERAL.fullmatch(text)
            or (_BARE_TEXT.fullmatch(text) and not _TYPED_LITERAL.fullmatch(text))
        )
    ):
        return text
    quoted = text.replace("\\", "\\\\").replace('"', '\\"')
    signs = (
        sign if sign.isprintable() or sign == ZERO_WIDTH_JOINER else f"\\U{ord(sign):08x}"
        for sign in quoted
    )
    return f'"{"".join(signs)}"'


ZERO_WIDTH_JOINER = "\u200d"
"""It holds an emoji of several signs together."""
_BARE_LITERAL = re.compile(r"true|false|\d{4}-\d{2}-\d{2}|-?\d{1,4}")
"""A day, and a short number: Obsidian shows them as such, and writes them bare."""
_BARE_TEXT = re.compile(
    r"(?![-?:,\[\]{}#&*!|>'\"%@`=])(?:[^\s:#]|:(?=\S)|(?<=\S)#|[ ](?!#))*(?<![\s:])"
)
_TYPED_LITERAL = re.compile(
    r"true|false|null|yes|no|on|off|~|[-+.]?\d{5,}|[-+]?[\d_]*[.:][\d_.:]*|[-+.]?\d[\d\s()/.,_:+-]*|0[xo][\da-f]+|[-+]?\d+e[-+]?\d+|[-+]?\.(?:inf|nan)",
    re.IGNORECASE,
)
"""What YAML, of one version or another, takes for something else than text."""


def _extract_key(line: str) -> str:
    """What stands before the colon of a property's line, as it was typed."""
    match = _KEY.match(line)
    return match["key"] if match else line.partition(":")[0]


_KEY = re.compile(
    r"""(?P<key>"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^:#]*?(?::(?=\S)[^:#]*?)*)\s*:(?P<gap>\s+|$)"""
)
_VALUE = re.compile(
    r"""(?P<value>"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|(?:[^#\s]|\s+(?=[^\s#])|(?<=\S)#)*)(?P<rest>.*)"""
)


def _replace_value(line: str, value: str) -> str:
    """A property's line with another value; the comment behind it stays."""
    key = _KEY.match(line)
    assert key  # the reader found the property on this line
    rest = _VALUE.match(line, key.end())
    assert rest
    head = line[: key.end()] if rest["value"] else f"{line[: key.end()].rstrip()} "
    gap = " " if rest["rest"].startswith("#") else ""
    return f"{head}{write_scalar(value)}{gap}{rest['rest']}"


def _list_texts(field: Field) -> tuple[str, ...]:
    return tuple(word.text for word in field.words)
