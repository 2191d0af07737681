"""Explain a note: where each fact and each touch was read, and why other lines were not read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from netnotes.model.diagnostics import SourceLocation
from netnotes.model.people import Contact
from netnotes.reading.attempts import PLAN
from netnotes.reading.dated_parts import list_dated_parts
from netnotes.reading.explanation import ContactNote, UnreadLine, WrittenFact
from netnotes.reading.kinds import classify_note
from netnotes.reading.meeting_labels import find_written_date
from netnotes.reading.mentions import ABSENT, iter_links_without_touch
from netnotes.reading.note import read_note
from netnotes.reading.reader import read_source
from netnotes.text import format_day_short
from netnotes.vault.listing import VaultFile, describe_left_out, stat_file
from netnotes.vault.obsidian_settings import find_daily_notes
from netnotes.vault.read_notes import read_note_source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date as Day

    from netnotes.model.people import Encounter, Link, Touch
    from netnotes.model.reading import Reading
    from netnotes.model.settings import Settings
    from netnotes.reading.dated_parts import DatedPart
    from netnotes.reading.kinds import Classification
    from netnotes.reading.note import Note, Source
    from netnotes.vault.load import LoadedVault
    from netnotes.vault.paths import VaultPaths


class ExplainedTouch(Struct, frozen=True):
    """A touch, where it was read, and where its day is written."""

    touch: Touch

    # The line that tells of it; in a meeting note the line that names the person.
    location: SourceLocation

    # The line that the day is in; None if it is in the name of the file.
    day_line: int | None

    # Which note it is, in words.
    where: str

    # The path of the contact it counts for.
    contact_path: str


class ExplainedItem(Struct, frozen=True):
    """A promise, an ask, a gift or something learned, and where it was read."""

    # Such as `promised, open`.
    what: str
    text: str
    location: SourceLocation


class Explanation(Struct, frozen=True, kw_only=True):
    """What was read from a note, or from all notes about a contact, line by line."""

    path: str

    # `contact`, `meeting` and so on; empty for a note that nothing is read from.
    kind: str

    # What decided the kind, in a sentence.
    reason: str

    # The contact's name; empty if the note is about none.
    name: str = ""
    last_contact: Day | None = None

    # Where the last contact was read, and in words whether it is a touch or the property.
    last_contact_location: SourceLocation | None = None
    last_contact_form: str = ""
    facts: tuple[WrittenFact, ...] = ()
    touches: tuple[ExplainedTouch, ...] = ()
    items: tuple[ExplainedItem, ...] = ()
    unread_lines: tuple[UnreadLine, ...] = ()

    # The lines that are named, without the spaces around them.
    words: dict[SourceLocation, str] = {}


class _Notes:
    """The notes of a vault, read once more from the disk."""

    def __init__(self, paths: VaultPaths, loaded: LoadedVault) -> None:
        self.root = paths.root
        self.settings = paths.settings
        self.network = loaded.network
        self.channels = dict(paths.settings.channels)
        self.daily_notes = find_daily_notes(paths.root, paths.settings)
        self.readings: dict[str, Reading] = {
            reading.path: reading for reading in loaded.vault.readings
        }
        self.sources: dict[str, Source] = {}

        # What is asked for once for each touch of a note.
        self.parts: dict[str, tuple[DatedPart, ...]] = {}

    def load_source(self, path: str) -> Source | None:
        if path not in self.sources:
            try:
                file = stat_file(self.root, path)
            except OSError:
                file = VaultFile(path, 0, 0, 0, 0)
            source, _ = read_note_source(self.root, file)
            if source is None:
                return None
            self.sources[path] = source
        return self.sources[path]

    def load_note(self, path: str) -> tuple[Note, Classification] | None:
        source = self.load_source(path)
        if source is None:
            return None
        note, _ = read_note(source)
        return note, classify_note(note, self.settings, self.daily_notes)

    def get_words(self, location: SourceLocation) -> str:
        """Return the line at a location; empty for the name of a file."""
        source = self.sources.get(location.path)
        if source is None:
            return ""
        lines = source.text.split("\n")
        if 0 < location.line <= len(lines):
            return lines[location.line - 1].strip()
        return ""

    def find_day_line_of_part(self, path: str, touch: Touch) -> int | None:
        """Find the line with the day of a touch in a part of a note; None if it is in no part."""
        loaded_note = self.load_note(path)
        if loaded_note is None:
            return None
        if path not in self.parts:
            self.parts[path] = list_dated_parts(*loaded_note, self.settings)
        for part in self.parts[path]:
            if part.day != touch.date:
                continue
            lines = (part.line, *part.note.lines)
            if any(line.number == touch.source_location.line for line in lines):
                return part.line.number
        return None

    def find_contact_path(self, target: str, origin: str) -> str:
        """Find the contact that a link in the note `origin` leads to; empty for none."""
        path = self.network.find_path(target, origin)
        if path not in self.network.contacts_by_path:
            return ""
        return path

    def list_absent_paths(self, encounter: Encounter, origin: str) -> set[str]:
        """List the contacts that a meeting note says to have been absent, by their paths."""
        return {self.find_contact_path(link.target, origin) for link in encounter.absent}


def explain_contact(contact: Contact, paths: VaultPaths, loaded: LoadedVault) -> Explanation:
    """Explain what is known of a contact from all notes."""
    notes = _Notes(paths, loaded)
    source = notes.load_source(contact.path)
    loaded_note = notes.load_note(contact.path)
    if source is None or loaded_note is None:
        return Explanation(path=contact.path, kind="", reason="It can't be read any more.")
    note, classification = loaded_note
    reading = read_source(source, paths.settings, notes.daily_notes)
    own_note = ContactNote(note, contact, paths.settings)

    items = tuple(_iter_items(contact))
    touches, uncounted_lines = _split_touches(contact, items, notes)
    unread_lines = [
        *own_note.iter_unread_lines(reading.diagnostics),
        *uncounted_lines,
        *_iter_mentions(contact, notes),
    ]

    follow_up = loaded.network.follow_ups[contact.path]
    location = follow_up.last_contact_location
    decides = [touch for touch in touches if touch.touch.source_location == location]
    return _add_words(
        Explanation(
            path=contact.path,
            kind="contact",
            reason=classification.reason,
            name=contact.name,
            last_contact=follow_up.last_contact,
            last_contact_location=decides[0].location if decides else location,
            last_contact_form="the latest touch" if decides else "the property `last_contact`",
            facts=tuple(own_note.iter_facts()),
            touches=tuple(touches),
            items=items,
            unread_lines=tuple(unread_lines),
        ),
        notes,
    )


def _split_touches(
    contact: Contact, items: Iterable[ExplainedItem], notes: _Notes
) -> tuple[list[ExplainedTouch], list[UnreadLine]]:
    """Split what looks like a touch into the touches, the latest first, and what is none."""
    item_locations = {item.location for item in items}
    touches = []
    uncounted_lines = []
    for touch in (
        *_iter_own_touches(notes.readings[contact.path]),
        *_iter_touches_elsewhere(contact, notes),
    ):
        reason = _find_reason_against_touch(touch, contact, notes.network.today)
        if reason and touch.location in item_locations:
            # The task that was ticked says what this line is.
            continue
        if reason:
            uncounted_lines.append(UnreadLine(touch.location, reason))
        else:
            touches.append(touch)
    touches.sort(key=lambda touch: touch.touch.date, reverse=True)
    return touches, uncounted_lines


def explain_other_note(path: str, paths: VaultPaths, loaded: LoadedVault) -> Explanation:
    """Explain why a note is about no contact, and which touches it records."""
    notes = _Notes(paths, loaded)
    reading = notes.readings.get(path)
    loaded_note = notes.load_note(path) if reading else None
    if reading is None or loaded_note is None:
        return Explanation(
            path=path, kind="", reason=_find_reason_against_file(path, paths, loaded)
        )

    note, classification = loaded_note
    kind, reason = classification.kind, classification.reason
    if path in loaded.vault.paths_of_no_contact:
        kind, reason = "", loaded.vault.paths_of_no_contact[path]
    touches: list[ExplainedTouch] = []
    for encounter in reading.encounters:
        touches += _iter_touches_of_encounter(encounter, path, notes)
    unread_lines = [
        *_iter_unknown_people(reading, classification, notes),
        *[line for _, line in _iter_mentions_in_note(note, classification, notes)],
    ]
    return _add_words(
        Explanation(
            path=path,
            kind=kind,
            reason=reason,
            touches=tuple(touches),
            unread_lines=tuple(sorted(dict.fromkeys(unread_lines), key=_get_location)),
        ),
        notes,
    )


def _find_reason_against_file(path: str, paths: VaultPaths, loaded: LoadedVault) -> str:
    """Find why a file is not read at all."""
    for diagnostic in loaded.vault.diagnostics:
        if diagnostic.location.path == path:
            return diagnostic.message
    reason = describe_left_out(path, paths.root, paths.settings, paths.output)
    if reason:
        return reason
    return "It is no note: only files whose names end in `.md` are read."


def _add_words(explanation: Explanation, notes: _Notes) -> Explanation:
    """Add the lines at all locations."""
    locations = [fact.location for fact in explanation.facts]
    locations += [touch.location for touch in explanation.touches]
    locations += [item.location for item in explanation.items]
    locations += [line.location for line in explanation.unread_lines]
    words = {location: notes.get_words(location) for location in locations}
    return replace(explanation, words=words)


def _iter_own_touches(reading: Reading) -> Iterator[ExplainedTouch]:
    """Yield the touches of the contact's own note, also several of one day."""
    if isinstance(reading.entity, Contact):
        for touch in reading.entity.touches:
            location = touch.source_location
            yield ExplainedTouch(touch, location, location.line, "their own note", reading.path)


