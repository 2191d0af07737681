"""Where the facts and touches on a person's page were read: the note and the line of each.

The lines that were not read are in `netnotes explain` only: finding them takes reading each note
once more, which would make every build slower.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from netnotes.dashboard.addresses import build_editor_url
from netnotes.text import format_day_short

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from netnotes.model.diagnostics import SourceLocation
    from netnotes.model.people import Contact


class EditorLinks(Struct, frozen=True):
    """The editor that the settings name, and the vault's folder; both are empty without one."""

    editor: str = ""
    root: str = ""

    def build_url(self, location: SourceLocation) -> str:
        """Build the URL of a line in the editor; empty without one."""
        if not self.editor or not self.root:
            return ""
        return build_editor_url(
            self.editor, self.root, location.path, location.line, location.column
        )


class SourceLine(Struct, frozen=True):
    """What was read from a line, in words, and the URL of the line in the editor."""

    words: str
    line: int
    editor: str


class SourceNote(Struct, frozen=True):
    """What was read from one note."""

    # What the lines tell of, such as `Touches`.
    label: str
    path: str
    lines: tuple[SourceLine, ...]


def list_sources(contact: Contact, links: EditorLinks) -> tuple[SourceNote, ...]:
    """List the lines that the facts, touches and promises of a contact were read from."""
    facts = [
        (name.replace("_", " "), location)
        for name, location in contact.parse_source_locations().items()
    ]
    facts.sort(key=lambda fact: fact[1])
    touches = [
        (format_day_short(touch.date), touch.source_location)
        for touch in sorted(contact.touches, key=lambda touch: touch.date, reverse=True)
    ]
    return (
        *_group_by_note("Facts", facts, links),
        *_group_by_note("Touches", touches, links),
        *_group_by_note("Exchanged", _iter_exchanges(contact), links),
    )


def _iter_exchanges(contact: Contact) -> Iterator[tuple[str, SourceLocation]]:
    for promise in contact.promises:
        yield "promised", promise.source_location
    for ask in contact.asks:
        yield "asked", ask.source_location
    for gift in contact.gifts:
        yield "gave", gift.source_location
    for learned in contact.learned:
        yield "learned", learned.source_location
    for naming in contact.named:
        yield "named", naming.source_location


def _group_by_note(
    label: str, lines: Iterable[tuple[str, SourceLocation]], links: EditorLinks
) -> Iterator[SourceNote]:
    """Group lines by their notes, which are in the order of their first lines."""
    lines_by_path: dict[str, list[SourceLine]] = {}
    for words, location in lines:
        line = SourceLine(words, location.line, links.build_url(location))
        lines_by_path.setdefault(location.path, []).append(line)
    for path, note_lines in lines_by_path.items():
        yield SourceNote(label, path, tuple(note_lines))
