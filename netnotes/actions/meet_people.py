"""Write down whom one has met at an event or on a day: notes for new people, entries for others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from netnotes.actions.first_meeting import add_first_meeting
from netnotes.actions.log_touch import (
    TouchChanges,
    ask_about_death,
    begin_with_nothing,
    build_log_change,
)
from netnotes.actions.meeting_place import MeetingPlace, find_meeting_place
from netnotes.actions.new_contact import build_note_with_properties
from netnotes.digests import compute_digest
from netnotes.errors import NetnotesError, build_existing_file_error
from netnotes.model.note_path import find_date_in_name
from netnotes.network.measures.ways import WaySearch
from netnotes.network.met_people import find_met_contacts, find_named_with_organisation
from netnotes.network.names import find_by_whole_name, find_candidates
from netnotes.reading.daily_notes import find_daily_note_day
from netnotes.reading.file_index import find_file
from netnotes.reading.met_lines import (
    MetWords,
    find_met_lines,
    parse_met_words,
    require_name,
    split_off_words,
)
from netnotes.reading.name_titles import fold_without_titles
from netnotes.reading.note import read_note
from netnotes.reading.reader import read_contact_note
from netnotes.text import fold_name, join_words
from netnotes.vault.listing import list_files
from netnotes.vault.obsidian_settings import find_daily_notes
from netnotes.vault.read_notes import read_note_source
from netnotes.writing.links import write_wikilink
from netnotes.writing.met_words import find_introducer, find_role, split_several_names
from netnotes.writing.name_index import NameIndex, build_name_index
from netnotes.writing.name_places import NAME_ANSWER, NEW_ANSWER
from netnotes.writing.sentence_questions import MAX_SUGGESTIONS
from netnotes.writing.their_statements import keep_their_statements
from netnotes.writing.understand import understand_sentence
from netnotes.writing.understanding import (
    Choice,
    NamedPerson,
    Question,
    Understanding,
    build_meetings,
    find_answer,
    list_understood_parts,
)

# Verbs take these from here: a verb does not import what is behind an action.
__all__ = ["MeetingPlace", "MetWords", "Question", "find_meeting_place", "parse_met_words"]

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date as Day

    from netnotes.model.people import Contact, MetLine
    from netnotes.network.network import Network
    from netnotes.vault.edit import WriteSession
    from netnotes.writing.properties import PropertyValue


# The word for a meeting in person.
CHANNEL = "met"


class MetPerson(NamedTuple):
    """Somebody who was met, and what becomes of it."""

    name: str
    path: str
    is_new: bool

    # What the note says then, in words: `organisation Le Fil`, `promised: the slides`.
    facts: tuple[str, ...]


class MeetingPlan(NamedTuple):
    """What is written about the people who were met; nothing while there are questions."""

    place: MeetingPlace
    people: tuple[MetPerson, ...] = ()
    changes: TouchChanges = TouchChanges((), frozenset())
    questions: tuple[Question, ...] = ()

    def compute_digest(self) -> str:
        """Compute a hash of all that is written and of what was there before."""
        notes = [
            (change.note.path, change.note.text, change.text) for change in self.changes.changes
        ]
        return compute_digest(repr(notes).encode(errors="surrogatepass")).hex()


class _NamedLine(NamedTuple):
    """A line about somebody, once it is known whom it means."""

    name: str
    words: str

    # None for somebody new.
    contact: Contact | None


def plan_meeting(
    place: MeetingPlace,
    lines: Sequence[MetWords],
    session: WriteSession,
    answers: Sequence[str] = (),
    said_on: Day | None = None,
) -> MeetingPlan:
    """Plan what is written about the people of some lines.

    `answers` are the keys of choices that answer the questions of an earlier call. `said_on` is the
    day from which `by Friday` counts, today if None. Raises NetnotesError for a line that can't be
    read, or a note that can't be edited.
    """
    network = session.network
    names = build_name_index(network.contacts)
    named_lines: list[_NamedLine] = []
    questions: list[Question] = []
    for met in lines:
        found = _find_person(met, network, names, answers)
        if isinstance(found, Question):
            questions.append(found)
            continue
        named_lines.append(found)
        introducer = _choose_introducer(found, network, names, answers)
        if isinstance(introducer, Question):
            questions.append(introducer)
        if found.contact:
            questions += ask_about_death(found.contact, place.day, answers)
    if questions:
        return MeetingPlan(place, questions=tuple(dict.fromkeys(questions)))
    _require_each_once(named_lines)
    planner = _MeetingPlanner(place, session, names, answers, said_on or network.today)
    return planner.build(named_lines)


class NoteLines(NamedTuple):
    """The lines of notes about people who were met there."""

    # Of those who have no note yet, or none that says that we met then.
    lines: tuple[MetWords, ...] = ()

    # Why others were left out, each with its place.
    remarks: tuple[str, ...] = ()


def collect_note_lines(place: MeetingPlace, session: WriteSession) -> NoteLines:
    """Collect the lines under `## Met` in the note of the event, or in the notes of the day.

    Raises NetnotesError where there are none that could be written.
    """
    network = session.network
    if place.event:
        met_lines = place.event.met_lines
        note_words = place.event.path
    else:
        met_lines = tuple(_iter_lines_of_day(place.day, session))
        note_words = f"a note called {place.day}"
    lines = []
    remarks = []
    for met_line in met_lines:
        try:
            met = parse_met_words(met_line.text)
            if not find_named_with_organisation(met, network):
                require_name(split_off_words(met))
        except NetnotesError as error:
            remarks.append(f"{met_line.source_location}: {error}")
            continue
        contacts = find_met_contacts(met, network)
        if not any(_has_met(contact, place) for contact in contacts):
            lines.append(met)
    if not met_lines:
        raise NetnotesError(
            'Whom did you meet? Name them as in `netnotes met yesterday "Camille Joubert: '
            f'journalist"`, or in lines under `## Met` in {note_words}.'
        )
    if not lines and not remarks:
        raise NetnotesError(
            f"There is nobody to write down: whoever is under `## Met` in {note_words} has a note "
            "that says so."
        )
    return NoteLines(tuple(lines), tuple(remarks))


def _iter_lines_of_day(day: Day, session: WriteSession) -> Iterator[MetLine]:
    """Yield the lines of the notes that are named after a day, such as a daily note."""
    paths = session.paths
    daily_notes = find_daily_notes(paths.root, paths.settings)
    for file in list_files(paths.root, paths.settings, paths.output).notes:
        written_day = find_daily_note_day(file.path, daily_notes) or find_date_in_name(file.path)
        if written_day == day and file.path not in session.network.contacts_by_path:
            source, _ = read_note_source(paths.root, file)
            if source:
                yield from find_met_lines(read_note(source)[0])


def _has_met(contact: Contact, place: MeetingPlace) -> bool:
    """Tell whether the notes say that we met somebody there."""
    return any(touch.mode == "in person" and place.is_on(touch.date) for touch in contact.touches)


def _find_person(
    met: MetWords, network: Network, names: NameIndex, answers: Sequence[str]
) -> _NamedLine | Question:
    """Find whom a line means: one contact, somebody new, or a question."""
    if network.settings.me.is_named(met.name):
        raise NetnotesError(f"{met.name} is you, by your settings. Write whom you met.")
    answered = _find_answered_contact(met.name, network, answers)
    if answered:
        return _NamedLine(answered.name, met.words, answered)
    if met.link_target:
        return _find_linked_person(met, network)

    candidates = find_by_whole_name(network, met.name)
    if len(candidates) == 1:
        return _NamedLine(candidates[0].name, met.words, candidates[0])
    if candidates:
        return _ask_who(met.name, candidates, network, is_one_of_them=True)
    met = split_off_words(met)
    if any(fold_name(answer) == fold_name(f"{NEW_ANSWER}{met.name}") for answer in answers):
        return _NamedLine(met.name, met.words, None)
    parts = split_several_names(met.name)
    if len(parts) > 1:
        raise NetnotesError(
            f"`{met.name}` reads like {len(parts)} people. Write {join_words(parts)} by "
            f"themselves, or [[{met.name}]] if it is one name."
        )
    similar = find_by_whole_name(network, met.name) or _list_similar(met.name, network, names)
    if similar:
        return _ask_who(met.name, similar, network, is_one_of_them=False)
    require_name(met)
    return _NamedLine(met.name, met.words, None)


def _find_answered_contact(name: str, network: Network, answers: Sequence[str]) -> Contact | None:
    path = find_answer(answers, f"{NAME_ANSWER}{name}=")
    return network.contacts_by_path.get(path)


def _find_linked_person(met: MetWords, network: Network) -> _NamedLine:
    path = find_file(met.link_target, "", network.file_index).path
    if not path:
        return _NamedLine(met.name, met.words, None)
    contact = network.contacts_by_path.get(path)
    if contact is None:
        raise NetnotesError(
            f"[[{met.link_target}]] leads to {path}, which is no note about a person."
        )
    return _NamedLine(contact.name, met.words, contact)


def _list_similar(name: str, network: Network, names: NameIndex) -> tuple[Contact, ...]:
    """List who has a part of a name, or one that differs by a slip of the finger."""
    contacts = list(find_candidates(network, name))
    contacts += [network.contacts_by_path[path] for path in names.suggest_paths(name)]
    return tuple(dict.fromkeys(contacts))[:MAX_SUGGESTIONS]


def _ask_who(
    name: str, contacts: Sequence[Contact], network: Network, *, is_one_of_them: bool
) -> Question:
    """Ask which contact a name means, or whether it is somebody new with a name like theirs."""
    all_names = [contact.name for contact in contacts]
    choices = []
    for contact in contacts:
        label = contact.name if all_names.count(contact.name) == 1 else contact.path
        choices.append(Choice(f"{NAME_ANSWER}{name}={contact.path}", label, contact.path))
    labels = join_words([choice.label for choice in choices], "or")
    if is_one_of_them:
        return Question("person", f"Which {name}: {labels}?", tuple(choices), name)
    choices.append(Choice(f"{NEW_ANSWER}{name}", "somebody new"))
    return Question("slip", f"Is {name} {labels}, or somebody new?", tuple(choices), name)


def _choose_introducer(
    line: _NamedLine, network: Network, names: NameIndex, answers: Sequence[str]
) -> Contact | Question | None:
    """Choose by whom somebody new was introduced; None where the words do not say it."""
    if line.contact:
        return None
    found = find_introducer(line.words, names)
    if found is None:
        return None
    name = line.words[found.start : found.end]
    contacts = [network.contacts_by_path[path] for path in found.paths]
    for answer in answers:
        if answer.startswith(f"{NAME_ANSWER}{name}="):
            path = answer.removeprefix(f"{NAME_ANSWER}{name}=")
            contacts = [contact for contact in contacts if contact.path == path] or contacts
    if len(contacts) > 1:
        return _ask_who(name, contacts, network, is_one_of_them=True)
    return contacts[0]


def _require_each_once(lines: Sequence[_NamedLine]) -> None:
    seen = set()
    for line in lines:
        key = line.contact.path if line.contact else fold_without_titles(line.name)
        if key in seen:
            raise NetnotesError(f"{line.name} is named twice. Write all about them in one line.")
        seen.add(key)


class _MeetingPlanner:
    """Builds the notes and entries about the people of one meeting."""

    def __init__(
        self,
        place: MeetingPlace,
        session: WriteSession,
        names: NameIndex,
        answers: Sequence[str],
        said_on: Day,
    ) -> None:
        self.place = place
        self.session = session
        self.names = names
        self.answers = answers
        self.said_on = said_on
        self.settings = session.paths.settings
        self.file_index = session.network.file_index
        self.search = WaySearch(session.network)
        self.new_texts: dict[str, str] = {}

    def build(self, lines: Sequence[_NamedLine]) -> MeetingPlan:
        """Build what is written, in the order of the lines."""
        contacts = [line.contact or self._build_contact(line) for line in lines]
        for contact in contacts:
            if contact.path in self.new_texts:
                self.file_index = self.file_index.build_after_move(
                    "", contact.path, contact.aliases
                )
        new_contacts = [contact for contact in contacts if self._is_new(contact)]
        known = [*self.session.network.contacts, *new_contacts]
        names = build_name_index(known)

        changes = []
        people = []
        for line, contact in zip(lines, contacts, strict=True):
            understanding = self._understand(line, contact, names)
            ((_, meeting),) = build_meetings(understanding, self._write_link)
            logged = build_log_change(contact, meeting, self.session, self.new_texts)
            change = begin_with_nothing(logged.change, self.new_texts)
            if self._is_first_meeting(contact):
                place = self._write_place_of_meeting(contact.path)
                text = add_first_meeting(contact, change.text, self.place.day, place, self.settings)
                change = change._replace(text=text)
            changes.append(change)
            facts = tuple(self._iter_facts(contact, understanding))
            people.append(MetPerson(contact.name, contact.path, self._is_new(contact), facts))
        touch_changes = TouchChanges(tuple(changes), frozenset(self.new_texts))
        return MeetingPlan(self.place, tuple(people), touch_changes)

    def _is_new(self, contact: Contact) -> bool:
        return contact.path in self.new_texts

    def _is_first_meeting(self, contact: Contact) -> bool:
        """Whether a goal wanted this meeting; of others who have a note the first is not known."""
        return not self._is_new(contact) and self.search.is_unmet_target(contact)

    def _write_place_of_meeting(self, origin: str) -> str:
        """Write where we met: a link to the event, or words; empty for a day alone."""
        if self.place.event:
            return self._write_link(self.place.event.path, origin)
        return self.place.words

    def _write_link(self, path: str, origin: str) -> str:
        return write_wikilink(path, origin, self.file_index)

    def _build_contact(self, line: _NamedLine) -> Contact:
        """Build the note of somebody new, still without an entry."""
        properties: dict[str, PropertyValue] = {"met": self.place.day.isoformat()}
        place = self._write_place_of_meeting("")
        if place:
            properties["met_at"] = place
        introducer = _choose_introducer(line, self.session.network, self.names, self.answers)
        if introducer and not isinstance(introducer, Question):
            properties["introduced_by"] = self._write_link(introducer.path, "")
        role, organisation = find_role(line.words)
        if role:
            properties |= {"organisation": organisation, "role": role}

        path, text = build_note_with_properties(line.name, properties, self.session)
        if path in self.new_texts:
            raise build_existing_file_error(path)
        self.new_texts[path] = text
        return read_contact_note(path, text, self.settings)

    def _understand(self, line: _NamedLine, contact: Contact, names: NameIndex) -> Understanding:
        """Understand the words about one person as the sentence of a meeting with them."""
        sentence = f"{CHANNEL} {contact.path}: {line.words}"
        understanding = understand_sentence(sentence, names, self.said_on, self.settings)
        if not _is_all_there(understanding, contact.path):
            understanding = Understanding(sentence=sentence, text=line.words)
        understanding = keep_their_statements(understanding, line.words)
        text = understanding.text
        if not self._is_new(contact):
            # The note of somebody new has it as `met_at`.
            text = "; ".join(filter(None, (self._write_place(contact.path), text)))
        person = NamedPerson(contact.path, contact.name, contact.path)
        channel = CHANNEL if CHANNEL in dict(self.settings.channels) else ""
        return replace(
            understanding, people=(person,), day=self.place.day, channel=channel, text=text
        )

    def _write_place(self, origin: str) -> str:
        place = self._write_place_of_meeting(origin)
        return f"at {place}" if self.place.event else place

    def _iter_facts(self, contact: Contact, understanding: Understanding) -> Iterator[str]:
        if self._is_new(contact):
            if contact.organisation:
                yield f"role {contact.role}, organisation {contact.organisation}"
            if contact.introduced_by:
                yield f"introduced by {contact.introduced_by.target}"
        elif self._is_first_meeting(contact):
            yield "met for the first time"
        for part in list_understood_parts(understanding, self.session.network.today):
            if part.kind not in ("person", "day", "channel"):
                yield part.text


def _is_all_there(understanding: Understanding, path: str) -> bool:
    """Tell whether words were understood without doubt, and no name in them is lost.

    `promised Ben the slides` is no promise to the person that the line is about.
    """
    if understanding.questions or [person.path for person in understanding.people] != [path]:
        return False
    statements = (
        *(statement.text for statement in understanding.promised),
        *(statement.text for statement in understanding.asked),
        *(statement.text for statement in understanding.gave),
        *(statement.text for statement in understanding.learned),
    )
    all_text = " ".join((understanding.text, *statements))
    return all(
        re.search(rf"(?<!\w){re.escape(person.words)}(?!\w)", all_text)
        for person in understanding.linked
    )
