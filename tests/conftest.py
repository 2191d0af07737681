"""What tests share: the day, an empty cache, the example vault, a function that writes a vault."""

from __future__ import annotations

import datetime
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from netnotes.actions.example_vault import EXAMPLE_DAY, copy_example

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TODAY = EXAMPLE_DAY


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="write what came out as what is expected"
    )
    parser.addoption(
        "--all-sweeps", action="store_true", help="fail every command at each of its system calls"
    )


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the cache and the settings of the developer out of the tests."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
    monkeypatch.delenv("NETNOTES_TODAY", raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the example vault, shared by all tests, which may not write in it."""
    folder = tmp_path_factory.mktemp("example") / "Example"
    copy_example(folder, datetime.timedelta(0))
    return folder


@pytest.fixture
def vault(tmp_path: Path) -> Callable[[dict[str, str]], Path]:
    """A function that writes files, by their paths, into a vault in a folder of the test's own."""

    def write(notes: dict[str, str]) -> Path:
        folder = tmp_path / "Vault"
        folder.mkdir(exist_ok=True)
        for path, text in notes.items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode())
        return folder

    return write


@pytest.fixture
def vault_folder(tmp_path: Path) -> Path:
    """A folder with one note about a contact."""
    folder = tmp_path / "vault"
    (folder / "People").mkdir(parents=True)
    (folder / "People" / "Ada Quill.md").write_text("---\ntier: monthly\n---\n")
    return folder


@pytest.fixture
def output(vault_folder: Path) -> Path:
    """The path of a dashboard that is not built yet, in `vault_folder`."""
    return vault_folder / "dashboard"


QUICK_STRACE_OPTIONS = ("-f", "--seccomp-bpf")
"""With these strace stops at the traced calls only: that is quick, but can't kill a process."""


@pytest.fixture(scope="session")
def strace() -> str:
    """The path of strace.

    Tests are skipped if it is missing or may not trace, and fail if NETNOTES_REQUIRE_STRACE is set.
    """
    program = shutil.which("strace")
    inject = ("-e", "inject=fsync:error=ENOSPC:when=1")
    probe = [
        program or "",
        *QUICK_STRACE_OPTIONS,
        "-o",
        os.devnull,
        *inject,
        sys.executable,
        "-c",
        "",
    ]
    if program and subprocess.run(probe, capture_output=True, timeout=60).returncode == 0:
        return program
    reason = "strace may not trace here" if program else "there is no strace here"
    if os.environ.get("NETNOTES_REQUIRE_STRACE"):
        pytest.fail(reason)
    pytest.skip(reason)
