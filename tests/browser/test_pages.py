"""Every page in a browser: accessible, complete without scripts, and no other host is asked."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

import pytest
from playwright.sync_api import expect

from benchmarks.vaults import make_vault
from netnotes.cli import run
from netnotes.dashboard.addresses import GROUPINGS
from netnotes.dashboard.page_list import PAGES, PageInputs
from netnotes.dashboard.render import build_stylesheets, render_page
from netnotes.dashboard.site import build_site
from netnotes.network.panels.method import METHODS
from netnotes.vault.load import load_vault
from netnotes.vault.paths import find_vault
from tests.browser.accessibility import run_axe
from tests.conftest import TODAY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("site") / "dashboard"
    command = ["build", str(example), "--output", str(output), "--today", TODAY.isoformat()]
    assert run([*command, "--quiet"]) == 0
    return output


@pytest.fixture(scope="module")
def empty_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dashboard without contacts: every page in its empty state."""
    folder = tmp_path_factory.mktemp("empty")
    (folder / "vault").mkdir()
    assert run(["build", str(folder / "vault"), "--today", TODAY.isoformat(), "--quiet"]) == 0
    return folder / "vault/dashboard"


def list_pages(site: Path) -> list[str]:
    """List the pages that exist once, and the longest of every other kind."""
    longest_by_kind = {}
    for path in sorted(site.rglob("*/*.html"), key=lambda path: path.stat().st_size):
        longest_by_kind[path.parent.name] = path.relative_to(site).as_posix()
    return [
        *(entry.path for entry in PAGES),
        *(path for _, path, _ in GROUPINGS[1:]),
        *longest_by_kind.values(),
    ]


class OpenPage(NamedTuple):
    """A page in a browser, with the messages of its console and the addresses it asked for."""

    page: Page
    messages: list[str]
    requests: list[str]


@contextmanager
def open_page(browser: Browser, site: Path, path: str, **options: object) -> Iterator[OpenPage]:
    context = browser.new_context(**options)  # type: ignore[arg-type]  # playwright's own keywords
    page = context.new_page()
    messages: list[str] = []
    requests: list[str] = []
    page.on("console", lambda message: messages.append(message.text))
    page.on("pageerror", lambda error: messages.append(str(error)))
    page.on("request", lambda request: requests.append(request.url))
    page.goto((site / path).as_uri())
    yield OpenPage(page, messages, requests)
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_pass_axe(browser: Browser, site: Path, empty_site: Path, scheme: str) -> None:
    for folder in (site, empty_site):
        for path in list_pages(folder):
            with open_page(browser, folder, path, color_scheme=scheme) as opened:
                run_axe(opened.page, scheme, path)


def test_pages_write_nothing_to_the_console_and_ask_no_other_host(
    browser: Browser, site: Path
) -> None:
    for path in list_pages(site):
        with open_page(browser, site, path) as opened:
            assert opened.messages == [], path
            assert all(url.startswith("file://") for url in opened.requests), path
            assert len(opened.requests) >= 3  # the page and its style sheets: the listener hears


def test_pages_fit_a_phone(browser: Browser, site: Path) -> None:
    for path in list_pages(site):
        with open_page(browser, site, path, viewport={"width": 360, "height": 740}) as opened:
            width = opened.page.evaluate("document.documentElement.scrollWidth")
            assert width <= 360, f"{path} is {width} px wide"


# Where MathML is text only, a fraction is one line, as high as its numerator.
MEASURE_EQUATIONS = """() => [...document.querySelectorAll("math")].map((math) => {
  const fraction = math.querySelector("mfrac");
  return {
    right: math.getBoundingClientRect().right,
    height: math.getBoundingClientRect().height,
    isStacked: !fraction
      || fraction.children[0].getBoundingClientRect().bottom
         <= fraction.children[1].getBoundingClientRect().top,
    isInk: getComputedStyle(math).color === getComputedStyle(document.body).color,
  };
})"""


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize(
    "options",
    [
        {"color_scheme": "light"},
        {"color_scheme": "dark", "java_script_enabled": False},
        {"color_scheme": "light", "media": "print"},
    ],
)
def test_equations_are_laid_out_without_a_script(
    browser: Browser, site: Path, width: int, options: dict[str, object]
) -> None:
    media = options.pop("media", "screen")
    viewport = {"width": width, "height": 900}
    with open_page(browser, site, "method.html", viewport=viewport, **options) as opened:
        opened.page.emulate_media(media=media)  # type: ignore[arg-type]
        equations = opened.page.evaluate(MEASURE_EQUATIONS)
    assert len(equations) == sum(len(method.equations) for method in METHODS) > 10
    for equation in equations:
        assert equation["isStacked"]
        assert equation["isInk"]
        assert equation["height"] > 10
        assert equation["right"] <= width


