"""What is remembered comes back as it was, little by little, and torn it is only forgotten."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from netnotes.cli import run
from netnotes.reading.reader import read_source as read_source
from netnotes.system.file_stamp import FileStamp
from netnotes.vault.cache import (
    CACHE_FILE_NAME,
    MAX_CHANGES,
    SHARED_VALUE_FILE_NAME,
    UNUSED_DAYS,
    Cache,
    CachedGraph,
    CachedNote,
    CachedPage,
    InputDigests,
    build_empty_cache,
    decode_reading,
    encode_reading,
    load_cache,
    save_cache,
)
from netnotes.vault.listing import VaultFile
from netnotes.vault.load import load_vault
from netnotes.vault.paths import find_vault
from tests.conftest import TODAY
from tests.notes import reading

if TYPE_CHECKING:
    from collections.abc import Callable

    from netnotes.reading.note import Source
    from netnotes.reading.reader import Reading

    WriteVault = Callable[[dict[str, str]], Path]


def test_every_reading_is_unpacked_as_it_was_packed(example: Path) -> None:
    strangers = Path(__file__).parent / "strangers"
    folders = [example, *(path for path in sorted(strangers.iterdir()) if path.is_dir())]
    readings = [
        one for folder in folders for one in load_vault(find_vault(folder), TODAY).vault.readings
    ]
    assert len(readings) > 100
    assert [decode_reading(encode_reading(one)) for one in readings] == readings


def test_bytes_that_hold_no_reading_and_names_that_are_no_text_are_read_again() -> None:
    whole = encode_reading(reading("purpose: To learn"))
    assert decode_reading(whole)
    assert [decode_reading(torn) for torn in (b"", whole[:-1], whole[1:], b"\xc1")] == [None] * 4
    assert encode_reading(reading("purpose: To learn", path="People/Ren\udce9.md")) == b""


AROUND = InputDigests(b"around", b"all")
TOGETHER = CachedGraph(b"outward", TODAY, (), b"web")


def note(number: int) -> CachedNote:
    said = msgspec.Raw(msgspec.msgpack.encode("said"))
    return CachedNote(
        VaultFile(f"{number}.md", number, 1, 1, number), f"{number}", said, b"shown", True
    )


def page(number: int) -> CachedPage:
    return CachedPage(bytes([number]), FileStamp(number, 1, 1))


def test_what_has_changed_is_written_beside_the_rest_until_it_is_too_much(tmp_path: Path) -> None:
    file = tmp_path / CACHE_FILE_NAME
    notes = {f"{number}.md": note(number) for number in range(100)}
    pages = {f"{number}.html": page(number) for number in range(100)}
    known = build_empty_cache("key")
    sizes, changes = [], []
    for at in range(MAX_CHANGES + 3):
        save_cache(tmp_path, known, notes, pages, AROUND, TOGETHER)
        known = load_cache(tmp_path, "key")
        assert known == Cache("key", notes, pages, AROUND, TOGETHER, known.change_count)
        sizes.append(file.stat().st_size)
        changes.append(known.change_count)
        del notes[f"{at}.md"]
        notes[f"{100 + at}.md"] = note(at)
        pages["0.html"] = page(at)
    assert changes == [*range(1, MAX_CHANGES + 1), 1, 2, 3]
    assert sizes[1] - sizes[0] < sizes[0] / 20
    save_cache(tmp_path, known, {path: note(7) for path in notes}, pages)  # everything is new
    assert load_cache(tmp_path, "key").change_count == 1
    before = file.read_bytes()
    save_cache(
        tmp_path, load_cache(tmp_path, "key"), {path: note(7) for path in notes}, pages
    )  # nothing is
    assert file.read_bytes() == before


def test_a_torn_memory_is_what_it_was_a_change_ago_or_nothing(tmp_path: Path) -> None:
    save_cache(tmp_path, build_empty_cache("key"), {f"{at}.md": note(at) for at in range(9)}, {})
    first = load_cache(tmp_path, "key")
    size = (tmp_path / CACHE_FILE_NAME).stat().st_size
    save_cache(tmp_path, first, {**first.notes, "9.md": note(9)}, {})
    whole = (tmp_path / CACHE_FILE_NAME).read_bytes()
    assert len(whole) > size
    assert load_cache(tmp_path, "another key") == build_empty_cache("another key")
    for end in range(len(whole)):
        (tmp_path / CACHE_FILE_NAME).write_bytes(whole[:end])
        assert load_cache(tmp_path, "key") in (build_empty_cache("key"), first)
    assert load_cache(tmp_path / "nowhere", "key") == build_empty_cache("key")


def test_a_build_remembers_what_a_changed_note_says_now(vault: WriteVault) -> None:
    folder = vault(
        {f"People/Ada {number}.md": "---\npurpose: To learn\n---\n" for number in range(40)}
    )
    build = ["build", str(folder), "--today", TODAY.isoformat(), "--quiet"]
    place = find_vault(folder)
    assert run(build) == 0
    with (folder / "People/Ada 7.md").open("a") as file:
        file.write("- 2026-11-02 call: Talked.\n")
    assert run(build) == 0
    told = load_vault(place, TODAY)
    assert decode_reading(told.cache.notes["People/Ada 7.md"].reading) in told.vault.readings


def test_a_note_whose_bytes_are_what_they_were_says_what_it_said(
    vault: WriteVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A checkout gives every note another time and the same bytes."""
    folder = vault(
        {
            "People/Ada.md": "---\npurpose: To learn\n---\n",
            "People/Ben.md": "---\npurpose: x\n---\n",
        }
    )
    assert run(["build", str(folder), "--today", TODAY.isoformat(), "--quiet"]) == 0
    before = load_vault(find_vault(folder), TODAY).vault.readings
    (folder / "People/Ada.md").touch()
    (folder / "People/Ben.md").write_text("---\npurpose: y\n---\n")
    read: list[str] = []

    def noted(source: Source, *more: Any) -> Reading:
        read.append(source.path)
        return read_source(source, *more)

    monkeypatch.setattr("netnotes.vault.read_notes.read_source", noted)
    after = load_vault(find_vault(folder), TODAY).vault.readings
    assert read == ["People/Ben.md"]
    assert after[0] == before[0] != after[1]


