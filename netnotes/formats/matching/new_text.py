"""What a card's text, touches and tasks say beyond a note, wherever and however it says them.

A note may have wrapped or styled the same words, and they may be where netnotes reads nothing: in
code, in a comment, in another entry. So what a contact does not have is looked for in the note.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from netnotes.reading.task_marks import split_task_marks
from netnotes.text import WORD, fold_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from netnotes.formats.card import Card, Exchange, ImportedTouch, Task
    from netnotes.model.people import Contact

    # Reads the whole text of the note at a path; it is asked only where it is needed.
    NoteReader: TypeAlias = Callable[[str], str]


# What separates the paragraphs of a text.
_GAP = re.compile(r"\n(?:[^\S\n]*\n)+")

# What comes before the words of a line: marks of quotes, items and tasks.
_LINE_START = re.compile(r"[\s>]*(?:(?:[-*+]|\d{1,9}[.)])\s+)?(?:\[.\]\s+)?")


def find_new_text(text: str, known_text: str) -> str:
    """Return the paragraphs of a text that another does not have whole and in one piece."""
    known_words = f" {fold_words(known_text)} "
    new_paragraphs = []
    for paragraph in _GAP.split(text):
        words = fold_words(paragraph)
        is_known = f" {words} " in known_words
        if not WORD.search(words):
            is_known = _fold_signs(paragraph) in _fold_signs(known_text)
        if not is_known:
            new_paragraphs.append(paragraph)
    return "\n\n".join(new_paragraphs)


def _fold_signs(text: str) -> str:
    """Return the characters of a text without spaces and the marks of quotes."""
    return "".join(_QUOTE_START.sub("", text).split())


_QUOTE_START = re.compile(r"^[\s>]+", re.MULTILINE)


def find_text_beyond_note(card: Card, contact: Contact, read_note: NoteReader) -> str:
    """Find what a card's text says beyond a note; empty if it says nothing more."""
    # Phones keep of a card that netnotes wrote what they know, and so the purpose as a note.
    new_text = find_new_text(card.text, f"{contact.purpose}\n\n{contact.text}")
    if not new_text:
        return ""
    return find_new_text(new_text, read_note(contact.path))


def list_new_touches(
    card: Card, contact: Contact, read_note: NoteReader
) -> tuple[ImportedTouch, ...]:
    """List the touches that the log lacks.

    A touch without words is new only on a day on which the log has none.
    """
    known_days = {touch.date for touch in contact.touches}
    known_touches = set()
    for touch in contact.touches:
        known_touches |= _list_spellings(touch.date.isoformat(), touch.channel, touch.text)

    new_touches = []
    for imported in card.touches:
        spellings = _list_spellings(imported.date.isoformat(), imported.channel, imported.text)
        has_words = bool(imported.text) or imported.date not in known_days
        if has_words and known_touches.isdisjoint(spellings):
            new_touches.append(imported)
    if not new_touches:
        return ()

    note_words = f" {fold_words(read_note(contact.path))} "
    return tuple(touch for touch in new_touches if not _is_in_note(touch, note_words))


def _list_spellings(day: str, channel: str, text: str) -> set[str]:
    """List the words of a touch, with its channel and without.

    `Lunch at the pier` of a file is read as a lunch and its text once it is in a log.
    """
    return {fold_words(f"{day} {channel} {text}"), fold_words(f"{day} {text}")}


def _is_in_note(touch: ImportedTouch, note_words: str) -> bool:
    if not touch.text:
        return False
    spellings = _list_spellings(touch.date.isoformat(), touch.channel, touch.text)
    return any(f" {words} " in note_words for words in spellings)


def list_new_tasks(card: Card, contact: Contact, read_note: NoteReader) -> tuple[Task, ...]:
    """List the tasks that are not among the promises in the note, nor a line of it."""
    promises = {fold_words(promise.text) for promise in contact.promises}
    new_tasks = [task for task in card.tasks if fold_words(task.text) not in promises]
    if not new_tasks:
        return ()

    lines = set(_iter_folded_lines(read_note(contact.path)))
    return tuple(task for task in new_tasks if _fold_task(task.text) not in lines)


def list_new_exchanges(card: Card, contact: Contact) -> tuple[Exchange, ...]:
    """List what passed between the two that the log does not say."""
    known = {("gave", gift.date, fold_words(gift.text)) for gift in contact.gifts}
    known |= {("asked", ask.date, fold_words(ask.text)) for ask in contact.asks}
    known |= {("promised", promise.date, fold_words(promise.text)) for promise in contact.promises}
    known |= {("learned", fact.date, fold_words(fact.text)) for fact in contact.learned}
    known |= {("named", naming.date, fold_words(naming.text)) for naming in contact.named}
    return tuple(
        exchange
        for exchange in card.exchanges
        if (exchange.key, exchange.date, fold_words(exchange.text)) not in known
    )


def _iter_folded_lines(text: str) -> Iterator[str]:
    """Yield the words of each line of a note, without what makes it an item or a task."""
    for line in text.splitlines():
        yield _fold_task(_LINE_START.sub("", line, count=1))


def _fold_task(text: str) -> str:
    words, _ = split_task_marks(text)
    return fold_words(words)
