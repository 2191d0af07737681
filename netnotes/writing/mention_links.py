"""Links for people who are named without one, in lines of daily notes that read like touches."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from netnotes.model.diagnostics import SourceLocation
from netnotes.reading.daily_touches import iter_lines_with_people
from netnotes.reading.links import list_links
from netnotes.reading.note import Line, build_source, read_note
from netnotes.reading.sentence_touches import judge_line
from netnotes.text import MONTHS, WEEKDAYS, WORD
from netnotes.writing.edits import Edit, apply_edits
from netnotes.writing.plain_words import blank_other_than_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from netnotes.model.people import Mode
    from netnotes.model.reading import UnlinkedLine
    from netnotes.reading.note import Note

# The names that begin with a word, the longest first, each with the path of whose name it is.
NamesByFirstWord = dict[str, tuple[tuple[str, str], ...]]


class UnlinkedTouch(NamedTuple):
    """A line that would be a touch if it linked to those it names, and the line with the links."""

    line_number: int
    column: int

    # As they are written in the line.
    names: tuple[str, ...]
    new_line: str


class _NameMention(NamedTuple):
    start: int
    name: str
    path: str

    # Whether it can mean nobody and nothing else.
    is_sure: bool


# Names of one word that begin sentences, or are days, in lower case.
_WORDS_OF_SENTENCES = frozenset(
    ("will", "mark", "bill", "grant", "hope", "art", "rich", "sunny", "may", "mai", "an", "to")
) | frozenset(word.casefold() for word in (*MONTHS, *WEEKDAYS))

MIN_SINGLE_NAME_LENGTH = 3


def build_names_by_first_word(names: Iterable[tuple[str, str]]) -> NamesByFirstWord:
    """Index pairs of a name and the path of whose name it is, without what may mean two people.

    A single word counts if nobody else has it as a first name, and if it is no other word.
    """
    paths_by_name: dict[str, set[str]] = {}
    paths_by_first_word: dict[str, set[str]] = {}
    for name, path in names:
        paths_by_name.setdefault(name, set()).add(path)
        paths_by_first_word.setdefault(name.partition(" ")[0], set()).add(path)

    index: dict[str, list[tuple[str, str]]] = {}
    for name, paths in paths_by_name.items():
        first_word, space, _ = name.partition(" ")
        if not space and (len(paths_by_first_word[name]) > 1 or not _can_stand_alone(name)):
            continue
        if len(paths) == 1 and name[:1].isalpha():
            index.setdefault(WORD.findall(first_word)[0], []).append((name, next(iter(paths))))
    return {
        first_word: tuple(sorted(pairs, key=lambda pair: -len(pair[0])))
        for first_word, pairs in index.items()
    }


def _can_stand_alone(name: str) -> bool:
    is_long = len(name) >= MIN_SINGLE_NAME_LENGTH
    return is_long and not name[:1].islower() and name.casefold() not in _WORDS_OF_SENTENCES


def find_unlinked_touches(
    note: Note,
    names: NamesByFirstWord,
    write_link: Callable[[str], str],
    channels: Mapping[str, Mode],
    list_parts: Callable[[Note], Iterable[Note]],
) -> tuple[UnlinkedTouch, ...]:
    """Find the lines of a daily note that would be touches with the links that they lack.

    `write_link` writes a link to the note of a path, without a label. `list_parts` lists the parts
    of a note that are read as a daily note is, with their lines.
    """
    touches = {
        touch.line_number: touch for touch in _iter_lines_with_names(note, names, write_link)
    }
    if not touches:
        return ()

    # Whether it would be a touch is read from the note as it would be.
    edits = [Edit(touch.line_number, 1, (touch.new_line,)) for touch in touches.values()]
    linked_text = apply_edits(note.source.text, edits)
    linked_note, _ = read_note(build_source(note.path, linked_text))
    return tuple(
        touches[daily_line.line.number]
        for part in list_parts(linked_note)
        for daily_line in iter_lines_with_people(part, channels)
        if daily_line.line.number in touches and not daily_line.reason
    )


def _iter_lines_with_names(
    note: Note, names: NamesByFirstWord, write_link: Callable[[str], str]
) -> Iterator[UnlinkedTouch]:
    """Yield the lines that name people and can hold links to them, whether touches or not."""
    source_lines = note.source.text.split("\n")
    for line in note.lines:
        source_line = source_lines[line.number - 1]
        # A comment in the middle of the line, or a table whose cells a label would part.
        if not source_line.startswith(line.raw.rstrip()) or line.kind == "row":
            continue
        found_names = tuple([found for found in _iter_names(line, names) if found.is_sure])
        if not found_names:
            continue
        touch = _build_touch(line, source_line, found_names, write_link)
        # With a label the heading would have other words, and links to it would lead nowhere.
        if line.kind != "heading" or "|" not in touch.new_line:
            yield touch


def find_sure_touches(
    lines: Iterable[UnlinkedLine],
    names: NamesByFirstWord,
    write_link: Callable[[str], str],
    channels: Mapping[str, Mode],
) -> tuple[UnlinkedTouch, ...]:
    """Find the lines that are a touch with one person, whom they name by the whole name.

    An alias counts, too. One word alone is a name only behind `with`, and a name that goes on with
    another capital, as in `Ada Quill Jones`, is somebody else's.
    """
    touches = []
    for unlinked in lines:
        line = _build_line(unlinked)
        found_names = tuple(_iter_names(line, names))
        if len(found_names) != 1 or not _is_sure_name(line.raw, found_names[0]):
            continue
        touch = _build_touch(line, line.raw, found_names, write_link)
        if _is_touch(touch, line.column, channels):
            touches.append(touch._replace(new_line=touch.new_line + unlinked.rest))
    return tuple(touches)


def may_be_touch(
    unlinked: UnlinkedLine,
    names: NamesByFirstWord,
    write_link: Callable[[str], str],
    channels: Mapping[str, Mode],
) -> bool:
    """Tell whether a line names people, perhaps others, and would be a touch with links to them."""
    line = _build_line(unlinked)
    found_names = tuple(_iter_names(line, names))
    if not found_names:
        return False
    touch = _build_touch(line, line.raw, found_names, write_link)
    return _is_touch(touch, line.column, channels)


def _build_line(unlinked: UnlinkedLine) -> Line:
    return Line(unlinked.number, "item", 0, "", unlinked.raw[unlinked.column - 1 :], unlinked.raw)


def _is_sure_name(raw: str, found: _NameMention) -> bool:
    if not found.is_sure or _LONGER_NAME.match(raw, found.start + len(found.name)):
        return False
    before = raw[: found.start]
    if _IS_BEHIND_NAME.search(before):
        return False
    return " " in found.name or _IN_COMPANY.search(before) is not None


_LONGER_NAME = re.compile(r"[ &/-]+(?:(?:and|und|et|y|en|de|da|van|von) )?[^\W\d_a-z]")

# A word with a capital, but the first one of a sentence.
_IS_BEHIND_NAME = re.compile(r"[\w,] +[^\W\d_a-z][\w'’-]*[ -]$|[^\W_]-$")
_IN_COMPANY = re.compile(r"\b(?:with|mit|avec|con|met) $", re.IGNORECASE)


def _is_touch(touch: UnlinkedTouch, column: int, channels: Mapping[str, Mode]) -> bool:
    """Tell whether a line with its link is a touch by its own words."""
    number, raw = touch.line_number, touch.new_line
    # A task that is not done is no unlinked touch.
    status = "x" if raw[: column - 1].rstrip().endswith("]") else ""
    line = Line(number, "item", 0, status, raw[column - 1 :], raw)
    people = tuple(list_links(raw, SourceLocation("", number), embeds=False))
    judgement = judge_line(line, people, channels, is_touch_above=False)
    return set(judgement.reasons) == {""}


def _iter_names(line: Line, names: NamesByFirstWord) -> Iterator[_NameMention]:
    """Yield the names in a line, but in links, code, addresses and tags."""
    if line.kind in ("blank", "verbatim"):
        return
    text = blank_other_than_words(line.raw)
    end = 0
    for match in WORD.finditer(text):
        if match.start() < end:
            continue
        for name, path in names.get(match[0], ()):
            name_end = match.start() + len(name)
            if text.startswith(name, match.start()) and not _IN_WORD.match(text, name_end):
                is_sure = _means_person(text, match.start(), name_end, names)
                yield _NameMention(match.start(), name, path, is_sure)
                end = name_end
                break


# `Ada-Marie` and `Ada.pdf` are not Ada.
_IN_WORD = re.compile(r"\w|-\w|\.\w")


def _means_person(text: str, start: int, end: int, names: NamesByFirstWord) -> bool:
    """Tell whether a name in a text can mean nobody and nothing but whose name it is.

    `Ada Quill's team`, `the Ada Quill Prize`, `"Ada Quill" the ship` and `the team of Ada Quill`
    are none of them Ada Quill.
    """
    before = text[:start]
    if before.endswith(_QUOTATION_MARKS) or before.count("~~") % 2 or _IN_PHRASE.search(before):
        return False
    next_word = _GOES_ON.match(text, end)
    if next_word and next_word["word"] not in names and next_word["word"] not in _DAYS:
        return False
    # Only `at Ada's` is where she is.
    possessive = _POSSESSIVE.match(text, end)
    if not possessive:
        return True
    return possessive["thing"] is None and before.endswith(" at ")


# What goes on with a capital or a number is somebody or something else.
_GOES_ON = re.compile(
    r" +(?P<word>[^\W\d_a-z]\w*|\d+(?!\d|[:.]\d))"
    r"| *(?:&|\+|and|und|et|y|en) (?:Co|Cie|Sons?|Söhne|Fils|Hijos|Zonen|Partners?|Associates)\b"
)
_DAYS = frozenset((*MONTHS, *WEEKDAYS))
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=[sxz])['’])(?!\w)(?P<thing>[ -]+\w)?")
_QUOTATION_MARKS = ('"', "“", "„", "«", "« ", "»", "‘")

# Articles and words for `of` before a name, in five languages.
_IN_PHRASE = re.compile(
    r"\b(?:the|of|der|die|das|dem|den|des|vom|von|le|la|les|du|de|del|el|los|las|het|een|van) $"
    r"|\b[ld]['’]$",
    re.IGNORECASE,
)


def _build_touch(
    line: Line,
    source_line: str,
    found_names: tuple[_NameMention, ...],
    write_link: Callable[[str], str],
) -> UnlinkedTouch:
    new_line = source_line
    for found in reversed(found_names):
        target = write_link(found.path)
        link = f"[[{target}|{found.name}]]"
        if target == found.name:
            link = f"[[{target}]]"
        new_line = new_line[: found.start] + link + new_line[found.start + len(found.name) :]
    names = tuple(dict.fromkeys(found.name for found in found_names))
    return UnlinkedTouch(line.number, found_names[0].start + 1, names, new_line)
