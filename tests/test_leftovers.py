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
