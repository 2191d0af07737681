"""`netnotes dedupe`: who is probably in the notes twice; two notes become one, or stay two."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from netnotes.actions.merge_notes import (
    find_duplicates,
    plan_distinct_pair,
    plan_merge,
    write_merge,
    write_settings,
)
from netnotes.actions.unread_notes import list_unread_notes
from netnotes.commands.editing import open_write_session, print_changes
from netnotes.commands.options import add_editing_arguments
from netnotes.commands.output.choosing import choose_contact
from netnotes.errors import EXIT_DONE
from netnotes.model.note_path import strip_note_ending
from netnotes.model.settings import SETTINGS_FILE_NAME
from netnotes.text import format_command, format_count, join_words
from netnotes.vault.edit import format_diff

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from netnotes.actions.merge_notes import MergePlan
    from netnotes.model.people import Contact
    from netnotes.vault.edit import WriteSession


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `dedupe`."""
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument(
        "--merge",
        nargs=2,
        metavar=("KEEP", "OTHER"),
        help="make one note of two: show how, and with --yes do it",
    )
    choice.add_argument(
        "--not-the-same",
        nargs=2,
        metavar=("ONE", "OTHER"),
        help="remember in the settings that these are two",
    )
    parser.add_argument("--yes", action="store_true", help="with --merge: write it")
    add_editing_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """List likely duplicates with the reasons, merge two notes, or mark them as two people."""
    with open_write_session(args) as session:
        if args.not_the_same:
            _mark_as_distinct(session, args)
        elif args.merge:
            _merge_notes(session, args)
        elif not args.quiet:
            print("\n".join((*_iter_duplicate_lines(session), *_iter_unread_lines(session))))
    return EXIT_DONE


def _iter_duplicate_lines(session: WriteSession) -> Iterator[str]:
    pairs = find_duplicates(session)
    if not pairs:
        yield "Nobody seems to be in your notes twice."
        return
    for pair in pairs:
        doubt = "" if pair.is_certain else "perhaps "
        left, right = _strip_extension(pair.left), _strip_extension(pair.right)
        yield f"{doubt}{left} = {right}: {join_words(pair.reasons)}"

    first = pairs[0]
    left, right = _strip_extension(first.left), _strip_extension(first.right)
    # A note in no folder may begin with `-`, and would be taken for an option.
    names = [f"./{name}" if name.startswith("-") else name for name in (left, right)]
    command = format_command("netnotes", "dedupe", "--merge", *names)
    if not command:
        count = format_count(len(pairs), "pair")
        yield f"{count}. `netnotes dedupe --merge` makes one note of two."
        return
    yield (
        f"{format_count(len(pairs), 'pair')}. `{command}` "
        "shows them as one note; --not-the-same instead remembers that they are two."
    )


def _iter_unread_lines(session: WriteSession) -> Iterator[str]:
    """Yield a line on the notes that were not compared, if there are any."""
    unread_paths = list_unread_notes(session.paths)
    if unread_paths:
        yield (
            f"Not compared, because they can't be read: {join_words(unread_paths)}. "
            "`netnotes check` says why."
        )


def _strip_extension(contact: Contact) -> str:
    """Return the path of a contact's note as `--merge` takes it."""
    # Without folder and ending it would be a name, and perhaps of several.
    if "/" in contact.path:
        return strip_note_ending(contact.path)
    return contact.path


def _merge_notes(session: WriteSession, args: argparse.Namespace) -> None:
    keep, other = (_find_contact(session, name) for name in args.merge)
    plan = plan_merge(session, keep, other)
    for remark in plan.remarks:
        print(remark, file=sys.stderr)
    if args.dry_run or not args.yes:
        _print_merge_preview(plan)
        return
    write_merge(session, plan)
    if args.quiet:
        return
    other_paths = [change.note.path for change in plan.changes[1:]]
    are_notes = all(path.casefold().endswith(".md") for path in other_paths)
    changed_files = format_count(len(other_paths), "other note" if are_notes else "other file")
    print(
        f"{keep.path} says what both said; {plan.removed_path} lies in {plan.trash_path}; "
        f"links changed in {changed_files}."
    )
    _print_differences(plan)


def _print_merge_preview(plan: MergePlan) -> None:
    print_changes(plan.changes)
    _print_differences(plan)
    print(
        f"{plan.removed_path} would go to {plan.trash_path}. Nothing was written. "
        "Run it again with --yes to write it."
    )


def _print_differences(plan: MergePlan) -> None:
    """Print where the two notes do not agree: both values are in the merged note."""
    for name, value, lost_value in plan.conflicts:
        print(f"  {name} is {value}; the other value, {lost_value}, is in the text")
    for sentence in plan.left_out:
        print(f"  {sentence}")


def _find_contact(session: WriteSession, name: str) -> Contact:
    return choose_contact(session.network, name, session.paths.root)


def _mark_as_distinct(session: WriteSession, args: argparse.Namespace) -> None:
    left, right = (_find_contact(session, name) for name in args.not_the_same)
    change = plan_distinct_pair(session, left, right)
    if args.dry_run:
        print(format_diff(SETTINGS_FILE_NAME, change.old_text or "", change.text), end="")
        return
    write_settings(session, change)
    if not args.quiet:
        print(f"{SETTINGS_FILE_NAME}: {left.name} and {right.name} are two people.")
