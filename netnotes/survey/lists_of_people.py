"""Notes that list several people: a row of a table each, or a section each with labels below it."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from netnotes.markdown.syntax import CELL_SEPARATOR
from netnotes.reading.person_notes import is_named_like_person
from netnotes.reading.properties import CONTACT_PROPERTIES
from netnotes.reading.property_names import build_property_index
from netnotes.reading.written_days import find_day_at_start
from netnotes.survey.synonyms import find_property
from netnotes.text import fold

if TYPE_CHECKING:
    from netnotes.reading.note import Line, Note


# A list of one person is a note about them, and one of two may be about a couple of things.
MIN_LISTED_PEOPLE = 2

# What a table or a section of people has beside their names.
_PROPERTIES_OF_PEOPLE = frozenset(
    ("email", "phone", "organisation", "role", "birthday", "last_contact", "next", "met")
)
_NAMES_OF_NAMES = frozenset(
    map(fold, ("name", "nom", "nombre", "naam", "person", "who", "wer", "contact", "kontakt"))
)

_LABEL = re.compile(r"[*_]{0,3}(?P<label>[^\W\d_][\w -]{0,30}?)[*_]{0,3}\s?:")


def count_listed_people(note: Note) -> int:
    """Count the people that a note lists; 0 for fewer than two."""
    return len(list_people_in_note(note))


def list_people_in_note(note: Note) -> tuple[str, ...]:
    """List the names of the people that a note lists; nobody for fewer than two."""
    names = max(_list_names_in_rows(note.lines), _list_names_of_sections(note.lines), key=len)
    if len(names) < MIN_LISTED_PEOPLE:
        return ()
    return tuple(names)


def _list_names_in_rows(lines: tuple[Line, ...]) -> list[str]:
    """List the names in tables that have a column of names and another one of a property."""
    names = []
    name_column = -1
    for above, line in pairwise(lines):
        if line.kind != "row":
            name_column = -1
        elif set(line.text) <= set("|-: "):
            name_column = _find_name_column(above)
        elif name_column >= 0 and re.search(r"\w", line.text):
            cells = _split_row(line)
            # A row may be shorter than the header.
            names.append("".join(cells[name_column : name_column + 1]))
    return names


def _split_row(line: Line) -> list[str]:
    # The `|` in a link is none between cells.
    text = _WIKILINK.sub(r"\1", line.text)
    return [cell.strip(" *_") for cell in CELL_SEPARATOR.split(text.strip().strip("|"))]


_WIKILINK = re.compile(r"\[\[(?:[^\[\]|]*/)?([^\[\]|]*)(?:\\?\|[^\[\]]*)?\]\]")


def _find_name_column(header: Line) -> int:
    """Find the column of names in the header of a table of people; -1 for any other line."""
    if header.kind != "row":
        return -1
    cells = _split_row(header)
    columns = [index for index, cell in enumerate(cells) if fold(cell) in _NAMES_OF_NAMES]
    if not columns or not any(map(_is_of_people, cells)):
        return -1
    return columns[0]


def _list_names_of_sections(lines: tuple[Line, ...]) -> list[str]:
    """List the headings of one level that have a label of a person below them.

    Beside these, a name with a dated line below it will do.
    """
    names_by_level: dict[int, dict[int, str]] = {}
    labelled_levels = set()
    heading: Line | None = None
    for line in lines:
        if line.kind == "heading":
            # A heading with a day is that of an entry.
            if heading is None or not find_day_at_start(line.text):
                heading = line
        elif heading and line.kind in ("item", "text") and _tells_of_person(line, heading):
            name = _WIKILINK.sub(r"\1", heading.text).strip(" *_")
            names_by_level.setdefault(heading.indent, {})[heading.number] = name
            if _has_label_of_person(line):
                labelled_levels.add(heading.indent)
    lists = [list(names_by_level[level].values()) for level in labelled_levels]
    return max(lists, key=len, default=[])


def _tells_of_person(line: Line, heading: Line) -> bool:
    if _has_label_of_person(line):
        return True
    is_name = is_named_like_person(heading.text, min_words=2)
    return is_name and find_day_at_start(line.text) is not None


def _has_label_of_person(line: Line) -> bool:
    if ":" not in line.text:
        return False
    match = _LABEL.match(line.text)
    return match is not None and _is_of_people(match["label"])


def _is_of_people(name: str) -> bool:
    prop = build_property_index(CONTACT_PROPERTIES, ()).get(fold(name))
    found = prop.name if prop else find_property(name)
    return found in _PROPERTIES_OF_PEOPLE
