"""Properties that a contact's note has as labels, `**Role:** Engineer`, or in a table.

People and agents write them above the log. Only the names of the table of properties count, and
only with a value that can be read as that property: any other line is text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from netnotes.markdown.syntax import CELL_SEPARATOR
from netnotes.reading.entry_lines import is_in_code
from netnotes.reading.note import build_inline_field
from netnotes.reading.properties import CONTACT_PROPERTIES
from netnotes.reading.property_kind import PropertyKind
from netnotes.reading.property_names import (
    AMBIGUOUS_NAMES,
    build_property_index,
    find_property_by_other_form,
)
from netnotes.reading.values import InvalidValue
from netnotes.reading.written_days import find_day_at_start
from netnotes.text import build_lazy_pattern, fold, fold_for_search, parse_period

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from netnotes.model.settings import Settings
    from netnotes.reading.log import Log
    from netnotes.reading.note import Line, Note
    from netnotes.reading.property_kind import Property
    from netnotes.reading.raw_field import Field


def iter_label_fields(note: Note, log: Log, settings: Settings) -> Iterator[Field]:
    """Yield the labels above the log whose properties are written nowhere else in the note.

    `last_contact` is yielded all the same, because the latest of several counts.
    """
    for field, reason in iter_labels(note, log, settings):
        if not reason:
            yield field


def iter_written_labels(note: Note, log: Log) -> Iterator[Field]:
    """Yield every label above the log, also those whose names mean no property of ours."""
    return _iter_labels(note, log, everywhere=False)


def iter_labels(
    note: Note, log: Log, settings: Settings, *, everywhere: bool = False
) -> Iterator[tuple[Field, str]]:
    """Yield the labels above the log, each with why it is not read; empty for one that is.

    With `everywhere`, also those in the log and in sections where a label is text.
    """
    labels = tuple(_iter_labels(note, log, everywhere=everywhere))
    # Most notes have none.
    if not labels:
        return
    index = build_property_index(CONTACT_PROPERTIES, settings.properties)
    known = {index[field.key].name for field in (*note.fields, *log.fields) if field.key in index}
    known.discard("last_contact")
    for field in labels:
        prop = index.get(field.key) or find_property_by_other_form(field.key, index)
        if prop is None:
            continue
        if prop.name in known:
            yield field, f"A property says `{prop.name}`, and counts before a label."
        elif _is_vague(field, prop, note) and not (
            field.key == "tags" and _has_other(labels, index)
        ):
            yield field, "Many a sentence begins with this word; as a label it is not read."
        else:
            yield field, _find_reason_against_value(prop.read(field, note.path, settings))


def _find_reason_against_value(value: Any) -> str:
    # Of a day with two meanings `check` asks which is meant.
    if isinstance(value, InvalidValue):
        if value.code == "ambiguous-date":
            return ""
        return value.message
    if value in (None, ()):
        return "The words say that there is no value, or none yet."
    return ""


def _is_vague(field: Field, prop: Property, note: Note) -> bool:
    """Tell whether a label may as well be the beginning of a sentence.

    `Next: 2026-12-20` is none, nor is one in emphasis or in a table with a day behind it.
    """
    if field.key not in _VAGUE_NAMES:
        return False
    label = note.lines[field.line - note.lines[0].number].text.lstrip("| ")
    is_marked = label.startswith(("*", "_")) or "|" in label
    # `**Frequency:** Monthly`
    if prop.kind is PropertyKind.PERIOD:
        return not is_marked or parse_period(field.text) is None
    if prop.kind not in (PropertyKind.DATE, PropertyKind.BIRTHDAY):
        return True
    found = find_day_at_start(field.text, "day-first")
    if found is None:
        return True
    return bool(found.rest.strip()) and not is_marked


def _has_other(labels: tuple[Field, ...], index: Mapping[str, Property]) -> bool:
    """Tell whether a label is hardly a sentence; then `Tags: …` beside it is a label, too."""
    return any(field.key in index and field.key not in _VAGUE_NAMES for field in labels)


NOT_ABOVE_LOG = "A label counts above the log and outside of sections of notes; here it is text."


def _iter_labels(note: Note, log: Log, *, everywhere: bool) -> Iterator[Field]:
    first_entry_line = log.entries[0].line.number if log.entries and not everywhere else 0
    heading: Line | None = None
    for index, line in enumerate(note.lines):
        if line.number == first_entry_line:
            return
        if line.kind == "heading":
            heading = None if everywhere else line
            day_label = _LABEL.match(line.text) if line.indent > 1 and ":" in line.text else None
            # `## Last contact: 2026-04-12`; `## Role: what she does` is a heading.
            if day_label and find_day_at_start(day_label["value"], "day-first"):
                yield build_inline_field(day_label["label"], day_label["value"].strip(), line)
        elif line.kind == "verbatim":
            quoted = _match_quoted_label(line, heading)
            if quoted and not is_in_code(note.lines, index):
                yield build_inline_field(quoted["label"].strip(), quoted["value"].strip(), line)
        elif line.kind == "row" or ":" in line.text:
            match = _match_label(line, heading)
            next_lines = note.lines[index + 1 : index + 2]
            if match and not (line.kind == "row" and _is_header(match, next_lines)):
                yield build_inline_field(match["label"].strip(), match["value"].strip(), line)


def _match_label(line: Line, heading: Line | None) -> re.Match[str] | None:
    if line.kind == "row":
        return _match_row(line)
    if line.kind not in ("item", "text") or line.status:
        return None
    match = _LABEL.match(line.text)
    # In a section of notes, `Work: we talked about …` is a sentence; emphasis makes it a label.
    if match and (line.text[0] in "*_" or _may_have_plain_labels(heading)):
        return match
    return None


def _match_quoted_label(line: Line, heading: Line | None) -> re.Match[str] | None:
    """Match a label in emphasis in a quote at the top of a note: `> **Role:** Engineer`."""
    if line.raw[:1] != ">" or ":" not in line.raw or (heading and heading.indent > 1):
        return None
    text = line.raw.lstrip("> \t-")
    return _LABEL.match(text) if text.startswith(("**", "__")) else None


def _may_have_plain_labels(heading: Line | None) -> bool:
    if heading is None or heading.indent == 1:
        return True
    return _ABOUT_PERSON.search(fold_for_search(heading.text)) is not None


def _match_row(line: Line) -> re.Match[str] | None:
    """Match a row of two cells, the first of which is a label."""
    if len(CELL_SEPARATOR.split(line.text.strip().strip("|"))) != 2:
        return None
    return _ROW.match(line.text)


def _is_header(match: re.Match[str], next_lines: tuple[Line, ...]) -> bool:
    """Tell whether a row is the header of a table: `Field | Value`, or `Role | Company`.

    Markdown has no table without a header, so that the first row of labels may stand there, too.
    """
    if not next_lines or not _SEPARATOR_ROW.fullmatch(next_lines[0].text.strip()):
        return False
    value = fold_for_search(match["value"]).strip("*_: ")
    return value in _HEADERS_OF_VALUES or fold(value) in _NAMES_OF_PROPERTIES


_SEPARATOR_ROW = re.compile(r"\|?[\s:|-]*-[\s:|-]*")

# What people write above the column of values, folded as `fold_for_search` does.
_HEADERS_OF_VALUES = frozenset(
    [
        *("value", "values", "detail", "details", "info", "information", "data", "content"),
        *("description", "note", "notes", "answer", "comment", "comments", "name", "person"),
        *("people", "contact", "wert", "werte", "angabe", "angaben", "inhalt", "beschreibung"),
        *("notiz", "notizen", "bemerkung", "valeur", "valeurs", "detail", "contenu", "donnee"),
        *("remarque", "remarques", "nom", "valor", "valores", "detalle", "detalles", "contenido"),
        *("dato", "datos", "nota", "notas", "nombre", "waarde", "waarden", "gegeven", "gegevens"),
        *("inhoud", "opmerking", "opmerkingen", "naam", "valore", "valori", "dettagli"),
    ]
)
_NAMES_OF_PROPERTIES = frozenset(build_property_index(CONTACT_PROPERTIES, ()))


# Headings above what is known of a person, folded as `fold_for_search` does.
_ABOUT_PERSON = build_lazy_pattern(
    r"^[^\w]*(?:about|basics?|contact|details?|facts?|general|info|metadata|overview|personal"
    r"|profile"
    r"|summary|angaben|kontakt|steckbrief|uber|coordonnees|fiche|profil|datos|contacto|perfil"
    r"|gegevens|contactgegevens|over)"
)

_LABEL_WORDS = r"(?P<label>[^\W\d_][\w /'-]{0,30}?)"

# `📧 Email: ada@example.com`
_SIGN = "(?:[\u2600-\u27bf\ufe0f\u200d\U0001f000-\U0001faff]{1,4} ?)?"

_LABEL = re.compile(
    rf"[*_]{{0,3}}{_SIGN}[*_]{{0,3}}{_LABEL_WORDS}[*_]{{0,3}}:[*_]{{0,3}}\s+(?P<value>\S.*)"
)
_ROW = re.compile(rf"\|?\s*[*_]{{0,3}}{_LABEL_WORDS}:?[*_]{{0,3}}:?\s*\|\s*(?P<value>[^|\s][^|]*)")

# Names of the table that begin many a sentence, and that hardly anybody uses as a label.
_VAGUE_NAMES = AMBIGUOUS_NAMES | frozenset(
    map(fold, ("why", "reason", "work", "via", "next", "title", "customer", "type", "tags", "name"))
)
