"""A meeting told in one sentence: `coffee with Ada and Ben Okafor yesterday: talked about the move`."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING, NamedTuple

from netnotes.errors import NetnotesError
from netnotes.text import MONTHS, WEEKDAYS, fold, format_day_short, parse_day
from netnotes.writing.log_entry import Meeting

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date as Day

    from netnotes.model.settings import Settings


class ParsedSentence(NamedTuple):
    """What a sentence tells: with whom, by the names used, and when, how and what; None and empty where it doesn't say."""

    names: tuple[str, ...]
    date: Day | None
    channel: str
    text: str


def parse_sentence(sentence: str, today: Day, channels: Mapping[str, str]) -> ParsedSentence:
    """What a sentence tells. Before the first colon stand how, with whom and when, in any order; behind it, what was said.

    `channels` are the words for how, folded. A name may have its organisation behind it, as in `Ada at Northwind`.
    """
    head, text = _split_at_colon(sentence)
    day, head = extract_day(head, today)
    channel, head = _extract_channel(head, channels)
    names = tuple(
        name
        for part in _NAME_SEPARATOR.split(" ".join(head.split()))
        if (name := _strip_filler_words(part))
    )
    return ParsedSentence(names, day, channel, text)


def _split_at_colon(sentence: str) -> tuple[str, str]:
    """The two sides of the first colon that ends a word; a time (10:30) has one that doesn't."""
    head, colon, text = sentence.partition(": ")
    if not colon and sentence.rstrip().endswith(":"):
        return sentence.rstrip()[:-1], ""
    return head, text.strip()


_NAME_SEPARATOR = re.compile(r"\s*(?:,|;|&|\+|\band\b)\s*", re.IGNORECASE)
_FILLER_WORDS = re.compile(
    r"^(?:(?:i|we|a|an|the|had|have|was|went|met|saw|wrote|spoke|talked|sent|got|gave|made|out|for|in|over|by|on|with|to|from|together|quick|short|long)\s+)+"
    r"|\s+(?:for|on|by|in|over|with|via)$|^(?:with|to|from|for|on|had|a|the)$",
    re.IGNORECASE,
)


def _strip_filler_words(part: str) -> str:
    before = ""
    while before != part:
        before, part = part, _FILLER_WORDS.sub("", part.strip()).strip(" .")
    return part


CHANNEL_FORMS = {
    "called": "call",
    "phoned": "phone",
    "rang": "call",
    "emailed": "email",
    "mailed": "mail",
    "messaged": "message",
    "texted": "text",
    "chatted": "chat",
    "visited": "visit",
    "walked": "walk",
    "zoomed": "zoom",
    "lunched": "lunch",
    "dined": "dinner",
    "meeting": "met",
    "meet": "met",
    "saw": "met",
    "wrote": "message",
}
"""Other forms of the words for how."""


def find_channel(word: str, channels: Mapping[str, str]) -> str:
    """The word for how as the log has it; empty for one that is none."""
    folded = fold(word)
    if folded in channels:
        return word.casefold()
    form = CHANNEL_FORMS.get(folded, folded.removesuffix("s"))
    return form if form in channels else ""


def _extract_channel(head: str, channels: Mapping[str, str]) -> tuple[str, str]:
    """The word for how, and the rest. `met` counts only where there is no better word: `met Ada for lunch`.

    A word inside a name is none: how stands first, or behind `for`, `by`, `on`, `over`.
    """
    words = list(re.finditer(r"[^\s,;:&+]+", head))
    found = []
    for at, word in enumerate(words):
        before = words[at - 1][0].casefold() if at else ""
        starts = all(
            _FILLER_WORDS.fullmatch(f"{one[0]} ") or find_channel(one[0], channels)
            for one in words[:at]
        )
        if (starts or before in ("for", "by", "on", "over", "via", "a")) and (
            name := find_channel(word[0], channels)
        ):
            found.append((name, word))
    if not found:
        return "", head
    name, word = next((one for one in found if one[0] != "met"), found[0])
    spans = [one[1].span() for one in found]
    rest = "".join(
        sign for at, sign in enumerate(head) if not any(start <= at < end for start, end in spans)
    )
    return name, rest


