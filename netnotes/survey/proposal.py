"""What to propose after a survey: settings with their reasons, a template, a view for Obsidian."""

from __future__ import annotations

import json
from glob import escape
from typing import TYPE_CHECKING

import yaml

from netnotes.model.settings import SETTINGS_FILE_NAME
from netnotes.reading.scales import choose_end_of_scale
from netnotes.survey.folders import ROOT
from netnotes.text import choose_form, fold, format_command, format_count, join_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from netnotes.survey.date_order import UsedDateOrder
    from netnotes.survey.folders import FolderCount, PeopleFolder
    from netnotes.survey.properties import UsedProperty
    from netnotes.survey.survey import VaultSurvey
    from netnotes.survey.tiers_and_channels import UsedChannel, UsedScale


# The folder for contacts in a vault that has none yet.
NEW_PEOPLE_FOLDER = "People"

# How many words of an unknown mode are asked about: more make a line that nobody reads.
MAX_UNKNOWN_WORDS = 8


def is_folder_needed(survey: VaultSurvey) -> bool:
    """Whether a vault has no place for contacts: no folder, and no note calls itself a person."""
    return not (survey.people_folders or survey.people_tags or survey.type_property_counts)


# The settings file


def write_settings(survey: VaultSurvey) -> str:
    """Write the settings that fit a vault, each line with the counts that led to it."""
    explanation = "every line is optional. The comment after a line says why it is proposed."
    lines = [
        f"# {SETTINGS_FILE_NAME}: {explanation}",
        "",
        # A name that many notes bear may be anyone's, so the owner of the vault is never guessed.
        "[me]  # not guessed: fill in what you like",
        '# name = ""',
        '# organisation = ""  # divides your contacts into inside and outside',
        "",
        "[vault]",
        *_iter_folder_lines(survey),
    ]
    if survey.date_order:
        lines += ["", "[dates]", _write_date_order_line(survey.date_order)]
    if survey.properties:
        lines += ["", "[properties]", *_iter_property_lines(survey)]
    if survey.tiers or survey.scale:
        lines += ["", "[tiers]", *_iter_tier_lines(survey)]
    if survey.channels:
        lines += ["", "[channels]", _write_question(survey.channels[:MAX_UNKNOWN_WORDS])]
    return "\n".join((*lines, ""))


def _iter_folder_lines(survey: VaultSurvey) -> Iterator[str]:
    yield from _iter_contacts_lines(survey)
    if survey.people_tags:
        tags = _quote_toml_list(people_tag.tag for people_tag in survey.people_tags)
        counts = join_words(
            f"{format_count(people_tag.note_count, 'note')}, {people_tag.likely_count} of which "
            f"{choose_form(people_tag.likely_count, 'looks like a contact', 'look like contacts')}"
            for people_tag in survey.people_tags
        )
        yield _write_commented_line(f"tags = {tags}", counts)
    for name, count in survey.type_property_counts:
        does = choose_form(count, "calls itself a person", "call themselves a person")
        yield f"# {format_count(count, 'note')} {does} by {name}; read wherever they lie"
    for key, folder_count in (("goals", survey.goals), ("events", survey.events)):
        if folder_count.note_count:
            yield _write_commented_line(
                f"{key} = {_quote_toml(folder_count.folder)}",
                format_count(folder_count.note_count, "note"),
            )
    yield from _iter_daily_note_lines(survey.daily_notes)
    if survey.archives:
        counts = join_words(format_count(archive.note_count, "note") for archive in survey.archives)
        # `exclude` takes patterns: a folder called `[old]` is escaped.
        folders = _quote_toml_list(escape(archive.folder) for archive in survey.archives)
        yield _write_commented_line(
            f"exclude = {folders}", f"{counts} put away, people among them, no meetings"
        )


def _iter_contacts_lines(survey: VaultSurvey) -> Iterator[str]:
    yield from _iter_folders_of_contacts(survey)
    hint = describe_lists_of_people(survey)
    if hint:
        yield f"# {hint}"


