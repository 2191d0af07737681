from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from netnotes.cli import run
from netnotes.errors import EXIT_CANNOT, EXIT_DONE, EXIT_PROBLEMS
from netnotes.model.diagnostics import CODES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    WriteVault = Callable[[dict[str, str]], Path]
    Said = pytest.CaptureFixture[str]

TODAY = "2026-11-20"
SOUND = {"People/Ada Quill.md": "---\npurpose: Shows me how others plan\n---\n"}
WARNING = {"People/Ada Quill.md": "She plans.\n"}
ERROR = {"People/Ada Quill.md": "---\npurpose: x\ntier:  montly\n---\n"}


def check(root: Path, *options: str) -> int:
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
def test_the_exit_code_says_whether_something_is_wrong(
    notes: dict[str, str], code: int, strict: int, vault: WriteVault, capsys: Said
) -> None:
    root = vault(notes)
    assert check(root) == code
    assert check(root, "--strict") == strict
    assert check(root, "--json") == code
    assert check(root, "--github", "--strict") == strict
    assert capsys.readouterr()


def test_a_vault_without_mistakes_is_passed_over_in_silence(
    vault: WriteVault, capsys: Said
) -> None:
    check(vault(SOUND))
    assert capsys.readouterr() == ("", "")


def test_a_finding_is_a_line(vault: WriteVault, capsys: Said) -> None:
    root = vault({**ERROR, "People/Ben.md": "", "netnotes.toml": "[plan]\nbugdet = 3\n"})
    check(root)
    out, err = capsys.readouterr()
    assert out.splitlines() == [
        "People/Ada Quill.md:3:8 unknown-tier `montly` is not one of your tiers. Did you mean `monthly`?",
        "People/Ben.md:1:1 no-purpose Ben has no purpose yet. Add a line `purpose:` that says what for.",
        "netnotes.toml:2:1 unknown-setting `bugdet` in [plan] is not a setting. Did you mean `budget`?",
    ]
    assert err == "2 errors and 1 warning. `netnotes explain CODE` says more.\n"
    check(root, "--quiet")
    assert capsys.readouterr() == (out, "")


