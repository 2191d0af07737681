"""A sentence on a touch, understood: with whom, when, how, and what must be asked first.

Names come first: what is the name of somebody in the vault is not a day, a channel or a small word.
Then come days, ways to be in touch and what passed; all the rest is the text.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from netnotes.text import fold
from netnotes.writing.day_words import DayReader
from netnotes.writing.lexicon import Scan
from netnotes.writing.name_places import NEW_ANSWER, find_name_places, find_unknown_names
from netnotes.writing.people_roles import find_roles
from netnotes.writing.sentence_head import (
    GENERAL_CHANNELS,
    build_head_text,
    choose_way,
    find_head_end,
    find_ways,
)
from netnotes.writing.sentence_questions import (
    apply_due_days,
    apply_recipients,
    ask_about_day,
    ask_about_name,
    ask_about_other_time,
    ask_for_recipient,
    ask_whether_it_happened,
    ask_whether_name_or_day,
    ask_with_whom,
)
from netnotes.writing.statements import KINDS, find_statements
from netnotes.writing.understanding import NamedPerson, Statement, Understanding

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date as Day

    from netnotes.model.settings import Settings
    from netnotes.writing.day_words import FoundDay
    from netnotes.writing.name_index import NameIndex
    from netnotes.writing.name_places import NamePlace
    from netnotes.writing.statements import FoundStatement
    from netnotes.writing.understanding import Question


class ParsedAnswer(NamedTuple):
    """What was answered about somebody who is known; `day` is None where it names none."""

    day: Day | None
    channel: str
    text: str


class _Parts(NamedTuple):
    """A sentence in its parts."""

    scan: Scan
    places: list[NamePlace]
    statements: list[FoundStatement]
    head_end: int

    # Those of the head.
    days: list[FoundDay]


def understand_sentence(
    sentence: str, names: NameIndex, today: Day, settings: Settings, answers: Sequence[str] = ()
) -> Understanding:
    """Understand a sentence such as `coffee with Ada and Ben yesterday: talked about the move`.

    `answers` are the keys of choices that answer the questions of an earlier call with the same
    sentence. What is left in `questions` has to be answered before anything is written.
    """
    sentence = unicodedata.normalize("NFC", sentence).strip()
    channels = {fold(word): word.casefold() for word, _ in settings.channels}
    scan = Scan(sentence, channels)
    parts = _split(scan, names, today, settings, answers, channels)
    questions: list[Question] = []

    unknown = find_unknown_names(scan, parts.places, parts.head_end)
    roles = find_roles(
        scan, _join_places(parts, unknown), parts.head_end, parts.statements, answers
    )
    people: dict[str, NamedPerson] = {}
    new_names = []
    for place in roles.logged:
        if len(place.paths) == 1 and not place.apart and not _has_slip_behind(scan, place, names):
            path = place.paths[0]
            people.setdefault(path, NamedPerson(path, names.get_name(path), place.words))
        elif f"{NEW_ANSWER}{place.words}" in answers:
            new_names.append(place.words)
        else:
            questions.append(ask_about_name(_extend_slip(scan, place, names), names))
    linked = _list_linked(roles.linked, people, names)

    happened = ask_whether_it_happened(scan, parts.head_end, parts.days, answers)
    if happened:
        questions.append(happened)
    if not people and not new_names and not questions:
        questions.append(ask_with_whom(linked))

    day, is_day_named, day_question = ask_about_day(scan, parts.days, today, answers)
    if not parts.days and not day_question:
        day_question = ask_about_other_time(scan, parts.head_end, answers)
    if not day_question:
        day_question = ask_whether_name_or_day(scan, parts.days, names, answers)
    if day_question:
        questions.append(day_question)
    ways = find_ways(scan, parts.head_end)
    way = choose_way([way for way in ways if way.channel in channels.values()])
    channel = way.channel if way else ""

    statements = _list_statements(parts, people, roles.logged, answers)
    statements["promised"], due_questions = apply_due_days(
        statements["promised"], names, today, answers
    )
    questions += due_questions
    for kind in KINDS:
        questions += ask_for_recipient(kind, statements[kind], tuple(people.values()))
    role_of = _list_roles(parts, roles.logged, ways, channel)
    return Understanding(
        sentence=sentence,
        people=tuple(people.values()),
        linked=tuple(linked),
        new_names=tuple(new_names),
        day=day,
        is_day_named=is_day_named,
        mode=dict(settings.channels).get(channel, ""),
        channel=channel,
        text=_build_text(parts, role_of),
        promised=statements["promised"],
        asked=statements["asked"],
        gave=statements["gave"],
        learned=statements["learned"],
        questions=tuple(questions),
        is_plan=day is not None and day > today,
    )


def parse_answer(answer: str, names: NameIndex, today: Day, settings: Settings) -> ParsedAnswer:
    """Parse what was answered about somebody who is known: all but channel and day is text.

    Both are taken out where the answer begins with them, and otherwise only read; and only where
    they are certain. Nothing of the answer is lost.
    """
    sentence = unicodedata.normalize("NFC", answer).strip()
    channels = {fold(word): word.casefold() for word, _ in settings.channels}
    scan = Scan(sentence, channels)
    parts = _split(scan, names, today, settings, (), channels)
    ways = [w for w in find_ways(scan, parts.head_end) if w.channel in channels.values()]
    way = choose_way(ways)
    day, _, question = ask_about_day(scan, parts.days, today, ())
    role_of = _list_roles(parts, parts.places, ways, way.channel if way else "")
    is_plain = not build_head_text(scan, parts.head_end, role_of)
    says_how = way is not None and way.channel not in GENERAL_CHANNELS
    is_sure = way is not None and says_how and _begins_with(scan, way.start, role_of)
    if ask_whether_it_happened(scan, parts.head_end, parts.days, ()) or not (is_sure or is_plain):
        return ParsedAnswer(None, "", answer.strip())

    start = 0
    while start < parts.head_end and role_of[start] in ("way", "day"):
        if role_of[start] == "day" and question:
            break
        start += 1
    position = scan.tokens[start].start if start < scan.count else len(sentence)
    text = re.sub(r"^[\s,;:.!–—-]+", "", sentence[position:])
    is_day_read = bool(parts.days) and not question
    return ParsedAnswer(day if is_day_read else None, way.channel if way else "", text)


def _begins_with(scan: Scan, index: int, role_of: Sequence[str]) -> bool:
    """Tell whether nothing but days and small words is before a word."""
    return all(role_of[i] == "day" or scan.match("small", i) for i in range(index))


def _split(
    scan: Scan,
    names: NameIndex,
    today: Day,
    settings: Settings,
    answers: Sequence[str],
    channels: dict[str, str],
) -> _Parts:
    places = find_name_places(scan, names, answers, channels)
    reader = DayReader(scan, today, settings.date_order)
    days = [d for d in reader.find_days(0, scan.count) if not _is_other_day(scan, d)]
    statements = find_statements(scan, places, reader)
    for day in days:
        scan.mark(day.start, day.end, "day")
    head_end = find_head_end(scan, places, days, statements)
    head_days = []
    for day in days:
        if day.end <= head_end:
            head_days.append(day)
        else:
            scan.mark(day.start, day.end, "")
    return _Parts(scan, places, statements, head_end, head_days)


def _is_other_day(scan: Scan, day: FoundDay) -> bool:
    """Tell whether a day is the one of something else: `by friday`, `since monday`, `with Sun Wu`."""
    before = scan.match_back("other day", day.start) >= 0
    if before and not scan.match("on", day.start):
        return True
    is_name = day.end == day.start + 1 and scan.tokens[day.start].text[:1].isupper()
    if not is_name or scan.match_back("with", day.start) < 0 or day.end >= scan.count:
        return False
    following = scan.tokens[day.end].text
    return scan.is_joined[day.start] and following[:1].isupper() and not scan.roles[day.end]


def _join_places(parts: _Parts, unknown: list[NamePlace]) -> list[NamePlace]:
    """Join the names of the vault and the others; `Ben Miller` takes the place of Ben."""
    places = list(unknown)
    for place in parts.places:
        if not any(other.start <= place.start < other.end for other in unknown):
            places.append(place)
    for place in unknown:
        parts.scan.mark(place.start, place.end, "name")
    return sorted(places)


def _has_slip_behind(scan: Scan, place: NamePlace, names: NameIndex) -> bool:
    return _extend_slip(scan, place, names).end > place.end


def _extend_slip(scan: Scan, place: NamePlace, names: NameIndex) -> NamePlace:
    """Extend `ben` over the word behind it if both are a name with a slip: `ben okafro`."""
    end = place.end
    if not place.is_part or end >= scan.count or scan.roles[end] or not scan.is_joined[end - 1]:
        return place
    words = scan.get_text(place.start, end + 1)
    if not set(place.paths).intersection(names.suggest_paths(words)):
        return place
    return place._replace(end=end + 1, words=words, paths=())


def _list_linked(
    places: Sequence[NamePlace], people: dict[str, NamedPerson], names: NameIndex
) -> list[NamedPerson]:
    linked: dict[str, NamedPerson] = {}
    for place in places:
        if len(place.paths) == 1 and place.paths[0] not in people:
            path = place.paths[0]
            linked.setdefault(path, NamedPerson(path, names.get_name(path), place.words))
    return list(linked.values())


def _list_statements(
    parts: _Parts,
    people: dict[str, NamedPerson],
    logged: Sequence[NamePlace],
    answers: Sequence[str],
) -> dict[str, tuple[Statement, ...]]:
    """List the statements by kind, each with the paths of those whose notes have it."""
    paths_by_start = {p.start: p.paths[0] for p in logged if len(p.paths) == 1}
    statements: dict[str, tuple[Statement, ...]] = {}
    for kind in KINDS:
        found_statements = []
        for found in [s for s in parts.statements if s.kind == kind]:
            paths = tuple([paths_by_start[i] for i in found.recipients if i in paths_by_start])
            found_statements.append(Statement(found.text, found.due, paths))
        statements[kind] = apply_recipients(kind, found_statements, tuple(people.values()), answers)
    return statements


def _list_roles(
    parts: _Parts, logged: Sequence[NamePlace], ways: Sequence[object], channel: str
) -> list[str]:
    """List what each word was understood as; empty for a word of the text."""
    scan = parts.scan
    role_of = [""] * scan.count
    for place in logged:
        role_of[place.start : place.end] = ["person"] * (place.end - place.start)
    for day in parts.days:
        role_of[day.start : day.end] = ["day"] * (day.end - day.start)
    for way in ways:
        if way.channel and not way.is_kept and (channel or way.channel == "met"):  # type: ignore[attr-defined]
            length = way.end - way.start  # type: ignore[attr-defined]
            role_of[way.start : way.end] = ["way"] * length  # type: ignore[attr-defined]
    return role_of


def _build_text(parts: _Parts, role_of: list[str]) -> str:
    """Build the text: what is left of the head, and all behind it but the statements."""
    scan = parts.scan
    head_text = build_head_text(scan, parts.head_end, role_of)
    tail = _build_tail(parts)
    if not head_text or not tail:
        return head_text or tail
    if tail.startswith("("):
        return f"{head_text} {tail}"
    start = scan.tokens[parts.head_end - 1].end
    end = scan.tokens[parts.head_end].start if parts.head_end < scan.count else len(scan.sentence)
    gap = scan.sentence[start:end]
    if gap in ("'", "’", "-"):
        # One word, such as French `s'il`.
        return f"{head_text.removesuffix(gap)}{gap}{tail.removeprefix(gap)}"
    mark = gap.strip()[:1]
    if not mark:
        return f"{head_text} {tail}"
    space = " " if mark in "–—-" else ""
    return f"{head_text}{space}{mark} {tail}"


def _build_tail(parts: _Parts) -> str:
    """Return what is behind the head as it was typed, without the statements."""
    scan = parts.scan
    position = scan.tokens[parts.head_end - 1].end if parts.head_end else 0
    text = ""
    for statement in parts.statements:
        start = scan.tokens[statement.start].start
        text += _drop_seam(scan.sentence[position:start], text)
        last = statement.end - 1
        position = scan.tokens[last].end
    text += _drop_seam(scan.sentence[position:], text)
    return re.sub(r"^[\s,;:.!–—-]+", "", text).strip().rstrip(",;–—- ") if _has_word(text) else ""


def _drop_seam(text: str, before: str) -> str:
    """Drop the mark between two statements, so that only that before the first one is left."""
    if not before:
        return text
    return re.sub(r"^[\s,;.!]+", "" if before.endswith(" ") else " ", text)


def _has_word(text: str) -> bool:
    return re.search(r"[^\s,;:.!?–—-]", text) is not None
