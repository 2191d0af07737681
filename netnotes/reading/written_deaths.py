"""Deaths that a note tells of in words: `Died on 2 February 2026.`, `- 2026-02-02 died`.

It is the death of the contact where the line begins with the word, and nothing around it may be
about somebody else. What may be is asked about.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from netnotes.model.diagnostics import SourceLocation
from netnotes.model.people import Death
from netnotes.reading.written_days import find_day_at_start
from netnotes.text import build_lazy_pattern, fold_for_search, has_any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netnotes.model.people import Touch
    from netnotes.reading.log import Log
    from netnotes.reading.note import Line, Note
    from netnotes.reading.written_days import WrittenDay


class WrittenDeath(NamedTuple):
    """A line that tells of a death; `death` is None where it may be that of somebody else."""

    death: Death | None
    location: SourceLocation

    # A day in it that does not exist, or has two meanings; only its year is in `death`.
    unclear_day: WrittenDay | None = None


def find_written_death(note: Note, log: Log, name: str, date_order: str) -> WrittenDeath | None:
    """Find the line that says that a contact has died, else the first that may say so."""
    written_deaths = [
        *_iter_deaths_in_text(note, log, name, date_order),
        *_iter_deaths_in_log(log, name, date_order),
    ]
    for written_death in written_deaths:
        if written_death.death:
            return written_death
    return next(iter(written_deaths), None)


def _may_have_word_of_death(text: str) -> bool:
    """Whether a text has a part of one of the words: searches are quicker than a pattern."""
    if has_any(text, _PARTS_OF_WORDS):
        return True
    return not text.isascii() and has_any(text, _PARTS_WITH_ACCENTS)


def is_entry_of_death(touch: Touch, name: str) -> bool:
    """Whether an entry says that the contact died on its day, as in `2026-02-02 died`."""
    if touch.channel:
        return False
    told = _match_death(touch.text.partition("\n")[0], name)
    return told is not None and not (told.is_unclear or told.is_vague) and _is_end(told.rest)


# Parts of the words below, without the first letter for both ways to write it.
_PARTS_OF_WORDS = (
    *("ied", "eceased", "assed", "torben", "tarb", "torven", "verleden", "alec", "allec"),
    *("eced", "uert", "uri", "mort", "Mort", "orreu", "R.I.P", "RIP"),
)
_PARTS_WITH_ACCENTS = ("écéd", "éce\u0301d", "e\u0301c", "orì", "†", "✝", "⚰", "🪦")

_WORD = (
    r"(?:(?P<clear>died|deceased|passed\s+away|verstorben|gestorben|starb|d[ée]c[ée]d[ée]e?"
    r"|falleci[óo]|fallecid[oa]|muri[óo]|overleden|gestorven|decedut[oa]|falec(?:eu|id[oa])|morreu)"
    r"|(?P<vague>mort[eoa]?|muert[oa]|mor[ìi]|r\.?i\.?p\.?))(?!\w)|(?P<sign>[†✝⚰🪦]\ufe0f?)"
)

# `Has died`, `Ist verstorben`; a pronoun may be about somebody who was named before.
_AUXILIARY = r"(?:(?:has|is|was|ist|war|est|è|ha|foi)\s+)?"
_PRONOUN = r"(?P<pronoun>(?:she|he|they|sie|er|elle|il|ella|él|zij|ze|hij|lei|lui|ela|ele)\s+)?"
_BEGINNING = build_lazy_pattern(rf"{_PRONOUN}{_AUXILIARY}(?:{_WORD})", re.IGNORECASE)
_BEFORE_DAY_FIRST = build_lazy_pattern(
    rf"{_PRONOUN}{_AUXILIARY}(?:(?:on|am|op|le|el|il)\s+)?(?=\d)", re.IGNORECASE
)
_ONLY_WORD = build_lazy_pattern(rf"\s*(?:{_WORD})", re.IGNORECASE)
_BETWEEN = re.compile(
    r"[\s:,(*_]*(?:(?:on|the|am|im|in|le|en|el|op|il|em|a)\s+){0,2}", re.IGNORECASE
)
_YEAR_OR_MONTH = re.compile(r"((?:19|20)\d{2})(?:-(0[1-9]|1[0-2]))?(?![-/.]?\w)")


class _ToldDeath(NamedTuple):
    """A death that a text begins with: when it was, if it says so, and what follows it."""

    death: Death | None
    unclear_day: WrittenDay | None
    rest: str

    # Whether the text leaves open who died, and whether it may not be about a death at all.
    is_unclear: bool
    is_vague: bool


def _may_begin_with_death(text: str, own_letters: str) -> bool:
    """Whether a text begins like a death: few do, and this is quicker than the patterns.

    `own_letters` are the first two of the contact's name, folded as `fold_for_search` does.
    """
    letters = text[:2].casefold()
    if letters == own_letters or not (letters.isascii() and letters.isalpha()):
        return True
    if letters not in _FIRST_LETTERS:
        return False
    beginning = text[:8].casefold()
    return beginning.startswith(_FIRST_WORDS) or not beginning.isascii()


# How the words that a death begins with begin, but for those with accents.
_FIRST_WORDS = (
    *("died", "dece", "passed", "verst", "gest", "starb", "fall", "fale", "muri", "muer", "overl"),
    *(
        "mort",
        "mori",
        "morr",
        "r.i",
        "ri",
        "she",
        "he",
        "they",
        "sie",
        "er",
        "ell",
        "il",
        "zij",
        "ze",
        "hij",
        "le",
    ),
    *("lui", "ha", "is", "was", "war", "est", "fo", "on", "am", "op", "el", "il"),
)
_FIRST_LETTERS = frozenset(word[:2] for word in _FIRST_WORDS)


def _match_death(text: str, name: str, date_order: str = "") -> _ToldDeath | None:
    """Match a text that begins with a death, also behind the contact's own name."""
    text = _strip_own_name(unicodedata.normalize("NFC", text).strip("*_ \t"), name)
    match = _BEGINNING.match(text)
    if match:
        rest = text[match.end() :]
        between = _BETWEEN.match(rest)
        assert between  # all of the pattern is optional
        death, unclear_day, after = _parse_death_day(rest[between.end() :], date_order)
        is_unclear = bool(match["pronoun"])
        # `Mort de rire` and `✝ Easter mass` are no deaths; with a day they are.
        is_vague = bool(match["vague"] or match["sign"]) and bool(rest.strip(".!) "))
        rest = after if death else rest
        return _ToldDeath(death, unclear_day, rest, is_unclear, is_vague and not death)

    match = _BEFORE_DAY_FIRST.match(text)
    if match:
        death, unclear_day, rest = _parse_death_day(text[match.end() :], date_order)
        word = _ONLY_WORD.match(rest)
        if death and word:
            is_unclear = bool(match["pronoun"])
            return _ToldDeath(death, unclear_day, rest[word.end() :], is_unclear, False)
    return None


