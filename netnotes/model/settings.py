"""The settings of a vault, with their defaults; `netnotes.toml` in its root may change each."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from netnotes.model.diagnostic_codes import DEFAULT_SEVERITIES
from netnotes.model.diagnostics import Severity
from netnotes.model.people import EMPTY_ME, Me, Mode
from netnotes.text import fold, format_count, join_words

if TYPE_CHECKING:
    from netnotes.model.diagnostics import Diagnostic


SETTINGS_FILE_NAME = "netnotes.toml"

MODES: tuple[Mode, ...] = ("in person", "voice", "written")

CHANNELS: dict[Mode, tuple[str, ...]] = {
    "in person": (
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
        "workshop",
        "conference",
    ),
    "voice": ("call", "phone", "video", "zoom", "teams"),
    "written": ("email", "mail", "message", "chat", "linkedin", "text", "letter", "card"),
}

# A month counts as 30 days, so that a tier falls due after the same number of days all year.
TIERS: tuple[tuple[str, int], ...] = (
    ("monthly", 30),
    ("quarterly", 90),
    ("half-yearly", 180),
    ("yearly", 365),
)

# The URL by which each editor opens a file at a line; `path` is absolute and percent-encoded.
EDITORS = {
    "vscode": "vscode://file{path}:{line}:{column}",
    "vscodium": "vscodium://file{path}:{line}:{column}",
    "cursor": "cursor://file{path}:{line}:{column}",
    "zed": "zed://file{path}:{line}:{column}",
    "idea": "idea://open?file={path}&line={line}&column={column}",
    "sublime": "subl://open?url=file://{path}&line={line}&column={column}",
    "textmate": "txmt://open?url=file://{path}&line={line}&column={column}",
}

# How a date such as 10/09/2026 is meant.
DATE_ORDERS = ("day-first", "month-first")

CONTACT_FOLDERS = ("People", "Contacts", "Persons", "CRM/Contacts", "References/People")


class WeeklyTime(NamedTuple):
    """A time of the week. `weekday` counts from 0, Monday; hours from 0 to 23."""

    weekday: int
    hour: int
    minute: int


class Settings(Struct, frozen=True, kw_only=True):
    """What the person who keeps the notes has decided; the defaults hold without a file."""

    me: Me = EMPTY_ME

    # How many people a week there is time for; None if it was not set.
    budget: float | None = None

    # How many days ahead a birthday or another day of the year is told.
    birthdays: int = 14

    # Where I am anyway and meet people: events as links, and words.
    places: tuple[str, ...] = ()

    # When in the week I write to people; None if it was not said.
    when: WeeklyTime | None = None

    # Names and intervals in days, the closest tier first.
    tiers: tuple[tuple[str, int], ...] = TIERS

    # The number that is closest on a scale such as `importance`; 0 if it is not said.
    closest_on_scale: int = 0

    # The folders whose notes are contacts.
    contacts: tuple[str, ...] = CONTACT_FOLDERS

    # The tags and categories whose notes are contacts, too, beside `person` and the like.
    tags: tuple[str, ...] = ()
    goals: str = "Goals"
    events: str = "Events"

    # The folder of the daily notes; `obsidian` if Obsidian's settings name it; empty if none.
    journal: str = ""

    # The file to which a phone appends sentences, where it exists; empty if there is to be none.
    inbox: str = "Inbox.md"

    # Whether `netnotes serve` files these sentences by itself.
    files_inbox: bool = False

    # Patterns of the paths that are not read, such as `Archive/**`.
    exclude: tuple[str, ...] = ()
    output: str = "dashboard"

    # Whether every build writes a calendar into the dashboard.
    ics: bool = False

    # One of EDITORS; empty if notes are opened in Obsidian only.
    editor: str = ""

    # Pairs of names of people who are not duplicates of each other.
    not_the_same: tuple[tuple[str, str], ...] = ()

    # One of DATE_ORDERS; empty if a date with two meanings is to be reported.
    date_order: str = ""

    # The names by which organisations are known, by other names of theirs, folded.
    organisations: tuple[tuple[str, str], ...] = ()

    # Further names by the name of a property.
    properties: tuple[tuple[str, tuple[str, ...]], ...] = ()

    # The mode of each word for a channel, folded.
    channels: tuple[tuple[str, Mode], ...] = tuple(
        (word, mode) for mode, words in CHANNELS.items() for word in words
    )

    # The codes whose severity is not the default.
    checks: tuple[tuple[str, Severity], ...] = ()

    def find_tier_days(self, tier: str) -> int | None:
        """Return the interval of a tier in days, or NEVER; None if there is no such tier."""
        return dict(self.tiers).get(tier)

    def find_organisation(self, name: str) -> str:
        """Return the name by which an organisation is known; a name without another is its own."""
        names = dict(self.organisations)
        # A name may lead to another one; with as many steps as there are names no circle is
        # endless.
        for _ in names:
            name = names.get(fold(name), name)
        return name

    def find_severity(self, code: str) -> Severity:
        """Return how much a diagnostic of this code matters in this vault."""
        return dict(self.checks).get(code, DEFAULT_SEVERITIES[code])


def format_diagnostic_counts(diagnostics: tuple[Diagnostic, ...], settings: Settings) -> str:
    """Format how many errors and warnings there are, as in `1 error and 2 warnings`."""
    error_count = count_errors(diagnostics, settings)
    warning_count = len(diagnostics) - error_count
    parts = []
    if error_count:
        parts.append(format_count(error_count, "error"))
    if warning_count:
        parts.append(format_count(warning_count, "warning"))
    return join_words(parts) or "nothing to fix"


def count_errors(diagnostics: tuple[Diagnostic, ...], settings: Settings) -> int:
    """Count the diagnostics that are errors by these settings; the others are warnings."""
    severities = [settings.find_severity(diagnostic.code) for diagnostic in diagnostics]
    return severities.count(Severity.ERROR)


class DailyNotes(Struct, frozen=True):
    """Where the daily notes are and how they are named."""

    # Empty if there are no daily notes.
    folder: str = ""

    # How a file is named after its day, in the format of moment.js, as Obsidian has it.
    date_format: str = "YYYY-MM-DD"

    # Which part of `10-09-2026` comes first, as the settings say; empty if they do not.
    date_order: str = ""
