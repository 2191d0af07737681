"""Daily notes that name people without a link, where the settings ask for them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from netnotes.model.diagnostics import Diagnostic, Severity, SourceLocation
from netnotes.reading.dated_parts import list_parts_of_days
from netnotes.reading.kinds import classify_note
from netnotes.reading.note import read_note
from netnotes.reading.reader import read_source
from netnotes.text import WORD, choose_form, join_words
from netnotes.vault.listing import stat_file
from netnotes.vault.read_notes import read_note_source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from netnotes.model.reading import Reading
    from netnotes.model.settings import DailyNotes
    from netnotes.network.network import Network
    from netnotes.reading.note import Source
    from netnotes.writing.mention_links import NamesByFirstWord, UnlinkedTouch


def check_unlinked_mentions(
    root: Path, network: Network, readings: Iterable[Reading], daily_notes: DailyNotes
) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each line that would be a touch with a link; see `CODES`.

    Without `unlinked-mention`, which the settings turn on, only lines that are sure are found, and
    no note is read again for them.
    """
    if _is_on(network, "unlinked-mention"):
        finder = build_mention_finder(network, daily_notes)
        for path in sorted([reading.path for reading in readings]):
            if finder is None or not finder.can_have_touches(path):
                continue
            source, _ = read_note_source(root, stat_file(root, path))
            for touch in finder.find_touches(source) if source else ():
                yield _build_diagnostic("unlinked-mention", path, touch)
    elif _is_on(network, "unlinked-touch"):
        yield from _check_sure_touches(network, readings)


def _check_sure_touches(network: Network, readings: Iterable[Reading]) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each sure line, and one for a journal that links to nobody."""
    readings = [reading for reading in readings if reading.unlinked_lines]
    if not readings:
        return
    names = _index_names_in_lines(network, readings)
    if not names:
        return
    other_locations: list[SourceLocation] = []
    for reading in readings:
        sure_touches, locations = _split_lines_by_certainty(network, reading, names)
        other_locations += locations
        for touch in sure_touches:
            yield _build_diagnostic("unlinked-touch", reading.path, touch)
    # Who writes no links anywhere may not know what they are good for.
    is_unlinked = not any(reading.encounters for reading in readings)
    if is_unlinked and len(other_locations) >= MIN_LINES_FOR_HINT:
        yield _build_hint(other_locations)


# Fewer may be about others of the name.
MIN_LINES_FOR_HINT = 3


def _index_names_in_lines(network: Network, readings: Iterable[Reading]) -> NamesByFirstWord:
    """Index the names of which some line has the first word: few of ten thousand."""
    from netnotes.writing.mention_links import build_names_by_first_word

    words = _collect_words(readings)
    return build_names_by_first_word(
        [pair for pair in _iter_names(network) if _get_first_word(pair[0]) in words]
    )


def _split_lines_by_certainty(
    network: Network, reading: Reading, names: NamesByFirstWord
) -> tuple[tuple[UnlinkedTouch, ...], list[SourceLocation]]:
    """Split the lines without links into those that are sure touches, and where others may be."""
    from netnotes.writing.mention_links import find_sure_touches, may_be_touch

    channels = dict(network.settings.channels)
    write_target = partial(_write_target, network, reading.path)
    touches = find_sure_touches(reading.unlinked_lines, names, write_target, channels)
    sure_numbers = {touch.line_number for touch in touches}
    locations = []
    for line in reading.unlinked_lines:
        if line.number not in sure_numbers and may_be_touch(line, names, write_target, channels):
            locations.append(SourceLocation(reading.path, line.number, line.column))
    return touches, locations


def _build_hint(locations: list[SourceLocation]) -> Diagnostic:
    return Diagnostic(
        min(locations),
        "unlinked-touch",
        f"{len(locations):,} lines, this one first, seem to name people without a link and do not "
        "count; your journal links to nobody.",
        'Write links, or `unlinked-mention = "warning"` under [checks] in netnotes.toml: `netnotes '
        "check` then lists the lines, and `netnotes check --fix` adds the links.",
    )


def _collect_words(readings: Iterable[Reading]) -> set[str]:
    words: set[str] = set()
    for reading in readings:
        for line in reading.unlinked_lines:
            words.update(WORD.findall(line.raw))
    return words


def _get_first_word(name: str) -> str:
    match = WORD.search(name)
    if not match:
        return ""
    return match[0]


def _build_diagnostic(code: str, path: str, touch: UnlinkedTouch) -> Diagnostic:
    verb = choose_form(len(touch.names), "is", "are")
    return Diagnostic(
        SourceLocation(path, touch.line_number, touch.column),
        code,
        f"This reads like a touch with {join_words(touch.names)}, who {verb} not linked; "
        "it does not count.",
        f"Write `{touch.new_line.strip()}`, or run `netnotes check --fix`.",
    )


class MentionFinder(NamedTuple):
    """Finds lines of daily notes, and of parts with a day, that name people without a link."""

    network: Network
    daily_notes: DailyNotes
    names: NamesByFirstWord

    # Whether only lines are found that are sure: see `find_sure_touches`.
    is_strict: bool

    def can_have_touches(self, path: str) -> bool:
        """Whether a note may be read line by line: any note but that of a contact."""
        return path not in self.network.contacts_by_path

    def find_touches(self, source: Source) -> tuple[UnlinkedTouch, ...]:
        """Find the lines of a note that would be touches with the links that they lack."""
        from netnotes.writing.mention_links import find_sure_touches, find_unlinked_touches

        settings = self.network.settings
        channels = dict(settings.channels)
        note, _ = read_note(source)
        write_target = partial(_write_target, self.network, source.path)
        if self.is_strict:
            lines = read_source(source, settings, self.daily_notes).unlinked_lines
            return find_sure_touches(lines, self.names, write_target, channels)
        classification = classify_note(note, settings, self.daily_notes)
        list_parts = partial(list_parts_of_days, classification=classification, settings=settings)
        return find_unlinked_touches(note, self.names, write_target, channels, list_parts)


def _write_target(network: Network, origin: str, contact_path: str) -> str:
    from netnotes.writing.links import write_wikilink

    link = write_wikilink(contact_path, origin, network.file_index)
    return link.strip("[]").partition("|")[0]


def build_mention_finder(network: Network, daily_notes: DailyNotes) -> MentionFinder | None:
    """Build what finds people without a link; None if the settings do not ask for it."""
    is_strict = not _is_on(network, "unlinked-mention")
    if is_strict and not _is_on(network, "unlinked-touch"):
        return None
    # Imported here: nothing of it is needed to load a vault without this check.
    from netnotes.writing.mention_links import build_names_by_first_word

    names = build_names_by_first_word(_iter_names(network))
    return MentionFinder(network, daily_notes, names, is_strict)


def _is_on(network: Network, code: str) -> bool:
    return network.settings.find_severity(code) is not Severity.OFF


def _iter_names(network: Network) -> Iterator[tuple[str, str]]:
    for contact in network.contacts:
        for name in (contact.name, *contact.aliases):
            if name and not network.settings.me.is_named(name):
                yield name, contact.path
