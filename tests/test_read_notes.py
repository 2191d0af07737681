from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from netnotes.model.diagnostics import SourceLocation
from netnotes.model.people import Contact
from netnotes.model.settings import DailyNotes, Settings
from netnotes.reading.note import decode_source
from netnotes.vault.listing import VaultFile, find_vault_root, list_files
from netnotes.vault.obsidian_settings import find_daily_notes, read_settings_text
from netnotes.vault.plain_file import MAX_NOTE_BYTES, read_plain_file
from netnotes.vault.read_notes import read_line, read_note_source, read_vault
from netnotes.vault.sync_copies import find_sync_copies

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from netnotes.vault.listing import VaultListing


def listed(
    root: Path, settings: Settings | None = None, output: Path | None = None
) -> VaultListing:
    return list_files(root, settings or Settings(), output)


def notes(root: Path, settings: Settings | None = None, output: Path | None = None) -> list[str]:
    return [file.path for file in listed(root, settings, output).notes]


def opened(root: Path) -> list[str]:
    """The contacts of a vault, by path."""
    return [
        one.path
        for one in read_vault(root, Settings(), DailyNotes()).readings
        if isinstance(one.entity, Contact)
    ]


def said(listing: VaultListing) -> list[tuple[str, str]]:
    return sorted((one.location.path, one.code) for one in listing.diagnostics)


def test_which_files_are_notes(vault: Callable[[dict[str, str]], Path]) -> None:
    root = vault(
        dict.fromkeys(
            (
                *(
                    "Ada.md",
                    "a/b/Ben.MD",
                    "photo.png",
                    "a/talk.pdf",
                    "noend",
                    ".hidden.md",
                    ".obsidian/x.md",
                    ".git/x.md",
                ),
                *(
                    "a/.trash/x.md",
                    "dashboard/x.md",
                    "x.md/inside.md",
                    "Ada.md.bak",
                    "markdown.md~",
                ),
            ),
            "",
        )
    )
    listing = listed(root, output=root / "dashboard")
    assert [file.path for file in listing.notes] == ["Ada.md", "a/b/Ben.MD", "x.md/inside.md"]
    assert listing.attachments == ("Ada.md.bak", "a/talk.pdf", "markdown.md~", "noend", "photo.png")
    assert listing.diagnostics == ()
    assert "dashboard/x.md" in notes(root, output=root.parent / "dashboard")


@pytest.mark.parametrize(
    ("folder", "is_read"),
    [
        *(
            ("Templates", False),
            ("templates", False),
            ("_templates", False),
            ("99 - Templates", False),
            ("a/Templates", False),
        ),
        *(("Templates for talks", True), ("My templates", True), ("Forms", True)),
    ],
)
def test_templates_are_not_read(
    folder: str, is_read: bool, vault: Callable[[dict[str, str]], Path]
) -> None:
    assert notes(vault({f"{folder}/x.md": ""})) == ([f"{folder}/x.md"] if is_read else [])


def test_the_templates_folder_of_obsidian_is_not_read(
    vault: Callable[[dict[str, str]], Path],
) -> None:
    root = vault(
        {
            ".obsidian/templates.json": '{"folder": "/Meta/Forms/"}',
            "meta/forms/x.md": "",
            "Meta/y.md": "",
        }
    )
    assert notes(root) == ["Meta/y.md"]


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", '{"folder": null}', '{"folder": 3}', "[" * 100_000, "\x00", '{"folder": ""}'],
)
def test_settings_of_obsidian_that_make_no_sense(
    text: str, vault: Callable[[dict[str, str]], Path]
) -> None:
    root = vault(
        {
            ".obsidian/templates.json": text,
            ".obsidian/daily-notes.json": text,
            "Templates/x.md": "",
            "y.md": "",
        }
    )
    assert notes(root) == ["y.md"]
    assert find_daily_notes(root, Settings(journal="Obsidian")).date_format == "YYYY-MM-DD"


