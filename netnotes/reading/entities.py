"""The one table of properties, and what their words mean: a note's fields → a contact, a goal, an event.

FIELDS is said once and read by many: the reader, the checker, the commands that write notes, the exchange formats and
the documentation.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from netnotes.model.diagnostics import Diagnostic, SourceLocation
from netnotes.model.note_path import extract_note_name, find_date_in_name
from netnotes.model.people import Contact, CustomProperty, Event, Goal
from netnotes.reading.properties import CONTACT_PROPERTIES, EVENT_PROPERTIES, GOAL_PROPERTIES
from netnotes.reading.property_names import (
    AMBIGUOUS_NAMES,
    FIRST_NAME_PROPERTIES,
    IGNORED_PROPERTIES,
    LAST_NAME_PROPERTIES,
    build_property_index,
    suggest_property_name,
)
from netnotes.reading.values import InvalidValue
from netnotes.text import fold, fold_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from netnotes.model.settings import Settings
    from netnotes.reading.contact_log import Log
    from netnotes.reading.note import Note
    from netnotes.reading.property_kind import Property
    from netnotes.reading.raw_field import Field


class ParsedFields(Struct, frozen=True):
    """What a note's fields mean: the values by property name, where each was read, the rest, and what is wrong."""

    values: dict[str, Any]
    read_at: str
    other: tuple[CustomProperty, ...]
    diagnostics: tuple[Diagnostic, ...]


def read_contact(
    note: Note, log: Log, settings: Settings
) -> tuple[Contact, tuple[Diagnostic, ...]]:
    """The person a note is about, and what is wrong with its properties."""
    meaning = read_fields((*note.fields, *log.fields), CONTACT_PROPERTIES, note.path, settings)
    values = meaning.values
    values.pop("type", None)
    values["name"] = values.get("name") or _read_full_name(note) or _derive_name_from_path(note)
    if fold_name(values.get("role", "")) == fold_name(
        values["name"]
    ):  # `title: Ada Quill` is the note's, not a job's
        values.pop("role", None)
    values["tags"] = tuple(dict.fromkeys((*values.get("tags", ()), *note.tags)))
    contact = Contact(
        path=note.path,
        text=log.text,
        digest=note.source.digest,
        touches=log.touches,
        gifts=log.gifts,
        asks=log.asks,
        promises=log.promises,
        learned=log.learned,
        other=meaning.other,
        read_at=meaning.read_at,
        **values,
    )
    return contact, meaning.diagnostics


def read_goal(note: Note, log: Log, settings: Settings) -> tuple[Goal, tuple[Diagnostic, ...]]:
    """The goal a note is about, and what is wrong with its properties."""
    meaning = read_fields((*note.fields, *log.fields), GOAL_PROPERTIES, note.path, settings)
    return Goal(**_build_common_values(note, log, meaning), **meaning.values), meaning.diagnostics


def read_event(note: Note, log: Log, settings: Settings) -> tuple[Event, tuple[Diagnostic, ...]]:
    """The event a note is about, and what is wrong with its properties. Its day may stand in its file's name."""
    meaning = read_fields((*note.fields, *log.fields), EVENT_PROPERTIES, note.path, settings)
    common = _build_common_values(note, log, meaning)
    meaning.values.setdefault("date", find_date_in_name(note.path))
    return Event(**common, **meaning.values), meaning.diagnostics


def _build_common_values(note: Note, log: Log, meaning: ParsedFields) -> dict[str, Any]:
    meaning.values.pop("type", None)
    meaning.values["tags"] = tuple(dict.fromkeys((*meaning.values.get("tags", ()), *note.tags)))
    name = meaning.values.pop("name", "") or _derive_name_from_path(note)
    return {"path": note.path, "text": log.text, "name": name, "other": meaning.other}


def _read_full_name(note: Note) -> str:
    first = next(
        (field.text for field in note.fields if fold(field.name) in FIRST_NAME_PROPERTIES), ""
    )
    last = next(
        (field.text for field in note.fields if fold(field.name) in LAST_NAME_PROPERTIES), ""
    )
    return f"{first} {last}".strip()


def _derive_name_from_path(note: Note) -> str:
    """The file's name in the one form in which letters with accents are typed; macOS writes another."""
    name = extract_note_name(note.path)
    return unicodedata.normalize("NFC", name.lstrip("@").strip() or name)


