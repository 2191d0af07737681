"""Log a touch in the notes of everyone who was there, and say when to be in touch again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import structs

from netnotes.errors import NetnotesError
from netnotes.model.people import DO_NOT_CONTACT, list_open_promises
from netnotes.network.follow_up import (
    compute_follow_up,
    find_last_contact,
    get_open_next_step,
)
from netnotes.network.wording import describe_death
from netnotes.reading.note import build_source
from netnotes.reading.reader import read_contact_note
from netnotes.text import format_command, format_day_short, format_iso_day
from netnotes.vault.edit import WriteSession, build_change, open_note
from netnotes.vault.note_files import EditableNote, NoteChange
from netnotes.writing.days import looks_like_day
from netnotes.writing.edits import apply_edits
from netnotes.writing.links import write_wikilink
from netnotes.writing.log_entry import find_entry_location, log_meeting
from netnotes.writing.meeting import Meeting, iter_field_lines
from netnotes.writing.name_index import build_name_index
from netnotes.writing.name_places import NAME_ANSWER
from netnotes.writing.note_text import add_log_lines
from netnotes.writing.properties import set_property
from netnotes.writing.sentence_questions import DAY_ANSWER, apply_recipients, ask_for_recipient
from netnotes.writing.typed_meeting import TypedMeeting, parse_log_day, parse_meeting, parse_promise
from netnotes.writing.understand import parse_answer, understand_sentence
from netnotes.writing.understanding import (
    Choice,
    NamedPerson,
    Question,
    Statement,
    Understanding,
    build_meetings,
    describe_understanding,
    find_answer,
    list_present,
)

# Verbs take these from here: a verb does not import what is behind an action.
__all__ = ["Question", "TypedMeeting", "Understanding"]

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date as Day

    from netnotes.model.diagnostics import SourceLocation
    from netnotes.model.people import Contact
    from netnotes.model.settings import Settings
    from netnotes.network.network import Network
    from netnotes.vault.note_writer import NoteWriter


class LoggedMeeting(NamedTuple):
    """A meeting in the note of one contact: how the note changes, and where its entry is then."""

    contact: Contact
    change: NoteChange
    location: SourceLocation


def understand_touch(
    words: Sequence[str],
    settings: Settings,
    network: Network,
    *,
    typed: TypedMeeting,
    answers: Sequence[str] = (),
) -> Understanding:
    """Understand a touch from the words of a command: a sentence, or names and then a text.

    The names of the contacts in `network` are names in the sentence, whatever else they could be.
    What is `typed` in options takes precedence over what the sentence says, and adds to it.
    `answers` are those to the questions of an earlier call.
    Raises NetnotesError for a day that is none or still to come, or a channel that is not known.
    """
    meeting = parse_meeting(typed, settings, network.today)
    understanding = _understand_words(words, settings, network, answers)
    _require_days(understanding, network.today, answers)
    changes: dict[str, Any] = {}
    questions = understanding.questions
    if typed.day:
        changes |= {"day": meeting.date, "is_day_named": True, "is_plan": False}
        questions = tuple(
            [question for question in questions if question.kind not in ("day", "plan")]
        )
    if meeting.channel:
        mode = dict(settings.channels).get(meeting.channel, "")
        changes |= {"channel": meeting.channel, "mode": mode}
    people = understanding.people
    questions = tuple([question for question in questions if question.kind != "recipient"])
    for kind, statements in _list_typed_statements(meeting).items():
        all_statements = (*getattr(understanding, kind), *statements)
        changes[kind] = apply_recipients(kind, all_statements, people, answers)
        questions += tuple(ask_for_recipient(kind, changes[kind], people))
    return structs.replace(understanding, questions=questions, **changes)


def _list_typed_statements(meeting: Meeting) -> dict[str, list[Statement]]:
    """List what was promised, asked, given and learned by the options, each by its kind."""
    return {
        "promised": [Statement(text, due) for text, due in meeting.promised],
        "asked": [Statement(text) for text in meeting.asked],
        "gave": [Statement(text) for text in meeting.gave],
        "learned": [Statement(text) for text in meeting.learned],
    }


def _require_days(understanding: Understanding, today: Day, answers: Sequence[str]) -> None:
    """Raise NetnotesError where words of a sentence look like a day and are none: `on 31 february`.

    As text they would leave a touch on the wrong day, or a promise without its deadline.
    """
    # `by May` is asked about, where somebody is called May.
    if not any(question.kind == "due" for question in understanding.questions):
        _require_due_days(understanding.promised, today, answers)
    words, colon, _ = understanding.text.partition(":")
    has_number = any(map(str.isdigit, words))
    if colon and has_number and not understanding.is_day_named and looks_like_day(words):
        raise NetnotesError(
            f"`{words}` can't be read as a day. Write one such as 2026-10-03, yesterday or 3 "
            "october, or give the day with --on."
        )


def _require_due_days(promises: Sequence[Statement], today: Day, answers: Sequence[str]) -> None:
    for promise in promises:
        last_word = promise.text.rpartition(" ")[2]
        if promise.due is None and not find_answer(answers, f"{NAME_ANSWER}{last_word}="):
            parse_promise(promise.text, today)


def _understand_words(
    words: Sequence[str], settings: Settings, network: Network, answers: Sequence[str]
) -> Understanding:
    names = build_name_index(network.contacts)
    today = network.today
    # `netnotes log "Ada and Ben" "talked about the move"`: two arguments are names and a text. With
    # a colon in the first, as in `log "call with Ada: the" move`, quotes were only set differently.
    if len(words) == 2 and ": " not in words[0]:
        understanding = understand_sentence(words[0], names, today, settings, answers)
        if not understanding.text:
            return structs.replace(understanding, text=words[1])
    return understand_sentence(" ".join(words), names, today, settings, answers)


def parse_review_answer(answer: str, promise: str, settings: Settings, network: Network) -> Meeting:
    """Parse the answers about one contact who is known: what happened, and what was promised.

    What would be names in a sentence is text here: `lunch, the boat is sold` names nobody.
    """
    today = network.today
    parsed = parse_answer(answer, build_name_index(network.contacts), today, settings)
    promises = []
    if promise.strip():
        promises.append(parse_promise(promise.strip(), today))
    return Meeting(
        date=parsed.day or today,
        channel=parsed.channel,
        text=parsed.text,
        promised=tuple(promises),
    )


# An answer that lets an entry be written about somebody who has died: `died:People/Ada Quill.md`.
DEATH_ANSWER = "died:"


def ask_about_death(contact: Contact, day: Day, answers: Sequence[str]) -> list[Question]:
    """Ask before a touch is written of a day on which the contact had died; empty if not so."""
    key = f"{DEATH_ANSWER}{contact.path}"
    if contact.died is None or key in answers or not contact.died.can_be_before(day):
        return []
    text = f"{describe_death(contact)}. Write it all the same?"
    return [Question("happened", text, (Choice(key, "write it all the same"),), contact.name)]


class TouchChanges(NamedTuple):
    """What an understood sentence changes, in notes that are there and in those it makes."""

    # Of all notes; one that is made has no text before.
    changes: tuple[NoteChange, ...]

    # The paths of the notes that are made.
    new_paths: frozenset[str]

    # The entries of a touch; empty for a plan, which is no entry.
    logged_meetings: tuple[LoggedMeeting, ...] = ()

    def write(self, writer: NoteWriter) -> None:
        """Write all notes, those that are made among them, or none."""
        changes = []
        new_notes = []
        for change in self.changes:
            if change.note.path in self.new_paths:
                new_notes.append((change.note.path, change.text))
            else:
                changes.append(change)
        writer.write_notes(changes, new_notes)


def build_touch_changes(understanding: Understanding, session: WriteSession) -> TouchChanges:
    """Build what an understood sentence changes: a touch, or the next step if its day is to come.

    Every note is opened, so one that can't be edited stops all of them. Raises NetnotesError for
    it, or for a name that is to get a note and has one.
    """
    new_texts: dict[str, str] = {}
    new_contacts: Sequence[Contact] = ()
    if understanding.new_names:
        # Most sentences make no note, and this imports the readers of other programs' files.
        from netnotes.actions.new_contact import build_notes, read_new_contacts

        new_texts = build_notes(understanding.new_names, session)
        new_contacts = read_new_contacts(new_texts, session)
    contacts = {contact.path: contact for contact in new_contacts}
    for person in understanding.people:
        contacts[person.path] = session.network.contacts_by_path[person.path]
    understanding = _add_new_people(understanding, new_contacts)

    logged_meetings: tuple[LoggedMeeting, ...] = ()
    if understanding.is_plan:
        changes = _build_plan_changes(understanding, session, contacts, new_texts)
    else:
        logged_meetings = _build_log_changes(understanding, session, contacts, new_texts)
        changes = [logged.change for logged in logged_meetings]
    return TouchChanges(
        tuple([begin_with_nothing(change, new_texts) for change in changes]),
        frozenset(new_texts),
        logged_meetings,
    )


def begin_with_nothing(change: NoteChange, new_texts: Mapping[str, str]) -> NoteChange:
    """Let the change of a note that is made begin with no text: all of it is new."""
    path = change.note.path
    if path in new_texts:
        return NoteChange(EditableNote(path, "", ""), change.text)
    return change


def _build_log_changes(
    understanding: Understanding,
    session: WriteSession,
    contacts: Mapping[str, Contact],
    new_texts: Mapping[str, str],
) -> tuple[LoggedMeeting, ...]:
    """Add what was understood to the note of everyone who was there, with links to the others.

    `contacts` are by path, with those who get a note now. `new_texts` are the texts of these notes
    by path: no file has them yet.
    """
    return tuple(
        [
            build_log_change(contacts[path], meeting, session, new_texts)
            for path, meeting in _build_meetings(understanding, session, contacts, new_texts)
        ]
    )


def _build_meetings(
    understanding: Understanding,
    session: WriteSession,
    contacts: Mapping[str, Contact],
    new_texts: Mapping[str, str],
) -> tuple[tuple[str, Meeting], ...]:
    """Build what each note is to say, with the path of the note."""
    file_index = session.network.file_index
    for path in new_texts:
        file_index = file_index.build_after_move("", path, contacts[path].aliases)
    return build_meetings(
        understanding, lambda path, origin: write_wikilink(path, origin, file_index)
    )


def describe_touch(understanding: Understanding, network: Network) -> str:
    """Describe in one line how a sentence was understood."""
    return describe_understanding(understanding, network.today)


def build_day_answer(words: str, network: Network) -> str:
    """Build the answer to the question which day it was. Raises NetnotesError for none that was."""
    return f"{DAY_ANSWER}{parse_log_day(words, network.today).isoformat()}"


def _add_new_people(understanding: Understanding, contacts: Sequence[Contact]) -> Understanding:
    """Add those who get a note now to the people who are logged."""
    new_people = [NamedPerson(contact.path, contact.name, contact.name) for contact in contacts]
    people = (*understanding.people, *new_people)
    return structs.replace(understanding, people=people, new_names=())


def _build_plan_changes(
    understanding: Understanding,
    session: WriteSession,
    contacts: Mapping[str, Contact],
    new_texts: Mapping[str, str],
) -> list[NoteChange]:
    """Make a day to come the next step of everyone who will be there.

    What was promised, asked, given or learned is no plan: it goes into the log without a day.
    `contacts` and `new_texts` are those of `_build_log_changes`.
    """
    settings = session.paths.settings
    planned_paths = [person.path for person in list_present(understanding.people)]
    changes = []
    for path, meeting in _build_meetings(understanding, session, contacts, new_texts):
        note = _open_note(path, session, new_texts)
        text = note.text
        if path in planned_paths:
            text = _write_plan(text, contacts[path], understanding, settings)
        lines = tuple([f"- {field_line}" for field_line in iter_field_lines(meeting)])
        if lines:
            edit = add_log_lines(build_source(path, text), lines, settings)
            text = apply_edits(text, (edit,))
        changes.append(NoteChange(note, text))
    return changes


def _write_plan(
    text: str, contact: Contact, understanding: Understanding, settings: Settings
) -> str:
    """Write the day and the next step of a plan; words of a next step that are there stay."""
    day = format_iso_day(understanding.day) or ""
    edits = set_property(build_source(contact.path, text), "next", day, settings)
    text = apply_edits(text, edits)
    step = ": ".join(filter(None, (understanding.channel, understanding.text)))
    if not step or step in contact.next_step:
        return text
    if contact.next_step:
        step = f"{contact.next_step}; {step}"
    edits = set_property(build_source(contact.path, text), "next_step", step, settings)
    return apply_edits(text, edits)


def build_log_changes(
    contacts: Sequence[Contact], meeting: Meeting, session: WriteSession
) -> list[LoggedMeeting]:
    """Add a meeting to the note of every contact who was there, with links to the others."""
    logged_meetings = []
    for contact in contacts:
        links = _write_links_to_others(contact, contacts, session)
        logged_meetings.append(
            build_log_change(contact, meeting._replace(others=links), session, {})
        )
    return logged_meetings


def build_log_change(
    contact: Contact, meeting: Meeting, session: WriteSession, new_texts: Mapping[str, str]
) -> LoggedMeeting:
    """Add a meeting to the note of one contact; `new_texts` are those of notes not yet written."""
    note = _open_note(contact.path, session, new_texts)
    edits = log_meeting(note.source, meeting, session.paths.settings)
    change = build_change(note, edits)
    return LoggedMeeting(contact, change, find_entry_location(edits, contact.path))


def _open_note(path: str, session: WriteSession, new_texts: Mapping[str, str]) -> EditableNote:
    if path in new_texts:
        return EditableNote(path, new_texts[path], "")
    return open_note(session.paths.root, path)


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
        return f"{contact.name} has no tier, so no next date is set; `tier: quarterly` sets one"
    return f"no next date is set for {contact.name}"


def list_settled(logged: LoggedMeeting, session: WriteSession) -> list[str]:
    """Say what an entry may have settled: an open promise in the same words, and the next step."""
    contact, change, (_, line, _) = logged
    sentences = []
    if contact.promises:
        # Imported here: most contacts are promised nothing.
        from netnotes.network.measures.needs import extract_content_words

        channels = " ".join(word for word, _ in session.paths.settings.channels)
        entry_words = extract_content_words(change.text.splitlines()[line - 1])
        entry_words -= extract_content_words(channels)
        for promise in list_open_promises(contact):
            if entry_words & extract_content_words(promise.text):
                command = format_command("netnotes", "done", contact.name)
                sentences.append(f"still promised: {promise.text}; `{command}` if this was it")
    last_contact, _ = find_last_contact(contact, session.network.today)
    next_step = get_open_next_step(contact, last_contact)
    if next_step:
        changed_contact = read_contact_note(contact.path, change.text, session.paths.settings)
        follow_up = compute_follow_up(
            changed_contact, session.paths.settings, session.network.today
        )
        if not get_open_next_step(changed_contact, follow_up.last_contact):
            sentences.append(f"no longer shown as the next step: {next_step}")
    return sentences
