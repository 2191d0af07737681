"""All of it started and ended."""

from __future__ import annotations

import secrets
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from netnotes.actions.build import build_dashboard, describe_build
from netnotes.actions.serving.forms import FORMS, Form, submit_form
from netnotes.actions.serving.live_site import LiveSite
from netnotes.actions.serving.rebuilder import Rebuilder, VaultState
from netnotes.actions.serving.routes import FormRoute, build_application
from netnotes.actions.site_inputs import build_snapshot
from netnotes.system.http_server import ADDRESS
from netnotes.vault import watch
from netnotes.vault.listing import list_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date as Day
    from socket import socket

    from starlette.types import ASGIApp

    from netnotes.vault.paths import VaultPaths


WRITE_FORMS: tuple[Form, ...] = FORMS
"""What the browser can do to the notes: each a form's address, and what does it."""


class RunningServer(NamedTuple):
    """A dashboard that is kept true: where it will be, what answers there, what it shows, and who keeps it so."""

    address: str
    app: ASGIApp
    live_site: LiveSite
    rebuilder: Rebuilder


def build_form_routes(rebuilder: Rebuilder) -> tuple[FormRoute, ...]:
    """What the browser can do to the notes of a dashboard that is kept true."""
    return tuple(
        FormRoute(form.path, partial(submit_form, form, rebuilder)) for form in WRITE_FORMS
    )


@contextmanager
def start_server(
    paths: VaultPaths,
    clock: Callable[[], Day],
    say: Callable[[str], None],
    listener: socket,
    *,
    build_routes: Callable[[Rebuilder], tuple[FormRoute, ...]] | None = None,
    poll: bool = False,
) -> Iterator[RunningServer]:
    """Build the dashboard, and keep what is shown of it true for as long as this lasts."""
    seen = VaultState(
        watch.collect_file_stamps(paths.root, list_files(paths.root, paths.settings, paths.output)),
        clock(),
    )
    built = build_dashboard(paths, seen.today)
    say(describe_build(built))
    token = secrets.token_urlsafe(32) if build_routes else ""
    shown = LiveSite(build_snapshot(1, paths, built.loaded, token))
    port = listener.getsockname()[1]
    with Rebuilder(paths, built.loaded, seen, shown, clock, say, token=token, poll=poll) as keeper:
        app = build_application(
            shown, port, build_routes(keeper) if build_routes else (), token, keeper.refresh
        )
        yield RunningServer(f"http://{ADDRESS}:{port}/", app, shown, keeper)
