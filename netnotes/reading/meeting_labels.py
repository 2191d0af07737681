"""The labels at the top of a meeting note without properties: `Date: 3 Oct 2026`, `Type: meeting`.

Notion exports them, and people write them in bold, as a list or in a table of two columns. They may
be in English, German, French, Spanish or Dutch.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from netnotes.model.diagnostics import Diagnostic, SourceLocation
from netnotes.model.note_path import extract_note_name, find_date_in_name
from netnotes.reading.day_checks import describe_unread_day
from netnotes.reading.note import build_inline_field
from netnotes.reading.people_sections import find_people_in_sections
from netnotes.reading.vague_days import find_vague_day_at_start
from netnotes.reading.written_days import find_day_anywhere, find_day_at_start
from netnotes.text import build_lazy_pattern, fold_for_search, format_day_short, parse_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date as Day

    from netnotes.model.people import Link
    from netnotes.model.settings import Settings
    from netnotes.reading.note import Line, Note
    from netnotes.reading.raw_field import Field
    from netnotes.reading.written_days import WrittenDay


class LabelledMeeting(NamedTuple):
    """What the labels and properties of a meeting note say.

    `fields` are the properties that decide the kind of a note, with labels where they have none.
    `day` is None where it can't be read.
    """

    fields: Mapping[str, Field]
    day: Day | None
    people: tuple[Link, ...]

    # Whether a label says in so many words that it is a meeting.
    says_meeting: bool


def find_labelled_meeting(
    note: Note, fields: Mapping[str, Field], people: tuple[Link, ...], settings: Settings
) -> LabelledMeeting | None:
    """Find the meeting that a note tells of by its labels, or with a day that can't be read.

    None if it tells of none. `fields` and `people` are those of its properties.
    """
    # Hardly any note has one, and its beginning is searched quickly.
    has_labels = _ANY_LABEL.search(f"\n{note.source.text[:MAX_LENGTH]}") is not None
    labels = _collect_labels(note, in_all_sections=True) if has_labels else {}
    if "date" not in labels:
        labels |= _find_day_below_heading(note)
    if not labels and not ("date" in fields and people):
        return None
    fields = {**labels, **fields}
    day = find_day_of_note(note, fields, settings)
    if day is None and find_written_date(fields, settings) is None:
        return None
    if OTHER_DATE in fields:
        day = None
    people = people or find_people_in_sections(note)
    says_meeting = "type" in labels and _is_type_of_meeting(labels["type"])
    if not says_meeting and not ("date" in fields and _has_participants(note, people)):
        return None
    return LabelledMeeting(fields, day, people, says_meeting)


def _has_participants(note: Note, people: tuple[Link, ...]) -> bool:
    """Tell whether a note clearly names people: `Who: many` may be in a recipe."""
    if not people:
        return False
    has_links = not all(link.plain for link in people)
    return has_links or _PARTICIPANTS.search(note.source.text) is not None


def add_labels(
    note: Note, fields: Mapping[str, Field], day: Day | None, settings: Settings
) -> tuple[Mapping[str, Field], Day | None]:
    """Add to the properties of a meeting note the labels at its top; return them with its day.

    A label says as much as a property: `Status: cancelled` does, whatever names the day. `day` is
    the one without the labels.
    """
    # Most meetings have properties instead, and looking for any such line is quicker.
    first_lines = note.lines[:MAX_LINES]
    if not [line for line in first_lines if ":" in line.text or line.kind == "row"]:
        return fields, day
    labels = _collect_labels(note, in_all_sections=False)
    if labels.pop(OTHER_DATE, None):
        # Of two days, neither is that of the meeting; the one in the file's name may be.
        del labels["date"]
    if not labels:
        return fields, day
    fields = {**labels, **fields}
    return fields, find_day_of_note(note, fields, settings)


def find_day_of_note(note: Note, fields: Mapping[str, Field], settings: Settings) -> Day | None:
    """Find the day of a note: its property or label `date`, else the one in its name."""
    field = fields.get("date")
    # Nearly every day is written as 2026-10-02, and finding that is quicker than all spellings.
    day = parse_day(field.words[0].text) if field and field.words else None
    if day is None:
        found = find_written_date(fields, settings)
        if found:
            day = found.day
    return day or find_day_in_name(note.path)


def find_day_in_name(path: str) -> Day | None:
    """Find the day in the name of a meeting note: `2026-10-02 Lunch`, `Lunch of 2 October 2026`."""
    day = find_date_in_name(path)
    if day or ("20" not in path and "19" not in path):
        return day
    if not _YEAR_BEHIND_MONTH.search(path, path.rfind("/") + 1):
        return None
    found = find_day_anywhere(extract_note_name(path))
    if found is None:
        return None
    return found.day


_YEAR_BEHIND_MONTH = re.compile(
    r"[^\W\d_]{3}\.?(?: de)?,? (?:\d{1,2}(?:st|nd|rd|th)?,? )?(?:19|20)\d{2}(?!\d)"
)


def find_written_date(fields: Mapping[str, Field], settings: Settings) -> WrittenDay | None:
    """Find the day in the property or label `date`, also one that can't be read."""
    field = fields.get("date")
    if field is None or not field.words:
        return None
    return find_day_at_start(field.words[0].text, settings.date_order)


