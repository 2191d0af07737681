"""Rebuilder: watches, reads again, shows; brings the folder up to date."""

from __future__ import annotations

import gc
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import netnotes
from netnotes.actions.site_inputs import build_snapshot
from netnotes.errors import EXIT_BUSY, EXIT_DONE, NetnotesError
from netnotes.text import format_count, join_words
from netnotes.vault import watch
from netnotes.vault.listing import list_files
from netnotes.vault.load import load_vault
from netnotes.vault.paths import find_vault

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date as Day
    from typing import Self

    from netnotes.actions.serving.live_site import LiveSite
    from netnotes.system.file_stamp import FileStamp
    from netnotes.vault.load import LoadedVault
    from netnotes.vault.paths import VaultPaths


SETTLE_SECONDS = 3.0
"""Seconds without a change after which the dashboard's folder is brought up to date too."""


class VaultState(NamedTuple):
    """What an edition was made from: how the files looked, and which day it was."""

    file_stamps: dict[str, FileStamp]
    today: Day


class Rebuilder(threading.Thread):
    """Keeps what is shown true: watches the vault and the calendar, and shows a new edition when either has changed.

    A `surprise` is what ended it before its time: then nothing is shown any more, rather than what may be untrue.
    """

    def __init__(
        self,
        paths: VaultPaths,
        loaded: LoadedVault,
        state: VaultState,
        live_site: LiveSite,
        clock: Callable[[], Day],
        say: Callable[[str], None],
        *,
        token: str = "",
        poll: bool = False,
    ) -> None:
        super().__init__(name="netnotes keeper", daemon=True)
        self.paths, self.loaded, self.state, self.live_site = paths, loaded, state, live_site
        self.clock, self.say, self.token = clock, say, token
        self.debouncer = watch.Debouncer()
        self.watcher = watch.VaultWatcher(paths.root, paths.output, self.debouncer, poll=poll)
        self.error: Exception | None = None
        self._stopped = threading.Event()
        self._refresh_lock = threading.Lock()
        self._error_message = ""
        self._next_poll = 0.0
        self._folder_builder = _FolderBuilder(paths, say)
        self._build_at: float | None = None

    def __enter__(self) -> Self:
        self.watcher.__enter__()
        if self.watcher.polling_reason:
            self.say(_describe_polling(self.watcher.polling_reason))
        self.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._stopped.set()
        self.debouncer.wake()
        self.join()
        self.watcher.__exit__(None, None, None)
        self._folder_builder.stop_build()
        gc.unfreeze()

    def run(self) -> None:
        """Look whenever the bell has rung, the day has changed, or it is time to."""
        try:
            self._watch_until_stopped()
        except Exception as surprise:  # noqa: BLE001 - the command raises it again where surprises are explained
            self.error = surprise
            self.live_site.close()

    def _watch_until_stopped(self) -> None:
        gc.freeze()  # the collector is off, and looks from time to time at what has come since
        self.debouncer.notify()  # something may have changed before the watch began
        while not self._stopped.is_set():
            rung = self.debouncer.wait_until_quiet(watch.MIN_POLL_SECONDS)
            if self._stopped.is_set():
                return
            was_polling = self.watcher.polling_reason
            self.watcher.restore()
            if self.watcher.polling_reason and not was_polling:
                self.say(_describe_polling(self.watcher.polling_reason))
            now = time.monotonic()
            if rung or self.clock() != self.state.today:
                self.refresh()
            elif now >= self._next_poll:
                self.poll_for_changes()
            elif self._build_at is not None and now >= self._build_at:
                self._build_at = None
                gc.unfreeze()
                gc.collect()
                gc.freeze()
                self._folder_builder.start_build(self.state.today)
            if self._folder_builder.is_retry_needed():
                self._build_at = now + SETTLE_SECONDS

    def poll_for_changes(self) -> None:
        """Look whether the files are others than before, and ring the bell if so: they may still be changing."""
        started = time.monotonic()
        gc.collect()
        listing = list_files(self.paths.root, self.paths.settings, self.paths.output)
        if watch.collect_file_stamps(self.paths.root, listing) != self.state.file_stamps:
            self.debouncer.notify()
        self._next_poll = time.monotonic() + self._compute_poll_pause(time.monotonic() - started)

    def _compute_poll_pause(self, poll_seconds: float) -> float:
        return (
            watch.compute_poll_interval(poll_seconds)
            if self.watcher.polling_reason
            else watch.MAX_POLL_SECONDS
        )

    def refresh(self) -> None:
        """Look at the files, and show a new edition if they, or the day, are others than before."""
        with self._refresh_lock:
            self._refresh_locked()

    def _refresh_locked(self) -> None:
        started = time.monotonic()
        try:
            changed = self._load_and_show()
        except NetnotesError as error:
            if str(error) != self._error_message:
                self._error_message = str(error)
                self.say(f"{error} What was last read is shown until then.")
        else:
            if self._error_message:
                self._error_message = ""
                self.say("The notes can be read again.")
            if changed:
                took = time.monotonic() - started
                found = (
                    format_count(len(self.loaded.diagnostics), "problem")
                    if self.loaded.diagnostics
                    else "no problems"
                )
                self.say(f"{changed}: {found}, shown after {took:.2f} s")
                self._build_at = time.monotonic() + SETTLE_SECONDS

    def _load_and_show(self) -> str:
        """What has changed, in words, once it is shown; empty for nothing."""
        place = find_vault(self.paths.root, self.paths.output)
        listing = list_files(place.root, place.settings, place.output)
        seen = VaultState(watch.collect_file_stamps(place.root, listing), self.clock())
        if seen == self.state:
            return ""
        opened = load_vault(place, seen.today, previous=self.loaded, listing=listing)
        what = describe_changes(
            watch.list_changed_paths(self.state.file_stamps, seen.file_stamps),
            seen.today if seen.today != self.state.today else None,
        )
        last = self.live_site.snapshot
        self.live_site.show_snapshot(
            build_snapshot(last.number + 1, place, opened, self.token, last, what)
        )
        self.paths, self.loaded, self.state = place, opened, seen
        return what


