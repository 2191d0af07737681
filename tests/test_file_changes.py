"""Several files are written together or not at all, and what an editor saves meanwhile stays."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest

from netnotes.errors import DiskError, NoteChangedDuringWriteError, WriteError
from netnotes.system import exchange, file_changes
from netnotes.system.atomic_files import remove_temporaries
from netnotes.system.file_changes import FileChange, write_files

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

OLD, NEW, SAVED = b"old text\n", b"new text\n", b"what was typed in the editor\n"

# Each of these is a moment at which an editor may save.
STEPS = [
    *((os, name) for name in ("mkdir", "open", "fstat", "write", "fchmod", "fsync", "close")),
    *((os, name) for name in ("lstat", "link", "unlink", "rename")),
    (file_changes, "_read_file"),
    (file_changes, "exchange_files"),
    (file_changes, "move_exclusively"),
]


class Editor:
    """Saves a file: the first half of it at one moment, the second half later."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def begin_saving(self) -> None:
        """Do what editors do first."""

    def finish_saving(self) -> None:
        """Do what editors do last; then the file is saved."""


class RenamingEditor(Editor):
    """As vim and VS Code with some settings: a new file gets the name."""

    def begin_saving(self) -> None:
        other_file = self.file.with_suffix(".saving")
        other_file.write_bytes(SAVED)
        other_file.replace(self.file)


class OverwritingEditor(Editor):
    """As Obsidian and nano: the same file is emptied and written."""

    def begin_saving(self) -> None:
        self.file.write_bytes(SAVED)


class SlowEditor(Editor):
    """Empties the file, and writes it later."""

    def begin_saving(self) -> None:
        self.opened_file = self.file.open("wb", buffering=0)

    def finish_saving(self) -> None:
        self.opened_file.write(SAVED)
        self.opened_file.close()


class RemovingEditor(Editor):
    """Removes the file and creates it again."""

    def begin_saving(self) -> None:
        self.file.unlink(missing_ok=True)
        self.file.write_bytes(SAVED)


class SlowRemovingEditor(Editor):
    """Removes the file, and creates it later."""

    def begin_saving(self) -> None:
        self.file.unlink(missing_ok=True)

    def finish_saving(self) -> None:
        self.file.write_bytes(SAVED)


EDITORS = (RenamingEditor, OverwritingEditor, SlowEditor, RemovingEditor, SlowRemovingEditor)


def call_at_step(
    monkeypatch: pytest.MonkeyPatch, number: int, act: Callable[[], None]
) -> list[str]:
    """Let `act` be called before the step of this number; returns the list of the steps taken."""
    steps: list[str] = []
    is_inside = False

    def hook(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **options: Any) -> Any:
            nonlocal is_inside
            if not is_inside:
                steps.append(name)
                if len(steps) == number:
                    is_inside = True
                    act()
                    is_inside = False
                if name == "exchange_files":
                    # Where the system needs two steps for it, nobody can look between them.
                    is_inside = True
                    try:
                        return function(*args, **options)
                    finally:
                        is_inside = False
            return function(*args, **options)

        return call

    for module, name in STEPS:
        monkeypatch.setattr(module, name, hook(name, getattr(module, name)))
    return steps


def make_changes(folder: Path) -> list[FileChange]:
    """Make two notes to be changed, one to be created and one to be removed."""
    for name in ("Ada.md", "Ben.md", "Dan.md"):
        (folder / name).write_bytes(OLD)
    return [
        FileChange("Ada.md", folder / "Ada.md", OLD, NEW),
        FileChange("Ben.md", folder / "Ben.md", OLD, NEW),
        FileChange("Eve.md", folder / "New" / "Eve.md", None, NEW),
        FileChange("Dan.md", folder / "Dan.md", OLD, None),
    ]


def read_files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else b""
        for path in folder.rglob("*")
    }


DONE = {"Ada.md": NEW, "Ben.md": NEW, "New": b"", "New/Eve.md": NEW}
NOT_BEGUN = {"Ada.md": OLD, "Ben.md": OLD, "Dan.md": OLD}