def check_day_of_meeting(
    note: Note, fields: Mapping[str, Field], day: Day | None, settings: Settings
) -> Iterator[Diagnostic]:
    """Report why the day of a meeting note is not known, or that of another meeting in it."""
    if day:
        yield from _check_other_meetings(note, day, settings)
        return
    if OTHER_DATE in fields:
        field = fields[OTHER_DATE]
        yield Diagnostic(
            SourceLocation(note.path, field.line, field.column),
            "unread-meeting",
            f"This note tells of several meetings (`{fields['date'].text}`, `{field.text}`), and "
            "none of them was read.",
            "Write a note for each of them.",
        )
        return
    location = SourceLocation(note.path)
    date = fields.get("date")
    if date and date.words:
        word = date.words[0]
        location = SourceLocation(note.path, word.line, word.column)
    found = find_written_date(fields, settings)
    if found and found.day is None:
        yield describe_unread_day(found, location)
        return
    words = _find_words_for_day(note.path, date)
    if words and found is None:
        yield Diagnostic(
            location,
            "unread-date",
            f"This note reads like a meeting, and is not read as one: `{words}` says no day.",
            "Write the day as YYYY-MM-DD; if you no longer know it, one that it may have been.",
        )


def _find_words_for_day(path: str, date: Field | None) -> str:
    """Find what a meeting note says instead of a day, in `date` or in its name; mostly nothing."""
    if date and date.text:
        return date.text
    vague_day = find_vague_day_at_start(extract_note_name(path))
    if vague_day is None:
        return ""
    return vague_day.words


def _check_other_meetings(note: Note, day: Day, settings: Settings) -> Iterator[Diagnostic]:
    """Report the first section about a meeting on another day, by the label `Date:` at its top."""
    # Most meeting notes have no label.
    if not any(":" in line.text for line in note.lines):
        return
    headings = [line for line in note.lines if line.kind == "heading"]
    if len(headings) < 2 or note.source.text.count("\n" + "#" * headings[0].indent + " ") < 1:
        return
    level = headings[0].indent
    for heading, line in _iter_headings_with_label(note, level):
        # A section with its day in the heading is read.
        if find_day_at_start(heading.text, settings.date_order):
            continue
        found = _find_day_of_label(line.text, settings.date_order)
        if found and found.day not in (None, day):
            yield Diagnostic(
                SourceLocation(note.path, line.number, line.column),
                "unread-meeting",
                f"This is the day of another meeting than that on {format_day_short(day)}, which "
                "the note tells of; the other one was not read.",
                "Write a note for each, or the day into the heading of its section, as in "
                f"`{'#' * heading.indent} {found.day} {heading.text}`.",
            )
            return


