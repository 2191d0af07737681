"""YAML as words with their lines. It gives text and places only: no types, no anchors, no recursion, and not too much."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

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

from netnotes.reading.raw_field import MAX_VALUES, TOO_MANY_VALUES, Field, Word, build_field

if TYPE_CHECKING:
    from collections.abc import Iterator

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml where it is there: it reads events without recursion, and fifteen times as fast."""

MAX_DEPTH = 4


class WordsHandler(BaseHandler):
    """A python-frontmatter handler that types nothing: `load` gives each property's Field.

    The library's own loader guesses types (`NO` becomes false, 2026-02-30 an exception) and forgets lines.
    """

    FM_BOUNDARY = re.compile(r"^---[ \t]*$", re.MULTILINE)
    START_DELIMITER = END_DELIMITER = "---"

    def load(self, fm: str) -> dict[str, Any]:
        """Each property's Field by the name it was typed with."""
        return {field.name: field for field in parse_fields(fm.removeprefix("\n"), 0)}


class UnsupportedYamlError(Exception):
    """YAML that is valid but that we do not take: where (line and column from 0), and why."""

    def __init__(self, mark: Any, reason: str) -> None:
        super().__init__(reason)
        self.problem_mark = mark
        self.problem = reason


def parse_fields(yaml_text: str, first_line: int) -> list[Field]:
    """The fields of sound YAML. `first_line` is added to every line.

    Raises UNREADABLE: yaml.YAMLError where YAML can't be read, NotOurs where it is more than words and lists of words.
    """
    events: Iterator[Any] = iter(LOADER(_UNUSUAL_LINE_BREAKS.sub(" ", yaml_text)).get_event, None)
    root = next(
        event for event in events if not isinstance(event, (StreamStartEvent, DocumentStartEvent))
    )
    if isinstance(root, StreamEndEvent) or (isinstance(root, ScalarEvent) and not root.value):
        return []
    if not isinstance(root, MappingStartEvent) or root.flow_style:
        raise UnsupportedYamlError(
            root.start_mark, "front matter is made of lines `property: value`"
        )
    _require_plain(root)
    fields: list[Field] = []
    values = 0
    for key in events:
        if isinstance(key, MappingEndEvent):
            break
        _require_plain(key)
        if not isinstance(key, ScalarEvent) or key.value == "<<":
            raise UnsupportedYamlError(key.start_mark, "a property's name is plain text")
        value = next(events)
        listed = not isinstance(value, ScalarEvent)
        words, last = (
            _read_words(value, events, first_line)
            if listed
            else (_read_word(value, first_line), value)
        )
        values += len(words)
        if values > MAX_VALUES:
            raise UnsupportedYamlError(key.start_mark, TOO_MANY_VALUES)
        line, column = _get_position(key, first_line)
        end = last.end_mark.line + first_line + (last.end_mark.column > 0)
        fields.append(
            build_field(
                key.value.strip(),
                words,
                is_list=listed,
                line=line,
                column=column,
                end_line=max(line, end),
            )
        )
    for (
        _
    ) in events:  # a second document behind `...` is an error that only shows when it is reached
        pass
    return fields


_NULL_WORDS = ("~", "null")
_UNUSUAL_LINE_BREAKS = re.compile("[\x85\u2028\u2029]")


def _read_word(event: Any, first_line: int) -> tuple[Word, ...]:
    """The word that is written; none where there is nothing, `~` or `null`."""
    _require_plain(event)
    text = event.value.strip()
    return (
        (Word(text, *_get_position(event, first_line)),)
        if text and (event.style or text not in _NULL_WORDS)
        else ()
    )


def _read_words(start: Any, events: Iterator[Any], first_line: int) -> tuple[tuple[Word, ...], Any]:
    """The words of a list or a mapping, and the event it ends with. A list in a list is a `[[link]]` unquoted."""
    _require_plain(start)
    words: list[Word] = []
    opened = [start]  # the lists and mappings we are in
    begun = [0]  # how many words there were when each was opened
    event = start
    is_key = False
    while opened:
        event = next(events)
        if isinstance(event, ScalarEvent):
            is_key = isinstance(opened[-1], MappingStartEvent) and not is_key
            if not is_key:
                words += _read_word(event, first_line)
        elif isinstance(event, (SequenceEndEvent, MappingEndEvent)):
            start, at = opened.pop(), begun.pop()
            if _is_unquoted_link(start, opened) and not any(
                word.text.startswith("[[") for word in words[at:]
            ):
                text = "[[" + ", ".join(word.text for word in words[at:]) + "]]"
                line, column = _get_position(start, first_line)
                words[at:] = [Word(text, line, column - 1)]
            is_key = False
        else:
            _require_plain(event)
            opened.append(event)
            begun.append(len(words))
            is_key = False
            if len(opened) >= MAX_DEPTH:
                raise UnsupportedYamlError(event.start_mark, "lists are nested too deeply")
    return tuple(words), event


def _get_position(event: Any, first_line: int) -> tuple[int, int]:
    """The line and column of an event, both counted from 1."""
    mark = event.start_mark
    return mark.line + first_line + 1, mark.column + 1


def _is_unquoted_link(start: Any, outer: list[Any]) -> bool:
    """Whether this list is the inner one of `[[…]]`."""
    if not (isinstance(start, SequenceStartEvent) and start.flow_style and outer):
        return False
    around = outer[-1]
    return bool(
        isinstance(around, SequenceStartEvent)
        and around.flow_style
        and _get_position(start, 0)
        == (_get_position(around, 0)[0], _get_position(around, 0)[1] + 1)
    )


def _require_plain(event: Any) -> None:
    """Anchors, aliases and tags make YAML a program; a note has none."""
    if event.anchor is None and event.tag is None:
        return
    sign = "*" if isinstance(event, AliasEvent) else "&" if event.anchor else "!"
    raise UnsupportedYamlError(event.start_mark, f"a value can't begin with `{sign}`")


YAML_ERRORS = (yaml.YAMLError, UnsupportedYamlError)
"""What is raised where YAML can't be read, or is more than words."""

HANDLER = WordsHandler()
