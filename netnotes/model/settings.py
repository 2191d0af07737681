"""The settings: `netnotes.toml` in the vault's root, every line of it optional."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from netnotes.model.diagnostics import DEFAULT_SEVERITIES, Severity
from netnotes.model.people import EMPTY_ME, Me, Mode
from netnotes.text import format_count, join_words

if TYPE_CHECKING:
    from netnotes.model.diagnostics import Diagnostic


SETTINGS_FILE_NAME = "netnotes.toml"

MODES: tuple[Mode, ...] = ("in person", "voice", "written")

CHANNELS: dict[Mode, tuple[str, ...]] = {
    "in person": (
        *(
            "met",
            "meeting",
            "coffee",
            "lunch",
            "dinner",
            "breakfast",
            "drinks",
            "walk",
            "visit",
            "event",
        ),
        *("workshop", "conference"),
    ),
    "voice": ("call", "phone", "video", "zoom", "teams"),
    "written": ("email", "mail", "message", "chat", "linkedin", "text", "letter", "card"),
}

TIERS: tuple[tuple[str, int], ...] = (
    ("monthly", 30),
    ("quarterly", 90),
    ("half-yearly", 180),
    ("yearly", 365),
)

EDITORS = {
    "vscode": "vscode://file{path}:{line}:{column}",
    "vscodium": "vscodium://file{path}:{line}:{column}",
    "cursor": "cursor://file{path}:{line}:{column}",
    "zed": "zed://file{path}:{line}:{column}",
    "idea": "idea://open?file={path}&line={line}&column={column}",
    "sublime": "subl://open?url=file://{path}&line={line}&column={column}",
    "textmate": "txmt://open?url=file://{path}&line={line}&column={column}",
}
"""The address by which each editor opens a file at a line; `path` is absolute and percent-encoded."""

CONTACT_FOLDERS = ("People", "Contacts", "Persons", "CRM/Contacts", "References/People")


class Settings(Struct, frozen=True, kw_only=True):
    """What the person who keeps the notes has decided; the defaults are those of a vault without a settings file.

    `budget` is how many people a week there is time for. `tiers` are names and intervals in days, in order.
    `properties` maps one of our property names to the further names it is read under.
    """

    me: Me = EMPTY_ME
    budget: float | None = None
    tiers: tuple[tuple[str, int], ...] = TIERS
    contacts: tuple[str, ...] = CONTACT_FOLDERS
    goals: str = "Goals"
    events: str = "Events"
    journal: str = ""
    exclude: tuple[str, ...] = ()
    output: str = "dashboard"
    ics: bool = False
    editor: str = ""
    not_the_same: tuple[tuple[str, str], ...] = ()
    properties: tuple[tuple[str, tuple[str, ...]], ...] = ()
    channels: tuple[tuple[str, Mode], ...] = tuple(
        (word, mode) for mode, words in CHANNELS.items() for word in words
    )
    checks: tuple[tuple[str, Severity], ...] = ()

    def find_tier_days(self, tier: str) -> int | None:
        """The interval of a tier in days, NEVER for a tier that is never due, None for one that does not exist."""
        return dict(self.tiers).get(tier)

    def find_severity(self, code: str) -> Severity:
        """How much a finding of this code matters here."""
        return dict(self.checks).get(code, DEFAULT_SEVERITIES[code])


def format_diagnostic_counts(diagnostics: tuple[Diagnostic, ...], settings: Settings) -> str:
    """How many errors and how many warnings, in words."""
    errors = count_errors(diagnostics, settings)
    parts = ((errors, "error"), (len(diagnostics) - errors, "warning"))
    return (
        join_words(format_count(number, word) for number, word in parts if number)
        or "nothing to mend"
    )


def count_errors(diagnostics: tuple[Diagnostic, ...], settings: Settings) -> int:
    """How many of the findings are errors by these settings; the others are warnings."""
    return sum(settings.find_severity(one.code) is Severity.ERROR for one in diagnostics)


class DailyNotes(Struct, frozen=True):
    """Where the daily notes are, and how their files are named in moment.js's letters. No folder: no journal."""

    folder: str = ""
    date_format: str = "YYYY-MM-DD"
