"""`netnotes build`: from the notes of a vault to the dashboard on the disk."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

from netnotes.actions.build import build_dashboard
from netnotes.cli import run
from netnotes.errors import EXIT_BUSY, EXIT_CANNOT, EXIT_DONE, EXIT_PROBLEMS
from netnotes.system import lock
from netnotes.vault.paths import find_vault
from tests.conftest import TODAY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

    WriteVault = Callable[[dict[str, str]], Path]

ADA = """\
---
purpose: Helps me understand how platform teams are funded
tier: monthly
knows: ["[[Ben Okafor]]"]
---
She runs four platform teams.

- 2026-10-02 coffee: Talked about the platform reorganisation.
"""


def build(folder: Path, *options: str, today: str = TODAY.isoformat()) -> int:
    return run(["build", str(folder), "--today", today, "--quiet", *options])


def read_dashboard(folder: Path) -> dict[str, bytes]:
    """Read every file of a dashboard, by its path."""
    output = folder / "dashboard"
    return {
        path.relative_to(output).as_posix(): path.read_bytes()
        for path in output.rglob("*")
        if path.is_file()
    }


def compute_notes_digest(folder: Path) -> str:
    """Compute a digest of every note: its path, bytes, mode and time."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if "dashboard" not in path.parts:
            status = path.lstat()
            digest.update(f"{path} {status.st_mode} {status.st_mtime_ns} ".encode())
            digest.update(path.read_bytes() if path.is_file() else b"")
    return digest.hexdigest()


def test_empty_folder_gets_a_page_that_explains_the_first_note(vault: WriteVault) -> None:
    folder = vault({})
    assert build(folder) == EXIT_DONE
    index = (folder / "dashboard/index.html").read_text()
    assert "Nobody here yet" in index
    assert "People/Ada Quill.md" in index


def test_note_without_front_matter_is_a_person_with_a_page(vault: WriteVault) -> None:
    folder = vault({"People/Ada.md": "Met her at the fair.\n"})
    assert build(folder) == EXIT_DONE
    page = next(
        text for path, text in read_dashboard(folder).items() if path.startswith("people/ada-")
    ).decode()
    assert "<bdi>Ada</bdi>" in page
    assert "Met her at the fair." in page
    assert "Next, write down why" in page
    # Where nobody has an interval, the first page says how to begin.
    assert "Nobody has an interval yet" in (folder / "dashboard/index.html").read_text()


def test_broken_note_is_on_the_problems_page_and_hides_no_contact(vault: WriteVault) -> None:
    folder = vault(
        {
            "People/Ada.md": ADA,
            "People/Ben Okafor.md": (
                "---\nmet: 2026-02-30\npurpose: Sales: who decides\ntier: monthly\n---\n"
            ),
            "People/Cleo.md": "---\npurpose: x\n---\n",
        }
    )
    assert build(folder) == EXIT_DONE
    assert build(folder, "--strict") == EXIT_PROBLEMS
    problems = (folder / "dashboard/problems.html").read_text()
    assert "People/Ben Okafor.md" in problems
    assert "Line 2, error" in problems
    assert "2026-02-30 is not a day of the calendar." in problems
    assert "Line 3, error" in problems
    people = (folder / "dashboard/people.html").read_text()
    assert all(name in people for name in ("Ada", "Ben Okafor", "Cleo"))
    assert "monthly" in people  # what is right in the broken note counts


