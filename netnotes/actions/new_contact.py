"""A new contact from what was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.errors import NetnotesError
from netnotes.model.people import Contact
from netnotes.network.search import find_contacts_by_name
from netnotes.reading.note import build_source
from netnotes.reading.properties import CONTACT_PROPERTIES
from netnotes.reading.property_kind import Property, PropertyKind
from netnotes.reading.raw_field import Field, Word
from netnotes.reading.reader import read_source
from netnotes.reading.values import InvalidValue
from netnotes.text import fold_name
from netnotes.vault.note_files import create_note_file
from netnotes.vault.obsidian_settings import read_template
from netnotes.vault.paths import find_contacts_folder
from netnotes.writing.links import write_wikilink
from netnotes.writing.new_note import build_file_stem, write_new_note
from netnotes.writing.sentence import parse_future_day, parse_past_day

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date as Day

    from netnotes.vault.edit import WriteSession
    from netnotes.writing.properties import PropertyValue


# The name is an argument of its own and decides the file; a new note is a contact's and not archived.
_NOT_OFFERED = ("name", "type", "archived", "photo")
OFFERED_PROPERTIES = tuple(prop for prop in CONTACT_PROPERTIES if prop.name not in _NOT_OFFERED)
"""The properties that `new` has an option for."""


def build_note(
    name: str, typed_values: Mapping[str, str | list[str]], session: WriteSession
) -> tuple[str, str]:
    """The path and the text of the note of somebody new; `given` is what was typed for each property.

    Raises NetnotesError where somebody of this name is there already, or a value can't mean what it should.
    """
    today = session.network.today
    properties = {
        prop.name: _parse_value(prop, typed_values[prop.name], session, today)
        for prop in OFFERED_PROPERTIES
        if prop.name in typed_values
    }
    for one in find_contacts_by_name(session.network, name):
        if fold_name(one.name) == fold_name(name):
            raise NetnotesError(
                f"{one.name} is in your notes already: {one.path}. It was left alone."
            )
    return _build_note_text(session, name, properties, today)


def create_note(
    session: WriteSession, name: str, properties: Mapping[str, PropertyValue], today: Day
) -> Contact:
    """Make a note about somebody, and what it says then. Raises NetnotesError where it is there already."""
    path, text = _build_note_text(session, name, properties, today)
    create_note_file(session.paths.root, path, text)
    what = read_source(build_source(path, text), session.paths.settings).entity
    assert isinstance(what, Contact)  # it lies where contacts lie
    return what


def _build_note_text(
    session: WriteSession, name: str, properties: Mapping[str, PropertyValue], today: Day
) -> tuple[str, str]:
    """The path and the text of a new note."""
    stem = build_file_stem(name)
    if not stem:
        raise NetnotesError(
            f"`{name}` can't be the name of a note: nothing remains that a file may be called."
        )
    if stem != name.strip():
        properties = {"name": name.strip(), **properties}
    settings = session.paths.settings
    template = read_template(session.paths.root, TEMPLATE_NAMES)
    return f"{find_contacts_folder(session.paths)}/{stem}.md", write_new_note(
        name, properties, template, today, settings
    )


TEMPLATE_NAMES = ("contact", "person", "people", "new contact", "new person")
"""What a template for contacts is called, without case."""


def _parse_value(
    prop: Property, raw_value: str | list[str], session: WriteSession, today: Day
) -> PropertyValue:
    """A value as it is written into a note, from what was typed. NetnotesError where it can't mean what it should."""
    typed = raw_value if isinstance(raw_value, list) else [raw_value]
    if prop.kind is PropertyKind.DATE:
        back = prop.name in ("met", "last_contact")
        typed = [
            str((parse_past_day if back else parse_future_day)(one, today) or one) for one in typed
        ]
    if prop.kind in (PropertyKind.LINK, PropertyKind.LINKS):
        typed = [_write_link(one, session) for one in typed]
    field = Field(
        prop.name, tuple(Word(one, 1, 1) for one in typed), isinstance(raw_value, list), 1, 1
    )
    meaning = prop.read(field, "", session.paths.settings)
    if isinstance(meaning, InvalidValue):
        raise NetnotesError(f"{prop.name}: {meaning.message} {meaning.help}")
    return tuple(typed) if isinstance(raw_value, list) else typed[0]


def _write_link(name: str, session: WriteSession) -> str:
    """A link to whom or what a name means; the name itself where it means nobody known."""
    if name.startswith("[[") or name.casefold() == "me":
        return name
    goals = [one.path for one in session.network.goals if fold_name(one.name) == fold_name(name)]
    events = [one.path for one in session.network.events if fold_name(one.name) == fold_name(name)]
    people = [one.path for one in find_contacts_by_name(session.network, name)]
    found = goals or events or (people if len(people) == 1 else [])
    return write_wikilink(found[0], "", session.network.file_index) if found else f"[[{name}]]"
