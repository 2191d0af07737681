"""`netnotes serve`: the dashboard in the browser, always as true as the notes are now."""

from __future__ import annotations

import gc
import secrets
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import netnotes
from netnotes.cli import BUSY, DONE, vault_argument
from netnotes.commands.build import build_dashboard, calendar, open_in_browser, report
from netnotes.commands.from_browser import FORMS, Form, sent
from netnotes.commands.opening import find_vault, open_vault
from netnotes.dashboard.edition import SiteSnapshot
from netnotes.dashboard.site import build_site
from netnotes.doors import pictures, watch
from netnotes.doors.serve import ADDRESS, Shown, Write, application, listening
from netnotes.doors.serve import serve as answer
from netnotes.doors.vault import files
from netnotes.errors import NetnotesError
from netnotes.exchange.to_ics import FEED
from netnotes.words import counted, listed

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator
    from datetime import date as Day
    from socket import socket
    from typing import Self

    from starlette.types import ASGIApp

    from netnotes.commands.opening import Located, Opened

WRITES: tuple[Form, ...] = FORMS
"""What the browser can do to the notes: each a form's address, and what does it."""

SETTLED = 3.0
"""Seconds without a change after which the dashboard's folder is brought up to date too."""


def arguments(verb: argparse.ArgumentParser) -> None:
    """The options of `serve`."""
    vault_argument(verb)
    verb.add_argument("--open", action="store_true", help="open the dashboard in the browser")
    verb.add_argument(
        "--port",
        type=_port,
        metavar="N",
        help="the port to serve at, 0 for any free one (default: the first free from 8642)",
    )
    verb.add_argument("--poll", action="store_true", help="look at the files by the clock, for network drives")
    verb.add_argument("--read-only", action="store_true", help="let nothing be written from the browser")


def serve(args: argparse.Namespace) -> int:
    """Build, then watch, rebuild and show until the person ends it with Ctrl-C."""
    place = find_vault(args.vault)
    say: Callable[[str], None] = (lambda line: None) if args.quiet else partial(print, flush=True)
    writes = None if args.read_only else from_browser
    with (
        listening(args.port) as at,
        running(place, args.clock, say, at, writes=writes, poll=args.poll) as served,
    ):
        print(f"The dashboard is at {served.address} (Ctrl-C ends it).", flush=True)
        if args.open:
            open_in_browser(served.address)
        answer(served.app, at, served.shown)
        if served.keeper.surprise:
            raise served.keeper.surprise
    return DONE


class Running(NamedTuple):
    """A dashboard that is kept true: where it will be, what answers there, what it shows, and who keeps it so."""

    address: str
    app: ASGIApp
    shown: Shown
    keeper: Keeper


def from_browser(keeper: Keeper) -> tuple[Write, ...]:
    """What the browser can do to the notes of a dashboard that is kept true."""
    return tuple(Write(form.path, partial(sent, form, keeper)) for form in WRITES)


@contextmanager
def running(
    place: Located,
    clock: Callable[[], Day],
    say: Callable[[str], None],
    at: socket,
    *,
    writes: Callable[[Keeper], tuple[Write, ...]] | None = None,
    poll: bool = False,
) -> Iterator[Running]:
    """Build the dashboard, and keep what is shown of it true for as long as this lasts."""
    seen = Seen(watch.looks(place.root, files(place.root, place.settings, place.output)), clock())
    built = build_dashboard(place, seen.today)
    say(report(built))
    token = secrets.token_urlsafe(32) if writes else ""
    shown = Shown(edition(1, place, built.opened, token))
    port = at.getsockname()[1]
    with Keeper(place, built.opened, seen, shown, clock, say, token=token, poll=poll) as keeper:
        app = application(shown, port, writes(keeper) if writes else (), token, keeper.look)
        yield Running(f"http://{ADDRESS}:{port}/", app, shown, keeper)


def edition(
    number: int, place: Located, opened: Opened, token: str = "", before: SiteSnapshot | None = None, news: str = ""
) -> SiteSnapshot:
    """The dashboard of an opened vault, each page to be made when it is asked for.

    `before` is the edition before it, and `news` what has changed since.
    """
    pictured = pictures.of(place.root, opened.network, opened.vault.attachments)
    where = {path: one.page for path, one in pictured.items()}
    shown = build_site(
        opened.network, place.root.name, opened.found, where, str(place.root), before.site if before else None
    )
    files = {one.page: partial(pictures.content, place.root, one) for one in pictured.values()}
    files[FEED] = partial(calendar, place, opened)
    return SiteSnapshot(number, shown, files, token=token, change_summary=news)


class Seen(NamedTuple):
    """What an edition was made from: how the files looked, and which day it was."""

    looks: dict[str, watch.Look]
    today: Day


