"""YAML front matter as words with their lines: no types, no anchors, no recursion."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NoReturn

import yaml
from frontmatter.default_handlers import BaseHandler
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)

from netnotes.reading.raw_field import MAX_VALUES, TOO_MANY_VALUES, Field, Word
from netnotes.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

# libyaml reads fifteen times as fast as the loader in Python, and without recursion.
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# How deep lists and mappings may be nested: an unquoted `[[link]]` in a list takes three.
MAX_DEPTH = 4


class WordsHandler(BaseHandler):
    """A python-frontmatter handler that guesses no types: `load` returns fields.

    The library's own YAML loader turns `NO` into false, raises at 2026-02-30, and forgets lines.
    """

    # Beginning with a fixed text, the pattern is found several times as fast.
    FM_BOUNDARY = re.compile(r"---(?<=^---)[ \t]*$", re.MULTILINE)
    START_DELIMITER = END_DELIMITER = "---"

    def load(self, fm: str) -> dict[str, Any]:
        """Return each property's field by the name it was typed with."""
        return {field.name: field for field in parse_fields(fm.removeprefix("\n"), 0)}


class UnsupportedYamlError(Exception):
    """YAML that is valid, but more than properties with words or lists of words.

    Its attributes are those of PyYAML's errors. `mark` counts lines and columns from 0.
    """

    def __init__(self, mark: Any, reason: str) -> None:
        super().__init__(reason)
        self.problem_mark = mark
        self.problem = reason


def parse_fields(yaml_text: str, first_line: int) -> list[Field]:
    """Parse the fields of YAML; `first_line` is added to every line.

    Raises one of YAML_ERRORS if this can't be read as YAML, or is more than words.
    """
    if not yaml_text.isascii():
        yaml_text = _UNUSUAL_LINE_BREAKS.sub(" ", yaml_text)
    loader = LOADER(yaml_text)
    events: Iterator[Any] = iter(loader.get_event, None)
    if not _open_mapping(events):
        return []

    fields: list[Field] = []
    value_count = 0
    for key in events:
        if isinstance(key, MappingEndEvent):
            break
        field = _read_field(key, events, first_line)
        value_count += len(field.words)
        if value_count > MAX_VALUES:
            raise UnsupportedYamlError(key.start_mark, TOO_MANY_VALUES)
        fields.append(field)

    # A second document, after `...`, is an error that only shows when it is reached.
    for _ in events:
        pass
    return fields


# YAML 1.1 takes these for line breaks; the editor that counts our lines does not.
_UNUSUAL_LINE_BREAKS = re.compile("[\x85\u2028\u2029]")


def _open_mapping(events: Iterator[Any]) -> bool:
    """Advance to the first property; False if there is none. Anything but lines is refused."""
    for event in events:
        if not isinstance(event, (StreamStartEvent, DocumentStartEvent)):
            break
    if isinstance(event, StreamEndEvent) or (isinstance(event, ScalarEvent) and not event.value):
        return False
    if not isinstance(event, MappingStartEvent) or event.flow_style:
        raise UnsupportedYamlError(
            event.start_mark, "front matter is made of lines `property: value`"
        )
    _require_plain(event)
    return True


def _read_field(key: Any, events: Iterator[Any], first_line: int) -> Field:
    """Read the field whose name is the event `key`; its value is what comes next."""
    if key.anchor is not None or key.tag is not None:
        _refuse(key)
    # `<<` would merge another mapping into this one.
    if not isinstance(key, ScalarEvent) or key.value == "<<":
        raise UnsupportedYamlError(key.start_mark, "a property's name is plain text")

    name = key.value.strip()
    start: Any = key.start_mark
    line = start.line + first_line + 1
    value = next(events)
    if isinstance(value, ScalarEvent):
        words, last_event, is_list = _read_word(value, first_line), value, False
    else:
        words, last_event = _read_words(value, events, first_line)
        is_list = True

    end: Any = last_event.end_mark
    # A block ends at the beginning of the line after it.
    end_line = end.line + first_line + (end.column > 0)
    if end_line < line:
        end_line = line
    return Field(name, fold(name), words, is_list, line, start.column + 1, end_line)


