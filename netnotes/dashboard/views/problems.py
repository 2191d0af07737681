"""What was found wrong, note by note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from netnotes.dashboard.addresses import build_editor_url
from netnotes.model.settings import format_diagnostic_counts
from netnotes.network.reach import build_obsidian_url

if TYPE_CHECKING:
    from datetime import date as Day

    from netnotes.dashboard.site import Site


class Problem(Struct, frozen=True):
    """One finding, ready to print; `editor` opens its line there, empty where the settings name no editor."""

    severity: str
    code: str
    line: int
    message: str
    help: str
    editor: str


class ProblemFile(Struct, frozen=True):
    """A note with what is wrong in it."""

    path: str
    obsidian: str
    problems: tuple[Problem, ...]


class ProblemsView(Struct, frozen=True, kw_only=True):
    """Everything that was found wrong, note by note."""

    as_of: Day
    summary: str
    files: tuple[ProblemFile, ...]


def build_problems_view(site: Site) -> ProblemsView:
    """Every finding by its note, with what to do."""
    by_note: dict[str, list[Problem]] = {}
    settings = site.network.settings
    for place, code, message, help_ in site.diagnostics:
        editor = (
            build_editor_url(settings.editor, site.root, *place)
            if settings.editor and site.root
            else ""
        )
        problem = Problem(
            str(settings.find_severity(code)), code, place.line, message, help_, editor
        )
        by_note.setdefault(place.path, []).append(problem)
    files = tuple(
        ProblemFile(path, build_obsidian_url(site.vault_name, path), tuple(found))
        for path, found in by_note.items()
    )
    return ProblemsView(
        as_of=site.network.today,
        summary=format_diagnostic_counts(site.diagnostics, site.network.settings),
        files=files,
    )
