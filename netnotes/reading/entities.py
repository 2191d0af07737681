"""The contact, goal or event that a note is about, read from its fields by the property table."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from netnotes.model.diagnostics import Diagnostic, SourceLocation
from netnotes.model.note_path import find_date_in_name
from netnotes.model.people import Contact, CustomProperty, Event, Goal
from netnotes.reading.contact_names import (
    derive_name_from_path,
    find_contact_name,
    is_same_name,
    read_contact_name,
    strip_title,
)
from netnotes.reading.field_collector import FieldCollector, UnreadField
from netnotes.reading.goal_and_event_properties import EVENT_PROPERTIES, GOAL_PROPERTIES
from netnotes.reading.labels import iter_label_fields
from netnotes.reading.met_lines import find_met_lines
from netnotes.reading.properties import CONTACT_PROPERTIES
from netnotes.reading.property_kind import PropertyKind
from netnotes.reading.property_names import (
    FIRST_NAME_PROPERTIES,
    IGNORED_PROPERTIES,
    LAST_NAME_PROPERTIES,
    build_property_index,
    find_property_by_other_form,
    suggest_property_name,
)
from netnotes.reading.status import apply_status, apply_written_death, check_death
from netnotes.reading.values import InvalidValue
from netnotes.reading.written_deaths import find_written_death
from netnotes.text import fold, format_day_short

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date as Day

    from netnotes.model.settings import Settings
    from netnotes.reading.log import Log
    from netnotes.reading.note import Note
    from netnotes.reading.property_kind import Property
    from netnotes.reading.raw_field import Field
    from netnotes.reading.written_deaths import WrittenDeath


class ParsedFields(Struct, frozen=True, gc=False):
    """What the fields of a note mean."""

    # By property name; a property without a usable value is missing.
    values: dict[str, Any]

    # Where each value was read, as `property line column` a line.
    read_at: str

    # The fields that are none of our properties, or could not be read as one.
    other: tuple[CustomProperty, ...]
    diagnostics: tuple[Diagnostic, ...]

    # The fields with words that gave no value, each with the property that its name means (empty
    # for a name we do not know) and the reason in a sentence.
    unread: tuple[UnreadField, ...]


def list_contact_fields(note: Note, log: Log, settings: Settings) -> tuple[Field, ...]:
    """List the fields of a contact's note: front matter, then the fields and labels in its text.

    A title that is the name is no role, and so it must not keep a role from being read.
    """
    if _has_title(note):
        name = find_contact_name(note, settings)
        if name.form == "title":
            fields = tuple([field for field in note.fields if field.line != name.line])
            note = replace(note, fields=fields)
    return (*note.fields, *log.fields, *iter_label_fields(note, log, settings))


def _has_title(note: Note) -> bool:
    return "title" in [field.key for field in note.fields]


def read_contact(
    note: Note, log: Log, settings: Settings
) -> tuple[Contact, tuple[Diagnostic, ...]]:
    """Read the contact that a note is about, and what is wrong with its properties."""
    fields = list_contact_fields(note, log, settings)
    parsed = read_fields(fields, CONTACT_PROPERTIES, note.path, settings)
    values = parsed.values
    values.pop("type", None)
    values["name"] = values.get("name") or read_contact_name(note, settings)
    # In many vaults `title: Ada Quill` is the title of the note, and not that of her job.
    if "role" in values and is_same_name(values["role"], values["name"]):
        values.pop("role")
    if "organisation" in values:
        values["organisation"] = settings.find_organisation(values["organisation"])
    status_text = _find_typed_text("status", parsed, fields) if "status" in values else ""
    unclear_death = apply_status(values, note.tags, log.text, status_text, settings.date_order)
    values["tags"] = _join_tags(note, values)

    # Asked last: where the properties say that somebody lives, nobody needs to be asked.
    written_death = find_written_death(note, log, values["name"], settings.date_order)
    read_at = parsed.read_at
    if written_death and not unclear_death:
        unclear_death = apply_written_death(values, written_death)
        if values.get("died") == written_death.death and "died " not in read_at:
            location = written_death.location
            read_at = f"{read_at}\ndied {location.line} {location.column}".lstrip()

    contact = Contact(
        path=note.path,
        text=strip_title(log.text, values["name"]),
        digest=note.source.digest,
        touches=log.touches,
        gifts=log.gifts,
        asks=log.asks,
        promises=log.promises,
        learned=log.learned,
        named=log.named,
        other=tuple(_iter_properties_but_title(parsed.other, values["name"])),
        read_at=read_at,
        **values,
    )
    return contact, (*parsed.diagnostics, *_check_contact(contact, unclear_death, written_death))


def _check_contact(
    contact: Contact, unclear_death: str, written_death: WrittenDeath | None
) -> Iterator[Diagnostic]:
    if contact.other and not contact.last_contact and not contact.touches:
        yield from _check_last_update(contact)
    if unclear_death or contact.died:
        yield from check_death(contact, unclear_death, written_death)
    # Of the dead all that contradicts is one problem already.
    elif contact.met:
        yield from _check_met_before_touches(contact, contact.met)


def _find_typed_text(name: str, parsed: ParsedFields, fields: tuple[Field, ...]) -> str:
    """Find the text that the value of a property was read from; of a list all of its words."""
    read_at = parsed.read_at.splitlines()
    for field in fields:
        if f"{name} {field.line} {field.column}" in read_at:
            return " ".join([word.text for word in field.words])
    return ""


def _check_last_update(contact: Contact) -> Iterator[Diagnostic]:
    """Report a `last_update` where nothing else says when we were in touch: it may say that."""
    for custom in contact.other:
        if fold(custom.name) == "lastupdate":
            yield Diagnostic(
                custom.source_location,
                "unread-date",
                f"`{custom.name}` may be the day of the last contact, or of the last change of the "
                "note, and is not read.",
                f'Write `last_contact`, or [properties] last_contact = ["{custom.name}"] in '
                "netnotes.toml, if it is the day of the last contact.",
            )


def _check_met_before_touches(contact: Contact, met: Day) -> Iterator[Diagnostic]:
    """Check that nobody was met in person before the first meeting; only the first is reported."""
    # By index, which is quicker than by name: this is asked of every touch of a vault.
    for touch in contact.touches:
        if touch[0] < met and touch.mode == "in person":
            yield Diagnostic(
                contact.find_source_location("met"),
                "met-after-contact",
                f"`met` is {format_day_short(met)}, and line {touch.source_location.line} tells of "
                f"a meeting on {format_day_short(touch.date)}.",
                "Correct one of the two.",
            )
            return


def _iter_properties_but_title(
    properties: tuple[CustomProperty, ...], name: str
) -> Iterator[CustomProperty]:
    """Yield the properties without a `title` that says the contact's name once more."""
    for custom in properties:
        if fold(custom.name) == "title" and is_same_name(" ".join(custom.words), name):
            continue
        yield custom


