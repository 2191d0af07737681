"""What says that a note is about a meeting, and whom its properties name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.reading.classifying_fields import iter_tags, iter_words
from netnotes.reading.note_types import find_kind_of_type
from netnotes.reading.values import iter_word_links

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netnotes.model.people import Link
    from netnotes.model.settings import Settings
    from netnotes.reading.note import Note
    from netnotes.reading.raw_field import Field


def list_named_people(
    note: Note, fields: Mapping[str, Field], settings: Settings
) -> tuple[Link, ...]:
    """List whom the property `people` names, as links or plainly by their names.

    Without it, those of properties such as `contact` and `client` in a note about a meeting.
    """
    people = _list_people_of_property(note, fields.get("people"))
    if people or ("contact" not in fields and "client" not in fields):
        return people
    if not _says_how(fields, settings) and not is_tagged_as_meeting(note, fields):
        words = {*iter_words(fields.get("type")), *iter_words(fields.get("tags"))}
        if "client" not in fields or words.isdisjoint(_TYPES_WITH_CLIENT):
            return ()
    named_people = _list_people_of_property(note, fields.get("contact"))
    return (*named_people, *_list_people_of_property(note, fields.get("client")))


# Notes of these types are about a meeting where they say with whom: a course has sessions, too.
_TYPES_WITH_CLIENT = frozenset(
    [
        *("session", "sessions", "interview", "interviews", "coaching", "consultation", "visit"),
        *("appointment", "lesson", "coaching session", "client session", "sitzung", "beratung"),
        *("séance", "sesión", "entrevista", "sessie", "consult"),
    ]
)


def _says_how(fields: Mapping[str, Field], settings: Settings) -> bool:
    """Tell whether a note is about being in touch, by its type or by a channel."""
    if find_kind_of_type(fields) == "meeting":
        return True
    channel = next(iter_words(fields.get("channel")), "")
    return "type" not in fields and any(word == channel for word, _ in settings.channels)


def is_tagged_as_meeting(note: Note, fields: Mapping[str, Field]) -> bool:
    """Tell whether a tag says what `type: meeting` does; `meeting/weekly` too."""
    return any(
        tag.partition("/")[0] in _MEETING_TAGS for tag in iter_tags(note, fields.get("tags"))
    )


_MEETING_TAGS = frozenset(
    [
        *("meeting", "meetings", "call", "calls", "interaction", "interactions"),
        *("1-1", "1on1", "one-on-one"),
    ]
)


def _list_people_of_property(note: Note, field: Field | None) -> tuple[Link, ...]:
    if field is None:
        return ()
    links: list[Link] = []
    for word in field.words:
        links += iter_word_links(word, note.path, is_list=field.is_list)
    return tuple(links)
