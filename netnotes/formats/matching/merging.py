"""Cards of one person joined into one card."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from netnotes.formats.card import Card, ImportedCards, ImportProblem
from netnotes.formats.matching.index import PersonIndex
from netnotes.formats.matching.keys import fold_to_alphanumerics, normalize_value
from netnotes.formats.matching.person_keys import PersonKeys

# How often a file is searched for duplicates; only a file made for it needs more than three.
MAX_PASSES = 8


def merge_duplicates(imported: ImportedCards) -> ImportedCards:
    """Join the cards of a file that are the same person.

    The first row counts; later ones fill what it leaves empty. Each join is reported.
    """
    people = [PersonKeys(card) for card in imported.cards]
    problems = list(imported.problems)
    for _ in range(MAX_PASSES):
        merged_people = _merge_duplicates_once(people, problems)
        if len(merged_people) == len(people):
            break
        # A joined card knows the addresses of both, and may now be the same as a third.
        people = merged_people
    cards = tuple(person.person for person in people)
    sorted_problems = tuple(sorted(problems, key=lambda problem: problem.row))
    return imported._replace(cards=cards, problems=sorted_problems)


def _merge_duplicates_once(
    people: list[PersonKeys[Card]], problems: list[ImportProblem]
) -> list[PersonKeys[Card]]:
    """Join each person with the first one who is the same; add a report of each join."""
    index: PersonIndex[Card] = PersonIndex()
    for person in people:
        match = index.find_same_person(person)
        if match is None:
            index.add(person)
            continue

        card, first = person.person, index.people[match.position].person
        index.replace(match.position, PersonKeys(merge_cards(first, card)))
        row = f"row {first.row} of {first.file}" if first.file else f"row {first.row}"
        reason = f"{card.name} is the one of {row} ({match.reason}); the two were joined"
        problems.append(ImportProblem(card.row, reason, is_person_kept=True, file=card.file))
    return index.people


def merge_cards(first: Card, second: Card) -> Card:
    """Join two cards of one person: the second fills what the first leaves empty."""
    values: dict[str, Any] = {}
    for name in first.__struct_fields__:
        values[name] = _merge_values(name, getattr(first, name), getattr(second, name))
    return replace(first, **values)


def _merge_values(property_name: str, first: Any, second: Any) -> Any:
    # In a dict the later pair counts, so the first card comes second.
    if property_name == "extra_properties":
        return tuple({**dict(second), **dict(first)}.items())
    if property_name == "text":
        return _merge_texts(first, second)
    # A birthday and a death are tuples too, but one value.
    if property_name not in ("birthday", "died") and isinstance(first, tuple):
        first_values = {normalize_value(property_name, value) for value in first}
        new_values = [
            value for value in second if normalize_value(property_name, value) not in first_values
        ]
        return (*first, *new_values)
    return first or second


def _merge_texts(first: str, second: str) -> str:
    if not first or not second:
        return first or second
    if fold_to_alphanumerics(second) in fold_to_alphanumerics(first):
        return first
    return f"{first}\n\n{second}"
