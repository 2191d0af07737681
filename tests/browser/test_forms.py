"""Forms of the served dashboard in a real browser: by keyboard, without scripts, accessible."""

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

    from playwright.sync_api import Browser, Page

    WriteVault = Callable[[dict[str, str]], Path]

pytestmark = pytest.mark.browser

ADA = "---\npurpose: Funding\ntier: monthly\n---\n- 2026-01-02 coffee: Talked.\n"
BEN = (
    "---\npurpose: Sailing\ntier: yearly\n---\n- 2026-11-02 lunch: Ate.\n"
    "  - [ ] promised:: a loaf 📅 2035-06-01\n  - [ ] asked:: a name\n"
)
VAULT = {"People/Ada.md": ADA, "People/Ben.md": BEN}


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page with scripts, and one without: what is written is the same."""
    context = browser.new_context(
        viewport={"width": 900, "height": 600}, java_script_enabled=request.param
    )
    yield context.new_page()
    context.close()


def move_focus_to(page: Page, name: str) -> None:
    """Press the tabulator until an element with this selector has the focus."""
    wanted = page.locator(f":focus:is({name})")
    for _ in range(60):
        page.keyboard.press("Tab")
        if wanted.count():
            return
    raise AssertionError(f"the keyboard does not come to {name}")


def test_touch_is_logged_by_keyboard_alone(vault: WriteVault, page: Page) -> None:
    root = vault(VAULT)
    messages: list[str] = []
    page.on("console", lambda message: messages.append(message.text))
    page.on("pageerror", lambda error: messages.append(str(error)))
    with serve_vault(root, real=True) as dashboard:
        page.goto(dashboard.address)
        expect(page.get_by_role("article").get_by_role("heading")).to_have_text("Ada")
        move_focus_to(page, "article summary")
        page.keyboard.press("Enter")
        move_focus_to(page, "select")
        page.keyboard.type("call")
        move_focus_to(page, "textarea")
        page.keyboard.type("The pier.")
        page.keyboard.press("Enter")
        page.keyboard.type("And the harbour.")
        move_focus_to(page, "[name=gave]")
        page.keyboard.type("a chart")
        move_focus_to(page, "button")
        page.keyboard.press("Enter")
        expect(page.get_by_text("Nothing due.")).to_be_visible()
        assert page.url.partition("?")[0] == f"{dashboard.address}index.html"
        page.goto("about:blank")
    entry = f"- {TODAY} call: The pier.\n  And the harbour.\n  - gave:: a chart\n"
    assert (root / "People/Ada.md").read_text() == ADA.replace(
        "- 2026-01-02", f"{entry}- 2026-01-02"
    )
    assert (root / "People/Ben.md").read_text() == BEN
    assert messages == []


def test_open_item_is_ticked_with_one_press(vault: WriteVault, page: Page) -> None:
    root = vault(VAULT)
    with serve_vault(root, real=True) as dashboard:
        page.goto(dashboard.address + dashboard.find_person_page("Ben"))
        for button in ("kept: a loaf", "declined: a name"):
            page.get_by_role("button", name=button).click()
            expect(page.get_by_role("button", name=button)).to_have_count(0)
            expect(page.get_by_role("heading", level=1)).to_have_text("Ben")
        page.goto("about:blank")
    assert (root / "People/Ben.md").read_text().split("\n")[5:7] == [
        f"  - [x] promised:: a loaf 📅 2035-06-01 ✅ {TODAY}",
        f"  - [-] asked:: a name ❌ {TODAY}",
    ]


def test_new_contact_is_created_and_snoozed(vault: WriteVault, page: Page) -> None:
    root = vault(VAULT)
    with serve_vault(root, real=True) as dashboard:
        page.goto(dashboard.address + "people.html")
        page.get_by_text("New contact").click()
        page.get_by_label("Name").fill("Zoë Adler")
        page.locator("form [name=tier]").select_option("monthly")
        page.get_by_role("button", name="Make a note").click()
        expect(page.get_by_role("heading", name="Zoë Adler")).to_be_visible()
        page.get_by_text("Snooze Zoë Adler").click()
        page.get_by_label("Rest until").fill("3 weeks")
        page.get_by_role("button", name="Snooze").click()
        expect(page.get_by_text("paused")).to_be_visible()
        page.goto("about:blank")
    assert (
        root / "People/Zoë Adler.md"
    ).read_text() == "---\ntier: monthly\npause_until: 2026-12-11\n---\n\n## Log\n"


def test_what_was_written_is_taken_back_with_one_press(vault: WriteVault, page: Page) -> None:
    root = vault(VAULT)
    with serve_vault(root, real=True) as dashboard:
        page.goto(dashboard.address + dashboard.find_person_page("Ben"))
        page.get_by_role("button", name="kept: a loaf").click()
        expect(page.get_by_role("status")).to_have_text("Written: People/Ben.md.")
        assert (root / "People/Ben.md").read_text() != BEN
        page.get_by_role("button", name="Undo").click()
        expect(page.get_by_role("button", name="kept: a loaf")).to_be_visible()
        expect(page.get_by_role("button", name="Undo")).to_have_count(0)
        page.goto("about:blank")
    assert (root / "People/Ben.md").read_text() == BEN


def test_typed_text_stays_when_the_note_has_changed(vault: WriteVault, page: Page) -> None:
    root = vault(VAULT)
    changed = ADA.replace("Funding", "Harbours")
    with serve_vault(root, real=True) as dashboard:
        page.goto(dashboard.address)
        page.get_by_text("Log what happened with Ada").click()
        page.get_by_label("What was said").fill("Two\nlines")
        page.get_by_label("How").select_option("walk")
        page.get_by_label("You promised").fill("a chart")
        page.locator("[name=by]").fill("2026-12-01")
        (root / "People/Ada.md").write_text(changed)
        page.get_by_role("button", name="Log", exact=True).click()
        expect(page.get_by_text("has changed since this page was shown")).to_be_visible()
        assert (root / "People/Ada.md").read_text() == changed
        assert page.get_by_label("What was said").input_value() == "Two\nlines"
        assert page.get_by_label("How").input_value() == "walk"
        assert page.get_by_label("You promised").input_value() == "a chart"
        page.get_by_role("button", name="Log", exact=True).click()
        expect(page.get_by_text("Nothing due.")).to_be_visible()
        expect(page.get_by_role("button", name="kept: a chart")).to_be_visible()
        page.goto("about:blank")
    entry = f"- {TODAY} walk: Two\n  lines\n  - [ ] promised:: a chart 📅 2026-12-01\n"
    assert (root / "People/Ada.md").read_text() == changed.replace(
        "- 2026-01-02", f"{entry}- 2026-01-02"
    )


def test_page_with_a_begun_form_is_not_reloaded(vault: WriteVault, browser: Browser) -> None:
    """Not even before the first letter: the form that was opened stays open, and in focus."""
    root = vault(VAULT)
    context = browser.new_context()
    page = context.new_page()
    with serve_vault(root, real=True) as dashboard:
        page.goto(dashboard.address)
        page.get_by_text("Log what happened with Ada").click()
        page.get_by_label("What was said").focus()
        (root / "People/Ada.md").write_text(ADA.replace("Funding", "Harbours"))
        expect(page.get_by_role("status")).to_contain_text("Your notes have changed")
        expect(page.get_by_label("What was said")).to_be_focused()
        page.goto("about:blank")
    context.close()


@pytest.fixture(scope="module")
def copied(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example vault, to be served."""
    return shutil.copytree(example, tmp_path_factory.mktemp("forms") / "Example")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forms_pass_axe_and_fit_a_phone(copied: Path, browser: Browser, scheme: str) -> None:
    with serve_vault(copied, real=True) as dashboard, open_page_for_axe(browser, scheme) as page:
        for path in (
            "index.html",
            "people.html",
            "exchange.html",
            dashboard.find_person_page("Ada Quill"),
            "kept",
            "undo",
        ):
            if path == "kept":
                page.set_viewport_size({"width": 1280, "height": 720})
                page.locator("[name=until]").fill("never")
                page.get_by_role("button", name="Snooze").click()
                expect(page.get_by_text("Nothing was written")).to_be_visible()
            elif path == "undo":
                # The vault is the same in both schemes, and must be changed in both.
                page.locator("[name=until]").fill("3 weeks" if scheme == "light" else "4 weeks")
                page.get_by_role("button", name="Snooze").click()
                expect(page.get_by_role("button", name="Undo")).to_be_visible()
            else:
                page.goto(dashboard.address + path)
                for summary in page.locator(".writing summary").all():
                    summary.click()
            assert page.locator("main form").count() >= 1
            check_page(page, scheme, phone_width=360, label=path)
