"""The table of settings: every line that `netnotes.toml` may have, and what it takes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from netnotes.model.diagnostics import Severity
from netnotes.model.settings import DATE_ORDERS, EDITORS, WeeklyTime
from netnotes.reading.exclude_patterns import find_pattern_fault
from netnotes.text import build_lazy_pattern, parse_period

if TYPE_CHECKING:
    from collections.abc import Callable


class Setting(Struct, frozen=True):
    """A line that the settings file may have."""

    table: str

    # `*` if the file chooses the names itself.
    key: str

    # What may be written there, in words for a message and for the documentation.
    takes: str

    # Returns the value of what TOML read, or None if it is not a value of this setting.
    parse: Callable[[Any], Any]
    meaning: str


def _parse_text(value: Any) -> str | None:
    if not isinstance(value, str):
        return None
    return value.strip()


def _parse_texts(value: Any) -> tuple[str, ...] | None:
    """Parse a list of texts; a single text is a list of one."""
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list) and all(isinstance(text, str) for text in value):
        return tuple(value)
    return None


def _parse_patterns(value: Any) -> tuple[str, ...] | None:
    texts = _parse_texts(value)
    if texts is None or any(map(find_pattern_fault, texts)):
        return None
    return texts


def _parse_folder(value: Any) -> str | None:
    """Parse a folder inside the vault, as a path without a slash at either end."""
    text = _parse_text(value)
    if not text or text.startswith(("/", "~")) or ".." in text.split("/"):
        return None
    return text.strip("/")


def _parse_journal(value: Any) -> str | None:
    """Parse the folder of daily notes, which may be the vault's own, `/`."""
    return "/" if _parse_text(value) == "/" else _parse_folder(value)


def _parse_folders(value: Any) -> tuple[str, ...] | None:
    texts = _parse_texts(value)
    if texts is None:
        return None

    folders = []
    for text in texts:
        folder = _parse_folder(text)
        if not folder:
            return None
        folders.append(folder)
    return tuple(folders)


def _parse_tags(value: Any) -> tuple[str, ...] | None:
    texts = _parse_texts(value)
    if texts is None:
        return None
    # As in a note: `#CRM`, `[[CRM]]`.
    tags = [text.strip("#[] ").casefold() for text in texts]
    return tuple(tags) if all(tags) else None


def _parse_pairs(value: Any) -> tuple[tuple[str, str], ...] | None:
    if not isinstance(value, list):
        return None

    pairs = []
    for item in value:
        names = _parse_texts(item)
        if names is None or len(names) != 2:
            return None
        pairs.append((names[0], names[1]))
    return tuple(pairs)


def _parse_number(value: Any) -> float | None:
    # In Python, and so in what tomllib returns, true is a number.
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    # A load divided by a smaller budget is a number that no float can hold.
    if value == 0 or 0.001 <= value < 1e6:
        return value
    return None


def _parse_interval(value: Any) -> int | None:
    """Parse a period into days."""
    if isinstance(value, bool) or not isinstance(value, (int, str)):
        return None
    return parse_period(str(value))


def _parse_days_ahead(value: Any) -> int | None:
    """Parse a number of days, or a period; at most a year, after which the day has come again."""
    is_zero = value == 0 and not isinstance(value, bool)
    days = 0 if is_zero else _parse_interval(value)
    if days is not None and days <= MAX_DAYS_AHEAD:
        return days
    return None


MAX_DAYS_AHEAD = 365


def _parse_closest_on_scale(value: Any) -> int | None:
    """Parse `5 is closest` into 5."""
    if not isinstance(value, str):
        return None
    match = _CLOSEST.fullmatch(value.strip())
    if match is None:
        return None
    return int(match[1])


_CLOSEST = re.compile(r"([1-9]\d{0,2}) is (?:the )?closest", re.IGNORECASE)


def parse_weekly_time(value: Any) -> WeeklyTime | None:
    """Parse `Friday 9:00`, `fri at 9.30 am` or `freitags um 9 Uhr`."""
    if not isinstance(value, str):
        return None
    match = _WEEKLY_TIME.fullmatch(value.strip())
    if match is None:
        return None
    weekday = _WEEKDAYS.get(match["weekday"].casefold().rstrip("s."))
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    half = (match["half"] or "").casefold()
    if half:
        if not 1 <= hour <= 12:
            return None
        # 12 am is midnight.
        hour %= 12
        if half == "pm":
            hour += 12
    if weekday is None or hour > 23 or minute > 59:
        return None
    return WeeklyTime(weekday, hour, minute)


_WEEKLY_TIME = build_lazy_pattern(
    r"(?P<weekday>[^\W\d_]+\.?)s?,?\s+(?:(?:at|um|à|a las|om)\s+)?"
    r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2}))?\s*(?:(?P<half>am|pm)|Uhr|h|uur)?",
    re.IGNORECASE,
)

# The days of the week from Monday, without a plural's `s`, in en, de, fr, es and nl.
_WEEKDAYS = {
    word: weekday
    for weekday, words in enumerate(
        (
            "monday mon montag mo lundi lune maandag",
            "tuesday tue tues dienstag di mardi marte dinsdag",
            "wednesday wed mittwoch mi mercredi miércole woensdag",
            "thursday thu thur donnerstag do jeudi jueve donderdag",
            "friday fri freitag fr vendredi vierne vrijdag",
            "saturday sat samstag sa samedi sábado zaterdag",
            "sunday sun sonntag so dimanche domingo zondag",
        )
    )
    for word in words.split()
}


def _parse_flag(value: Any) -> bool | None:
    if not isinstance(value, bool):
        return None
    return value


