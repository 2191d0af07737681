"""`netnotes new`: a new contact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.actions.new_contact import OFFERED_PROPERTIES, build_note
from netnotes.commands.editing import open_write_session
from netnotes.commands.options import add_editing_arguments
from netnotes.errors import EXIT_DONE
from netnotes.vault.edit import format_diff
from netnotes.vault.note_files import create_note_file

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `new`: one for each property."""
    parser.add_argument(
        "name", nargs="+", metavar="NAME", help="the name, which is the note's name too"
    )
    for one in OFFERED_PROPERTIES:
        option = f"--{one.name.replace('_', '-')}"
        parser.add_argument(
            option,
            dest=f"p_{one.name}",
            metavar="TEXT",
            action="append" if one.is_list else "store",
            help=one.meaning,
        )
    add_editing_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Make a note about somebody; one that is there already is never touched."""
    name = " ".join(args.name)
    with open_write_session(args) as desk:
        given = {
            one.name: value
            for one in OFFERED_PROPERTIES
            if (value := getattr(args, f"p_{one.name}"))
        }
        path, text = build_note(name, given, desk)
        if args.dry_run:
            print(format_diff(path, "", text), end="")
            return EXIT_DONE
        create_note_file(desk.paths.root, path, text)
        if not args.quiet:
            missing = (
                "" if "purpose" in given else ". What is it for? Its `purpose:` is still empty"
            )
            print(f"{path}: made{missing}.")
    return EXIT_DONE
