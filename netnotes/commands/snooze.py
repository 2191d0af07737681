"""`netnotes snooze`: pause a contact until a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.actions.pause import parse_pause_day, pause_contact
from netnotes.commands.editing import open_write_session, write_or_preview
from netnotes.commands.options import NAME_HELP, add_anyway_option, add_editing_arguments
from netnotes.commands.output.choosing import check_is_alive, choose_contact, split_contact_name
from netnotes.errors import EXIT_DONE
from netnotes.text import format_day_short

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `snooze`."""
    parser.add_argument("name", metavar="NAME", help=NAME_HELP)
    parser.add_argument(
        "until", nargs="+", metavar="UNTIL", help="2027-01-10, tomorrow, friday, 3 weeks, 1 march"
    )
    add_anyway_option(parser)
    add_editing_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Write `pause_until` into a contact's note."""
    with open_write_session(args) as session:
        root = session.paths.root
        # The last word at least says until when.
        name_words = [args.name, *args.until[:-1]]
        name, other_words = split_contact_name(session.network, name_words, root)
        day = parse_pause_day(" ".join([*other_words, args.until[-1]]), args.today)
        contact = choose_contact(session.network, name, root)
        check_is_alive(contact, args)
        change = pause_contact(contact, day, session)
        if write_or_preview(session, [change], args) and not args.quiet:
            print(f"{contact.path}: {contact.name} is snoozed until {format_day_short(day)}")
    return EXIT_DONE
