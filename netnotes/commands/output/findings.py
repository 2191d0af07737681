"""Diagnostics as text for a reader, as JSON, and as annotations for GitHub."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.commands.output.terminal_stream import RED, YELLOW, format_style
from netnotes.model.diagnostics import Severity
from netnotes.model.settings import count_errors
from netnotes.text import escape_control_characters
from netnotes.vault.read_notes import read_line

if TYPE_CHECKING:
    from pathlib import Path

    from netnotes.model.diagnostics import Diagnostic
    from netnotes.model.settings import Settings


# How much of a line is shown, in characters: many notes have a paragraph in one line.
MAX_LINE_LENGTH = 200


def format_json(diagnostics: tuple[Diagnostic, ...], settings: Settings) -> dict[str, object]:
    """Build what `check --json` prints: the diagnostics, and how many are errors and warnings.

    It is truncated if one diagnostic stands for several notes.
    """
    error_count = count_errors(diagnostics, settings)
    return {
        "diagnostics": [_build_record(diagnostic, settings) for diagnostic in diagnostics],
        "errors": error_count,
        "warnings": len(diagnostics) - error_count,
        "truncated": any(diagnostic.note_count > 1 for diagnostic in diagnostics),
    }


def _build_record(diagnostic: Diagnostic, settings: Settings) -> dict[str, object]:
    return {
        "code": diagnostic.code,
        "severity": str(settings.find_severity(diagnostic.code)),
        "path": diagnostic.location.path,
        "line": diagnostic.location.line,
        "column": diagnostic.location.column,
        "message": diagnostic.message,
        "help": diagnostic.help,
        "notes": diagnostic.note_count,
    }


def format_github(diagnostic: Diagnostic, settings: Settings) -> str:
    """Format a diagnostic as a workflow command, which GitHub shows beside the line."""
    severity = settings.find_severity(diagnostic.code)
    path, line, column = diagnostic.location
    # In `::error key=value,…::text` the values end at a comma or colon, the text does not.
    # https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts
    properties = f"file={_escape(path, ',:')},line={line},col={column},title={diagnostic.code}"
    text = _escape(f"{diagnostic.message} {diagnostic.help}".strip())
    return f"::{severity} {properties}::{text}"


def _escape(text: str, extra_characters: str = "") -> str:
    """Escape characters as GitHub's runner does; `%` comes first, as the escapes contain it."""
    for character in "%\r\n" + extra_characters:
        text = text.replace(character, f"%{ord(character):02X}")
    return text


def format_text(
    diagnostic: Diagnostic, settings: Settings, root: Path | None, *, color: bool
) -> str:
    """Format a diagnostic for a reader: location, code, message, help.

    With `root`, the folder of the vault, the line of the note follows, and a caret below it.
    """
    code = diagnostic.code
    if color:
        is_error = settings.find_severity(code) is Severity.ERROR
        code = format_style(code, RED if is_error else YELLOW)
    location = _escape_line(str(diagnostic.location))
    text = f"{location} {code} {_escape_line(diagnostic.message)}"
    if diagnostic.help:
        text += f" {_escape_line(diagnostic.help)}"
    if root is None:
        return text
    return text + _format_excerpt(diagnostic, root)


def _format_excerpt(diagnostic: Diagnostic, root: Path) -> str:
    """Format the note's line and a caret; empty for an empty line, or if it can't be read now."""
    line = read_line(root, diagnostic.location)
    if not line.strip():
        return ""
    # A tab is as wide as the terminal likes, and the caret would miss its place.
    excerpt = line.replace("\t", " ")[:MAX_LINE_LENGTH]
    # The column may lie behind the end of the excerpt, or of a line edited since it was checked.
    caret_indent = " " * len(_escape_line(excerpt[: diagnostic.location.column - 1]))
    excerpt = _escape_line(excerpt)
    return f"\n    {excerpt}\n    {caret_indent}^"


def _escape_line(text: str) -> str:
    """Escape control characters, also the end of a line: each diagnostic is one line."""
    return escape_control_characters(text).replace("\n", r"\u000a")
