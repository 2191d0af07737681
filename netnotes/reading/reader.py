"""One note, read: which kind it is, and what it says. Source → Reading, and nothing but the text decides."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from netnotes.model.diagnostics import Diagnostic, SourceLocation
from netnotes.model.people import Contact, Encounter, Event, Goal, Link
from netnotes.model.settings import DailyNotes
from netnotes.reading.contact_log import read_log
from netnotes.reading.daily_notes import find_daily_note_day
from netnotes.reading.entities import read_contact, read_event, read_goal
from netnotes.reading.kinds import classify_by_fields, collect_classifying_fields, iter_words
from netnotes.reading.layout_checks import check_layout, check_property_addresses
from netnotes.reading.meetings import iter_daily_note_encounters, iter_meeting_encounters
from netnotes.reading.note import build_source, read_note

if TYPE_CHECKING:
    from netnotes.model.settings import Settings
    from netnotes.reading.contact_log import Log
    from netnotes.reading.note import Note, Source


class Reading(NamedTuple):
    """What one note says.

    `what` is the contact, goal or event it is about; None for any other note. `encounters` are the touches a meeting
    note or a daily note tells of other people. `links` and `tags` are those of its text.
    """

    path: str
    digest: str
    entity: Contact | Goal | Event | None
    encounters: tuple[Encounter, ...]
    aliases: tuple[str, ...]
    tags: tuple[str, ...]
    links: tuple[Link, ...]
    diagnostics: tuple[Diagnostic, ...]


def extract_public_part(reading: Reading) -> Reading:
    """What of a note can show on the pages of others: all but its own words, its log, and where its links stand.

    As long as this stays the same, nobody else's page changes with the note, but for the day of the last contact.
    """
    what = reading.entity
    if isinstance(what, Contact):
        what = replace(
            what, text="", digest="", touches=(), gifts=(), asks=(), promises=(), learned=()
        )
    elif what:
        what = replace(what, text="")
    links = tuple(dict.fromkeys([Link(link.target, "", NO_LOCATION) for link in reading.links]))
    return reading._replace(digest="", entity=what, links=links, diagnostics=())


NO_LOCATION = SourceLocation("")
NO_DAILY_NOTES = DailyNotes()


def read_source(
    source: Source, settings: Settings, daily_notes: DailyNotes = NO_DAILY_NOTES
) -> Reading:
    """What a note says, with everything that is wrong in it."""
    note, found = read_note(source)
    said = collect_classifying_fields(note, settings)
    kind = classify_by_fields(note, said, settings, daily_notes)
    channels = dict(settings.channels)
    what: Contact | Goal | Event | None = None
    encounters: tuple[Encounter, ...] = ()
    if kind in ("contact", "goal", "event"):
        log, in_log = read_log(note, channels)
        what, in_fields = _read_entity(kind, note, log, settings)
        found = (
            *found,
            *in_log,
            *in_fields,
            *check_layout(note),
            *check_property_addresses(note, settings),
        )
    elif kind == "meeting":
        encounters = tuple(iter_meeting_encounters(note, said, channels))
    elif kind == "journal":
        encounters = tuple(
            iter_daily_note_encounters(note, find_daily_note_day(note, daily_notes), channels)
        )
    else:
        found = ()  # not our note, not our errors
    aliases = what.aliases if what else tuple(iter_words(said.get("aliases")))
    tags = what.tags if what else tuple(dict.fromkeys((*iter_words(said.get("tags")), *note.tags)))
    return Reading(source.path, source.digest, what, encounters, aliases, tags, note.links, found)


def _read_entity(
    kind: str, note: Note, log: Log, settings: Settings
) -> tuple[Contact | Goal | Event, tuple[Diagnostic, ...]]:
    if kind == "contact":
        return read_contact(note, log, settings)
    return read_goal(note, log, settings) if kind == "goal" else read_event(note, log, settings)


def read_contact_note(path: str, text: str, settings: Settings) -> Contact:
    """Read a note that is known to be about a contact, as it was one before or lies where they do."""
    contact = read_source(build_source(path, text), settings).entity
    assert isinstance(contact, Contact)
    return contact
