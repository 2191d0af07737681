"""`netnotes archive`: keep a contact's note, and never have them due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.actions.pause import archive_contact
from netnotes.commands.editing import open_write_session, write_or_preview
from netnotes.commands.options import NAME_HELP, add_editing_arguments
from netnotes.commands.output.choosing import choose_contact
from netnotes.errors import EXIT_DONE, NetnotesError
from netnotes.model.people import DO_NOT_CONTACT

if TYPE_CHECKING:
    import argparse

    from netnotes.model.people import Contact


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `archive`."""
    parser.add_argument("name", nargs="+", metavar="NAME", help=NAME_HELP)
    parser.add_argument("--undo", action="store_true", help="bring them back")
    add_editing_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Write into a contact's note that they are archived, or that they no longer are."""
    with open_write_session(args) as session:
        contact = choose_contact(session.network, " ".join(args.name), session.paths.root)
        if args.undo and not contact.archived:
            raise NetnotesError(f"{contact.name} is not archived. Nothing was written.")
        change = archive_contact(contact, session, undo=args.undo)
        if write_or_preview(session, [change], args) and not args.quiet:
            print(f"{contact.path}: {_describe_state(contact, undo=args.undo)}")
    return EXIT_DONE


def _describe_state(contact: Contact, *, undo: bool) -> str:
    if contact.died:
        return f"{contact.name} has died: remembered, and never due, archived or not"
    if contact.status == DO_NOT_CONTACT:
        return f"{contact.name} has the status `{DO_NOT_CONTACT}`: never due, archived or not"
    state = "back" if undo else "archived: kept, and never due"
    return f"{contact.name} is {state}"
