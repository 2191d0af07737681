"""Meeting notes and daily notes → touches of other people (Encounter)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netnotes.model.diagnostics import SourceLocation
from netnotes.model.note_path import extract_note_name
from netnotes.model.people import Encounter, Link, Touch
from netnotes.reading.channels import find_channel
from netnotes.reading.kinds import find_note_day, iter_words, list_named_people
from netnotes.reading.note import iter_links

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date as Day

    from netnotes.model.people import Mode
    from netnotes.reading.note import Line, Note
    from netnotes.reading.raw_field import Field


def iter_meeting_encounters(
    note: Note, fields_by_name: Mapping[str, Field], channels: Mapping[str, Mode]
) -> Iterator[Encounter]:
    """A meeting note is one touch with everybody it names: its people, else whom its text links to."""
    day = find_note_day(note, fields_by_name)
    people = list_named_people(note, fields_by_name) or tuple(
        link for line in note.lines for link in _iter_linked_notes(note, line)
    )
    if not day or not people:
        return
    channel = next(iter_words(fields_by_name.get("channel")), "")
    title = re.sub(r"^\d{4}-\d{2}-\d{2}[\s_-]*", "", extract_note_name(note.path))
    mode, word = (
        (channels[channel], channel) if channel in channels else find_channel(title, channels)
    )
    subject = fields_by_name.get("subject")
    lines = (line.text for line in note.lines if line.kind in ("text", "item") and line.text)
    text = (
        (title if _LETTER.search(title) else "")
        or (subject.text if subject else "")
        or next(lines, "")
    )
    yield Encounter(Touch(day, mode, word, text, SourceLocation(note.path)), people)


_LETTER = re.compile(r"[^\W\d_]")
"""A letter: a second note of one day may be called `2026-10-05 - 2`."""


def iter_daily_note_encounters(
    note: Note, day: Day | None, channels: Mapping[str, Mode]
) -> Iterator[Encounter]:
    """Each line of a daily note that links to somebody is a touch with them; an open task is not."""
    if not day:
        return
    for line in note.lines:
        if (
            "[" in line.text
            and line.status in ("", "x", "X")
            and (people := tuple(_iter_linked_notes(note, line)))
        ):
            mode, word = find_channel(line.text, channels)
            yield Encounter(
                Touch(
                    day, mode, word, line.text, SourceLocation(note.path, line.number, line.column)
                ),
                people,
            )


def _iter_linked_notes(note: Note, line: Line) -> Iterator[Link]:
    """Whom a line links to; not what it embeds, and nobody in code or in a quote."""
    return iter_links(
        line.raw if line.kind != "verbatim" else "",
        SourceLocation(note.path, line.number),
        embeds=False,
    )
