"""What of a text will not be shown as it was meant: too long, too deep, addresses that lead nowhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netnotes.markdown.html import MAX_TEXT_LENGTH, find_too_deep_lines
from netnotes.markdown.links import classify_url
from netnotes.markdown.unsafe_links import find_unsafe_links
from netnotes.model.diagnostics import Diagnostic, SourceLocation
from netnotes.reading.properties import CONTACT_PROPERTIES
from netnotes.reading.property_names import build_property_index

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netnotes.model.settings import Settings
    from netnotes.reading.note import Note


def check_layout(note: Note) -> Iterator[Diagnostic]:
    """What of a note's text will not be shown as it was meant."""
    text = "\n".join(line.raw for line in note.lines)
    first = note.lines[0].number if note.lines else 1
    if len(text) > MAX_TEXT_LENGTH:
        message = (
            "The text that begins here is longer than 256 KiB; its end is not laid out on the page."
        )
        yield Diagnostic(
            SourceLocation(note.path, first), "very-long-note", message, "Make several notes of it."
        )
    for line in find_too_deep_lines(text):
        message = "From here on lists or quotes are nested too deeply to be laid out."
        yield Diagnostic(
            SourceLocation(note.path, first + line - 1),
            "too-deep",
            message,
            "Take this part out of its nest.",
        )
    for unsafe in find_unsafe_links(text) if "](" in text or "]:" in text or "<" in text else ():
        yield _build_unsafe_link_diagnostic(
            unsafe.url, SourceLocation(note.path, first + unsafe.line - 1, unsafe.column)
        )


def check_property_addresses(note: Note, settings: Settings) -> Iterator[Diagnostic]:
    """The addresses among the properties that no page links to."""
    known = build_property_index(CONTACT_PROPERTIES, settings.properties)
    for field in note.fields:
        prop = known.get(field.key)
        if prop is None or prop.name != "links":
            continue
        for word in field.words:
            for address in prop.read(field._replace(words=(word,)), note.path, settings):
                if (
                    "[[" not in word.text
                    and classify_url(address) == "nowhere"
                    and not _HOST_AND_PORT.match(address)
                ):
                    yield _build_unsafe_link_diagnostic(
                        address, SourceLocation(note.path, word.line, word.column)
                    )


_HOST_AND_PORT = re.compile(r"[\w.-]+:\d")


def _build_unsafe_link_diagnostic(url: str, location: SourceLocation) -> Diagnostic:
    shown = url if len(url) <= 60 else url[:59] + "…"
    message = f"{shown} leads to no web page, mail, phone call or note; it is shown as plain text."
    return Diagnostic(
        location, "unsafe-link", message, "Write the whole address, such as https://example.org."
    )
