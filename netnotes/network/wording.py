"""A contact in words: role, organisation and place; how often; level; what to ask about."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

from netnotes.model.people import NEVER
from netnotes.network.week_reasons import format_interval
from netnotes.reading.name_titles import strip_titles
from netnotes.text import MONTHS, build_lazy_pattern, fold, format_count, format_day_short

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date as Day

    from netnotes.model.people import Birthday, Contact, Death, Event, YearlyDay
    from netnotes.network.follow_up import FollowUp


LEVEL_WORDS = {-2: "two below", -1: "below", 0: "peer", 1: "above", 2: "two above", None: ""}


def format_role_and_place(contact: Contact) -> str:
    """Format role, organisation and place in one line; empty if none of them is written."""
    work = format_work(contact.role, contact.organisation)
    return " · ".join(part for part in (work, contact.location) if part)


# What is written as an organisation and is none: `on his own`, `between jobs`; `freelance`,
# `retired`. A firm may be called `On Semiconductor`, so a preposition counts in small letters only.
_PHRASE = build_lazy_pattern(
    r"(?:on|between|in|at|for|with|without|from|bei|chez|sans)\s"
    r"|(?i:on (?:his|her|their|my|your) own\b|between jobs\b)"
)
_NO_ORGANISATION = build_lazy_pattern(
    r"(?:self[- ]?employed|freelance\w*|independent|retired|unemployed|selbst(?:st)?ändig"
    r"|freiberuflich|im ruhestand|indépendante?|retraitée?|autónom[oa]|jubilad[oa]|zzp\w*)",
    re.IGNORECASE,
)


def is_organisation(text: str) -> bool:
    """Whether what is written as an organisation is the name of one, as far as its words tell."""
    return bool(text) and not (_PHRASE.match(text) or _NO_ORGANISATION.fullmatch(text))


def format_work(role: str, organisation: str) -> str:
    """Format role and organisation: `CTO at Acme`, `CTO on his own`, `designer, freelance`."""
    if not role or not organisation:
        return role or organisation
    # LinkedIn's headlines have both: `CTO at Acme`.
    if fold(role).endswith(fold(f" at {organisation}")):
        return role
    if _PHRASE.match(organisation):
        return f"{role} {organisation}"
    if is_organisation(organisation):
        return f"{role} at {organisation}"
    return f"{role}, {organisation}"


def format_frequency(contact: Contact, follow_up: FollowUp) -> str:
    """Format how often to be in touch: the contact's own interval, else the name of the tier."""
    if contact.cadence is None:
        return contact.tier
    if contact.cadence == NEVER:
        return "never due"
    return f"every {format_interval(follow_up.cadence or 1)}"


def describe_left_out(contacts: Iterable[Contact]) -> str:
    """Describe how many of these contacts are not active, and so not counted; empty for none."""
    count = sum(not contact.is_active for contact in contacts)
    if not count:
        return ""
    people = format_count(count, "contact who is", "contacts who are")
    has, is_ = ("has", "is") if count == 1 else ("have", "are")
    return f"{people} archived, {has} died or {is_} not to be contacted {is_} left out."


def format_death(death: Death | None) -> str:
    """Format when somebody died, as far as it is known; empty for the living."""
    if death is None:
        return ""
    if death.day:
        return format_day_short(datetime.date(death.year, death.month, death.day))
    if death.month:
        return f"{MONTHS[death.month - 1]} {death.year}"
    if death.year:
        return str(death.year)
    return "yes"


def describe_death(contact: Contact) -> str:
    """Describe that a contact has died, and when if that is known: `Ada Quill died (2024)`."""
    death = format_death(contact.died)
    if death == "yes":
        return f"{contact.name} has died"
    return f"{contact.name} died ({death})"


def format_day_behind(words: str, day: Day | None) -> str:
    """Format a day behind a word such as ` by`: ` by 20 November 2026`; empty for no day."""
    if day is None:
        return ""
    return f"{words} {format_day_short(day)}"


def format_birthday(birthday: Birthday | None) -> str:
    """Format a day of the year, with its year where that is known; empty for None."""
    if birthday is None:
        return ""
    # 2000 was a leap year: 29 February is a birthday too.
    day = format_day_short(datetime.date(birthday.year or 2000, birthday.month, birthday.day))
    if birthday.year:
        return day
    return day.removesuffix(" 2000")


def format_yearly_day(yearly_day: YearlyDay) -> str:
    """Format a day that comes every year: `20 June 2015: wedding`."""
    return ": ".join(filter(None, (format_birthday(yearly_day.date), yearly_day.text)))


def format_life(contact: Contact) -> str:
    """Format the years of somebody who has died: `1950–2024`, or `died 2024`; empty if unknown."""
    if contact.died is None or not contact.died.year:
        return ""
    if contact.birthday and contact.birthday.year:
        return f"{contact.birthday.year}–{contact.died.year}"
    return f"died {contact.died.year}"


def label_topic(contact: Contact) -> str:
    """Label what `suggest_topic` suggests: what I learned may be a sentence about anything."""
    return "you learned" if contact.learned else "ask about"


def suggest_topic(contact: Contact) -> str:
    """Suggest what to ask about: what I learned last, else a need or interest; empty for none."""
    if contact.learned:
        last_learned = max(contact.learned, key=lambda learned: learned.date or datetime.date.min)
        return last_learned.text

    topics = (*contact.needs, *contact.interests)
    if not topics:
        return ""
    return topics[0]


def format_event_days(event: Event) -> str:
    """Write the days of an event, a shared month or year only once; empty for one without a day."""
    first = event.date or event.until
    last = event.last_day
    if not first:
        return ""
    if not last or first == last:
        return format_day_short(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {format_day_short(last)}"
    first_words = format_day_short(first).removesuffix(f" {last.year}")
    return f"{first_words} to {format_day_short(last)}"


def choose_first_name(name: str) -> str:
    """Choose how to greet somebody: by the first name, without titles; with an initial by all.

    `Dr. Ada Quill` is Ada, and `J. R. Smith` is J. R. Smith.
    """
    words = strip_titles(name).split()
    if not words:
        return name
    is_initial = len(words[0].rstrip(".")) < 2
    if is_initial:
        return " ".join(words)
    return words[0].rstrip(",")