# When


def extract_day(text: str, today: Day) -> tuple[Day | None, str]:
    """The day a text names, in the past or today, and the text without it; None where it names none."""
    for match in _DAY.finditer(text):
        day = parse_past_day(match[0], today)
        if day:
            rest = f"{text[: match.start()]} {text[match.end() :]}"
            return day, re.sub(r"\s+(?:on|at)\s*$", "", rest.strip())
    return None, text


_MONTH = "|".join(
    sorted(
        {form for name in MONTHS for form in (name, name[:3], f"{name[:3]}.")},
        key=len,
        reverse=True,
    )
)
_WEEKDAY = "|".join(
    sorted({form for name in WEEKDAYS for form in (name, name[:3])}, key=len, reverse=True)
)
_COUNT = r"\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|a couple of|a few"
_DAY = re.compile(
    rf"\b(?:on\s+)?(?:\d{{4}}-\d{{2}}-\d{{2}}|today|tonight|this\s+(?:morning|afternoon|evening)|yesterday|last\s+night"
    rf"|the\s+day\s+before\s+yesterday|(?:{_COUNT})\s+(?:day|week|month|year)s?\s+ago|last\s+(?:week|month)"
    rf"|(?:(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{_MONTH})|(?:{_MONTH})\s+(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)?)(?:,?\s+\d{{4}})?"
    rf"|(?:last\s+|this\s+)?(?:{_WEEKDAY}))(?![\w-])",
    re.IGNORECASE,
)
_NUMBERS = {
    **{
        word: number
        for number, word in enumerate(
            ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], start=1
        )
    },
    "a": 1,
    "an": 1,
    "a couple of": 2,
    "a few": 3,
}
_UNIT_DAYS = {"day": 1, "week": 7}


def parse_past_day(text: str, today: Day) -> Day | None:
    """The day some words mean, today or before: `yesterday`, `last friday`, `3 days ago`, `on 3 october`, an ISO day.

    A weekday is the last such day before today, a day of a month without its year the last one there was. None for
    what names no day.
    """
    words = re.sub(r"^on\s+|^the\s+|,|\.", "", " ".join(text.casefold().split())).strip()
    if day := parse_day(words):
        return day
    if words in ("today", "tonight") or (
        words.startswith("this ") and words.split()[1] in ("morning", "afternoon", "evening")
    ):
        return today
    back = {
        "yesterday": 1,
        "last night": 1,
        "day before yesterday": 2,
        "last week": 7,
        "last month": 30,
    }.get(words)
    if back is not None:
        return today - datetime.timedelta(days=back)
    if match := re.fullmatch(rf"({_COUNT})\s+(day|week|month|year)s?\s+ago", words):
        return _subtract_period(_NUMBERS.get(match[1]) or int(match[1]), match[2], today)
    weekday = _parse_weekday(words)
    if weekday is not None and re.fullmatch(r"(?:last |this )?\w+", words):
        return today - datetime.timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)
    return _parse_month_day(words, today)


def _parse_weekday(words: str) -> int | None:
    """The day of the week some words end with, Monday as 0; None where they end with none."""
    last = words.split()[-1:]
    return next(
        (
            at
            for at, name in enumerate(WEEKDAYS)
            if last in ([name.casefold()], [name[:3].casefold()])
        ),
        None,
    )


def _subtract_period(count: int, unit: str, today: Day) -> Day | None:
    from dateutil.relativedelta import relativedelta

    try:
        return today - relativedelta(**{f"{unit}s": count})  # type: ignore[arg-type]  # the unit is one of four
    except (ValueError, OverflowError):
        return None


