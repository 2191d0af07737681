"""A year of somebody who follows This week and asks for two goals: nobody is pressed or forgotten.

Notes are written each week as the pages suggest, and read again the week after.
"""

from __future__ import annotations

import datetime
import random
import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from netnotes.model.settings import Settings
from netnotes.network.asks import NO_ANSWER_DAYS, REST_DAYS, is_reminder_due
from netnotes.network.measures.measures import Measures
from netnotes.network.measures.thanks import list_thanks_of_week
from netnotes.network.network import build_network
from netnotes.network.week import MAX_NEW_CONTACTS
from netnotes.reading.note import Source
from netnotes.reading.reader import read_source

if TYPE_CHECKING:
    from datetime import date as Day

    from netnotes.model.people import Ask, Contact

FIRST_DAY = datetime.date(2026, 1, 2)
SETTINGS = Settings(budget=4)

GOALS = {
    "Goals/Choir.md": "---\nask: Would you lend us a hall?\ntargets: [Priya Nair]\n---\n",
    "Goals/Boat.md": "---\nask: What would you look at before buying?\nask_kind: advice\n---\n",
}
GOAL_NAMES = ("Choir", "Boat")


class Year:
    """The notes of a year, and what was suggested in it."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.notes = dict(GOALS)
        # When somebody will answer, by the words of the ask.
        self.answer_days: dict[str, tuple[Day, str]] = {}
        self.reminders: Counter[str] = Counter()
        self.named_as_new: set[str] = set()
        self.ask_number = 0
        for number in range(18):
            tier = self.random.choice(("monthly", "quarterly", "yearly"))
            goals = ""
            if number % 3:
                goals = f'goals: "[[{self.random.choice(GOAL_NAMES)}]]"\n'
            day = FIRST_DAY - datetime.timedelta(days=self.random.randrange(5, 200))
            self.notes[f"People/P{number:02}.md"] = (
                f"---\ntier: {tier}\n{goals}---\n- {day} call: Boats.\n"
            )

    def read(self, today: Day) -> Measures:
        readings = [read_source(Source(path, text), SETTINGS) for path, text in self.notes.items()]
        return Measures(build_network(readings, (), SETTINGS, today))

    def log(self, contact: Contact, line: str) -> None:
        self.notes[contact.path] += f"{line}\n"

    def meet(self, today: Day) -> None:
        """Meet somebody new every other week."""
        number = sum("Met" in path for path in self.notes)
        self.notes[f"People/Met {number:02}.md"] = f"---\nmet: {today}\ntier: quarterly\n---\n"

    def ask(self, contact: Contact, goal: str, today: Day) -> None:
        self.ask_number += 1
        words = f"favour {self.ask_number} for [[{goal}]]"
        self.log(contact, f"- {today} email: Asked.\n  - [ ] asked:: {words}")
        days = self.random.choice((3, 12, 20, 60, 9999))
        if days < 9999:
            mark = self.random.choice("xx-")
            self.answer_days[words] = (today + datetime.timedelta(days=days), mark)

    def answer(self, today: Day) -> None:
        """Tick the asks that were answered until today."""
        for words, (day, mark) in list(self.answer_days.items()):
            if day > today:
                continue
            del self.answer_days[words]
            for path, text in self.notes.items():
                open_line = f"- [ ] asked:: {words}"
                if open_line in text:
                    done_line = f"- [{mark}] asked:: {words} \u2705 {day}"
                    self.notes[path] = text.replace(open_line, done_line)


def list_asks(measures: Measures) -> list[tuple[Contact, Ask]]:
    return [(contact, ask) for contact in measures.network.contacts for ask in contact.asks]


def follow_week(year: Year, today: Day) -> None:
    """Do what the pages of a week suggest, and check what they suggest."""
    measures = year.read(today)
    network = measures.network

    # Who was asked and does not answer rests after six weeks, and blocks nothing.
    for open_ask in measures.ask_summary.open:
        assert open_ask.days_waiting is not None
        assert open_ask.days_waiting < NO_ANSWER_DAYS

    for entry in network.week.new_entries:
        year.named_as_new.add(entry.contact.name)
    assert len(network.week.new_entries) <= MAX_NEW_CONTACTS
    listed = [entry.contact.path for entry in network.week.all_entries]
    assert len(listed) == len(set(listed))

    all_thanks = list_thanks_of_week(network)
    assert not {thanks.contact.path for thanks in all_thanks}.intersection(listed)
    for thanks in all_thanks:
        year.log(thanks.contact, f"- {today} email: Thank you, it helped.")

    reminded = set()
    for contact, ask in list_asks(measures):
        if is_reminder_due(ask, contact, today) and contact.path not in reminded:
            year.reminders[ask.text] += 1
            reminded.add(contact.path)
            year.log(contact, f"- {today} email: A reminder.")

    asked_today = set()
    for goal in network.active_goals:
        assert measures.goal_steps[goal.path]
        for candidate in measures.people_to_ask_by_goal[goal.path].first_candidates[:1]:
            contact = candidate.contact
            days_since_asks = [(today - ask.date).days for ask in contact.asks if ask.date]
            assert all(days > REST_DAYS for days in days_since_asks), (today, contact.path)
            own_asks = [ask.text for ask in contact.asks if f"[[{goal.name}]]" in ask.text]
            assert own_asks == []
            if contact.path not in asked_today:
                asked_today.add(contact.path)
                year.ask(contact, goal.name, today)

    touched = {thanks.contact.path for thanks in all_thanks} | reminded | asked_today
    for entry in network.week.all_entries:
        if entry.contact.path not in touched:
            year.log(entry.contact, f"- {today} call: Caught up.")


@pytest.mark.parametrize("seed", range(2))
def test_nobody_is_asked_too_often_reminded_twice_or_forgotten_in_a_year(seed: int) -> None:
    year = Year(seed)
    for week in range(52):
        today = FIRST_DAY + datetime.timedelta(weeks=week)
        if week % 2 == 0 and week < 48:
            year.meet(today)
        year.answer(today)
        follow_week(year, today + datetime.timedelta(days=3))

    assert set(year.reminders.values()) == {1}
    # Everybody who was met had a place while they remembered it.
    met = {re.sub(r"People/|\.md", "", path) for path in year.notes if "Met" in path}
    assert len(met) == 24
    assert year.named_as_new == met
    # Nobody waits for thanks in the end but those of the last days.
    measures = year.read(FIRST_DAY + datetime.timedelta(weeks=53))
    for thanks in list_thanks_of_week(measures.network):
        assert (measures.network.today - thanks.answered).days <= 14
    assert year.ask_number >= 10