def _iter_folders_of_contacts(survey: VaultSurvey) -> Iterator[str]:
    if survey.people_folders:
        yield "contacts = ["
        for people_folder in survey.people_folders:
            yield _write_commented_line(
                f"  {_quote_toml(people_folder.folder)},", _describe_people_folder(people_folder)
            )
        yield "]"
        return

    line = f"contacts = [{_quote_toml(NEW_PEOPLE_FOLDER)}]"
    if not is_folder_needed(survey):
        yield _write_commented_line(f"# {line}", "a folder of your choice")
    elif survey.note_count:
        count = format_count(survey.note_count, "note")
        places = describe_scattered_people(survey)
        if places:
            yield _write_commented_line(line, f"{count}, of which {places}")
            yield f"# {ADVICE_ON_SCATTERED_PEOPLE}"
        else:
            yield _write_commented_line(line, f"{count}, none of which looks like a contact")
    else:
        yield _write_commented_line(line, "a new folder")


ADVICE_ON_SCATTERED_PEOPLE = (
    "Write `type: person` in the notes that are contacts, or move them into a folder for contacts."
)


def describe_scattered_people(survey: VaultSurvey) -> str:
    """Describe where notes look like contacts in no folder of people; empty if none do."""
    fullest = sorted(survey.scattered_people, key=lambda found: -found.note_count)
    descriptions = []
    for found in fullest[:MAX_SCATTERED_FOLDERS]:
        place = "the top folder" if found.folder == ROOT else found.folder
        look = choose_form(found.note_count, "looks like a contact", "look like contacts")
        descriptions.append(f"{found.note_count:,} in {place} {look}")
    return join_words(descriptions)


def describe_lists_of_people(survey: VaultSurvey) -> str:
    """Describe in a sentence which note lists most people, and what to do; empty if none does."""
    if not survey.lists_of_people:
        return ""
    path, count = max(survey.lists_of_people, key=lambda found: found[1])
    command = format_command("netnotes", "import", path)
    if not command:
        return ""
    return (
        f"{path} lists {format_count(count, 'person', 'people')}, who have no notes of their own: "
        f"`{command}` makes one of each."
    )


# More make a line that nobody reads.
MAX_SCATTERED_FOLDERS = 3


def _describe_people_folder(people_folder: PeopleFolder) -> str:
    """Describe how many notes of a folder are contacts, and what shows it."""
    count = format_count(people_folder.note_count, "note")
    look = choose_form(people_folder.likely_count, "looks like a contact", "look like contacts")
    reason = f"{count}, {people_folder.likely_count:,} {look}"
    if not people_folder.signs:
        return reason
    signs = join_words(f"{count:,} by {_SIGN_NAMES[sign]}" for sign, count in people_folder.signs)
    return f"{reason}: {signs}"


_SIGN_NAMES = {
    "properties": "properties",
    "labels": "labels in their text",
    "dated lines": "dated lines",
    "tags": "tags",
    "meeting notes": "meeting notes that name them",
}


def _iter_daily_note_lines(daily_notes: FolderCount) -> Iterator[str]:
    line = f"journal = {_quote_toml(daily_notes.folder)}"
    if daily_notes.note_count:
        is_set_in_obsidian = daily_notes.folder == "obsidian"
        origin = " named by their day"
        if is_set_in_obsidian:
            origin = ", where Obsidian's settings say"
        yield _write_commented_line(
            line, f"{format_count(daily_notes.note_count, 'daily note')}{origin}"
        )
    elif daily_notes.folder:
        yield _write_commented_line(f"# {line}", "no daily note yet where Obsidian's settings say")


def _write_date_order_line(used: UsedDateOrder) -> str:
    words = used.examples[0].rpartition(" ")[2]
    clear = format_count(used.clear_count, "date")
    has = choose_form(used.clear_count, "has", "have")
    return _write_commented_line(
        f'order = "{used.order}"',
        f"{clear} such as {words} {has} no other meaning, {used.unclear_count:,} may have two",
    )


def _iter_property_lines(survey: VaultSurvey) -> Iterator[str]:
    properties_by_name: dict[str, list[UsedProperty]] = {}
    for used in survey.properties:
        properties_by_name.setdefault(used.property_name, []).append(used)

    for property_name, properties in properties_by_name.items():
        names = _quote_toml_list(used.name for used in properties)
        yield _write_commented_line(
            f"{property_name} = {names}", _join_note_counts(used.note_count for used in properties)
        )


def _iter_tier_lines(survey: VaultSurvey) -> Iterator[str]:
    for tier in survey.tiers:
        yield _write_commented_line(
            f"{_quote_toml(tier.name)} = {_quote_toml(f'{tier.days} days')}",
            _join_note_counts([tier.note_count]),
        )
    if survey.scale:
        yield _write_scale_line(survey.scale)


