"""`netnotes archive`: keep somebody's note, and never have them due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.actions.pause import set_archived
from netnotes.commands.editing import open_write_session, write_or_preview
from netnotes.commands.options import add_editing_arguments
from netnotes.commands.output.choosing import choose_contact
from netnotes.errors import EXIT_DONE
from netnotes.vault.edit import build_change, open_note

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `archive`."""
    parser.add_argument("name", nargs="+", metavar="NAME", help="whom")
    parser.add_argument("--undo", action="store_true", help="bring them back")
    add_editing_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Write into a contact's note that they are archived, or that they no longer are."""
    with open_write_session(args) as desk:
        contact = choose_contact(desk.network, " ".join(args.name))
        note = open_note(desk.paths.root, contact.path)
        edits = set_archived(note.source, desk.paths.settings, undo=args.undo)
        if write_or_preview(desk, [build_change(note, edits)], args) and not args.quiet:
            print(
                f"{contact.path}: {contact.name} is {'back' if args.undo else 'archived: kept, and never due'}"
            )
    return EXIT_DONE
