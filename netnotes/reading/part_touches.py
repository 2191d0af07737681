"""The touches in the parts of a note that have a day of their own, and what was not read there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from netnotes.model.diagnostics import SourceLocation
from netnotes.model.note_path import extract_note_name
from netnotes.model.people import Encounter, Link, Touch
from netnotes.model.reading import UnreadTouch
from netnotes.reading.attempts import find_reason_against
from netnotes.reading.channels import find_channel, split_channel
from netnotes.reading.daily_touches import (
    iter_lines_with_people,
    iter_unlinked_lines,
    read_lines_of_day,
)
from netnotes.reading.day_checks import read_undated_line
from netnotes.reading.entry_lines import (
    EntryForm,
    find_bare_channel_cell,
    split_cells,
    strip_signs,
)
from netnotes.reading.meeting_folders import find_folder_of_meetings, is_of_one_person
from netnotes.reading.meeting_titles import find_people_in_title
from netnotes.reading.meetings import is_cancelled, is_title_of_cancelled
from netnotes.reading.people_sections import (
    find_absent_people,
    find_people_in_sections,
    is_heading_of_participants,
    is_label_of_participants,
)
from netnotes.reading.person_notes import is_named_like_person
from netnotes.reading.plan_headings import may_be_plan
from netnotes.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date as Day

    from netnotes.model.people import Mode
    from netnotes.model.reading import UnlinkedLine
    from netnotes.model.settings import Settings
    from netnotes.reading.dated_parts import DatedPart
    from netnotes.reading.kinds import Classification
    from netnotes.reading.note import Line, Note


class PartsReading(NamedTuple):
    """What the parts of a note say that have a day of their own."""

    encounters: tuple[Encounter, ...] = ()
    unlinked_lines: tuple[UnlinkedLine, ...] = ()
    unread_touches: tuple[UnreadTouch, ...] = ()


def read_dated_parts(
    note: Note,
    parts: tuple[DatedPart, ...],
    classification: Classification,
    settings: Settings,
) -> PartsReading:
    """Read the touches in the parts of a note that have a day, as they are read in a daily note.

    Where the title says how and with whom, as in `1:1 [[Ada Quill]]`, each part is a touch.
    """
    channels = dict(settings.channels)
    people: tuple[Link, ...] = ()
    if classification.kind in ("", "meeting") and classification.day is None:
        people = find_people_in_title(note) or _find_person_of_name(note.path, settings)
    encounters: list[Encounter] = []
    unlinked_lines: list[Line] = []
    unread_touches: list[UnreadTouch] = []
    is_called_off = classification.kind == "meeting" and is_cancelled(note, classification)
    for part in parts:
        if is_called_off and part.day == classification.day:
            continue
        if part.day is None:
            unread_touches += _iter_unread_touches(part, channels)
            continue
        found, unlinked, of_other_times = _read_part(part, people, channels)
        unread_touches += of_other_times
        is_later = _is_of_later_day(part, note, classification.day)
        encounters += [_mark_plan(encounter, part, is_later=is_later) for encounter in found]
        unlinked_lines += unlinked
    return PartsReading(
        tuple(encounters),
        tuple(iter_unlinked_lines(note, unlinked_lines)),
        tuple(unread_touches),
    )


def _is_of_later_day(part: DatedPart, note: Note, day: Day | None) -> bool:
    """Tell whether a part of a note about a day is of a later one, and so about a plan."""
    if day is None or part.day is None or part.day <= day:
        return False
    if part.line.kind != "heading":
        return True
    # A heading as high as the first is that of another meeting.
    first_heading = next(line for line in note.lines if line.kind == "heading")
    return part.line.indent > first_heading.indent


def _find_person_of_name(path: str, settings: Settings) -> tuple[Link, ...]:
    """Find the contact whose name a note in a folder such as 1-1s has: links to where it may be."""
    name = extract_note_name(path)
    if not is_of_one_person(find_folder_of_meetings(path)) or not is_named_like_person(path):
        return ()
    location = SourceLocation(path)
    return tuple(
        [Link(f"{folder}/{name}.md", name, location, plain=True) for folder in settings.contacts]
    )


def _read_part(
    part: DatedPart, people: tuple[Link, ...], channels: Mapping[str, Mode]
) -> tuple[list[Encounter], list[Line], list[UnreadTouch]]:
    assert part.day is not None  # what has no day is not read
    if is_title_of_cancelled(part.title):
        return [], [], []
    if part.is_row:
        encounter = _read_row(part, channels)
        if encounter:
            return [encounter], [], []
    encounters, unlinked_lines, unread_touches = read_lines_of_day(part.note, part.day, channels)
    if part.line.kind == "heading":
        encounters += _list_encounters_of_participants(part, part.day, channels)
    if people and part.line.status in ("", "x", "X"):
        encounter = _build_encounter_of_title(part, people, channels)
        if encounter:
            encounters.append(encounter)
    return encounters, unlinked_lines, unread_touches


def _list_encounters_of_participants(
    part: DatedPart, day: Day, channels: Mapping[str, Mode]
) -> list[Encounter]:
    """List the touch with those whom a part names as participants, also without links."""
    if not any(map(_is_above_participants, part.note.lines)):
        return []
    people = find_people_in_sections(part.note)
    if not people:
        return []
    mode, channel = find_channel(part.title, channels)
    location = SourceLocation(part.note.path, part.line.number, part.line.column)
    touch = Touch(day, mode, channel, part.title, location)
    absent = find_absent_people(part.note)
    return [Encounter(touch, people, from_section=True, absent=absent)]


def _is_above_participants(line: Line) -> bool:
    if line.kind == "heading":
        return is_heading_of_participants(line.text)
    return is_label_of_participants(line.text)


def _read_row(part: DatedPart, channels: Mapping[str, Mode]) -> Encounter | None:
    """Read a row that has a cell with a channel as a touch with those that it links to."""
    # In the table of a project `call centre` is none, as it may be in a contact's own log.
    cells = split_cells(part.line)
    channel_cell = find_bare_channel_cell(cells, channels)
    if not channel_cell or not part.note.links or part.day is None:
        return None
    channel = strip_signs(channel_cell)
    mode = channels[fold(channel)]
    others = [cell for cell in cells if cell not in ("", channel_cell)]
    text = " · ".join(cell for cell in others if part.words not in cell)
    if find_reason_against(mode, channel, text):
        return None
    location = SourceLocation(part.note.path, part.line.number, part.line.column)
    touch = Touch(part.day, mode, channel.casefold(), text, location)
    return Encounter(touch, part.note.links)


def _build_encounter_of_title(
    part: DatedPart, people: tuple[Link, ...], channels: Mapping[str, Mode]
) -> Encounter | None:
    """Build the touch of a part with those whom the note's title names; None if there is none."""
    texts = [line.text for line in part.note.lines if line.number and line.text]
    if not texts or part.day is None:
        return None
    mode, channel, _ = split_channel(texts[0], channels)
    if find_reason_against(mode, channel, texts[0]):
        return None
    location = SourceLocation(part.note.path, part.line.number, part.line.column)
    return Encounter(Touch(part.day, mode, channel, texts[0], location), people)


