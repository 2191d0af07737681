"""Which kind of note a note is: a contact, a goal, an event, a meeting note, a daily note, or none.

Only the note's path, its text and the settings decide. What was looked at to decide is part of the
answer, so that nobody who reads the note has to look again.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from netnotes.model.diagnostics import SourceLocation
from netnotes.model.note_path import (
    extract_note_name,
    find_containing_folder,
    find_date_in_name,
    is_named_after_day,
)
from netnotes.model.people import Link
from netnotes.reading.daily_notes import find_daily_note_day
from netnotes.reading.note import iter_inline_fields
from netnotes.reading.people_sections import find_people_in_sections
from netnotes.reading.person_notes import (
    has_facts_of_person,
    is_named_after_list,
    is_named_after_template,
    is_named_like_person,
)
from netnotes.reading.values import iter_word_links
from netnotes.text import fold, fold_name, parse_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date as Day

    from netnotes.model.settings import DailyNotes, Settings
    from netnotes.reading.note import Note
    from netnotes.reading.raw_field import Field


# The kind of a note; empty for a note that netnotes does not read.
NoteKind: TypeAlias = Literal["contact", "goal", "event", "meeting", "daily note", ""]

# What a note's property `type` may say, folded to lower case, and the kind that makes it.
NOTE_TYPES: Mapping[str, NoteKind] = {
    "person": "contact",
    "people": "contact",
    "contact": "contact",
    "contacts": "contact",
    "goal": "goal",
    "event": "event",
    "trip": "event",
    "meeting": "meeting",
    "interaction": "meeting",
    # A note of these types is never read, even in a folder of contacts.
    "organisation": "",
    "organization": "",
    "company": "",
    "place": "",
    "project": "",
    "moc": "",
    "index": "",
    "template": "",
}


class Classification(NamedTuple):
    """The kind of a note, and what was read to know it.

    `day` is the day that a meeting note or a daily note is about, None if neither the property
    `date` nor the file's name says one. `people` are those named by the property `people`, or else
    by a section of a meeting note.
    `fields` are the properties that decide the kind, by the first of their names in
    `_CLASSIFYING_NAMES`. `is_unsure` is whether the note is a contact only if the notes beside it
    say so. `people_of_folder` are links to the contact whose folder a meeting note may be in.
    """

    kind: NoteKind
    day: Day | None
    people: tuple[Link, ...]
    fields: Mapping[str, Field]
    is_unsure: bool = False
    people_of_folder: tuple[Link, ...] = ()

    # Whether `people` are named in a section of the note's text.
    has_people_section: bool = False

    # Computed when asked for: most notes are contacts, whose log and properties say it all.

    @property
    def channel(self) -> str:
        """The first word of the property `channel`; empty if there is none."""
        return next(_iter_words(self.fields.get("channel")), "")

    @property
    def subject(self) -> str:
        """The property `subject`; empty if there is none."""
        field = self.fields.get("subject")
        return field.text if field else ""

    @property
    def aliases(self) -> tuple[str, ...]:
        """The note's other names, in lower case."""
        return tuple(_iter_words(self.fields.get("aliases")))

    @property
    def property_tags(self) -> tuple[str, ...]:
        """The tags in the note's properties, each by its last part, in lower case."""
        return tuple(_iter_words(self.fields.get("tags")))


def classify_note(note: Note, settings: Settings, daily_notes: DailyNotes) -> Classification:
    """Find out which kind of note a note is, by its type, its folder, its tags and its name."""
    fields = _collect_classifying_fields(note, settings)
    day = _find_day(note, fields.get("date"))
    people = _list_named_people(note, fields.get("people"))
    # A section of a daily note says with whom one thing of the day was.
    has_people_section = False
    if day and not people and not find_daily_note_day(note.path, daily_notes):
        people = find_people_in_sections(note)
        has_people_section = bool(people)

    kind = _find_kind(note, fields, people, day, settings)
    if kind is not None:
        is_unsure = kind == "contact" and _depends_on_folder(note, fields, settings)
        people_of_folder: tuple[Link, ...] = ()
        if kind == "meeting":
            people_of_folder = tuple(_iter_people_of_folder(note.path, settings))
        return Classification(
            kind, day, people, fields, is_unsure, people_of_folder, has_people_section
        )

    daily_note_day = find_daily_note_day(note.path, daily_notes)
    if daily_note_day is None:
        return Classification("", day, people, fields)
    return Classification("daily note", daily_note_day, people, fields)


def _find_kind(
    note: Note,
    fields: Mapping[str, Field],
    people: tuple[Link, ...],
    day: Day | None,
    settings: Settings,
) -> NoteKind | None:
    """Find the kind of a note by everything but the settings for daily notes; None if unknown."""
    if "ignore" in _iter_words(fields.get("netnotes")) or _is_drawing_or_template(note):
        return ""

    kind = _find_kind_by_type(fields.get("type"))
    if kind == "contact" and _is_list_or_template(note, fields, settings):
        return ""
    if kind is not None:
        return kind

    folded_path = fold_name(note.path)
    if _is_about_meeting(note, people, day):
        # An event may name its participants, too.
        is_event = find_containing_folder(folded_path, (settings.events,))
        return "event" if is_event else "meeting"

    kind = _find_kind_by_folder(note, fields, folded_path, settings)
    if kind is not None:
        return kind
    if day and _is_tagged_as_meeting(note, fields):
        return "meeting"
    if _is_tagged_as_person(note, fields, settings):
        return "contact"
    return None