def test_where_the_journal_is(vault: Callable[[dict[str, str]], Path]) -> None:
    root = vault({".obsidian/daily-notes.json": '{"folder": "/Daily/", "format": "DD.MM.YYYY"}'})
    assert find_daily_notes(root, Settings()) == DailyNotes("")
    assert find_daily_notes(root, Settings(journal="Diary")) == DailyNotes("Diary")
    assert find_daily_notes(root, Settings(journal="obsidian")) == DailyNotes("Daily", "DD.MM.YYYY")
    (root / ".obsidian/daily-notes.json").unlink()
    assert find_daily_notes(root, Settings(journal="obsidian")) == DailyNotes("/")


@pytest.mark.parametrize(
    ("pattern", "left"),
    [
        ("Archive/**", ["Old/Archive/c.md", "a.md"]),
        ("Archive", ["Old/Archive/c.md", "a.md"]),
        ("Archive/", ["Old/Archive/c.md", "a.md"]),
        ("**/Archive/**", ["a.md"]),
        ("*/c.md", ["Archive/b.md", "a.md"]),
        ("a.md", ["Archive/b.md", "Archive/c.md", "Old/Archive/c.md"]),
        ("*.md", []),
        ("archive", ["Archive/b.md", "Archive/c.md", "Old/Archive/c.md", "a.md"]),
        ("nothing", ["Archive/b.md", "Archive/c.md", "Old/Archive/c.md", "a.md"]),
    ],
)
def test_exclude(pattern: str, left: list[str], vault: Callable[[dict[str, str]], Path]) -> None:
    root = vault(dict.fromkeys(("a.md", "Archive/b.md", "Archive/c.md", "Old/Archive/c.md"), ""))
    assert notes(root, Settings(exclude=(pattern,))) == left


def test_exclude_in_either_form_of_an_accent(vault: Callable[[dict[str, str]], Path]) -> None:
    assert notes(vault({"Jose\u0301/x.md": ""}), Settings(exclude=("Jos\u00e9/**",))) == []


def test_links_that_stay_in_the_vault(tmp_path: Path) -> None:
    root = tmp_path / "Vault"
    for folder in ("People", ".store/deep", "Work"):
        (root / folder).mkdir(parents=True)
    (root / "People/Ada.md").write_text("")
    (root / ".store/Ben.md").write_text("")
    (root / ".store/deep/Cleo.md").write_text("")
    (root / "Work/Ada again.md").symlink_to("../People/Ada.md")
    (root / "Work/Everybody").symlink_to("../People")
    (root / "Work/Myself").symlink_to("..")
    (root / "People/Round").symlink_to(".")
    (root / "People/Ben.md").symlink_to("../.store/Ben.md")
    (root / "People/Deep").symlink_to("../.store/deep")
    (root / ".store/deep/Back").symlink_to("../deep")
    assert notes(root) == ["People/Ada.md", "People/Ben.md", "People/Deep/Cleo.md"]
    assert listed(root).diagnostics == ()
    assert opened(root) == ["People/Ada.md", "People/Ben.md", "People/Deep/Cleo.md"]


def test_a_vault_that_is_itself_reached_by_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real/Ada.md").write_text("")
    (tmp_path / "real/again").symlink_to(tmp_path / "vault")
    (tmp_path / "vault").symlink_to("real")
    assert notes(tmp_path / "vault") == ["Ada.md"]


def test_links_that_leave_the_vault(tmp_path: Path) -> None:
    root, outside = tmp_path / "Vault", tmp_path / "Vault outside"
    root.mkdir()
    outside.mkdir()
    (outside / "Secret.md").write_text("")
    (root / "Secret.md").symlink_to("../Vault outside/Secret.md")
    (root / "All").symlink_to(outside)
    (root / "Up").symlink_to(tmp_path)
    (root / "passwd.md").symlink_to("/etc/passwd")
    assert notes(root) == []
    assert said(listed(root)) == [
        (name, "not-opened") for name in ("All", "Secret.md", "Up", "passwd.md")
    ]


