"""`netnotes log`: what passed with somebody, into their note, in the time it takes to say it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

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
    from collections.abc import Sequence
    from datetime import date as Day

    from netnotes.commands.editing import Desk
    from netnotes.diagnostics import Place
    from netnotes.doors.notes import Change
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


class Typed(NamedTuple):
    """A touch as it was typed: the day (none is today), the word for how, what was said, and what passed."""

    on: str = ""
    channel: str = ""
    text: str = ""
    gave: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    promised: tuple[str, ...] = ()
    learned: tuple[str, ...] = ()


class Logged(NamedTuple):
    """A touch in the note of one it was with: how the note changes, and where the entry stands then."""

    contact: Contact
    change: Change
    place: Place


def log(args: argparse.Namespace) -> int:
    """Write a touch into the note of everybody it was with, and say when the next is due."""
    with editing(args) as desk:
        said = _said(args, desk.place.settings)
        typed = Typed(
            on=args.on or (said.date.isoformat() if said.date else ""),
            channel=args.channel or said.channel,
            text=said.text,
            gave=tuple(args.gave),
            asked=tuple(args.asked),
            promised=tuple(args.promised),
            learned=tuple(args.learned),
        )
        happened = meeting(typed, desk.place.settings, args.today)
        if not said.names:
            raise NetnotesError('With whom? Write it as in `netnotes log "coffee with Ada: talked about the move"`.')
        every = logged(_everybody(said.names, desk, args), happened, desk)
        lines = []
        for contact, change, place in every:
            lines += [
                f"{place.path}:{place.line}: {change.text.splitlines()[place.line - 1].strip()}",
                f"  {when_next(contact, change, desk, args.today)}",
            ]
        if write(desk, [one.change for one in every], args) and not args.quiet:
            print("\n".join(lines))
    return DONE


def meeting(typed: Typed, settings: Settings, today: Day) -> Meeting:
    """What was typed, as it happened. Raises NetnotesError for a day or a word that can't be meant."""
    return Meeting(
        date=_day(typed.on, today),
        channel=_channel(typed.channel, settings),
        text=typed.text,
        gave=typed.gave,
        asked=typed.asked,
        promised=tuple(promised(one, today) for one in typed.promised),
        learned=typed.learned,
    )


def logged(people: Sequence[Contact], meeting: Meeting, desk: Desk) -> list[Logged]:
    """A meeting in the note of everybody who was there, the others linked."""
    every = []
    for one in people:
        others = tuple(link_to(other.path, one.path, desk.network.shelf) for other in people if other is not one)
        note = notes.open_note(desk.place.root, one.path)
        edits = log_meeting(note.source, meeting._replace(others=others), desk.place.settings)
        every.append(Logged(one, notes.change(note, edits), place_of(edits, one.path)))
    return every


def _said(args: argparse.Namespace, settings: Settings) -> Told:
    """What the words tell: two of them are the names and the text, else they are one sentence."""
    channels = dict(settings.channels)
    if len(args.words) == 2 and ": " not in args.words[0]:
        return told(args.words[0], args.today, channels)._replace(text=args.words[1])
    return told(" ".join(args.words), args.today, channels)


def _day(on: str, today: Day) -> Day:
    day = spoken_day(on, today) if on else today
    if day is None:
        raise NetnotesError(f"`{on}` names no day. Write 2026-10-03, yesterday, friday, 3 october or 2 weeks ago.")
    if day > today:
        raise NetnotesError(
            f"{spoken_short(day)} is still to come, and the log holds what has happened. A plan is `next:`."
        )
    return day


def _channel(word: str, settings: Settings) -> str:
    channel = channel_named(word, dict(settings.channels)) if word else ""
    if word and not channel:
        words = ", ".join(sorted({fold(word) for word, _ in settings.channels}))
        raise NetnotesError(f"`{word}` is not a way to be in touch. Known are: {words}.")
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
