"""Take back what the last command wrote; any command that writes notes can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from netnotes.actions.review_state import forget_reviewed_paths
from netnotes.errors import NetnotesError, WriteError
from netnotes.text import choose_form, join_words
from netnotes.vault.former_rename import find_former_plan, remove_former_plan
from netnotes.vault.interrupted import (
    FileState,
    compare_files,
    describe_command,
    format_time,
    remove_folders,
    restore_files,
    select_files,
)
from netnotes.vault.leftovers import remove_leftovers
from netnotes.vault.undo_records import (
    UNDO_COMMAND,
    RecordedFile,
    UndoRecord,
    UndoRecords,
    compute_content_digest,
)

if TYPE_CHECKING:
    from netnotes.vault.interrupted import ComparedFile
    from netnotes.vault.paths import VaultPaths
    from netnotes.vault.undo_records import StoredRecord


class UndoPlan(NamedTuple):
    """What would be taken back."""

    stored: StoredRecord

    # The files that become what they were before.
    files: tuple[ComparedFile, ...]

    # Of a command that was cut short, or whose undo was: the files that somebody has changed since,
    # which stay.
    changed_paths: tuple[str, ...]

    @property
    def description(self) -> str:
        """The command and when it ran, as in "`netnotes log` of 2026-11-20 14:03"."""
        return describe_command(self.stored)


class PastCommand(NamedTuple):
    """A command that can be taken back, for a list."""

    time: str
    command: str
    paths: tuple[str, ...]

    # Whether everything was written that it was to write.
    is_complete: bool


def list_past_commands(paths: VaultPaths) -> tuple[PastCommand, ...]:
    """List the commands that can be taken back, the latest first."""
    records = UndoRecords(paths.root, paths.cache_folder)
    records.remove_old_records()
    commands = []
    for stored in records.list_records():
        if stored.record.command == UNDO_COMMAND or not _has_effect(paths, stored):
            continue
        number, is_complete, record = stored
        file_paths = tuple(file.path for file in record.files)
        commands.append(PastCommand(format_time(number), record.command, file_paths, is_complete))
    return tuple(commands)


def plan_undo(paths: VaultPaths) -> UndoPlan:
    """Plan what takes back the last command. Nothing is written yet.

    Raises NetnotesError where there is none, or where a note has been changed since: then nothing
    is taken back, for half of it may be worse than all or nothing.
    """
    if find_former_plan(paths) is not None:
        raise NetnotesError(
            "An earlier version of netnotes was cut short in a rename, and did not note down what "
            "your notes said before. It can't be taken back. The next command that writes "
            "completes it; `netnotes undo --drop` leaves all notes as they are now."
        )
    stored = _find_last_command(paths)
    compared_files = compare_files(paths.root, stored.record.files)
    changed_files = select_files(compared_files, FileState.CHANGED)
    changed_paths = tuple(compared.file.path for compared in changed_files)
    # Half of it is taken back already where an undo was cut short: to stop there would be worse.
    if changed_paths and stored.is_complete and not _list_cut_short_undos(paths, stored):
        raise NetnotesError(_describe_changed_notes(stored, changed_paths))
    return UndoPlan(stored, select_files(compared_files, FileState.NEW), changed_paths)


def _find_last_command(paths: VaultPaths) -> StoredRecord:
    records = UndoRecords(paths.root, paths.cache_folder)
    records.remove_old_records()
    for stored in records.list_records():
        # An undo that was cut short is none to be taken back, but one to be done again.
        if stored.record.command != UNDO_COMMAND and _has_effect(paths, stored):
            return stored
    raise NetnotesError(
        "There is nothing to take back: no command has written anything here in the last seven "
        "days that was not taken back already."
    )


def _list_cut_short_undos(paths: VaultPaths, stored: StoredRecord) -> tuple[int, ...]:
    """List the records of the undos of a command that were cut short, by their numbers."""
    records = UndoRecords(paths.root, paths.cache_folder).list_records()
    return tuple(
        later.number
        for later in records
        if later.record.command == UNDO_COMMAND and later.record.earlier_number == stored.number
    )


def _has_effect(paths: VaultPaths, stored: StoredRecord) -> bool:
    """Tell whether anything is left of what a command wrote.

    Nothing is of one that was interrupted before it began, or that git has taken back.
    """
    compared_files = compare_files(paths.root, stored.record.files)
    return any(compared.state is not FileState.OLD for compared in compared_files)


def _describe_changed_notes(stored: StoredRecord, changed_paths: tuple[str, ...]) -> str:
    verb = choose_form(len(changed_paths), "has", "have")
    return (
        f"{join_words(changed_paths)} {verb} been changed after {describe_command(stored)}. "
        "Nothing was taken back. `netnotes undo --drop` forgets this command, and the one before "
        "it can be taken back."
    )


def describe_last_command(paths: VaultPaths, number: str) -> str:
    """Say what the command of this number wrote; empty if it is not the last one any more."""
    records = UndoRecords(paths.root, paths.cache_folder).list_records()
    if not records or str(records[0].number) != number or not records[0].is_complete:
        return ""
    file_paths = [file.path for file in records[0].record.files]
    return f"Written: {join_words(file_paths)}."


def write_undo(paths: VaultPaths, plan: UndoPlan) -> None:
    """Take back a command: all of it, or nothing. The lock for writing notes is held.

    Raises WriteError when a note has changed since the plan was made, or can't be written.
    """
    records = UndoRecords(paths.root, paths.cache_folder)
    recorded_files = []
    for file, _, content in plan.files:
        new_digest = compute_content_digest(file.old_content)
        recorded_files.append(RecordedFile(file.path, content, file.old_mode, new_digest))
    # A crash in the middle must not leave half of it: the undo is a command like any other.
    record = UndoRecord(
        str(paths.root),
        UNDO_COMMAND,
        tuple(recorded_files),
        earlier_number=plan.stored.number,
    )
    cut_short_undos = _list_cut_short_undos(paths, plan.stored)
    try:
        number = records.begin(record)
    except OSError as error:
        raise NetnotesError(
            f"The undo can't be prepared in {records.folder}: {error.strerror}. "
            "Nothing was taken back."
        ) from None
    try:
        restore_files(paths.root, plan.files)
    except WriteError as error:
        # What could not be put back as it was is left to the next command, which says so.
        if not error.written_paths:
            records.remove(number)
        raise
    # What a killed command, or a killed undo, has left beside the notes.
    remove_leftovers(paths.root)
    remove_folders(paths.root, plan.stored.record.folders)
    for cut_short_undo in cut_short_undos:
        records.remove(cut_short_undo)
    records.complete(number)
    restored_paths = [compared.file.path for compared in plan.files]
    forget_reviewed_paths(paths.cache_folder, restored_paths)


def drop_last_command(paths: VaultPaths) -> str:
    """Forget the last command and leave all notes as they are; returns a sentence.

    The lock for writing notes is held. Raises NetnotesError where there is nothing to forget.
    """
    if find_former_plan(paths) is not None:
        remove_former_plan(paths)
        return "The rename that an earlier version left half done is forgotten; your notes stay."

    records = UndoRecords(paths.root, paths.cache_folder)
    stored = _find_last_command(paths)
    is_half_taken_back = bool(_list_cut_short_undos(paths, stored))
    for later in records.list_records():
        if later.number >= stored.number:
            records.remove(later.number)
    if stored.record.earlier_number:
        records.remove(stored.record.earlier_number)
    sentence = f"{describe_command(stored)} is forgotten, and your notes stay as they are now."
    if is_half_taken_back:
        sentence += " Its undo was cut short: some of them are as before it, others as after it."
    return sentence
