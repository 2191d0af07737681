"""The head of a sentence: its first clause, which says with whom, when and how it was."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from netnotes.text import build_lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from netnotes.model.people import Mode
    from netnotes.writing.day_words import FoundDay
    from netnotes.writing.lexicon import Phrase, Scan
    from netnotes.writing.name_places import NamePlace
    from netnotes.writing.statement_parts import FoundStatement


class ChannelWord(NamedTuple):
    """A word for a channel in a sentence, and that channel."""

    start: int
    end: int
    channel: str

    # Whether the word says more than the channel and stays in the text, such as `sent`.
    is_kept: bool = False


# These say only that people met, wrote or talked; any other word for a channel says more.
GENERAL_CHANNELS = ("met", "message", "mail", "chat")


# Words between those that say something.
_SMALL_KINDS = ("small", "praise", "with", "to", "and", "then", "title", "before way")


def find_head_end(
    scan: Scan,
    places: Sequence[NamePlace],
    days: Sequence[FoundDay],
    statements: Sequence[FoundStatement],
) -> int:
    """Return the index behind the head of a sentence.

    It ends at a colon, the end of a sentence, a bracket, a statement, or a comma before a clause.
    """
    within: set[int] = set()
    for day in days:
        within.update(range(day.start + 1, day.end))
    for place in places:
        within.update(range(place.start + 1, place.end))
    starts = {statement.start for statement in statements}
    index = _find_boundary(scan, 1, within, starts, days)
    if 0 in starts:
        return 0
    while index < scan.count:
        if _says_whom(scan, 0, index) and not _goes_on(scan, index, within, starts, days):
            return index
        if index in starts:
            return index
        index = _find_boundary(scan, index + 1, within, starts, days)
    return scan.count


def _find_boundary(
    scan: Scan, first: int, within: set[int], starts: set[int], days: Sequence[FoundDay]
) -> int:
    """Find the first word, from `first`, that something else begins with than the words before."""
    for index in range(first, scan.count):
        if index in within:
            continue
        if index in starts:
            return index
        gap = scan.get_gap(index)
        if _ends_clause(scan, gap, index) or _begins_what_was_told(scan, index):
            return index
        is_free = not scan.roles[index] and not any(day.start <= index < day.end for day in days)
        if is_free and scan.match("clause", index) and not _is_behind_preposition(scan, index):
            return index
    return scan.count


def _is_company(scan: Scan, index: int) -> bool:
    """Tell whether a bracket only says who was there, too: `zoom with Ada (and Ben)`."""
    if not scan.match_any(("and", "with"), index):
        return False
    position = index
    while position < scan.count and (position == index or ")" not in scan.get_gap(position)):
        if scan.roles[position] != "name" and not scan.match_any(("and", "with"), position):
            return False
        position += 1
    return True


def _begins_what_was_told(scan: Scan, index: int) -> bool:
    """Tell whether what was told to somebody begins: `told Ada I saw Ben`, `told Ada Ben left`."""
    if scan.roles[index - 1] != "name" or not scan.is_joined[index - 1]:
        return False
    is_subject = scan.roles[index] == "name" or scan.tokens[index].spellings[0] in ("i", "we")
    first = index - 1
    while first > 0 and (scan.roles[first - 1] == "name" or scan.match("and", first - 1)):
        first -= 1
    return is_subject and scan.match_back("said", first) >= 0


def _ends_clause(scan: Scan, gap: str, index: int) -> bool:
    if "(" in gap and _is_company(scan, index):
        return False
    if re.search(r":\s|\s:|;|[!?]\s|\s[–—-]+\s|—|\(|\n", gap):
        return True
    if re.search(r"\.\s", gap):
        word = scan.tokens[index - 1].text
        return not (
            len(word) <= 2 or scan.match("title", index - 1) or scan.match("month", index - 1)
        )
    return "," in gap


def _is_behind_preposition(scan: Scan, index: int) -> bool:
    return scan.match_any_back(("with", "to", "and", "third"), index) >= 0


def _says_whom(scan: Scan, start: int, end: int) -> bool:
    """Tell whether words name somebody, known or not: they hold more than days and channels."""
    index = start
    while index < end:
        if scan.roles[index] == "name":
            return True
        phrase = scan.match_any(
            ("small", "praise", "way", "sent", "talk", "with", "to", "and", "before way"), index
        )
        if phrase:
            index = phrase.end
        elif scan.roles[index] in ("day", "filler"):
            index += 1
        else:
            return True
    return False


def _goes_on(
    scan: Scan, index: int, within: set[int], starts: set[int], days: Sequence[FoundDay]
) -> bool:
    """Tell whether the head goes on behind a comma, or a colon behind nothing but names."""
    mark = scan.get_gap(index).strip()
    if index in starts or mark not in (",", ":"):
        return False
    end = _find_boundary(scan, index + 1, within, starts, days)
    unknown_count, has_way = _count_unknown_words(scan, index, end)
    if mark == ",":
        is_list = _is_list_with_me(scan, index, end) or _is_list_of_names(scan, index, end)
        return is_list or unknown_count == 0 or _is_name_alone(scan, index, end)
    # `Tom, Karl: team lunch last Thursday` has its way behind the colon.
    has_way_before = _count_unknown_words(scan, 0, index)[1]
    strict_count, _ = _count_unknown_words(scan, index, end, small_kinds=("before way",))
    return has_way and not has_way_before and strict_count <= 1


def _is_list_with_me(scan: Scan, start: int, end: int) -> bool:
    """Tell whether a list of those who were there goes on: `Ada, Ben and me on the train`."""
    index = _skip_names(scan, start, end)
    and_word = scan.match("and", index)
    return (
        start < index
        and and_word is not None
        and and_word.end < end
        and (scan.tokens[and_word.end].spellings[0] in ("i", "me", "us", "ich", "moi", "yo", "ik"))
    )


def _is_list_of_names(scan: Scan, start: int, end: int) -> bool:
    """Tell whether a list of those who were there ends here: `Raj, Priya and Lena at the Ivy`.

    `Ben, Ada and Tom are moving` is a list of others.
    """
    if scan.roles[start - 1] != "name" or scan.match_back("and", start) >= 0:
        return False
    index = _skip_names(scan, start, end)
    and_word = scan.match("and", index)
    if index == start or not and_word or scan.roles[and_word.end : and_word.end + 1] != ["name"]:
        return False
    index = _skip_names(scan, and_word.end, end)
    is_end = index >= end or not scan.is_joined[index - 1] or scan.roles[index] == "day"
    return (
        is_end
        or scan.match_any(("place", "means", "topic", "before way", "source"), index) is not None
    )


def _skip_names(scan: Scan, start: int, end: int) -> int:
    index = start
    while index < end and scan.roles[index] == "name":
        index += 1
    return index


def _count_unknown_words(
    scan: Scan, start: int, end: int, small_kinds: Sequence[str] = _SMALL_KINDS
) -> tuple[int, bool]:
    """Count the words that are no name, day, channel or small word; tell if one is a channel."""
    count = 0
    has_way = False
    index = start
    while index < end:
        if scan.roles[index] in ("name", "day", "filler"):
            index += 1
            continue
        way = scan.match("way", index)
        has_way = has_way or way is not None
        phrase = way or scan.match_any(small_kinds, index)
        count += phrase is None
        index = phrase.end if phrase else index + 1
    return count, has_way


def _is_name_alone(scan: Scan, start: int, end: int) -> bool:
    """Tell whether words between commas are one capitalised name, such as `Zoe` or `Zoe Adler`."""
    words = [scan.tokens[index] for index in range(start, end)]
    if scan.match("and", start):
        words = words[1:]
    return 0 < len(words) <= 2 and all(
        word.text[:1].isupper() and word.text.isalpha() for word in words
    )


def find_channel_words(scan: Scan, head_end: int) -> list[ChannelWord]:
    """Find the words for channels in the head of a sentence.

    They are at its beginning, where names and days do not count, or behind words such as `for`.
    """
    channel_words: list[ChannelWord] = []
    is_beginning = True
    is_about = False
    # `thanks to José met Lucía`
    third = scan.match("third", 0)
    index = 0
    if third:
        index = third.end
    while index < head_end:
        if scan.roles[index] or is_possessive(scan, index):
            index += 1
            continue
        talk = scan.match("talk", index)
        if talk and talk.end > index + 1:
            # `a chat` is a talk, and `chat` alone a channel.
            index = talk.end
            continue
        sent = scan.match("sent", index)
        is_beginning = is_beginning or _is_behind_names(scan, index, head_end)
        phrase = _match_way(scan, index, head_end, is_about=is_about, is_beginning=is_beginning)
        if phrase:
            channel_words.append(ChannelWord(index, phrase.end, phrase.meaning))
            index = phrase.end
        elif sent and is_beginning:
            channel_words.append(ChannelWord(index, sent.end, sent.meaning, is_kept=True))
            index = sent.end
        else:
            is_about = is_about or _is_topic(scan, index)
            small = scan.match_any(
                ("small", "praise", "with", "to", "and", "talk", "before way", "title"), index
            )
            if small:
                index = small.end
            else:
                is_beginning = _is_behind_names(scan, index, head_end)
                index += 1
    for position, following in enumerate(channel_words[1:]):
        word = channel_words[position]
        # `sent Ben an email` says no more than the email.
        if word.is_kept and _has_nothing_between(scan, word.end, following.start):
            channel_words[position] = word._replace(is_kept=False)
    return channel_words


def _has_nothing_between(scan: Scan, start: int, end: int) -> bool:
    kinds = ("small", "to", "before way", "praise")
    return all(scan.roles[i] == "name" or scan.match_any(kinds, i) for i in range(start, end))


def _match_way(
    scan: Scan, index: int, head_end: int, *, is_about: bool, is_beginning: bool
) -> Phrase | None:
    """Match a word for a channel that says how one was in touch, and is not part of a topic."""
    phrase = scan.match("way", index)
    if not phrase or phrase.end > head_end:
        return None
    if is_about and not _is_way_behind_topic(scan, index, phrase.end, head_end):
        return None
    is_here = _is_way_here(scan, index, phrase.end, head_end, is_beginning=is_beginning)
    if not is_here:
        return None
    return phrase


def _is_topic(scan: Scan, index: int) -> bool:
    """Tell whether a topic begins with a word: `over` does in Dutch, and not in `over coffee`."""
    topic = scan.match("topic", index)
    return topic is not None and not scan.match("way", topic.end)


def _is_way_behind_topic(scan: Scan, start: int, end: int, head_end: int) -> bool:
    """Tell whether a channel ends the clause: `told Karl about the plan over coffee`."""
    is_last = end == head_end or scan.roles[end] == "day"
    before = scan.tokens[start - 1].spellings[0] if start else ""
    return is_last and before in ("over", "by", "via", "on", "beim", "per", "bij")


def _is_behind_names(scan: Scan, index: int, head_end: int) -> bool:
    """Tell whether a channel is behind one word more: `Tom: team lunch`, `Tom's team lunch`."""
    if index + 1 >= head_end or index == 0:
        return False
    gap = scan.get_gap(index)
    is_behind = gap.strip() == ":" or is_possessive(scan, index - 1)
    return is_behind and scan.match("way", index + 1) is not None


def _is_way_here(scan: Scan, index: int, end: int, head_end: int, *, is_beginning: bool) -> bool:
    if is_beginning:
        return True
    if scan.match_back("before way", index) >= 0:
        return True
    # German and Dutch have the verb at the end: `Ben zufällig am Bahnhof getroffen`.
    is_last = end >= head_end or scan.roles[end] == "day"
    if is_last and _PARTICIPLE.fullmatch(scan.tokens[index].text):
        return True
    return index > 0 and scan.match_back("praise", index) >= 0


_PARTICIPLE = build_lazy_pattern(
    r"(?:(?:an|auf|wieder|vorbei|kennen|bij|op|langs|tegen)?ge\w+(?:en|t|d|an)"
    r"|telefoniert|besucht|begegnet|bezocht|ontmoet)",
    re.IGNORECASE,
)


def choose_channel_word(
    scan: Scan, channel_words: Sequence[ChannelWord], modes: Mapping[str, Mode]
) -> ChannelWord | None:
    """Choose the word that says most: in `met Ada for lunch` it is lunch.

    `meeting on zoom` was not in person, and `messaged on teams` no call.
    """
    chosen = None
    for word in channel_words:
        if chosen is None or _says_more(scan, word, chosen, modes):
            chosen = word
    return chosen


def _says_more(
    scan: Scan, word: ChannelWord, chosen: ChannelWord, modes: Mapping[str, Mode]
) -> bool:
    if chosen.channel in GENERAL_CHANNELS:
        if chosen.channel == "message" and word.channel in _PLATFORMS:
            return False
        is_general = word.channel in GENERAL_CHANNELS
        return not is_general or (chosen.channel, word.channel) == ("message", "mail")
    if modes.get(chosen.channel) != "in person" or modes.get(word.channel) != "voice":
        return False
    # `lunch call`, `coffee over zoom`, and not `coffee after a call`.
    is_behind = word.start == chosen.end
    return (
        is_behind
        or scan.match("means", word.start) is not None
        or scan.match_back("means", word.start) >= 0
    )


# Channels of voice by which people write, too.
_PLATFORMS = ("zoom", "teams")


def says_another_way(word: ChannelWord, channel: str, modes: Mapping[str, Mode]) -> bool:
    """Tell whether a word says more than the channel that was chosen, as coffee over zoom does."""
    if word.channel in (*GENERAL_CHANNELS, "meeting", channel):
        return False
    # `lunch and a walk`: only the text tells of the walk. A call on Zoom is one call.
    if modes.get(channel) in ("in person", "written"):
        return True
    return modes.get(word.channel) != modes.get(channel)


def is_possessive(scan: Scan, index: int) -> bool:
    """Tell whether a word is the s of `Karl's`."""
    token = scan.tokens[index]
    return token.text == "s" and scan.sentence[token.start - 1 : token.start] in ("'", "’")
