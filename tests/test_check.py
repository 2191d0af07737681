"""`netnotes check` and `explain`: diagnostics for readers, editors and other programs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from netnotes.cli import run
from netnotes.commands.output.findings import format_github
from netnotes.errors import EXIT_CANNOT, EXIT_DONE, EXIT_PROBLEMS
from netnotes.model.diagnostic_codes import CODES
from netnotes.model.diagnostics import Diagnostic, SourceLocation
from netnotes.model.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    WriteVault = Callable[[dict[str, str]], Path]
    Captured = pytest.CaptureFixture[str]

TODAY = "2026-11-20"
SOUND = {"People/Ada Quill.md": "---\npurpose: Shows me how others plan\n---\n"}
WARNING = {"People/Ada Quill.md": "She plans.\n"}
ERROR = {"People/Ada Quill.md": "---\npurpose: x\nlevel:  abov\n---\n"}


def run_check(root: Path, *options: str) -> int:
    return run(["check", str(root), "--today", TODAY, *options])


@pytest.mark.parametrize(
    ("notes", "code", "strict"),
    [
        (SOUND, EXIT_DONE, EXIT_DONE),
        (WARNING, EXIT_DONE, EXIT_PROBLEMS),
        (ERROR, EXIT_PROBLEMS, EXIT_PROBLEMS),
        ({}, EXIT_DONE, EXIT_DONE),
    ],
)
def test_exit_code_shows_whether_there_are_problems(
    notes: dict[str, str], code: int, strict: int, vault: WriteVault, capsys: Captured
) -> None:
    root = vault(notes)
    assert run_check(root) == code
    assert run_check(root, "--strict") == strict
    assert run_check(root, "--json") == code
    assert run_check(root, "--github", "--strict") == strict
    assert capsys.readouterr()


def test_sound_vault_prints_nothing(vault: WriteVault, capsys: Captured) -> None:
    run_check(vault(SOUND))
    assert capsys.readouterr() == ("", "")


def test_diagnostic_is_printed_as_one_line(vault: WriteVault, capsys: Captured) -> None:
    root = vault({**ERROR, "People/Ben.md": "", "netnotes.toml": "[plan]\nbugdet = 3\n"})
    run_check(root)
    out, err = capsys.readouterr()
    assert out.splitlines() == [
        (
            "People/Ada Quill.md:3:9 unknown-level "
            "`abov` is not a level. Write one of: below, peer, above, -2, -1, 0, 1, 2."
        ),
        (
            "People/Ben.md:1:1 no-purpose "
            "Ben has no purpose yet. Add a line `purpose:` that says what for."
        ),
        (
            "netnotes.toml:2:1 unknown-setting "
            "`bugdet` in [plan] is not a setting. Did you mean `budget`?"
        ),
    ]
    assert err == "2 errors and 1 warning. `netnotes explain CODE` says more.\n"
    run_check(root, "--quiet")
    assert capsys.readouterr() == (out, "")


def test_terminal_shows_the_line_and_a_caret(
    vault: WriteVault, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = vault(
        {
            "People/Ada Quill.md": (
                "---\r\npurpose: x\r\ntier:\t\x1b[31mmontly\r\n---\r\n- 2026-02-30 \x07call\r\n"
            )
        }
    )
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    run_check(root, "--no-color")
    assert capsys.readouterr().out.splitlines()[-3:] == [
        (
            "People/Ada Quill.md:5:3 impossible-date "
            "2026-02-30 is not a day of the calendar. Write the day as YYYY-MM-DD."
        ),
        r"    - 2026-02-30 \u0007call",
        "      ^",
    ]
    run_check(root)
    out = capsys.readouterr().out
    assert "\x1b[31mimpossible-date\x1b[0m" in out
    assert "\x1b[31mmontly" not in out
    assert "\x07" not in out
    monkeypatch.setenv("NO_COLOR", "1")
    run_check(root)
    assert "\x1b" not in capsys.readouterr().out


def test_diagnostics_are_printed_as_json_and_for_github(
    vault: WriteVault, capsys: Captured
) -> None:
    root = vault({**ERROR, "People/José 100%, a:b.md": ""})
    run_check(root, "--json")
    record = json.loads(capsys.readouterr().out)
    assert list(record) == ["netnotes", "diagnostics", "errors", "warnings", "truncated"]
    assert (record["netnotes"], record["errors"], record["warnings"]) == (2, 1, 1)
    assert record["diagnostics"][0] == {
        "code": "unknown-level",
        "severity": "error",
        "path": "People/Ada Quill.md",
        "line": 3,
        "column": 9,
        "message": "`abov` is not a level.",
        "help": "Write one of: below, peer, above, -2, -1, 0, 1, 2.",
        "notes": 1,
    }
    run_check(root, "--github")
    error, warning = capsys.readouterr().out.splitlines()
    location, _, message = error.partition(",title=")
    assert location == "::error file=People/Ada Quill.md,line=3,col=9"
    assert message.startswith("unknown-level::`abov` is not a level. Write one of: below, ")
    location, _, message = warning.partition(",title=")
    assert location == "::warning file=People/José 100%25%2C a%3Ab.md,line=1,col=1"
    assert message.startswith("no-purpose::José 100%25, a:b has no purpose yet. ")


def test_annotation_for_github_is_one_line_whatever_the_note_says() -> None:
    location = SourceLocation("a::b,c%\r\n::error::d.md", 1, 2)
    diagnostic = Diagnostic(location, "no-purpose", "x%0A\r\n::error::y", "z\n")
    assert format_github(diagnostic, Settings()) == (
        "::warning file=a%3A%3Ab%2Cc%25%0D%0A%3A%3Aerror%3A%3Ad.md,line=1,col=2,title=no-purpose"
        "::x%250A%0D%0A::error::y z"
    )


def test_settings_change_the_severity(vault: WriteVault, capsys: Captured) -> None:
    settings = "[checks]\nno-purpose = '{}'\nunknown-level = 'off'\n"
    root = vault({**ERROR, "People/Ben.md": "", "netnotes.toml": settings.format("error")})
    assert run_check(root) == EXIT_PROBLEMS
    out = capsys.readouterr().out
    assert ("no-purpose" in out, "unknown-level" in out) == (True, False)
    vault({"netnotes.toml": settings.format("off")})
    assert run_check(root, "--strict") == EXIT_DONE
    assert capsys.readouterr() == ("", "")


def test_missing_vault_or_a_file_is_an_error(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "file.md").write_text("")
    for path, words in (
        (tmp_path / "nowhere", "does not exist"),
        (tmp_path / "file.md", "is not a folder"),
    ):
        assert run_check(path) == EXIT_CANNOT
        out, err = capsys.readouterr()
        assert out == ""
        assert err.startswith("netnotes: ")
        assert words in err


def test_vault_is_found_upwards_from_the_current_folder(
    vault: WriteVault, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = vault({**WARNING, "netnotes.toml": ""})
    monkeypatch.chdir(root / "People")
    assert run(["check", "--today", TODAY, "--strict"]) == EXIT_PROBLEMS
    assert capsys.readouterr().out.startswith("People/Ada Quill.md:1:1 no-purpose")


def test_day_comes_from_the_option_or_the_environment(
    vault: WriteVault, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = vault({"People/Ada Quill.md": "---\npurpose: x\nlast_contact: 2026-11-20\n---\n"})
    monkeypatch.setenv("NETNOTES_TODAY", "2026-11-19")
    assert run(["check", str(root)]) == EXIT_PROBLEMS
    assert "future-date" in capsys.readouterr().out
    assert run_check(root) == EXIT_DONE  # --today counts first
    monkeypatch.setenv("NETNOTES_TODAY", "tomorrow")
    assert run(["check", str(root)]) == EXIT_CANNOT
    assert "YYYY-MM-DD" in capsys.readouterr().err


def test_closed_pipe_is_not_an_error(vault: WriteVault) -> None:
    root = vault({f"People/Person {number}.md": "" for number in range(900)})
    command = [sys.executable, "-m", "netnotes", "check", str(root), "--today", TODAY]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ}
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline()
        process.stdout.close()
        errors = process.stderr.read()
        assert process.wait(timeout=60) in (EXIT_DONE, EXIT_PROBLEMS)
    assert b"Traceback" not in errors
    assert b"Exception ignored" not in errors


def test_every_code_is_explained(capsys: Captured) -> None:
    assert run(["explain", "--today", TODAY]) == EXIT_DONE
    rows = capsys.readouterr().out.splitlines()
    assert [row.split()[0] for row in rows] == [code.name for code in CODES]
    for code in CODES:
        assert run(["explain", code.name.upper(), "--today", TODAY]) == EXIT_DONE
        out = capsys.readouterr().out
        assert out.startswith(f"{code.name} ({code.severity})\n\n{code.rule}\n{code.why}\n")
        assert all(line in out for line in (*code.wrong.splitlines(), *code.right.splitlines()))


def test_unknown_code_is_an_error_with_a_suggestion(capsys: Captured) -> None:
    assert run(["explain", "no-porpose", "--today", TODAY]) == EXIT_CANNOT
    assert "Did you mean `no-purpose`?" in capsys.readouterr().err
    assert run(["explain", "everything", "--today", TODAY]) == EXIT_CANNOT
    assert "lists all codes" in capsys.readouterr().err


@pytest.mark.parametrize("options", [(), ("--dry-run",), ("--quiet",)])
def test_check_with_fixes_prints_nothing_but_json(
    options: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    note = tmp_path / "People" / "Ada Quill.md"
    note.parent.mkdir()
    note.write_text("---\npurpose: x\nbirthday: 1604-10-02\n---\n")

    run(["check", str(tmp_path), "--fix", "--json", "--today", "2026-11-20", *options])

    printed = json.loads(capsys.readouterr().out)
    assert printed["fixed"] == [
        {"path": "People/Ada Quill.md", "fixes": ["`1604-10-02` is `10-02`, without a year"]}
    ]
    is_written = "1604" not in note.read_text()
    assert is_written == (options != ("--dry-run",))
    assert bool(printed["diagnostics"]) != is_written
