"""The words of one property → its value, or what is wrong with them."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from netnotes.model.diagnostics import SourceLocation
from netnotes.model.people import Birthday, Link
from netnotes.reading.note import iter_links
from netnotes.text import find_closest_match, fold, join_words, parse_day, parse_period

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from netnotes.model.settings import Settings
    from netnotes.reading.raw_field import Field, Word

    FieldReader = Callable[[Field, str, Settings], Any]


class InvalidValue(Struct, frozen=True):
    """A word that does not mean what its property hopes for: which, by which code, and what was expected."""

    word: Word
    code: str
    message: str
    help: str


def read_text(field: Field, path: str, settings: Settings) -> str:
    return ", ".join(_strip_link_markup(word.text) for word in field.words)


def _strip_link_markup(text: str) -> str:
    """What a reader sees of a text that may be a link: `[[People/Ben|Bennie]]` is `Bennie`."""
    if "[[" not in text:
        return text
    return re.sub(
        r"\[\[([^\[\]|]*/)?([^\[\]|]*)(?:\|([^\[\]]*))?\]\]",
        lambda match: match[3] or match[2],
        text,
    )


def read_list(field: Field, path: str, settings: Settings) -> tuple[str, ...]:
    """A list of texts; one line of text is split at its commas and semicolons."""
    if field.is_list:
        return tuple(_strip_link_markup(word.text) for word in field.words)
    parts = chain.from_iterable(
        re.split(r"[,;]\s*", _strip_link_markup(word.text)) for word in field.words
    )
    return tuple(part.strip() for part in parts if part.strip())


def read_tags(field: Field, path: str, settings: Settings) -> tuple[str, ...]:
    words = chain.from_iterable(re.split(r"[,\s]+", word.text) for word in field.words)
    return tuple(word.lstrip("#") for word in words if word.lstrip("#"))


def read_addresses(field: Field, path: str, settings: Settings) -> tuple[str, ...]:
    """Mail addresses, phone numbers, profiles: each as it would be typed, out of a Markdown link where it is in one."""
    parts = read_list(field, path, settings)
    return tuple(
        re.sub(r"^\[[^\]]*\]\((?:mailto:|tel:)?([^)]*)\)$", r"\1", part).strip("<>")
        for part in parts
    )


def read_date(field: Field, path: str, settings: Settings) -> Any:
    word = field.words[0]
    return parse_day(word.text) or _build_impossible_date(word)


def _build_impossible_date(word: Word) -> InvalidValue:
    """A date that is none, with the day it may have been meant to be."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", word.text):
        message = f"{word.text} is not a day of the calendar."
    else:
        message = f"A date is expected here, got `{_shorten(word.text)}`."
    meant = _suggest_date(word.text)
    return InvalidValue(word, "impossible-date", message, f"Write it as YYYY-MM-DD{meant}.")


def _suggest_date(text: str) -> str:
    """What a date in another form probably says, as a hint and never as a value."""
    if match := re.fullmatch(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})", text):
        guesses = [f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}"]
    elif match := re.fullmatch(r"(\d{1,2})[-./](\d{1,2})[-./](\d{4})", text):
        guesses = [
            f"{match[3]}-{int(b):02}-{int(a):02}"
            for a, b in ((match[1], match[2]), (match[2], match[1]))
        ]
    else:
        return ""
    days = sorted({guess for guess in guesses if parse_day(guess)})
    return f"; perhaps {join_words(days, 'or')}" if days else ""


def read_birthday(field: Field, path: str, settings: Settings) -> Any:
    word = field.words[0]
    if match := re.fullmatch(r"(?:--)?(\d{2})-?(\d{2})", word.text):
        leap_day = parse_day(
            f"2000-{match[1]}-{match[2]}"
        )  # a leap year, so that 29 February is a day
        return Birthday(leap_day.month, leap_day.day) if leap_day else _build_impossible_date(word)
    day = parse_day(word.text)
    return Birthday(day.month, day.day, day.year) if day else _build_impossible_date(word)


LEVELS = {
    **{str(level): level for level in range(-2, 3)},
    "+1": 1,
    "+2": 2,
    "below": -1,
    "junior": -1,
    "down": -1,
    "peer": 0,
    "beside": 0,
    "same": 0,
    "above": 1,
    "senior": 1,
    "up": 1,
}


