"""A touch in one sentence: `coffee with Ada and Ben Okafor yesterday: talked about the move`."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING, NamedTuple

from netnotes.errors import NetnotesError
from netnotes.text import MONTHS, WEEKDAYS, fold, format_day_short, parse_day
from netnotes.writing.meeting import Meeting

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date as Day

    from netnotes.model.settings import Settings


class ParsedSentence(NamedTuple):
    """What a sentence says: the names in it as typed, the day, the channel and the text.

    `date` is None where no day is named; the texts are empty where the sentence has none.
    """

    names: tuple[str, ...]
    date: Day | None
    channel: str
    text: str


def parse_sentence(sentence: str, today: Day, channels: Mapping[str, str]) -> ParsedSentence:
    """Parse a sentence on a touch.

    Before the first colon come the channel, the names and the day, in any order; behind it, the
    text. A name may be followed by its organisation, as in `Ada at Northwind`. The keys of
    `channels` are the words for channels, folded.
    """
    head, text = _split_at_colon(sentence)
    day, head = extract_day(head, today)
    channel, head = _extract_channel(head, channels)
    names = []
    for part in _NAME_SEPARATOR.split(" ".join(head.split())):
        name = _strip_filler_words(part)
        if name:
            names.append(name)
    return ParsedSentence(tuple(names), day, channel, text)


def _split_at_colon(sentence: str) -> tuple[str, str]:
    """Split at the first colon that ends a word; the one in a time (10:30) does not."""
    head, colon, text = sentence.partition(": ")
    if not colon and sentence.rstrip().endswith(":"):
        return sentence.rstrip()[:-1], ""
    return head, text.strip()


_NAME_SEPARATOR = re.compile(r"\s*(?:,|;|&|\+|\band\b)\s*", re.IGNORECASE)

# Words before and behind a name, as in `I had a quick coffee with Ada for …`. `and` is not among
# them, for it separates names, and neither is `at`, which begins an organisation.
_FILLER_WORDS = re.compile(
    r"^(?:(?:i|we|a|an|the|had|have|was|went|met|saw|wrote|spoke|talked|sent|got|gave|made|out"
    r"|for|in|over|by|on|with|to|from|together|quick|short|long)\s+)+"
    r"|\s+(?:for|on|by|in|over|with|via)$|^(?:with|to|from|for|on|had|a|the)$",
    re.IGNORECASE,
)


def _strip_filler_words(part: str) -> str:
    """Strip words around a name that belong to the sentence: `had a quick coffee with`."""
    # Again and again, because the word behind the name may hide one that was the last before.
    previous = ""
    while previous != part:
        previous = part
        part = _FILLER_WORDS.sub("", part.strip()).strip(" .")
    return part


# Other forms of the words for channels.
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


def find_channel(word: str, channels: Mapping[str, str]) -> str:
    """Return the word for a channel as the log has it; empty where the word is none."""
    folded = fold(word)
    if folded in channels:
        return word.casefold()
    form = CHANNEL_FORMS.get(folded, folded.removesuffix("s"))
    if form not in channels:  # the settings decide which there are
        return ""
    return form


# As in `met Ada for lunch`, `Ada by phone`, `with Ada over coffee`.
WORDS_BEFORE_CHANNEL = ("for", "by", "on", "over", "via", "a")


def _extract_channel(head: str, channels: Mapping[str, str]) -> tuple[str, str]:
    """Find the channel in a sentence; return it and the sentence without all words for channels.

    `met` counts only where there is no better word: in `met Ada for lunch` it is lunch.
    """
    matches = _find_channels(head, channels)
    if not matches:
        return "", head
    channel = matches[0][0]
    for name, _ in matches:
        if name != "met":
            channel = name
            break

    rest = ""
    position = 0
    for _, word in matches:
        rest += head[position : word.start()]
        position = word.end()
    return channel, rest + head[position:]


def _find_channels(head: str, channels: Mapping[str, str]) -> list[tuple[str, re.Match[str]]]:
    """Find the words for channels that are not part of a name.

    Such a word is at the beginning, or follows one of WORDS_BEFORE_CHANNEL: Ada Call is a name.
    """
    matches = []
    is_beginning = True  # only channels and filler words so far
    previous = ""
    for word in re.finditer(r"[^\s,;:&+]+", head):
        channel = find_channel(word[0], channels)
        if channel and (is_beginning or previous in WORDS_BEFORE_CHANNEL):
            matches.append((channel, word))
        if not channel and not _FILLER_WORDS.fullmatch(f"{word[0]} "):
            is_beginning = False
        previous = word[0].casefold()
    return matches


def extract_day(text: str, today: Day) -> tuple[Day | None, str]:
    """Find the day that a text names, today or before; return it and the text without it."""
    for match in _DAY.finditer(text):
        day = parse_past_day(match[0], today)
        if day:
            rest = f"{text[: match.start()]} {text[match.end() :]}"
            return day, re.sub(r"\s+(?:on|at)\s*$", "", rest.strip())
    return None, text


def _join_forms(*forms: str) -> str:
    """Join words to a pattern; the longest first, for the first that matches wins."""
    return "|".join(sorted(set(forms), key=len, reverse=True))


# A month or weekday is written whole or as its first three letters: `3 Oct.`, `last fri`.
_MONTH = _join_forms(*MONTHS, *(name[:3] for name in MONTHS), *(f"{name[:3]}." for name in MONTHS))
_WEEKDAY = _join_forms(*WEEKDAYS, *(name[:3] for name in WEEKDAYS))
_COUNT = r"\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|a couple of|a few"
# A match is only a candidate: `parse_past_day` decides, as `31 February` and `may 99` are no days.
# No letter or hyphen may follow: `Sunday-Smith` is a name.
_DAY = re.compile(
    r"\b(?:on\s+)?(?:\d{4}-\d{2}-\d{2}"
    r"|today|tonight|this\s+(?:morning|afternoon|evening)|yesterday|last\s+night"
    r"|the\s+day\s+before\s+yesterday"
    rf"|(?:{_COUNT})\s+(?:day|week|month|year)s?\s+ago|last\s+(?:week|month)"
    rf"|(?:(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{_MONTH})"
    rf"|(?:{_MONTH})\s+(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)?)(?:,?\s+\d{{4}})?"
    rf"|(?:last\s+|this\s+)?(?:{_WEEKDAY}))(?![\w-])",
    re.IGNORECASE,
)

_NUMBERS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "a couple of": 2,
    "a few": 3,
}

_TODAY_WORDS = ("today", "tonight", "this morning", "this afternoon", "this evening")

# A week or a month ago is a day about then: who logs it does not know the day any more.
_DAYS_AGO = {
    "yesterday": 1,
    "last night": 1,
    "day before yesterday": 2,
    "last week": 7,
    "last month": 30,
}

_DAYS_AHEAD = {"tomorrow": 1, "next week": 7, "next month": 30, "next year": 365}


def parse_past_day(text: str, today: Day) -> Day | None:
    """Parse a day that is today or before: `yesterday`, `last friday`, `3 days ago`, `3 october`.

    A weekday is the last one before today, a day of a month without a year the last one there was.
    An ISO day is taken as it is. None for words that name no day.
    """
    words = " ".join(text.casefold().split())
    words = re.sub(r"^on\s+|^the\s+|,|\.", "", words).strip()
    day = parse_day(words)
    if day is not None:
        return day
    if words in _TODAY_WORDS:
        return today
    if words in _DAYS_AGO:
        return today - datetime.timedelta(days=_DAYS_AGO[words])
    match = re.fullmatch(rf"({_COUNT})\s+(day|week|month|year)s?\s+ago", words)
    if match:
        return _subtract_period(_NUMBERS.get(match[1]) or int(match[1]), match[2], today)
    # From 1 to 7 days back: on a Friday, `friday` is the one a week ago, for today has a word.
    weekday = _parse_weekday(words)
    if weekday is not None and re.fullmatch(r"(?:last |this )?\w+", words):
        days_back = (today.weekday() - weekday - 1) % 7 + 1
        return today - datetime.timedelta(days=days_back)
    return _parse_month_day(words, today)


def _parse_weekday(words: str) -> int | None:
    """Return the weekday that some words end with, Monday as 0; None where they end with none."""
    last_word = words.rpartition(" ")[2]
    for number, name in enumerate(WEEKDAYS):
        if last_word in (name.casefold(), name[:3].casefold()):
            return number
    return None


def _subtract_period(count: int, unit: str, today: Day) -> Day | None:
    """Go back some days, weeks, months or years; None before the year 1."""
    # It knows the length of months: a month before 31 March is 28 February.
    from dateutil.relativedelta import relativedelta

    try:
        # mypy cannot know that the name of the argument is one of four.
        return today - relativedelta(**{f"{unit}s": count})  # type: ignore[arg-type]
    except (ValueError, OverflowError):
        return None


def _parse_month_day(words: str, today: Day) -> Day | None:
    """Parse a day of a month in words; without a year, the last such day until today."""
    # dateutil would take `7` alone for a day of this month, and `may` alone for a day of May.
    has_number = re.search(r"\d", words)
    has_month = re.search(r"[a-z]{3}", words)
    if not has_number or not has_month:
        return None
    from dateutil.parser import ParserError, parse

    # What the words leave out, such as the year, is taken from here.
    start = datetime.datetime.combine(today, datetime.time())
    try:
        day = parse(re.sub(r"\bof\b|\bthe\b", " ", words), default=start).date()
        if day <= today or _has_year(words):
            return day
        return day.replace(year=day.year - 1)
    except (ParserError, ValueError, OverflowError):
        return None


def _has_year(words: str) -> bool:
    return bool(re.search(r"\b\d{4}\b", words))


def parse_future_day(text: str, today: Day) -> Day | None:
    """Parse a day of a plan: an ISO day, `tomorrow`, `next friday`, `in 3 weeks`, `3 october`.

    A period counts from today. None for words that name no day.
    """
    from netnotes.text import parse_period

    words = " ".join(text.casefold().split())
    words = re.sub(r"^(?:until|till|by|on|for)\s+", "", words)
    day = parse_day(words)
    if day is not None:
        return day
    if words in _DAYS_AHEAD:
        return today + datetime.timedelta(days=_DAYS_AHEAD[words])
    weekday = _parse_weekday(words)
    if weekday is not None and re.fullmatch(r"(?:next |this )?\w+", words):
        days_ahead = (weekday - today.weekday() - 1) % 7 + 1
        return today + datetime.timedelta(days=days_ahead)
    days = parse_period(re.sub(r"^in\s+|\s+from now$", "", words))
    if days:
        return today + datetime.timedelta(days=days)
    day = _parse_month_day(words, today)
    if day is None or day > today or _has_year(words):
        return day
    return _add_year(day)


def _add_year(day: Day) -> Day:
    """Return the same day a year later; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


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
    return Meeting(
        date=_parse_log_day(typed.day, today),
        channel=_parse_channel(typed.channel, settings),
        text=typed.text,
        gave=typed.gave,
        asked=typed.asked,
        promised=tuple([parse_promise(promise, today) for promise in typed.promised]),
        learned=typed.learned,
    )


