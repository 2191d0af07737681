"""What is asked about a sentence before anything is written."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from netnotes.text import format_day, join_words, parse_day
from netnotes.writing.lexicon import Scan
from netnotes.writing.name_places import APART_ANSWER, NAME_ANSWER, NEW_ANSWER
from netnotes.writing.name_tokens import fold_spelling
from netnotes.writing.people_roles import WITH_ANSWER
from netnotes.writing.understanding import Choice, Question, find_answer, list_present

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date as Day

    from netnotes.writing.day_words import FoundDay
    from netnotes.writing.lexicon import Phrase
    from netnotes.writing.name_index import NameIndex
    from netnotes.writing.name_places import NamePlace
    from netnotes.writing.understanding import NamedPerson, Statement

# The answers to the other questions: `day:2026-09-29`, `plan:next`, `happened:yes`.
DAY_ANSWER = "day:"
PLAN_ANSWER = "plan:next"
HAPPENED_ANSWER = "happened:yes"

# `due:0=2027-05-31`: the day of the first promise.
DUE_ANSWER = "due:"


def ask_about_name(place: NamePlace, names: NameIndex) -> Question:
    """Ask who is meant: one of several, or somebody whose name was mistyped, or somebody new."""
    words = place.words
    if place.apart:
        together = Choice(f"{NAME_ANSWER}{words}={place.paths[0]}", "together", place.paths[0])
        apart = Choice(f"{APART_ANSWER}{words}", f"apart: {join_words(place.apart)}")
        text = f"Is {words} one note here, or do you mean {join_words(place.apart)}?"
        return Question("person", text, (together, apart), words)
    if place.paths:
        choices = _list_people(words, place.paths, names)
        labels = join_words([choice.label for choice in choices], "or")
        return Question("person", f"Which {words}: {labels}?", choices, words)

    new = Choice(f"{NEW_ANSWER}{words}", f"make a note for {words}")
    paths = names.suggest_paths(words)[:MAX_SUGGESTIONS]
    if paths:
        choices = _list_people(words, paths, names)
        labels = join_words([choice.label for choice in choices], "or")
        return Question("slip", f"Did you mean {labels}?", (*choices, new), words)
    return Question("unknown", f"There is no note about {words}. Make one?", (new,), words)


# How many people a question about a mistyped name offers.
MAX_SUGGESTIONS = 5


def _list_people(words: str, paths: Sequence[str], names: NameIndex) -> tuple[Choice, ...]:
    """List people as choices: by their names, and namesakes by the paths of their notes."""
    all_names = [names.get_name(path) for path in paths]
    choices = []
    for path, name in zip(paths, all_names, strict=True):
        label = name if all_names.count(name) == 1 else path
        choices.append(Choice(f"{NAME_ANSWER}{words}={path}", label, path))
    return tuple(choices)


def ask_with_whom(linked: Sequence[NamedPerson]) -> Question:
    """Ask with whom it was; those whom the sentence only names are the choices."""
    choices = tuple(
        [Choice(f"{WITH_ANSWER}{person.path}", person.name, person.path) for person in linked]
    )
    if not choices:
        return Question("nobody", "With whom?")
    names = join_words([person.name for person in linked], "or")
    return Question("nobody", f"Were you in touch with {names}?", choices)


def ask_whether_it_happened(
    scan: Scan, head_end: int, end: int, days: Sequence[FoundDay], answers: Sequence[str]
) -> Question | None:
    """Ask whether something happened that sounds like a plan, or as if it did not.

    From `end` on the sentence says what was promised, asked for, given or learned.
    """
    if HAPPENED_ANSWER in answers or any(day.is_future for day in days):
        return None
    if _may_be_plan(scan, days) or _may_be_coming(scan, head_end, days):
        text = "Has this happened, or is it a plan? Log it?"
        return Question("happened", text, (Choice(HAPPENED_ANSWER, "log it"),))
    words = _find_words_of_plan(scan, head_end) or _find_words_of_miss(scan, head_end, end)
    if not words:
        return None
    text = f"“{words}” sounds as if it has not happened. Log it all the same?"
    return Question("happened", text, (Choice(HAPPENED_ANSWER, "log it"),), words)


def _find_words_of_plan(scan: Scan, head_end: int) -> str:
    """Find the words that say that something has not happened; empty where there are none."""
    for index in range(head_end):
        if scan.match("topic", index) and not scan.match("before way", index):
            return ""
        phrase = scan.match_any(("not", "plan"), index) or _match_moved(scan, index, head_end)
        if phrase:
            return scan.get_text(index, phrase.end)
    if not _is_behind_comma(scan, head_end):
        return ""
    for index in range(head_end, min(head_end + 3, scan.count)):
        phrase = scan.match("not", index)
        if phrase:
            return scan.get_text(index, phrase.end)
    return ""


def _match_moved(scan: Scan, index: int, head_end: int) -> Phrase | None:
    """Match `moved to` before a day, or German `verlegt` behind it."""
    moved = scan.match("moved", index)
    if not moved or scan.roles[index]:
        return None
    has_way = any(scan.match("way", i) for i in range(index))
    # Spanish `al viernes`
    positions = [index - 1, moved.end, moved.end + 1]
    has_day = any(i < head_end and scan.roles[i] == "day" for i in positions if i >= 0)
    return moved if has_way and has_day else None


def _find_words_of_miss(scan: Scan, head_end: int, end: int) -> str:
    """Find the words behind the head that say that nothing came of it: `but I missed it`."""
    for index in range(head_end, min(end, head_end + MAX_WORDS_BEFORE_MISS)):
        gap = scan.get_gap(index)
        if ":" in gap:
            return ""
        phrase = scan.match("missed", index)
        if phrase:
            return scan.get_text(index, phrase.end)
    return ""


# What is further away was talked about: `… She told me of the play, I missed it last year`.
MAX_WORDS_BEFORE_MISS = 12


def _may_be_plan(scan: Scan, days: Sequence[FoundDay]) -> bool:
    """Tell whether a sentence may be about a day to come: `meeting Ben on Friday`, `… tonight`."""
    ongoing = scan.match("ongoing", 0)
    if not ongoing or not days or scan.roles[ongoing.end : ongoing.end + 1] != ["name"]:
        return False
    start = days[0].start
    named_day = scan.match("day", start)
    if named_day:
        return named_day.meaning == "0"
    return scan.match_any(("weekday", "on"), start) is not None


def _may_be_coming(scan: Scan, head_end: int, days: Sequence[FoundDay]) -> bool:
    """Tell whether a sentence such as `Ada comes on Friday` may be about the next Friday."""
    if not days or not scan.match_any(("weekday", "on"), days[0].start):
        return False
    return any(scan.match("present", i) and not scan.roles[i] for i in range(head_end))


def _is_behind_comma(scan: Scan, index: int) -> bool:
    if index == 0 or index >= scan.count:
        return False
    gap = scan.get_gap(index)
    return gap.strip() in (",", ".", "–", "—", "-", ";")


def ask_about_day(
    scan: Scan, days: Sequence[FoundDay], today: Day, answers: Sequence[str]
) -> tuple[Day | None, bool, Question | None]:
    """Find the day, whether it was named, and a question where it is not certain or to come."""
    answered = _find_answered_day(today, answers)
    if answered is not None:
        return answered, True, _ask_about_plan(answered, today, answers)
    if not days:
        return today, False, None

    words = " and ".join([scan.get_text(day.start, day.end) for day in days])
    days = _join_weekday_and_week(days)
    candidates = tuple(dict.fromkeys([day for found in days for day in found.days]))
    is_certain = len(candidates) == 1 and all(found.days for found in days)
    if is_certain:
        return candidates[0], True, _ask_about_plan(candidates[0], today, answers)
    if any(found.is_future for found in days):
        text = f"“{words}” is still to come. Which day is it planned for?"
        return None, True, Question("plan", text, (), words)
    if any(found.is_missing for found in days):
        text = f"“{words}” can't be read as a day. Which day was it?"
        return None, True, Question("day", text, (), words)
    return None, True, _ask_which_day(words, candidates)


def _join_weekday_and_week(days: Sequence[FoundDay]) -> Sequence[FoundDay]:
    """Join a weekday and its week, as in `last week on tuesday`, to the day they mean."""
    if len(days) != 2:
        return days
    week, weekday = sorted(days, key=lambda found: -len(found.days))
    if len(week.days) < MAX_NAMED_DAYS or len(weekday.days) != 1:
        return days
    named = weekday.days[0].weekday()
    same = tuple([day for day in week.days if day.weekday() == named])
    return [week._replace(days=same)] if same else days


def _find_answered_day(today: Day, answers: Sequence[str]) -> Day | None:
    """Find the day that was answered; None where none was."""
    for answer in answers:
        if answer.startswith(DAY_ANSWER):
            words = answer.removeprefix(DAY_ANSWER)
            if words == TODAY_WORD:
                return today
            day = parse_day(words)
            if day is not None:
                return day
    return None


def _ask_which_day(words: str, candidates: Sequence[Day]) -> Question:
    choices = tuple([Choice(f"{DAY_ANSWER}{day}", format_day(day)) for day in candidates])
    text = f"Which day do you mean by “{words}”"
    labels = [choice.label for choice in choices]
    if len(labels) > MAX_NAMED_DAYS:
        text += f", from {labels[0]} to {labels[-1]}"
    elif labels:
        text += f": {join_words(labels, 'or')}"
    return Question("day", f"{text}?", choices, words)


# How many days a question names; of more it names the first and the last.
MAX_NAMED_DAYS = 3


def ask_about_other_time(scan: Scan, head_end: int, answers: Sequence[str]) -> Question | None:
    """Ask for the day where words are about a time and can't be read as a day."""
    if any(answer.startswith(DAY_ANSWER) for answer in answers):
        return None
    for index in range(head_end):
        topic = scan.match("topic", index)
        if topic and not scan.match("way", topic.end):
            return None
        is_other_day = scan.match_back("other day", index) >= 0
        if scan.roles[index] or is_other_day or not _is_about_time(scan, index):
            continue
        words = scan.tokens[index].text
        today = Choice(f"{DAY_ANSWER}{TODAY_WORD}", "today")
        return Question("day", f"Which day was it? “{words}” is not read as one.", (today,), words)
    return None


