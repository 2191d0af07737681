"""The lines of daily notes of the most common kinds, judged without parsing them.

Whether a line is a touch is found quickly where it says how before the first name, or not at all,
and where nothing in it is against a touch. A test compares this with `sentence_touches`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from netnotes.reading.channels import MAX_CHANNEL_POSITION
from netnotes.reading.line_words import LineWords
from netnotes.reading.sentences import CLAUSE_WORDS, NAME, is_dot_within_sentence
from netnotes.reading.touch_ways import NO_TOUCH_BEFORE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netnotes.model.people import Mode

IS_WISH = "It says what was wanted, promised or dreamt, and not what has happened."
IS_MENTION = (
    "It mentions them, and says neither by a channel such as `call` nor by a heading such as "
    "Meetings that you were in touch."
)


class Judgement(NamedTuple):
    """For each link of a line why it is no touch, empty for a touch, and how the touch was made."""

    reasons: tuple[str, ...]
    mode: Mode
    channel: str


def judge_simple_line(
    text: str,
    words: LineWords,
    count: int,
    channels: Mapping[str, Mode],
    *,
    is_touch_above: bool,
    with_reasons: bool,
) -> Judgement | None:
    """Judge a line that links to `count` people, if it is of the most common kinds; None if not.

    The other arguments are those of `judge_line`, and the words those of the line's text.
    """
    if count == 1:
        judgement = _judge_by_beginning(text, words, channels)
        if judgement:
            return judgement

    # Where nothing is against a touch, a sentence without a name says nothing about one.
    start = _find_start_of_sentence(text)
    sentence = words.cut(start) if start else words
    has_channel = not channels.keys().isdisjoint(sentence.words)
    if not has_channel and sentence.may_say_how():
        return None
    # Of what is no touch in any case, the words against it need not be looked for.
    if not (has_channel or is_touch_above or with_reasons):
        return _build_judgement(count, is_touch_above=False)
    if words.may_be_against() or sentence.may_be_talked_about():
        return None

    first_words = _FIRST_WORDS.match(text, start)
    is_remembered: bool | None = False
    if sentence.may_be_remembered():
        is_remembered = _find_whether_remembered(first_words, count)
    if is_remembered is None:
        return None
    if is_remembered:
        return Judgement((IS_WISH,), "", "")
    if has_channel:
        return _judge_sentence_with_channel(
            first_words, words, sentence, count, channels, is_touch_above=is_touch_above
        )
    if words.may_be_order() and not is_touch_above:
        return None
    return _build_judgement(count, is_touch_above=is_touch_above)


def _find_whether_remembered(first_words: re.Match[str] | None, count: int) -> bool | None:
    """Find whether something with somebody is only remembered or prepared; None if it is unclear.

    `first_words` are those of a sentence with `count` names.
    """
    if first_words is None or count > 1:
        return None
    words = first_words["words"].lower().split()
    if not CLAUSE_WORDS.isdisjoint(words):
        return None
    return NO_TOUCH_BEFORE.search(f"{' '.join(words)} {NAME}") is not None


def _build_judgement(count: int, *, is_touch_above: bool) -> Judgement:
    """Build the judgement of a line that does not say how: what is above it decides."""
    reason = "" if is_touch_above else IS_MENTION
    return Judgement((reason,) * count, "", "")


def _judge_sentence_with_channel(
    first_words: re.Match[str] | None,
    words: LineWords,
    sentence: LineWords,
    count: int,
    channels: Mapping[str, Mode],
    *,
    is_touch_above: bool,
) -> Judgement | None:
    """Judge a sentence that has the word for a channel; `words` are those of its whole line."""
    # What is said before a name counts for all names of its sentence.
    if first_words is None or (count > 1 and not is_touch_above):
        return None
    words_before = first_words["words"].lower().split()
    if _may_be_other(words_before, first_words["mark"] or "", words):
        return None
    channel = _find_channel_before_name(words_before, channels)
    if channel and words.may_be_on_screen() and channels[channel] == "in person":
        return None
    if channel:
        return Judgement(("",) * count, channels[channel], channel)
    # So far into a sentence no channel is looked for; another one may begin before the next name.
    is_far = len(words_before) >= MAX_CHANNEL_POSITION
    if not is_far or count > 1 or sentence.may_say_how():
        return None
    return _build_judgement(count, is_touch_above=is_touch_above)


def _judge_by_beginning(
    text: str, words: LineWords, channels: Mapping[str, Mode]
) -> Judgement | None:
    """Judge a line such as `Call with [[Ada]]: she could not decide`; None for any other.

    Only what is before the name counts, unless the call came to nothing.
    """
    first_words = _FIRST_WORDS.match(text)
    if first_words is None or not first_words["mark"]:
        return None
    beginning = _read_beginning(first_words["words"])
    if beginning.is_doubtful or words.is_question() or words.may_tell_of_failure():
        return None
    if beginning.has_subject and words.may_tell_of_others():
        return None
    channel = _find_channel_before_name(beginning.words, channels)
    if not channel or (beginning.is_on_screen and channels[channel] == "in person"):
        return None
    return Judgement(("",), channels[channel], channel)


class _Beginning(NamedTuple):
    """The words of a line before its first name."""

    words: list[str]

    # Whether something may be against a touch in them.
    is_doubtful: bool

    # Whether a coffee in them may have been a virtual one.
    is_on_screen: bool

    # Whether they are enough for a subject and a verb: `Tom had coffee with [[Ada]]`.
    has_subject: bool


# Most lines begin with the same few words, such as `Call with`.
@lru_cache(maxsize=1024)
def _read_beginning(text: str) -> _Beginning:
    words = text.lower().split()
    line_words = LineWords(f"{text}[[", "[[", may_have_signs=False)
    is_doubtful = line_words.may_be_against() or line_words.may_have_topic()
    return _Beginning(words, is_doubtful, line_words.may_be_on_screen(), _has_subject(words))


def _find_channel_before_name(words_before: list[str], channels: Mapping[str, Mode]) -> str:
    """Find the channel among the first words of a sentence; empty if there is none."""
    for word in words_before[:MAX_CHANNEL_POSITION]:
        # Dutch `met` is `with`.
        if word in channels and word != "met":
            return word
    return ""


def _find_start_of_sentence(text: str) -> int:
    """Find where the sentence with the first link of a line begins, perhaps with one before it."""
    mark = text.rfind(". ", 0, text.find("[["))
    if mark < 0 or is_dot_within_sentence(text, mark):
        return 0
    return mark + 2


_FIRST_WORDS_OF_MINE = frozenset(("i", "we", "had", "met", "saw", "called"))


def _has_subject(words_before: list[str]) -> bool:
    """Tell whether there may be a subject and a verb before a name; `call with` has no room for them."""
    return len(words_before) > 2 and words_before[0] not in _FIRST_WORDS_OF_MINE


def _may_be_other(words_before: list[str], mark: str, words: LineWords) -> bool:
    """Tell whether a line may be a task, or tell of others, by the words before its first name."""
    # `Call [[Ada]]` may be a task.
    if len(words_before) == 1:
        return not mark
    # `Tom had coffee with [[Ada]]`
    return _has_subject(words_before) and words.may_tell_of_others()


# No mark before the name ends a clause: `09:30 call with [[Ada]]: …`.
_FIRST_WORDS = re.compile(r"(?:\d\d?:\d\d )?(?P<words>[A-Za-z ]+)\[\[[^\[\]]*\]\](?P<mark>[:,] )?")
