"""The door to the browser: one machine, one reader, and an answer only to what was asked from our own pages.

Whoever asks is judged before anything is done: other pages in the same browser can send requests here too, and a name
of theirs can be made to lead here. What is answered comes from the list of the site's addresses; no address ever
becomes a path on the disk. To read changes nothing; to write takes the token that only a served page carries.
"""

from __future__ import annotations

import errno
import socket
import sys
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from netnotes.errors import NetnotesError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import FrameType

    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from netnotes.actions.serving.live_site import LiveSite


ADDRESS = "127.0.0.1"
FIRST_PORT = 8642
PORT_COUNT = 20
"""So many ports from the first on are tried, when others hold them."""

MAX_FORM_BYTES = 256 * 1024
"""Bytes of a form, at most; a note's text is no longer either."""

MAX_HEADER_BYTES = 2 * 1024 * 1024
"""Bytes of a request's line and headers; what is longer is not read to its end."""


async def read_form(request: Request) -> dict[str, str] | None:
    """The fields of a form; None for more than is read."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > MAX_FORM_BYTES:
            return None
    try:
        return dict(
            parse_qsl(body.decode(errors="replace"), keep_blank_values=True, max_num_fields=64)
        )
    except ValueError:
        return None


def add_guard(app: ASGIApp, port: int) -> ASGIApp:
    """The application behind the guard, every answer with the headers that keep others out."""

    async def handle_request(scope: Scope, receive: Receive, send: Send) -> None:
        async def send_private(message: Message) -> None:
            if message["type"] == "http.response.start":
                names = {name.lower() for name, _ in message["headers"]}
                more = [(name, value) for name, value in PRIVATE_HEADERS if name not in names]
                message = {**message, "headers": [*message["headers"], *more]}
            await send(message)

        if scope["type"] != "http":
            return
        headers = [
            (name.decode("latin-1"), value.decode("latin-1")) for name, value in scope["headers"]
        ]
        if is_own_request(headers, port):
            await app(scope, receive, send_private)
        else:
            await build_refusal(403, "Not from here.")(scope, receive, send_private)

    return handle_request


def is_own_request(headers: Iterable[tuple[str, str]], port: int) -> bool:
    """Whether a request can only come from a page of ours, or from an address typed by the person.

    The host decides first: another site can make its own name lead to this machine, but the browser says that name. A
    form of our own pages has the origin `null`, for they say of themselves that nobody shall learn where a reader came
    from; then the browser's word that the form is from the same site is needed.
    """
    said: dict[str, list[str]] = {}
    for name, value in headers:
        said.setdefault(name, []).append(value)
    hosts = {f"{name}:{port}" for name in HOST_NAMES}
    host, origin, site = (said.get(name, []) for name in ("host", "origin", "sec-fetch-site"))
    if len(host) != 1 or host[0] not in hosts or site not in ([], ["none"], ["same-origin"]):
        return False
    return origin in ([], [f"http://{host[0]}"]) or (origin == ["null"] and site == ["same-origin"])


HOST_NAMES = ("127.0.0.1", "localhost", "[::1]")

PRIVATE_HEADERS = (
    (b"cache-control", b"no-store"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"x-frame-options", b"DENY"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
)


def build_refusal(status: int, sentence: str) -> Response:
    """An answer that says no, and nothing of what was asked."""
    from starlette.responses import PlainTextResponse

    return PlainTextResponse(sentence + "\n", status)


def open_listener(port: int | None) -> socket.socket:
    """A socket that only this machine can reach: at the port that was asked for, else at the first free one.

    Raises NetnotesError when there is none.
    """
    for candidate in (port,) if port is not None else range(FIRST_PORT, FIRST_PORT + PORT_COUNT):
        one = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        if sys.platform != "win32":  # there it would let two listen at one port
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            one.bind((ADDRESS, candidate))
            one.listen(128)
        except OSError as error:
            one.close()
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise
        else:
            return one
    where = (
        f"Port {port} is"
        if port is not None
        else f"The ports {FIRST_PORT} to {FIRST_PORT + PORT_COUNT - 1} are"
    )
    raise NetnotesError(
        f"{where} taken or not for you to use. Choose another with --port, or any free one with --port 0."
    )


def serve(app: ASGIApp, listener: socket.socket, live_site: LiveSite) -> None:
    """Answer until what is shown is closed, or the person ends it, which comes out as KeyboardInterrupt."""
    import uvicorn

    class Server(uvicorn.Server):
        def handle_exit(self, sig: int, frame: FrameType | None) -> None:
            live_site.close()
            super().handle_exit(sig, frame)

        async def on_tick(self, counter: int) -> bool:
            return await super().on_tick(counter) or live_site.is_closed

    config = uvicorn.Config(
        app,
        http="h11",
        ws="none",
        loop="asyncio",
        lifespan="off",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        h11_max_incomplete_event_size=MAX_HEADER_BYTES,
        timeout_graceful_shutdown=1,
    )
    Server(config).run(sockets=[listener])