def test_what_is_no_plain_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "Pipe.md")
    with socket.socket(socket.AF_UNIX) as listening:
        here = Path.cwd()
        os.chdir(tmp_path)  # the path of a socket may not be long
        listening.bind("Socket.md")
        os.chdir(here)
        assert said(listed(tmp_path)) == [("Pipe.md", "not-opened"), ("Socket.md", "not-opened")]
    os.mkfifo(tmp_path / "netnotes.toml")
    assert read_settings_text(tmp_path) is None


def test_a_note_that_became_something_else_meanwhile(
    vault: Callable[[dict[str, str]], Path], tmp_path: Path
) -> None:
    root = vault(
        dict.fromkeys(
            ("Pipe.md", "Gone.md", "Folder.md", "Link.md", "Inside.md", "Same.md"), "text"
        )
    )
    (tmp_path / "Secret.md").write_text("not yours")
    listing = listed(root)
    for name in ("Pipe", "Gone", "Folder", "Link", "Inside"):
        (root / f"{name}.md").unlink()
    os.mkfifo(root / "Pipe.md")
    (root / "Folder.md").mkdir()
    (root / "Link.md").symlink_to(tmp_path / "Secret.md")
    (root / "Inside.md").symlink_to("Same.md")
    told = {file.path: read_note_source(root, file) for file in listing.notes}
    assert {path: found[0].code for path, (_, found) in told.items() if found} == {
        **dict.fromkeys(("Pipe.md", "Gone.md", "Folder.md"), "not-opened"),
        "Link.md": "unreadable-note",
    }
    assert {path: source.text for path, (source, _) in told.items() if source} == {
        "Same.md": "text",
        "Inside.md": "text",
    }


def test_a_note_that_grew_meanwhile_is_too_large(vault: Callable[[dict[str, str]], Path]) -> None:
    root = vault({"Ada.md": "x" * (MAX_NOTE_BYTES + 1)})
    (grown,) = listed(root).notes
    for file in (grown, grown._replace(size=1)):
        source, found = read_note_source(root, file)
        assert source is None
        assert found[0].code == "too-large"
    assert len(read_plain_file(root, "Ada.md", 10)) == 10


def test_a_folder_that_may_not_be_read(
    vault: Callable[[dict[str, str]], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = vault({"People/Ada.md": "", "Secret/x.md": ""})
    scan = os.scandir

    def closed(path: str) -> Iterator[os.DirEntry[str]]:
        if path.endswith("Secret"):
            raise PermissionError(13, "Permission denied", path)
        return scan(path)

    monkeypatch.setattr(os, "scandir", closed)
    assert notes(root) == ["People/Ada.md"]
    assert said(listed(root)) == [("Secret", "unreadable-note")]


def test_names_that_are_not_utf8(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.md")).write_text("")
    (tmp_path / os.fsdecode(b"caf\xe9")).mkdir()
    (tmp_path / "caf\u00e9.md").write_text("")
    assert notes(tmp_path) == ["caf\u00e9.md"]
    assert said(listed(tmp_path)) == [("caf?", "unreadable-note"), ("caf?.md", "unreadable-note")]


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


def test_odd_names_are_names(tmp_path: Path) -> None:
    (tmp_path / "People").mkdir()
    for name in ODD_NAMES:
        (tmp_path / "People" / name).write_text("")
    assert opened(tmp_path) == sorted(f"People/{name}" for name in ODD_NAMES)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"a\nb", "a\nb"),
        (b"\xef\xbb\xbfa\r\nb\rc\n\r", "a\nb\nc\n\n"),
        (b"a\xe2\x80\xa8b\xc2\x85c\x0bd\x0ce", "a\u2028b\u0085c\x0bd\x0ce"),
        (b"", ""),
        (b"a\x00b", "a\x00b"),
    ],
)
def test_the_text_of_bytes(raw: bytes, text: str) -> None:
    source, found = decode_source("x.md", raw)
    assert source is not None
    assert (source.text, found) == (text, ())
    assert len(source.digest) == 32