def test_pages_without_scripts_show_everything(browser: Browser, site: Path) -> None:
    for path in list_pages(site):
        text_lengths = []
        for has_scripts in (True, False):
            with open_page(browser, site, path, java_script_enabled=has_scripts) as opened:
                if has_scripts:
                    # The filters work only with a script, so that nothing is lost without them.
                    for control in opened.page.locator("main .filters").all():
                        control.evaluate("element => element.remove()")
                text_lengths.append(len(opened.page.locator("main").inner_text()))
        assert text_lengths[1] >= text_lengths[0] * 0.95, path


def test_controls_are_reached_by_keyboard(browser: Browser, site: Path) -> None:
    with open_page(browser, site, "index.html") as opened:
        page = opened.page
        control_count = page.locator(
            "a[href]:visible, button:visible, input:visible, select:visible, summary:visible"
        ).count()
        reached = set()
        for _ in range(control_count + 5):
            page.keyboard.press("Tab")
            identify = "e => e === document.body ? '' : e.outerHTML + e.getBoundingClientRect().top"
            reached.add(page.evaluate(f"({identify})(document.activeElement)"))
        assert len(reached - {""}) >= control_count


def test_page_older_than_a_week_shows_its_age(browser: Browser, site: Path) -> None:
    with open_page(browser, site, "index.html") as opened:
        opened.page.clock.set_fixed_time(f"{TODAY.year + 1}-01-15T12:00:00")
        opened.page.reload()
        assert "days old" in opened.page.locator(".stale").inner_text()
        opened.page.clock.set_fixed_time(f"{TODAY.isoformat()}T12:00:00")
        opened.page.reload()
        assert opened.page.locator(".stale").count() == 0


LAYOUT_SHIFT = """new Promise(done => {
  let sum = 0;
  const add = list => { for (const entry of list.getEntries()) sum += entry.value; };
  new PerformanceObserver(add).observe({type: 'layout-shift', buffered: true});
  requestAnimationFrame(() => requestAnimationFrame(() => done(sum)));
})"""


def test_pages_are_small_and_do_not_shift_while_they_load(browser: Browser, site: Path) -> None:
    for path in list_pages(site):
        assert (site / path).stat().st_size < 300_000
        with open_page(browser, site, path) as opened:
            assert opened.page.evaluate(LAYOUT_SHIFT) < 0.01, path


def list_shown_people(page: Page) -> list[str]:
    """List the names in the table of people, in the order of its rows."""
    return page.locator("table.everybody tbody th a").all_inner_texts()


def test_filters_combine_and_count_their_results(browser: Browser, site: Path) -> None:
    with open_page(browser, site, "people.html") as opened:
        page = opened.page
        all_people = list_shown_people(page)
        status = page.locator(".filters [role=status]")
        assert status.inner_text() == f"{len(all_people)} people"
        page.select_option("select[name=place]", "Lisbon")
        in_lisbon = list_shown_people(page)
        assert status.inner_text() == f"{len(in_lisbon)} of {len(all_people)} people"
        labels = page.locator("select[name=standing] option:not([hidden])").all_inner_texts()
        due_label = next(label for label in labels if label.startswith("due"))
        page.select_option("select[name=standing]", "due")
        due_in_lisbon = list_shown_people(page)
        assert due_label == f"due ({len(due_in_lisbon)})"
        assert set(due_in_lisbon) < set(in_lisbon) < set(all_people)
        places = page.locator("select[name=place] option:not([hidden])").all_inner_texts()
        assert f"Lisbon ({len(due_in_lisbon)})" in places
        assert len(places) > 2  # the places of the other contacts who are due
        page.locator("button.clear").click()
        assert list_shown_people(page) == all_people


def test_every_filter_shows_as_many_people_as_it_counts(browser: Browser, site: Path) -> None:
    with open_page(browser, site, "people.html") as opened:
        selects = opened.page.locator(".filters select")
        assert selects.count() == 8
        for select in selects.all():
            options = select.locator("option").all()[1:]
            assert options
            for option in options[:6]:
                value = option.get_attribute("value")
                count = int(option.inner_text().rpartition("(")[2].rstrip(")"))
                select.select_option(value)
                assert len(list_shown_people(opened.page)) == count, value
            select.select_option("")


