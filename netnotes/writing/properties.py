"""Edits of one property of a note: set, removed, or added to. Obsidian writes values likewise."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

from netnotes.errors import NetnotesError
from netnotes.reading.day_values import find_days, split_days
from netnotes.reading.front_matter import read_front_matter
from netnotes.reading.properties import CONTACT_PROPERTIES
from netnotes.reading.property_kind import LIST_KINDS, PropertyKind
from netnotes.reading.property_names import build_property_index
from netnotes.reading.scales import is_number_on_scale
from netnotes.reading.status import NAME_OF_REFUSAL
from netnotes.text import fold, parse_day
from netnotes.writing.edits import Edit, apply_edits
from netnotes.writing.list_items import ITEM, add_items
from netnotes.writing.scalars import write_scalar

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
        lines = write_property_lines(name, value, is_text=_is_text(name))
        if not front_matter.body_line:
            return (Edit(1, 0, ("---", *lines, "---")),)
        return (Edit(front_matter.body_line, 0, lines),)
    if _has_value(field, value):
        return ()
    if isinstance(value, str) and parse_day(value) and _is_list_of_days(source, field):
        return _add_day(source, field, value)

    first, last = find_line_range(source, field)
    line = source.text.split("\n")[first - 1]
    if isinstance(value, str) and first == last:
        return (Edit(first, 1, (_replace_value(line, value, is_text=_is_text(name)),)),)
    new_lines = write_property_lines(_extract_key(line), value, is_text=_is_text(name))
    return (Edit(first, last - first + 1, _keep_comments(source, field, new_lines)),)


def _is_text(name: str) -> bool:
    """Whether a property holds texts, so that `112` is one."""
    prop = build_property_index(CONTACT_PROPERTIES, ()).get(fold(name))
    return prop is not None and prop.kind in _TEXT_KINDS


_TEXT_KINDS = (*LIST_KINDS, PropertyKind.TEXT, PropertyKind.LINK)


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


def _is_list_of_days(source: Source, field: Field) -> bool:
    if not holds_several_days(field):
        return False
    # YAML takes `[[2026-10-02]]` without quotes for a list in a list. It is meant as one link, and
    # what is written behind it could not be read.
    word = field.words[0]
    before = source.text.split("\n")[word.line - 1][: word.column - 1]
    return not (word.text.startswith("[[") and before.rstrip().endswith(":"))


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
    is_newest_first = _is_newest_first(field)
    word = field.words[0] if is_newest_first else field.words[-1]
    raw = source.text.split("\n")[word.line - 1]
    token = _match_token(raw, word)
    if token is None:
        return None

    new_token = _ISO_DAY.sub(day, token, count=1)
    start = word.column - 1
    end = start + len(token)
    item = ITEM.match(raw)
    if field.is_list and item and item.end() == start + 1:
        new_line = f"{item['lead']}{new_token}"
        return Edit(word.line if is_newest_first else word.line + 1, 0, (new_line,))

    if not field.is_list:
        # Several days in one text: what is between them stays what it is, and so do the quotes.
        parts = split_days(word.text)
        new_part = _ISO_DAY.sub(day, parts[0 if is_newest_first else -1], count=1)
        days = _join_days(new_part, word.text, is_newest_first=is_newest_first)
        tokens = token.replace(word.text, days, 1)
    else:
        tokens = _join_days(new_token, token, is_newest_first=is_newest_first)
    return Edit(word.line, 1, (f"{raw[:start]}{tokens}{raw[end:]}",))


def _is_newest_first(field: Field) -> bool:
    days = [parse_day(part) for word in field.words for part in split_days(word.text)]
    if len(days) < 2:
        return False
    first, last = days[0] or datetime.date.min, days[-1] or datetime.date.min
    return first > last


def _join_days(new: str, old: str, *, is_newest_first: bool) -> str:
    return f"{new}, {old}" if is_newest_first else f"{old}, {new}"


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
    if field.is_list:
        edit = add_items(source, field, last, new_words)
        if edit and _is_read_back(source, edit, field, new_words):
            return (edit,)

    # A single text becomes a list with an item a line, as in Obsidian.
    line = source.text.split("\n")[first - 1]
    items = _list_items(field)
    list_lines = write_property_lines(_extract_key(line), (*items, *new_words))
    if first == last and len(items) == 1:
        list_lines = _keep_only_value(line, list_lines)
    else:
        list_lines = _keep_comments(source, field, list_lines)
    return (Edit(first, last - first + 1, list_lines),)


def _is_read_back(source: Source, edit: Edit, field: Field, new_words: tuple[str, ...]) -> bool:
    """Whether a list has its texts and the new ones after an edit, and nothing else changes."""
    old, _ = read_front_matter(source.text, source.path)
    new, _ = read_front_matter(apply_edits(source.text, (edit,)), source.path)
    expected = []
    for old_field in old.fields:
        texts = _list_texts(old_field)
        expected.append((*texts, *new_words) if old_field.key == field.key else texts)
    return expected == [_list_texts(new_field) for new_field in new.fields]


def _keep_only_value(line: str, new_lines: tuple[str, ...]) -> tuple[str, ...]:
    """Put the only value of a property's line, with its quotes and comment, into a list."""
    key = _KEY.match(line)
    match = _VALUE.match(line, key.end()) if key else None
    if match is None:
        return new_lines
    key_line, first_item, *others = new_lines
    if match["value"][:1] in ("'", '"'):
        first_item = f"  - {match['value']}"
    comment = match["rest"].strip()
    if comment.startswith("#"):
        first_item = f"{first_item} {comment}"
    return (key_line, first_item, *others)


