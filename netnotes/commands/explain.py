"""`netnotes explain CODE`: a finding's rule, its reason, and an example."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.errors import EXIT_DONE, NetnotesError
from netnotes.model.diagnostics import CODES, DiagnosticCode
from netnotes.text import find_closest_match

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `explain`."""
    parser.add_argument(
        "code",
        nargs="?",
        metavar="CODE",
        help="a finding's code; without one, all codes are listed",
    )


def run(args: argparse.Namespace) -> int:
    """Print what a code stands for, or the list of all codes."""
    if not args.code:
        for code in CODES:
            print(f"{code.name:<20} {code.severity:<8} {code.rule}")
        return EXIT_DONE
    found = next((code for code in CODES if code.name == args.code.casefold()), None)
    if found is None:
        meant = find_closest_match(args.code, (code.name for code in CODES))
        choice = f"Did you mean `{meant}`?" if meant else "`netnotes explain` lists all codes."
        raise NetnotesError(f"There is no code {args.code}. {choice}")
    print(format_text(found))
    return EXIT_DONE


def format_text(code: DiagnosticCode) -> str:
    """A code as a short page."""
    parts = [f"{code.name} ({code.severity})", "", code.rule, code.why]
    if code.wrong:
        parts += ["", "Not so:", *(f"    {line}" for line in code.wrong.splitlines())]
    if code.right:
        parts += [
            "But so:" if code.wrong else "So:",
            *(f"    {line}" for line in code.right.splitlines()),
        ]
    off = f'In netnotes.toml, `{code.name} = "off"` under [checks] silences it.'
    return "\n".join([*parts, "", off])