def test_table_sorts_by_any_column_with_empty_cells_last(browser: Browser, site: Path) -> None:
    with open_page(browser, site, "people.html") as opened:
        headers = opened.page.locator("table.everybody thead th")
        assert headers.count() == 10
        for column, header in enumerate(headers.all(), start=1):
            directions = []
            for _ in range(2):
                header.get_by_role("button").click()
                directions.append(header.get_attribute("aria-sort"))
                cells = opened.page.locator(f"tbody tr > :nth-child({column})").all_inner_texts()
                assert sorted(cells, key=lambda cell: cell == "") == cells
            assert directions in (["ascending", "descending"], ["descending", "ascending"])

        opened.page.locator("th[data-key=last] button").click()
        cells = opened.page.locator("tbody tr > :nth-child(7)").all_inner_texts()
        days = [cell for cell in cells if cell]
        assert days == sorted(days)


def test_filters_are_part_of_the_address(browser: Browser, site: Path) -> None:
    with open_page(browser, site, "index.html") as opened:
        page = opened.page
        fragment = "place=Lisbon&standing=due&standing=in+touch&sort=-last&q=a"
        page.goto(f"{(site / 'people.html').as_uri()}#{fragment}")
        people = list_shown_people(page)
        assert 1 < len(people) < 10
        assert page.locator("th[data-key=last]").get_attribute("aria-sort") == "descending"
        standing = page.locator("select[name=standing]")
        assert standing.evaluate("e => e.selectedOptions[0].text") == "due or in touch"
        page.locator("th[data-key=name] button").click()
        page.wait_for_url(lambda address: "sort" not in address)
        page.reload()
        assert list_shown_people(page) == sorted(people)
        page.evaluate("location.hash = 'place=Berlin'")
        expect(page.locator("select[name=place]")).to_have_value("Berlin")


def test_text_filter_searches_all_cells_of_a_row(browser: Browser, site: Path) -> None:
    with open_page(browser, site, "people.html") as opened:
        search = opened.page.locator("#search")
        for words, name in (
            ("northwind vp", "Ada Quill"),
            ("papadakis", "Giorgos Papadakis"),
            ("tran-hoffmann", "Bao Trần-Hoffmann"),  # accents may be left out
            ("platform group quill", "Ada Quill"),  # a goal
            ("حداد", "ليلى حداد"),
        ):
            search.fill(words)
            assert name in list_shown_people(opened.page), words


def test_slash_opens_the_search_and_enter_opens_its_result(browser: Browser, site: Path) -> None:
    for path in list_pages(site):
        with open_page(browser, site, path) as opened:
            opened.page.keyboard.press("/")
            assert opened.page.evaluate("document.activeElement.id") == "search", path
    with open_page(browser, site, "goals.html") as opened:
        page = opened.page
        page.keyboard.press("/")
        page.keyboard.type("lisb/on")  # a slash is a letter here
        assert page.locator("#search").input_value() == "lisb/on"
        page.locator("#search").fill("lisbon data")
        page.keyboard.press("Enter")
        page.wait_for_url("**/people.html#*")
        options = page.locator("#found [role=option]").all_inner_texts()
        assert "Lisbon Data Days event" in [" ".join(text.split()) for text in options]
        while "Lisbon Data Days" not in "".join(
            page.locator("#found [aria-selected=true]").all_inner_texts()[:1]
        ):
            page.keyboard.press("ArrowDown")
        active = page.locator("#search").get_attribute("aria-activedescendant")
        assert page.locator(f"#{active}").get_attribute("aria-selected") == "true"
        page.keyboard.press("Enter")
        page.wait_for_url("**/events/lisbon-data-days-*.html")


def test_search_finds_people_goals_events_and_organisations(browser: Browser, site: Path) -> None:
    with open_page(browser, site, "people.html") as opened:
        kinds = set()
        for words in ("ada", "talks", "signals", "northwind"):
            opened.page.locator("#search").fill(words)
            kinds |= set(opened.page.locator("#found .when").all_inner_texts())
        assert kinds == {"person", "goal", "event", "organisation"}
        opened.page.get_by_role("option", name="Northwind organisation").click()
        expect(opened.page.locator("select[name=organisation]")).to_have_value("Northwind")
        assert "Ada Quill" in list_shown_people(opened.page)
        opened.page.locator("#search").fill("ada")
        opened.page.keyboard.press("Escape")
        assert opened.page.locator("#found").is_hidden()
        assert opened.messages == []


