"""What each line of proposed settings would change: the vault is read with and without it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from netnotes.network.network import build_network
from netnotes.reading.properties import CONTACT_PROPERTIES
from netnotes.survey.lines import iter_proposed_lines
from netnotes.text import format_count
from netnotes.vault.obsidian_settings import find_daily_notes
from netnotes.vault.read_notes import read_vault

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date as Day
    from pathlib import Path

    from netnotes.model.settings import Settings
    from netnotes.reading.note import Note
    from netnotes.survey.survey import VaultSurvey


class ProposalEffect(NamedTuple):
    """A line of the proposed settings, examples of what led to it, and what it changes."""

    label: str
    examples: tuple[str, ...]

    # `34 people, last contact known for 0 → 29`
    change: str


def iter_proposal_effects(
    root: Path,
    survey: VaultSurvey,
    notes: Sequence[Note],
    settings: Settings,
    today: Day,
    counts_with: Counter[str],
) -> Iterator[ProposalEffect]:
    """Yield each line of the proposed settings with what it changes beside all the others.

    `counts_with` is what is known by the proposed settings.
    """
    lines = tuple(iter_proposed_lines(survey, notes, settings, find_daily_notes(root, settings)))
    for line in lines:
        change = describe_change(count_facts(root, line.settings_without, today), counts_with)
        yield ProposalEffect(line.label, line.examples, change)


def count_facts(root: Path, settings: Settings, today: Day) -> Counter[str]:
    """Read a vault by these settings, and count what is known."""
    vault = read_vault(root, settings, find_daily_notes(root, settings), root / settings.output)
    network = build_network(vault.readings, vault.attachments, settings, today)
    counts: Counter[str] = Counter()
    counts["people"] = len(network.contacts)
    counts["goals"] = len(network.goals)
    counts["events"] = len(network.events)
    for contact in network.contacts:
        follow_up = network.follow_ups[contact.path]
        counts["last contact"] += follow_up.last_contact is not None
        counts["an interval"] += follow_up.cadence is not None
        counts["touches"] += len(contact.touches)
        counts["touches by a known way"] += sum(bool(touch.mode) for touch in contact.touches)
        for name in _COUNTED_PROPERTIES:
            counts[name.replace("_", " ")] += bool(getattr(contact, name))
    return counts


# Without those that everybody has, and those that are counted as something else.
_COUNTED_PROPERTIES = tuple(
    prop.name
    for prop in CONTACT_PROPERTIES
    if prop.name not in ("name", "type", "tier", "cadence", "last_contact", "archived", "tags")
)

# What is counted by itself, and not as something that is known for people.
_OWN_COUNTS = ("goals", "events", "touches", "touches by a known way")


def describe_change(without: Counter[str], with_line: Counter[str]) -> str:
    """Describe what is known with a line of the settings and was not without it, or the reverse."""
    if without["people"] == with_line["people"]:
        parts = [format_count(with_line["people"], "person", "people")]
    else:
        parts = [f"{_format_step(without['people'], with_line['people'])} people"]
    for name in with_line:
        if name == "people" or without[name] == with_line[name]:
            continue
        step = _format_step(without[name], with_line[name])
        parts.append(f"{step} {name}" if name in _OWN_COUNTS else f"{name} known for {step}")
    if len(parts) == 1 and "→" not in parts[0]:
        return "changes nothing beside the other lines"
    return ", ".join(parts)


def _format_step(before: int, after: int) -> str:
    return f"{before:,} → {after:,}"
