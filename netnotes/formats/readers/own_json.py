"""What `netnotes export json` writes: everybody with their log, so that a vault can be moved.

Version 1 has the link to a person as a text and `cadence: "never"`, version 2 an object with the
link in it and `never: true`.

A file may come from somebody else and say that it is such an export, so nothing in it is trusted.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from netnotes.formats.card import (
    Card,
    Exchange,
    ImportedCards,
    ImportedTouch,
    ImportProblem,
    LeftOut,
    sanitize_cards,
    shorten,
)
from netnotes.formats.own_card import fill_own_card
from netnotes.formats.readers.decoding import FileContent, decode_text
from netnotes.formats.readers.json_values import (
    JsonObject,
    convert_to_dict,
    convert_to_list,
    convert_to_text,
    list_dicts,
    read_text,
)
from netnotes.model.diagnostics import NO_LOCATION
from netnotes.model.note_path import extract_note_name
from netnotes.model.people import Link
from netnotes.reading.property_kind import PropertyKind
from netnotes.reading.property_names import IGNORED_PROPERTIES
from netnotes.reading.typed_words import STORED_PROPERTIES, write_link, write_tag
from netnotes.text import fold, fold_words, format_count, parse_day

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date as Day


_EXPORT_START = re.compile(r'\s*\{\s*"netnotes"\s*:\s*\d')

# What a property may be called in a note.
_PROPERTY_NAME = re.compile(r"\w[\w .-]{0,60}")

# Where an export has what passed between a person and me, by what a log calls it.
_EXCHANGE_KEYS = (
    ("gave", "gifts"),
    ("asked", "asks"),
    ("promised", "promises"),
    ("learned", "learned"),
    ("named", "named"),
)

# The states of asks and promises, by the character between the brackets of a task.
_STATUSES = {
    "open": " ",
    "granted": "x",
    "kept": "x",
    "declined": "-",
    "cancelled": "-",
}


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
    export = convert_to_dict(export)
    if "people" not in export:
        reason = "there are no people in it: import reads what `netnotes export json` writes"
        return ImportedCards((), (ImportProblem(0, reason, is_person_kept=True),))
    people = convert_to_list(export.get("people"))
    return sanitize_cards((*_iter_cards(people), *_iter_entities_left_out(export)))


def _iter_entities_left_out(export: JsonObject) -> Iterator[ImportProblem]:
    """Yield a report on what is about nobody: import makes notes of people only."""
    for noun in ("goal", "event"):
        count = len(convert_to_list(export.get(f"{noun}s")))
        if count:
            reason = f"{format_count(count, noun)} of the export left out: import reads people only"
            yield ImportProblem(0, reason, is_person_kept=True)


def _iter_cards(people: list[Any]) -> Iterator[Card | ImportProblem | LeftOut]:
    for row, person in enumerate(people, start=1):
        if not isinstance(person, dict):
            yield ImportProblem(row, "the person holds nothing that can be read")
            continue
        yield _build_card(row, person)
        for name in convert_to_dict(person.get("other")):
            if not _can_be_property(name):
                yield LeftOut(row, f"`{shorten(name)}`")


def _build_card(row: int, person: JsonObject) -> Card:
    text = person.get("text")
    exchanges = tuple(_iter_exchanges(person))
    card = Card(
        row=row,
        note_name=extract_note_name(read_text(person, "path")),
        text=text if isinstance(text, str) else "",
        touches=(
            *_iter_touches(person.get("touches"), exchanges),
            *_iter_touches(person.get("planned"), ()),
        ),
        exchanges=exchanges,
        extra_properties=tuple(_iter_other_properties(person)),
    )
    words_by_property = {}
    for prop in STORED_PROPERTIES:
        words = _read_words(person.get(prop.name))
        if prop.kind is PropertyKind.LINKS:
            words = tuple(write_link(Link(word, word, NO_LOCATION)) for word in words)
        if prop.kind is PropertyKind.TAGS:
            words = tuple(map(write_tag, words))
        # `null` is what nobody has asked, and an empty list the answer: nobody.
        if words or person.get(prop.name) == []:
            words_by_property[prop.name] = words
    if person.get("never") is True:
        words_by_property["cadence"] = ("never",)
    return fill_own_card(card, words_by_property)


def _iter_other_properties(person: JsonObject) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name, value in convert_to_dict(person.get("other")).items():
        words = _read_words(value)
        if words and _can_be_property(name):
            yield name, words


def _can_be_property(name: str) -> bool:
    return bool(_PROPERTY_NAME.fullmatch(name)) and fold(name) not in IGNORED_PROPERTIES


def _iter_touches(entries: Any, exchanges: tuple[Exchange, ...]) -> Iterator[ImportedTouch]:
    """Yield the touches, but those that will be read from a promise that was kept."""
    kept = [
        (exchange.done, fold_words(exchange.text))
        for exchange in exchanges
        if exchange.done and exchange.status == "x"
    ]
    for entry in list_dicts(entries):
        day = _read_day(entry, "date")
        channel, text = read_text(entry, "channel"), read_text(entry, "text")
        if day and (day, fold_words(f"{channel} {text}")) in kept:
            kept.remove((day, fold_words(f"{channel} {text}")))
        elif day:
            yield ImportedTouch(day, channel, text)


def _iter_exchanges(person: JsonObject) -> Iterator[Exchange]:
    for key, list_name in _EXCHANGE_KEYS:
        for entry in list_dicts(person.get(list_name)):
            done = "answered" if key == "asked" else "done"
            yield Exchange(
                key=key,
                text=read_text(entry, "text"),
                date=_read_day(entry, "date"),
                status=_STATUSES.get(read_text(entry, "state"), ""),
                due=_read_day(entry, "due"),
                done=_read_day(entry, done),
            )


def _read_words(value: Any) -> tuple[str, ...]:
    """Read a value or a list of values as the words that would be typed for them."""
    values = value if isinstance(value, list) else [value]
    return tuple(filter(None, map(_convert_to_word, values)))


def _read_day(entry: JsonObject, key: str) -> Day | None:
    return parse_day(read_text(entry, key))


def _convert_to_word(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, dict):
        return _read_link_target(value)
    return convert_to_text(value)


def _read_link_target(person: JsonObject) -> str:
    """Read what names a linked person: the link as it was written, else the note, else the name."""
    link = read_text(person, "link")
    note_name = extract_note_name(read_text(person, "path"))
    return link or note_name or read_text(person, "name")
