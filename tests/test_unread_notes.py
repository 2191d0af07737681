"""Who has a note that can't be read is in the vault: it is said, and no second note is made."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from netnotes.errors import EXIT_CANNOT, EXIT_DONE
from tests.test_import_people import read_files, run_verb

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    WriteVault = Callable[[dict[str, str]], Path]

TABLE = 'Name,Email\n"Quill, Ada",ada@example.com\nBen Okafor,ben@example.com\n'


def write_bytes(content: bytes) -> Callable[[Path], None]:
    def write(note: Path) -> None:
        note.write_bytes(content)

    return write


def write_placeholder(note: Path) -> None:
    note.with_name(f".{note.name}.icloud").write_bytes(b"bplist00")


def write_dead_link(note: Path) -> None:
    note.symlink_to("nowhere.md")


WAYS = {
    "not-utf-8": write_bytes(b"---\npurpose: caf\xe9 \xff\n---\n"),
    "too-large": write_bytes(b"a" * (1 << 20) + b"a"),
    "in-icloud": write_placeholder,
    "dead-link": write_dead_link,
}


@pytest.fixture(params=WAYS)
def make_unread(request: pytest.FixtureRequest) -> Callable[[Path], None]:
    return WAYS[request.param]


@pytest.mark.parametrize("path", ["People/Ada Quill.md", "Friends/Ada Quill.md"])
def test_import_makes_no_second_note_beside_one_that_cannot_be_read(
    vault: WriteVault,
    capsys: pytest.CaptureFixture[str],
    make_unread: Callable[[Path], None],
    path: str,
) -> None:
    folder = vault({"People/Cleo Marsh.md": "", "Friends/Note.md": ""})
    make_unread(folder / path)
    file = folder.parent / "people.csv"
    file.write_text(TABLE)
    code, out, _ = run_verb(folder, capsys, "import", str(file), "--yes")
    assert code == EXIT_DONE
    assert "Left out: 1 person whose note may be one that can't be read" in out
    assert f"  Ada Quill: {path}\n" in out
    assert out.endswith("1 note made, 0 notes filled.\n")
    assert not (folder / "People/Quill, Ada.md").exists()
    files = read_files(folder)
    run_verb(folder, capsys, "import", str(file), "--yes")
    assert read_files(folder) == files


def test_note_that_cannot_be_read_is_no_namesake_that_nobody_else_has(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    notes = {"People/Ada Quill (Harbour).md": "---\nname: Ada Quill\n---\n"}
    folder = vault(notes)
    write_placeholder(folder / "People/Ada Quill.md")
    file = folder.parent / "people.csv"
    file.write_text(TABLE)
    _, out, _ = run_verb(folder, capsys, "import", str(file), "--yes")
    assert "  Ada Quill: People/Ada Quill.md\n" in out
    for path, text in notes.items():
        assert (folder / path).read_text() == text


@pytest.mark.parametrize(
    "arguments", [("new", "Ada Quill"), ("log", "lunch with Ada Quill"), ("log", "Ada Quill", "hi")]
)
def test_new_and_log_name_the_note_that_cannot_be_read(
    vault: WriteVault,
    capsys: pytest.CaptureFixture[str],
    make_unread: Callable[[Path], None],
    arguments: tuple[str, ...],
) -> None:
    folder = vault({"People/Cleo Marsh.md": "", "Friends/Note.md": ""})
    make_unread(folder / "Friends/Ada Quill.md")
    files = read_files(folder)
    code, _, err = run_verb(folder, capsys, *arguments)
    assert code == EXIT_CANNOT
    assert "Friends/Ada Quill.md may be about Ada Quill and can't be read" in err
    assert read_files(folder) == files


def test_dedupe_names_what_it_could_not_compare(
    vault: WriteVault, capsys: pytest.CaptureFixture[str], make_unread: Callable[[Path], None]
) -> None:
    folder = vault({"People/Cleo Marsh.md": "---\ntier: monthly\n---\n"})
    make_unread(folder / "People/Ada Quill.md")
    out = run_verb(folder, capsys, "dedupe")[1]
    assert "Not compared, because they can't be read: People/Ada Quill.md." in out


def test_nobody_is_made_while_a_folder_of_contacts_cannot_be_read(
    vault: WriteVault, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = vault({"People/Ada Quill.md": "", "Note.md": ""})
    scan = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("People"):
            raise PermissionError(13, "Permission denied")
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    file = folder.parent / "people.csv"
    file.write_text(TABLE)
    for arguments in (("import", str(file), "--yes"), ("new", "Ada Quill")):
        code, _, err = run_verb(folder, capsys, *arguments)
        assert code == EXIT_CANNOT
        assert "People: You have no permission to read this." in err
        assert "Nothing was written." in err