def _iter_headings_with_label(note: Note, level: int) -> Iterator[tuple[Line, Line]]:
    """Yield the headings of a level with the line right below, where that may be a label."""
    lines = [line for line in note.lines if line.kind != "blank"]
    for heading, line in pairwise(lines):
        if heading.kind == "heading" and heading.indent == level and ":" in line.text:
            yield heading, line


def _find_day_of_label(text: str, date_order: str) -> WrittenDay | None:
    """Find the day behind a label such as `Date:`; None for any other line."""
    match = _LABEL.match(text)
    if match is None or _NAMES.get(fold_for_search(match["label"]).strip()) != "date":
        return None
    return find_day_at_start(match["value"], date_order)


def _collect_labels(note: Note, *, in_all_sections: bool) -> dict[str, Field]:
    """Collect the labels among a note's first lines, by the names in `_NAMES`.

    A status counts above the sections about a meeting's subjects, other labels there only with
    `in_all_sections`.
    """
    fields: dict[str, Field] = {}
    for line, is_about_meeting in _iter_lines_at_top(note):
        if not (is_about_meeting or in_all_sections):
            continue
        is_row = line.kind == "row"
        if not is_row and ":" not in line.text:
            continue
        match = _ROW.match(line.text) if is_row else _LABEL.match(line.text)
        if match is None:
            continue
        name = _NAMES.get(fold_for_search(match["label"]).strip())
        if name is None or not match["value"].strip():
            continue
        if name == "status" and not is_about_meeting:
            continue
        field = build_inline_field(match["label"].strip(), match["value"].strip(), line)
        if name == "date" and fields.get(name, field).text != field.text:
            name = OTHER_DATE
        fields.setdefault(name, field)
    return fields


def _find_day_below_heading(note: Note) -> dict[str, Field]:
    """Find the day that stands alone below a heading such as `## Date of meeting`."""
    # Hardly any note has such a heading, and its beginning is searched quickly.
    if not _DATE_HEADING.search(f"\n{note.source.text[:MAX_LENGTH]}"):
        return {}
    lines = [line for line in note.lines[:MAX_LINES] if line.kind != "blank"]
    for heading, line in pairwise(lines):
        if heading.kind != "heading" or line.kind not in ("item", "text"):
            continue
        if not _DATE_HEADING.match(f"\n# {heading.text}"):
            continue
        found = find_day_at_start(line.text)
        if found and not found.rest.strip():
            return {"date": build_inline_field("date", line.text, line)}
    return {}


# Both patterns begin with a line end, which is looked for quickly, and not with `^`.
_DATE_HEADING = build_lazy_pattern(
    r"\n#{1,6} [^\w\n]{0,4}(?:meeting |besprechungs?)?(?:date|day|when|datum|tag|wann|fecha|d[ií]a"
    r"|cu[aá]ndo|quand|jour|wanneer|data)(?: (?:of|de la|de|der|del|van) [^\W\d_]{2,14}){0,2}"
    r"[^\w\n]{0,4}$",
    re.IGNORECASE | re.MULTILINE,
)


def _iter_lines_at_top(note: Note) -> Iterator[tuple[Line, bool]]:
    """Yield the lines at the top of a note that may be labels, and whether of all of the note.

    `Status: postponed` under `## Website`, or below an item, is about one subject of the meeting.
    """
    is_in_section = False
    is_title = True
    for line in note.lines[:MAX_LINES]:
        if line.kind == "heading":
            is_in_section = not (is_title or _ABOUT_MEETING.fullmatch(fold_for_search(line.text)))
        elif line.kind in ("item", "row", "text"):
            yield line, not (is_in_section or line.indent)
        if line.kind != "blank":
            is_title = False


