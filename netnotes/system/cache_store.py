"""A store of bytes under keys, in one SQLite file that may be lost at any time.

It lies in the user's own cache folder, never among the notes: notes may come from another person.
It is data only, and nothing that is read from it can run.
"""

from __future__ import annotations

import os
import time
from contextlib import closing
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping
    from pathlib import Path


CACHE_FILE_NAME = "cache.sqlite"

# Files that versions before SQLite left; they hold the text of notes too, and must not stay.
FORMER_CACHE_FILE_NAMES = ("memory", "kept")

# What was not used for so long is deleted: the notes may be gone, and their text should be too.
MAX_UNUSED_DAYS = 90

# What notes said before the last commands, for `netnotes undo`, and how long it is kept.
UNDO_FOLDER_NAME = "undo"
MAX_UNDO_DAYS = 7

# How long to wait for another process; saving 10,000 notes takes it half of that. What the cache
# would have spared takes no longer.
BUSY_TIMEOUT_SECONDS = 0.5

# After so long in vain, how long not to wait again: a process that hangs is waited for once by a
# command, not once for each thing that it loads or saves.
BUSY_PAUSE_SECONDS = 10.0

# Until when nobody waits for a file, by the clock of `time.monotonic`.
_busy_until: dict[Path, float] = {}

# Most notes fit into a page of this size: saving all takes half as long as with 4096 bytes.
PAGE_BYTES = 16384

# Sections of the store itself. Their values have no checksum: what is damaged there is only not
# found, or deleted at another time.
VERSION_SECTION = "version"
LAST_USED_SECTION = "last used"


class SectionChange(NamedTuple):
    """What to save in one section of a store.

    With `is_whole` the section holds nothing but `changed` afterwards, and `removed` is empty.
    """

    changed: Mapping[str, bytes]
    removed: tuple[str, ...] = ()
    is_whole: bool = False


class CacheStore:
    """Bytes under keys, in named sections, in one SQLite file.

    Everything in the file belongs to one `version`: saved under another, it counts as absent.
    A file that is damaged, is no cache, or cannot be opened or written counts as empty. No method
    fails for that reason, because losing the cache costs time only.

    Each call opens a connection and closes it: SQLite forbids to use one in a forked process.
    """

    def __init__(self, path: Path, version: str) -> None:
        self.path = path
        self.version = version

    def load(self, *sections: str) -> tuple[dict[str, bytes], ...]:
        """Load sections as they were at one moment, each with its values by key."""
        empty: tuple[dict[str, bytes], ...] = tuple({} for _ in sections)
        try:
            if not self.path.is_file():
                return empty
        except OSError:  # the folder may not be entered: after `sudo netnotes`, it is root's
            return empty

        try:
            import sqlite3
        except ImportError:  # some systems ship a Python without SQLite
            return empty

        try:
            with closing(self._connect()) as connection:
                connection.execute("BEGIN")
                if _read_version(connection) != self.version:
                    return empty
                return tuple(_read_section(connection, section) for section in sections)
        except sqlite3.Error as error:
            self._note_if_busy(error)
            return empty

    def save(self, changes: Mapping[str, SectionChange]) -> None:
        """Save changes to some sections, all of them or none; delete what is long unused."""
        try:
            import sqlite3
        except ImportError:
            return

        try:
            self._create_private_file()
            try:
                self._write(changes)
            except sqlite3.DatabaseError as error:
                self._note_if_busy(error)
                if not _is_damaged(error):
                    return
                self._remove_file()
                self._create_private_file()
                self._write(changes)
            _remove_unused_files(self.path.parent.parent)
        except (OSError, UnicodeEncodeError, sqlite3.Error):
            return

    def _connect(self) -> sqlite3.Connection:
        import sqlite3

        # Without `isolation_level` Python begins transactions by itself, and not where we do.
        is_waited_for = time.monotonic() >= _busy_until.get(self.path, 0.0)
        timeout = BUSY_TIMEOUT_SECONDS if is_waited_for else 0.0
        return sqlite3.connect(self.path, timeout=timeout, isolation_level=None)

    def _note_if_busy(self, error: sqlite3.Error) -> None:
        # Python before 3.11 has no code for it.
        if str(error) == "database is locked":
            _busy_until[self.path] = time.monotonic() + BUSY_PAUSE_SECONDS

    def _create_private_file(self) -> None:
        """Create the file before SQLite does, which would let others read it."""
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0)
        os.close(os.open(self.path, flags, 0o600))

    def _remove_file(self) -> None:
        """Remove the file with its journal, which SQLite would apply to the next file."""
        self.path.unlink(missing_ok=True)
        self.path.with_name(f"{self.path.name}-journal").unlink(missing_ok=True)

    def _write(self, changes: Mapping[str, SectionChange]) -> None:
        with closing(self._connect()) as connection:
            # It counts for a new file only, before anything is in it.
            connection.execute(f"PRAGMA page_size = {PAGE_BYTES}")
            # The journal protects against a killed process. After a power failure, parts of the
            # file may be zeros; the checksums show it, and cost less than flushing each time.
            connection.execute("PRAGMA synchronous = OFF")
            # What is deleted from a note shall not linger in the free space of the file.
            connection.execute("PRAGMA secure_delete = ON")

            # IMMEDIATE takes the lock at once. A transaction that has read and then wants to write
            # would fail, and not wait, if another process writes meanwhile.
            connection.execute("BEGIN IMMEDIATE")
            _prepare_table(connection, self.version)
            today = int(time.time()) // (24 * 60 * 60)
            for section, change in changes.items():
                _write_section(connection, section, change)
                _write_own_value(connection, LAST_USED_SECTION, section, today)
            _remove_unused_sections(connection, today - MAX_UNUSED_DAYS)
            connection.execute("COMMIT")


