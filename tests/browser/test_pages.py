"""Every page in a real browser: nothing is loaded from elsewhere, everybody can use it, and it says what it has to say."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest
from axe_playwright_python.sync_playwright import Axe

from netnotes.cli import run
from netnotes.dashboard.views import PAGES
from tests.conftest import TODAY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

STANDARD = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture(scope="module")
def site(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("site") / "dashboard"
    assert run(["build", str(example), "--output", str(output), "--today", TODAY.isoformat(), "--quiet"]) == 0
    return output


@pytest.fixture(scope="module")
def sparse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dashboard with nobody in it: every page in its empty state."""
    folder = tmp_path_factory.mktemp("sparse")
    (folder / "vault").mkdir()
    assert run(["build", str(folder / "vault"), "--today", TODAY.isoformat(), "--quiet"]) == 0
    return folder / "vault/dashboard"


def addresses(site: Path) -> list[str]:
    """The pages of their own, and of each kind of page one that has much to show."""
    longest = {}
    for path in sorted(site.rglob("*/*.html"), key=lambda path: path.stat().st_size):
        longest[path.parent.name] = path.relative_to(site).as_posix()
    return [*(entry.path for entry in PAGES), *longest.values()]


class Seen(NamedTuple):
    page: Page
    messages: list[str]
    requests: list[str]


def opened(browser: Browser, site: Path, path: str, **options: object) -> Iterator[Seen]:
    context = browser.new_context(**options)  # type: ignore[arg-type]  # playwright's own keywords
    page = context.new_page()
    messages: list[str] = []
    requests: list[str] = []
    page.on("console", lambda message: messages.append(message.text))
    page.on("pageerror", lambda error: messages.append(str(error)))
    page.on("request", lambda request: requests.append(request.url))
    page.goto((site / path).as_uri())
    yield Seen(page, messages, requests)
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_a_fault_that_axe_knows(browser: Browser, site: Path, sparse: Path, scheme: str) -> None:
    for folder in (site, sparse):
        for path in addresses(folder):
            for seen in opened(browser, folder, path, color_scheme=scheme):
                results = Axe().run(seen.page, options={"runOnly": STANDARD, "resultTypes": ["violations"]})
                assert results.violations_count == 0, f"{path}: {results.generate_report()}"


def test_nothing_is_said_in_the_console_and_nothing_is_asked_of_anybody(browser: Browser, site: Path) -> None:
    for path in addresses(site):
        for seen in opened(browser, site, path):
            assert seen.messages == [], path
            assert all(url.startswith("file://") for url in seen.requests), path
            assert len(seen.requests) >= 3  # the page and its style sheets: the listener hears


def test_every_page_fits_a_phone(browser: Browser, site: Path) -> None:
    for path in addresses(site):
        for seen in opened(browser, site, path, viewport={"width": 360, "height": 740}):
            width = seen.page.evaluate("document.documentElement.scrollWidth")
            assert width <= 360, f"{path} is {width} px wide"


def test_without_scripts_every_page_says_what_it_has_to_say(browser: Browser, site: Path) -> None:
    for path in addresses(site):
        said = []
        for scripts in (True, False):
            for seen in opened(browser, site, path, java_script_enabled=scripts):
                for control in seen.page.locator("main .filters").all() if scripts else ():
                    control.evaluate("element => element.remove()")  # what only a script can do is no loss without one
                said.append(len(seen.page.locator("main").inner_text()))
        assert said[1] >= said[0] * 0.95, path


def test_everything_that_can_be_used_is_reached_by_keyboard(browser: Browser, site: Path) -> None:
    for seen in opened(browser, site, "index.html"):
        page = seen.page
        usable = page.locator("a[href]:visible, button:visible, input:visible, select:visible, summary:visible").count()
        reached = set()
        for _ in range(usable + 5):
            page.keyboard.press("Tab")
            where = "e => e === document.body ? '' : e.outerHTML + e.getBoundingClientRect().top"
            reached.add(page.evaluate(f"({where})(document.activeElement)"))
        assert len(reached - {""}) >= usable


def test_a_page_older_than_a_week_says_so(browser: Browser, site: Path) -> None:
    for seen in opened(browser, site, "index.html"):
        seen.page.clock.set_fixed_time(f"{TODAY.year + 1}-01-15T12:00:00")
        seen.page.reload()
        assert "days old" in seen.page.locator(".stale").inner_text()
        seen.page.clock.set_fixed_time(f"{TODAY.isoformat()}T12:00:00")
        seen.page.reload()
        assert seen.page.locator(".stale").count() == 0


def test_the_first_page_is_there_at_once(browser: Browser, site: Path) -> None:
    """No layout shift while it loads, and less than 300 KB."""
    for path in addresses(site):
        assert (site / path).stat().st_size < 300_000
        for seen in opened(browser, site, path):
            shift = seen.page.evaluate(
                "new Promise(done => { let sum = 0; new PerformanceObserver(list => { for (const one of "
                "list.getEntries()) sum += one.value; }).observe({type: 'layout-shift', buffered: true}); "
                "requestAnimationFrame(() => requestAnimationFrame(() => done(sum))); })"
            )
            assert shift < 0.01, path