# Answers with this word instead of an ISO day mean today.
TODAY_WORD = "today"


def _is_about_time(scan: Scan, index: int) -> bool:
    for kind in ("weekday", "day", "period"):
        if scan.match(kind, index):
            return True
    # `wrote back`, `called earlier`: only behind a time are they about one.
    if scan.match("ago behind", index) and scan.match_back("unit", index) >= 0:
        return True
    unit = scan.match("unit", index)
    # `for an hr` says how long it was.
    if not unit or unit.meaning == "hour":
        return False
    has_number = scan.match("number", index - 1) or scan.tokens[index - 1].text.isdigit()
    return (index > 0 and bool(has_number)) or scan.match_back("last", index) >= 0


def ask_whether_name_or_day(
    scan: Scan, days: Sequence[FoundDay], names: NameIndex, answers: Sequence[str]
) -> Question | None:
    """Ask about a word behind a comma that is a day and somebody's name: `coffee with Li, Sat`."""
    for found in days:
        word = scan.get_text(found.start, found.end)
        if found.start == 0 or found.end > found.start + 1 or len(found.days) != 1:
            continue
        gap = scan.get_gap(found.start)
        paths = [path for name in names.find_names(word) for path in name.paths]
        if gap.strip() not in (",", ";") or not paths or f"{DAY_ANSWER}{found.days[0]}" in answers:
            continue
        day = Choice(f"{DAY_ANSWER}{found.days[0]}", f"the day, {format_day(found.days[0])}")
        text = f"Is “{word}” a day here, or somebody called so?"
        return Question("day", text, (*_list_people(word, paths, names), day), word)
    return None


