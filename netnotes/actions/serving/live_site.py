"""LiveSite: the snapshot that is served now, and the open pages that wait for the next one."""

from __future__ import annotations

import asyncio
import threading
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from netnotes.dashboard.snapshot import SiteSnapshot

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping

    from starlette.responses import Response

    from netnotes.dashboard.snapshot import ServedFile
    from netnotes.dashboard.views.sentence import SentenceReading


Result = TypeVar("Result")

# A waiting page is sent something this often: only so is a closed browser noticed.
KEEP_ALIVE_SECONDS = 15.0


class FormPage(NamedTuple):
    """A page that answers a form and belongs to no note: its template and its view."""

    template: str
    view: object


class FormOutcome(NamedTuple):
    """What became of a form that was sent."""

    # The HTTP status of the answer.
    status: int

    # The address to go to when the form was written; empty when it was not.
    redirect_to: str = ""

    # The number of what was written, by which it can be taken back; empty if it can't.
    undo_number: str = ""

    # Why the form was not written, for the user.
    message: str = ""

    # Fields that get another value in the form that comes back, as pairs of name and value.
    replaced_fields: tuple[tuple[str, str], ...] = ()

    # For a sentence: how it is understood, to be shown before it is written.
    reading: SentenceReading | None = None

    # The page that is shown in answer; None for the page that the status calls for.
    form_page: FormPage | None = None


class LiveSite:
    """The snapshot that is served, which any thread may replace.

    It does not look for changes itself: the rebuilder gives it each new snapshot.
    """

    def __init__(self, snapshot: SiteSnapshot) -> None:
        self.snapshot = snapshot
        self.is_closed = False
        self._render_lock = threading.Lock()
        self._snapshot_changed = threading.Condition()
        self._waiting_pages: dict[asyncio.Event, asyncio.AbstractEventLoop] = {}

    def show_snapshot(self, snapshot: SiteSnapshot) -> None:
        """Serve this snapshot from now on, and wake the pages that wait for a change."""
        with self._snapshot_changed:
            self.snapshot = snapshot
            self._wake_waiting_pages()

    def close(self) -> None:
        """End the answers to all waiting pages, and the server with them."""
        with self._snapshot_changed:
            self.is_closed = True
            self._wake_waiting_pages()

    def wait_for_snapshot(self, is_awaited: Callable[[SiteSnapshot], bool], seconds: float) -> bool:
        """Wait for a snapshot for which `is_awaited` is true; False when the time is up."""
        with self._snapshot_changed:
            return self._snapshot_changed.wait_for(lambda: is_awaited(self.snapshot), seconds)

    async def compute_page_version(self, path: str) -> tuple[int, str]:
        """Compute the number of the served snapshot, and the input digest of this page."""

        def compute_version(snapshot: SiteSnapshot) -> tuple[int, str]:
            return snapshot.number, snapshot.compute_input_digest(path)

        return await asyncio.to_thread(self._run_alone, compute_version)

    async def iter_page_changes(self, path: str, input_digest: str) -> AsyncIterator[int | None]:
        """Yield the number of the first snapshot in which the page has another input digest.

        Before that None is yielded, at least every `KEEP_ALIVE_SECONDS`. It ends after the number,
        or on `close`.
        """
        snapshot_shown = asyncio.Event()
        with self._snapshot_changed:
            self._waiting_pages[snapshot_shown] = asyncio.get_running_loop()

        try:
            while not self.is_closed:
                # Cleared before the comparison: a snapshot that is shown during it must end the
                # wait below.
                snapshot_shown.clear()
                number, current_digest = await self.compute_page_version(path)
                if current_digest != input_digest:
                    yield number
                    return

                yield None
                try:
                    await asyncio.wait_for(snapshot_shown.wait(), KEEP_ALIVE_SECONDS)
                except TimeoutError:
                    continue
        finally:
            with self._snapshot_changed:
                del self._waiting_pages[snapshot_shown]

    async def build_response(
        self, path: str, undo_number: str = "", undo_words: str = ""
    ) -> Response:
        """Build the answer with the file at this address, or a page that says there is none.

        With `undo_words` the page offers to take back the command of this number.
        """

        def find_file(snapshot: SiteSnapshot) -> ServedFile | None:
            if undo_words:
                return snapshot.find_served_file_after_form(path, undo_number, undo_words)
            return snapshot.find_served_file(path)

        try:
            file = await asyncio.to_thread(self._run_alone, find_file)
        except OSError:
            # A picture was deleted after the snapshot was made: pictures are read when they are
            # asked for.
            file = None

        if file is not None:
            return _build_file_response(file, 200)

        missing_page = await asyncio.to_thread(self._run_alone, SiteSnapshot.render_missing_page)
        return _build_file_response(missing_page, 404)

    async def build_failed_form_response(
        self, outcome: FormOutcome, path: str, fields: Mapping[str, str]
    ) -> Response:
        """Build the answer to a form that was not written: the reason, and all that was typed."""
        render = partial(
            SiteSnapshot.render_failed_form,
            message=outcome.message,
            path=path,
            fields=fields,
            reading=outcome.reading,
        )
        page = await asyncio.to_thread(self._run_alone, render)

        return _build_file_response(page, outcome.status)

    async def build_form_page_response(
        self, outcome: FormOutcome, form_page: FormPage, undo_words: str = ""
    ) -> Response:
        """Build the answer that is a page of its own, with the offer to undo if there are words."""
        render = partial(
            SiteSnapshot.render_form_page,
            template=form_page.template,
            view=form_page.view,
            undo_number=outcome.undo_number,
            undo_words=undo_words,
        )
        page = await asyncio.to_thread(self._run_alone, render)

        return _build_file_response(page, outcome.status)

    def _run_alone(self, work: Callable[[SiteSnapshot], Result]) -> Result:
        """Run `work` on the served snapshot while no other thread does.

        Pages of one snapshot share what they compute on first use, and that is not made for two
        threads at once.
        """
        with self._render_lock:
            return work(self.snapshot)

    def _wake_waiting_pages(self) -> None:
        for snapshot_shown, loop in self._waiting_pages.items():
            # asyncio events are not thread-safe: only their own loop may set them.
            loop.call_soon_threadsafe(snapshot_shown.set)
        self._snapshot_changed.notify_all()


def _build_file_response(file: ServedFile, status: int) -> Response:
    from starlette.responses import Response

    # A page cannot say this of itself: browsers ignore `frame-ancestors` in a meta element.
    policy = f"{file.policy}; frame-ancestors 'none'"
    headers = {"Content-Type": file.media_type, "Content-Security-Policy": policy}

    return Response(file.content, status, headers)
