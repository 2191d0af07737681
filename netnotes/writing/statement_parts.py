"""The parts of a statement in a sentence: its verb, where it ends, and what it says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from netnotes.writing.due_days import read_due
from netnotes.writing.statement_people import match_them

if TYPE_CHECKING:
    from datetime import date as Day

    from netnotes.writing.day_words import DayReader
    from netnotes.writing.lexicon import Scan

# The kinds of statements, as fields of an `Understanding`.
KINDS = ("promised", "asked", "gave", "learned")


class FoundStatement(NamedTuple):
    """A statement in a sentence: its words with subject and verb, and what it says."""

    kind: str
    start: int
    end: int
    text: str
    due: Day | None

    # The names to whom it was made, as indexes of their first words.
    recipients: tuple[int, ...]


def build_by_kind(
    scan: Scan,
    reader: DayReader,
    kind: str,
    subject: int,
    words: tuple[int, int],
    recipients: tuple[int, ...],
) -> FoundStatement | None:
    """Build a statement that ends with its words."""
    if kind == "promised":
        return build_promise(scan, reader, subject, words, words[1], recipients)
    return build_statement(scan, kind, subject, words, words[1], None, recipients)


def build_promise(
    scan: Scan,
    reader: DayReader,
    subject: int,
    words: tuple[int, int],
    end: int,
    recipients: tuple[int, ...],
) -> FoundStatement | None:
    """Build a promise without the day it is due, which may be before `zu schicken`."""
    start, text_end = words
    start = _skip_subject(scan, start)
    start = match_them(scan, start, text_end) or start
    if start >= text_end:
        return None
    due = read_due(scan, reader, subject, start, text_end)
    statement = build_statement(
        scan, "promised", subject, (start, due.start), end, due.day, recipients
    )
    if statement is None or due.end >= text_end:
        return statement
    return statement._replace(text=f"{statement.text} {scan.get_text(due.end, text_end)}")


def _skip_subject(scan: Scan, start: int) -> int:
    """Skip the `I'd` of `promised I'd call`, the `dass ich` of a clause, and Dutch `om`."""
    that = scan.match("that", start)
    if that:
        start = that.end
    is_behind_that = scan.match_back("that", start) >= 0
    subject = scan.match("i would", start) or (is_behind_that and scan.match("me", start))
    if subject:
        return subject.end
    # Nothing is behind the last word of `promised her that`.
    if start < scan.count and scan.tokens[start].text.casefold() == "om":
        return start + 1
    return start


def build_statement(
    scan: Scan,
    kind: str,
    subject: int,
    words: tuple[int, int],
    end: int,
    due: Day | None,
    recipients: tuple[int, ...],
) -> FoundStatement | None:
    start, text_end = words
    if start >= text_end or _says_nothing(scan, kind, start):
        return None
    if kind == "gave" and _is_no_gift(scan, start, text_end):
        return None
    text = _get_text(scan, start, text_end)
    return FoundStatement(kind, subject, end, text, due, recipients)


def _is_no_gift(scan: Scan, start: int, end: int) -> bool:
    """Tell whether what was given is no gift: `gave her back the drill`, `gave her a hug`."""
    if scan.tokens[start].text.casefold() in _BACK:
        return True
    # `gave him a call`
    return scan.match_any(("gesture", "way"), end - 1) is not None


_BACK = frozenset(("back", "zurück", "terug"))


def _says_nothing(scan: Scan, kind: str, start: int) -> bool:
    """Tell whether nothing was promised, or a time follows: `vroeg om 8 uur` is early."""
    is_nothing = scan.tokens[start].spellings[0] in ("nothing", "nichts", "rien", "nada", "niets")
    return is_nothing or (kind == "asked" and is_clock_time(scan, start))


def is_clock_time(scan: Scan, index: int) -> bool:
    """Tell whether a number is a time of the day: `om 8 uur`, `at 8`, but not `20 minutes`."""
    if not scan.tokens[index].text[:1].isdigit():
        return False
    following = index + 1
    if following >= scan.count or not scan.is_joined[index]:
        return True
    return _CLOCK.fullmatch(scan.tokens[following].text) is not None


_CLOCK = re.compile(r"uhr|uur|h|heures?|horas?|[ap]\.?m\.?|o|\d+", re.IGNORECASE)


def is_quoted(sentence: str, position: int) -> bool:
    """Tell whether a place in a sentence is within quotation marks: it may be another's word."""
    before = sentence[:position]
    if before.count('"') % 2:
        return '"' in sentence[position:]
    opened = [before.rfind(mark) for mark in "“„«"]
    closed = [before.rfind(mark) for mark in "”»"]
    return max(opened) > max(closed) and re.search("[”“»]", sentence[position:]) is not None


def _get_text(scan: Scan, start: int, end: int) -> str:
    """Return the words with a bracket that closes behind them, without marks at the end."""
    text_end = scan.get_start(end)
    text = scan.sentence[scan.tokens[start].start : text_end].strip()
    text = re.sub(r"[\s,;.!(]+$", "", text)
    if "(" not in text:
        text = text.rstrip(") ")
    return text or scan.get_text(start, end)


def match_verb(scan: Scan, index: int) -> tuple[str, int] | None:
    """Match a verb: the kind of statement and the index behind it."""
    asked_for = scan.match("asked for", index)
    if asked_for:
        return "asked", asked_for.end
    them_verb = scan.match("them verb", index)
    if them_verb:
        return them_verb.meaning, them_verb.end
    for kind in KINDS:
        phrase = scan.match(kind, index)
        if phrase:
            return kind, phrase.end
    return None


def find_end(scan: Scan, index: int) -> int:
    """Find where a statement ends: with its sentence, or before the next clause."""
    for position in range(index + 1, scan.count):
        gap = scan.get_gap(position)
        if re.search(r"[;!?]|\.\s|\s[–—-]\s", gap):
            return position
        if _has_subject_behind_and(scan, position):
            return position
        if "," in gap and _begins_clause(scan, position):
            return position
        me = scan.match("me", position)
        if me and match_verb(scan, me.end):
            return position
    return scan.count


def _begins_clause(scan: Scan, index: int) -> bool:
    """Tell whether another clause begins with the word behind a comma."""
    # `gave her the keys, lunch at mine on sunday`
    way = scan.match("way", index)
    if way and scan.match_any(("place", "with", "weekday", "day", "on"), way.end):
        return True
    return bool(scan.match_any(("clause", "me"), index) or match_verb(scan, index))


def _has_subject_behind_and(scan: Scan, index: int) -> bool:
    """Tell whether somebody else does something from here on: `& she gave me honey`."""
    subject = index
    and_word = scan.match("and", index)
    if and_word:
        subject = and_word.end
    elif scan.get_gap(index).strip() not in ("&", "+"):
        return False
    return subject < scan.count and scan.tokens[subject].text.casefold() in _THEY


# `ihr` and `sie` may be whom something was given to.
_THEY = frozenset(
    ("he", "she", "they", "it", "er", "il", "elle", "ils", "elles", "ella", "él", "hij", "ze")
)
