"""What is safe to mend, as changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.vault.listing import stat_file
from netnotes.vault.read_notes import read_note_source

if TYPE_CHECKING:
    import argparse


def fix_notes(args: argparse.Namespace) -> None:
    """Mend what is safe to mend in every contact's note, and say what."""
    from netnotes.commands.editing import open_write_session, write_or_preview
    from netnotes.vault.edit import build_change, open_note
    from netnotes.writing.edits import find_obstacle
    from netnotes.writing.fixes import build_fix_edits

    with open_write_session(args) as desk:
        changes = []
        for contact in desk.network.contacts:
            source, _ = read_note_source(desk.paths.root, stat_file(desk.paths.root, contact.path))
            if (
                source is None
                or find_obstacle(source)
                or not build_fix_edits(source, desk.paths.settings)[1]
            ):
                continue
            note = open_note(desk.paths.root, contact.path)
            edits, words = build_fix_edits(note.source, desk.paths.settings)
            changes.append(build_change(note, edits))
            if not args.quiet and not args.dry_run:
                print(f"{contact.path}: {', '.join(words)}")  # noqa: T201 - moves to the verb
        write_or_preview(desk, changes, args)
