"""Vaults of any size for benchmarks and tests: notes of 1 to 2 KB, the same for the same seed."""

from __future__ import annotations

import datetime
import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

TODAY = datetime.date(2026, 11, 20)

FIRST_NAMES = [
    "Ada",
    "Ben",
    "Cleo",
    "Dan",
    "Eve",
    "Fay",
    "Gus",
    "Hana",
    "Ines",
    "Jonas",
    "Kemal",
    "Lena",
    "Mara",
    "Nils",
    "Olga",
    "Pia",
    "Quin",
    "Rosa",
    "Sven",
    "Tara",
    "Ugo",
    "Vera",
    "Wim",
]
LAST_NAMES = [
    "Adler",
    "Berg",
    "Costa",
    "Duarte",
    "Engel",
    "Fuchs",
    "Greco",
    "Holm",
    "Ito",
    "Jansen",
    "Klein",
    "Lund",
    "Marsh",
    "Novak",
    "Okafor",
    "Price",
    "Quill",
    "Rossi",
]
WORDS = [
    "the",
    "platform",
    "budget",
    "review",
    "draft",
    "team",
    "talk",
    "paper",
    "question",
    "answer",
    "plan",
    "numbers",
    "harbour",
    "depot",
    "forecast",
    "customer",
    "lunch",
    "train",
    "answer",
    "figure",
    "map",
    "garden",
    "report",
    "idea",
    "friend",
    "office",
    "morning",
    "winter",
    "project",
    "number",
    "simple",
    "long",
    "new",
]
CHANNELS = ("coffee", "call", "email", "lunch", "video", "message")
FIELDS = ("data", "finance", "design", "law", "logistics", "health", "energy", "journalism")
CITIES = ("Berlin", "Lisbon", "Munich", "Vienna", "London", "Nairobi", "Bengaluru")
TIERS = ("monthly", "quarterly", "half-yearly", "yearly")
GOALS = ("Lead the group", "Write the book", "Found the circle")


def make_vault(folder: Path, contact_count: int, seed: int = 1) -> None:
    """Write a vault of so many contacts, with three goals and a settings file.

    `folder` must not exist. Calls with the same seed write the same bytes, so that times measured
    on different days can be compared; this is why every random number is drawn in a fixed order.
    """
    rng = random.Random(seed)
    people = folder / "People"
    people.mkdir(parents=True)
    goals = folder / "Goals"
    goals.mkdir()
    for goal in GOALS:
        text = f"---\nwhy: {_make_sentence(rng)}\n---\n"
        (goals / f"{goal}.md").write_text(text, encoding="utf-8")
    (folder / "netnotes.toml").write_text(
        '[me]\nname = "Mira Holm"\norganisation = "Org 1"\n[plan]\nbudget = 5\n'
    )
    names = _make_names(contact_count, rng)
    for name in names:
        text = _make_contact_note(name, names, rng)
        (people / f"{name}.md").write_text(text, encoding="utf-8")


def make_meeting_notes(count: int, seed: int = 1) -> dict[str, str]:
    """Make the texts of so many meeting notes by path; each fourth names its people in a section."""
    rng = random.Random(seed)
    names = _make_names(400, rng)
    texts = {}
    for number in range(count):
        day = TODAY - datetime.timedelta(days=number)
        people = [f"[[{rng.choice(names)}]]" for _ in range(3)]
        if number % 4:
            lines = ["---", f"date: {day}", "type: meeting", "people:"]
            lines += [f'  - "{link}"' for link in people] + ["---"]
        else:
            lines = ["---", "tags: [meeting, work]", "---", "## Attendees"]
            lines += [f"- {link}" for link in people]
        lines += ["", "## Notes", *[f"- {_make_sentence(rng)}." for _ in range(7)]]
        lines.append(f"- {_make_sentence(rng)} [[{rng.choice(names)}]].")
        lines += ["", "## Actions", *[f"- [ ] {_make_sentence(rng)}" for _ in range(3)]]
        texts[f"Meetings/{day} {_make_sentence(rng)[:20]}.md"] = "\n".join(lines) + "\n"
    return texts


