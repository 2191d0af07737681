"""`netnotes build`: write the dashboard from the notes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from netnotes.actions.build import build_dashboard, describe_build
from netnotes.commands.options import add_vault_argument
from netnotes.commands.output.no_people import describe_where_people_are
from netnotes.commands.output.terminal import EMPTY_VAULT_HINT, open_in_browser
from netnotes.errors import EXIT_DONE, EXIT_PROBLEMS
from netnotes.vault.paths import find_vault

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `build`."""
    add_vault_argument(parser)
    parser.add_argument("--output", type=Path, metavar="DIR", help="where to write the dashboard")
    parser.add_argument("--open", action="store_true", help="open the dashboard in the browser")
    parser.add_argument(
        "--redact",
        action="store_true",
        help="with stand-ins for every name and text, for screenshots",
    )
    parser.add_argument(
        "--ics", action="store_true", help="keep followups.ics in it, a calendar to subscribe to"
    )
    parser.add_argument("--full", action="store_true", help="rebuild everything, without the cache")
    parser.add_argument("--strict", action="store_true", help="exit with 1 when there are problems")


def run(args: argparse.Namespace) -> int:
    """Build the dashboard; PROBLEMS only with `--strict`: a broken note never stops the others."""
    paths = find_vault(args.vault, args.output)
    built = build_dashboard(
        paths, args.today, ignore_cache=args.full, redact=args.redact, ics=args.ics
    )
    if not args.quiet:
        print(describe_build(built))
        hint = describe_where_people_are(
            paths.root,
            paths.settings,
            contact_count=built.contact_count,
            note_count=built.note_count,
        )
        if hint or not built.contact_count:
            print(hint or EMPTY_VAULT_HINT)
    # By file:// and without a server: the pages work with no network at all.
    if args.open:
        open_in_browser(built.index_path.as_uri())
    if args.strict and built.diagnostics:
        return EXIT_PROBLEMS
    return EXIT_DONE
