"""NoteWriter: the one way in which a command changes the files of a vault."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from netnotes.model.settings import SETTINGS_FILE_NAME
from netnotes.system.atomic_files import create_file, replace_file
from netnotes.vault.note_files import (
    create_note_file,
    move_note,
    replace_note,
    require_unchanged,
    resolve_vault_file,
)
from netnotes.vault.plain_file import MAX_NOTE_BYTES, read_plain_file

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from netnotes.vault.note_files import NoteChange, NoteMove


class WrittenFile(NamedTuple):
    """A file of the vault that a command has written: its bytes before and after.

    None means that there was no file, or is none any more. A note that was moved is two of them.
    """

    # The path in the vault, with `/`.
    path: str

    old_content: bytes | None
    new_content: bytes | None


class NoteWriter:
    """Writes files of the vault for one command, and knows which it has written.

    `command` is the command's verb. The lock for writing notes is held as long as it is used.
    """

    def __init__(self, root: Path, cache_folder: Path, command: str) -> None:
        self.root = root
        self.cache_folder = cache_folder
        self.command = command

        # In the order in which they were written; a file that was written twice is here twice.
        self.written_files: list[WrittenFile] = []

    def write_changes(self, changes: Sequence[NoteChange]) -> None:
        """Write these notes, with the modes they had; one whose text does not change is left alone.

        Raises NoteChangedError when one has changed since it was read. All are checked before the
        first is written, and each once more before its own turn; then those before it stay written.
        """
        for change in changes:
            require_unchanged(self.root, change.note)

        for change in changes:
            if change.text != change.note.text:
                replace_note(self.root, change)
                self._add(change.note.path, change.note.text.encode(), change.text.encode())

    def create_note(self, path: str, text: str) -> None:
        """Create a note, and its folder where it is missing.

        Raises NetnotesError when a file of that name is there already, in whatever case, or when it
        can't be written.
        """
        create_note_file(self.root, path, text)
        self._add(path, None, text.encode())

    def move_note(self, note_move: NoteMove) -> None:
        """Give a note its new path, and write all changes that go with it: all of them, or none.

        Raises NetnotesError, before anything is touched, when a note has changed since it was read
        or the new path is taken.
        """
        old_content = read_plain_file(self.root, note_move.old_path, MAX_NOTE_BYTES + 1)
        move_note(self.root, self.cache_folder, note_move)

        new_content = old_content
        for change in note_move.changes:
            if change.note.path == note_move.old_path:
                new_content = change.text.encode()
            else:
                self._add(change.note.path, change.note.text.encode(), change.text.encode())
        self._add(note_move.old_path, old_content, None)
        self._add(note_move.new_path, None, new_content)

    def write_settings(self, old_text: str | None, text: str) -> None:
        """Write the settings file; `old_text` is None where there is none yet."""
        path = resolve_vault_file(self.root, SETTINGS_FILE_NAME)
        if old_text is None:
            create_file(path, text.encode())
            self._add(SETTINGS_FILE_NAME, None, text.encode())
        else:
            replace_file(path, text.encode())
            self._add(SETTINGS_FILE_NAME, old_text.encode(), text.encode())

    def _add(self, path: str, old_content: bytes | None, new_content: bytes | None) -> None:
        self.written_files.append(WrittenFile(path, old_content, new_content))
