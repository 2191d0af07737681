"""Imported people as notes: the text of a new note, or what is added to an existing one.

Nothing that is written in a note is overwritten.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netnotes.actions.card_to_body import (
    build_meeting,
    quote_lines,
    write_body_lines,
    write_exchange,
    write_task,
)
from netnotes.formats.matching.comparison import EXCHANGE_NOUNS
from netnotes.model.note_path import is_named_after_day
from netnotes.model.people import NEVER, Birthday, Death
from netnotes.reading.contact_names import move_last_name
from netnotes.reading.note import build_source
from netnotes.reading.person_notes import is_named_after_list
from netnotes.reading.typed_words import (
    LIST_PROPERTIES,
    YEARLY_PROPERTIES,
    convert_to_plain_value,
    is_blank,
    write_tag,
)
from netnotes.writing.edits import apply_edits
from netnotes.writing.log_entry import log_meeting
from netnotes.writing.note_text import add_log_lines, add_text
from netnotes.writing.properties import add_to_property, set_property, write_property_lines

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netnotes.formats.card import Card, ImportedTouch
    from netnotes.formats.matching.comparison import ExistingPerson
    from netnotes.model.settings import Settings
    from netnotes.writing.properties import PropertyValue


# The properties of a card in the order in which a new note has them.
#
# It is not the order of the table: how they met comes before the latest contact.
PROPERTY_ORDER = (
    *("purpose", "organisation", "role", "field", "location", "met", "met_at", "introduced_by"),
    *("last_contact", "interests", "offers", "needs", "email", "phone", "links", "birthday"),
    *("died", "archived", "tags", "aliases"),
)


def write_note_from_card(
    card: Card,
    *,
    file_stem: str,
    tier: str,
    tags: tuple[str, ...],
    origin: str,
    settings: Settings,
) -> str:
    """Write the text of a note about a person from a file.

    `file_stem` is the name of the note's file without its ending. `tier` is empty for none.
    `origin` is the format the person comes from; a card that netnotes exported says it itself.
    """
    properties = _list_properties(card, file_stem, tier, tags, "" if card.is_own else origin)
    lines = []
    if properties:
        lines.append("---")
        for name, value in properties.items():
            lines += write_property_lines(name, value)
        lines.append("---")
    return "\n".join((*lines, *write_body_lines(card, settings), ""))


def _list_card_values(card: Card, tags: tuple[str, ...]) -> dict[str, PropertyValue]:
    """List what a card says as properties; `tags` come behind its own."""
    values: dict[str, PropertyValue] = {}
    for name in PROPERTY_ORDER:
        value = getattr(card, name)
        if name == "tags":
            value = tuple(dict.fromkeys((*map(write_tag, value), *tags)))
        if not is_blank(value):
            values[name] = _convert_to_typed_value(value)
    for name, words in card.extra_properties:
        values[name] = _unwrap_single_value(name, words)
    return values


def _list_properties(
    card: Card, file_stem: str, tier: str, tags: tuple[str, ...], origin: str
) -> dict[str, PropertyValue]:
    """List the properties of a new note; `origin` is empty for a person from netnotes itself."""
    properties: dict[str, PropertyValue] = {}
    if move_last_name(file_stem) != card.name:
        properties["name"] = card.name
    properties |= _list_card_values(card, tags)

    if tier:
        properties["tier"] = tier
    elif origin:
        # Nobody is due for having been imported: without a tier the cadence is `never`.
        properties.setdefault("cadence", _format_cadence(card.cadence))
    if origin:
        properties["source"] = origin
    path = f"{file_stem}.md"
    if is_named_after_list(path) or is_named_after_day(path):
        # Without it netnotes would not read a note of such a name as that of a person.
        properties.setdefault("type", "contact")
    return properties


def fill_note(text: str, existing: ExistingPerson, settings: Settings) -> str:
    """Add to a note what the file says beyond it.

    Empty properties are filled, lists grow, touches are logged. Text comes above the log, and tasks
    below its heading.
    """
    path = existing.contact.path
    for name, value in (*existing.filled_properties, *existing.added_values):
        match name:
            case "touches":
                text = _add_touches(text, path, value, settings)
            case "text":
                edit = add_text(build_source(path, text), quote_lines(value), settings)
                text = apply_edits(text, (edit,))
            case "tasks":
                text = _add_log_lines(text, path, map(write_task, value), settings)
            case name if name in EXCHANGE_NOUNS.values():
                text = _add_log_lines(text, path, map(write_exchange, value), settings)
            case _:
                text = _fill_property(text, path, name, value, settings)
    return text


def _add_touches(text: str, path: str, touches: Iterable[ImportedTouch], settings: Settings) -> str:
    for touch in touches:
        edits = log_meeting(build_source(path, text), build_meeting(touch), settings)
        text = apply_edits(text, edits)
    return text


def _add_log_lines(text: str, path: str, lines: Iterable[str], settings: Settings) -> str:
    edit = add_log_lines(build_source(path, text), tuple(lines), settings)
    return apply_edits(text, (edit,))


def _fill_property(text: str, path: str, name: str, value: Any, settings: Settings) -> str:
    """Set a property that is empty, or add to one that is a list."""
    source = build_source(path, text)
    if name == "cadence" and isinstance(value, int):
        return apply_edits(text, set_property(source, name, _format_cadence(value), settings))
    typed_value = _convert_to_typed_value(value)
    if name == "tags":
        typed_value = tuple(map(write_tag, value))
    if name in LIST_PROPERTIES and isinstance(typed_value, tuple):
        return apply_edits(text, add_to_property(source, name, typed_value, settings))
    single_value = _unwrap_single_value(name, typed_value)
    return apply_edits(text, set_property(source, name, single_value, settings))


def _unwrap_single_value(property_name: str, value: PropertyValue) -> PropertyValue:
    """Return words as a property takes them: one text, or several for a list."""
    if isinstance(value, str) or len(value) != 1:
        return value
    # Most people have one such day, and a text with a comma could be read as two.
    is_one_day = property_name in YEARLY_PROPERTIES and "," not in value[0] and ";" not in value[0]
    if property_name in LIST_PROPERTIES and not is_one_day:
        return value
    return value[0]


def _convert_to_typed_value(value: Any) -> PropertyValue:
    """Convert a value into the words that would be typed for it in a note."""
    if isinstance(value, (Birthday, Death)):
        return str(convert_to_plain_value(value))
    if isinstance(value, tuple):
        return value
    if value is True:
        return "true"
    return str(value)


def _format_cadence(days: int | None) -> str:
    return "never" if days in (None, NEVER) else f"{days} days"
