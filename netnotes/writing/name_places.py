"""Where a sentence names somebody: the vault's names first, then words that may be a name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from netnotes.text import build_lazy_pattern
from netnotes.writing.lexicon import MAX_READ_LENGTH, Scan
from netnotes.writing.name_tokens import fold_spelling, split_tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from netnotes.writing.name_index import NameIndex
    from netnotes.writing.name_tokens import Token


class NamePlace(NamedTuple):
    """A name in a sentence: its words from `start` to before `end`, and whom it may mean.

    `paths` is empty for a name that nobody in the vault has.
    """

    start: int
    end: int
    paths: tuple[str, ...]
    words: str

    # Whether it is one word of somebody's name, which could be another word, too.
    is_part: bool = False

    # The names that it may be instead, where `Tom & Ann` have notes of their own, too.
    apart: tuple[str, ...] = ()


# The answer to a question about a name: `name:WORDS=PATH`, or `new:WORDS` for a new note.
NAME_ANSWER = "name:"
NEW_ANSWER = "new:"

# `apart:WORDS`: a name such as `Tom & Ann` means two people, and not the note about both.
APART_ANSWER = "apart:"


def find_name_places(
    scan: Scan, names: NameIndex, answers: Sequence[str], channels: Iterable[str]
) -> list[NamePlace]:
    """Find where a sentence names somebody in the vault, and mark these words as names.

    One word that is a day, a channel or a small word, too, is a name only where a name is expected.
    """
    places = list(_iter_answered_places(scan, names, answers))
    found_places = list(_iter_found_places(scan, names, answers, places))
    for place in found_places:
        if place.end > place.start + 1:
            scan.mark(place.start, place.end, "name")
            places.append(place)
    for place in places:
        scan.mark(place.start, place.end, "name")
    addresses = list(iter_addresses(scan))
    for place in found_places:
        is_one_word = place.end == place.start + 1
        if not is_one_word or any(start <= place.start < end for start, end in addresses):
            continue
        if _is_name_here(scan, place, channels):
            scan.mark(place.start, place.end, "name")
            places.append(place._replace(is_part=True))
    return sorted(places)


def _iter_found_places(
    scan: Scan, names: NameIndex, answers: Sequence[str], answered_places: list[NamePlace]
) -> Iterator[NamePlace]:
    """Yield the names of the vault in a sentence, but for the words that an answer is about."""
    taken: set[int] = set()
    for place in answered_places:
        taken.update(range(place.start, place.end))

    for found in names.find_names(scan.sentence[:MAX_READ_LENGTH]):
        indexes = scan.find_tokens(found.start, found.end)
        if not indexes or not taken.isdisjoint(indexes):
            continue
        words = scan.sentence[found.start : found.end]
        place = NamePlace(indexes[0], indexes[-1] + 1, found.paths, words, not found.is_whole)
        parts = _find_parts(scan, place, names)
        if parts and (f"{APART_ANSWER}{words}" in answers or _is_no_couple(place, parts, names)):
            yield from parts
        else:
            yield place._replace(apart=tuple([part.words for part in parts]))


def _find_parts(scan: Scan, place: NamePlace, names: NameIndex) -> list[NamePlace]:
    """Find the people of `Tom & Ann` with notes of their own; nobody if one of them has none."""
    spans = _split_at_and(scan, place)
    if "/" in place.words or len(spans) == 1:
        return []
    parts = []
    for start, end in spans:
        words = scan.get_text(start, end)
        paths = _find_owners(words, place, names)
        if not paths:
            return []
        parts.append(NamePlace(start, end, paths, words))
    # A note may be called `Lin and Lin`.
    is_one_person = len({part.paths for part in parts}) == 1
    if is_one_person:
        return []
    return parts


def _find_owners(words: str, place: NamePlace, names: NameIndex) -> tuple[str, ...]:
    """Find whose name these words are, other than those whom the whole name means."""
    found = [name for name in names.find_names(words) if name.paths]
    if not found or (found[0].start, found[-1].end) != (0, len(words)):
        return ()
    paths: list[str] = []
    for name in found:
        paths += [path for path in name.paths if path not in place.paths]
    return tuple(paths)


def _split_at_and(scan: Scan, place: NamePlace) -> list[tuple[int, int]]:
    """Split the words of a name at each `and` or `&` between two of them."""
    spans = []
    start = place.start
    for index in range(place.start + 1, place.end - 1):
        if scan.match("and", index):
            spans.append((start, index))
            start = index + 1
    return [*spans, (start, place.end)]


def _is_no_couple(place: NamePlace, parts: list[NamePlace], names: NameIndex) -> bool:
    """Tell whether two whole names only look like a note about both: `Tom Weber & Ann Weber`."""
    folded = fold_spelling(place.words)
    for path in place.paths:
        if folded in map(fold_spelling, names.list_names(path)):
            return False
    for part in parts:
        own_names = [name for path in part.paths for name in names.list_names(path)]
        if fold_spelling(part.words) not in map(fold_spelling, own_names):
            return False
    return True


def _iter_answered_places(
    scan: Scan, names: NameIndex, answers: Sequence[str]
) -> Iterator[NamePlace]:
    for answer in answers:
        if answer.startswith(NAME_ANSWER):
            words, path = names.split_answer(answer.removeprefix(NAME_ANSWER))
            if not path:
                continue
            paths: tuple[str, ...] = (path,)
        elif answer.startswith(NEW_ANSWER):
            words, paths = answer.removeprefix(NEW_ANSWER), ()
        else:
            continue
        span = _find_words(scan, words)
        if span:
            yield NamePlace(*span, paths, words)


def _find_words(scan: Scan, words: str) -> tuple[int, int] | None:
    for index, token in enumerate(scan.tokens):
        if words in (token.text, scan.get_name(index)):
            return index, index + 1
    wanted = [token.text for token in split_tokens(words)]
    typed = [token.text for token in scan.tokens]
    for start in range(len(typed) - len(wanted) + 1):
        if wanted and typed[start : start + len(wanted)] == wanted:
            return start, start + len(wanted)
    return None


def iter_addresses(scan: Scan) -> Iterator[tuple[int, int]]:
    """Yield the words of each mail address and each address of a page."""
    if "@" not in scan.sentence and "://" not in scan.sentence:
        return
    for match in _ADDRESS.finditer(scan.sentence):
        indexes = scan.find_tokens(match.start(), match.end())
        if indexes:
            yield indexes[0], indexes[-1] + 1


_ADDRESS = build_lazy_pattern(r"[^\s<>()@,;]+@[^\s<>()@,;]+\.[a-z]+|[a-z]+://\S+", re.IGNORECASE)

# Words of these kinds are common: as the name of somebody they need a place where a name is.
SMALL_KINDS = (
    *("small", "with", "to", "and", "topic", "clause", "number", "last", "next", "this", "by"),
    *("not", "plan", "praise", "them", "me", "third", "relative", "title", "on", "the", "in"),
)
COMMON_KINDS = (
    *("way", "talk", "sent", "weekday", "month", "day", "unit", "daytime", "promised", "gave"),
    "learned",
)

# First names that are words of a sentence, too, where they are typed in lower case.
_WORDS_LIKE_NAMES = frozenset(
    [
        *("will", "mark", "bill", "grant", "hope", "art", "rich", "sunny", "may", "mai"),
        *("an", "to", "long", "price", "rose", "field", "marsh", "bob", "jack", "joy"),
        *("faith", "grace", "frank", "pat", "sue", "dean", "chase", "drew", "rob"),
        *("bush", "king", "young", "page", "stone", "wood", "banks", "rivers", "summer"),
        *("winter", "autumn", "spring", "sky", "star", "light", "dawn", "eve", "miles"),
        *("chance", "earnest", "ernst"),
    ]
)

# Names that a text has as words more often. `lunch lily` still means her.
_WORDS_LIKE_NAMES_IN_TEXT = _WORDS_LIKE_NAMES | frozenset(
    [
        *("free", "white", "black", "brown", "green", "gray", "grey", "little", "short"),
        *("small", "sharp", "strong", "wise", "swift", "savage", "gold", "silver"),
        *("diamond", "penny", "cash", "day", "hill", "lake", "park", "bell", "moon"),
        *("snow", "storm", "frost", "fox", "wolf", "bird", "cook", "baker", "potter"),
        *("hunter", "love", "church", "street", "lane", "house", "iris", "lily", "daisy"),
        *("ivy", "olive", "violet", "ruby", "pearl", "amber", "crystal", "clay", "ray"),
        *("gene", "pierce", "trip", "lance", "rusty", "sandy", "sage", "angel"),
        *("charity", "constance", "patience", "prudence", "destiny", "melody", "harmony"),
        *("mercy", "nick", "skip", "buddy", "guy", "junior", "major", "duke", "baron"),
    ]
)


# Of these, those that are never what a verb such as `texted` or `met` is about.
_NAMES_BEHIND_VERBS = frozenset(
    ["will", "may", "rob", "bob", "jack", "pat", "sue", "drew", "frank"]
)


def _is_name_here(scan: Scan, place: NamePlace, channels: Iterable[str]) -> bool:
    token = scan.tokens[place.start]
    index = place.start
    if token.spellings[0] in _NAMES_BEHIND_VERBS and _is_verb(scan, index):
        return True
    if _is_subject(scan, index):
        return True
    is_small = _is_one_word(scan, SMALL_KINDS, index)
    is_other = token.spellings[0] in channels or _is_one_word(scan, COMMON_KINDS, index)
    is_like_word = _is_like_word(token)
    if not (is_small or is_other or is_like_word) or _is_whole_head(scan, place):
        return True
    if is_small:
        # `coffee with an …`, `lunch with the …`; in the middle a capital makes `An` a name.
        if token.text.islower():
            return False
        if not is_other and index > 0:
            return True
    return _is_name_expected(scan, index, is_like_word=is_like_word)


def _is_like_word(token: Token) -> bool:
    return token.text.islower() and token.spellings[0] in _WORDS_LIKE_NAMES


def is_written_as_name(scan: Scan, place: NamePlace, names: NameIndex) -> bool:
    """Tell whether a name in a text is written as one: with a capital, or as no common word.

    `he may grant us a free day` names neither May Grant nor Rich Free. A script without capitals
    has no lower case either.
    """
    if not place.words.islower():
        return True
    if place.is_part and not _is_first_name(scan.tokens[place.start], place, names):
        return False
    return not all(_is_common_word(scan, index) for index in range(place.start, place.end))


def _is_first_name(token: Token, place: NamePlace, names: NameIndex) -> bool:
    """Tell whether a word is all of a name, or its first word."""
    return any(
        token.spellings[0] == fold_spelling(name).partition(" ")[0]
        for path in place.paths
        for name in names.list_names(path)
    )


def _is_common_word(scan: Scan, index: int) -> bool:
    if scan.tokens[index].spellings[0] in _WORDS_LIKE_NAMES_IN_TEXT:
        return True
    # As a part of the name it is of no other kind.
    word = Scan(scan.tokens[index].text)
    return word.match_any((*SMALL_KINDS, *COMMON_KINDS), 0) is not None


def _is_name_expected(scan: Scan, index: int, *, is_like_word: bool) -> bool:
    """Tell whether a common word is where a name is: before a colon, behind `with` or a verb."""
    if ": " in scan.sentence[: scan.tokens[index].start]:
        return False
    if scan.match_any_back(("with", "to", "and"), index) >= 0:
        return True
    return index > 0 and not is_like_word and _is_verb(scan, index)


def _is_whole_head(scan: Scan, place: NamePlace) -> bool:
    """Tell whether a sentence is only this word, or begins with it and a colon: `Sat: hello`."""
    if scan.sentence.strip().rstrip(":!.? ") == place.words:
        return True
    token = scan.tokens[place.start]
    return place.start == 0 and scan.sentence[token.end : token.end + 1] == ":"


def _is_verb(scan: Scan, end: int) -> bool:
    kinds = ("way", "sent", "said", "asked", "promised", "gave")
    is_verb = scan.match_any_back(kinds, end) >= 0
    return is_verb and scan.tokens[end - 1].text.endswith(_ENDS_OF_VERBS)


_ENDS_OF_VERBS = ("ed", "met", "saw", "into", "rang", "sent", "told", "gave")


def _is_subject(scan: Scan, index: int) -> bool:
    """Tell whether a word begins a sentence as who did something: `Will said`, `May told me`."""
    if index > 0 or not scan.tokens[0].text[:1].isupper() or not scan.is_joined[0]:
        return False
    following = scan.tokens[1].text
    return following.endswith(("ed", "aid", "told", "rang", "wrote", "came", "was", "has", "sent"))


def _is_one_word(scan: Scan, kinds: Iterable[str], index: int) -> bool:
    """Tell whether one word alone is of one of these kinds."""
    for kind in kinds:
        phrase = scan.match(kind, index)
        if phrase is not None and phrase.end == index + 1:
            return True
    return False
