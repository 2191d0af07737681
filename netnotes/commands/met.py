"""`netnotes met`: whom one has met at an event or on a day. It shows what it would write first."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from netnotes.actions.meet_people import (
    collect_note_lines,
    find_meeting_place,
    parse_met_words,
    plan_meeting,
)
from netnotes.commands.editing import NOT_CONFIRMED, open_write_session, print_changes
from netnotes.commands.options import add_anyway_option, add_editing_arguments
from netnotes.commands.output.choosing import format_option
from netnotes.commands.output.terminal import choose_index, confirm, is_at_terminal
from netnotes.errors import EXIT_DONE, EXIT_PROBLEMS, NetnotesError
from netnotes.network.names import AmbiguousNameError, describe_candidates
from netnotes.text import format_command, format_count

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence
    from datetime import date as Day

    from netnotes.actions.meet_people import MeetingPlace, MeetingPlan, MetWords, Question
    from netnotes.vault.edit import WriteSession


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `met`."""
    parser.add_argument(
        "place",
        metavar="EVENT|DAY",
        help="an event by its name, or a day and perhaps a place (`yesterday, harbour fair`)",
    )
    parser.add_argument(
        "people",
        nargs="*",
        metavar="NAME: WORDS",
        help="whom you met and what was said, each in quotes; without any, the lines under `## "
        "Met` in the note of the event or the day",
    )
    parser.add_argument(
        "--new",
        action="append",
        default=[],
        metavar="NAME",
        help="somebody new, although the name is like one in your notes",
    )
    parser.add_argument(
        "--yes", action="store_true", help="write the notes without a question (see `import`)"
    )
    add_anyway_option(parser)
    add_editing_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Show the notes and entries of the people met, and write them."""
    with open_write_session(args) as session:
        place = find_meeting_place(args.place, session.network)
        if args.people:
            lines = [parse_met_words(words) for words in args.people]
            plan = _plan(place, lines, None, args, session)
        else:
            # Without a stamp, `by Friday` in a note is said on the day of the meeting.
            plan = _plan(place, _collect_lines(place, session), place.day, args, session)
        if not plan.people:
            return EXIT_PROBLEMS
        if not args.quiet:
            print("\n".join(_iter_preview_lines(plan)))
            print_changes(plan.changes.changes)
        if args.dry_run:
            return EXIT_DONE
        if not (args.yes or confirm("Write this?")):
            print(NOT_CONFIRMED)
            return EXIT_DONE
        plan.changes.write(session.writer)
    if not args.quiet:
        print(_describe_result(plan))
    return EXIT_DONE


def _collect_lines(place: MeetingPlace, session: WriteSession) -> tuple[MetWords, ...]:
    """Collect the lines about people from the notes, and say what is left out of them."""
    note_lines = collect_note_lines(place, session)
    for remark in note_lines.remarks:
        print(f"Left out: {remark}", file=sys.stderr)
    return note_lines.lines


def _plan(
    place: MeetingPlace,
    lines: Sequence[MetWords],
    said_on: Day | None,
    args: argparse.Namespace,
    session: WriteSession,
) -> MeetingPlan:
    """Plan what is written, and ask until nothing is in doubt.

    Raises NetnotesError where something is and nobody can be asked.
    """
    answers = [f"new:{' '.join(name.split())}" for name in args.new]
    while True:
        plan = plan_meeting(place, lines, session, answers, said_on)
        if not plan.questions:
            return plan
        answers.append(_answer(plan.questions[0], args, session))


def _answer(question: Question, args: argparse.Namespace, session: WriteSession) -> str:
    """Return the key of the answer to a question. Raises NetnotesError where there is none."""
    if question.kind == "happened":
        if not args.anyway:
            _require_confirmation(question)
        return question.choices[0].key
    return _choose_person(question, session)


def _choose_person(question: Question, session: WriteSession) -> str:
    """Ask whom a name means, at the terminal; return the key of the choice."""
    contacts_by_path = session.network.contacts_by_path
    contacts = [contacts_by_path[choice.path] for choice in question.choices if choice.path]
    if not is_at_terminal():
        if question.kind == "person":
            raise AmbiguousNameError(question.words, session.network, contacts)
        raise NetnotesError(
            f"{question.text} Write the whole name, or `{format_command('--new', question.words)}` "
            "if your notes do not have them yet. Nothing was written."
        )
    options = [format_option(option) for option in describe_candidates(session.network, contacts)]
    options += [choice.label for choice in question.choices if not choice.path]
    index = choose_index(options, f"{question.text} ")
    if index is None:
        raise NetnotesError("Nobody was chosen, and nothing was written.")
    return question.choices[index].key


def _require_confirmation(question: Question) -> None:
    """Raise NetnotesError unless it is said that it is to be written all the same."""
    if not confirm(question.text):
        words = question.text.rpartition(". ")[0]
        raise NetnotesError(f"{words}. Nothing was written; `--anyway` writes it all the same.")


def _iter_preview_lines(plan: MeetingPlan) -> Iterator[str]:
    yield plan.place.describe()
    for person in plan.people:
        kind = "new" if person.is_new else "in your notes"
        yield " · ".join((f"  {person.name} ({kind})", *person.facts))


def _describe_result(plan: MeetingPlan) -> str:
    new_count = sum(person.is_new for person in plan.people)
    parts = []
    if new_count:
        parts.append(f"{format_count(new_count, 'note')} made")
    entry_count = len(plan.people) - new_count
    if entry_count:
        parts.append(f"{format_count(entry_count, 'entry', 'entries')} written")
    return f"{', '.join(parts)}. `netnotes undo` takes it back."
