"""Whom I have only just met, with no more than a hello: too early to ask for anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.network.measures.ladder import MET_RUNG, compute_rung
from netnotes.network.measures.ledger import list_contact_days

if TYPE_CHECKING:
    from datetime import date as Day

    from netnotes.model.people import Contact


# For so many days after the first meeting nobody is asked of whom there is but a hello.
HELLO_DAYS = 14


def has_only_said_hello(contact: Contact, today: Day) -> bool:
    """Whether a contact was met within two weeks, and no more than a hello has passed.

    Only `met` says when somebody was met: the first touch of a log may be of an old friend. Who
    told me something worth a line, or named somebody to me, said more than hello.
    """
    if contact.met is None or not 0 <= (today - contact.met).days <= HELLO_DAYS:
        return False
    exchanged = contact.gifts, contact.asks, contact.promises, contact.learned, contact.named
    if any(exchanged) or compute_rung(contact, today) > MET_RUNG:
        return False
    return not any(day < contact.met for day in list_contact_days(contact, today))
