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

from netnotes.dashboard.edition import FRONT_PAGE, SiteSnapshot
from netnotes.errors import NetnotesError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable, Mapping
    from types import FrameType

    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from netnotes.dashboard.edition import ServedFile

Result = TypeVar("Result")

ADDRESS = "127.0.0.1"
PORT = 8642
PORTS = 20
"""So many ports from the first on are tried, when others hold them."""

MOST_TYPED = 256 * 1024
"""Bytes of a form, at most; a note's text is no longer either."""

MOST_ASKED = 2 * 1024 * 1024
"""Bytes of a request's line and headers; what is longer is not read to its end."""

STILL_THERE = 15.0
"""Seconds between two signs of life to a page that waits: so it is noticed when nobody waits any more."""


class Outcome(NamedTuple):
    """What became of a form: the status, the address to go to when all went well, and what to say otherwise.

    `again` are fields that are to be others when it is sent again.
    """

    status: int
    go: str = ""
    message: str = ""
    again: tuple[tuple[str, str], ...] = ()


class Write(NamedTuple):
    """Something the browser can do to the notes: where its form is sent, and what does it with the fields typed there."""

    path: str
    write: Callable[[Mapping[str, str]], Outcome]


class Shown:
    """The edition that is shown, and the pages that wait for another. Any thread may show one."""

    def __init__(self, edition: SiteSnapshot) -> None:
        self.edition = edition
        self.closed = False
        self._making = threading.Lock()
        self._waiting: dict[asyncio.Event, asyncio.AbstractEventLoop] = {}
        self._changes = threading.Condition()

    def show(self, edition: SiteSnapshot) -> None:
        """Show this edition from now on."""
        with self._changes:
            self.edition = edition
            self._wake()

    def close(self) -> None:
        """Let nobody wait any longer."""
        with self._changes:
            self.closed = True
            self._wake()

    def wait_for(self, awaited: Callable[[SiteSnapshot], bool], seconds: float) -> bool:
        """Whether an edition that is awaited is shown within so many seconds."""
        with self._changes:
            return self._changes.wait_for(lambda: awaited(self.edition), seconds)

    async def made(self, path: str) -> tuple[int, str]:
        """The number of the edition shown, and what its page of this path is made from."""
        return await asyncio.to_thread(
            self._alone, lambda edition: (edition.number, edition.compute_input_digest(path))
        )

    async def changed(self, path: str, made: str) -> AsyncIterator[int | None]:
        """The number of the first edition in which a page isn't made from that any more; None while there is none."""
        news = asyncio.Event()
        with self._changes:
            self._waiting[news] = asyncio.get_running_loop()
        try:
            while not self.closed:
                news.clear()
                number, now = await self.made(path)
                if now != made:
                    yield number
                    return
                yield None
                try:
                    await asyncio.wait_for(news.wait(), STILL_THERE)
                except TimeoutError:
                    continue
        finally:
            with self._changes:
                del self._waiting[news]

    async def answer(self, path: str) -> Response:
        """The file at this address."""
        try:
            answer = await asyncio.to_thread(self._alone, lambda edition: edition.find_served_file(path))
        except OSError:  # a picture that has just been taken away
            answer = None
        status = 200 if answer else 404
        answer = answer or await asyncio.to_thread(self._alone, lambda edition: edition.render_missing_page())
        return _response(answer, status)

    async def kept(self, outcome: Outcome, path: str, fields: Mapping[str, str]) -> Response:
        """What went wrong with a form, and what was typed there, to be sent again."""
        work = partial(SiteSnapshot.render_failed_form, message=outcome.message, path=path, fields=fields)
        return _response(await asyncio.to_thread(self._alone, work), outcome.status)

    def _alone(self, work: Callable[[SiteSnapshot], Result]) -> Result:
        """One page is made at a time: two that are made together share what is reckoned for both."""
        with self._making:
            return work(self.edition)

    def _wake(self) -> None:
        for news, loop in self._waiting.items():
            loop.call_soon_threadsafe(news.set)
        self._changes.notify_all()


def _response(answer: ServedFile, status: int) -> Response:
    from starlette.responses import Response

    policy = f"{answer.policy}; frame-ancestors 'none'"
    return Response(answer.content, status, {"Content-Type": answer.media_type, "Content-Security-Policy": policy})


def application(
    shown: Shown,
    port: int,
    writes: Iterable[Write] = (),
    token: str = "",
    look: Callable[[], None] = lambda: None,
) -> ASGIApp:
    """All that can be asked for: a page, to be told when it changes, and what can be written.

    After something was written `look` is called: it shows the edition in which that stands.
    """
    from starlette.responses import StreamingResponse
    from starlette.routing import Route, Router

    async def page(request: Request) -> Response:
        return await shown.answer(asked(request.scope["raw_path"]))

    async def changes(request: Request) -> Response:
        query = request.query_params
        path = asked(query.get("page", "").encode())
        stream = (event(number) async for number in shown.changed(path, query.get("made", "")))
        return StreamingResponse(stream, media_type="text/event-stream")

    routes = [
        Route("/-/changes", changes, methods=["GET"]),
        *(Route(one.path, partial(_written, shown, one, token, look), methods=["POST"]) for one in writes),
        Route("/{path:path}", page, methods=["GET"]),
    ]
    return guarded(Router(routes, redirect_slashes=False), port)


