"""The page Problems: every diagnostic, note by note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from netnotes.dashboard.addresses import build_editor_url
from netnotes.model.settings import format_diagnostic_counts
from netnotes.network.reach import build_obsidian_url

if TYPE_CHECKING:
    from datetime import date as Day

    from netnotes.dashboard.site import Site
    from netnotes.model.diagnostics import Diagnostic


class Problem(Struct, frozen=True):
    """One diagnostic; `editor` is the URL of its line in the editor that the settings name."""

    severity: str
    code: str
    line: int
    message: str
    help: str
    editor: str


class ProblemFile(Struct, frozen=True):
    """A note and what is wrong in it."""

    path: str
    obsidian: str
    problems: tuple[Problem, ...]


class ProblemsView(Struct, frozen=True, kw_only=True):
    """Everything the page Problems shows."""

    as_of: Day
    summary: str
    files: tuple[ProblemFile, ...]


def build_problems_view(site: Site) -> ProblemsView:
    """Every finding by its note, with what to do."""
    problems_by_path: dict[str, list[Problem]] = {}
    for diagnostic in site.diagnostics:
        problem = _build_problem(diagnostic, site)
        problems_by_path.setdefault(diagnostic.location.path, []).append(problem)

    # The diagnostics are sorted by location, so the notes are in order already.
    files = []
    for path, problems in problems_by_path.items():
        obsidian_url = build_obsidian_url(site.vault_name, path)
        files.append(ProblemFile(path, obsidian_url, tuple(problems)))
    return ProblemsView(
        as_of=site.network.today,
        summary=format_diagnostic_counts(site.diagnostics, site.network.settings),
        files=tuple(files),
    )


def _build_problem(diagnostic: Diagnostic, site: Site) -> Problem:
    settings = site.network.settings
    location = diagnostic.location
    editor_url = ""
    if settings.editor and site.root:
        editor_url = build_editor_url(
            settings.editor, site.root, location.path, location.line, location.column
        )
    severity = str(settings.find_severity(diagnostic.code))
    return Problem(
        severity,
        diagnostic.code,
        location.line,
        diagnostic.message,
        diagnostic.help,
        editor_url,
    )