def test_second_build_writes_no_file(example: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(example, tmp_path / "vault")
    paths = find_vault(folder)
    first = build_dashboard(paths, TODAY).page_counts
    second = build_dashboard(paths, TODAY).page_counts
    assert first.written > 60
    assert (second.written, second.unchanged) == (0, first.written)


def test_build_with_the_cache_equals_a_full_build(example: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(example, tmp_path / "vault")
    note = folder / "People/Ada Quill.md"
    assert build(folder) == EXIT_DONE
    note.write_text(note.read_text() + "- 2026-11-19 call: One more.\n")
    assert build(folder) == EXIT_DONE
    cached = read_dashboard(folder)
    assert b"One more." in b"".join(cached.values())
    assert build(folder, "--full") == EXIT_DONE
    assert read_dashboard(folder) == cached
    shutil.rmtree(folder / "dashboard")
    assert build(folder) == EXIT_DONE
    assert read_dashboard(folder) == cached


def test_edit_changes_only_the_pages_that_show_it(example: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(example, tmp_path / "vault")
    paths = find_vault(folder)
    build_dashboard(paths, TODAY)
    before = read_dashboard(folder)
    note = next((folder / "People").glob("Tomasz*"))
    note.write_text(note.read_text() + "\nHe likes maps.\n")
    built = build_dashboard(paths, TODAY)
    changed = {
        path for path, content in read_dashboard(folder).items() if before.get(path) != content
    }
    assert built.page_counts.written == len(changed) == 1
    assert changed.pop().startswith("people/tomasz")


def test_new_day_changes_no_page_of_a_person_whose_standing_is_the_same(vault: WriteVault) -> None:
    folder = vault({"People/Ada.md": ADA, "People/Ben Okafor.md": "---\npurpose: x\n---\n"})
    build(folder, today="2026-10-10")
    before = read_dashboard(folder)
    build(folder, today="2026-10-11")
    changed = {path for path, content in read_dashboard(folder).items() if before[path] != content}
    assert "as-of.css" in changed
    assert not any(path.startswith("people/") for path in changed)


def test_dashboard_is_the_same_on_every_machine(example: Path, tmp_path: Path) -> None:
    """Another hash seed, another time zone, another locale, files made in another order."""
    environments = (
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Auckland", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "2", "TZ": "America/Los_Angeles", "LC_ALL": "de_DE.UTF-8"},
    )
    dashboards = []
    for number, environment in enumerate(environments):
        folder = tmp_path / str(number) / "vault"
        folder.mkdir(parents=True)
        paths = sorted(
            (path for path in example.rglob("*") if path.is_file()), reverse=bool(number)
        )
        for path in paths:
            target = folder / path.relative_to(example)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target)
        command = [sys.executable, "-m", "netnotes", "build", str(folder)]
        command += ["--today", TODAY.isoformat()]
        subprocess.run(command, check=True, env={**os.environ, **environment}, capture_output=True)
        dashboards.append(read_dashboard(folder))
    assert dashboards[0] == dashboards[1]


def test_verbs_that_only_read_change_no_note(
    example: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = shutil.copytree(example, tmp_path / "vault")
    before = compute_notes_digest(folder)
    for verb in (
        ["build"],
        ["build", "--full"],
        ["build", "--ics"],
        ["check"],
        ["check", "--json"],
        ["due", "--all"],
    ):
        run([verb[0], str(folder), "--today", TODAY.isoformat(), *verb[1:]])
    assert capsys.readouterr().out
    assert compute_notes_digest(folder) == before


def test_dashboard_can_be_read_only_by_its_owner(vault: WriteVault) -> None:
    folder = vault({"People/Ada.md": ADA})
    old_umask = os.umask(0)
    try:
        build(folder)
    finally:
        os.umask(old_umask)
    output = folder / "dashboard"
    for path in (output, *output.rglob("*")):
        assert path.stat().st_mode & 0o777 == (0o700 if path.is_dir() else 0o600), path


def test_page_of_a_deleted_note_is_removed(vault: WriteVault) -> None:
    folder = vault({"People/Ada.md": ADA, "People/Ben Okafor.md": ""})
    build(folder)
    (folder / "dashboard/people/mine.txt").write_text("put here by hand")
    (folder / "People/Ada.md").unlink()
    build(folder)
    names = {path.name for path in (folder / "dashboard/people").iterdir()}
    assert len(names) == 2
    assert "mine.txt" in names
    assert not any(name.startswith("ada") for name in names)


def test_only_one_build_at_a_time(vault: WriteVault, capsys: pytest.CaptureFixture[str]) -> None:
    folder = vault({"People/Ada.md": ADA})
    paths = find_vault(folder)
    with lock.hold_lock(paths.build_lock, "netnotes build"):
        assert build(folder) == EXIT_BUSY
    assert "Another netnotes is at work" in capsys.readouterr().err
    assert build(folder) == EXIT_DONE


def test_missing_vault_is_explained_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build(tmp_path / "nowhere") == EXIT_CANNOT
    assert "does not exist" in capsys.readouterr().err


def test_dashboard_is_never_written_where_it_would_be_published(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = vault({"People/Ada.md": ADA})
    assert build(folder, "--output", str(folder / "public/people")) == EXIT_CANNOT
    assert "published" in capsys.readouterr().err
    assert not (folder / "public").exists()


def test_damaged_cache_changes_no_page(vault: WriteVault) -> None:
    folder = vault({"People/Ada.md": ADA})
    build(folder)
    before = read_dashboard(folder)
    for content in (b"", b"\x80\x05garbage", b"cos\nsystem\n(S'false'\ntR."):
        cache_file = next(find_vault(folder).cache_folder.glob("cache.sqlite"))
        cache_file.write_bytes(content)
        assert build(folder) == EXIT_DONE
        assert read_dashboard(folder) == before


def test_only_files_with_the_content_of_a_picture_are_copied(vault: WriteVault) -> None:
    folder = vault({"People/Ada.md": "---\nphoto: ada.png\n---\n![[evil.png]] ![[ada.png|200]]\n"})
    (folder / "ada.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * 64)
    (folder / "evil.png").write_bytes(b"<svg onload=alert(1)>")
    build(folder)
    files = read_dashboard(folder)
    copied = [path for path in files if path.startswith("pictures/")]
    assert len(copied) == 1
    assert files[copied[0]].startswith(b"\x89PNG")
    page = next(text for path, text in files.items() if path.startswith("people/ada-")).decode()
    assert page.count(copied[0]) == 2
    assert build(folder) == EXIT_DONE
    (folder / "ada.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"1" * 65)
    build(folder)
    assert read_dashboard(folder)[copied[0]].endswith(b"1")