def _ask_about_plan(day: Day, today: Day, answers: Sequence[str]) -> Question | None:
    if day <= today or PLAN_ANSWER in answers:
        return None
    text = f"{format_day(day)} is still to come. Make it the next step?"
    return Question("plan", text, (Choice(PLAN_ANSWER, "make it the next step"),))


_VERBS = {"promised": "promise", "asked": "ask for", "gave": "give", "learned": "learn"}


def ask_for_recipient(
    kind: str, statements: Sequence[Statement], people: Sequence[NamedPerson]
) -> list[Question]:
    """Ask in whose note a promise, an ask or a gift belongs where several people are named."""
    questions = []
    people = list_present(people)
    for number, statement in enumerate(statements):
        if statement.paths or len(people) < 2 or kind == "learned":
            continue
        questions.append(_build_recipient_question(kind, number, statement, people))
    return questions


def _build_recipient_question(
    kind: str, number: int, statement: Statement, people: Sequence[NamedPerson]
) -> Question:
    key = f"to:{kind}:{number}="
    choices = [Choice(f"{key}{person.path}", person.name, person.path) for person in people]
    everybody = "both"
    if len(people) > 2:
        everybody = "all of them"
    choices.append(Choice(f"{key}all", everybody))

    names = join_words([person.name for person in people], "or")
    text = f"To whom did you {_VERBS[kind]} “{statement.text}”: {names}, or {everybody}?"
    if kind == "asked":
        text = f"Whom did you ask for “{statement.text}”: {names}, or {everybody}?"

    # One promise is kept once: the note of whoever is named first has it, the others link
    # there. `send the deck to Ada` may well be a promise to Ada.
    default_key = ""
    if kind == "promised" and not _names_one(statement.text, people):
        default_key = choices[0].key
    return Question("recipient", text, tuple(choices), statement.text, default_key)