# Headings above what is said about a whole meeting, folded as `fold_for_search` does.
_ABOUT_MEETING = build_lazy_pattern(
    r"\W*(?:meeting )?(?:about|basics?|details?|facts?|general|info|metadata|meeting|overview"
    r"|properties"
    r"|when|where|date|attend\w*|particip\w*|present|people|who|with|angaben|teilnehm\w*"
    r"|anwesend\w*"
    r"|termin|wann|wer|presents?|infos|quand|qui|asist\w*|presentes|datos|cuando|quien(?:es)?"
    r"|aanwezig\w*"
    r"|deelnem\w*|gegevens|wanneer|wie|partecip\w*)\W*"
)


def _is_type_of_meeting(field: Field) -> bool:
    """Tell whether a label such as `Type: Team meeting` or `Tags: #meeting, budget` says so."""
    parts = re.split(r"[,;]", fold_for_search(field.text))
    return any(_MEETING.fullmatch(part.strip(" #*_[]")) for part in parts)


# The key of a second day, which says that a note tells of several meetings.
OTHER_DATE = "other date"

# Labels stand at the top of a note.
MAX_LINES = 30
MAX_LENGTH = 3000

# Folded as `fold_for_search` does.
_NAMES = {
    **dict.fromkeys(("date", "day", "when", "meeting date", "date of meeting"), "date"),
    **dict.fromkeys(("datum", "tag", "wann", "fecha", "dia", "cuando", "jour", "quand"), "date"),
    **dict.fromkeys(("dag", "wanneer", "data"), "date"),
    **dict.fromkeys(("type", "meeting type", "kind", "category", "tags", "typ", "art"), "type"),
    **dict.fromkeys(("kategorie", "tipo", "categoria", "categorie", "soort"), "type"),
    **dict.fromkeys(("status", "stand", "statut", "estado"), "status"),
    **dict.fromkeys(("channel", "medium", "kanal", "canal", "kanaal"), "channel"),
    **dict.fromkeys(("subject", "topic", "thema", "betreff", "sujet", "tema"), "subject"),
    **dict.fromkeys(("asunto", "onderwerp"), "subject"),
}

_LABEL_WORDS = r"[^\w|]{0,6}(?P<label>[^\W\d_][^\W\d_ ]{0,12}(?: [^\W\d_ ]{1,12}){0,2})"
_LABEL = re.compile(rf"{_LABEL_WORDS}[*_]{{0,3}}\s?:{{1,2}}[*_]{{0,3}}\s*(?P<value>.*)")
_ROW = re.compile(rf"\|?{_LABEL_WORDS}[*_:]{{0,4}}\s*\|(?P<value>[^|]*)")

# At the beginning of a line; which of the words it is, `_NAMES` says.
_ANY_LABEL = build_lazy_pattern(
    r"\n[^\w\n]{0,8}(?=[acdfjkmqstw])(?:meeting |date of )?(?:date|day|when|datum|tag|wann|fecha|d[ií]a|cu[aá]ndo"
    r"|jour|quand"
    r"|dag|wanneer|data|type|typ|art|tipo|soort|kind|[ck]ategor\w+|cat[eé]gorie"
    r"|categor[ií]a)[^\w\n]{0,3}"
    r"(?:meeting[^\w\n]{0,3})?[:|]",
    re.IGNORECASE | re.MULTILINE,
)

_MEETING = build_lazy_pattern(
    r"(?:\S+ ){0,2}(?:meetings?|call|interaction|1[:\-]1|1on1|one-on-one|besprechung|treffen|termin"
    r"|sitzung"
    r"|gesprach|reunion|rendez-vous|entretien|llamada|encuentro|vergadering|overleg|gesprek"
    r"|afspraak"
    r"|bijeenkomst|riunione)(?: notes?)?"
)

_PARTICIPANTS = build_lazy_pattern(
    r"^[^\w\n]{0,8}(?:in )?(?:attend|particip|teilnehm|anwesend|pr[eé]sen|asist|aanwez|deelnem"
    r"|partecip)",
    re.IGNORECASE | re.MULTILINE,
)
