"""Find out when a vault has changed.

What the system reports are only hints: opening a note to read it, or saving it without a change,
can cause events too. After the events have been quiet for a moment the stamps of all files are
compared, and only a difference is a change.
"""

from __future__ import annotations

import os
import threading
import time
import warnings
from typing import TYPE_CHECKING, NamedTuple

from netnotes.errors import describe_os_error
from netnotes.model.settings import SETTINGS_FILE_NAME
from netnotes.system.atomic_files import is_temporary
from netnotes.vault.obsidian_settings import OBSIDIAN_SETTINGS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path
    from types import TracebackType
    from typing import Self

    from watchdog.events import FileSystemEvent
    from watchdog.observers.api import BaseObserver

    from netnotes.vault.listing import VaultListing


# A change whose events came all together, as of a saved note, is complete after this long.
SAVE_QUIET_SECONDS = 0.08

# A change that lasts longer, as of a checkout or a slow editor, is complete after this long.
BURST_QUIET_SECONDS = 0.2

# The files are compared after this long in any case, however many events are still coming.
MAX_DELAY_SECONDS = 2.0

# How often to check what causes no event: the day, and whether the vault is still where it was.
MIN_POLL_SECONDS = 1.0

# How often all files are compared although the system reports events, in case one was lost.
MAX_POLL_SECONDS = 30.0


class VaultFileStamp(NamedTuple):
    """What the system says of a file: if all of it is the same, so is the file.

    The time of the last change (ctime) is among it, which no program can set: `cp -p`, `touch -r`
    and sync programs keep the size and the other time.
    """

    size: int
    mtime_ns: int
    inode: int
    ctime_ns: int


def compute_check_time(first_event: float, last_event: float) -> float:
    """Compute when to compare the files, from the first and the last event of a burst.

    All three are times in seconds.
    """
    is_single_save = last_event - first_event <= SAVE_QUIET_SECONDS
    quiet_seconds = SAVE_QUIET_SECONDS if is_single_save else BURST_QUIET_SECONDS

    return min(last_event + quiet_seconds, first_event + MAX_DELAY_SECONDS)


def compute_poll_interval(check_seconds: float) -> float:
    """Compute the seconds between two comparisons of all files, from how long one takes."""
    # 150 times as long is idle: with all else that is done meanwhile, it takes below a hundredth of
    # a processor.
    return min(max(MIN_POLL_SECONDS, 150 * check_seconds), MAX_POLL_SECONDS)


def collect_file_stamps(root: Path, listing: VaultListing) -> dict[str, VaultFileStamp]:
    """Collect the stamps of all files that a build would read, by their paths in the vault."""
    stamps = {
        file.path: VaultFileStamp(file.size, file.mtime_ns, file.inode, file.ctime_ns)
        for file in listing.notes
    }

    # A file that can't be read has no stamp; a constant one shows when it appears and when it can
    # be read again.
    for diagnostic in listing.diagnostics:
        stamps.setdefault(diagnostic.location.path, VaultFileStamp(0, 0, 0, 0))

    for path in (*listing.attachments, SETTINGS_FILE_NAME, *OBSIDIAN_SETTINGS):
        try:
            status = os.stat(root / path)
        except OSError:
            continue
        stamps[path] = VaultFileStamp(
            status.st_size, status.st_mtime_ns, status.st_ino, status.st_ctime_ns
        )

    return stamps


def list_changed_paths(
    previous: Mapping[str, VaultFileStamp], current: Mapping[str, VaultFileStamp]
) -> tuple[str, ...]:
    """List the files that were changed, added or removed, in the order of their paths."""
    changed_paths = {path for path, _ in previous.items() ^ current.items()}
    return tuple(sorted(changed_paths))


