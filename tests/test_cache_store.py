"""The cache's file: what is saved comes back, and whatever is wrong with the file is no error."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from netnotes.system import cache_store
from netnotes.system.cache_store import (
    CACHE_FILE_NAME,
    FORMER_CACHE_FILE_NAMES,
    MAX_UNUSED_DAYS,
    CacheStore,
    SectionChange,
)

DAY_SECONDS = 24 * 60 * 60


@pytest.fixture
def store(tmp_path: Path) -> CacheStore:
    return CacheStore(tmp_path / "vault" / CACHE_FILE_NAME, "version 1")


def save(store: CacheStore, section: str = "notes", **values: bytes) -> None:
    store.save({section: SectionChange(values)})


def load(store: CacheStore, section: str = "notes") -> dict[str, bytes]:
    (values,) = store.load(section)
    return values


def test_nothing_is_loaded_and_nothing_created_before_the_first_save(store: CacheStore) -> None:
    assert load(store) == {}
    assert not store.path.parent.exists()


def test_changes_leave_the_other_values_in_place(store: CacheStore) -> None:
    save(store, ada=b"1", ben=b"2", cleo=b"3")
    save(store, "pages", ada=b"page")

    store.save({"notes": SectionChange({"ben": b"new"}, removed=("cleo",))})

    assert store.load("notes", "pages", "none") == (
        {"ada": b"1", "ben": b"new"},
        {"ada": b"page"},
        {},
    )


def test_whole_section_replaces_its_old_values(store: CacheStore) -> None:
    save(store, ada=b"1")

    store.save({"notes": SectionChange({"ben": b"2"}, is_whole=True)})

    assert load(store) == {"ben": b"2"}


def test_values_of_another_version_are_absent_and_then_deleted(store: CacheStore) -> None:
    save(store, ada=b"1")
    newer_store = CacheStore(store.path, "version 2")

    assert load(newer_store) == {}
    save(newer_store, ben=b"2")

    assert load(newer_store) == {"ben": b"2"}
    assert load(store) == {}


def test_file_and_folder_are_private(store: CacheStore) -> None:
    old_mask = os.umask(0)
    try:
        save(store, ada=b"1")
    finally:
        os.umask(old_mask)

    assert stat.S_IMODE(store.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(store.path.parent.stat().st_mode) == 0o700


def test_deleted_text_is_not_left_in_the_file(store: CacheStore) -> None:
    save(store, ada=b"something private")
    assert b"something private" in store.path.read_bytes()

    store.save({"notes": SectionChange({}, removed=("ada",))})

    assert b"something private" not in store.path.read_bytes()


def make_foreign_database(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE entries (other TEXT)")
    connection.commit()
    connection.close()


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\x00" + b"x" * 5000])
def test_damaged_file_is_empty_and_replaced(store: CacheStore, content: bytes) -> None:
    store.path.parent.mkdir()
    store.path.write_bytes(content)

    assert load(store) == {}
    save(store, ada=b"1")

    assert load(store) == {"ada": b"1"}


def test_database_of_another_program_is_empty_and_replaced(store: CacheStore) -> None:
    store.path.parent.mkdir()
    make_foreign_database(store.path)

    assert load(store) == {}
    save(store, ada=b"1")

    assert load(store) == {"ada": b"1"}


def test_file_cut_off_anywhere_is_no_error(store: CacheStore) -> None:
    values = {f"{number}.md": bytes([number]) * 4000 for number in range(30)}
    store.save({"notes": SectionChange(values)})
    whole = store.path.read_bytes()

    for end in range(0, len(whole), 1009):
        store.path.write_bytes(whole[:end])
        assert load(store).items() <= values.items()
        save(store, ada=b"1")
        assert load(store)["ada"] == b"1"


def test_folder_in_the_place_of_the_file_is_no_error(store: CacheStore) -> None:
    store.path.mkdir(parents=True)

    save(store, ada=b"1")

    assert load(store) == {}


@pytest.mark.parametrize("value", [None, "text", 7])
def test_value_of_another_type_is_left_out(store: CacheStore, value: str | int | None) -> None:
    """Two of 15,000 random damages to a real file made such a value."""
    save(store, ada=b"1", ben=b"2")
    with closing(sqlite3.connect(store.path)) as connection:
        connection.execute("UPDATE entries SET value = ? WHERE key = 'ben'", (value,))
        connection.commit()

    assert load(store) == {"ada": b"1"}


def test_folder_that_may_not_be_entered_is_no_error(
    store: CacheStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> bool:
        raise PermissionError(13, "Permission denied", str(path))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "is_file", refuse)
        assert load(store) == {}


def test_read_only_file_is_no_error(store: CacheStore, monkeypatch: pytest.MonkeyPatch) -> None:
    save(store, ada=b"1")

    def connect_read_only() -> sqlite3.Connection:
        return sqlite3.connect(f"file:{store.path}?mode=ro", uri=True, isolation_level=None)

    with monkeypatch.context() as patch:  # the mode of a file would not stop root
        patch.setattr(store, "_connect", connect_read_only)
        save(store, ada=b"2")
    assert load(store) == {"ada": b"1"}


def test_full_disk_is_no_error_and_leaves_the_saved_values(
    store: CacheStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(store, ada=b"1")
    connect = store._connect

    def connect_to_full_disk() -> sqlite3.Connection:
        connection = connect()
        connection.execute("PRAGMA max_page_count = 1")
        return connection

    with monkeypatch.context() as patch:
        patch.setattr(store, "_connect", connect_to_full_disk)
        save(store, ben=b"x" * 1_000_000)

    assert load(store) == {"ada": b"1"}


def test_file_in_use_is_no_error(store: CacheStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache_store, "BUSY_TIMEOUT_SECONDS", 0.05)
    save(store, ada=b"1")
    connection = sqlite3.connect(store.path, isolation_level=None)
    connection.execute("BEGIN EXCLUSIVE")

    assert load(store) == {}
    save(store, ben=b"2")
    connection.close()

    assert load(store) == {"ada": b"1"}


def test_process_that_hangs_is_waited_for_once(
    store: CacheStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    timeouts: list[float] = []
    connect = sqlite3.connect

    def connect_quickly(path: Path, *, timeout: float, **_: None) -> sqlite3.Connection:
        timeouts.append(timeout)
        return connect(path, timeout=timeout / 50, isolation_level=None)

    save(store, ada=b"1")
    monkeypatch.setattr(sqlite3, "connect", connect_quickly)
    with closing(connect(store.path, isolation_level=None)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        assert load(store) == {}
        save(store, ben=b"2")
        assert load(CacheStore(store.path, store.version)) == {}
    assert timeouts == [cache_store.BUSY_TIMEOUT_SECONDS, 0.0, 0.0]
    assert load(store) == {"ada": b"1"}

    monkeypatch.setattr(cache_store, "BUSY_PAUSE_SECONDS", 0.0)
    connection = connect(store.path, isolation_level=None)
    connection.execute("BEGIN EXCLUSIVE")
    load(store)
    load(store)
    connection.close()
    assert timeouts[-2:] == [0.0, cache_store.BUSY_TIMEOUT_SECONDS]


def test_two_writers_wait_for_each_other(store: CacheStore) -> None:
    def save_many(name: str) -> None:
        for number in range(20):
            store.save({"notes": SectionChange({f"{name}{number}": b"x" * 1000})})

    threads = [threading.Thread(target=save_many, args=(name,)) for name in ("left", "right")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(load(store)) == 40


def test_forked_process_may_save(store: CacheStore) -> None:
    save(store, ada=b"1")
    assert load(store) == {"ada": b"1"}

    process = os.fork()
    if process == 0:
        save(store, ben=b"2")
        os._exit(0)
    os.waitpid(process, 0)

    assert load(store) == {"ada": b"1", "ben": b"2"}


WRITER = """
import os, signal, sys
from pathlib import Path
from netnotes.system.cache_store import CacheStore, SectionChange
store = CacheStore(Path(sys.argv[1]), "version 1")
for number in range(10_000):
    value = str(number).encode() * 2000
    store.save({"notes": SectionChange({"left": value, "right": value})})
    if number == 0:
        print("ready", flush=True)
