"""Where and when people were met: an event of the vault, or a day with a place in words."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING, NamedTuple

from netnotes.errors import NetnotesError
from netnotes.model.note_path import extract_note_name, strip_note_ending
from netnotes.text import (
    find_closest_match,
    fold_for_search,
    fold_name,
    format_day_short,
    join_words,
)
from netnotes.writing.day_words import DayReader
from netnotes.writing.days import looks_like_day, parse_past_day
from netnotes.writing.lexicon import Scan
from netnotes.writing.sentence_questions import MAX_NAMED_DAYS, MAX_SUGGESTIONS

if TYPE_CHECKING:
    from datetime import date as Day

    from netnotes.model.people import Event
    from netnotes.network.network import Network
    from netnotes.writing.day_words import FoundDay


class MeetingPlace(NamedTuple):
    """Where and when people were met."""

    day: Day

    # None where no note is about it.
    event: Event | None = None

    # The place in words where there is no event; empty where nothing was said.
    words: str = ""

    def describe(self) -> str:
        """Describe it in a few words: `Civic Data Camp, 24 November 2026`."""
        name = self.event.name if self.event else self.words
        return ", ".join(filter(None, (name, format_day_short(self.day))))

    def is_on(self, day: Day) -> bool:
        """Tell whether a day is one of the event's, or the day that was named."""
        if self.event is None or not self.event.date or not self.event.last_day:
            return day == self.day
        return self.event.date <= day <= self.event.last_day


def find_meeting_place(typed: str, network: Network) -> MeetingPlace:
    """Find the event that is meant, or the day, perhaps with a place: `yesterday, harbour fair`.

    Raises NetnotesError where it is neither, several are meant, or it is still to come.
    """
    words = " ".join(typed.split())
    today = network.today
    event = _find_event(words, network)
    if event:
        return MeetingPlace(_choose_day(event, None, today), event)
    day = parse_past_day(words, today)
    if day:
        _require_past(day, today)
        return MeetingPlace(day)

    day, place = _split_day(words, network)
    if day is None:
        raise NetnotesError(_describe_unknown(words, network))
    event = None
    if place:
        event = _find_event(place, network)
    if event:
        return MeetingPlace(_choose_day(event, day, today), event)
    _require_past(day, today)
    return MeetingPlace(day, None, place)


def _find_event(words: str, network: Network) -> Event | None:
    """Find the event of a name, an alias or a path. Raises NetnotesError for several."""
    name = words.removeprefix("[[").removesuffix("]]").partition("|")[0]
    wanted = fold_name(strip_note_ending(name))
    events = [event for event in network.events if wanted in _list_names(event)]
    if len(events) > 1:
        lines = [f"{words} could be {len(events)} events. Write one of these instead:"]
        for event in events:
            day = format_day_short(event.date) if event.date else "without a day"
            lines.append(f"  {event.path}: {day}")
        raise NetnotesError("\n".join(lines))
    if not events:
        return None
    return events[0]


def _list_names(event: Event) -> list[str]:
    names = (event.name, extract_note_name(event.path), strip_note_ending(event.path))
    return [fold_name(name) for name in (*names, *event.aliases)]


def _choose_day(event: Event, day: Day | None, today: Day) -> Day:
    """Choose the day of a meeting at an event: the one that was named, else the last there was.

    Of several days the last counts, as wherever a range of days is written.
    """
    first_day, last_day = event.date, event.last_day
    if day is None and (first_day is None or last_day is None):
        raise NetnotesError(
            f"{event.name} has no day yet. Write `date:` into {event.path}, or put the day before "
            f"its name, as in `{today - datetime.timedelta(days=1)} {event.name}`."
        )
    if first_day and last_day:
        if first_day > today:
            raise NetnotesError(
                f"{event.name} is on {format_day_short(first_day)}, which is still to come. Whom "
                "you want to meet there goes under `people:` in its note."
            )
        if day is None:
            return min(last_day, today)
        _require_day_between(first_day, last_day, day, event)
    assert day is not None
    _require_past(day, today)
    return day


def _require_day_between(first_day: Day, last_day: Day, day: Day, event: Event) -> None:
    if first_day <= day <= last_day:
        return
    days = format_day_short(first_day)
    if last_day != first_day:
        days = f"from {days} to {format_day_short(last_day)}"
    raise NetnotesError(f"{event.name} was not on {format_day_short(day)}, but {days}.")


def _require_past(day: Day, today: Day) -> None:
    if day > today:
        raise NetnotesError(
            f"{format_day_short(day)} is still to come. Write whom you met once you have."
        )


def _split_day(words: str, network: Network) -> tuple[Day | None, str]:
    """Split words into the one day in them and the rest; the day is None where there is none.

    Raises NetnotesError where they may mean several days.
    """
    scan = Scan(words)
    found_days = DayReader(scan, network.today, network.settings.date_order).find_days(
        0, scan.count
    )
    if len(found_days) > 1:
        # `Thursday meetup yesterday`: the name of what takes place every week has a weekday.
        found_days = [day for day in found_days if not _is_weekday(scan, day)]
    if len(found_days) != 1 or found_days[0].is_missing:
        return None, words
    found = found_days[0]
    if len(found.days) != 1:
        day_words = scan.get_text(found.start, found.end)
        which = ""
        if 1 < len(found.days) <= MAX_NAMED_DAYS:
            which = f": {join_words(map(format_day_short, found.days), 'or')}"
        raise NetnotesError(
            f"Which day do you mean by “{day_words}”{which}? Write it as in 2026-10-03."
        )
    start, end = scan.tokens[found.start].start, scan.tokens[found.end - 1].end
    before = words[:start].strip(" ,;:–—-")
    behind = words[end:].strip(" ,;:–—-")
    place = _PREPOSITION.sub("", " ".join(filter(None, (before, behind))))
    return found.days[0], place.strip()


def _is_weekday(scan: Scan, day: FoundDay) -> bool:
    weekday = scan.match("weekday", day.start)
    return weekday is not None and weekday.end == day.end


_PREPOSITION = re.compile(
    r"^(?:at|in|on|@|bei|beim|auf|in der|im|à|au|en|op|bij)\s+", re.IGNORECASE
)


def _describe_unknown(words: str, network: Network) -> str:
    """Say that no event has this name, which one is near, and what to write instead."""
    if looks_like_day(words):
        return f"`{words}` can't be read as a day. Write one such as 2026-10-03 or yesterday."
    suggestions = _suggest_events(words, network)
    if suggestions:
        return f"No event is called {words}. Did you mean {join_words(suggestions, 'or')}?"
    return (
        f"No event is called {words}. Make a note about it, with its `date:`, or write the day and "
        f"the place, as in `yesterday, {words}`."
    )


def _suggest_events(words: str, network: Network) -> list[str]:
    """Suggest events whose names have all of the words, or are mistyped."""
    wanted = fold_for_search(words).split()
    suggestions = []
    for event in network.events:
        name = f" {fold_for_search(event.name)}"
        if all(f" {word}" in name for word in wanted):
            suggestions.append(event.name)
    if suggestions:
        return suggestions[:MAX_SUGGESTIONS]
    names = {fold_name(event.name): event.name for event in network.events}
    closest = find_closest_match(fold_name(words), names)
    if not closest:
        return []
    return [names[closest]]
