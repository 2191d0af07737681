"""The sentences and clauses of one line of text, folded, with the people that it links to."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from netnotes.reading.sentence_ends import is_dot_of_abbreviation
from netnotes.text import build_lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

# What stands for a link to somebody in a folded text: a character that no keyboard has.
NAME = "\ufffc"

# A link to somebody who is only talked about.
TOPIC = "\ufffd"


class Part(NamedTuple):
    """A sentence or a clause: `written` keeps the accents that `plain` is without.

    Both are of equal length, in small letters, with one space between words.
    """

    plain: str
    written: str


def fold_line(text: str, starts: Collection[int]) -> Part:
    """Fold a line of text, with `NAME` for each of the links that begin at `starts`."""

    def replace_link(match: re.Match[str]) -> str:
        if match.start() in starts:
            return NAME
        # The words of a link to a web site belong to the sentence; an embedded note does not.
        return match["label"] or " "

    if not text.isascii():
        text = text.replace(NAME, " ").replace(TOPIC, " ").replace("\u2019", "'")
    if text.isascii() and text.count("[") == 2 * len(starts) and "](" not in text:
        # All that is in brackets are wikilinks to people.
        text = _WIKILINK.sub(NAME, text)
    else:
        text = _LINK.sub(replace_link, text)
    text = " ".join(text.split())
    # Most sentences have accents nowhere, and are folded quickly.
    if text.replace(NAME, "").isascii():
        folded = text.casefold()
        return Part(folded, folded)
    written = unicodedata.normalize("NFC", text).casefold()
    return Part("".join([_strip_accents(character) for character in written]), written)


def _strip_accents(character: str) -> str:
    if character.isascii():
        return character
    return unicodedata.normalize("NFKD", character)[0]


def iter_sentences(line: Part) -> Iterator[Part]:
    """Yield the sentences of a line; `Dr. Quill`, `J. Reed` and `3. October` end none."""
    start = 0
    for match in _SENTENCE_END.finditer(line.plain):
        mark = match.start()
        if line.plain[mark] == "." and is_dot_within_sentence(line.plain, mark):
            continue
        yield Part(line.plain[start : match.end()], line.written[start : match.end()])
        start = match.end()
    if start < len(line.plain):
        yield Part(line.plain[start:], line.written[start:])


def is_dot_within_sentence(text: str, mark: int) -> bool:
    """Tell whether a full stop ends no sentence: that of `Dr.`, `3.` or `...`."""
    before = text[mark - 1 : mark]
    return before.isdigit() or before == "." or is_dot_of_abbreviation(text, mark)


def iter_clauses(sentence: Part) -> Iterator[Part]:
    """Yield the clauses of a sentence: what is between commas, colons, dashes and brackets.

    Behind a name a word such as `who` or `because` begins another, too.
    """
    text = sentence.plain
    # Most sentences are one clause, and to look for its words and marks is quicker.
    if CLAUSE_WORDS.isdisjoint(text.split()) and not _CLAUSE_MARK.search(text):
        yield sentence
        return
    start = 0
    first_name = text.find(NAME)
    for match in _CLAUSE_END.finditer(text):
        if match["word"] and not 0 <= first_name < match.start():
            continue
        # `Ada and I went for a walk`, `Ada, Ben and I had a call`
        if (
            match["word"]
            and text[match.start() - 1] == NAME
            and _ONLY_NAMES.match(text[: match.start()])
        ):
            continue
        yield Part(text[start : match.start()], sentence.written[start : match.start()])
        start = match.end()
        if 0 <= first_name < start:
            first_name = text.find(NAME, start)
    yield Part(text[start:], sentence.written[start:])


_ONLY_NAMES = re.compile(rf"[\s*_-]*(?:{NAME}(?:, | and | & | und | et | y | en |$))+$")

_WIKILINK = re.compile(r"\[\[[^\[\]]*\]\]")
_LINK = re.compile(r"!?(?:\[\[[^\[\]]*\]\]|(?<!!)\[(?P<label>[^\[\]]*)\]\([^()]*\))")

# Not the first of two full stops. What begins with a set of characters is found quickly.
_SENTENCE_END = re.compile(r"[.!?;](?!(?<=\.)\.)[!?\"')\]]*\s")

# The words that a clause may begin with, as in `_CLAUSE_END`.
_CLAUSE_WORDS = """
    aber about although and aunque because but dass dat en et hoewel maar mais obwohl omdat parce
    pero porque qui since sino so sondern that though und weil which while who whose y
"""
CLAUSE_WORDS = frozenset(_CLAUSE_WORDS.split())
_CLAUSE_MARK = re.compile("[,:()–—-]")

_CLAUSE_END = build_lazy_pattern(
    r"[,:]\s|\s[-–—]+\s|[()]"
    r"|\s(?=(?:but|although|though|aber|sondern|obwohl|mais|pero|sino|aunque|maar|hoewel)\s)"
    r"|(?P<word>\s)(?=(?:who|whose|which|that|because|since|about|so|while|dass|weil|qui|parce"
    r"|porque|omdat|dat)\s"
    r"|(?:and|und|et|y|en) (?:i|we|she|he|they|it|then|did|didn't|couldn't|wasn't|ich|wir|sie|er|es"
    r"|dann|je|on|nous|elle|il|puis|no|ella|luego|ik|ze|zij|hij|het|toen)\b)"
)