def _mark_plan(encounter: Encounter, part: DatedPart, *, is_later: bool) -> Encounter:
    touch = encounter.touch
    if not is_later and not (part.is_planned and may_be_plan(touch.text)):
        return encounter
    return encounter._replace(touch=touch._replace(is_plan=True))


def _iter_unread_touches(part: DatedPart, channels: Mapping[str, Mode]) -> Iterator[UnreadTouch]:
    """Yield the lines of a part that would be touches if its day had one meaning."""
    for line, people in _iter_touches(part.note, channels):
        location = SourceLocation(part.note.path, line.number, line.column)
        yield UnreadTouch(location, people, part.line.number, part.words, part.problem)


def find_days_within_lines(note: Note, settings: Settings) -> tuple[UnreadTouch, ...]:
    """Find the lines that would be touches if their day were at the beginning.

    `called [[Ada]] (2026-10-03)` is one; `note` is without its parts that have a day.
    """
    # Most notes have no year, and finding that is quicker than looking at their lines.
    if not _YEAR.search(note.source.text):
        return ()
    numbers = {link.source_location.line for link in note.links}
    lines = [line for line in note.lines if line.number in numbers and _has_year_within(line)]
    if not lines:
        return ()
    form = EntryForm(dict(settings.channels), settings.date_order)
    days = {line.number: read_undated_line(line, form).day for line in lines}
    links = tuple([link for link in note.links if days.get(link.source_location.line)])
    # Only lines with a day have a link then.
    touches = []
    for line, people in _iter_touches(
        replace(note, lines=tuple(lines), links=links), form.channels
    ):
        day = days[line.number]
        if day:
            location = SourceLocation(note.path, line.number, line.column)
            problem = "is not at the beginning of its line"
            touches.append(UnreadTouch(location, people, line.number, day.isoformat(), problem))
    return tuple(touches)


def _iter_touches(
    note: Note, channels: Mapping[str, Mode]
) -> Iterator[tuple[Line, tuple[Link, ...]]]:
    """Yield the lines that read like touches, each with those whom it links to."""
    for line, people, _, _, reason in iter_lines_with_people(note, channels, with_reasons=False):
        if people and not reason:
            yield line, people


def _has_year_within(line: Line) -> bool:
    """Tell whether a line that may be an entry has a year that is not at its beginning."""
    may_be_entry = line.kind in ("item", "text") and not line.status
    return may_be_entry and _YEAR.search(line.text, 4) is not None


_YEAR = re.compile(r"(?:19|20)\d{2}")
