"""A touch as it was typed in the options of a command or the fields of a form."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from netnotes.errors import NetnotesError
from netnotes.reading.entry_ways import find_way_of_cell
from netnotes.text import fold, format_day_short
from netnotes.writing.day_words import DayReader
from netnotes.writing.days import looks_like_day, parse_future_day, parse_past_day
from netnotes.writing.due_days import split_due
from netnotes.writing.lexicon import Scan
from netnotes.writing.meeting import Meeting

if TYPE_CHECKING:
    from datetime import date as Day

    from netnotes.model.settings import Settings


class TypedMeeting(NamedTuple):
    """A touch as it was typed in options or a form; an empty day is today."""

    day: str = ""
    channel: str = ""
    text: str = ""
    gave: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    promised: tuple[str, ...] = ()
    learned: tuple[str, ...] = ()


def parse_meeting(typed: TypedMeeting, settings: Settings, today: Day) -> Meeting:
    """Parse what was typed. Raises NetnotesError for a day or a channel that means nothing."""
    day = parse_log_day(typed.day, today)
    promises = [parse_promise(promise, today) for promise in typed.promised]
    for promise, due in promises:
        if due is not None and due < day:
            raise NetnotesError(
                f"`{promise}` is promised by {format_day_short(due)}, before the day it was "
                f"promised on, {format_day_short(day)}."
            )
    return Meeting(
        date=day,
        channel=_parse_channel(typed.channel, settings),
        text=typed.text,
        gave=typed.gave,
        asked=typed.asked,
        promised=tuple(promises),
        learned=typed.learned,
    )


def parse_log_day(text: str, today: Day) -> Day:
    """Parse the day of a touch; today where nothing was typed.

    Raises NetnotesError for what is no day, or one to come.
    """
    if not text:
        return today
    day = parse_past_day(text, today)
    if day is None:
        raise NetnotesError(
            f"`{text}` can't be read as a day. Try 2026-10-03, yesterday, friday, 3 october or 2 "
            "weeks ago."
        )
    if day > today:
        raise NetnotesError(
            f"{format_day_short(day)} is in the future; the log is for what has happened. "
            "Put plans under `next:`."
        )
    return day


def _parse_channel(word: str, settings: Settings) -> str:
    if not word:
        return ""
    channels = {fold(known_word): known_word.casefold() for known_word, _ in settings.channels}
    scan = Scan(word, channels)
    way = scan.match("way", 0)
    if way is None or way.end != scan.count or way.meaning not in channels.values():
        channel = find_way_of_cell(word, dict(settings.channels))[1]
        if channel:
            return channel
        known_words = ", ".join(sorted({fold(known_word) for known_word, _ in settings.channels}))
        raise NetnotesError(f"`{word}` is not a way to be in touch. Known are: {known_words}.")
    return way.meaning


def parse_promise(text: str, today: Day) -> tuple[str, Day | None]:
    """Split a promise from the day it is due by, where it ends with `by` and a day, or `tomorrow`.

    Raises NetnotesError for words that look like a day and are none; `by train` is text.
    """
    # The last ` by ` counts: `send the book by Granovetter by friday`.
    promise, by, day_words = text.rpartition(" by ")
    if by:
        day = parse_future_day(day_words, today)
        if day is not None:
            return promise, day
        if looks_like_day(day_words):
            raise NetnotesError(
                f"`{day_words}` can't be read as a day, in `{text}`. Write `by` and a day such as "
                "2027-01-10, friday or 1 march; if no day is meant, write it in brackets: "
                f"`(by {day_words})`."
            )
        return text, None
    scan = Scan(text)
    due = split_due(scan, DayReader(scan, today), 0, scan.count, is_to_do=False)
    if due.day is None or due.end < scan.count:
        return text, None
    return scan.get_text(0, due.start), due.day
