"""Whether a note says what it said, and what was to be added, once an edit is applied to it.

The reader itself is the judge: only it knows what it makes of the lines around new ones.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from msgspec.structs import replace

from netnotes.model.people import Contact
from netnotes.reading.contact_log import read_log
from netnotes.reading.entities import read_contact
from netnotes.reading.note import build_source, read_note
from netnotes.reading.reader import read_source
from netnotes.reading.typed_words import convert_to_plain_value
from netnotes.writing.edits import apply_edits

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netnotes.model.settings import Settings
    from netnotes.reading.note import Source
    from netnotes.writing.edits import Edit


LogFact = tuple[object, ...]


def read_contact_before_and_after(
    source: Source, edit: Edit, settings: Settings
) -> tuple[Contact, Contact] | None:
    """Read a contact as they are, and as they would be with an edit.

    None where the edited note would be about something else.
    """
    edited = build_source(source.path, apply_edits(source.text, (edit,)))
    before, after = (read_source(text, settings).entity for text in (source, edited))
    if isinstance(before, Contact):
        if not isinstance(after, Contact):
            return None
        return (before, after)
    # What a note is about can follow from others, as in a folder of one person's notes.
    return _read_as_contact(source, settings), _read_as_contact(edited, settings)


def _read_as_contact(source: Source, settings: Settings) -> Contact:
    note, _ = read_note(source)
    log, _ = read_log(note, dict(settings.channels), settings.date_order)
    contact, _ = read_contact(note, log, settings)
    return contact


def list_log_facts(contact: Contact) -> list[LogFact]:
    """List everything that a contact's log says, without the lines it says it on."""
    facts: list[LogFact] = [
        ("touch", touch.date, touch.channel, touch.text) for touch in contact.touches
    ]
    kinds = (
        ("gift", contact.gifts),
        ("ask", contact.asks),
        ("promise", contact.promises),
        ("learned", contact.learned),
        ("named", contact.named),
    )
    for kind, entries in kinds:
        for entry in entries:
            facts.append((kind, *entry[:-1]))  # the last field is the source location
    return facts


def list_new_facts(before: Contact, after: Contact) -> list[LogFact] | None:
    """List what a log says in addition; None if it no longer says all that it said."""
    old_facts, new_facts = Counter(list_log_facts(before)), Counter(list_log_facts(after))
    if old_facts - new_facts:
        return None
    return list((new_facts - old_facts).elements())


def has_same_properties(before: Contact, after: Contact) -> bool:
    """Tell whether two readings of a note differ at most in its text and its log."""
    return _strip_body(before) == _strip_body(after)


def _strip_body(contact: Contact) -> Contact:
    stripped: dict[str, object] = dict.fromkeys(("digest", "read_at", "text"), "")
    stripped |= dict.fromkeys(("touches", "gifts", "asks", "promises", "learned", "named"), ())
    for name in ("goals", "not_for", "met_at", "introduced_by", "knows"):
        stripped[name] = convert_to_plain_value(getattr(contact, name))
    return replace(contact, **stripped)


def count_own_words(text: str) -> Counter[str]:
    """Count the words of a note's own text, without its headings.

    A heading is no text as long as all that is below it is read as a log.
    """
    lines = [line for line in text.split("\n") if not _HEADING.match(line)]
    return count_words(lines)


def count_words(lines: Iterable[str]) -> Counter[str]:
    """Count the words in some lines, whatever is between them."""
    return Counter(word for line in lines for word in line.split())


_HEADING = re.compile(r" {0,3}#{1,6}(?:\s|$)")
