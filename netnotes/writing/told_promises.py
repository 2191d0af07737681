"""Promises that are told: `le dije que le mandaría el informe`, `gesagt, dass ich sie schicke`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from netnotes.text import build_lazy_pattern
from netnotes.writing.statement_parts import build_promise, find_end
from netnotes.writing.statement_people import skip_recipient

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netnotes.writing.day_words import DayReader, FoundDay
    from netnotes.writing.lexicon import Scan
    from netnotes.writing.name_places import NamePlace
    from netnotes.writing.statement_parts import FoundStatement


class _Told(NamedTuple):
    """Who told something, and to whom: the words before what was told."""

    # The first word, which may be `ich habe`, and the first one of what was told.
    subject: int
    end: int

    # Those whom it was told, as indexes of the first words of their names.
    recipients: tuple[int, ...]


def read_told_promise(
    scan: Scan, places: Sequence[NamePlace], reader: DayReader, index: int
) -> FoundStatement | None:
    """Read a promise that I told somebody; `index` is where `gesagt` or `dije` is."""
    told = _read_told(scan, places, index)
    if told is None:
        return None
    end = find_end(scan, told.end)
    start = _find_deed(scan, told.end, end)
    if start < 0:
        return None
    statement = build_promise(scan, reader, told.subject, (start, end), end, told.recipients)
    if statement is None or statement.due:
        return statement
    return _split_day_between(scan, reader, statement, start)


def _split_day_between(
    scan: Scan, reader: DayReader, statement: FoundStatement, start: int
) -> FoundStatement:
    """Split a day to come from the words around it: `schick ihr morgen die Folien`."""
    day = _find_only_day_to_come(reader, statement, start)
    if day is None:
        return statement
    parts = (scan.get_text(start, day.start), scan.get_text(day.end, statement.end))
    text = " ".join(filter(None, parts))
    return statement._replace(due=day.days[0], text=text or statement.text)


def _find_only_day_to_come(
    reader: DayReader, statement: FoundStatement, start: int
) -> FoundDay | None:
    """Find the one day of a promise that begins at `start`; None where it may be past."""
    days = reader.find_days(start, statement.end)
    days_ahead = reader._replace(is_ahead=True).find_days(start, statement.end)
    if len(days) != 1 or len(days_ahead) != 1:
        return None
    (day,), (day_ahead,) = days, days_ahead
    if len(day_ahead.days) != 1 or (day.start, day.end) != (day_ahead.start, day_ahead.end):
        return None
    # After `coffee on Monday` a Wednesday may be past; on the day itself it is the next one.
    days_before = reader.find_days(0, statement.start)
    is_of_today = all(before.days == (reader.today,) for before in days_before)
    if day.is_future or is_of_today:
        return day_ahead
    return None


def _read_told(scan: Scan, places: Sequence[NamePlace], index: int) -> _Told | None:
    told = scan.match("i told", index)
    if not told or told.end >= scan.count:
        return None
    subject, recipients = _find_subject_back(scan, places, index)
    if subject < 0:
        return None
    end = told.end
    if not recipients:
        end, recipients = skip_recipient(scan, places, told.end, scan.count)
    # Behind the verb a comma may be before `dass`, and nothing else.
    if end >= scan.count or scan.get_gap(end).strip() not in ("", ","):
        return None
    return _Told(subject, end, recipients)


def _find_subject_back(
    scan: Scan, places: Sequence[NamePlace], index: int
) -> tuple[int, tuple[int, ...]]:
    """Find where the words before the verb begin, and whom they name; -1 if it was not me."""
    position = index
    recipients: tuple[int, ...] = ()
    for place in places:
        if place.end == index and scan.is_joined[index - 1]:
            position, recipients = place.start, (place.start,)
    if not recipients:
        position = _skip_back(scan, ("them",), position)
    for kinds in (("to", "told to"), ("have",), ("me",)):
        position = _skip_back(scan, kinds, position)
    # Somebody else may be before it: `Anke hat gesagt`, `Raj told me`.
    if position > 0 and not re.search(r"[,;.:!–—-]", scan.get_gap(position)):
        return -1, ()
    return position, recipients


def _skip_back(scan: Scan, kinds: Sequence[str], position: int) -> int:
    start = scan.match_any_back(kinds, position)
    if start < 0:
        return position
    return start


def _find_deed(scan: Scan, start: int, end: int) -> int:
    """Find where the words begin that say what I will do; -1 where they do not say it."""
    first = start
    that = scan.match("that", first)
    if that:
        first = that.end
    me = scan.match("i myself", first)
    if me:
        first = me.end
    position = _skip_them(scan, first, end)
    if position >= end:
        return -1
    word = scan.tokens[position].text.casefold()
    # Spanish needs no `yo`.
    is_mine = me is not None or _SPANISH_WILL.fullmatch(word) is not None
    if that and is_mine and _is_deed_to_come(scan, position, end):
        return position
    if me and _has_deed(scan, first, end):
        return first
    return -1


def _skip_them(scan: Scan, start: int, end: int) -> int:
    """Skip for whom it is: the `lui` of `que je lui enverrais`."""
    position = start
    while scan.match("them before", position) and position + 1 < end:
        position += 1
    return position


def _has_deed(scan: Scan, start: int, end: int) -> bool:
    return any(scan.match("deed", index) for index in range(start, end))


def _is_deed_to_come(scan: Scan, index: int, end: int) -> bool:
    """Tell whether French or Spanish says what will be done: `enverrais`, `voy a mandar`."""
    word = scan.tokens[index].text.casefold()
    going = scan.match("going to", index)
    if going and going.end < end:
        word = scan.tokens[going.end].text.casefold()
        return _INFINITIVE.fullmatch(word) is not None and not scan.match("no deed", going.end)
    is_will = _WILL.fullmatch(word) or _SPANISH_WILL.fullmatch(word)
    return is_will is not None and _NO_DEED.match(word) is None


# Of one person or of us: `enverrais`, `enverrai`, `enverrions`; `mandaría`, `mandaré`.
_WILL = build_lazy_pattern(r"\w{2,}r(?:ais?|ions|ons)")
_SPANISH_WILL = build_lazy_pattern(r"\w{2,}(?:ría|ríamos|ré|remos)|voy|vamos|iba|íbamos")
_INFINITIVE = build_lazy_pattern(r"\w+(?:[aei]r(?:l[eoa]s?|te|se(?:l[oa]s?)?)?|re|oir)")

# To be, have, go, see, come, can, want, know, think, live: nobody waits for these.
_NO_DEED = build_lazy_pattern(
    r"(?:ser|aur|ir|verr|reverr|viendr|pourr|voudr|devr|saur|penser|rester|préférer|aimer|faudr"
    r"|partir|arriver|vivr|dormir|travailler|déménager)(?:ai|i?ons)"
    r"|(?:ser|estar|tendr|habr|ir|ver|vendr|podr|querr|deber|sabr|pensar|quedar|preferir|gustar"
    r"|vivir|llegar|dormir|trabajar|saldr|haber)(?:ía|é|emos)"
)
