"""Nothing is written through a link that leads out of the vault, wherever on the way it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from netnotes.cli import run
from netnotes.errors import EXIT_CANNOT, EXIT_DONE, NetnotesError
from netnotes.system.links_out import find_link_out
from netnotes.vault.edit import build_change, open_note
from netnotes.vault.note_files import NoteMove
from netnotes.vault.note_writer import NoteWriter
from netnotes.writing.edits import Edit

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    WriteVault = Callable[[dict[str, str]], Path]

ADA = "---\npurpose: x\nmet: 2026-01-01\nemail: a@example.org\n---\n"


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    folder = tmp_path / "cloud"
    folder.mkdir()
    return folder


@pytest.mark.parametrize(
    ("link", "path", "expected"),
    [
        ("s", "Vault/s", "s"),
        ("s", "Vault/s/d/e", "s"),
        ("a/b/s", "Vault/a/b/s/d", "a/b/s"),
        ("s", "Vault/a/../s/d", "s"),
        ("s", "Vault/other/d", None),
        ("s", "elsewhere/s", None),
    ],
)
def test_link_out_is_found_at_any_part_of_a_path(
    link: str, path: str, expected: str | None, vault: WriteVault, outside: Path
) -> None:
    root = vault({"a/b/x.md": ""})
    (root / link).symlink_to(outside)

    found = find_link_out(root.parent / path, root)

    assert found == (root / expected if expected else None)


def test_link_that_stays_in_the_vault_is_none_out(vault: WriteVault, tmp_path: Path) -> None:
    root = vault({"real/x.md": ""})
    (root / "s").symlink_to("real")
    (tmp_path / "other name").symlink_to(root)

    assert find_link_out(root / "s" / "d", root) is None
    assert find_link_out(tmp_path / "other name" / "s" / "d", root) is None


def test_link_out_by_way_of_a_link_inside_is_found(vault: WriteVault, outside: Path) -> None:
    root = vault({"x.md": ""})
    (root / "out").symlink_to(outside)
    (root / "s").symlink_to("out")

    assert find_link_out(root / "s" / "d", root) == root / "s"


@pytest.mark.parametrize(
    ("depth", "place"), [(depth, place) for depth in (1, 2, 3) for place in range(depth)]
)
def test_dashboard_is_not_written_through_any_part_of_output(
    depth: int,
    place: int,
    vault: WriteVault,
    outside: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    parts = ["s", "t", "u"][:depth]
    root = vault({"People/Ada.md": ADA, "netnotes.toml": f'vault.output = "{"/".join(parts)}/d"'})
    link = root.joinpath(*parts[: place + 1])
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(outside)

    assert run(["build", str(root)]) == EXIT_CANNOT

    assert f"{link} is a link that leads out of the vault" in capsys.readouterr().err
    assert not list(outside.iterdir())


def test_dashboard_is_written_through_a_link_inside_and_wherever_the_user_says(
    vault: WriteVault, outside: Path, tmp_path: Path
) -> None:
    root = vault({"People/Ada.md": ADA, "real/x.txt": "", "netnotes.toml": 'vault.output = "s/d"'})
    (root / "s").symlink_to("real")
    (tmp_path / "link").symlink_to(outside)

    assert run(["build", str(root), "--quiet"]) == EXIT_DONE
    assert run(["build", str(root), "--quiet", "--output", str(tmp_path / "link/d")]) == EXIT_DONE

    assert (root / "real/d/index.html").exists()
    assert (outside / "d/index.html").exists()


@pytest.mark.parametrize(
    ("link", "arguments"),
    [
        ("People", ["new", "Ben Okafor"]),
        ("People", ["import", "../people.csv", "--yes"]),
        ("Templates", ["init", ".", "--yes"]),
        (".trash", ["dedupe", "--merge", "Ada Quill", "Ada Quil", "--yes"]),
        ("out", ["export", "csv", "-o", "out/people.csv"]),
        ("people.csv", ["export", "csv", "-o", "people.csv"]),
    ],
    ids=lambda value: value if isinstance(value, str) else value[0],
)
def test_no_command_writes_through_a_folder_that_leads_away(
    link: str,
    arguments: list[str],
    vault: WriteVault,
    outside: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = "Work" if link == "People" else "People"
    root = vault({f"{folder}/Ada Quill.md": ADA, f"{folder}/Ada Quil.md": ADA})
    (tmp_path / "people.csv").write_text("First Name,Last Name\nBen,Okafor\n")
    (root / "netnotes.toml").write_text('[vault]\ncontacts = ["People", "Work"]\n')
    target = outside / "file" if "." in link[1:] else outside
    (root / link).symlink_to(target)
    monkeypatch.chdir(root)
    notes = {path: path.read_bytes() for path in root.rglob("*.md")}

    exit_code = run([*arguments, "--today", "2026-11-20"])

    printed = capsys.readouterr()
    assert (exit_code, re.search("(leads out of|leaves) the vault", printed.err) is not None) == (
        EXIT_CANNOT,
        True,
    ), printed
    assert not list(outside.iterdir())
    assert {path: path.read_bytes() for path in root.rglob("*.md")} == notes


def test_note_behind_a_folder_that_was_replaced_by_a_link_is_not_written(
    vault: WriteVault, outside: Path, tmp_path: Path
) -> None:
    """As between two steps of a command: what was read is in the vault, what is written is not."""
    root = vault({"People/Ada.md": ADA})
    change = build_change(open_note(root, "People/Ada.md"), [Edit(1, 1, ("---", "tier: monthly"))])
    (root / "People").rename(outside / "People")
    (root / "People").symlink_to(outside / "People")
    writer = NoteWriter(root, tmp_path / "cache", "log")

    with pytest.raises(NetnotesError, match="leads out of the vault"):
        writer.write_changes([change])
    with pytest.raises(NetnotesError, match="leads out of the vault"):
        writer.move_note(NoteMove("People/Ada.md", "Ada.md", (change,)))

    assert (outside / "People/Ada.md").read_text() == ADA
    assert list((outside / "People").iterdir()) == [outside / "People/Ada.md"]
    assert not (tmp_path / "cache").exists()