def _parse_log_day(text: str, today: Day) -> Day:
    if not text:
        return today
    day = parse_past_day(text, today)
    if day is None:
        raise NetnotesError(
            f"`{text}` names no day. Write 2026-10-03, yesterday, friday, 3 october or 2 weeks ago."
        )
    if day > today:
        raise NetnotesError(
            f"{format_day_short(day)} is still to come, and the log holds what has happened. "
            "A plan is `next:`."
        )
    return day


def _parse_channel(word: str, settings: Settings) -> str:
    if not word:
        return ""
    channel = find_channel(word, dict(settings.channels))
    if not channel:
        known_words = ", ".join(sorted({fold(known_word) for known_word, _ in settings.channels}))
        raise NetnotesError(f"`{word}` is not a way to be in touch. Known are: {known_words}.")
    return channel


def parse_promise(text: str, today: Day) -> tuple[str, Day | None]:
    """Split a promise from the day it is due by, where it ends with `by` and a day."""
    # The last ` by ` counts: `send the book by Granovetter by friday`.
    promise, by, day_words = text.rpartition(" by ")
    if by:
        day = parse_future_day(day_words, today)
        if day is not None:
            return promise, day
    return text, None


def require_planned_day(words: str, today: Day) -> Day:
    """Parse a day as `parse_future_day` does. Raises NetnotesError if there is none.

    A day in the past is accepted when it is written in full.
    """
    day = parse_future_day(words, today)
    if day is None:
        raise NetnotesError(
            f"`{words}` names no day. Write 2027-01-10, tomorrow, friday, 3 weeks or 1 march."
        )
    return day
