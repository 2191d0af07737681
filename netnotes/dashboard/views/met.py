"""The page that shows what would be written about people who were met."""

from __future__ import annotations

from msgspec import Struct


class MetQuestion(Struct, frozen=True):
    """A question about one of them: the name of its field, its words, and each answer."""

    field: str
    text: str
    choices: tuple[tuple[str, str], ...]


class MetNote(Struct, frozen=True):
    """A note that would be written: what is understood about the person, and its lines.

    `+` and `-` begin the lines of a note that changes.
    """

    name: str
    path: str
    is_new: bool
    facts: tuple[str, ...]
    text: str


class MetView(Struct, frozen=True, kw_only=True):
    """What was typed, the questions about it, and below them what would be written."""

    # The event or the day, as it was typed, and as it is understood.
    place: str
    place_words: str = ""
    people: str = ""

    # The page that the form was on.
    page: str = ""

    # What is wrong, or has happened meanwhile; empty if nothing.
    message: str = ""
    remarks: tuple[str, ...] = ()
    questions: tuple[MetQuestion, ...] = ()
    notes: tuple[MetNote, ...] = ()

    # The answers so far, by the names of their fields.
    answers: tuple[tuple[str, str], ...] = ()

    # The digest of what is shown here, which comes back with what is to be written; empty where
    # there is nothing to write.
    seen: str = ""
