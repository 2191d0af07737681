"""`netnotes new`: a new contact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.cli import DONE
from netnotes.commands.editing import editing, editing_options, home_of_contacts, link_to
from netnotes.doors import notes, vault
from netnotes.errors import NetnotesError
from netnotes.network.who import named
from netnotes.people import Contact
from netnotes.reading.fields import CONTACT_PROPERTIES, InvalidValue, Property
from netnotes.reading.frontmatter import Field, Word
from netnotes.reading.reader import read_source
from netnotes.words import same_name
from netnotes.writing.edits import difference, source_of
from netnotes.writing.new import file_name, new_note
from netnotes.writing.sentence import coming_day, spoken_day
from netnotes.writing.typed import LISTS

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping
    from datetime import date as Day

    from netnotes.commands.editing import Desk
    from netnotes.writing.properties import Value

OFFERED = tuple(one for one in CONTACT_PROPERTIES if one.name not in ("name", "type", "archived", "photo"))


def arguments(verb: argparse.ArgumentParser) -> None:
    """The options of `new`: one for each property."""
    verb.add_argument("name", nargs="+", metavar="NAME", help="the name, which is the note's name too")
    for one in OFFERED:
        option = f"--{one.name.replace('_', '-')}"
        many = one.name in LISTS
        verb.add_argument(
            option, dest=f"p_{one.name}", metavar="TEXT", action="append" if many else "store", help=one.meaning
        )
    editing_options(verb)


def new(args: argparse.Namespace) -> int:
    """Make a note about somebody; one that is there already is never touched."""
    name = " ".join(args.name)
    with editing(args) as desk:
        given = {one.name: value for one in OFFERED if (value := getattr(args, f"p_{one.name}"))}
        path, text = introduced(name, given, desk)
        if args.dry_run:
            print(difference(path, "", text), end="")
            return DONE
        notes.create(desk.place.root, path, text)
        if not args.quiet:
            missing = "" if "purpose" in given else ". What is it for? Its `purpose:` is still empty"
            print(f"{path}: made{missing}.")
    return DONE


def introduced(name: str, given: Mapping[str, str | list[str]], desk: Desk) -> tuple[str, str]:
    """The path and the text of the note of somebody new; `given` is what was typed for each property.

    Raises NetnotesError where somebody of this name is there already, or a value can't mean what it should.
    """
    today = desk.network.today
    properties = {prop.name: _value(prop, given[prop.name], desk, today) for prop in OFFERED if prop.name in given}
    for one in named(desk.network, name):
        if same_name(one.name) == same_name(name):
            raise NetnotesError(f"{one.name} is in your notes already: {one.path}. It was left alone.")
    return _made(desk, name, properties, today)


def make_note(desk: Desk, name: str, properties: Mapping[str, Value], today: Day) -> Contact:
    """Make a note about somebody, and what it says then. Raises NetnotesError where it is there already."""
    path, text = _made(desk, name, properties, today)
    notes.create(desk.place.root, path, text)
    what = read_source(source_of(path, text), desk.place.settings).entity
    assert isinstance(what, Contact)  # it lies where contacts lie
    return what


def _made(desk: Desk, name: str, properties: Mapping[str, Value], today: Day) -> tuple[str, str]:
    """The path and the text of a new note."""
    stem = file_name(name)
    if not stem:
        raise NetnotesError(f"`{name}` can't be the name of a note: nothing remains that a file may be called.")
    if stem != name.strip():
        properties = {"name": name.strip(), **properties}
    settings = desk.place.settings
    template = vault.template(desk.place.root, TEMPLATES)
    return f"{home_of_contacts(desk.place)}/{stem}.md", new_note(name, properties, template, today, settings)


TEMPLATES = ("contact", "person", "people", "new contact", "new person")
"""What a template for contacts is called, without case."""


def _value(prop: Property, given: str | list[str], desk: Desk, today: Day) -> Value:
    """A value as it is written into a note, from what was typed. NetnotesError where it can't mean what it should."""
    typed = given if isinstance(given, list) else [given]
    if prop.is_day:
        back = prop.name in ("met", "last_contact")
        typed = [str((spoken_day if back else coming_day)(one, today) or one) for one in typed]
    if prop.is_link:
        typed = [_link(one, desk) for one in typed]
    field = Field(prop.name, tuple(Word(one, 1, 1) for one in typed), isinstance(given, list), 1, 1)
    meaning = prop.read(field, "", desk.place.settings)
    if isinstance(meaning, InvalidValue):
        raise NetnotesError(f"{prop.name}: {meaning.message} {meaning.help}")
    return tuple(typed) if isinstance(given, list) else typed[0]


def _link(name: str, desk: Desk) -> str:
    """A link to whom or what a name means; the name itself where it means nobody known."""
    if name.startswith("[[") or name.casefold() == "me":
        return name
    goals = [one.path for one in desk.network.goals if same_name(one.name) == same_name(name)]
    events = [one.path for one in desk.network.events if same_name(one.name) == same_name(name)]
    people = [one.path for one in named(desk.network, name)]
    found = goals or events or (people if len(people) == 1 else [])
    return link_to(found[0], "", desk.network.shelf) if found else f"[[{name}]]"
