"""Notes with a day that are no meeting notes by their form, but may be about a meeting.

In `Meetings/2026-10-03 Review.md` the text links to people, and nothing says who was there.
What has one meaning is read: a name as the title, and lines that say how in a folder such as Calls.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from netnotes.model.diagnostics import SourceLocation
from netnotes.model.note_path import (
    extract_note_name,
    is_named_after_day,
    strip_date,
    strip_last_date,
)
from netnotes.model.people import Encounter, Touch
from netnotes.reading.channels import find_channel
from netnotes.reading.daily_notes import is_named_by_day_alone
from netnotes.reading.daily_touches import read_lines_of_day
from netnotes.reading.kinds import OTHER_TYPE
from netnotes.reading.meeting_folders import find_folder_of_meetings, is_of_one_person
from netnotes.reading.meeting_titles import is_title_of_meeting, iter_plain_names
from netnotes.reading.meetings import is_cancelled
from netnotes.reading.person_notes import is_named_like_person
from netnotes.text import build_lazy_pattern, fold_for_search

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date as Day

    from netnotes.model.people import Link, Mode
    from netnotes.reading.kinds import Classification
    from netnotes.reading.note import Note


class DatedNote(NamedTuple):
    """What a note with a day tells of."""

    encounters: tuple[Encounter, ...] = ()

    # The links in its text, if it reads as if it were about a meeting with some of them, or the
    # plain names in its `people`.
    possible_people: tuple[Link, ...] = ()


NOTHING = DatedNote()


def read_dated_note(
    note: Note, classification: Classification, channels: Mapping[str, Mode]
) -> DatedNote:
    """Read what is clear in a note with a day, and find who may have been there."""
    day = classification.day
    if day is None or classification.kind or classification.is_left_out:
        return NOTHING
    # A day in the properties alone may be that on which the note was written.
    folder = find_folder_of_meetings(note.path)
    name = extract_note_name(note.path)
    # `Meetings/Ben Okafor 2026-10-08.md`; elsewhere it may be a version of a document.
    title_before_day = strip_last_date(name) if folder else ""
    has_day_in_name = is_named_after_day(note.path) or bool(title_before_day)
    if not (has_day_in_name or note.links or classification.people):
        return NOTHING
    if _is_about_something_else(note, classification):
        return NOTHING
    # `people: many` names nobody; a check asks about those who have notes.
    if classification.people:
        return DatedNote(possible_people=classification.people)
    title = title_before_day
    if not title and not is_named_by_day_alone(note.path):
        title = strip_date(name)
    encounters: list[Encounter] = []
    lines: list[Encounter] = []
    if has_day_in_name:
        encounters += _list_encounters_of_title(note.path, day, title, folder, channels)
        if note.links and (folder or title):
            lines, _, _ = read_lines_of_day(note, day, channels)
    if folder:
        encounters += lines
    # `[[Ada]] once told me` is in many an essay, and `Had lunch with [[Ada]] in May` in some.
    says_how = any(encounter.touch.channel for encounter in lines)
    possible_people: tuple[Link, ...] = ()
    if folder or _reads_like_meeting(note, title, says_how=says_how):
        possible_people = note.links
    return DatedNote(tuple(encounters), possible_people)


def _reads_like_meeting(note: Note, title: str, *, says_how: bool) -> bool:
    """Tell whether a note with a day reads as if it were about a meeting, by its title or text."""
    if is_title_of_meeting(title):
        return True
    return (says_how or _has_minutes(note)) and not _is_report(note.path, title)


def _is_report(path: str, title: str) -> bool:
    """Tell whether a note sums up a time, and names many whom one need not have met.

    As in `Reports/2026-11-22-weekly.md`.
    """
    folder = path.rpartition("/")[0].rpartition("/")[2]
    return any(map(_REPORT.search, (fold_for_search(title), fold_for_search(folder))))


_REPORT = build_lazy_pattern(
    r"^\W*(?:daily|weekly|monthly|quarterly|yearly|annual)\W*$"
    r"|\b(?:(?:status)?reports?|digests?|newsletters?|summary|summaries|changelog|pipeline"
    r"|(?:wochen|monats|status)?berichte?|rundbrief|rapports?|bilan|informes?|resumen|boletin"
    r"|rapportage|weekoverzicht|nieuwsbrief|relazione|relatorio)\b"
)


def _is_about_something_else(note: Note, classification: Classification) -> bool:
    """Tell whether a note with a day says that it is about no meeting, or one that was cancelled."""
    # The number of a Zettelkasten says when the note was made.
    if note.path.rpartition("/")[2][: len("YYYYMMDDhhmm")].isdigit():
        return True
    return classification.reason == OTHER_TYPE or is_cancelled(note, classification)


def _list_encounters_of_title(
    path: str, day: Day, title: str, folder: str, channels: Mapping[str, Mode]
) -> list[Encounter]:
    """List the touch of a note whose title, behind the day, is the name of a person or of several.

    In a folder such as 1-1s a first name will do; that of Meetings may be a project.
    """
    people = tuple(iter_plain_names(title, SourceLocation(path)))
    min_words = 1 if is_of_one_person(folder) else 2
    if not people or not all(is_named_like_person(link.target, min_words) for link in people):
        return []
    mode, channel = find_channel(fold_for_search(folder).removesuffix("s"), channels)
    return [Encounter(Touch(day, mode, channel, title, SourceLocation(path)), people)]


def _has_minutes(note: Note) -> bool:
    """Tell whether a heading is one of minutes: `Decisions`, `Action items`."""
    return any(
        line.kind == "heading" and _MINUTES.fullmatch(fold_for_search(line.text))
        for line in note.lines
    )


_MINUTES = build_lazy_pattern(
    r"\W*(?:minutes|decisions?|action items?|actions|agreed|agreements|next steps|outcomes?"
    r"|beschlusse?|entscheidungen|protokoll|compte.rendu|acuerdos|besluiten|actiepunten)\W*"
)
