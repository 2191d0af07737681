"""`netnotes log`: what passed with somebody, into their note, in the time it takes to say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.cli import DONE
from netnotes.commands.choosing import candidates, confirmed, somebody
from netnotes.commands.editing import editing, editing_options, link_to, when_next, write
from netnotes.commands.new import make_note
from netnotes.doors import notes
from netnotes.errors import NetnotesError
from netnotes.words import fold, listed, spoken_short
from netnotes.writing.log import Meeting, log_meeting, place_of
from netnotes.writing.sentence import channel_named, coming_day, spoken_day, told

if TYPE_CHECKING:
    import argparse
    from datetime import date as Day

    from netnotes.commands.editing import Desk
    from netnotes.people import Contact
    from netnotes.settings import Settings
    from netnotes.writing.sentence import Told


def arguments(verb: argparse.ArgumentParser) -> None:
    """The options of `log`."""
    verb.add_argument(
        "words",
        nargs="+",
        metavar="TEXT",
        help='a sentence ("coffee with Ada yesterday: talked about the move"), or names and then a text',
    )
    verb.add_argument("--on", metavar="DAY", help="when: 2026-10-03, yesterday, friday, 3 october, 2 weeks ago")
    verb.add_argument("--channel", metavar="WORD", help="how: coffee, call, email …")
    verb.add_argument("--gave", action="append", default=[], metavar="TEXT", help="something you gave")
    verb.add_argument("--asked", action="append", default=[], metavar="TEXT", help="something you asked for")
    verb.add_argument("--promised", action="append", default=[], metavar="TEXT", help="your word: TEXT by DAY")
    verb.add_argument("--learned", action="append", default=[], metavar="TEXT", help="something worth remembering")
    editing_options(verb)


def log(args: argparse.Namespace) -> int:
    """Write a touch into the note of everybody it was with, and say when the next is due."""
    with editing(args) as desk:
        settings = desk.place.settings
        said = _said(args, settings)
        meeting = Meeting(
            date=_day(args, said),
            channel=_channel(args, said, settings),
            text=said.text,
            gave=tuple(args.gave),
            asked=tuple(args.asked),
            promised=tuple(promised(one, args.today) for one in args.promised),
            learned=tuple(args.learned),
        )
        if not said.names:
            raise NetnotesError('With whom? Write it as in `netnotes log "coffee with Ada: talked about the move"`.')
        people = _everybody(said.names, desk, args)
        changes, lines = [], []
        for one in people:
            others = tuple(link_to(other.path, one.path, desk.network.shelf) for other in people if other is not one)
            note = notes.open_note(desk.place.root, one.path)
            edits = log_meeting(note.source, meeting._replace(others=others), settings)
            change = notes.change(note, edits)
            place = place_of(edits, one.path)
            changes.append(change)
            lines += [
                f"{place.path}:{place.line}: {change.text.splitlines()[place.line - 1].strip()}",
                f"  {when_next(one, change, desk, args.today)}",
            ]
        if write(desk, changes, args) and not args.quiet:
            print("\n".join(lines))
    return DONE


def _said(args: argparse.Namespace, settings: Settings) -> Told:
    """What the words tell: two of them are the names and the text, else they are one sentence."""
    channels = dict(settings.channels)
    if len(args.words) == 2 and ": " not in args.words[0]:
        return told(args.words[0], args.today, channels)._replace(text=args.words[1])
    return told(" ".join(args.words), args.today, channels)


def _day(args: argparse.Namespace, said: Told) -> Day:
    day: Day = args.today
    if args.on:
        on = spoken_day(args.on, args.today)
        if on is None:
            raise NetnotesError(
                f"`{args.on}` names no day. Write 2026-10-03, yesterday, friday, 3 october or 2 weeks ago."
            )
        day = on
    elif said.date:
        day = said.date
    if day > args.today:
        raise NetnotesError(
            f"{spoken_short(day)} is still to come, and the log holds what has happened. A plan is `next:`."
        )
    return day


def _channel(args: argparse.Namespace, said: Told, settings: Settings) -> str:
    if not args.channel:
        return said.channel
    channel = channel_named(args.channel, dict(settings.channels))
    if not channel:
        words = ", ".join(sorted({fold(word) for word, _ in settings.channels}))
        raise NetnotesError(f"`{args.channel}` is not a way to be in touch. Known are: {words}.")
    return channel


def promised(text: str, today: Day) -> tuple[str, Day | None]:
    """A promise and the day it is due by, where it ends with `by` and a day."""
    what, by, when = text.rpartition(" by ")
    day = coming_day(when, today) if by else None
    return (what, day) if day else (text, None)


def _everybody(names: tuple[str, ...], desk: Desk, args: argparse.Namespace) -> list[Contact]:
    """The people these names mean, each once; who is not known yet is offered a note."""
    people = []
    unknown = [name for name in names if not candidates(desk.network, name)]
    if unknown and not args.dry_run and confirmed(f"There is no note about {listed(unknown)} yet. Make one?"):
        people = [make_note(desk, name, {}, args.today) for name in unknown]
        names = tuple(name for name in names if name not in unknown)
    people += [somebody(desk.network, name) for name in names]
    return list({one.path: one for one in people}.values())
