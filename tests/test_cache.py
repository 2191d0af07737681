"""Cached readings and results are loaded unchanged, and used only while they are valid."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

import netnotes.vault.cache
from netnotes.cli import run
from netnotes.reading.reader import read_source
from netnotes.system.cache_store import CACHE_FILE_NAME
from netnotes.system.file_stamp import FileStamp
from netnotes.vault.cache import (
    NO_PAGES,
    CachedNote,
    CachedPage,
    CachedPages,
    CachedResult,
    InputDigests,
    SharedResultCache,
    build_empty_cache,
    compute_cache_key,
    decode_diagnostics,
    decode_reading,
    encode_diagnostics,
    encode_reading,
    find_result,
    list_note_changes,
    list_page_changes,
    list_result_changes,
    load_cache,
    load_cached_pages,
    save_changes,
)
from netnotes.vault.listing import VaultFile
from netnotes.vault.load import load_vault
from netnotes.vault.paths import find_vault
from netnotes.vault.pictures import MAX_PICTURE_BYTES, identify_picture
from tests.conftest import TODAY
from tests.notes import read_note_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from netnotes.model.reading import Reading
    from netnotes.reading.note import Source

    WriteVault = Callable[[dict[str, str]], Path]

TODAY_OPTION = ["--today", TODAY.isoformat()]


def build(folder: Path, *options: str) -> None:
    assert run(["build", str(folder), *TODAY_OPTION, "--quiet", *options]) == 0


def read_pages(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "dashboard").rglob("*.html")}


def make_cached_note(number: int) -> CachedNote:
    encoded_reading = msgspec.Raw(msgspec.msgpack.encode("reading"))
    file = VaultFile(f"{number}.md", number, 1, 1, number)
    return CachedNote(file, f"{number}", encoded_reading, b"public part", True)


def make_cached_page(number: int) -> CachedPage:
    return CachedPage(f"{number}", bytes([number]), FileStamp(number, 1, 1))


def test_readings_are_decoded_as_they_were_encoded(example: Path) -> None:
    strangers = Path(__file__).parent / "strangers"
    folders = [example, *(path for path in sorted(strangers.iterdir()) if path.is_dir())]
    readings: list[Reading] = []
    for folder in folders:
        readings += load_vault(find_vault(folder), TODAY).vault.readings

    assert len(readings) > 100
    assert [decode_reading(encode_reading(reading)) for reading in readings] == readings


def test_damaged_readings_and_names_that_are_not_utf8_are_not_cached() -> None:
    encoded = encode_reading(read_note_text("purpose: To learn"))
    damaged = (b"", encoded[:-1], encoded[1:], b"\xc1")

    assert decode_reading(encoded)
    assert [decode_reading(content) for content in damaged] == [None] * 4
    assert encode_reading(read_note_text("purpose: To learn", path="People/Ren\udce9.md")) == b""


def test_diagnostics_are_decoded_as_they_were_encoded(example: Path) -> None:
    diagnostics = load_vault(find_vault(example), TODAY).network_diagnostics
    encoded = encode_diagnostics(diagnostics)

    assert diagnostics
    assert decode_diagnostics(encoded) == diagnostics
    assert decode_diagnostics(encoded[:-1]) is None


def test_notes_and_results_are_loaded_as_they_were_saved(tmp_path: Path) -> None:
    notes = {f"{number}.md": make_cached_note(number) for number in range(100)}
    results = {"link graph": CachedResult(b"inputs", b"graph")}
    cache = build_empty_cache("key")

    changes = list_note_changes(cache, notes) | list_result_changes(cache, results)
    save_changes(tmp_path, "key", changes)
    cache = load_cache(tmp_path, "key")
    assert (cache.notes, cache.results) == (notes, results)
    assert load_cache(tmp_path, "another key") == build_empty_cache("another key")

    del notes["7.md"]
    notes["100.md"] = make_cached_note(100)
    changes = list_note_changes(cache, notes)
    assert changes["notes"].changed.keys() == {"100.md"}
    assert changes["notes"].removed == ("7.md",)
    save_changes(tmp_path, "key", changes)
    assert load_cache(tmp_path, "key").notes == notes
    assert list_note_changes(load_cache(tmp_path, "key"), notes) == {}


def test_pages_are_cached_by_output_folder(tmp_path: Path) -> None:
    pages = {f"{number}.html": make_cached_page(number) for number in range(100)}
    built = CachedPages(pages, InputDigests(b"shared", b"all"))

    save_changes(tmp_path, "key", list_page_changes("left", NO_PAGES, built))

    assert load_cached_pages(tmp_path, "key", "left") == built
    assert load_cached_pages(tmp_path, "key", "right") == NO_PAGES


def test_result_is_only_found_for_the_inputs_it_was_made_from(tmp_path: Path) -> None:
    SharedResultCache(tmp_path, build_empty_cache("key"), b"inputs").store("mix", b"content")
    SharedResultCache(tmp_path, build_empty_cache("key"), b"").store("other", b"content")
    cache = load_cache(tmp_path, "key")

    assert SharedResultCache(tmp_path, cache, b"inputs").load("mix") == b"content"
    assert find_result(cache, "mix", b"other inputs") == b""
    assert SharedResultCache(tmp_path, cache, b"").load("other") == b""


def test_values_of_the_wrong_form_are_not_used(tmp_path: Path) -> None:
    notes: Any = {"1.md": "no note"}
    save_changes(tmp_path, "key", list_note_changes(build_empty_cache("key"), notes))

    assert load_cache(tmp_path, "key") == build_empty_cache("key")


def test_edited_note_is_cached_with_its_new_text(vault: WriteVault) -> None:
    folder = vault(
        {f"People/Ada {number}.md": "---\npurpose: To learn\n---\n" for number in range(40)}
    )
    build(folder)
    with (folder / "People/Ada 7.md").open("a") as file:
        file.write("- 2026-11-02 call: Talked.\n")
    build(folder)

    loaded = load_vault(find_vault(folder), TODAY)
    assert decode_reading(loaded.cache.notes["People/Ada 7.md"].reading) in loaded.vault.readings


def test_note_with_a_new_time_and_the_same_bytes_is_not_read_again(
    vault: WriteVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A checkout gives every note another time and the same bytes."""
    folder = vault(
        {
            "People/Ada.md": "---\npurpose: To learn\n---\n",
            "People/Ben.md": "---\npurpose: x\n---\n",
        }
    )
    build(folder)
    before = load_vault(find_vault(folder), TODAY).vault.readings
    (folder / "People/Ada.md").touch()
    (folder / "People/Ben.md").write_text("---\npurpose: y\n---\n")
    read_paths: list[str] = []

    def read_and_record(source: Source, *arguments: Any) -> Reading:
        read_paths.append(source.path)
        return read_source(source, *arguments)

    monkeypatch.setattr("netnotes.reading.reader.read_source", read_and_record)
    after = load_vault(find_vault(folder), TODAY).vault.readings
    assert read_paths == ["People/Ben.md"]
    assert after[0] == before[0] != after[1]


