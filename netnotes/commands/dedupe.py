"""`netnotes dedupe`: who is probably in the notes twice; two notes become one, or are remembered as two people."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from netnotes.actions.merge_notes import TRASH_FOLDER, find_free_path
from netnotes.actions.rename_note import build_link_changes
from netnotes.commands.editing import open_write_session
from netnotes.commands.options import add_editing_arguments
from netnotes.commands.output.choosing import choose_contact
from netnotes.errors import EXIT_DONE, NetnotesError
from netnotes.formats.matching.matching import find_duplicates
from netnotes.model.settings import SETTINGS_FILE_NAME
from netnotes.system.atomic_files import create_file, replace_file
from netnotes.text import format_count, join_words
from netnotes.vault.edit import format_diff, open_note
from netnotes.vault.note_files import NoteChange, NoteMove, move_note
from netnotes.vault.obsidian_settings import read_settings_text
from netnotes.writing.merge import add_distinct_pair, merge_texts

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from netnotes.formats.matching.matching import DuplicatePair
    from netnotes.model.people import Contact
    from netnotes.vault.edit import WriteSession


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `dedupe`."""
    what = parser.add_mutually_exclusive_group()
    what.add_argument(
        "--merge",
        nargs=2,
        metavar=("KEEP", "OTHER"),
        help="make one note of two: show how, and with --yes do it",
    )
    what.add_argument(
        "--not-the-same",
        nargs=2,
        metavar=("ONE", "OTHER"),
        help="remember in the settings that these are two",
    )
    parser.add_argument("--yes", action="store_true", help="with --merge: write it")
    add_editing_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """List likely doubles with the reasons, merge two notes, or remember that two are not one."""
    with open_write_session(args) as desk:
        if args.not_the_same:
            return _mark_as_distinct(desk, args)
        if args.merge:
            return _merge_notes(desk, args)
        pairs = find_duplicates(desk.network.contacts, desk.paths.settings.not_the_same)
        if not args.quiet:
            print("\n".join(_format_pairs(pairs)))
    return EXIT_DONE


def _format_pairs(pairs: tuple[DuplicatePair, ...]) -> Iterator[str]:
    for pair in pairs:
        sure = "" if pair.is_certain else "perhaps "
        yield f"{sure}{pair.left.path.removesuffix('.md')} = {pair.right.path.removesuffix('.md')}: {join_words(pair.reasons)}"
    if not pairs:
        yield "Nobody seems to be in your notes twice."
        return
    first = pairs[0]
    yield (
        f"{format_count(len(pairs), 'pair')}. `netnotes dedupe --merge {_quote_path(first.left)} {_quote_path(first.right)}` shows them as one "
        "note; --not-the-same instead remembers that they are two."
    )


def _quote_path(contact: Contact) -> str:
    return f'"{contact.path.removesuffix(".md")}"'


def _merge_notes(session: WriteSession, args: argparse.Namespace) -> int:
    """Make one note of two; the other goes to the vault's trash, and every link to it leads to the one that stays."""
    root, settings = session.paths.root, session.paths.settings
    keep, other = (_find_contact(session, name) for name in args.merge)
    if keep is other:
        raise NetnotesError(f"{keep.path} is one note already.")
    old, trashed = (
        other.path,
        find_free_path(session, posixpath.join(TRASH_FOLDER, posixpath.basename(other.path))),
    )
    changes = {one.note.path: one for one in build_link_changes(session, old, keep.path)}
    gone = changes.pop(old, None) or NoteChange(open_note(root, old), open_note(root, old).text)
    stays = changes.pop(keep.path, None)
    note = open_note(root, keep.path)
    result = merge_texts(stays.text if stays else note.text, keep, gone.text, other, settings)
    every = (NoteChange(note, result.text), *changes.values())
    if args.dry_run or not args.yes:
        for one in every:
            print(format_diff(one.note.path, one.note.text, one.text), end="")
        print(
            f"{old} would go to {trashed}. Nothing was written. Run it again with --yes to write it."
        )
        return EXIT_DONE
    move_note(root, session.paths.cache_folder, NoteMove(old, trashed, every))
    if not args.quiet:
        print(
            f"{keep.path} says what both said; {old} lies in {trashed}; links changed in {format_count(len(changes), 'other note')}."
        )
        for name, value in result.conflicts:
            print(f"  {name} stays as it was; the other note said {value}")
    return EXIT_DONE


def _find_contact(session: WriteSession, name: str) -> Contact:
    """Whom a name or the path of a note means."""
    by_path = session.network.contacts_by_path
    return by_path.get(f"{name.removesuffix('.md')}.md") or choose_contact(session.network, name)


def _mark_as_distinct(session: WriteSession, args: argparse.Namespace) -> int:
    one, other = (_find_contact(session, name) for name in args.not_the_same)
    before = read_settings_text(session.paths.root)
    after = add_distinct_pair(before or "", one.path, other.path)
    if args.dry_run:
        print(format_diff(SETTINGS_FILE_NAME, before or "", after), end="")
        return EXIT_DONE
    path = session.paths.root / SETTINGS_FILE_NAME
    if before is None:
        create_file(path, after.encode())
    else:
        replace_file(path, after.encode())
    if not args.quiet:
        print(f"{SETTINGS_FILE_NAME}: {one.name} and {other.name} are two people.")
    return EXIT_DONE
