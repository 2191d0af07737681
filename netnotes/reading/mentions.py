"""Why a link to a contact in another note is no touch with that contact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.reading.daily_touches import iter_lines_with_people
from netnotes.reading.dated_notes import read_dated_note
from netnotes.reading.dated_parts import leave_out_parts, list_dated_parts
from netnotes.reading.day_checks import DAY_NOT_FIRST
from netnotes.reading.entry_lines import find_bare_channel_cell, split_cells
from netnotes.reading.meetings import is_cancelled, is_title_of_cancelled, list_absent_people
from netnotes.reading.part_touches import find_days_within_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from netnotes.model.people import Link, Mode
    from netnotes.model.settings import Settings
    from netnotes.reading.dated_parts import DatedPart
    from netnotes.reading.kinds import Classification
    from netnotes.reading.note import Note

ABSENT = "The note says that they were absent."
CANCELLED = "The note says that this meeting was cancelled."
NOT_READ = "Quotes, code and the blocks of templates are not read for touches."


def iter_links_without_touch(
    note: Note, classification: Classification, settings: Settings
) -> Iterator[tuple[Link, str]]:
    """Yield the links in a note's text that record no touch, each with the reason in a sentence.

    Of a meeting note these are all links, also those to its people.
    """
    channels = dict(settings.channels)
    # Those whose reasons are known already, and those that are touches.
    explained_links: set[Link] = set()
    parts = list_dated_parts(note, classification, settings)
    for part in parts:
        explained_links.update(part.note.links)
        yield from _iter_links_of_part(part, channels)
    own_note = leave_out_parts(note, parts)
    if classification.kind == "daily note":
        yield from _iter_links_of_daily_note(own_note, channels)
        return
    for encounter in read_dated_note(own_note, classification, channels).encounters:
        explained_links.update(encounter.people)
    if not classification.kind and classification.day is None:
        for touch in find_days_within_lines(own_note, settings):
            explained_links.update(touch.people)
            for link in touch.people:
                yield link, DAY_NOT_FIRST
    other_links = [link for link in note.links if link not in explained_links]
    yield from _iter_reasons_of_note(note, classification, other_links)


def _iter_reasons_of_note(
    note: Note, classification: Classification, links: Iterable[Link]
) -> Iterator[tuple[Link, str]]:
    """Yield links with the reason that the whole note gives, or that somebody was absent."""
    reason = _find_reason_of_note(note, classification)
    absent_targets: set[str] = set()
    if classification.kind == "meeting":
        absent_targets = {link.target for link in list_absent_people(note, classification)}
    for link in links:
        if link.target in absent_targets:
            yield link, ABSENT
        else:
            yield link, reason


def _iter_links_of_part(
    part: DatedPart, channels: Mapping[str, Mode]
) -> Iterator[tuple[Link, str]]:
    """Yield the links in a part with a day that record no touch, each with the reason."""
    if is_title_of_cancelled(part.title):
        for link in part.note.links:
            yield link, CANCELLED
        return
    # A row with a channel is a touch with all that it links to.
    if part.is_row and part.day and find_bare_channel_cell(split_cells(part.line), channels):
        return
    if part.day:
        yield from _iter_links_of_daily_note(part.note, channels)
        return
    without_touch = dict(_iter_links_of_daily_note(part.note, channels))
    for link in part.note.links:
        yield link, without_touch.get(link, f"The day above it, {part.words}, {part.problem}.")


def _iter_links_of_daily_note(
    note: Note, channels: Mapping[str, Mode]
) -> Iterator[tuple[Link, str]]:
    # One line may be a touch with some of its people and only mention the others.
    reasons = {
        (link.source_location.line, link.source_location.column): daily_line.reason
        for daily_line in iter_lines_with_people(note, channels)
        for link in daily_line.people
    }
    for link in note.links:
        place = (link.source_location.line, link.source_location.column)
        reason = reasons.get(place, NOT_READ)
        if reason:
            yield link, reason


def _find_reason_of_note(note: Note, classification: Classification) -> str:
    match classification.kind:
        case "meeting" if is_cancelled(note, classification):
            return CANCELLED
        case "meeting" if classification.day:
            return (
                "The people of this meeting are those of its property `people` or of a section "
                "such as Attendees; its text only names them."
            )
        case "meeting":
            return "The note is about a meeting, but neither its name nor `date` says the day."
        case "contact" | "goal" | "event":
            article = "An" if classification.kind == "event" else "A"
            return (
                f"{article} {classification.kind}'s note mentions them; touches are read from their "
                "own note, from meeting notes, and from daily notes and other lines with a day."
            )
    if classification.day:
        return (
            "The note has a day, but nothing in it says that it is about a meeting: no `people`, "
            "no section such as Attendees, no tag and no `type`."
        )
    return "The note is neither a meeting note nor a daily note, and no day is above the line."
