"""Routes: which address of the served dashboard does what."""

from __future__ import annotations

import asyncio
import secrets
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from netnotes.actions.serving.live_site import FormOutcome
from netnotes.dashboard.render import render_reading
from netnotes.dashboard.snapshot import FRONT_PAGE
from netnotes.system.http_server import add_guard, build_refusal, read_form

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable, Mapping

    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import ASGIApp

    from netnotes.actions.serving.live_site import LiveSite


class FormRoute(NamedTuple):
    """An address that takes a form, and the function that writes the fields that were typed."""

    path: str
    handler: Callable[[Mapping[str, str]], FormOutcome]

    # Whether the answer is no page but only how a sentence is understood, as part of one.
    is_part: bool = False

    # Shows the form on a page of its own: empty, or with what was typed and a message on it. None
    # for a form that is on other pages.
    show: Callable[[Mapping[str, str], str], FormOutcome] | None = None


def build_application(
    live_site: LiveSite,
    port: int,
    form_routes: Iterable[FormRoute] = (),
    token: str = "",
    refresh: Callable[[], object] = lambda: None,
    describe_undo: Callable[[str], str] = lambda _: "",
) -> ASGIApp:
    """Build the application that serves pages, notifies them of changes, and takes forms.

    A form must carry `token`. `refresh` is called after a form was written: it shows the snapshot
    that has the change. `describe_undo` says what the last command wrote, from its number, and
    nothing if it is not the last one any more.
    """
    from starlette.responses import StreamingResponse
    from starlette.routing import Route, Router

    async def get_page(request: Request) -> Response:
        path = decode_page_path(request.scope["raw_path"])
        undo_number = request.query_params.get("undo", "")
        undo_words = ""
        if undo_number:
            undo_words = await asyncio.to_thread(describe_undo, undo_number)
        return await live_site.build_response(path, undo_number, undo_words)

    async def stream_changes(request: Request) -> Response:
        query = request.query_params
        path = decode_page_path(query.get("page", "").encode())
        events = _iter_events(live_site, path, query.get("made", ""))
        return StreamingResponse(events, media_type="text/event-stream")

    routes = [Route("/-/changes", stream_changes, methods=["GET"])]
    for form_route in form_routes:
        handle_form = partial(_handle_form, live_site, form_route, token, refresh, describe_undo)
        routes.append(Route(form_route.path, handle_form, methods=["POST"]))
        if form_route.show is not None:
            show_form = partial(_show_form, live_site, partial(form_route.show, {}, ""))
            routes.append(Route(form_route.path, show_form, methods=["GET"]))
    # It matches every address, so it comes last.
    routes.append(Route("/{path:path}", get_page, methods=["GET"]))

    return add_guard(Router(routes, redirect_slashes=False), port)


def decode_page_path(raw_path: bytes) -> str:
    """Decode an address into a page's path, as it is in the site's list of pages.

    `%2e` and the like are left as they are: no page has such a path, so none is found.
    """
    return raw_path.decode("latin-1").removeprefix("/") or FRONT_PAGE


async def _iter_events(live_site: LiveSite, path: str, input_digest: str) -> AsyncIterator[str]:
    async for number in live_site.iter_page_changes(path, input_digest):
        yield format_event(number)


def format_event(number: int | None) -> str:
    """Format a server-sent event: the page has changed in the snapshot of this number.

    None gives a comment, which a browser ignores: it keeps the connection alive (HTML standard,
    "Server-sent events").
    """
    if number is None:
        return ":\n\n"

    return f"event: changed\ndata: {number}\n\n"


_FORGED = "This form was not from a page that is open now. Look it over and send it again."


async def _show_form(
    live_site: LiveSite, show: Callable[[], FormOutcome], request: Request
) -> Response:
    outcome = await asyncio.to_thread(show)
    assert outcome.form_page
    return await live_site.build_form_page_response(outcome, outcome.form_page)


async def _handle_form(
    live_site: LiveSite,
    route: FormRoute,
    token: str,
    refresh: Callable[[], object],
    describe_undo: Callable[[str], str],
    request: Request,
) -> Response:
    """Write a form and go on to a page, or send back a form with all that was typed."""
    from starlette.responses import RedirectResponse

    typed_fields = await read_form(request)
    if typed_fields is None:
        return build_refusal(413, "This is more than a note can hold.")

    fields = dict(typed_fields)
    typed_token = fields.pop("token", "")
    # As bytes, because `compare_digest` takes no text beyond ASCII, and a stranger can send any.
    if secrets.compare_digest(typed_token.encode(), token.encode()):
        outcome = await asyncio.to_thread(route.handler, fields)
    elif route.show is not None:
        outcome = await asyncio.to_thread(route.show, fields, _FORGED)
    else:
        outcome = FormOutcome(403, message=_FORGED)

    if outcome.redirect_to:
        await asyncio.to_thread(refresh)
        query = ""
        if outcome.undo_number:
            query = f"?undo={outcome.undo_number}"
        return RedirectResponse(f"{outcome.redirect_to}{query}", 303)

    if outcome.form_page is not None:
        undo_words = ""
        if outcome.undo_number:
            undo_words = await asyncio.to_thread(describe_undo, outcome.undo_number)
        return await live_site.build_form_page_response(outcome, outcome.form_page, undo_words)

    if route.is_part:
        return _build_part_response(outcome)

    fields.update(outcome.replaced_fields)
    return await live_site.build_failed_form_response(outcome, route.path, fields)


def _build_part_response(outcome: FormOutcome) -> Response:
    from starlette.responses import HTMLResponse

    if outcome.reading is None:
        return build_refusal(outcome.status, outcome.message)
    return HTMLResponse(render_reading(outcome.reading), outcome.status)
