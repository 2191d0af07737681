"""NoteWriter: the one way in which a command changes the files of a vault."""

from __future__ import annotations

import os
import stat
from codecs import BOM_UTF8
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from netnotes.errors import (
    DiskError,
    WriteError,
    build_existing_file_error,
    describe_write_error,
)
from netnotes.model.settings import SETTINGS_FILE_NAME
from netnotes.system.file_changes import FileChange, write_files
from netnotes.vault.note_files import (
    build_mistaken_copy_error,
    fold_file_name,
    has_other_file,
    require_inside,
    resolve_vault_file,
)
from netnotes.vault.plain_file import MAX_NOTE_BYTES, read_plain_file
from netnotes.vault.sync_copies import find_original_note
from netnotes.vault.undo_records import RecordedFile, UndoRecord, UndoRecords

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
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

    # The file whose permissions a new file gets; empty for what the umask leaves.
    mode_path: str = ""


class NoteWriter:
    """Writes files of the vault for one command, and knows which it has written.

    `command` is the command's verb. `report` takes a sentence on what could not be recorded. The
    lock for writing notes is held as long as the writer is used.
    """

    def __init__(
        self,
        root: Path,
        cache_folder: Path,
        command: str,
        report: Callable[[str], None] = lambda _: None,
    ) -> None:
        self.root = root
        self.command = command
        self.report = report
        self.records = UndoRecords(root, cache_folder)

        # The number under which what was written can be taken back; 0 as long as nothing was.
        self.record_number = 0

        # The folders that were missing, the outer before the inner.
        self.created_folders: list[str] = []

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
        self,
        changes: Iterable[NoteChange],
        new_notes: Iterable[tuple[str, str]],
        settings_texts: tuple[str | None, str] | None = None,
    ) -> None:
        """Write notes and create others, all or none; a new one is its path and text.

        `settings_texts` are the text of the settings file before, None where there is none yet, and
        after; None leaves it alone. Raises WriteError as `write_changes` and `create_note` do.
        """
        written_files = []
        folder_names = _FolderNames(self.root)
        for path, text in new_notes:
            folder_names.add(path)
            written_files.append(WrittenFile(path, None, text.encode()))
        folder_names.require_no_mistaken_copy()
        for change in changes:
            if change.text != change.note.text:
                written_files.append(
                    WrittenFile(change.note.path, change.note.text.encode(), change.text.encode())
                )
        if settings_texts is not None:
            written_files.append(self._build_settings_file(*settings_texts))
        self._write(written_files)

    def move_note(self, note_move: NoteMove) -> None:
        """Give a note its new path, and write all changes that go with it: all of them, or none.

        Raises NetnotesError, before anything is touched, when a note has changed since it was read
        or the new path is taken.
        """
        old_path, new_path, changes = note_move
        old_file, new_file = self.root / old_path, self.root / new_path
        require_inside(self.root, new_path)
        if has_other_file(new_file, old_file):
            raise build_existing_file_error(new_path)

        content = read_plain_file(self.root, old_path, MAX_NOTE_BYTES + 1)
        old_contents = {change.note.path: change.note.text.encode() for change in changes}
        new_contents = {change.note.path: change.text.encode() for change in changes}
        old_content = old_contents.pop(old_path, content)
        new_content = new_contents.pop(old_path, content)
        written_files = []
        for path, other_content in old_contents.items():
            written_files.append(WrittenFile(path, other_content, new_contents[path]))

        # On a Mac a file has both names if they differ in case only. It keeps its place then, and
        # gets the new spelling afterwards; by either of them every link finds it.
        if os.path.lexists(new_file):
            self._write([*written_files, WrittenFile(old_path, old_content, new_content)])
            os.rename(old_file, new_file)
            return
        # The old name goes last: whatever fails before, the note is there.
        written_files.insert(0, WrittenFile(new_path, None, new_content, mode_path=old_path))
        written_files.append(WrittenFile(old_path, old_content, None))
        self._write(written_files)

    def write_settings(self, old_text: str | None, text: str) -> None:
        """Write the settings file; `old_text` is None where there is none yet."""
        self._write([self._build_settings_file(old_text, text)])

    def _build_settings_file(self, old_text: str | None, text: str) -> WrittenFile:
        if old_text is None:
            return WrittenFile(SETTINGS_FILE_NAME, None, text.encode())
        # A byte order mark is no part of the text, and stays.
        mark = read_plain_file(self.root, SETTINGS_FILE_NAME, len(BOM_UTF8))
        mark = mark if mark == BOM_UTF8 else b""
        return WrittenFile(SETTINGS_FILE_NAME, mark + old_text.encode(), mark + text.encode())

    def _write(self, written_files: Sequence[WrittenFile]) -> None:
        """Write files, all or none, and record how to take them back."""
        if not written_files:
            return
        file_changes = [self._build_file_change(written_file) for written_file in written_files]
        previous_number = self.record_number
        number, record_error = self._begin_record(written_files)
        try:
            write_files(file_changes, [written_file.path for written_file in self.written_files])
        except WriteError as error:
            is_half_written = set(error.written_paths) & {file.path for file in written_files}
            if is_half_written:
                error.advice += " The next command that writes takes back what is written."
            elif number:
                self.records.remove(number)
                self.record_number = previous_number
            raise
        self.written_files += written_files
        if record_error is None:
            self.records.complete(number)
        else:
            self._forget_earlier_commands(record_error)

    def _forget_earlier_commands(self, error: OSError) -> None:
        """Forget what could be taken back before a write that is not recorded, and say so.

        An earlier command must not be taken back below it. Records can be removed on a full disk.
        """
        for stored in self.records.list_records():
            self.records.remove(stored.number)
        self.report(
            "This can't be taken back with `netnotes undo`, nor can what was written before it: "
            f"{self.records.folder} can't be written ({describe_write_error(error)})."
        )

    def _build_file_change(self, written_file: WrittenFile) -> FileChange:
        path, old_content, new_content, mode_path = written_file
        if old_content is None:
            # A link in the place of a new file is not followed: the place is taken.
            require_inside(self.root, path)
            file = self.root / path
        else:
            file = resolve_vault_file(self.root, path)
        mode = self._read_mode(mode_path) if mode_path else None
        return FileChange(path, file, old_content, new_content, mode)

    def _read_mode(self, path: str) -> int | None:
        """Read the permissions of a file; None where there is none."""
        try:
            return stat.S_IMODE(os.stat(self.root / path).st_mode)
        except OSError:
            return None

    def _begin_record(self, written_files: Sequence[WrittenFile]) -> tuple[int, OSError | None]:
        """Save what the command has written before and is about to write; return the number.

        It is 0, with the error, where the record can't be saved and only one file is written: that
        is whole at any moment. Raises WriteError for several, which a crash would leave half
        written for good.
        """
        files: dict[str, RecordedFile] = {}
        folders: list[str] = []
        for path, old_content, new_content, _ in (*self.written_files, *written_files):
            first = files.get(path)
            if first is None:
                old_mode = self._read_mode(path) if old_content is not None else None
                first = RecordedFile(path, old_content, old_mode, "")
            files[path] = first.with_new_content(new_content)
            folders += self._list_missing_folders(path)
        record = UndoRecord(
            str(self.root),
            self.command,
            tuple(files.values()),
            (*self.created_folders, *dict.fromkeys(folders)),
            self.record_number,
        )
        try:
            self.records.remove_old_records()
            self.record_number = self.records.begin(record)
        except OSError as error:
            if len(files) > 1:
                raise DiskError(str(self.records.folder), error) from error
            return 0, error
        self.created_folders = list(record.folders)
        return self.record_number, None

    def _list_missing_folders(self, path: str) -> list[str]:
        """List the folders around a file that are missing, the outer before the inner."""
        missing_folders = []
        for folder in PurePosixPath(path).parents:
            if not os.path.lexists(self.root / folder):
                missing_folders.append(str(folder))
        return missing_folders[::-1]


class _FolderNames:
    """The names in the folders of a vault, folded: on a Mac `Ada.md` and `ada.md` are one file."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.names: dict[str, set[str]] = {}
        self.new_paths: set[str] = set()

    def add(self, path: str) -> None:
        """Add a file that is to be created. Raises WriteError if there is one of its name."""
        folder, _, name = path.rpartition("/")
        if folder not in self.names:
            self.names[folder] = self._list_names(folder)
        if fold_file_name(name) in self.names[folder]:
            raise build_existing_file_error(path)
        self.names[folder].add(fold_file_name(name))
        self.new_paths.add(path)

    def require_no_mistaken_copy(self) -> None:
        """Raise NetnotesError if a new note would be taken for a copy of another new one."""
        for path in sorted(self.new_paths):
            original = find_original_note(path, self.new_paths)
            if original:
                raise build_mistaken_copy_error(path, original)

    def _list_names(self, folder: str) -> set[str]:
        try:
            return {fold_file_name(name) for name in os.listdir(self.root / folder)}
        except OSError:
            # The folder is made with the note; or writing the note says what is wrong with it.
            return set()
