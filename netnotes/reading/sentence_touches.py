"""With whom of those that a line of a daily note links to it records a touch, sentence by sentence.

A negation, a wish or a dream takes away the people of its own clause, and what is said about
somebody is no touch with them. `Coffee with [[Ada]]: she did not like the plan` is one.
"""

from __future__ import annotations

import re
from functools import lru_cache, partial
from typing import TYPE_CHECKING, NamedTuple

from netnotes.reading.channels import find_channel, is_met_english
from netnotes.reading.entry_ways import find_way_of_cell
from netnotes.reading.line_words import LineWords
from netnotes.reading.moved_words import MOVED_BEHIND
from netnotes.reading.sentence_plans import is_continued, is_order, is_plan, is_question
from netnotes.reading.sentences import (
    NAME,
    TOPIC,
    Part,
    fold_line,
    iter_clauses,
    iter_sentences,
)
from netnotes.reading.simple_lines import IS_MENTION, IS_WISH, Judgement, judge_simple_line
from netnotes.reading.told_of_others import IS_OF_OTHERS, is_told_of_others
from netnotes.reading.touch_ways import (
    NO_TOUCH_BEFORE,
    NO_TOUCH_VERBS,
    find_way,
    find_way_of_clause,
    refine_way,
)
from netnotes.reading.touch_words import (
    FAILURES_BEHIND,
    INFINITIVES,
    INTENTIONS,
    NEGATIONS,
    NOT_WORDS,
    PLAN_WORDS,
    TOPICS,
    TOUCH_VERBS,
)
from netnotes.reading.vague_days import find_other_time
from netnotes.text import build_lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from netnotes.model.people import Link, Mode
    from netnotes.reading.note import Line

IS_PLAN = "It says what should be or is planned, and not what has happened."
IS_NEGATION = "It says that it did not happen."
IS_ORDER = (
    "It may say what is to be done: `called`, or a colon with what was said behind the name, makes "
    "it a touch."
)
# The reason of a line about `yesterday` or `last year`, whose day is not written.
IS_OF_OTHER_TIME = "It tells of another day than that of the note, and does not write that day."
IS_QUESTION = "It is a question, and does not say that it happened."


class _State:
    """What the sentences of a line have said so far."""

    def __init__(
        self, typed_line: str, *, is_touch_above: bool, may_be_against: bool, may_be_order: bool
    ) -> None:
        self.typed_line = typed_line
        self.is_touch_above = is_touch_above
        self.may_be_order = may_be_order

        # Whether anything may speak against a touch but what is only remembered or talked about.
        self.may_be_against = may_be_against

        # For each link of the line, in their order.
        self.reasons: list[str] = []

        # Where in `reasons` the links of the sentence before this one begin.
        self.previous = 0
        self.found: tuple[Mode, str] = ("", "")
        self.is_plan_continued = False

    def add(self, text: str, name_reason: str, topic_reason: str = IS_MENTION) -> None:
        """Add the reason of each link in a part of the line."""
        for character in _LINK.findall(text):
            self.reasons.append(name_reason if character == NAME else topic_reason)

    def fill(self, first: int, reason: str) -> None:
        """Give a reason to all links from the one numbered `first` that have none."""
        self.reasons[first:] = [earlier or reason for earlier in self.reasons[first:]]


_LINK = re.compile(f"[{NAME}{TOPIC}]")


class _Clause(NamedTuple):
    """A clause without accents, how the touch was made that it tells of, and whether it does."""

    text: str
    way: tuple[Mode, str]
    is_touch: bool


