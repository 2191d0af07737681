"""`netnotes new`: make a note about a new contact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.actions.new_contact import OFFERED_PROPERTIES, build_note
from netnotes.commands.editing import open_write_session
from netnotes.commands.options import add_editing_arguments
from netnotes.errors import EXIT_DONE
from netnotes.vault.edit import format_diff

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `new`, one for each property."""
    parser.add_argument(
        "name", nargs="+", metavar="NAME", help="the name, which is the note's name too"
    )
    for prop in OFFERED_PROPERTIES:
        action = "append" if prop.is_list else "store"
        parser.add_argument(
            f"--{prop.name.replace('_', '-')}",
            dest=_build_destination(prop.name),
            metavar="TEXT",
            action=action,
            help=prop.meaning,
        )
    add_editing_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Make a note about a new contact; a note that exists is never touched."""
    name = " ".join(args.name)
    typed_values = _collect_typed_values(args)
    with open_write_session(args) as session:
        path, text = build_note(name, typed_values, session)
        if args.dry_run:
            print(format_diff(path, "", text), end="")
            return EXIT_DONE
        # It fails if there is a file of this name by now, whatever `build_note` has seen.
        session.writer.create_note(path, text)

    if not args.quiet:
        hint = ""
        if "purpose" not in typed_values:
            hint = ". A line `purpose:` in it says what you have in mind with them"
        print(f"{path}: made{hint}.")
    return EXIT_DONE


def _collect_typed_values(args: argparse.Namespace) -> dict[str, str | list[str]]:
    typed_values = {}
    for prop in OFFERED_PROPERTIES:
        typed_value = getattr(args, _build_destination(prop.name))
        if typed_value:
            typed_values[prop.name] = typed_value
    return typed_values


def _build_destination(property_name: str) -> str:
    # `name` and `today` are arguments of the command, and a property may be called so too.
    return f"p_{property_name}"
