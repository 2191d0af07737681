"""What the words of a property mean: one reader for each kind of property.

Every reader takes the field, which has at least one word (a list may be empty), the path of the
note, and the settings. It returns the value, or an InvalidValue.
"""

from __future__ import annotations

import re
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
    """A word that can't be read as its property: by which code, and what to write instead."""

    word: Word
    code: str
    message: str
    help: str

    # What is known although the word can't be read; None for nothing.
    fallback: Any = None


def read_text(field: Field, path: str, settings: Settings) -> str:
    """Read a text; several words are joined by commas."""
    return ", ".join(_strip_link_markup(word.text) for word in field.words)


_LINK = re.compile(r"\[\[([^\[\]|]*/)?([^\[\]|]*)(?:\|([^\[\]]*))?\]\]")


def _strip_link_markup(text: str) -> str:
    """Replace links by what a reader of the note sees: `[[People/Ben|Bennie]]` is `Bennie`."""
    if "[[" not in text:
        return text
    return _LINK.sub(lambda match: match[3] or match[2], text)


def read_list(field: Field, path: str, settings: Settings) -> tuple[str, ...]:
    """Read a list of texts; a text in place of a list is split at its commas and semicolons."""
    if field.is_list:
        return tuple(_strip_link_markup(word.text) for word in field.words)
    items: list[str] = []
    for word in field.words:
        items += _split_items(_strip_link_markup(word.text))
    return tuple(items)


def _split_items(text: str) -> list[str]:
    parts = [part.strip() for part in re.split(r"[,;]", text)]
    return [part for part in parts if part]


def read_tags(field: Field, path: str, settings: Settings) -> tuple[str, ...]:
    """Read tags, which hold no space; the `#` before them is optional."""
    tags: list[str] = []
    for word in field.words:
        for part in re.split(r"[,\s]+", word.text):
            tag = part.lstrip("#")
            if tag:
                tags.append(tag)
    return tuple(tags)


_MARKDOWN_ADDRESS = re.compile(r"^\[[^\]]*\]\((?:mailto:|tel:)?([^)]*)\)$")


def read_addresses(field: Field, path: str, settings: Settings) -> tuple[str, ...]:
    """Read mail addresses, phone numbers or web addresses; one in a Markdown link is taken out."""
    items = read_list(field, path, settings)
    return tuple(_MARKDOWN_ADDRESS.sub(r"\1", item).strip("<>") for item in items)


def read_date(field: Field, path: str, settings: Settings) -> Any:
    """Read an ISO day; of several the latest. None where one will be written some time.

    A word that is no day is a problem, and the days beside it count.
    """
    if len(field.words) == 1:
        day = parse_day(field.words[0].text)
        if day:
            return day

    days = []
    invalid_words = []
    for word in field.words:
        for part in split_days(word.text):
            day = parse_day(part)
            if day:
                days.append(day)
            elif not is_unknown_word(part):
                invalid_words.append(word)

    latest_day = max(days, default=None)
    if not invalid_words:
        return latest_day
    invalid = build_impossible_date(invalid_words[0])
    return InvalidValue(invalid.word, invalid.code, invalid.message, invalid.help, latest_day)


def split_days(text: str) -> list[str]:
    """Split a text in which several days are listed: `2026-01-02, 2026-09-01`."""
    return re.split(r"\s*[,;]\s*", text.strip(" ,;"))


_UNKNOWN_WORDS = frozenset(
    ("-", "–", "—", "~", "?", "null", "none", "never", "tbd", "tba", "unknown", "n/a", "na", "")
)


def is_unknown_word(text: str) -> bool:
    """Whether a word stands where a day will be written some time, such as `TBD`."""
    return len(text) < 8 and text.strip().casefold() in _UNKNOWN_WORDS


