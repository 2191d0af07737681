"""`netnotes log`: write a touch into the notes of everyone who was there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.actions.log_touch import (
    TypedMeeting,
    build_touch_changes,
    describe_next_follow_up,
    describe_touch,
    list_settled,
    understand_touch,
)
from netnotes.commands.editing import open_write_session, print_changes
from netnotes.commands.options import add_anyway_option, add_editing_arguments
from netnotes.commands.output.choosing import check_is_alive
from netnotes.commands.output.sentence_questions import answer_question
from netnotes.errors import EXIT_DONE
from netnotes.network.names import is_path
from netnotes.vault.paths import convert_to_vault_path

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from netnotes.actions.log_touch import LoggedMeeting, Understanding
    from netnotes.vault.edit import WriteSession


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `log`."""
    parser.add_argument(
        "words",
        nargs="+",
        metavar="TEXT",
        help='a sentence ("coffee with Ada yesterday: talked about the move"), '
        "or names and then a text",
    )
    parser.add_argument(
        "--on", metavar="DAY", help="when: 2026-10-03, yesterday, friday, 3 october, 2 weeks ago"
    )
    parser.add_argument("--channel", metavar="WORD", help="how: coffee, call, email …")
    parser.add_argument(
        "--gave", action="append", default=[], metavar="TEXT", help="something you gave"
    )
    parser.add_argument(
        "--asked", action="append", default=[], metavar="TEXT", help="something you asked for"
    )
    parser.add_argument(
        "--promised",
        action="append",
        default=[],
        metavar="TEXT",
        help="what you promised: TEXT by DAY",
    )
    parser.add_argument(
        "--learned", action="append", default=[], metavar="TEXT", help="something worth remembering"
    )
    add_anyway_option(parser)
    add_editing_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Write a touch into the notes of everyone named, and say when the next one is due."""
    with open_write_session(args) as session:
        understanding = _understand(args, session)
        for person in understanding.people:
            contact = session.network.contacts_by_path[person.path]
            check_is_alive(contact, args, understanding.day)

        if not args.quiet:
            print(describe_touch(understanding, session.network))
        touch = build_touch_changes(understanding, session)
        if args.dry_run:
            print_changes(touch.changes)
            return EXIT_DONE
        touch.write(session.writer)
        if not args.quiet:
            lines = [_describe_logged_meeting(logged, session) for logged in touch.logged_meetings]
            if understanding.is_plan:
                lines = [
                    _describe_planned(change.note.path, understanding) for change in touch.changes
                ]
            print("\n".join(lines))
    return EXIT_DONE


def _understand(args: argparse.Namespace, session: WriteSession) -> Understanding:
    """Understand the sentence, and ask until nothing in it is in doubt.

    Raises NetnotesError where something is and nobody can be asked.
    """
    typed = TypedMeeting(
        day=args.on or "",
        channel=args.channel or "",
        gave=tuple(args.gave),
        asked=tuple(args.asked),
        promised=tuple(args.promised),
        learned=tuple(args.learned),
    )
    answers: list[str] = []
    while True:
        understanding = understand_touch(
            _convert_paths(args.words, session.paths.root),
            session.paths.settings,
            session.network,
            typed=typed,
            answers=answers,
        )
        if not understanding.questions:
            return understanding
        answers.append(answer_question(understanding.questions[0], session))


def _convert_paths(words: list[str], root: Path) -> list[str]:
    """Convert an argument that is a path below the current folder to one in the vault."""
    return [convert_to_vault_path(word, root) if is_path(word) else word for word in words]


def _describe_planned(path: str, understanding: Understanding) -> str:
    is_apart = any(person.path == path and person.is_apart for person in understanding.people)
    return f"{path}: written" if is_apart else f"{path}: planned"


def _describe_logged_meeting(logged: LoggedMeeting, session: WriteSession) -> str:
    """Say which line the note has now, and below it when the next touch is due."""
    path, line, _ = logged.location
    entry = logged.change.text.splitlines()[line - 1].strip()
    next_follow_up = describe_next_follow_up(logged.contact, logged.change, session)
    lines = [next_follow_up, *list_settled(logged, session)]
    return "\n  ".join((f"{path}:{line}: {entry}", *lines))
