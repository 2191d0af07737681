"""`importance: 5` sets no interval until the settings say which end of the scale is closest."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netnotes.cli import run
from netnotes.model.settings import Settings
from netnotes.reading.note import build_source
from netnotes.reading.settings_file import read_settings
from netnotes.vault.load import find_and_load_vault
from netnotes.writing.edits import apply_edits
from netnotes.writing.properties import set_property
from tests.notes import read_as_contact

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    WriteVault = Callable[[dict[str, str]], Path]
    Captured = pytest.CaptureFixture[str]

TODAY = datetime.date(2026, 11, 27)
TIERS = ("monthly", "quarterly", "half-yearly", "yearly")


def read_tier(line: str, closest: int = 0, **settings: object) -> str:
    """Read the tier of a note with this line, where this number is the closest."""
    note = f"---\n{line}\n---\n"
    return read_as_contact(note, settings=Settings(closest_on_scale=closest, **settings)).tier  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["importance", "Importance", "relationship_strength"])
@pytest.mark.parametrize("number", [0, 1, 3, 5, 10])
def test_number_on_a_scale_is_no_tier_and_is_kept(name: str, number: int) -> None:
    contact = read_as_contact(f"---\n{name}: {number}\n---\n")
    assert contact.tier == ""
    assert [(custom.name, custom.words) for custom in contact.other] == [(name, (str(number),))]


@pytest.mark.parametrize(
    ("line", "tier"),
    [
        ("importance: high", "monthly"),
        ("importance: low", "half-yearly"),
        ("importance: A", "monthly"),
        ("relationship_strength: yearly", "yearly"),
        ("tier: 3", "half-yearly"),
        ("circle: 1", "monthly"),
        ("priority: 2", "quarterly"),
        ("tier: 2\nimportance: 5", "quarterly"),
    ],
)
def test_what_has_one_direction_is_a_tier_as_before(line: str, tier: str) -> None:
    for closest in (0, 1, 5):
        assert read_tier(line, closest) == tier


@pytest.mark.parametrize(
    ("closest", "tiers"),
    [
        (1, {0: "", 1: "monthly", 2: "quarterly", 4: "yearly", 5: "yearly", 9: "yearly"}),
        (
            5,
            {
                0: "",
                1: "yearly",
                2: "half-yearly",
                3: "half-yearly",
                4: "quarterly",
                5: "monthly",
                6: "",
            },
        ),
        (3, {1: "yearly", 2: "half-yearly", 3: "monthly"}),
        (10, {1: "yearly", 5: "half-yearly", 10: "monthly", 11: ""}),
    ],
)
def test_scale_of_the_settings_is_spread_over_the_tiers(
    closest: int, tiers: dict[int, str]
) -> None:
    for number, tier in tiers.items():
        assert read_tier(f"importance: {number}", closest) == tier, number


@given(st.integers(2, 100), st.integers(1, 6))
def test_nearer_to_the_closest_is_never_a_longer_interval(closest: int, tier_count: int) -> None:
    tiers = tuple((f"every {days} days", days) for days in range(10, 10 + tier_count))
    intervals = [
        dict(tiers)[read_tier(f"importance: {number}", closest, tiers=tiers)]
        for number in range(1, closest + 1)
    ]
    assert intervals == sorted(intervals, reverse=True)
    assert (intervals[-1], intervals[0]) == (tiers[0][1], tiers[-1][1])


def test_name_that_the_settings_give_to_tier_is_a_rank() -> None:
    own_names = (("tier", ("Importance",)),)
    assert read_tier("importance: 1", properties=own_names) == "monthly"


@pytest.mark.parametrize(
    ("line", "closest", "codes"),
    [
        ('scale = "5 is closest"', 5, []),
        ('Scale = "1 is the closest"', 1, []),
        ("scale = 5", 0, ["wrong-setting"]),
        ('scale = "high is closest"', 0, ["wrong-setting"]),
        ('scale = "0 is closest"', 0, ["wrong-setting"]),
    ],
)
def test_settings_say_which_end_is_closest(line: str, closest: int, codes: list[str]) -> None:
    settings, diagnostics = read_settings(f"[tiers]\n{line}\n")
    assert settings.closest_on_scale == closest
    assert [name for name, _ in settings.tiers] == list(TIERS)
    assert [diagnostic.code for diagnostic in diagnostics] == codes


NOTES = {
    "People/Ada Quill.md": "---\npurpose: x\nimportance: 5\n---\n",
    "People/Ben Okafor.md": "---\npurpose: x\nImportance: 2\n---\n",
    "People/Cleo Marsh.md": "---\npurpose: x\nrelationship_strength: 2\n---\n",
    # Asked about only where nothing else says how often.
    "People/Dan Frost.md": "---\npurpose: x\nimportance: 3\ntier: yearly\n---\n",
    "People/Eva Lind.md": "---\npurpose: x\nimportance: 3\ncadence: never\n---\n",
    "People/Fay Moor.md": "---\npurpose: x\nimportance: 3\narchived: yes\n---\n",
}


def test_scales_are_one_notice_for_the_vault(vault: WriteVault, capsys: Captured) -> None:
    root = vault(NOTES)
    run(["check", str(root), "--today", str(TODAY)])
    assert capsys.readouterr().out == (
        "People/Ada Quill.md:3:1 unclear-scale `importance`, `Importance` and "
        "`relationship_strength` (in 3 notes: 2 in 2 and 5 in 1) may say how close somebody is, "
        "but not whether 5 or 1 is closest; no interval follows from it. Write scale = "
        '"5 is closest" or scale = "1 is closest" under [tiers] in netnotes.toml.\n'
    )


def test_number_beyond_the_scale_is_reported(vault: WriteVault, capsys: Captured) -> None:
    root = vault({**NOTES, "netnotes.toml": '[tiers]\nscale = "4 is closest"\n'})
    run(["check", str(root), "--today", str(TODAY)])
    assert "`importance` (in 1 note: 5 in 1) holds numbers beyond" in capsys.readouterr().out


def test_vault_with_a_scale_has_no_notice(vault: WriteVault, capsys: Captured) -> None:
    root = vault({**NOTES, "netnotes.toml": '[tiers]\nscale = "5 is closest"\n'})
    assert find_and_load_vault(root, TODAY).diagnostics == ()
    # The cache of the settings before is not used.
    (root / "netnotes.toml").unlink()
    assert len(find_and_load_vault(root, TODAY).diagnostics) == 1
    capsys.readouterr()


def test_init_proposes_the_scale_with_what_it_saw(vault: WriteVault, capsys: Captured) -> None:
    root = vault(NOTES)
    run(["init", str(root), "--yes"])
    capsys.readouterr()
    settings = (root / "netnotes.toml").read_text()
    assert '[tiers]\nscale = "5 is closest"        # or "1 is closest"? importance' in settings
    assert "2 (2), 3 (3) and 5 (1)" in settings
    assert find_and_load_vault(root, TODAY).diagnostics == ()


def test_scale_is_not_overwritten_by_a_tier() -> None:
    source = build_source("People/Ada Quill.md", "---\nimportance: 5\n---\n")
    edits = set_property(source, "tier", "monthly", Settings())
    assert apply_edits(source.text, edits) == "---\nimportance: 5\ntier: monthly\n---\n"
