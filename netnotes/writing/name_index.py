"""The names of a vault's contacts, and where a sentence has them."""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from netnotes.model.note_path import extract_note_name
from netnotes.text import build_lazy_pattern, is_one_edit_apart, parse_day
from netnotes.writing.name_tokens import (
    Token,
    continues_word,
    is_inside_word,
    list_gaps,
    split_tokens,
)
from netnotes.writing.sentence_links import (
    blank_links,
    find_links,
    find_paths_of_target,
    find_written_paths,
    group_by_file_name,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from netnotes.model.people import Contact
    from netnotes.writing.sentence_links import SentenceLink


class FoundName(NamedTuple):
    """A name in a sentence: where it is, and the paths of those whom it may mean."""

    start: int
    end: int
    paths: tuple[str, ...]

    # Whether it is more than one word of somebody's name: all of it, or several words of it.
    is_whole: bool


class _NameForm(NamedTuple):
    """A way to write somebody's name: its words, and what stands between each and the next."""

    words: tuple[tuple[str, ...], ...]
    separators: tuple[str, ...]


class _Match(NamedTuple):
    start: int
    end: int  # indexes of tokens; `end` is behind the last one
    rank: int
    path: str


# What a name was matched by; of matches of one length the lowest counts.
_WHOLE, _ALIAS, _PART, _FIRST, _LAST = range(5)


class NameIndex:
    """The names of the contacts of a vault, made once and used for many sentences."""

    def __init__(self, contacts: Iterable[Contact]) -> None:
        self.contacts = {contact.path: contact for contact in contacts}
        self._paths_by_word: dict[str, list[str]] = {}
        self._paths_by_address: dict[str, list[str]] = {}
        paths_by_word = self._paths_by_word
        for contact in self.contacts.values():
            for word in _list_index_words(contact):
                paths_by_word.setdefault(word, []).append(contact.path)
            for address in contact.email:
                self._paths_by_address.setdefault(address.casefold(), []).append(contact.path)

    @cached_property
    def _paths_by_file_name(self) -> Mapping[str, Sequence[str]]:
        """The notes by the name of the file; few sentences have a link, so made when asked for."""
        return group_by_file_name(self.contacts)

    def get_name(self, path: str) -> str:
        """Return the name of the contact of a path."""
        return self.contacts[path].name

    def list_names(self, path: str) -> list[str]:
        """List all names of the contact of a path: the name, that of the file, and aliases."""
        return _list_own_names(self.contacts[path])

    def split_answer(self, answer: str) -> tuple[str, str]:
        """Split `WORDS=PATH`; the path is empty if no contact has it any more.

        Both may have a `=` of their own.
        """
        position = answer.find("=")
        while position >= 0:
            if answer[position + 1 :] in self.contacts:
                return answer[:position], answer[position + 1 :]
            position = answer.find("=", position + 1)
        return answer, ""

    def find_names(self, sentence: str) -> tuple[FoundName, ...]:
        """Find the names in a sentence, in their order; a longer one comes before a shorter one.

        The sentence must be in Unicode's form NFC.
        """
        links = find_links(sentence)
        # What a link says means the note that it leads to, whoever else has these words as a name.
        sentence = blank_links(sentence, links)
        found = [*self._iter_linked(links), *self._iter_addresses(sentence)]
        for written in find_written_paths(sentence, self.contacts):
            found.append(FoundName(written.start, written.end, (written.path,), is_whole=True))
        tokens = split_tokens(sentence)
        whole_paths: set[str] = set()
        for (first, last), group in self._group_matches(sentence, tokens):
            start, end = tokens[first].start, tokens[last - 1].end
            if any(start < name.end and name.start < end for name in found):
                continue
            rank, paths = _choose_best(group)
            # `coffee with Coffee With Lin`, if that is somebody's name.
            if rank == _PART and whole_paths.issuperset(paths):
                continue
            if rank < _PART:
                whole_paths.update(paths)
            found.append(FoundName(start, end, paths, rank < _FIRST))
        return tuple(sorted([_extend_over_marks(sentence, name) for name in found]))

    def _iter_linked(self, links: Sequence[SentenceLink]) -> Iterator[FoundName]:
        for link in links:
            paths = find_paths_of_target(link.target, self._paths_by_file_name)
            if not paths and "/" not in link.target:
                # A name has to be all of it: `[[Ada Miller]]` is not Ada Quill.
                found = self.find_names(link.target)
                is_all = [(name.start, name.end) for name in found] == [(0, len(link.target))]
                paths = found[0].paths if is_all else ()
            if paths:
                yield FoundName(link.start, link.end, paths, is_whole=True)

    def _group_matches(
        self, sentence: str, tokens: Sequence[Token]
    ) -> list[tuple[tuple[int, int], list[_Match]]]:
        """Group the matches by their first and last token; those of most tokens come first."""
        matches: dict[tuple[int, int], list[_Match]] = {}
        for match in self._iter_matches(sentence, tokens):
            matches.setdefault((match.start, match.end), []).append(match)
        return sorted(matches.items(), key=lambda item: (item[0][0] - item[0][1], item[0]))

    def _iter_matches(self, sentence: str, tokens: Sequence[Token]) -> Iterator[_Match]:
        indexes_by_path: dict[str, list[int]] = {}
        for index, token in enumerate(tokens):
            if is_inside_word(sentence, token.start):
                continue
            for spelling in token.spellings:
                for path in self._paths_by_word.get(spelling, ()):
                    indexes_by_path.setdefault(path, []).append(index)
        gaps = list_gaps(sentence, tokens)
        for path, indexes in indexes_by_path.items():
            yield from _match_contact(self.contacts[path], sentence, tokens, gaps, indexes)

    def _iter_addresses(self, sentence: str) -> Iterator[FoundName]:
        if "@" not in sentence:
            return
        for match in _ADDRESS.finditer(sentence):
            address = match[0].rstrip(".:!?")
            paths = self._paths_by_address.get(address.casefold())
            if paths:
                end = match.start() + len(address)
                yield FoundName(match.start(), end, tuple(dict.fromkeys(paths)), is_whole=True)

    def suggest_paths(self, words: str) -> tuple[str, ...]:
        """Suggest whose name was mistyped: who has the words, one of them with a slip."""
        tokens = split_tokens(words)
        if not tokens:
            return ()
        suggested: dict[str, None] = {}
        for path, contact in self.contacts.items():
            for form in _list_forms(contact):
                if _is_mistyped(tokens, form):
                    suggested[path] = None
        return tuple(suggested)


_ADDRESS = build_lazy_pattern(r"[^\s<>()@,;]+@[^\s<>()@,;]+")


def _list_own_names(contact: Contact) -> list[str]:
    names = [contact.name, extract_note_name(contact.path), *contact.aliases]
    # `Joost vd Berg` and `Joost v.d. Berg`, as Dutch people write.
    if " van d" in contact.name or " Van d" in contact.name:
        names += [_VAN_DEN.sub(short, contact.name) for short in (" vd ", " v.d. ")]
    # In a sentence `2026-10-02` is a day, whoever is called so; the path of the note means them.
    return [name for name in dict.fromkeys(names) if not (name[:1].isdigit() and parse_day(name))]


_VAN_DEN = build_lazy_pattern(r" [vV]an de[nr]? ")


def _list_index_words(contact: Contact) -> set[str]:
    """List the words by which a contact is found in the index, in all spellings."""
    words: set[str] = set()
    for name in _list_own_names(contact):
        # Most names are so, and there may be ten thousand of them.
        if name.isascii() and name.replace(" ", "").isalnum():
            words.update(name.casefold().split())
            continue
        for token in split_tokens(unicodedata.normalize("NFC", name)):
            words.update(token.spellings)
    return words


def _list_forms(contact: Contact) -> list[_NameForm]:
    """List the whole names of a contact: the first is what they are called, aliases come last."""
    forms = []
    for name in _list_own_names(contact):
        text = unicodedata.normalize("NFC", name)
        tokens = split_tokens(text)
        if tokens:
            forms.append(
                _NameForm(tuple([token.spellings for token in tokens]), list_gaps(text, tokens))
            )
    return forms


def _match_contact(
    contact: Contact,
    sentence: str,
    tokens: Sequence[Token],
    gaps: Sequence[str],
    indexes: Sequence[int],
) -> Iterator[_Match]:
    """Yield where a sentence names a contact, in every form that is possible.

    `indexes` are the words that are words of the contact's names.
    """
    forms = _list_forms(contact)
    own_count = 1 if extract_note_name(contact.path) == contact.name else 2
    for first in indexes:
        for number, form in enumerate(forms):
            whole_rank = _WHOLE if number < own_count else _ALIAS
            for match in _match_form(form, whole_rank, contact, sentence, tokens, gaps, first):
                if not continues_word(sentence, tokens[match.end - 1].end):
                    yield match


def _choose_best(matches: Sequence[_Match]) -> tuple[int, tuple[str, ...]]:
    """Choose the best rank of some matches, and the paths of those who have it."""
    rank = min(match.rank for match in matches)
    return rank, tuple(dict.fromkeys([match.path for match in matches if match.rank == rank]))


def _match_form(
    form: _NameForm,
    whole_rank: int,
    contact: Contact,
    sentence: str,
    tokens: Sequence[Token],
    gaps: Sequence[str],
    first: int,
) -> Iterator[_Match]:
    count = len(form.words)
    for offset in range(count):
        length = _count_same_words(form, offset, tokens, gaps, first)
        if not length:
            continue
        end = first + length
        is_whole = length == count
        if is_whole:
            yield _Match(first, end, whole_rank, contact.path)
        else:
            is_own = whole_rank == _WHOLE
            yield from _match_part(form, contact.path, offset, length, first, is_own=is_own)
        if offset == 0 and (is_whole or length == 1):
            yield from _match_longer(form, whole_rank, contact, sentence, tokens, first, end)


def _match_part(
    form: _NameForm, path: str, offset: int, length: int, first: int, *, is_own: bool
) -> Iterator[_Match]:
    """Yield some words of a name, and one of them where they are those of an own name."""
    if length > 1 and not (_is_and(form, offset) or _is_and(form, offset + length - 1)):
        yield _Match(first, first + length, _PART, path)
    if is_own and _is_name_alone(form, offset):
        yield _Match(first, first + 1, _FIRST if offset == 0 else _LAST, path)


def _count_same_words(
    form: _NameForm, offset: int, tokens: Sequence[Token], gaps: Sequence[str], first: int
) -> int:
    """Count how many words of a name, from one of them on, are typed from a token on."""
    length = 0
    for word, token in zip(form.words[offset:], tokens[first:], strict=False):
        if not _is_same_word(word, token.spellings):
            break
        if length and not _is_same_gap(form, offset + length, gaps, first + length, tokens):
            break
        length += 1
    return length


def _is_name_alone(form: _NameForm, word: int) -> bool:
    """Tell whether one word of a name can stand for it: the first name or the last one."""
    if word not in (0, len(form.words) - 1) or _is_and(form, word):
        return False
    # The 145 of `Ada Adler 145` is no last name.
    return not form.words[word][0].isdigit()


def _is_and(form: _NameForm, word: int) -> bool:
    return "and" in form.words[word]


def _match_longer(
    form: _NameForm,
    whole_rank: int,
    contact: Contact,
    sentence: str,
    tokens: Sequence[Token],
    first: int,
    end: int,
) -> Iterator[_Match]:
    """Yield a name with an initial (`Dan K`) or with an organisation (`Dan from Kranhaus`)."""
    if end >= len(tokens):
        return
    gap = sentence[tokens[end - 1].end : tokens[end].start]
    if end == first + 1 and gap == " " and _is_initial(tokens[end], form):
        yield _Match(first, end + 1, _PART, contact.path)
    is_whole = end - first == len(form.words) > 1 and whole_rank <= _ALIAS
    length = _count_words_of_organisation(contact, gap, tokens[end:], is_whole=is_whole)
    if length:
        yield _Match(first, end + length, _PART, contact.path)


def _count_words_of_organisation(
    contact: Contact, gap: str, tokens: Sequence[Token], *, is_whole: bool
) -> int:
    """Count the words behind a name that are its organisation, with the `from` before them."""
    if not contact.organisation:
        return 0
    skipped = 0
    if gap.isspace() and tokens[0].text.casefold() in _WORDS_BEFORE_ORGANISATION:
        skipped = 1
    # `Bob Smith Acme`, and never `Bob Acme`: that may be his last name.
    elif gap.strip() not in (",", "(", "@") and not (gap.isspace() and is_whole):
        return 0
    length = _count_words(split_tokens(contact.organisation), tokens[skipped:])
    if not length:
        return 0
    return skipped + length


def _is_initial(token: Token, form: _NameForm) -> bool:
    """Tell whether a letter is the first one of a word of a name behind its first word."""
    # `a` and `y` are words of their own.
    if len(token.text) != 1 or (token.text in "aeiouyàyóô" and token.text.islower()):
        return False
    return any(word[0][0] == token.spellings[0] for word in form.words[1:])


def _count_words(wanted: Sequence[Token], typed: Sequence[Token]) -> int:
    """Count the words with which both begin."""
    length = 0
    for left, right in zip(wanted, typed, strict=False):
        if not _is_same_word(left.spellings, right.spellings):
            break
        length += 1
    return length


_WORDS_BEFORE_ORGANISATION = ("at", "from", "of", "von", "bei", "de", "chez", "van", "bij", "en")


def _is_same_word(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    return left == right or not set(left).isdisjoint(right)


def _is_same_gap(
    form: _NameForm, word: int, gaps: Sequence[str], token: int, tokens: Sequence[Token]
) -> bool:
    typed, own = gaps[token - 1], form.separators[word - 1]
    if typed in (own, " "):
        return True
    # `J. R. Smith` is written with dots and without.
    return typed == "." and len(tokens[token - 1].text) <= 2


def _extend_over_marks(sentence: str, name: FoundName) -> FoundName:
    """Extend a name over an `@` before it, and over what closes it."""
    if sentence[max(0, name.start - 1) : name.start] == "@":
        return name._replace(start=name.start - 1)
    if re.match(r"\.md\b", sentence[name.end : name.end + 4], re.IGNORECASE):
        return name._replace(end=name.end + 3)
    if sentence[name.end : name.end + 1] == ")" and "(" in sentence[name.start : name.end]:
        return name._replace(end=name.end + 1)
    return name


def _is_mistyped(tokens: Sequence[Token], form: _NameForm) -> bool:
    """Tell whether words are a name of which one word has a slip, or its first word alone has."""
    if len(tokens) == 1:
        spellings = tokens[0].spellings
        # The `den` of `van den Berg` is no name by itself.
        return _has_slip(spellings, form.words[0]) or _has_slip(spellings, form.words[-1])
    if len(tokens) != len(form.words):
        return False
    slips = 0
    for token, word in zip(tokens, form.words, strict=False):
        if _is_same_word(word, token.spellings):
            continue
        if not _has_slip(token.spellings, word):
            return False
        slips += 1
    return slips == 1


def _has_slip(typed: tuple[str, ...], own: tuple[str, ...]) -> bool:
    """Tell whether a word is one typing error away from another."""
    return any(is_one_edit_apart(left, right) for left in typed for right in own)


def build_name_index(contacts: Iterable[Contact]) -> NameIndex:
    """Build the index of the names of all contacts of a vault."""
    return NameIndex(contacts)
