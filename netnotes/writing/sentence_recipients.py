"""To whom something was promised or given, or of whom it was asked, as a sentence names them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from netnotes.writing.people_roles import WITH_ANSWER
from netnotes.writing.sentence_questions import ask_about_name
from netnotes.writing.understanding import Choice, NamedPerson, Question

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from netnotes.writing.lexicon import Scan
    from netnotes.writing.name_index import NameIndex
    from netnotes.writing.name_places import NamePlace
    from netnotes.writing.statement_parts import FoundStatement

# What becomes of a statement to somebody who was not there: `alone:PATH`, an entry of its own, or
# `text:WORDS`, a part of the text.
ALONE_ANSWER = "alone:"
TEXT_ANSWER = "text:"


class Recipients(NamedTuple):
    """Whom the statements of a sentence were made to."""

    # The paths of contacts, by the first word of the statement; none where nobody is named.
    paths_by_statement: Mapping[int, tuple[str, ...]]

    # Those who were not there, and get an entry of their own.
    apart: tuple[NamedPerson, ...]
    questions: tuple[Question, ...]


def is_text(scan: Scan, statement: FoundStatement, answers: Sequence[str]) -> bool:
    """Tell whether a statement stays text, as an answer says."""
    return f"{TEXT_ANSWER}{_get_words(scan, statement)}" in answers


def _get_words(scan: Scan, statement: FoundStatement) -> str:
    """Return the words of a statement without the `and` before them."""
    and_word = scan.match("and", statement.start)
    return scan.get_text(and_word.end if and_word else statement.start, statement.end)


def find_recipients(
    scan: Scan,
    statements: Sequence[FoundStatement],
    places: Sequence[NamePlace],
    present: Collection[str],
    names: NameIndex,
    answers: Sequence[str],
) -> Recipients:
    """Find whom each statement was made to, and ask about those who were not there.

    `present` are the paths of those who were.
    """
    places_by_start = {place.start: place for place in places}
    paths_by_statement = {}
    apart = {}
    questions = []
    for statement in statements:
        paths = []
        for place in [places_by_start[start] for start in statement.recipients]:
            path = _choose_path(place, present)
            if not path:
                questions.append(ask_about_name(place, names))
                continue
            paths.append(path)
            if path in present:
                continue
            person = NamedPerson(path, names.get_name(path), place.words, is_apart=True)
            if f"{ALONE_ANSWER}{path}" in answers:
                apart[path] = person
            else:
                questions.append(_ask_about_absent(_get_words(scan, statement), person))
        paths_by_statement[statement.start] = tuple(paths)
    return Recipients(paths_by_statement, tuple(apart.values()), tuple(dict.fromkeys(questions)))


def _choose_path(place: NamePlace, present: Collection[str]) -> str:
    """Choose who is meant: one of those who were there, or the only one; empty if unsure."""
    paths_of_present = [path for path in place.paths if path in present]
    if len(paths_of_present) == 1:
        return paths_of_present[0]
    if len(place.paths) == 1 and not place.apart:
        return place.paths[0]
    return ""


def _ask_about_absent(words: str, person: NamedPerson) -> Question:
    name = person.name
    choices = (
        Choice(f"{ALONE_ANSWER}{person.path}", f"an entry of its own for {name}"),
        Choice(f"{WITH_ANSWER}{person.path}", f"{name} was there, too"),
        Choice(f"{TEXT_ANSWER}{words}", "it stays text"),
    )
    text = f"{name} is not among those you were with. What becomes of “{words}”?"
    return Question("absent", text, choices, words)