def judge_line(
    line: Line,
    people: tuple[Link, ...],
    channels: Mapping[str, Mode],
    *,
    is_touch_above: bool,
    with_reasons: bool = True,
) -> Judgement:
    """Judge a line that links to `people`, sentence by sentence.

    `is_touch_above` says that a heading above it names a way to be in touch. Without
    `with_reasons` a line that tells of no touch is a mention, whatever else it may be.
    """
    offset = line.column - 1
    text = line.raw[offset:]
    words = None
    count = len(people)
    has_only_people = text.count("[[") == count and text.count("[") == text.count("]") == 2 * count
    if has_only_people and text.isascii():
        # All that is in brackets are the wikilinks to people, and the words need no folding.
        words = LineWords(text, "[[", may_have_signs=False)
        judgement = judge_simple_line(
            text, words, count, channels, is_touch_above=is_touch_above, with_reasons=with_reasons
        )
        if judgement:
            return judgement

    starts = [link.source_location.column - 1 - offset for link in people]
    name_starts = set(starts)
    # Of Roam's `[[Call]] with [[Ada]]` the first link is a word.
    if count > 1 and _WAY_LINK.match(text):
        text = _WAY_LINK.sub(partial(_unlink_way, channels), text, count=1)
        name_starts = {start for start in starts if text[start] == "["}
    folded = fold_line(text, name_starts)
    words = words or LineWords(folded.plain, may_have_signs=not text.isascii())
    may_be_against = words.may_be_against() or words.may_tell_of_others()
    state = _State(
        text,
        is_touch_above=is_touch_above,
        may_be_against=may_be_against,
        # A task that is done has happened, and so has what is under Calls.
        may_be_order=not line.status and not is_touch_above and words.may_be_order(),
    )
    if may_be_against:
        _judge_sentences(folded, words, channels, state, with_reasons=with_reasons)
    else:
        _judge_sentences_without_words_against(folded, words, channels, state)

    if may_be_against and "" in state.reasons:
        reason_in_line = _find_reason_in_line(text)
        state.reasons = [reason or reason_in_line for reason in state.reasons]

    # `people` has all wikilinks before the Markdown links, the text has them mixed.
    reasons = dict(zip(sorted(name_starts), state.reasons, strict=False))
    return Judgement(tuple([reasons.get(start, IS_MENTION) for start in starts]), *state.found)


def _find_reason_in_line(text: str) -> str:
    """Find why what reads like a touch was not on the day, or was called off; empty if it was."""
    if _CALLED_OFF_BEFORE_NAME.search(text):
        return IS_NEGATION
    return IS_OF_OTHER_TIME if find_other_time(text) else ""


# `lunch (cancelled) with [[Ada]]`, `| lunch, cancelled | [[Ada]] |`
_CALLED_OFF_BEFORE_NAME = build_lazy_pattern(
    r"(?:[,(–—]|\s-)\s*(?:cancell?ed|called off|postponed|rescheduled|moved|no.?show|abgesagt"
    r"|verschoben|ausgefallen|annul[ée]e?|report[ée]e?|cancelad[oa]|aplazad[oa]|afgezegd"
    r"|geannuleerd|verplaatst|uitgesteld)[)\s:|–—-]+(?:(?:with|w/|mit|avec|con|met) )?\[\[",
    re.IGNORECASE,
)

_WAY_LINK = build_lazy_pattern(
    r"(?P<before>[\d:.\s*_–-]{0,12})\[\[(?P<way>[^\W_][^\[\]|#/]{1,20})\]\](?= (?:with|w/|mit|avec|con|met) )",
    re.IGNORECASE,
)


def _unlink_way(channels: Mapping[str, Mode], match: re.Match[str]) -> str:
    """Return the name of a note without its brackets, in the same length, if it says how."""
    way = match["way"].casefold()
    says_how = way in channels or TOUCH_VERBS.fullmatch(way)
    return f"{match['before']}  {match['way']}  " if says_how else match[0]


def _judge_sentences(
    folded: Part,
    words: LineWords,
    channels: Mapping[str, Mode],
    state: _State,
    *,
    with_reasons: bool,
) -> None:
    """Add to `state` why each link of a line is no touch, where something may be against one."""
    sentences = [_mark_topics(sentence) for sentence in iter_sentences(folded)]
    clauses_by_sentence = [
        tuple(_iter_clauses_with_way(sentence, words, channels)) for sentence in sentences
    ]
    # Most lines only mention somebody, and need not be asked why.
    has_touch = state.is_touch_above or any(map(_has_touch, clauses_by_sentence))
    if not with_reasons and not has_touch:
        return
    for sentence, clauses in zip(sentences, clauses_by_sentence, strict=True):
        if _LINK.search(sentence.plain):
            _judge_sentence(sentence, clauses, state)
        else:
            _pass_sentence(sentence, state)


