"""Which lines may begin with a day at all, in any spelling: asked of every line of most notes.

This is quick and takes too many; what it does not take has no day.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netnotes.text import build_lazy_pattern

if TYPE_CHECKING:
    from netnotes.reading.lines import Line


def list_lines_with_day(lines: tuple[Line, ...], text: str) -> list[Line]:
    """List the lines that may have a day of their own; `text` is that of the whole note."""
    # Nearly every line begins with letters that begin no weekday or month, and asking for these is
    # quicker than any pattern.
    candidates = [
        line
        for line in lines
        if line.text[:3] in _WORD_STARTS or line.text[:1] in _STARTS or line.kind == "heading"
    ]
    candidates = [line for line in candidates if _may_have_number(line)]
    if "✅" in text or "::" in text or "\n|" in text or "[!" in text:
        candidates += [line for line in lines if _has_mark(line)]
    return [line for line in candidates if _may_have_day(line)]


def _may_have_number(line: Line) -> bool:
    words = line.text
    if words[-1:] in _ENDS:
        return True
    # An hour such as `09:30` is no day, and many lines begin with one.
    may_begin = words[2:3] != ":" and (words[:1] in _STARTS or words[:3] in _WORD_STARTS)
    return may_begin and _NUMBER_NEAR.match(words) is not None


def _has_mark(line: Line) -> bool:
    """Tell whether a line is a task, a row, a field or the title of a callout."""
    return bool(line.status) or line.kind == "row" or "::" in line.text or "[!" in line.text


def _may_have_day(line: Line) -> bool:
    match line.kind:
        case "blank":
            return False
        case "verbatim":
            return "[!" in line.text and any(map(str.isdigit, line.text))
        case "row":
            return any(map(str.isdigit, line.text))
        case "heading" if _YEAR_AT_END.search(line.text):
            return True
    if line.status and "✅" in line.text:
        return True
    # A field such as `[date:: 2026-10-02]`.
    return "::" in line.text or _DAY.match(line.text) is not None


_ENDS = frozenset("0123456789)]*_")
_YEAR_AT_END = re.compile(r"\d{4}(?:[-/._]\d{1,2}[-/._]\d{1,2})?\W{0,4}$")

# A number behind three words at most, or in a link behind a folder or in its label.
_NUMBER_NEAR = re.compile(
    r"\W{0,9}(?:[^\W\d_]{2,13}[.,]{0,2}\s+){0,3}\d|\W{0,9}\[\[[^\[\]]*[/|][^\]]*\d"
)
_STARTS = frozenset("0123456789[*_(<@=~|📅📆🗓🕑")

# The first letters of months and weekdays in seven languages, and the words before a day.
_MONTH_STARTS = """
    jan jän jae fév fev feb mar mär mae maa mrz mrt apr avr abr may mai mei mag jun jui giu jul lug
    aug aoû aou ago sep set oct okt ott out nov dec déc dez dic ene gen
"""
_WEEKDAY_STARTS = """
    mon tue wed thu fri sat sun die mit don fre sam son lun mar mer jeu ven dim mié jue vie sáb dom
    maa din woe vri zat zon gio sab seg ter qua qui sex
"""
_SHORT_WEEKDAYS = "mo di mi do fr sa so ma wo vr za zo"
_WORDS_BEFORE = "le am el op on il"


def _list_word_starts() -> frozenset[str]:
    starts = {*_MONTH_STARTS.split(), *_WEEKDAY_STARTS.split(), "den", "vom"}
    for word in (*_SHORT_WEEKDAYS.split(), *_WORDS_BEFORE.split()):
        starts.update(word + end for end in " .,")
    return frozenset((*starts, *(start.capitalize() for start in starts)))


_WORD_STARTS = _list_word_starts()

_MONTH = rf"(?:{'|'.join(_MONTH_STARTS.split())})[^\W\d_]{{0,8}}\.?"
_WEEKDAY = (
    rf"(?:(?:{'|'.join(_WEEKDAY_STARTS.split())})[^\W\d_]{{0,9}}(?:-feira)?"
    rf"|(?:{'|'.join(_SHORT_WEEKDAYS.split())}))[.,]{{0,2}}\s+"
)
_SHORT_DAY = (
    rf"\d{{1,2}}(?:(?:st|nd|rd|th|er|e|ème|º|ª|\.)?[\s-]+(?:of |de )?{_MONTH}|[-/]\d|\.\s?\d)"
)
_DAY = build_lazy_pattern(
    r"[^\w\n]{0,8}(?:\[\[[^\[\]|\n]*[/|])?(?:(?:on|am|le|el|op|il|den|vom)\s+)?"
    rf"(?:{_WEEKDAY}(?:the |den |le )?(?=\d|{_MONTH}\s))?"
    rf"(?:\d{{4}}[-/._]\d|(?:19|20)\d{{6}}|{_SHORT_DAY}|{_MONTH}[\s-]+\d{{1,2}}(?!\d{{2}})"
    r"|(?<=\s)\d{1,2}(?:st|nd|rd|th|er|\.)?(?!\w)|\d{1,2}\W*$)",
    re.IGNORECASE,
)
