"""Meeting notes: the touch that each records with the people it names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netnotes.model.diagnostics import SourceLocation
from netnotes.model.note_path import extract_note_name, strip_date, strip_export_id
from netnotes.model.people import Encounter, Link, Touch
from netnotes.reading.channels import find_channel
from netnotes.reading.classifying_fields import iter_words
from netnotes.reading.entry_ways import complete_way, find_way_of_cell
from netnotes.reading.links import list_links
from netnotes.reading.meeting_labels import MAX_LINES
from netnotes.reading.meeting_titles import find_people_in_title
from netnotes.reading.people_sections import find_absent_people, iter_marked_absent
from netnotes.reading.values import iter_word_links
from netnotes.text import build_lazy_pattern, fold_for_search, fold_name, has_any

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
    Those who were absent are left out. Without a day or without people there is no touch, nor if
    it was cancelled. `channels` gives the mode of each channel's word.
    """
    if not classification.day or is_cancelled(note, classification):
        return
    people = classification.people or tuple(_iter_people_in_text(note))
    people = (*people, *classification.people_of_folder) or find_people_in_title(note)
    absent_people = list_absent_people(note, classification)
    if absent_people:
        # Those of another name are known once all contacts are.
        absent_names = {_fold_target(link) for link in absent_people}
        people = tuple(link for link in people if _fold_target(link) not in absent_names)
    if not people:
        return

    title = strip_export_id(strip_date(extract_note_name(note.path)))
    text = _choose_touch_text(note, title, classification.subject)
    channel = classification.channel
    if channel in channels:
        mode = channels[channel]
    else:
        # `2026-10-01.md` has no title; what is written first says how it was.
        words = title or text
        mode, channel = find_way_of_cell(channel, channels)
        if not channel:
            mode, channel = find_channel(words, channels)
        mode, channel = complete_way((mode, channel), words, channels)
    touch = Touch(classification.day, mode, channel, text, SourceLocation(note.path))
    yield Encounter(touch, people, classification.has_people_section, absent_people)


def is_cancelled(note: Note, classification: Classification) -> bool:
    """Tell whether a meeting did not take place, by its status, a tag, its name or its title."""
    status = classification.fields.get("status")
    # `cancelled by Ann`, but not `not cancelled`.
    if status and any(_CANCELLED.match(fold_for_search(word)) for word in iter_words(status)):
        return True
    tags = classification.property_tags
    if tags and any(map(_is_cancelled_word, tags)):
        return True
    if _is_cancelled_in_first_line(note):
        return True
    titles = (extract_note_name(note.path), _find_title(note))
    if not has_any("\n".join(titles).lower(), _PARTS_OF_CANCELLED_WORDS):
        return False
    return any(map(is_title_of_cancelled, titles))


def _is_cancelled_in_first_line(note: Note) -> bool:
    """Tell whether the text begins with `Called off by Ada`, and nothing else was written."""
    text = ""
    for line in note.lines:
        if line.kind in ("item", "text"):
            if text:
                return False
            text = line.text
    if not has_any(text.lower(), _PARTS_OF_CANCELLED_WORDS):
        return False
    return _CANCELLED.match(fold_for_search(text)) is not None


def _find_title(note: Note) -> str:
    """Find the first heading of a note, if it is about the whole note; empty if none is."""
    is_first = True
    for line in note.lines[:MAX_LINES]:
        if line.kind == "heading":
            if is_first or line.indent == 1:
                return line.text
            return ""
        if line.kind != "blank":
            is_first = False
    return ""


def is_title_of_cancelled(title: str) -> bool:
    """Tell whether a title says that a meeting did not take place: `Lunch (cancelled)`."""
    # Hardly any title has one of these, and finding that is quicker than folding it.
    if not has_any(title.lower(), _PARTS_OF_CANCELLED_WORDS):
        return False
    return _CANCELLED_IN_TITLE.search(strip_date(fold_for_search(title)).strip()) is not None


def _is_cancelled_word(word: str) -> bool:
    return _CANCELLED.fullmatch(fold_for_search(word)) is not None


_CANCELLED_WORDS = (
    r"(?:cancell?ed|called off|postponed|rescheduled|no.show|abgesagt|verschoben|verlegt"
    r"|ausgefallen"
    r"|entfallen|annulee?|reportee?|repoussee?|decalee?|cancelad[oa]|anulad[oa]|aplazad[oa]"
    r"|pospuest[oa]"
    r"|suspendid[oa]|geannuleerd|afgezegd|uitgesteld|verzet|verplaatst)\b"
)
_CANCELLED_PARTS = """
    afgez annul anul aplaz ausgef cale called calé cel entf geannul pon pospu report repouss
    sagt sched show suspend uitg verlegt verpl verschob verz
"""
_PARTS_OF_CANCELLED_WORDS = tuple(_CANCELLED_PARTS.split())
_CANCELLED = build_lazy_pattern(_CANCELLED_WORDS)

# `Lunch (cancelled)`, `Cancelled - lunch`, `Lunch - cancelled`; `Cancelled flights` were talked
# about.
_CANCELLED_IN_TITLE = build_lazy_pattern(
    rf"[(\[]{_CANCELLED_WORDS}[)\]]|^{_CANCELLED_WORDS}(?:\s*[-–—:_]|$)"
    rf"|[-–—:_]\s*{_CANCELLED_WORDS}$"
)


def list_absent_people(note: Note, classification: Classification) -> tuple[Link, ...]:
    """List whom a meeting note says to have been absent, in a property or in its text."""
    field = classification.fields.get("absent")
    links = list(find_absent_people(note))
    people_field = classification.fields.get("people")
    for word in people_field.words if people_field else ():
        links += iter_marked_absent(word.text, SourceLocation(note.path, word.line, word.column))
    for word in field.words if field else ():
        links += iter_word_links(word, note.path, is_list=bool(field and field.is_list))
    return tuple(links)


def _fold_target(link: Link) -> str:
    return fold_name(extract_note_name(link.target))


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
        yield from list_links(line.raw, SourceLocation(note.path, line.number), embeds=False)