def _iter_touches_elsewhere(contact: Contact, notes: _Notes) -> Iterator[ExplainedTouch]:
    """Yield the touches of other notes, also those on a day that is told elsewhere."""
    for path, reading in notes.readings.items():
        for encounter in reading.encounters:
            yield from _iter_touches_of_encounter(encounter, path, notes, only=contact.path)


def _iter_touches_of_encounter(
    encounter: Encounter, path: str, notes: _Notes, only: str = ""
) -> Iterator[ExplainedTouch]:
    """Yield the touch of a meeting note or a daily note once for each contact that it counts for.

    `only` is the path of a contact, to leave out the others.
    """
    links_by_contact = _find_who_was_there(encounter, path, notes, only)
    if not links_by_contact:
        return
    loaded_note = notes.load_note(path)
    if loaded_note is None:
        return

    _, classification = loaded_note
    part_line = notes.find_day_line_of_part(path, encounter.touch)
    day_line = part_line or _find_day_line(classification, notes.settings)
    day_words = "its day is in the file's name"
    if day_line:
        day_words = f"its day is in line {day_line}"
    for contact_path, link in links_by_contact.items():
        location = encounter.touch.source_location
        where = "daily note"
        if part_line:
            where = "dated part of a note"
        elif not classification.kind:
            where = "dated note"
        elif link in classification.people_of_folder:
            where = "note in the person's folder"
        elif classification.kind == "meeting":
            where = "meeting note"
            location = SourceLocation(path, link.source_location.line)
        yield ExplainedTouch(
            encounter.touch, location, day_line, f"{where}, {day_words}", contact_path
        )


