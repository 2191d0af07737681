"""`netnotes serve`: show the dashboard in the browser, and rebuild it whenever a note changes."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING

from netnotes.actions.serving.serve import answer_requests, build_form_routes, start_server
from netnotes.commands.options import add_vault_argument
from netnotes.commands.output.terminal import open_in_browser
from netnotes.errors import EXIT_DONE
from netnotes.vault.paths import find_vault

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

MAX_PORT = 65535


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `serve`."""
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
    """Build the dashboard and serve it until the user ends it with Ctrl-C."""
    paths = find_vault(args.vault)
    # Flushed, so that a program that reads our output through a pipe has each line at once.
    say: Callable[[str], None] = _say_nothing if args.quiet else partial(print, flush=True)
    report = partial(print, file=sys.stderr)
    build_routes = None
    if not args.read_only:
        build_routes = partial(build_form_routes, report=report)

    with start_server(
        paths, args.clock, say, port=args.port, build_routes=build_routes, poll=args.poll
    ) as server:
        print(f"The dashboard is at {server.address} (Ctrl-C ends it).", flush=True)
        if args.open:
            open_in_browser(server.address)
        answer_requests(server)

    return EXIT_DONE


def _say_nothing(line: str) -> None:
    """Drop a line, because the user asked for quiet."""


def _parse_port(text: str) -> int:
    """Parse a port; argparse puts `--port` before the message."""
    from argparse import ArgumentTypeError

    if not text.isdecimal() or int(text) > MAX_PORT:
        raise ArgumentTypeError(
            f"`{text}` is not a port. Write a number from 0 to {MAX_PORT}; 0 takes any free port."
        )
    return int(text)
