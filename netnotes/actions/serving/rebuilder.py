"""Rebuilder: watches the vault, reads changed notes, and keeps the dashboard up to date."""

from __future__ import annotations

import gc
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import netnotes
from netnotes.actions.serving.inbox_filing import INBOX_QUIET_SECONDS, file_inbox
from netnotes.actions.site_inputs import build_snapshot
from netnotes.errors import EXIT_BUSY, EXIT_DONE, BusyError, NetnotesError
from netnotes.model.inbox import suggest_filing
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
    from netnotes.dashboard.snapshot import SiteSnapshot
    from netnotes.network.network import Network
    from netnotes.vault.load import LoadedVault
    from netnotes.vault.paths import VaultPaths


# The dashboard's folder is written when nothing has changed for this long.
SETTLE_SECONDS = 3.0

# How many changed files are named; the rest are counted.
MAX_NAMED_FILES = 3


class VaultState(NamedTuple):
    """What a snapshot was made from: if it is still the same, so is the snapshot."""

    file_stamps: dict[str, watch.VaultFileStamp]
    today: Day


class ServedVault(NamedTuple):
    """The vault as the browser sees it now."""

    paths: VaultPaths
    network: Network
    snapshot: SiteSnapshot


class Rebuilder(threading.Thread):
    """A thread that shows a new snapshot when the vault or the day has changed.

    As a context manager it starts the thread, and stops it at the end. If the thread fails, `error`
    says why, and the live site is closed: nothing is shown any more, rather than what may be out of
    date.
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
        super().__init__(name="netnotes rebuilder", daemon=True)
        self.paths = paths
        self.loaded = loaded
        self.state = state
        self.live_site = live_site
        self.clock = clock
        self.say = say
        self.token = token
        self.debouncer = watch.Debouncer()
        self.watcher = watch.VaultWatcher(paths.root, paths.output, self.debouncer, poll=poll)
        self.error: Exception | None = None
        self._stopped = threading.Event()
        self._refresh_lock = threading.Lock()
        self._error_message = ""
        self._next_poll = 0.0
        self._folder_builder = _FolderBuilder(paths, say)
        self._build_at: float | None = None

        # When the inbox is to be filed; None if it is not. Without a token nothing may be written.
        self._file_inbox_at: float | None = None
        self._await_quiet_inbox()

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

    @property
    def vault(self) -> ServedVault:
        """The vault as it was last read, which may be behind the files by a moment."""
        return ServedVault(self.paths, self.loaded.network, self.live_site.snapshot)

    def run(self) -> None:
        """Watch until the context ends."""
        try:
            self._watch_until_stopped()
        except Exception as error:  # noqa: BLE001 - `answer_requests` raises it again
            self.error = error
            self.live_site.close()

    def _watch_until_stopped(self) -> None:
        # The command has switched the collector off. What is loaded now stays for good: it need not
        # be searched each time that `poll_for_changes` collects what came later.
        gc.freeze()
        # Something may have changed between the first listing and the start of the watch.
        self.debouncer.notify()

        while not self._stopped.is_set():
            has_events = self.debouncer.wait_until_quiet(watch.MIN_POLL_SECONDS)
            if self._stopped.is_set():
                return

            self._restore_watch()
            self._do_next_step(has_events=has_events)
            if self._folder_builder.is_retry_needed():
                self._build_at = time.monotonic() + SETTLE_SECONDS

    def _restore_watch(self) -> None:
        was_polling = self.watcher.polling_reason
        self.watcher.restore()
        if self.watcher.polling_reason and not was_polling:
            self.say(_describe_polling(self.watcher.polling_reason))

    def _do_next_step(self, *, has_events: bool) -> None:
        """Do the most urgent thing there is to do, if there is one."""
        now = time.monotonic()
        if has_events or self.clock() != self.state.today:
            self.refresh()
        elif now >= self._next_poll:
            self.poll_for_changes()
        elif self._file_inbox_at is not None and now >= self._file_inbox_at:
            self._file_inbox()
        elif self._build_at is not None and now >= self._build_at:
            self._build_at = None
            gc.unfreeze()
            gc.collect()
            gc.freeze()
            self._folder_builder.start_build(self.state.today)

    def _await_quiet_inbox(self) -> None:
        """Set when the inbox is to be filed, if it is to be filed without being asked."""
        is_wanted = self.token != "" and self.paths.settings.files_inbox
        if is_wanted and self.loaded.waiting_sentences.sentence_count:
            self._file_inbox_at = time.monotonic() + INBOX_QUIET_SECONDS

    def _file_inbox(self) -> None:
        self._file_inbox_at = None
        try:
            words = file_inbox(self.paths, lambda: self.refresh().network, self.say)
        except BusyError:
            self._await_quiet_inbox()
        except NetnotesError as error:
            self.say(str(error))
        else:
            if words:
                self.say(words)

    def poll_for_changes(self) -> None:
        """Compare the files with those last read, and notify the debouncer of a change.

        The change is not read at once, because the files may still be changing.
        """
        started = time.monotonic()
        gc.collect()
        try:
            listing = list_files(self.paths.root, self.paths.settings, self.paths.output)
        except NetnotesError:
            # Obsidian's settings can't be read: `refresh` tells the user.
            self.debouncer.notify()
        else:
            if watch.collect_file_stamps(self.paths.root, listing) != self.state.file_stamps:
                self.debouncer.notify()

        poll_seconds = time.monotonic() - started
        self._next_poll = time.monotonic() + self._compute_poll_pause(poll_seconds)

    def _compute_poll_pause(self, poll_seconds: float) -> float:
        """Compute the seconds until the next poll, after one that took `poll_seconds`."""
        if self.watcher.polling_reason:
            return watch.compute_poll_interval(poll_seconds)

        return watch.MAX_POLL_SECONDS

    def refresh(self) -> ServedVault:
        """Read what has changed, show a new snapshot if anything has, and return what is shown.

        Any thread may call it. If the notes can't be read, the last snapshot stays and the user
        gets one message.
        """
        with self._refresh_lock:
            self._refresh_alone()
            return self.vault

    def _refresh_alone(self) -> None:
        started = time.monotonic()
        try:
            change_summary = self._load_and_show()
        except NetnotesError as error:
            if str(error) != self._error_message:
                self._error_message = str(error)
                self.say(f"{error} What was last read is shown until then.")
            return

        if self._error_message:
            self._error_message = ""
            self.say("The notes can be read again.")
        if change_summary:
            seconds = time.monotonic() - started
            problems = _describe_problems(len(self.loaded.diagnostics))
            self.say(f"{change_summary}: shown after {seconds:.2f} s; {problems} in your notes")
            waiting = suggest_filing(self.loaded.waiting_sentences)
            if waiting and self.paths.settings.inbox in change_summary:
                self.say(waiting)
            self._build_at = time.monotonic() + SETTLE_SECONDS

    def _load_and_show(self) -> str:
        """Read and show what has changed; returns a summary of it, empty when nothing has."""
        # The settings may have changed, and with them what is read and where the dashboard goes.
        paths = find_vault(self.paths.root, self.paths.output)
        listing = list_files(paths.root, paths.settings, paths.output)
        state = VaultState(watch.collect_file_stamps(paths.root, listing), self.clock())
        if state == self.state:
            return ""

        loaded = load_vault(paths, state.today, previous=self.loaded, listing=listing)
        changed_paths = watch.list_changed_paths(self.state.file_stamps, state.file_stamps)
        new_day = state.today if state.today != self.state.today else None
        change_summary = describe_changes(changed_paths, new_day)

        previous = self.live_site.snapshot
        snapshot = build_snapshot(
            previous.number + 1, paths, loaded, self.token, previous, change_summary
        )
        self.live_site.show_snapshot(snapshot)
        self.paths = paths
        self.loaded = loaded
        self.state = state
        if self.paths.settings.inbox in changed_paths:
            self._await_quiet_inbox()

        return change_summary


def describe_changes(paths: tuple[str, ...], new_day: Day | None = None) -> str:
    """Describe in a few words which files have changed, and that a new day has begun."""
    changes = list(paths[:MAX_NAMED_FILES])
    if new_day is not None:
        changes.insert(0, f"it is {new_day}")

    unnamed_count = len(paths) - MAX_NAMED_FILES
    if unnamed_count > 0:
        changes.append(f"{unnamed_count:,} more")

    return join_words(changes)


def _describe_problems(count: int) -> str:
    return format_count(count, "problem") if count else "no problems"


def _describe_polling(reason: str) -> str:
    return (
        f"The system can't tell of changes ({reason}); "
        "the files are looked at by the clock instead."
    )


class _FolderBuilder:
    """Brings the dashboard's folder up to date with a `netnotes build` in a process of its own.

    In this process a build would hold up the pages that are asked for meanwhile.
    """

    def __init__(self, paths: VaultPaths, say: Callable[[str], None]) -> None:
        self.paths = paths
        self.say = say
        self._process: subprocess.Popen[str] | None = None

    def start_build(self, today: Day) -> None:
        """Start a build for this day, in place of one that is still running."""
        self.stop_build()
        options = ["--output", str(self.paths.output), "--today", today.isoformat(), "--quiet"]
        command = [sys.executable, "-m", "netnotes", "build", str(self.paths.root), *options]
        # `-m` looks in the current folder first. That may be the vault, and a vault from a stranger
        # may hold a `netnotes.py`.
        folder = Path(netnotes.__file__).parents[1]
        self._process = subprocess.Popen(  # noqa: S603 - our own program
            command, cwd=folder, stderr=subprocess.PIPE, text=True
        )

    def is_retry_needed(self) -> bool:
        """Check whether the build has ended because another netnotes was writing.

        Other failures are reported to the user.
        """
        if self._process is None or self._process.poll() is None:
            return False

        _, complaint = self._process.communicate()
        exit_code = self._process.returncode
        self._process = None
        if exit_code not in (EXIT_DONE, EXIT_BUSY):
            self.say(complaint.strip())

        return exit_code == EXIT_BUSY

    def stop_build(self) -> None:
        """Stop a running build, which leaves the folder whole."""
        if self._process is None:
            return

        self._process.terminate()
        self._process.communicate()
        self._process = None
