"""The door to the browser: one machine, one reader, and an answer only to what was asked from our own pages.

Whoever asks is judged before anything is done: other pages in the same browser can send requests here too, and a name
of theirs can be made to lead here. What is answered comes from the list of the site's addresses; no address ever
becomes a path on the disk. To read changes nothing; to write takes the token that only a served page carries.
"""

from __future__ import annotations

import asyncio
import errno
import secrets
import socket
import sys
import threading
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeVar
from urllib.parse import parse_qsl

from netnotes.dashboard.snapshot import FRONT_PAGE, SiteSnapshot
from netnotes.errors import NetnotesError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable, Mapping
    from types import FrameType

    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from netnotes.dashboard.snapshot import ServedFile

Result = TypeVar("Result")

ADDRESS = "127.0.0.1"
FIRST_PORT = 8642
PORT_COUNT = 20
"""So many ports from the first on are tried, when others hold them."""

MAX_FORM_BYTES = 256 * 1024
"""Bytes of a form, at most; a note's text is no longer either."""

MAX_HEADER_BYTES = 2 * 1024 * 1024
"""Bytes of a request's line and headers; what is longer is not read to its end."""

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


class FormRoute(NamedTuple):
    """Something the browser can do to the notes: where its form is sent, and what does it with the fields typed there."""

    path: str
    handler: Callable[[Mapping[str, str]], FormOutcome]


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
            answer = await asyncio.to_thread(self._render_alone, lambda edition: edition.find_served_file(path))
        except OSError:  # a picture that has just been taken away
            answer = None
        status = 200 if answer else 404
        answer = answer or await asyncio.to_thread(self._render_alone, lambda edition: edition.render_missing_page())
        return _build_response(answer, status)

    async def build_failed_form_response(self, outcome: FormOutcome, path: str, fields: Mapping[str, str]) -> Response:
        """What went wrong with a form, and what was typed there, to be sent again."""
        work = partial(SiteSnapshot.render_failed_form, message=outcome.message, path=path, fields=fields)
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
    return Response(file.content, status, {"Content-Type": file.media_type, "Content-Security-Policy": policy})


def build_application(
    live_site: LiveSite,
    port: int,
    form_routes: Iterable[FormRoute] = (),
    token: str = "",
    refresh: Callable[[], None] = lambda: None,
) -> ASGIApp:
    """All that can be asked for: a page, to be told when it changes, and what can be written.

    After something was written `look` is called: it shows the edition in which that stands.
    """
    from starlette.responses import StreamingResponse
    from starlette.routing import Route, Router

    async def get_page(request: Request) -> Response:
        return await live_site.build_response(decode_page_path(request.scope["raw_path"]))

    async def stream_changes(request: Request) -> Response:
        query = request.query_params
        path = decode_page_path(query.get("page", "").encode())
        stream = (format_event(number) async for number in live_site.iter_page_changes(path, query.get("made", "")))
        return StreamingResponse(stream, media_type="text/event-stream")

    routes = [
        Route("/-/changes", stream_changes, methods=["GET"]),
        *(
            Route(one.path, partial(_handle_form, live_site, one, token, refresh), methods=["POST"])
            for one in form_routes
        ),
        Route("/{path:path}", get_page, methods=["GET"]),
    ]
    return add_guard(Router(routes, redirect_slashes=False), port)


def decode_page_path(raw_path: bytes) -> str:
    """The address that was asked for, as it stands in the list of the site's; nothing is decoded on the way."""
    return raw_path.decode("latin-1").removeprefix("/") or FRONT_PAGE


def format_event(number: int | None) -> str:
    """What a page that waits is told: the number of the edition in which it has changed, or that we are still here."""
    return ":\n\n" if number is None else f"event: changed\ndata: {number}\n\n"


async def _handle_form(
    live_site: LiveSite, route: FormRoute, token: str, refresh: Callable[[], None], request: Request
) -> Response:
    """What became of a form. Whatever did not go well, what was typed comes back in a form that can be sent again."""
    from starlette.responses import RedirectResponse

    typed = await read_form(request)
    if typed is None:
        return build_refusal(413, "This is more than a note can hold.")
    fields = {name: value for name, value in typed.items() if name != "token"}
    if not secrets.compare_digest(typed.get("token", "").encode(), token.encode()):
        outcome = FormOutcome(
            403, message="This form was not from a page that is open now. Look it over and send it again."
        )
    else:
        outcome = await asyncio.to_thread(route.handler, fields)
    if outcome.redirect_to:
        await asyncio.to_thread(refresh)
        return RedirectResponse(outcome.redirect_to, 303)
    return await live_site.build_failed_form_response(outcome, route.path, fields | dict(outcome.replaced_fields))


async def read_form(request: Request) -> dict[str, str] | None:
    """The fields of a form; None for more than is read."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > MAX_FORM_BYTES:
            return None
    try:
        return dict(parse_qsl(body.decode(errors="replace"), keep_blank_values=True, max_num_fields=64))
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
        headers = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in scope["headers"]]
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
    where = f"Port {port} is" if port is not None else f"The ports {FIRST_PORT} to {FIRST_PORT + PORT_COUNT - 1} are"
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
