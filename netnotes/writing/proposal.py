"""What a first look led to, as files to propose: the settings with their reasons, a template, a table for Obsidian."""

from __future__ import annotations

import json
from glob import escape
from typing import TYPE_CHECKING

import yaml

from netnotes.reading.fields import CONTACT_PROPERTIES
from netnotes.settings import FILE_NAME, MODES
from netnotes.words import counted, fold, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netnotes.reading.look import FolderCount, PeopleFolder, VaultSurvey

NEW_FOLDER = "People"
"""Where people go in a vault that has none yet."""


def settings_text(seen: VaultSurvey) -> str:
    """The settings that fit what was seen, each line with the counts that led to it. Who I am is never guessed."""
    lines = [f"# {FILE_NAME}: every line is optional. What stands behind a line is what led to it.", ""]
    lines += ["[me]  # not guessed: fill in what you like"]
    lines += ['# name = ""', '# organisation = ""  # divides your contacts into inside and outside', ""]
    lines += ["[vault]", *_folders(seen)]
    if seen.properties:
        lines += ["", "[properties]", *_properties(seen)]
    if seen.tiers:
        lines += ["", "[tiers]"]
        lines += [
            _line(f"{_toml(one.name)} = {_toml(f'{one.days} days')}", f"in {counted(one.note_count, 'note')}")
            for one in seen.tiers
        ]
    if seen.channels:
        lines += ["", "[channels]", *_channels(seen)]
    return "\n".join((*lines, ""))


def needs_folder(seen: VaultSurvey) -> bool:
    """Whether people have no place here yet: no folder holds any, and no note calls itself one."""
    return not seen.people_folders and not seen.type_property_counts


def template(seen: VaultSurvey) -> str:
    """A new contact for Obsidian's template command, under the names this vault uses. Nothing in it is filled in."""
    spelling = dict(seen.property_spellings)
    front = [f"{_yaml_key(spelling.get(one.name, one.name))}:{_EMPTY.get(one.name, '')}" for one in _ASKED]
    if seen.type_property_counts and not seen.people_folders:
        front.insert(0, _calls_itself(max(seen.type_property_counts, key=lambda one: one[1])[0]))
    return "\n".join(("---", *front, "---", "# {{title}}", "", "## Log", ""))


def base(seen: VaultSurvey) -> str:
    """A view for Obsidian Bases: a table of the contacts, those longest out of touch first."""
    spelling = dict(seen.property_spellings)
    columns = {
        name: f"note.{spelling.get(name, name)}" for name in ("tier", "last_contact", "organisation", "location")
    }
    view = {
        "filters": {"or": list(_filters(seen))},
        "properties": {
            "file.name": {"displayName": "name"},
            **{column: {"displayName": name.replace("_", " ")} for name, column in columns.items()},
        },
        "views": [
            {
                "type": "table",
                "name": "People",
                "order": ["file.name", *columns.values()],
                "sort": [{"property": columns["last_contact"], "direction": "ASC"}],
            }
        ],
    }
    return yaml.safe_dump(view, sort_keys=False, allow_unicode=True, width=1000)


def _calls_itself(name: str) -> str:
    """The line in which notes of this vault call themselves a person."""
    match fold(name):
        case "tags":
            return "tags: [person]"
        case "category" | "categories":
            return f'{_yaml_key(name)}: ["[[People]]"]'
        case _:
            return f"{_yaml_key(name)}: person"


_ASKED = tuple(
    one
    for one in CONTACT_PROPERTIES
    if one.name
    in (
        *("purpose", "kind", "goals", "tier", "last_contact", "level", "organisation", "role", "field", "location"),
        *("met", "met_at", "introduced_by", "knows", "interests", "offers", "needs", "email", "phone", "birthday"),
    )
)
"""The properties worth asking of everybody."""

_EMPTY = {one.name: " []" for one in CONTACT_PROPERTIES if one.takes.startswith(("a list", "links to"))}
"""How a list is left empty. Not `knows`: an empty list there says that they know nobody."""


