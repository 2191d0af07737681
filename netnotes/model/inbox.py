"""What waits in the inbox of a vault, to which a phone appends sentences."""

from __future__ import annotations

from typing import NamedTuple

from netnotes.text import choose_form, format_count


class WaitingSentences(NamedTuple):
    """The sentences that wait in the inbox."""

    # The path of the inbox; empty where there is none.
    path: str = ""
    sentence_count: int = 0

    # About how many something is asked in the inbox.
    asked_count: int = 0


NOTHING_WAITS = WaitingSentences()


def describe_waiting_sentences(waiting: WaitingSentences) -> str:
    """Describe how many sentences wait in the inbox, as in `2 sentences wait in Inbox.md`.

    Empty if none does.
    """
    if not waiting.sentence_count:
        return ""
    verb = choose_form(waiting.sentence_count, "waits", "wait")
    words = f"{format_count(waiting.sentence_count, 'sentence')} {verb} in {waiting.path}"
    return words + _describe_questions(waiting)


def _describe_questions(waiting: WaitingSentences) -> str:
    """Describe how many of the sentences have a question under them; empty if none has."""
    if not waiting.asked_count:
        return ""
    if waiting.asked_count < waiting.sentence_count:
        verb = choose_form(waiting.asked_count, "has", "have")
        return f"; {waiting.asked_count:,} {verb} a question below"
    each = choose_form(waiting.sentence_count, "", "each ")
    return f", {each}with a question below"


def suggest_filing(waiting: WaitingSentences) -> str:
    """Suggest in a sentence what to do with the sentences that wait; empty if none does."""
    words = describe_waiting_sentences(waiting)
    if not words:
        return ""
    return f"{words}. `netnotes inbox` files what is clear."