def make_daily_notes(count: int, seed: int = 1) -> dict[str, str]:
    """Make the texts of so many daily notes by path: touches, mentions, tasks and other lines."""
    rng = random.Random(seed)
    names = _make_names(400, rng)
    texts = {}
    for number in range(count):
        day = TODAY - datetime.timedelta(days=number)
        lines = [f"# {day}", "", "## Log"]
        lines += [f"- {_make_sentence(rng)}" for _ in range(4)]
        for channel in ("call", "coffee"):
            lines.append(f"- {channel} with [[{rng.choice(names)}]]: {_make_sentence(rng)}.")
        lines.append(f"- 09:30 lunch [[{rng.choice(names)}]], {_make_sentence(rng)}")
        lines += [f"- [ ] {_make_sentence(rng)} [[{rng.choice(names)}]]", "", "## Notes"]
        lines.append(f"{_make_sentence(rng)}. {_make_sentence(rng)} [[{rng.choice(names)}]].")
        texts[f"Daily/{day}.md"] = "\n".join(lines) + "\n"
    return texts


def _make_names(count: int, rng: random.Random) -> list[str]:
    names = []
    for number in range(count):
        # The number keeps file names apart: there are 414 pairs of a first and a last name only.
        names.append(f"{rng.choice(FIRST_NAMES)} {rng.choice(LAST_NAMES)} {number}")
    return names


def _make_contact_note(name: str, names: list[str], rng: random.Random) -> str:
    """Make a note as its owner would keep it: properties, a paragraph or two, a log."""
    lines = [
        "---",
        *_make_property_lines(name, names, rng),
        "---",
        f"{_make_sentence(rng)}. {_make_sentence(rng)}.",
        "",
        f"Cares about **{rng.choice(WORDS)}** and [[{rng.choice(names)}]]; {_make_sentence(rng)}.",
        "",
        "## Log",
        *_make_log_lines(rng),
    ]
    return "\n".join(lines) + "\n"


def _make_property_lines(name: str, names: list[str], rng: random.Random) -> list[str]:
    met = TODAY - datetime.timedelta(days=rng.randrange(60, 2000))
    knows = [f'  - "[[{rng.choice(names)}]]"' for _ in range(rng.randrange(1, 3))]
    return [
        f"purpose: {_make_sentence(rng)}",
        f"kind: {rng.choice(('operational', 'personal', 'strategic'))}",
        "goals:",
        f'  - "[[{rng.choice(GOALS)}]]"',
        f"tier: {rng.choice(TIERS)}",
        f"level: {rng.choice(('above', 'peer', 'below'))}",
        # About eight contacts an organisation, whatever the size of the vault.
        f"organisation: Org {rng.randrange(len(names) // 8 + 2)}",
        f"role: {rng.choice(WORDS)} lead",
        f"field: {rng.choice(FIELDS)}",
        f"location: {rng.choice(CITIES)}",
        f"met: {met}",
        "introduced_by: me",
        "knows:",
        *knows,
        f"interests: [{rng.choice(WORDS)}, {rng.choice(WORDS)}]",
        f"email: {name.split()[0].lower()}@example.com",
    ]


def _make_log_lines(rng: random.Random) -> list[str]:
    """Make four to fourteen touches, the latest first; under a third of them, what passed."""
    lines = []
    day = TODAY
    for _ in range(rng.randrange(4, 15)):
        day -= datetime.timedelta(days=rng.randrange(5, 120))
        lines.append(f"- {day} {rng.choice(CHANNELS)}: {_make_sentence(rng)}.")
        if rng.random() < 0.3:
            lines.append(f"  - {rng.choice(('gave', 'asked', 'learned'))}:: {_make_sentence(rng)}")
    return lines


def _make_sentence(rng: random.Random) -> str:
    words = [rng.choice(WORDS) for _ in range(rng.randrange(6, 14))]
    return " ".join(words).capitalize()
