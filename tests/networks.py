"""Networks for tests: the eight contacts of tests/golden/eight-contacts.json, and small ones."""

from __future__ import annotations

import datetime
import json
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
EXPECTED: dict[str, Any] = GOLDEN["expected"]
TODAY = datetime.date.fromisoformat(GOLDEN["as_of"])
SETTINGS = Settings(
    me=Me(organisation=GOLDEN["ego"]["org"], field=GOLDEN["ego"]["field"]),
    budget=GOLDEN["budget_per_week"],
)


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
    more: Mapping[str, str] = NOTHING,
) -> Network:
    """Build the network of Ada, Ben, Cleo and so on, given by their front matter.

    `more` are other notes by their paths.
    """
    people = {
        f"People/{name}.md": make_note(front) for name, front in zip(NAMES, fronts, strict=False)
    }
    return make_network({**people, **more}, settings, today)


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
    trip = GOLDEN["trip"]
    goals = sorted({goal for one in GOLDEN["contacts"].values() for goal in one["goals"]} | {"g3"})
    return {
        **{f"Goals/{goal}.md": "---\nwhy: To be seen\n---\n" for goal in goals},
        "Events/Trip.md": f"---\ndate: {trip['start']}\nuntil: {trip['end']}\nlocation: {trip['city']}\n---\n",
        **{
            f"People/{name}.md": _note(name, one, name in without_knows)
            for name, one in GOLDEN["contacts"].items()
        },
    }


def _note(name: str, one: dict[str, Any], without_knows: bool) -> str:
    """Return the note of one contact, with gifts and asks under an entry of the last contact."""
    front = [f"{ours}: {one[theirs]}" for ours, theirs in _PLAIN.items() if one[theirs] is not None]
    if one["purpose"]:
        front.append("purpose: A purpose in words")
    front.append(f"goals: [{', '.join(_link(goal) for goal in one['goals'])}]")
    by = one["introduced_by"]
    front.append(f"introduced_by: {by if by == 'me' else _link(by)}")
    if not without_knows:
        front.append(f"knows: [{', '.join(map(_link, one['knows']))}]")
    passed = [f"  - gave:: paper {number}" for number in range(one["gave"])]
    passed += [f"  - [x] asked:: question {number}" for number in range(one["asked"])]
    log = [f"- {one['last']} coffee: talked", *passed] if passed else []
    if due := GOLDEN["promise"].get(name):
        log.append(f"- [ ] promised:: send the draft 📅 {due}")
    return "\n".join(["---", *front, "---", *log, ""])


_PLAIN = {
    "field": "field",
    "organisation": "org",
    "location": "city",
    "level": "level",
    "tier": "tier",
    "met": "met",
    "last_contact": "last",
    "kind": "purpose",
}


def _link(name: str) -> str:
    return f'"[[{name}]]"'
