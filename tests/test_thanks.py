"""Whoever helped or answered is thanked in a place of their own, and then on their next card."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from netnotes.cli import run
from netnotes.errors import EXIT_DONE
from netnotes.network.follow_up import find_last_touch
from netnotes.network.measures.thanks import describe_thanks, find_thanks, list_thanks_of_week
from tests.networks import make_network_with
from tests.notes import parse_iso_day

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    WriteVault = Callable[[dict[str, str]], Path]
    Captured = pytest.CaptureFixture[str]

TODAY = parse_iso_day("2026-11-20")


def make_log(*lines: str, front: str = "tier: yearly") -> str:
    return "\n".join([front, "---", *lines])


GRANTED = "- 2026-11-10 call: Boats.\n  - [x] asked:: a name at Northwind ✅ 2026-11-12"


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (
            [GRANTED],
            "helped on 12 November 2026 (a name at Northwind); have they heard what came of it?",
        ),
        (
            ["- 2026-11-12 call\n  - [-] asked:: a loan"],
            "gave a clear answer on 12 November 2026 (a loan); a word of thanks is welcome",
        ),
        # The last answer counts.
        (
            [GRANTED, "- 2026-11-14 email\n  - [x] asked:: a desk"],
            "helped on 14 November 2026 (a desk); have they heard what came of it?",
        ),
        # They have heard.
        ([GRANTED, "- 2026-11-13 email: Thank you!"], None),
        # On the same day, too, in an entry of its own, wherever it stands.
        ([GRANTED, "- 2026-11-12 email: Thank you!"], None),
        (["- 2026-11-12 email: Thank you!", GRANTED], None),
        ([GRANTED, "- 2026-11-12 Anruf: Ihr für den Namen gedankt"], None),
        # An entry of that day may be the answer itself.
        (
            [GRANTED, "- 2026-11-12: replied: talk to Maria Sung, who is at Northwind"],
            "helped on 12 November 2026 (a name at Northwind); have they heard what came of it?",
        ),
        (
            ["- 2026-11-12 call: Hi.\n  - gave:: a map\n  - [x] asked:: a desk ✅ 2026-11-12"],
            "helped on 12 November 2026 (a desk); have they heard what came of it?",
        ),
        # A question is quoted, without the goal behind it.
        (
            ["- 2026-11-12 call: Hi.\n  - [x] asked:: Whom do you know? ([[Find a job]])"],
            (
                "helped on 12 November 2026 (you asked: “Whom do you know?”); "
                "have they heard what came of it?"
            ),
        ),
        # A plan is no contact.
        (
            [GRANTED, "- 2026-11-30 lunch"],
            "helped on 12 November 2026 (a name at Northwind); have they heard what came of it?",
        ),
        (["- 2026-11-12 call\n  - [ ] asked:: a loan"], None),
        (["asked:: a loan"], None),
        # A year ago to the day it is still a reason to write.
        (
            ["- 2025-11-20 call\n  - [x] asked:: a loan"],
            "helped on 20 November 2025 (a loan); have they heard what came of it?",
        ),
        (["- 2025-11-19 call\n  - [x] asked:: a loan"], None),
        ([""], None),
    ],
)
def test_answer_without_a_later_touch_is_to_be_thanked_for(
    lines: list[str], words: str | None
) -> None:
    (contact,) = make_network_with(make_log(*lines), today=TODAY).contacts
    thanks = find_thanks(contact, TODAY)
    assert (describe_thanks(thanks) if thanks else None) == words


@pytest.mark.parametrize(
    "front", ["archived: yes", "died: 2026-11-15", "status: do not contact", "status: paused"]
)
def test_nobody_who_is_set_aside_is_thanked(front: str) -> None:
    network = make_network_with(make_log(GRANTED, front=front), today=TODAY)
    assert list_thanks_of_week(network) == ()


def test_thanks_have_a_place_for_fourteen_days_and_stand_on_the_card_then() -> None:
    note = make_log(GRANTED, front="tier: monthly")
    for day, count in (("2026-11-12", 1), ("2026-11-26", 1), ("2026-11-27", 0)):
        network = make_network_with(note, today=parse_iso_day(day))
        assert len(list_thanks_of_week(network)) == count
        assert find_thanks(network.contacts[0], parse_iso_day(day)) is not None


def test_who_is_on_the_list_is_not_named_twice() -> None:
    front = "tier: yearly\nnext: 2026-11-20"
    network = make_network_with(make_log(GRANTED, front=front), today=TODAY)
    assert [entry.contact.name for entry in network.week.entries] == ["Ada"]
    assert list_thanks_of_week(network) == ()


NOTES = {
    "People/Ada.md": f"---\ntier: yearly\n---\n{GRANTED}\n",
    "People/Ben.md": "---\ntier: yearly\nlast_contact: 2025-01-01\n---\n",
}


def test_due_and_brief_say_whom_to_thank(vault: WriteVault, capsys: Captured) -> None:
    root = vault(NOTES)
    assert run(["due", str(root), "--today", "2026-11-20"]) == EXIT_DONE
    words = "helped on 12 November 2026 (a name at Northwind); have they heard what came of it?"
    assert f"\nTo thank\n    Ada: {words}\n" in capsys.readouterr().out

    assert run(["due", str(root), "--today", "2026-11-20", "--markdown"]) == EXIT_DONE
    assert f"## To thank\n\n- **Ada**: {words}\n" in capsys.readouterr().out

    assert run(["due", str(root), "--today", "2026-11-20", "--json"]) == EXIT_DONE
    assert json.loads(capsys.readouterr().out)["thanks"] == [
        {
            "name": "Ada",
            "path": "People/Ada.md",
            "reason": words,
            "asked": "a name at Northwind",
            "state": "granted",
            "answered": "2026-11-12",
            "line": 5,
        }
    ]

    assert run(["brief", "ada", "--vault", str(root), "--today", "2026-12-24"]) == EXIT_DONE
    assert "have they heard what came of it?" in capsys.readouterr().out


@pytest.mark.parametrize("front", ["status: paused", "pause_until: 2026-12-01"])
def test_who_is_left_alone_is_thanked_later(front: str) -> None:
    network = make_network_with(make_log(GRANTED, front=front), today=TODAY)
    assert find_thanks(network.contacts[0], TODAY) is None


def test_own_ask_is_not_the_last_time(vault: WriteVault, capsys: Captured) -> None:
    note = (
        "---\ntier: yearly\n---\n- 2026-11-05 coffee: about her boat\n"
        "- 2026-11-06\n  - [x] asked:: Whom do you know? ([[Find a job]]) ✅ 2026-11-09\n"
    )
    (contact,) = make_network_with(note.removeprefix("---\n"), today=TODAY).contacts
    touch = find_last_touch(contact, TODAY)
    assert touch
    assert (touch.date.isoformat(), touch.text) == ("2026-11-05", "about her boat")

    folder = vault({"People/Ada.md": note})
    assert run(["brief", "ada", "--vault", str(folder), "--today", "2026-11-20"]) == EXIT_DONE
    out = capsys.readouterr().out
    assert "2026-11-09: Whom" not in out
    assert out.endswith("\n2026-11-05 coffee: about her boat\n")
