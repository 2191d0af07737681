"""A dashboard served to tests: by the real server at a free port, with the notes watched."""

from __future__ import annotations

import socket
import threading
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from netnotes.actions.serving.serve import build_form_routes, start_server
from netnotes.system.http_server import serve
from netnotes.vault.paths import find_vault
from tests.conftest import TODAY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date as Day
    from pathlib import Path

    from starlette.types import Message, Receive, Scope, Send

    from netnotes.actions.serving.live_site import LiveSite
    from netnotes.actions.serving.rebuilder import Rebuilder
    from netnotes.actions.serving.routes import FormRoute
    from netnotes.dashboard.snapshot import SiteSnapshot

LONG = 30.0
"""Seconds after which a test gives up waiting; no test takes them unless it fails."""


class Served(NamedTuple):
    root: Path
    address: str
    port: int
    shown: LiveSite
    keeper: Rebuilder
    said: list[str]
    asked: list[tuple[str, str, int]]  # by what method, for what, and how it was answered

    def after(self, number: int) -> None:
        """Wait until an edition of this number is shown."""
        self.until(lambda edition: edition.number >= number)

    def until(self, awaited: Callable[[SiteSnapshot], bool]) -> None:
        """Wait until an edition is shown that is as awaited."""
        assert self.shown.wait_for_snapshot(awaited, LONG), self.said

    def text(self, path: str) -> str:
        """A page as it is shown now."""
        answer = self.shown.snapshot.find_served_file(path)
        assert answer, path
        return answer.content.decode()

    def person(self, name: str) -> str:
        """The address of a person's page."""
        site = self.shown.snapshot.site
        return next(page for shown, page in site.refs.values() if shown == name)

    def ask(
        self,
        target: str,
        headers: Mapping[str, str] | None = None,
        *,
        method: str = "GET",
        body: bytes = b"",
    ) -> Response:
        """Ask as no browser would: the target goes out as it stands."""
        lines = {"Host": f"127.0.0.1:{self.port}", "Connection": "close", **(headers or {})}
        if body:
            lines["Content-Length"] = str(len(body))
        head = "".join(f"{name}: {value}\r\n" for name, value in lines.items() if value)
        with socket.create_connection(("127.0.0.1", self.port), LONG) as one:
            one.sendall(f"{method} {target} HTTP/1.1\r\n{head}\r\n".encode("latin-1") + body)
            return response(b"".join(iter(lambda: one.recv(65536), b"")))


class Response(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes


def response(raw: bytes) -> Response:
    head, _, body = raw.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
    return Response(int(first.split()[1]), headers, body)


@contextmanager
def served(
    root: Path,
    *,
    clock: Callable[[], Day] = lambda: TODAY,
    poll: bool = False,
    writes: tuple[FormRoute, ...] = (),
    real: bool = False,
) -> Iterator[Served]:
    """A vault as it is served. `writes` stand in for what its forms do, which are the `real` ones else."""
    said: list[str] = []
    given = (
        partial(build_form_routes, report=said.append)
        if real
        else (lambda _: writes)
        if writes
        else None
    )
    with start_server(
        find_vault(root), clock, said.append, port=0, build_routes=given, poll=poll
    ) as one:
        asked: list[tuple[str, str, int]] = []

        async def noted(scope: Scope, receive: Receive, send: Send) -> None:
            async def sent(message: Message) -> None:
                if message["type"] == "http.response.start":
                    asked.append((scope["method"], scope["path"], message["status"]))
                await send(message)

            await one.app(scope, receive, sent)

        site = one.live_site
        thread = threading.Thread(
            target=serve, args=(noted, one.listener, lambda: site.is_closed, site.close)
        )
        thread.start()
        try:
            port = one.listener.getsockname()[1]
            yield Served(root, one.address, port, site, one.rebuilder, said, asked)
        finally:
            site.close()
            thread.join(LONG)
            assert not thread.is_alive()