def _find_who_was_there(
    encounter: Encounter, path: str, notes: _Notes, only: str
) -> dict[str, Link]:
    """Find the contacts of an encounter who were not absent, each with the link to them."""
    links_by_contact: dict[str, Link] = {}
    absent_paths = notes.list_absent_paths(encounter, path)
    for link in encounter.people:
        contact_path = notes.find_contact_path(link.target, path)
        if contact_path and contact_path not in absent_paths and only in ("", contact_path):
            links_by_contact.setdefault(contact_path, link)
    return links_by_contact


def _find_day_line(classification: Classification, settings: Settings) -> int | None:
    """Find the line of the property or label that says the day; None if the file's name does."""
    if classification.kind != "meeting":
        return None
    found = find_written_date(classification.fields, settings)
    if found and found.day:
        return classification.fields["date"].line
    return None


def _find_reason_against_touch(touch: ExplainedTouch, contact: Contact, today: Day) -> str:
    """Find why a touch that was read does not count; empty if it does."""
    day = touch.touch.date
    if touch.touch.is_plan and day <= today:
        return PLAN
    counted = next(counted for counted in contact.touches if counted.date == day)
    if touch.touch.source_location != counted.source_location:
        path, line, _ = counted.source_location
        reason = f"A day that is told twice counts once: {path}:{line} tells of {day.isoformat()}."
        is_own_line = touch.touch.source_location.path == contact.path
        if is_own_line:
            return f"{reason} These words are shown with it."
        return reason
    if day > today:
        return f"{format_day_short(day)} is still to come: a plan, and no touch yet."
    return ""