def _names_one(text: str, people: Sequence[NamedPerson]) -> bool:
    """Tell whether a text has the words in it that named one of these people."""
    words = f" {fold_spelling(text)} "
    return any(f" {fold_spelling(person.words)} " in words for person in people)


def apply_due_days(
    statements: Sequence[Statement], names: NameIndex, today: Day, answers: Sequence[str]
) -> tuple[tuple[Statement, ...], list[Question]]:
    """Ask about promises whose last word is a month and somebody's name: `the deck by May`.

    Returns the promises with the days that answers gave them, and the questions that are left.
    """
    applied = []
    questions = []
    for number, statement in enumerate(statements):
        found = None
        if not statement.due:
            found = _find_month_or_name(statement.text, names)
        is_name = found and find_answer(answers, f"{NAME_ANSWER}{found.words}=")
        if found is None or is_name:
            applied.append(statement)
            continue
        key = f"{DUE_ANSWER}{number}="
        answer = find_answer(answers, key)
        text = statement.text[: found.start].rstrip()
        if answer:
            statement = statement._replace(text=text, due=parse_day(answer))
        else:
            questions.append(_ask_about_due_day(found, key, names, today))
        applied.append(statement)
    return tuple(applied), questions


class _MonthOrName(NamedTuple):
    """A month that somebody is called, too, behind `by`; `start` is where `by` begins."""

    start: int
    words: str
    month: int
    paths: tuple[str, ...]


def _find_month_or_name(text: str, names: NameIndex) -> _MonthOrName | None:
    scan = Scan(text)
    last = scan.count - 1
    month = scan.match("month", last)
    by = scan.match_back("by", last) if last > 1 else -1
    if not month or by <= 0:
        return None
    words = scan.get_text(last, scan.count)
    paths = tuple([path for name in names.find_names(words) for path in name.paths])
    if not paths:
        return None
    return _MonthOrName(scan.tokens[by].start, words, int(month.meaning), paths)


def _ask_about_due_day(found: _MonthOrName, key: str, names: NameIndex, today: Day) -> Question:
    first_day = today.replace(day=1)
    while first_day.month != found.month:
        first_day = (first_day + timedelta(days=31)).replace(day=1)
    last_day = (first_day + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    days = [first_day, last_day] if first_day >= today else [last_day]
    choices = [Choice(f"{key}{day}", f"by {format_day(day)}") for day in days]
    people = join_words([names.get_name(path) for path in found.paths], "or")
    choices += _list_people(found.words, found.paths, names)
    text = f"Is “{found.words}” the month here, or {people}?"
    return Question("due", text, tuple(choices), found.words)


def apply_recipients(
    kind: str,
    statements: Sequence[Statement],
    people: Sequence[NamedPerson],
    answers: Sequence[str],
) -> tuple[Statement, ...]:
    """Say into whose notes each statement goes, as far as the people and the answers tell."""
    applied = []
    people = list_present(people)
    for number, statement in enumerate(statements):
        paths = statement.paths
        for answer in answers:
            if answer.startswith(f"to:{kind}:{number}="):
                chosen = answer.removeprefix(f"to:{kind}:{number}=")
                paths = tuple([person.path for person in people if chosen in ("all", person.path)])
        if len(people) == 1 and not paths:
            paths = (people[0].path,)
        applied.append(statement._replace(paths=paths))
    return tuple(applied)
