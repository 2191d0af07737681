"""A contact in words: role, organisation and place; how often; level; what to ask about."""

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
    """Format role, organisation and place in one line; empty if none of them is written."""
    work = " at ".join(part for part in (contact.role, contact.organisation) if part)
    return " · ".join(part for part in (work, contact.location) if part)


def format_frequency(contact: Contact, follow_up: FollowUp) -> str:
    """Format how often to be in touch: the contact's own interval, else the name of the tier."""
    if contact.cadence is None:
        return contact.tier
    if contact.cadence == NEVER:
        return "never due"
    return f"every {format_interval(follow_up.cadence or 1)}"


def suggest_topic(contact: Contact) -> str:
    """Suggest what to ask about: what I learned last, else a need or interest; empty for none."""
    if contact.learned:
        last_learned = max(contact.learned, key=lambda learned: learned.date or datetime.date.min)
        return last_learned.text

    topics = (*contact.needs, *contact.interests)
    return topics[0] if topics else ""
