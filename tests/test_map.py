"""The map: always the same picture, and hardly another one for one more contact."""

from __future__ import annotations

import html
import math
import re
import shutil
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as some

from benchmarks.vaults import make_vault
from netnotes.cli import run
from netnotes.dashboard.map.drawing import STANDING_CLASSES
from netnotes.dashboard.map.layout import (
    INNER_RADIUS,
    OUTER_RADIUS,
    MapCell,
    Sector,
    assign_points,
    build_sectors,
    compute_radii,
)
from netnotes.dashboard.map.placement import collect_map_inputs, get_ring
from netnotes.dashboard.map.view import build_map_view
from netnotes.dashboard.site import build_site
from netnotes.network.follow_up import Standing
from netnotes.vault.load import load_vault
from netnotes.vault.paths import find_vault
from tests.conftest import TODAY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from netnotes.dashboard.map.view import MapView

    WriteVault = Callable[[dict[str, str]], Path]


def view(folder: Path, by: str = "field") -> MapView:
    opened = load_vault(find_vault(folder), TODAY)
    return build_map_view(
        collect_map_inputs(build_site(opened.network, folder.name, opened.diagnostics, {}), by)
    )


def dots(svg: str) -> dict[str, tuple[int, int]]:
    """Where everybody stands, by the name in their label."""
    found = re.findall(
        r'<a href="[^"]*" transform="translate\((-?\d+) (-?\d+)\)" aria-label="([^":]*):', svg
    )
    return {html.unescape(name): (int(x), int(y)) for x, y, name in found}


WHOLE = Sector("", 1, 0.0, math.tau)


def test_one_more_in_a_cell_moves_hardly_anybody() -> None:
    for size in (3, 10, 40, 80):
        paths = [f"People/{number}.md" for number in range(size)]
        before, pitch = assign_points(paths, MapCell(1, 0), 5, WHOLE)
        assert len(set(before.values())) == size
        moved = []
        for another in range(100):
            after, pitch_after = assign_points(
                [*paths, f"People/new {another}.md"], MapCell(1, 0), 5, WHOLE
            )
            assert pitch_after == pitch
            moved.append(sum(before[path] != after[path] for path in paths))
        assert sum(moved) / len(moved) < 1


@given(
    some.lists(some.integers(min_value=1, max_value=500), min_size=1, max_size=12),
    some.integers(min_value=0),
)
def test_sectors_fill_the_circle_and_one_more_person_seldom_moves_them(
    counts: list[int], which: int
) -> None:
    words = [(f"field {at:02}", count) for at, count in enumerate(counts)]
    before = build_sectors(words)
    assert before[0].start == 0
    assert math.isclose(before[-1].end, math.tau)
    at = which % len(words)
    grown = [(word, count + (place == at)) for place, (word, count) in enumerate(words)]
    same = [(one.start, one.end) for one in before] == [
        (one.start, one.end) for one in build_sectors(grown)
    ]
    assert same == (counts[at].bit_length() == (counts[at] + 1).bit_length()) or len(words) == 1


def test_everybody_stands_in_their_ring(example: Path) -> None:
    network = load_vault(find_vault(example), TODAY).network
    names = [*(name for name, _ in network.settings.tiers), "no interval"]
    where = dots(view(example).svg)
    assert len(where) > 55
    for one in network.contacts:
        if not one.archived:
            inner, outer = compute_radii(names.index(get_ring(one, network)), len(names))
            assert inner - 1 <= math.hypot(*where[one.name]) <= outer + 1, one.name
    assert compute_radii(0, 5)[0] == INNER_RADIUS
    assert compute_radii(4, 5)[1] == OUTER_RADIUS


def test_the_same_notes_make_the_same_picture_and_one_more_contact_moves_hardly_anybody(
    example: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "Copy"
    shutil.copytree(example, copy)
    before = view(copy)
    assert before.svg == view(copy).svg
    (copy / "People/Zzz New.md").write_text("---\ntier: quarterly\nfield: software\n---\n")
    after = view(copy)
    old, new = dots(before.svg), dots(after.svg)
    assert set(new) == {*old, "Zzz New"}
    assert sum(old[name] != new[name] for name in old) <= 1


def test_no_two_dots_lie_on_each_other(example: Path) -> None:
    for by in ("field", "organisation", "level"):
        where = list(dots(view(example, by).svg).values())
        assert len(set(where)) == len(where)


def test_every_standing_has_a_sign_that_reads_without_colour() -> None:
    assert set(STANDING_CLASSES) == {str(one) for one in Standing} - {"archived"}


def test_two_standings_of_one_sign_are_one_line_of_the_legend(example: Path) -> None:
    shown = view(example)
    signs = [sign for _, sign in shown.signs]
    assert len(set(signs)) == len(signs)
    assert [words for words, _ in shown.signs if " or " in words] == [
        "not yet contacted or no interval"
    ]


VAULT = {
    "People/Ada.md": "---\ntier: monthly\nfield: data\nlevel: above\nknows: ['[[Ben]]']\n---\n",
    "People/Ben.md": "---\ncadence: 6 weeks\nfield: Data\n---\n",
    "People/Cleo.md": "---\ncadence: never\n---\n",
    "People/Gone.md": "---\narchived: yes\n---\n",
}


def test_the_table_says_the_same(vault: WriteVault) -> None:
    shown = view(vault(VAULT))
    rows = {
        row.person.name: (row.ring, row.sector, [one.name for one in row.knows])
        for row in shown.rows
    }
    assert rows == {
        "Ada": ("monthly", "data", ["Ben"]),
        "Ben": ("quarterly", "data", ["Ada"]),
        "Cleo": ("no interval", "no field written", []),
    }
    assert shown.svg.count("<a ") == 3
    assert len(re.findall(r'class="ties" d="M[^M]+"', shown.svg)) == 1
    levels = [row.sector for row in view(vault(VAULT), "level").rows]
    assert levels == ["above", "no level written", "no level written"]


def test_an_empty_map_says_how_to_begin(vault: WriteVault) -> None:
    folder = vault({"Notes/x.md": ""})
    assert run(["build", str(folder), "--today", TODAY.isoformat(), "--quiet"]) == 0
    said = (folder / "dashboard/map.html").read_text()
    assert "Nobody here yet" in said
    assert "<svg" not in said


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("crowd") / "vault"
    make_vault(folder, 1100)
    return folder


def test_beyond_a_thousand_the_rings_are_counts_that_lead_to_people(crowd: Path) -> None:
    shown = view(crowd)
    assert not shown.dots
    assert sum(row.total for row in shown.counts) == 1100
    counts = [
        int(count)
        for count in re.findall(r"<text y=\"4\" text-anchor=\"middle\">(\d+)</text></a>", shown.svg)
    ]
    assert sum(counts) == 1100
    assert 'href="people.html#field=data&amp;tier=monthly"' in shown.svg
