"""Networks for tests: the eight contacts of tests/golden/eight-contacts.json, and small ones."""

from __future__ import annotations

import datetime
import json
import re
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from netnotes.model.people import Me
from netnotes.model.settings import Settings
from netnotes.network.network import Network, build_network
from netnotes.reading.note import Source
from netnotes.reading.reader import read_source

if TYPE_CHECKING:
    from collections.abc import Mapping

GOLDEN: dict[str, Any] = json.loads(
    (Path(__file__).parent / "golden" / "eight-contacts.json").read_text("utf-8")
)


def read_numbers(value: Any) -> Any:
    """Return the golden values with fractions such as `13/2` as floats, as JSON has them."""
    if isinstance(value, dict):
        return {key: read_numbers(item) for key, item in value.items()}
    if isinstance(value, list):
        return [read_numbers(item) for item in value]
    if isinstance(value, str) and re.fullmatch(r"-?\d+(/\d+)?", value):
        return float(Fraction(value))
    return value


EXPECTED: dict[str, Any] = GOLDEN["expected"]
EXPECTED_IN_JSON: dict[str, Any] = read_numbers(EXPECTED)
TODAY = datetime.date.fromisoformat(GOLDEN["as_of"])
SETTINGS = Settings(
    me=Me(organisation=GOLDEN["ego"]["org"], field=GOLDEN["ego"]["field"]),
    budget=GOLDEN["budget_per_week"],
)


def strip_paths(value: Any) -> Any:
    """Return JSON with the name alone for everybody who is named: the golden file has no paths."""
    if isinstance(value, dict):
        if value.keys() == {"name", "path"}:
            return value["name"]
        return {key: strip_paths(item) for key, item in value.items()}
    if isinstance(value, list):
        return [strip_paths(item) for item in value]
    return value


def make_network(
    notes: dict[str, str], settings: Settings = SETTINGS, today: datetime.date = TODAY
) -> Network:
    """Build the network of notes, given by their paths."""
    return build_network(
        [read_source(Source(path, text), settings) for path, text in notes.items()],
        (),
        settings,
        today,
    )


NOTHING: Mapping[str, str] = MappingProxyType({})
NAMES = ("Ada", "Ben", "Cleo", "Dan", "Eve", "Fay", "Gus", "Hana", "Ivo", "Jun", "Kim", "Lea")


def make_network_with(
    *fronts: str,
    settings: Settings = SETTINGS,
    today: datetime.date = TODAY,
    other_notes: Mapping[str, str] = NOTHING,
) -> Network:
    """Build the network of Ada, Ben, Cleo and so on, given by their front matter.

    `other_notes` are further notes by their paths.
    """
    people = {
        f"People/{name}.md": make_note(front) for name, front in zip(NAMES, fronts, strict=False)
    }
    return make_network({**people, **other_notes}, settings, today)


def make_note(front: str) -> str:
    """Return a note with this front matter; what follows a line `---` in it is its text."""
    properties, _, text = front.partition("\n---\n")
    return f"---\n{properties}\n---\n{text}\n"


def make_eight_contacts(
    without_knows: tuple[str, ...] = (), settings: Settings = SETTINGS
) -> Network:
    """Build the network of the eight contacts, `without_knows` without their `knows` lines."""
    return make_network(make_eight_notes(without_knows), settings)


def make_eight_notes(without_knows: tuple[str, ...] = ()) -> dict[str, str]:
    """Return the notes of the eight contacts, the goals and the trip, by their paths."""
    goals = {"g3"}  # the goal without contacts
    for contact in GOLDEN["contacts"].values():
        goals.update(contact["goals"])

    trip = GOLDEN["trip"]
    notes = {f"Goals/{goal}.md": "---\nwhy: To be seen\n---\n" for goal in sorted(goals)}
    notes["Events/Trip.md"] = (
        f"---\ndate: {trip['start']}\nuntil: {trip['end']}\nlocation: {trip['city']}\n---\n"
    )
    for name, contact in GOLDEN["contacts"].items():
        notes[f"People/{name}.md"] = _make_contact_note(name, contact, name in without_knows)
    return notes


def _make_contact_note(name: str, contact: dict[str, Any], without_knows: bool) -> str:
    """Return the note of one contact, with gifts and asks under an entry of the last contact."""
    front = []
    for property_name, key in _GOLDEN_KEYS.items():
        if contact[key] is not None:
            front.append(f"{property_name}: {contact[key]}")
    if contact["purpose"]:
        front.append("purpose: A purpose in words")
    front.append(f"goals: [{', '.join(map(_write_link, contact['goals']))}]")
    introducer = contact["introduced_by"]
    if introducer != "me":
        introducer = _write_link(introducer)
    front.append(f"introduced_by: {introducer}")
    if not without_knows:
        front.append(f"knows: [{', '.join(map(_write_link, contact['knows']))}]")

    log = []
    if contact["gave"] or contact["asked"]:
        log.append(f"- {contact['last']} coffee: talked")
        log += [f"  - gave:: paper {number}" for number in range(contact["gave"])]
        log += [f"  - [x] asked:: question {number}" for number in range(contact["asked"])]
    due = GOLDEN["promise"].get(name)
    if due:
        log.append(f"- [ ] promised:: send the draft 📅 {due}")
    return "\n".join(["---", *front, "---", *log, ""])


_GOLDEN_KEYS = {
    "field": "field",
    "organisation": "org",
    "location": "city",
    "level": "level",
    "tier": "tier",
    "met": "met",
    "last_contact": "last",
    "kind": "purpose",
}


def _write_link(name: str) -> str:
    return f'"[[{name}]]"'
