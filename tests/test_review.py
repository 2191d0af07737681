"""`netnotes review` at a terminal writes each decision at once and continues where it stopped."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Self

import pytest

import netnotes
from netnotes.actions import review_state
from netnotes.cli import run
from netnotes.commands.output.mail_draft import format_mail_draft
from netnotes.errors import EXIT_CANNOT
from netnotes.network.reach import build_mailto_url
from netnotes.network.wording import choose_first_name
from netnotes.system.cache_store import build_former_cache_folder_path
from netnotes.vault.paths import find_vault
from tests.notes import parse_iso_day, read_as_contact

pty = pytest.importorskip("pty", reason="there are no pseudo-terminals here")

if TYPE_CHECKING:
    from collections.abc import Callable

    WriteVault = Callable[[dict[str, str]], Path]

TODAY = "2026-11-20"
VAULT = {
    "netnotes.toml": "[plan]\nbudget = 3\n",
    "People/Ada Quill.md": (
        "---\ntier: monthly\nemail: ada@example.com\n---\n- 2026-08-02 call: The move.\n"
    ),
    "People/Ben Okafor.md": "---\ntier: monthly\n---\n- 2026-09-02: A.\n",
    "People/Cleo Marsh.md": "---\ntier: monthly\n---\n- 2026-10-02: A.\n",
    "People/Dan Berg.md": "---\ntier: yearly\n---\n- 2025-10-02: A.\n",
}


class CommandTerminal:
    """A running command, `netnotes review` or another, at a terminal of its own."""

    def __init__(self, folder: Path, verb: str = "review") -> None:
        self.terminal, child_terminal = pty.openpty()
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
            verb,
            str(folder),
            "--today",
            TODAY,
            "--no-color",
        ]
        self.process = subprocess.Popen(
            command,
            stdin=child_terminal,
            stdout=child_terminal,
            stderr=child_terminal,
            env=environment,
            start_new_session=True,
            # Behind a shell's back Ctrl-C is ignored, and a child inherits that.
            preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
            cwd=Path(netnotes.__file__).parents[1],
        )
        os.close(child_terminal)
        self.shown = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self.terminal)

    def read_until(self, words: str) -> str:
        """Return what is shown before these words; fail if they do not come within 30 seconds."""
        while words not in self.shown:
            if not select.select([self.terminal], [], [], 30)[0]:
                pytest.fail(f"no {words!r} in {self.shown!r}")
            try:
                part = os.read(self.terminal, 65536)
            except OSError:  # Linux says EIO once the other side is closed
                part = b""
            if not part:
                pytest.fail(f"it ended without {words!r}: {self.shown!r}")
            self.shown += part.decode(errors="replace")
        before, _, self.shown = self.shown.partition(words)
        return before

    def type(self, keys: str) -> None:
        os.write(self.terminal, keys.encode())


def test_review_writes_at_once_and_goes_on_where_it_stopped(vault: WriteVault) -> None:
    folder = vault(VAULT)
    with CommandTerminal(folder) as terminal:
        assert "1 of 3" in terminal.read_until("Ada Quill")
        terminal.read_until("another time")
        terminal.type("l\r")
        terminal.read_until("What happened")
        terminal.type("coffee yesterday: talked about the move\r")
        terminal.read_until("promise something")
        terminal.type("the draft by 2026-12-01\r")
        terminal.read_until("next with Ada Quill: 19 December 2026")
        ada = (folder / "People/Ada Quill.md").read_text()
        assert ada.endswith(
            "- 2026-11-19 coffee: talked about the move\n"
            "  - [ ] promised:: the draft 📅 2026-12-01\n- 2026-08-02 call: The move.\n"
        )
        terminal.read_until("Ben Okafor")
        terminal.read_until("another time")
        terminal.type("q\r")
        terminal.read_until("2 people left")
        assert terminal.process.wait(30) == 0
    with CommandTerminal(folder) as terminal:
        assert "1 of 2" in terminal.read_until("Ben Okafor")
        terminal.read_until("another time")
        terminal.type("s\r")
        terminal.read_until("until when")
        terminal.type("\r")
        terminal.read_until("is snoozed until 4 December 2026")
        assert "pause_until: 2026-12-04" in (folder / "People/Ben Okafor.md").read_text()
        terminal.read_until("another time")
        terminal.type("n\r")
        terminal.read_until("That was this week's list")
        assert terminal.process.wait(30) == 0
    with CommandTerminal(folder) as terminal:
        terminal.read_until("Nobody left this week (you went through 3 people)")


def test_who_is_taken_back_is_reviewed_again(vault: WriteVault) -> None:
    folder = vault(VAULT)
    with CommandTerminal(folder) as terminal:
        terminal.read_until("Ada Quill")
        terminal.read_until("another time")
        terminal.type("l\r")
        terminal.read_until("What happened")
        terminal.type("coffee yesterday\r")
        terminal.read_until("promise something")
        terminal.type("\r")
        terminal.read_until("Ben Okafor")
        terminal.read_until("another time")
        terminal.type("n\r")
        terminal.read_until("3 of 3")
        terminal.read_until("another time")
        terminal.type("q\r")
        assert terminal.process.wait(30) == 0
    assert run(["undo", "--yes", "--vault", str(folder)]) == 0
    with CommandTerminal(folder) as terminal:
        assert "1 of 2" in terminal.read_until("Ada Quill")


def test_review_of_an_empty_vault_says_how_to_begin(vault: WriteVault) -> None:
    with CommandTerminal(vault({"netnotes.toml": ""})) as terminal:
        terminal.read_until("Nobody here yet. `netnotes start` asks a few questions")


def test_review_passes_no_control_character_of_a_note_on(vault: WriteVault) -> None:
    name = r"Ada \e]52;c;YQ==\a\u009b2J\u202eQuill"
    folder = vault(
        {"People/Ada.md": f'---\nname: "{name}"\ntier: monthly\nemail: a@x.example\n---\n{TOUCH}'}
    )
    with CommandTerminal(folder) as terminal:
        screen = terminal.read_until("another time")
        terminal.type("l\r")
        screen += terminal.read_until("the move`)")
        terminal.type("coffee yesterday\r")
        screen += terminal.read_until("promise something")
        terminal.type("\r")
        screen += terminal.read_until("That was this week's list")
    assert r"\u001b]52;c;YQ==\u0007\u009b2J\u202eQuill" in screen
    for sequence in ("\x1b]52", "\x07", "\x9b", "\u202e"):
        assert sequence not in screen


TOUCH = "- 2026-08-02 call: The move.\n"


def test_interrupted_review_changes_nothing(vault: WriteVault) -> None:
    folder = vault(VAULT)
    with CommandTerminal(folder) as terminal:
        terminal.read_until("another time")
        terminal.type("d\r")
        assert "The move." not in terminal.read_until("Open it as a mail to ada@example.com")
        terminal.type("n")
        terminal.read_until("another time")
        terminal.type("\x03")
        terminal.read_until("3 people left")
        assert terminal.process.wait(30) == 0
    assert {path: (folder / path).read_text() for path in VAULT} == VAULT


def test_review_without_a_terminal_names_netnotes_due(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["review", str(vault(VAULT)), "--today", TODAY]) == EXIT_CANNOT
    assert "netnotes due" in capsys.readouterr().err


def test_reviewed_contacts_are_forgotten_in_a_new_week(vault: WriteVault) -> None:
    cache_folder = find_vault(vault(VAULT)).cache_folder
    review_state.save_reviewed_paths(
        cache_folder, parse_iso_day("2026-11-20"), ("People/Ada Quill.md",)
    )
    assert review_state.read_reviewed_paths(cache_folder, parse_iso_day("2026-11-16")) == (
        "People/Ada Quill.md",
    )
    assert review_state.read_reviewed_paths(cache_folder, parse_iso_day("2026-11-23")) == ()
    (cache_folder / review_state.REVIEW_FILE_NAME).write_text("{broken")
    assert review_state.read_reviewed_paths(cache_folder, parse_iso_day("2026-11-20")) == ()


ADA_WITH_PRIVATE_NOTES = (
    "---\nemail: ada@example.com\nneeds: a divorce lawyer\ninterests: sailing\n"
    "next_step: ask for the figures\n---\nShe is going through a lot.\n\n"
    "- 2026-08-02 call: The [[Move]].\n  - learned:: her boat\n- 2027-01-01: A plan.\n"
)


def test_draft_never_quotes_private_notes() -> None:
    ada = read_as_contact(ADA_WITH_PRIVATE_NOTES)
    assert format_mail_draft(ada, parse_iso_day(TODAY), "a paper") == (
        "Dear Ada,\n\n[what I wanted to do next: ask for the figures]\n\n"
        "[something for them: a paper]\n"
    )
    ada = read_as_contact(ADA_WITH_PRIVATE_NOTES + "  - [ ] promised:: the draft\n")
    assert format_mail_draft(ada, parse_iso_day(TODAY)) == (
        "Dear Ada,\n\n[what I promised: the draft]\n"
    )
    assert build_mailto_url(ada, "a b\n") == "mailto:ada@example.com?body=a%20b%0A"


def test_draft_quotes_the_last_touch_where_that_is_wanted() -> None:
    ada = read_as_contact(ADA_WITH_PRIVATE_NOTES)
    text = format_mail_draft(ada, parse_iso_day(TODAY), has_quotes=True)
    assert "last time, on 2 August 2026 (call):\n> The Move.\n\n" in text
    assert "[what I learned: her boat]\n" in text


@pytest.mark.parametrize(
    ("name", "first_name"),
    [
        ("Ada Quill", "Ada"),
        ("Dr. Ada Quill", "Ada"),
        ("Prof. Dr. Ada Quill", "Ada"),
        ("J. R. Smith", "J. R. Smith"),
        ("Quill", "Quill"),
    ],
)
def test_draft_greets_by_first_name(name: str, first_name: str) -> None:
    assert choose_first_name(name) == first_name


def test_question_left_with_ctrl_c_writes_nothing(vault: WriteVault) -> None:
    folder = vault(VAULT)
    with CommandTerminal(folder) as terminal:
        terminal.read_until("another time")
        terminal.type("l\r")
        terminal.read_until("What happened")
        terminal.type("coffee yesterday: talked about the move\r")
        terminal.read_until("promise something")
        terminal.type("\x03")
        terminal.read_until("Nothing was written.")
        terminal.read_until("another time")
        terminal.type("q\r")
        terminal.read_until("3 people left")
    assert {path: (folder / path).read_text() for path in VAULT} == VAULT


def test_promise_is_kept_in_a_review(vault: WriteVault) -> None:
    note = f"{VAULT['People/Ada Quill.md']}  - [ ] promised:: the draft\n"
    folder = vault({**VAULT, "People/Ada Quill.md": note})
    with CommandTerminal(folder) as terminal:
        assert "kept" in terminal.read_until("another time")
        terminal.type("k\r")
        terminal.read_until("promised the draft: kept")
        assert "kept: a promise" not in terminal.read_until("another time")
        terminal.type("q\r")
        terminal.read_until("3 people left")
    assert (
        "- [x] promised:: the draft ✅ 2026-11-20" in (folder / "People/Ada Quill.md").read_text()
    )


def test_review_goes_on_after_the_upgrade_to_one_cache_a_vault(vault_folder: Path) -> None:
    paths, today = find_vault(vault_folder), parse_iso_day("2026-11-20")
    former_folder = build_former_cache_folder_path(paths.root, paths.output)
    review_state.save_reviewed_paths(former_folder, today, ("People/Ada Quill.md",))

    assert review_state.find_reviewed_paths(paths, today) == ("People/Ada Quill.md",)
    review_state.save_reviewed_paths(paths.cache_folder, today, ("People/Ben.md",))
    assert review_state.find_reviewed_paths(paths, today) == ("People/Ben.md",)
