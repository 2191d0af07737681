"""The weekly sitting, at a terminal: each decision is written at once, and it goes on where it stopped."""

from __future__ import annotations

import os
import select
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Self

import pytest

import netnotes
from netnotes.actions import review_state
from netnotes.cli import run
from netnotes.commands.output.mail_draft import build_mailto_url, format_mail_draft
from netnotes.errors import EXIT_CANNOT
from netnotes.vault.paths import find_vault
from tests.notes import contact, day

pty = pytest.importorskip("pty", reason="there are no pseudo-terminals here")

if TYPE_CHECKING:
    from collections.abc import Callable

    WriteVault = Callable[[dict[str, str]], Path]

TODAY = "2026-11-20"
VAULT = {
    "netnotes.toml": "[plan]\nbudget = 3\n",
    "People/Ada Quill.md": "---\ntier: monthly\nemail: ada@example.com\n---\n- 2026-08-02 call: The move.\n",
    "People/Ben Okafor.md": "---\ntier: monthly\n---\n- 2026-09-02: A.\n",
    "People/Cleo Marsh.md": "---\ntier: monthly\n---\n- 2026-10-02: A.\n",
    "People/Dan Berg.md": "---\ntier: yearly\n---\n- 2025-10-02: A.\n",
}


class Sitting:
    """A running `netnotes review` at a terminal of its own."""

    def __init__(self, folder: Path) -> None:
        self.terminal, theirs = pty.openpty()
        environment = {
            **os.environ,
            "PROMPT_TOOLKIT_NO_CPR": "1",
            "TERM": "xterm",
            "COLUMNS": "100",
            "LINES": "40",
        }
        command = [
            sys.executable,
            "-m",
            "netnotes",
            "review",
            str(folder),
            "--today",
            TODAY,
            "--no-color",
        ]
        self.process = subprocess.Popen(
            command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment, start_new_session=True,
            cwd=Path(netnotes.__file__).parents[1],
        )  # fmt: skip
        os.close(theirs)
        self.shown = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self.terminal)

    def until(self, words: str) -> str:
        """What is shown until these words are."""
        while words not in self.shown:
            if not select.select([self.terminal], [], [], 30)[0]:
                pytest.fail(f"no {words!r} in {self.shown!r}")
            try:
                part = os.read(self.terminal, 65536)
            except OSError:
                part = b""
            if not part:
                pytest.fail(f"it ended without {words!r}: {self.shown!r}")
            self.shown += part.decode(errors="replace")
        before, _, self.shown = self.shown.partition(words)
        return before

    def type(self, keys: str) -> None:
        os.write(self.terminal, keys.encode())


def test_a_sitting_writes_at_once_and_goes_on_where_it_stopped(vault: WriteVault) -> None:
    folder = vault(VAULT)
    with Sitting(folder) as one:
        assert "1 of 3" in one.until("Ada Quill")
        one.until("another time")
        one.type("l\r")
        one.until("What passed")
        one.type("coffee yesterday: talked about the move\r")
        one.until("promise something")
        one.type("the draft by 2026-12-01\r")
        one.until("next with Ada Quill: 19 December 2026")
        ada = (folder / "People/Ada Quill.md").read_text()
        assert ada.endswith(
            "- 2026-11-19 coffee: talked about the move\n  - [ ] promised:: the draft 📅 2026-12-01\n- 2026-08-02 call: The move.\n"
        )
        one.until("Ben Okafor")
        one.until("another time")
        one.type("q\r")
        one.until("2 people left")
        assert one.process.wait(30) == 0
    with Sitting(folder) as one:
        assert "1 of 2" in one.until("Ben Okafor")
        one.until("another time")
        one.type("s\r")
        one.until("Until when")
        one.type("\r")
        one.until("rests until 4 December 2026")
        assert "pause_until: 2026-12-04" in (folder / "People/Ben Okafor.md").read_text()
        one.until("another time")
        one.type("n\r")
        one.until("That was this week's list")
        assert one.process.wait(30) == 0
    with Sitting(folder) as one:
        one.until("Nobody is left for this week (3 people had a turn)")


def test_an_interrupted_sitting_loses_nothing(vault: WriteVault) -> None:
    folder = vault(VAULT)
    with Sitting(folder) as one:
        one.until("another time")
        one.type("d\r")
        assert "> The move." in one.until("Open it as a mail to ada@example.com")
        one.type("n")
        one.until("another time")
        one.type("\x03")
        one.until("3 people left")
        assert one.process.wait(30) == 0
    assert {path: (folder / path).read_text() for path in VAULT} == VAULT


def test_without_a_terminal_the_list_is_named(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["review", str(vault(VAULT)), "--today", TODAY]) == EXIT_CANNOT
    assert "netnotes due" in capsys.readouterr().err


def test_a_new_week_begins_anew(vault: WriteVault) -> None:
    memory = find_vault(vault(VAULT)).cache_folder
    review_state.save_reviewed_paths(memory, day("2026-11-20"), ("People/Ada Quill.md",))
    assert review_state.read_reviewed_paths(memory, day("2026-11-16")) == ("People/Ada Quill.md",)
    assert review_state.read_reviewed_paths(memory, day("2026-11-23")) == ()
    (memory / review_state.REVIEW_FILE_NAME).write_text("{broken")
    assert review_state.read_reviewed_paths(memory, day("2026-11-20")) == ()


def test_a_draft_quotes_what_was_said_last() -> None:
    ada = contact(
        "---\nemail: ada@example.com\n---\n- 2026-08-02 call: The [[Move]].\n- 2027-01-01: A plan.\n"
    )
    text = format_mail_draft(ada, day(TODAY), "a paper", "her boat")
    assert text == (
        "Dear Ada,\n\nlast time, on 2 August 2026 (call):\n> The Move.\n\n[something for them: a paper]\n\n[a question: her boat]\n"
    )
    assert build_mailto_url(ada, "a b\n") == "mailto:ada@example.com?body=a%20b%0A"
