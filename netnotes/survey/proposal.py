"""What a first look led to, as files to propose: the settings with their reasons, a template, a table for Obsidian."""

from __future__ import annotations

import json
from glob import escape
from typing import TYPE_CHECKING

import yaml

from netnotes.model.settings import MODES, SETTINGS_FILE_NAME
from netnotes.reading.properties import CONTACT_PROPERTIES
from netnotes.reading.property_kind import PropertyKind
from netnotes.text import fold, format_count, join_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netnotes.survey.folders import FolderCount, PeopleFolder
    from netnotes.survey.survey import VaultSurvey


NEW_PEOPLE_FOLDER = "People"
"""Where people go in a vault that has none yet."""


def write_settings(survey: VaultSurvey) -> str:
    """The settings that fit what was seen, each line with the counts that led to it. Who I am is never guessed."""
    lines = [
        f"# {SETTINGS_FILE_NAME}: every line is optional. What stands behind a line is what led to it.",
        "",
    ]
    lines += ["[me]  # not guessed: fill in what you like"]
    lines += [
        '# name = ""',
        '# organisation = ""  # divides your contacts into inside and outside',
        "",
    ]
    lines += ["[vault]", *_iter_folder_lines(survey)]
    if survey.properties:
        lines += ["", "[properties]", *_iter_property_lines(survey)]
    if survey.tiers:
        lines += ["", "[tiers]"]
        lines += [
            _write_commented_line(
                f"{_quote_toml(one.name)} = {_quote_toml(f'{one.days} days')}",
                f"in {format_count(one.note_count, 'note')}",
            )
            for one in survey.tiers
        ]
    if survey.channels:
        lines += ["", "[channels]", *_iter_channel_lines(survey)]
    return "\n".join((*lines, ""))


def is_folder_needed(survey: VaultSurvey) -> bool:
    """Whether people have no place here yet: no folder holds any, and no note calls itself one."""
    return not survey.people_folders and not survey.type_property_counts


def write_template(survey: VaultSurvey) -> str:
    """A new contact for Obsidian's template command, under the names this vault uses. Nothing in it is filled in."""
    spelling = dict(survey.property_spellings)
    front = [
        f"{_quote_yaml_key(spelling.get(one.name, one.name))}:{_EMPTY_LISTS.get(one.name, '')}"
        for one in _TEMPLATE_PROPERTIES
    ]
    if survey.type_property_counts and not survey.people_folders:
        front.insert(
            0, _write_type_line(max(survey.type_property_counts, key=lambda one: one[1])[0])
        )
    return "\n".join(("---", *front, "---", "# {{title}}", "", "## Log", ""))