def _find_kind_by_type(field: Field | None) -> NoteKind | None:
    for word in _iter_words(field):
        if word in NOTE_TYPES:
            return NOTE_TYPES[word]
    return None


def _is_about_meeting(note: Note, people: tuple[Link, ...], day: Day | None) -> bool:
    """Whether a note says with whom and when.

    A day in the file's name is enough. With a property `date`, at least one of the people must be
    a link: `people: many` may be in a recipe.
    """
    if not people or day is None:
        return False
    if find_date_in_name(note.path):
        return True
    return not all(link.plain for link in people)


def _find_kind_by_folder(
    note: Note, fields: Mapping[str, Field], folded_path: str, settings: Settings
) -> NoteKind | None:
    folder = find_containing_folder(folded_path, settings.contacts)
    if folder:
        return _find_kind_in_contacts(note, fields, folder, settings)

    kinds_and_folders: tuple[tuple[NoteKind, str], ...] = (
        ("goal", settings.goals),
        ("event", settings.events),
    )
    for kind, other_folder in kinds_and_folders:
        if find_containing_folder(folded_path, (other_folder,)):
            return "" if is_named_after_list(note.path, other_folder) else kind
    return None


def _find_kind_in_contacts(
    note: Note, fields: Mapping[str, Field], folder: str, settings: Settings
) -> NoteKind:
    """Find the kind of a note in a folder of contacts."""
    if is_named_after_day(note.path):
        return "meeting"
    is_list = is_named_after_list(note.path, folder) or _is_tagged_as_list(fields)
    return "" if is_list and not has_facts_of_person(note, settings) else "contact"


def _is_list_or_template(note: Note, fields: Mapping[str, Field], settings: Settings) -> bool:
    """Whether a note is tagged or named as a list or a template, and has nothing of a person."""
    if not _is_tagged_as_list(fields) and not is_named_after_template(note.path):
        return False
    return not has_facts_of_person(note, settings)


def _is_tagged_as_list(fields: Mapping[str, Field]) -> bool:
    return not _LIST_TAGS.isdisjoint(_iter_values(fields.get("tags")))


_LIST_TAGS = frozenset(("moc", "index", "template"))


def _depends_on_folder(note: Note, fields: Mapping[str, Field], settings: Settings) -> bool:
    """Whether only the notes beside a note in a folder of a folder of contacts say what it is.

    `People/Nora/Gift ideas.md` is about Nora if `People/Nora` is her folder. `Nora/Nora.md` with
    nothing in it is a contact if a note of a day lies beside it.
    """
    # Most notes are in the folder of contacts itself.
    if note.path.count("/") < 2:
        return False
    parent = note.path.rpartition("/")[0]
    if not find_containing_folder(fold_name(parent), settings.contacts) or "type" in fields:
        return False
    is_folder_note = fold_name(extract_note_name(note.path)) == fold_name(parent.rpartition("/")[2])
    if not is_folder_note and is_named_like_person(note.path, min_words=2):
        return False
    return not has_facts_of_person(note, settings)


def _iter_people_of_folder(path: str, settings: Settings) -> Iterator[Link]:
    """Yield links to the person whose folder a note is in, with their note in it or beside it.

    A link that leads to no contact makes no touch: most folders are not those of a person.
    """
    folder = path.rpartition("/")[0]
    if find_containing_folder(fold_name(folder), settings.contacts):
        name = folder.rpartition("/")[2]
        location = SourceLocation(path)
        yield Link(f"{folder}/{name}.md", name, location, plain=True)
        yield Link(f"{folder}.md", name, location, plain=True)


def _is_tagged_as_meeting(note: Note, fields: Mapping[str, Field]) -> bool:
    """Whether a tag says what `type: meeting` does; `meeting/weekly` too."""
    return any(
        tag.partition("/")[0] in _MEETING_TAGS for tag in _iter_tags(note, fields.get("tags"))
    )


_MEETING_TAGS = frozenset(
    (
        "meeting",
        "meetings",
        "call",
        "calls",
        "interaction",
        "interactions",
        "1-1",
        "1on1",
        "one-on-one",
    )
)

_PERSON_WORDS = frozenset(("people", "person", "contact", "contacts"))


def _is_tagged_as_person(note: Note, fields: Mapping[str, Field], settings: Settings) -> bool:
    """Whether a category or a tag says that a note is a person, and something in it does as well.

    With nothing in it, its name has to read as that of a person.
    """
    tags = {*_iter_words(fields.get("categories")), *_iter_tags(note, fields.get("tags"))}
    if not _LIST_TAGS.isdisjoint(tags) or not any(map(_is_tag_of_person, tags)):
        return False
    # A note that says it is something else, as in `type: meeting series`, needs more than a name.
    if is_named_like_person(note.path) and "type" not in fields:
        return True
    return not is_named_after_list(note.path) and has_facts_of_person(note, settings)


