"""Commands that were cut short while they wrote several files: found, taken back, and told.

Nothing is completed without being asked for: what the user was not told is as it was before.
"""

from __future__ import annotations

import time
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from netnotes.errors import NetnotesError, WriteError
from netnotes.system.file_changes import FileChange, write_files
from netnotes.text import choose_form, format_count, join_words
from netnotes.vault.note_files import resolve_vault_file
from netnotes.vault.plain_file import MAX_FILE_BYTES, read_plain_file
from netnotes.vault.undo_records import UNDO_COMMAND, UndoRecords, compute_content_digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from netnotes.vault.undo_records import RecordedFile, StoredRecord


class FileState(Enum):
    """What a recorded file is now."""

    OLD = "as before the command"
    NEW = "as the command has written it"
    CHANGED = "neither: somebody has changed it since"


class ComparedFile(NamedTuple):
    """A recorded file and what it is now; `content` is None if there is no such file."""

    file: RecordedFile
    state: FileState
    content: bytes | None


def compare_files(root: Path, files: Iterable[RecordedFile]) -> tuple[ComparedFile, ...]:
    """Compare recorded files with those on the disk."""
    compared_files = []
    for file in files:
        try:
            content = read_content(root, file.path)
        except OSError:
            compared_files.append(ComparedFile(file, FileState.CHANGED, None))
            continue
        digest = compute_content_digest(content)
        if digest == file.new_digest:
            state = FileState.NEW
        elif content == file.old_content:
            state = FileState.OLD
        else:
            state = FileState.CHANGED
        compared_files.append(ComparedFile(file, state, content))
    return tuple(compared_files)


def read_content(root: Path, path: str) -> bytes | None:
    """Read a file of the vault; None if there is none. Raises OSError if it can't be read."""
    try:
        return read_plain_file(root, path, MAX_FILE_BYTES)
    except (FileNotFoundError, NotADirectoryError):
        return None


def select_files(
    compared_files: Iterable[ComparedFile], state: FileState
) -> tuple[ComparedFile, ...]:
    """Select the files that are in this state."""
    return tuple(compared for compared in compared_files if compared.state is state)


def restore_files(root: Path, compared_files: Sequence[ComparedFile]) -> None:
    """Make files again what they were before the command: all of them, or none.

    Raises WriteError when one has changed since it was compared, or can't be written.
    """
    changes = []
    # What was created goes last: where a note has moved, it is there at any moment.
    for compared in sorted(compared_files, key=lambda compared: compared.content is not None):
        path, old_content = compared.file.path, compared.file.old_content
        file = root / path if compared.content is None else resolve_vault_file(root, path)
        changes.append(
            FileChange(path, file, compared.content, old_content, compared.file.old_mode)
        )
    write_files(changes)


def remove_folders(root: Path, folders: Sequence[str]) -> None:
    """Remove the folders that a command has created, if nothing else is in them by now."""
    for folder in reversed(folders):
        try:
            (root / folder).rmdir()
        except OSError:
            continue


def settle_interrupted_commands(root: Path, records: UndoRecords) -> list[str]:
    """Take back what commands have left half done, and return a sentence on each.

    Raises NetnotesError where notes were changed since: nobody can know what is to count then.
    """
    sentences = []
    for stored in records.list_records():
        if stored.is_complete:
            continue
        sentence = _settle_command(root, records, stored)
        if sentence:
            sentences.append(sentence)
    return sentences


def _settle_command(root: Path, records: UndoRecords, stored: StoredRecord) -> str:
    record = stored.record
    compared_files = compare_files(root, record.files)
    new_files = select_files(compared_files, FileState.NEW)
    changed_files = select_files(compared_files, FileState.CHANGED)
    if len(new_files) == len(compared_files):
        if record.command == UNDO_COMMAND:
            _remove_folders_of(root, records, record.earlier_number)
        records.complete(stored.number)
        return ""
    if changed_files:
        # A single file is whole at any moment; somebody has edited it after the command or instead.
        if len(compared_files) > 1:
            raise NetnotesError(_describe_conflict(stored, changed_files))
        records.complete(stored.number)
        return ""
    if new_files:
        try:
            restore_files(root, new_files)
        except WriteError as error:
            raise NetnotesError(_describe_failure(stored, error)) from None
    _remove_record(root, records, stored)
    if not new_files:
        return ""
    count = format_count(len(new_files), "file")
    return (
        f"{describe_command(stored)} was cut short after {count} of {len(compared_files)}. "
        "What it had written was taken back, and your notes are as they were before it."
    )


def _remove_record(root: Path, records: UndoRecords, stored: StoredRecord) -> None:
    """Remove the record of a command that was taken back, and the folders it had made."""
    record = stored.record
    remove_folders(root, record.folders)
    if record.command != UNDO_COMMAND and record.earlier_number:
        records.remove(record.earlier_number)
    records.remove(stored.number)
    # With the record still there, what is written next would look like an edit of half a command.
    if any(kept.number == stored.number for kept in records.list_records()):
        raise NetnotesError(_describe_kept_record(stored, records))


def _remove_folders_of(root: Path, records: UndoRecords, number: int) -> None:
    """Remove the folders of a command that was taken back."""
    for stored in records.list_records():
        if stored.number == number:
            remove_folders(root, stored.record.folders)


def describe_command(stored: StoredRecord) -> str:
    """Describe a command by its verb and when it ran, as in "`netnotes log` of 14:03"."""
    return f"`netnotes {stored.record.command}` of {format_time(stored.number)}"


def format_time(number: int) -> str:
    """Format the moment that a record was begun, in the user's own time."""
    return time.strftime("%Y-%m-%d %H:%M", time.localtime(number // 10**9))


def _describe_conflict(stored: StoredRecord, changed_files: Sequence[ComparedFile]) -> str:
    paths = join_words([compared.file.path for compared in changed_files])
    verb = choose_form(len(changed_files), "has", "have")
    rest = "shows what is left of it and takes it back"
    if stored.record.command == UNDO_COMMAND:
        rest = "shows what it has still to take back and does it"
    return (
        f"{describe_command(stored)} was cut short, and {paths} {verb} been changed since. "
        f"Nothing was written now. `netnotes undo` {rest}, but "
        f"for {choose_form(len(changed_files), 'this note', 'these notes')}; "
        "`netnotes undo --drop` leaves all notes as they are now."
    )


def _describe_kept_record(stored: StoredRecord, records: UndoRecords) -> str:
    return (
        f"{describe_command(stored)} was cut short and is taken back, but the record of it in "
        f"`{records.folder}` can't be removed. Nothing was written now. Run this again when the "
        "folder can be written."
    )


def _describe_failure(stored: StoredRecord, error: WriteError) -> str:
    return (
        f"{describe_command(stored)} was cut short, and what it had written can't be taken back: "
        f"{error.problem} Nothing was written now. {error.advice}"
    )
