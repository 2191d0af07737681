"""How an entry of a contact's log says that a touch was made, beyond the channels of the settings.

`Mittagessen beim Italiener`, `quick phone call`, `ran into her`, `met on Zoom`, `📞 the budget`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from netnotes.reading.attempts import ATTEMPT, find_reason_against
from netnotes.reading.channels import is_met_english
from netnotes.reading.way_words import (
    BEFORE_MEALS,
    CHANNELS_OF_SIGNS,
    COMPOUND_NOUNS,
    FIRST_OF_MEANS,
    GENERIC_CHANNELS,
    MEALS,
    REMOTE_WORDS,
    SURE_BEFORE_MEANS,
    get_way_words,
)
from netnotes.text import fold_for_search

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from netnotes.model.people import Mode

Way: TypeAlias = "tuple[Mode, str]"

NO_WAY: Way = ("", "")


def find_way_of_entry(text: str, channels: Mapping[str, Mode]) -> Way:
    """Find the mode and the channel that the first sentence of an entry tells of.

    A noun counts at its beginning, `Quick call`, a verb anywhere in its first clause, `Ihr lange
    geschrieben`, and a means behind a word such as `by`. Both are empty if there is none, and for
    a channel that the settings do not have.
    """
    sign = _find_sign(text)
    if sign in channels:
        return channels[sign], sign
    if not _may_say_how(text, channels):
        return NO_WAY
    words = _split_words(text)
    channel = _find_channel(words, channels)
    if channel in channels:
        return channels[channel], channel
    return NO_WAY


def find_way_at_start(text: str, channels: Mapping[str, Mode]) -> Way:
    """Find the way that a text begins with, as a noun or a sign; a verb may be that of others."""
    is_noun = _find_sign(text) or (
        _may_say_how(text, channels) and _find_noun(_split_words(text), channels)
    )
    return find_way_of_entry(text, channels) if is_noun else NO_WAY


def judge_entry(
    mode: Mode, channel: str, text: str, channels: Mapping[str, Mode]
) -> tuple[Mode, str, str]:
    """Find the mode and the channel of an entry by its words, and why it is no contact.

    `mode` and `channel` are those that it begins with, `text` may be without them. The reason is
    empty for a contact.
    """
    reason = find_reason_against(mode, channel, text)
    # A message counts without an answer: `SMS, no reply`.
    if reason == ATTEMPT and not channel and find_way_at_start(text, channels)[0] == "written":
        reason = find_reason_against("written", channel, text)
    if not reason and (mode in ("", "in person") or channel == "chat"):
        mode, channel = complete_way((mode, channel), text, channels)
    return mode, channel, reason


def complete_way(way: Way, text: str, channels: Mapping[str, Mode]) -> Way:
    """Return the way of an entry, by its words where it begins with no channel.

    `text` may be without the channel.
    """
    mode, channel = way
    if not channel:
        return find_way_of_entry(text, channels)
    # Most entries end here.
    if mode != "in person" and channel not in GENERIC_CHANNELS:
        return way
    if channel == "met" and text[:3].lower() == channel and not is_met_english(text, 0):
        return find_way_of_entry(text, channels)
    return _refine_way(way, text, channels)


def _refine_way(way: Way, text: str, channels: Mapping[str, Mode]) -> Way:
    """Return how one met where more words tell it: `Met on Zoom`, `Meeting (video)`."""
    channel = way[1]
    if text[: len(channel)].lower() == channel:
        found = find_way_of_entry(text, channels)
        if found[1]:
            return found
        return way
    # Behind `meeting:` comes what was talked about, and hardly ever by which means.
    if text[:1] not in _BRACKETS and text.partition(" ")[0].lower() not in FIRST_OF_MEANS:
        return way
    means = _find_screen(_split_words(text)[:_MAX_WORDS_BEHIND_COLON], way, channels)
    if means not in channels:
        return way
    return channels[means], means


_MAX_WORDS_BEHIND_COLON = 4
_BRACKETS = ("(", "[")


def find_way_of_cell(cell: str, channels: Mapping[str, Mode]) -> Way:
    """Find the way that all of a short text names: `Phone call`, `In-person meeting`, `Zoom`."""
    if len(cell.split()) > _MAX_WORDS_OF_CELL:
        return NO_WAY
    return find_way_of_entry(cell, channels)


_MAX_WORDS_OF_CELL = 4

# Of a longer sentence only so many words are looked at.
_MAX_WORDS = 14
_MAX_LENGTH = 160

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?|[,;:.()\[\]|/–—\n-]")
_WIKILINK = re.compile(r"\[\[[^\[\]]*\]\]")
_TEA = re.compile(r"\bth?é\b", re.IGNORECASE)
_SEPARATORS = frozenset(",;:.()[]|–—\n")
_SIGN = re.compile(r"[\s*_\ufe0f]*([^\w\s\ufe0f])")


def _find_sign(text: str) -> str:
    """Find the channel of a sign that a text begins with: of `📞 the budget` it is `call`."""
    if text[:1].isascii():
        return ""
    match = _SIGN.match(text)
    if not match:
        return ""
    return CHANNELS_OF_SIGNS.get(match[1], "")


def _split_words(text: str) -> list[str]:
    """Split the first sentence of a text into folded words and marks."""
    text = text[:_MAX_LENGTH]
    if "é" in text:
        # Without its accent `thé` is an English word, and `té` a Dutch one.
        text = _TEA.sub("tea", text)
    # The name of a note may be any word; only the first is one of the entry: `[[Call]] with Ada`.
    text = _WIKILINK.sub(" [] ", text.removeprefix("[["))
    folded = fold_for_search(text.replace("’", "'").replace("\n", " ; "))
    words = _WORD.findall(folded)
    # `catch-up` and `1/1` are read as two words.
    return [word for word in words if word not in "-/"][:_MAX_WORDS]


def _may_say_how(text: str, channels: Mapping[str, Mode]) -> bool:
    """Tell whether a text may have a word for a way: quickly, and right in saying no."""
    if not text.isascii():
        return True
    words = text[:_MAX_LENGTH].encode().translate(_ONLY_WORDS).decode().split()
    return not (get_way_words().any_word.isdisjoint(words) and channels.keys().isdisjoint(words))


_ONLY_WORDS = bytes(
    [ord(chr(code).lower()) if code < 128 and chr(code).isalnum() else 32 for code in range(256)]
)


def _find_channel(words: list[str], channels: Mapping[str, Mode]) -> str:
    channel = _find_noun(words, channels)
    if channel:
        return _find_screen(words, (channels.get(channel, ""), channel), channels) or channel
    return _find_means(words) or _find_verb(words)


def _find_noun(words: list[str], channels: Mapping[str, Mode]) -> str:
    """Find the way at the beginning of a text, behind words such as `a quick`."""
    way_words = get_way_words()
    for start, word in enumerate(words):
        channel, end = way_words.nouns.match(words, start)
        # What the settings say comes first.
        if end <= start + 1 and word in channels and not _is_dutch_with(words, start):
            channel, end = word, start + 1
        if channel and not _is_noun_alone(words, start, end, channels):
            return ""
        if channel:
            return _find_call_behind(words, end, channel, channels) or channel
        if word not in way_words.small and not word.isdigit():
            return ""
    return ""


def _is_noun_alone(words: list[str], start: int, end: int, channels: Mapping[str, Mode]) -> bool:
    """Tell whether a noun is what took place: not `the coffee was bad`, nor `tea company`."""
    if start == 1 and words[0] in _OF_SOMEBODY:
        return False
    if end >= len(words) or words[end] in _SEPARATORS or words[end].isdigit():
        return True
    # The word for a channel is believed at the beginning of an entry, whatever follows it.
    is_channel = end == start + 1 and words[start] in channels
    if is_channel:
        is_believed = start == 0
    else:
        is_believed = end > start + 1 or words[start] not in COMPOUND_NOUNS
    way_words = get_way_words()
    behind = words[end]
    if is_believed or behind in way_words.behind_noun or behind in channels:
        return True
    return bool(way_words.nouns.match(words, end)[0] or way_words.verbs.match(words, end)[0])


def _find_call_behind(
    words: list[str], index: int, channel: str, channels: Mapping[str, Mode]
) -> str:
    """Find the call of `catch-up call` or `conference call`, which was not in person."""
    if channel not in GENERIC_CHANNELS or index >= len(words):
        return ""
    behind = get_way_words().nouns.match(words, index)[0] or words[index]
    if channels.get(behind) != "voice":
        return ""
    return behind


_OF_SOMEBODY = frozenset(
    [
        *("the", "das", "der", "die", "le", "la", "les", "el", "los", "las", "het", "de", "il"),
        *("lo", "her", "his", "their", "ihr", "ihre", "sein", "seine", "sa", "son", "ses", "su"),
        *("sus", "haar", "zijn", "hun"),
    ]
)


def _is_dutch_with(words: list[str], index: int) -> bool:
    """Tell whether a word is the Dutch `met`, for `with`: `met haar gebeld`."""
    if words[index] != "met":
        return False
    text = " ".join(words)
    return not is_met_english(text, len(" ".join(words[:index])))


def _find_means(words: list[str], marks: Collection[str] = _BRACKETS) -> str:
    """Find how one talked: behind `by`, `on the` and the like, or between marks."""
    way_words = get_way_words()
    for index, word in enumerate(words):
        start = index + 1
        is_mark = word in marks
        if not is_mark and word not in way_words.before_means:
            continue
        while start < len(words) and words[start] in way_words.between:
            start += 1
        if start < len(words):
            means, end = way_words.means.match(words, start)
            is_sure = word in SURE_BEFORE_MEANS and start == index + 1
            if means in MEALS and word not in BEFORE_MEALS and word not in marks:
                continue
            if means and (is_sure or _is_end(words, end, is_mark=is_mark)):
                return means
    return ""


def _is_end(words: list[str], index: int, *, is_mark: bool) -> bool:
    """Tell whether the words for a means end here: `on Zoom pricing` is a topic."""
    if index >= len(words) or words[index] in _SEPARATORS:
        return True
    return not is_mark and words[index] in _build_words_behind_means()


@lru_cache(maxsize=1)
def _build_words_behind_means() -> frozenset[str]:
    way_words = get_way_words()
    return way_words.behind_noun | way_words.before_means | _TOPIC_WORDS


_TOPIC_WORDS = frozenset(
    ("about", "re", "regarding", "wegen", "sobre", "because", "today", "of", "to")
)


def _find_verb(words: list[str]) -> str:
    """Find the verb in the first clause: `lange mit ihr telefoniert`, `ran into her`."""
    way_words = get_way_words()
    for start, word in enumerate(words):
        if word in _SEPARATORS or word in _BEFORE_TOPIC:
            return ""
        channel, end = way_words.verbs.match(words, start)
        # One emails the slides to somebody, and calls the office.
        if channel and (channel in _SENT_THINGS or not _is_of_thing(words, end)):
            return channel
        if word in way_words.written:
            is_alone = all(map(_is_small, words[:start]))
            is_passive = words[start + 1 : start + 2] in (["by"], ["par"], ["por"], ["door"])
            is_message = is_alone and not is_passive and not _is_of_thing(words, start + 1)
            return "message" if is_message else ""
    return ""


_SENT_THINGS = frozenset(("email", "message"))

_BEFORE_TOPIC = frozenset(
    ("about", "that", "how", "why", "uber", "dass", "sobre", "que", "dat", "hoe")
)


def _is_small(word: str) -> bool:
    way_words = get_way_words()
    return word in way_words.small or word in way_words.auxiliary or word.isdigit()


def _is_of_thing(words: list[str], index: int) -> bool:
    """Tell whether a verb goes on with something: `wrote a book`, `called it off`, `walked her dog`."""
    if index >= len(words):
        return False
    if words[index] in _THINGS:
        return True
    if words[index] not in _POSSESSIVES or index + 1 >= len(words):
        return False
    behind = words[index + 1]
    return behind not in _SEPARATORS and behind not in get_way_words().behind_noun


_POSSESSIVES = frozenset(("her", "his", "their", "ihre", "ihren", "seine", "sa", "su", "haar"))
_THINGS = frozenset(
    [
        *("a", "an", "the", "it", "off", "in", "out", "up", "ein", "eine", "einen", "das"),
        *("un", "une", "le", "la", "una", "el", "los", "een", "het"),
        # `came by train`
        *("train", "bus", "car", "bike", "plane", "foot"),
    ]
)


def _find_screen(words: list[str], way: Way, channels: Mapping[str, Mode]) -> str:
    """Find by which means one met, of what may have been in person or not; empty if it is unsaid."""
    mode, channel = way
    if channel in GENERIC_CHANNELS:
        means = _find_means(words, _SEPARATORS)
    elif mode == "in person":
        # `Coffee on Zoom`
        means = _find_means(words)
        if channels.get(means) != "voice":
            means = ""
    else:
        return ""
    if not means and mode == "in person" and not REMOTE_WORDS.isdisjoint(words):
        return "video"
    return means