def test_before_the_first_build_what_was_read_is_remembered_and_after_it_the_build_sees_to_it(
    vault: WriteVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = vault(
        {
            "People/Ada.md": "---\ntier: monthly\n---\n",
            "People/Ben.md": "---\nknows: ['[[Ada]]']\n---\n",
        }
    )
    for note in (folder / "People").iterdir():
        os.utime(note, (0, 0))
    today = ["--today", TODAY.isoformat()]
    monkeypatch.setattr("netnotes.vault.read_notes.RACY_NANOSECONDS", -(10**18))
    kept = find_vault(folder).cache_folder / CACHE_FILE_NAME
    assert run(["due", str(vault({"Nobody/x.md": ""}) / "Nobody"), *today]) == 0
    assert not kept.parent.parent.exists()
    assert run(["due", str(folder), *today]) == 0
    remembered = kept.read_bytes()
    with monkeypatch.context() as patched:
        patched.setattr(
            "netnotes.vault.read_notes.read_source", lambda *_: pytest.fail("it is remembered")
        )
        for verb in (
            ["who", "--vault", str(folder), "ada"],
            ["mix", str(folder)],
            ["due", str(folder)],
        ):
            assert run([*verb, *today]) == 0
    assert kept.read_bytes() == remembered
    assert run(["build", str(folder), *today, "--quiet"]) == 0
    (folder / "People/Ben.md").write_text("---\ntier: weekly\n---\n")
    built = kept.read_bytes()
    assert run(["due", str(folder), *today]) == 0
    assert kept.read_bytes() == built  # else the next build would take Ben's page for made
    assert run(["build", str(folder), *today, "--quiet"]) == 0
    pages = {path.name: path.read_bytes() for path in (folder / "dashboard").rglob("*.html")}
    assert run(["build", str(folder), *today, "--quiet", "--full"]) == 0
    assert {
        path.name: path.read_bytes() for path in (folder / "dashboard").rglob("*.html")
    } == pages


def test_what_was_not_used_for_three_months_is_forgotten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 1_000_000_000
    monkeypatch.setattr("netnotes.vault.cache.time.time", lambda: now)
    ago = {"old": UNUSED_DAYS + 1, "used": UNUSED_DAYS + 1, "late": UNUSED_DAYS - 1}
    for name in ago:
        save_cache(tmp_path / name, build_empty_cache("key"), {}, {})
        (tmp_path / name / SHARED_VALUE_FILE_NAME).write_bytes(b"kept")
        (tmp_path / name / "plan").write_bytes(b"half done")
    for name, days in ago.items():
        at = now - days * 24 * 60 * 60
        os.utime(tmp_path / name / CACHE_FILE_NAME, (at, at))
    save_cache(tmp_path / "used", load_cache(tmp_path / "used", "key"), {}, {})
    save_cache(tmp_path / "new", build_empty_cache("key"), {"1.md": note(1)}, {})
    left = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    whole = {
        f"{name}/{file}"
        for name in ("used", "late")
        for file in (CACHE_FILE_NAME, SHARED_VALUE_FILE_NAME, "plan")
    }
    assert left == whole | {"old/plan", f"new/{CACHE_FILE_NAME}"}
