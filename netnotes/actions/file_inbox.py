"""File the sentences of the inbox: each becomes the entries that it means, or is asked about."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from netnotes.errors import NetnotesError
from netnotes.network.wording import describe_death
from netnotes.reading.note import build_source
from netnotes.reading.reader import read_contact_note
from netnotes.text import WORD, format_day_short, join_words, shorten_to_words
from netnotes.vault.edit import build_change, open_note, open_text
from netnotes.vault.inbox import collect_name_words
from netnotes.writing.edits import apply_edits
from netnotes.writing.inbox import (
    COMPANY_WORDS,
    has_touch_word,
    is_bare_task,
    is_open_task_of_plan,
    list_waiting_lines,
    remove_line,
    set_question,
)
from netnotes.writing.inbox_questions import format_question
from netnotes.writing.links import write_wikilink
from netnotes.writing.log_entry import find_entry_location, log_meeting
from netnotes.writing.meeting import list_sentences
from netnotes.writing.name_index import build_name_index
from netnotes.writing.understand import understand_sentence
from netnotes.writing.understanding import build_meetings, describe_understanding

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date as Day

    from netnotes.model.people import Ask, Contact, Gift, Learned, Mode, Promise
    from netnotes.vault.edit import WriteSession
    from netnotes.vault.note_files import EditableNote, NoteChange
    from netnotes.writing.edits import Edit
    from netnotes.writing.inbox import InboxLine
    from netnotes.writing.meeting import Meeting
    from netnotes.writing.understanding import Question, Understanding


class FiledSentence(NamedTuple):
    """A sentence that leaves the inbox, and the lines that say it in the notes."""

    line_number: int
    sentence: str

    # How it was understood, in one line.
    reading: str

    # Pairs of a path and the first line of an entry; none for what stood in the notes already.
    entries: tuple[tuple[str, str], ...]

    # The paths of the notes in which it stood already.
    known_paths: tuple[str, ...]


class AskedSentence(NamedTuple):
    """A sentence that stays in the inbox, and what is asked about it."""

    line_number: int
    sentence: str
    question: str


class InboxPlan(NamedTuple):
    """What filing the inbox changes; all changes are written together, or none."""

    path: str
    changes: tuple[NoteChange, ...]
    filed: tuple[FiledSentence, ...]
    asked: tuple[AskedSentence, ...]


def plan_inbox(session: WriteSession) -> InboxPlan:
    """Plan what becomes of each sentence in the inbox. Nothing is written.

    Raises NetnotesError where there is no inbox, or it can't be read.
    """
    path = session.paths.settings.inbox
    if not path:
        raise NetnotesError(
            "The settings turn the inbox off. "
            'Write `inbox = "Inbox.md"` under [capture] to have one.'
        )
    if not (session.paths.root / path).is_file():
        raise NetnotesError(
            f"There is no {path} in this vault. Make one, and let your phone append a sentence a "
            "line to it; or name another file as `inbox` under [capture] in netnotes.toml."
        )
    return _Filing(session, path).plan()


class _Filing:
    """Files the lines of the inbox one after another into the notes as they are by then."""

    def __init__(self, session: WriteSession, path: str) -> None:
        self.session = session
        self.settings = session.paths.settings
        self.today = session.network.today
        self.contacts = session.network.contacts_by_path
        # A merge that is not settled is no obstacle here: each side's lines are sentences.
        self.inbox = open_text(session.paths.root, path)
        self.names = build_name_index(session.network.contacts)
        self.name_words = collect_name_words(session.network.contacts)
        self.notes: dict[str, EditableNote] = {}
        self.texts: dict[str, str] = {}
        self.edits: list[Edit] = []
        self.filed: list[FiledSentence] = []
        self.asked: list[AskedSentence] = []

    def plan(self) -> InboxPlan:
        source = self.inbox.source
        waiting = list_waiting_lines(self.inbox.path, source.text, self.name_words, self.settings)
        understandings = [self._understand(line) for line in waiting]
        understood_lines = list(zip(waiting, understandings, strict=True))
        for line, understood in understood_lines:
            question = self._file_or_question(line, understood, understood_lines)
            if question:
                self._ask(line, question, source.text)

        changes = [build_change(self.inbox, self.edits)]
        for path, note in self.notes.items():
            changes.append(build_change(note, ())._replace(text=self.texts[path]))
        return InboxPlan(
            self.inbox.path,
            tuple([change for change in changes if change.text != change.note.text]),
            tuple(self.filed),
            tuple(self.asked),
        )

    def _file_or_question(
        self,
        line: InboxLine,
        understood: Understanding | str,
        understood_lines: list[tuple[InboxLine, Understanding | str]],
    ) -> str:
        """File a sentence, or return what has to be asked about it."""
        if isinstance(understood, str):
            return understood
        question = _find_other_side(line, understood, understood_lines)
        if question:
            return question
        try:
            self._file(line, understood)
        except NetnotesError as error:
            return str(error)
        return ""

    def _ask(self, line: InboxLine, question: str, text: str) -> None:
        self.asked.append(AskedSentence(line.number, line.sentence, question))
        words = format_question(question, self.name_words)
        self.edits += set_question(line, words, text.split("\n"))

    def _understand(self, line: InboxLine) -> Understanding | str:
        """Understand a sentence, or return what has to be asked first."""
        if line.stamp.question:
            return line.stamp.question
        today = line.stamp.day or self.today
        if today > self.today:
            return (
                f"{format_day_short(today)} is still to come. Did it happen? "
                "Write the day on which it did."
            )
        try:
            understanding = self._answer_by_default(line.sentence, today)
        except NetnotesError as error:
            return str(error)
        return self._find_question(line, understanding) or _add_own_lines(line, understanding)

    def _answer_by_default(self, sentence: str, today: Day) -> Understanding:
        """Understand a sentence, with the answers that hold where nobody can be asked."""
        answers: list[str] = []
        while True:
            understanding = understand_sentence(sentence, self.names, today, self.settings, answers)
            new_answers = [
                question.default_key
                for question in understanding.questions
                if question.default_key and question.default_key not in answers
            ]
            if not new_answers:
                return understanding
            answers += new_answers

    def _find_question(self, line: InboxLine, understanding: Understanding) -> str:
        """Find what has to be asked about a sentence; empty if nothing has."""
        day = understanding.day
        if day is not None and (understanding.is_plan or day > self.today):
            return (
                f"{format_day_short(day)} is still to come. Write the day on which it was; "
                "a plan belongs under `next:` in the note."
            )
        if understanding.questions:
            return " ".join([_write_question(question) for question in understanding.questions])
        if day is None or not understanding.people:
            return "With whom was it, and on which day?"
        return self._find_doubt(line, understanding, day) or self._find_dead(understanding, day)

    def _find_doubt(self, line: InboxLine, understanding: Understanding, day: Day) -> str:
        """Find what makes it doubtful that a line tells of a touch; empty if nothing does."""
        is_day_named = understanding.is_day_named
        if is_open_task_of_plan(line, day, is_day_named=is_day_named, today=self.today):
            return "Is this done? Tick it, or write on which day it was."
        if line.status == "" and not is_day_named and is_bare_task(line):
            return "Is this done? Write how it was, as in `called`, or on which day it was."
        if not _reads_like_touch(line, understanding, dict(self.settings.channels)):
            names = join_words([person.name for person in understanding.people])
            return (
                f"Were you in touch with {names}? Write how it was, as in `coffee with` or "
                "`called`."
            )
        if line.has_other_below or any("::" in own_line for own_line in line.own_lines):
            return "What is below this line can't be filed. Write it into the line, or by hand."
        return ""

    def _find_dead(self, understanding: Understanding, day: Day) -> str:
        for person in understanding.people:
            contact = self.contacts[person.path]
            if contact.died and contact.died.can_be_before(day):
                return (
                    f"{describe_death(contact)}. Is somebody else meant, or another day? "
                    "`netnotes log --anyway` writes it all the same."
                )
        return ""

    def _file(self, line: InboxLine, understanding: Understanding) -> None:
        """Write a sentence into all its notes, or raise NetnotesError and leave them."""
        file_index = self.session.network.file_index
        meetings = build_meetings(understanding, partial(write_wikilink, file_index=file_index))
        is_day_sure = line.stamp.day is not None or understanding.is_day_named
        texts: dict[str, str] = {}
        entries = []
        known_paths = []
        for path, meeting in meetings:
            text = self._open(path)
            contact = read_contact_note(path, text, self.settings)
            if _has_entry(contact, meeting, is_day_sure=is_day_sure):
                known_paths.append(path)
                continue
            edits = log_meeting(build_source(path, text), meeting, self.settings)
            texts[path] = apply_edits(text, edits)
            number = find_entry_location(edits, path).line
            new_lines = build_source(path, texts[path]).text.split("\n")
            entries.append((path, new_lines[number - 1].strip()))

        self.texts.update(texts)
        self.edits.append(remove_line(line))
        reading = describe_understanding(understanding, self.today)
        self.filed.append(
            FiledSentence(line.number, line.sentence, reading, tuple(entries), tuple(known_paths))
        )

    def _open(self, path: str) -> str:
        """Return the text of a note as it will be by now."""
        if path not in self.notes:
            self.notes[path] = open_note(self.session.paths.root, path)
            self.texts[path] = self.notes[path].text
        return self.texts[path]


def _write_question(question: Question) -> str:
    """Write a question for somebody who answers it by a change of the sentence."""
    if question.kind == "unknown":
        return (
            f"Who is {question.words}? There is no note of that name. Correct it here, or make one "
            "with `netnotes new`, or with `netnotes met` for somebody you have just met."
        )
    if question.kind in ("happened", "nobody"):
        return f"{question.text} Write how it was, as in `coffee with` or `called`."
    if question.kind == "absent":
        return f"{question.text} Write it on a line of its own, or name all those who were there."
    return question.text


def _add_own_lines(line: InboxLine, understanding: Understanding) -> Understanding:
    """Add the lines below a sentence to its text."""
    if not line.own_lines:
        return understanding
    text = "\n".join(filter(None, (understanding.text, *line.own_lines)))
    return replace(understanding, text=text)


def _reads_like_touch(
    line: InboxLine, understanding: Understanding, channels: Mapping[str, Mode]
) -> bool:
    """Tell whether a sentence says that there was a touch, and does not only name somebody."""
    if line.stamp.is_stamped or understanding.channel or understanding.is_day_named:
        return True
    if understanding.promised or understanding.asked or understanding.gave:
        return True
    if has_touch_word(line.sentence, channels):
        return True
    first_words = understanding.people[0].words
    is_about = re.match(rf"{re.escape(first_words)}\s*[:,]", line.sentence)
    return is_about is not None or _COMPANY.search(line.sentence) is not None


_COMPANY = re.compile(rf"\b(?:{'|'.join(COMPANY_WORDS)})\b", re.IGNORECASE)


def _find_other_side(
    line: InboxLine,
    understanding: Understanding,
    understood_lines: list[tuple[InboxLine, Understanding | str]],
) -> str:
    """Find whether the other side of a merge conflict tells of the same touch in other words."""
    if not line.conflict:
        return ""
    for other_line, other_understanding in understood_lines:
        is_other_side = other_line.conflict == line.conflict and other_line.side != line.side
        if not is_other_side or isinstance(other_understanding, str):
            continue
        is_same_touch = _get_touch(other_understanding) == _get_touch(understanding)
        if is_same_touch and other_understanding.text != understanding.text:
            # Not by its number: the questions themselves are lines, and change it.
            words = shorten_to_words(other_line.sentence, MAX_QUOTED_LENGTH)
            return (
                f"Is this the same as “{words}”, from your other device? "
                "Delete one of the two, or the marks of the merge around them."
            )
    return ""


# In characters, of a sentence in a question about another one.
MAX_QUOTED_LENGTH = 100


def _get_touch(understanding: Understanding) -> tuple[object, ...]:
    paths = frozenset([person.path for person in understanding.people])
    return paths, understanding.day, understanding.channel


# A line that comes back from another device after so many days is still the same.
MAX_DAYS_OF_MERGE = 30


def _has_entry(contact: Contact, meeting: Meeting, *, is_day_sure: bool) -> bool:
    """Tell whether a touch stands in a note already, with all that passed.

    A line without a stamp that a merge brings back is filed on a later day: then the same words of
    the last weeks are the same touch.
    """
    words = _fold_entry(" ".join(list_sentences(meeting)))
    for touch in contact.touches:
        days = (meeting.date - touch.date).days
        is_same_day = days == 0 or (not is_day_sure and words and 0 < days <= MAX_DAYS_OF_MERGE)
        if not is_same_day or meeting.channel not in ("", touch.channel):
            continue
        touch_words = _fold_entry(touch.text)
        if (words and f" {words} " in f" {touch_words} ") or words == touch_words:
            return _has_all_statements(contact, meeting)
    return False


def _has_all_statements(contact: Contact, meeting: Meeting) -> bool:
    pairs: tuple[tuple[tuple[str, ...], tuple[Gift | Ask | Promise | Learned, ...]], ...] = (
        (meeting.gave, contact.gifts),
        (meeting.asked, contact.asks),
        (tuple([text for text, _ in meeting.promised]), contact.promises),
        (meeting.learned, contact.learned),
    )
    for texts, known_entries in pairs:
        known_texts = {_fold_entry(entry.text) for entry in known_entries}
        if not known_texts.issuperset([_fold_entry(text) for text in texts]):
            return False
    return True


def _fold_entry(text: str) -> str:
    return " ".join(_WORD_OR_SIGN.findall(text.casefold()))


# Two entries may differ in nothing but a sign that says something: 👍 and 👎, `£40` and `$40`.
_WORD_OR_SIGN = re.compile(rf"{WORD.pattern}|[^\w\s.,;:!?…()\[\]\"'“”‘’«»–—*_|-]")
