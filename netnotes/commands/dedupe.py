"""`netnotes dedupe`: who is probably in the notes twice; two notes become one, or are remembered as two people."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from netnotes.cli import DONE
from netnotes.commands.choosing import somebody
from netnotes.commands.editing import editing, editing_options
from netnotes.commands.rename import links_to_follow
from netnotes.doors import notes, vault
from netnotes.doors.files import create_file, replace_file
from netnotes.doors.notes import Change, Move
from netnotes.errors import NetnotesError
from netnotes.exchange.matching import doubles
from netnotes.settings import FILE_NAME
from netnotes.words import counted, listed
from netnotes.writing.edits import difference
from netnotes.writing.merging import merged, with_pair

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from netnotes.commands.editing import Desk
    from netnotes.exchange.matching import Double
    from netnotes.people import Contact

TRASH = ".trash"
"""Where Obsidian puts what is deleted in a vault; nothing there is read."""


def arguments(verb: argparse.ArgumentParser) -> None:
    """The options of `dedupe`."""
    what = verb.add_mutually_exclusive_group()
    what.add_argument(
        "--merge", nargs=2, metavar=("KEEP", "OTHER"), help="make one note of two: show how, and with --yes do it"
    )
    what.add_argument(
        "--not-the-same", nargs=2, metavar=("ONE", "OTHER"), help="remember in the settings that these are two"
    )
    verb.add_argument("--yes", action="store_true", help="with --merge: write it")
    editing_options(verb)


def dedupe(args: argparse.Namespace) -> int:
    """List likely doubles with the reasons, merge two notes, or remember that two are not one."""
    with editing(args) as desk:
        if args.not_the_same:
            return _remember(desk, args)
        if args.merge:
            return _merge(desk, args)
        pairs = doubles(desk.network.contacts, desk.place.settings.not_the_same)
        if not args.quiet:
            print("\n".join(_shown(pairs)))
    return DONE


def _shown(pairs: tuple[Double, ...]) -> Iterator[str]:
    for pair in pairs:
        sure = "" if pair.sure else "perhaps "
        yield f"{sure}{pair.one.path.removesuffix('.md')} = {pair.other.path.removesuffix('.md')}: {listed(pair.why)}"
    if not pairs:
        yield "Nobody seems to be in your notes twice."
        return
    first = pairs[0]
    yield (
        f"{counted(len(pairs), 'pair')}. `netnotes dedupe --merge {_quoted(first.one)} {_quoted(first.other)}` shows them as one "
        "note; --not-the-same instead remembers that they are two."
    )


def _quoted(contact: Contact) -> str:
    return f'"{contact.path.removesuffix(".md")}"'


def _merge(desk: Desk, args: argparse.Namespace) -> int:
    """Make one note of two; the other goes to the vault's trash, and every link to it leads to the one that stays."""
    root, settings = desk.place.root, desk.place.settings
    keep, other = (_contact(desk, name) for name in args.merge)
    if keep is other:
        raise NetnotesError(f"{keep.path} is one note already.")
    old, trashed = other.path, _free(desk, posixpath.join(TRASH, posixpath.basename(other.path)))
    changes = {one.note.path: one for one in links_to_follow(desk, old, keep.path)}
    gone = changes.pop(old, None) or Change(notes.open_note(root, old), notes.open_note(root, old).text)
    stays = changes.pop(keep.path, None)
    note = notes.open_note(root, keep.path)
    result = merged(stays.text if stays else note.text, keep, gone.text, other, settings)
    every = (Change(note, result.text), *changes.values())
    if args.dry_run or not args.yes:
        for one in every:
            print(difference(one.note.path, one.note.text, one.text), end="")
        print(f"{old} would go to {trashed}. Nothing was written. Run it again with --yes to write it.")
        return DONE
    notes.move(root, desk.place.memory, Move(old, trashed, every))
    if not args.quiet:
        print(
            f"{keep.path} says what both said; {old} lies in {trashed}; links changed in {counted(len(changes), 'other note')}."
        )
        for name, value in result.kept:
            print(f"  {name} stays as it was; the other note said {value}")
    return DONE


def _contact(desk: Desk, name: str) -> Contact:
    """Whom a name or the path of a note means."""
    by_path = desk.network.by_path
    return by_path.get(f"{name.removesuffix('.md')}.md") or somebody(desk.network, name)


def _free(desk: Desk, path: str) -> str:
    """A path in the trash that nothing has yet."""
    stem, number, free = path.removesuffix(".md"), 1, path
    while (desk.place.root / free).exists():
        number += 1
        free = f"{stem} {number}.md"
    return free


def _remember(desk: Desk, args: argparse.Namespace) -> int:
    one, other = (_contact(desk, name) for name in args.not_the_same)
    before = vault.settings_text(desk.place.root)
    after = with_pair(before or "", one.path, other.path)
    if args.dry_run:
        print(difference(FILE_NAME, before or "", after), end="")
        return DONE
    path = desk.place.root / FILE_NAME
    if before is None:
        create_file(path, after.encode())
    else:
        replace_file(path, after.encode())
    if not args.quiet:
        print(f"{FILE_NAME}: {one.name} and {other.name} are two people.")
    return DONE
