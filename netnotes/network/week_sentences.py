"""What is said below or instead of this week's list."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from netnotes.network.follow_up import Standing
from netnotes.network.week_slots import find_next_week_with_names, get_weekly_budget
from netnotes.text import choose_form, format_count, format_day_short, format_few_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netnotes.model.people import Contact
    from netnotes.model.settings import Settings
    from netnotes.network.network import Network
    from netnotes.network.week import WeekPlan


NO_LIST = "There is no list: `budget` under `[plan]` in netnotes.toml is 0."
NOTHING_DUE = "Nothing due"
GOOD_WEEK = "A good week to meet someone new or thank someone."

# People named of those who have no place of their own; of more the others are counted.
MAX_MORE_NAMES = 12


def describe_week(network: Network) -> str:
    """Describe how many people are on this week's list; empty if nobody is."""
    count = len(network.week.all_entries)
    if not count:
        return ""
    return f"{_format_number(count)} {choose_form(count, 'person', 'people')} this week."


def describe_more_new(week: WeekPlan) -> str:
    """Describe the new contacts without a place, to go before their names; empty if none is."""
    count = len(week.more_new)
    if not count:
        return ""
    return f"{_format_number(count)} more you met lately"


def describe_met_earlier(week: WeekPlan) -> str:
    """Describe those met lately who have no interval, before their names; empty if none is."""
    if not week.met_earlier:
        return ""
    return "Met lately, not written to; still fine, say where you met"


def describe_meeting(network: Network) -> str:
    """Describe those due whom I meet these days, to go before their names.

    Empty if what is said of the empty week names them.
    """
    if _is_meeting_all_there_is(network):
        return ""
    return "Due as well, but you meet them this week"


def _is_meeting_all_there_is(network: Network) -> bool:
    week = network.week
    has_places = network.settings.budget != 0 and week.names > 0
    return bool(week.meeting) and has_places and not week.all_entries


def _format_number(count: int) -> str:
    if count < len(_NUMBER_WORDS):
        return _NUMBER_WORDS[count]
    return f"{count:,}"


_NUMBER_WORDS = (
    *("Nobody", "One", "Two", "Three", "Four", "Five", "Six"),
    *("Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve"),
)


def describe_catch_up(week: WeekPlan, settings: Settings) -> str:
    """Describe from when on nobody due has to wait; empty if nobody waits or there is no list."""
    if not week.waiting_count or settings.budget == 0:
        return ""
    names = _format_names_per_week(settings)
    if week.catch_up_day is None:
        return (
            f"At {names} a week a few will be waiting again and again; the list picks them fairly."
        )
    monday = week.catch_up_day - datetime.timedelta(days=week.catch_up_day.weekday())
    day = format_day_short(monday)
    return f"At {names} a week you are up to date in the week of {day}."


def describe_empty_week(network: Network) -> str:
    """Describe why nobody is on this week's list; empty if somebody is, other than new contacts.

    That nothing is due is said only if nobody is, and if for nobody an interval is missing.
    """
    week = network.week
    if week.all_entries:
        return describe_missing_places(network)
    if network.settings.budget == 0:
        return f"{NO_LIST}{_describe_due(week.waiting_count)}"
    if not week.names:
        return _describe_week_without_places(network)
    if _is_meeting_all_there_is(network):
        return f"Nobody else is due; you meet {format_more_names(week.meeting)} this week."
    old_ties = _describe_old_ties(network)
    contacts = list_without_interval(network)
    if contacts:
        verb = choose_form(len(contacts), "has", "have")
        return (
            f"Nobody with an interval is due{old_ties}. {format_more_names(contacts)} {verb} none "
            "yet, so nothing says when to be in touch again. A line `tier: quarterly` in a note "
            "says how often."
        )
    return f"{NOTHING_DUE}{old_ties}. {GOOD_WEEK}"


def _describe_old_ties(network: Network) -> str:
    """Describe that some with an interval are not due only because they are quiet for so long."""
    count = sum(
        follow_up.standing is Standing.DORMANT and bool(follow_up.cadence)
        for follow_up in network.follow_ups.values()
    )
    if not count:
        return ""
    ties = format_count(count, "old tie has", "old ties have")
    return f", and {ties} been quiet for three years or more"


def list_without_interval(network: Network) -> list[Contact]:
    """List the live contacts of whom neither the note nor a tier says how often to be in touch."""
    contacts = []
    for contact in network.live_contacts:
        follow_up = network.follow_ups[contact.path]
        if follow_up.cadence is None and follow_up.due is None:
            contacts.append(contact)
    return contacts


def format_more_names(contacts: Sequence[Contact]) -> str:
    """Format the names of contacts who have no place of their own."""
    return format_few_names([contact.name for contact in contacts], MAX_MORE_NAMES)


def describe_missing_places(network: Network) -> str:
    """Describe that this week has no places although somebody is shown beside or behind the list.

    Empty if it has places, or if nobody is shown.
    """
    week = network.week
    has_people = week.next_entry is not None or bool(week.new_entries)
    if week.names or network.settings.budget == 0 or not has_people:
        return ""
    return _describe_week_without_places(network)


def _describe_week_without_places(network: Network) -> str:
    """Describe that a budget below one has no place in this week."""
    settings = network.settings
    sentence = f"At {_format_names_per_week(settings)} a week this week's list is empty"
    if network.week.new_entries:
        sentence += " but for people you have just met"
    next_week = find_next_week_with_names(settings.budget, network.today)
    if next_week:
        sentence += f"; the next name comes in the week of {format_day_short(next_week)}"
    return f"{sentence}.{_describe_due(network.week.waiting_count)}"


def _describe_due(count: int) -> str:
    """Describe how many are due without a list, after a sentence; empty for nobody."""
    if not count:
        return ""
    return f" {format_count(count, 'person is', 'people are')} due, by their interval or a promise."


def _format_names_per_week(settings: Settings) -> str:
    """Format the budget: `5`, `2.5`, `1,000`."""
    return f"{float(get_weekly_budget(settings.budget)):,.10g}"
