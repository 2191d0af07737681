"""`netnotes explain`: print the rule behind a diagnostic, its reason, and an example."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.errors import EXIT_DONE, NetnotesError
from netnotes.model.diagnostics import CODES, DiagnosticCode
from netnotes.text import find_closest_match

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `explain`."""
    parser.add_argument(
        "code",
        nargs="?",
        metavar="CODE",
        help="a finding's code; without one, all codes are listed",
    )


def run(args: argparse.Namespace) -> int:
    """Print what a code means, or the list of all codes."""
    if not args.code:
        for code in CODES:
            print(f"{code.name:<20} {code.severity:<8} {code.rule}")
        return EXIT_DONE
    print(format_text(_find_code(args.code)))
    return EXIT_DONE


def _find_code(name: str) -> DiagnosticCode:
    """Find a code by its name; NetnotesError with the closest one if there is none."""
    for code in CODES:
        if code.name == name.casefold():
            return code

    closest_name = find_closest_match(name, (code.name for code in CODES))
    hint = "`netnotes explain` lists all codes."
    if closest_name:
        hint = f"Did you mean `{closest_name}`?"
    raise NetnotesError(f"There is no code {name}. {hint}")


def format_text(code: DiagnosticCode) -> str:
    """Format a code as a short page: the rule, the reason, a wrong and a right example."""
    lines = [f"{code.name} ({code.severity})", "", code.rule, code.why]
    if code.wrong:
        lines += ["", "Not so:", *_indent(code.wrong)]
    if code.right:
        lines += ["But so:" if code.wrong else "So:", *_indent(code.right)]
    lines += ["", f'In netnotes.toml, `{code.name} = "off"` under [checks] silences it.']
    return "\n".join(lines)


def _indent(example: str) -> list[str]:
    return [f"    {line}" for line in example.splitlines()]
