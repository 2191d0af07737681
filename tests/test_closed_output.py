"""A command writes the same notes when the program that reads its output has ended."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    WriteVault = Callable[[dict[str, str]], Path]

NOTES = {
    "netnotes.toml": "",
    "People/Ada Quill.md": "---\ntier: monthly\nmet: 2026/02/03\nrole: poet\n---\n- [ ] promise: a draft\n",
    "People/Ada Quil.md": "---\ntier: yearly\nrole: teacher\nemail: ada@example.com\n---\n",
    "Goals/Found a circle.md": "---\nask: Would you read my plan?\n---\n",
    "people.csv": "Name,Email\nBen Okafor,ben@example.com\nAda Quil,new@example.com\n",
}

# `undo` takes the import back that ran before it.
COMMANDS = {
    "import": ["import", "people.csv", "--yes"],
    "undo": ["undo", "--yes"],
    "merge": ["dedupe", "--merge", "People/Ada Quill", "People/Ada Quil", "--yes"],
    "not-the-same": ["dedupe", "--not-the-same", "People/Ada Quill", "People/Ada Quil"],
    "fix": ["check", "--fix"],
    "rename": ["rename", "People/Ada Quill.md", "Ada Byron"],
    "log": ["log", "coffee with Ada Quill yesterday: the move"],
    "snooze": ["snooze", "People/Ada Quill.md", "2027-01-10"],
    "archive": ["archive", "People/Ada Quill.md"],
    "ask": ["ask", "circle", "--asked", "Ada Quill", "--yes"],
    "new": ["new", "Cleo Lind"],
    "met": ["met", "yesterday", "Ada Quill: x", "Cleo Lind: y", "--yes"],
}


def run_command(folder: Path, name: str, output: str) -> dict[str, str]:
    """Run a command with this output: `read`, `pipe` without a reader, or `closed`.

    Returns the notes and settings as they are afterwards, by path.
    """
    environment = {**os.environ, "NETNOTES_TODAY": "2026-10-12", "PYTHONUNBUFFERED": "1"}
    python = [sys.executable, "-m", "netnotes"]
    if name == "undo":
        arguments = [*python, *COMMANDS["import"]]
        subprocess.run(arguments, cwd=folder, env=environment, capture_output=True, check=True)
    command = [*python, *COMMANDS[name]]
    if output == "closed":
        command = ["sh", "-c", 'exec "$@" >&- 2>&-', "sh", *command]
    read_end, write_end = os.pipe()
    if output == "read":
        subprocess.run(command, cwd=folder, env=environment, capture_output=True)
    os.close(read_end)
    if output != "read":
        subprocess.run(command, cwd=folder, env=environment, stdout=write_end, stderr=write_end)
    os.close(write_end)

    files = [*folder.glob("*.toml"), *folder.glob("People/*.md")]
    return {str(path.relative_to(folder)): path.read_text() for path in files}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows closes its pipes in another way")
@pytest.mark.parametrize("output", ["pipe", "closed"])
@pytest.mark.parametrize("name", COMMANDS)
def test_command_writes_the_same_when_nobody_reads_its_output(
    vault: WriteVault, tmp_path: Path, name: str, output: str
) -> None:
    expected = run_command(vault(NOTES), name, "read")
    folder = tmp_path / "unread"
    for path, text in NOTES.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    assert run_command(folder, name, output) == expected
    if name != "undo":
        assert expected != {path: text for path, text in NOTES.items() if path != "people.csv"}
