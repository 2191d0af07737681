"""The inbox of a vault: whether there is one, and how many sentences wait in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.model.inbox import NOTHING_WAITS, WaitingSentences
from netnotes.text import fold_words
from netnotes.vault.listing import stat_file
from netnotes.vault.read_notes import read_note_source

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from netnotes.model.people import Contact
    from netnotes.network.network import Network


def count_waiting_sentences(root: Path, network: Network) -> WaitingSentences:
    """Count the sentences that wait in the inbox of a vault."""
    path = network.settings.inbox
    if not path or not (root / path).is_file():
        return NOTHING_WAITS
    source, _ = read_note_source(root, stat_file(root, path))
    if source is None or not source.text.strip():
        return WaitingSentences(path)
    # Imported here: few vaults have an inbox, and most are empty most of the time.
    from netnotes.writing.inbox import list_waiting_lines

    name_words = collect_name_words(network.contacts)
    lines = list_waiting_lines(path, source.text, name_words, network.settings)
    asked_count = sum(1 for line in lines if line.question_lines)
    return WaitingSentences(path, len(lines), asked_count)


def collect_name_words(contacts: Iterable[Contact]) -> frozenset[str]:
    """Collect the words of all names, folded; a single letter is no name."""
    words: set[str] = set()
    for contact in contacts:
        for name in (contact.name, *contact.aliases):
            words.update(fold_words(name).split())
    return frozenset([word for word in words if len(word) > 1])
