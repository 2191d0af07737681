"""A browser for the tests of pages: an installed Chromium, never a downloaded one."""

from __future__ import annotations

import atexit
import os
import shutil
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import TODAY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Playwright

PROGRAM_NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)

NOON = f"{TODAY.isoformat()}T12:00:00"
"""The time in every browser page, on the day of the example: an older page would say so."""


@contextmanager
def launch_browser(*arguments: str) -> Iterator[Browser]:
    """Start a browser with these command-line arguments, and close it at the end."""
    program = next(filter(None, map(shutil.which, PROGRAM_NAMES)), None)
    if program is None:
        reason = f"no browser is installed (looked for {', '.join(PROGRAM_NAMES)})"
        if os.environ.get("NETNOTES_REQUIRE_BROWSER"):
            pytest.fail(reason)
        pytest.skip(reason)
    # As root, as in most containers, Chromium runs only without its sandbox; the pages are ours.
    browser = _start_playwright().chromium.launch(
        executable_path=program, args=["--no-sandbox", *arguments]
    )
    open_context = browser.new_context

    def open_context_at_noon(**options: Any) -> BrowserContext:
        context = open_context(**options)
        context.clock.set_fixed_time(NOON)
        return context

    # Replaced, so that no test can forget to set the clock.
    browser.new_context = open_context_at_noon  # type: ignore[method-assign]
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with launch_browser() as launched:
        yield launched


@cache
def _start_playwright() -> Playwright:
    """Start the driver of all browsers, which ends with the tests. A process can have only one."""
    from playwright.sync_api import sync_playwright

    playwright = sync_playwright().start()
    atexit.register(playwright.stop)
    return playwright
