"""`friends.md`, the file of the command line program Friends: people, and what was done with them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netnotes.formats.card import (
    Card,
    ImportedCards,
    ImportedTouch,
    ImportProblem,
    sanitize_cards,
    shorten,
)
from netnotes.formats.readers.days import parse_foreign_day
from netnotes.formats.readers.decoding import FileContent, decode_text
from netnotes.text import fold_name

if TYPE_CHECKING:
    from collections.abc import Iterator


_HEADING = re.compile(r"#{1,6}\s*(\w+)\s*:?\s*")
_FRIEND = re.compile(
    r"(?P<name>[^\[(@]+?)\s*(?:\((?P<aliases>[^)]*)\))?\s*(?:\[(?P<place>[^\]]*)\])?\s*(?P<tags>(?:@\S+\s*)*)"
)
_DATED_ENTRY = re.compile(r"(\d{4}-\d{2}-\d{2})\s*:?\s*(.*)", re.DOTALL)
_PERSON_NAME = re.compile(r"\*\*([^*]+)\*\*")


def can_read(text: str) -> bool:
    """Whether a text has the headings of Friends."""
    headings = {
        match[1].casefold()
        for one in text.split("\n")
        if one.startswith("#") and (match := _HEADING.fullmatch(one))
    }
    return {"activities", "friends"} <= headings


def read(data: FileContent) -> ImportedCards:
    """Everybody in the file, and those who are only named in an activity."""
    return sanitize_cards(_iter_cards(decode_text(data)))


def _iter_cards(text: str) -> Iterator[Card | ImportProblem]:
    sections = _split_sections(text)
    people: dict[str, Card] = {}
    touches: dict[str, list[ImportedTouch]] = {}
    notes: dict[str, list[str]] = {}
    for number, words in sections.get("friends", ()):
        match = _FRIEND.fullmatch(words)
        if not match:
            yield ImportProblem(number, f"`{shorten(words)}` is not a name as Friends writes it")
            continue
        aliases = re.split(r"\s*\ba\.k\.a\.\s*", match["aliases"] or "")
        people[fold_name(match["name"])] = Card(
            row=number,
            name=match["name"],
            aliases=tuple(aliases),
            location=match["place"] or "",
            tags=tuple(tag.lstrip("@") for tag in match["tags"].split()),
        )
    for section in ("activities", "notes"):
        for number, words in sections.get(section, ()):
            match = _DATED_ENTRY.fullmatch(words)
            on = parse_foreign_day(match[1]) if match else None
            if not match or not on:
                yield ImportProblem(
                    number,
                    f"`{shorten(words)}` does not begin with a day of the calendar",
                    is_person_kept=True,
                )
                continue
            for name in dict.fromkeys(_PERSON_NAME.findall(match[2])):
                key = fold_name(name)
                people.setdefault(key, Card(row=number, name=name))
                said = _strip_markup(match[2])
                if section == "activities":
                    touches.setdefault(key, []).append(ImportedTouch(on, "", said))
                else:
                    notes.setdefault(key, []).append(f"{on}: {said}")
    for key, card in people.items():
        yield _build_card(card, tuple(touches.get(key, ())), "\n".join(notes.get(key, ())))


def _build_card(card: Card, touches: tuple[ImportedTouch, ...], text: str) -> Card:
    return Card(
        row=card.row,
        name=card.name,
        aliases=card.aliases,
        location=card.location,
        tags=card.tags,
        text=text,
        touches=touches,
    )


def _split_sections(text: str) -> dict[str, list[tuple[int, str]]]:
    """The entries of each section with their lines; an entry goes on over the lines that begin with a space."""
    sections: dict[str, list[tuple[int, str]]] = {}
    entries: list[tuple[int, str]] = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith("#") and (match := _HEADING.fullmatch(line)):
            entries = sections.setdefault(match[1].casefold(), [])
        elif line.startswith(("- ", "* ")):
            entries.append((number, line[2:].strip()))
        elif line.strip() and entries:
            before, words = entries[-1]
            entries[-1] = before, f"{words}\n{line.strip()}"
    return sections


def _strip_markup(text: str) -> str:
    """An entry's words without the stars around names and the strokes around places."""
    return re.sub(r"(?<!\w)_([^_\n]+)_(?!\w)", r"\1", _PERSON_NAME.sub(r"\1", text))
