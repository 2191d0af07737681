"""Where things are on a page: nothing is out of reach, and no column leaves a hole in another."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest

from netnotes.cli import run
from tests.browser.accessibility import run_axe
from tests.conftest import TODAY

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

# Many facts beside few lines: what is open, what to say, and a text that begins with a heading.
ADA = """---
goals: "[[Talks]]"
organisation: Northwind
role: CTO
field: shipping
location: Lisbon
kind: strategic
level: above
interests: [sailing, maps]
offers: [a stage]
needs: [a data engineer]
met: 2024-05-16
birthday: 1979-11-29
remember: 05-12 first day at Northwind
next: 2027-01-10
next_step: ask about Vienna
tier: monthly
---
## How to ask her

One question.

#### In writing

- 2026-09-30 coffee: Talked.
"""
NOTES = {
    "People/Ada Quill.md": ADA,
    "People/Ben Okafor.md": "---\ntier: monthly\nlast_contact: 2026-01-02\n---\n",
    "Goals/Talks.md": "---\npitch: I find out where things go missing.\n---\n### Why\n\nBecause.\n",
    "Events/Fair.md": "---\ndate: 2026-09-20\n---\n## Met\n\n- Nora Lind: printer\n",
}

MEASURE_GAPS = """() => {
  const bottoms = [...document.querySelectorAll(".now, .say")].map((part) =>
    Math.max(...[...part.children].map((child) => child.getBoundingClientRect().bottom)));
  const text = document.querySelector(".rest .prose").getBoundingClientRect().top;
  const facts = document.querySelector(".facts").getBoundingClientRect();
  return {gap: text - Math.max(...bottoms), isTall: facts.bottom > text};
}"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("layout")
    for path, text in NOTES.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(text)
    assert run(["build", str(folder), "--today", TODAY.isoformat(), "--quiet"]) == 0
    return folder / "dashboard"


def test_text_follows_what_is_above_it_beside_a_tall_column_of_facts(
    browser: Browser, site: Path
) -> None:
    (path,) = (site / "people").glob("ada*.html")
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(path.as_uri())
    measured = page.evaluate(MEASURE_GAPS)
    page.close()
    assert measured["isTall"]
    assert 0 <= measured["gap"] <= 60


def test_headings_of_notes_leave_out_no_level(browser: Browser, site: Path) -> None:
    paths = [
        path for kind in ("people", "goals", "events") for path in (site / kind).glob("*.html")
    ]
    assert len(paths) == len(NOTES)
    for path in paths:
        page = browser.new_page()
        page.goto(path.as_uri())
        run_axe(page, "light", path.name)
        levels = page.evaluate(
            "[...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(h => +h.tagName[1])"
        )
        page.close()
        steps = [level - previous for previous, level in itertools.pairwise(levels)]
        assert levels[0] == 1
        assert max(steps) == 1, (path.name, levels)


def test_days_of_the_year_can_all_be_reached_on_a_phone(browser: Browser, site: Path) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto((site / "diary.html").as_uri())
    region = page.get_by_role("region", name="The days of the year")
    picture = region.locator("svg")
    scrolled_by = []
    for position in (0, -10_000):
        region.evaluate("(region, left) => { region.scrollLeft = left }", position)
        box, window = picture.bounding_box(), region.bounding_box()
        assert box
        assert window
        left = box["x"] - window["x"]
        right = (window["x"] + window["width"]) - (box["x"] + box["width"])
        scrolled_by.append((round(left), round(right)))
    page.close()
    (_, newest), (oldest, _) = scrolled_by
    assert abs(newest) <= 1, "the latest week is shown first"
    assert abs(oldest) <= 1, "the first week can be scrolled to"


def test_hint_is_below_what_is_known_of_somebody(browser: Browser, site: Path) -> None:
    (path,) = (site / "people").glob("ada*.html")
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(path.as_uri())
    hint, timeline = page.locator(".hint").bounding_box(), page.locator(".timeline").bounding_box()
    page.close()
    assert hint
    assert timeline
    assert hint["y"] >= timeline["y"] + timeline["height"]


def test_pages_of_a_small_vault_fit_a_phone(browser: Browser, site: Path) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    for path in sorted(site.rglob("*.html")):
        page.goto(path.as_uri())
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= 360, f"{path.name} is {width} px wide"
    page.close()