def _strip_own_name(text: str, name: str) -> str:
    first_name = name.partition(" ")[0]
    for own_name in (name, first_name):
        if own_name and text.casefold().startswith(f"{own_name.casefold()} "):
            return text[len(own_name) :].lstrip()
    return text


def _parse_death_day(text: str, date_order: str) -> tuple[Death | None, WrittenDay | None, str]:
    """Parse the day, the month or the year that a text begins with.

    Returns the death, the day if it is unclear, and what follows it.
    """
    found = find_day_at_start(text, date_order)
    if found:
        return build_death(found), None if found.day else found, found.rest
    match = _YEAR_OR_MONTH.match(text)
    if match:
        return Death(int(match[1]), int(match[2] or 0)), None, text[match.end() :]
    return None, None, text


def build_death(found: WrittenDay) -> Death:
    """Build the death of a day as it was written; of one that is unclear, the year counts."""
    if found.day:
        return Death(found.day.year, found.day.month, found.day.day)
    year = re.search(r"\d{4}", found.words)
    if year:
        return Death(int(year[0]))
    return Death()


def _is_end(rest: str) -> bool:
    """Whether nothing follows that could say that it is about somebody else."""
    rest = rest.lstrip(")*_ ")
    if not rest or rest[0] in ".;!":
        return True
    return _CIRCUMSTANCES.match(rest) is not None and not _OF_OTHER.search(rest)


