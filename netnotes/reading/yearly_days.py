"""Days of the year that are worth a word: `2015-06-20`, `05-12 first day at Acme`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from netnotes.model.people import Birthday, YearlyDay
from netnotes.reading.day_values import build_ambiguous_birthday, build_impossible_date
from netnotes.reading.values import InvalidValue, is_unknown_word, strip_link_markup
from netnotes.reading.written_days import find_day_at_start, has_month_and_short_year
from netnotes.text import parse_day

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date as Day

    from netnotes.model.settings import Settings
    from netnotes.reading.raw_field import Field, Word


# `Sunday 12th of May` has four words, and no spelling of a day without a year has more.
_MAX_DAY_WORDS = 4


def read_yearly_days(field: Field, path: str, settings: Settings) -> Any:
    """Read days of the year, each with what happened on it; None where they are not known yet.

    A word that begins with no day is a problem, and the days beside it count.
    """
    days: list[YearlyDay] = []
    problem: InvalidValue | None = None
    for word in field.words:
        for text in _split_texts(word.text, settings.date_order, is_list=field.is_list):
            if is_unknown_word(text):
                continue
            part = replace(word, text=text)
            found = _read_word(part, field.name, settings)
            if isinstance(found, YearlyDay):
                days.append(found)
            else:
                problem = problem or found

    value = tuple(dict.fromkeys(days)) or None
    if problem is None:
        return value
    return InvalidValue(problem.word, problem.code, problem.message, problem.help, value)


def parse_yearly_day(text: str, date_order: str = "") -> YearlyDay | None:
    """Parse a text that begins with a day of the year; None if it does not, or has two meanings."""
    found = _find_day(strip_link_markup(text).strip(), date_order)
    if not isinstance(found, YearlyDay):
        return None
    return found


def _split_texts(text: str, date_order: str, *, is_list: bool) -> Iterator[str]:
    """Split a text in place of a list where a comma or a semicolon is followed by a day."""
    text = strip_link_markup(text).strip()
    if is_list:
        yield text
        return

    start = 0
    for match in _SEPARATOR.finditer(text):
        # `12 May, 2019` is one day, and `first day, at Acme` one text.
        is_day_before = _find_day(text[start : match.start()], date_order) is not None
        if is_day_before and _find_day(text[match.end() :], date_order) is not None:
            yield text[start : match.start()]
            start = match.end()
    yield text[start:]


_SEPARATOR = re.compile(r"\s*[,;]\s*")


def _read_word(word: Word, property_name: str, settings: Settings) -> YearlyDay | InvalidValue:
    found = _find_day(word.text, settings.date_order)
    if isinstance(found, YearlyDay):
        return found
    if found:
        return build_ambiguous_birthday(word, found)
    if _LOOKS_LIKE_DAY.match(word.text):
        return build_impossible_date(word, "Write it as YYYY-MM-DD, or as MM-DD without a year.")
    return InvalidValue(
        word,
        "missing-day",
        f"`{property_name}` has no day at its beginning.",
        "Begin with the day: `05-12 first day at Acme`, or with its year `2019-05-12 …`.",
    )


_LOOKS_LIKE_DAY = re.compile(r"(?:--)?\d{2}-\d{2}(?!\d)|\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}\b")


def _find_day(text: str, date_order: str) -> YearlyDay | tuple[Day, ...] | None:
    """Find the day that a text begins with; the days it may mean if they are two."""
    without_year = _MONTH_AND_DAY.match(text)
    if without_year:
        month, day_of_month = without_year.groups()
        # 2000 is a leap year, so that 29 February is a day.
        day = parse_day(f"2000-{month}-{day_of_month}")
        rest = text[without_year.end() :]
        if not day:
            return None
        return YearlyDay(Birthday(day.month, day.day), _strip_text(rest))

    found = find_day_at_start(text, date_order)
    # `12 May 20 years of Acme` has no year; `12 May 20` has one.
    if found and found.rest and has_month_and_short_year(found.words):
        found = None
    if found and found.day:
        birthday = Birthday(found.day.month, found.day.day, found.day.year)
        return YearlyDay(birthday, _strip_text(found.rest))
    if found:
        return found.choices or None
    return _find_day_without_year(text, date_order)


# `05-12`, and as a vCard has it `--05-12` or `--0512`. `0512` is a day only alone.
_MONTH_AND_DAY = re.compile(
    r"(?:--(?=\d{4}\b)|(?=\d{4}$)|(?=(?:--)?\d{2}-)(?:--)?)(\d{2})-?(\d{2})(?![\w/.-])"
)


def _find_day_without_year(text: str, date_order: str) -> YearlyDay | tuple[Day, ...] | None:
    """Find a day such as `12 May` or `12.05.`; the longest beginning that is one counts."""
    ends = [match.end() for match in re.finditer(r"\S+", text)][:_MAX_DAY_WORDS]
    for end in reversed(ends):
        beginning = text[:end].rstrip(":,;–—-")
        for with_year in (f"{beginning} 2000", f"{beginning}2000", f"{beginning}/2000"):
            found = find_day_at_start(with_year, date_order)
            if found is None or found.rest:
                continue
            if found.day:
                birthday = Birthday(found.day.month, found.day.day)
                return YearlyDay(birthday, _strip_text(text[end:]))
            if found.choices:
                return found.choices
    return None


def _strip_text(rest: str) -> str:
    """Strip what parts the text from its day: a colon, a dash, or brackets around the text."""
    text = rest.strip(" \t:,;–—-")
    in_brackets = re.fullmatch(r"\(([^()]*)\)", text)
    return " ".join((in_brackets[1] if in_brackets else text).split())
