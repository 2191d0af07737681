"""Which files of a vault are notes, which are attachments, and which are not read at all."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from netnotes.model.people import Contact
from netnotes.model.settings import DailyNotes, Settings
from netnotes.vault.listing import VaultFile, find_vault_root, list_files
from netnotes.vault.obsidian_settings import read_template
from netnotes.vault.read_notes import read_vault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from netnotes.vault.listing import VaultListing

    WriteVault = Callable[[dict[str, str]], Path]


def list_vault(
    root: Path, settings: Settings | None = None, output: Path | None = None
) -> VaultListing:
    return list_files(root, settings or Settings(), output)


def list_notes(
    root: Path, settings: Settings | None = None, output: Path | None = None
) -> list[str]:
    """List the paths of the notes of a vault."""
    return [file.path for file in list_vault(root, settings, output).notes]


def list_problems(root: Path) -> list[tuple[str, str]]:
    """List the path and the code of each diagnostic of a vault's listing."""
    diagnostics = list_vault(root).diagnostics
    return sorted((diagnostic.location.path, diagnostic.code) for diagnostic in diagnostics)


def test_markdown_files_are_notes_and_hidden_files_are_left_out(vault: WriteVault) -> None:
    paths = (
        "Ada.md",
        "a/b/Ben.MD",
        "photo.png",
        "a/talk.pdf",
        "noend",
        ".hidden.md",
        ".obsidian/x.md",
        ".git/x.md",
        "a/.trash/x.md",
        "dashboard/x.md",
        "x.md/inside.md",
        "Ada.md.bak",
        "markdown.md~",
    )
    root = vault(dict.fromkeys(paths, ""))

    listing = list_vault(root, output=root / "dashboard")
    assert [file.path for file in listing.notes] == ["Ada.md", "a/b/Ben.MD", "x.md/inside.md"]
    assert listing.attachments == ("Ada.md.bak", "a/talk.pdf", "markdown.md~", "noend", "photo.png")
    assert listing.diagnostics == ()
    assert "dashboard/x.md" in list_notes(root, output=root.parent / "dashboard")


@pytest.mark.parametrize(
    ("folder", "is_read"),
    [
        ("Templates", False),
        ("templates", False),
        ("_templates", False),
        ("99 - Templates", False),
        ("a/Templates", False),
        ("Templates for talks", True),
        ("X Templates", False),
        ("0_meta/Vorlagen", False),
        ("Template", False),
        ("CRM Template", True),
        ("Forms", True),
    ],
)
def test_folder_of_templates_is_not_read(folder: str, is_read: bool, vault: WriteVault) -> None:
    root = vault({f"{folder}/x.md": ""})
    assert list_notes(root) == ([f"{folder}/x.md"] if is_read else [])


def test_templates_of_templater_are_not_read(vault: WriteVault) -> None:
    settings = '{"templates_folder": "System/Forms"}'
    root = vault(
        {
            ".obsidian/plugins/templater-obsidian/data.json": settings,
            "System/Forms/x.md": "",
            "System/y.md": "",
        }
    )
    assert list_notes(root) == ["System/y.md"]


def test_templates_folder_of_obsidian_is_not_read(vault: WriteVault) -> None:
    root = vault(
        {
            ".obsidian/templates.json": '{"folder": "/Meta/Forms/"}',
            "meta/forms/x.md": "",
            "Meta/y.md": "",
        }
    )
    assert list_notes(root) == ["Meta/y.md"]


