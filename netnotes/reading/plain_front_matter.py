"""Front matter of the plainest lines, as nearly all is: read like YAML, in a fraction of the time.

`tier: monthly`, `interests: [ships, piers]`, or a list below its property. Anything else is left
to `yaml_words`, and a test compares the two.
"""

from __future__ import annotations

import re
from functools import lru_cache

from netnotes.reading.raw_field import MAX_VALUES, Field, Word
from netnotes.text import fold


def read_plain_fields(yaml_text: str, first_line: int) -> list[Field] | None:
    """Read the fields of front matter; `first_line` is added to every line.

    None for what is not of the plainest kind, whether it is YAML or not.
    """
    if not yaml_text.endswith("\n") or _UNUSUAL.search(yaml_text):
        return None
    # Each value has a comma or a line break behind it.
    if yaml_text.count("\n") + yaml_text.count(",") > MAX_VALUES:
        return None
    fields = []
    # The last line is empty: no line below it has to be asked for.
    lines = yaml_text.split("\n")
    end = len(lines) - 1
    index = 0
    while index < end:
        line = lines[index]
        index += 1
        name, colon, value = line.partition(":")
        if not colon or not _is_plain_name(name) or value[:1] not in ("", " "):
            return None
        number = first_line + index
        text = value.strip()
        words: tuple[Word, ...] | None
        if text[:1] == "[":
            is_list = True
            words = _read_list(text, number, line.index("[") + 1)
        elif text:
            is_list = False
            words = _read_value(text, number, line.index(text, len(name) + 1) + 1)
        else:
            count = _count_items(lines, index)
            is_list = count > 0
            words = _read_items(lines[index : index + count], number)
            index += count
        if words is None:
            return None
        fields.append(Field(name, fold(name), words, is_list, number, 1, first_line + index))
    return fields


# Control characters and tabs, and what is neither ASCII nor a Latin letter.
_UNUSUAL = re.compile("[^\n -~À-ɏ]")


# A vault uses the same few names a hundred thousand times.
@lru_cache(maxsize=1024)
def _is_plain_name(name: str) -> bool:
    return _NAME.fullmatch(name) is not None


_NAME = re.compile(r"[^\W\d][\w-]{0,40}(?: [\w-]{1,40}){0,4}")


def _read_value(text: str, line: int, column: int) -> tuple[Word, ...] | None:
    """Read a value of one line, perhaps in double quotes; None if it is of another kind."""
    if text[0] == '"':
        text = text[1:]
        # A backslash has a meaning within quotes.
        if text.find('"') != len(text) - 1 or "\\" in text:
            return None
        text = text[:-1].strip()
        return (Word(text, line, column),) if text else ()
    if not (text[0].isalnum() or text[0] in _PLAIN_SIGNS):
        return None
    if ": " in text or " #" in text or text[-1] == ":":
        return None
    if text == "null":
        return ()
    return (Word(text, line, column),)


# Any other sign may have a meaning of its own; telephone numbers begin with these.
_PLAIN_SIGNS = "+("


def _read_list(text: str, line: int, column: int) -> tuple[Word, ...] | None:
    """Read a list such as `[ships, piers]`; None if anything in it is of another kind."""
    inside = text[1:-1]
    if text[-1] != "]" or _SIGN_OF_LIST.search(inside):
        return None
    words = []
    column += 1
    for part in inside.split(","):
        word = part.strip()
        if not word or word == "null" or not (word[0].isalnum() or word[0] in _PLAIN_SIGNS):
            return None
        words.append(Word(word, line, column + part.index(word)))
        column += len(part) + 1
    return tuple(words)


# What may mean something within the brackets of a list.
_SIGN_OF_LIST = re.compile(r"""[]["'{}:#?]""")


def _count_items(lines: list[str], start: int) -> int:
    """Count the items of a list, one a line, each indented as the first."""
    dash = lines[start].find("- ")
    marker = lines[start][: dash + 2]
    if dash < 0 or marker.strip() != "-":
        return 0
    end = start
    while lines[end].startswith(marker):
        end += 1
    return end - start


def _read_items(lines: list[str], line: int) -> tuple[Word, ...] | None:
    """Read the items of a list, which is below the line numbered `line`."""
    words: list[Word] = []
    for item in lines:
        line += 1
        start = item.index("-") + 1
        text = item[start:].strip()
        if not text:
            return None
        value = _read_value(text, line, item.index(text, start) + 1)
        if value is None:
            return None
        words += value
    return tuple(words)
