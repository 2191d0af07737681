"""The properties and tags that decide which kind of note a note is, as words in lower case."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from netnotes.reading.note import iter_inline_fields
from netnotes.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from netnotes.model.settings import Settings
    from netnotes.reading.note import Note
    from netnotes.reading.raw_field import Field


# The properties that decide the kind of a note: each folded name, and the name it is looked up by.
_CLASSIFYING_NAMES = {
    "type": "type",
    "typ": "type",
    "tipo": "type",
    "soort": "type",
    "date": "date",
    "netnotes": "netnotes",
    "kind": "kind",
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
    "participant": "people",
    "attendee": "people",
    "attendants": "people",
    "who": "people",
    "with": "people",
    "metwith": "people",
    "meetingwith": "people",
    # In a note of another type it is who answers for a project or a company.
    "contact": "contact",
    "contacts": "contact",
    # Where the note says that it is about a session, an interview or the like.
    **dict.fromkeys(("client", "clients", "customer", "candidate", "interviewee"), "client"),
    **dict.fromkeys(("coachee", "mentee", "mentor", "student", "patient"), "client"),
    # What the plugin Metadata Menu calls the type of a note; counts where `type` says nothing.
    "fileclass": "fileclass",
    "channel": "channel",
    "medium": "channel",
    "via": "channel",
    "service": "channel",
    "subject": "subject",
    "topic": "subject",
    "status": "status",
    # Who was not at a meeting, see `ABSENT_HEADINGS`.
    "absent": "absent",
    "absentees": "absent",
    "apologies": "absent",
    "regrets": "absent",
    "excused": "absent",
    "entschuldigt": "absent",
    "abwesend": "absent",
    "fehlend": "absent",
    "fehlt": "absent",
    "verhindert": "absent",
    "absents": "absent",
    "absentes": "absent",
    "excusés": "absent",
    "excusées": "absent",
    "ausentes": "absent",
    "disculpados": "absent",
    "afwezig": "absent",
    "afgemeld": "absent",
    "verhinderd": "absent",
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


def collect_classifying_fields(note: Note, settings: Settings) -> Mapping[str, Field]:
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


def iter_words(field: Field | None) -> Iterator[str]:
    """Yield the words of a property in lower case, without folders, link brackets and `#`."""
    for value in iter_values(field):
        yield value.rpartition("/")[2]


def iter_values(field: Field | None) -> Iterator[str]:
    """Yield the values of a property in lower case.

    Outside a list, commas and semicolons separate them.
    """
    if field is None:
        return
    for word in field.words:
        values = [word.text] if field.is_list else re.split(r"[,;]\s*", word.text)
        for value in values:
            yield value.strip().strip("[]#\"'").partition("|")[0].casefold()


def iter_tags(note: Note, field: Field | None) -> Iterator[str]:
    """Yield the tags given to a note: in its properties, and on lines of nothing but tags.

    A tag within a sentence says what the sentence is about, not what the note is.
    """
    for value in iter_values(field):
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
