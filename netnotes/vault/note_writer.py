"""NoteWriter: the one way in which a command changes the files of a vault."""

from __future__ import annotations

import os
from codecs import BOM_UTF8
from typing import TYPE_CHECKING, NamedTuple

from netnotes.errors import build_existing_file_error
from netnotes.model.settings import SETTINGS_FILE_NAME
from netnotes.system.file_changes import FileChange, write_files
from netnotes.vault.note_files import (
    fold_file_name,
    move_note,
    require_inside,
    resolve_vault_file,
)
from netnotes.vault.plain_file import MAX_NOTE_BYTES, read_plain_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
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
        """Write these notes, all or none; one whose text does not change is left alone.

        Raises WriteError when one has changed since it was read, or can't be written.
        """
        self.write_notes(changes, ())

    def create_note(self, path: str, text: str) -> None:
        """Create a note, and its folder where it is missing.

        Raises WriteError when a file of that name is there already, in whatever case, or when it
        can't be written.
        """
        self.write_notes((), ((path, text),))

    def write_notes(
        self, changes: Iterable[NoteChange], new_notes: Iterable[tuple[str, str]]
    ) -> None:
        """Write notes and create others, all or none; a new one is its path and text.

        Raises WriteError as `write_changes` and `create_note` do.
        """
        written_files = []
        folder_names = _FolderNames(self.root)
        for path, text in new_notes:
            folder_names.add(path)
            written_files.append(WrittenFile(path, None, text.encode()))
        for change in changes:
            if change.text != change.note.text:
                written_files.append(
                    WrittenFile(change.note.path, change.note.text.encode(), change.text.encode())
                )
        self._write(written_files)

    def _write(self, written_files: Sequence[WrittenFile]) -> None:
        file_changes = []
        for path, old_content, new_content in written_files:
            if old_content is None:
                # A link in the place of a new file is not followed: the place is taken.
                require_inside(self.root, path)
                file = self.root / path
            else:
                file = resolve_vault_file(self.root, path)
            file_changes.append(FileChange(path, file, old_content, new_content))
        write_files(file_changes, [written_file.path for written_file in self.written_files])
        self.written_files += written_files

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
        if old_text is None:
            self._write([WrittenFile(SETTINGS_FILE_NAME, None, text.encode())])
            return
        # A byte order mark is no part of the text, and stays.
        mark = read_plain_file(self.root, SETTINGS_FILE_NAME, len(BOM_UTF8))
        mark = mark if mark == BOM_UTF8 else b""
        written_file = WrittenFile(
            SETTINGS_FILE_NAME, mark + old_text.encode(), mark + text.encode()
        )
        self._write([written_file])

    def _add(self, path: str, old_content: bytes | None, new_content: bytes | None) -> None:
        self.written_files.append(WrittenFile(path, old_content, new_content))


class _FolderNames:
    """The names in the folders of a vault, folded: on a Mac `Ada.md` and `ada.md` are one file."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.names: dict[str, set[str]] = {}

    def add(self, path: str) -> None:
        """Add a file that is to be created. Raises WriteError if there is one of its name."""
        folder, _, name = path.rpartition("/")
        if folder not in self.names:
            self.names[folder] = self._list_names(folder)
        if fold_file_name(name) in self.names[folder]:
            raise build_existing_file_error(path)
        self.names[folder].add(fold_file_name(name))

    def _list_names(self, folder: str) -> set[str]:
        try:
            return {fold_file_name(name) for name in os.listdir(self.root / folder)}
        except OSError:
            # The folder is made with the note; or writing the note says what is wrong with it.
            return set()
