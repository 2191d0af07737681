"""`netnotes check`: report what is wrong in the notes, and fix what is safe to fix."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from netnotes.commands.options import add_vault_argument
from netnotes.commands.output.findings import format_github, format_json, format_text
from netnotes.commands.output.no_people import describe_loaded_vault_without_people
from netnotes.commands.output.terminal import print_json
from netnotes.errors import EXIT_DONE, EXIT_PROBLEMS
from netnotes.model.inbox import suggest_filing
from netnotes.model.settings import Settings, count_errors, format_diagnostic_counts
from netnotes.vault.load import find_and_load_vault
from netnotes.vault.paths import BrokenSettingsError

if TYPE_CHECKING:
    import argparse

    from netnotes.model.diagnostics import Diagnostic
    from netnotes.vault.load import LoadedVault


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `check`."""
    add_vault_argument(parser)
    parser.add_argument("--strict", action="store_true", help="let warnings count as problems")
    parser.add_argument(
        "--all", action="store_true", help="list each note, also of what is wrong in most of them"
    )
    parser.add_argument("--fix", action="store_true", help="fix what can mean only one thing")
    parser.add_argument(
        "--dry-run",
        action="store_true",
        help="with --fix: show what would change, and change nothing",
    )
    output_format = parser.add_mutually_exclusive_group()
    output_format.add_argument("--json", action="store_true", help="print the findings as JSON")
    output_format.add_argument(
        "--github", action="store_true", help="print the findings as annotations for GitHub Actions"
    )


def run(args: argparse.Namespace) -> int:
    """Print the diagnostics by location; PROBLEMS if one is an error, or any is with `--strict`."""
    fixes: list[tuple[str, tuple[str, ...]]] = []
    if args.fix:
        fixes = _fix_notes(args)
        if args.dry_run and not args.json:
            return EXIT_DONE

    # After `--fix` the notes are read again, and only what is still wrong is reported.
    loaded = _load_vault(args, fixes)
    settings = loaded.vault.settings
    diagnostics = loaded.all_diagnostics if args.all else loaded.diagnostics
    if args.json or args.github:
        _print_for_program(diagnostics, settings, args, fixes)
    else:
        _print_text(diagnostics, loaded, args)

    if count_errors(diagnostics, settings) or (args.strict and diagnostics):
        return EXIT_PROBLEMS
    return EXIT_DONE


def _print_for_program(
    diagnostics: tuple[Diagnostic, ...],
    settings: Settings,
    args: argparse.Namespace,
    fixes: list[tuple[str, tuple[str, ...]]],
) -> None:
    """Print diagnostics as JSON or for GitHub, if one of them was asked for."""
    if args.json:
        record = format_json(diagnostics, settings)
        if args.fix:
            record["fixed"] = [{"path": path, "fixes": words} for path, words in fixes]
        print_json(record)
    if args.github:
        for diagnostic in diagnostics:
            print(format_github(diagnostic, settings))


def _load_vault(args: argparse.Namespace, fixes: list[tuple[str, tuple[str, ...]]]) -> LoadedVault:
    try:
        return find_and_load_vault(args.vault, args.today)
    except BrokenSettingsError as error:
        # Also an editor shall be told where, in the form that it asked for.
        _print_for_program((error.diagnostic,), Settings(), args, fixes)
        raise


def _fix_notes(args: argparse.Namespace) -> list[tuple[str, tuple[str, ...]]]:
    """Fix what is safe to fix in every contact's note; return each note's path and its fixes.

    They are printed, too, except with `--json`: what a program reads is JSON and nothing else.
    """
    # What edits notes is imported only here: `check` runs in editors and hooks, and starts faster
    # without.
    from netnotes.actions.fix_notes import iter_fixed_notes
    from netnotes.commands.editing import open_write_session, write_or_preview

    with open_write_session(args) as session:
        fixed_notes = list(iter_fixed_notes(session))
        changes = [fixed_note.change for fixed_note in fixed_notes]
        fixes = [(change.note.path, descriptions) for change, descriptions in fixed_notes]
        if args.json:
            if not args.dry_run:
                session.writer.write_changes(changes)
            return fixes

        # Said once it is true.
        if write_or_preview(session, changes, args) and not args.quiet:
            for path, descriptions in fixes:
                print(f"{path}: {', '.join(descriptions)}")
    return fixes


def _print_text(
    diagnostics: tuple[Diagnostic, ...], loaded: LoadedVault, args: argparse.Namespace
) -> None:
    """Print each diagnostic for a reader, and then how many there are."""
    settings = loaded.vault.settings
    # Only a terminal gets the note's line below: editors and `grep` want one line for each problem.
    root = loaded.vault.root if sys.stdout.isatty() else None
    for diagnostic in diagnostics:
        print(format_text(diagnostic, settings, root, color=args.color))
    if diagnostics and not args.quiet:
        counts = format_diagnostic_counts(diagnostics, settings)
        # To stderr, so that `netnotes check | wc -l` counts the diagnostics only.
        print(f"{counts}. `netnotes explain CODE` says more.", file=sys.stderr)
    if args.quiet:
        return
    hint = describe_loaded_vault_without_people(loaded)
    if hint:
        print(hint, file=sys.stderr)
    waiting = suggest_filing(loaded.waiting_sentences)
    if waiting:
        print(waiting, file=sys.stderr)
