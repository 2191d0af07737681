"""`make pictures`: the README's pictures, taken of the example vault in an installed Chromium."""

from __future__ import annotations

import shutil
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

from playwright.sync_api import ViewportSize, sync_playwright

from netnotes.actions.build import build_dashboard
from netnotes.actions.example_vault import EXAMPLE_DAY, copy_example
from netnotes.vault.paths import find_vault

PICTURES = Path(__file__).parent / "pictures"

SHOTS = (
    ("week", "index.html", "light", 1280, 860),
    ("people", "people.html", "dark", 1280, 860),
    ("map", "map.html", "light", 1280, 1180),
    ("person", "people/ada-quill-*.html", "light", 1280, 860),
)
"""A name, a page (or the pattern of one), light or dark, width and height."""


def take(program: str, site: Path) -> None:
    """Take every picture of a site."""
    PICTURES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for name, pattern, scheme, width, height in SHOTS:
            size: ViewportSize = {"width": width, "height": height}
            page = browser.new_page(viewport=size, color_scheme=scheme)  # type: ignore[arg-type]
            page.clock.set_fixed_time(f"{EXAMPLE_DAY.isoformat()}T09:00:00")
            page.goto(next(site.glob(pattern)).as_uri())
            page.screenshot(path=PICTURES / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
    program = next((found for name in names if (found := shutil.which(name))), None)
    if program is None:
        sys.exit(
            f"No browser found (looked for {', '.join(names)}). Install Chromium and run this again."
        )
    with tempfile.TemporaryDirectory() as folder:
        copy_example(Path(folder) / "Example", timedelta(0))
        take(
            program,
            build_dashboard(find_vault(Path(folder) / "Example"), EXAMPLE_DAY).index_path.parent,
        )
