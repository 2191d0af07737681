"""`make pictures`: take the README's pictures of the example vault, with an installed Chromium."""

from __future__ import annotations

import shutil
import sys
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Literal, NamedTuple

from playwright.sync_api import Browser, ViewportSize, sync_playwright

from netnotes.actions.build import build_dashboard
from netnotes.actions.example_vault import EXAMPLE_DAY, copy_example
from netnotes.vault.paths import find_vault

PICTURES_FOLDER = Path(__file__).parent / "pictures"


class Picture(NamedTuple):
    """A picture to take of a page."""

    name: str
    page_pattern: str
    """The page's path in the dashboard; a person's page has a hash in its name."""
    color_scheme: Literal["light", "dark"]
    width: int
    height: int


PICTURES = (
    Picture("week", "index.html", "light", 1280, 860),
    Picture("people", "people.html", "dark", 1280, 860),
    Picture("map", "map.html", "light", 1280, 1180),
    Picture("person", "people/ada-quill-*.html", "light", 1280, 860),
)

BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")


def take_pictures(browser_path: str, dashboard: Path) -> None:
    """Take every picture of a dashboard."""
    PICTURES_FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        # Chromium's sandbox does not start for root, as in a container.
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        for picture in PICTURES:
            _take_picture(browser, dashboard, picture)
        browser.close()


def _take_picture(browser: Browser, dashboard: Path, picture: Picture) -> None:
    viewport: ViewportSize = {"width": picture.width, "height": picture.height}
    page = browser.new_page(viewport=viewport, color_scheme=picture.color_scheme)
    # Pages compute "today" in the browser: without this, every picture would change every day.
    page.clock.set_fixed_time(f"{EXAMPLE_DAY.isoformat()}T09:00:00")
    page.goto(next(dashboard.glob(picture.page_pattern)).as_uri())
    page.screenshot(path=PICTURES_FOLDER / f"{picture.name}.png")


def find_browser() -> str | None:
    """Find the first of `BROWSERS` that is installed; None if there is none."""
    for browser in BROWSERS:
        path = shutil.which(browser)
        if path:
            return path
    return None


def main() -> None:
    """Build the dashboard of the example vault, and take its pictures."""
    browser_path = find_browser()
    if browser_path is None:
        sys.exit(
            f"No browser found (looked for {', '.join(BROWSERS)}). "
            "Install Chromium and run this again."
        )
    with tempfile.TemporaryDirectory() as folder:
        vault = Path(folder) / "Example"
        copy_example(vault, timedelta(0))
        build = build_dashboard(find_vault(vault), EXAMPLE_DAY)
        take_pictures(browser_path, build.index_path.parent)


if __name__ == "__main__":
    main()
