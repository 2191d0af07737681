"""Lines about people whom one has met: `- Camille Joubert: journalist at Le Fil, via Ben`.

They are typed for `netnotes met`, or stand under a heading such as `## Met` in the note of an event
or of a day, which may be in English, German, French, Spanish or Dutch.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from netnotes.errors import NetnotesError
from netnotes.model.diagnostics import SourceLocation
from netnotes.model.note_path import extract_note_name
from netnotes.model.people import MetLine
from netnotes.reading.person_notes import is_named_like_person
from netnotes.text import fold_for_search

if TYPE_CHECKING:
    from netnotes.reading.note import Line, Note


class MetWords(NamedTuple):
    """A line about somebody who was met, in its parts: the name, and what is said about them."""

    name: str
    words: str

    # What the link in the place of the name leads to; empty where the name is plain.
    link_target: str = ""


def parse_met_words(line: str) -> MetWords:
    """Split a line into the name and what is said about them.

    Behind a comma or in brackets the name may have more words: those that `split_off_words` takes.
    Raises NetnotesError where the line begins with no name.
    """
    text = _BULLET.sub("", " ".join(line.split()))
    link = _LINKED_NAME.match(text)
    if link:
        target = link["target"].strip()
        name = extract_note_name(target)
        return MetWords(name, link["words"].strip(), target)

    match = _SEPARATOR.search(text)
    name, words = (text[: match.start()], text[match.end() :]) if match else (text, "")
    name = name.strip("*_@ ")
    if not re.search(r"[^\W\d_]", name):
        raise NetnotesError(
            f"`{line.strip()}` does not begin with a name. Write it as in "
            "`Camille Joubert: journalist`."
        )
    return MetWords(name, words.strip())


_BULLET = re.compile(r"(?:[-*+]|\d{1,9}[.)])\s+(?:\[.\]\s+)?")
_LINKED_NAME = re.compile(
    r"[*_]{0,3}\[\[(?P<target>[^\[\]|#^]+)(?:[#^][^\[\]|]*)?(?:\|[^\[\]]*)?\]\][*_]{0,3}"
    r"\s*(?:[:,]|[–—-](?=\s)|(?=\())?(?P<words>.*)"
)
_SEPARATOR = re.compile(r"\s*:[*_]{0,3}(?:\s+|$)|\s+[–—-]{1,2}\s+")


def _split_at_comma(met: MetWords) -> MetWords:
    """Split `Camille Joubert, journalist`; behind a capital there may be another name."""
    name, _, behind = met.name.partition(",")
    behind = behind.strip()
    if not behind[:1].islower():
        line = f"{met.name}: {met.words}" if met.words else met.name
        raise NetnotesError(
            f"`{line}` may name one person or several. Write what you know about somebody behind a "
            f"colon, as in `{name.strip()}: {behind or 'journalist'}`, and each person by "
            "themselves."
        )
    words = f"{behind}: {met.words}" if met.words else behind
    return met._replace(name=name.strip(), words=words)


def require_name(met: MetWords) -> MetWords:
    """Return a line whose name is like that of a person; a linked name is one, whatever it is like.

    Raises NetnotesError for another one.
    """
    if met.link_target or is_named_like_person(met.name):
        return met
    raise NetnotesError(
        f"`{met.name}` is hardly the name of a person. Write the name first and then what was "
        f"said, as in `Camille Joubert: journalist`, or [[{met.name}]] if it is a name."
    )


def split_off_words(met: MetWords) -> MetWords:
    """Take what is behind a comma or in brackets for words about them: `Camille Joubert (tall)`.

    Raises NetnotesError where another name may be behind the comma.
    """
    if "," in met.name and not met.link_target:
        met = _split_at_comma(met)
    match = re.fullmatch(r"(?P<name>[^()]+?)\s*\((?P<inside>[^()]*)\)", met.name)
    if not match:
        return met
    # As a clause of its own: `promised her the map` behind it is one, too.
    words = "; ".join(filter(None, (match["inside"].strip(), met.words)))
    return met._replace(name=match["name"], words=words)


def find_met_lines(note: Note) -> tuple[MetLine, ...]:
    """Find the lines of a note under a heading such as `## Met`, each with what is below it."""
    met_lines: list[MetLine] = []
    is_in_section = False
    for line in note.lines:
        if line.kind == "heading":
            is_in_section = _is_met_heading(line.text)
        elif is_in_section and line.kind == "item":
            _add_item(met_lines, line, note.path)
    return tuple(met_lines)


# Most daily notes have the same headings, such as `Log` and `Tasks`.
@lru_cache(maxsize=256)
def _is_met_heading(text: str) -> bool:
    return fold_for_search(text).strip("*_:# ") in MET_HEADINGS


def _add_item(met_lines: list[MetLine], line: Line, path: str) -> None:
    """Add an item; one that is indented says more about the person above it."""
    if not line.text.strip():
        return
    if line.indent and met_lines:
        above = met_lines[-1]
        mark = "; " if _SEPARATOR.search(above.text) else ": "
        met_lines[-1] = above._replace(text=f"{above.text}{mark}{line.text.strip()}")
    # An open task is still to be done: `- [ ] ask Camille`.
    elif line.status not in (" ", "/"):
        met_lines.append(MetLine(line.text.strip(), SourceLocation(path, line.number)))


# Folded as `fold_for_search` does.
MET_HEADINGS = frozenset(
    [
        *("met", "people met", "people i met", "who i met", "whom i met", "people i have met"),
        *("new people", "new contacts", "getroffen", "kennengelernt", "wen ich getroffen habe"),
        *("leute getroffen", "leute kennengelernt", "neue leute", "neue kontakte", "begegnungen"),
        *("rencontres", "rencontre", "personnes rencontrees", "gens rencontres"),
        *("conoci", "conocidos", "personas que conoci", "gente que conoci", "a quien conoci"),
        *("ontmoet", "mensen ontmoet", "wie ik ontmoette", "nieuwe mensen", "ontmoetingen"),
    ]
)