def test_a_terminal_shows_the_line_and_a_caret(
    vault: WriteVault, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = vault(
        {
            "People/Ada Quill.md": "---\r\npurpose: x\r\ntier:\t\x1b[31mmontly\r\n---\r\n- 2026-02-30 \x07call\r\n"
        }
    )
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    check(root, "--no-color")
    assert capsys.readouterr().out.splitlines()[-3:] == [
        "People/Ada Quill.md:5:3 impossible-date 2026-02-30 is not a day of the calendar. Write the day as YYYY-MM-DD.",
        "    - 2026-02-30 �call",
        "      ^",
    ]
    check(root)
    out = capsys.readouterr().out
    assert "\x1b[31mimpossible-date\x1b[0m" in out
    assert "\x1b[31mmontly" not in out
    assert "\x07" not in out
    monkeypatch.setenv("NO_COLOR", "1")
    check(root)
    assert "\x1b" not in capsys.readouterr().out


def test_findings_for_other_programs(vault: WriteVault, capsys: Said) -> None:
    root = vault({**ERROR, "People/José 100%, a:b.md": ""})
    check(root, "--json")
    told = json.loads(capsys.readouterr().out)
    assert list(told) == ["netnotes", "diagnostics", "errors", "warnings"]
    assert (told["netnotes"], told["errors"], told["warnings"]) == (1, 1, 1)
    assert told["diagnostics"][0] == {
        "code": "unknown-tier",
        "severity": "error",
        "path": "People/Ada Quill.md",
        "line": 3,
        "column": 8,
        "message": "`montly` is not one of your tiers.",
        "help": "Did you mean `monthly`?",
    }
    check(root, "--github")
    error, warning = capsys.readouterr().out.splitlines()
    place, _, said = error.partition(",title=")
    assert place == "::error file=People/Ada Quill.md,line=3,col=8"
    assert said == "unknown-tier::`montly` is not one of your tiers. Did you mean `monthly`?"
    place, _, said = warning.partition(",title=")
    assert place == "::warning file=People/José 100%25%2C a%3Ab.md,line=1,col=1"
    assert said.startswith("no-purpose::José 100%25, a:b has no purpose yet. ")


def test_the_settings_say_how_much_matters(vault: WriteVault, capsys: Said) -> None:
    settings = "[checks]\nno-purpose = '{}'\nunknown-tier = 'off'\n"
    root = vault({**ERROR, "People/Ben.md": "", "netnotes.toml": settings.format("error")})
    assert check(root) == EXIT_PROBLEMS
    out = capsys.readouterr().out
    assert ("no-purpose" in out, "unknown-tier" in out) == (True, False)
    vault({"netnotes.toml": settings.format("off")})
    assert check(root, "--strict") == EXIT_DONE
    assert capsys.readouterr() == ("", "")


def test_a_vault_that_is_none(tmp_path: Path, capsys: Said) -> None:
    (tmp_path / "file.md").write_text("")
    for place, words in (
        (tmp_path / "nowhere", "does not exist"),
        (tmp_path / "file.md", "is not a folder"),
    ):
        assert check(place) == EXIT_CANNOT
        out, err = capsys.readouterr()
        assert out == ""
        assert err.startswith("netnotes: ")
        assert words in err


def test_the_vault_is_the_one_around_the_folder_one_is_in(
    vault: WriteVault, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = vault({**WARNING, "netnotes.toml": ""})
    monkeypatch.chdir(root / "People")
    assert run(["check", "--today", TODAY, "--strict"]) == EXIT_PROBLEMS
    assert capsys.readouterr().out.startswith("People/Ada Quill.md:1:1 no-purpose")


def test_today_is_the_environment_s(
    vault: WriteVault, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = vault({"People/Ada Quill.md": "---\npurpose: x\nlast_contact: 2026-11-20\n---\n"})
    monkeypatch.setenv("NETNOTES_TODAY", "2026-11-19")
    assert run(["check", str(root)]) == EXIT_PROBLEMS
    assert "future-date" in capsys.readouterr().out
    assert check(root) == EXIT_DONE  # --today counts first
    monkeypatch.setenv("NETNOTES_TODAY", "tomorrow")
    assert run(["check", str(root)]) == EXIT_CANNOT
    assert "YYYY-MM-DD" in capsys.readouterr().err


def test_a_reader_who_has_seen_enough_is_no_mistake(vault: WriteVault) -> None:
    root = vault({f"People/Person {number}.md": "" for number in range(900)})
    command = [sys.executable, "-m", "netnotes", "check", str(root), "--today", TODAY]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ}
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline()
        process.stdout.close()
        said = process.stderr.read()
        assert process.wait(timeout=60) in (EXIT_DONE, EXIT_PROBLEMS)
    assert b"Traceback" not in said
    assert b"Exception ignored" not in said


def test_every_code_is_explained(capsys: Said) -> None:
    assert run(["explain", "--today", TODAY]) == EXIT_DONE
    rows = capsys.readouterr().out.splitlines()
    assert [row.split()[0] for row in rows] == [code.name for code in CODES]
    for code in CODES:
        assert run(["explain", code.name.upper(), "--today", TODAY]) == EXIT_DONE
        out = capsys.readouterr().out
        assert out.startswith(f"{code.name} ({code.severity})\n\n{code.rule}\n{code.why}\n")
        assert all(line in out for line in (*code.wrong.splitlines(), *code.right.splitlines()))


def test_a_code_that_is_none(capsys: Said) -> None:
    assert run(["explain", "no-porpose", "--today", TODAY]) == EXIT_CANNOT
    assert "Did you mean `no-purpose`?" in capsys.readouterr().err
    assert run(["explain", "everything", "--today", TODAY]) == EXIT_CANNOT
    assert "lists all codes" in capsys.readouterr().err
