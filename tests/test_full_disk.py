"""A disk that is full, or can't be written, is a sentence and exit code 2, and no traceback."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from netnotes.cli import run
from netnotes.commands.parser import COMMANDS
from netnotes.errors import EXIT_CANNOT, EXIT_DONE

if TYPE_CHECKING:
    from collections.abc import Callable

    WriteVault = Callable[[dict[str, str]], Path]

VAULT = {
    "netnotes.toml": '[me]\nname = "Mira"\n',
    "People/Ada Quill.md": "---\nteir: monthly\n---\n- [ ] promised:: the draft\n",
    "People/Ben Okafor.md": "---\nteir: monthly\nknows: ['[[Ada Quill]]']\n---\n",
    "People/B. Okafor.md": "---\nemail: b@o.example\n---\n",
    "Inbox.md": "- 2026-11-18 coffee with Ada Quill: the pier\n",
    "Goals/Found a circle.md": "---\nask: Would you read my plan?\n---\n",
    "people.csv": "name,email\nAda Quill,a@b.example\nEve Ito,e@f.example\n",
}

# Every command that writes, with the file that it writes first. `{vault}` is the vault's folder.
WRITING_COMMANDS = {
    "log": (["log", "coffee with ada and ben okafor: x"], "People/Ada Quill.md"),
    "done": (["done", "ada"], "People/Ada Quill.md"),
    "snooze": (["snooze", "ada", "1 week"], "People/Ada Quill.md"),
    "archive": (["archive", "ada"], "People/Ada Quill.md"),
    "rename": (["rename", "ada", "Ada Byron"], "People/"),
    "dedupe --merge": (
        ["dedupe", "--merge", "People/Ben Okafor", "People/B. Okafor", "--yes"],
        ".md",
    ),
    "inbox": (["inbox"], "Inbox.md"),
    "ask": (["ask", "circle", "--asked", "ada", "--asked", "ben", "--yes"], "People/"),
    "met": (["met", "yesterday", "Ada Quill: x", "Cleo Marsh: y", "--yes"], "People/"),
    "new": (["new", "Cleo Marsh"], "People/Cleo Marsh.md"),
    "import": (["import", "{vault}/people.csv", "--yes"], "People/Eve Ito.md"),
    "dedupe --not-the-same": (
        ["dedupe", "--not-the-same", "People/Ben Okafor", "People/B. Okafor"],
        "netnotes.toml",
    ),
    "check --fix": (["check", "{vault}", "--fix"], "People/"),
    "init": (["init", "{vault}/new", "--yes"], "netnotes.toml"),
    "demo": (["demo", "{vault}/demo", "--no-open"], "{vault}/demo/"),
    "export": (["export", "csv", "{vault}", "-o", "{vault}/out.csv"], "{vault}/out.csv"),
    "build": (["build", "{vault}"], "The dashboard"),
}
WITH_VAULT_OPTION = (
    "ask",
    "inbox",
    "log",
    "done",
    "snooze",
    "archive",
    "met",
    "new",
    "rename",
    "import",
    "dedupe",
)

# `serve` writes what `log`, `done`, `snooze`, `new` and `build` do, `review` what `log` and `snooze`
# do, and `start` needs a terminal and writes as `log` does; the others write nothing.
NOT_SWEPT = {
    "serve",
    "review",
    "start",
    "due",
    "mix",
    "who",
    "brief",
    "path",
    "explain",
    "completion",
    "undo",
}


def build_words(command: str, folder: Path) -> list[str]:
    words = [word.format(vault=folder) for word in WRITING_COMMANDS[command][0]]
    if words[0] in WITH_VAULT_OPTION:
        words += ["--vault", str(folder)]
    return [*words, "--today", "2026-11-20"]


def read_files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_every_command_is_known_to_write_or_not() -> None:
    swept = {words[0] for words, _ in WRITING_COMMANDS.values()}
    assert {command.name for command in COMMANDS} <= swept | NOT_SWEPT


@pytest.mark.parametrize(
    ("command", "call"),
    [
        (command, call)
        for command in WRITING_COMMANDS
        for call in ("write", "mkdir", "fsync")
        # An export makes no folder.
        if (command, call) != ("export", "mkdir")
    ],
)
@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EROFS, "the disk is read-only"),
        (errno.EACCES, "you may not write there"),
        (errno.EFBIG, "the system allows no file of this size"),
        (errno.EIO, "Input/output error"),
    ],
)
def test_refused_write_is_a_sentence_and_changes_nothing(
    vault: WriteVault,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    command: str,
    code: int,
    reason: str,
    call: str,
) -> None:
    folder = vault(VAULT)
    before = read_files(folder)
    words = build_words(command, folder)
    original = getattr(os, call)

    def refuse(target: object, *args: object, **options: object) -> object:
        # The cache is on another disk, which is not full.
        is_descriptor = isinstance(target, int)
        path = Path(f"/proc/self/fd/{target}").readlink() if is_descriptor else target
        if str(path).startswith(str(folder)):
            raise OSError(code, os.strerror(code))
        return original(target, *args, **options)

    monkeypatch.setattr(os, call, refuse)
    exit_code = run(words)
    monkeypatch.undo()

    printed = capsys.readouterr()
    assert "Traceback" not in printed.err
    assert exit_code == EXIT_CANNOT
    assert reason in printed.err
    assert WRITING_COMMANDS[command][1].format(vault=folder) in printed.err
    after = read_files(folder)
    if command == "build":
        after = {path: text for path, text in after.items() if not path.startswith("dashboard/")}
    assert after == before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
@pytest.mark.parametrize("verb", ["due", "check", "mix"])
def test_output_that_cannot_be_written_is_a_sentence(example: Path, verb: str) -> None:
    with Path("/dev/full").open("wb") as full_device:
        completed = subprocess.run(
            [sys.executable, "-m", "netnotes", verb, str(example)],
            stdout=full_device,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert completed.returncode == EXIT_CANNOT
    assert b"What is printed can't be written: the disk is full." in completed.stderr
    assert b"Traceback" not in completed.stderr
    assert b"Exception ignored" not in completed.stderr


def test_build_goes_on_where_the_cache_is_full(
    vault: WriteVault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = vault(VAULT)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    program = (
        "import sys, tempfile\n"
        "from netnotes.cli import run\n"
        "def refuse(*_, **__): raise OSError(28, 'No space left on device')\n"
        "tempfile.NamedTemporaryFile = refuse\n"
        "sys.exit(run(sys.argv[1:]))\n"
    )
    command = [sys.executable, "-c", program, "build", str(folder), "--quiet"]
    completed = subprocess.run(command, capture_output=True, check=False)
    assert (completed.returncode, completed.stderr) == (EXIT_DONE, b"")
