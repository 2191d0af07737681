"""`netnotes rename`: a note gets another name, and every link follows it."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from netnotes.commands.choosing import choose_contact
from netnotes.commands.editing import open_write_session
from netnotes.commands.options import add_editing_arguments
from netnotes.errors import EXIT_DONE, NetnotesError
from netnotes.reading.file_index import FileIndex, find_file
from netnotes.reading.front_matter import read_front_matter
from netnotes.reading.note import build_source
from netnotes.text import fold_name, format_count
from netnotes.vault.edit import build_change, format_diff, open_note
from netnotes.vault.listing import list_files
from netnotes.vault.note_files import NoteMove, move_note
from netnotes.vault.read_notes import read_note_source
from netnotes.writing.edits import apply_edits
from netnotes.writing.links import update_links
from netnotes.writing.new_note import build_file_stem
from netnotes.writing.properties import add_to_property, find_field, set_property

if TYPE_CHECKING:
    import argparse

    from netnotes.vault.edit import WriteSession
    from netnotes.vault.note_files import NoteChange


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
            raise NetnotesError(f"`{args.new}` can't be the name of a note: nothing remains that a file may be called.")
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


def build_link_changes(session: WriteSession, old_path: str, new_path: str) -> tuple[NoteChange, ...]:
    """Every note in which a link leads to the old path, as it is when that leads to the new one."""
    root = session.paths.root
    listing = list_files(root, session.paths.settings, session.paths.output)
    paths = (*(file.path for file in listing.notes), *listing.attachments)
    before, after = (
        session.network.file_index,
        FileIndex([new_path, *(path for path in paths if path not in (old_path, new_path))], {}),
    )
    changes = []
    for file in listing.notes:
        source, _ = read_note_source(root, file)
        if source and update_links(source, old_path, new_path, before, after):
            note = open_note(root, file.path)
            changes.append(build_change(note, update_links(note.source, old_path, new_path, before, after)))
    return tuple(changes)


def update_renamed_note(session: WriteSession, change: NoteChange, args: argparse.Namespace) -> NoteChange:
    """The renamed note with its own property `name`, and with its old name as an alias where that is wanted."""
    note, settings = change.note, session.paths.settings
    contact = session.network.contacts_by_path.get(note.path)
    said = contact.name if contact else posixpath.basename(note.path).removesuffix(".md")
    front, _ = read_front_matter(note.source.text, note.path)
    field = find_field(front, "name", settings)
    text = change.text
    if field and fold_name(field.text) == fold_name(said):
        text = apply_edits(text, set_property(build_source(note.path, text), "name", args.new.strip(), settings))
    if args.alias:
        text = apply_edits(text, add_to_property(build_source(note.path, text), "aliases", (said,), settings))
    return change._replace(text=text)
