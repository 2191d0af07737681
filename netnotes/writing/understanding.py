"""What a sentence on a touch was understood to say, and what must be asked before it is written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from msgspec import Struct

from netnotes.text import MONTHS, WEEKDAYS, format_day_short
from netnotes.writing.meeting import Meeting
from netnotes.writing.plain_words import blank_other_than_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date as Day

    from netnotes.model.people import Mode


class NamedPerson(NamedTuple):
    """Somebody in a sentence: the path and name of the contact, and the words that named them."""

    path: str
    name: str
    words: str

    # Whether they were not there: they get an entry of their own with what was said to them.
    is_apart: bool = False


class Statement(NamedTuple):
    """A promise, an ask, a gift or a fact in a sentence."""

    text: str

    # By when a promise is due; None where no day is named.
    due: Day | None = None

    # Into whose notes it is written: the paths of contacts; empty for all who are logged.
    paths: tuple[str, ...] = ()


class Choice(NamedTuple):
    """One answer to a question."""

    # What `understand_sentence` takes among its `answers`.
    key: str
    label: str

    # The note of the contact it means; empty where it means no one contact.
    path: str = ""


QuestionKind = Literal[
    "person",
    "slip",
    "unknown",
    "nobody",
    "day",
    "plan",
    "due",
    "recipient",
    "absent",
    "happened",
    "ways",
]


class Question(Struct, frozen=True):
    """Something in a sentence that is not certain.

    `person`: which of several; `slip`: did you mean; `unknown`: there is no note, shall one be
    made; `nobody`: with whom; `day`: which one; `plan`: a day to come; `due`: whether a month
    or a name is meant behind `by`; `recipient`: to whom
    something was given, promised or asked; `absent`: what becomes of something that was said to
    somebody who was not there; `happened`: whether it did; `ways`: whether
    it was the same with several people.
    """

    kind: QuestionKind

    # A whole sentence, such as `Which Dan: Dan Brody or Dan Kessler?`.
    text: str
    choices: tuple[Choice, ...] = ()

    # The words of the sentence it is about.
    words: str = ""

    # The key of the answer that holds where nobody can be asked; empty where nothing may be
    # written without an answer.
    default_key: str = ""


class Understanding(Struct, frozen=True, kw_only=True):
    """A sentence as it was understood. Nothing may be written while it has questions."""

    sentence: str

    # Those I was in touch with, each once, and those who get an entry of their own.
    people: tuple[NamedPerson, ...] = ()

    # Those whom the text names; it links to them.
    linked: tuple[NamedPerson, ...] = ()

    # Names for which a note is to be made first, as an answer said.
    new_names: tuple[str, ...] = ()

    # None where a question asks for it.
    day: Day | None = None

    # Whether the sentence or an answer named the day; without a word about it, it is today.
    is_day_named: bool = False

    # The mode and the word for a channel, both empty where the sentence has none.
    mode: Mode = ""
    channel: str = ""
    text: str = ""
    promised: tuple[Statement, ...] = ()
    asked: tuple[Statement, ...] = ()
    gave: tuple[Statement, ...] = ()
    learned: tuple[Statement, ...] = ()
    questions: tuple[Question, ...] = ()

    # Whether the sentence is a plan: `day` is to come, and `next` is what it should be written to.
    is_plan: bool = False


class UnderstoodPart(NamedTuple):
    """A part of an understood sentence: its kind, such as `day`, and what was understood."""

    kind: str
    text: str


def describe_understanding(understanding: Understanding, today: Day) -> str:
    """Describe in one line how a sentence was understood.

    For example `Ben Okafor, Ada Quill · Tuesday 29 September · lunch · promised: send the deck (by
    2 October)`.
    """
    parts = list_understood_parts(understanding, today)
    names = ", ".join([part.text for part in parts if part.kind in ("person", "new")])
    others = [part.text for part in parts if part.kind not in ("person", "new")]
    return " · ".join([names, *others] if names else others)


def list_understood_parts(understanding: Understanding, today: Day) -> list[UnderstoodPart]:
    """List what was understood: each person, those who are new, the day, the way, what passed."""
    present_people = list_present(understanding.people)
    parts = [UnderstoodPart("person", person.name) for person in present_people]
    parts += [UnderstoodPart("new", f"{name} (new)") for name in understanding.new_names]
    if understanding.day is not None:
        parts.append(UnderstoodPart("day", _format_day(understanding.day, today)))
    if understanding.channel:
        parts.append(UnderstoodPart("channel", understanding.channel))
    parts += _list_statement_parts("promised", understanding.promised, understanding, today)
    parts += _list_statement_parts("asked", understanding.asked, understanding, today)
    parts += _list_statement_parts("gave", understanding.gave, understanding, today)
    parts += _list_statement_parts("learned", understanding.learned, understanding, today)
    if understanding.text:
        parts.append(UnderstoodPart("text", f"“{' '.join(understanding.text.split())}”"))
    return parts


def _list_statement_parts(
    label: str, statements: Iterable[Statement], understanding: Understanding, today: Day
) -> list[UnderstoodPart]:
    parts = []
    for statement in statements:
        recipients = ""
        if statement.paths and len(understanding.people) > 1:
            names = [
                person.name for person in understanding.people if person.path in statement.paths
            ]
            recipients = f" {' and '.join(names)}"
        due = f" (by {_format_short(statement.due, today)})" if statement.due else ""
        parts.append(UnderstoodPart(label, f"{label}{recipients}: {statement.text}{due}"))
    return parts


def _format_day(day: Day, today: Day) -> str:
    """Format a day with its weekday; the year only where it is another than today's."""
    return f"{WEEKDAYS[day.weekday()]} {_format_short(day, today)}"