@pytest.mark.parametrize(
    ("pattern", "expected"),
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
def test_excluded_paths_are_not_read(pattern: str, expected: list[str], vault: WriteVault) -> None:
    paths = ("a.md", "Archive/b.md", "Archive/c.md", "Old/Archive/c.md")
    root = vault(dict.fromkeys(paths, ""))
    assert list_notes(root, Settings(exclude=(pattern,))) == expected


def test_excluded_path_matches_either_unicode_form_of_an_accent(vault: WriteVault) -> None:
    root = vault({"Jose\u0301/x.md": ""})
    assert list_notes(root, Settings(exclude=("Jos\u00e9/**",))) == []


def test_links_within_the_vault_are_followed_and_no_note_is_listed_twice(tmp_path: Path) -> None:
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

    expected = ["People/Ada.md", "People/Ben.md", "People/Deep/Cleo.md"]
    assert list_notes(root) == expected
    assert list_vault(root).diagnostics == ()
    readings = read_vault(root, Settings(), DailyNotes()).readings
    assert [reading.path for reading in readings if isinstance(reading.entity, Contact)] == expected


def test_vault_can_itself_be_reached_by_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real/Ada.md").write_text("")
    (tmp_path / "real/again").symlink_to(tmp_path / "vault")
    (tmp_path / "vault").symlink_to("real")
    assert list_notes(tmp_path / "vault") == ["Ada.md"]


def test_links_that_leave_the_vault_are_not_followed(tmp_path: Path) -> None:
    root = tmp_path / "Vault"
    outside = tmp_path / "Vault outside"
    root.mkdir()
    outside.mkdir()
    (outside / "Secret.md").write_text("")
    (root / "Secret.md").symlink_to("../Vault outside/Secret.md")
    (root / "All").symlink_to(outside)
    (root / "Up").symlink_to(tmp_path)
    (root / "passwd.md").symlink_to("/etc/passwd")
    assert list_notes(root) == []
    assert list_problems(root) == [
        (name, "not-opened") for name in ("All", "Secret.md", "Up", "passwd.md")
    ]


def test_pipes_and_sockets_are_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "Pipe.md")
    with socket.socket(socket.AF_UNIX) as listener:
        current_folder = Path.cwd()
        os.chdir(tmp_path)  # the path of a socket must be short, 108 bytes on Linux
        listener.bind("Socket.md")
        os.chdir(current_folder)
        assert list_problems(tmp_path) == [("Pipe.md", "not-opened"), ("Socket.md", "not-opened")]


def test_folder_without_permission_is_reported_and_hides_no_other(
    vault: WriteVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = vault({"People/Ada.md": "", "Secret/x.md": ""})
    scandir = os.scandir

    def scan_without_permission(path: str) -> Iterator[os.DirEntry[str]]:
        if path.endswith("Secret"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", scan_without_permission)
    assert list_notes(root) == ["People/Ada.md"]
    assert list_problems(root) == [("Secret", "unreadable-note")]


def test_name_that_is_not_utf8_is_reported(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.md")).write_text("")
    (tmp_path / os.fsdecode(b"caf\xe9")).mkdir()
    (tmp_path / "caf\u00e9.md").write_text("")
    assert list_notes(tmp_path) == ["caf\u00e9.md"]
    assert list_problems(tmp_path) == [("caf?", "unreadable-note"), ("caf?.md", "unreadable-note")]


def test_files_are_listed_in_the_order_of_their_paths(
    vault: WriteVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = vault({f"People/{name}.md": "" for name in "cabED"})
    listing = list_vault(root)
    scandir = os.scandir

    def scan_backwards(path: str) -> list[os.DirEntry[str]]:
        return sorted(scandir(path), key=lambda entry: entry.name, reverse=True)

    monkeypatch.setattr(os, "scandir", scan_backwards)
    assert list_vault(root) == listing
    assert [file.path for file in listing.notes] == [f"People/{name}.md" for name in "DEabc"]
    assert all(isinstance(file, VaultFile) for file in listing.notes)


def test_vault_that_holds_a_folder_is_found(tmp_path: Path) -> None:
    folder = tmp_path / "v/a/b"
    folder.mkdir(parents=True)
    assert find_vault_root(folder) == folder.resolve()
    (tmp_path / "v/.obsidian").mkdir()
    assert find_vault_root(folder) == (tmp_path / "v").resolve()
    (tmp_path / "v/a/netnotes.toml").write_text("")
    assert find_vault_root(folder) == (tmp_path / "v/a").resolve()


def test_contacts_in_the_templates_folder_are_read(vault: WriteVault) -> None:
    settings = '{"folder": "People"}'
    root = vault({".obsidian/templates.json": settings, "People/Ada Quill.md": ""})
    assert list_notes(root) == ["People/Ada Quill.md"]


@pytest.mark.parametrize("folder", ["\\u0000x", "\\ud800"])
def test_template_in_a_folder_that_can_have_no_such_name_is_none(
    vault: WriteVault, folder: str
) -> None:
    root = vault({".obsidian/templates.json": f'{{"folder": "{folder}"}}'})
    assert read_template(root, ("contact",)) == ""
