"""Notes are read from the disk, each from a plain file, or a diagnostic gives the reason."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from netnotes.model.diagnostics import SourceLocation
from netnotes.model.people import Contact
from netnotes.model.settings import DailyNotes, Settings
from netnotes.reading.note import decode_source
from netnotes.vault.listing import list_files
from netnotes.vault.plain_file import MAX_NOTE_BYTES, read_plain_file
from netnotes.vault.read_notes import read_line, read_note_source, read_vault

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from netnotes.vault.cache import CachedNote
    from netnotes.vault.read_notes import Vault

    WriteVault = Callable[[dict[str, str]], Path]


def read_all(root: Path) -> Vault:
    """Read a vault with default settings and without a cache."""
    return read_vault(root, Settings(), DailyNotes())


def list_contact_paths(root: Path) -> list[str]:
    readings = read_all(root).readings
    return [reading.path for reading in readings if isinstance(reading.entity, Contact)]


def test_file_replaced_after_listing_is_only_read_if_it_is_a_file_of_the_vault(
    vault: WriteVault, tmp_path: Path
) -> None:
    paths = ("Pipe.md", "Gone.md", "Folder.md", "Link.md", "Inside.md", "Same.md")
    root = vault(dict.fromkeys(paths, "text"))
    (tmp_path / "Secret.md").write_text("not yours")
    listing = list_files(root, Settings(), None)
    for name in ("Pipe", "Gone", "Folder", "Link", "Inside"):
        (root / f"{name}.md").unlink()
    os.mkfifo(root / "Pipe.md")
    (root / "Folder.md").mkdir()
    (root / "Link.md").symlink_to(tmp_path / "Secret.md")
    (root / "Inside.md").symlink_to("Same.md")

    codes = {}
    texts = {}
    for file in listing.notes:
        source, diagnostics = read_note_source(root, file)
        if diagnostics:
            codes[file.path] = diagnostics[0].code
        if source:
            texts[file.path] = source.text

    assert codes == {
        "Pipe.md": "not-opened",
        "Gone.md": "not-opened",
        "Folder.md": "not-opened",
        "Link.md": "unreadable-note",
    }
    assert texts == {"Same.md": "text", "Inside.md": "text"}


def test_note_that_grew_after_listing_is_too_large(vault: WriteVault) -> None:
    root = vault({"Ada.md": "x" * (MAX_NOTE_BYTES + 1)})
    (large_file,) = list_files(root, Settings(), None).notes
    for file in (large_file, large_file._replace(size=1)):
        source, diagnostics = read_note_source(root, file)
        assert source is None
        assert diagnostics[0].code == "too-large"
    assert len(read_plain_file(root, "Ada.md", 10)) == 10


ODD_NAMES = (
    "CON.md",
    "a:b.md",
    "a\\b.md",
    "a\nb.md",
    "x" * 252 + ".md",
    "\u202egnol.md",
    " .md",
    "-.md",
    "%2e.md",
    "ann.md",
    "Ann.md",
)


def test_note_with_an_odd_name_is_read(tmp_path: Path) -> None:
    (tmp_path / "People").mkdir()
    for name in ODD_NAMES:
        (tmp_path / "People" / name).write_text("")
    assert list_contact_paths(tmp_path) == sorted(f"People/{name}" for name in ODD_NAMES)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"a\nb", "a\nb"),
        (b"\xef\xbb\xbfa\r\nb\rc\n\r", "a\nb\nc\n\n"),
        (b"a\xe2\x80\xa8b\xc2\x85c\x0bd\x0ce", "a\u2028b\u0085c\x0bd\x0ce"),
        (b"", ""),
        (b"a\x00b", "a\x00b"),
    ],
)
def test_text_has_no_bom_and_only_unix_line_ends(content: bytes, text: str) -> None:
    source, diagnostics = decode_source("x.md", content)
    assert source is not None
    assert (source.text, diagnostics) == (text, ())
    assert len(source.digest) == 32


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        ("Ada".encode("utf-16"), 1, "UTF-16: byte 0"),
        ("Ada".encode("utf-16-be"), 1, ""),
        (b"a\nb\ncaf\xe9\n", 3, "not UTF-8: byte 7"),
        (b"\xed\xa0\x80", 1, "not UTF-8: byte 0"),
        (b"\xf5", 1, "not UTF-8: byte 0"),
        (b"\xe2\x82", 1, "not UTF-8: byte 0"),
        (b"\xc0\xaf", 1, "not UTF-8: byte 0"),
    ],
)
def test_bytes_that_are_not_utf8_are_reported_with_their_line(
    content: bytes, line: int, words: str
) -> None:
    source, diagnostics = decode_source("x.md", content)
    if not words:  # UTF-16 without its mark is text with NULs in it
        assert source is not None
        return
    assert source is None
    assert (diagnostics[0].code, diagnostics[0].location.line) == ("unreadable-note", line)
    assert words in diagnostics[0].message


def test_sync_copy_is_no_second_person_and_gives_no_other_diagnostic(vault: WriteVault) -> None:
    meeting = "---\ndate: 2026-10-02\npeople: ['[[Ada]]']\n---\n"
    root = vault(
        {
            "People/Ada.md": "",
            "People/Ada 2.md": "---\ntier: montly\n---\n",
            "M/Lunch.md": meeting,
            "M/Lunch (1).md": meeting,
            "Book/Chapter.md": "",
            "Book/Chapter 2.md": "",
        }
    )
    contents = read_all(root)
    assert [reading.path for reading in contents.readings] == [
        "Book/Chapter 2.md",
        "Book/Chapter.md",
        "M/Lunch.md",
        "People/Ada.md",
    ]
    diagnostics = contents.diagnostics
    assert [(diagnostic.location.path, diagnostic.code) for diagnostic in diagnostics] == [
        ("M/Lunch (1).md", "sync-leftover"),
        ("People/Ada 2.md", "sync-leftover"),
    ]
    # A link may still lead to the copies.
    assert contents.attachments == ("M/Lunch (1).md", "People/Ada 2.md")


def test_unreadable_note_can_still_be_linked_to(tmp_path: Path) -> None:
    (tmp_path / "Bad.md").write_bytes(b"\xff\xfe")
    contents = read_all(tmp_path)
    assert (contents.readings, contents.attachments) == ((), ("Bad.md",))


def test_drawing_can_be_larger_than_a_note(vault: WriteVault) -> None:
    large_text = "x" * (MAX_NOTE_BYTES + 1)
    root = vault({"Map.excalidraw.md": large_text, "people/Ada.md": large_text})
    diagnostics = read_all(root).diagnostics
    assert [(diagnostic.location.path, diagnostic.code) for diagnostic in diagnostics] == [
        ("people/Ada.md", "too-large")
    ]


def test_cached_reading_is_used_while_its_file_is_unchanged(vault: WriteVault) -> None:
    root = vault({"People/Ada.md": "- 2026-10-02 call\n", "People/Ben.md": ""})
    long_ago = 1_600_000_000_000_000_000
    for name in ("Ada", "Ben"):
        os.utime(root / f"People/{name}.md", ns=(long_ago, long_ago))

    def read_with_cache(cached_notes: Mapping[str, CachedNote]) -> Vault:
        return read_vault(root, Settings(), DailyNotes(), None, cached_notes)

    first = read_all(root)
    # Both files were made a moment ago, so that their times prove nothing yet.
    assert [note.is_settled for note in first.cached_notes.values()] == [False, False]
    assert read_with_cache(first.cached_notes).readings == first.readings

    settled_notes = {
        path: note._replace(is_settled=True) for path, note in first.cached_notes.items()
    }
    reading_of_ben = settled_notes["People/Ben.md"].reading
    wrong_notes = {
        path: note._replace(reading=reading_of_ben) for path, note in settled_notes.items()
    }
    readings = read_with_cache(wrong_notes).readings
    assert [reading.path for reading in readings] == ["People/Ben.md"] * 2

    (root / "People/Ada.md").write_text("- 2026-10-03 call\n")
    (ada, _) = read_with_cache(settled_notes).readings
    assert isinstance(ada.entity, Contact)
    assert ada.entity.touches[0].date.day == 3


def test_line_of_a_diagnostic_is_read(tmp_path: Path) -> None:
    (tmp_path / "Ada.md").write_bytes(b"\xef\xbb\xbfone\r\ntwo\xe2\x80\xa8still two\rthree")
    (tmp_path / "Bad.md").write_bytes(b"\xff")
    lines = [read_line(tmp_path, SourceLocation("Ada.md", number)) for number in range(1, 5)]
    assert lines == ["one", "two\u2028still two", "three", ""]
    assert read_line(tmp_path, SourceLocation("Bad.md")) == ""
    assert read_line(tmp_path, SourceLocation("Nobody.md")) == ""
    assert read_line(tmp_path, SourceLocation("")) == ""


def test_git_settings_of_a_vault_run_no_program(vault: WriteVault, tmp_path: Path) -> None:
    trap = f"#!/bin/sh\ntouch '{tmp_path}/sprung'\n"
    config = (
        "[core]\n\tfsmonitor = ./trap\n\thooksPath = .\n\tpager = ./trap\n"
        "[diff]\n\texternal = ./trap\n"
    )
    root = vault(
        {
            "People/Ada.md": "",
            ".git/config": config,
            ".git/HEAD": "ref: refs/heads/main\n",
            "trap": trap,
        }
    )
    (root / "trap").chmod(0o755)
    assert list_contact_paths(root) == ["People/Ada.md"]
    assert not (tmp_path / "sprung").exists()
