"""Who helped me, or answered me plainly, and has not heard from me since."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from netnotes.network.asks import quote_ask
from netnotes.network.follow_up import STANDINGS_SET_ASIDE, is_paused
from netnotes.reading.status import get_last_contact_in_life, list_touches_in_life
from netnotes.text import build_lazy_pattern, fold_name, format_day_short

if TYPE_CHECKING:
    from datetime import date as Day

    from netnotes.model.people import Ask, Contact
    from netnotes.network.network import Network


# For so many days after an answer, thanks have a line of their own on This week.
THANKS_DAYS = 14

# A word of thanks for a no comes soon or not at all: of a goal it is said no longer than this.
MAX_NO_AGE_DAYS = 30

# An answer of so long ago is no reason to write any more.
MAX_ANSWER_AGE_DAYS = 365

# The words of an ask in a sentence.
MAX_ASK_LENGTH = 80


class Thanks(NamedTuple):
    """An answer, granted or declined, after which nothing has passed between us."""

    contact: Contact
    ask: Ask
    answered: Day


def find_thanks(contact: Contact, today: Day) -> Thanks | None:
    """Find the last answer of a contact after which nothing has passed between us.

    Whoever is left alone for some time, or is not active, is thanked later.
    """
    if not contact.asks or not contact.is_active or is_paused(contact, today):
        return None
    latest: Thanks | None = None
    for ask in contact.asks:
        day = _find_day_of_answer(ask, today)
        if day and (latest is None or day > latest.answered):
            latest = Thanks(contact, ask, day)
    if latest is None or _has_contact_after(latest, today):
        return None
    return latest


def _find_day_of_answer(ask: Ask, today: Day) -> Day | None:
    """Find when an ask was answered; None for no answer, and for one that is long ago."""
    day = ask.answered or ask.date
    if ask.state == "open" or day is None:
        return None
    if 0 <= (today - day).days <= MAX_ANSWER_AGE_DAYS:
        return day
    return None


def _has_contact_after(thanks: Thanks, today: Day) -> bool:
    """Tell whether there is a touch after an answer, or on its day an entry that says thank you.

    Any other entry of that day may be the answer itself, as in `replied: talk to Maria`.
    """
    contact, _, answered = thanks
    last_contact = get_last_contact_in_life(contact)
    if last_contact and answered < last_contact <= today:
        return True
    for touch in list_touches_in_life(contact):
        if answered < touch.date <= today:
            return True
        if touch.date == answered and _WORDS_OF_THANKS.search(touch.text):
            return True
    return False


# In the five languages that sentences are read in.
_WORDS_OF_THANKS = build_lazy_pattern(
    r"\b(?:thank|thx\b|danke|dank\b|gedankt|bedankt|merci|remerci|gracias|agradec)", re.IGNORECASE
)


def list_all_thanks(network: Network) -> tuple[Thanks, ...]:
    """List all who answered within a year and have not heard from me since, the latest first."""
    found = []
    for contact in network.active_contacts:
        # Most contacts were asked for nothing.
        thanks = find_thanks(contact, network.today) if contact.asks else None
        if thanks:
            found.append(thanks)
    # Sorted twice, so that those of one day are in the order of their names.
    found.sort(key=lambda thanks: fold_name(thanks.contact.name))
    found.sort(key=lambda thanks: thanks.answered, reverse=True)
    return tuple(found)


def list_thanks_of_week(network: Network) -> tuple[Thanks, ...]:
    """List whom to thank this week beside the list: answers of the last 14 days, oldest first.

    Whoever is on the list anyway is left out: their line there says it.
    """
    listed_paths = {entry.contact.path for entry in network.week.all_entries}
    found = []
    for contact in network.active_contacts:
        if not contact.asks or contact.path in listed_paths:
            continue
        if network.follow_ups[contact.path].standing in STANDINGS_SET_ASIDE:
            continue
        thanks = find_thanks(contact, network.today)
        if thanks and (network.today - thanks.answered).days <= THANKS_DAYS:
            found.append(thanks)
    found.sort(key=lambda thanks: (thanks.answered, fold_name(thanks.contact.name)))
    return tuple(found)


def describe_short_thanks(thanks: Thanks) -> str:
    """Describe in a sentence that somebody helped, or answered, and has not heard since."""
    name = thanks.contact.name
    if thanks.ask.state == "granted":
        return f"{name} helped; have they heard what came of it?"
    return f"{name} gave a clear answer; a word of thanks is welcome."


def describe_thanks(thanks: Thanks) -> str:
    """Describe what somebody helped with or answered, to follow their name and a colon.

    For example `helped on 12 November (a name at Northwind); have they heard what came of it?`.
    """
    day = format_day_short(thanks.answered)
    words = quote_ask(thanks.ask.text, MAX_ASK_LENGTH)
    what = f" ({words})" if words else ""
    if thanks.ask.state == "granted":
        return f"helped on {day}{what}; have they heard what came of it?"
    return f"gave a clear answer on {day}{what}; a word of thanks is welcome"
