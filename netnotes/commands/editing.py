"""What the verbs that write notes have in common: being alone at it, writing or showing what would be written."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from netnotes.vault.edit import WriteSession, begin_writing, format_diff
from netnotes.vault.load import load_vault
from netnotes.vault.note_files import write_changes
from netnotes.vault.paths import find_vault

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator, Sequence

    from netnotes.vault.note_files import NoteChange


@contextmanager
def open_write_session(args: argparse.Namespace) -> Iterator[WriteSession]:
    """A vault opened for writing by this command alone."""
    place = find_vault(args.vault)
    with begin_writing(place, args.verb):
        yield WriteSession(place, load_vault(place, args.today).network)


def write_or_preview(
    session: WriteSession, changes: Sequence[NoteChange], args: argparse.Namespace
) -> bool:
    """Write these notes, or show how they would change; whether they were written."""
    if not args.dry_run:
        write_changes(session.paths.root, changes)
        return True
    print_changes(changes)
    return False


def print_changes(changes: Iterable[NoteChange]) -> None:
    """Print what would change in these notes, as unified diffs."""
    for change in changes:
        print(format_diff(change.note.path, change.note.text, change.text), end="")