MAX_NAMED_FILES = 3
"""So many changed files are called by their names."""


def describe_changes(paths: tuple[str, ...], new_day: Day | None = None) -> str:
    """What has changed, in a few words."""
    some = [*([f"it is {new_day}"] if new_day else []), *paths[:MAX_NAMED_FILES]]
    more = [f"{len(paths) - MAX_NAMED_FILES:,} more"] if len(paths) > MAX_NAMED_FILES else []
    return join_words((*some, *more))


def _describe_polling(reason: str) -> str:
    return f"The system can't tell of changes ({reason}); the files are looked at by the clock instead."


class _FolderBuilder:
    """Brings the dashboard's folder up to date with a build of its own: pages for readers come first."""

    def __init__(self, paths: VaultPaths, say: Callable[[str], None]) -> None:
        self.paths, self.say = paths, say
        self._process: subprocess.Popen[str] | None = None

    def start_build(self, today: Day) -> None:
        """Begin to write the folder, unless that is going on."""
        self.stop_build()
        options = ["--output", str(self.paths.output), "--today", today.isoformat(), "--quiet"]
        command = [sys.executable, "-m", "netnotes", "build", str(self.paths.root), *options]
        here = Path(netnotes.__file__).parents[
            1
        ]  # elsewhere `-m` could find another netnotes: a vault may hold anything
        self._process = subprocess.Popen(command, cwd=here, stderr=subprocess.PIPE, text=True)  # noqa: S603 - our own program

    def is_retry_needed(self) -> bool:
        """Whether the build that was begun has ended because another was at work. Other failures are said."""
        if self._process is None or self._process.poll() is None:
            return False
        _, complaint = self._process.communicate()
        code, self._process = self._process.returncode, None
        if code not in (EXIT_DONE, EXIT_BUSY):
            self.say(complaint.strip())
        return code == EXIT_BUSY

    def stop_build(self) -> None:
        """Stop a build that is going on; the folder stays whole."""
        if self._process:
            self._process.terminate()
            self._process.communicate()
            self._process = None