def _parse_editor(value: Any) -> str | None:
    if isinstance(value, str) and value in EDITORS:
        return value
    return None


def _parse_date_order(value: Any) -> str | None:
    if isinstance(value, str) and value in DATE_ORDERS:
        return value
    return None


def _parse_severity(value: Any) -> Severity | None:
    if value not in tuple(Severity):
        return None
    return Severity(value)


def _parse_inbox(value: Any) -> str | None:
    """Parse the path of the inbox; empty for none."""
    if value == "":
        return ""
    path = _parse_folder(value)
    if path and path.casefold().endswith(".md"):
        return path
    return None


def _parse_filing(value: Any) -> bool | None:
    if value == "always":
        return True
    if value == "when asked":
        return False
    return None


SETTINGS: tuple[Setting, ...] = (
    Setting("me", "name", "a text", _parse_text, "your name, as your notes link to you"),
    Setting(
        "me",
        "organisation",
        "a text",
        _parse_text,
        "where you work: divides contacts into inside and outside",
    ),
    Setting("me", "field", "a text", _parse_text, "your field of work"),
    Setting("me", "location", "a text", _parse_text, "where you live"),
    Setting(
        "me",
        "pitch",
        "a text or a link",
        _parse_text,
        "how you say in half a minute what you do and look for",
    ),
    Setting(
        "me",
        "offers",
        "a list of words",
        _parse_texts,
        "what you can give: held against what your contacts need",
    ),
    Setting(
        "plan",
        "budget",
        "a number of people a week",
        _parse_number,
        "how many people a week you have time for; 2.5 is 2, 3, 2, 3, and 0 is no list",
    ),
    Setting(
        "plan",
        "birthdays",
        'a number of days, or a period such as "2 weeks"',
        _parse_days_ahead,
        "how many days ahead you are told of birthdays and other days of the year; "
        "14 where you say nothing, 0 for the day itself",
    ),
    Setting(
        "plan",
        "places",
        "a list of links and words",
        _parse_texts,
        "where you are anyway and meet people, such as a round table or an event",
    ),
    Setting(
        "plan",
        "when",
        'a day of the week and a time, such as "Friday 9:00"',
        parse_weekly_time,
        "when in the week you write to people: a weekly event in the calendar",
    ),
    Setting(
        "tiers",
        "scale",
        '"5 is closest", "1 is closest" or the like',
        _parse_closest_on_scale,
        "which end of `importance` and `relationship_strength` is closest; "
        "the numbers from it to 1 are spread over your tiers",
    ),
    Setting(
        "tiers",
        "*",
        'a period such as "30 days"',
        _parse_interval,
        "own names and intervals, in order",
    ),
    Setting(
        "vault",
        "contacts",
        "a list of folders",
        _parse_folders,
        "the folders whose notes are contacts",
    ),
    Setting(
        "vault",
        "tags",
        "a list of tags",
        _parse_tags,
        "tags and categories whose notes are contacts wherever they lie, beside `person`, "
        "`people` and `contact`",
    ),
    Setting("vault", "goals", "a folder", _parse_folder, "the folder whose notes are goals"),
    Setting("vault", "events", "a folder", _parse_folder, "the folder whose notes are events"),
    Setting(
        "vault",
        "journal",
        'a folder, "/" for the top of the vault, or "obsidian"',
        _parse_journal,
        "the folder of your daily notes; lines there that link to a contact and say how are "
        "touches",
    ),
    Setting(
        "vault",
        "exclude",
        "a list of patterns",
        _parse_patterns,
        'what not to read, such as "Archive/**"',
    ),
    Setting(
        "vault", "output", "a folder in the vault", _parse_folder, "where the dashboard is written"
    ),
    Setting(
        "vault",
        "ics",
        "true or false",
        _parse_flag,
        "whether `followups.ics`, a calendar to subscribe to, "
        "is kept in the dashboard by every build",
    ),
    Setting(
        "vault",
        "editor",
        f"one of {', '.join(EDITORS)}",
        _parse_editor,
        "the editor that Problems and the pages of people open a note in, at its line; "
        "these pages then hold the path of your vault",
    ),
    Setting(
        "vault",
        "not_the_same",
        "a list of pairs of names",
        _parse_pairs,
        "who is not the same as whom, so that `dedupe` does not ask again",
    ),
    Setting(
        "capture",
        "inbox",
        'a note in the vault, or "" for none',
        _parse_inbox,
        "the note to which your phone appends sentences, for `netnotes inbox`; "
        "`Inbox.md` where you say nothing",
    ),
    Setting(
        "capture",
        "file",
        '"always" or "when asked"',
        _parse_filing,
        "whether `netnotes serve` files the sentences of the inbox by itself",
    ),
    Setting(
        "dates",
        "order",
        f"one of {', '.join(DATE_ORDERS)}",
        _parse_date_order,
        "which part of a date such as 10/09/2026 comes first in your notes",
    ),
    Setting(
        "organisations",
        "*",
        "a name",
        _parse_text,
        'the name of an organisation by another one, as in `"Acme GmbH" = "ACME Ltd"`: '
        "both then count as one, with the second name, wherever people are read or imported",
    ),
    Setting(
        "properties",
        "*",
        "a list of names",
        _parse_texts,
        "further names for one of our properties",
    ),
    Setting(
        "channels",
        "*",
        "a list of words",
        _parse_texts,
        "further words for `in_person`, `voice` or `written`",
    ),
    Setting(
        "checks",
        "*",
        '"error", "warning" or "off"',
        _parse_severity,
        "how much a finding matters to you",
    ),
)

TABLE_NAMES = tuple(dict.fromkeys(setting.table for setting in SETTINGS))
