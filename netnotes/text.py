"""How a person writes: names that mean the same, periods of time, days, counts in a sentence."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


UNIT_DAYS = {"day": 1, "week": 7, "month": 30, "quarter": 90, "year": 365}
"""Conventions: a month counts as 30 days, a quarter 90, half a year 180, a year 365."""

PERIODS = {
    name: days
    for days, names in {
        0: ("never", "none"),
        1: ("daily",),
        7: ("weekly",),
        14: ("fortnightly", "biweekly"),
        30: ("monthly",),
        60: ("bimonthly",),
        90: ("quarterly",),
        180: ("halfyearly", "halfyear", "semiannually", "biannually"),
        365: ("yearly", "annually", "annual"),
    }.items()
    for name in names
}

_COUNTED_PERIOD = re.compile(
    r"(?:every\s+)?(\d{1,5})?\s*(d|days?|w|wks?|weeks?|m|mo|months?|q|quarters?|y|yrs?|years?)?",
    re.IGNORECASE,
)
_ISO_PERIOD = re.compile(r"P(\d{1,4})([DWMY])", re.IGNORECASE)
_DATE = re.compile(
    r"(\[\[(?:[^\[\]|]*/)?)?(\d{4,5})-(\d{2})-(\d{2})"
    r"(?:[T ](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?\s*(?:Z|[+-](?:0\d|1[0-4]):?[0-5]\d)?)?"
    r"(?(1)(?:\|[^\[\]]*)?\]\])"
)


@lru_cache(maxsize=4096)  # the same few names, a hundred thousand times
def fold(name: str) -> str:
    """A name without case, space, `-`, `_` and camelCase: `Last contact` and `lastContact` fold to one."""
    return re.sub(r"[\s_-]+", "", unicodedata.normalize("NFC", name)).casefold()


def fold_name(name: str) -> str:
    """What two spellings of a person's name have in common: NFC, one space between words, no case."""
    return " ".join(
        (name if name.isascii() else unicodedata.normalize("NFC", name)).casefold().split()
    )


def parse_period(text: str) -> int | None:
    """Days of a period as people write it (`6 weeks`, `45`, `monthly`, `P6W`); 0 for `never`; None if it is not one."""
    text = text.strip()
    if iso := _ISO_PERIOD.fullmatch(text):
        return _validate_period_days(
            int(iso[1]) * {"D": 1, "W": 7, "M": 30, "Y": 365}[iso[2].upper()]
        )
    if (days := PERIODS.get(fold(text))) is not None:
        return days
    numbered = _COUNTED_PERIOD.fullmatch(text)
    if not numbered or not text or not (numbered[1] or numbered[2]):
        return None
    if not numbered[1] and len(numbered[2]) < 3:
        return None
    count, unit = int(numbered[1] or 1), (numbered[2] or "d").casefold()[0]
    return _validate_period_days(
        count * next(size for name, size in UNIT_DAYS.items() if name[0] == unit)
    )


def _validate_period_days(days: int) -> int | None:
    """A number of days that may be a period between people: more than none, less than a hundred years."""
    return days if 0 < days < 36_500 else None


def parse_day(text: str) -> date | None:
    """The day of a date as netnotes takes it: `YYYY-MM-DD`, also as a link `[[…]]` or with a time, of which the day counts.

    None for a day that does not exist and for every other form.
    """
    if len(text) == 10 and text[4] == text[7] == "-" and text.isascii():
        try:
            return date.fromisoformat(text)
        except ValueError:
            return None
    match = _DATE.fullmatch(text.strip())
    if not match:
        return None
    try:
        return date(int(match[2]), int(match[3]), int(match[4]))
    except ValueError:
        return None


def find_closest_match(word: str, candidates: Iterable[str]) -> str:
    """The known word that is one slip of typing away (a letter more, less, other, or two swapped), or nothing."""
    return next((one for one in candidates if is_one_edit_apart(fold(word), fold(one))), "")


def build_deletion_index(known_words: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """Known words by each form in which they lack at most one letter: makes `near_one_of` quick where many are known."""
    forms: dict[str, list[str]] = {}
    for word in known_words:
        for form in _build_deletion_forms(word):
            forms.setdefault(form, []).append(word)
    return {form: tuple(words) for form, words in forms.items()}


def find_closest_in_index(word: str, index: Mapping[str, tuple[str, ...]]) -> str:
    """The first known word, by name, that is one slip of typing away, or nothing. Two such words share a form."""
    candidates = {one for form in _build_deletion_forms(word) for one in index.get(form, ())}
    return find_closest_match(word, sorted(candidates))


def _build_deletion_forms(word: str) -> set[str]:
    folded = fold(word)
    return {folded, *(folded[:at] + folded[at + 1 :] for at in range(len(folded)))}


def is_one_edit_apart(left: str, right: str) -> bool:
    """Whether two different words are one insertion, deletion, change or swap of neighbours apart."""
    if left == right or abs(len(left) - len(right)) > 1 or min(len(left), len(right)) < 3:
        return False
    start = next(
        (at for at, (a, b) in enumerate(zip(left, right, strict=False)) if a != b),
        min(len(left), len(right)),
    )
    left, right = left[start:], right[start:]
    if len(left) == len(right):
        return left[1:] == right[1:] or (left[:2] == right[1::-1] and left[2:] == right[2:])
    return left[1:] == right or left == right[1:]


def format_count(count: int, singular: str, plural: str = "") -> str:
    """A count with its noun in the right number: `1 contact`, `2 contacts`."""
    return f"{count:,} {singular if count == 1 else plural or singular + 's'}"


def join_words(words: Iterable[str], conjunction: str = "and") -> str:
    """Names in a sentence: `Ada`, `Ada and Ben`, `Ada, Ben and Cleo`."""
    *head, tail = list(words) or [""]
    return f"{', '.join(head)} {conjunction} {tail}" if head else tail


def shorten(text: str, max_length: int) -> str:
    """Cut a text to at most `max_length` characters; the last one is then `…`."""
    if len(text) <= max_length:
        return text
    return text[: max_length - 1] + "…"


def shorten_to_words(text: str, max_length: int) -> str:
    """Cut a text to whole words and ` …`, together at most `max_length` characters."""
    if len(text) <= max_length:
        return text
    return text[: max_length - 2].rsplit(" ", 1)[0] + " …"


def format_day(day: date) -> str:
    """A day in words, the same in every locale: `Friday 20 November 2026`."""
    return f"{WEEKDAYS[day.weekday()]} {format_day_short(day)}"


def format_day_short(day: date) -> str:
    """A day in fewer words: `20 November 2026`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *(
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
    ),
    *("November", "December"),
)


def fold_for_search(text: str) -> str:
    """A text as it is searched: without case and accents, one space between words."""
    plain = unicodedata.normalize("NFKD", text)
    return fold_name("".join(sign for sign in plain if not unicodedata.combining(sign)))


def extract_town(location: str) -> str:
    """Return the town of a location, folded: `Lisbon` and `Lisbon, Portugal` give the same."""
    return fold_name(location.partition(",")[0])


def is_same_town(left: str, right: str) -> bool:
    """Whether two locations name the same town; a location that names none is in no town."""
    town = extract_town(left)
    return bool(town) and town == extract_town(right)
