"""Read one note: find out which kind of note it is, and read what it says.

Only the text decides, with the settings: no file is opened and no clock is read here.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from msgspec.structs import replace

from netnotes.model.diagnostics import NO_LOCATION, Diagnostic
from netnotes.model.people import Contact, Encounter, Event, Goal, Link
from netnotes.model.reading import Reading
from netnotes.model.settings import DailyNotes
from netnotes.reading.contact_log import read_log
from netnotes.reading.daily_notes import find_unclear_day_in_name
from netnotes.reading.dated_parts import leave_out_parts, list_dated_parts
from netnotes.reading.day_checks import describe_unclear_name
from netnotes.reading.entities import read_contact, read_event, read_goal
from netnotes.reading.entry_lines import EntryForm
from netnotes.reading.kinds import classify_note
from netnotes.reading.layout_checks import check_layout, check_property_addresses
from netnotes.reading.meeting_labels import check_day_of_meeting
from netnotes.reading.note import build_source, read_note
from netnotes.reading.vague_day_checks import check_vague_days

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from netnotes.model.people import MetLine
    from netnotes.model.reading import UnreadTouch
    from netnotes.model.settings import Settings
    from netnotes.reading.daily_touches import LinesOfDay
    from netnotes.reading.dated_notes import DatedNote
    from netnotes.reading.dated_parts import DatedPart
    from netnotes.reading.kinds import Classification
    from netnotes.reading.log import Log
    from netnotes.reading.note import Note, Source
    from netnotes.reading.part_touches import PartsReading

    _EntityReader: TypeAlias = Callable[
        [Note, Log, Settings], tuple[Contact | Goal | Event, tuple[Diagnostic, ...]]
    ]


NO_DAILY_NOTES = DailyNotes()


def read_source(
    source: Source, settings: Settings, daily_notes: DailyNotes = NO_DAILY_NOTES
) -> Reading:
    """Read what a note says, with a diagnostic for each problem in it."""
    note, diagnostics = read_note(source)
    classification = classify_note(note, settings, daily_notes)
    parts = list_dated_parts(note, classification, settings)
    match classification.kind:
        case "contact":
            reading = _read_entity(note, read_contact, settings, diagnostics)
            if classification.is_unsure:
                return reading._replace(is_unsure=True)
            return reading
        case "goal":
            reading = _read_entity(note, read_goal, settings, diagnostics)
            return _add_dated_parts(reading, note, parts, classification, settings)
        case "event":
            reading = _read_entity(note, read_event, settings, diagnostics)
            return _add_dated_parts(reading, note, parts, classification, settings)
        case "meeting":
            readers = _load_day_readers()
            meetings = readers.read_meeting(note, classification, dict(settings.channels))
            day = classification.day
            unread = check_day_of_meeting(note, classification.fields, day, settings)
            diagnostics = (*diagnostics, *unread)
            reading = _build_reading(note, classification, tuple(meetings), diagnostics)
            return _add_dated_parts(reading, note, parts, classification, settings)
        case "daily note":
            reading = _read_daily_note(note, parts, classification, settings, diagnostics)
            return _add_dated_parts(reading, note, parts, classification, settings)
        case _:
            # A note that netnotes does not read may look as it likes: nothing in it is a problem.
            reading = _build_reading(note, classification, (), ())
            unclear = find_unclear_day_in_name(note.path, daily_notes)
            if unclear:
                reading = reading._replace(diagnostics=(describe_unclear_name(note.path, unclear),))
            # What waits in the inbox is still to be said of anybody.
            if note.path == settings.inbox:
                return reading._replace(links=())
            reading = _add_dated_parts(reading, note, parts, classification, settings)
            own_note = leave_out_parts(note, parts)
            return _add_dated_note(reading, own_note, classification, settings)


class _DayReaders(NamedTuple):
    """What reads notes and parts of notes that are about a day."""

    read_meeting: Callable[..., Iterator[Encounter]]
    read_daily_lines: Callable[..., LinesOfDay]
    find_met_lines: Callable[[Note], tuple[MetLine, ...]]
    read_parts: Callable[..., PartsReading]
    read_dated_note: Callable[..., DatedNote]
    find_days_within_lines: Callable[..., tuple[UnreadTouch, ...]]


# The words of daily notes and meetings are loaded only where there is one. To ask for a module
# again for each note takes a microsecond.
@lru_cache(maxsize=1)
def _load_day_readers() -> _DayReaders:
    from netnotes.reading.daily_touches import read_daily_lines
    from netnotes.reading.dated_notes import read_dated_note
    from netnotes.reading.meetings import iter_meeting_encounters
    from netnotes.reading.met_lines import find_met_lines
    from netnotes.reading.part_touches import find_days_within_lines, read_dated_parts

    return _DayReaders(
        iter_meeting_encounters,
        read_daily_lines,
        find_met_lines,
        read_dated_parts,
        read_dated_note,
        find_days_within_lines,
    )


def _read_daily_note(
    note: Note,
    parts: tuple[DatedPart, ...],
    classification: Classification,
    settings: Settings,
    diagnostics: tuple[Diagnostic, ...],
) -> Reading:
    readers = _load_day_readers()
    channels = dict(settings.channels)
    # The parts are about other days.
    own_note = leave_out_parts(note, parts)
    encounters, lines, unread_touches = readers.read_daily_lines(own_note, classification, channels)
    reading = _build_reading(note, classification, encounters, diagnostics)
    if unread_touches:
        reading = reading._replace(unread_touches=unread_touches)
    met_lines = readers.find_met_lines(own_note)
    if lines or met_lines:
        return reading._replace(unlinked_lines=lines, met_lines=met_lines)
    return reading


def _add_dated_parts(
    reading: Reading,
    note: Note,
    dated_parts: tuple[DatedPart, ...],
    classification: Classification,
    settings: Settings,
) -> Reading:
    """Add what the parts of a note say that have a day of their own."""
    if not dated_parts:
        return reading
    readers = _load_day_readers()
    parts = readers.read_parts(note, dated_parts, classification, settings)
    if not any(parts):
        return reading
    return reading._replace(
        encounters=(*reading.encounters, *parts.encounters),
        unlinked_lines=(*reading.unlinked_lines, *parts.unlinked_lines),
        unread_touches=(*reading.unread_touches, *parts.unread_touches),
    )


def _add_dated_note(
    reading: Reading, note: Note, classification: Classification, settings: Settings
) -> Reading:
    """Add what a note tells of that is neither a meeting note nor a daily note by its form."""
    if classification.is_left_out:
        return reading
    readers = _load_day_readers()
    if classification.day is None:
        days = readers.find_days_within_lines(note, settings) if note.links else ()
        if not days:
            return reading
        return reading._replace(unread_touches=(*reading.unread_touches, *days))
    found = readers.read_dated_note(note, classification, dict(settings.channels))
    return reading._replace(
        encounters=(*reading.encounters, *found.encounters), possible_people=found.possible_people
    )


def read_contact_note(path: str, text: str, settings: Settings) -> Contact:
    """Read a note that is known to be about a contact: it was read as one, or is where they are."""
    contact = read_source(build_source(path, text), settings).entity
    assert isinstance(contact, Contact)
    return contact


def _read_entity(
    note: Note, read: _EntityReader, settings: Settings, diagnostics: tuple[Diagnostic, ...]
) -> Reading:
    """Read a note about a contact, a goal or an event; `diagnostics` are those of its lines."""
    channels = dict(settings.channels)
    log, log_diagnostics = read_log(note, channels, settings.date_order)
    if read is read_contact:
        form = EntryForm(channels, settings.date_order)
        log_diagnostics = (*log_diagnostics, *check_vague_days(note, log.entries, form))
    entity, property_diagnostics = read(note, log, settings)
    return Reading(
        path=note.path,
        digest=note.source.digest,
        entity=entity,
        encounters=(),
        aliases=entity.aliases,
        tags=entity.tags,
        links=note.links,
        diagnostics=(
            *diagnostics,
            *log_diagnostics,
            *property_diagnostics,
            *check_layout(note),
            *check_property_addresses(note, settings),
        ),
    )


def _build_reading(
    note: Note,
    classification: Classification,
    encounters: tuple[Encounter, ...],
    diagnostics: tuple[Diagnostic, ...],
) -> Reading:
    """The reading of a note that is about no contact, goal or event."""
    return Reading(
        path=note.path,
        digest=note.source.digest,
        entity=None,
        encounters=encounters,
        aliases=classification.aliases,
        tags=tuple(dict.fromkeys((*classification.property_tags, *note.tags))),
        links=note.links,
        diagnostics=diagnostics,
    )


def extract_public_part(reading: Reading) -> Reading:
    """Return what the pages of other people can show of a note.

    Its text, its log, its digest and the places of its links are left out. While the public part
    stays the same, a change of the note changes only its own page, but for the day of the last
    touch.
    """
    entity = reading.entity
    if isinstance(entity, Contact):
        entity = replace(
            entity,
            text="",
            digest="",
            touches=(),
            gifts=(),
            asks=(),
            promises=(),
            learned=(),
            # A name is a way to somebody, which other pages show; where it was read they do not.
            named=tuple([naming._replace(source_location=NO_LOCATION) for naming in entity.named]),
        )
    elif isinstance(entity, Event):
        entity = replace(entity, text="", met_lines=())
    elif entity:
        entity = replace(entity, text="")
    links = tuple(dict.fromkeys([Link(link.target, "", NO_LOCATION) for link in reading.links]))
    return reading._replace(
        digest="",
        entity=entity,
        links=links,
        diagnostics=(),
        unlinked_lines=(),
        met_lines=(),
        unread_touches=(),
        possible_people=(),
    )
