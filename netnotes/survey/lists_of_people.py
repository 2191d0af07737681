"""Notes that list several people: a row of a table each, or a section each with labels below it."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from netnotes.markdown.syntax import CELL_SEPARATOR
from netnotes.reading.properties import CONTACT_PROPERTIES
from netnotes.reading.property_names import build_property_index
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
    count = max(_count_rows(note.lines), _count_sections(note.lines))
    if count < MIN_LISTED_PEOPLE:
        return 0
    return count


def _count_rows(lines: tuple[Line, ...]) -> int:
    """Count the rows of tables that have a column of names and one of something else."""
    count = 0
    is_of_people = False
    for above, line in pairwise(lines):
        if line.kind != "row":
            is_of_people = False
        elif set(line.text) <= set("|-: "):
            is_of_people = above.kind == "row" and _is_header(above)
        elif is_of_people and re.search(r"\w", line.text):
            count += 1
    return count


def _is_header(line: Line) -> bool:
    cells = [cell.strip(" *_") for cell in CELL_SEPARATOR.split(line.text.strip().strip("|"))]
    has_name = any(fold(cell) in _NAMES_OF_NAMES for cell in cells)
    return has_name and any(map(_is_of_people, cells))


def _count_sections(lines: tuple[Line, ...]) -> int:
    """Count the headings of one level that have a label of a person below them."""
    headings: set[tuple[int, int]] = set()
    heading: Line | None = None
    for line in lines:
        if line.kind == "heading":
            heading = line
        elif heading and line.kind in ("item", "text") and ":" in line.text:
            match = _LABEL.match(line.text)
            if match and _is_of_people(match["label"]):
                headings.add((heading.indent, heading.number))
    return max(Counter(level for level, _ in headings).values(), default=0)


def _is_of_people(name: str) -> bool:
    prop = build_property_index(CONTACT_PROPERTIES, ()).get(fold(name))
    found = prop.name if prop else find_property(name)
    return found in _PROPERTIES_OF_PEOPLE
