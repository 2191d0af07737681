"""The day on which a promise is due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.model.people import list_open_promises
from netnotes.network.follow_up import add_days
from netnotes.network.week_trips import WEEK_DAYS

if TYPE_CHECKING:
    from datetime import date as Day

    from netnotes.model.people import Contact, Promise


def compute_promise_day(promise: Promise) -> Day | None:
    """Compute when a promise is due; without a day it is a week after it was made.

    None if it is not known when it was made, either.
    """
    if promise.due or not promise.date:
        return promise.due
    return add_days(promise.date, WEEK_DAYS)


def has_promise_due(contact: Contact, today: Day) -> bool:
    """Whether something promised to a contact is due today or since some day."""
    for promise in list_open_promises(contact):
        day = compute_promise_day(promise)
        if day and day <= today:
            return True
    return False
