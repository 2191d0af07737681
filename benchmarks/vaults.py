"""Vaults of any size, the same for the same seed: contacts of 1 to 2 KB each, as their owners would keep them."""

from __future__ import annotations

import datetime
import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

TODAY = datetime.date(2026, 11, 20)

FIRST = [
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
LAST = [
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


def make_vault(folder: Path, contacts: int, seed: int = 1) -> None:
    """Write a vault of so many contacts, three goals and a note of settings."""
    chance = random.Random(seed)
    people = folder / "People"
    people.mkdir(parents=True)
    (folder / "Goals").mkdir()
    for goal in GOALS:
        (folder / "Goals" / f"{goal}.md").write_text(
            f"---\nwhy: {_sentence(chance)}\n---\n", encoding="utf-8"
        )
    (folder / "netnotes.toml").write_text(
        '[me]\nname = "Mira Holm"\norganisation = "Org 1"\n[plan]\nbudget = 5\n'
    )
    names = [f"{chance.choice(FIRST)} {chance.choice(LAST)} {number}" for number in range(contacts)]
    for name in names:
        (people / f"{name}.md").write_text(contact(name, names, chance), encoding="utf-8")


def contact(name: str, names: list[str], chance: random.Random) -> str:
    """One contact's note: eighteen properties, a paragraph or two, a log of four to fourteen lines."""
    met = TODAY - datetime.timedelta(days=chance.randrange(60, 2000))
    knows = "\n".join(f'  - "[[{chance.choice(names)}]]"' for _ in range(chance.randrange(1, 3)))
    lines = [
        "---",
        f"purpose: {_sentence(chance)}",
        f"kind: {chance.choice(('operational', 'personal', 'strategic'))}",
        "goals:",
        f'  - "[[{chance.choice(GOALS)}]]"',
        f"tier: {chance.choice(TIERS)}",
        f"level: {chance.choice(('above', 'peer', 'below'))}",
        f"organisation: Org {chance.randrange(len(names) // 8 + 2)}",
        f"role: {chance.choice(WORDS)} lead",
        f"field: {chance.choice(FIELDS)}",
        f"location: {chance.choice(CITIES)}",
        f"met: {met}",
        "introduced_by: me",
        "knows:",
        knows,
        f"interests: [{chance.choice(WORDS)}, {chance.choice(WORDS)}]",
        f"email: {name.split()[0].lower()}@example.com",
        "---",
        f"{_sentence(chance)}. {_sentence(chance)}.",
        "",
        f"Cares about **{chance.choice(WORDS)}** and [[{chance.choice(names)}]]; {_sentence(chance)}.",
        "",
        "## Log",
    ]
    day = TODAY
    for _ in range(chance.randrange(4, 15)):
        day -= datetime.timedelta(days=chance.randrange(5, 120))
        lines.append(f"- {day} {chance.choice(CHANNELS)}: {_sentence(chance)}.")
        if chance.random() < 0.3:
            lines.append(f"  - {chance.choice(('gave', 'asked', 'learned'))}:: {_sentence(chance)}")
    return "\n".join(lines) + "\n"


def _sentence(chance: random.Random) -> str:
    return " ".join(chance.choice(WORDS) for _ in range(chance.randrange(6, 14))).capitalize()