def _folders(seen: VaultSurvey) -> Iterator[str]:
    if seen.people_folders:
        yield "contacts = ["
        yield from (_line(f"  {_toml(one.folder)},", _why(one)) for one in seen.people_folders)
        yield "]"
    else:
        sign = "" if needs_folder(seen) else "# "
        reason = (
            f"{counted(seen.note_count, 'note')}, none of which looks like a contact"
            if seen.note_count
            else "a new folder"
        )
        yield _line(
            f"{sign}contacts = [{_toml(NEW_FOLDER)}]", reason if needs_folder(seen) else "a folder of your choice"
        )
    for how, count in seen.type_property_counts:
        does = "calls itself a person" if count == 1 else "call themselves a person"
        yield f"# {counted(count, 'note')} {does} by {how}; read wherever they lie"
    if seen.goals.note_count:
        yield _line(f"goals = {_toml(seen.goals.folder)}", counted(seen.goals.note_count, "note"))
    if seen.events.note_count:
        yield _line(f"events = {_toml(seen.events.folder)}", counted(seen.events.note_count, "note"))
    yield from _journal(seen.daily_notes)
    if seen.archives:
        why = listed(counted(one.note_count, "note") for one in seen.archives)
        patterns = ", ".join(_toml(escape(one.folder)) for one in seen.archives)
        yield _line(f"exclude = [{patterns}]", f"{why} put away, people among them, no meetings")


def _journal(journal: FolderCount) -> Iterator[str]:
    if journal.note_count:
        told = ", where Obsidian's settings say" if journal.folder == "obsidian" else " named by their day"
        yield _line(f"journal = {_toml(journal.folder)}", f"{counted(journal.note_count, 'daily note')}{told}")
    elif journal.folder:
        yield _line(f"# journal = {_toml(journal.folder)}", "no daily note yet where Obsidian's settings say")


def _why(one: PeopleFolder) -> str:
    signs = listed(f"{count:,} by {_SIGNS[sign]}" for sign, count in one.signs)
    look = "looks like a contact" if one.likely_count == 1 else "look like contacts"
    return f"{counted(one.note_count, 'note')}, {one.likely_count:,} {look}{': ' + signs if signs else ''}"


_SIGNS = {"properties": "properties", "dated lines": "dated lines", "meeting notes": "meeting notes that name them"}


def _properties(seen: VaultSurvey) -> Iterator[str]:
    for prop in dict.fromkeys(one.property_name for one in seen.properties):
        used = [one for one in seen.properties if one.property_name == prop]
        why = listed(f"in {counted(one.note_count, 'note')}" for one in used)
        yield _line(f"{prop} = [{', '.join(_toml(one.name) for one in used)}]", why)


def _channels(seen: VaultSurvey) -> Iterator[str]:
    for mode in MODES:
        used = [one for one in seen.channels if one.mode == mode]
        if used:
            words = ", ".join(_toml(one.word) for one in used)
            why = listed(f"in {counted(one.note_count, 'note')}" for one in used)
            yield _line(f"{mode.replace(' ', '_')} = [{words}]", why)
    if unknown := [one for one in seen.channels if not one.mode]:
        words = listed(f"{one.word} in {counted(one.note_count, 'note')}" for one in unknown[:MOST_WORDS])
        yield _line("# in_person, voice, written", f"ways to be in touch too? They stand before a text: {words}")


MOST_WORDS = 8
"""So many words are asked about."""


def _filters(seen: VaultSurvey) -> Iterator[str]:
    folders = [one.folder for one in seen.people_folders] or ([NEW_FOLDER] if needs_folder(seen) else [])
    yield from (f"file.inFolder({_toml(folder)})" for folder in folders)
    for name, _ in seen.type_property_counts:
        if name == "tags":
            yield 'file.hasTag("person", "people", "contact", "contacts")'
        else:
            yield f'list(note[{_toml(name)}]).containsAny("person", "contact", link("People"), link("Person"))'


def _line(setting: str, why: str) -> str:
    return f"{setting:<28}  # {''.join(sign if sign.isprintable() else '?' for sign in why)}"


def _toml(text: str) -> str:
    """A text between quotes; TOML writes it as JSON does, and takes no bare DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _yaml_key(name: str) -> str:
    """A property's name as it stands before a colon, with quotes where YAML needs them."""
    return yaml.safe_dump({name: 0}, allow_unicode=True, width=1000).rpartition(":")[0]
