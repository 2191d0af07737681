"""The door that tells when a vault has changed: what the system says are hints, the truth is a look at the files.

A hint rings a bell. When the bell has been quiet for a moment the files are looked at, and only where they look
otherwise than before has anything changed: opening a note to read it, or saving it as it was, changes nothing.
"""

from __future__ import annotations

import os
import threading
import time
from typing import TYPE_CHECKING

from netnotes.errors import describe_os_error
from netnotes.model.settings import SETTINGS_FILE_NAME
from netnotes.system.atomic_files import is_temporary
from netnotes.system.file_stamp import FileStamp, build_file_stamp
from netnotes.vault.obsidian_settings import OBSIDIAN_SETTINGS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path
    from types import TracebackType
    from typing import Self

    from watchdog.events import FileSystemEvent
    from watchdog.observers.api import BaseObserver

    from netnotes.vault.listing import VaultListing


SAVE_QUIET_SECONDS = 0.08
"""Seconds without a hint after which a change is taken to be done, when all its hints came together: a saved note."""

BURST_QUIET_SECONDS = 0.2
"""The same for a change that goes on for longer: an editor that saves in slow steps, a checkout."""

MAX_DELAY_SECONDS = 2.0
"""Seconds after which is looked in any case, however much is still going on."""

MIN_POLL_SECONDS = 1.0
"""Seconds between two glances at the things nobody rings for: the clock, and whether the vault is where it was."""

MAX_POLL_SECONDS = 30.0
"""Seconds between two looks at all files where the system rings the bell: should a hint ever be lost."""


def compute_check_time(first_event: float, last_event: float) -> float:
    """When to look at the files, after a run of hints of which these are the first and the last."""
    quiet = (
        SAVE_QUIET_SECONDS
        if last_event - first_event <= SAVE_QUIET_SECONDS
        else BURST_QUIET_SECONDS
    )
    return min(last_event + quiet, first_event + MAX_DELAY_SECONDS)


def compute_poll_interval(check_seconds: float) -> float:
    """Seconds between two looks where nobody rings the bell, when a look takes so long: with all else below a hundredth of the time."""
    return min(max(MIN_POLL_SECONDS, 150 * check_seconds), MAX_POLL_SECONDS)


def collect_file_stamps(root: Path, listing: VaultListing) -> dict[str, FileStamp]:
    """How every file looks that a build would read, by its path in the vault."""
    seen = {file.path: FileStamp(file.size, file.mtime_ns, file.inode) for file in listing.notes}
    seen |= {
        one.location.path: FileStamp(0, 0, 0)
        for one in listing.diagnostics
        if one.location.path not in seen
    }
    for path in (*listing.attachments, SETTINGS_FILE_NAME, *OBSIDIAN_SETTINGS):
        try:
            status = os.stat(root / path)
        except OSError:
            continue
        seen[path] = build_file_stamp(status)
    return seen


def list_changed_paths(
    previous: Mapping[str, FileStamp], current: Mapping[str, FileStamp]
) -> tuple[str, ...]:
    """The files that look otherwise than before, came or went."""
    return tuple(sorted({path for path, _ in previous.items() ^ current.items()}))


