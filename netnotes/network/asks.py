"""What has become of an ask by a day: whether it waits, may have a reminder, or had no answer."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from netnotes.markdown.plain import strip_markdown
from netnotes.network.follow_up import is_paused
from netnotes.reading.status import get_last_contact_in_life, list_touches_in_life
from netnotes.text import build_lazy_pattern, format_day_short, shorten_to_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date as Day

    from netnotes.model.people import Ask, Contact


# After so many days from Monday to Friday an ask may have its one reminder.
REMINDER_WORKDAYS = 7

# After so many days an ask without an answer has none: it waits no longer, and blocks nothing.
NO_ANSWER_DAYS = 42

# For so many days after an ask nothing else is asked of the same person.
REST_DAYS = 30

REMINDER_ADVICE = "one reminder is fine, then let it rest"


def has_no_answer(ask: Ask, today: Day) -> bool:
    """Whether an ask is so old that no answer will come; not known of one without a day."""
    return (
        ask.state == "open" and ask.date is not None and (today - ask.date).days >= NO_ANSWER_DAYS
    )


def is_waiting(ask: Ask, today: Day) -> bool:
    """Whether an ask is open and an answer may still come."""
    return ask.state == "open" and not has_no_answer(ask, today)


def list_waiting_asks(contact: Contact, today: Day) -> list[Ask]:
    """List what a contact was asked for and may still answer."""
    return [ask for ask in contact.asks if is_waiting(ask, today)]


def find_resting_ask(contact: Contact, today: Day, is_over: Callable[[Ask], bool]) -> Ask | None:
    """Find what was asked of a contact last, if it waits for an answer or is not long ago.

    `is_over` says of an ask whether the goals it counts for are over: then it waits for nothing.
    """
    resting_asks = []
    for ask in contact.asks:
        day = ask.date or ask.answered
        is_recent = day is not None and (today - day).days <= REST_DAYS
        if is_recent or (is_waiting(ask, today) and not is_over(ask)):
            resting_asks.append(ask)
    return find_last_ask(resting_asks)


def find_last_ask(asks: Iterable[Ask]) -> Ask | None:
    """Find what was asked last; those without a day come before all others."""
    return max(asks, key=lambda ask: ask.date or datetime.date.min, default=None)


def is_reminder_due(ask: Ask, contact: Contact, today: Day) -> bool:
    """Whether an ask may have its one reminder.

    A later touch with the contact was the reminder, or made it needless. Who is left alone for some
    time is not reminded.
    """
    if ask.date is None or not is_waiting(ask, today) or is_paused(contact, today):
        return False
    if count_workdays(ask.date, today) < REMINDER_WORKDAYS:
        return False
    later_days = [touch.date for touch in list_touches_in_life(contact)]
    last_contact = get_last_contact_in_life(contact)
    if last_contact:
        later_days.append(last_contact)
    return not any(ask.date < day <= today for day in later_days)


def describe_reminder(ask: Ask, contact: Contact, today: Day) -> str:
    """Describe that an ask may have its reminder; empty if it may not."""
    if ask.date is None or not is_reminder_due(ask, contact, today):
        return ""
    return f"no answer since {format_day_short(ask.date)}; {REMINDER_ADVICE}"


def count_workdays(first_day: Day, today: Day) -> int:
    """Count the days from Monday to Friday after `first_day`, until today."""
    days = (today - first_day).days
    weeks, more_days = divmod(max(days, 0), 7)
    workdays = weeks * 5
    for number in range(more_days):
        day = today - datetime.timedelta(days=number)
        workdays += day.weekday() < 5
    return workdays


def quote_ask(text: str, max_length: int | None = None) -> str:
    """Put what was asked into words that follow `helped:` or stand in brackets.

    A few words stay as they are, and a sentence is quoted: `you asked: “Whom do you know?”`. The
    goal in brackets behind it is left out.
    """
    words = strip_markdown(GOAL_IN_BRACKETS.sub("", text.strip()))
    shown = words if max_length is None else shorten_to_words(words, max_length)
    if is_sentence(words):
        return f"{QUOTED_ASK}{shown}”"
    return shown


QUOTED_ASK = "you asked: “"


# As `netnotes ask --asked` writes it: `Whom do you know? ([[Find a job]])`.
GOAL_IN_BRACKETS = build_lazy_pattern(
    r"(?<=[.?!…])\s*\(\[\[(?P<target>[^\[\]|]+)(?:\|[^\[\]]*)?\]\]\)$"
)


def is_sentence(words: str) -> bool:
    """Whether words are a sentence: with a question mark in it, or with a capital and an end."""
    return "?" in words or (words[:1].isupper() and words.endswith((".", "!", "…")))
