"""NoteWriter: whatever a command writes in a vault goes through it, with the bytes before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from netnotes.cli import run
from netnotes.errors import EXIT_DONE, EXIT_PROBLEMS
from netnotes.vault import edit
from netnotes.vault.note_writer import NoteWriter

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

VAULT = {
    "netnotes.toml": '[me]\nname = "Mira"\n',
    "People/Ada Quill.md": "---\nteir: monthly\n---\n- [ ] promised:: the draft\n",
    "People/Ben Okafor.md": "---\nknows: ['[[Ada Quill]]']\n---\n",
    "People/B. Okafor.md": "---\nemail: b@o.example\n---\n",
    "Goals/Found a circle.md": "---\nask: Would you read my plan?\n---\n",
}
COMMANDS = {
    "log": ["log", "coffee with ada and ben okafor: x"],
    "done": ["done", "ada"],
    "snooze": ["snooze", "ada", "1 week"],
    "archive": ["archive", "ada"],
    "ask": ["ask", "circle", "--asked", "ada", "--asked", "ben", "--yes"],
    "new": ["new", "Cleo Marsh"],
    "rename": ["rename", "ada", "Ada Byron"],
    "rename without other changes": ["rename", "People/B. Okafor.md", "Bea Okafor"],
    "import": ["import", "{file}", "--yes"],
    "merge": ["dedupe", "--merge", "People/Ben Okafor", "People/B. Okafor", "--yes"],
    "two people": ["dedupe", "--not-the-same", "People/Ben Okafor", "People/B. Okafor"],
    "check --fix": ["check", "{vault}", "--fix"],
}


def read_files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("command", COMMANDS)
def test_writer_knows_all_that_a_command_has_written(
    vault: Callable[[dict[str, str]], Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    command: str,
) -> None:
    folder = vault(VAULT)
    (tmp_path / "people.csv").write_text("name,email\nAda Quill,a@b.example\nEve Ito,e@f.example\n")
    writers = []

    class ObservedWriter(NoteWriter):
        def __init__(
            self, root: Path, cache_folder: Path, command: str, report: Callable[[str], None]
        ) -> None:
            super().__init__(root, cache_folder, command, report)
            writers.append(self)

    monkeypatch.setattr(edit, "NoteWriter", ObservedWriter)
    old_files = read_files(folder)
    words = [word.format(file=tmp_path / "people.csv", vault=folder) for word in COMMANDS[command]]
    if words[0] != "check":
        words += ["--vault", str(folder)]
    assert run([*words, "--today", "2026-11-20"]) in (EXIT_DONE, EXIT_PROBLEMS)

    new_files = read_files(folder)
    (writer,) = writers
    assert writer.command == words[0]
    assert new_files != old_files
    for path, old_content, new_content, _ in writer.written_files:
        assert old_files.pop(path, None) == old_content
        assert new_files.pop(path, None) == new_content
    assert new_files == old_files
