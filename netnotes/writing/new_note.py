"""A new note about somebody: its file's name, and what stands in it."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from netnotes.reading.note import Source
from netnotes.writing.edits import apply_edits
from netnotes.writing.properties import set_property, write_property_lines

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date as Day

    from netnotes.model.settings import Settings
    from netnotes.writing.properties import PropertyValue


DEFAULT_PROPERTIES = ("purpose", "tier")
"""What a new note has a line for in any case: these two help most."""


def write_new_note(
    name: str, properties: Mapping[str, PropertyValue], template: str, day: Day, settings: Settings
) -> str:
    """The text of a new contact. A template's own lines stay; its places for the title and the day are filled.

    `properties` are by the names of FIELDS. Without a template the note has these and a log.
    """
    if not template.strip():
        rows = {**dict.fromkeys(DEFAULT_PROPERTIES, ""), **properties}
        lines = [line for prop, value in rows.items() for line in write_property_lines(prop, value)]
        return "\n".join(["---", *lines, "---", "", "## Log", ""])
    text = _PLACEHOLDER.sub(lambda match: _fill_placeholder(match, name, day), template)
    for prop, value in properties.items():
        text = apply_edits(
            text,
            set_property(
                Source("", text.removeprefix("\ufeff").replace("\r\n", "\n")), prop, value, settings
            ),
        )
    return text


_PLACEHOLDER = re.compile(
    r"\{\{\s*(?P<what>title|name|date|time)(?::[^{}]*)?\s*\}\}|<%\s*tp\.(?P<tp>file\.title|date\.now\(\s*(?:[\"']YYYY-MM-DD[\"'])?\s*\))\s*%>"
)


def _fill_placeholder(match: re.Match[str], name: str, day: Day) -> str:
    what = match["what"] or match["tp"]
    if what.startswith("date"):
        return day.isoformat()
    return "" if what == "time" else name


def build_file_stem(name: str) -> str:
    """The name of a file for a note, without its ending: what no file system or wikilink takes is left out.

    Empty where nothing remains.
    """
    text = unicodedata.normalize(
        "NFC", "".join(sign if sign.isprintable() else " " for sign in name)
    )
    text = " ".join(re.sub(r"[\\/:*?\"<>|#^\[\]]+", " ", text).split()).strip(". ")
    while len(text.encode()) > MAX_STEM_BYTES:
        text = text[:-1].rstrip(". ")
    return f"{text} (person)" if text.split(".")[0].casefold() in _RESERVED_NAMES else text


MAX_STEM_BYTES = 200
"""Bytes of a file's name: less than the 255 that file systems take, so that a sync program can add its own."""

_RESERVED_NAMES = frozenset(
    (
        "con",
        "prn",
        "aux",
        "nul",
        *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)),
    )
)
"""Names that Windows keeps for itself."""
