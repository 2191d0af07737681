"""`netnotes snooze`: let somebody rest until a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.cli import DONE
from netnotes.commands.choosing import somebody
from netnotes.commands.editing import editing, editing_options, write
from netnotes.doors import notes
from netnotes.errors import NetnotesError
from netnotes.words import spoken_short
from netnotes.writing.properties import set_property
from netnotes.writing.sentence import coming_day

if TYPE_CHECKING:
    import argparse
    from datetime import date as Day

    from netnotes.commands.editing import Desk
    from netnotes.doors.notes import Change
    from netnotes.people import Contact


def arguments(verb: argparse.ArgumentParser) -> None:
    """The options of `snooze`."""
    verb.add_argument("name", metavar="NAME", help="whom")
    verb.add_argument("until", nargs="+", metavar="UNTIL", help="2027-01-10, tomorrow, friday, 3 weeks, 1 march")
    editing_options(verb)


def snooze(args: argparse.Namespace) -> int:
    """Write `pause_until` into a contact's note."""
    day = rest(" ".join(args.until), args.today)
    with editing(args) as desk:
        contact = somebody(desk.network, args.name)
        if write(desk, [resting(contact, day, desk)], args) and not args.quiet:
            print(f"{contact.path}: {contact.name} rests until {spoken_short(day)}")
    return DONE


def rest(words: str, today: Day) -> Day:
    """The day until which somebody shall rest. Raises NetnotesError where the words name none that is still to come."""
    day = coming_day(words, today)
    if day is None:
        raise NetnotesError(f"`{words}` names no day. Write 2027-01-10, tomorrow, friday, 3 weeks or 1 march.")
    if day <= today:
        raise NetnotesError(f"{spoken_short(day)} is not still to come. Name a day after today.")
    return day


def resting(contact: Contact, day: Day, desk: Desk) -> Change:
    """The note of a contact who rests until a day."""
    note = notes.open_note(desk.place.root, contact.path)
    return notes.change(note, set_property(note.source, "pause_until", day.isoformat(), desk.place.settings))
