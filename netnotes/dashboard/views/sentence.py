"""How a sentence in the command bar is understood: what is shown before it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from netnotes.writing.understanding import list_understood_parts

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date as Day

    from netnotes.writing.understanding import Question, Understanding


# With more of them, a longer name is quicker to type than the right one is to find.
MAX_SHOWN_CHOICES = 8


class ReadingPart(Struct, frozen=True):
    """Something that was understood, such as a person or the day, and how it is marked."""

    kind: str
    text: str


class ReadingChoice(Struct, frozen=True):
    """An answer to a question: what is sent back, and what is shown."""

    key: str
    label: str


class ReadingQuestion(Struct, frozen=True):
    """A question about a sentence."""

    text: str
    choices: tuple[ReadingChoice, ...] = ()

    # What to do where no choice is right, or there is none.
    advice: str = ""


class SentenceReading(Struct, frozen=True):
    """How a sentence is understood, and what is to be answered before it is written."""

    parts: tuple[ReadingPart, ...] = ()
    questions: tuple[ReadingQuestion, ...] = ()

    # All of it in one line, to be read aloud.
    spoken: str = ""

    # The digest of what is shown here, which comes back with the sentence that is to be written;
    # empty as long as there are questions.
    seen: str = ""

    # The keys of the answers so far, encoded, and the sentence that they are about.
    answers: str = ""
    sentence: str = ""


def build_reading(
    understanding: Understanding,
    questions: Sequence[Question],
    today: Day,
    *,
    seen: str,
    answers: str,
    sentence: str,
) -> SentenceReading:
    """Build what is shown of a sentence; `questions` are all that are left."""
    parts = []
    for part in list_understood_parts(understanding, today):
        text = part.text
        if _is_plan_day(part.kind, understanding):
            text = f"next step: {part.text}"
        parts.append(ReadingPart(part.kind, text))
    parts += [
        ReadingPart("linked", f"links to {person.name}")
        for person in understanding.linked
        if understanding.people
    ]
    # A name that is typed twice is asked about once.
    shown_questions = tuple(dict.fromkeys([_build_question(question) for question in questions]))
    spoken = [part.text for part in parts] + [question.text for question in shown_questions]
    return SentenceReading(
        tuple(parts), shown_questions, ". ".join(spoken), seen, answers, sentence
    )


def _is_plan_day(kind: str, understanding: Understanding) -> bool:
    return kind == "day" and understanding.is_plan


def _build_question(question: Question) -> ReadingQuestion:
    choices = tuple([ReadingChoice(choice.key, choice.label) for choice in question.choices])
    text = question.text
    if question.kind == "person" and all(choice.path for choice in question.choices):
        # The names are on the buttons.
        text = f"Which {question.words}?"
    advice = "" if choices else _ADVICE.get(question.kind, "")
    more_count = len(choices) - MAX_SHOWN_CHOICES
    if more_count > 0:
        choices = choices[:MAX_SHOWN_CHOICES]
        advice = f"And {more_count} more: write more of the name."
    return ReadingQuestion(text, choices, advice)


# What to do about a question without choices, by its kind.
_ADVICE = {
    "nobody": "Name somebody who is in your notes, as in “coffee with Ada: talked about the move”.",
    "day": "Write the day as in 2026-10-03, yesterday or friday.",
    "plan": "Write the day as in 2026-10-03 or next friday.",
    "happened": "Write only what has happened.",
}