_NULL_WORDS = ("~", "null")


def _read_word(event: Any, first_line: int) -> tuple[Word, ...]:
    """Read the word of a scalar; none if there is nothing, or an unquoted `~` or `null`."""
    if event.anchor is not None or event.tag is not None:
        _refuse(event)
    text = event.value.strip()
    if not text or (text in _NULL_WORDS and not event.style):
        return ()
    mark = event.start_mark
    return (Word(text, mark.line + first_line + 1, mark.column + 1),)


def _read_words(start: Any, events: Iterator[Any], first_line: int) -> tuple[tuple[Word, ...], Any]:
    """Read the words of the list or mapping that begins with `start`, and the event it ends with.

    The values of a mapping are words and its keys are not. A list in a list is an unquoted link.
    """
    _require_plain(start)
    words: list[Word] = []
    # The lists and mappings that are open, and how many words there were when each was opened.
    open_starts = [start]
    word_counts = [0]
    is_key = False
    while open_starts:
        event = next(events)
        if isinstance(event, ScalarEvent):
            # In a mapping every second scalar is a key.
            is_key = isinstance(open_starts[-1], MappingStartEvent) and not is_key
            if not is_key:
                words += _read_word(event, first_line)
        elif isinstance(event, (SequenceEndEvent, MappingEndEvent)):
            closed_start = open_starts.pop()
            word_count = word_counts.pop()
            if _is_unquoted_link(closed_start, open_starts):
                _join_link(words, word_count, _get_position(closed_start, first_line))
            is_key = False
        else:
            _require_plain(event)
            open_starts.append(event)
            word_counts.append(len(words))
            is_key = False
            if len(open_starts) >= MAX_DEPTH:
                raise UnsupportedYamlError(event.start_mark, "lists are nested too deeply")
    return tuple(words), event


def _join_link(words: list[Word], start: int, position: tuple[int, int]) -> None:
    """Replace the words from index `start` by the link they are, unless one is a link itself.

    YAML takes `[[Quill, Ada]]` for a list in a list, with two words.
    """
    inner_words = words[start:]
    if any(word.text.startswith("[[") for word in inner_words):
        return
    text = "[[" + ", ".join(word.text for word in inner_words) + "]]"
    line, column = position
    # The position is that of the inner bracket.
    words[start:] = [Word(text, line, column - 1)]


def _get_position(event: Any, first_line: int) -> tuple[int, int]:
    """Return the line and column of an event, both counted from 1."""
    mark = event.start_mark
    return mark.line + first_line + 1, mark.column + 1


def _is_unquoted_link(start: Any, open_starts: list[Any]) -> bool:
    """Whether this list is the inner one of `[[…]]`, with nothing between the two brackets."""
    if not isinstance(start, SequenceStartEvent) or not start.flow_style or not open_starts:
        return False
    outer = open_starts[-1]
    if not isinstance(outer, SequenceStartEvent) or not outer.flow_style:
        return False
    outer_line, outer_column = _get_position(outer, 0)
    return _get_position(start, 0) == (outer_line, outer_column + 1)


def _require_plain(event: Any) -> None:
    """Refuse anchors, aliases and tags: they make objects, and a few lines can make billions."""
    if event.anchor is not None or event.tag is not None:
        _refuse(event)


def _refuse(event: Any) -> NoReturn:
    if isinstance(event, AliasEvent):
        character = "*"
    elif event.anchor:
        character = "&"
    else:
        character = "!"
    raise UnsupportedYamlError(event.start_mark, f"a value can't begin with `{character}`")


# What is raised for text that can't be read as YAML, or is more than words.
YAML_ERRORS = (yaml.YAMLError, UnsupportedYamlError)

HANDLER = WordsHandler()
