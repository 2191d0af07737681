"""The labels at the top of a meeting note without properties: `Date: 3 Oct 2026`, `Type: meeting`.

Notion exports them, and people write them in bold, as a list or in a table of two columns. They may
be in English, German, French, Spanish or Dutch.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from netnotes.model.diagnostics import Diagnostic, SourceLocation
from netnotes.model.note_path import find_date_in_name
from netnotes.reading.day_checks import describe_unread_day
from netnotes.reading.note import build_inline_field
from netnotes.reading.people_sections import find_people_in_sections
from netnotes.reading.written_days import find_day_at_start
from netnotes.text import fold_for_search, parse_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date as Day

    from netnotes.model.people import Link
    from netnotes.model.settings import Settings
    from netnotes.reading.note import Note
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
    labels = _collect_labels(note)
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


def find_day_of_note(note: Note, fields: Mapping[str, Field], settings: Settings) -> Day | None:
    """Find the day of a note: its property or label `date`, else the one in its name."""
    field = fields.get("date")
    # Nearly every day is written as 2026-10-02, and finding that is quicker than all spellings.
    day = parse_day(field.words[0].text) if field and field.words else None
    if day is None:
        found = find_written_date(fields, settings)
        day = found.day if found else None
    return day or find_date_in_name(note.path)


def find_written_date(fields: Mapping[str, Field], settings: Settings) -> WrittenDay | None:
    """Find the day in the property or label `date`, also one that can't be read."""
    field = fields.get("date")
    if field is None or not field.words:
        return None
    return find_day_at_start(field.words[0].text, settings.date_order)


def check_day_of_meeting(
    note: Note, fields: Mapping[str, Field], settings: Settings
) -> Iterator[Diagnostic]:
    """Report why the day of a meeting note is not known."""
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
    found = find_written_date(fields, settings)
    if found and found.day is None:
        word = fields["date"].words[0]
        yield describe_unread_day(found, SourceLocation(note.path, word.line, word.column))


def _collect_labels(note: Note) -> dict[str, Field]:
    """Collect the labels among a note's first lines, by the names in `_NAMES`."""
    # Hardly any note has one, and its beginning is searched quickly.
    if not _ANY_LABEL.search(note.source.text, 0, MAX_LENGTH):
        return {}
    fields: dict[str, Field] = {}
    for line in note.lines[:MAX_LINES]:
        if line.kind not in ("item", "row", "text"):
            continue
        match = (_ROW if line.kind == "row" else _LABEL).match(line.text)
        name = _NAMES.get(fold_for_search(match["label"]).strip()) if match else None
        if match is None or name is None or not match["value"].strip():
            continue
        field = build_inline_field(match["label"].strip(), match["value"].strip(), line)
        if name == "date" and fields.get(name, field).text != field.text:
            name = OTHER_DATE
        fields.setdefault(name, field)
    return fields


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
_ANY_LABEL = re.compile(
    r"^[^\w\n]{0,8}(?:meeting |date of )?(?:date|day|when|datum|tag|wann|fecha|d[ií]a|cu[aá]ndo"
    r"|jour|quand"
    r"|dag|wanneer|data|type|typ|art|tipo|soort|kind|[ck]ategor\w+|cat[eé]gorie"
    r"|categor[ií]a)[^\w\n]{0,3}"
    r"(?:meeting[^\w\n]{0,3})?[:|]",
    re.IGNORECASE | re.MULTILINE,
)

_MEETING = re.compile(
    r"(?:\S+ ){0,2}(?:meetings?|call|interaction|1[:\-]1|1on1|one-on-one|besprechung|treffen|termin"
    r"|sitzung"
    r"|gesprach|reunion|rendez-vous|entretien|llamada|encuentro|vergadering|overleg|gesprek"
    r"|afspraak"
    r"|bijeenkomst|riunione)(?: notes?)?"
)

_PARTICIPANTS = re.compile(
    r"^[^\w\n]{0,8}(?:in )?(?:attend|particip|teilnehm|anwesend|pr[eé]sen|asist|aanwez|deelnem"
    r"|partecip)",
    re.IGNORECASE | re.MULTILINE,
)
