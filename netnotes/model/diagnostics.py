"""Diagnostics: what is wrong in a vault, where, and what to write instead."""

from __future__ import annotations

from datetime import date as Day  # noqa: TC003 - the cache decodes a Diagnostic by its types
from enum import StrEnum
from typing import NamedTuple

from msgspec import Struct


class Severity(StrEnum):
    """How much a diagnostic matters: an error is never right, a warning may be."""

    ERROR = "error"
    WARNING = "warning"
    OFF = "off"


class DiagnosticCode(Struct, frozen=True):
    """A rule that a vault is checked by, with an example of breaking and of following it."""

    name: str

    # How much it matters, unless the settings say something else.
    severity: Severity
    rule: str
    why: str
    wrong: str = ""
    right: str = ""


class SourceLocation(NamedTuple):
    """Where something was read. Line and column are counted from 1."""

    # Relative to the vault.
    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


# Of what is compared or read without its place.
NO_LOCATION = SourceLocation("")


class Diagnostic(NamedTuple):
    """One thing that is wrong in a vault."""

    location: SourceLocation

    # The name of a DiagnosticCode; they are in diagnostic_codes.py.
    code: str

    # What is wrong, in a sentence.
    message: str

    # What to write instead.
    help: str = ""

    # The day that it is about, if it is none while that day is still to come.
    day: Day | None = None

    # In how many notes it is so: more than one if it stands for others of its kind, too.
    note_count: int = 1


def sort_diagnostics(
    diagnostics: list[Diagnostic] | tuple[Diagnostic, ...],
) -> tuple[Diagnostic, ...]:
    """Sort diagnostics by location, and remove those that are there twice."""
    # Two checks may find the same thing, and a set has no order of its own.
    return tuple(sorted(set(diagnostics)))