def _judge_sentences_without_words_against(
    folded: Part, words: LineWords, channels: Mapping[str, Mode], state: _State
) -> None:
    """Add to `state` why each link is no touch, where it may only be remembered or talked about.

    A sentence without a link says nothing about the others then.
    """
    for sentence in iter_sentences(folded):
        if NAME not in sentence.plain:
            continue
        is_remembered = words.may_be_remembered() and NO_TOUCH_BEFORE.search(sentence.plain)
        if words.may_be_talked_about():
            sentence = _mark_topics(sentence)
        clauses = tuple(_iter_clauses_with_way(sentence, words, channels))
        if is_remembered or TOPIC in sentence.plain:
            _judge_sentence(sentence, clauses, state)
        else:
            _judge_plain_sentence(sentence, clauses, state)


def _iter_clauses_with_way(
    sentence: Part, words: LineWords, channels: Mapping[str, Mode]
) -> Iterator[_Clause]:
    """Find in each clause of a sentence that links to somebody how the touch was made."""
    if not _LINK.search(sentence.plain):
        return
    word_count = 0
    may_say_how = words.may_say_how()
    for clause in iter_clauses(sentence):
        way = channel = find_channel(clause.written, channels, words_before=word_count)
        word_count += clause.plain.count(" ") + 1
        is_touch = bool(channel[1])
        if is_touch:
            way = refine_way(channel, sentence.plain, clause.plain, channels)
        elif may_say_how:
            found = find_way(clause.plain, channels)
            is_touch = found is not None or _says_touch(clause.plain)
            if is_touch and not (found and found[1]):
                found = find_way_of_clause(clause.plain, channels)
            # `Mittagessen: [[Ada]]`
            elif not is_touch and sentence.plain.startswith(f"{clause.plain}: {NAME}"):
                found = find_way_of_cell(clause.plain, channels)
                is_touch = bool(found[1])
            way = found or channel
        yield _Clause(clause.plain, way, is_touch)


def _judge_plain_sentence(sentence: Part, clauses: tuple[_Clause, ...], state: _State) -> None:
    """Add to `state` what a sentence says in which nothing speaks against a touch."""
    if state.may_be_order and is_order(sentence):
        state.add(sentence.plain, IS_ORDER)
        return
    found: tuple[Mode, str] | None = ("", "") if state.is_touch_above else None
    for clause in clauses:
        if clause.is_touch:
            found = clause.way
        if found and found[1]:
            break
    if found is None:
        state.add(sentence.plain, IS_MENTION)
        return
    state.add(sentence.plain, "")
    if not state.found[1]:
        state.found = found


def _has_touch(clauses: tuple[_Clause, ...]) -> bool:
    return any(clause.is_touch for clause in clauses)


def _mark_topics(sentence: Part) -> Part:
    """Put `TOPIC` in the place of each name of somebody who is only talked about."""
    plain = sentence.plain
    if NAME in plain:
        for topics in TOPICS:
            plain = topics.sub(_replace_topic, plain)
    return Part(plain, sentence.written)


def _replace_topic(match: re.Match[str]) -> str:
    before = match[0][: match.start("people") - match.start()]
    people = _NOT_A_NAME.sub(" ", match["people"]).replace(NAME, TOPIC)
    # `not [[Ada]]` says nothing about the rest of its clause.
    return _NOT.sub(lambda word: " " * len(word[0]), before) + people


_NOT = re.compile(r"\b(?:not|nicht|niet)\b")
_NOT_A_NAME = re.compile(f"[^{NAME}]")


def _judge_sentence(sentence: Part, clauses: tuple[_Clause, ...], state: _State) -> None:
    """Add to `state` why each link of a sentence is no touch, and how the touch was made."""
    first = len(state.reasons)
    reason = IS_PLAN if _is_plan_of(sentence, state) else ""
    if not reason and is_question(sentence):
        reason = IS_QUESTION
    if not reason and state.may_be_order and is_order(sentence):
        reason = IS_ORDER
    if reason:
        state.add(sentence.plain, reason, reason)
        state.previous = first
        return

    found: tuple[Mode, str] | None = ("", "") if state.is_touch_above else None

    # Why a clause before has not happened, for the clauses that continue it.
    carried = ""
    for index, clause in enumerate(clauses):
        if state.may_be_against and state.reasons and _is_failure(clause.text):
            # `Called [[Ada]]. No answer.`
            state.fill(first if index else state.previous, IS_NEGATION)
            state.add(clause.text, IS_NEGATION)
            continue
        # In `Call with [[Ada]]: the budget` nothing depends on the last clause.
        if index == len(clauses) - 1 and not clause.is_touch and not _LINK.search(clause.text):
            break
        reason, carried = _find_reason_of_clause(
            clause, carried, is_first=index == 0, may_be_against=state.may_be_against
        )
        if state.may_be_against and clause.is_touch and not reason:
            reason = IS_OF_OTHERS if is_told_of_others(clause.text, state.typed_line) else ""
        if clause.is_touch and not reason and not (found and found[1]):
            found = clause.way
        state.add(clause.text, reason)

    if found is None:
        state.fill(first, IS_MENTION)
    elif not state.found[1] and "" in state.reasons[first:]:
        state.found = found
    state.previous = first


