"""Edits of one property of a note: set, removed, or added to. Obsidian writes values likewise."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

from netnotes.errors import NetnotesError
from netnotes.reading.front_matter import read_front_matter
from netnotes.reading.properties import CONTACT_PROPERTIES
from netnotes.reading.property_names import build_property_index
from netnotes.reading.scales import is_number_on_scale
from netnotes.reading.values import find_days, split_days
from netnotes.text import fold, parse_day
from netnotes.writing.edits import Edit

if TYPE_CHECKING:
    from netnotes.model.settings import Settings
    from netnotes.reading.front_matter import FrontMatter
    from netnotes.reading.note import Source
    from netnotes.reading.raw_field import Field, Word

# A text, or a list of texts; a list is written with an item a line.
PropertyValue = str | tuple[str, ...]


def set_property(
    source: Source, name: str, value: PropertyValue, settings: Settings
) -> tuple[Edit, ...]:
    """Set a property to a value; no edits where it has the value already.

    A property that is in the note keeps its name as it was typed, its place, and the comment behind
    it. A new one comes last in the front matter, which is added where there is none. To a list of
    days a day is added, for what is in it was typed by somebody.
    Raises NetnotesError for a list of days that nothing can be added to.
    """
    front_matter, field = _read_field(source, name, settings)
    if field is None:
        _require_not_unread(source, name, front_matter.body_line)
        lines = write_property_lines(name, value)
        if not front_matter.body_line:
            return (Edit(1, 0, ("---", *lines, "---")),)
        return (Edit(front_matter.body_line, 0, lines),)
    if _has_value(field, value):
        return ()
    if isinstance(value, str) and holds_several_days(field) and parse_day(value):
        return _add_day(source, field, value)

    first, last = find_line_range(source, field)
    line = source.text.split("\n")[first - 1]
    if isinstance(value, str) and first == last:
        return (Edit(first, 1, (_replace_value(line, value),)),)
    return (Edit(first, last - first + 1, write_property_lines(_extract_key(line), value)),)


def _require_not_unread(source: Source, name: str, body_line: int) -> None:
    """Raise NetnotesError if the property is there and was too long to be read."""
    for number, line in enumerate(source.text.split("\n")[:body_line], start=1):
        key, colon, _ = line.partition(":")
        if colon and not key[:1].isspace() and fold(key) == fold(name):
            raise NetnotesError(
                f"{source.path}:{number}: `{key}` can't be read, so that it can't be changed. "
                "Shorten it or take it out. Nothing was written."
            )


def holds_several_days(field: Field) -> bool:
    """Whether a property is a list of days, or several days in one text."""
    found_days = [found for word in field.words for found in find_days(word.text)]
    return len(found_days) > (0 if field.is_list else 1)


def _add_day(source: Source, field: Field, day: str) -> tuple[Edit, ...]:
    """Add a day to a list of days, as the others are written: at its end, or first if newest first.

    Raises NetnotesError if the list is in a form that can't be added to.
    """
    if day in [part for word in field.words for part in split_days(word.text)]:
        return ()
    edit = add_day_to_list(source, field, day)
    if edit is None:
        raise NetnotesError(
            f"{source.path}:{field.line}: `{field.name}` is a list of days in a form that "
            f"nothing can be added to. Add {day} by hand. Nothing was written."
        )
    return (edit,)


def add_day_to_list(source: Source, field: Field, day: str) -> Edit | None:
    """Build the edit that adds a day to a list of days; None if it is in no form that we know.

    `field` may also be an inline field in the note's text.
    """
    days = [parse_day(part) for word in field.words for part in split_days(word.text)]
    is_newest_first = len(days) > 1 and (days[0] or datetime.date.min) > (
        days[-1] or datetime.date.min
    )
    word = field.words[0] if is_newest_first else field.words[-1]
    raw = source.text.split("\n")[word.line - 1]
    token = _match_token(raw, word)
    if token is None:
        return None

    new_token = _ISO_DAY.sub(day, token, count=1)
    start = word.column - 1
    end = start + len(token)
    item = _ITEM.match(raw)
    if field.is_list and item and item.end() == start + 1:
        new_line = f"{item['lead']}{new_token}"
        return Edit(word.line if is_newest_first else word.line + 1, 0, (new_line,))

    if not field.is_list:
        # Several days in one text: what is between them stays what it is, and so do the quotes.
        parts = split_days(word.text)
        new_part = _ISO_DAY.sub(day, parts[0 if is_newest_first else -1], count=1)
        texts = (new_part, word.text) if is_newest_first else (word.text, new_part)
        new_token = token.replace(word.text, ", ".join(texts), 1)
        return Edit(word.line, 1, (f"{raw[:start]}{new_token}{raw[end:]}",))

    tokens = (new_token, token) if is_newest_first else (token, new_token)
    return Edit(word.line, 1, (f"{raw[:start]}{', '.join(tokens)}{raw[end:]}",))


_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def _match_token(raw: str, word: Word) -> str | None:
    """Match a word as it stands in its line, with its quotes; None if it is written otherwise."""
    beginning = raw[word.column - 1 :]
    for token in (word.text, f'"{word.text}"', f"'{word.text}'"):
        if beginning.startswith(token) and _ISO_DAY.search(token):
            return token
    return None


def _has_value(field: Field, value: PropertyValue) -> bool:
    if isinstance(value, str):
        return not field.is_list and _list_texts(field) == (value,)
    return field.is_list and _list_texts(field) == value


def add_to_property(
    source: Source, name: str, words: tuple[str, ...], settings: Settings
) -> tuple[Edit, ...]:
    """Add texts to a list that does not hold them yet. What is in it stays as it was typed."""
    _, field = _read_field(source, name, settings)
    new_words = _list_new_words(field, words)
    if not new_words:
        return ()
    if field is None:
        return set_property(source, name, new_words, settings)
    if not field.words:
        return _fill_empty_property(source, name, field, new_words, settings)

    first, last = find_line_range(source, field)
    lines = source.text.split("\n")
    item = _ITEM.match(lines[last - 1])
    if field.is_list and item and last > first:
        new_lines = [f"{item['lead']}{write_scalar(word)}" for word in new_words]
        return (Edit(last + 1, 0, tuple(new_lines)),)

    # A list in brackets, or a single text, becomes a list with an item a line, as in Obsidian.
    key = _extract_key(lines[first - 1])
    items = _list_items(field)
    list_lines = write_property_lines(key, (*items, *new_words))
    if first == last:
        line = lines[first - 1]
        list_lines = _keep_comment_and_quotes(line, list_lines, is_single=len(items) == 1)
    return (Edit(first, last - first + 1, list_lines),)


def _keep_comment_and_quotes(
    line: str, new_lines: tuple[str, ...], *, is_single: bool
) -> tuple[str, ...]:
    """Put the comment of a property's line, and the quotes of its only value, into a list.

    The comment belongs to the only value, or else to the whole list.
    """
    key = _KEY.match(line)
    match = _VALUE.match(line, key.end()) if key else None
    if match is None:
        return new_lines
    key_line, first_item, *others = new_lines
    value, comment = match["value"], match["rest"].strip()
    if not comment.startswith("#"):
        comment = ""
    if is_single and value[:1] in ("'", '"'):
        first_item = f"  - {value}"
    if comment and is_single:
        first_item = f"{first_item} {comment}"
    elif comment:
        key_line = f"{key_line} {comment}"
    return (key_line, first_item, *others)


def _fill_empty_property(
    source: Source, name: str, field: Field, words: tuple[str, ...], settings: Settings
) -> tuple[Edit, ...]:
    # `aliases: ` on one line, left by a template, stays one line where one text fills it.
    if len(words) == 1 and not field.is_list:
        return set_property(source, name, words[0], settings)
    return set_property(source, name, words, settings)


def _list_new_words(field: Field | None, words: tuple[str, ...]) -> tuple[str, ...]:
    """List the words that a field does not hold, whatever their case, each once."""
    present = set()
    if field is not None:
        present = {item.casefold() for item in _list_items(field)}
    new_words = [word for word in words if word.casefold() not in present]
    return tuple(dict.fromkeys(new_words))


def _list_items(field: Field) -> tuple[str, ...]:
    """List the items of a field; a text in place of a list has them between commas."""
    if field.is_list:
        return _list_texts(field)
    items: list[str] = []
    for text in _list_texts(field):
        # Within a link a comma belongs to the name, as in `[[Quill, Ada]]`.
        items += [item.strip() for item in _ITEMS.findall(text)]
    return tuple(item for item in items if item)


_ITEMS = re.compile(r"(?:\[\[[^\[\]]*\]\]|[^,;])+")


def remove_property(source: Source, name: str, settings: Settings) -> tuple[Edit, ...]:
    """Remove a property from the front matter; no edits where it is not there."""
    _, field = _read_field(source, name, settings)
    if field is None:
        return ()
    first, last = find_line_range(source, field)
    return (Edit(first, last - first + 1, ()),)


def _read_field(source: Source, name: str, settings: Settings) -> tuple[FrontMatter, Field | None]:
    front_matter, _ = read_front_matter(source.text, source.path)
    return front_matter, find_field(front_matter, name, settings)


def find_field(front_matter: FrontMatter, name: str, settings: Settings) -> Field | None:
    """Find the field that holds one of our properties, under its own name or another name of it."""
    for field in front_matter.fields:
        if field.key == fold(name):
            return field
    property_index = build_property_index(CONTACT_PROPERTIES, settings.properties)
    for field in front_matter.fields:
        prop = property_index.get(field.key)
        if prop is not None and prop.name == name and not is_number_on_scale(field, settings):
            return field
    return None


def find_line_range(source: Source, field: Field) -> tuple[int, int]:
    """Find the first and the last line of a property, without comments and blank lines after it.

    In a block of text (`|` or `>`), a line that begins with `#` is text.
    """
    lines = source.text.split("\n")
    last = max(field.line, field.end_line)
    is_text_block = bool(_TEXT_BLOCK.search(lines[field.line - 1]))
    while last > field.line:
        line = lines[last - 1].strip()
        is_comment = line.startswith("#") and not is_text_block
        if line and not is_comment:
            break
        last -= 1
    return field.line, last


# The head of a block of text: `purpose: |`, `purpose: >-`, `purpose: |2  # a comment`.
_TEXT_BLOCK = re.compile(r":\s+[|>][-+\d]*\s*(?:#.*)?$")

_ITEM = re.compile(r"(?P<lead>\s*-\s+)\S")


def write_property_lines(name: str, value: PropertyValue) -> tuple[str, ...]:
    """Write a property: a text in one line, a list with an item a line, as Obsidian does."""
    if isinstance(value, str):
        return (f"{name}: {write_scalar(value)}".rstrip(),)
    if not value:
        return (f"{name}: []",)
    items = [f"  - {write_scalar(word)}" for word in value]
    return (f"{name}:", *items)


def write_scalar(text: str) -> str:
    """Write a text as YAML on one line: bare where YAML reads the same text, else in quotes."""
    text = " ".join(text.split())
    if not text or _can_be_bare(text):
        return text
    quoted = text.replace("\\", "\\\\").replace('"', '\\"')
    # What cannot be seen is written as a number, so that nobody overlooks it in the file.
    escaped = ""
    for character in quoted:
        escaped += character if _is_visible(character) else f"\\U{ord(character):08x}"
    return f'"{escaped}"'


def _can_be_bare(text: str) -> bool:
    if not all(_is_visible(character) for character in text):
        return False
    if _BARE_LITERAL.fullmatch(text):
        return True
    return bool(_BARE_TEXT.fullmatch(text)) and not _TYPED_LITERAL.fullmatch(text)


def _is_visible(character: str) -> bool:
    return character.isprintable() or character in ZERO_WIDTH_JOINERS


# One keeps letters apart, as Persian names need it; one joins several signs to an emoji.
ZERO_WIDTH_JOINERS = ("\u200c", "\u200d")

# Days, short numbers and yes/no: Obsidian shows them as such, and writes them bare.
_BARE_LITERAL = re.compile(r"true|false|\d{4}-\d{2}-\d{2}|-?\d{1,4}")

# No character that begins something else in YAML (`@`, `- `, `[`), no `: ` and no ` #` within, as
# in `Sales: who decides` and `Room #4`, and no colon at the end.
_BARE_TEXT = re.compile(
    r"(?![-?:,\[\]{}#&*!|>'\"%@`=])(?:[^\s:#]|:(?=\S)|(?<=\S)#|[ ](?!#))*(?<![\s:])"
)

# A phone number such as `+49 170 1234567` is among them: some programs read it as a number.
# What YAML 1.1 or 1.2 reads as a number, a time, a truth value or nothing instead of text.
_TYPED_LITERAL = re.compile(
    r"true|false|null|yes|no|on|off|~|[-+.]?\d{5,}|[-+]?[\d_]*[.:][\d_.:]*"
    r"|[-+.]?\d[\d\s()/.,_:+-]*|0[xo][\da-f]+|[-+]?\d+e[-+]?\d+|[-+]?\.(?:inf|nan)",
    re.IGNORECASE,
)


def _extract_key(line: str) -> str:
    """Return the name of a property as it was typed, with its quotes."""
    match = _KEY.match(line)
    if match is None:
        return line.partition(":")[0]
    return match["key"]


# In YAML a colon ends a key only before a space, so that `a:b: c` has the key `a:b`. In quotes a
# key may hold anything, with `\"` or `''` for the quote itself.
_KEY = re.compile(
    r"""(?P<key>"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^:#]*?(?::(?=\S)[^:#]*?)*)\s*:(?P<gap>\s+|$)"""
)

# A `#` begins a comment only after a space: `C# # my first` is `C#` with a comment.
_VALUE = re.compile(
    r"""(?P<value>"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|(?:[^#\s]|\s+(?=[^\s#])|(?<=\S)#)*)(?P<rest>.*)"""
)


def _replace_value(line: str, value: str) -> str:
    """Replace the value in a property's line; the comment behind it stays."""
    key = _KEY.match(line)
    assert key  # the reader found the property on this line
    match = _VALUE.match(line, key.end())
    assert match
    head = line[: key.end()]
    if not match["value"]:
        head = f"{head.rstrip()} "
    rest = match["rest"]
    if rest.startswith("#"):  # the value was empty, and its space is before the new one now
        rest = f" {rest}"
    return f"{head}{write_scalar(value)}{rest}"


def _list_texts(field: Field) -> tuple[str, ...]:
    return tuple(word.text for word in field.words)