class Keeper(threading.Thread):
    """Keeps what is shown true: watches the vault and the calendar, and shows a new edition when either has changed.

    A `surprise` is what ended it before its time: then nothing is shown any more, rather than what may be untrue.
    """

    def __init__(
        self,
        place: Located,
        opened: Opened,
        seen: Seen,
        shown: Shown,
        clock: Callable[[], Day],
        say: Callable[[str], None],
        *,
        token: str = "",
        poll: bool = False,
    ) -> None:
        super().__init__(name="netnotes keeper", daemon=True)
        self.place, self.opened, self.seen, self.shown = place, opened, seen, shown
        self.clock, self.say, self.token = clock, say, token
        self.bell = watch.Bell()
        self.watch = watch.Watch(place.root, place.output, self.bell, poll=poll)
        self.surprise: Exception | None = None
        self._stopped = threading.Event()
        self._looking = threading.Lock()
        self._complaint = ""
        self._next_look = 0.0
        self._folder = _Folder(place, say)
        self._write_at: float | None = None

    def __enter__(self) -> Self:
        self.watch.__enter__()
        if self.watch.why_polling:
            self.say(_polling(self.watch.why_polling))
        self.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._stopped.set()
        self.bell.wake()
        self.join()
        self.watch.__exit__(None, None, None)
        self._folder.end()
        gc.unfreeze()

    def run(self) -> None:
        """Look whenever the bell has rung, the day has changed, or it is time to."""
        try:
            self._keep()
        except Exception as surprise:  # noqa: BLE001 - the command raises it again where surprises are explained
            self.surprise = surprise
            self.shown.close()

    def _keep(self) -> None:
        gc.freeze()  # the collector is off, and looks from time to time at what has come since
        self.bell.ring()  # something may have changed before the watch began
        while not self._stopped.is_set():
            rung = self.bell.wait(watch.BEAT)
            if self._stopped.is_set():
                return
            was_polling = self.watch.why_polling
            self.watch.mend()
            if self.watch.why_polling and not was_polling:
                self.say(_polling(self.watch.why_polling))
            now = time.monotonic()
            if rung or self.clock() != self.seen.today:
                self.look()
            elif now >= self._next_look:
                self.glance()
            elif self._write_at is not None and now >= self._write_at:
                self._write_at = None
                gc.unfreeze()
                gc.collect()
                gc.freeze()
                self._folder.bring_up_to_date(self.seen.today)
            if self._folder.must_try_again():
                self._write_at = now + SETTLED

    def glance(self) -> None:
        """Look whether the files are others than before, and ring the bell if so: they may still be changing."""
        started = time.monotonic()
        gc.collect()
        listing = files(self.place.root, self.place.settings, self.place.output)
        if watch.looks(self.place.root, listing) != self.seen.looks:
            self.bell.ring()
        self._next_look = time.monotonic() + self._pause(time.monotonic() - started)

    def _pause(self, took: float) -> float:
        return watch.pause(took) if self.watch.why_polling else watch.SELDOM

    def look(self) -> None:
        """Look at the files, and show a new edition if they, or the day, are others than before."""
        with self._looking:
            self._look_alone()

    def _look_alone(self) -> None:
        started = time.monotonic()
        try:
            changed = self._look()
        except NetnotesError as error:
            if str(error) != self._complaint:
                self._complaint = str(error)
                self.say(f"{error} What was last read is shown until then.")
        else:
            if self._complaint:
                self._complaint = ""
                self.say("The notes can be read again.")
            if changed:
                took = time.monotonic() - started
                found = counted(len(self.opened.found), "problem") if self.opened.found else "no problems"
                self.say(f"{changed}: {found}, shown after {took:.2f} s")
                self._write_at = time.monotonic() + SETTLED

    def _look(self) -> str:
        """What has changed, in words, once it is shown; empty for nothing."""
        place = find_vault(self.place.root, self.place.output)
        listing = files(place.root, place.settings, place.output)
        seen = Seen(watch.looks(place.root, listing), self.clock())
        if seen == self.seen:
            return ""
        opened = open_vault(place, seen.today, before=self.opened, listing=listing)
        what = said(watch.changed(self.seen.looks, seen.looks), seen.today if seen.today != self.seen.today else None)
        last = self.shown.edition
        self.shown.show(edition(last.number + 1, place, opened, self.token, last, what))
        self.place, self.opened, self.seen = place, opened, seen
        return what


NAMED = 3
"""So many changed files are called by their names."""


def said(paths: tuple[str, ...], day: Day | None = None) -> str:
    """What has changed, in a few words."""
    some = [*([f"it is {day}"] if day else []), *paths[:NAMED]]
    more = [f"{len(paths) - NAMED:,} more"] if len(paths) > NAMED else []
    return listed((*some, *more))


def _polling(why: str) -> str:
    return f"The system can't tell of changes ({why}); the files are looked at by the clock instead."


class _Folder:
    """Brings the dashboard's folder up to date with a build of its own: pages for readers come first."""

    def __init__(self, place: Located, say: Callable[[str], None]) -> None:
        self.place, self.say = place, say
        self._build: subprocess.Popen[str] | None = None

    def bring_up_to_date(self, today: Day) -> None:
        """Begin to write the folder, unless that is going on."""
        self.end()
        options = ["--output", str(self.place.output), "--today", today.isoformat(), "--quiet"]
        command = [sys.executable, "-m", "netnotes", "build", str(self.place.root), *options]
        here = Path(netnotes.__file__).parents[
            1
        ]  # elsewhere `-m` could find another netnotes: a vault may hold anything
        self._build = subprocess.Popen(command, cwd=here, stderr=subprocess.PIPE, text=True)  # noqa: S603 - our own program

    def must_try_again(self) -> bool:
        """Whether the build that was begun has ended because another was at work. Other failures are said."""
        if self._build is None or self._build.poll() is None:
            return False
        _, complaint = self._build.communicate()
        code, self._build = self._build.returncode, None
        if code not in (DONE, BUSY):
            self.say(complaint.strip())
        return code == BUSY

    def end(self) -> None:
        """Stop a build that is going on; the folder stays whole."""
        if self._build:
            self._build.terminate()
            self._build.communicate()
            self._build = None


def _port(text: str) -> int:
    number = int(text)
    if not 0 <= number < 65536:
        raise ValueError(text)
    return number