def _write_scale_line(scale: UsedScale) -> str:
    """Write which end of a scale is closest, with the other choice: a survey can't know it."""
    end = choose_end_of_scale(max(number for number, _ in scale.note_counts))
    numbers = join_words(f"{number} ({count:,})" for number, count in scale.note_counts)
    return _write_commented_line(
        f'scale = "{end} is closest"', f'or "1 is closest"? {join_words(scale.names)}: {numbers}'
    )


def _write_question(channels: Sequence[UsedChannel]) -> str:
    """Write a line that asks for the mode of words; as a comment, it changes nothing."""
    words = join_words(
        f"{channel.word} in {format_count(channel.note_count, 'note')}" for channel in channels
    )
    return _write_commented_line(
        "# in_person, voice, written",
        f"ways to be in touch too? They stand before a text: {words}",
    )


def _join_note_counts(counts: Iterable[int]) -> str:
    return join_words(f"in {format_count(count, 'note')}" for count in counts)


def _write_commented_line(setting: str, reason: str) -> str:
    # TOML allows no control characters in comments, and names of folders may have some.
    printable = "".join(character if character.isprintable() else "?" for character in reason)
    return f"{setting:<28}  # {printable}"


def _quote_toml_list(texts: Iterable[str]) -> str:
    return f"[{', '.join(_quote_toml(text) for text in texts)}]"


def _quote_toml(text: str) -> str:
    """Put a text in quotes; TOML writes it as JSON does, but takes DEL only escaped."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


# The template for a new contact


# The few lines that are filled in for nearly everybody; `netnotes log` fills the last of them.
_TEMPLATE_PROPERTY_NAMES = ("purpose", "tier", "last_contact")


def write_template(survey: VaultSurvey) -> str:
    """Write a note for Obsidian's template command, empty, with the names this vault uses."""
    lines = []
    if survey.type_property_counts and not survey.people_folders:
        type_property, _ = max(survey.type_property_counts, key=lambda item: item[1])
        lines.append(_write_type_line(type_property))

    spellings = dict(survey.property_spellings)
    for name in _TEMPLATE_PROPERTY_NAMES:
        lines.append(f"{_quote_yaml_key(spellings.get(name, name))}:")
    return "\n".join(("---", *lines, "---", "# {{title}}", "", "## Log", ""))


def _write_type_line(name: str) -> str:
    """Write the line in which notes of this vault call themselves a person."""
    match fold(name):
        case "tags":
            return "tags: [person]"
        case "category" | "categories":
            # Where categories are used, they are links to notes: `categories: ["[[People]]"]`.
            return f'{_quote_yaml_key(name)}: ["[[People]]"]'
        case _:
            return f"{_quote_yaml_key(name)}: person"


def _quote_yaml_key(name: str) -> str:
    """Write a name as it is before a colon, in quotes if YAML needs them."""
    # Without a width, a long key is written over several lines.
    return yaml.safe_dump({name: 0}, allow_unicode=True, width=1000).rpartition(":")[0]


# The view for Obsidian Bases


def write_bases_view(survey: VaultSurvey) -> str:
    """Write a table of the contacts for Obsidian Bases, those longest out of touch first."""
    spellings = dict(survey.property_spellings)
    columns = {
        name: f"note.{spellings.get(name, name)}"
        for name in ("tier", "last_contact", "organisation", "location")
    }
    display_names = {
        column: {"displayName": name.replace("_", " ")} for name, column in columns.items()
    }
    view = {
        "filters": {"or": list(_iter_filters(survey))},
        "properties": {"file.name": {"displayName": "name"}, **display_names},
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


def _iter_filters(survey: VaultSurvey) -> Iterator[str]:
    """Find contacts as netnotes does: by folder, by tag or by type."""
    folders = [people_folder.folder for people_folder in survey.people_folders]
    if is_folder_needed(survey):
        folders.append(NEW_PEOPLE_FOLDER)
    for folder in folders:
        yield f"file.inFolder({_quote_toml(folder)})"

    for name, _ in survey.type_property_counts:
        if name == "tags":
            yield 'file.hasTag("person", "people", "contact", "contacts")'
        else:
            # A type is a word, a category is a link to a note.
            values = f"list(note[{_quote_toml(name)}])"
            yield f'{values}.containsAny("person", "contact", link("People"), link("Person"))'
