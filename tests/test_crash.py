"""A build that is killed, or whose disk is full, at any moment leaves a dashboard that is whole.

strace stops the process at the k-th system call of a kind, for every k until a run gets through.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import netnotes
from netnotes.system import site_folder
from netnotes.system.atomic_files import MAX_SEQUENTIAL_FLUSHES
from tests.conftest import QUICK_STRACE_OPTIONS

if TYPE_CHECKING:
    from collections.abc import Mapping

OLD = {
    "index.html": b"old front" * 1000,
    "people/ada-1a.html": b"old Ada" * 1000,
    "people/ben-2b.html": b"Ben" * 1000,
    "goals/gone-3c.html": b"gone" * 1000,
}
NEW = {
    "index.html": b"new front" * 1000,
    "people/ada-1a.html": b"new Ada" * 1000,
    "people/ben-2b.html": b"Ben" * 1000,
    "events/fair-4d.html": b"fair" * 1000,
}
MINE = {"people/mine.txt": b"mine"}
MARKS = {".netnotes", ".gitignore", "CACHEDIR.TAG"}

MANY = {
    "index.html": b"front",
    **{f"people/p-{number}.html": b"p" * number for number in range(MAX_SEQUENTIAL_FLUSHES)},
}
"""So many pages that they are brought through to the disk together."""

BUILD = f"""
import sys
from ast import literal_eval
from pathlib import Path
sys.path.insert(0, {str(Path(netnotes.__file__).parents[1])!r})
from netnotes.system import site_folder as site
output = Path(sys.argv[1])
site.prepare_folder(output, output.parent, ("People",))
with site.create_staging_folder(output) as place:
    site.write_pages(place, [(path, site.stage_page(place, path, content)) for path, content in literal_eval(sys.argv[2]).items()])
"""

CALLS = {
    "write": "write",
    "fsync": "fsync",
    "rename": "?rename,?renameat,?renameat2",
    "mkdir": "?mkdir,?mkdirat",
    "unlink": "?unlink,?unlinkat,?rmdir",
}
DEATHS = {
    "killed": ("-f", "-e", "inject={call}:signal=SIGKILL:when={moment}"),
    "disk full": (*QUICK_STRACE_OPTIONS, "-e", "inject={call}:error=ENOSPC:when={moment}+"),
}
FULL = ("write", "fsync", "rename", "mkdir")


@pytest.mark.parametrize("first", [True, False], ids=["first build", "next build"])
@pytest.mark.parametrize(
    ("death", "call"), [("killed", call) for call in CALLS] + [("disk full", call) for call in FULL]
)
def test_killed_build_leaves_every_page_old_or_new(
    tmp_path: Path, strace: str, death: str, call: str, first: bool
) -> None:
    old = {} if first else OLD
    start = tmp_path / "before"
    start.mkdir()
    if not first:
        build_site(start / "dashboard", OLD)
        (start / "dashboard" / "people" / "mine.txt").write_bytes(b"mine")
    for moment in range(1, 50):
        vault = tmp_path / str(moment)
        shutil.copytree(start, vault)
        output = vault / "dashboard"
        inject = [option.format(call=CALLS[call], moment=moment) for option in DEATHS[death]]
        command = [strace, "-o", os.devnull, "-e", f"trace={CALLS[call]}", *inject]
        command += [sys.executable, "-I", "-S", "-B", "-c", BUILD, str(output), repr(NEW)]
        died = subprocess.run(command, capture_output=True, timeout=60, check=False).returncode != 0
        assert_old_or_new(read_files(output), old, NEW)
        build_site(output, NEW)
        assert read_files(output) == {**NEW, **({} if first else MINE)}
        assert not list(output.glob(".netnotes-*")), "something was left over"
        shutil.rmtree(vault)
        if not died:
            break
    assert not died, "no run got through"
    assert moment > (1 if call == "unlink" else 2), "the sweep met none of these calls"


@pytest.mark.parametrize("death", DEATHS)
def test_pages_are_moved_into_place_after_all_are_flushed(
    tmp_path: Path, strace: str, death: str
) -> None:
    output = tmp_path / "vault" / "dashboard"
    output.parent.mkdir()
    build_site(output, OLD)
    calls = tmp_path / "calls"
    inject = [option.format(call="syncfs", moment=1) for option in DEATHS[death]]
    command = [strace, "-o", str(calls), "-e", "trace=syncfs", *inject]
    command += [sys.executable, "-I", "-S", "-B", "-c", BUILD, str(output), repr(MANY)]
    assert subprocess.run(command, capture_output=True, timeout=60, check=False).returncode != 0
    assert "syncfs(" in calls.read_text()
    assert {
        path: content
        for path, content in read_files(output).items()
        if not path.startswith(".netnotes-")
    } == OLD
    build_site(output, MANY)
    assert read_files(output) == MANY


def build_site(output: Path, pages: Mapping[str, bytes]) -> None:
    site_folder.prepare_folder(output, output.parent, ("People",))
    with site_folder.create_staging_folder(output) as place:
        site_folder.write_pages(
            place,
            [
                (path, site_folder.stage_page(place, path, content))
                for path, content in pages.items()
            ],
        )


def read_files(output: Path) -> dict[str, bytes]:
    """Read the files in a dashboard's folder, with temporaries but without marks."""
    contents = {
        path.relative_to(output).as_posix(): path.read_bytes()
        for path in output.rglob("*")
        if path.is_file()
    }
    return {path: content for path, content in contents.items() if path not in MARKS}


def assert_old_or_new(
    contents: Mapping[str, bytes], old: Mapping[str, bytes], new: Mapping[str, bytes]
) -> None:
    pages = {
        path: content for path, content in contents.items() if not path.startswith(".netnotes-")
    }
    if old:
        assert pages.pop("people/mine.txt") == b"mine"
    assert old.keys() & new.keys() <= pages.keys() <= old.keys() | new.keys()
    for path, content in pages.items():
        assert content in (old.get(path), new.get(path)), f"{path} is torn"
    if pages.get("index.html") == new["index.html"]:
        assert new.items() <= pages.items(), "the front page came before what it links to"
