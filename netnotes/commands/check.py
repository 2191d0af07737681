"""`netnotes check`: what is wrong in the notes, and nothing else."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from netnotes.actions.fix_notes import fix_notes
from netnotes.commands.options import add_vault_argument
from netnotes.commands.output.findings import format_github, format_json, format_text
from netnotes.errors import EXIT_DONE, EXIT_PROBLEMS
from netnotes.model.settings import count_errors, format_diagnostic_counts
from netnotes.vault.load import find_and_load_vault

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `check`."""
    add_vault_argument(parser)
    parser.add_argument("--strict", action="store_true", help="let warnings count as problems")
    parser.add_argument("--fix", action="store_true", help="mend what can mean one thing only")
    parser.add_argument(
        "--dry-run",
        action="store_true",
        help="with --fix: show what would change, and change nothing",
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print the findings as JSON")
    form.add_argument(
        "--github", action="store_true", help="print the findings as annotations for GitHub Actions"
    )


def run(args: argparse.Namespace) -> int:
    """Print every finding by its place; PROBLEMS where one is an error, or with `--strict` where there is any."""
    if args.fix:
        fix_notes(args)
        if args.dry_run:
            return EXIT_DONE
    opened = find_and_load_vault(args.vault, args.today)
    settings, found = opened.vault.settings, opened.diagnostics
    if args.json:
        print(json.dumps(format_json(found, settings), ensure_ascii=False, indent=1))
    elif args.github:
        for one in found:
            print(format_github(one, settings))
    else:
        for one in found:
            print(
                format_text(
                    one,
                    settings,
                    opened.vault.root if sys.stdout.isatty() else None,
                    color=args.color,
                )
            )
        if found and not args.quiet:
            print(
                f"{format_diagnostic_counts(found, settings)}. `netnotes explain CODE` says more.",
                file=sys.stderr,
            )
    return EXIT_PROBLEMS if count_errors(found, settings) or (args.strict and found) else EXIT_DONE
