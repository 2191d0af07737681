"""The progress ladder: how far the tie to each contact has come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.network.measures.ledger import has_happened_by
from netnotes.reading.status import get_last_contact_in_life, list_touches_in_life

if TYPE_CHECKING:
    from datetime import date as Day

    from netnotes.model.people import Contact


# How far a tie has come, by logic only.
#
# In this order: neither a touch nor a first meeting; one day of contact, or `met` alone; two days
# or more; I gave, or was given what I asked for; both.
RUNGS = ("known by name", "met", "in touch", "exchanged", "mutual")

NAME_RUNG, MET_RUNG, IN_TOUCH_RUNG, EXCHANGED_RUNG, MUTUAL_RUNG = range(len(RUNGS))


def compute_rung(contact: Contact, day: Day) -> int:
    """Compute how far a tie had come by a day, as an index of RUNGS.

    An ask counts from the day it was granted. An entry without a day counts on any day.
    """
    if contact.gifts or contact.asks:
        has_given = _has_given(contact, day)
        has_been_given = _has_been_given(contact, day)
        if has_given and has_been_given:
            return MUTUAL_RUNG
        if has_given or has_been_given:
            return EXCHANGED_RUNG
    return _compute_rung_by_days(contact, day)


def _has_given(contact: Contact, day: Day) -> bool:
    return any(has_happened_by(gift.date, day) for gift in contact.gifts)


def _has_been_given(contact: Contact, day: Day) -> bool:
    for ask in contact.asks:
        if ask.state == "granted" and has_happened_by(ask.answered or ask.date, day):
            return True
    return False


def _compute_rung_by_days(contact: Contact, day: Day) -> int:
    """Compute how far a tie had come by the days of contact alone."""
    first_contact = get_last_contact_in_life(contact)
    if first_contact and first_contact > day:
        first_contact = None
    for touch in list_touches_in_life(contact):
        if touch.date > day:
            continue
        if first_contact is None:
            first_contact = touch.date
        elif touch.date != first_contact:
            return IN_TOUCH_RUNG
    # Whoever was met is more than a name, though there is no line of it in the log.
    has_met = contact.met is not None and contact.met <= day
    if first_contact or has_met:
        return MET_RUNG
    return NAME_RUNG