def asked(raw_path: bytes) -> str:
    """The address that was asked for, as it stands in the list of the site's; nothing is decoded on the way."""
    return raw_path.decode("latin-1").removeprefix("/") or FRONT_PAGE


def event(number: int | None) -> str:
    """What a page that waits is told: the number of the edition in which it has changed, or that we are still here."""
    return ":\n\n" if number is None else f"event: changed\ndata: {number}\n\n"


async def _written(shown: Shown, one: Write, token: str, look: Callable[[], None], request: Request) -> Response:
    """What became of a form. Whatever did not go well, what was typed comes back in a form that can be sent again."""
    from starlette.responses import RedirectResponse

    typed = await _typed(request)
    if typed is None:
        return refusal(413, "This is more than a note can hold.")
    fields = {name: value for name, value in typed.items() if name != "token"}
    if not secrets.compare_digest(typed.get("token", "").encode(), token.encode()):
        outcome = Outcome(
            403, message="This form was not from a page that is open now. Look it over and send it again."
        )
    else:
        outcome = await asyncio.to_thread(one.write, fields)
    if outcome.go:
        await asyncio.to_thread(look)
        return RedirectResponse(outcome.go, 303)
    return await shown.kept(outcome, one.path, fields | dict(outcome.again))


async def _typed(request: Request) -> dict[str, str] | None:
    """The fields of a form; None for more than is read."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > MOST_TYPED:
            return None
    try:
        return dict(parse_qsl(body.decode(errors="replace"), keep_blank_values=True, max_num_fields=64))
    except ValueError:
        return None


def guarded(app: ASGIApp, port: int) -> ASGIApp:
    """The application behind the guard, every answer with the headers that keep others out."""

    async def guard(scope: Scope, receive: Receive, send: Send) -> None:
        async def send_private(message: Message) -> None:
            if message["type"] == "http.response.start":
                names = {name.lower() for name, _ in message["headers"]}
                more = [(name, value) for name, value in PRIVATE if name not in names]
                message = {**message, "headers": [*message["headers"], *more]}
            await send(message)

        if scope["type"] != "http":
            return
        headers = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in scope["headers"]]
        if is_ours(headers, port):
            await app(scope, receive, send_private)
        else:
            await refusal(403, "Not from here.")(scope, receive, send_private)

    return guard


def is_ours(headers: Iterable[tuple[str, str]], port: int) -> bool:
    """Whether a request can only come from a page of ours, or from an address typed by the person.

    The host decides first: another site can make its own name lead to this machine, but the browser says that name. A
    form of our own pages has the origin `null`, for they say of themselves that nobody shall learn where a reader came
    from; then the browser's word that the form is from the same site is needed.
    """
    said: dict[str, list[str]] = {}
    for name, value in headers:
        said.setdefault(name, []).append(value)
    hosts = {f"{name}:{port}" for name in NAMES}
    host, origin, site = (said.get(name, []) for name in ("host", "origin", "sec-fetch-site"))
    if len(host) != 1 or host[0] not in hosts or site not in ([], ["none"], ["same-origin"]):
        return False
    return origin in ([], [f"http://{host[0]}"]) or (origin == ["null"] and site == ["same-origin"])


NAMES = ("127.0.0.1", "localhost", "[::1]")

PRIVATE = (
    (b"cache-control", b"no-store"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"x-frame-options", b"DENY"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
)


def refusal(status: int, sentence: str) -> Response:
    """An answer that says no, and nothing of what was asked."""
    from starlette.responses import PlainTextResponse

    return PlainTextResponse(sentence + "\n", status)


def listening(port: int | None) -> socket.socket:
    """A socket that only this machine can reach: at the port that was asked for, else at the first free one.

    Raises NetnotesError when there is none.
    """
    for candidate in (port,) if port is not None else range(PORT, PORT + PORTS):
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
    where = f"Port {port} is" if port is not None else f"The ports {PORT} to {PORT + PORTS - 1} are"
    raise NetnotesError(
        f"{where} taken or not for you to use. Choose another with --port, or any free one with --port 0."
    )


def serve(app: ASGIApp, at: socket.socket, shown: Shown) -> None:
    """Answer until what is shown is closed, or the person ends it, which comes out as KeyboardInterrupt."""
    import uvicorn

    class Server(uvicorn.Server):
        def handle_exit(self, sig: int, frame: FrameType | None) -> None:
            shown.close()
            super().handle_exit(sig, frame)

        async def on_tick(self, counter: int) -> bool:
            return await super().on_tick(counter) or shown.closed

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
        h11_max_incomplete_event_size=MOST_ASKED,
        timeout_graceful_shutdown=1,
    )
    Server(config).run(sockets=[at])
