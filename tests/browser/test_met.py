"""The form for whom one met, in a real browser: without scripts, accessible, and on a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import check_page, open_page_for_axe
from tests.serving import serve_vault
from tests.test_met_serving import CAMP, VAULT

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
    notes = {**VAULT, CAMP: VAULT[CAMP].replace("## Met", "# Met")}
    with (
        serve_vault(vault(notes), real=True) as dashboard,
        open_page_for_axe(browser, scheme) as page,
    ):
        page.goto(f"{dashboard.address}events.html")
        page.get_by_role("link", name="Civic Data Camp").click()
        expect(page.get_by_role("heading", name="Civic Data Camp")).to_be_visible()
        page.get_by_text("Whom you met", exact=False).first.click()
        check_page(page, scheme, phone_width=360)
        page.get_by_label("Whom you met").fill("Dan: " + "the boat and the harbour " * 9)
        page.get_by_role("button", name="Show what would be written").click()
        expect(page.get_by_label("Dan Brody")).to_be_visible()
        check_page(page, scheme, phone_width=360)
        page.get_by_label("Dan Brody").check()
        page.get_by_role("button", name="Show what would be written").click()
        expect(page.get_by_role("heading", name="This would be written")).to_be_visible()
        check_page(page, scheme, phone_width=360)
        page.get_by_role("button", name="Write it").click()
        expect(page.get_by_role("heading", name="Civic Data Camp")).to_be_visible()


def test_people_are_written_without_scripts(vault: WriteVault, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    with serve_vault(vault(VAULT), real=True) as dashboard:
        page.goto(f"{dashboard.address}events.html")
        page.get_by_role("link", name="Civic Data Camp").click()
        page.locator("summary", has_text="Whom you met").click()
        page.get_by_role("button", name="Show what would be written").click()
        page.get_by_role("button", name="Write it").click()
        expect(page.get_by_role("link", name="Zoë Adler")).to_be_visible()
        note = dashboard.root / "People/Zoë Adler.md"
        assert "organisation: Kranhaus" in note.read_text()
        page.get_by_role("button", name="Undo").click()
        expect(page.get_by_role("heading", name="Civic Data Camp")).to_be_visible()
        assert not note.exists()
    context.close()