def read_level(field: Field, path: str, settings: Settings) -> Any:
    word = field.words[0]
    level = LEVELS.get(word.text.casefold())
    if level is None:
        return InvalidValue(
            word,
            "unknown-level",
            f"`{_shorten(word.text)}` is not a level.",
            _format_choices(LEVEL_NAMES),
        )
    return level


LEVEL_NAMES = ("below", "peer", "above", "-2", "-1", "0", "1", "2")
PURPOSE_KINDS = ("operational", "personal", "strategic")
GOAL_STATUSES = ("active", "done", "dropped")


def read_kind(field: Field, path: str, settings: Settings) -> Any:
    return _read_choice(field, PURPOSE_KINDS, "unknown-kind", "kind of purpose")


def read_status(field: Field, path: str, settings: Settings) -> Any:
    return _read_choice(field, GOAL_STATUSES, "unknown-status", "goal's status")


def _read_choice(field: Field, choices: tuple[str, ...], code: str, noun: str) -> Any:
    word = field.words[0]
    if word.text.casefold() in choices:
        return word.text.casefold()
    meant = find_closest_match(word.text, choices)
    choice = f"Did you mean `{meant}`?" if meant else _format_choices(choices)
    return InvalidValue(word, code, f"`{_shorten(word.text)}` is not a {noun}.", choice)


def _format_choices(choices: Iterable[str]) -> str:
    return f"Write one of: {', '.join(choices)}."


TIER_RANKS = {
    **{str(rank + 1): rank for rank in range(9)},
    **{letter: rank for rank, letter in enumerate("abcdefg")},
    "high": 0,
    "medium": 1,
    "low": 2,
}
"""`1`–`4`, `A`–`D` and high, medium, low mean the tiers in their order."""


def read_tier(field: Field, path: str, settings: Settings) -> Any:
    word = field.words[0]
    names = tuple(name for name, _ in settings.tiers)
    tier = _strip_link_markup(word.text).casefold().replace("_", "-")
    if tier in names:
        return tier
    if (rank := TIER_RANKS.get(tier, len(names))) < len(names):
        return names[rank]
    meant = next((name for name in names if fold(name) == fold(tier)), "")
    if meant:
        return meant
    meant = find_closest_match(tier, names)
    choice = (
        f"Did you mean `{meant}`?"
        if meant
        else f"{_format_choices(names)} Own tiers go under [tiers] in netnotes.toml."
    )
    return InvalidValue(
        word, "unknown-tier", f"`{_shorten(word.text)}` is not one of your tiers.", choice
    )


def read_cadence(field: Field, path: str, settings: Settings) -> Any:
    word = field.words[0]
    days = parse_period(word.text)
    if days is None and (own := settings.find_tier_days(word.text.casefold())) is not None:
        return own
    if days is None:
        message = f"A period like `6 weeks` is expected here, got `{_shorten(word.text)}`."
        return InvalidValue(
            word,
            "unknown-cadence",
            message,
            "Write a period such as `6 weeks`, a number of days, or `never`.",
        )
    return days


YES_WORDS, NO_WORDS = ("yes", "true", "1", "y", "on"), ("no", "false", "0", "n", "off")


def read_archived(field: Field, path: str, settings: Settings) -> Any:
    """Whether a person is kept but never due; `active: no` says the same, and so does `status: archived`."""
    word = field.words[0]
    said = word.text.casefold()
    if field.key == "status" and said in ("inactive", "archived"):
        return True
    if said not in (*YES_WORDS, *NO_WORDS):
        return InvalidValue(
            word,
            "not-yes-or-no",
            f"`{field.name}` is yes or no, not `{_shorten(word.text)}`.",
            "Write yes or no.",
        )
    return (said in YES_WORDS) != (field.key == "active")


def read_links(field: Field, path: str, settings: Settings) -> tuple[Link, ...]:
    return tuple(
        link for word in field.words for link in iter_word_links(word, path, is_list=field.is_list)
    )


def read_link(field: Field, path: str, settings: Settings) -> Link | None:
    return next(iter_word_links(field.words[0], path, is_list=True), None)


def iter_word_links(word: Word, path: str, *, is_list: bool) -> Iterator[Link]:
    """The links in a word; where there are none, the word (or each part between commas) names a note plainly."""
    place = SourceLocation(path, word.line, word.column)
    if "[[" in word.text or "](" in word.text:
        links = tuple(iter_links(word.text, place))
        if links:
            yield from links
            return
    for name in (word.text,) if is_list else re.split(r"[,;]\s*", word.text):
        if name.strip():
            yield Link(name.strip(), name.strip(), place, plain=True)


def _shorten(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
