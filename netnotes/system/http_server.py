"""An HTTP server for one reader on this machine, which answers only its own pages.

Every request is checked before anything is done: other sites open in the same browser can send
requests here too, and can make a name of theirs lead to this machine (DNS rebinding). No address
ever becomes a path on the disk: the application looks it up in its list of pages. Reading changes
nothing; writing needs a token that only a served page holds.
"""

from __future__ import annotations

import errno
import socket
import sys
from contextlib import suppress
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from netnotes.errors import NetnotesError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from types import FrameType

    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import ASGIApp, Message, Receive, Scope, Send


ADDRESS = "127.0.0.1"

# The browser says in `Host` which name it was sent to; these are the ones that always mean this
# machine.
HOST_NAMES = ("127.0.0.1", "localhost", "[::1]")

FIRST_PORT = 8642

# How many ports are tried, from the first one on, when other programs hold them.
PORT_COUNT = 20

MAX_QUEUED_CONNECTIONS = 128

# A longer form is refused. A touch typed by hand is nowhere near it.
MAX_FORM_BYTES = 256 * 1024

# The longest form of the dashboard has a dozen fields.
MAX_FORM_FIELDS = 64

# A request whose line and headers are longer is refused, and not read to its end.
MAX_HEADER_BYTES = 2 * 1024 * 1024

# How long the rest of a request is still read after it was refused.
MAX_READ_ON_SECONDS = 2.0