def test_focus_on_the_map_shows_the_ties_of_one_person(browser: Browser, site: Path) -> None:
    with open_page(browser, site, "map.html") as opened:
        page = opened.page
        stops = page.locator("svg.map a[tabindex='0']")
        assert stops.count() == 1
        ada = page.get_by_role("link", name="Ada Quill:")
        ada.focus()
        assert "knows" in page.locator(".whose").inner_text()
        ties = (ada.get_attribute("data-knows") or "").split()
        assert page.locator("svg.map a.near").count() == 1 + len(ties) > 1
        assert (page.locator("path.lit").get_attribute("d") or "").count("M") == len(ties)
        stops.focus()
        first_label = page.evaluate("document.activeElement.getAttribute('aria-label')")
        page.keyboard.press("ArrowRight")
        second_label = page.evaluate("document.activeElement.getAttribute('aria-label')")
        assert first_label != second_label
        assert stops.count() == 1
        page.keyboard.press("Enter")
        page.wait_for_url("**/people/*.html")
        assert opened.messages == []


@pytest.fixture(scope="module")
def large_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The People page of ten thousand contacts, without the other pages."""
    folder = tmp_path_factory.mktemp("large")
    make_vault(folder / "vault", 10_000)
    network = load_vault(find_vault(folder / "vault"), TODAY).network
    (folder / "site").mkdir()
    entry = next(entry for entry in PAGES if entry.path == "people.html")
    view = entry.build_view(build_site(network, "vault", (), {}))
    for asset in build_stylesheets(TODAY):
        (folder / "site" / asset.path).write_bytes(asset.content)
    page = render_page(PageInputs(entry.path, entry.path, view, lambda: view, entry.scripts))
    (folder / "site" / page.path).write_bytes(page.content)
    return folder / "site"


MEASURE_FILTER = """([selector, value]) => {
  const element = document.querySelector(selector);
  const start = performance.now();
  element.value = value;
  element.dispatchEvent(new Event(element.tagName === "SELECT" ? "change" : "input"));
  document.body.getBoundingClientRect();
  return performance.now() - start;
}"""


def test_ten_thousand_people_are_filtered_within_a_tenth_of_a_second(
    browser: Browser, large_site: Path
) -> None:
    with open_page(browser, large_site, "people.html") as opened:
        page = opened.page
        page.wait_for_selector("table.ready")
        milliseconds = []
        for selector, value in (
            ("#search", "a"),
            ("#search", "ada"),
            ("#search", "ada ber"),
            ("#search", ""),
            ("select[name=place]", "Lisbon"),
            ("select[name=field]", "data"),
            ("select[name=place]", ""),
        ):
            # The shortest of three: other work on the machine only makes it longer.
            durations = [page.evaluate(MEASURE_FILTER, [selector, value]) for _ in range(3)]
            milliseconds.append(min(durations))
        assert max(milliseconds) < 100, milliseconds
        assert page.locator(".filters [role=status]").inner_text().endswith("of 10,000 people")


LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
ODD_CONTACTS = {
    "ليلى عبد الرحمن الحداد بنت محمد": (
        "tier: monthly\norganisation: شركة\nlocation: بيروت\npurpose: تعلم"
    ),
    f"Maximiliana {LONG_WORD} von Hohenlohe": (
        f"tier: monthly\nrole: {LONG_WORD}\nfield: {LONG_WORD}\n"
        f"purpose: {'goes on ' * 30}\nlocation: {LONG_WORD}"
    ),
    "🙂 Zoë 👩‍👩‍👧‍👦": "tier: monthly",
}


def test_page_with_long_words_right_to_left_names_and_emoji_is_not_too_wide(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("odd")
    (folder / "People").mkdir()
    for name, properties in ODD_CONTACTS.items():
        (folder / f"People/{name}.md").write_text(
            f"---\n{properties}\n---\n- 2026-09-02 call: {LONG_WORD} {LONG_WORD.upper()}\n"
        )
    assert run(["build", str(folder), "--today", TODAY.isoformat(), "--quiet"]) == 0
    for width in (360, 800):
        for path in sorted((folder / "dashboard").rglob("*.html")):
            page = browser.new_page(viewport={"width": width, "height": 900})
            page.goto(path.as_uri())
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (
                path.name,
                width,
            )
            page.close()
