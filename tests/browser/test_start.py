"""The page /start in a real browser: without scripts, accessible, and on a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import check_page, open_page_for_axe
from tests.serving import serve_vault

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser

    WriteVault = Callable[[dict[str, str]], Path]

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_each_step_passes_axe_and_fits_a_phone(
    vault: WriteVault, browser: Browser, scheme: str
) -> None:
    with serve_vault(vault({}), real=True) as dashboard, open_page_for_axe(browser, scheme) as page:
        page.goto(dashboard.address)
        page.get_by_role("link", name="A few questions").click()
        expect(page.get_by_label("Who would you be glad to hear from?")).to_be_visible()
        check_page(page, scheme, phone_width=360)
        page.get_by_label("Who would you be glad to hear from?").fill("Ada Quill")
        page.locator("#spoke1").fill("last spring")
        page.locator("#words1").fill("How did you move into data?" * 9)
        page.get_by_role("button", name="Show what would be written").click()
        expect(page.get_by_role("alert")).to_be_visible()
        check_page(page, scheme, phone_width=360)
        page.locator("#spoke1").fill("6 months ago")
        page.get_by_role("button", name="Show what would be written").click()
        expect(page.get_by_role("heading", name="This would be written")).to_be_visible()
        check_page(page, scheme, phone_width=360)
        page.get_by_role("button", name="Write it").click()
        expect(page.get_by_role("heading", name="It is in your notes")).to_be_visible()
        check_page(page, scheme, phone_width=360)


def test_answers_are_written_without_scripts(vault: WriteVault, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    with serve_vault(vault({}), real=True) as dashboard:
        page.goto(dashboard.address + "start")
        page.locator("#person1").fill("Ada Quill")
        page.locator("#words1").fill("Tea?")
        page.locator("#words1").press("Enter")
        page.get_by_role("button", name="Write it").click()
        expect(page.get_by_text("Hello Ada,")).to_be_visible()
        note = dashboard.root / "People/Ada Quill.md"
        assert note.read_text() == ("---\nnext: 2026-11-20\nnext_step: Tea?\n---\n\n## Log\n")
        page.get_by_role("button", name="Undo").click()
        expect(page.get_by_role("heading", name="This week")).to_be_visible()
        assert not note.exists()
    context.close()
