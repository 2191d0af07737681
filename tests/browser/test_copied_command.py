"""The command that a page copies: a shell gets the name as it is, and nothing in it is run."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from netnotes.cli import run
from tests.conftest import TODAY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser

    WriteVault = Callable[[dict[str, str]], Path]

pytestmark = pytest.mark.browser

# The page's own script runs as it is; only what it puts on the clipboard is caught.
CATCH_CLIPBOARD = """
Object.defineProperty(navigator, "clipboard", {
  value: { writeText: async (text) => { window.copied = text; } },
});
"""

NAMES = (
    "Ann $(touch X) Lee",
    "`touch X`",
    "'; touch X; '",
    '"; touch X; "',
    "$HOME",
    "!!",
    "-n; touch X",
    "a\\' ; touch X #",
    "<b>Tom</b> & Ann",
)


def copy_commands(browser: Browser, folder: Path) -> list[str]:
    """Click each button of the front page that copies a command; returns what was copied."""
    context = browser.new_context()
    context.add_init_script(CATCH_CLIPBOARD)
    page = context.new_page()
    page.goto((folder / "dashboard" / "index.html").as_uri())
    commands = []
    for button in page.locator("button.copy").all():
        button.click()
        page.wait_for_function("window.copied")
        commands.append(page.evaluate("window.copied"))
        page.evaluate("delete window.copied")
    context.close()
    return commands


def run_in_shell(shell: str, folder: Path, command: str) -> list[str]:
    """Run a command with a `netnotes` that prints its arguments."""
    function = f'netnotes() {{ {sys.executable} show.py "$@"; }}'
    (folder / "show.py").write_text("import json, sys\nprint(json.dumps(sys.argv[1:]))\n")
    result = subprocess.run(
        [shell, "-c", f"{function}\n{command}"], cwd=folder, capture_output=True, check=True
    )
    arguments: list[str] = json.loads(result.stdout)
    return arguments


@pytest.mark.parametrize("shell", ["bash", "sh"])
def test_copied_command_names_the_contact_and_runs_nothing_else(
    vault: WriteVault, tmp_path: Path, browser: Browser, shell: str
) -> None:
    notes = {"netnotes.toml": "[plan]\nbudget = 20\n"}
    for number, name in enumerate(NAMES):
        front = f"name: {json.dumps(name)}\ntier: monthly\nmet: 2026-01-02"
        notes[f"People/Note {number}.md"] = f"---\n{front}\n---\n"
    folder = vault(notes)
    run(["build", str(folder), "--today", TODAY.isoformat(), "--quiet"])
    shell_folder = tmp_path / "shell"
    shell_folder.mkdir()

    copied_names = []
    for command in copy_commands(browser, folder):
        verb, *options, name, text = run_in_shell(shell, shell_folder, command)
        assert (verb, options[:2], text) == ("log", ["--channel", "call"], "")
        copied_names.append(name)

    assert sorted(copied_names) == sorted(NAMES)
    assert [file.name for file in shell_folder.iterdir()] == ["show.py"]


def test_no_command_is_offered_for_a_name_with_a_character_that_nobody_sees(
    vault: WriteVault, browser: Browser
) -> None:
    front = '---\nname: "Ann\\u0007; touch X"\ntier: monthly\nmet: 2026-01-02\n---\n'
    folder = vault({"People/Ann.md": front})
    run(["build", str(folder), "--today", TODAY.isoformat(), "--quiet"])
    assert copy_commands(browser, folder) == []


def test_copied_command_names_somebody_with_a_namesake_by_the_path(
    vault: WriteVault, browser: Browser
) -> None:
    front = "---\nname: Bob Smith\ntier: monthly\nmet: 2026-01-02\n---\n"
    folder = vault({"People/Bob 1.md": front, "People/Bob 2.md": front})
    run(["build", str(folder), "--today", TODAY.isoformat(), "--quiet"])
    assert sorted(copy_commands(browser, folder)) == [
        "netnotes log --channel call 'People/Bob 1.md' ''",
        "netnotes log --channel call 'People/Bob 2.md' ''",
    ]