class Debouncer:
    """Turns a burst of events into one.

    Any thread may report an event, and one thread waits until they are over.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._condition = threading.Condition()
        self._first_event: float | None = None
        self._last_event = 0.0
        self._is_awake = False

    def notify(self) -> None:
        """Report that something may have changed."""
        with self._condition:
            self._last_event = self._clock()
            if self._first_event is None:
                self._first_event = self._last_event
                self._condition.notify_all()

    def wake(self) -> None:
        """End all waiting, now and from now on."""
        with self._condition:
            self._is_awake = True
            self._condition.notify_all()

    def wait_until_quiet(self, seconds: float) -> bool:
        """Wait for a burst of events and its end.

        Returns False when no event has come within `seconds`, or on `wake`. A burst that has begun
        is waited for beyond `seconds`, but no longer than `MAX_DELAY_SECONDS`.
        """
        deadline = self._clock() + seconds
        with self._condition:
            while not self._is_awake:
                if self._first_event is None:
                    wake_time = deadline
                else:
                    wake_time = compute_check_time(self._first_event, self._last_event)

                remaining_seconds = wake_time - self._clock()
                if remaining_seconds <= 0:
                    has_events = self._first_event is not None
                    self._first_event = None
                    return has_events

                self._condition.wait(remaining_seconds)

        return False


class VaultWatcher:
    """Notifies a debouncer when something in a vault may have changed, while the context lasts.

    A vault that is moved away and comes back is watched again.
    """

    def __init__(
        self, root: Path, output: Path, debouncer: Debouncer, *, poll: bool = False
    ) -> None:
        self.root = root
        self.output = output
        self.debouncer = debouncer

        # Why the files must be compared by the clock, in words for the user; empty while the system
        # reports events.
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
        """Watch the folder that is at the vault's path now, if it is another one.

        If the observer has failed, there is a `polling_reason` from now on.
        """
        identity = _read_folder_identity(self.root)
        if identity != self._identity:
            self._stop_observer()
            self._identity = identity
            self._start_observer()
            self.debouncer.notify()
        elif self._observer is not None and not _is_alive(self._observer):
            self._stop_observer()
            self.polling_reason = "the system stopped telling of changes"
            self.debouncer.notify()

    def _start_observer(self) -> None:
        if self.polling_reason or self._identity is None:
            return

        from watchdog.events import FileSystemEventHandler
        from watchdog.observers import Observer

        # watchdog may meet a folder twice that is made while it looks around it. It then warns from
        # a thread of its own, with the paths of all folders, though nothing is wrong.
        warnings.filterwarnings("ignore", "Callback with id", RuntimeWarning)
        observer = Observer()
        handler = FileSystemEventHandler()
        # A class of its own would need watchdog at the top, and every command would import it.
        handler.on_any_event = self._handle_event  # type: ignore[method-assign]
        event_classes = list(_iter_change_event_classes())
        try:
            observer.schedule(handler, str(self.root), recursive=True, event_filter=event_classes)
            observer.start()
            # When inotify has no watch left, watchdog silently leaves out the folders below. Then
            # there is none left for the folder around the vault either, and for that one watchdog
            # raises the error.
            observer.schedule(handler, str(self.root.parent), event_filter=event_classes)
        except OSError as error:
            self._observer = observer
            self._stop_observer()
            self.polling_reason = describe_os_error(error)
        else:
            self._observer = observer

    def _stop_observer(self) -> None:
        if self._observer is None:
            return

        self._observer.stop()
        if self._observer.is_alive():
            self._observer.join()
        self._observer = None

    def _handle_event(self, event: FileSystemEvent) -> None:
        for path in (event.src_path, event.dest_path):
            if path and is_relevant(os.fsdecode(path), str(self.root), str(self.output)):
                self.debouncer.notify()
                return


def is_relevant(path: str, root: str, output: str) -> bool:
    """Check whether an event at this path can mean a change of what a build reads.

    The dashboard's folder can't, nor can our temporary files, nor folders like `.git`; Obsidian's
    own settings can.
    """
    if _is_in(path, output):
        return False

    path_in_vault = os.path.relpath(path, root).replace(os.sep, "/")
    if path_in_vault == "." or path_in_vault in OBSIDIAN_SETTINGS:
        return True

    names = path_in_vault.split("/")
    is_hidden = any(name.startswith(".") for name in names)

    return not is_hidden and not is_temporary(names[-1])


def _is_in(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder + os.sep)


def _is_alive(observer: BaseObserver) -> bool:
    """Check that the observer and all its threads still run: one that meets an error just ends."""
    return observer.is_alive() and all(emitter.is_alive() for emitter in observer.emitters)


def _read_folder_identity(root: Path) -> tuple[int, int] | None:
    """Read which folder is at this path, as device and inode; None where there is none."""
    try:
        status = os.stat(root)
    except OSError:
        return None

    return status.st_dev, status.st_ino


def _iter_change_event_classes() -> Iterator[type[FileSystemEvent]]:
    """Yield the classes of events that mean a change: opening or reading a file is none."""
    from watchdog import events

    for kind in ("Created", "Modified", "Deleted", "Moved"):
        yield getattr(events, f"File{kind}Event")
        yield getattr(events, f"Dir{kind}Event")
