"""`netnotes rename`: a note gets another name, and every link follows it."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from netnotes.actions.rename_note import build_link_changes, update_renamed_note
from netnotes.commands.editing import open_write_session
from netnotes.commands.options import add_editing_arguments
from netnotes.commands.output.choosing import choose_contact
from netnotes.errors import EXIT_DONE, NetnotesError
from netnotes.reading.file_index import find_file
from netnotes.text import format_count
from netnotes.vault.edit import build_change, format_diff, open_note
from netnotes.vault.note_files import NoteMove, move_note
from netnotes.writing.new_note import build_file_stem

if TYPE_CHECKING:
    import argparse

    from netnotes.vault.edit import WriteSession


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `rename`."""
    parser.add_argument("old", metavar="OLD", help="whom, or a note by its path in the vault")
    parser.add_argument("new", metavar="NEW", help="the new name; the note stays in its folder")
    parser.add_argument("--alias", action="store_true", help="keep the old name as another name")
    add_editing_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Rename a note and every link to it: all of them, or none."""
    with open_write_session(args) as desk:
        root = desk.paths.root
        old = _find_note_path(desk, args.old)
        stem = build_file_stem(args.new)
        if not stem:
            raise NetnotesError(
                f"`{args.new}` can't be the name of a note: nothing remains that a file may be called."
            )
        new = posixpath.join(posixpath.dirname(old), f"{stem}.md")
        if new == old:
            raise NetnotesError(f"{old} has this name already.")
        links = {one.note.path: one for one in build_link_changes(desk, old, new)}
        note = open_note(root, old)
        links[old] = update_renamed_note(desk, links.get(old) or build_change(note, ()), args)
        changes = tuple(one for one in links.values() if one.text != one.note.text)
        if args.dry_run:
            print(f"rename from {old}\nrename to {new}")
            for one in changes:
                print(format_diff(one.note.path, one.note.text, one.text), end="")
            return EXIT_DONE
        move_note(root, desk.paths.cache_folder, NoteMove(old, new, changes))
        if not args.quiet:
            others = sum(one.note.path != old for one in changes)
            print(f"{old} is now {new}; links changed in {format_count(others, 'other note')}.")
    return EXIT_DONE


def _find_note_path(session: WriteSession, name: str) -> str:
    """The note that is meant: by its path, by what a link would find, or as a person."""
    found = find_file(name.removesuffix(".md"), "", session.network.file_index)
    if found.path.endswith(".md") and not found.by_alias:
        return found.path
    return choose_contact(session.network, name).path
