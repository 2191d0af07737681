"""Settings that are there and can't be read are an error for every command, never no settings."""

from __future__ import annotations

import errno
import json
import os
import re
from typing import TYPE_CHECKING

import pytest

from netnotes.actions.serving.live_site import LiveSite
from netnotes.actions.serving.rebuilder import Rebuilder, VaultState
from netnotes.actions.site_inputs import build_snapshot
from netnotes.cli import run
from netnotes.commands.parser import COMMANDS
from netnotes.errors import EXIT_CANNOT, NetnotesError
from netnotes.vault import obsidian_settings
from netnotes.vault.load import load_vault
from netnotes.vault.paths import find_vault
from netnotes.vault.plain_file import read_plain_file
from tests.conftest import TODAY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    WriteVault = Callable[[dict[str, str]], Path]

SETTINGS = '[vault]\nexclude = ["Private/**"]\n'
NOTES = {
    "People/Ada Quill.md": "---\npurpose: x\n---\n- [ ] 2026-10-01 promised: the draft\n",
    "Private/Secret Sue.md": "---\ntype: contact\npurpose: x\n---\n",
}


def make_folder(file: Path) -> None:
    file.mkdir()


def link_out_of_the_vault(file: Path) -> None:
    # Two levels up is the vault, for the settings of Obsidian.
    outside = file.parents[2] / f"{file.parents[1].name} outside.toml"
    outside.write_text(SETTINGS)
    file.symlink_to(outside)


def link_to_nothing(file: Path) -> None:
    file.symlink_to("nothing.toml")


def link_to_itself(file: Path) -> None:
    file.symlink_to(file.name)


def make_pipe(file: Path) -> None:
    os.mkfifo(file)


def write_too_much(file: Path) -> None:
    file.write_text("# " + "x" * (128 << 10) + "\n" + SETTINGS)


def write_latin_1(file: Path) -> None:
    file.write_bytes(b"# caf\xe9\n" + SETTINGS.encode())


def write_nul(file: Path) -> None:
    file.write_text(SETTINGS + "# \0\n")


def forget_a_quote(file: Path) -> None:
    file.write_text(SETTINGS.replace('*"', "*"))


def misspell_the_table(file: Path) -> None:
    file.write_text(SETTINGS.replace("vault", "valt"))


def misspell_exclude(file: Path) -> None:
    file.write_text(SETTINGS.replace("exclude", "exlude"))


def put_exclude_at_the_top(file: Path) -> None:
    file.write_text(SETTINGS.replace("[vault]\n", ""))


def exclude_a_number(file: Path) -> None:
    file.write_text(SETTINGS.replace('"Private/**"', "4"))


FAULTS = (
    make_folder,
    link_out_of_the_vault,
    link_to_nothing,
    link_to_itself,
    make_pipe,
    write_too_much,
    write_latin_1,
    write_nul,
    forget_a_quote,
    misspell_the_table,
    misspell_exclude,
    put_exclude_at_the_top,
    exclude_a_number,
)

# What is typed after each verb that reads a vault, `.`.
ARGUMENTS = {
    "init": ["."],
    "build": ["."],
    "serve": [".", "--port", "0"],
    "check": ["."],
    "due": ["."],
    "mix": ["."],
    "who": ["x"],
    "brief": ["ada"],
    "path": ["ada"],
    "new": ["Ben Okafor"],
    "met": ["yesterday", "Ben Okafor", "--yes"],
    "log": ["coffee with Ada"],
    "ask": ["circle"],
    "done": ["ada", "draft"],
    "snooze": ["ada", "3 weeks"],
    "archive": ["ada"],
    "rename": ["Ada Quill", "Ada Byron"],
    "review": [],
    "start": ["."],
    "import": ["people.csv"],
    "dedupe": [],
    "export": ["csv"],
    "undo": [],
    "inbox": [],
}

# These read no vault, or first look for a terminal.
WITHOUT_VAULT = ("demo", "explain", "completion", "review")


