"""A browser for the pages: an installed Chromium, never a downloaded one."""

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

NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)


NOON = f"{TODAY.isoformat()}T12:00:00"
"""The time in every browser page: that of the example vault, for a page says when it is some days old."""


@contextmanager
def launch_browser(*arguments: str) -> Iterator[Browser]:
    """A browser that was started with these arguments."""
    program = next((found for name in NAMES if (found := shutil.which(name))), None)
    if program is None:
        reason = f"no browser is installed (looked for {', '.join(NAMES)})"
        if os.environ.get("NETNOTES_REQUIRE_BROWSER"):
            pytest.fail(reason)
        pytest.skip(reason)
    # As root, as in most containers, Chromium runs only without its own sandbox; the pages are ours.
    started = _start_playwright().chromium.launch(
        executable_path=program, args=["--no-sandbox", *arguments]
    )
    open_context = started.new_context

    def open_context_at_noon(**options: Any) -> BrowserContext:
        context = open_context(**options)
        context.clock.set_fixed_time(NOON)
        return context

    started.new_context = open_context_at_noon  # type: ignore[method-assign]  # so that no test can forget the clock
    yield started
    started.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with launch_browser() as started:
        yield started


@cache
def _start_playwright() -> Playwright:
    """The one that drives all browsers; a second one beside it is not to be had. It ends with the tests."""
    from playwright.sync_api import sync_playwright

    one = sync_playwright().start()
    atexit.register(one.stop)
    return one
