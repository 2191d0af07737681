"""What axe finds on a page, and whether the page fits a narrow screen."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from axe_playwright_python.sync_playwright import Axe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

AXE_RULES = {
    "light": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    # Only the colours are different in the dark scheme.
    "dark": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
}

WIDE = 1280


@contextmanager
def open_page_for_axe(browser: Browser, scheme: str) -> Iterator[Page]:
    """Open a page in which axe may run and which does not reload by itself when notes change."""
    # axe is a script of its own, which the page's policy would not let run.
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]
    page = context.new_page()
    # A page that reloads while axe runs has no style for a moment.
    page.route("**/-/changes*", lambda route: route.abort())
    yield page
    context.close()


def check_page(page: Page, scheme: str, *, phone_width: int = 390, label: str = "") -> None:
    """Assert that axe finds nothing on a page, wide and on a phone, and that nothing overflows."""
    for width in (WIDE, phone_width):
        page.set_viewport_size({"width": width, "height": 740})
        run_axe(page, scheme, label)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, label


def run_axe(page: Page, scheme: str, label: str = "") -> None:
    """Assert that axe finds nothing on a page as it is."""
    # A page's text can be there before its style.
    page.wait_for_function("document.readyState === 'complete' && document.styleSheets.length > 0")
    results = Axe().run(page, options={"runOnly": AXE_RULES[scheme], "resultTypes": ["violations"]})
    assert results.violations_count == 0, f"{label}: {results.generate_report()}"
