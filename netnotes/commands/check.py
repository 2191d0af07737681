"""`netnotes check`: what is wrong in the notes, and nothing else."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from netnotes.commands.options import add_vault_argument
from netnotes.errors import EXIT_DONE, EXIT_PROBLEMS
from netnotes.model.diagnostics import Severity
from netnotes.model.settings import count_errors, format_diagnostic_counts
from netnotes.vault.listing import stat_file
from netnotes.vault.load import find_and_load_vault
from netnotes.vault.read_notes import read_line, read_note_source

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from netnotes.model.diagnostics import Diagnostic
    from netnotes.model.settings import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `check`."""
    add_vault_argument(parser)
    parser.add_argument("--strict", action="store_true", help="let warnings count as problems")
    parser.add_argument("--fix", action="store_true", help="mend what can mean one thing only")
    parser.add_argument("--dry-run", action="store_true", help="with --fix: show what would change, and change nothing")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print the findings as JSON")
    form.add_argument("--github", action="store_true", help="print the findings as annotations for GitHub Actions")


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
            print(format_text(one, settings, opened.vault.root if sys.stdout.isatty() else None, color=args.color))
        if found and not args.quiet:
            print(f"{format_diagnostic_counts(found, settings)}. `netnotes explain CODE` says more.", file=sys.stderr)
    return EXIT_PROBLEMS if count_errors(found, settings) or (args.strict and found) else EXIT_DONE


def fix_notes(args: argparse.Namespace) -> None:
    """Mend what is safe to mend in every contact's note, and say what."""
    from netnotes.commands.editing import open_write_session, write_or_preview
    from netnotes.vault.edit import build_change, open_note
    from netnotes.writing.edits import find_obstacle
    from netnotes.writing.fixes import build_fix_edits

    with open_write_session(args) as desk:
        changes = []
        for contact in desk.network.contacts:
            source, _ = read_note_source(desk.paths.root, stat_file(desk.paths.root, contact.path))
            if source is None or find_obstacle(source) or not build_fix_edits(source, desk.paths.settings)[1]:
                continue
            note = open_note(desk.paths.root, contact.path)
            edits, words = build_fix_edits(note.source, desk.paths.settings)
            changes.append(build_change(note, edits))
            if not args.quiet and not args.dry_run:
                print(f"{contact.path}: {', '.join(words)}")
        write_or_preview(desk, changes, args)


def format_json(diagnostics: tuple[Diagnostic, ...], settings: Settings) -> dict[str, object]:
    """The findings for another program."""
    errors = count_errors(diagnostics, settings)
    rows = [
        {
            "code": one.code,
            "severity": str(settings.find_severity(one.code)),
            "path": one.location.path,
            "line": one.location.line,
            "column": one.location.column,
            "message": one.message,
            "help": one.help,
        }
        for one in diagnostics
    ]
    return {"netnotes": 1, "diagnostics": rows, "errors": errors, "warnings": len(diagnostics) - errors}


def format_github(diagnostic: Diagnostic, settings: Settings) -> str:
    """A finding as a workflow command, which GitHub shows beside the line."""
    place = diagnostic.location
    where = f"file={_escape(place.path, ',:')},line={place.line},col={place.column},title={diagnostic.code}"
    text = _escape(f"{diagnostic.message} {diagnostic.help}".strip())
    return f"::{settings.find_severity(diagnostic.code)} {where}::{text}"


def _escape(text: str, extra_characters: str = "") -> str:
    for sign in "%\r\n" + extra_characters:
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text


def format_text(diagnostic: Diagnostic, settings: Settings, root: Path | None, *, color: bool) -> str:
    """A finding for a person: place, code, sentence; with the vault's root, also the line and a caret below it."""
    tint = ("31" if settings.find_severity(diagnostic.code) is Severity.ERROR else "33") if color else ""
    code = f"\x1b[{tint}m{diagnostic.code}\x1b[0m" if tint else diagnostic.code
    text = f"{_replace_unprintable(str(diagnostic.location))} {code} {_replace_unprintable(diagnostic.message)}"
    if diagnostic.help:
        text += f" {_replace_unprintable(diagnostic.help)}"
    line = read_line(root, diagnostic.location) if root else ""
    if line.strip():
        shown = _replace_unprintable(line.replace("\t", " "))[:200]
        caret = " " * min(diagnostic.location.column - 1, len(shown)) + "^"
        text += f"\n    {shown}\n    {caret}"
    return text


def _replace_unprintable(text: str) -> str:
    """A text without the signs that would move the cursor or colour the terminal."""
    return "".join(sign if sign.isprintable() else "�" for sign in text)
