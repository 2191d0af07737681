"""The command bar in a real browser: by keyboard, without scripts, read aloud, accessible."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import check_page, open_page_for_axe
from tests.conftest import TODAY
from tests.serving import serve_vault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page

    WriteVault = Callable[[dict[str, str]], Path]

pytestmark = pytest.mark.browser

ADA = "---\npurpose: Funding\ntier: monthly\n---\n- 2026-01-02 coffee: Talked.\n"
VAULT = {
    "People/Ada Quill.md": ADA,
    "People/Dan Brody.md": ADA,
    "People/Dan <b>Kessler.md": ADA,
}


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 900, "height": 600})
    page = context.new_page()
    yield page
    page.goto("about:blank")
    context.close()


def get_bar(page: Page) -> Locator:
    return page.get_by_label("What happened")


def test_sentence_is_typed_shown_written_and_taken_back(vault: WriteVault, page: Page) -> None:
    root = vault(VAULT)
    messages: list[str] = []
    page.on("console", lambda message: messages.append(message.text))
    page.on("pageerror", lambda error: messages.append(str(error)))
    with serve_vault(root, real=True) as dashboard:
        page.goto(f"{dashboard.address}people.html")
        page.keyboard.press("l")
        expect(get_bar(page)).to_be_focused()
        page.keyboard.type("lunch with ada yesterday: tapas, promised the deck by 1 december")
        expect(page.get_by_role("list", name="How it is understood").locator("li")).to_have_text(
            [
                "Ada Quill",
                "Thursday 19 November",
                "lunch",
                "promised: the deck (by 1 December)",
                "“tapas”",
            ]
        )
        expect(page.locator(".bar [aria-live]")).to_contain_text(
            "Ada Quill. Thursday 19 November. lunch. promised: the deck"
        )
        assert (root / "People/Ada Quill.md").read_text() == ADA
        page.keyboard.press("Enter")
        expect(page.locator("p.undo[role=status]")).to_have_text("Written: People/Ada Quill.md.")
        assert page.url.startswith(f"{dashboard.address}people.html?undo=")
        entry = "- 2026-11-19 lunch: tapas\n  - [ ] promised:: the deck 📅 2026-12-01\n"
        assert (root / "People/Ada Quill.md").read_text() == ADA.replace(
            "- 2026-01-02", f"{entry}- 2026-01-02"
        )
        page.get_by_role("button", name="Undo").click()
        expect(page.get_by_role("button", name="Undo")).to_have_count(0)
        assert (root / "People/Ada Quill.md").read_text() == ADA
        page.goto("about:blank")
    assert messages == []


def test_enter_waits_for_the_reading(vault: WriteVault, page: Page) -> None:
    """Whoever presses Enter at once has not seen an answer yet: it comes first."""
    root = vault(VAULT)
    with serve_vault(root, real=True) as dashboard:
        page.goto(dashboard.address)
        page.keyboard.press("l")
        page.keyboard.insert_text("lunch with dan")
        page.keyboard.press("Enter")
        expect(page.get_by_text("Which dan?")).to_be_visible()
        expect(page.get_by_role("button", name="Dan <b>Kessler")).to_be_focused()
        assert "lunch" not in (root / "People/Dan Brody.md").read_text()
        get_bar(page).fill("lunch with ada")
        get_bar(page).press("Enter")
        expect(page.locator("p.undo[role=status]")).to_have_text("Written: People/Ada Quill.md.")
        page.goto("about:blank")


def test_half_typed_name_is_asked_about_when_the_typing_pauses(
    vault: WriteVault, browser: Browser
) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.clock.install(time=f"{TODAY}T12:00:00")
    with serve_vault(vault(VAULT), real=True) as dashboard:
        page.goto(dashboard.address)
        page.clock.pause_at(f"{TODAY}T13:00:00")
        get_bar(page).fill("lunch with Ad")
        with page.expect_response("**/sentence/reading"):
            page.clock.run_for(200)
        expect(page.locator(".chips")).to_be_visible()
        expect(page.locator(".question")).to_be_hidden()
        page.clock.run_for(1000)
        expect(page.locator(".question")).to_be_visible()
        page.goto("about:blank")
    context.close()


def test_question_is_answered_by_keyboard(vault: WriteVault, page: Page) -> None:
    root = vault(VAULT)
    with serve_vault(root, real=True) as dashboard:
        page.goto(dashboard.address)
        page.keyboard.press("l")
        page.keyboard.type("lunch with dan")
        choices = page.get_by_role("group", name="Which dan?").get_by_role("button")
        expect(choices).to_have_text(["Dan <b>Kessler", "Dan Brody"])
        # From the sentence to the button, and from there through the choices.
        for _ in range(2):
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.locator(".chips .person")).to_have_text("Dan <b>Kessler")
        expect(get_bar(page)).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("p.undo[role=status]")).to_have_text(
            "Written: People/Dan <b>Kessler.md."
        )
        page.goto("about:blank")
    assert f"- {TODAY} lunch\n" in (root / "People/Dan <b>Kessler.md").read_text()


def test_escape_clears_and_leaves(vault: WriteVault, page: Page) -> None:
    with serve_vault(vault(VAULT), real=True) as dashboard:
        page.goto(dashboard.address)
        # A letter typed elsewhere is a letter.
        page.locator("#search").press("l")
        expect(page.locator("#search")).to_be_focused()
        get_bar(page).fill("lunch with dan")
        page.get_by_role("button", name="Dan Brody").focus()
        page.keyboard.press("Escape")
        expect(get_bar(page)).to_be_focused()
        expect(get_bar(page)).to_have_value("")
        expect(page.locator(".bar .reading")).to_be_hidden()
        expect(page.locator(".bar [aria-live]")).to_be_empty()
        page.keyboard.press("Escape")
        expect(get_bar(page)).not_to_be_focused()
        page.goto("about:blank")


def test_server_that_is_gone_is_said(vault: WriteVault, page: Page) -> None:
    with serve_vault(vault(VAULT), real=True) as dashboard:
        page.goto(dashboard.address)
        page.route("**/sentence/reading", lambda route: route.abort())
        get_bar(page).fill("lunch with dan")
        expect(page.get_by_text("netnotes serve does not answer").first).to_be_visible()
        page.keyboard.press("Enter")
        expect(get_bar(page)).to_have_value("lunch with dan")
        page.goto("about:blank")


def test_without_scripts_the_second_step_asks_and_confirms(
    vault: WriteVault, browser: Browser
) -> None:
    root = vault(VAULT)
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    with serve_vault(root, real=True) as dashboard:
        page.goto(f"{dashboard.address}people.html")
        get_bar(page).fill("lunch with dan")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("Not written yet")
        page.get_by_role("button", name="Dan <b>Kessler").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Is this what you mean?")
        # Changed, and so shown once more.
        get_bar(page).fill("lunch with dan yesterday")
        get_bar(page).press("Enter")
        expect(page.locator(".chips li")).to_have_text(
            ["Dan <b>Kessler", "Thursday 19 November", "lunch"]
        )
        assert "lunch" not in (root / "People/Dan <b>Kessler.md").read_text()
        page.get_by_role("button", name="Write").click()
        expect(page.locator("p.undo[role=status]")).to_have_text(
            "Written: People/Dan <b>Kessler.md."
        )
        assert page.url.startswith(f"{dashboard.address}people.html")
    assert "- 2026-11-19 lunch\n" in (root / "People/Dan <b>Kessler.md").read_text()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_bar_passes_axe_and_fits_a_phone(
    example: Path, tmp_path: Path, browser: Browser, scheme: str
) -> None:
    with (
        serve_vault(shutil.copytree(example, tmp_path / "Example"), real=True) as dashboard,
        open_page_for_axe(browser, scheme) as page,
    ):
        page.goto(dashboard.address)
        for sentence in (
            "",
            "lunch with ada and ben yesterday: tapas, promised the deck by 1 december",
            "coffee with Nobody Known last week",
            "second step",
        ):
            if sentence == "second step":
                page.evaluate("document.querySelector('form.bar').submit()")
                expect(page.get_by_role("heading", level=1)).to_have_text("Not written yet")
            else:
                get_bar(page).fill(sentence)
            expect(page.locator(".question")).to_have_count(
                {"": 0, "lunch": 1}.get(sentence[:5], 2)
            )
            check_page(page, scheme, label=sentence)


INBOX = (
    "- 2026-11-19 18:40 coffee with Ada: the boat\n- lunch with Dan\n"
    "- 2026-11-18 09:00 call with Dan Brody\n"
)


def test_inbox_is_filed_with_a_click_and_taken_back(vault: WriteVault, page: Page) -> None:
    root = vault({**VAULT, "Inbox.md": INBOX})
    with serve_vault(root, real=True) as dashboard:
        page.goto(dashboard.address)
        section = page.get_by_role("region", name="Inbox")
        expect(section).to_contain_text("3 sentences wait in Inbox.md")
        section.get_by_role("button", name="File what is clear").focus()
        page.keyboard.press("Enter")
        expect(page.locator("p.undo[role=status]")).to_contain_text("Written: ")
        assert "2026-11-19 coffee: the boat" in (root / "People/Ada Quill.md").read_text()
        assert "2026-11-18 call" in (root / "People/Dan Brody.md").read_text()
        assert "Which Dan" in (root / "Inbox.md").read_text()
        expect(page.get_by_role("region", name="Inbox")).to_contain_text("1 sentence")
        page.get_by_role("button", name="Undo").click()
        expect(page.get_by_role("region", name="Inbox")).to_contain_text("3 sentences")
        assert (root / "Inbox.md").read_text() == INBOX
        assert (root / "People/Ada Quill.md").read_text() == ADA
        page.goto("about:blank")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_page_with_an_inbox_passes_axe_and_fits_a_phone(
    vault: WriteVault, browser: Browser, scheme: str
) -> None:
    with (
        serve_vault(vault({**VAULT, "Inbox.md": INBOX}), real=True) as dashboard,
        open_page_for_axe(browser, scheme) as page,
    ):
        for step in ("waiting", "filed"):
            page.goto(dashboard.address)
            expect(page.get_by_role("region", name="Inbox")).to_be_visible()
            if step == "filed":
                page.get_by_role("button", name="File what is clear").click()
                expect(page.locator("p.undo[role=status]")).to_be_visible()
            check_page(page, scheme, label=step)