# Where, how and at what age somebody died.
_CIRCUMSTANCES = build_lazy_pattern(
    r",?\s*(?:in|at|aged?|after|of|from|peacefully|im|nach|an|mit|à|des|de|en|a|los|na|te|aan|op"
    r"|dopo|di|em|após)\s",
    re.IGNORECASE,
)
_OF_OTHER = build_lazy_pattern(
    r":|\b(?:my|his|her|their|brother|sister|husband|wife|son|daughter|dog|cat|mein|sein|ihr"
    r"|mari|femme|son|sa|su|zijn|haar|suo|sua|seu)",
    re.IGNORECASE,
)


def _iter_deaths_in_text(
    note: Note, log: Log, name: str, date_order: str
) -> Iterator[WrittenDeath]:
    """Yield the deaths that lines of the note's own words begin with."""
    if not _may_have_word_of_death(log.text):
        return
    own_lines = set(log.text.split("\n"))
    heading = ""
    previous: Line | None = None
    for line in note.lines:
        if line.kind == "heading":
            heading = line.text if line.indent > 1 else ""
        is_own = line.kind in ("item", "text") and not line.status and line.raw in own_lines
        told = _match_death(line.text, name, date_order) if is_own else None
        if told and not told.is_vague:
            is_about_other = _may_be_about_other(line, previous, heading, name)
            is_clear = not told.is_unclear and not is_about_other and _is_end(told.rest)
            location = SourceLocation(note.path, line.number, line.column)
            yield WrittenDeath(told.death if is_clear else None, location, told.unclear_day)
        previous = line


def _may_be_about_other(line: Line, previous: Line | None, heading: str, name: str) -> bool:
    """Whether what is above a line may say that it is about somebody else."""
    folded_heading = fold_for_search(heading).strip("*_: ")
    if folded_heading and folded_heading not in (*_OWN_HEADINGS, fold_for_search(name)):
        return True
    if line.indent:
        return True
    if previous is None or previous.kind in ("blank", "heading"):
        return False
    # A sentence goes on in the next line, and an item ends with a colon above what it is about.
    return previous.kind == "text" or previous.text.rstrip().endswith(":")


# Headings in a person's note that are not about somebody else, folded.
_OWN_HEADINGS = frozenset(
    [
        *("notes", "note", "about", "bio", "biography", "background", "info", "facts", "life"),
        *("death", "general", "personal", "log", "history", "notizen", "notiz", "allgemein"),
        *("hintergrund", "leben", "tod", "personlich", "notities", "notas", "vida", "vie"),
        *("appunti", "a propos"),
    ]
)


def _iter_deaths_in_log(log: Log, name: str, date_order: str) -> Iterator[WrittenDeath]:
    """Yield the deaths that entries of the log begin with."""
    own_letters = fold_for_search(name)[:2]
    for touch in log.touches:
        if not _may_begin_with_death(touch.text, own_letters):
            continue
        told = _match_death(touch.text.partition("\n")[0], name, date_order)
        if told is None or told.is_vague:
            continue
        death = None
        day_of_entry = Death(touch.date.year, touch.date.month, touch.date.day)
        if is_entry_of_death(touch, name) and told.death in (None, day_of_entry):
            death = day_of_entry
        yield WrittenDeath(death, touch.source_location)
