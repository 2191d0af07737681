"""A sentence on a touch, understood: with whom, when, how, and what must be asked first."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from netnotes.text import join_words
from netnotes.writing.sentence import parse_sentence
from netnotes.writing.understanding import Choice, NamedPerson, Question, Understanding

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date as Day

    from netnotes.model.settings import Settings
    from netnotes.writing.name_index import NameIndex


def understand_sentence(
    sentence: str, names: NameIndex, today: Day, settings: Settings, answers: Sequence[str] = ()
) -> Understanding:
    """Understand a sentence such as `coffee with Ada and Ben yesterday: talked about the move`.

    `answers` are the keys of choices that answer the questions of an earlier call with the same
    sentence. What is left in `questions` has to be answered before anything is written.
    """
    sentence = unicodedata.normalize("NFC", sentence)
    channels = dict(settings.channels)
    found_names = names.find_names(sentence)
    known_names = [sentence[found.start : found.end] for found in found_names]
    parsed = parse_sentence(sentence, today, channels, known_names)
    people: dict[str, NamedPerson] = {}
    questions = []
    for name in parsed.names:
        paths = next((found.paths for found in names.find_names(name)), ())
        if len(paths) == 1:
            people.setdefault(paths[0], NamedPerson(paths[0], names.get_name(paths[0]), name))
        elif f"person:{name}=" in "".join(answers):
            for path in paths:
                if f"person:{name}={path}" in answers:
                    people.setdefault(path, NamedPerson(path, names.get_name(path), name))
        else:
            choices = [Choice(f"person:{name}={path}", names.get_name(path)) for path in paths]
            labels = [choice.label for choice in choices]
            text = f"Which {name}: {join_words(labels, 'or')}?" if labels else f"Who is {name}?"
            kind = "person" if labels else "unknown"
            questions.append(Question(kind, text, tuple(choices), name))  # type: ignore[arg-type]
    if not parsed.names:
        questions.append(Question("nobody", "With whom?"))
    return Understanding(
        sentence=sentence,
        people=tuple(people.values()),
        day=parsed.date or today,
        is_day_named=parsed.date is not None,
        mode=channels.get(parsed.channel, ""),
        channel=parsed.channel,
        text=parsed.text,
        questions=tuple(questions),
    )