def _iter_mentions(contact: Contact, notes: _Notes) -> Iterator[UnreadLine]:
    """Yield the lines of other notes that link to a contact and are no touch."""
    for path in notes.network.backlinks.get(contact.path, ()):
        loaded_note = notes.load_note(path)
        if loaded_note is None:
            continue
        mentions = [
            line
            for contact_path, line in _iter_mentions_in_note(*loaded_note, notes)
            if contact_path == contact.path
        ]
        yield from dict.fromkeys(mentions)


def _iter_mentions_in_note(
    note: Note, classification: Classification, notes: _Notes
) -> Iterator[tuple[str, UnreadLine]]:
    """Yield the lines of a note that link to a contact and are no touch, with its path."""
    people_of_meeting: set[str] = set()
    absent_paths: set[str] = set()
    if classification.kind == "meeting":
        for encounter in notes.readings[note.path].encounters:
            absent_paths |= notes.list_absent_paths(encounter, note.path)
            for link in encounter.people:
                people_of_meeting.add(notes.find_contact_path(link.target, note.path))
    for link, reason in iter_links_without_touch(note, classification, notes.settings):
        contact_path = notes.find_contact_path(link.target, note.path)
        if contact_path and contact_path not in people_of_meeting - absent_paths:
            location = SourceLocation(note.path, link.source_location.line)
            yield (
                contact_path,
                UnreadLine(location, ABSENT if contact_path in absent_paths else reason),
            )


def _iter_unknown_people(
    reading: Reading, classification: Classification, notes: _Notes
) -> Iterator[UnreadLine]:
    """Yield the lines of a meeting note or a daily note that name somebody who is no contact."""
    for encounter in reading.encounters:
        for link in encounter.people:
            is_of_folder = link in classification.people_of_folder
            # The title of a note with a day may be a name, and mostly is none.
            is_title = link.plain and not classification.kind
            if is_of_folder or is_title or notes.find_contact_path(link.target, reading.path):
                continue
            location = SourceLocation(reading.path, link.source_location.line)
            path = notes.network.find_path(link.target, reading.path)
            reason = f"{link.target} is the name of no contact."
            if path:
                reason = f"{link.target} leads to {path}, which is no contact."
            yield UnreadLine(location, reason)


def _get_location(line: UnreadLine) -> SourceLocation:
    return line.location


def _iter_items(contact: Contact) -> Iterator[ExplainedItem]:
    for promise in contact.promises:
        state = f"promised, {promise.state}"
        if promise.due:
            state += f", by {promise.due.isoformat()}"
        yield ExplainedItem(state, promise.text, promise.source_location)
    for ask in contact.asks:
        yield ExplainedItem(f"asked, {ask.state}", ask.text, ask.source_location)
    for gift in contact.gifts:
        yield ExplainedItem("gave", gift.text, gift.source_location)
    for learned in contact.learned:
        yield ExplainedItem("learned", learned.text, learned.source_location)
    for naming in contact.named:
        yield ExplainedItem("named", naming.text, naming.source_location)
