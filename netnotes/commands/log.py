"""`netnotes log`: what passed with somebody, into their note, in the time it takes to say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.actions.log_touch import build_log_changes, describe_next_follow_up
from netnotes.actions.new_contact import create_note
from netnotes.commands.editing import open_write_session, write_or_preview
from netnotes.commands.options import add_editing_arguments
from netnotes.commands.output.choosing import choose_contact, confirm
from netnotes.errors import EXIT_DONE, NetnotesError
from netnotes.network.search import find_candidates
from netnotes.text import join_words
from netnotes.writing.sentence import TypedMeeting, parse_meeting, parse_sentence

if TYPE_CHECKING:
    import argparse

    from netnotes.model.people import Contact
    from netnotes.model.settings import Settings
    from netnotes.vault.edit import WriteSession
    from netnotes.writing.sentence import ParsedSentence


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `log`."""
    parser.add_argument(
        "words",
        nargs="+",
        metavar="TEXT",
        help='a sentence ("coffee with Ada yesterday: talked about the move"), or names and then a text',
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
        "--promised", action="append", default=[], metavar="TEXT", help="your word: TEXT by DAY"
    )
    parser.add_argument(
        "--learned", action="append", default=[], metavar="TEXT", help="something worth remembering"
    )
    add_editing_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Write a touch into the note of everybody it was with, and say when the next is due."""
    with open_write_session(args) as desk:
        said = _parse_words(args, desk.paths.settings)
        typed = TypedMeeting(
            day=args.on or (said.date.isoformat() if said.date else ""),
            channel=args.channel or said.channel,
            text=said.text,
            gave=tuple(args.gave),
            asked=tuple(args.asked),
            promised=tuple(args.promised),
            learned=tuple(args.learned),
        )
        happened = parse_meeting(typed, desk.paths.settings, args.today)
        if not said.names:
            raise NetnotesError(
                'With whom? Write it as in `netnotes log "coffee with Ada: talked about the move"`.'
            )
        every = build_log_changes(_choose_contacts(said.names, desk, args), happened, desk)
        lines = []
        for contact, change, place in every:
            lines += [
                f"{place.path}:{place.line}: {change.text.splitlines()[place.line - 1].strip()}",
                f"  {describe_next_follow_up(contact, change, desk, args.today)}",
            ]
        if write_or_preview(desk, [one.change for one in every], args) and not args.quiet:
            print("\n".join(lines))
    return EXIT_DONE


def _parse_words(args: argparse.Namespace, settings: Settings) -> ParsedSentence:
    """What the words tell: two of them are the names and the text, else they are one sentence."""
    channels = dict(settings.channels)
    if len(args.words) == 2 and ": " not in args.words[0]:
        return parse_sentence(args.words[0], args.today, channels)._replace(text=args.words[1])
    return parse_sentence(" ".join(args.words), args.today, channels)


def _choose_contacts(
    names: tuple[str, ...], session: WriteSession, args: argparse.Namespace
) -> list[Contact]:
    """The people these names mean, each once; who is not known yet is offered a note."""
    people = []
    unknown = [name for name in names if not find_candidates(session.network, name)]
    if (
        unknown
        and not args.dry_run
        and confirm(f"There is no note about {join_words(unknown)} yet. Make one?")
    ):
        people = [create_note(session, name, {}, args.today) for name in unknown]
        names = tuple(name for name in names if name not in unknown)
    people += [choose_contact(session.network, name) for name in names]
    return list({one.path: one for one in people}.values())
