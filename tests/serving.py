"""A dashboard served to tests by the real server, at a free port, with the notes watched."""

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
    from netnotes.actions.serving.serve import RunningServer
    from netnotes.dashboard.snapshot import SiteSnapshot

MAX_WAIT_SECONDS = 30.0
"""Seconds after which a test gives up waiting; no test takes them unless it fails."""


class ServedDashboard(NamedTuple):
    """A vault that is served, and what a browser and the user see of it."""

    root: Path
    address: str
    port: int
    live_site: LiveSite
    rebuilder: Rebuilder

    messages: list[str]
    """The lines printed for the user."""

    requests: list[tuple[str, str, int]]
    """The method, the path and the status of each request that was answered."""

    def wait_for_snapshot_number(self, number: int) -> None:
        """Wait until a snapshot of this number, or a later one, is shown."""
        self.wait_until(lambda snapshot: snapshot.number >= number)

    def wait_until(self, is_awaited: Callable[[SiteSnapshot], bool]) -> None:
        """Wait until a snapshot is shown for which `is_awaited` is true."""
        assert self.live_site.wait_for_snapshot(is_awaited, MAX_WAIT_SECONDS), self.messages

    def read_page(self, path: str) -> str:
        """Read a page as it is shown now."""
        file = self.live_site.snapshot.find_served_file(path)
        assert file, path
        return file.content.decode()

    def find_person_page(self, name: str) -> str:
        """Find the address of a person's page."""
        refs = self.live_site.snapshot.site.refs
        return next(ref.href for ref in refs.values() if ref.name == name)

    def request(
        self,
        target: str,
        headers: Mapping[str, str] | None = None,
        *,
        method: str = "GET",
        body: bytes = b"",
    ) -> Response:
        """Send a request as no browser would: the target is sent as it is."""
        sent_headers = {
            "Host": f"127.0.0.1:{self.port}",
            "Connection": "close",
            **(headers or {}),
        }
        if body:
            sent_headers["Content-Length"] = str(len(body))
        head = "".join(f"{name}: {value}\r\n" for name, value in sent_headers.items() if value)
        with socket.create_connection(("127.0.0.1", self.port), MAX_WAIT_SECONDS) as connection:
            connection.sendall(f"{method} {target} HTTP/1.1\r\n{head}\r\n".encode("latin-1") + body)
            return parse_response(b"".join(iter(lambda: connection.recv(65536), b"")))


class Response(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes


def parse_response(raw: bytes) -> Response:
    head, _, body = raw.partition(b"\r\n\r\n")
    first_line, *lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
    return Response(int(first_line.split()[1]), headers, body)


@contextmanager
def serve_vault(
    root: Path,
    *,
    clock: Callable[[], Day] = lambda: TODAY,
    poll: bool = False,
    writes: tuple[FormRoute, ...] = (),
    real: bool = False,
) -> Iterator[ServedDashboard]:
    """Serve a vault; its forms are the `real` ones, or `writes` in place of them, or none."""
    messages: list[str] = []
    build_routes: Callable[[Rebuilder], tuple[FormRoute, ...]] | None = None
    if real:
        build_routes = partial(build_form_routes, report=messages.append)
    elif writes:
        build_routes = lambda _: writes  # noqa: E731 - a function for one of two branches

    with start_server(
        find_vault(root), clock, messages.append, port=0, build_routes=build_routes, poll=poll
    ) as server:
        requests: list[tuple[str, str, int]] = []
        thread = threading.Thread(target=answer_and_record, args=(server, requests))
        thread.start()
        try:
            yield ServedDashboard(
                root,
                server.address,
                server.listener.getsockname()[1],
                server.live_site,
                server.rebuilder,
                messages,
                requests,
            )
        finally:
            server.live_site.close()
            thread.join(MAX_WAIT_SECONDS)
            assert not thread.is_alive()


def answer_and_record(server: RunningServer, requests: list[tuple[str, str, int]]) -> None:
    """Answer until the live site is closed, and record each request."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        async def send_and_record(message: Message) -> None:
            if message["type"] == "http.response.start":
                requests.append((scope["method"], scope["path"], message["status"]))
            await send(message)

        await server.app(scope, receive, send_and_record)

    live_site = server.live_site
    serve(app, server.listener, lambda: live_site.is_closed, live_site.close)
