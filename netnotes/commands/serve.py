"""`netnotes serve`: the dashboard in the browser, always as true as the notes are now."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from netnotes.actions.serving.serve import build_form_routes, start_server
from netnotes.commands.options import add_vault_argument
from netnotes.commands.output.terminal import open_in_browser
from netnotes.errors import EXIT_DONE
from netnotes.system.http_server import open_listener
from netnotes.system.http_server import serve as answer
from netnotes.vault.paths import find_vault

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `serve`."""
    add_vault_argument(parser)
    parser.add_argument("--open", action="store_true", help="open the dashboard in the browser")
    parser.add_argument(
        "--port",
        type=_parse_port,
        metavar="N",
        help="the port to serve at, 0 for any free one (default: the first free from 8642)",
    )
    parser.add_argument(
        "--poll", action="store_true", help="look at the files by the clock, for network drives"
    )
    parser.add_argument(
        "--read-only", action="store_true", help="let nothing be written from the browser"
    )


def run(args: argparse.Namespace) -> int:
    """Build, then watch, rebuild and show until the person ends it with Ctrl-C."""
    place = find_vault(args.vault)
    say: Callable[[str], None] = (lambda line: None) if args.quiet else partial(print, flush=True)
    writes = None if args.read_only else build_form_routes
    with (
        open_listener(args.port) as at,
        start_server(place, args.clock, say, at, build_routes=writes, poll=args.poll) as served,
    ):
        print(f"The dashboard is at {served.address} (Ctrl-C ends it).", flush=True)
        if args.open:
            open_in_browser(served.address)
        answer(served.app, at, served.live_site)
        if served.rebuilder.error:
            raise served.rebuilder.error
    return EXIT_DONE


def _parse_port(text: str) -> int:
    number = int(text)
    if not 0 <= number < 65536:
        raise ValueError(text)
    return number
