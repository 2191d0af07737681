"""Notes that a sentence names by a link or a path: each is one word, and means that note only."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from netnotes.model.note_path import decode_page_name, extract_note_name, strip_note_ending
from netnotes.text import build_lazy_pattern, parse_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence


class SentenceLink(NamedTuple):
    """A link in a sentence: where it is, and the note it names; empty for an address elsewhere."""

    start: int
    end: int
    target: str


_LINK = build_lazy_pattern(
    r"!?\[\[(?P<note>[^\[\]|#^\\\n]*)[^\[\]\n]*\]\]"
    r"|!?\[[^\[\]\n]*\]\((?:<(?P<spaced>[^<>\n]*)>|(?P<address>[^()<>\s]*))\)"
)
_ELSEWHERE = build_lazy_pattern(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|#")


def find_links(sentence: str) -> tuple[SentenceLink, ...]:
    """Find the links of a sentence: `[[Ada Quill|Ada]]`, `[Ada](People/Ada%20Quill.md)`."""
    if "[[" not in sentence and "](" not in sentence:
        return ()
    links = []
    for match in _LINK.finditer(sentence):
        target = match["note"]
        if target is None:
            address = match["spaced"] or match["address"] or ""
            target = "" if _ELSEWHERE.match(address) else unquote(address).partition("#")[0]
        links.append(SentenceLink(*match.span(), strip_note_ending(target.strip())))
    return tuple(links)


def blank_links(sentence: str, links: Iterable[SentenceLink]) -> str:
    """Put characters that are part of no word in the place of links; all else keeps its place."""
    for link in links:
        blank = "\0" * (link.end - link.start)
        sentence = sentence[: link.start] + blank + sentence[link.end :]
    return sentence


def extract_link_name(words: str) -> str:
    """Return what the note is called that a link leads to; other words stay as they are."""
    links = find_links(words)
    if len(links) != 1 or (links[0].start, links[0].end) != (0, len(words)):
        return words
    return links[0].target.rpartition("/")[2] or words


def group_by_file_name(paths: Iterable[str]) -> Mapping[str, Sequence[str]]:
    """Group the paths of notes by the folded name of the file, for `find_paths_of_target`."""
    paths_by_name: dict[str, list[str]] = {}
    for path in paths:
        for name in {extract_note_name(path), decode_page_name(path).rpartition("/")[2]}:
            paths_by_name.setdefault(_fold_path(name), []).append(path)
    return paths_by_name


def find_paths_of_target(
    target: str, paths_by_file_name: Mapping[str, Sequence[str]]
) -> tuple[str, ...]:
    """Find the notes that a link may lead to, by its path or the file's name."""
    wanted = _fold_path(target.removeprefix("./"))
    while wanted.startswith("../"):
        wanted = wanted.removeprefix("../")
    found: list[str] = []
    if not wanted or parse_day(wanted):
        return ()
    for path in paths_by_file_name.get(wanted.rpartition("/")[2], ()):
        if "/" not in wanted:
            is_meant = _fold_path(extract_note_name(path)) == wanted
        else:
            is_meant = f"/{_fold_path(path)}".endswith(f"/{wanted.lstrip('/')}")
        if is_meant or _fold_path(decode_page_name(path)) == wanted:
            found.append(path)
    return tuple(found)


def _fold_path(path: str) -> str:
    return unicodedata.normalize("NFC", strip_note_ending(path)).casefold()


class WrittenPath(NamedTuple):
    """The path of a note in a sentence, and where it is."""

    start: int
    end: int
    path: str


def find_written_paths(sentence: str, paths: Iterable[str]) -> Iterator[WrittenPath]:
    """Find the paths of notes in a sentence, with `.md` or without."""
    if "/" not in sentence and ".md" not in sentence:
        return
    folded = sentence.casefold()
    if len(folded) != len(sentence):
        return
    longest_by_start: dict[int, WrittenPath] = {}
    for path in paths:
        for written in (path, strip_note_ending(path)):
            start = folded.find(unicodedata.normalize("NFC", written).casefold())
            end = start + len(written)
            is_apart = start >= 0 and not _IN_PATH.match(folded[max(0, start - 1) : start])
            if not is_apart or _IN_PATH.match(folded[end : end + 1]):
                continue
            longest = longest_by_start.get(start)
            if longest is None or longest.end < end:
                longest_by_start[start] = WrittenPath(start, end, path)
    yield from longest_by_start.values()


_IN_PATH = re.compile(r"[\w/]")
