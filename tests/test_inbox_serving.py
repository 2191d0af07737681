"""A served dashboard says what waits in the inbox, and files it: with a click, or by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from netnotes.actions.serving import rebuilder
from tests.serving import MAX_WAIT_SECONDS, serve_vault
from tests.test_forms import find_form, list_forms, read_note, submit_form

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    WriteVault = Callable[[dict[str, str]], Path]

VAULT = {
    "People/Ada Quill.md": "---\ntier: monthly\n---\n",
    "People/Dan Brody.md": "",
    "People/Dan Kessler.md": "",
    "Inbox.md": "2026-11-19 18:40 coffee with Ada\n- lunch with Dan\n",
}
FILED = "---\ntier: monthly\n---\n\n## Log\n- 2026-11-19 coffee\n"
ASKED = "- lunch with Dan\n  ? Which Dan: Dan Brody or Dan Kessler?\n"


def test_click_files_what_is_clear(vault: WriteVault) -> None:
    with serve_vault(vault(VAULT), real=True) as dashboard:
        assert "2 sentences wait in Inbox.md." in dashboard.read_page("index.html")
        fields = find_form(dashboard, "index.html", "/inbox")
        answer = submit_form(dashboard, "/inbox", fields)
        assert answer.status == 303
        assert answer.headers["location"].startswith("/index.html?undo=")
        assert read_note(dashboard) == FILED
        assert (dashboard.root / "Inbox.md").read_text() == ASKED
        words = "1 sentence waits in Inbox.md, with a question below."
        assert words in dashboard.read_page("index.html")

        # Nothing is written a second time, and so nothing is offered to be taken back.
        answer = submit_form(dashboard, "/inbox", find_form(dashboard, "index.html", "/inbox"))
        assert (answer.status, answer.headers["location"]) == (303, "/index.html")


def test_empty_inbox_has_no_form(vault: WriteVault) -> None:
    with serve_vault(vault({**VAULT, "Inbox.md": "# Inbox\n"}), real=True) as dashboard:
        assert "/inbox" not in [path for path, _ in list_forms(dashboard, "index.html")]


@pytest.mark.parametrize("is_appended", [False, True])
def test_inbox_is_filed_without_a_click_where_the_settings_say_so(
    is_appended: bool, vault: WriteVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rebuilder, "INBOX_QUIET_SECONDS", 0.0)
    inbox = VAULT["Inbox.md"]
    settings = '[capture]\nfile = "always"\n'
    notes = {**VAULT, "netnotes.toml": settings, "Inbox.md": "" if is_appended else inbox}
    with serve_vault(vault(notes), real=True) as dashboard:
        if is_appended:
            (dashboard.root / "Inbox.md").write_text(inbox)
        is_filed = dashboard.live_site.wait_for_snapshot(
            lambda snapshot: snapshot.site.waiting_sentences.asked_count == 1, MAX_WAIT_SECONDS
        )
        assert is_filed
        assert read_note(dashboard) == FILED
        assert (dashboard.root / "Inbox.md").read_text() == ASKED


def test_read_only_dashboard_files_nothing(
    vault: WriteVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rebuilder, "INBOX_QUIET_SECONDS", 0.0)
    notes = {**VAULT, "netnotes.toml": '[capture]\nfile = "always"\n'}
    with serve_vault(vault(notes)) as dashboard:
        (dashboard.root / "People/Ada Quill.md").write_text("---\ntier: quarterly\n---\n")
        dashboard.rebuilder.refresh()
        assert dashboard.rebuilder._file_inbox_at is None
        assert (dashboard.root / "Inbox.md").read_text() == VAULT["Inbox.md"]
