"""Checks for what is not rendered as it was meant: long texts, deep nesting, unsafe links."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from netnotes.markdown.html import MAX_TEXT_LENGTH, find_too_deep_lines
from netnotes.markdown.links import is_dangerous_url
from netnotes.markdown.unsafe_links import find_unsafe_links
from netnotes.model.diagnostics import Diagnostic, SourceLocation
from netnotes.reading.properties import CONTACT_PROPERTIES
from netnotes.reading.property_names import build_property_index
from netnotes.text import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netnotes.model.settings import Settings
    from netnotes.reading.note import Note


def check_layout(note: Note) -> Iterator[Diagnostic]:
    """Report what of a note's text is not rendered as it was meant."""
    if not note.lines:
        return
    text = "\n".join([line.raw for line in note.lines])
    first_line = note.lines[0].number

    if len(text) > MAX_TEXT_LENGTH:
        message = (
            "The text that begins here is longer than 256 KiB; its end is not laid out on the page."
        )
        location = SourceLocation(note.path, first_line)
        yield Diagnostic(location, "very-long-note", message, "Make several notes of it.")

    for line in find_too_deep_lines(text):
        message = "From here on lists or quotes are nested too deeply to be laid out."
        location = SourceLocation(note.path, first_line + line - 1)
        yield Diagnostic(location, "too-deep", message, "Nest this part less deeply.")

    # Most notes have no address at all, and are not searched for unsafe ones.
    if "](" in text or "]:" in text or "<" in text:
        for link in find_unsafe_links(text):
            location = SourceLocation(note.path, first_line + link.line - 1, link.column)
            yield _build_unsafe_link_diagnostic(link.url, location)


def check_property_addresses(note: Note, settings: Settings) -> Iterator[Diagnostic]:
    """Report the addresses in the property `links` that no page links to."""
    properties_by_key = build_property_index(CONTACT_PROPERTIES, settings.properties)
    for field in note.fields:
        prop = properties_by_key.get(field.key)
        if prop is None or prop.name != "links":
            continue
        for word in field.words:
            if "[[" in word.text:
                continue
            # Each word on its own, so that the diagnostic has its place.
            for address in prop.read(replace(field, words=(word,)), note.path, settings):
                if _is_unsafe_address(address):
                    location = SourceLocation(note.path, word.line, word.column)
                    yield _build_unsafe_link_diagnostic(address, location)


def _is_unsafe_address(address: str) -> bool:
    # `localhost:8000` is an address without a scheme, not one with the scheme `localhost`.
    return is_dangerous_url(address) and not _HOST_AND_PORT.match(address)


_HOST_AND_PORT = re.compile(r"[\w.-]+:\d")


def _build_unsafe_link_diagnostic(url: str, location: SourceLocation) -> Diagnostic:
    message = (
        f"{shorten(url, 60)} could run a program when it is opened; it is shown as plain text."
    )
    return Diagnostic(
        location, "unsafe-link", message, "Write the whole address, such as https://example.org."
    )