def _is_failure(text: str) -> bool:
    """Tell whether a clause behind one with a name says that nothing came of it, or not that day."""
    return bool(FAILURES_BEHIND.match(text) or MOVED_BEHIND.match(text))


def _find_reason_of_clause(
    clause: _Clause, carried: str, *, is_first: bool, may_be_against: bool
) -> tuple[str, str]:
    """Find why a clause has not happened, and why not what continues it; `carried` is from before."""
    if carried and clause.is_touch and not INFINITIVES.search(clause.text):
        carried = ""
    if may_be_against:
        reason = _find_reason(clause.text, is_first=is_first) or carried
    else:
        reason = IS_WISH if NO_TOUCH_BEFORE.search(clause.text) else carried
    if reason and (clause.is_touch or reason != IS_NEGATION):
        carried = reason
    return reason, carried


def _pass_sentence(sentence: Part, state: _State) -> None:
    """Note what a sentence without a link says about the one before it or behind it."""
    clause = next(iter_clauses(sentence))
    is_failure = bool(state.reasons) and _is_failure(clause.plain)
    if is_failure or is_continued(sentence):
        if not _is_plan_of(sentence, state) and is_failure:
            # `Called [[Ada]]. No answer.`
            state.fill(state.previous, IS_NEGATION)
    else:
        state.is_plan_continued = False
    state.previous = len(state.reasons)


def _says_touch(text: str) -> bool:
    """Tell whether a clause has a verb for being in touch, such as `talked`."""
    if TOUCH_VERBS.search(text):
        return True
    match = _MET.search(text)
    return match is not None and is_met_english(text, match.start())


_MET = re.compile(r"\bmet\b")


def _find_reason(text: str, *, is_first: bool) -> str:
    """Find why what a clause says has not happened; empty if it has."""
    # Hardly any clause has one of these words, and looking for all of them at once is quicker.
    if "n't" not in text and not _build_pattern_of_reasons().search(text):
        return IS_PLAN if _is_plan_behind(text, is_first=is_first) else ""
    if INTENTIONS.search(text) or NO_TOUCH_VERBS.search(text) or NO_TOUCH_BEFORE.search(text):
        return IS_WISH
    if NOT_WORDS.search(text) or NEGATIONS.search(text):
        return IS_NEGATION
    return IS_PLAN if _is_plan_behind(text, is_first=is_first) else ""


# Built when it is asked for: most commands find every note in the cache.
@lru_cache(maxsize=1)
def _build_pattern_of_reasons() -> re.Pattern[str]:
    """Build the pattern of all that `_find_reason` looks for, but for `n't`, which ends a word."""
    patterns = (INTENTIONS, NO_TOUCH_VERBS, NO_TOUCH_BEFORE, NOT_WORDS, NEGATIONS)
    alternatives = "|".join([pattern.pattern for pattern in patterns])
    return re.compile(rf"(?<!\w)(?=\w)(?:{alternatives})")


def _is_plan_behind(text: str, *, is_first: bool) -> bool:
    """Tell whether a clause is a plan; the first clause is judged with its sentence."""
    before, name, _ = text.partition(NAME)
    return bool(name) and not is_first and PLAN_WORDS.search(before) is not None


def _is_plan_of(sentence: Part, state: _State) -> bool:
    """Tell whether a sentence is a plan, or continues one: `TODO: call [[Ada]]; call [[Ben]]`."""
    if not state.may_be_against:
        return False
    is_planned = is_plan(sentence)
    if state.is_plan_continued and not TOUCH_VERBS.search(sentence.plain):
        is_planned = True
    state.is_plan_continued = is_planned and is_continued(sentence)
    return is_planned
