"""The command line: arguments in any order, and days at the ends of the calendar."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

import pytest

from netnotes.cli import _parse_words, run
from netnotes.commands.parser import COMMANDS, TODAY_YEARS
from netnotes.errors import EXIT_BUG, EXIT_CANNOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    WriteVault = Callable[[dict[str, str]], Path]

# What a verb may be called with: words in their order, and options that may be anywhere.
ARGUMENTS: dict[str, tuple[list[str], list[list[str]]]] = {
    "init": (["vault"], [["--yes"]]),
    "start": (["vault"], [["--quiet"]]),
    "demo": (["folder"], [["--no-open"], ["--redact"]]),
    "build": (["vault"], [["--output", "x"], ["--full"], ["--ics"]]),
    "serve": (["vault"], [["--port", "0"], ["--poll"]]),
    "check": (["vault"], [["--json"], ["--fix"]]),
    "due": (["vault"], [["--json"]]),
    "mix": (["vault"], [["--json"]]),
    "who": (["lisbon", "due"], [["--vault", "x"]]),
    "brief": (["ada", "quill"], [["--vault", "x"]]),
    "path": (["a", "manager"], [["--vault", "x"]]),
    "new": (["Ada", "Quill"], [["--vault", "x"], ["--dry-run"]]),
    "log": (["coffee", "with", "Ada"], [["--on", "friday"], ["--vault", "x"]]),
    "met": (["yesterday", "Ada: the boat"], [["--vault", "x"], ["--new", "Ada"], ["--yes"]]),
    "ask": (["found", "a", "circle"], [["--asked", "ada"], ["--vault", "x"], ["--json"]]),
    "done": (["ada", "draft"], [["--vault", "x"], ["--dry-run"]]),
    "snooze": (["ada", "3", "weeks"], [["--vault", "x"], ["--dry-run"]]),
    "archive": (["ada"], [["--vault", "x"], ["--dry-run"]]),
    "rename": (["Ada", "Ben"], [["--vault", "x"], ["--dry-run"]]),
    "review": (["vault"], [["--quote"], ["--quiet"]]),
    "inbox": ([], [["--vault", "x"], ["--dry-run"], ["--json"]]),
    "import": (["people.csv"], [["--vault", "x"], ["--yes"]]),
    "dedupe": ([], [["--merge", "a", "b"], ["--vault", "x"]]),
    "export": (["vcf", "vault"], [["-o", "x.vcf"]]),
    "explain": (["no-purpose"], [["--quiet"]]),
    "completion": (["bash"], [["--quiet"]]),
    "undo": ([], [["--vault", "x"], ["--dry-run"]]),
}


def test_every_verb_has_its_arguments_here() -> None:
    assert set(ARGUMENTS) == {command.name for command in COMMANDS}


@pytest.mark.parametrize("verb", [command.name for command in COMMANDS])
def test_arguments_may_be_in_any_order(verb: str) -> None:
    words, options = ARGUMENTS[verb]
    options = [*options, ["--today", "2026-11-20"]]

    parsed = []
    # Words stay in their order among themselves; an option goes before any of them.
    slots = [*(["word"] * len(words)), *options]
    for order in {tuple(map(str, order)): order for order in permutations(slots)}.values():
        rest = iter(words)
        argv = [verb]
        for slot in order:
            argv += [next(rest)] if slot == "word" else list(slot)
        parsed.append(vars(_parse_words(argv)))

    assert len(parsed) >= 2 or not words
    assert all(arguments == parsed[0] for arguments in parsed)
    assert parsed[0]["verb"] == verb


def test_words_after_two_dashes_are_no_options() -> None:
    assert _parse_words(["who", "--vault", "x", "--", "-o"]).text == ["-o"]


EDGE_DAYS = ("0001-01-01", "9999-12-31", f"{TODAY_YEARS[0]}-01-01", f"{TODAY_YEARS[-1]}-12-31")

COMMAND_LINES = (
    "build .",
    "check .",
    "due .",
    "mix .",
    "who ada",
    "brief ada",
    "new Ben",
    "log coffee with Ada yesterday",
    "log coffee with Ada",
    "done ada draft",
    "snooze ada 3 weeks",
    "snooze ada tomorrow",
    "archive ada",
    "rename Ada Cleo",
    "review",
    "import people.csv",
    "dedupe",
    "export ics",
    "export json",
    "export vcf",
    "init .",
    "start .",
    "demo demo --no-open",
    "undo",
)

EDGE_NOTES = {
    "People/Ada.md": "---\npurpose: x\nmet: 0001-01-01\nlast_contact: 0001-01-02\n"
    "next: 9999-12-31\nbirthday: 0004-02-29\n---\n- [ ] 9999-12-30 promised: draft by 9999-12-31\n"
    "- 0001-01-01 met\n- 9999-12-31 met\n",
    "People/Eve.md": "---\npurpose: x\nlast_contact: 9999-12-31\npause_until: 9999-12-31\n---\n",
    "Goals/Speak.md": "---\nby: 9999-12-31\n---\n",
    "Events/Fair.md": "---\ndate: 0001-01-01\nuntil: 9999-12-31\n---\n",
    "people.csv": "First Name,Last Name\nBen,Okafor\n",
}


@pytest.mark.parametrize("day", [*EDGE_DAYS, "2026-11-20"])
@pytest.mark.parametrize("line", COMMAND_LINES)
def test_no_day_is_a_bug(
    day: str,
    line: str,
    vault: WriteVault,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(vault({**EDGE_NOTES, "netnotes.toml": ""}))
    monkeypatch.setattr("builtins.input", lambda _prompt="": "no")

    try:
        exit_code = run([*line.split(), "--today", day])
    except SystemExit as exited:  # argparse refuses the day
        assert day in EDGE_DAYS[:2]
        exit_code = int(exited.code or 0)

    printed = capsys.readouterr()
    assert exit_code != EXIT_BUG, printed.err
    assert "Traceback" not in printed.err
    if day in EDGE_DAYS[:2]:
        assert "write a day from 1900 to 2199" in printed.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["new", "Zed", "--purpose", "caf\udce9"],
        ["new", "caf\udce9"],
        ["new", "Zed", "--tags", "x", "--tags", "\udce9"],
        ["log", "ada", "caf\udce9"],
        ["log", "coffee with Ada: caf\udce9"],
        ["log", "ada", "x", "--promised", "caf\udce9"],
        ["met", "yesterday", "Zed: caf\udce9", "--yes"],
        ["rename", "ada", "caf\udce9"],
    ],
)
def test_bytes_that_are_no_text_are_refused_and_not_written(
    arguments: list[str], vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = vault({"People/Ada Quill.md": ""})
    assert run([*arguments, "--vault", str(folder)]) == EXIT_CANNOT
    assert "has bytes that are not UTF-8" in capsys.readouterr().err
    assert [path.name for path in folder.rglob("*.md")] == ["Ada Quill.md"]
    assert (folder / "People/Ada Quill.md").read_text() == ""


LONG_NAME = "x" * 300


@pytest.mark.parametrize(
    "arguments",
    [
        ["explain", LONG_NAME],
        ["import", LONG_NAME],
        ["build", LONG_NAME],
        ["check", LONG_NAME],
        ["init", LONG_NAME],
        ["start", LONG_NAME],
        ["who", "ada", "--vault", LONG_NAME],
        ["export", "csv", "-o", LONG_NAME],
        ["demo", LONG_NAME, "--no-open"],
    ],
)
def test_name_that_no_file_can_have_is_no_bug(
    arguments: list[str],
    vault: WriteVault,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(vault({"People/Ada Quill.md": ""}))
    assert run(arguments) == EXIT_CANNOT
    error = capsys.readouterr().err
    assert LONG_NAME in error
    assert "bug" not in error
