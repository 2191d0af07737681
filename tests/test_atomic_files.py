"""Files are written whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
import sys
from typing import TYPE_CHECKING

import pytest

from netnotes.system.atomic_files import (
    MAX_SEQUENTIAL_FLUSHES,
    build_temporary_path,
    create_file,
    flush_files,
    is_temporary,
    remove_temporaries,
    replace_file,
    write_new_file,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(autouse=True)
def usual_umask() -> Iterator[None]:
    old_umask = os.umask(0o022)
    yield
    os.umask(old_umask)


def read_mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def list_names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_file_is_replaced_and_nothing_is_left_over(tmp_path: Path) -> None:
    note = tmp_path / "Ada.md"
    replace_file(note, b"old")
    replace_file(note, b"new\r\n\x00")
    assert note.read_bytes() == b"new\r\n\x00"
    assert list_names(tmp_path) == ["Ada.md"]


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o666, 0o755])
def test_mode_of_a_replaced_file_is_preserved(tmp_path: Path, mode: int) -> None:
    note = tmp_path / "Ada.md"
    note.write_bytes(b"old")
    note.chmod(mode)
    replace_file(note, b"new")
    assert read_mode(note) == mode


def test_new_file_gets_the_mode_of_the_umask_or_the_given_one(tmp_path: Path) -> None:
    replace_file(tmp_path / "usual.md", b"")
    replace_file(tmp_path / "private.md", b"", mode=0o600)
    create_file(tmp_path / "created.md", b"")
    create_file(tmp_path / "created-private.md", b"", mode=0o600)
    assert [
        read_mode(tmp_path / f"{name}.md")
        for name in ("usual", "private", "created", "created-private")
    ] == [*(0o644, 0o600, 0o644, 0o600)]


def test_link_is_replaced_and_its_target_stays(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_bytes(b"mine")
    (tmp_path / "link").symlink_to("elsewhere")
    replace_file(tmp_path / "link", b"new")
    assert (tmp_path / "elsewhere").read_bytes() == b"mine"
    assert not (tmp_path / "link").is_symlink()


@pytest.mark.parametrize("existing", ["file", "link to nothing", "folder"])
def test_created_file_never_overwrites(tmp_path: Path, existing: str) -> None:
    path = tmp_path / "Ada.md"
    if existing == "file":
        path.write_bytes(b"old")
    elif existing == "folder":
        path.mkdir()
    else:
        path.symlink_to("nowhere")
    with pytest.raises(FileExistsError):
        create_file(path, b"new")
    assert list_names(tmp_path) == ["Ada.md"]
    assert existing != "file" or path.read_bytes() == b"old"


@pytest.mark.skipif(os.name == "nt", reason="Windows needs no hard links for it")
def test_file_is_created_on_a_disk_without_hard_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def link(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", link)
    create_file(tmp_path / "Ada.md", b"new", mode=0o640)
    assert (tmp_path / "Ada.md").read_bytes() == b"new"
    assert read_mode(tmp_path / "Ada.md") == 0o640
    with pytest.raises(FileExistsError):
        create_file(tmp_path / "Ada.md", b"newer")
    assert list_names(tmp_path) == ["Ada.md"]


def test_short_write_is_continued(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = os.write
    monkeypatch.setattr(os, "write", lambda number, content: whole(number, content[:3]))
    replace_file(tmp_path / "Ada.md", b"0123456789")
    assert (tmp_path / "Ada.md").read_bytes() == b"0123456789"


@pytest.mark.parametrize("fails", ["write", "fsync", "replace", "fchmod"])
def test_failed_write_leaves_the_old_file_and_no_temporary(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails: str
) -> None:
    note = tmp_path / "Ada.md"
    note.write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, fails, full)
    with pytest.raises(OSError, match="No space left"):
        replace_file(note, b"new")
    assert note.read_bytes() == b"old"
    assert list_names(tmp_path) == ["Ada.md"]


def test_content_is_flushed_before_the_file_gets_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[str] = []
    fsync, replace = os.fsync, os.replace

    def log_fsync(descriptor: int) -> None:
        calls.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file")
        fsync(descriptor)

    def log_replace(source: Path, target: Path) -> None:
        calls.append("name")
        replace(source, target)

    monkeypatch.setattr(os, "fsync", log_fsync)
    monkeypatch.setattr(os, "replace", log_replace)
    replace_file(tmp_path / "Ada.md", b"new")
    assert calls == ["file", "name", "folder"]


def test_only_temporaries_are_removed(tmp_path: Path) -> None:
    build_temporary_path(tmp_path).write_bytes(b"half a no")
    staging = build_temporary_path(tmp_path)
    staging.mkdir()
    (staging / "0").write_bytes(b"page")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "mine").touch()
    build_temporary_path(tmp_path).symlink_to("outside")
    other_names = [
        ".netnotes",
        ".netnotes-0123.tmp",
        "Ada.md",
        "a.netnotes-0123456789abcdef.tmp",
        "outside",
    ]
    for name in other_names[:-1]:
        (tmp_path / name).touch()
    remove_temporaries(tmp_path)
    assert list_names(tmp_path) == other_names
    assert list_names(tmp_path / "outside") == ["mine"]


def test_temporaries_are_hidden_and_have_distinct_names(tmp_path: Path) -> None:
    names = {build_temporary_path(tmp_path).name for _ in range(100)}
    assert len(names) == 100
    assert all(is_temporary(name) and name.startswith(".") for name in names)


@pytest.mark.parametrize("count", [0, 1, MAX_SEQUENTIAL_FLUSHES, MAX_SEQUENTIAL_FLUSHES + 1])
@pytest.mark.parametrize("together", [True, False], ids=["all around", "each"])
def test_files_are_flushed_one_by_one_or_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int, together: bool
) -> None:
    if not together:
        monkeypatch.setattr("netnotes.system.atomic_files._flush_file_system", lambda path: False)
    flushed: list[int] = []
    monkeypatch.setattr(os, "fsync", flushed.append)
    paths = tuple(str(tmp_path / str(number)) for number in range(count))
    for path in paths:
        write_new_file(path, b"x", 0o600, flush=False)
    assert flushed == []
    flush_files(paths)
    assert len(flushed) == (
        0 if count > MAX_SEQUENTIAL_FLUSHES and together and sys.platform == "linux" else count
    )


def test_missing_file_cannot_be_flushed(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        flush_files([str(tmp_path / "gone")])
