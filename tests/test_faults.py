"""Extreme notes are read in time and whole, and every diagnostic has a line."""

from __future__ import annotations

import signal
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from netnotes.cli import run
from netnotes.errors import EXIT_CANNOT, EXIT_DONE, EXIT_PROBLEMS
from netnotes.model.settings import DailyNotes, Settings
from netnotes.reading.note import Source
from netnotes.reading.reader import read_source
from tests.notes import TODAY, read_note_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

LINES = {
    "a table of 300 by 300": ("| a " * 300 + "|\n") * 300,
    "a log of 10,000 rows": "| 2026-10-02 | call |\n" * 10_000,
    "links left open": "[ a_" * 40_000,
    "lists 60 deep": "\n".join("  " * deep + "- x" for deep in range(60)),
    "lists 600 deep": "\n".join(" " * deep + "- x" for deep in range(600)),
    "items in items": "- " * 50_000,
    "numbers in numbers": "1. " * 50_000,
    "quotes in quotes": "> " * 50_000,
    "stars": "*" * 100_000,
    "underscores": "_" * 100_000,
    "code left open": "`" * 100_000,
    "code in code": "` " * 50_000,
    "fences": "```\n" * 50_000,
    "tildes": "~~~" * 50_000,
    "wikilinks left open": "[[" * 50_000,
    "labels left open": "[[a|" * 50_000,
    "comments left open": "%%" * 50_001,
    "comments in code": "%% `" * 50_001,
    "HTML comments left open": "<!-- `" * 50_000,
    "spaces": "- 2026-10-02 " + " " * 100_000 + "x",
    "tabs": "\t" * 100_000 + "- x",
    "empty lines below an entry": "- 2026-10-02 call\n" + "\n" * 200_000,
    "fields left open": "[a::" * 50_000,
    "fields in round brackets left open": "(a::" * 50_000,
    "a gift many times": "- 2026-10-02 " + "[gave:: x] " * 10_000,
    "a field with many brackets": "[a:: " + "(b) " * 50_000,
    "a field with many links": "[a:: " + "[[b]] " * 30_000,
    "colons": ":" * 100_000,
    "many fields": "a::b\n" * 20_000,
    "a long field": "a" * 100_000 + "::",
    "due many times": "- [ ] x " + "📅 2026-10-09 " * 10_000,
    "repeated for ever": "- [ ] 🔁" + "a " * 50_000 + "!",
    "tags on a task": "- [ ] " + "#a " * 50_000,
    "priorities": "- [ ] " + "🔺" * 50_000 + "x",
    "number signs": "#" * 100_000,
    "tags": "#a" * 50_000,
    "tags that are none": "#1" * 50_000,
    "dated headings": "# 2026-10-02\n" * 10_000,
    "headings in headings": "# a\n## b\n" * 20_000,
    "Markdown links": "[a](b.md) " * 20_000,
    "Markdown links left open": "[a](" * 50_000,
    "brackets in a link": "[a](b" + "(c" * 50_000,
    "titles left open": '[a](b "' * 20_000,
    "square brackets": "[" * 100_000,
    "references": "[a]: " * 20_000,
    "addresses left open": "<a:" * 50_000,
    "dates in a row": "2026-10-02" * 10_000,
    "a dated link left open": "- [[2026-10-02|" * 10_000,
    "a long way to a date": "- [[" + "a/" * 50_000 + "2026-10-02]]",
    "a sentence of many lines": "- 2026-10-02 x\n" + "y\n" * 50_000,
    "gifts below an entry": "- 2026-10-02\n" + "  - gave:: x\n" * 10_000,
    "lines across": "---\n" * 50_000,
    "characters that change the direction": "\u202e" * 50_000,
    "NULs": "\x00" * 50_000,
    "odd ends of lines": "\u2028\u2029\x85\x0b\x0c\x1c" * 10_000,
    "a text of 300 KiB": "A line of words.\n" * 20_000,
}


@pytest.fixture
def limit_time() -> Iterator[None]:
    """Fail a test after ten seconds of a processor: a longer note would take minutes."""

    def fail(number: int, frame: FrameType | None) -> None:
        raise AssertionError("this takes too long")

    old_handler = signal.signal(signal.SIGVTALRM, fail)
    signal.setitimer(signal.ITIMER_VIRTUAL, 10)
    yield
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    signal.signal(signal.SIGVTALRM, old_handler)


@pytest.mark.usefixtures("limit_time")
@pytest.mark.parametrize("text", LINES.values(), ids=LINES)
def test_every_text_is_read_in_time(text: str) -> None:
    end = text.count("\n") + 1
    for path in ("People/Ada.md", "Daily/2026-10-02.md"):
        note = read_source(Source(path, text), Settings(), DailyNotes("Daily"))
        assert all(
            diagnostic.location.path == path and 1 <= diagnostic.location.line <= end
            for diagnostic in note.diagnostics
        )


CODE_TEXTS = (
    *(
        "{{ 7*7 }}",
        "{% import os %}",
        "<% system('x') %>",
        "$(x)",
        "`= this.file`",
        "</script><img src=x onerror=y>",
    ),
)


@pytest.mark.parametrize("text", CODE_TEXTS)
def test_code_in_a_note_is_read_as_text(text: str) -> None:
    contact = read_note_text(
        f'---\nrole: "a {text} b"\n---\n{text}\n- 2026-10-02 call: {text}\n'
    ).entity
    assert contact is not None
    assert contact.text == text
    assert repr(contact).count(repr(text)[1:-1]) == 3


def compute_folder_digest(folder: Path) -> str:
    """Compute a digest of names, contents, modes and times in a folder."""
    digest = blake2b()
    for path in sorted(folder.rglob("*")):
        status = path.lstat()
        content = path.read_bytes() if path.is_file() and not path.is_symlink() else b""
        digest.update(
            repr((path, status.st_mode, status.st_mtime_ns, status.st_size, content)).encode(
                errors="replace"
            )
        )
    return digest.hexdigest()


@pytest.mark.parametrize(
    "verb",
    [
        *(["check"], ["check", "--json"], ["check", "--github", "--strict"]),
        *(["due"], ["due", "--all"], ["due", "--json", "--all"], ["due", "--markdown"]),
    ],
    ids=" ".join,
)
def test_reading_changes_nothing(verb: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    tests_folder = Path(__file__).parent
    for vaults in (tests_folder / "vaults", tests_folder / "strangers"):
        old_digest = compute_folder_digest(vaults)
        for vault in sorted(vaults.iterdir()):
            codes: tuple[int, ...] = (EXIT_DONE, EXIT_PROBLEMS)
            # Settings that can't be read are an error for every command.
            if vault.name == "broken-settings":
                codes = (EXIT_CANNOT,)
            assert run([*verb, str(vault), "--today", TODAY.isoformat()]) in codes
        assert compute_folder_digest(vaults) == old_digest
    assert "Traceback" not in capsys.readouterr().err