def read_fields(
    fields: tuple[Field, ...], properties: tuple[Property, ...], path: str, settings: Settings
) -> ParsedFields:
    """What fields mean by a table of properties. A front matter field counts before an inline one of the same name.

    Of two names for one property its own counts, else the one that stands first in the table: a `city` before an
    `address`. The other one is kept with what we do not know.
    """
    known = build_property_index(properties, settings.properties)
    values: dict[str, Any] = {}
    read_from: dict[str, Field] = {}
    other: list[Field] = []
    found: list[Diagnostic] = []
    for field in fields:
        prop = known.get(fold(field.name))
        if prop is None:
            other.append(field)
            found += _check_property_name(field, known, path)
        elif not (field.words or (prop.name == "knows" and field.is_list)) or _is_placeholder(
            field
        ):
            continue
        elif isinstance(value := prop.read(field, path, settings), InvalidValue):
            if _is_ambiguous(field, prop, settings):
                other.append(field)
            else:
                place = SourceLocation(path, value.word.line, value.word.column)
                found.append(Diagnostic(place, value.code, value.message, value.help))
        elif prop.name not in read_from:
            values[prop.name] = value
            read_from[prop.name] = field
        elif prop.can_repeat:
            before, values[prop.name] = values[prop.name], _join_values(values[prop.name], value)
            if values[prop.name] == value != before:
                read_from[prop.name] = field
        elif _compute_name_rank(field, prop) < _compute_name_rank(read_from[prop.name], prop):
            other.append(read_from[prop.name])
            values[prop.name] = value
            read_from[prop.name] = field
        elif field.text != read_from[prop.name].text:
            other.append(field)
    return ParsedFields(
        values,
        "\n".join([f"{name} {field.line} {field.column}" for name, field in read_from.items()]),
        tuple(_iter_other_properties(other, path)),
        tuple(found),
    )


def _compute_name_rank(field: Field, prop: Property) -> int:
    """How much a name says that this property is meant: its own and those from the settings most, then in their order."""
    names = [fold(name) for name in prop.other_names]
    return names.index(fold(field.name)) + 1 if fold(field.name) in names else 0


def _join_values(before: Any, value: Any) -> Any:
    """Two values of one property: lists add up, of two dates the later counts."""
    return tuple(dict.fromkeys(before + value)) if isinstance(value, tuple) else max(before, value)


def _is_placeholder(field: Field) -> bool:
    """Whether a template's place for a value still stands there, as in `{{date}}` or `<% tp.date.now() %>`."""
    words = field.words
    return (
        bool(words)
        and words[0].text[0] in "{<["
        and all(_ONLY_PLACEHOLDERS.fullmatch(word.text) for word in words)
    )


_ONLY_PLACEHOLDERS = re.compile(
    r"(?:(?:\[\[)?(?:\{\{[^{}]*\}\}|<%(?:(?!%>).)*%>)(?:\]\])?\s*)+", re.DOTALL
)


def _is_ambiguous(field: Field, prop: Property, settings: Settings) -> bool:
    """Whether a value that we can't read stands under a name that may well mean something else."""
    folded = fold(field.name)
    own = {fold(prop.name), *(fold(name) for _, names in settings.properties for name in names)}
    return folded in AMBIGUOUS_NAMES - own and not re.match(
        r"\d{4}-\d{2}-\d{2}", field.words[0].text
    )


def _iter_other_properties(fields: Iterable[Field], path: str) -> Iterator[CustomProperty]:
    for field in fields:
        folded = fold(field.name)
        if (
            folded in IGNORED_PROPERTIES
            or folded in FIRST_NAME_PROPERTIES
            or folded in LAST_NAME_PROPERTIES
            or _is_placeholder(field)
        ):
            continue
        yield CustomProperty(
            field.name,
            tuple(word.text for word in field.words),
            SourceLocation(path, field.line, field.column),
        )


def _check_property_name(
    field: Field, properties_by_name: Mapping[str, Property], path: str
) -> Iterator[Diagnostic]:
    """A warning where an unknown name is one slip of typing away from one that is known."""
    name = suggest_property_name(field.name, properties_by_name)
    if name:
        message = f"`{field.name}` is not known, did you mean `{name}`?"
        yield Diagnostic(
            SourceLocation(path, field.line, field.column),
            "unknown-property",
            message,
            f"Write `{name}:`.",
        )
