"""The people that the title of a meeting note names: `1:1 Nora Vale`, `Call with [[Ben Okafor]]`.

The title is the first heading, or the name of the file, which can hold no link. It may be in
English, German, French, Spanish or Dutch.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netnotes.model.diagnostics import SourceLocation
from netnotes.model.note_path import extract_note_name, strip_date, strip_export_id
from netnotes.model.people import Link
from netnotes.model.settings import Settings
from netnotes.reading.channels import SEPARATORS
from netnotes.reading.entry_ways import find_way_of_cell
from netnotes.reading.vague_days import find_vague_day_at_start
from netnotes.text import build_lazy_pattern, fold_for_search

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netnotes.reading.note import Line, Note


def find_people_in_title(note: Note) -> tuple[Link, ...]:
    """Find whom the title of a note says that I met or spoke to; nobody where it is only a plan."""
    heading = next((line for line in note.lines if line.kind == "heading"), None)
    if heading is not None and heading.indent == 1:
        people = tuple(_iter_people_in_heading(note, heading))
        if people:
            return people
    name = strip_export_id(strip_date(extract_note_name(note.path)))
    vague_day = find_vague_day_at_start(name)
    if vague_day:
        name = vague_day.rest.lstrip(SEPARATORS)
    location = SourceLocation(note.path)
    return tuple(iter_plain_names(_find_names(name), location))


def _iter_people_in_heading(note: Note, heading: Line) -> Iterator[Link]:
    names = _find_names(heading.text)
    if not names:
        return
    for link in note.links:
        if link.source_location.line == heading.number:
            yield link
    location = SourceLocation(note.path, heading.number, heading.column)
    yield from iter_plain_names(_LINK.sub(",", names), location)


def _find_names(title: str) -> str:
    """Find the part of a title that names people; empty if it does not say how and with whom."""
    match = _TITLE.match(title) or _NAME_BEFORE_ONE_ON_ONE.match(title)
    if match is None:
        match = _WAY_AND_NAMES.match(title)
        if match and not find_way_of_cell(match["way"], dict(Settings().channels))[1]:
            match = None
    if match is None or _NOT_YET.search(title):
        return ""
    return match["names"]


def iter_plain_names(names: str, location: SourceLocation) -> Iterator[Link]:
    """Yield the names in the first part of a text; a part that does not read like one is none."""
    for part in _BETWEEN_NAMES.split(_END_OF_NAMES.split(names, maxsplit=1)[0]):
        name = part.strip(" .,")
        if _NAME.fullmatch(name):
            yield Link(name, name, location, plain=True)


_LINK = re.compile(r"\[\[[^\[\]]*\]\]|\[[^\[\]]*\]\([^()]*\)")
_BETWEEN_NAMES = re.compile(r"[,&+]|\s(?:and|und|et|y|en|e)\s")
_END_OF_NAMES = re.compile(
    r"\s*\(|\s[-–—:|·]\s|:\s|\s\d|\s(?:about|re|on|regarding|at|in|for|über|zu|wegen|sur|sobre"
    r"|over)\s"
)
_NAME = re.compile(r"[^\W\d_a-z][\w.'’-]*(?:\s+[\w.'’-]+){0,4}")

_ONE_ON_ONE = r"(?:1[:\-–/∶]1|1on1|1 on 1|one[- ]on[- ]one)s?"
_KIND = (
    r"(?:(?:weekly|biweekly|monthly|quarterly|quick|short|first|second|intro|introductory|phone"
    r"|video|zoom|teams|discovery|coaching|mentoring|status|follow-?up|catch-?up|check-?in)\s+)"
    r"{0,2}"
)
_MEETING = (
    r"(?:call|meeting|coffee|lunch|dinner|breakfast|drinks|chat|catch-?up|sync|conversation|talk"
    r"|interview|visit|walk|zoom|check-?in|session|telefonat|gespräch|treffen|besprechung|kaffee"
    r"|mittagessen|abendessen|anruf|réunion|appel|entretien|déjeuner|dîner|café|rencontre|reunión"
    r"|llamada|comida|cena|entrevista|encuentro|overleg|gesprek|vergadering|koffie|telefoontje"
    r"|afspraak)"
)
_TITLE = build_lazy_pattern(
    rf"[^\w\[]*{_KIND}(?:{_ONE_ON_ONE}\s*(?:notes\s*)?(?:(?:with|w/|mit|avec|con|met)\s+"
    rf"|[-–—:]\s*|(?<=\s))|{_MEETING}\s+(?:with|w/|mit|avec|con|met)\s+)(?P<names>\S.*)",
    re.IGNORECASE,
)

# `Telefonat mit Nora Vale`, where the first words are a way to be in touch.
_WAY_AND_NAMES = build_lazy_pattern(
    r"(?P<way>[^\[\]\n]{1,40}?)\s+(?:with|w/|mit|avec|con|met|com)\s+(?P<names>\S.*)", re.IGNORECASE
)

# `Nora Vale 1:1`, `Nora Vale - 1-1 2026-10-05`
_NAME_BEFORE_ONE_ON_ONE = build_lazy_pattern(
    rf"(?P<names>[^\d]+?)\s*[-–—:|/]?\s+{_ONE_ON_ONE}(?!\w)", re.IGNORECASE
)

# A title that is about what is to come, or about many meetings.
_NOT_YET = build_lazy_pattern(
    r"\b(?:prep\w*|plan\w*|agenda|questions|to.?dos?|drafts?|template|series|vorbereitung\w*|fragen"
    r"|préparation|preparación|voorbereiding)\b",
    re.IGNORECASE,
)


def is_title_of_meeting(title: str) -> bool:
    """Tell whether a title has a word for a meeting, such as review or sync, and is not about me."""
    folded = fold_for_search(title)
    return _ANY_MEETING.search(folded) is not None and _OWN_REVIEW.search(folded) is None


# Folded as `fold_for_search` does.
_ANY_MEETING = build_lazy_pattern(
    r"\b(?:meeting|mtg|review|sync|stand.?up|retro(?:spective)?|kick.?off|workshop|planning|call"
    r"|interview|1[:\-]1|1on1|one.on.one|demo|offsite|committee|catch.?up|check.?in|debrief"
    r"|jour fixe|besprechung|sitzung|treffen|gesprach|telefonat|reunion|entretien|rendez.vous"
    r"|vergadering|overleg|gesprek|afspraak|llamada|entrevista|encuentro|comite)\b"
)

# What one does alone.
_OWN_REVIEW = build_lazy_pattern(
    r"\b(?:daily|weekly|monthly|quarterly|annual|yearly|year|month|week|book|film|movie|literature"
    r"|paper|album|product|personal|life|code)(?:s| in| end)? (?:review|planning|retro\w*|check.?in)"
    r"|\b(?:review|retro\w*) of\b"
)
