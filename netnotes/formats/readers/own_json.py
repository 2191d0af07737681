"""What `netnotes export json` writes: everybody with their log, so that a vault can be moved.

A file may come from somebody else and say that it is such an export, so nothing in it is trusted.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from netnotes.formats.card import (
    CARD_LIST_PROPERTIES,
    CARD_TEXT_PROPERTIES,
    Card,
    ImportedCards,
    ImportedTouch,
    ImportProblem,
    LeftOut,
    Task,
    sanitize_cards,
    shorten,
)
from netnotes.formats.readers.days import parse_foreign_birthday
from netnotes.formats.readers.decoding import FileContent, decode_text
from netnotes.reading.properties import CONTACT_PROPERTIES
from netnotes.reading.property_kind import PropertyKind
from netnotes.reading.property_names import IGNORED_PROPERTIES
from netnotes.text import fold, parse_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date as Day

    JsonObject = Mapping[str, Any]


_EXPORT_START = re.compile(r'\s*\{\s*"netnotes"\s*:\s*\d')

# What a property may be called in a note.
_PROPERTY_NAME = re.compile(r"\w[\w .-]{0,60}")

# What is computed anew from the notes, or says where a note was.
_COMPUTED_FIELDS = frozenset(("path", "standing", "last", "due", "turns", "other"))

# Entries of a log that a new log entry has no place for.
_ENTRIES_LEFT_OUT = (("gifts", "gifts"), ("asks", "asks"), ("learned", "things learned"))

_LINK_KINDS = (PropertyKind.LINK, PropertyKind.LINKS)


def can_read(text: str) -> bool:
    """Tell whether a text is such an export."""
    return _EXPORT_START.match(text) is not None


def read(data: FileContent) -> ImportedCards:
    """Read the people of the export; `row` counts them from 1."""
    try:
        export = json.loads(decode_text(data))
    except (ValueError, RecursionError):
        reason = "the file breaks off or is damaged; export it once more"
        return ImportedCards((), (ImportProblem(1, reason),))
    people = export.get("people") if isinstance(export, dict) else None
    return sanitize_cards(_iter_cards(people if isinstance(people, list) else []))


def _iter_cards(people: list[Any]) -> Iterator[Card | ImportProblem | LeftOut]:
    for row, person in enumerate(people, start=1):
        if not isinstance(person, dict):
            yield ImportProblem(row, "the person holds nothing that can be read")
            continue
        yield _build_card(row, person)
        for key, noun in _ENTRIES_LEFT_OUT:
            if person.get(key):
                yield LeftOut(row, noun)
        for name in _convert_to_dict(person.get("other")):
            if not _can_be_property(name):
                yield LeftOut(row, f"`{shorten(name)}`")


def _build_card(row: int, person: JsonObject) -> Card:
    fields: dict[str, Any] = {}
    extra_properties: list[tuple[str, tuple[str, ...]]] = []
    for prop in CONTACT_PROPERTIES:
        name, words = prop.name, _read_words(person.get(prop.name))
        if not words:
            continue
        if name in CARD_TEXT_PROPERTIES:
            fields[name] = words[0]
        elif name in CARD_LIST_PROPERTIES:
            fields[name] = words
        elif name == "archived":
            fields[name] = person[name] is True
        elif name == "birthday":
            fields[name] = parse_foreign_birthday(words[0])
        elif name in Card.__struct_fields__ and prop.kind is PropertyKind.DATE:
            fields[name] = parse_day(words[0])
        elif prop.kind in _LINK_KINDS:
            extra_properties.append((name, tuple(f"[[{word}]]" for word in words)))
        elif name != "type":
            extra_properties.append((name, words))

    for name, value in _convert_to_dict(person.get("other")).items():
        words = _read_words(value)
        if words and _can_be_property(name):
            extra_properties.append((name, words))
    text = person.get("text")
    return Card(
        row=row,
        **fields,
        text=text if isinstance(text, str) else "",
        touches=tuple(_iter_touches(person.get("touches"))),
        tasks=tuple(_iter_tasks(person.get("promises"))),
        extra_properties=tuple(extra_properties),
    )


def _can_be_property(name: str) -> bool:
    return bool(_PROPERTY_NAME.fullmatch(name)) and fold(name) not in IGNORED_PROPERTIES


def _iter_touches(entries: Any) -> Iterator[ImportedTouch]:
    for entry in _list_dicts(entries):
        day = _read_day(entry, "date")
        if day:
            yield ImportedTouch(day, _read_text(entry, "channel"), _read_text(entry, "text"))


def _iter_tasks(entries: Any) -> Iterator[Task]:
    for entry in _list_dicts(entries):
        is_done = _read_text(entry, "state") != "open"
        yield Task(_read_text(entry, "text"), _read_day(entry, "due"), is_done)


def _read_words(value: Any) -> tuple[str, ...]:
    """Read a value or a list of values as the words that would be typed for them."""
    values = value if isinstance(value, list) else [value]
    return tuple(filter(None, map(_convert_to_text, values)))


def _read_text(entry: JsonObject, key: str) -> str:
    return _convert_to_text(entry.get(key))


def _read_day(entry: JsonObject, key: str) -> Day | None:
    return parse_day(_read_text(entry, key))


def _convert_to_text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else ""
    return str(value).strip() if isinstance(value, (str, int, float)) else ""


def _convert_to_dict(value: Any) -> JsonObject:
    return value if isinstance(value, dict) else {}


def _list_dicts(value: Any) -> list[JsonObject]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