def write_bases_view(survey: VaultSurvey) -> str:
    """A view for Obsidian Bases: a table of the contacts, those longest out of touch first."""
    spelling = dict(survey.property_spellings)
    columns = {
        name: f"note.{spelling.get(name, name)}"
        for name in ("tier", "last_contact", "organisation", "location")
    }
    view = {
        "filters": {"or": list(_iter_filters(survey))},
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


def _write_type_line(name: str) -> str:
    """The line in which notes of this vault call themselves a person."""
    match fold(name):
        case "tags":
            return "tags: [person]"
        case "category" | "categories":
            return f'{_quote_yaml_key(name)}: ["[[People]]"]'
        case _:
            return f"{_quote_yaml_key(name)}: person"


_TEMPLATE_PROPERTIES = tuple(
    one
    for one in CONTACT_PROPERTIES
    if one.name
    in (
        *(
            "purpose",
            "kind",
            "goals",
            "tier",
            "last_contact",
            "level",
            "organisation",
            "role",
            "field",
            "location",
        ),
        *(
            "met",
            "met_at",
            "introduced_by",
            "knows",
            "interests",
            "offers",
            "needs",
            "email",
            "phone",
            "birthday",
        ),
    )
)
"""The properties worth asking of everybody."""

_EMPTY_LISTS = {
    prop.name: " []"
    for prop in CONTACT_PROPERTIES
    if prop.is_list and prop.kind is not PropertyKind.ADDRESSES and prop.name != "knows"
}
"""How a list is left empty. Not `knows`: an empty list there says that they know nobody."""


def _iter_folder_lines(survey: VaultSurvey) -> Iterator[str]:
    if survey.people_folders:
        yield "contacts = ["
        yield from (
            _write_commented_line(f"  {_quote_toml(one.folder)},", _describe_people_folder(one))
            for one in survey.people_folders
        )
        yield "]"
    else:
        sign = "" if is_folder_needed(survey) else "# "
        reason = (
            f"{format_count(survey.note_count, 'note')}, none of which looks like a contact"
            if survey.note_count
            else "a new folder"
        )
        yield _write_commented_line(
            f"{sign}contacts = [{_quote_toml(NEW_PEOPLE_FOLDER)}]",
            reason if is_folder_needed(survey) else "a folder of your choice",
        )
    for how, count in survey.type_property_counts:
        does = "calls itself a person" if count == 1 else "call themselves a person"
        yield f"# {format_count(count, 'note')} {does} by {how}; read wherever they lie"
    if survey.goals.note_count:
        yield _write_commented_line(
            f"goals = {_quote_toml(survey.goals.folder)}",
            format_count(survey.goals.note_count, "note"),
        )
    if survey.events.note_count:
        yield _write_commented_line(
            f"events = {_quote_toml(survey.events.folder)}",
            format_count(survey.events.note_count, "note"),
        )
    yield from _iter_daily_note_lines(survey.daily_notes)
    if survey.archives:
        why = join_words(format_count(one.note_count, "note") for one in survey.archives)
        patterns = ", ".join(_quote_toml(escape(one.folder)) for one in survey.archives)
        yield _write_commented_line(
            f"exclude = [{patterns}]", f"{why} put away, people among them, no meetings"
        )


def _iter_daily_note_lines(daily_notes: FolderCount) -> Iterator[str]:
    if daily_notes.note_count:
        told = (
            ", where Obsidian's settings say"
            if daily_notes.folder == "obsidian"
            else " named by their day"
        )
        yield _write_commented_line(
            f"journal = {_quote_toml(daily_notes.folder)}",
            f"{format_count(daily_notes.note_count, 'daily note')}{told}",
        )
    elif daily_notes.folder:
        yield _write_commented_line(
            f"# journal = {_quote_toml(daily_notes.folder)}",
            "no daily note yet where Obsidian's settings say",
        )


def _describe_people_folder(people_folder: PeopleFolder) -> str:
    signs = join_words(f"{count:,} by {_SIGN_NAMES[sign]}" for sign, count in people_folder.signs)
    look = "looks like a contact" if people_folder.likely_count == 1 else "look like contacts"
    return f"{format_count(people_folder.note_count, 'note')}, {people_folder.likely_count:,} {look}{': ' + signs if signs else ''}"


_SIGN_NAMES = {
    "properties": "properties",
    "dated lines": "dated lines",
    "meeting notes": "meeting notes that name them",
}


def _iter_property_lines(survey: VaultSurvey) -> Iterator[str]:
    for prop in dict.fromkeys(one.property_name for one in survey.properties):
        used = [one for one in survey.properties if one.property_name == prop]
        why = join_words(f"in {format_count(one.note_count, 'note')}" for one in used)
        yield _write_commented_line(
            f"{prop} = [{', '.join(_quote_toml(one.name) for one in used)}]", why
        )


def _iter_channel_lines(survey: VaultSurvey) -> Iterator[str]:
    for mode in MODES:
        used = [one for one in survey.channels if one.mode == mode]
        if used:
            words = ", ".join(_quote_toml(one.word) for one in used)
            why = join_words(f"in {format_count(one.note_count, 'note')}" for one in used)
            yield _write_commented_line(f"{mode.replace(' ', '_')} = [{words}]", why)
    if unknown := [one for one in survey.channels if not one.mode]:
        words = join_words(
            f"{one.word} in {format_count(one.note_count, 'note')}"
            for one in unknown[:MAX_UNKNOWN_WORDS]
        )
        yield _write_commented_line(
            "# in_person, voice, written",
            f"ways to be in touch too? They stand before a text: {words}",
        )


MAX_UNKNOWN_WORDS = 8
"""So many words are asked about."""


def _iter_filters(survey: VaultSurvey) -> Iterator[str]:
    folders = [one.folder for one in survey.people_folders] or (
        [NEW_PEOPLE_FOLDER] if is_folder_needed(survey) else []
    )
    yield from (f"file.inFolder({_quote_toml(folder)})" for folder in folders)
    for name, _ in survey.type_property_counts:
        if name == "tags":
            yield 'file.hasTag("person", "people", "contact", "contacts")'
        else:
            yield f'list(note[{_quote_toml(name)}]).containsAny("person", "contact", link("People"), link("Person"))'


def _write_commented_line(setting: str, reason: str) -> str:
    return f"{setting:<28}  # {''.join(sign if sign.isprintable() else '?' for sign in reason)}"


def _quote_toml(text: str) -> str:
    """A text between quotes; TOML writes it as JSON does, and takes no bare DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _quote_yaml_key(name: str) -> str:
    """A property's name as it stands before a colon, with quotes where YAML needs them."""
    return yaml.safe_dump({name: 0}, allow_unicode=True, width=1000).rpartition(":")[0]