@pytest.mark.parametrize(
    ("raw", "line", "words"),
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
def test_bytes_that_are_no_text(raw: bytes, line: int, words: str) -> None:
    source, found = decode_source("x.md", raw)
    if not words:  # UTF-16 without its mark is text with NULs in it
        assert source is not None
        return
    assert source is None
    assert (found[0].code, found[0].location.line) == ("unreadable-note", line)
    assert words in found[0].message


COPIES = {
    "X (Conflicted copy DEVICE 202411281430).md": "X.md",
    "X (Ann's conflicted copy 2026-01-01).md": "X.md",
    "X (Ann’s conflicted copy 2026-01-01).md": "X.md",
    "X (conflicted copy 2026-01-01 101010).md": "X.md",
    "X (Conflicted copy).md": "X.md",
    "X.sync-conflict-20260818-173636-D4LGQYW.md": "X.md",
    "a/Y (conflicted copy 2026-01-01 101010).md": "a/Y.md",
    "X 2.md": "X.md",
    "X 9.md": "X.md",
    "X (1).md": "X.md",
    "X (12).md": "X.md",
    "X-DESKTOP-4F2K9.md": "X.md",
    "X-Anns-MacBook-Pro.md": "X.md",
    "X-Ann's iPhone.md": "X.md",
    "X-laptop.md": "X.md",
    "X-OFFICE-PC.md": "X.md",
    "X-WS0042.md": "X.md",
}
ORIGINALS = [
    *(
        "X.md",
        "X 1.md",
        "X 10.md",
        "X (123).md",
        "X (Northwind).md",
        "X-Maria.md",
        "X-OKAFOR.md",
        "X-IBM.md",
        "X-2024.md",
    ),
    *(
        "X-2024-10-02.md",
        "X-pc.md",
        "X-Specs.md",
        "X-B2B.md",
        "Z 2.md",
        "Z (1).md",
        "Z-laptop.md",
        "a/X 2.md",
        "2.md",
    ),
    *(
        "X.sync-conflict.md",
        "conflicted copy.md",
        "(conflicted copy 2026-01-01).md",
        "X conflicted copy.md",
    ),
]


def test_leftovers_of_sync_programs() -> None:
    assert find_sync_copies((*COPIES, *ORIGINALS)) == COPIES


def test_a_leftover_is_found_in_either_form_of_an_accent() -> None:
    assert find_sync_copies(("Jose\u0301.md", "Jos\u00e9 2.md")) == {
        "Jos\u00e9 2.md": "Jos\u00e9.md"
    }


def test_a_leftover_is_no_second_person_and_what_it_says_is_not_wrong(
    vault: Callable[[dict[str, str]], Path],
) -> None:
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
    read_ = read_vault(root, Settings(), DailyNotes())
    assert [one.path for one in read_.readings] == [
        "Book/Chapter 2.md",
        "Book/Chapter.md",
        "M/Lunch.md",
        "People/Ada.md",
    ]
    assert [(one.location.path, one.code) for one in read_.diagnostics] == [
        ("M/Lunch (1).md", "sync-leftover"),
        ("People/Ada 2.md", "sync-leftover"),
    ]
    assert read_.attachments == ("M/Lunch (1).md", "People/Ada 2.md")  # a link may still lead there


def test_a_note_that_can_t_be_read_is_still_where_a_link_leads(tmp_path: Path) -> None:
    (tmp_path / "Bad.md").write_bytes(b"\xff\xfe")
    read_ = read_vault(tmp_path, Settings(), DailyNotes())
    assert (read_.readings, read_.attachments) == ((), ("Bad.md",))


def test_a_drawing_may_be_large(vault: Callable[[dict[str, str]], Path]) -> None:
    large = "x" * (MAX_NOTE_BYTES + 1)
    read_ = read_vault(
        vault({"Map.excalidraw.md": large, "people/Ada.md": large}), Settings(), DailyNotes()
    )
    assert [(one.location.path, one.code) for one in read_.diagnostics] == [
        ("people/Ada.md", "too-large")
    ]


def test_what_is_remembered_is_used_while_the_file_is_the_same(
    vault: Callable[[dict[str, str]], Path],
) -> None:
    root = vault({"People/Ada.md": "- 2026-10-02 call\n", "People/Ben.md": ""})
    long_ago = 1_600_000_000_000_000_000
    for name in ("Ada", "Ben"):
        os.utime(root / f"People/{name}.md", ns=(long_ago, long_ago))
    first = read_vault(root, Settings(), DailyNotes())
    assert [one.is_settled for one in first.cached_notes.values()] == [
        False,
        False,
    ]  # they were made a moment ago
    sure = {path: one._replace(is_settled=True) for path, one in first.cached_notes.items()}
    lied = {path: one._replace(reading=sure["People/Ben.md"].reading) for path, one in sure.items()}
    assert [
        one.path for one in read_vault(root, Settings(), DailyNotes(), None, lied).readings
    ] == ["People/Ben.md"] * 2
    assert (
        read_vault(root, Settings(), DailyNotes(), None, first.cached_notes).readings
        == first.readings
    )
    (root / "People/Ada.md").write_text("- 2026-10-03 call\n")
    (ada, _) = read_vault(root, Settings(), DailyNotes(), None, sure).readings
    assert isinstance(ada.entity, Contact)
    assert ada.entity.touches[0].date.day == 3


def test_the_line_a_finding_stands_on(tmp_path: Path) -> None:
    (tmp_path / "Ada.md").write_bytes(b"\xef\xbb\xbfone\r\ntwo\xe2\x80\xa8still two\rthree")
    (tmp_path / "Bad.md").write_bytes(b"\xff")
    lines = [read_line(tmp_path, SourceLocation("Ada.md", number)) for number in range(1, 5)]
    assert lines == ["one", "two\u2028still two", "three", ""]
    assert (
        read_line(tmp_path, SourceLocation("Bad.md"))
        == read_line(tmp_path, SourceLocation("Nobody.md"))
        == read_line(tmp_path, SourceLocation(""))
        == ""
    )


def test_the_vault_around_a_folder(tmp_path: Path) -> None:
    (tmp_path / "v/a/b").mkdir(parents=True)
    assert find_vault_root(tmp_path / "v/a/b") == (tmp_path / "v/a/b").resolve()
    (tmp_path / "v/.obsidian").mkdir()
    assert find_vault_root(tmp_path / "v/a/b") == (tmp_path / "v").resolve()
    (tmp_path / "v/a/netnotes.toml").write_text("")
    assert find_vault_root(tmp_path / "v/a/b") == (tmp_path / "v/a").resolve()


def test_a_git_folder_that_runs_programs_runs_none(
    vault: Callable[[dict[str, str]], Path], tmp_path: Path
) -> None:
    trap = f"#!/bin/sh\ntouch '{tmp_path}/sprung'\n"
    config = "[core]\n\tfsmonitor = ./trap\n\thooksPath = .\n\tpager = ./trap\n[diff]\n\texternal = ./trap\n"
    root = vault(
        {
            "People/Ada.md": "",
            ".git/config": config,
            ".git/HEAD": "ref: refs/heads/main\n",
            "trap": trap,
        }
    )
    (root / "trap").chmod(0o755)
    assert opened(root) == ["People/Ada.md"]
    assert not (tmp_path / "sprung").exists()


def test_files_are_in_the_order_of_their_paths(
    vault: Callable[[dict[str, str]], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = vault({f"People/{name}.md": "" for name in "cabED"})
    scan = os.scandir
    expected = listed(root)
    monkeypatch.setattr(
        os, "scandir", lambda path: sorted(scan(path), key=lambda entry: entry.name, reverse=True)
    )
    assert listed(root) == expected
    assert [file.path for file in expected.notes] == [f"People/{name}.md" for name in "DEabc"]
    assert all(isinstance(file, VaultFile) for file in expected.notes)
