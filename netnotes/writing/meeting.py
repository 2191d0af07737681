"""A touch to be logged, and its lines in the form that netnotes itself writes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from netnotes.text import join_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date as Day


class Meeting(NamedTuple):
    """A touch to be logged: its day, channel and text; the gifts, asks, promises and facts in it.

    `promised` pairs each promise with the day by which it is due, or None. `others` are links to
    the other people who were there.
    """

    date: Day
    channel: str = ""
    text: str = ""
    gave: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    promised: tuple[tuple[str, Day | None], ...] = ()
    learned: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


def write_item(meeting: Meeting) -> Iterator[str]:
    """Yield the lines of an entry in netnotes' own form."""
    sentences = list_sentences(meeting)
    head = f"- {meeting.date.isoformat()}"
    if meeting.channel:
        head += f" {meeting.channel}"
    if sentences:
        head += f": {sentences[0]}"
    yield head
    for sentence in sentences[1:]:
        yield f"  {escape_block_start(sentence)}"
    for field_line in iter_field_lines(meeting):
        yield f"  - {field_line}"


def list_sentences(meeting: Meeting) -> tuple[str, ...]:
    """List the lines of the text, and at its end who else was there."""
    lines = [_collapse_spaces(line) for line in meeting.text.splitlines() if line.strip()]
    if not meeting.others:
        return tuple(lines)
    company = f"with {join_words(meeting.others)}"
    if not lines:
        return (company,)
    lines[-1] += f" ({company})"
    return tuple(lines)


def escape_block_start(sentence: str) -> str:
    """Escape what would make a heading, a rule or code of a line in a note: `## Plan` and `---`."""
    if _BLOCK_START.match(sentence):
        return f"\\{sentence}"
    return sentence


# `---` and `===` make a heading of the line above them, and `- - -` is a rule.
_BLOCK_START = re.compile(r"#{1,6}(?:\s|$)|([-=*_])(?:\s*\1)*\s*$|```|~~~")


def iter_field_lines(meeting: Meeting) -> Iterator[str]:
    """Yield each gift, ask, promise and learned fact as the log writes it."""
    for gift in meeting.gave:
        yield f"gave:: {_collapse_spaces(gift)}"
    for ask in meeting.asked:
        yield f"[ ] asked:: {_collapse_spaces(ask)}"
    for promise, due in meeting.promised:
        mark = f" 📅 {due.isoformat()}" if due else ""
        yield f"[ ] promised:: {_collapse_spaces(promise)}{mark}"
    for fact in meeting.learned:
        yield f"learned:: {_collapse_spaces(fact)}"


def _collapse_spaces(text: str) -> str:
    return " ".join(text.split())
