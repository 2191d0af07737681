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


def arguments(verb: argparse.ArgumentParser) -> None:
    """The options of `snooze`."""
    verb.add_argument("name", metavar="NAME", help="whom")
    verb.add_argument("until", nargs="+", metavar="UNTIL", help="2027-01-10, tomorrow, friday, 3 weeks, 1 march")
    editing_options(verb)


def snooze(args: argparse.Namespace) -> int:
    """Write `pause_until` into a contact's note."""
    words = " ".join(args.until)
    day = coming_day(words, args.today)
    if day is None:
        raise NetnotesError(f"`{words}` names no day. Write 2027-01-10, tomorrow, friday, 3 weeks or 1 march.")
    if day <= args.today:
        raise NetnotesError(f"{spoken_short(day)} is not still to come. Name a day after today.")
    with editing(args) as desk:
        contact = somebody(desk.network, args.name)
        note = notes.open_note(desk.place.root, contact.path)
        edits = set_property(note.source, "pause_until", day.isoformat(), desk.place.settings)
        if write(desk, [notes.change(note, edits)], args) and not args.quiet:
            print(f"{contact.path}: {contact.name} rests until {spoken_short(day)}")
    return DONE
