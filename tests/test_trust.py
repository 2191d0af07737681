"""What netnotes promises about its machine: it sends nothing, and runs nothing from a vault."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from netnotes.system.cache_store import CACHE_FILE_NAME
from tests.conftest import TODAY

if TYPE_CHECKING:
    from pathlib import Path

NETNOTES = [sys.executable, "-m", "netnotes"]


def run_under_strace(command: list[str], calls: str, log: Path, **environment: str) -> str:
    """Run a command under strace, and return its log of these system calls.

    Without strace the test is skipped, or fails where NETNOTES_REQUIRE_STRACE is set.
    """
    strace = shutil.which("strace")
    usable = (
        strace
        and subprocess.run([strace, "-o", os.devnull, "true"], capture_output=True).returncode == 0
    )
    if not usable:
        if os.environ.get("NETNOTES_REQUIRE_STRACE"):
            pytest.fail("strace is not there, or may not trace")
        pytest.skip("strace is not there, or may not trace")
    done = subprocess.run(
        [str(strace), "-f", "-o", str(log), "-e", f"trace={calls}", *command],
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
    )
    assert done.returncode == 0, done.stderr
    return log.read_text()


def build_command(folder: Path) -> list[str]:
    return [*NETNOTES, "build", str(folder), "--today", TODAY.isoformat()]


def test_build_opens_no_socket(example: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(example, tmp_path / "vault")
    seen = run_under_strace(build_command(folder), "network,openat", tmp_path / "log")
    assert "Ada Quill.md" in seen  # the trace sees what the build does
    assert "socket(" not in seen
    assert "connect(" not in seen


def test_build_needs_no_network(example: Path, tmp_path: Path) -> None:
    alone = ["unshare", "-rn"]
    if (
        not shutil.which("unshare")
        or subprocess.run([*alone, "true"], capture_output=True).returncode
    ):
        pytest.skip("no network namespaces are to be had here")
    folder = shutil.copytree(example, tmp_path / "vault")
    subprocess.run([*alone, *build_command(folder)], check=True, capture_output=True)
    assert (folder / "dashboard/index.html").is_file()


def test_build_runs_no_program_named_in_git_settings(example: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(example, tmp_path / "vault")
    subprocess.run(["git", "init", "-q", str(folder)], check=True)
    proof = tmp_path / "it-ran"
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch {proof}\n")
    program.chmod(0o755)
    for key in ("core.fsmonitor", "core.pager", "diff.external", "core.sshCommand"):
        subprocess.run(["git", "-C", str(folder), "config", key, str(program)], check=True)
    subprocess.run(
        ["git", "-C", str(folder), "config", "core.hooksPath", str(tmp_path)], check=True
    )
    subprocess.run(build_command(folder), check=True, capture_output=True)
    assert (folder / "dashboard/index.html").is_file()
    assert not proof.exists()


def test_read_only_vault_is_built_into_another_folder(example: Path, tmp_path: Path) -> None:
    """On a read-only mount, where one can be made; else with the permissions taken away."""
    folder = shutil.copytree(example, tmp_path / "vault")
    output = tmp_path / "dashboard"
    command = " ".join([*build_command(folder), "--output", str(output)])
    mount = (
        f"mount --bind {folder} {folder} && mount -o remount,ro,bind {folder} && ! touch "
        f"{folder}/x && {command}"
    )
    done = subprocess.run(["unshare", "-rm", "sh", "-c", mount], capture_output=True, text=True)
    if done.returncode:
        for path in (folder, *folder.rglob("*")):
            path.chmod(0o555 if path.is_dir() else 0o444)
        subprocess.run(
            [*build_command(folder), "--output", str(output)], check=True, capture_output=True
        )
    assert (output / "index.html").is_file()


def test_cache_is_private_and_outside_the_vault(example: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(example, tmp_path / "vault")
    cache = tmp_path / "cache"
    cache.mkdir()
    subprocess.run(
        build_command(folder),
        check=True,
        capture_output=True,
        env={**os.environ, "XDG_CACHE_HOME": str(cache)},
    )
    if sys.platform.startswith("linux"):
        caches = list(cache.rglob(CACHE_FILE_NAME))
        assert len(caches) == 1
        assert caches[0].stat().st_mode & 0o077 == 0
        assert caches[0].parent.stat().st_mode & 0o077 == 0
    assert not list(folder.rglob(CACHE_FILE_NAME))