def list_files(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("fault", FAULTS)
def test_build_shows_nothing_that_unreadable_settings_may_leave_out(
    fault: Callable[[Path], None], vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    root = vault(NOTES)
    fault(root / "netnotes.toml")

    assert run(["build", str(root), "--today", "2026-11-20"]) == EXIT_CANNOT

    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("netnotes: netnotes.toml")
    assert "Nothing was done" in printed.err
    assert not (root / "dashboard").exists()


@pytest.mark.parametrize(
    "verb", [command.name for command in COMMANDS if command.name not in WITHOUT_VAULT]
)
@pytest.mark.parametrize("fault", [make_folder, link_out_of_the_vault, forget_a_quote])
def test_every_command_refuses_settings_that_can_not_be_read(
    verb: str,
    fault: Callable[[Path], None],
    vault: WriteVault,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    root = vault({**NOTES, "people.csv": "First Name,Last Name\nBen,Okafor\n"})
    fault(root / "netnotes.toml")
    files = list_files(root)
    monkeypatch.chdir(root)

    assert run([verb, *ARGUMENTS[verb], "--today", "2026-11-20"]) == EXIT_CANNOT

    printed = capsys.readouterr()
    assert printed.err.startswith("netnotes: netnotes.toml")
    assert "Sue" not in printed.out + printed.err
    assert list_files(root) == files


@pytest.mark.parametrize("name", ["netnotes.toml", ".obsidian/templates.json"])
@pytest.mark.parametrize("code", [errno.EACCES, errno.EIO, errno.ESTALE, errno.EMFILE])
def test_settings_that_the_system_does_not_give_are_an_error(
    name: str, code: int, vault: WriteVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = vault({**NOTES, "netnotes.toml": SETTINGS})

    def refuse(root: Path, path: str, max_bytes: int) -> bytes:
        if path == name:
            raise OSError(code, os.strerror(code))
        return read_plain_file(root, path, max_bytes)

    monkeypatch.setattr(obsidian_settings, "read_plain_file", refuse)

    with pytest.raises(NetnotesError, match=re.escape(name)):
        load_vault(find_vault(root), TODAY)


def test_settings_that_only_others_may_read_are_an_error(vault: WriteVault) -> None:
    root = vault({**NOTES, "netnotes.toml": SETTINGS})
    (root / "netnotes.toml").chmod(0)
    if os.access(root / "netnotes.toml", os.R_OK):
        pytest.skip("root may read everything; a refusal is injected in the tests above")

    with pytest.raises(NetnotesError, match=r"netnotes\.toml is there but can't be read"):
        find_vault(root)


@pytest.mark.parametrize("fault", [make_folder, link_out_of_the_vault, make_pipe])
@pytest.mark.parametrize("name", ["templates.json", "daily-notes.json"])
def test_obsidian_settings_that_can_not_be_read_are_an_error(
    fault: Callable[[Path], None], name: str, vault: WriteVault
) -> None:
    root = vault({**NOTES, "netnotes.toml": '[vault]\njournal = "obsidian"\n'})
    (root / ".obsidian").mkdir()
    fault(root / ".obsidian" / name)

    with pytest.raises(NetnotesError, match=re.escape(name)):
        load_vault(find_vault(root), TODAY)


@pytest.mark.parametrize("fault", [make_folder, link_out_of_the_vault, write_latin_1])
def test_template_that_can_not_be_read_is_an_error(
    fault: Callable[[Path], None], vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    root = vault({**NOTES, "Templates/Other.md": "x"})
    fault(root / "Templates" / "Contact.md")

    assert run(["new", "Ben Okafor", "--vault", str(root)]) == EXIT_CANNOT

    assert "The template Templates/Contact.md can't be read" in capsys.readouterr().err
    assert not (root / "People/Ben Okafor.md").exists()


def test_settings_further_up_do_not_stand_in_for_those_that_can_not_be_read(
    vault: WriteVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    outer = vault({"netnotes.toml": "", "Inner/People/Ada.md": ""})
    (outer / "Inner" / "netnotes.toml").mkdir()
    monkeypatch.chdir(outer / "Inner" / "People")

    with pytest.raises(NetnotesError, match="not a plain file"):
        find_vault(None)


def test_check_says_in_json_where_the_settings_can_not_be_read(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    root = vault({**NOTES, "netnotes.toml": SETTINGS + "budget = three\n"})

    assert run(["check", str(root), "--json"]) == EXIT_CANNOT

    (record,) = json.loads(capsys.readouterr().out)["diagnostics"]
    assert (record["code"], record["line"]) == ("broken-settings", 3)


def test_serve_goes_on_showing_what_was_last_read(vault: WriteVault) -> None:
    root = vault({**NOTES, "netnotes.toml": SETTINGS})
    paths = find_vault(root)
    loaded = load_vault(paths, TODAY)
    live_site = LiveSite(build_snapshot(1, paths, loaded))
    said: list[str] = []
    state = VaultState({}, TODAY)
    rebuilder = Rebuilder(paths, loaded, state, live_site, lambda: TODAY, said.append)

    forget_a_quote(root / "netnotes.toml")
    rebuilder.refresh()
    (root / ".obsidian").mkdir()
    (root / ".obsidian" / "templates.json").mkdir()
    rebuilder.poll_for_changes()

    assert live_site.snapshot.number == 1
    assert [line.partition(":")[0] for line in said] == ["netnotes.toml"]
