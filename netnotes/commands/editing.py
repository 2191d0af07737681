"""What the verbs that write notes share: opening the vault, and writing or showing changes."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from netnotes.vault.edit import WriteSession, begin_writing, format_diff
from netnotes.vault.load import load_vault
from netnotes.vault.paths import find_vault

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator, Sequence

    from netnotes.vault.note_files import NoteChange


# Said where nobody confirmed: at a pipe nobody is asked.
NOT_CONFIRMED = "Nothing was written. Run it again with --yes to write it."


@contextmanager
def open_write_session(args: argparse.Namespace) -> Iterator[WriteSession]:
    """Open the vault for writing by this command alone, until the context ends."""
    paths = find_vault(args.vault)
    report = partial(print, file=sys.stderr)
    with begin_writing(paths, args.verb, report) as writer:
        yield WriteSession(paths, load_vault(paths, args.today).network, writer)


def write_or_preview(
    session: WriteSession, changes: Sequence[NoteChange], args: argparse.Namespace
) -> bool:
    """Write these changes, or with `--dry-run` print them; returns whether they were written."""
    if not args.dry_run:
        session.writer.write_changes(changes)
        return True

    print_changes(changes)
    return False


def print_changes(changes: Iterable[NoteChange]) -> None:
    """Print what would change in these notes, as unified diffs."""
    for change in changes:
        print(format_diff(change.note.path, change.note.text, change.text), end="")
