"""A sentence on a touch, understood: with whom, when, how, and what must be asked first.

Names come first: what is the name of somebody in the vault is not a day, a channel or a small word.
Then come days, ways to be in touch and what passed; all the rest is the text.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from netnotes.text import fold
from netnotes.writing.day_words import DayReader
from netnotes.writing.lexicon import Scan
from netnotes.writing.name_places import (
    NEW_ANSWER,
    find_name_places,
    is_written_as_name,
)
from netnotes.writing.other_ways import ask_about_other_ways
from netnotes.writing.people_roles import find_roles
from netnotes.writing.sentence_days import find_day_at_end, find_days_of_touch, mark_fillers
from netnotes.writing.sentence_head import (
    GENERAL_CHANNELS,
    choose_channel_word,
    find_channel_words,
    find_head_end,
    says_another_way,
)
from netnotes.writing.sentence_links import find_links
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
from netnotes.writing.sentence_recipients import find_recipients, is_text
from netnotes.writing.sentence_tail import ask_about_day_of_text, find_tail, split_tail
from netnotes.writing.sentence_text import (
    SentenceParts,
    build_head_text,
    build_text,
    strip_marks_before,
)
from netnotes.writing.statement_parts import KINDS
from netnotes.writing.statements import find_statements
from netnotes.writing.understanding import NamedPerson, Statement, Understanding
from netnotes.writing.unknown_names import find_unknown_names

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date as Day

    from netnotes.model.people import Mode
    from netnotes.model.settings import Settings
    from netnotes.writing.name_index import NameIndex
    from netnotes.writing.name_places import NamePlace
    from netnotes.writing.people_roles import Roles
    from netnotes.writing.sentence_head import ChannelWord
    from netnotes.writing.understanding import Question


class ParsedAnswer(NamedTuple):
    """What was answered about somebody who is known; `day` is None where it names none."""

    day: Day | None
    channel: str
    text: str


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
    parts = _remove_statements_of_text(parts, answers)
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
    other_ways = ask_about_other_ways(scan, roles.logged, parts.head_end, answers)
    if other_ways:
        questions.append(other_ways)
    if not people and not new_names and not questions:
        questions.append(ask_with_whom(linked))

    day, is_day_named, day_question = _find_day(
        parts, names, today, answers, has_people=bool(roles.logged)
    )
    if day_question:
        questions.append(day_question)
    channel_words = _list_channel_words(parts, roles)
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
        text=build_text(parts, role_of),
        promised=statements["promised"],
        asked=statements["asked"],
        gave=statements["gave"],
        learned=statements["learned"],
        questions=tuple(questions),
        is_plan=day is not None and day > today,
    )


def _remove_statements_of_text(parts: SentenceParts, answers: Sequence[str]) -> SentenceParts:
    """Remove the statements that stay text, as was answered."""
    statements = [
        statement for statement in parts.statements if not is_text(parts.scan, statement, answers)
    ]
    return parts._replace(statements=statements)


def _list_channel_words(parts: SentenceParts, roles: Roles) -> list[ChannelWord]:
    """List the words that say how one was in touch; none of what others did."""
    channel_words: list[ChannelWord] = []
    if not roles.is_of_others:
        channel_words += find_channel_words(parts.scan, parts.head_end)
    if parts.tail:
        channel_words += parts.tail.channel_words
    return channel_words


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
    parts: SentenceParts, names: NameIndex, today: Day, answers: Sequence[str], *, has_people: bool
) -> tuple[Day | None, bool, Question | None]:
    """Find the day of a sentence, whether it is named there, and what to ask about it."""
    scan = parts.scan
    day, is_day_named, question = ask_about_day(scan, parts.days, today, answers)
    if not parts.days and not question:
        question = ask_about_other_time(scan, parts.head_end, answers)
    if not parts.days and not question:
        question = _ask_about_day_of_text(parts, today, answers, has_people=has_people)
    if not question:
        question = ask_whether_name_or_day(scan, parts.days, names, answers)
    return day, is_day_named, question


def _ask_about_day_of_text(
    parts: SentenceParts, today: Day, answers: Sequence[str], *, has_people: bool
) -> Question | None:
    head_end = parts.head_end
    if not has_people:
        head_end = 0
    elif not head_end:
        return None
    days = list(parts.days_of_text)
    for statement in parts.statements:
        days = [day for day in days if not statement.start <= day.start < statement.end]
    return ask_about_day_of_text(parts.scan, head_end, days, today, answers)


def _ask_whether_it_happened(parts: SentenceParts, answers: Sequence[str]) -> Question | None:
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
    text = strip_marks_before(sentence[position:])
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
    skipped = ("day", "filler")
    return all(role_of[word] in skipped or scan.match("small", word) for word in range(index))


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
) -> SentenceParts:
    places = find_name_places(scan, names, answers, channels)
    reader = DayReader(scan, today, settings.date_order)
    mark_fillers(scan)
    days = find_days_of_touch(scan, reader)
    statements = find_statements(scan, places, reader)
    for day in days:
        scan.mark(day.start, day.end, "day")
    head_end = find_head_end(scan, places, days, statements)
    head_days = [day for day in days if day.end <= head_end]
    days_of_text = [day for day in days if day.end > head_end]
    for day in days_of_text:
        scan.mark(day.start, day.end, "")
    parts = SentenceParts(
        scan, places, statements, head_end, head_days, days_of_text, tail_end=scan.count
    )
    if head_days:
        return parts
    return _split_end(parts, reader)


def _split_end(parts: SentenceParts, reader: DayReader) -> SentenceParts:
    """Split from the text what its end says of the touch: the day, or how and when it was."""
    scan, statements = parts.scan, parts.statements
    # Before `split_tail`, which shortens the last statement.
    last_day = find_day_at_end(scan, parts.days_of_text, statements)
    tail = find_tail(scan, reader, parts.head_end, parts.days_of_text)
    if tail and statements and tail.start < statements[-1].end:
        tail = split_tail(scan, statements, tail)
    if tail:
        return parts._replace(days=list(tail.days), tail_end=tail.start, tail=tail)
    if last_day:
        return parts._replace(days=[last_day], tail_end=last_day.start)
    return parts


def _join_places(parts: SentenceParts, unknown: list[NamePlace]) -> list[NamePlace]:
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
    parts: SentenceParts,
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


def _begins_text(parts: SentenceParts, place: NamePlace) -> bool:
    scan = parts.scan
    index = place.end
    if index >= parts.head_end or not scan.is_joined[index - 1] or scan.roles[index]:
        return False
    return not scan.match_any(("way", "and", "with", "to"), index)


def _list_roles(
    parts: SentenceParts,
    logged: Sequence[NamePlace],
    channel_words: Sequence[ChannelWord],
    channel: str,
    modes: Mapping[str, Mode],
) -> list[str]:
    """List what each word was understood as; empty for a word of the text."""
    scan = parts.scan
    role_of = [role if role == "filler" else "" for role in scan.roles]
    for place in _list_people_of_head(parts, logged):
        role_of[place.start : place.end] = ["person"] * (place.end - place.start)
    for day in parts.days:
        role_of[day.start : day.end] = ["day"] * (day.end - day.start)
    for word in channel_words:
        if word.is_kept or (channel and says_another_way(word, channel, modes)):
            continue
        if word.channel and (channel or word.channel == "met"):
            role_of[word.start : word.end] = ["way"] * (word.end - word.start)
    return role_of


def _list_people_of_head(parts: SentenceParts, logged: Sequence[NamePlace]) -> list[NamePlace]:
    """List the names but those that begin a text about somebody who is named before, too.

    `lunch with Priya on monday Priya is paying next time`: the second one begins a text.
    """
    people = []
    seen_paths: set[tuple[str, ...]] = set()
    for place in logged:
        if place.paths not in seen_paths or not _begins_text(parts, place):
            people.append(place)
        seen_paths.add(place.paths)
    return people
