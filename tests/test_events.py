"""Events list contacts to meet, contacts met and contacts who wait, and have pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.cli import run
from netnotes.network.measures.events import collect_event_people
from netnotes.vault.load import load_vault
from netnotes.vault.paths import find_vault
from tests.conftest import TODAY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from netnotes.network.network import Network

    WriteVault = Callable[[dict[str, str]], Path]

FAIR = "---\ndate: 2026-10-01\nuntil: 2026-10-03\nlocation: Vienna\npeople: ['[[Wanted]]']\n---\n"
TRIP = (
    "---\ntype: trip\ndate: 2026-12-01\nuntil: 2026-12-04\nlocation: Lisbon\n"
    "people: ['[[Ada]]']\n---\n"
)
ME = '[me]\nname = "Mira Holm"\nlocation = "Berlin"\n'


def load_network(folder: Path) -> Network:
    return load_vault(find_vault(folder), TODAY).network


def list_names(contacts: object) -> list[str]:
    return [pair.name for pair in contacts]  # type: ignore[attr-defined]


def test_event_lists_contacts_met_there_and_contacts_who_wait(vault: WriteVault) -> None:
    folder = vault(
        {
            "Events/Fair.md": FAIR,
            "People/By her note.md": '---\nmet_at: "[[Fair]]"\n---\n',
            "People/By the day.md": (
                "- 2026-10-02 coffee: between two talks\n- 2026-10-20 email: thanks\n"
            ),
            "People/By a meeting.md": "",
            "People/Only a mail.md": "- 2026-10-02 email: about something else\n",
            "People/Another day.md": "- 2026-10-04 coffee: after it\n",
            "People/Wanted.md": "",
            "Meetings/2026-10-03 Round table.md": (
                '---\npeople: ["[[By a meeting]]"]\n---\nAt the [[Fair]].\n'
            ),
        }
    )
    fair = collect_event_people(load_network(folder))["Events/Fair.md"]
    assert [met.contact.name for met in fair.met] == ["By a meeting", "By her note", "By the day"]
    assert list_names(fair.awaiting_follow_up) == ["By a meeting", "By her note"]
    assert list_names(fair.wanted) == ["Wanted"]
    assert fair.locals == ()


def test_event_has_locals_of_a_trip_but_not_at_home(vault: WriteVault) -> None:
    folder = vault(
        {
            "netnotes.toml": ME,
            "Events/Trip.md": TRIP,
            "Events/Here.md": "---\ndate: 2026-12-01\nlocation: Berlin\n---\n",
            "Events/Last year.md": "---\ndate: 2025-12-01\nlocation: Lisbon\n---\n",
            "People/Ada.md": (
                "---\nlocation: Lisbon, Portugal\ntier: monthly\nlast_contact: 2026-11-10\n---\n"
            ),
            "People/Ben.md": (
                "---\nlocation: Lisbon\ntier: monthly\nlast_contact: 2026-01-10\n---\n"
            ),
            "People/Cleo.md": "---\nlocation: Berlin\n---\n",
            "People/Gone.md": "---\nlocation: Lisbon\narchived: yes\n---\n",
        }
    )
    event_people = collect_event_people(load_network(folder))
    assert list_names(event_people["Events/Trip.md"].locals) == [
        "Ben",
        "Ada",
    ]  # the longest waiting first
    assert list_names(event_people["Events/Trip.md"].wanted) == ["Ada"]
    assert event_people["Events/Here.md"].locals == ()
    assert event_people["Events/Last year.md"].locals == ()


def build_pages(folder: Path) -> dict[str, str]:
    assert run(["build", str(folder), "--today", TODAY.isoformat(), "--quiet"]) == 0
    site = folder / "dashboard"
    return {path.relative_to(site).as_posix(): path.read_text() for path in site.rglob("*.html")}


def test_cards_say_that_more_could_be_brought_and_the_own_page_shows_it(vault: WriteVault) -> None:
    notes = {f"Notes/Boat {number}.md": "---\ntags: [sailing]\n---\n" for number in range(4)}
    ada = "---\nneeds: [sailing]\nlocation: Lisbon\nnext: 2026-10-01\ntier: yearly\n---\n"
    pages = build_pages(vault({**notes, "Events/Trip.md": TRIP, "People/Ada.md": ada}))
    trip = next(path for path in pages if path.startswith("events/trip-"))
    own_page = next(path for path in pages if path.startswith("people/ada-"))
    for path in ("index.html", "exchange.html", trip):
        assert "Boat 2" in pages[path]
        assert "Boat 3" not in pages[path]
        assert "and more, on their own page" in pages[path], path
    assert "Boat 3" in pages[own_page]
    assert "and more" not in pages[own_page]


def test_who_lives_where_one_goes_is_named_unless_others_are_to_be_met(vault: WriteVault) -> None:
    trip = "---\ntype: trip\ndate: 2026-12-01\nlocation: Porto\n---\n"
    notes = {
        "Events/Porto.md": trip,
        "People/Ada.md": "---\nlocation: Porto\n---\n",
        "Events/Fair.md": "---\ndate: 2026-09-01\n---\n",
        "People/Ben.md": '---\nmet: 2026-09-01\nmet_at: "[[Fair]]"\n---\n- 2026-09-01 met\n',
    }
    pages = build_pages(vault(notes))
    assert "1 contact lives there: <a" in pages["events.html"]
    fair = next(path for path in pages if path.startswith("events/fair-"))
    assert ">Noted</span>" not in pages[fair]


def test_event_has_a_page_and_links_to_its_note_lead_there(vault: WriteVault) -> None:
    pages = build_pages(
        vault(
            {
                "Events/Trip.md": TRIP,
                "Events/Fair.md": FAIR,
                "People/Ada.md": (
                    '---\nneeds: [sailing]\nlocation: Lisbon\nmet_at: "[[Fair]]"\n---\n'
                    "See [[Trip]].\n"
                ),
                "Notes/Boat.md": "---\ntags: [sailing]\n---\n",
            }
        )
    )
    trip = next(path for path in pages if path.startswith("events/trip-"))
    fair = next(path for path in pages if path.startswith("events/fair-"))
    ada = next(path for path in pages if path.startswith("people/ada-"))
    assert f"../{trip}" in pages[ada]
    assert f"../{fair}" in pages[ada]
    assert f"../{ada}" in pages[trip]
    assert "You could bring" in pages[trip]
    assert "Boat" in pages[trip]
    assert "and more" not in pages[trip]
    assert "Not in touch since" in pages[fair]
    assert "1 to 4 December 2026" in pages["events.html"]
    assert pages["events.html"].index("Trip") < pages["events.html"].index("Fair")


def test_page_without_events_explains_how_to_write_one(vault: WriteVault) -> None:
    assert "Nothing planned yet" in build_pages(vault({"People/Ada.md": ""}))["events.html"]


def test_event_without_a_day_or_of_a_hundred_years_has_a_page(vault: WriteVault) -> None:
    pages = build_pages(
        vault(
            {
                "Events/Someday.md": "",
                "Events/Century.md": "---\ndate: 1990-01-01\nuntil: 2090-01-01\n---\n",
                "People/Ada.md": "- 2026-10-02 coffee: x\n",
            }
        )
    )
    assert "Without a day" in pages["events.html"]
    assert "1 January 1990 to 1 January 2090" in pages["events.html"]
