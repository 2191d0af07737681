"""What to say to somebody who asks what one does, and what to ask at the end of a good talk."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netnotes.markdown.plain import strip_markdown
from netnotes.reading.sentence_ends import split_sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from netnotes.model.people import Goal
    from netnotes.network.link_graph import LinkGraph


# What closes a good talk.
CLOSING_QUESTIONS = (
    "What would you do in my place?",
    "Who else should I talk to?",
    "What can I do for you?",
)

# The key of the pitch of `[me]` among those of the goals.
OWN_PITCH = ""

# Of a note that a pitch links to, so much is said.
MAX_SENTENCES = 2


def list_pitch_links(
    own_pitch: str, goals: Iterable[Goal], graph: LinkGraph
) -> list[tuple[str, str]]:
    """List what the pitches link to: the key of each, and the path of the note; no plain texts.

    `own_pitch` is that of `[me]`, and `goals` are the active ones.
    """
    links = []
    for key, text in _iter_written_pitches(own_pitch, goals):
        target = _find_link_target(text)
        path = graph.find_path(target, key) if target else ""
        if path:
            links.append((key, path))
    return links


def _iter_written_pitches(own_pitch: str, goals: Iterable[Goal]) -> Iterator[tuple[str, str]]:
    """Yield each pitch as it is written, with the path of its goal, empty for `[me]`."""
    if own_pitch.strip():
        yield OWN_PITCH, own_pitch.strip()
    for goal in goals:
        if goal.pitch.strip():
            yield goal.path, goal.pitch.strip()


def _find_link_target(text: str) -> str:
    """Find what a text links to that is a link and nothing else; empty for other texts."""
    match = _ONLY_LINK.fullmatch(text)
    if not match:
        return ""
    return match["target"].strip()


_ONLY_LINK = re.compile(r"\[\[(?P<target>[^\[\]|]+)(?:\|[^\[\]]*)?\]\]")


def compute_pitches(
    own_pitch: str, goals: Iterable[Goal], pitch_notes: Mapping[str, str]
) -> Mapping[str, str]:
    """Compute the words of each pitch by the path of its goal; that of `[me]` has an empty key.

    Of a linked note, whose text is in `pitch_notes`, these are the first two sentences.
    """
    pitches = {}
    for key, text in _iter_written_pitches(own_pitch, goals):
        if _find_link_target(text):
            words = extract_first_sentences(pitch_notes.get(key, ""))
        else:
            words = strip_markdown(text)
        if words:
            pitches[key] = words
    return pitches


def extract_first_sentences(text: str) -> str:
    """Extract the first two sentences of a note's text; headings are no sentences."""
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    words = strip_markdown("\n".join(lines))
    return " ".join(split_sentences(words)[:MAX_SENTENCES])
