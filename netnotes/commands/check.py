"""`netnotes check`: what is wrong in the notes, and nothing else."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from netnotes.cli import DONE, PROBLEMS, vault_argument
from netnotes.commands.opening import open_network
from netnotes.dashboard.problems import count_errors, format_diagnostic_counts
from netnotes.diagnostics import Severity
from netnotes.doors.vault import file_at, line_of, read

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from netnotes.diagnostics import Diagnostic
    from netnotes.settings import Settings


def arguments(verb: argparse.ArgumentParser) -> None:
    """The options of `check`."""
    vault_argument(verb)
    verb.add_argument("--strict", action="store_true", help="let warnings count as problems")
    verb.add_argument("--fix", action="store_true", help="mend what can mean one thing only")
    verb.add_argument("--dry-run", action="store_true", help="with --fix: show what would change, and change nothing")
    form = verb.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print the findings as JSON")
    form.add_argument("--github", action="store_true", help="print the findings as annotations for GitHub Actions")


def check(args: argparse.Namespace) -> int:
    """Print every finding by its place; PROBLEMS where one is an error, or with `--strict` where there is any."""
    if args.fix:
        fix(args)
        if args.dry_run:
            return DONE
    opened = open_network(args.vault, args.today)
    settings, found = opened.vault.settings, opened.found
    if args.json:
        print(json.dumps(as_json(found, settings), ensure_ascii=False, indent=1))
    elif args.github:
        for one in found:
            print(as_github(one, settings))
    else:
        for one in found:
            print(as_text(one, settings, opened.vault.root if sys.stdout.isatty() else None, color=args.color))
        if found and not args.quiet:
            print(f"{format_diagnostic_counts(found, settings)}. `netnotes explain CODE` says more.", file=sys.stderr)
    return PROBLEMS if count_errors(found, settings) or (args.strict and found) else DONE


def fix(args: argparse.Namespace) -> None:
    """Mend what is safe to mend in every contact's note, and say what."""
    from netnotes.commands.editing import editing, write
    from netnotes.doors import notes
    from netnotes.writing.edits import obstacle
    from netnotes.writing.mend import mended

    with editing(args) as desk:
        changes = []
        for contact in desk.network.contacts:
            source, _ = read(desk.place.root, file_at(desk.place.root, contact.path))
            if source is None or obstacle(source) or not mended(source, desk.place.settings)[1]:
                continue
            note = notes.open_note(desk.place.root, contact.path)
            edits, words = mended(note.source, desk.place.settings)
            changes.append(notes.change(note, edits))
            if not args.quiet and not args.dry_run:
                print(f"{contact.path}: {', '.join(words)}")
        write(desk, changes, args)


def as_json(found: tuple[Diagnostic, ...], settings: Settings) -> dict[str, object]:
    """The findings for another program."""
    errors = count_errors(found, settings)
    rows = [
        {
            "code": one.code,
            "severity": str(settings.severity(one.code)),
            "path": one.place.path,
            "line": one.place.line,
            "column": one.place.column,
            "message": one.message,
            "help": one.help,
        }
        for one in found
    ]
    return {"netnotes": 1, "diagnostics": rows, "errors": errors, "warnings": len(found) - errors}


def as_github(one: Diagnostic, settings: Settings) -> str:
    """A finding as a workflow command, which GitHub shows beside the line."""
    place = one.place
    where = f"file={_escaped(place.path, ',:')},line={place.line},col={place.column},title={one.code}"
    text = _escaped(f"{one.message} {one.help}".strip())
    return f"::{settings.severity(one.code)} {where}::{text}"


def _escaped(text: str, more: str = "") -> str:
    for sign in "%\r\n" + more:
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text


def as_text(one: Diagnostic, settings: Settings, root: Path | None, *, color: bool) -> str:
    """A finding for a person: place, code, sentence; with the vault's root, also the line and a caret below it."""
    tint = ("31" if settings.severity(one.code) is Severity.ERROR else "33") if color else ""
    code = f"\x1b[{tint}m{one.code}\x1b[0m" if tint else one.code
    text = f"{_printable(str(one.place))} {code} {_printable(one.message)}"
    if one.help:
        text += f" {_printable(one.help)}"
    line = line_of(root, one.place) if root else ""
    if line.strip():
        shown = _printable(line.replace("\t", " "))[:200]
        caret = " " * min(one.place.column - 1, len(shown)) + "^"
        text += f"\n    {shown}\n    {caret}"
    return text


def _printable(text: str) -> str:
    """A text without the signs that would move the cursor or colour the terminal."""
    return "".join(sign if sign.isprintable() else "�" for sign in text)