def build_impossible_date(word: Word) -> InvalidValue:
    """Build the problem of a word that is no day, with the day that it may mean."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", word.text):
        message = f"{word.text} is not a day of the calendar."
    else:
        message = f"A date is expected here, got `{_shorten(word.text)}`."
    help_text = f"Write it as YYYY-MM-DD{_suggest_date(word.text)}."
    return InvalidValue(word, "impossible-date", message, help_text)


def _suggest_date(text: str) -> str:
    """Suggest what a date in another form may mean, as the end of a sentence.

    It is never taken as the value: of `3/4/2026` nobody knows which is the month.
    """
    guesses = _list_possible_days(text)
    days = sorted({guess for guess in guesses if parse_day(guess)})
    return f"; perhaps {join_words(days, 'or')}" if days else ""


def _list_possible_days(text: str) -> list[str]:
    year_first = re.fullmatch(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})", text)
    if year_first:
        year, month, day = year_first.groups()
        return [_join_iso_day(year, month, day)]

    year_last = re.fullmatch(r"(\d{1,2})[-./](\d{1,2})[-./](\d{4})", text)
    if year_last:
        first, second, year = year_last.groups()
        return [_join_iso_day(year, second, first), _join_iso_day(year, first, second)]
    return []


def _join_iso_day(year: str, month: str, day: str) -> str:
    return f"{year}-{int(month):02}-{int(day):02}"


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
        return Birthday(day.month, day.day) if day else build_impossible_date(word)

    day = parse_day(word.text)
    return Birthday(day.month, day.day, day.year) if day else build_impossible_date(word)


# What a level may be called, in lower case.
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

# The names of levels that a message offers.
LEVEL_NAMES = ("below", "peer", "above", "-2", "-1", "0", "1", "2")

PURPOSE_KINDS = ("operational", "personal", "strategic")
GOAL_STATUSES = ("active", "done", "dropped")


def read_level(field: Field, path: str, settings: Settings) -> Any:
    """Read a level relative to me, from -2 to 2."""
    word = field.words[0]
    level = LEVELS.get(word.text.casefold())
    if level is None:
        message = f"`{_shorten(word.text)}` is not a level."
        return InvalidValue(word, "unknown-level", message, _format_choices(LEVEL_NAMES))
    return level


def read_kind(field: Field, path: str, settings: Settings) -> Any:
    """Read the kind of a purpose."""
    return _read_choice(field, PURPOSE_KINDS, "unknown-kind", "kind of purpose")


def read_status(field: Field, path: str, settings: Settings) -> Any:
    """Read the status of a goal."""
    return _read_choice(field, GOAL_STATUSES, "unknown-status", "goal's status")


def _read_choice(field: Field, choices: tuple[str, ...], code: str, noun: str) -> Any:
    word = field.words[0]
    choice = word.text.casefold()
    if choice in choices:
        return choice
    closest = find_closest_match(word.text, choices)
    help_text = f"Did you mean `{closest}`?" if closest else _format_choices(choices)
    return InvalidValue(word, code, f"`{_shorten(word.text)}` is not a {noun}.", help_text)


def _format_choices(choices: Iterable[str]) -> str:
    return f"Write one of: {', '.join(choices)}."


# Names that other programs have for tiers, with the place (from 0) of the tier they mean here.
TIER_RANKS = {
    **{str(rank + 1): rank for rank in range(9)},
    **{letter: rank for rank, letter in enumerate("abcdefg")},
    "high": 0,
    "medium": 1,
    "low": 2,
}


def read_tier(field: Field, path: str, settings: Settings) -> Any:
    """Read one of the tiers of the settings, by its name or by its rank."""
    word = field.words[0]
    names = tuple(name for name, _ in settings.tiers)
    typed = _strip_link_markup(word.text).casefold().replace("_", "-")
    if typed in names:
        return typed

    rank = TIER_RANKS.get(typed)
    if rank is not None and rank < len(names):
        return names[rank]

    for name in names:
        if fold(name) == fold(typed):
            return name

    closest = find_closest_match(typed, names)
    if closest:
        help_text = f"Did you mean `{closest}`?"
    else:
        help_text = f"{_format_choices(names)} Own tiers go under [tiers] in netnotes.toml."
    message = f"`{_shorten(word.text)}` is not one of your tiers."
    return InvalidValue(word, "unknown-tier", message, help_text)


def read_cadence(field: Field, path: str, settings: Settings) -> Any:
    """Read an interval in days. The name of a tier means its interval."""
    word = field.words[0]
    days = parse_period(word.text)
    if days is None:
        days = settings.find_tier_days(word.text.casefold())
    if days is None:
        return InvalidValue(
            word,
            "unknown-cadence",
            f"A period like `6 weeks` is expected here, got `{_shorten(word.text)}`.",
            "Write a period such as `6 weeks`, a number of days, or `never`.",
        )
    return days


YES_WORDS = ("yes", "true", "1", "y", "on")
NO_WORDS = ("no", "false", "0", "n", "off")


def read_archived(field: Field, path: str, settings: Settings) -> Any:
    """Read whether a contact is archived, also from `active: no`."""
    word = field.words[0]
    typed = word.text.casefold()
    if typed not in (*YES_WORDS, *NO_WORDS):
        return InvalidValue(
            word,
            "not-yes-or-no",
            f"`{field.name}` is yes or no, not `{_shorten(word.text)}`.",
            "Write yes or no.",
        )
    is_yes = typed in YES_WORDS
    return not is_yes if field.key == "active" else is_yes


def read_links(field: Field, path: str, settings: Settings) -> tuple[Link, ...]:
    """Read links to notes."""
    links: list[Link] = []
    for word in field.words:
        links += iter_word_links(word, path, is_list=field.is_list)
    return tuple(links)


def read_link(field: Field, path: str, settings: Settings) -> Link | None:
    """Read one link to a note; None if there is nothing that could name one."""
    return next(iter_word_links(field.words[0], path, is_list=True), None)


def iter_word_links(word: Word, path: str, *, is_list: bool) -> Iterator[Link]:
    """Yield the links in a word of the note at `path`.

    A word without links names a note plainly. Outside of a list, each part between commas does.
    """
    location = SourceLocation(path, word.line, word.column)
    if "[[" in word.text or "](" in word.text:
        links = tuple(iter_links(word.text, location))
        if links:
            yield from links
            return

    name = word.text.strip()
    for plain_name in [name] if is_list else _split_items(word.text):
        if plain_name:
            yield Link(plain_name, plain_name, location, plain=True)


def _shorten(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