def read_goal(note: Note, log: Log, settings: Settings) -> tuple[Goal, tuple[Diagnostic, ...]]:
    """Read the goal that a note is about, and what is wrong with its properties."""
    parsed = read_fields((*note.fields, *log.fields), GOAL_PROPERTIES, note.path, settings)
    common = _take_common_values(note, log, parsed)
    return Goal(**common, **parsed.values), parsed.diagnostics


def read_event(note: Note, log: Log, settings: Settings) -> tuple[Event, tuple[Diagnostic, ...]]:
    """Read the event that a note is about, and what is wrong with its properties.

    Without a `date`, the day in the file's name counts.
    """
    parsed = read_fields((*note.fields, *log.fields), EVENT_PROPERTIES, note.path, settings)
    common = _take_common_values(note, log, parsed)
    parsed.values.setdefault("date", find_date_in_name(note.path))
    return Event(**common, **parsed.values, met_lines=find_met_lines(note)), parsed.diagnostics


def _take_common_values(note: Note, log: Log, parsed: ParsedFields) -> dict[str, Any]:
    """Build what goals and events have in common; `name` and `type` leave the parsed values."""
    parsed.values.pop("type", None)
    parsed.values["tags"] = _join_tags(note, parsed.values)
    name = parsed.values.pop("name", "") or derive_name_from_path(note)
    return {
        "path": note.path,
        "text": strip_title(log.text, name),
        "name": name,
        "other": parsed.other,
    }


def _find_property(key: str, properties_by_name: Mapping[str, Property]) -> Property | None:
    prop = properties_by_name.get(key)
    return prop or find_property_by_other_form(key, properties_by_name)


