"""A touch in one sentence: `coffee with Ada and Ben Okafor yesterday: talked about the move`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from netnotes.errors import NetnotesError
from netnotes.text import fold, format_day_short
from netnotes.writing.days import (
    DAY_PATTERN,
    FILLER_WORD,
    extract_day,
    is_day_word,
    parse_future_day,
    parse_past_day,
)
from netnotes.writing.meeting import Meeting
from netnotes.writing.sentence_names import mark_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date as Day

    from netnotes.model.settings import Settings
    from netnotes.writing.sentence_names import MarkedSentence


class ParsedSentence(NamedTuple):
    """What a sentence says: the names in it as typed, the day, the channel and the text.

    `date` is None where no day is named; the texts are empty where the sentence has none.
    """

    names: tuple[str, ...]
    date: Day | None
    channel: str
    text: str


def parse_sentence(
    sentence: str, today: Day, channels: Mapping[str, str], known_names: Iterable[str] = ()
) -> ParsedSentence:
    """Parse a sentence on a touch.

    Before the first colon come the channel, the names and the day, in any order; behind it, the
    text. A name may be followed by its organisation, as in `Ada at Northwind`. The keys of
    `channels` are the words for channels, folded. What `known_names` holds is a name, whatever else
    it could be. Raises NetnotesError where a word may be a day or a name.
    """
    marked = _mark_known_names(sentence, known_names, channels)
    return _parse_marked_sentence(marked, today, channels)


def _parse_marked_sentence(
    marked: MarkedSentence, today: Day, channels: Mapping[str, str]
) -> ParsedSentence:
    head, text = _split_at_colon(marked.text)
    first_word = "".join(head.split()[:1])
    day, head = extract_day(head, today)
    channel, head = _extract_channel(head, channels)
    names = []
    for part in _NAME_SEPARATOR.split(" ".join(head.split())):
        name = _strip_filler_words(part, first_word)
        if name:
            names.append(marked.restore(name))
        first_word = ""
    return ParsedSentence(tuple(names), day, channel, marked.restore(text))


def parse_answer(
    answer: str, today: Day, channels: Mapping[str, str], known_names: Iterable[str] = ()
) -> ParsedSentence:
    """Parse what was answered about somebody who is known: all but channel and day is text.

    The channel and the day are taken out of the text where it begins with them, and otherwise read
    only: nothing of the answer is lost.
    """
    marked = _mark_known_names(answer, known_names, channels)
    parsed = _parse_marked_sentence(marked, today, channels)
    if not parsed.names:
        return parsed

    text = marked.text
    while True:
        text = text.lstrip(" ,;:.")
        word = re.match(r"[^\s,;:&+]+", text)
        day = DAY_PATTERN.match(text)
        if word and find_channel(word[0], channels) == parsed.channel != "":
            text = text[word.end() :]
        elif day and parse_past_day(day[0], today) == parsed.date is not None:
            text = text[day.end() :]
        else:
            return parsed._replace(names=(), text=marked.restore(text))


def _mark_known_names(
    sentence: str, known_names: Iterable[str], channels: Mapping[str, str]
) -> MarkedSentence:
    names = tuple(known_names)
    marked = mark_names(
        sentence, names, lambda text, start, end: _is_name_here(text, start, end, channels)
    )
    if marked.names:
        return marked
    # `Sat: hello` is about somebody called Sat; `mail yesterday` does not say to whom.
    head, _ = _split_at_colon(sentence)
    return mark_names(sentence, names, lambda text, start, end: text[start:end] == head.strip())


def _is_name_here(sentence: str, start: int, end: int, channels: Mapping[str, str]) -> bool:
    """Whether one word that is the name of somebody, such as `Sat` or `Mail`, is meant as a name.

    Only a word that could be a day, a channel or a small word needs to be marked.
    """
    if ": " in sentence[:start]:
        return False
    word = sentence[start:end]
    is_day = is_day_word(word)
    if not is_day and not find_channel(word, channels) and not FILLER_WORD.fullmatch(word):
        return False
    for match in DAY_PATTERN.finditer(sentence):
        # `5 may`, `last sat`: the day is longer than the word.
        if match.start() < end and start < match.end() and match[0].strip() != word:
            return False
    before = sentence[:start]
    if is_day and re.search(r"[,;]\s*$", before):
        raise NetnotesError(
            f"`{word}` is a day here, or somebody called so. Write the day as 2026-10-03 or "
            "yesterday, or more of the name."
        )
    return re.search(rf"(?:^|\s)(?:{_WORDS_BEFORE_NAME})\s*$", before, re.IGNORECASE) is not None


# What a name follows, and no day or channel does.
_WORDS_BEFORE_NAME = r"with|and|to|from|met|saw|called|emailed|texted|&|\+"


def _split_at_colon(sentence: str) -> tuple[str, str]:
    """Split at the first colon that ends a word; the one in a time (10:30) does not."""
    head, colon, text = sentence.partition(": ")
    if not colon and sentence.rstrip().endswith(":"):
        return sentence.rstrip()[:-1], ""
    return head, text.strip()


_NAME_SEPARATOR = re.compile(r"\s*(?:,|;|&|\+|\band\b)\s*", re.IGNORECASE)

_LASTFILLER_WORDS = ("for", "on", "by", "in", "over", "with", "via")

# Behind one of these comes the name: `with An Nguyen` is not `with a Nguyen`.
_PREPOSITIONS = ("with", "to", "from")

# These begin no name, not even with a capital; all others may: An, To, Long, Made, Saw.
_NEVER_NAMES = ("i", "we", "with", "from", "the", "had", "have", "was", "went", "met", "spoke")


def _strip_filler_words(part: str, first_word: str) -> str:
    """Strip words around a name that belong to the sentence: `had a quick coffee with`.

    `first_word` is the one with which the sentence begins, and may have a capital; empty for the
    parts behind the first.
    """
    words = part.split()
    while words and _is_filler(words[0], first_word):
        word = words.pop(0).casefold()
        first_word = first_word and word
        if word in _PREPOSITIONS:
            break
    while words and words[-1].casefold() in _LASTFILLER_WORDS:
        words.pop()
    return " ".join(words).strip(" .")


def _is_filler(word: str, first_word: str) -> bool:
    if not FILLER_WORD.fullmatch(word):
        return False
    folded_word = word.casefold()
    # `coffee with Ada and a Ben`: an article stands before a thing, not before a second name.
    if not first_word and folded_word in ("a", "an"):
        return False
    return word.islower() or word == first_word or folded_word in _NEVER_NAMES


# Other forms of the words for channels.
CHANNEL_FORMS = {
    "called": "call",
    "phoned": "phone",
    "rang": "call",
    "emailed": "email",
    "mailed": "mail",
    "messaged": "message",
    "texted": "text",
    "chatted": "chat",
    "visited": "visit",
    "walked": "walk",
    "zoomed": "zoom",
    "lunched": "lunch",
    "dined": "dinner",
    "meeting": "met",
    "meet": "met",
    "saw": "met",
    "wrote": "message",
}


def find_channel(word: str, channels: Mapping[str, str]) -> str:
    """Return the word for a channel as the log has it; empty where the word is none."""
    folded = fold(word)
    if folded in channels:
        return word.casefold()
    form = CHANNEL_FORMS.get(folded, folded.removesuffix("s"))
    if form not in channels:  # the settings decide which there are
        return ""
    return form


# As in `met Ada for lunch`, `Ada by phone`, `with Ada over coffee`.
WORDS_BEFORE_CHANNEL = ("for", "by", "on", "over", "via", "a")


def _extract_channel(head: str, channels: Mapping[str, str]) -> tuple[str, str]:
    """Find the channel in a sentence; return it and the sentence without all words for channels.

    `met` counts only where there is no better word: in `met Ada for lunch` it is lunch.
    """
    matches = _find_channels(head, channels)
    if not matches:
        return "", head
    channel = matches[0][0]
    for name, _ in matches:
        if name != "met":
            channel = name
            break

    rest = ""
    position = 0
    for _, word in matches:
        rest += head[position : word.start()]
        position = word.end()
    return channel, rest + head[position:]


def _find_channels(head: str, channels: Mapping[str, str]) -> list[tuple[str, re.Match[str]]]:
    """Find the words for channels that are not part of a name.

    Such a word is at the beginning, or follows one of WORDS_BEFORE_CHANNEL: Ada Call is a name.
    """
    matches = []
    is_beginning = True  # only channels and filler words so far
    previous = ""
    for word in re.finditer(r"[^\s,;:&+]+", head):
        channel = find_channel(word[0], channels)
        if channel and (is_beginning or previous in WORDS_BEFORE_CHANNEL):
            matches.append((channel, word))
        if not channel and not FILLER_WORD.fullmatch(word[0]):
            is_beginning = False
        previous = word[0].casefold()
    return matches


class TypedMeeting(NamedTuple):
    """A touch as it was typed in options or a form; an empty day is today."""

    day: str = ""
    channel: str = ""
    text: str = ""
    gave: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    promised: tuple[str, ...] = ()
    learned: tuple[str, ...] = ()


def parse_meeting(typed: TypedMeeting, settings: Settings, today: Day) -> Meeting:
    """Parse what was typed. Raises NetnotesError for a day or a channel that means nothing."""
    day = _parse_log_day(typed.day, today)
    promises = [parse_promise(promise, today) for promise in typed.promised]
    for promise, due in promises:
        if due is not None and due < day:
            raise NetnotesError(
                f"`{promise}` is promised by {format_day_short(due)}, before the day it was promised "
                f"on, {format_day_short(day)}."
            )
    return Meeting(
        date=day,
        channel=_parse_channel(typed.channel, settings),
        text=typed.text,
        gave=typed.gave,
        asked=typed.asked,
        promised=tuple(promises),
        learned=typed.learned,
    )


def _parse_log_day(text: str, today: Day) -> Day:
    if not text:
        return today
    day = parse_past_day(text, today)
    if day is None:
        raise NetnotesError(
            f"`{text}` can't be read as a day. Try 2026-10-03, yesterday, friday, 3 october or 2 weeks ago."
        )
    if day > today:
        raise NetnotesError(
            f"{format_day_short(day)} is in the future; the log is for what has happened. "
            "Put plans under `next:`."
        )
    return day


def _parse_channel(word: str, settings: Settings) -> str:
    if not word:
        return ""
    channel = find_channel(word, dict(settings.channels))
    if not channel:
        known_words = ", ".join(sorted({fold(known_word) for known_word, _ in settings.channels}))
        raise NetnotesError(f"`{word}` is not a way to be in touch. Known are: {known_words}.")
    return channel


def parse_promise(text: str, today: Day) -> tuple[str, Day | None]:
    """Split a promise from the day it is due by, where it ends with `by` and a day."""
    # The last ` by ` counts: `send the book by Granovetter by friday`.
    promise, by, day_words = text.rpartition(" by ")
    if by:
        day = parse_future_day(day_words, today)
        if day is not None:
            return promise, day
    return text, None