def _is_tag_of_person(tag: str) -> bool:
    # Of nested tags, both `person/family` and `work/people` count.
    return tag.partition("/")[0] in _PERSON_WORDS or tag.rpartition("/")[2] in _PERSON_WORDS


def _is_drawing_or_template(note: Note) -> bool:
    """Whether a note is a plugin's drawing or board, or a template with placeholders."""
    for field in note.fields:
        # `excalidraw-plugin: parsed`, `kanban-plugin: board`
        if field.name.endswith("-plugin"):
            return True
    # A person may be called Anna Template: only a placeholder makes the note a template.
    if not extract_note_name(note.path).casefold().endswith("template"):
        return False
    return _PLACEHOLDER.search(note.source.text) is not None


# A place for a value, in Obsidian's own templates and in those of the plugin Templater.
_PLACEHOLDER = re.compile(r"\{\{.*\}\}|<%.*%>")


# The properties that decide the kind of a note: each folded name, and the name it is looked up by.
_CLASSIFYING_NAMES = {
    "type": "type",
    "date": "date",
    "netnotes": "netnotes",
    "categories": "categories",
    "category": "categories",
    "tags": "tags",
    "tag": "tags",
    # What Zettlr calls them.
    "keywords": "tags",
    "aliases": "aliases",
    "alias": "aliases",
    "people": "people",
    "person": "people",
    "attendees": "people",
    "participants": "people",
    "channel": "channel",
    "medium": "channel",
    "via": "channel",
    "service": "channel",
    "subject": "subject",
    "topic": "subject",
}


@lru_cache(maxsize=16)
def _build_classifying_names(
    own_names: tuple[tuple[str, tuple[str, ...]], ...],
) -> Mapping[str, str]:
    """Build the names of `_CLASSIFYING_NAMES` and those that the settings add to them, folded."""
    names_by_folded_name = dict(_CLASSIFYING_NAMES)
    for name, spellings in own_names:
        if name in _CLASSIFYING_NAMES.values():
            for spelling in spellings:
                names_by_folded_name[fold(spelling)] = name
    return names_by_folded_name


def _collect_classifying_fields(note: Note, settings: Settings) -> Mapping[str, Field]:
    """Collect the fields that decide the kind of a note.

    The front matter counts first; lines such as `type:: person` add what it does not have.
    """
    names_by_folded_name = _build_classifying_names(settings.properties)
    fields: dict[str, Field] = {}
    for field in note.fields:
        name = names_by_folded_name.get(field.key)
        if name and (field.words or name not in fields):
            fields[name] = field

    text = note.source.text
    if "::" not in text or names_by_folded_name.keys().isdisjoint(_iter_keys_of_text(text)):
        return fields
    for field in iter_inline_fields(note.lines):
        name = names_by_folded_name.get(field.key)
        if name:
            fields.setdefault(name, field)
    return fields


def _iter_keys_of_text(text: str) -> Iterator[str]:
    """Yield the words before each `::`, folded. Quicker than matching each line as inline field."""
    for part in text.split("::")[:-1]:
        # A key has at most about 40 characters (FIELD_LINE), a part may be a whole chapter.
        yield fold(part[-40:].rpartition("\n")[2].strip(" \t>*_+-"))


def _iter_words(field: Field | None) -> Iterator[str]:
    """Yield the words of a property in lower case, without folders, link brackets and `#`."""
    for value in _iter_values(field):
        yield value.rpartition("/")[2]


def _iter_values(field: Field | None) -> Iterator[str]:
    """Yield the values of a property in lower case.

    Outside a list, commas and semicolons separate them.
    """
    if field is None:
        return
    for word in field.words:
        values = [word.text] if field.is_list else re.split(r"[,;]\s*", word.text)
        for value in values:
            yield value.strip().strip("[]#\"'").partition("|")[0].casefold()


def _iter_tags(note: Note, field: Field | None) -> Iterator[str]:
    """Yield the tags given to a note: in its properties, and on lines of nothing but tags.

    A tag within a sentence says what the sentence is about, not what the note is.
    """
    for value in _iter_values(field):
        yield from value.split()
    if not note.tags:
        return
    for line in note.lines:
        if not line.text.startswith("#"):
            continue
        words = line.text.split()
        if all(word.startswith("#") for word in words):
            for word in words:
                yield word.strip("#").casefold()


def _find_day(note: Note, field: Field | None) -> Day | None:
    """Find the day of a note: its property `date`, else the one in its name."""
    if field and field.words:
        day = parse_day(field.words[0].text)
        if day:
            return day
    return find_date_in_name(note.path)


def _list_named_people(note: Note, field: Field | None) -> tuple[Link, ...]:
    """List whom the property `people` names, as links or plainly by their names."""
    if field is None:
        return ()
    links: list[Link] = []
    for word in field.words:
        links += iter_word_links(word, note.path, is_list=field.is_list)
    return tuple(links)
