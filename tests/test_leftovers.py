"""What a killed command has left beside the notes is removed by the next one that writes."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from netnotes.cli import run
from netnotes.errors import EXIT_DONE
from netnotes.system.atomic_files import build_temporary_path
from netnotes.system.file_changes import create_staging_folder
from netnotes.system.own_pages import PAGE_LIST_NAME
from netnotes.vault.leftovers import MIN_FILE_AGE_SECONDS
from netnotes.vault.paths import find_vault
from netnotes.vault.undo_records import (
    UNDO_COMMAND,
    RecordedFile,
    UndoRecord,
    UndoRecords,
    compute_content_digest,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

    WriteVault = Callable[[dict[str, str]], Path]


def leave_folder(parent: Path) -> Path:
    parent.mkdir(parents=True, exist_ok=True)
    folder = build_temporary_path(parent)
    create_staging_folder(folder)
    (folder / "0").write_text("half a no")
    return folder


def test_temporary_folders_are_removed_wherever_notes_are(
    vault: WriteVault, tmp_path: Path
) -> None:
    folder = vault({"People/Ada.md": "---\ntier: monthly\n---\n", "x/y/z.md": ""})
    (tmp_path / "elsewhere").mkdir()
    (folder / "link").symlink_to(tmp_path / "elsewhere")
    leftovers = [leave_folder(folder / parent) for parent in ("", "People", "x/y", ".trash")]
    empty_folder = build_temporary_path(folder)
    empty_folder.mkdir()
    others = [leave_folder(folder / parent) for parent in (".git", ".obsidian", "link")]
    (folder / ".netnotes-mine.tmp").mkdir()

    assert run(["snooze", "ada", "1 week", "--vault", str(folder)]) == EXIT_DONE

    assert not [path for path in (*leftovers, empty_folder) if path.exists()]
    assert all((path / "0").exists() for path in others)
    assert (folder / ".netnotes-mine.tmp").exists()


def test_build_and_export_at_work_keep_their_temporary_files(vault: WriteVault) -> None:
    folder = vault({"People/Ada.md": "", "dashboard/x.html": ""})
    (folder / "dashboard" / PAGE_LIST_NAME).touch()
    staging_folder = leave_folder(folder / "dashboard")
    deeper_folder = leave_folder(folder / "dashboard" / "people")
    export = build_temporary_path(folder)
    export.touch()
    old_export = build_temporary_path(folder)
    old_export.touch()
    long_ago = time.time() - MIN_FILE_AGE_SECONDS - 10
    os.utime(old_export, (long_ago, long_ago))

    assert run(["snooze", "ada", "1 week", "--vault", str(folder)]) == EXIT_DONE

    assert [path.exists() for path in (staging_folder, deeper_folder, export, old_export)] == [
        *(True, True, True, False)
    ]


def test_reading_command_removes_nothing(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = vault({"People/Ada.md": ""})
    leftover = leave_folder(folder / "People")
    for verb in ("due", "check", "build", "mix"):
        run([verb, str(folder)])
    capsys.readouterr()
    assert (leftover / "0").exists()


def test_folder_that_a_killed_merge_has_created_is_removed(vault: WriteVault) -> None:
    folder = vault({"People/Ada.md": "", "People/A. Quill.md": ""})
    paths = find_vault(folder)
    moved_file = RecordedFile(".trash/A. Quill.md", None, None, compute_content_digest(b""))
    record = UndoRecord(str(paths.root), "dedupe", (moved_file,), (".trash",))
    UndoRecords(paths.root, paths.cache_folder).begin(record)
    leave_folder(folder / ".trash")

    assert run(["snooze", "Ada", "1 week", "--vault", str(folder)]) == EXIT_DONE

    assert not (folder / ".trash").exists()


def test_folder_of_a_merge_whose_undo_was_killed_at_its_end_is_removed(vault: WriteVault) -> None:
    folder = vault({"People/Ada.md": "", "People/A. Quill.md": "", ".trash/x.md": ""})
    paths = find_vault(folder)
    records = UndoRecords(paths.root, paths.cache_folder)
    digest = compute_content_digest(b"")
    files = (
        RecordedFile(".trash/A. Quill.md", None, None, digest),
        RecordedFile("People/A. Quill.md", b"", None, ""),
    )
    merge_number = records.begin(UndoRecord(str(paths.root), "dedupe", files, (".trash",)))
    records.complete(merge_number)
    undone_files = (
        RecordedFile("People/A. Quill.md", None, None, digest),
        RecordedFile(".trash/A. Quill.md", b"", None, ""),
    )
    records.begin(
        UndoRecord(str(paths.root), UNDO_COMMAND, undone_files, earlier_number=merge_number)
    )
    (folder / ".trash/x.md").unlink()

    assert run(["snooze", "Ada", "1 week", "--vault", str(folder)]) == EXIT_DONE

    assert not (folder / ".trash").exists()