# Headers of every answer, unless the answer has its own: they keep other sites and caches out.
PRIVATE_HEADERS = (
    # What is shown is private and changes with every note: no browser may put it in its cache.
    (b"cache-control", b"no-store"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"x-frame-options", b"DENY"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
)


async def read_form(request: Request) -> dict[str, str] | None:
    """Read the fields of a form.

    None when it is larger than any form of the dashboard, or the browser hung up before its end.
    """
    from starlette.requests import ClientDisconnect

    # What is announced as too long is refused at once: nobody waits for bytes that may never come.
    length = request.headers.get("content-length", "")
    if length.isdecimal() and int(length[:20]) > MAX_FORM_BYTES:
        return None

    body = b""
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > MAX_FORM_BYTES:
                return None
    except ClientDisconnect:
        # Half a form is none. Nobody reads the answer.
        return None

    text = body.decode(errors="replace")
    try:
        fields = parse_qsl(text, keep_blank_values=True, max_num_fields=MAX_FORM_FIELDS)
    except ValueError:
        return None

    return dict(fields)


def add_guard(app: ASGIApp, port: int) -> ASGIApp:
    """Build an application that refuses requests from elsewhere, and keeps answers private.

    Every answer gets those of `PRIVATE_HEADERS` that it does not have. One that is given before the
    request has come to its end can be read all the same.
    """

    async def handle_request(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return

        headers = [
            (name.decode("latin-1"), value.decode("latin-1")) for name, value in scope["headers"]
        ]
        exchange = _HttpExchange(receive, send, has_unread_body=_has_body(headers))
        if is_own_request(headers, port):
            await app(scope, exchange.receive, exchange.send)
        else:
            refusal = build_refusal(403, "Not from here.")
            await refusal(scope, exchange.receive, exchange.send)

    return handle_request


def _has_body(headers: Iterable[tuple[str, str]]) -> bool:
    return any(name in ("content-length", "transfer-encoding") for name, _ in headers)


class _HttpExchange:
    """A request and its answer, which reaches a browser that is still sending.

    A connection that is closed while bytes of the request are unread is reset, and the browser then
    discards the answer (RFC 9112, section 9.6). So the rest is read, for a limited time, between
    the last byte of the answer and its end.
    """

    def __init__(self, receive: Receive, send: Send, *, has_unread_body: bool) -> None:
        self._receive = receive
        self._send = send
        self._has_unread_body = has_unread_body

    async def receive(self) -> Message:
        message = await self._receive()
        # The last part of the body, or the news that the browser has hung up.
        if not message.get("more_body", False):
            self._has_unread_body = False
        return message

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            await self._send(self._add_headers(message))
        elif self._has_unread_body and not message.get("more_body", False):
            await self._send({**message, "more_body": True})
            await self._read_on()
            await self._send({"type": "http.response.body"})
        else:
            await self._send(message)

    def _add_headers(self, message: Message) -> Message:
        private_message = _add_private_headers(message)
        if self._has_unread_body:
            # What still comes of this request is not waited for longer than `MAX_READ_ON_SECONDS`.
            private_message["headers"].append((b"connection", b"close"))
        return private_message

    async def _read_on(self) -> None:
        import asyncio

        with suppress(TimeoutError):
            async with asyncio.timeout(MAX_READ_ON_SECONDS):
                while self._has_unread_body:
                    await self.receive()


def _add_private_headers(message: Message) -> Message:
    headers = list(message["headers"])
    own_names = {name.lower() for name, _ in headers}
    for name, value in PRIVATE_HEADERS:
        if name not in own_names:
            headers.append((name, value))

    return {**message, "headers": headers}


def is_own_request(headers: Iterable[tuple[str, str]], port: int) -> bool:
    """Check that a request can only come from the dashboard, or from an address the user typed.

    `headers` have lower-case names.
    """
    values_by_name: dict[str, list[str]] = {}
    for name, value in headers:
        values_by_name.setdefault(name, []).append(value)

    hosts = values_by_name.get("host", [])
    origins = values_by_name.get("origin", [])
    fetch_sites = values_by_name.get("sec-fetch-site", [])

    # Another site can make its own name lead to this machine, but the browser then says that name
    # as the host.
    own_hosts = {f"{name}:{port}" for name in HOST_NAMES}
    if len(hosts) != 1 or hosts[0] not in own_hosts:
        return False

    # "none" is an address that was typed or bookmarked; browsers older than 2023 do not send this
    # header.
    if fetch_sites not in ([], ["none"], ["same-origin"]):
        return False

    if origins in ([], [f"http://{hosts[0]}"]):
        return True

    # Our own forms have the origin `null`, because our pages send no referrer (Fetch standard,
    # "append a request Origin header"). A sandboxed frame of another site has it too, so the
    # browser must say that the site is ours.
    return origins == ["null"] and fetch_sites == ["same-origin"]


def build_refusal(status: int, sentence: str) -> Response:
    """Build an answer of one plain sentence that repeats nothing of the request."""
    from starlette.responses import PlainTextResponse

    return PlainTextResponse(sentence + "\n", status)


def open_listener(port: int | None) -> socket.socket:
    """Open a socket that only this machine can reach.

    `port` None takes the first free one from `FIRST_PORT` on, and 0 any free one. Raises
    NetnotesError where the port, or each of the `PORT_COUNT` ports, is taken.
    """
    # Loaded here, before the address is said: a Ctrl-C that comes during the import may be lost.
    import uvicorn  # noqa: F401

    candidates = range(FIRST_PORT, FIRST_PORT + PORT_COUNT) if port is None else (port,)
    for candidate in candidates:
        listener = _open_listener_at(candidate)
        if listener is not None:
            return listener

    if port is None:
        taken = f"The ports {FIRST_PORT} to {FIRST_PORT + PORT_COUNT - 1} are"
    else:
        taken = f"Port {port} is"
    raise NetnotesError(
        f"{taken} taken or not for you to use. "
        "Choose another with --port, or any free one with --port 0."
    )


def _open_listener_at(port: int) -> socket.socket | None:
    """Open a socket at this port; None where it is taken, or not for this user."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    # Elsewhere it frees a port that was closed a moment ago. On Windows it would let two programs
    # listen at one port.
    if sys.platform != "win32":
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)

    try:
        listener.bind((ADDRESS, port))
        listener.listen(MAX_QUEUED_CONNECTIONS)
    except OSError as error:
        listener.close()
        if error.errno in (errno.EADDRINUSE, errno.EACCES):
            return None
        raise

    return listener


def serve(
    app: ASGIApp,
    listener: socket.socket,
    is_stopped: Callable[[], bool],
    on_exit: Callable[[], None],
) -> None:
    """Answer requests until `is_stopped` says so, or the user presses Ctrl-C.

    Ctrl-C raises KeyboardInterrupt at the end.

    `on_exit` is called as soon as the user asks for the end, before the last answers are finished:
    it must end those that would go on forever.
    """
    import uvicorn

    class Server(uvicorn.Server):
        def handle_exit(self, sig: int, frame: FrameType | None) -> None:
            on_exit()
            super().handle_exit(sig, frame)

        async def on_tick(self, counter: int) -> bool:
            should_exit = await super().on_tick(counter)
            return should_exit or is_stopped()

    config = uvicorn.Config(
        app,
        # Named, because uvicorn's own choice follows what else happens to be installed.
        http="h11",
        ws="none",
        loop="asyncio",
        lifespan="off",
        log_config=None,
        access_log=False,
        # No proxy is in front of this server: such headers could only be forged.
        proxy_headers=False,
        server_header=False,
        h11_max_incomplete_event_size=MAX_HEADER_BYTES,
        timeout_graceful_shutdown=1,
    )
    Server(config).run(sockets=[listener])
