"""`classify(note)`: contact, goal, event, meeting, daily note or none, with all that was looked at to know it (day, people, channel, tags), so that nobody asks twice."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from netnotes.model.note_path import extract_note_name, find_containing_folder, find_date_in_name
from netnotes.reading.daily_notes import find_daily_note_day
from netnotes.reading.note import iter_inline_fields
from netnotes.reading.values import iter_word_links
from netnotes.text import fold, fold_name, parse_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date as Day

    from netnotes.model.people import Link
    from netnotes.model.settings import DailyNotes, Settings
    from netnotes.reading.note import Note
    from netnotes.reading.raw_field import Field


NOTE_TYPES = {
    **dict.fromkeys(("person", "people", "contact", "contacts"), "contact"),
    "goal": "goal",
    **dict.fromkeys(("event", "trip"), "event"),
    **dict.fromkeys(("meeting", "interaction"), "meeting"),
    **dict.fromkeys(
        ("organisation", "organization", "company", "place", "project", "moc", "index", "template"),
        "",
    ),
}
"""What a note's `type` may say, and the kind of note that makes it; nothing for what is surely none of ours."""


def classify_note(note: Note, settings: Settings, daily_notes: DailyNotes) -> str:
    """`contact`, `goal`, `event`, `meeting`, `journal`, or nothing for a note that is not ours."""
    return classify_by_fields(
        note, collect_classifying_fields(note, settings), settings, daily_notes
    )


def classify_by_fields(
    note: Note, fields_by_name: Mapping[str, Field], settings: Settings, daily_notes: DailyNotes
) -> str:
    if "ignore" in iter_words(fields_by_name.get("netnotes")) or _is_drawing_or_template(note):
        return ""
    kind = next(
        (NOTE_TYPES[word] for word in iter_words(fields_by_name.get("type")) if word in NOTE_TYPES),
        None,
    )
    if kind is not None:
        return kind
    path = fold_name(note.path)
    people = list_named_people(note, fields_by_name)
    if people and (
        find_date_in_name(note.path)
        or (find_note_day(note, fields_by_name) and not all(link.plain for link in people))
    ):
        return "event" if find_containing_folder(path, (settings.events,)) else "meeting"
    for kind, folders in (
        ("contact", settings.contacts),
        ("goal", (settings.goals,)),
        ("event", (settings.events,)),
    ):
        if folder := find_containing_folder(path, folders):
            return "" if _is_table_of_contents(extract_note_name(note.path), folder) else kind
    tags = [
        one
        for tag in _iter_tags(note, fields_by_name)
        for one in (tag.partition("/")[0], tag.rpartition("/")[2])
    ]
    if _PERSON_WORDS.intersection((*iter_words(fields_by_name.get("categories")), *tags)):
        return "contact"
    return "journal" if find_daily_note_day(note, daily_notes) else ""


_PERSON_WORDS = frozenset(("people", "person", "contact", "contacts"))


def _is_drawing_or_template(note: Note) -> bool:
    """Whether a note is a drawing or a board that a plugin keeps as Markdown, or a template with its places unfilled."""
    if any(field.name.endswith("-plugin") for field in note.fields):
        return True
    return (
        extract_note_name(note.path).casefold().endswith("template")
        and _PLACEHOLDER.search(note.source.text) is not None
    )


_PLACEHOLDER = re.compile(r"\{\{.*\}\}|<%.*%>")


def _is_table_of_contents(stem: str, folder: str) -> bool:
    """Whether a note is the folder's table of contents and not one more person: it is named like it, or `index`."""
    name = fold_name(re.sub(r"^[\W\d_]+", "", stem))
    return name in ("index", "readme", fold_name(folder.rpartition("/")[2]))


_CLASSIFYING_PROPERTIES = {
    **{name: name for name in ("type", "date", "netnotes")},
    **dict.fromkeys(("categories", "category"), "categories"),
    **dict.fromkeys(("tags", "tag"), "tags"),
    **dict.fromkeys(("aliases", "alias"), "aliases"),
    **dict.fromkeys(("people", "person", "attendees", "participants"), "people"),
    **dict.fromkeys(("channel", "medium", "via", "service"), "channel"),
    **dict.fromkeys(("subject", "topic"), "subject"),
}
"""The properties that say which kind of note this is, by each folded name."""


@lru_cache(maxsize=16)
def _build_classifying_names(
    extra_names: tuple[tuple[str, tuple[str, ...]], ...],
) -> Mapping[str, str]:
    return {
        **_CLASSIFYING_PROPERTIES,
        **{
            fold(also): name
            for name, more in extra_names
            if name in _CLASSIFYING_PROPERTIES.values()
            for also in more
        },
    }


def collect_classifying_fields(note: Note, settings: Settings) -> Mapping[str, Field]:
    """What a note says of its kind, in its front matter or, where that is silent, in lines such as `type:: person`."""
    saying = _build_classifying_names(settings.properties)
    said: dict[str, Field] = {}
    for field in note.fields:
        if (name := saying.get(field.key)) and (field.words or name not in said):
            said[name] = field
    if "::" in note.source.text and not saying.keys().isdisjoint(
        _iter_words_before_colons(note.source.text)
    ):
        for field in iter_inline_fields(note.lines):
            if name := saying.get(field.key):
                said.setdefault(name, field)
    return said


def _iter_words_before_colons(text: str) -> Iterator[str]:
    """The word before each `::`, folded; looking at these is quicker than looking at every line."""
    for part in text.split("::")[:-1]:
        yield fold(part[-40:].rpartition("\n")[2].strip(" \t>*_+-"))


def iter_words(field: Field | None) -> Iterator[str]:
    """The words of a property, case-folded, out of their links and without `#`."""
    for part in _iter_parts(field):
        yield part.rpartition("/")[2]


def _iter_parts(field: Field | None) -> Iterator[str]:
    for word in field.words if field else ():
        for part in (word.text,) if field and field.is_list else re.split(r"[,;]\s*", word.text):
            yield part.strip().strip("[]#\"'").partition("|")[0].casefold()


def _iter_tags(note: Note, fields_by_name: Mapping[str, Field]) -> Iterator[str]:
    """The tags a note bears: those of its properties, and those on a line of nothing but tags."""
    yield from (tag for part in _iter_parts(fields_by_name.get("tags")) for tag in part.split())
    if note.tags:
        for line in note.lines:
            if line.text.startswith("#") and all(
                word.startswith("#") for word in line.text.split()
            ):
                yield from (word.strip("#").casefold() for word in line.text.split())


def find_note_day(note: Note, fields_by_name: Mapping[str, Field]) -> Day | None:
    """The day of a note: its property `date`, else the one in its name."""
    date = fields_by_name.get("date")
    return (date and date.words and parse_day(date.words[0].text)) or find_date_in_name(note.path)


def list_named_people(note: Note, fields_by_name: Mapping[str, Field]) -> tuple[Link, ...]:
    """Whom a note says it was with, by its `people:` or `person:`, as links or plainly by their names."""
    field = fields_by_name.get("people")
    words = field.words if field else ()
    return tuple(
        link
        for word in words
        for link in iter_word_links(word, note.path, is_list=bool(field and field.is_list))
    )
