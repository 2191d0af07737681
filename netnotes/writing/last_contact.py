"""`last_contact` in a contact's note, brought up to date when a touch is logged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.errors import NetnotesError
from netnotes.model.people import Contact
from netnotes.reading.contact_log import read_log
from netnotes.reading.note import read_note
from netnotes.reading.properties import CONTACT_PROPERTIES
from netnotes.reading.property_names import build_property_index
from netnotes.reading.reader import read_source
from netnotes.reading.status import list_touches_in_life
from netnotes.reading.values import is_unknown_word
from netnotes.reading.written_days import find_day_anywhere
from netnotes.text import build_lazy_pattern
from netnotes.writing.edits import Edit
from netnotes.writing.properties import add_day_to_list, holds_several_days, set_property

if TYPE_CHECKING:
    from datetime import date as Day

    from netnotes.model.diagnostics import SourceLocation
    from netnotes.model.settings import Settings
    from netnotes.reading.note import Note, Source
    from netnotes.reading.raw_field import Field


def update_last_contact(source: Source, day: Day, settings: Settings) -> tuple[Edit, ...]:
    """Bring `last_contact` up to date after a touch, where the note has it; never backwards.

    An empty one is filled, and to a list of days the day is added.
    """
    contact = read_source(source, settings).entity
    if not isinstance(contact, Contact):
        return ()
    # A funeral is written down, and is no contact with who was buried.
    if contact.died and contact.died.is_before(day):
        return ()
    last_contact = contact.last_contact
    if not last_contact:
        return _fill_last_contact(source, contact, day, settings)
    if last_contact >= day:
        return ()

    location = contact.find_source_location("last_contact")
    note, _ = read_note(source)
    for field in note.fields:
        if field.line == location.line:
            return _set_last_contact(source, field, day, settings)
    return _set_in_text(note, location, last_contact, day, settings)


def _set_in_text(
    note: Note, location: SourceLocation, last_contact: Day, day: Day, settings: Settings
) -> tuple[Edit, ...]:
    """Set a day that is not in the front matter but in the text: `Last contact:: 2026-10-02`."""
    source = note.source
    log, _ = read_log(note, dict(settings.channels))
    for field in log.fields:
        if field.line == location.line and holds_several_days(field):
            edit = add_day_to_list(source, field, day.isoformat())
            if not edit:
                return ()
            return (edit,)
    return _replace_day_in_text(source, location, last_contact, day, settings.date_order)


def _set_last_contact(
    source: Source, field: Field, day: Day, settings: Settings
) -> tuple[Edit, ...]:
    try:
        return set_property(source, field.name, day.isoformat(), settings)
    except NetnotesError:
        # A list of days in an unusual form stays as it is; the entry says the day, too.
        return ()


def _replace_day_in_text(
    source: Source, location: SourceLocation, old_day: Day, new_day: Day, date_order: str
) -> tuple[Edit, ...]:
    """Replace a day in the text, as in `Last contact:: 28 Feb 2026 by phone`; the rest stays."""
    raw = source.text.split("\n")[location.line - 1]
    start = max(location.column - 1, 0)
    head, value = raw[:start], raw[start:]
    words = old_day.isoformat()
    if words not in value:
        found = find_day_anywhere(value, date_order)
        if found is None or found.day != old_day:
            return ()
        words = found.words
    return (Edit(location.line, 1, (head + value.replace(words, new_day.isoformat(), 1),)),)


def _fill_last_contact(
    source: Source, contact: Contact, day: Day, settings: Settings
) -> tuple[Edit, ...]:
    """Fill a `last_contact` that is empty or says `TBD`; not with a day before the latest."""
    if any(touch.date > day for touch in list_touches_in_life(contact)):
        return ()
    note, _ = read_note(source)
    log, _ = read_log(note, dict(settings.channels))
    property_index = build_property_index(CONTACT_PROPERTIES, settings.properties)
    for field in (*note.fields, *log.fields):
        prop = property_index.get(field.key)
        is_last_contact = prop is not None and prop.name == "last_contact"
        if not is_last_contact or not all(is_unknown_word(word.text) for word in field.words):
            continue
        if field in note.fields:
            return set_property(source, field.name, day.isoformat(), settings)
        return _fill_inline_field(source, field, day)
    return ()


def _fill_inline_field(source: Source, field: Field, day: Day) -> tuple[Edit, ...]:
    """Fill an empty field in the text, such as `Last contact::` or `[last contact:: TBD]`."""
    raw = source.text.split("\n")[field.line - 1]
    start = raw.find("::", max(field.column - 1, 0))
    if start < 0:
        return ()
    head = raw[: start + 2]
    # `**Last contact::** ` has its emphasis behind the colons.
    match = _EMPTY_VALUE.match(raw, start + 2)
    emphasis = match["emphasis"] if match else ""
    end = match.end() if match else start + 2
    return (Edit(field.line, 1, (f"{head}{emphasis} {day.isoformat()}{raw[end:]}",)),)


_EMPTY_VALUE = build_lazy_pattern(
    r"(?P<emphasis>[*_]{0,3})\s*(?:[-–—~?]|[A-Za-z/]{2,7})?(?=\s*(?:[\])]|$))"
)
