"""What `netnotes export json` writes: everybody with their log, so that a vault can be moved.

A file may come from somebody else and say that it is such an export, so nothing in it is trusted.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from netnotes.formats.card import (
    CARD_LIST_PROPERTIES,
    Card,
    ImportedCards,
    ImportedTouch,
    ImportProblem,
    LeftOut,
    Task,
    sanitize_cards,
    shorten,
)
from netnotes.formats.readers.days import parse_foreign_birthday, parse_foreign_death
from netnotes.formats.readers.decoding import FileContent, decode_text
from netnotes.formats.readers.json_values import (
    JsonObject,
    convert_to_dict,
    convert_to_text,
    list_dicts,
    read_text,
)
from netnotes.reading.properties import CONTACT_PROPERTIES
from netnotes.reading.property_kind import PropertyKind
from netnotes.reading.property_names import IGNORED_PROPERTIES
from netnotes.text import fold, parse_day

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date as Day

    from netnotes.reading.property_kind import Property


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
        for name in convert_to_dict(person.get("other")):
            if not _can_be_property(name):
                yield LeftOut(row, f"`{shorten(name)}`")


def _build_card(row: int, person: JsonObject) -> Card:
    fields: dict[str, Any] = {}
    extra_properties: list[tuple[str, tuple[str, ...]]] = []
    for prop in CONTACT_PROPERTIES:
        words = _read_words(person.get(prop.name))
        if not words or prop.name == "type":
            continue
        if prop.name in Card.__struct_fields__ and prop.name != "cadence":
            fields[prop.name] = _parse_field(prop, words)
        elif prop.kind in _LINK_KINDS:
            links = tuple(f"[[{word}]]" for word in words)
            extra_properties.append((prop.name, links))
        else:
            extra_properties.append((prop.name, words))

    for name, value in convert_to_dict(person.get("other")).items():
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


def _parse_field(prop: Property, words: tuple[str, ...]) -> Any:
    """Parse the words of a property that a card has a field for."""
    if prop.name in CARD_LIST_PROPERTIES:
        return words
    if prop.kind is PropertyKind.DATE:
        return parse_day(words[0])
    if prop.kind is PropertyKind.YES_NO:
        return words[0] == "yes"
    if prop.name == "birthday":
        return parse_foreign_birthday(words[0])
    if prop.name == "died":
        return parse_foreign_death(words[0])
    return words[0]


def _can_be_property(name: str) -> bool:
    return bool(_PROPERTY_NAME.fullmatch(name)) and fold(name) not in IGNORED_PROPERTIES


def _iter_touches(entries: Any) -> Iterator[ImportedTouch]:
    for entry in list_dicts(entries):
        day = _read_day(entry, "date")
        if day:
            yield ImportedTouch(day, read_text(entry, "channel"), read_text(entry, "text"))


def _iter_tasks(entries: Any) -> Iterator[Task]:
    for entry in list_dicts(entries):
        is_done = read_text(entry, "state") != "open"
        yield Task(read_text(entry, "text"), _read_day(entry, "due"), is_done)


def _read_words(value: Any) -> tuple[str, ...]:
    """Read a value or a list of values as the words that would be typed for them."""
    values = value if isinstance(value, list) else [value]
    return tuple(filter(None, map(_convert_to_word, values)))


def _read_day(entry: JsonObject, key: str) -> Day | None:
    return parse_day(read_text(entry, key))


def _convert_to_word(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else ""
    return convert_to_text(value)
