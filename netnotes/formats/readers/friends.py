"""`friends.md`, the file of the command line program Friends: people and what they did together."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from netnotes.formats.card import (
    Card,
    ImportedCards,
    ImportedTouch,
    ImportProblem,
    LeftOut,
    sanitize_cards,
    shorten,
)
from netnotes.formats.readers.days import parse_foreign_day
from netnotes.formats.readers.decoding import FileContent, decode_text
from netnotes.text import fold_name, format_count

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    # The line of an entry and its text.
    Entry = tuple[int, str]


_HEADING = re.compile(r"#{1,6}\s*(\w+)\s*:?\s*")

# Lists of what is on people and in activities as well; they are only counted.
_LISTS = ("groups", "locations")

_SECTIONS = ("activities", "notes", "friends", *_LISTS)

# `Ada Quill (a.k.a. Adi) [Lisbon] @science @chess`: the name, and what comes behind it.
#
# No part gives back what it has matched (`++`): a long row of spaces would take hours otherwise.
_FRIEND_NAME = re.compile(r"[^\[(@]++")
_FRIEND_DETAILS = re.compile(
    r"(?:\((?P<aliases>[^)]*+)\))?+\s*+(?:\[(?P<place>[^\]]*+)\])?+\s*+"
    r"(?P<tags>(?:@\S++\s*+)*+)"
)

# `2026-01-31: Lunch with **Ada Quill** in _Lisbon_.`.
_DATED_ENTRY = re.compile(r"(\d{4}-\d{2}-\d{2})\s*:?\s*(.*)", re.DOTALL)

_PERSON_NAME = re.compile(r"\*\*([^*]+)\*\*")
_PLACE_NAME = re.compile(r"(?<!\w)_([^_\n]+)_(?!\w)")


def can_read(text: str) -> bool:
    """Tell whether a text has the headings of Friends."""
    headings = set()
    for line in text.split("\n"):
        match = _HEADING.fullmatch(line)
        if match:
            headings.add(match[1].casefold())
    return {"activities", "friends"} <= headings


def read(data: FileContent) -> ImportedCards:
    """Read the people of the file, and those who are only named in an entry."""
    return sanitize_cards(_iter_cards(decode_text(data)))


def _iter_cards(text: str) -> Iterator[Card | ImportProblem | LeftOut]:
    sections = _split_sections(text)
    yield from _iter_unread_entries(sections)
    cards: dict[str, Card] = {}
    # Friends of a name that another one has already.
    namesakes: list[Card] = []
    for entry in sections.get("friends", ()):
        card_or_problem = _parse_friend(*entry)
        if isinstance(card_or_problem, ImportProblem):
            yield card_or_problem
        elif fold_name(card_or_problem.name) in cards:
            namesakes.append(card_or_problem)
        else:
            cards[fold_name(card_or_problem.name)] = card_or_problem

    shared_names = {fold_name(card.name) for card in namesakes}
    for section in ("activities", "notes"):
        for line_number, entry_text in sections.get(section, ()):
            for name in shared_names.intersection(_list_named_people(entry_text)):
                reason = (
                    f"two friends are called {cards[name].name}: `{shorten(entry_text)}` may be"
                )
                yield ImportProblem(
                    line_number, f"{reason} about either, and is in no note", is_person_kept=True
                )
            problem = _add_entry(cards, shared_names, section, line_number, entry_text)
            if problem is not None:
                yield problem
            elif not _list_named_people(entry_text):
                yield LeftOut(line_number, f"{section} that name nobody")
    yield from cards.values()
    yield from namesakes


def _iter_unread_entries(
    sections: Mapping[str, list[Entry]],
) -> Iterator[ImportProblem | LeftOut]:
    """Yield what is in no section that is read, or in one that repeats the others."""
    for line_number, entry_text in sections.get("", ()):
        first_line, *more_lines = entry_text.split("\n")
        below = format_count(len(more_lines), "line")
        reason = f"`{shorten(first_line)}` is no activity, note or friend, and was left out"
        if more_lines:
            reason += f" with {below} below it"
        yield ImportProblem(line_number, reason, is_person_kept=True)
    for name in _LISTS:
        for line_number, _ in sections.get(name, ()):
            yield LeftOut(line_number, name)


def _list_named_people(entry_text: str) -> list[str]:
    return [fold_name(name) for name in _PERSON_NAME.findall(entry_text)]


def _parse_friend(line_number: int, text: str) -> Card | ImportProblem:
    name_match = _FRIEND_NAME.match(text)
    name = ""
    if name_match:
        name = name_match[0]
    match = _FRIEND_DETAILS.fullmatch(text[len(name) :])
    if not name.strip() or not match:
        reason = f"`{shorten(text)}` is not a name as Friends writes it"
        return ImportProblem(line_number, reason)
    return Card(
        row=line_number,
        name=name,
        aliases=tuple(re.split(r"\s*\ba\.k\.a\.\s*", match["aliases"] or "")),
        location=match["place"] or "",
        tags=tuple(tag.lstrip("@") for tag in match["tags"].split()),
    )


def _add_entry(
    cards: dict[str, Card],
    shared_names: set[str],
    section: str,
    line_number: int,
    text: str,
) -> ImportProblem | None:
    """Add a dated entry to the cards of all who are named in it, and have a name of their own.

    Returns the problem if the entry has no day.
    """
    match = _DATED_ENTRY.fullmatch(text)
    day = parse_foreign_day(match[1]) if match else None
    if match is None or day is None:
        reason = f"`{shorten(text)}` does not begin with a day of the calendar"
        return ImportProblem(line_number, reason, is_person_kept=True)

    plain_text = _strip_markup(match[2])
    # A person may be named twice in one entry, which is still one touch.
    for name in dict.fromkeys(_PERSON_NAME.findall(match[2])):
        key = fold_name(name)
        if key in shared_names:
            continue
        card = cards.get(key) or Card(row=line_number, name=name)
        if section == "activities":
            touch = ImportedTouch(day, "", plain_text)
            cards[key] = replace(card, touches=(*card.touches, touch))
        else:
            notes = filter(None, (card.text, f"{day}: {plain_text}"))
            cards[key] = replace(card, text="\n".join(notes))
    return None


def _split_sections(text: str) -> dict[str, list[Entry]]:
    """Split a file into the entries of each section; an entry goes on over lines without dash.

    What is in no section that is known comes under an empty name.
    """
    sections: dict[str, list[Entry]] = {"": []}
    for name, line_number, lines in _split_entries(text):
        sections.setdefault(name, []).append((line_number, "\n".join(lines)))
    return sections


def _split_entries(text: str) -> list[tuple[str, int, list[str]]]:
    """Split a file into entries: the section of each, its line and its lines without the dash."""
    parts: list[tuple[str, int, list[str]]] = []
    section = ""
    for line_number, line in enumerate(text.split("\n"), start=1):
        heading = _HEADING.fullmatch(line)
        if heading:
            word = heading[1].casefold()
            section = word if word in _SECTIONS else ""
            if not section:
                parts.append(("", line_number, [line]))
        elif line.startswith(("- ", "* ")) and section:
            parts.append((section, line_number, [line[2:].strip()]))
        elif line.strip() and parts and parts[-1][0] == section:
            parts[-1][2].append(line.strip())
        elif line.strip():
            parts.append(("", line_number, [line.strip()]))
    return parts


def _strip_markup(text: str) -> str:
    """Remove the stars around names and the underscores around places."""
    return _PLACE_NAME.sub(r"\1", _PERSON_NAME.sub(r"\1", text))
