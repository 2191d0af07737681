"""The words of all languages, found in a sentence by the kind of word they are."""

from __future__ import annotations

import importlib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from netnotes.writing import words as languages
from netnotes.writing.name_tokens import Token, list_spellings, split_tokens
from netnotes.writing.sentence_links import extract_link_name, find_links

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from netnotes.writing.sentence_links import SentenceLink

Words = dict[str, dict[str, str]]


class Phrase(NamedTuple):
    """A phrase in a sentence: the index behind its last word, and what it means."""

    end: int
    meaning: str


class Lexicon:
    """The phrases of all languages: by kind and first word, the longest first."""

    def __init__(self, tables: Iterable[Words]) -> None:
        self._tables = tuple(tables)
        self._phrases: dict[str, dict[str, list[tuple[tuple[str, ...], str]]]] = {}

    def list_phrases(self, kind: str, word: str) -> list[tuple[tuple[str, ...], str]]:
        """List the phrases of a kind that begin with a word, each with its meaning."""
        phrases_by_word = self._phrases.get(kind)
        if phrases_by_word is None:
            # A sentence needs some kinds only, and each start of a command folds their words.
            phrases_by_word = self._phrases[kind] = self._group_by_first_word(kind)
        return phrases_by_word.get(word, [])

    def _group_by_first_word(self, kind: str) -> dict[str, list[tuple[tuple[str, ...], str]]]:
        phrases_by_word: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for table in self._tables:
            for meaning, text in table.get(kind, {}).items():
                for words in split_phrases(text):
                    phrases_by_word.setdefault(words[0], []).append((words, meaning))
        for phrases in phrases_by_word.values():
            phrases.sort(key=lambda phrase: -len(phrase[0]))
        return phrases_by_word


def split_phrases(text: str) -> Iterator[tuple[str, ...]]:
    """Yield the phrases of a table, each in its folded words: it has commas between them."""
    # All at once: there are thousands of phrases, and each start of a command folds them.
    folded = text.casefold() if text.isascii() else list_spellings(text)[0]
    for phrase in folded.replace("-", " ").replace("'", " ").split(","):
        words = tuple(phrase.split())
        if words:
            yield words


def list_languages() -> tuple[str, ...]:
    """List the modules of words, by the codes of their languages."""
    # `pkgutil` would take longer to import than all of the words.
    names = [path.stem for path in Path(languages.__path__[0]).glob("*.py")]
    return tuple(sorted([name for name in names if name.isalpha()]))


def get_words(language: str) -> Words:
    """Return the words of a language."""
    table: Words = importlib.import_module(f"{languages.__name__}.{language}").WORDS
    return table


@lru_cache(maxsize=1)
def get_lexicon() -> Lexicon:
    """Return the words of all languages, put together once."""
    return Lexicon(get_words(language) for language in list_languages())


# What follows is text: nobody puts the day or a name of who was there behind it.
MAX_READ_LENGTH = 2_000


