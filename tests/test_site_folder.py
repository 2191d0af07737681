"""The folder of a dashboard is private, and each file in it is ours and whole."""

from __future__ import annotations

import errno
import os
import shutil
import stat
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from netnotes.errors import NetnotesError
from netnotes.system import site_folder
from netnotes.system.atomic_files import build_temporary_path, write_new_file
from netnotes.system.site_folder import PageCounts
from tests.site_folders import (
    MARKS,
    NOTE_FOLDERS,
    PAGES,
    build_site,
    list_unchanged_pages,
    read_files,
    read_pages,
    read_stamps,
    write_site,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def test_folder_holds_the_pages_and_our_marks(output: Path) -> None:
    written, _ = build_site(output)
    assert written == PageCounts(5, 0, 0)
    assert read_files(output).keys() == PAGES.keys() | MARKS
    assert read_pages(output) == PAGES


def test_folder_is_excluded_from_git_and_backups(output: Path) -> None:
    build_site(output)
    assert "*" in (output / ".gitignore").read_text().splitlines()
    assert (
        (output / "CACHEDIR.TAG")
        .read_text()
        .startswith("Signature: 8a477f597d28d172789f06886806bc55\n")
    )


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_folder_is_private_under_any_umask(vault_folder: Path, umask: int) -> None:
    old_umask = os.umask(umask)
    try:
        output = vault_folder / "made" / "on the way"
        site_folder.prepare_folder(output, vault_folder, NOTE_FOLDERS)
        write_site(output, {**PAGES, "a/b/c.html": b"deep"}.items())
    finally:
        os.umask(old_umask)
    assert {stat.S_IMODE(path.stat().st_mode) for path in output.rglob("*") if path.is_file()} == {
        0o600
    }
    folders = [output, output.parent, *(path for path in output.rglob("*") if path.is_dir())]
    assert {stat.S_IMODE(path.stat().st_mode) for path in folders} == {0o700}
    assert len(folders) == 6


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_folder_open_to_others_becomes_private(output: Path) -> None:
    output.mkdir()
    output.chmod(0o755)
    build_site(output)
    assert stat.S_IMODE(output.stat().st_mode) == 0o700


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_open_folder_of_another_user_is_refused(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse_chmod(*_: object, **__: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    output.mkdir()
    output.chmod(0o755)
    monkeypatch.setattr(Path, "chmod", refuse_chmod)
    with monkeypatch.context() as patch:
        patch.setattr(os, "getuid", lambda: output.stat().st_uid + 1)
        with pytest.raises(NetnotesError, match="somebody else's folder"):
            build_site(output)
    assert read_files(output) == {}
    build_site(output)  # but on a disk without modes, your own folder will do


def test_second_build_writes_nothing(output: Path) -> None:
    _, states = build_site(output)
    old_stamps = read_stamps(output)
    written, new_states = build_site(output)
    assert (written, new_states) == (PageCounts(0, 5, 0), states)
    assert read_stamps(output) == old_stamps
    written, kept_states = build_site(
        output, {}, {path: states[path] for path in list_unchanged_pages(output, states)}
    )
    assert (written, kept_states) == (PageCounts(0, 5, 0), states)
    assert read_stamps(output) == old_stamps


def test_only_a_changed_page_is_written(output: Path) -> None:
    _, states = build_site(output)
    old_stamps = read_stamps(output)
    written, new_states = build_site(output, {**PAGES, "index.html": b"<h1>Next week</h1>"})
    assert written == PageCounts(1, 4, 0)
    assert {
        Path(path).name for path, stamp in read_stamps(output).items() if old_stamps[path] != stamp
    } == {*("dashboard", "index.html")}
    assert {path for path in states if states[path] != new_states[path]} == {"index.html"}
    assert (output / "index.html").read_bytes() == b"<h1>Next week</h1>"


def test_page_is_unchanged_until_its_file_changes(output: Path) -> None:
    _, states = build_site(output)
    assert list_unchanged_pages(output, states) == PAGES.keys()
    (output / "index.html").unlink()
    (output / "style.css").write_bytes(b"body{color:red}")
    os.utime(output / "goals/lead-0a0a0a.html", ns=(0, 0))
    ben = output / "people/ben-okafor-4d5e6f.html"
    ben.rename(output / "moved")
    ben.symlink_to("../moved")
    assert list_unchanged_pages(output, states) == {"people/ada-quill-1a2b3c.html"}
    assert build_site(
        output,
        {key: PAGES[key] for key in PAGES if key != "people/ada-quill-1a2b3c.html"},
        {"people/ada-quill-1a2b3c.html": states["people/ada-quill-1a2b3c.html"]},
    )[0] == PageCounts(3, 2, 0)
    (output / "moved").unlink()
    assert read_pages(output) == PAGES


def test_page_changed_by_hand_is_written_again(output: Path) -> None:
    build_site(output)
    (output / "index.html").write_bytes(PAGES["index.html"].swapcase())
    assert build_site(output)[0] == PageCounts(1, 4, 0)
    assert read_pages(output) == PAGES


def test_stale_pages_and_empty_folders_are_removed(output: Path) -> None:
    build_site(output, {**PAGES, "a/b/c.html": b"deep"})
    fewer = {path: PAGES[path] for path in ("index.html", "people/ada-quill-1a2b3c.html")}
    assert build_site(output, fewer)[0] == PageCounts(0, 2, 4)
    assert read_pages(output) == fewer
    assert sorted(path.name for path in output.iterdir() if path.is_dir()) == ["people"]
    assert build_site(output, PAGES)[0] == PageCounts(3, 2, 0)


def test_file_of_the_user_is_not_removed(output: Path) -> None:
    build_site(output)
    user_files = {
        "notes.txt": b"mine",
        "goals/mine.html": b"mine",
        "mine/a.html": b"mine",
        ".hidden": b"mine",
    }
    for name, content in user_files.items():
        (output / name).parent.mkdir(exist_ok=True)
        (output / name).write_bytes(content)
    goal = output / "goals" / "lead-0a0a0a.html"
    goal.unlink()
    goal.mkdir()  # something of the user in the place of a page
    assert build_site(output, {"index.html": b"alone"})[0] == PageCounts(1, 0, 3)
    assert read_pages(output) == {"index.html": b"alone", **user_files}
    assert goal.is_dir()


@pytest.mark.parametrize("content", [b"mine", PAGES["people/ada-quill-1a2b3c.html"]])
def test_file_of_the_user_is_not_overwritten_by_a_page(output: Path, content: bytes) -> None:
    build_site(output, {"index.html": b"before"})
    (output / "people").mkdir()
    user_file = output / "people" / "ada-quill-1a2b3c.html"
    user_file.write_bytes(content)
    with pytest.raises(
        NetnotesError, match=r"ada-quill-1a2b3c\.html was not made by netnotes.*Move it away"
    ):
        build_site(output)
    assert read_pages(output) == {"index.html": b"before", "people/ada-quill-1a2b3c.html": content}
    user_file.unlink()
    build_site(output)
    assert read_pages(output) == PAGES


@pytest.mark.parametrize("obstacle", ["link", "file"])
def test_pages_are_not_written_through_a_link(
    vault_folder: Path, output: Path, obstacle: str
) -> None:
    build_site(output, {"index.html": b"before"})
    people = output / "people"
    if obstacle == "link":
        people.symlink_to(vault_folder / "People")
    else:
        people.write_bytes(b"mine")
    with pytest.raises(NetnotesError, match=r"dashboard.people was not made by netnotes"):
        build_site(output)
    assert (output / "index.html").read_bytes() == b"before"
    assert read_files(vault_folder / "People").keys() == {"Ada Quill.md"}


def test_nothing_is_removed_through_a_link(vault_folder: Path, output: Path) -> None:
    build_site(output)
    shutil.rmtree(output / "people")
    (vault_folder / "People" / "ada-quill-1a2b3c.html").write_bytes(b"mine")
    (output / "people").symlink_to(vault_folder / "People")
    with pytest.raises(NetnotesError, match="was not made by netnotes"):
        build_site(output, {"index.html": b"alone"})
    assert (vault_folder / "People" / "ada-quill-1a2b3c.html").read_bytes() == b"mine"


@pytest.mark.parametrize("target", ["nowhere", "goals.html", "../People"])
def test_link_of_the_user_at_the_place_of_a_page_is_left_alone(output: Path, target: str) -> None:
    """Also one that leads to nothing, which is no file for most questions."""
    build_site(output, {"index.html": b"front"})
    (output / "goals.html").write_bytes(b"mine")
    (output / "people.html").symlink_to(target)

    with pytest.raises(NetnotesError, match="was not made by netnotes"):
        build_site(output, {"index.html": b"front", "people.html": b"everybody"})

    assert (output / "people.html").is_symlink()


def test_forged_page_list_leads_to_no_file_outside(vault_folder: Path, output: Path) -> None:
    build_site(output)
    with (output / ".netnotes").open("a") as file:
        file.write(
            f"../People/Ada Quill.md\n{vault_folder}/People/Ada Quill.md\n../netnotes.toml\n.gitignore\n"
            "people/../x\n"
        )
    (vault_folder / "netnotes.toml").touch()
    build_site(output, {"index.html": b"alone"})
    assert (vault_folder / "People" / "Ada Quill.md").exists()
    assert (vault_folder / "netnotes.toml").exists()
    assert (output / ".gitignore").exists()


@pytest.mark.parametrize("name", [".gitignore", "CACHEDIR.TAG"])
def test_mark_that_is_a_link_is_replaced_not_followed(
    vault_folder: Path, output: Path, name: str
) -> None:
    build_site(output)
    (output / name).unlink()
    (output / name).symlink_to(vault_folder / "People" / "Ada Quill.md")
    build_site(output)
    assert (vault_folder / "People" / "Ada Quill.md").read_text().startswith("---")
    assert not (output / name).is_symlink()


def test_nothing_changes_when_a_page_cannot_be_rendered(output: Path) -> None:
    build_site(output)
    old_stamps = read_stamps(output)

    def render_pages() -> Iterator[tuple[str, bytes]]:
        yield from ((path, b"new") for path in PAGES)
        raise FileNotFoundError("a template")

    with pytest.raises(FileNotFoundError):  # a bug, and not reported as a disk error
        write_site(output, render_pages())
    assert {path: stamp for path, stamp in read_stamps(output).items() if path != str(output)} == {
        path: stamp for path, stamp in old_stamps.items() if path != str(output)
    }


@pytest.mark.parametrize(
    "path", ["../x.html", "/x.html", "a//b.html", ".netnotes", "a/.b", "a\\b", "c:x", "", "a\n"]
)
def test_path_that_leads_out_of_the_folder_is_a_bug(output: Path, path: str) -> None:
    site_folder.prepare_folder(output, output.parent, NOTE_FOLDERS)
    with pytest.raises(ValueError, match="not the path of a page"):
        write_site(output, [(path, b"x")])


def test_page_given_twice_is_a_bug(output: Path) -> None:
    site_folder.prepare_folder(output, output.parent, NOTE_FOLDERS)
    build_site(output)
    with pytest.raises(ValueError, match="twice the same"):
        write_site(output, [*PAGES.items(), ("index.html", PAGES["index.html"])])
    assert read_pages(output) == PAGES


MANY = {f"people/p{number}.html": f"page {number}".encode() for number in range(700)} | {
    "index.html": b"front"
}


def test_many_pages_are_written_like_few(output: Path) -> None:
    written, states = build_site(output, MANY)
    assert written == PageCounts(701, 0, 0)
    assert read_pages(output) == MANY
    assert list_unchanged_pages(output, states) == MANY.keys() == states.keys()


def test_failure_among_many_pages_leaves_the_old_ones(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_site(output)

    def fail_on_full_disk(path: str, content: bytes, mode: int, *, flush: bool) -> os.stat_result:
        if content == b"page 400":
            raise OSError(errno.ENOSPC, "No space left on device")
        return write_new_file(path, content, mode, flush=flush)

    monkeypatch.setattr("netnotes.system.site_folder.write_new_file", fail_on_full_disk)
    with pytest.raises(NetnotesError, match="the disk is full"):
        build_site(output, MANY)
    assert read_pages(output) == PAGES


def test_front_page_is_moved_into_place_last(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    moved_names: list[str] = []
    replace = os.replace

    def log_replace(source: str, target: str | Path) -> None:
        moved_names.append(Path(target).name)
        replace(source, target)

    site_folder.prepare_folder(output, output.parent, NOTE_FOLDERS)
    monkeypatch.setattr(os, "replace", log_replace)
    write_site(output, PAGES.items())
    assert moved_names[0] == ".netnotes"
    assert moved_names[-1] == "index.html"
    assert len(moved_names) == 6


@pytest.mark.skipif(not hasattr(os, "O_DIRECTORY"), reason="folders can't be flushed here")
def test_removed_page_leaves_the_list_after_it_left_the_disk(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_site(output)
    calls: list[str] = []
    unlink, rmdir, fsync, replace = os.unlink, os.rmdir, os.fsync, os.replace

    def log_fsync(descriptor: int) -> None:
        name = next(
            (path.name for path in (output, output / "people") if is_open(path, descriptor)), "file"
        )
        calls.append(f"flush {name}")
        fsync(descriptor)

    def log_call(action: str, path: str | Path) -> None:
        calls.append(f"{action} {Path(path).name}")

    def log_unlink(path: str) -> None:
        log_call("remove", path)
        unlink(path)

    def log_rmdir(path: Path) -> None:
        log_call("remove", path)
        rmdir(path)

    def log_replace(source: Path, target: Path) -> None:
        log_call("replace", target)
        replace(source, target)

    monkeypatch.setattr(os, "unlink", log_unlink)
    monkeypatch.setattr(os, "rmdir", log_rmdir)
    monkeypatch.setattr(os, "fsync", log_fsync)
    monkeypatch.setattr(os, "replace", log_replace)
    stale = ("people/ada-quill-1a2b3c.html", "goals/lead-0a0a0a.html")
    build_site(output, {path: content for path, content in PAGES.items() if path not in stale})
    assert calls == [
        *(
            "remove lead-0a0a0a.html",
            "remove ada-quill-1a2b3c.html",
            "flush people",
            "remove goals",
        ),
        *("flush dashboard", "flush file", "replace .netnotes", "flush dashboard"),
    ]


def is_open(path: Path, descriptor: int) -> bool:
    return os.path.samestat(path.stat(), os.fstat(descriptor))


def test_leftovers_of_killed_runs_are_removed(output: Path) -> None:
    build_site(output)
    build_temporary_path(output).write_bytes(b"half a li")
    staging = build_temporary_path(output)
    staging.mkdir()
    (staging / "0").write_bytes(b"half a pa")
    build_site(output)
    assert read_files(output).keys() == PAGES.keys() | MARKS


def test_folder_with_only_our_temporaries_counts_as_empty(output: Path) -> None:
    output.mkdir()
    build_temporary_path(output).write_bytes(b"# This fol")
    build_site(output)
    assert read_files(output).keys() == PAGES.keys() | MARKS


def test_path_that_cannot_be_written_is_named(vault_folder: Path) -> None:
    (vault_folder / "file").touch()
    with pytest.raises(NetnotesError, match=r"The dashboard can't be written: .*file.*--output"):
        site_folder.prepare_folder(vault_folder / "file" / "dashboard", vault_folder, NOTE_FOLDERS)


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (errno.EROFS, "the disk is read-only"),
        (errno.EACCES, "you may not write there"),
        (errno.ENOSPC, "the disk is full"),
        (errno.EIO, os.strerror(errno.EIO)),
    ],
)
def test_disk_error_becomes_a_sentence(
    output: Path, monkeypatch: pytest.MonkeyPatch, number: int, reason: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(os, "mkdir", fail)
        with pytest.raises(NetnotesError, match=f"^The dashboard can't be written: {reason}"):
            build_site(output)
    build_site(output)
    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(
        NetnotesError, match=f"^The dashboard can't be written: {reason}.*Every page .* is whole"
    ):
        build_site(output, dict.fromkeys(PAGES, b"new"))
    assert read_pages(output) == PAGES


CALLS = ("write", "fsync", "replace", "mkdir", "unlink", "rmdir", "open")


@pytest.mark.parametrize("call", CALLS)
def test_every_page_is_old_or_new_whichever_call_fails(
    output: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    new = {
        **PAGES,
        "index.html": b"new front",
        "people/cleo-7a7a7a.html": b"Cleo",
        "events/fair-1.html": b"Fair",
    }
    del new["goals/lead-0a0a0a.html"]
    whole = getattr(os, call)
    for failing in range(1, 100):
        shutil.rmtree(output, ignore_errors=True)
        build_site(output)
        (output / "people" / "mine.txt").write_bytes(b"mine")
        calls = 0

        def fails_once(*args: object, failing: int = failing, **named: object) -> object:
            nonlocal calls
            calls += 1
            if calls == failing:
                raise OSError(errno.ENOSPC, "No space left on device")
            return whole(*args, **named)

        refused = False
        with monkeypatch.context() as patch:
            patch.setattr(os, call, fails_once)
            try:
                build_site(output, new)
            except NetnotesError as error:
                refused = True
                assert "the disk is full" in str(error)
        assert_old_or_new(output, PAGES, new)
        build_site(output, new)
        assert read_pages(output) == {**new, "people/mine.txt": b"mine"}
        assert calls == failing or not list(output.glob(".netnotes-*"))
        if calls < failing:
            assert not refused
            break
    assert 1 < failing < 99, "the sweep met no call, or no end"


def assert_old_or_new(output: Path, old: Mapping[str, bytes], new: Mapping[str, bytes]) -> None:
    """Check that every page is the whole old or new one.

    A new front page comes with every page that it links to.
    """
    pages = read_pages(output)
    assert pages.pop("people/mine.txt") == b"mine"
    pages = {path: content for path, content in pages.items() if not path.startswith(".netnotes-")}
    assert pages.keys() <= old.keys() | new.keys()
    assert pages.keys() >= old.keys() & new.keys()
    for path, content in pages.items():
        assert content in (old.get(path), new.get(path)), path
    if pages["index.html"] == new["index.html"]:
        assert new.items() <= pages.items()
