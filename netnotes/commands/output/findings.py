"""Findings as text, JSON, GitHub annotations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.model.diagnostics import Severity
from netnotes.model.settings import count_errors
from netnotes.vault.read_notes import read_line

if TYPE_CHECKING:
    from pathlib import Path

    from netnotes.model.diagnostics import Diagnostic
    from netnotes.model.settings import Settings


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
    return {
        "netnotes": 1,
        "diagnostics": rows,
        "errors": errors,
        "warnings": len(diagnostics) - errors,
    }


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


def format_text(
    diagnostic: Diagnostic, settings: Settings, root: Path | None, *, color: bool
) -> str:
    """A finding for a person: place, code, sentence; with the vault's root, also the line and a caret below it."""
    tint = (
        ("31" if settings.find_severity(diagnostic.code) is Severity.ERROR else "33")
        if color
        else ""
    )
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
