"""The days of this week, and the events and trips on them."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from netnotes.text import is_same_town

if TYPE_CHECKING:
    from datetime import date as Day

    from netnotes.model.people import Event
    from netnotes.model.settings import Settings


WEEK_DAYS = 7
ONE_WEEK = datetime.timedelta(days=WEEK_DAYS)


def list_trips(events: tuple[Event, ...], settings: Settings, today: Day) -> tuple[Event, ...]:
    """List the events of the week that are away from home, earliest first."""
    trips: list[tuple[Day, Event]] = []
    for event in list_events_of_week(events, today):
        is_away = not is_same_town(event.location, settings.me.location)
        if event.date and event.location and is_away:
            trips.append((event.date, event))

    trips.sort(key=lambda dated: (dated[0], dated[1].name))
    return tuple(trip for _, trip in trips)


def list_events_of_week(events: tuple[Event, ...], today: Day) -> tuple[Event, ...]:
    """List the events, at home too, that are going on or begin within seven days, by day."""
    horizon = today + ONE_WEEK
    dated_events = []
    for event in events:
        if event.date and event.date <= horizon and (event.last_day or event.date) >= today:
            dated_events.append((event.date, event))

    # `events` are in the order of their names, which stays among those of one day.
    dated_events.sort(key=lambda dated: dated[0])
    return tuple(event for _, event in dated_events)