def _parse_month_day(words: str, today: Day) -> Day | None:
    """A day of a month in words, in this year or, where that is still to come, in the last."""
    if not re.search(r"\d", words) or not re.search(r"[a-z]{3}", words):
        return None
    from dateutil.parser import ParserError, parse

    start = datetime.datetime.combine(today, datetime.time())
    try:
        day = parse(re.sub(r"\bof\b|\bthe\b", " ", words), default=start).date()
        told_year = re.search(r"\b\d{4}\b", words)
        return day if told_year or day <= today else day.replace(year=day.year - 1)
    except (ParserError, ValueError, OverflowError):
        return None


def parse_future_day(text: str, today: Day) -> Day | None:
    """The day some words mean for a plan: an ISO day, `tomorrow`, `next friday`, `in 3 weeks`, `3 october`, a period.

    None for what names no day.
    """
    from netnotes.text import parse_period

    words = re.sub(r"^(?:until|till|by|on|for)\s+", "", " ".join(text.casefold().split()))
    if day := parse_day(words):
        return day
    if words == "tomorrow":
        return today + datetime.timedelta(days=1)
    if words in ("next week", "next month", "next year"):
        return today + datetime.timedelta(
            days={"week": 7, "month": 30, "year": 365}[words.split()[1]]
        )
    weekday = _parse_weekday(words)
    if weekday is not None and re.fullmatch(r"(?:next |this )?\w+", words):
        return today + datetime.timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    days = parse_period(re.sub(r"^in\s+|\s+from now$", "", words))
    if days:
        return today + datetime.timedelta(days=days)
    day = _parse_month_day(words, today)
    if day is None:
        return None
    return day if day > today or re.search(r"\b\d{4}\b", words) else _add_year(day)


def _add_year(day: Day) -> Day:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


class TypedMeeting(NamedTuple):
    """A touch as it was typed: the day (none is today), the word for how, what was said, and what passed."""

    day: str = ""
    channel: str = ""
    text: str = ""
    gave: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    promised: tuple[str, ...] = ()
    learned: tuple[str, ...] = ()


def parse_meeting(typed: TypedMeeting, settings: Settings, today: Day) -> Meeting:
    """What was typed, as it happened. Raises NetnotesError for a day or a word that can't be meant."""
    return Meeting(
        date=_parse_log_day(typed.day, today),
        channel=_parse_channel(typed.channel, settings),
        text=typed.text,
        gave=typed.gave,
        asked=typed.asked,
        promised=tuple(parse_promise(one, today) for one in typed.promised),
        learned=typed.learned,
    )


def _parse_log_day(text: str, today: Day) -> Day:
    day = parse_past_day(text, today) if text else today
    if day is None:
        raise NetnotesError(
            f"`{text}` names no day. Write 2026-10-03, yesterday, friday, 3 october or 2 weeks ago."
        )
    if day > today:
        raise NetnotesError(
            f"{format_day_short(day)} is still to come, and the log holds what has happened. A plan is `next:`."
        )
    return day


def _parse_channel(word: str, settings: Settings) -> str:
    channel = find_channel(word, dict(settings.channels)) if word else ""
    if word and not channel:
        words = ", ".join(sorted({fold(word) for word, _ in settings.channels}))
        raise NetnotesError(f"`{word}` is not a way to be in touch. Known are: {words}.")
    return channel


def parse_promise(text: str, today: Day) -> tuple[str, Day | None]:
    """A promise and the day it is due by, where it ends with `by` and a day."""
    what, by, when = text.rpartition(" by ")
    day = parse_future_day(when, today) if by else None
    return (what, day) if day else (text, None)


def require_future_day(words: str, today: Day) -> Day:
    """Parse a day for a plan as `parse_future_day` does. Raises NetnotesError if the words name none."""
    day = parse_future_day(words, today)
    if day is None:
        raise NetnotesError(
            f"`{words}` names no day. Write 2027-01-10, tomorrow, friday, 3 weeks or 1 march."
        )
    return day
