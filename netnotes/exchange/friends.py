"""`friends.md`, the file of the command line program Friends: people, and what was done with them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netnotes.exchange.card import Card, Cards, Dropped, Told, gathered, short
from netnotes.exchange.days import day
from netnotes.exchange.decoding import Data, text_of
from netnotes.words import same_name

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEADING = re.compile(r"#{1,6}\s*(\w+)\s*:?\s*")
_FRIEND = re.compile(
    r"(?P<name>[^\[(@]+?)\s*(?:\((?P<aliases>[^)]*)\))?\s*(?:\[(?P<place>[^\]]*)\])?\s*(?P<tags>(?:@\S+\s*)*)"
)
_ENTRY = re.compile(r"(\d{4}-\d{2}-\d{2})\s*:?\s*(.*)", re.DOTALL)
_NAMED = re.compile(r"\*\*([^*]+)\*\*")


def sounds_like_it(text: str) -> bool:
    """Whether a text has the headings of Friends."""
    headings = {
        match[1].casefold() for one in text.split("\n") if one.startswith("#") and (match := _HEADING.fullmatch(one))
    }
    return {"activities", "friends"} <= headings


def read(data: Data) -> Cards:
    """Everybody in the file, and those who are only named in an activity."""
    return gathered(_people(text_of(data)))


def _people(text: str) -> Iterator[Card | Dropped]:
    sections = _sections(text)
    people: dict[str, Card] = {}
    touches: dict[str, list[Told]] = {}
    notes: dict[str, list[str]] = {}
    for number, words in sections.get("friends", ()):
        match = _FRIEND.fullmatch(words)
        if not match:
            yield Dropped(number, f"`{short(words)}` is not a name as Friends writes it")
            continue
        aliases = re.split(r"\s*\ba\.k\.a\.\s*", match["aliases"] or "")
        people[same_name(match["name"])] = Card(
            row=number,
            name=match["name"],
            aliases=tuple(aliases),
            location=match["place"] or "",
            tags=tuple(tag.lstrip("@") for tag in match["tags"].split()),
        )
    for section in ("activities", "notes"):
        for number, words in sections.get(section, ()):
            match = _ENTRY.fullmatch(words)
            on = day(match[1]) if match else None
            if not match or not on:
                yield Dropped(number, f"`{short(words)}` does not begin with a day of the calendar", kept=True)
                continue
            for name in dict.fromkeys(_NAMED.findall(match[2])):
                key = same_name(name)
                people.setdefault(key, Card(row=number, name=name))
                said = _plain(match[2])
                if section == "activities":
                    touches.setdefault(key, []).append(Told(on, "", said))
                else:
                    notes.setdefault(key, []).append(f"{on}: {said}")
    for key, card in people.items():
        yield _with(card, tuple(touches.get(key, ())), "\n".join(notes.get(key, ())))


def _with(card: Card, touches: tuple[Told, ...], text: str) -> Card:
    return Card(
        row=card.row,
        name=card.name,
        aliases=card.aliases,
        location=card.location,
        tags=card.tags,
        text=text,
        touches=touches,
    )


def _sections(text: str) -> dict[str, list[tuple[int, str]]]:
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


def _plain(text: str) -> str:
    """An entry's words without the stars around names and the strokes around places."""
    return re.sub(r"(?<!\w)_([^_\n]+)_(?!\w)", r"\1", _NAMED.sub(r"\1", text))