class Scan:
    """A sentence while it is read: its words, and which of them are understood."""

    def __init__(
        self,
        sentence: str,
        own_words: Mapping[str, str] | None = None,
        links: Iterable[SentenceLink] = (),
    ) -> None:
        self.sentence = sentence
        tokens = split_tokens(sentence[:MAX_READ_LENGTH])
        self.tokens: tuple[Token, ...] = _join_words_of_links(sentence, tokens, links)
        self.count = len(self.tokens)

        # What each word was taken for, such as `name` or `day`; empty so far.
        self.roles: list[str] = [""] * self.count

        # Whether nothing but a space, a hyphen or an apostrophe is between a word and the next.
        self.is_joined = [
            _is_plain_gap(sentence[left.end : right.start], left)
            for left, right in zip(self.tokens, self.tokens[1:], strict=False)
        ]
        self.is_joined.append(False)
        self._lexicon = get_lexicon()

        # The words of the settings for channels, folded; each means itself.
        self._own_words = own_words or {}

    def get_start(self, index: int) -> int:
        """Return where a word begins in the sentence; behind the last word, the sentence's end."""
        if index < self.count:
            return self.tokens[index].start
        return len(self.sentence)

    def get_gap(self, index: int) -> str:
        """Return what is between a word and the one before it; empty for the first word."""
        if index == 0:
            return ""
        return self.sentence[self.tokens[index - 1].end : self.tokens[index].start]

    def match(self, kind: str, index: int) -> Phrase | None:
        """Match the longest phrase of a kind at a word; None where there is none."""
        if not 0 <= index < self.count or self.roles[index] == "name":
            return None
        own_word = self._match_own_word(index) if kind == "way" else None
        for spelling in self.tokens[index].spellings:
            for words, meaning in self._lexicon.list_phrases(kind, spelling):
                end = index + len(words)
                if own_word and own_word.end >= end:
                    return own_word
                if self._has_words(index, words):
                    return Phrase(end, meaning)
        return own_word

    def match_any(self, kinds: Iterable[str], index: int) -> Phrase | None:
        """Match a phrase at a word: of the first kind that has one."""
        for kind in kinds:
            phrase = self.match(kind, index)
            if phrase is not None:
                return phrase
        return None

    def _match_own_word(self, index: int) -> Phrase | None:
        for spelling in self.tokens[index].spellings:
            if spelling in self._own_words:
                return Phrase(index + 1, self._own_words[spelling])
        return None

    def _has_words(self, index: int, words: tuple[str, ...]) -> bool:
        for offset, word in enumerate(words):
            position = index + offset
            if position >= self.count or word not in self.tokens[position].spellings:
                return False
            if self.roles[position] == "name" or (offset and not self.is_joined[position - 1]):
                return False
        return True

    def match_back(self, kind: str, end: int) -> int:
        """Match a phrase of a kind before the word `end`; return its first word, or -1."""
        for length in (4, 3, 2, 1):
            start = end - length
            if start < 0 or (end < self.count and not self.is_joined[end - 1]):
                continue
            phrase = self.match(kind, start)
            if phrase and phrase.end == end:
                return start
        return -1

    def match_any_back(self, kinds: Iterable[str], end: int) -> int:
        """Match a phrase before the word `end`, of the first kind that has one; or return -1."""
        for kind in kinds:
            start = self.match_back(kind, end)
            if start >= 0:
                return start
        return -1

    def find_tokens(self, start: int, end: int) -> list[int]:
        """Find the words that begin between two characters of the sentence."""
        return [index for index, token in enumerate(self.tokens) if start <= token.start < end]

    def mark(self, start: int, end: int, role: str) -> None:
        """Mark words as understood."""
        for index in range(start, end):
            self.roles[index] = role

    def get_name(self, index: int) -> str:
        """Return what a word calls somebody: for a link, the name of the note it leads to."""
        return extract_link_name(self.tokens[index].text)

    def find_end(self, index: int) -> int:
        """Find the character behind a word, and behind the link that it is in."""
        end = self.tokens[index].end
        for link in find_links(self.sentence):
            if link.start < end < link.end:
                return link.end
        return end

    def get_text(self, start: int, end: int) -> str:
        """Return the sentence from a word to before another."""
        if start >= end:
            return ""
        return self.sentence[self.tokens[start].start : self.tokens[end - 1].end]


def _join_words_of_links(
    sentence: str, tokens: tuple[Token, ...], links: Iterable[SentenceLink]
) -> tuple[Token, ...]:
    """Join the words of each link to one word, with its brackets."""
    for link in links:
        before = [token for token in tokens if token.start < link.start]
        behind = [token for token in tokens if token.start >= link.end]
        text = sentence[link.start : link.end]
        if len(before) + len(behind) < len(tokens):
            link_word = Token(link.start, link.end, text, (text.casefold(),))
            tokens = (*before, link_word, *behind)
    return tokens


def _is_plain_gap(gap: str, left: Token) -> bool:
    if not gap.strip() or gap in ("-", "'", "’", "‐", "/"):
        return True
    # `Oct. 3`, `28. September`, `Dr. Weber`, `w/ Ben`.
    return gap.strip() in (".", "/") and (len(left.text) <= 4)