def _format_short(day: Day, today: Day) -> str:
    if day.year != today.year:
        return format_day_short(day)
    return f"{day.day} {MONTHS[day.month - 1]}"


def find_answer(answers: Iterable[str], key: str) -> str:
    """Find what an answer says behind its key, as in `name:Ada=People/Ada.md`; empty if none."""
    for answer in answers:
        if answer.startswith(key):
            return answer.removeprefix(key)
    return ""


def build_meetings(
    understanding: Understanding, write_link: Callable[[str, str], str]
) -> tuple[tuple[str, Meeting], ...]:
    """Build the meeting for the note of each person who is logged, with the path of that note.

    `write_link` writes a link to the note of the first path into the note of the second. Raises
    ValueError while there is no day.
    """
    if understanding.day is None:
        raise ValueError("the day has to be asked for first")
    meetings = []
    present_people = list_present(understanding.people)
    for person in understanding.people:
        others = [named.path for named in present_people if named.path != person.path]
        links = _LinkWriter(understanding.linked, person.path, write_link)
        meeting = Meeting(
            date=understanding.day,
            channel=understanding.channel,
            text=links.add_links(understanding.text),
            gave=_write_texts(_list_for(person, understanding.gave), links),
            asked=_write_texts(_list_for(person, understanding.asked), links),
            promised=tuple(
                [
                    (links.add_links(promise.text), promise.due)
                    for promise in _list_for(person, understanding.promised)
                ]
            ),
            learned=_write_texts(_list_for(person, understanding.learned), links),
            others=tuple([write_link(path, person.path) for path in others]),
        )
        if person.is_apart:
            meeting = meeting._replace(channel="", text="", others=())
        meetings.append((person.path, meeting))
    return tuple(meetings)


def list_present(people: Iterable[NamedPerson]) -> tuple[NamedPerson, ...]:
    """List those who were there."""
    return tuple([person for person in people if not person.is_apart])


def _list_for(person: NamedPerson, statements: Sequence[Statement]) -> list[Statement]:
    for_all = () if person.is_apart else ((),)
    return [
        statement
        for statement in statements
        if statement.paths in for_all or person.path in statement.paths
    ]


def _write_texts(statements: Iterable[Statement], links: _LinkWriter) -> tuple[str, ...]:
    return tuple([links.add_links(statement.text) for statement in statements])


class _LinkWriter(NamedTuple):
    """Puts links in the place of the words that name somebody in a text."""

    linked: tuple[NamedPerson, ...]
    origin: str
    write_link: Callable[[str, str], str]

    def add_links(self, text: str) -> str:
        for person in self.linked:
            if person.path == self.origin or person.words.startswith("["):
                continue
            link = self.write_link(person.path, self.origin)
            if link.startswith("[[") and "|" not in link and link[2:-2] != person.words:
                link = f"{link[:-2]}|{person.words}]]"
            # `Ada-Marie`, `Ada.pdf` and `Notes/Ada` are not Ada.
            pattern = rf"(?<![\w\[|/])(?<!\w-){re.escape(person.words)}(?![\w\]|/]|[-.]\w)"
            match = re.search(pattern, blank_other_than_words(text))
            if match and not _NAME_OF_ANOTHER.match(text, match.end()):
                text = f"{text[: match.start()]}{link}{text[match.end() :]}"
        return text


# `Ada Quill II`, `Ada Quill & Co` and `"Ada Quill" the musical` are somebody or something else.
_NAME_OF_ANOTHER = re.compile(
    r" (?:[IVX]{2,}|Jr|Jnr|Sr|Snr)\b|[\"”»] (?=\w)"
    r"| ?(?:&|and|und|et|y|en) (?:Co|Cie|Sons?|Söhne|Fils|Hijos|Zonen|Partners?|Associates)\b"
)
