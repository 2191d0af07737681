"""LiveSite: the snapshot shown, the pages that wait for another."""

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


Result = TypeVar("Result")

KEEP_ALIVE_SECONDS = 15.0
"""Seconds between two signs of life to a page that waits: so it is noticed when nobody waits any more."""


class FormOutcome(NamedTuple):
    """What became of a form: the status, the address to go to when all went well, and what to say otherwise.

    `again` are fields that are to be others when it is sent again.
    """

    status: int
    redirect_to: str = ""
    message: str = ""
    replaced_fields: tuple[tuple[str, str], ...] = ()


class LiveSite:
    """The edition that is shown, and the pages that wait for another. Any thread may show one."""

    def __init__(self, snapshot: SiteSnapshot) -> None:
        self.snapshot = snapshot
        self.is_closed = False
        self._render_lock = threading.Lock()
        self._waiting_pages: dict[asyncio.Event, asyncio.AbstractEventLoop] = {}
        self._snapshot_changed = threading.Condition()

    def show_snapshot(self, snapshot: SiteSnapshot) -> None:
        """Show this edition from now on."""
        with self._snapshot_changed:
            self.snapshot = snapshot
            self._wake_waiting_pages()

    def close(self) -> None:
        """Let nobody wait any longer."""
        with self._snapshot_changed:
            self.is_closed = True
            self._wake_waiting_pages()

    def wait_for_snapshot(self, is_awaited: Callable[[SiteSnapshot], bool], seconds: float) -> bool:
        """Whether an edition that is awaited is shown within so many seconds."""
        with self._snapshot_changed:
            return self._snapshot_changed.wait_for(lambda: is_awaited(self.snapshot), seconds)

    async def compute_page_version(self, path: str) -> tuple[int, str]:
        """The number of the edition shown, and what its page of this path is made from."""
        return await asyncio.to_thread(
            self._render_alone, lambda edition: (edition.number, edition.compute_input_digest(path))
        )

    async def iter_page_changes(self, path: str, input_digest: str) -> AsyncIterator[int | None]:
        """The number of the first edition in which a page isn't made from that any more; None while there is none."""
        news = asyncio.Event()
        with self._snapshot_changed:
            self._waiting_pages[news] = asyncio.get_running_loop()
        try:
            while not self.is_closed:
                news.clear()
                number, now = await self.compute_page_version(path)
                if now != input_digest:
                    yield number
                    return
                yield None
                try:
                    await asyncio.wait_for(news.wait(), KEEP_ALIVE_SECONDS)
                except TimeoutError:
                    continue
        finally:
            with self._snapshot_changed:
                del self._waiting_pages[news]

    async def build_response(self, path: str) -> Response:
        """The file at this address."""
        try:
            answer = await asyncio.to_thread(
                self._render_alone, lambda edition: edition.find_served_file(path)
            )
        except OSError:  # a picture that has just been taken away
            answer = None
        status = 200 if answer else 404
        answer = answer or await asyncio.to_thread(
            self._render_alone, lambda edition: edition.render_missing_page()
        )
        return _build_response(answer, status)

    async def build_failed_form_response(
        self, outcome: FormOutcome, path: str, fields: Mapping[str, str]
    ) -> Response:
        """What went wrong with a form, and what was typed there, to be sent again."""
        work = partial(
            SiteSnapshot.render_failed_form, message=outcome.message, path=path, fields=fields
        )
        return _build_response(await asyncio.to_thread(self._render_alone, work), outcome.status)

    def _render_alone(self, work: Callable[[SiteSnapshot], Result]) -> Result:
        """One page is made at a time: two that are made together share what is reckoned for both."""
        with self._render_lock:
            return work(self.snapshot)

    def _wake_waiting_pages(self) -> None:
        for news, loop in self._waiting_pages.items():
            loop.call_soon_threadsafe(news.set)
        self._snapshot_changed.notify_all()


def _build_response(file: ServedFile, status: int) -> Response:
    from starlette.responses import Response

    policy = f"{file.policy}; frame-ancestors 'none'"
    return Response(
        file.content, status, {"Content-Type": file.media_type, "Content-Security-Policy": policy}
    )
