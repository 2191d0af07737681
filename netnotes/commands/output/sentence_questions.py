"""Questions about a sentence, asked at the terminal; without one each is an error."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.actions.log_touch import build_day_answer
from netnotes.commands.output.choosing import describe_unknown_name, format_option
from netnotes.commands.output.terminal import ask, choose_index, confirm, is_at_terminal
from netnotes.errors import NetnotesError
from netnotes.network.names import AmbiguousNameError, describe_candidates

if TYPE_CHECKING:
    from netnotes.actions.log_touch import Question
    from netnotes.vault.edit import WriteSession

NOTHING_WRITTEN = "Nothing was written."


def answer_question(question: Question, session: WriteSession) -> str:
    """Return the key of the answer to a question about a sentence.

    Raises NetnotesError where it gets none, or nobody can be asked.
    """
    if question.kind == "unknown":
        return _answer_unknown_name(question, session)
    if not is_at_terminal():
        if question.default_key:
            return question.default_key
        raise _build_error(question, session)
    if question.kind == "slip":
        return _answer_slip(question, session)
    if question.kind == "day":
        return _answer_day(question, session)
    if question.kind in ("plan", "happened", "ways") and question.choices:
        if confirm(question.text):
            return question.choices[0].key
        raise NetnotesError(NOTHING_WRITTEN)
    if not question.choices:
        raise _build_error(question, session)
    return _choose(question, session)


def _choose(question: Question, session: WriteSession) -> str:
    index = choose_index(_list_options(question, session), f"{question.text} ")
    if index is None:
        raise NetnotesError("Nobody was chosen, and nothing was written.")
    return question.choices[index].key


def _list_options(question: Question, session: WriteSession) -> list[str]:
    """List the choices; people with what tells them apart."""
    if question.kind != "person" or not all(choice.path for choice in question.choices):
        return [choice.label for choice in question.choices]
    network = session.network
    contacts = [network.contacts_by_path[choice.path] for choice in question.choices]
    return [format_option(candidate) for candidate in describe_candidates(network, contacts)]


def _answer_unknown_name(question: Question, session: WriteSession) -> str:
    from netnotes.actions.unread_notes import require_no_unread_note

    require_no_unread_note(session.paths, question.words)
    if confirm(f"There is no note about {question.words} yet. Make one?"):
        return question.choices[-1].key
    raise NetnotesError(describe_unknown_name(question.words))


def _answer_slip(question: Question, session: WriteSession) -> str:
    people = [choice for choice in question.choices if choice.path]
    if len(people) > 1:
        return _choose(question, session)
    # One key: Enter agrees.
    answer = ask(f"{question.text} [Y/n] ").strip().casefold()
    if answer in ("", "y", "yes"):
        return people[0].key
    return _answer_unknown_name(question, session)


def _answer_day(question: Question, session: WriteSession) -> str:
    """Ask which day it was: one of those that are possible, or any other that is typed."""
    for number, choice in enumerate(question.choices, start=1):
        print(f"  {number}  {choice.label}")
    answer = ask(f"{question.text} ").strip()
    if answer.isdigit() and 0 < int(answer) <= len(question.choices):
        return question.choices[int(answer) - 1].key
    if not answer:
        raise NetnotesError(NOTHING_WRITTEN)
    return build_day_answer(answer, session.network)


def _build_error(question: Question, session: WriteSession) -> NetnotesError:
    """Build the error where nobody can be asked: what is in doubt, and what to write instead."""
    labels = [choice.label for choice in question.choices]
    if question.kind == "person":
        paths = [choice.path for choice in question.choices if choice.path]
        if len(paths) < len(labels):
            parts = labels[-1].removeprefix("apart: ")
            return NetnotesError(
                f"{question.words} is one note, and {parts} have notes of their own. Write "
                f"`{paths[0]}` for the one, or `{parts.replace(' and ', ', ')}` for the others."
            )
        network = session.network
        contacts = [network.contacts_by_path[path] for path in paths]
        return AmbiguousNameError(question.words, network, contacts)
    text = question.text
    if question.kind in ("plan", "happened") and ". " in text:
        text = f"{text.rpartition('. ')[0]}."  # without what could be answered with yes
    if question.kind == "ways":
        text = f"{text.partition('?')[0]}?"
    return NetnotesError(f"{text} {_ADVICE[question.kind]} {NOTHING_WRITTEN}")


# What to write instead, by the kind of a question.
_ADVICE = {
    "slip": "Nobody in your notes is called so; write the name as it is in your notes.",
    "nobody": 'Write it as in `netnotes log "coffee with Ada: talked about the move"`.',
    "day": "Write it as in 2026-10-03, yesterday or friday.",
    "plan": "The log is for what has happened. Put a plan under `next:`.",
    "due": "Write the day, as in `by 31 may`, or the whole name in brackets.",
    "happened": "Write only what has happened.",
    "absent": "Write it as a sentence of its own, or name all those who were there.",
    "ways": "If it was not, write a sentence for each.",
    "recipient": "Log it for each of them by itself.",
}
