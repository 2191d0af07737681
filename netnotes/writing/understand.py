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
from netnotes.writing.name_places import (
    NEW_ANSWER,
    find_name_places,
    find_unknown_names,
    is_written_as_name,
)
from netnotes.writing.people_roles import find_roles
from netnotes.writing.sentence_head import (
    GENERAL_CHANNELS,
    build_head_text,
    choose_channel_word,
    find_channel_words,
    find_end_with_marks,
    find_head_end,
    is_possessive,
    says_another_way,
)
from netnotes.writing.sentence_links import find_links
from netnotes.writing.sentence_questions import (
    apply_due_days,
    apply_recipients,
    ask_about_day,
    ask_about_day_of_text,
    ask_about_name,
    ask_about_other_time,
    ask_for_recipient,
    ask_whether_it_happened,
    ask_whether_name_or_day,
    ask_with_whom,
)
from netnotes.writing.sentence_recipients import find_recipients, is_text
from netnotes.writing.statement_parts import KINDS
from netnotes.writing.statements import find_statements
from netnotes.writing.understanding import NamedPerson, Statement, Understanding

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date as Day

    from netnotes.model.people import Mode
    from netnotes.model.settings import Settings
    from netnotes.writing.day_words import FoundDay
    from netnotes.writing.name_index import NameIndex
    from netnotes.writing.name_places import NamePlace
    from netnotes.writing.sentence_head import ChannelWord
    from netnotes.writing.statement_parts import FoundStatement
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

    # Those of the head, and those behind it.
    days: list[FoundDay]
    days_of_text: list[FoundDay]


def understand_sentence(
    sentence: str, names: NameIndex, today: Day, settings: Settings, answers: Sequence[str] = ()
) -> Understanding:
    """Understand a sentence such as `coffee with Ada and Ben yesterday: talked about the move`.

    `answers` are the keys of choices that answer the questions of an earlier call with the same
    sentence. What is left in `questions` has to be answered before anything is written.
    """
    sentence = unicodedata.normalize("NFC", sentence).strip()
    channels = {fold(word): word.casefold() for word, _ in settings.channels}
    scan = _scan(sentence, channels, names, today, settings)
    parts = _split(scan, names, today, settings, answers, channels)
    parts = parts._replace(
        statements=[
            statement for statement in parts.statements if not is_text(scan, statement, answers)
        ]
    )
    questions: list[Question] = []

    unknown = find_unknown_names(scan, parts.places, parts.head_end)
    roles = find_roles(
        scan, _join_places(parts, unknown), parts.head_end, parts.statements, answers
    )
    people, new_names, name_questions = _find_people(scan, roles.logged, names, answers)
    questions += name_questions
    linked = _list_linked(scan, roles.linked, people, names)

    happened = _ask_whether_it_happened(parts, answers)
    if happened:
        questions.append(happened)
    if not people and not new_names and not questions:
        questions.append(ask_with_whom(linked))

    day, is_day_named, day_question = _find_day(parts, names, today, answers)
    if day_question:
        questions.append(day_question)
    channel_words = find_channel_words(scan, parts.head_end)
    modes = dict(settings.channels)
    channel_word = choose_channel_word(scan, _list_known(channel_words, channels), modes)
    channel = channel_word.channel if channel_word else ""

    present = tuple(people.values())
    recipients = find_recipients(scan, parts.statements, parts.places, people, names, answers)
    # Without anybody who was there, it is asked first who was.
    if present or new_names:
        questions += [question for question in recipients.questions if question not in questions]
        people |= {person.path: person for person in recipients.apart}
    statements = _list_statements(parts, present, recipients.paths_by_statement, answers)
    statements["promised"], due_questions = apply_due_days(
        statements["promised"], names, today, answers
    )
    questions += due_questions
    for kind in KINDS:
        questions += ask_for_recipient(kind, statements[kind], present)
    role_of = _list_roles(parts, roles.logged, channel_words, channel, modes)
    return Understanding(
        sentence=sentence,
        people=tuple(people.values()),
        linked=tuple(linked),
        new_names=tuple(new_names),
        day=day,
        is_day_named=is_day_named,
        mode=modes.get(channel, ""),
        channel=channel,
        text=_build_text(parts, role_of),
        promised=statements["promised"],
        asked=statements["asked"],
        gave=statements["gave"],
        learned=statements["learned"],
        questions=tuple(questions),
        is_plan=day is not None and day > today,
    )


def _find_people(
    scan: Scan, places: Sequence[NamePlace], names: NameIndex, answers: Sequence[str]
) -> tuple[dict[str, NamedPerson], list[str], list[Question]]:
    """Find who is meant by the names: contacts by path, people without a note, and questions."""
    people: dict[str, NamedPerson] = {}
    new_names = []
    questions = []
    for place in places:
        if len(place.paths) == 1 and not place.apart and not _has_slip_behind(scan, place, names):
            path = place.paths[0]
            people.setdefault(path, NamedPerson(path, names.get_name(path), place.words))
        elif f"{NEW_ANSWER}{place.words}" in answers:
            new_names.append(place.words)
        else:
            questions.append(ask_about_name(_extend_slip(scan, place, names), names))
    return people, new_names, questions


