"""Days in words: those that have passed (`last friday`) and those of a plan (`next friday`)."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

from netnotes.errors import NetnotesError
from netnotes.text import MONTHS, WEEKDAYS, format_day_short, parse_day

if TYPE_CHECKING:
    from datetime import date as Day


def extract_day(text: str, today: Day) -> tuple[Day | None, str]:
    """Find the day that a text names, today or before; return it and the text without it."""
    for match in DAY_PATTERN.finditer(text):
        day = parse_past_day(match[0], today)
        if day and not _is_other_day(text, match):
            rest = f"{text[: match.start()]} {text[match.end() :]}"
            return day, re.sub(r"\s+(?:on|at)\s*$", "", rest.strip())
    return None, text


# Words before a name, as in `I had a quick coffee with Ada for …`. `and` is not among them, for it
# separates names, and neither is `at`, which begins an organisation.
FILLER_WORD = re.compile(
    r"i|we|a|an|the|had|have|was|went|met|saw|wrote|spoke|talked|sent|got|gave|made|out"
    r"|for|in|over|by|on|with|to|from|together|quick|short|long|via",
    re.IGNORECASE,
)


def _is_other_day(text: str, match: re.Match[str]) -> bool:
    """Whether these words are a plan (`next friday`, `by friday`) or a part of a name (`Sun Li`)."""
    # Only the words next to it: to search all the text for each day takes long in a long one.
    before = text[max(0, match.start() - 40) : match.start()]
    after = text[match.end() : match.end() + 80]
    if re.search(r"\b(?:next|coming|by|until|till|before|since|every)\s+$", before, re.IGNORECASE):
        return True
    is_bare_weekday = re.fullmatch(rf"(?:{_WEEKDAY})", match[0], re.IGNORECASE)
    if not is_bare_weekday or not re.search(rf"(?:{_BEFORE_NAME})\s+$", before, re.IGNORECASE):
        return False
    next_word = re.match(r"\s+([^\W\d_]+)", after)
    return next_word is not None and not FILLER_WORD.fullmatch(next_word[1])


_BEFORE_NAME = r"\bwith|\band|\bto|\bfrom|&|\+"


def _join_forms(*forms: str) -> str:
    """Join words to a pattern; the longest first, for the first that matches wins."""
    return "|".join(sorted(set(forms), key=len, reverse=True))


# A month or weekday is written whole or as its first three letters: `3 Oct.`, `last fri`.
_MONTH = _join_forms(*MONTHS, *(name[:3] for name in MONTHS), *(f"{name[:3]}." for name in MONTHS))
_WEEKDAY = _join_forms(*WEEKDAYS, *(name[:3] for name in WEEKDAYS))
_COUNT = r"\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|a couple of|a few"
# A match is only a candidate: `parse_past_day` decides, as `31 February` and `may 99` are no days.
# No letter or hyphen may follow: `Sunday-Smith` is a name.
DAY_PATTERN = re.compile(
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
        return _add_days(today, -_DAYS_AGO[words])
    match = re.fullmatch(rf"({_COUNT})\s+(day|week|month|year)s?\s+ago", words)
    if match:
        return _subtract_period(_NUMBERS.get(match[1]) or int(match[1]), match[2], today)
    # From 1 to 7 days back: on a Friday, `friday` is the one a week ago, for today has a word.
    weekday = _parse_weekday(words)
    if weekday is not None and re.fullmatch(r"(?:last |this )?\w+", words):
        days_back = (today.weekday() - weekday - 1) % 7 + 1
        return _add_days(today, -days_back)
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
        return _add_days(today, _DAYS_AHEAD[words])
    weekday = _parse_weekday(words)
    if weekday is not None and re.fullmatch(r"(?:next |this )?\w+", words):
        days_ahead = (weekday - today.weekday() - 1) % 7 + 1
        return _add_days(today, days_ahead)
    days = parse_period(re.sub(r"^in\s+|\s+from now$", "", words))
    if days:
        return _add_days(today, days)
    day = _parse_month_day(words, today)
    if day is None or day > today or _has_year(words):
        return day
    return _add_year(day)


def _add_days(day: Day, count: int) -> Day | None:
    """Go on some days, or back; None for a day outside the calendar, the years 1 to 9999."""
    try:
        return day + datetime.timedelta(days=count)
    except OverflowError:
        return None


def _add_year(day: Day) -> Day | None:
    """Return the same day a year later; 29 February becomes the 28th. None behind the year 9999."""
    if day.year == datetime.MAXYEAR:
        return None
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def require_planned_day(words: str, today: Day) -> Day:
    """Parse a day as `parse_future_day` does.

    Raises NetnotesError if there is none, or if it is past.
    """
    day = parse_future_day(words, today)
    if day is None:
        raise NetnotesError(
            f"`{words}` can't be read as a day. Try 2027-01-10, tomorrow, friday, 3 weeks or 1 march."
        )
    if day < today:
        raise build_past_day_error(day)
    return day


def build_past_day_error(day: Day) -> NetnotesError:
    return NetnotesError(f"{format_day_short(day)} has passed. Give a day after today.")


def is_day_word(word: str) -> bool:
    """Whether a word is a weekday or a month, whole or as its first three letters."""
    folded_word = word.casefold()
    months = [form for name in MONTHS for form in (name.casefold(), name[:3].casefold())]
    return _parse_weekday(folded_word) is not None or folded_word in months
