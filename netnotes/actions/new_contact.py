"""Make the note of a new contact from what was typed."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from netnotes.actions.unread_notes import require_no_unread_note
from netnotes.errors import NetnotesError, build_existing_file_error
from netnotes.network.names import AmbiguousNameError, find_by_untitled_name, find_candidates
from netnotes.reading.contact_names import move_last_name
from netnotes.reading.properties import CONTACT_PROPERTIES
from netnotes.reading.property_kind import Property, PropertyKind
from netnotes.reading.raw_field import Word, build_field
from netnotes.reading.reader import read_contact_note
from netnotes.reading.values import InvalidValue
from netnotes.text import fold_name
from netnotes.vault.note_files import require_no_mistaken_copy
from netnotes.vault.obsidian_settings import read_template
from netnotes.vault.paths import convert_to_vault_path, find_contacts_folder
from netnotes.writing.days import parse_future_day, parse_past_day
from netnotes.writing.links import write_wikilink
from netnotes.writing.new_note import build_file_stem, write_new_note, write_type_where_needed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date as Day

    from netnotes.model.people import Contact, Event, Goal
    from netnotes.vault.edit import WriteSession
    from netnotes.writing.properties import PropertyValue


# The name is an argument of its own and decides the file. A new note is always a contact's, and
# nobody makes one that is archived.
_NOT_OFFERED = ("name", "type", "archived", "status", "photo")

# The properties that `new` has an option for.
OFFERED_PROPERTIES = tuple(prop for prop in CONTACT_PROPERTIES if prop.name not in _NOT_OFFERED)

# The names, without case, of an Obsidian template that is for contacts.
TEMPLATE_NAMES = ("contact", "person", "people", "new contact", "new person")


def build_note(
    name: str, typed_values: Mapping[str, str | list[str]], session: WriteSession
) -> tuple[str, str]:
    """Build the path and the text of a new contact's note from what was typed for each property.

    Raises NetnotesError if a contact of this name exists, perhaps in a note that can't be read, or
    if a value can't be read.
    """
    properties = {}
    for prop in OFFERED_PROPERTIES:
        if prop.name in typed_values:
            properties[prop.name] = _convert_to_note_value(prop, typed_values[prop.name], session)
    return build_note_with_properties(name, properties, session)


def build_note_with_properties(
    name: str, properties: Mapping[str, PropertyValue], session: WriteSession
) -> tuple[str, str]:
    """Build the path and the text of a new contact's note; values are as a note has them.

    Raises NetnotesError if a contact of this name exists, perhaps in a note that can't be read.
    """
    # `Ada` finds Ada Quill as well, but is another name and may be another contact.
    network = session.network
    namesakes = [
        contact for contact in network.contacts if fold_name(contact.name) == fold_name(name)
    ]
    for contact in namesakes or find_by_untitled_name(network, name):
        raise NetnotesError(
            f"{contact.name} is in your notes already: {contact.path}. It was left alone."
        )
    return _build_path_and_text(session, name, properties)


def build_notes(names: Iterable[str], session: WriteSession) -> dict[str, str]:
    """Build the texts of the notes of new contacts of whom only the names are known, by path.

    Raises NetnotesError if one of them exists, or two would be one file.
    """
    texts: dict[str, str] = {}
    for name in names:
        path, text = build_note(name, {}, session)
        if path in texts:
            raise build_existing_file_error(path)
        texts[path] = text
    return texts


def read_new_contacts(texts: Mapping[str, str], session: WriteSession) -> list[Contact]:
    """Read the contacts of notes that are still to be written, from their texts by path."""
    settings = session.paths.settings
    return [read_contact_note(path, text, settings) for path, text in texts.items()]


def _build_path_and_text(
    session: WriteSession, name: str, properties: Mapping[str, PropertyValue]
) -> tuple[str, str]:
    paths = session.paths
    require_no_unread_note(paths, name)
    stem = build_file_stem(name)
    if not stem:
        raise NetnotesError(
            f"`{name}` can't be the name of a note: nothing remains that a file may be called."
        )
    # `AC/DC` becomes the file `AC DC.md`, so the note has to say how the name is written.
    if move_last_name(stem) != name.strip():
        properties = {"name": name.strip(), **properties}

    template = read_template(paths.root, TEMPLATE_NAMES)
    text = write_new_note(name, properties, template, session.network.today, paths.settings)
    contact_paths = (contact.path for contact in session.network.contacts if not contact.archived)
    folder = find_contacts_folder(paths, contact_paths)
    path = posixpath.join(folder, f"{stem}.md")
    require_no_mistaken_copy(paths.root, path)
    return path, write_type_where_needed(path, text, paths.settings)


def _convert_to_note_value(
    prop: Property, typed_value: str | list[str], session: WriteSession
) -> PropertyValue:
    """Convert what was typed for a property into what a note says: days as ISO, names as links.

    Raises NetnotesError if reading the note would call the value invalid.
    """
    # An option that can be repeated, such as --tags, comes as a list; the note then has one too.
    is_list = isinstance(typed_value, list)
    typed_words = typed_value if isinstance(typed_value, list) else [typed_value]
    words = [_convert_word(prop, word, session) for word in typed_words]

    # Read back as if it were in a note: one place decides what a property may say. Line and column
    # are never shown.
    field = build_field(
        prop.name, tuple(Word(word, 1, 1) for word in words), is_list=is_list, line=1, column=1
    )
    value = prop.read(field, "", session.paths.settings)
    if isinstance(value, InvalidValue):
        raise NetnotesError(f"{prop.name}: {value.message} {value.help}")
    if is_list:
        return tuple(words)
    return words[0]


def _convert_word(prop: Property, word: str, session: WriteSession) -> str:
    if prop.kind is PropertyKind.DATE:
        return _convert_to_iso_day(prop, word, session.network.today)
    if prop.kind in (PropertyKind.LINK, PropertyKind.LINKS):
        return _write_link(word, session, is_goal=prop.name == "goals")
    return word


def _convert_to_iso_day(prop: Property, word: str, today: Day) -> str:
    """Convert a day in words; what names no day stays, and reading it says what is wrong."""
    if prop.name in ("met", "last_contact"):
        day = parse_past_day(word, today)
    else:
        day = parse_future_day(word, today)
    if day:
        return day.isoformat()
    return word


def _write_link(name: str, session: WriteSession, *, is_goal: bool) -> str:
    """Write a link to the goal, event or contact of this name.

    Without such a note it is the plain name, which `check` finds in order; a goal needs a note.
    """
    if name.startswith("[[") or session.paths.settings.me.is_named(name):
        return name
    path = _find_link_target(name, session)
    if not path:
        return f"[[{name}]]" if is_goal else name
    return write_wikilink(path, "", session.network.file_index)


def _find_link_target(name: str, session: WriteSession) -> str:
    """Find the path of the note of this name; empty if there is none.

    Raises AmbiguousNameError if several contacts are called so.
    """
    network = session.network
    path = _find_path_by_name(name, network.goals) or _find_path_by_name(name, network.events)
    if path:
        return path
    contacts = find_candidates(network, convert_to_vault_path(name, session.paths.root))
    if len(contacts) > 1:
        raise AmbiguousNameError(name, network, contacts)
    if not contacts:
        return ""
    return contacts[0].path


def _find_path_by_name(name: str, entities: Iterable[Goal | Event]) -> str:
    folded_name = fold_name(name)
    for entity in entities:
        if fold_name(entity.name) == folded_name:
            return entity.path
    return ""
