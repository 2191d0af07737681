"""Stamps: the day and time that a program writes in front of a line it appends.

`26 Nov 2026 at 18:40` is that of iOS, `2026-11-26-18-40-12` of Drafts, `2026-11-26T18:40` of
Markor, `18:40` of QuickAdd in Obsidian, under a heading with the day.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from netnotes.reading.written_days import find_day_at_start
from netnotes.text import join_words

if TYPE_CHECKING:
    from datetime import date as Day

    from netnotes.reading.written_days import WrittenDay


class Stamp(NamedTuple):
    """When a line was written, as far as it is known."""

    day: Day | None = None

    # Why a day that is written can't be read, as a question; empty for all others.
    question: str = ""

    # Whether there is a stamp in front of the line, if only a time.
    is_stamped: bool = False

    @property
    def has_day(self) -> bool:
        """Whether a day is written, be it one that can't be read."""
        return self.day is not None or self.question != ""


EMPTY_STAMP = Stamp()


def split_stamp(text: str, date_order: str) -> tuple[Stamp, str]:
    """Split a line into the stamp in front of it and the sentence.

    `date_order` is that of the settings. A day without a year is no stamp: it belongs to the
    sentence.
    """
    long_text = _write_out(text)
    found = find_day_at_start(long_text, date_order)
    if found is not None and _is_apart(found.rest):
        rest = _OTHER_TIME.sub("", found.rest, count=1)
        return Stamp(found.day, _ask_for_day(found), is_stamped=True), _strip_separators(rest)
    match = _TIME.match(text)
    if match:
        return Stamp(is_stamped=True), _strip_separators(text[match.end() :])
    return EMPTY_STAMP, text


def find_day_of_heading(text: str, date_order: str) -> Stamp:
    """Find the day that a heading begins with, such as `Thursday, 26 November 2026`."""
    found = find_day_at_start(text, date_order)
    if found is None:
        return EMPTY_STAMP
    return Stamp(found.day, _ask_for_day(found))


def _ask_for_day(found: WrittenDay) -> str:
    """Ask which day is meant; empty where that is clear."""
    if found.day:
        return ""
    if not found.choices:
        return f"{found.words} is no day. Which one is meant?"
    days = [day.isoformat() for day in found.choices]
    return f"Which day is {found.words}: {join_words(days, 'or')}?"


def _write_out(text: str) -> str:
    """Write the stamps that only programs use as people write a day."""
    match = _DRAFTS.match(text)
    if match:
        return f"{match[1]} {text[match.end() :]}"
    match = _SHORT_YEAR.match(text)
    if match:
        return f"{match[1]}20{match[3]}{text[match.end() :]}"
    return text


# Drafts' own tag `[[date]]`.
_DRAFTS = re.compile(r"(\d{4}-\d{2}-\d{2})-\d{2}-\d{2}(?:-\d{2})?(?![\d-])")

# `26.11.26, 18:40` and `11/26/26, 6:40 PM` are the short forms of iOS.
_SHORT_YEAR = re.compile(r"(\d{1,2}([./])\d{1,2}\2)(\d{2})(?=,?[\s\u202f]+\d{1,2}[:.]\d{2})")

# Words between the day and the time that `find_day_at_start` does not know.
_OTHER_TIME = re.compile(
    r"\s*,?\s*(?:om|a las|alle|às|kl\.?|–|-)?\s*"
    r"\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\s*[ap]\.?\s?m\.?)?(?!\d)",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"[*_(\[`]{0,3}\d{1,2}(?:[:h]\d{2}(?::\d{2})?|\.\d{2})(?:\s*[ap]\.?\s?m\b\.?)?[*_)\]`]{0,3}"
    r"(?=[\s:|–—-])(?!\s*(?:€|%|km\b|kg\b|eur\b))",
    re.IGNORECASE,
)
_SEPARATORS = re.compile(r"[\s*_)\]`]*(?:[:|–—,-]+(?=\s|$))?[\s*_]*")


def _is_apart(rest: str) -> bool:
    """Whether a day is a word of its own."""
    return not rest[:1].isalnum()


def _strip_separators(text: str) -> str:
    match = _SEPARATORS.match(text)
    if match:
        return text[match.end() :].strip()
    return text.strip()