def _join_tags(note: Note, values: Mapping[str, Any]) -> tuple[str, ...]:
    """Join the tags of the property with those in the text, each once."""
    return tuple(dict.fromkeys((*values.get("tags", ()), *note.tags)))


def read_fields(
    fields: tuple[Field, ...], properties: tuple[Property, ...], path: str, settings: Settings
) -> ParsedFields:
    """Read fields by a table of properties. Earlier fields count before later ones.

    Of two names for one property its own counts, else the one that comes first in the table:
    a `city` before an `address`. The other one goes to the properties we do not know.
    """
    properties_by_name = build_property_index(properties, settings.properties)
    collector = FieldCollector(path)
    for field in fields:
        prop = _find_property(field.key, properties_by_name)
        if prop is None:
            collector.add_other(field, "", UNKNOWN_NAME)
            collector.diagnostics += _check_property_name(field, properties_by_name, path)
            continue
        # An empty list of `knows` says: they know nobody.
        if not field.words and not (prop.name == "knows" and field.is_list):
            continue
        if (
            field.words
            and field.words[0].text[0] in _SIGNS_OF_PLACEHOLDERS
            and _is_placeholder(field)
        ):
            collector.unread.append(UnreadField(field, prop.name, PLACEHOLDER))
            continue

        value = prop.read(field, path, settings)
        # `last_contact: TBD` says no more than an empty one.
        if value is None and prop.kind in _KINDS_WITHOUT_VALUE:
            collector.unread.append(UnreadField(field, prop.name, NO_VALUE))
            continue
        if isinstance(value, InvalidValue):
            collector.add_unreadable(prop, field, value, settings)
        else:
            collector.add_value(prop, field, value)

    return ParsedFields(
        collector.values,
        collector.format_read_at(),
        tuple(_iter_other_properties(collector.other, path)),
        tuple(collector.diagnostics),
        tuple(collector.unread),
    )


UNKNOWN_NAME = "This property is not known; the person's page shows it as it is written."
PLACEHOLDER = "Only the placeholder of a template is there."
NO_VALUE = "The words say that there is no value, or none yet."

# Those whose readers return None for a word that says that there is no value.
_KINDS_WITHOUT_VALUE = (
    PropertyKind.DATE,
    PropertyKind.BIRTHDAY,
    PropertyKind.YEARLY_DAYS,
    PropertyKind.CHOICE,
)


def _is_placeholder(field: Field) -> bool:
    """Whether only a template's placeholders are there: `{{date}}` or `<% tp.date.now() %>`.

    What Dataview shows for `= this.role` in a line of code is written elsewhere.
    """
    words = field.words
    return (
        bool(words)
        and words[0].text[0] in _SIGNS_OF_PLACEHOLDERS
        and all(_ONLY_PLACEHOLDERS.fullmatch(word.text) for word in words)
    )


_SIGNS_OF_PLACEHOLDERS = "{<[`.…"
_ONLY_PLACEHOLDERS = re.compile(
    r"(?:(?:\[\[)?(?:\{\{[^{}]*\}\}|<%(?:(?!%>).)*%>)(?:\]\])?\s*)+"
    r"|`\$?=[^`]*`|\.{2,4}|…+",
    re.DOTALL,
)


def _iter_other_properties(fields: Iterable[Field], path: str) -> Iterator[CustomProperty]:
    for field in fields:
        # An empty one says nothing.
        if not field.words or field.key in _UNLISTED_PROPERTIES or _is_placeholder(field):
            continue
        words = tuple(word.text for word in field.words)
        yield CustomProperty(field.name, words, SourceLocation(path, field.line, field.column))


# Those that are ignored, and those that the contact's name was read from.
_UNLISTED_PROPERTIES = IGNORED_PROPERTIES | FIRST_NAME_PROPERTIES | LAST_NAME_PROPERTIES


def _check_property_name(
    field: Field, properties_by_name: Mapping[str, Property], path: str
) -> Iterator[Diagnostic]:
    """Warn about an unknown name that is one typo away from a known one."""
    name = suggest_property_name(field.name, properties_by_name)
    if name:
        yield Diagnostic(
            SourceLocation(path, field.line, field.column),
            "unknown-property",
            f"`{field.name}` is not known, did you mean `{name}`?",
            f"Write `{name}:`.",
        )