def _find_day(
    parts: _Parts, names: NameIndex, today: Day, answers: Sequence[str]
) -> tuple[Day | None, bool, Question | None]:
    """Find the day of a sentence, whether it is named there, and what to ask about it."""
    scan = parts.scan
    day, is_day_named, question = ask_about_day(scan, parts.days, today, answers)
    if not parts.days and not question:
        question = ask_about_other_time(scan, parts.head_end, answers)
    if not parts.days and not question:
        question = ask_about_day_of_text(scan, parts.head_end, parts.days_of_text, today, answers)
    if not question:
        question = ask_whether_name_or_day(scan, parts.days, names, answers)
    return day, is_day_named, question


def _ask_whether_it_happened(parts: _Parts, answers: Sequence[str]) -> Question | None:
    starts = [statement.start for statement in parts.statements if statement.start]
    end = starts[0] if starts else parts.scan.count
    return ask_whether_it_happened(parts.scan, parts.head_end, end, parts.days, answers)


def _list_known(
    channel_words: Sequence[ChannelWord], channels: Mapping[str, str]
) -> list[ChannelWord]:
    return [word for word in channel_words if word.channel in channels.values()]


def parse_answer(answer: str, names: NameIndex, today: Day, settings: Settings) -> ParsedAnswer:
    """Parse what was answered about somebody who is known: all but channel and day is text.

    Both are taken out where the answer begins with them, and otherwise only read; and only where
    they are certain. Nothing of the answer is lost.
    """
    sentence = unicodedata.normalize("NFC", answer).strip()
    channels = {fold(word): word.casefold() for word, _ in settings.channels}
    scan = _scan(sentence, channels, names, today, settings)
    parts = _split(scan, names, today, settings, (), channels)
    channel_words = _list_known(find_channel_words(scan, parts.head_end), channels)
    modes = dict(settings.channels)
    channel_word = choose_channel_word(scan, channel_words, modes)
    channel = channel_word.channel if channel_word else ""
    day, _, question = ask_about_day(scan, parts.days, today, ())
    role_of = _list_roles(parts, parts.places, channel_words, channel, modes)
    is_plain = not build_head_text(scan, parts.head_end, role_of)
    is_sure = channel_word is not None and _is_sure_beginning(scan, channel_word, role_of)
    if _ask_whether_it_happened(parts, ()) or not (is_sure or is_plain):
        return ParsedAnswer(None, "", answer.strip())

    start = _skip_way_and_day(role_of[: parts.head_end], is_day_read=not question)
    position = scan.get_start(start)
    text = _strip_marks_before(sentence[position:])
    is_day_read = bool(parts.days) and not question
    return ParsedAnswer(day if is_day_read else None, channel, text)


def _is_sure_beginning(scan: Scan, word: ChannelWord, role_of: list[str]) -> bool:
    """Tell whether a text begins with a word that says how one was in touch."""
    return word.channel not in GENERAL_CHANNELS and _begins_with(scan, word.start, role_of)


def _skip_way_and_day(roles: Sequence[str], *, is_day_read: bool) -> int:
    """Count the words at the start that are a channel, or a day that is understood."""
    skipped = ("way", "day") if is_day_read else ("way",)
    count = 0
    while count < len(roles) and roles[count] in skipped:
        count += 1
    return count


def _begins_with(scan: Scan, index: int, role_of: Sequence[str]) -> bool:
    """Tell whether nothing but days and small words is before a word."""
    return all(role_of[before] == "day" or scan.match("small", before) for before in range(index))


def _scan(
    sentence: str, channels: dict[str, str], names: NameIndex, today: Day, settings: Settings
) -> Scan:
    """Read the words of a sentence; a link is one word, unless it names a day."""
    scan = Scan(sentence, channels)
    links = find_links(sentence)
    if not links:
        return scan
    days = DayReader(scan, today, settings.date_order).find_days(0, scan.count)
    days_by_word = {index for day in days for index in range(day.start, day.end)}
    whole_links = []
    for link in links:
        words = scan.find_tokens(link.start, link.end)
        if names.find_names(sentence[link.start : link.end]) or not days_by_word.issuperset(words):
            whole_links.append(link)
    return Scan(sentence, channels, whole_links)


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
    days = [day for day in reader.find_days(0, scan.count) if not _is_other_day(scan, day)]
    statements = find_statements(scan, places, reader)
    for day in days:
        scan.mark(day.start, day.end, "day")
    head_end = find_head_end(scan, places, days, statements)
    head_days = [day for day in days if day.end <= head_end]
    days_of_text = [day for day in days if day.end > head_end]
    for day in days_of_text:
        scan.mark(day.start, day.end, "")
    return _Parts(scan, places, statements, head_end, head_days, days_of_text)


