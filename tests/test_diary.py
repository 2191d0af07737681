"""The diary: every touch by month, and the charts of them."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from netnotes.cli import run
from netnotes.dashboard.views.diary import draw_heat_map
from netnotes.network.measures.diary import build_diary, count_channels, list_newcomers
from netnotes.network.measures.measures import Measures
from netnotes.vault.load import load_vault
from netnotes.vault.paths import find_vault
from tests.conftest import TODAY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from netnotes.network.network import Network

    WriteVault = Callable[[dict[str, str]], Path]

VAULT = {
    "People/Ada.md": (
        "---\nmet: 2026-09-01\n---\n- 2026-11-02 coffee: one\n- 2026-11-02 call: two\n"
        "- 2026-10-02 email: three\n"
        "- 2027-01-01 lunch: a plan\n- 2025-01-01: old, no channel\n"
    ),
    "People/Ben.md": "---\nmet: 2020-01-01\n---\n- 2026-11-03 coffee: **four** of [[Ada]]\n",
}


def load_network(folder: Path) -> Network:
    return load_vault(find_vault(folder), TODAY).network


def test_every_past_touch_is_in_its_month(vault: WriteVault) -> None:
    months = build_diary(Measures(load_network(vault(VAULT))), 100)
    assert [(month.first_day, month.touch_count, month.person_count) for month in months] == [
        (date(2026, 11, 1), 2, 2),
        (date(2026, 10, 1), 1, 1),
        (date(2025, 1, 1), 1, 1),
    ]
    assert [entry.contact.name for entry in months[0].entries] == ["Ben", "Ada"]


def test_latest_touches_have_entries_and_all_are_counted(vault: WriteVault) -> None:
    months = build_diary(Measures(load_network(vault(VAULT))), 2)
    assert [(month.touch_count, len(month.entries)) for month in months] == [(2, 2), (1, 0), (1, 0)]


def test_channels_and_newcomers_of_the_year_are_listed(vault: WriteVault) -> None:
    network = load_network(vault(VAULT))
    assert count_channels(Measures(network)) == (
        ("in person", "coffee", 2),
        ("written", "email", 1),
    )
    assert [contact.name for contact in list_newcomers(network, 90)] == ["Ada"]


def test_busier_day_is_larger_and_darker() -> None:
    days = [(TODAY + timedelta(days=index), count) for index, count in enumerate((0, 1, 4, 16))]
    svg = draw_heat_map(days)
    sides = [float(side) for side in re.findall(r'<rect class="h\d" [^>]*width="([\d.]+)"', svg)]
    assert len(sides) == 3
    assert sides[0] <= sides[1] < sides[2]
    assert re.findall(r'class="h(\d)"', svg) == ["0", "0", "3"]
    assert "16 touches" in svg


def build_diary_page(folder: Path) -> str:
    assert run(["build", str(folder), "--today", TODAY.isoformat(), "--quiet"]) == 0
    return (folder / "dashboard/diary.html").read_text()


def test_page_shows_touches_with_links_and_without_markdown(vault: WriteVault) -> None:
    html = build_diary_page(vault(VAULT))
    assert "four of Ada" in html
    assert "a plan" not in html
    assert 'datetime="2026-11-03"' in html
    assert html.count("<details id=") == 3
    assert html.count(" open>") == 2
    assert "New in the last three months" in html


def test_empty_diary_explains_how_to_begin(vault: WriteVault) -> None:
    html = build_diary_page(vault({"People/Ada.md": ""}))
    assert "note a contact" in html
    assert "<svg" not in html
