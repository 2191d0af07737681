"""The day and time that phones write in front of a line is the day from which it is meant."""

from __future__ import annotations

import pytest

from netnotes.model.settings import Settings
from netnotes.writing.inbox import read_inbox
from tests.notes import parse_iso_day


@pytest.mark.parametrize(
    ("stamp", "day"),
    [
        ("2026-11-26", "2026-11-26"),
        ("2026-11-26 18:40", "2026-11-26"),
        ("2026-11-26 18:40:12 -", "2026-11-26"),
        ("2026-11-26T18:40", "2026-11-26"),
        ("2026-11-26T18:40:12Z", "2026-11-26"),
        ("[2026-11-26 18:40]", "2026-11-26"),
        ("(2026-11-26 18:40)", "2026-11-26"),
        ("**2026-11-26 18:40**", "2026-11-26"),
        ("[[2026-11-26]] 18:40", "2026-11-26"),
        ("2026-11-26-18-40-12", "2026-11-26"),
        ("26 Nov 2026 at 18:40", "2026-11-26"),
        ("26 November 2026 at 6:40\u202fPM:", "2026-11-26"),
        ("Nov 26, 2026 at 6:40 PM", "2026-11-26"),
        ("Thursday, November 26, 2026 at 6:40 PM", "2026-11-26"),
        ("26. November 2026 um 18:40", "2026-11-26"),
        ("26 nov. 2026 à 18:40", "2026-11-26"),
        ("26 nov 2026, 18:40", "2026-11-26"),
        ("26 nov 2026 om 18:40", "2026-11-26"),
        ("26.11.2026, 18:40", "2026-11-26"),
        ("26.11.26, 18:40", "2026-11-26"),
        ("11/26/26, 6:40 PM", "2026-11-26"),
        ("18:40", ""),
        ("6:40 PM –", ""),
        ("**18:40**", ""),
        ("18.40", ""),
    ],
)
@pytest.mark.parametrize("mark", ["", "- ", "- [x] "])
def test_stamp_is_the_day_of_the_sentence(stamp: str, day: str, mark: str) -> None:
    (line,) = read_inbox("Inbox.md", f"{mark}{stamp} coffee with Ada", frozenset(), Settings())
    assert line.sentence == "coffee with Ada"
    assert line.stamp.is_stamped
    assert str(line.stamp.day or "") == day


@pytest.mark.parametrize(
    "above",
    [
        "## 2026-11-26",
        "# [[2026-11-26]]",
        "## Thursday, 26 November 2026\n### Work",
        "## 2026-11-26\n\nfree text",
        "2026-11-26 18:40",
        "26 Nov 2026 at 18:40",
    ],
)
def test_day_above_is_the_day_of_the_sentence(above: str) -> None:
    line = read_inbox("Inbox.md", f"{above}\n\n- 18:40 coffee with Ada", frozenset(), Settings())[
        -1
    ]
    assert line.stamp.day == parse_iso_day("2026-11-26")


def test_heading_without_a_day_ends_the_day() -> None:
    text = "## 2026-11-26\n- call with Ada\n## Ideas\n- call with Ben\n"
    first, second = read_inbox("Inbox.md", text, frozenset(), Settings())
    assert first.stamp.day == parse_iso_day("2026-11-26")
    assert second.stamp.day is None
