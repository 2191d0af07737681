"""Completion in the shell: verbs, options and names."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from netnotes.cli import run
from netnotes.commands.completion import iter_completions
from netnotes.errors import EXIT_CANNOT, EXIT_DONE
from tests.conftest import TODAY

if TYPE_CHECKING:
    from collections.abc import Callable

    WriteVault = Callable[[dict[str, str]], Path]


def test_first_word_becomes_a_verb() -> None:
    assert list(iter_completions(["b"], TODAY)) == ["build", "brief"]


def test_options_are_those_of_the_verb() -> None:
    assert "--json" in iter_completions(["mix", "--j"], TODAY)
    assert "--json" not in iter_completions(["build", "--"], TODAY)


def test_inbox_its_options_and_quotes_in_drafts_are_completed() -> None:
    assert "inbox" in iter_completions(["in"], TODAY)
    assert {"--dry-run", "--json", "--vault"} <= set(iter_completions(["inbox", "--"], TODAY))
    assert list(iter_completions(["review", "--quo"], TODAY)) == ["--quote"]


def test_two_dashes_become_the_options_of_the_verb(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["completion", "words", "--", "build", "--"]) == EXIT_DONE
    assert "--output" in capsys.readouterr().out.split()
    assert run(["completion", "words", "--", "b"]) == EXIT_DONE
    assert capsys.readouterr().out.split() == ["build", "brief"]
    assert run(["completion", "words", "--", ""]) == EXIT_DONE
    assert "build" in capsys.readouterr().out.split()


def test_namesakes_are_completed_to_what_means_one_of_them(
    vault: WriteVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = vault(
        {
            "People/Bob 1.md": "---\nname: Bob\norganisation: Acme\n---\n",
            "People/Bob 2.md": "---\nname: Bob\norganisation: Globex\n---\n",
        }
    )
    monkeypatch.chdir(folder)
    assert list(iter_completions(["brief", "bo"], TODAY)) == ["Bob 1", "Bob 2"]


def test_names_are_found_without_case_and_accents(
    example: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(example)
    assert list(iter_completions(["brief", "ada"], TODAY)) == ["Ada Quill"]
    assert list(iter_completions(["brief", "chloe"], TODAY)) == ["Chloé Tremblay"]
    assert list(iter_completions(["build", "ada"], TODAY)) == []


def test_unknown_shell_is_an_error_that_lists_the_known_ones(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["completion", "csh"]) == EXIT_CANNOT
    assert "bash, zsh, fish" in capsys.readouterr().err
    assert run(["completion", "fish"]) == EXIT_DONE


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash here")
def test_bash_completes_a_name_with_its_space(example: Path) -> None:
    programs_folder = Path(sys.executable).parent
    script = """
eval "$(netnotes completion bash)"
COMP_WORDS=(netnotes brief ada); COMP_CWORD=2; _netnotes; echo "${COMPREPLY[0]}"
COMP_WORDS=(netnotes bri); COMP_CWORD=1; _netnotes; echo "${COMPREPLY[0]}"
"""
    completed = subprocess.run(
        ["bash", "-c", script],
        cwd=example,
        capture_output=True,
        text=True,
        env={"PATH": f"{programs_folder}:/usr/bin:/bin"},
    )
    assert completed.stdout.split("\n")[:2] == ["Ada\\ Quill", "brief"], completed.stderr
