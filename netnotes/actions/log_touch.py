"""Log a touch in the notes of everyone who was there, and say when to be in touch again."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from netnotes.model.people import DO_NOT_CONTACT
from netnotes.network.follow_up import compute_follow_up
from netnotes.network.names import list_names_in
from netnotes.reading.reader import read_contact_note
from netnotes.text import format_day_short
from netnotes.vault.edit import WriteSession, build_change, open_note
from netnotes.writing.links import write_wikilink
from netnotes.writing.log_entry import find_entry_location, log_meeting
from netnotes.writing.meeting import Meeting
from netnotes.writing.sentence import (
    TypedMeeting,
    parse_answer,
    parse_meeting,
    parse_promise,
    parse_sentence,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netnotes.model.diagnostics import SourceLocation
    from netnotes.model.people import Contact
    from netnotes.model.settings import Settings
    from netnotes.network.network import Network
    from netnotes.vault.note_files import NoteChange
    from netnotes.writing.sentence import ParsedSentence


class ParsedTouch(NamedTuple):
    """A touch as it was typed: with whom, by the names that were used, and what happened."""

    names: tuple[str, ...]
    meeting: Meeting


class LoggedMeeting(NamedTuple):
    """A meeting in the note of one contact: how the note changes, and where its entry is then."""

    contact: Contact
    change: NoteChange
    location: SourceLocation


def parse_touch(
    words: Sequence[str],
    settings: Settings,
    network: Network,
    *,
    day: str | None,
    channel: str | None,
    gave: Sequence[str],
    asked: Sequence[str],
    promised: Sequence[str],
    learned: Sequence[str],
) -> ParsedTouch:
    """Parse a touch from the words of a command: a sentence, or names and then a text.

    The names of the contacts in `network` are names in the sentence, whatever else they could be.
    `day` and `channel` take precedence over what the sentence says; without either the day is
    `today` and the channel empty.
    Raises NetnotesError for a day that is none or still to come, or a channel that is not known.
    """
    sentence = _parse_words(words, settings, network)
    sentence_day = sentence.date.isoformat() if sentence.date else ""
    typed = TypedMeeting(
        day=day or sentence_day,
        channel=channel or sentence.channel,
        text=sentence.text,
        gave=tuple(gave),
        asked=tuple(asked),
        promised=tuple(promised),
        learned=tuple(learned),
    )
    return ParsedTouch(sentence.names, parse_meeting(typed, settings, network.today))


def _parse_words(words: Sequence[str], settings: Settings, network: Network) -> ParsedSentence:
    channels = dict(settings.channels)
    known_names = list_names_in(network, " ".join(words))

    # `netnotes log "Ada and Ben" "talked about the move"`: two arguments are names and a text. With
    # a colon in the first, as in `log "call with Ada: the" move`, quotes were only set differently.
    if len(words) == 2:
        names = parse_sentence(words[0], network.today, channels, known_names)
        if not names.text:
            return names._replace(text=words[1])
    return parse_sentence(" ".join(words), network.today, channels, known_names)


def parse_review_answer(answer: str, promise: str, settings: Settings, network: Network) -> Meeting:
    """Parse the answers about one contact who is known: what happened, and what was promised.

    What would be names in a sentence is text here: `lunch, the boat is sold` names nobody.
    """
    today, known_names = network.today, list_names_in(network, answer)
    sentence = parse_answer(answer, today, dict(settings.channels), known_names)
    promises = []
    if promise.strip():
        promises.append(parse_promise(promise.strip(), today))
    return Meeting(
        date=sentence.date or today,
        channel=sentence.channel,
        text=sentence.text,
        promised=tuple(promises),
    )


def build_log_changes(
    contacts: Sequence[Contact], meeting: Meeting, session: WriteSession
) -> list[LoggedMeeting]:
    """Add a meeting to the note of every contact who was there, with links to the others."""
    logged_meetings = []
    for contact in contacts:
        links = _write_links_to_others(contact, contacts, session)
        note = open_note(session.paths.root, contact.path)
        edits = log_meeting(note.source, meeting._replace(others=links), session.paths.settings)
        change = build_change(note, edits)
        location = find_entry_location(edits, contact.path)
        logged_meetings.append(LoggedMeeting(contact, change, location))
    return logged_meetings


def _write_links_to_others(
    contact: Contact, contacts: Sequence[Contact], session: WriteSession
) -> tuple[str, ...]:
    file_index = session.network.file_index
    return tuple(
        write_wikilink(companion.path, contact.path, file_index)
        for companion in contacts
        if companion is not contact
    )


def describe_next_follow_up(contact: Contact, change: NoteChange, session: WriteSession) -> str:
    """Say when to be in touch again with a contact whose note changes like this."""
    settings = session.paths.settings
    # Read as it will be: the new entry moves the day, and the note may also gain a `pause_until`.
    changed_contact = read_contact_note(contact.path, change.text, settings)
    follow_up = compute_follow_up(changed_contact, settings, session.network.today)
    if follow_up.due and follow_up.is_live:
        return f"next with {contact.name}: {format_day_short(follow_up.due)}"
    if changed_contact.died:
        return f"{contact.name} has died, and is never due"
    if changed_contact.status == DO_NOT_CONTACT:
        return f"{contact.name} has the status `{DO_NOT_CONTACT}`, and is never due"
    if follow_up.cadence == 0:
        return f"{contact.name} is never due"
    if follow_up.cadence is None:
        return f"{contact.name} has no tier, so no next date is set"
    return f"no next date is set for {contact.name}"