def build_cache_folder_path(folder: Path) -> Path:
    """Build the path of the folder in the user's cache that belongs to a folder of theirs."""
    from platformdirs import user_cache_path

    return user_cache_path("netnotes") / compute_path_key(folder)


def build_former_cache_folder_path(folder: Path, output: Path) -> Path:
    """Build the path of the cache folder as it was while each dashboard of a vault had its own."""
    key = f"{folder}\0{output}".encode(errors="surrogateescape")
    name = blake2b(key, digest_size=12).hexdigest()
    return build_cache_folder_path(folder).parent / name


def compute_path_key(path: Path) -> str:
    """Compute a short name for a path, to be used as the name of a file."""
    return blake2b(str(path).encode(errors="surrogateescape"), digest_size=12).hexdigest()


def _prepare_table(connection: sqlite3.Connection, version: str) -> None:
    """Create the table where it is missing, and empty it where it belongs to another version."""
    connection.execute(
        "CREATE TABLE IF NOT EXISTS entries"
        " (section TEXT, key TEXT, value BLOB, checksum INTEGER, PRIMARY KEY (section, key))"
        " WITHOUT ROWID"
    )
    if _read_version(connection) != version:
        connection.execute("DELETE FROM entries")
        _write_own_value(connection, VERSION_SECTION, "", version)


def _read_version(connection: sqlite3.Connection) -> str:
    rows = connection.execute("SELECT value FROM entries WHERE section = ?", (VERSION_SECTION,))
    row = rows.fetchone()
    if not row:
        return ""
    return str(row[0])


def _read_section(connection: sqlite3.Connection, section: str) -> dict[str, bytes]:
    """Read a section; values that were damaged are left out.

    SQLite itself notices damage to its own structure only, and reads a page that is cut off as if
    it ended in zeros. Checking 20 MB takes 10 ms.
    """
    rows = connection.execute(
        "SELECT key, value, checksum FROM entries WHERE section = ?", (section,)
    )
    values = {}
    for key, value, checksum in rows:
        # A single flipped bit can make a number or nothing of a value, or bytes of a key.
        is_intact = isinstance(key, str) and isinstance(value, bytes)
        if is_intact and crc32(value) == checksum:
            values[key] = value
    return values


def _write_section(connection: sqlite3.Connection, section: str, change: SectionChange) -> None:
    if change.is_whole:
        connection.execute("DELETE FROM entries WHERE section = ?", (section,))
    connection.executemany(
        "DELETE FROM entries WHERE section = ? AND key = ?",
        ((section, key) for key in change.removed),
    )
    connection.executemany(
        "INSERT OR REPLACE INTO entries VALUES (?, ?, ?, ?)",
        ((section, key, value, crc32(value)) for key, value in change.changed.items()),
    )


def _write_own_value(
    connection: sqlite3.Connection, section: str, key: str, value: str | int
) -> None:
    """Write a value of the store itself, which needs no checksum."""
    connection.execute(
        "INSERT OR REPLACE INTO entries VALUES (?, ?, ?, NULL)", (section, key, value)
    )


def _remove_unused_sections(connection: sqlite3.Connection, before_day: int) -> None:
    """Remove the sections that were last used before a day, counted in days since 1970."""
    rows = connection.execute(
        "SELECT key FROM entries WHERE section = ? AND value < ?", (LAST_USED_SECTION, before_day)
    )
    for (section,) in rows.fetchall():
        connection.execute("DELETE FROM entries WHERE section = ?", (section,))
        connection.execute(
            "DELETE FROM entries WHERE section = ? AND key = ?", (LAST_USED_SECTION, section)
        )


def _remove_unused_files(cache_root: Path) -> None:
    """Remove the caches that were not written for long, but no other files beside them.

    The others, such as a rename that was interrupted, are not results: they would be missed.
    """
    oldest = time.time() - MAX_UNUSED_DAYS * 24 * 60 * 60
    for name in (CACHE_FILE_NAME, f"{CACHE_FILE_NAME}-journal", *FORMER_CACHE_FILE_NAMES):
        for path in cache_root.glob(f"*/{name}"):
            if path.stat().st_mtime < oldest:
                path.unlink()

    oldest = time.time() - MAX_UNDO_DAYS * 24 * 60 * 60
    for path in cache_root.glob(f"*/{UNDO_FOLDER_NAME}/*"):
        if path.stat().st_mtime < oldest:
            path.unlink()


def _is_damaged(error: sqlite3.DatabaseError) -> bool:
    """Tell whether a file holds something other than a cache of ours, or a broken one.

    A full disk, a read-only folder or a file in use are no reason to remove it.
    """
    import sqlite3

    # The errors that Python itself raises, as for a text that is not UTF-8, have no code.
    # SQLITE_ERROR is a table with other columns. The upper bits hold details.
    code: int = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
    return code & 0xFF in (sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
