"""Where the facts of a contact's note were read, and why other lines with a fact or a day were not.

The note is read once more, by the functions that read it for the build: they know the reasons.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from netnotes.model.diagnostics import SourceLocation
from netnotes.model.people import NEVER
from netnotes.reading.attempts import NO_CONTACT
from netnotes.reading.contact_log import read_log
from netnotes.reading.contact_names import find_contact_name
from netnotes.reading.day_checks import DAY_NOT_FIRST, read_undated_line
from netnotes.reading.entities import list_contact_fields, read_fields
from netnotes.reading.entry_lines import CALLOUT_TITLE, EntryForm, is_in_code
from netnotes.reading.exchanges import DONE_STATUSES
from netnotes.reading.field_collector import LATER_DAY_COUNTS, OTHER_LINE_COUNTS
from netnotes.reading.labels import NOT_ABOVE_LOG, iter_labels
from netnotes.reading.note import iter_tags
from netnotes.reading.properties import CONTACT_PROPERTIES
from netnotes.reading.property_names import (
    FIRST_NAME_PROPERTIES,
    IGNORED_PROPERTIES,
    LAST_NAME_PROPERTIES,
)
from netnotes.reading.status import has_death_tag
from netnotes.reading.task_marks import TASK_STATUSES
from netnotes.reading.typed_words import convert_to_plain_value, is_blank
from netnotes.reading.written_days import find_day_anywhere, find_day_at_start

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netnotes.model.diagnostics import Diagnostic
    from netnotes.model.people import Contact, Gift, Learned, Naming
    from netnotes.model.settings import Settings
    from netnotes.reading.entities import ParsedFields
    from netnotes.reading.log import Log
    from netnotes.reading.note import Line, Note


class WrittenFact(Struct, frozen=True):
    """A fact about a contact, and where it was read."""

    # The property of the table, such as `last_contact`.
    name: str

    # Plain words or a list of them.
    value: object

    # How it is written: `front matter`, `field`, `label`, `title`, `first heading`, `file name` …
    form: str

    # The line is 0 for what the name of the file says.
    location: SourceLocation


class UnreadLine(Struct, frozen=True):
    """A line that looks like a fact or a touch and is none, and why, in a sentence or two."""

    location: SourceLocation
    reason: str


# The diagnostics of a note that tell of something that was not read.
_UNREAD_CODES = frozenset(
    (
        "impossible-date",
        "ambiguous-date",
        "unread-date",
        "unknown-tier",
        "unknown-cadence",
        "unknown-level",
        "unknown-kind",
        "unknown-status",
        "unknown-ask-kind",
        "unknown-contact-status",
        "not-yes-or-no",
        "unknown-property",
        "duplicate-property",
        "long-property",
        "broken-front-matter",
        "unquoted-link",
    )
)


class ContactNote:
    """A contact's note that is explained: what was read from it line by line, and what was not."""

    def __init__(self, note: Note, contact: Contact, settings: Settings) -> None:
        self.note = note
        self.contact = contact
        self.settings = settings
        self.form = EntryForm(dict(settings.channels), settings.date_order)
        log, self.log_diagnostics = read_log(note, self.form.channels, settings.date_order)
        self.log: Log = log
        self.fields = list_contact_fields(note, log, settings)
        self.parsed: ParsedFields = read_fields(
            self.fields, CONTACT_PROPERTIES, note.path, settings
        )
        self.locations = contact.parse_source_locations()
        self.dated_lines = _list_dated_lines(log)

    def iter_facts(self) -> Iterator[WrittenFact]:
        """Yield the facts in the order of the table of properties, the name first."""
        if "name" not in self.locations:
            written = find_contact_name(self.note, self.settings)
            yield WrittenFact("name", written.name, written.form, self._locate(written.line))
        for prop in CONTACT_PROPERTIES:
            location = self.locations.get(prop.name)
            value = self._get_value(prop.name)
            # An empty `knows` says that they know nobody.
            if location and (prop.name == "knows" or not is_blank(value)):
                form = self._describe_form(location.line)
                yield WrittenFact(prop.name, value, form, location)
        yield from self._iter_facts_of_status()
        yield from self._iter_tags_in_text()

    def _get_value(self, name: str) -> object:
        """Get the plain value of a property, a cadence in days; what has no field as parsed."""
        value = getattr(self.contact, name, self.parsed.values.get(name))
        # Words such as `archived` become another property.
        if name == "status":
            value = value or self.parsed.values.get("status")
        if name == "cadence" and value is not None:
            return "never" if value == NEVER else value
        # An empty `knows` is the answer that they know nobody, and no missing one.
        if name != "knows" and is_blank(value):
            return None
        return convert_to_plain_value(value)

    def _describe_form(self, line_number: int) -> str:
        if not self.note.lines or line_number < self.note.lines[0].number:
            return "front matter"
        is_field = any(field.line == line_number for field in self.log.fields)
        return "field" if is_field else "label"

    def _iter_facts_of_status(self) -> Iterator[WrittenFact]:
        """Yield that somebody is archived or has died where a status or a tag says so."""
        for name in ("archived", "died"):
            value = getattr(self.contact, name)
            if not value or name in self.locations:
                continue
            for source in ("status", "tags"):
                if source in self.locations and self._says(name, source):
                    plain_value = convert_to_plain_value(value)
                    yield WrittenFact(name, plain_value, source, self.locations[source])
                    break

    def _says(self, name: str, source: str) -> bool:
        value = self.parsed.values.get(source)
        if source == "tags":
            return name == "died" and has_death_tag(value or ())
        return value == {"archived": "archived", "died": "deceased"}[name]

    def _iter_tags_in_text(self) -> Iterator[WrittenFact]:
        for line in self.note.lines:
            tags = [tag for tag in iter_tags((line,)) if tag in self.note.tags]
            if tags:
                yield WrittenFact("tags", tags, "tag", self._locate(line.number))
                if has_death_tag(tags) and self.contact.died and "died" not in self.locations:
                    value = convert_to_plain_value(self.contact.died)
                    yield WrittenFact("died", value, "tag", self._locate(line.number))

    def _locate(self, line_number: int) -> SourceLocation:
        return SourceLocation(self.note.path, line_number)

    def iter_unread_lines(self, diagnostics: tuple[Diagnostic, ...]) -> Iterator[UnreadLine]:
        """Yield each line that looks like a fact or a touch and was not read as one.

        `diagnostics` are those of the note.
        """
        unread_lines = [
            UnreadLine(diagnostic.location, f"{diagnostic.message} {diagnostic.help}".strip())
            for diagnostic in diagnostics
            if diagnostic.code in _UNREAD_CODES
        ]
        reported = {line.location.line for line in unread_lines}
        for source in (self._iter_unread_fields, self._iter_unread_labels, self._iter_unread_days):
            lines = [line for line in source() if line.location.line not in reported]
            reported |= {line.location.line for line in lines}
            unread_lines += lines
        yield from sorted(unread_lines, key=lambda line: line.location)

    def _iter_unread_fields(self) -> Iterator[UnreadLine]:
        name = find_contact_name(self.note, self.settings)
        for field, property_name, reason in self.parsed.unread:
            is_name = field.line == name.line and "name" not in self.locations
            if not field.words or field.key in _NOT_MEANT_FOR_US or is_name:
                continue
            location = SourceLocation(self.note.path, field.line, field.column)
            winner = self.locations.get(property_name)
            if winner and reason in (OTHER_LINE_COUNTS, LATER_DAY_COUNTS):
                reason += f" `{property_name}` is read from line {winner.line}."
            yield UnreadLine(location, reason)
        if "role" in self.parsed.values and not self.contact.role:
            if self.locations["role"].line == name.line:
                return
            reason = "It says the name, and so it is not the role."
            yield UnreadLine(self.locations["role"], reason)

    def _iter_unread_labels(self) -> Iterator[UnreadLine]:
        read_lines = {field.line for field in self.fields}
        for field, reason in iter_labels(self.note, self.log, self.settings, everywhere=True):
            if field.line not in read_lines and field.line not in self.dated_lines:
                location = SourceLocation(self.note.path, field.line, field.column)
                yield UnreadLine(location, reason or NOT_ABOVE_LOG)

    def _iter_unread_days(self) -> Iterator[UnreadLine]:
        """Yield the lines with a day in them that nothing was read from."""
        source_lines = self.note.source.text.split("\n")
        read_lines = {field.line for field in self.fields} | self.dated_lines
        read_lines |= {location.line for location in self.locations.values()}
        for line in self.note.lines:
            if line.number in read_lines:
                continue
            reason = ""
            if find_day_anywhere(line.raw, self.form.date_order):
                reason = self._find_reason_against_day(line)
            elif find_day_anywhere(source_lines[line.number - 1], self.form.date_order):
                reason = "It is in a comment."
            if reason:
                yield UnreadLine(self._locate(line.number), reason)

    def _find_reason_against_day(self, line: Line) -> str:
        """Find why the day in a line is not the day of an entry."""
        for entry in self.log.entries:
            if entry.line.number == line.number:
                return entry.reason
            if entry.line.number < line.number <= entry.end_line:
                return f"It belongs to the entry in line {entry.line.number}, whose day counts."
        if line.kind == "verbatim":
            if self._has_day_in_callout_title(line):
                return NO_CONTACT
            return "Quotes, code and the blocks of templates are not read for facts."
        if line.status:
            return _find_reason_against_task(line)
        match line.kind:
            case "row":
                return (
                    "The day of a row is alone in the first column, or in a column called Date "
                    "where another column has a channel."
                )
            case "heading":
                return "The day of a heading is at its beginning, or behind a channel at its end."
            case "text" if find_day_at_start(line.text, self.form.date_order):
                return (
                    "A paragraph that begins with a day is an entry only where a colon, a dash, a "
                    "channel or a verb such as `called` follows."
                )
        return read_undated_line(line, self.form).reason or DAY_NOT_FIRST

    def _has_day_in_callout_title(self, line: Line) -> bool:
        match = CALLOUT_TITLE.match(line.raw)
        if match is None or is_in_code(self.note.lines, self.note.lines.index(line)):
            return False
        return find_day_at_start(line.raw[match.end() :], self.form.date_order) is not None


def _list_dated_lines(log: Log) -> set[int]:
    """List the lines of which the day was read: of touches, and of what has a day of its own."""
    numbers = {touch.source_location.line for touch in log.touches}
    exchanges: tuple[Gift | Learned | Naming, ...] = (*log.gifts, *log.learned, *log.named)
    for exchange in exchanges:
        if exchange.date:
            numbers.add(exchange.source_location.line)
    for ask in log.asks:
        if ask.date or ask.answered:
            numbers.add(ask.source_location.line)
    for promise in log.promises:
        if promise.due or promise.done:
            numbers.add(promise.source_location.line)
    return numbers


_NOT_MEANT_FOR_US = IGNORED_PROPERTIES | FIRST_NAME_PROPERTIES | LAST_NAME_PROPERTIES


def _find_reason_against_task(line: Line) -> str:
    if line.status not in TASK_STATUSES:
        return f"A task marked `[{line.status}]` is neither a promise nor a touch."
    if line.status in DONE_STATUSES:
        return "A task that is done is a touch on the day at its beginning or behind ✅."
    return (
        "A task that is not done is no touch, and the day it is due is at its beginning, behind 📅, "
        "or behind `by` at its end."
    )
