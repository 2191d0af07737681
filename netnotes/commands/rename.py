"""`netnotes rename`: a note gets another name, and every link follows it."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from netnotes.cli import DONE
from netnotes.commands.choosing import somebody
from netnotes.commands.editing import editing, editing_options
from netnotes.doors import notes, vault
from netnotes.doors.notes import Move
from netnotes.errors import NetnotesError
from netnotes.reading.frontmatter import read_front_matter
from netnotes.reading.links import FileIndex, find_file
from netnotes.words import counted, same_name
from netnotes.writing.edits import difference, edited, source_of
from netnotes.writing.links import follow
from netnotes.writing.new import file_name
from netnotes.writing.properties import add_to_property, field_of, set_property

if TYPE_CHECKING:
    import argparse

    from netnotes.commands.editing import Desk
    from netnotes.doors.notes import Change


def arguments(verb: argparse.ArgumentParser) -> None:
    """The options of `rename`."""
    verb.add_argument("old", metavar="OLD", help="whom, or a note by its path in the vault")
    verb.add_argument("new", metavar="NEW", help="the new name; the note stays in its folder")
    verb.add_argument("--alias", action="store_true", help="keep the old name as another name")
    editing_options(verb)


def rename(args: argparse.Namespace) -> int:
    """Rename a note and every link to it: all of them, or none."""
    with editing(args) as desk:
        root = desk.place.root
        old = _path(desk, args.old)
        stem = file_name(args.new)
        if not stem:
            raise NetnotesError(f"`{args.new}` can't be the name of a note: nothing remains that a file may be called.")
        new = posixpath.join(posixpath.dirname(old), f"{stem}.md")
        if new == old:
            raise NetnotesError(f"{old} has this name already.")
        links = {one.note.path: one for one in links_to_follow(desk, old, new)}
        note = notes.open_note(root, old)
        links[old] = _itself(desk, links.get(old) or notes.change(note, ()), args)
        changes = tuple(one for one in links.values() if one.text != one.note.text)
        if args.dry_run:
            print(f"rename from {old}\nrename to {new}")
            for one in changes:
                print(difference(one.note.path, one.note.text, one.text), end="")
            return DONE
        notes.move(root, desk.place.memory, Move(old, new, changes))
        if not args.quiet:
            others = sum(one.note.path != old for one in changes)
            print(f"{old} is now {new}; links changed in {counted(others, 'other note')}.")
    return DONE


def _path(desk: Desk, name: str) -> str:
    """The note that is meant: by its path, by what a link would find, or as a person."""
    found = find_file(name.removesuffix(".md"), "", desk.network.shelf)
    if found.path.endswith(".md") and not found.by_alias:
        return found.path
    return somebody(desk.network, name).path


def links_to_follow(desk: Desk, old: str, new: str) -> tuple[Change, ...]:
    """Every note in which a link leads to the old path, as it is when that leads to the new one."""
    root = desk.place.root
    listing = vault.files(root, desk.place.settings, desk.place.output)
    paths = (*(file.path for file in listing.notes), *listing.attachments)
    before, after = desk.network.shelf, FileIndex([new, *(path for path in paths if path not in (old, new))], {})
    changes = []
    for file in listing.notes:
        source, _ = vault.read(root, file)
        if source and follow(source, old, new, before, after):
            note = notes.open_note(root, file.path)
            changes.append(notes.change(note, follow(note.source, old, new, before, after)))
    return tuple(changes)


def _itself(desk: Desk, change: Change, args: argparse.Namespace) -> Change:
    """The renamed note with its own property `name`, and with its old name as an alias where that is wanted."""
    note, settings = change.note, desk.place.settings
    contact = desk.network.by_path.get(note.path)
    said = contact.name if contact else posixpath.basename(note.path).removesuffix(".md")
    front, _ = read_front_matter(note.source.text, note.path)
    field = field_of(front, "name", settings)
    text = change.text
    if field and same_name(field.text) == same_name(said):
        text = edited(text, set_property(source_of(note.path, text), "name", args.new.strip(), settings))
    if args.alias:
        text = edited(text, add_to_property(source_of(note.path, text), "aliases", (said,), settings))
    return change._replace(text=text)
