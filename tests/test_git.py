"""What git keeps is read from its index, and git itself is never run."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
from typing import TYPE_CHECKING

import pytest

from netnotes.system import git

if TYPE_CHECKING:
    from pathlib import Path

needs_git = pytest.mark.skipif(
    shutil.which("git") is None, reason="git makes the indexes for this test"
)


def run_git(folder: Path, *arguments: str) -> None:
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run(
        ["git", *arguments],
        cwd=folder,
        check=True,
        capture_output=True,
        env=environment,
        timeout=60,
    )


def build_index(*names: bytes) -> bytes:
    """An index of version 2 with these names, in their order."""
    entries = b""
    for name in names:
        entry = bytes(60) + struct.pack(">H", len(name)) + name
        entries += entry + bytes(8 - len(entry) % 8)
    return b"DIRC" + struct.pack(">II", 2, len(names)) + entries + bytes(20)


def make_working_tree(root: Path, index: bytes) -> Path:
    (root / ".git").mkdir()
    (root / ".git" / "index").write_bytes(index)
    return root


def test_tracked_files_at_and_below_a_path_are_listed(tmp_path: Path) -> None:
    names = [
        b"People/Ada.md",
        b"dashboard/index.html",
        b"dashboard/people/ada.html",
        b"dashboards/x",
        b"old/dashboard/y",
    ]
    make_working_tree(tmp_path, build_index(*names))
    assert git.list_tracked_files(tmp_path, tmp_path / "dashboard") == (
        "dashboard/index.html",
        "dashboard/people/ada.html",
    )
    assert git.list_tracked_files(tmp_path, tmp_path / "dashboard" / "people") == (
        "dashboard/people/ada.html",
    )
    assert git.list_tracked_files(tmp_path, tmp_path / "People" / "Ada.md") == ("People/Ada.md",)
    assert git.list_tracked_files(tmp_path, tmp_path / "board") == ()


def test_tracked_files_are_found_in_any_case(tmp_path: Path) -> None:
    make_working_tree(tmp_path, build_index(b"Dashboard/index.html"))
    assert git.list_tracked_files(tmp_path, tmp_path / "dashboard") == ("Dashboard/index.html",)


@pytest.mark.parametrize(
    "index",
    [
        *(
            b"",
            b"DIRC",
            b"nothing of the kind: dashboard/x",
            build_index(b"dashboard/index.html")[:70],
        ),
        b"DIRC" + struct.pack(">II", 9, 1) + b"dashboard/x",
        b"DIRC" + struct.pack(">II", 4, 2**31) + b"dashboard/x",
    ],
)
def test_damaged_index_lists_nothing(tmp_path: Path, index: bytes) -> None:
    make_working_tree(tmp_path, index)
    assert git.list_tracked_files(tmp_path, tmp_path / "dashboard") == ()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_pipe_in_place_of_the_index_is_not_read(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    os.mkfifo(tmp_path / ".git" / "index")
    assert git.list_tracked_files(tmp_path, tmp_path / "dashboard") == ()


def test_working_tree_is_the_nearest_folder_with_git(tmp_path: Path) -> None:
    (tmp_path / "a" / "b" / "c").mkdir(parents=True)
    (tmp_path / "a" / ".git").mkdir()
    assert git.find_working_tree(tmp_path / "a" / "b" / "c" / "missing") == tmp_path / "a"
    (tmp_path / "a" / "b" / ".git").write_text("gitdir: ../.git/modules/b\n")
    assert git.find_working_tree(tmp_path / "a" / "b" / "c") == tmp_path / "a" / "b"


def list_many_pages(root: Path) -> tuple[str, ...]:
    """Make a tree with notes and a dashboard.

    The names share beginnings, differ in length, and one is very long.
    """
    names = [f"dashboard/people/{'x' * length}.html" for length in range(1, 40)]
    names += ["dashboard/" + "/".join(["y" * 200] * 3) + "/long.html", "dashboard/índex.html"]
    for name in (*names, "People/Ada.md", "dashboard-notes.md", "z.md"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(name)
    return tuple(sorted(names, key=str.encode))


@needs_git
@pytest.mark.parametrize("version", ["2", "4"])
@pytest.mark.parametrize("kind", ["sha1", "sha256"])
def test_every_version_of_index_is_read(tmp_path: Path, version: str, kind: str) -> None:
    names = list_many_pages(tmp_path)
    run_git(tmp_path, "init", "-q", f"--object-format={kind}")
    run_git(tmp_path, "config", "index.version", version)
    run_git(tmp_path, "add", ".")
    assert (tmp_path / ".git" / "index").read_bytes()[7] == int(version)
    assert git.list_tracked_files(tmp_path, tmp_path / "dashboard") == names
    run_git(tmp_path, "rm", "-r", "-q", "--cached", "dashboard")
    assert git.list_tracked_files(tmp_path, tmp_path / "dashboard") == ()
    run_git(tmp_path, "add", "--intent-to-add", ".")
    assert (tmp_path / ".git" / "index").read_bytes()[7] == max(3, int(version))
    assert git.list_tracked_files(tmp_path, tmp_path / "dashboard") == names


@needs_git
def test_second_working_tree_has_its_own_index(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    list_many_pages(first)
    run_git(first, "init", "-q")
    run_git(first, "add", "People")
    person = ("-c", "user.name=Ada Quill", "-c", "user.email=ada@example.org")
    run_git(first, *person, "commit", "-q", "-m", "People")
    run_git(first, "worktree", "add", "-q", "../second")
    list_many_pages(second)
    run_git(second, "add", "dashboard/people")
    assert len(git.list_tracked_files(second, second / "dashboard")) == 39
    assert git.list_tracked_files(first, first / "dashboard") == ()
