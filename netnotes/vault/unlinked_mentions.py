"""Daily notes that name people without a link, where the settings ask for them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from netnotes.model.diagnostics import Diagnostic, Severity, SourceLocation
from netnotes.reading.daily_notes import find_daily_note_day
from netnotes.reading.kinds import classify_note
from netnotes.reading.note import read_note
from netnotes.text import join_words
from netnotes.vault.listing import stat_file
from netnotes.vault.read_notes import read_note_source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from netnotes.model.settings import DailyNotes
    from netnotes.network.network import Network
    from netnotes.reading.note import Source
    from netnotes.writing.mention_links import NamesByFirstWord, UnlinkedTouch


def check_unlinked_mentions(
    root: Path, network: Network, paths: Iterable[str], daily_notes: DailyNotes
) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each line that would be a touch with a link; see `CODES`.

    Nothing is read unless the settings turn `unlinked-mention` on.
    """
    finder = build_mention_finder(network, daily_notes)
    if finder is None:
        return
    for path in sorted(paths):
        if not finder.is_daily_note(path):
            continue
        source, _ = read_note_source(root, stat_file(root, path))
        for touch in finder.find_touches(source) if source else ():
            verb = "is" if len(touch.names) == 1 else "are"
            yield Diagnostic(
                SourceLocation(path, touch.line_number, touch.column),
                "unlinked-mention",
                f"This reads like a touch with {join_words(touch.names)}, who {verb} not linked; "
                "it does not count.",
                f"Write `{touch.new_line.strip()}`, or run `netnotes check --fix`.",
            )


class MentionFinder(NamedTuple):
    """Finds lines of daily notes that name people without a link."""

    network: Network
    daily_notes: DailyNotes
    names: NamesByFirstWord

    def is_daily_note(self, path: str) -> bool:
        """Whether a note's path is that of a daily note."""
        return find_daily_note_day(path, self.daily_notes) is not None

    def find_touches(self, source: Source) -> tuple[UnlinkedTouch, ...]:
        """Find the lines of a note that would be touches with the links that they lack."""
        from netnotes.writing.mention_links import find_unlinked_touches

        settings = self.network.settings
        note, _ = read_note(source)
        if classify_note(note, settings, self.daily_notes).kind != "daily note":
            return ()
        write_target = partial(self._write_target, source.path)
        return find_unlinked_touches(note, self.names, write_target, dict(settings.channels))

    def _write_target(self, origin: str, contact_path: str) -> str:
        from netnotes.writing.links import write_wikilink

        link = write_wikilink(contact_path, origin, self.network.file_index)
        return link.strip("[]").partition("|")[0]


def build_mention_finder(network: Network, daily_notes: DailyNotes) -> MentionFinder | None:
    """Build what finds people without a link; None if the settings do not ask for it."""
    if network.settings.find_severity("unlinked-mention") is Severity.OFF:
        return None
    if not daily_notes.folder:
        return None
    # Imported here: nothing of it is needed to load a vault without this check.
    from netnotes.writing.mention_links import build_names_by_first_word

    return MentionFinder(network, daily_notes, build_names_by_first_word(_iter_names(network)))


def _iter_names(network: Network) -> Iterator[tuple[str, str]]:
    for contact in network.contacts:
        for name in (contact.name, *contact.aliases):
            if name and not network.settings.me.is_named(name):
                yield name, contact.path
