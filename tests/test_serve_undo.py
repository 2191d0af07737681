"""A served dashboard offers to take back what was just written, and takes back nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.cli import run
from tests.conftest import TODAY
from tests.serving import ServedDashboard, serve_vault
from tests.test_forms import (
    ADA,
    VAULT,
    find_form,
    find_next_page,
    read_note,
    read_words,
    submit_form,
)
from tests.test_page_list import parse_html

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    WriteVault = Callable[[dict[str, str]], Path]
    Fields = dict[str, str]


def snooze_ada(dashboard: ServedDashboard) -> str:
    """Snooze Ada in the browser, and return the address of the page that is shown then."""
    page = dashboard.find_person_page("Ada Quill")
    fields = find_form(dashboard, page, "/snooze") | {"until": "3 weeks"}
    return submit_form(dashboard, "/snooze", fields).headers["location"]


def find_offer(dashboard: ServedDashboard, address: str) -> Fields:
    """Find the fields of the form that takes back what was written; none if there is no offer."""
    page = dashboard.request(address).body.decode()
    for form in parse_html(page).iter("form"):
        if form.attrib["action"] == "/undo":
            return {field.attrib["name"]: field.attrib["value"] for field in form.iter("input")}
    return {}


def test_what_a_form_has_written_is_taken_back_by_a_button(vault: WriteVault) -> None:
    with serve_vault(vault(VAULT), real=True) as dashboard:
        address = snooze_ada(dashboard)
        assert read_note(dashboard) != ADA
        words = read_words(dashboard.request(address).body.decode())
        assert words.startswith("Written: People/Ada Quill.md. Undo")
        answer = submit_form(dashboard, "/undo", find_offer(dashboard, address))
        page = dashboard.find_person_page("Ada Quill")
        assert (answer.status, answer.headers["location"]) == (303, f"/{page}")
        assert read_note(dashboard) == ADA
        assert find_offer(dashboard, address) == {}


def test_page_of_a_note_that_is_taken_back_is_left(vault: WriteVault) -> None:
    with serve_vault(vault(VAULT), real=True) as dashboard:
        fields = find_form(dashboard, "people.html", "/new") | {"name": "Zoë Adler"}
        address = submit_form(dashboard, "/new", fields).headers["location"]
        assert (dashboard.root / "People/Zoë Adler.md").exists()
        answer = submit_form(dashboard, "/undo", find_offer(dashboard, address))
        assert (answer.status, find_next_page(answer)) == (303, "/")
        assert not (dashboard.root / "People/Zoë Adler.md").exists()


def test_only_the_last_command_is_taken_back(vault: WriteVault) -> None:
    with serve_vault(vault(VAULT), real=True) as dashboard:
        address = snooze_ada(dashboard)
        offer = find_offer(dashboard, address)
        run(["archive", "ben", "--vault", str(dashboard.root), "--today", TODAY.isoformat()])
        assert find_offer(dashboard, address) == {}
        answer = submit_form(dashboard, "/undo", offer)
        assert answer.status == 409
        assert "Something else was written since: netnotes archive of " in read_words(
            answer.body.decode()
        )
        assert "archived: " in read_note(dashboard, "Ben Okafor")
        assert "pause_until: " in read_note(dashboard)


def test_note_changed_since_is_not_taken_back(vault: WriteVault) -> None:
    with serve_vault(vault(VAULT), real=True) as dashboard:
        offer = find_offer(dashboard, snooze_ada(dashboard))
        (dashboard.root / "People/Ada Quill.md").write_text("Mine.\n")
        answer = submit_form(dashboard, "/undo", offer)
        assert answer.status == 422
        words = read_words(answer.body.decode())
        assert "People/Ada Quill.md has been changed after netnotes serve (snooze) of " in words
        assert "Nothing was taken back." in words
        assert read_note(dashboard) == "Mine.\n"


def test_page_offers_nothing_for_a_number_that_is_none(vault: WriteVault) -> None:
    with serve_vault(vault(VAULT), real=True) as dashboard:
        for number in ("1", "x", "<b>"):
            assert find_offer(dashboard, f"/index.html?undo={number}") == {}


def test_dashboard_that_is_only_read_offers_nothing(vault: WriteVault) -> None:
    folder = vault(VAULT)
    run(["archive", "ben", "--vault", str(folder), "--today", TODAY.isoformat()])
    (record,) = (record for record in list_numbers(folder))
    with serve_vault(folder) as dashboard:
        assert find_offer(dashboard, f"/index.html?undo={record}") == {}
        assert dashboard.request("/undo", method="POST", body=b"x=y").status in (404, 405)


def list_numbers(folder: Path) -> list[int]:
    from netnotes.vault.paths import find_vault
    from netnotes.vault.undo_records import UndoRecords

    records = UndoRecords(folder, find_vault(folder).cache_folder).list_records()
    return [stored.number for stored in records]