class Debouncer:
    """Rung from any thread; one thread waits until it has rung and grown quiet."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._condition = threading.Condition()
        self._first_event: float | None = None
        self._last_event = 0.0
        self._is_awake = False

    def notify(self) -> None:
        """Say that something may have changed."""
        with self._condition:
            self._last_event = self._clock()
            if self._first_event is None:
                self._first_event = self._last_event
                self._condition.notify_all()

    def wake(self) -> None:
        """Let who waits go on at once."""
        with self._condition:
            self._is_awake = True
            self._condition.notify_all()

    def wait_until_quiet(self, seconds: float) -> bool:
        """Whether the bell has rung and grown quiet; False when so many seconds have passed without, or on `wake`."""
        deadline = self._clock() + seconds
        with self._condition:
            while not self._is_awake:
                until = (
                    deadline
                    if self._first_event is None
                    else compute_check_time(self._first_event, self._last_event)
                )
                left = until - self._clock()
                if left <= 0:
                    rung = self._first_event is not None
                    self._first_event = None
                    return rung
                self._condition.wait(left)
        return False


class VaultWatcher:
    """Rings a bell when something in a vault may have changed, for as long as it is open.

    `why_polling` says why nobody rings and the files must be looked at by the clock; empty while the system rings.
    A vault that is moved away and comes back is watched again.
    """

    def __init__(
        self, root: Path, output: Path, debouncer: Debouncer, *, poll: bool = False
    ) -> None:
        self.root, self.output, self.debouncer = root, output, debouncer
        self.polling_reason = "you asked for it" if poll else ""
        self._identity = _read_folder_identity(root)
        self._observer: BaseObserver | None = None

    def __enter__(self) -> Self:
        self._start_observer()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop_observer()

    def restore(self) -> None:
        """Watch what is at the vault's place now, if it is not what was; go over to polling if watching has failed."""
        identity = _read_folder_identity(self.root)
        if identity != self._identity:
            self._stop_observer()
            self._identity = identity
            self._start_observer()
            self.debouncer.notify()
        elif self._observer and not all(
            one.is_alive() for one in (self._observer, *self._observer.emitters)
        ):
            self._stop_observer()
            self.polling_reason = "the system stopped telling of changes"
            self.debouncer.notify()

    def _start_observer(self) -> None:
        if self.polling_reason or self._identity is None:
            return
        from watchdog.events import FileSystemEventHandler
        from watchdog.observers import Observer

        observer, ear = Observer(), FileSystemEventHandler()
        ear.on_any_event = self._handle_event  # type: ignore[method-assign]  # a class of its own would need its import at the top
        try:
            observer.schedule(
                ear, str(self.root), recursive=True, event_filter=list(_iter_change_events())
            )
            observer.start()
            # watchdog leaves out, without a word, the folders for which the system has no watch left: then there is
            # none for the folder around the vault either, and of that it tells.
            observer.schedule(ear, str(self.root.parent), event_filter=list(_iter_change_events()))
        except OSError as error:
            self._observer = observer
            self._stop_observer()
            self.polling_reason = describe_os_error(error)
        else:
            self._observer = observer

    def _stop_observer(self) -> None:
        if self._observer:
            self._observer.stop()
            if self._observer.is_alive():
                self._observer.join()
            self._observer = None

    def _handle_event(self, event: FileSystemEvent) -> None:
        paths = (os.fsdecode(path) for path in (event.src_path, event.dest_path) if path)
        if any(is_relevant(path, str(self.root), str(self.output)) for path in paths):
            self.debouncer.notify()


def is_relevant(path: str, root: str, output: str) -> bool:
    """Whether a hint at this path can mean a change of what a build reads.

    The dashboard's folder and dot folders don't, but for Obsidian's own settings; nor do our temporaries.
    """
    if _is_in(path, output):
        return False
    inside = os.path.relpath(path, root).replace(os.sep, "/")
    if inside in OBSIDIAN_SETTINGS:
        return True
    parts = inside.split("/")
    return inside == "." or not (
        any(part.startswith(".") for part in parts) or is_temporary(parts[-1])
    )


def _is_in(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder + os.sep)


def _read_folder_identity(root: Path) -> tuple[int, int] | None:
    """Which folder is at this place; None for no folder."""
    try:
        status = os.stat(root / ".")
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _iter_change_events() -> Iterator[type[FileSystemEvent]]:
    """The events that tell of a change. Opening, reading and closing a file are none."""
    from watchdog import events

    for what in ("Created", "Modified", "Deleted", "Moved"):
        yield getattr(events, f"File{what}Event")
        yield getattr(events, f"Dir{what}Event")
