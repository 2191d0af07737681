"""A dashboard is refused in a folder with other files, of notes, or that would be published."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from netnotes.errors import NetnotesError
from netnotes.system import site_folder
from tests.site_folders import (
    NOTE_FOLDERS,
    build_site,
    read_stamps,
)
from tests.test_git import build_index, make_working_tree


def read_refusal(output: Path, vault_folder: Path) -> str:
    """Return the message of a refused build, and check that nothing has changed."""
    old_stamps = read_stamps(vault_folder.parent)
    with pytest.raises(NetnotesError) as refused:
        site_folder.prepare_folder(output, vault_folder, NOTE_FOLDERS)
    assert read_stamps(vault_folder.parent) == old_stamps
    assert refused.value.exit_code == 2
    assert str(output) in str(refused.value)
    return str(refused.value)


def test_output_that_is_a_link_is_refused(vault_folder: Path, output: Path) -> None:
    output.symlink_to(vault_folder.parent)
    assert "is a link" in read_refusal(output, vault_folder)
    output.unlink()
    output.symlink_to("nowhere")
    assert "Choose another folder with --output" in read_refusal(output, vault_folder)


def test_output_that_is_a_file_is_refused(vault_folder: Path, output: Path) -> None:
    output.write_text("mine")
    assert "is a file; the dashboard needs a folder" in read_refusal(output, vault_folder)


def test_vault_and_the_folders_that_hold_it_are_refused(vault_folder: Path) -> None:
    assert "is the folder of your notes itself" in read_refusal(vault_folder, vault_folder)
    assert "is a folder around your notes" in read_refusal(vault_folder.parent, vault_folder)
    assert "is a folder around your notes" in read_refusal(Path(vault_folder.anchor), vault_folder)


def test_vault_is_refused_under_another_name(vault_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "other").symlink_to(tmp_path)
    assert "is the folder of your notes itself" in read_refusal(
        tmp_path / "other" / "vault", vault_folder
    )
    assert "where your notes are" in read_refusal(
        tmp_path / "other" / "vault" / "People" / "x", vault_folder
    )
    with pytest.raises(NetnotesError, match="the folder of your notes itself"):
        site_folder.prepare_folder(vault_folder / "People" / "..", vault_folder, NOTE_FOLDERS)


@pytest.mark.parametrize(
    "folder", ["People", "People/site", "people", "CRM/Contacts", "CRM/Contacts/a/b"]
)
def test_folder_of_notes_is_refused(vault_folder: Path, folder: str) -> None:
    assert "where your notes are; its pages would lie among them" in read_refusal(
        vault_folder / folder, vault_folder
    )


def test_folder_of_notes_behind_a_link_is_refused(vault_folder: Path) -> None:
    (vault_folder / "CRM" / "Everybody").mkdir(parents=True)
    (vault_folder / "CRM" / "Contacts").symlink_to("Everybody")
    assert "in `CRM/Contacts`, where your notes are" in read_refusal(
        vault_folder / "CRM" / "Everybody" / "site", vault_folder
    )


def test_vault_with_notes_at_its_top_can_hold_its_dashboard(
    vault_folder: Path, output: Path
) -> None:
    for top in (".", ""):
        site_folder.prepare_folder(output, vault_folder, (top,))


@pytest.mark.parametrize(
    "name", ["public", "docs", "_site", "gh-pages", "public_html", "Public", "docs/private/crm"]
)
def test_folder_that_would_be_published_is_refused(vault_folder: Path, name: str) -> None:
    sentence = read_refusal(vault_folder / name, vault_folder)
    assert f"would be published: what lies in a folder called `{name.split('/')[0]}`" in sentence


def test_folder_of_a_web_server_is_refused(vault_folder: Path) -> None:
    assert "`/var/www`" in read_refusal(Path("/var/www/crm"), vault_folder)
    assert "`public_html`" in read_refusal(
        vault_folder.parent / "public_html" / "crm", vault_folder
    )
    assert "`docs`" in read_refusal(vault_folder.parent / "docs" / "crm", vault_folder)
    vault_folder = vault_folder.rename(vault_folder.parent / "gh-pages")
    assert "`gh-pages`" in read_refusal(vault_folder / "dashboard", vault_folder)


def test_published_git_tree_that_holds_the_vault_is_refused(tmp_path: Path) -> None:
    vault_folder = tmp_path / "docs" / "vault"
    vault_folder.mkdir(parents=True)
    (tmp_path / ".git").mkdir()
    assert "`docs`" in read_refusal(vault_folder / "dashboard", vault_folder)


def test_folder_names_far_above_the_vault_do_not_count(tmp_path: Path) -> None:
    vault_folder = tmp_path / "docs" / "Public" / "vault"
    vault_folder.mkdir(parents=True)
    site_folder.prepare_folder(vault_folder / "dashboard", vault_folder, NOTE_FOLDERS)
    site_folder.prepare_folder(vault_folder.parent / "beside", vault_folder, NOTE_FOLDERS)
    (vault_folder / ".git").mkdir()
    site_folder.prepare_folder(vault_folder / "second", vault_folder, NOTE_FOLDERS)


def test_folder_that_git_tracks_is_refused(vault_folder: Path, output: Path) -> None:
    make_working_tree(
        vault_folder.parent,
        build_index(
            b"vault/People/Ada Quill.md", b"vault/dashboard/index.html", b"vault/dashboard/x"
        ),
    )
    sentence = read_refusal(output, vault_folder)
    assert "git keeps 2 files" in sentence
    assert "`vault/dashboard/index.html`" in sentence
    assert "git rm -r --cached vault/dashboard" in sentence
    site_folder.prepare_folder(vault_folder / "elsewhere", vault_folder, NOTE_FOLDERS)


def test_folder_of_other_files_is_refused(vault_folder: Path, output: Path) -> None:
    (output / "photos").mkdir(parents=True)
    assert "holds files that netnotes did not write (such as `photos`)" in read_refusal(
        output, vault_folder
    )


@pytest.mark.parametrize("marker", ["empty", "other", "folder", "link", "pipe"])
def test_mark_that_is_not_ours_marks_nothing(
    vault_folder: Path, output: Path, tmp_path: Path, marker: str
) -> None:
    build_site(output)
    mark = output / ".netnotes"
    real = mark.rename(tmp_path / "real")
    if marker == "folder":
        mark.mkdir()
    elif marker == "link":
        mark.symlink_to(real)
    elif marker == "pipe":
        if not hasattr(os, "mkfifo"):
            pytest.skip("no pipes with names here")
        os.mkfifo(mark)
    else:
        mark.write_bytes(b"" if marker == "empty" else b"people/ada.html\n")
    assert "no list of those it did" in read_refusal(output, vault_folder)