def forbid_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every note that is read fail the test; the cache takes all of them for settled."""
    monkeypatch.setattr(
        "netnotes.reading.reader.read_source", lambda *_: pytest.fail("a note was read again")
    )


@pytest.fixture
def two_people(vault: WriteVault, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A vault whose files have not changed for long."""
    folder = vault(
        {
            "People/Ada.md": "---\ntier: monthly\n---\n",
            "People/Ben.md": "---\nknows: ['[[Ada]]']\n---\n",
        }
    )
    for note in (folder / "People").iterdir():
        os.utime(note, (0, 0))
    monkeypatch.setattr("netnotes.vault.read_notes.RACY_NANOSECONDS", -(10**18))
    return folder


def test_notes_are_not_cached_of_a_folder_without_contacts(vault: WriteVault) -> None:
    folder = vault({"Nobody/x.md": ""}) / "Nobody"

    assert run(["due", str(folder), *TODAY_OPTION]) == 0

    assert not find_vault(folder).cache_folder.exists()


def test_verb_uses_the_readings_of_another_verb(
    two_people: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(["due", str(two_people), *TODAY_OPTION]) == 0
    cache_file = find_vault(two_people).cache_folder / CACHE_FILE_NAME
    content = cache_file.read_bytes()

    forbid_reading(monkeypatch)
    for verb in (
        ["who", "--vault", str(two_people), "ada"],
        ["mix", str(two_people)],
        ["due", str(two_people)],
    ):
        assert run([*verb, *TODAY_OPTION]) == 0
    assert cache_file.read_bytes() == content


def test_due_reads_nothing_again_after_a_build_to_another_folder(
    two_people: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(two_people, "--output", str(tmp_path / "elsewhere"))

    forbid_reading(monkeypatch)
    assert run(["due", str(two_people), *TODAY_OPTION]) == 0


def test_build_makes_the_page_of_a_note_that_another_verb_has_read(two_people: Path) -> None:
    build(two_people)
    (two_people / "People/Ben.md").write_text("---\ntier: weekly\nknows: ['[[Ada]]']\n---\nNew.\n")
    assert run(["due", str(two_people), *TODAY_OPTION]) == 0

    build(two_people)

    pages = read_pages(two_people)
    assert b"New." in b"".join(pages.values())
    build(two_people, "--full")
    assert read_pages(two_people) == pages


def test_each_output_folder_is_brought_up_to_date_on_its_own(
    two_people: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere" / "dashboard"
    build(two_people)
    build(two_people, "--output", str(elsewhere))
    (two_people / "People/Ben.md").write_text("---\ntier: weekly\nknows: ['[[Ada]]']\n---\nNew.\n")
    build(two_people)

    build(two_people, "--output", str(elsewhere))

    assert read_pages(elsewhere.parent) == read_pages(two_people)


def test_full_build_leaves_nothing_of_deleted_notes_in_the_cache(two_people: Path) -> None:
    build(two_people)
    (two_people / "People/Ben.md").unlink()
    build(two_people, "--full")

    loaded = load_vault(find_vault(two_people), TODAY)
    assert loaded.cache.notes.keys() == {"People/Ada.md"}


@pytest.mark.parametrize("module", netnotes.vault.cache.PACKAGES_IN_KEY)
def test_key_changes_with_the_version_of_a_package_that_renders(
    module: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A security fix in such a package must reach the pages that are up to date otherwise."""
    distribution = netnotes.vault.cache.PACKAGES_IN_KEY[module]
    (tmp_path / module).mkdir()
    (tmp_path / module / "__init__.py").touch()
    metadata = tmp_path / f"{distribution}-1.0.0.dist-info"
    metadata.mkdir()
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(
        "netnotes.vault.cache.find_spec",
        lambda name: FakeSpec(tmp_path / module / "__init__.py") if name == module else None,
    )

    old_key = compute_cache_key()
    assert compute_cache_key() == old_key
    metadata.rename(tmp_path / f"{distribution}-1.0.1.dist-info")
    assert compute_cache_key() != old_key


class FakeSpec:
    """The location of a package, in place of the import system's answer."""

    def __init__(self, origin: Path) -> None:
        self.origin = str(origin)


def test_version_of_every_package_is_found() -> None:
    names = list(netnotes.vault.cache._list_package_versions())

    distributions = {name.partition("-")[0].lower() for name in names}
    assert distributions == set(netnotes.vault.cache.PACKAGES_IN_KEY.values())


# What neither reads a note nor renders a page.
PACKAGES_NOT_IN_KEY = {
    "phonenumberslite",
    "platformdirs",
    "python_dateutil",
    "questionary",
    "starlette",
    "tomlkit",
    "uvicorn",
    "watchdog",
}


def test_every_package_of_the_project_is_in_the_key_or_known_not_to_render() -> None:
    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text())["project"]
    packages = {
        re.split(r"[^\w.-]", dependency)[0].lower().replace("-", "_")
        for dependency in project["dependencies"]
    }

    in_key = set(netnotes.vault.cache.PACKAGES_IN_KEY.values())
    assert packages <= in_key | PACKAGES_NOT_IN_KEY
    assert not in_key & PACKAGES_NOT_IN_KEY


def test_every_package_that_a_build_imports_is_in_the_key(example: Path, tmp_path: Path) -> None:
    """Also what they import themselves: a fix in `mdurl` must reach every page, too."""
    program = (
        "import sys; from netnotes.cli import run\n"
        f"assert run(['build', {str(example)!r}, '--output', {str(tmp_path / 'site')!r}, '--full',"
        " '--today', '2026-11-20', '--quiet']) == 0\n"
        "print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    )
    result = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    # These render nothing.
    others = {"netnotes", "platformdirs", "typing_extensions", "_distutils_hack", "__editable__"}
    modules = set(result.stdout.split()) - others
    installed = {name for name in modules if name in packages_distributions()}
    assert installed <= netnotes.vault.cache.PACKAGES_IN_KEY.keys() | {"_yaml"}
    assert len(installed) > 5


@pytest.mark.parametrize(
    "name", ["markdown-it-py-{}.dist-info", "Markdown_It.Py-{}.egg-info", "markdown_it_py-{}-info"]
)
def test_version_is_found_however_the_folder_is_spelt(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / name.format("1.0")).mkdir()
    monkeypatch.setattr(
        "netnotes.vault.cache.find_spec",
        lambda module: FakeSpec(tmp_path / module / "__init__.py"),
    )

    old_key = compute_cache_key()
    (tmp_path / name.format("1.0")).rename(tmp_path / name.format("1.1"))
    assert compute_cache_key() != old_key


def test_picture_that_changes_in_size_and_time_as_before_is_copied_again(
    vault: Callable[[dict[str, str]], Path], tmp_path: Path
) -> None:
    root = vault({"People/Ada.md": "---\nphoto: ada.png\n---\n"})
    picture, output = root / "ada.png", tmp_path / "site"
    picture.write_bytes(b"\x89PNG\r\n\x1a\none")
    arguments = ["build", str(root), "--output", str(output), "--today", "2026-11-20", "--quiet"]
    assert run(arguments) == 0
    status = picture.stat()

    while picture.stat().st_ctime_ns == status.st_ctime_ns:
        with picture.open("r+b") as file:
            file.write(b"\x89PNG\r\n\x1a\ntwo")
        os.utime(picture, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert run(arguments) == 0

    (copy,) = (output / "pictures").iterdir()
    assert copy.read_bytes().endswith(b"two")


@pytest.mark.parametrize(("size", "is_shown"), [(MAX_PICTURE_BYTES, True), (9 << 20, False)])
def test_picture_that_is_too_large_for_a_portrait_is_not_copied(
    size: int, is_shown: bool, tmp_path: Path
) -> None:
    with (tmp_path / "ada.png").open("wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n")
        file.truncate(size)

    assert (identify_picture(tmp_path, "ada.png") is not None) == is_shown