@pytest.fixture(params=[True, False], ids=["in one step", "in two steps"])
def has_exchange(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether the system can exchange two files in one step."""
    if not request.param:
        monkeypatch.setattr(exchange, "_exchange_in_one_step", lambda left, right: False)
    return bool(request.param)


@pytest.mark.usefixtures("has_exchange")
def test_all_files_are_written_and_nothing_is_left_over(tmp_path: Path) -> None:
    changes = make_changes(tmp_path)
    (tmp_path / "Ada.md").chmod(0o640)
    write_files(changes)
    assert read_files(tmp_path) == DONE
    assert (tmp_path / "Ada.md").stat().st_mode & 0o777 == 0o640


@pytest.mark.usefixtures("has_exchange")
@pytest.mark.parametrize("name", ["Ada.md", "Ben.md", "Dan.md"])
@pytest.mark.parametrize("editor_class", EDITORS)
def test_save_of_an_editor_is_never_lost(
    tmp_path: Path, editor_class: type[Editor], name: str
) -> None:
    refused_count = 0
    for number in count(1):
        folder = tmp_path / str(number)
        folder.mkdir()
        changes = make_changes(folder)
        editor = editor_class(folder / name)
        with pytest.MonkeyPatch.context() as monkeypatch:
            steps = call_at_step(monkeypatch, number, editor.begin_saving)
            is_refused = False
            try:
                write_files(changes)
            except NoteChangedDuringWriteError as error:
                is_refused = True
                assert error.path == name
                assert "Nothing was written." in str(error)
        if len(steps) < number:
            break
        editor.finish_saving()

        refused_count += is_refused
        expected = NOT_BEGUN if is_refused else DONE
        assert read_files(folder) == {**expected, name: SAVED}, steps
    assert refused_count > 5, "hardly a moment was met at which the note had changed"


@pytest.mark.usefixtures("has_exchange")
@pytest.mark.parametrize("editor_class", EDITORS)
def test_save_of_an_editor_is_not_taken_back_with_the_other_changes(
    tmp_path: Path, editor_class: type[Editor]
) -> None:
    def fail(folder: Path) -> None:
        raise OSError(errno.EIO, "Input/output error")

    for number in count(1):
        folder = tmp_path / str(number)
        folder.mkdir()
        changes = make_changes(folder)
        editor = editor_class(folder / "Ben.md")
        with pytest.MonkeyPatch.context() as monkeypatch:
            monkeypatch.setattr(file_changes, "flush_folder", fail)
            steps = call_at_step(monkeypatch, number, editor.begin_saving)
            with pytest.raises(WriteError, match=r"Nothing was written\."):
                write_files(changes)
        if len(steps) < number:
            break
        editor.finish_saving()
        assert read_files(folder) == {**NOT_BEGUN, "Ben.md": SAVED}, steps


@pytest.mark.usefixtures("has_exchange")
def test_failing_step_leaves_all_files_as_they_were(tmp_path: Path) -> None:
    failed_count = 0
    for number in count(1):
        folder = tmp_path / str(number)
        folder.mkdir()
        changes = make_changes(folder)

        def fail() -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        with pytest.MonkeyPatch.context() as monkeypatch:
            steps = call_at_step(monkeypatch, number, fail)
            try:
                write_files(changes)
            except DiskError as error:
                failed_count += 1
                assert str(error) == (
                    f"{error.path} can't be written: the disk is full. Nothing was written. "
                    "Try again when that is fixed."
                )
                assert read_files(folder) == NOT_BEGUN, steps
            else:
                assert clear_temporaries(folder) == DONE, steps
        if len(steps) < number:
            break
    assert failed_count > 20


def clear_temporaries(folder: Path) -> dict[str, bytes]:
    """Remove what could not be removed when the work was done, and read the rest."""
    for subfolder in (folder, folder / "New"):
        remove_temporaries(subfolder)
    return read_files(folder)


def test_failure_that_cannot_be_taken_back_names_what_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changes = make_changes(tmp_path)
    exchanged_files: list[Path] = []

    def exchange_once(staged_file: Path, file: Path) -> None:
        if exchanged_files:
            raise OSError(errno.EROFS, "Read-only file system")
        exchanged_files.append(file)
        exchange.exchange_files(staged_file, file)

    monkeypatch.setattr(file_changes, "exchange_files", exchange_once)
    with pytest.raises(DiskError) as caught:
        write_files(changes, ["Cleo.md"])
    assert str(caught.value) == (
        "Ben.md can't be written: the disk is read-only. Written all the same: Cleo.md, "
        "Ada.md. Not written: Ben.md, Eve.md, Dan.md. Try again when that is fixed."
    )
    assert read_files(tmp_path) == {**NOT_BEGUN, "Ada.md": NEW}


@pytest.mark.parametrize("existing", ["file", "link to nothing", "folder"])
def test_file_in_the_place_of_a_new_one_stays(tmp_path: Path, existing: str) -> None:
    changes = make_changes(tmp_path)
    place = tmp_path / "New" / "Eve.md"
    place.parent.mkdir()
    if existing == "file":
        place.write_bytes(NEW)
    elif existing == "folder":
        place.mkdir()
    else:
        place.symlink_to("nowhere")
    before = read_files(tmp_path)
    with pytest.raises(WriteError, match=r"was left alone\. Nothing was written\."):
        write_files(changes)
    assert read_files(tmp_path) == before


def test_git_never_sees_what_is_being_written(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    changes = make_changes(tmp_path)

    def list_untracked_files() -> set[str]:
        command = ["git", "-C", str(tmp_path), "status", "--porcelain", "--untracked-files=all"]
        lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        return {line[3:] for line in lines.splitlines()}

    seen_paths = set()
    for number in count(1):
        with pytest.MonkeyPatch.context() as monkeypatch:
            steps = call_at_step(
                monkeypatch, number, lambda: seen_paths.update(list_untracked_files())
            )
            write_files(changes)
        if len(steps) < number:
            break
        shutil.rmtree(tmp_path / "New")
        changes = make_changes(tmp_path)
    # Not until it is written can it make git ignore itself.
    paths = {path for path in seen_paths if not path.endswith(".tmp/.gitignore")}
    assert paths == {"Ada.md", "Ben.md", "Dan.md", "New/Eve.md"}