"""


def test_killed_writer_leaves_all_of_a_change_or_nothing(store: CacheStore) -> None:
    command = [sys.executable, "-c", WRITER, str(store.path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout
        process.stdout.readline()
        process.kill()

    values = load(store)
    assert values["left"] == values["right"]


def test_unused_sections_and_files_are_deleted_after_90_days(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 1_000_000_000.0
    monkeypatch.setattr("netnotes.system.cache_store.time.time", lambda: now)
    store = CacheStore(tmp_path / "used" / CACHE_FILE_NAME, "version 1")
    save(store, "used section", ada=b"1")
    save(store, "unused section", ada=b"1")
    for name, days in {"old": MAX_UNUSED_DAYS + 1, "late": MAX_UNUSED_DAYS - 1}.items():
        folder = tmp_path / name
        folder.mkdir()
        for file_name in (CACHE_FILE_NAME, *FORMER_CACHE_FILE_NAMES, "rename.json"):
            (folder / file_name).write_bytes(b"")
            changed = now + (MAX_UNUSED_DAYS + 1 - days) * DAY_SECONDS
            os.utime(folder / file_name, (changed, changed))

    now += (MAX_UNUSED_DAYS + 1) * DAY_SECONDS + 1
    save(store, "used section", ben=b"2")

    assert store.load("used section", "unused section") == ({"ada": b"1", "ben": b"2"}, {})
    assert [path.name for path in (tmp_path / "old").iterdir()] == ["rename.json"]
    assert len(list((tmp_path / "late").iterdir())) == len(FORMER_CACHE_FILE_NAMES) + 2


def test_python_without_sqlite_caches_nothing(
    store: CacheStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(store, ada=b"1")
    monkeypatch.setitem(sys.modules, "sqlite3", None)

    save(store, ben=b"2")
    assert load(store) == {}
