"""Start all parts of a served dashboard, answer requests, and end them again."""

from __future__ import annotations

import secrets
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from netnotes.actions.build import build_dashboard, describe_build
from netnotes.actions.serving.forms import FORMS, Form, submit_form
from netnotes.actions.serving.live_site import LiveSite
from netnotes.actions.serving.met_form import build_met_route
from netnotes.actions.serving.rebuilder import Rebuilder, VaultState
from netnotes.actions.serving.routes import FormRoute, build_application
from netnotes.actions.serving.sentences import build_sentence_routes
from netnotes.actions.serving.start_form import build_start_route
from netnotes.actions.site_inputs import build_snapshot
from netnotes.actions.undo import describe_last_command
from netnotes.system.http_server import ADDRESS, open_listener, serve
from netnotes.vault import watch
from netnotes.vault.listing import list_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date as Day
    from socket import socket

    from starlette.types import ASGIApp

    from netnotes.actions.serving.live_site import FormOutcome
    from netnotes.vault.paths import VaultPaths


# Two that are started together, as at login, both work: a first build of 10,000 notes takes
# seconds.
MAX_BUILD_WAIT_SECONDS = 60.0


class RunningServer(NamedTuple):
    """A dashboard that is built, watched and ready to be served."""

    # What to open in the browser.
    address: str

    listener: socket
    app: ASGIApp
    live_site: LiveSite
    rebuilder: Rebuilder


def build_form_routes(rebuilder: Rebuilder, report: Callable[[str], None]) -> tuple[FormRoute, ...]:
    """Build the addresses at which the browser can write notes.

    `report` takes what the user must know although the form itself went well.
    """

    def handle_form(form: Form, fields: Mapping[str, str]) -> FormOutcome:
        return submit_form(
            form, fields, vault=rebuilder.vault, refresh=rebuilder.refresh, report=report
        )

    form_routes = tuple(FormRoute(form.path, partial(handle_form, form)) for form in FORMS)
    return (
        *form_routes,
        *build_sentence_routes(rebuilder, report),
        build_start_route(rebuilder, report),
        build_met_route(rebuilder, report),
    )


@contextmanager
def start_server(
    paths: VaultPaths,
    clock: Callable[[], Day],
    say: Callable[[str], None],
    *,
    port: int | None = None,
    build_routes: Callable[[Rebuilder], tuple[FormRoute, ...]] | None = None,
    poll: bool = False,
) -> Iterator[RunningServer]:
    """Build the dashboard, and keep it up to date for as long as the context lasts.

    `say` takes a line about every change. `port` None is the first free one from 8642 on.
    `build_routes` lists what the browser can write, and None lets it write nothing. `poll` looks at
    the files by the clock, for network drives, whose systems report no changes.
    """
    with open_listener(port) as listener:
        # Before the build: what changes while it runs must be seen as a change afterwards.
        listing = list_files(paths.root, paths.settings, paths.output)
        state = VaultState(watch.collect_file_stamps(paths.root, listing), clock())

        built = build_dashboard(paths, state.today, wait_seconds=MAX_BUILD_WAIT_SECONDS)
        say(describe_build(built))

        token = ""
        if build_routes:
            token = secrets.token_urlsafe(32)
        live_site = LiveSite(build_snapshot(1, paths, built.loaded, token))
        with Rebuilder(
            paths, built.loaded, state, live_site, clock, say, token=token, poll=poll
        ) as rebuilder:
            bound_port = listener.getsockname()[1]
            form_routes = build_routes(rebuilder) if build_routes else ()
            app = build_application(
                live_site,
                bound_port,
                form_routes,
                token,
                rebuilder.refresh,
                partial(describe_last_command, paths),
            )
            address = f"http://{ADDRESS}:{bound_port}/"
            yield RunningServer(address, listener, app, live_site, rebuilder)


def answer_requests(server: RunningServer) -> None:
    """Answer the browser until the user presses Ctrl-C, which raises KeyboardInterrupt.

    Raises what has ended the rebuilder, if anything did: nothing is shown any more then, because it
    may be out of date.
    """
    live_site = server.live_site
    serve(server.app, server.listener, lambda: live_site.is_closed, live_site.close)

    if server.rebuilder.error:
        raise server.rebuilder.error
