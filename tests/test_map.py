"""The map is always the same for the same notes, and a new contact moves hardly any other."""

from __future__ import annotations

import html
import math
import re
import shutil
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

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


def build_view(folder: Path, grouping: str = "field") -> MapView:
    loaded = load_vault(find_vault(folder), TODAY)
    site = build_site(loaded.network, folder.name, loaded.diagnostics, {})
    return build_map_view(collect_map_inputs(site, grouping))


def read_points(svg: str) -> dict[str, tuple[int, int]]:
    """Return the point of each contact on the map, by the name in the label."""
    matches = re.findall(
        r'<a href="[^"]*" transform="translate\((-?\d+) (-?\d+)\)" aria-label="([^":]*):', svg
    )
    return {html.unescape(name): (int(x), int(y)) for x, y, name in matches}


WHOLE_CIRCLE = Sector("", 1, 0.0, math.tau)


def test_new_contact_moves_hardly_any_other_in_its_cell() -> None:
    for size in (3, 10, 40, 80):
        paths = [f"People/{number}.md" for number in range(size)]
        before, spacing = assign_points(paths, MapCell(1, 0), 5, WHOLE_CIRCLE)
        assert len(set(before.values())) == size
        moved_counts = []
        for number in range(100):
            after, new_spacing = assign_points(
                [*paths, f"People/new {number}.md"], MapCell(1, 0), 5, WHOLE_CIRCLE
            )
            assert new_spacing == spacing
            moved_counts.append(sum(before[path] != after[path] for path in paths))
        assert sum(moved_counts) / len(moved_counts) < 1


@given(
    st.lists(st.integers(min_value=1, max_value=500), min_size=1, max_size=12),
    st.integers(min_value=0),
)
def test_sectors_fill_the_circle_and_move_only_when_a_count_gets_another_bit(
    counts: list[int], number: int
) -> None:
    fields = [f"field {index:02}" for index in range(len(counts))]
    before = build_sectors(list(zip(fields, counts, strict=True)))
    assert before[0].start == 0
    assert math.isclose(before[-1].end, math.tau)

    index = number % len(counts)
    old_count = counts[index]
    new_counts = [*counts[:index], old_count + 1, *counts[index + 1 :]]
    after = build_sectors(list(zip(fields, new_counts, strict=True)))

    old_angles = [(sector.start, sector.end) for sector in before]
    new_angles = [(sector.start, sector.end) for sector in after]
    has_same_bits = old_count.bit_length() == (old_count + 1).bit_length()
    assert (old_angles == new_angles) == has_same_bits or len(counts) == 1


def test_every_contact_is_in_the_ring_of_their_tier(example: Path) -> None:
    network = load_vault(find_vault(example), TODAY).network
    rings = [*(name for name, _ in network.settings.tiers), "no interval"]
    points = read_points(build_view(example).svg)
    assert len(points) > 55
    for contact in network.contacts:
        if not contact.archived:
            inner, outer = compute_radii(rings.index(get_ring(contact, network)), len(rings))
            assert inner - 1 <= math.hypot(*points[contact.name]) <= outer + 1, contact.name
    assert compute_radii(0, 5)[0] == INNER_RADIUS
    assert compute_radii(4, 5)[1] == OUTER_RADIUS


def test_map_is_the_same_for_the_same_notes_and_a_new_contact_moves_at_most_one_other(
    example: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "Copy"
    shutil.copytree(example, copy)
    before = build_view(copy)
    assert before.svg == build_view(copy).svg
    (copy / "People/Zzz New.md").write_text("---\ntier: quarterly\nfield: software\n---\n")
    after = build_view(copy)

    old_points = read_points(before.svg)
    new_points = read_points(after.svg)
    assert set(new_points) == {*old_points, "Zzz New"}
    assert sum(old_points[name] != new_points[name] for name in old_points) <= 1


@pytest.mark.parametrize("grouping", ["field", "organisation", "level"])
def test_dots_do_not_cover_each_other(grouping: str, example: Path) -> None:
    points = list(read_points(build_view(example, grouping).svg).values())
    assert len(set(points)) == len(points)


def test_every_standing_has_a_mark_that_can_be_read_without_colour() -> None:
    assert set(STANDING_CLASSES) == {str(standing) for standing in Standing} - {
        "archived",
        "do not contact",
        "remembered",
    }


def test_standings_with_the_same_mark_share_a_line_of_the_legend(example: Path) -> None:
    view = build_view(example)
    marks = [mark for _, mark in view.signs]
    assert len(set(marks)) == len(marks)
    assert [words for words, _ in view.signs if " or " in words] == [
        "met but not written to yet, not yet contacted or no interval"
    ]


VAULT = {
    "People/Ada.md": "---\ntier: monthly\nfield: data\nlevel: above\nknows: ['[[Ben]]']\n---\n",
    "People/Ben.md": "---\ncadence: 6 weeks\nfield: Data\n---\n",
    "People/Cleo.md": "---\ncadence: never\n---\n",
    "People/Gone.md": "---\narchived: yes\n---\n",
}


def test_table_below_the_map_has_the_same_contacts_and_ties(vault: WriteVault) -> None:
    view = build_view(vault(VAULT))
    cells_by_name = {}
    for row in view.rows:
        known_names = [ref.name for ref in row.knows]
        cells_by_name[row.person.name] = (row.ring, row.sector, known_names)

    assert cells_by_name == {
        "Ada": ("monthly", "data", ["Ben"]),
        "Ben": ("quarterly", "data", ["Ada"]),
        "Cleo": ("no interval", "no field written", []),
    }
    assert view.svg.count("<a ") == 3
    assert len(re.findall(r'class="ties" d="M[^M]+"', view.svg)) == 1
    levels = [row.sector for row in build_view(vault(VAULT), "level").rows]
    assert levels == ["above", "no level written", "no level written"]


def test_empty_map_explains_how_to_begin(vault: WriteVault) -> None:
    folder = vault({"Notes/x.md": ""})
    assert run(["build", str(folder), "--today", TODAY.isoformat(), "--quiet"]) == 0
    page = (folder / "dashboard/map.html").read_text()
    assert "Nobody here yet" in page
    assert "<svg" not in page


@pytest.fixture(scope="module")
def large_vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("crowd") / "vault"
    make_vault(folder, 1100)
    return folder


def test_map_of_over_a_thousand_contacts_shows_counts_that_link_to_people(
    large_vault: Path,
) -> None:
    view = build_view(large_vault)
    assert not view.dots
    assert sum(row.total for row in view.counts) == 1100
    counts = re.findall(r"<text y=\"4\" text-anchor=\"middle\">(\d+)</text></a>", view.svg)
    assert sum(int(count) for count in counts) == 1100
    assert 'href="people.html#field=data&amp;tier=monthly"' in view.svg
