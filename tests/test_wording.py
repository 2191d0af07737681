"""Role and organisation are one phrase, also where the organisation is no organisation."""

from __future__ import annotations

import pytest

from netnotes.network.wording import format_work, is_organisation


@pytest.mark.parametrize(
    ("role", "organisation", "work"),
    [
        ("CTO", "Acme", "CTO at Acme"),
        ("CTO", "", "CTO"),
        ("", "Acme", "Acme"),
        ("", "on his own", "on his own"),
        ("Former CTO", "on his own", "Former CTO on his own"),
        ("Former CTO", "On her own", "Former CTO On her own"),
        ("Engineer", "between jobs", "Engineer between jobs"),
        ("Clerk", "at the harbour office", "Clerk at the harbour office"),
        ("Designer", "freelance", "Designer, freelance"),
        ("Designer", "Self-employed", "Designer, Self-employed"),
        ("Lehrerin", "selbständig", "Lehrerin, selbständig"),
        ("CTO at Acme", "Acme", "CTO at Acme"),
        # Names of firms that begin like a phrase.
        ("CTO", "On Semiconductor", "CTO at On Semiconductor"),
        ("CTO", "In-Q-Tel", "CTO at In-Q-Tel"),
        ("Editor", "The Independent", "Editor at The Independent"),
        ("Captain", "the river police", "Captain at the river police"),
    ],
)
def test_at_is_only_before_an_organisation(role: str, organisation: str, work: str) -> None:
    assert format_work(role, organisation) == work


def test_organisation_is_told_from_a_phrase() -> None:
    assert is_organisation("Acme")
    assert not is_organisation("")
    assert not is_organisation("retired")