def _keep_comments(source: Source, field: Field, new_lines: tuple[str, ...]) -> tuple[str, ...]:
    """Add the comments of a property that is written anew: behind its name, then line by line."""
    first, last = find_line_range(source, field)
    old_lines = source.text.split("\n")[first - 1 : last]
    key_line, *others = new_lines
    head_comment = _find_comment(old_lines[0])
    if head_comment:
        key_line = f"{key_line} {head_comment}"
    # Only between the items of a list can there be others; in a text `#` is a sign like any other.
    comments = []
    if field.is_list:
        comments = [_find_comment(line) for line in old_lines[1:]]
    return (key_line, *others, *(f"  {comment}" for comment in comments if comment))


def _find_comment(line: str) -> str:
    """Find the comment at the end of a line, outside of quotes; empty for none."""
    match = _BEFORE_COMMENT.match(line)
    assert match  # all of the pattern is optional
    return line[match.end() :].strip()


_BEFORE_COMMENT = re.compile(
    r"""(?:(?<![^\s\[,{])"(?:[^"\\]|\\.)*"|(?<![^\s\[,{])'(?:[^']|'')*'|[^#\s]|\s+(?!\s*#)|(?<=\S)#)*"""
)


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
    """Remove a property from the front matter, but not its comments; no edits without it."""
    _, field = _read_field(source, name, settings)
    if field is None:
        return ()
    first, last = find_line_range(source, field)
    # In the lines of a text below the first one, a `#` begins no comment.
    last_with_comment = last if field.is_list else first
    lines = source.text.split("\n")[first - 1 : last_with_comment]
    comments = tuple(filter(None, map(_find_comment, lines)))
    return (Edit(first, last - first + 1, comments),)


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
        # Under `do_not_contact` only a yes or a no belongs.
        if field.key == NAME_OF_REFUSAL or is_number_on_scale(field, settings):
            continue
        if prop is not None and prop.name == name:
            return field
    return None


def find_line_range(source: Source, field: Field) -> tuple[int, int]:
    """Find the first and the last line of a property, without comments and blank lines after it.

    In a block of text (`|` or `>`) and in quotes, a line that begins with `#` is text.
    """
    lines = source.text.split("\n")
    last = max(field.line, field.end_line)
    is_text_block = bool(_TEXT_BLOCK.search(lines[field.line - 1]))
    open_quote = _OPEN_QUOTE.search(lines[field.line - 1])
    while last > field.line:
        line = lines[last - 1].strip()
        ends_text = is_text_block or (open_quote and open_quote[1] in line)
        is_comment = line.startswith("#") and not ends_text
        if line and not is_comment:
            break
        last -= 1
    return field.line, last


# A text in quotes that goes on in the next line.
_OPEN_QUOTE = re.compile(r""":\s+(["'])(?:(?!\1).)*$""")

# The head of a block of text: `purpose: |`, `purpose: >-`, `purpose: |2  # a comment`.
_TEXT_BLOCK = re.compile(r":\s+[|>][-+\d]*\s*(?:#.*)?$")


def write_property_lines(
    name: str, value: PropertyValue, *, is_text: bool | None = None
) -> tuple[str, ...]:
    """Write a property: a text in one line, a list with an item a line, as Obsidian does.

    `is_text` says whether a number is a text; None where the name tells it.
    """
    if isinstance(value, str):
        is_text = _is_text(name) if is_text is None else is_text
        return (f"{name}: {write_scalar(value, is_text=is_text)}".rstrip(),)
    if not value:
        return (f"{name}: []",)
    items = [f"  - {write_scalar(word, is_text=True)}" for word in value]
    return (f"{name}:", *items)


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


def _replace_value(line: str, value: str, *, is_text: bool) -> str:
    """Replace the value in a property's line; the comment behind it stays."""
    key = _KEY.match(line)
    assert key  # the reader found the property on this line
    match = _VALUE.match(line, key.end())
    assert match
    head = line[: key.end()]
    if not match["value"]:
        head = f"{head.rstrip()} "
    rest = match["rest"]
    if match["value"].startswith("["):
        comment = _find_comment(line)
        rest = f" {comment}" if comment else ""
    if rest.startswith("#"):  # the value was empty, and its space is before the new one now
        rest = f" {rest}"
    return f"{head}{write_scalar(value, is_text=is_text)}{rest}"


def _list_texts(field: Field) -> tuple[str, ...]:
    return tuple(word.text for word in field.words)
