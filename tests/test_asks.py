"""What becomes of an ask: one reminder, then no answer. The day is 30 June 2025, a Monday."""

from __future__ import annotations

import datetime
import json
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netnotes.cli import run
from netnotes.dashboard.page_list import list_page_jobs
from netnotes.dashboard.render import render_page
from netnotes.dashboard.site import build_site
from netnotes.network.asks import (
    count_workdays,
    describe_reminder,
    find_resting_ask,
    has_no_answer,
    list_waiting_asks,
)
from netnotes.network.measures.goal_asks import find_people_to_ask
from netnotes.network.measures.ways import WaySearch
from tests.networks import TODAY, make_network, make_network_with, make_note
from tests.notes import parse_iso_day

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from netnotes.network.network import Network


def make_network_with_log(log: str) -> Network:
    front = 'tier: yearly\ngoals: "[[Talks]]"'
    return make_network_with(f"{front}\n---\n{log}", other_notes={"Goals/Talks.md": ""})


ASKED = "- {day} call: a\n  - [ ] asked:: a slot"


@pytest.mark.parametrize(
    ("day", "later", "reminder"),
    [
        # Seven days from Monday to Friday lie after Thursday 19 June, six after Friday the 20th.
        ("2025-06-19", "", True),
        ("2025-06-20", "", False),
        ("2025-06-22", "", False),
        # 41 days ago, and 42.
        ("2025-05-20", "", True),
        ("2025-05-19", "", False),
        ("2025-06-12", "- 2025-06-13 mail: asked once more", False),
        ("2025-06-12", "- 2025-06-12 mail: on the same day", True),
        ("2025-06-12", "- 2025-07-01 call: still to come", True),
        ("2025-06-12", "- 2025-05-01 call: before", True),
        ("2025-07-04", "", False),
    ],
)
def test_reminder_is_due_once_after_seven_working_days(
    day: str, later: str, reminder: bool
) -> None:
    (contact,) = make_network_with_log(f"{ASKED.format(day=day)}\n{later}\n").contacts
    (ask,) = contact.asks
    words = describe_reminder(ask, contact, TODAY)
    date = datetime.date.fromisoformat(day)
    expected = f"no answer since {date.day} {date:%B} 2025; one reminder is fine, then let it rest"
    assert words == (expected if reminder else "")


def test_last_contact_after_the_ask_is_the_reminder_too() -> None:
    log = ASKED.format(day="2025-06-12")
    (contact,) = make_network_with(f"last_contact: 2025-06-20\n---\n{log}").contacts
    assert not describe_reminder(contact.asks[0], contact, TODAY)


@given(first_day=st.dates(max_value=TODAY), days=st.integers(0, 40))
def test_workdays_are_the_days_from_monday_to_friday(first_day: datetime.date, days: int) -> None:
    day = first_day + datetime.timedelta(days=days)
    days_after = [first_day + datetime.timedelta(days=number) for number in range(1, days + 1)]
    assert count_workdays(first_day, day) == sum(date.weekday() < 5 for date in days_after)


def test_ask_without_an_answer_for_42_days_waits_no_longer() -> None:
    log = f"{ASKED.format(day='2025-05-20')}\n{ASKED.format(day='2025-05-19')}\n- asked:: undated"
    (contact,) = make_network_with_log(log).contacts
    assert [str(ask.date) for ask in list_waiting_asks(contact, TODAY)] == ["2025-05-20", "None"]
    assert [has_no_answer(ask, TODAY) for ask in contact.asks] == [False, True, False]


@pytest.mark.parametrize(
    ("line", "rests"),
    [
        ("- 2025-05-31 call: a\n  - [x] asked:: a slot", True),
        ("- 2025-05-30 call: a\n  - [x] asked:: a slot", False),
        ("- 2025-05-20 call: a\n  - [ ] asked:: a slot", True),
        ("- 2025-05-19 call: a\n  - [ ] asked:: a slot", False),
        # From the day of the ask, whenever it was answered.
        ("- 2025-01-01 call: a\n  - [x] asked:: a slot ✅ 2025-06-20", False),
        ("- [x] asked:: a slot ✅ 2025-06-20", True),
        ("asked:: some day", True),
    ],
)
def test_contact_rests_while_an_ask_waits_and_for_30_days(line: str, rests: bool) -> None:
    (contact,) = make_network_with_log(line).contacts
    assert (find_resting_ask(contact, TODAY, lambda ask: False) is not None) is rests


def render(network: Network, path: str) -> str:
    site = build_site(network, "Vault", (), {})
    page = list_page_jobs(site)[path or site.get_page_path("People/Ada.md")]
    html = render_page(page.collect_inputs()).content.decode()
    return re.sub(r"<[^>]*>", " ", html.partition("<main")[2])


@pytest.mark.parametrize("path", ["index.html", "exchange.html", "goal", ""])
def test_pages_say_that_one_reminder_is_fine(path: str) -> None:
    network = make_network_with_log(ASKED.format(day="2025-06-12"))
    if path == "goal":
        path = build_site(network, "Vault", (), {}).get_page_path("Goals/Talks.md")
    text = render(network, path)
    assert "one reminder is fine, then let it rest" in text
    network = make_network_with_log(f"{ASKED.format(day='2025-06-12')}\n- 2025-06-20 mail: again")
    text = render(network, path)
    assert "a slot" in text
    assert "one reminder" not in text


def test_ask_without_answer_is_listed_quietly_and_not_this_week() -> None:
    network = make_network_with_log(ASKED.format(day="2025-03-01"))
    assert "a slot" not in render(network, "index.html")
    goal_page = build_site(network, "Vault", (), {}).get_page_path("Goals/Talks.md")
    for path in ("exchange.html", goal_page, ""):
        text = render(network, path)
        assert "no answer" in text.casefold()
        assert "a slot" in text


def test_ask_without_answer_is_marked_in_json_and_takes_a_late_answer(
    vault: Callable[[dict[str, str]], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    root = vault({"People/Ada Quill.md": f"{ASKED.format(day='2025-03-01')}\n"})
    place = ["--vault", str(root), "--today", TODAY.isoformat()]
    run(["brief", "ada", *place])
    assert "a slot" not in capsys.readouterr().out.split("2025-03-01")[0]
    run(["brief", "ada", "--json", *place])
    (ask,) = json.loads(capsys.readouterr().out)["asks"]
    assert (ask["state"], ask["no_answer"]) == ("open", True)

    assert run(["done", "ada", "slot", "--granted", *place]) == 0
    run(["brief", "ada", "--json", *place])
    (ask,) = json.loads(capsys.readouterr().out.partition("{")[2].join(["{", ""]))["asks"]
    assert (ask["state"], ask["no_answer"]) == ("granted", False)


def test_open_ask_of_a_goal_that_is_over_blocks_nothing_after_30_days() -> None:
    ola = (
        'goals: "[[Alpha]]"\n---\n- 2026-10-20 email: x\n  - asked:: a lion for [[Omega]]\n'
        "- 2026-10-25 email: y"
    )
    notes = {
        "Goals/Alpha.md": make_note("ask: Would you look?"),
        "Goals/Omega.md": make_note("status: done"),
        "People/Ola.md": make_note(ola),
    }
    for day, names in (("2026-11-10", []), ("2026-11-25", ["Ola"])):
        network = make_network(notes, today=parse_iso_day(day))
        people = find_people_to_ask(network.goals_by_path["Goals/Alpha.md"], WaySearch(network))
        assert [candidate.contact.name for candidate in people.candidates] == names
