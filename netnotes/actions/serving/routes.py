"""Which address does what."""

from __future__ import annotations

import asyncio
import secrets
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from netnotes.actions.serving.live_site import FormOutcome
from netnotes.dashboard.snapshot import FRONT_PAGE
from netnotes.system.http_server import add_guard, build_refusal, read_form

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import ASGIApp

    from netnotes.actions.serving.live_site import LiveSite


class FormRoute(NamedTuple):
    """Something the browser can do to the notes: where its form is sent, and what does it with the fields typed there."""

    path: str
    handler: Callable[[Mapping[str, str]], FormOutcome]


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
        stream = (
            format_event(number)
            async for number in live_site.iter_page_changes(path, query.get("made", ""))
        )
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
            403,
            message="This form was not from a page that is open now. Look it over and send it again.",
        )
    else:
        outcome = await asyncio.to_thread(route.handler, fields)
    if outcome.redirect_to:
        await asyncio.to_thread(refresh)
        return RedirectResponse(outcome.redirect_to, 303)
    return await live_site.build_failed_form_response(
        outcome, route.path, fields | dict(outcome.replaced_fields)
    )
