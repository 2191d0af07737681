"""Meeting notes: the touch that each records with the people it names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netnotes.model.diagnostics import SourceLocation
from netnotes.model.note_path import extract_note_name, strip_date
from netnotes.model.people import Encounter, Link, Touch
from netnotes.reading.channels import find_channel
from netnotes.reading.note import iter_links

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from netnotes.model.people import Mode
    from netnotes.reading.kinds import Classification
    from netnotes.reading.note import Line, Note


def iter_meeting_encounters(
    note: Note, classification: Classification, channels: Mapping[str, Mode]
) -> Iterator[Encounter]:
    """Read a meeting note as one touch with all the people it names.

    These are its property `people` or a section of its text, or else all that its text links to.
    Without a day or without people there is no touch. `channels` gives the mode of each channel's word.
    """
    people = classification.people or tuple(_iter_people_in_text(note))
    people = (*people, *classification.people_of_folder)
    if not classification.day or not people:
        return

    title = strip_date(extract_note_name(note.path))
    text = _choose_touch_text(note, title, classification.subject)
    channel = classification.channel
    if channel in channels:
        mode = channels[channel]
    else:
        # `2026-10-01.md` has no title; what is written first says how it was.
        mode, channel = find_channel(title or text, channels)
    touch = Touch(classification.day, mode, channel, text, SourceLocation(note.path))
    yield Encounter(touch, people, classification.has_people_section)


def _choose_touch_text(note: Note, title: str, subject: str) -> str:
    """What a meeting was about: its title, else its subject, else the first line of its text."""
    # A second note of one day may be called `2026-10-05 - 2`, and that says nothing.
    if _LETTER.search(title):
        return title
    if subject:
        return subject
    for line in note.lines:
        if line.text and line.kind in ("text", "item"):
            return line.text
    return ""


_LETTER = re.compile(r"[^\W\d_]")


def _iter_people_in_text(note: Note) -> Iterator[Link]:
    for line in note.lines:
        yield from _iter_people_in_line(note, line)


def _iter_people_in_line(note: Note, line: Line) -> Iterator[Link]:
    """Whom a line links to; nobody in code or a quote, and nobody whose note is only embedded."""
    if line.kind != "verbatim":
        yield from iter_links(line.raw, SourceLocation(note.path, line.number), embeds=False)