def _is_other_day(scan: Scan, day: FoundDay) -> bool:
    """Tell whether a day belongs to something else: `by friday`, `since monday`, `with Sun Wu`."""
    before = scan.match_back("other day", day.start) >= 0
    if before and not scan.match("on", day.start):
        return True
    if day.end < scan.count and is_possessive(scan, day.end):
        return True
    # German `bis Fr` is one phrase.
    if scan.match("weekday", day.start) and scan.match("other day", day.start):
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
        if not any(name.start <= place.start < name.end for name in unknown):
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
    scan: Scan,
    places: Sequence[NamePlace],
    people: dict[str, NamedPerson],
    names: NameIndex,
) -> list[NamedPerson]:
    linked: dict[str, NamedPerson] = {}
    for place in places:
        is_one_person = len(place.paths) == 1 and place.paths[0] not in people
        if is_one_person and is_written_as_name(scan, place, names):
            path = place.paths[0]
            linked.setdefault(path, NamedPerson(path, names.get_name(path), place.words))
    return list(linked.values())


def _list_statements(
    parts: _Parts,
    people: Sequence[NamedPerson],
    paths_by_statement: Mapping[int, tuple[str, ...]],
    answers: Sequence[str],
) -> dict[str, tuple[Statement, ...]]:
    """List the statements by kind, each with the paths of those whose notes have it."""
    statements: dict[str, tuple[Statement, ...]] = {}
    for kind in KINDS:
        found_statements = []
        for found in parts.statements:
            if found.kind == kind:
                paths = paths_by_statement[found.start]
                found_statements.append(Statement(found.text, found.due, paths))
        statements[kind] = apply_recipients(kind, found_statements, people, answers)
    return statements


def _list_roles(
    parts: _Parts,
    logged: Sequence[NamePlace],
    channel_words: Sequence[ChannelWord],
    channel: str,
    modes: Mapping[str, Mode],
) -> list[str]:
    """List what each word was understood as; empty for a word of the text."""
    scan = parts.scan
    role_of = [""] * scan.count
    for place in logged:
        role_of[place.start : place.end] = ["person"] * (place.end - place.start)
    for day in parts.days:
        role_of[day.start : day.end] = ["day"] * (day.end - day.start)
    for word in channel_words:
        if word.is_kept or (channel and says_another_way(word, channel, modes)):
            continue
        if word.channel and (channel or word.channel == "met"):
            role_of[word.start : word.end] = ["way"] * (word.end - word.start)
    return role_of


def _build_text(parts: _Parts, role_of: list[str]) -> str:
    """Build the text: what is left of the head, and all behind it but the statements."""
    scan = parts.scan
    head_text = build_head_text(scan, parts.head_end, role_of)
    start = _find_start_of_tail(parts, head_text, role_of)
    tail = _build_tail(parts, start)
    if not head_text or not tail:
        return head_text or tail
    if tail.startswith("("):
        return f"{head_text} {tail}"
    end = scan.get_start(parts.head_end)
    gap = scan.sentence[start:end]
    if gap in ("'", "’", "-"):
        # One word, such as French `s'il`.
        return f"{head_text.removesuffix(gap)}{gap}{tail.removeprefix(gap)}"
    mark = gap.strip()[:1]
    if not mark:
        return f"{head_text} {tail}"
    space = " " if mark in "–—-" else ""
    return f"{head_text}{space}{mark} {tail}"


def _find_start_of_tail(parts: _Parts, head_text: str, role_of: list[str]) -> int:
    """Find where the tail begins: behind the head and the marks that its text has."""
    if not parts.head_end:
        return 0
    last = parts.head_end - 1
    has_marks = head_text and not role_of[last] and not head_text.endswith(("'", "’", "-"))
    return find_end_with_marks(parts.scan, last + 1) if has_marks else parts.scan.find_end(last)


def _build_tail(parts: _Parts, position: int) -> str:
    """Return what is behind the head as it was typed, without the statements."""
    scan = parts.scan
    text = ""
    for statement in parts.statements:
        start = scan.tokens[statement.start].start
        text += _drop_seam(scan.sentence[position:start], text)
        last = statement.end - 1
        position = scan.tokens[last].end
    text += _drop_seam(scan.sentence[position:], text)
    if not _has_word(text):
        return ""
    return _strip_marks_before(text).rstrip(",;–—- ")


def _strip_marks_before(text: str) -> str:
    """Strip what parts a text from the words before it, but not what belongs to it: `-5`, `![[`."""
    return re.sub(r"^[,;:.!–—-]*\s*(?:[,;:.!–—-]+\s+)*", "", text).strip()


def _drop_seam(text: str, before: str) -> str:
    """Drop the mark between two statements, so that only that before the first one is left."""
    if not before:
        return text
    return re.sub(r"^[\s,;.!]+", "" if before.endswith(" ") else " ", text)


def _has_word(text: str) -> bool:
    return re.search(r"[^\s,;:.!?–—-]", text) is not None
