"""What the words of a property with a day mean: days, birthdays, and what is wrong with them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from netnotes.model.diagnostics import SourceLocation
from netnotes.model.people import Birthday
from netnotes.reading.day_checks import describe_unread_day
from netnotes.reading.values import (
    InvalidValue,
    is_unknown_word,
    shorten_word,
    strip_link_markup,
)
from netnotes.reading.written_days import ARTICLE, find_day_at_start, has_short_year, is_iso_form
from netnotes.text import join_words, parse_day

if TYPE_CHECKING:
    from datetime import date as Day

    from netnotes.model.settings import Settings
    from netnotes.reading.raw_field import Field, Word
    from netnotes.reading.written_days import WrittenDay


def read_date(field: Field, path: str, settings: Settings) -> Any:
    """Read a day, also with a time or words behind it; of several the latest.

    None where one will be written some time. A word that is no day is a problem, and the days
    beside it count.
    """
    if len(field.words) == 1:
        day = parse_day(field.words[0].text)
        if day:
            return day

    days: list[Day] = []
    problem: InvalidValue | None = None
    for word in field.words:
        found_days = find_days(word.text, settings.date_order)
        days += [found.day for found in found_days if found.day]
        if problem is None:
            problem = _find_problem(word, found_days)

    latest_day = max(days, default=None)
    if problem is None:
        return latest_day
    return InvalidValue(problem.word, problem.code, problem.message, problem.help, latest_day)


def _find_problem(word: Word, found_days: list[WrittenDay]) -> InvalidValue | None:
    """Find the day in a word that can't be read; None where all can, or there is none yet."""
    for found in found_days:
        if found.day is None:
            return build_unread_date(word, found)
    if found_days or is_unknown_word(word.text):
        return None
    return build_unread_date(word, None)


def find_days(text: str, date_order: str = "") -> list[WrittenDay]:
    """Find the days that a text begins with, one after the other: `2026-01-02, 2026-09-01`."""
    found_days = []
    rest = text.strip(" ,;")
    while rest:
        found = find_day_at_start(rest, date_order)
        if found is None:
            found = find_day_at_start(ARTICLE.sub("", rest, count=1), date_order)
        if found is None:
            break
        found_days.append(found)
        separator = _DAY_SEPARATOR.match(found.rest)
        if separator is None:
            break
        rest = found.rest[separator.end() :]
    return found_days


_DAY_SEPARATOR = re.compile(r"\s*[,;]\s*|\s+(?:and|und|et|y|en)\s+")


def split_days(text: str) -> list[str]:
    """Split a text in which several days are listed: `2026-01-02, 2026-09-01`."""
    return re.split(r"\s*[,;]\s*", text.strip(" ,;"))


def build_impossible_date(word: Word, help_text: str = "Write it as YYYY-MM-DD.") -> InvalidValue:
    """Build the problem of a word that is no day."""
    if is_iso_form(word.text):
        message = f"{word.text} is not a day of the calendar."
    else:
        message = f"A date is expected here, not `{shorten_word(word)}`."
    return InvalidValue(word, "impossible-date", message, help_text)


def build_met_without_day(word: Word) -> InvalidValue:
    """Build the problem of a place or an occasion where the day of the first meeting belongs."""
    message = f"`met` is the day of the first meeting, and `{shorten_word(word)}` is none."
    return InvalidValue(word, "unread-date", message, "Write where you met as `met_at`.")


def is_part_of_day(field: Field) -> bool:
    """Whether a field says when, but on no day: `2019`, `2019-05`, `05/2019` or `summer 2019`."""
    for word in field.words:
        years_and_months = _NUMBER.findall(word.text)
        if not _YEAR.search(word.text) or len(years_and_months) > 2:
            return False
        if is_iso_form(word.text) or not all(map(_is_year_or_month, years_and_months)):
            return False
    return True


_NUMBER = re.compile(r"\d+")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def _is_year_or_month(number: str) -> bool:
    return _YEAR.fullmatch(number) is not None or 1 <= int(number) <= 12


def build_unread_date(word: Word, found: WrittenDay | None) -> InvalidValue:
    """Build the problem of a word that is no day, or of a day that has two meanings."""
    if found is None or not found.choices:
        return build_impossible_date(word)
    diagnostic = describe_unread_day(found, SourceLocation("", word.line, word.column))
    return InvalidValue(word, diagnostic.code, diagnostic.message, diagnostic.help)


def read_birthday(field: Field, path: str, settings: Settings) -> Any:
    """Read a birthday: `1984-03-14`, or without the year `03-14`, `--03-14` or `--0314`."""
    word = field.words[0]
    if is_unknown_word(word.text):
        return None
    without_year = re.fullmatch(r"(?:--)?(\d{2})-?(\d{2})", word.text)
    if without_year:
        month, day_of_month = without_year.groups()
        # 2000 is a leap year, so that 29 February is a day.
        day = parse_day(f"2000-{month}-{day_of_month}")
        if day:
            return Birthday(day.month, day.day)
        return build_impossible_date(word)

    day = parse_day(word.text)
    if day:
        return Birthday(day.month, day.day, day.year)
    return _read_birthday_in_words(word, settings)


def _read_birthday_in_words(word: Word, settings: Settings) -> Any:
    """Read a birthday such as `12 May 1984`, `May 12` or `12.05.`."""
    found = find_day_at_start(word.text.strip(), settings.date_order)
    if found:
        day = found.day
        if day and has_short_year(found.words):
            # Somebody born in `38` is hardly born in 2038, and in `12` perhaps in 1912.
            choices = (day.replace(year=day.year - 100), day)
            return build_unread_date(word, replace(found, day=None, choices=choices))
        if day:
            return Birthday(day.month, day.day, day.year)
        return build_unread_date(word, found)
    # Without a year it is read as a day of 2000, a leap year.
    text = ARTICLE.sub("", strip_link_markup(word.text).strip(), count=1)
    for with_year in (f"{text} 2000", f"{text}2000", f"{text}/2000"):
        found = find_day_at_start(with_year, settings.date_order)
        if found and found.day and not found.rest:
            return Birthday(found.day.month, found.day.day)
        if found and found.choices:
            return build_ambiguous_birthday(word, found.choices)
    return build_impossible_date(word)


def build_ambiguous_birthday(word: Word, choices: tuple[Day, ...]) -> InvalidValue:
    """Build the problem of a day without a year that may be two days."""
    days = join_words([f"`{day:%m-%d}` ({day.day} {day:%B})" for day in choices], "or")
    return InvalidValue(
        word,
        "ambiguous-date",
        f"{shorten_word(word)} may be two days, and was not read.",
        f'Write {days}, or `order = "day-first"` (or `"month-first"`) under [dates] in '
        "netnotes.toml.",
    )
