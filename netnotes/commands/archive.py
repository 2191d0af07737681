"""`netnotes archive`: keep somebody's note, and never have them due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.commands.choosing import choose_contact
from netnotes.commands.editing import open_write_session, write_or_preview
from netnotes.commands.options import add_editing_arguments
from netnotes.errors import EXIT_DONE
from netnotes.reading.front_matter import read_front_matter
from netnotes.text import fold
from netnotes.vault.edit import build_change, open_note
from netnotes.writing.properties import find_field, remove_property, set_property

if TYPE_CHECKING:
    import argparse

    from netnotes.model.settings import Settings
    from netnotes.reading.note import Source
    from netnotes.writing.edits import Edit


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
            print(f"{contact.path}: {contact.name} is {'back' if args.undo else 'archived: kept, and never due'}")
    return EXIT_DONE


def set_archived(source: Source, settings: Settings, *, undo: bool) -> tuple[Edit, ...]:
    """In the way the note says it already: as `archived`, as `active`, or as a `status`."""
    front, _ = read_front_matter(source.text, source.path)
    field = find_field(front, "archived", settings)
    name = fold(field.name) if field else "archived"
    if field and name == "active":
        return set_property(source, field.name, "true" if undo else "false", settings)
    if field and name == "status":
        return set_property(source, field.name, "active" if undo else "archived", settings)
    if undo:
        return remove_property(source, "archived", settings)
    return set_property(source, "archived", "true", settings)
