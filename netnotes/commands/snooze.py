"""`netnotes snooze`: pause a contact until a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.actions.pause import parse_pause_day, pause_contact
from netnotes.commands.editing import open_write_session, write_or_preview
from netnotes.commands.options import add_editing_arguments
from netnotes.commands.output.choosing import choose_contact
from netnotes.errors import EXIT_DONE
from netnotes.text import format_day_short

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `snooze`."""
    parser.add_argument("name", metavar="NAME", help="whom")
    parser.add_argument(
        "until", nargs="+", metavar="UNTIL", help="2027-01-10, tomorrow, friday, 3 weeks, 1 march"
    )
    add_editing_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Write `pause_until` into a contact's note."""
    # Parsed first: a day that is none needs no lock, and no notes to be read.
    day = parse_pause_day(" ".join(args.until), args.today)
    with open_write_session(args) as session:
        contact = choose_contact(session.network, args.name)
        change = pause_contact(contact, day, session)
        if write_or_preview(session, [change], args) and not args.quiet:
            print(f"{contact.path}: {contact.name} rests until {format_day_short(day)}")
    return EXIT_DONE
