"""A person in words: role, organisation and place; how often; level; what to ask about."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from netnotes.model.people import NEVER
from netnotes.network.week import format_interval

if TYPE_CHECKING:
    from netnotes.model.people import Contact
    from netnotes.network.follow_up import FollowUp


LEVEL_WORDS = {-2: "two below", -1: "below", 0: "peer", 1: "above", 2: "two above", None: ""}


def format_role_and_place(contact: Contact) -> str:
    """Role, organisation and place in one line; empty where none is known."""
    work = " at ".join(part for part in (contact.role, contact.organisation) if part)
    return " · ".join(part for part in (work, contact.location) if part)


def format_frequency(contact: Contact, follow_up: FollowUp) -> str:
    """How often, in words: the person's own interval, else the tier's name."""
    if contact.cadence is None:
        return contact.tier
    return (
        "never due"
        if contact.cadence == NEVER
        else f"every {format_interval(follow_up.cadence or 1)}"
    )


def suggest_topic(contact: Contact) -> str:
    """Something to ask: what they last told me, else what they look for or care about; empty where nothing is known."""
    learned = max(contact.learned, key=lambda one: one.date or datetime.date.min, default=None)
    return learned.text if learned else next(iter((*contact.needs, *contact.interests)), "")
