"""Where one is anyway and when one writes to people: `[plan] places` and `when`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from netnotes.cli import run
from netnotes.errors import EXIT_DONE
from netnotes.formats.writers.content_lines import unfold_lines

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    WriteVault = Callable[[dict[str, str]], Path]
    CaptureText = pytest.CaptureFixture[str]

TODAY = "2026-11-20"
VAULT = {
    "netnotes.toml": (
        '[plan]\nplaces = ["Data Breakfast, first Tuesday", "[[Signals]]", "[[Past]]", "[[None]]",'
        ' "[[Fair|The fair]] at the harbour"]\n'
    ),
    "Events/Signals.md": "---\ndate: 2026-12-03\n---\n",
    "Events/Fair.md": "---\ndate: 2026-11-19\nuntil: 2026-11-21\n---\n",
    "Events/Past.md": "---\ndate: 2026-11-03\n---\n",
    "People/Ada Quill.md": "---\ntier: monthly\nlast_contact: 2026-09-02\n---\n",
}
SENTENCE = (
    "Where you are anyway: Data Breakfast, first Tuesday; Signals (3 December 2026); Past; None; "
    "The fair at the harbour (20 November 2026)."
)


def test_due_names_the_places(vault: WriteVault, capsys: CaptureText) -> None:
    folder = vault(VAULT)
    for options in ((), ("--markdown",)):
        assert run(["due", str(folder), "--today", TODAY, *options]) == EXIT_DONE
        assert SENTENCE in capsys.readouterr().out.splitlines()
    run(["due", str(folder), "--today", TODAY, "--json"])
    assert json.loads(capsys.readouterr().out)["places"][:3] == [
        {"words": "Data Breakfast, first Tuesday", "path": None, "date": None},
        {"words": "Signals", "path": "Events/Signals.md", "date": "2026-12-03"},
        {"words": "Past", "path": "Events/Past.md", "date": None},
    ]


def test_this_week_and_events_name_the_places(vault: WriteVault) -> None:
    folder = vault(VAULT)
    run(["build", str(folder), "--today", TODAY])
    for page in ("index.html", "events.html"):
        text = (folder / "dashboard" / page).read_text()
        assert text.count("Where you are anyway: <bdi>Data Breakfast, first Tuesday</bdi>; ") == 1
        assert '<bdi>Signals</bdi></a> (<time datetime="2026-12-03">' in text


def test_check_names_links_that_lead_nowhere(vault: WriteVault, capsys: CaptureText) -> None:
    folder = vault(
        {
            **VAULT,
            "netnotes.toml": (
                "[me]\npitch = '[[Pitch]]'\n[plan]\nplaces = ['[[Signals]]', '[[None]], Mondays']\n"
            ),
            "Goals/Lead.md": "---\nwhy: x\npitch: '[[No such pitch]]'\n---\n",
        }
    )
    run(["check", str(folder), "--today", TODAY])
    found = [line for line in capsys.readouterr().out.splitlines() if "links to" in line]
    assert [line.partition(", and there is no note called so.")[0] for line in found] == [
        "Goals/Lead.md:1:1 dead-link `pitch` links to No such pitch",
        "netnotes.toml:1:1 dead-link `pitch` links to Pitch",
        "netnotes.toml:1:1 dead-link `places` links to None",
    ]


def test_nothing_is_said_without_places(vault: WriteVault, capsys: CaptureText) -> None:
    folder = vault({**VAULT, "netnotes.toml": ""})
    run(["due", str(folder), "--today", TODAY])
    assert "anyway" not in capsys.readouterr().out


def test_rename_changes_links_in_places(vault: WriteVault) -> None:
    folder = vault({**VAULT, "netnotes.toml": '[plan]\nplaces = ["[[Ada Quill]]\'s table"] # x\n'})
    run(["rename", "Ada Quill", "Ada Byron", "--vault", str(folder)])
    assert (folder / "netnotes.toml").read_text() == (
        '[plan]\nplaces = ["[[Ada Byron]]\'s table"] # x\n'
    )


WHEN = "[plan]\nwhen = 'Friday 9:05'\n"


def read_weekly_event(folder: Path, day: str) -> dict[str, str]:
    """Read the event of the week in the calendar, by the names of its properties."""
    file = folder / "out.ics"
    assert run(["export", "ics", str(folder), "--today", day, "-o", str(file)]) == EXIT_DONE
    events = "\n".join(unfold_lines(file.read_bytes().decode())).split("BEGIN:VEVENT")[1:]
    (event,) = [text for text in events if "RRULE:FREQ=WEEKLY" in text]
    properties: dict[str, str] = {}
    for line in event.splitlines():
        name, _, value = line.partition(":")
        properties.setdefault(name, value)
    return properties


def test_calendar_has_one_event_a_week_with_who_is_first(vault: WriteVault) -> None:
    folder = vault({**VAULT, "netnotes.toml": WHEN})
    event = read_weekly_event(folder, TODAY)
    assert event["DTSTART"] == "20261120T090500"
    assert event["DURATION"] == "PT20M"
    assert event["RRULE"] == "FREQ=WEEKLY"
    assert event["DESCRIPTION"].startswith("Ada Quill: last in touch")
    assert (event["CLASS"], event["TRIGGER"]) == ("PRIVATE", "PT0S")


def test_weekly_event_moves_once_a_week_and_keeps_its_uid(vault: WriteVault) -> None:
    folder = vault({**VAULT, "netnotes.toml": WHEN})
    events = [read_weekly_event(folder, f"2026-11-{day}") for day in (20, 21, 26, 27, 28)]
    assert len({event["UID"] for event in events}) == 1
    assert [event["DTSTART"][6:8] for event in events] == ["20", "27", "27", "27", "04"]
    sequences = [int(event["SEQUENCE"]) for event in events]
    assert sequences[0] < sequences[1] == sequences[2] == sequences[3] < sequences[4]


def test_other_time_on_the_same_day_is_a_change(vault: WriteVault) -> None:
    folder = vault({**VAULT, "netnotes.toml": WHEN})
    before = read_weekly_event(folder, TODAY)
    (folder / "netnotes.toml").write_text(WHEN.replace("9:05", "14:00"))
    after = read_weekly_event(folder, TODAY)
    assert after["DTSTART"] == "20261120T140000"
    assert int(after["SEQUENCE"]) == int(before["SEQUENCE"]) + 1


def test_dashboard_has_the_weekly_event_too(vault: WriteVault) -> None:
    folder = vault({**VAULT, "netnotes.toml": f"{WHEN}[vault]\nics = true\n"})
    run(["build", str(folder), "--today", TODAY])
    assert "RRULE:FREQ=WEEKLY" in (folder / "dashboard/followups.ics").read_text()


def test_without_a_time_there_is_no_weekly_event(vault: WriteVault) -> None:
    folder = vault({**VAULT, "netnotes.toml": ""})
    with pytest.raises(ValueError, match="not enough values"):
        read_weekly_event(folder, TODAY)
