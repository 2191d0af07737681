"""`netnotes rename`: give a note another name, and let every link follow it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from netnotes.actions.rename_note import find_note_path, plan_rename, write_rename
from netnotes.commands.editing import open_write_session, print_changes
from netnotes.commands.options import add_editing_arguments
from netnotes.commands.output.choosing import choose_contact
from netnotes.errors import EXIT_DONE
from netnotes.model.note_path import decode_page_name
from netnotes.text import format_count
from netnotes.vault.paths import convert_to_vault_path

if TYPE_CHECKING:
    import argparse

    from netnotes.vault.edit import WriteSession
    from netnotes.vault.note_files import NoteMove


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `rename`."""
    parser.add_argument("old", metavar="OLD", help="whom, or a note by its path in the vault")
    parser.add_argument("new", metavar="NEW", help="the new name; the note stays in its folder")
    parser.add_argument("--alias", action="store_true", help="keep the old name as another name")
    parser.add_argument(
        "--take-links",
        action="store_true",
        help="links to the new name that lead nowhere yet mean this note",
    )
    add_editing_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Rename a note and every link to it: all of them, or none."""
    with open_write_session(args) as session:
        old_path = _choose_note(session, args.old)

        plan = plan_rename(
            session, old_path, args.new, keep_alias=args.alias, takes_links=args.take_links
        )
        note_move = plan.note_move
        for remark in plan.remarks:
            print(remark, file=sys.stderr)
        if args.dry_run:
            print(f"rename from {note_move.old_path}\nrename to {note_move.new_path}")
            print_changes(note_move.changes)
            return EXIT_DONE
        write_rename(session, plan)

    if not args.quiet:
        print(_describe_move(note_move))
    return EXIT_DONE


def _choose_note(session: WriteSession, name: str) -> str:
    """Return the path of the one note that a name or a path means."""
    root = session.paths.root
    path = find_note_path(session.network, convert_to_vault_path(name, root))
    # Goals and events have notes too, and no other command finds them.
    # Nor is anybody else called as a page of Logseq is with its namespace.
    if path and (path not in session.network.contacts_by_path or "/" in decode_page_name(path)):
        return path
    # Several contacts may have the name of the note.
    return choose_contact(session.network, name, root).path


def _describe_move(note_move: NoteMove) -> str:
    old_path, new_path, changes = note_move
    other_paths = [change.note.path for change in changes if change.note.path != old_path]
    are_notes = all(path.casefold().endswith(".md") for path in other_paths)
    count = format_count(len(other_paths), "other note" if are_notes else "other file")
    return f"{old_path} is now {new_path}; links changed in {count}."
