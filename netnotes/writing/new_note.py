"""A new note about a contact: the name of its file, and its text."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from netnotes.errors import NetnotesError
from netnotes.model.people import Contact
from netnotes.reading.front_matter import read_front_matter
from netnotes.reading.note import build_source
from netnotes.reading.properties import CONTACT_PROPERTIES
from netnotes.reading.property_names import build_property_index
from netnotes.reading.reader import read_source
from netnotes.writing.edits import Edit, apply_edits
from netnotes.writing.properties import find_line_range, set_property, write_property_lines

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date as Day

    from netnotes.model.settings import Settings
    from netnotes.writing.properties import PropertyValue


# `log` and the commands like it fill this one, where a note has it, so it stays without a value.
_FILLED_LATER = "last_contact"


def write_new_note(
    name: str, properties: Mapping[str, PropertyValue], template: str, day: Day, settings: Settings
) -> str:
    """Write the text of a new contact. `properties` are by the names in CONTACT_PROPERTIES.

    The lines of a template stay, with its placeholders for the title and the day filled in, but for
    the contact's properties that are empty in it: a new note says what is known. Without a template
    the note has the properties and an empty log.
    """
    if not template.strip():
        return _write_without_template(properties)

    text = _PLACEHOLDER.sub(lambda match: _fill_placeholder(match, name, day), template)
    for property_name, value in properties.items():
        source = build_source("", text)
        text = apply_edits(text, set_property(source, property_name, value, settings))
    return _remove_empty_properties(text, settings)


def _write_without_template(properties: Mapping[str, PropertyValue]) -> str:
    lines: list[str] = []
    for name, value in properties.items():
        lines += write_property_lines(name, value)
    if lines:
        lines = ["---", *lines, "---", ""]
    return "\n".join((*lines, "## Log", ""))


def _remove_empty_properties(text: str, settings: Settings) -> str:
    """Remove the lines of a template that name a property of contacts and say nothing of it."""
    source = build_source("", text)
    front_matter, _ = read_front_matter(source.text, source.path)
    property_index = build_property_index(CONTACT_PROPERTIES, settings.properties)
    lines = source.text.split("\n")
    edits = []
    for field in front_matter.fields:
        prop = property_index.get(field.key)
        if prop is None or prop.name == _FILLED_LATER:
            continue
        # An empty list of `knows` is an answer: nobody.
        empty_values = ("",) if prop.name == "knows" else ("", "[]")
        first, last = find_line_range(source, field)
        value = lines[field.line - 1].partition(":")[2].strip()
        if not field.words and first == last and value in empty_values:
            edits.append(Edit(first, 1, ()))
    if edits and len(edits) == front_matter.body_line - 2:
        # Nothing is left between the two lines of dashes.
        edits = [Edit(1, front_matter.body_line, ())]
    return apply_edits(text, edits)


def write_type_where_needed(path: str, text: str, settings: Settings) -> str:
    """Write `type: person` into a contact's note that would not be read as one, as `Index.md`.

    Raises NetnotesError if it would not be read as one even so.
    """
    source = build_source(path, text)
    if isinstance(read_source(source, settings).entity, Contact):
        return text
    typed_text = apply_edits(text, set_property(source, "type", "person", settings))
    if isinstance(read_source(build_source(path, typed_text), settings).entity, Contact):
        return typed_text
    raise NetnotesError(
        f"{path} would not be read as a note about a person, because of its name. "
        "Nothing was written. Give it another name, and write this one as its `name:`."
    )


# Obsidian's own templates write {{title}}; the plugin Templater writes <% tp.file.title %>.
_PLACEHOLDER = re.compile(
    r"\{\{\s*(?P<obsidian>title|name|date|time)(?::[^{}]*)?\s*\}\}"
    r"|<%\s*tp\.(?P<templater>file\.title"
    r"|date\.now\(\s*(?:[\"']YYYY-MM-DD[\"'])?\s*\))\s*%>"
)


def _fill_placeholder(match: re.Match[str], name: str, day: Day) -> str:
    placeholder = match["obsidian"] or match["templater"]
    if placeholder.startswith("date"):
        return day.isoformat()
    if placeholder == "time":  # a note about a person has no time of day
        return ""
    return name


# Bytes of a file's name: file systems take 255, and sync programs add words of their own.
MAX_STEM_BYTES = 200

_WINDOWS_PORTS = [f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)]

# Names that Windows keeps for devices, whatever the ending.
_RESERVED_NAMES = frozenset(("con", "prn", "aux", "nul", *_WINDOWS_PORTS))

# Characters that a file system or a wikilink can't hold.
_FORBIDDEN_CHARACTERS = re.compile(r"[\\/:*?\"<>|#^\[\]]+")


def build_file_stem(name: str) -> str:
    """Build the name of a note's file, without its ending; empty if no character can be used."""
    printable = ""
    for character in name:
        printable += character if character.isprintable() else " "
    # macOS decomposes names, others don't: NFC everywhere, so that links find the file.
    stem = unicodedata.normalize("NFC", printable)
    # A dot at the start would hide the file, and Windows drops dots and spaces at the end.
    stem = " ".join(_FORBIDDEN_CHARACTERS.sub(" ", stem).split()).strip(". ")
    while len(stem.encode()) > MAX_STEM_BYTES:
        stem = stem[:-1].rstrip(". ")
    if stem.split(".")[0].casefold() in _RESERVED_NAMES:  # `con.x` is the console too
        return f"{stem} (person)"
    return stem
