"""`netnotes archive`: keep a contact's note, and never have them due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.actions.pause import archive_contact
from netnotes.commands.editing import open_write_session, write_or_preview
from netnotes.commands.options import NAME_HELP, add_editing_arguments
from netnotes.commands.output.choosing import choose_contact
from netnotes.errors import EXIT_DONE

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `archive`."""
    parser.add_argument("name", nargs="+", metavar="NAME", help=NAME_HELP)
    parser.add_argument("--undo", action="store_true", help="bring them back")
    add_editing_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Write into a contact's note that they are archived, or that they no longer are."""
    with open_write_session(args) as session:
        contact = choose_contact(session.network, " ".join(args.name), session.paths.root)
        change = archive_contact(contact, session, undo=args.undo)
        if write_or_preview(session, [change], args) and not args.quiet:
            state = "back" if args.undo else "archived: kept, and never due"
            print(f"{contact.path}: {contact.name} is {state}")
    return EXIT_DONE
