"""Cards of one person joined into one card."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec.structs import replace

from netnotes.formats.card import CARD_PROPERTIES, Card, ImportedCards, ImportProblem
from netnotes.formats.matching.grouping import group_people
from netnotes.formats.matching.index import PersonIndex
from netnotes.formats.matching.keys import is_address, normalize_value, split_name
from netnotes.formats.matching.likeness import (
    are_birthdays_different,
    can_share_name,
    is_worth_asking,
)
from netnotes.formats.matching.new_text import find_new_text
from netnotes.formats.matching.person_keys import PersonKeys
from netnotes.reading.typed_words import LIST_PROPERTIES, format_words, is_blank
from netnotes.text import join_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from netnotes.model.people import Birthday


# The properties that are one fact together: a role is one at an organisation, and where two people
# met is where they met on that day. Half of another such fact is never put beside half of this one.
FACTS = (("organisation", "role"), ("met", "met_at"))

# Of two names one is in the report anyway, and of two last contacts the later counts.
_NEVER_DIFFERENT = ("name", "archived", "last_contact")


def merge_duplicates(imported: ImportedCards) -> ImportedCards:
    """Join the cards of a file that are the same person.

    The first row counts; later ones fill what it leaves empty. Each join is reported, and so are
    two people who have a name or an address in common and stay two.
    """
    # In an export by netnotes each card is a note: whoever has two of them is for `dedupe`.
    if all(card.is_own for card in imported.cards):
        return imported

    cards, problems = _merge_equal_cards(imported.cards)
    people = [PersonKeys(card) for card in cards]
    merged_people: list[PersonKeys[Card]] = []
    for group in group_people(people):
        first_card = merged_card = cards[group.positions[0]]
        for position, reason in zip(group.positions[1:], group.reasons[1:], strict=True):
            problems.append(_describe_join(first_card, merged_card, cards[position], reason))
            merged_card = merge_cards(merged_card, cards[position])
        is_joined = len(group.positions) > 1
        merged_people.append(PersonKeys(merged_card) if is_joined else people[group.positions[0]])

    problems += _iter_similar_people(merged_people)
    merged_cards = tuple(person.person for person in merged_people)
    all_problems = sorted((*imported.problems, *problems), key=lambda problem: problem.row)
    return imported._replace(cards=merged_cards, problems=tuple(all_problems))


def _merge_equal_cards(cards: tuple[Card, ...]) -> tuple[list[Card], list[ImportProblem]]:
    """Leave out cards that say the same as an earlier one, and report each."""
    first_cards: dict[Card, Card] = {}
    problems = []
    for card in cards:
        first = first_cards.setdefault(replace(card, row=0, file=""), card)
        if first is not card:
            reason = f"{card.name} says the same as {_describe_row(first)}; the two were joined"
            problems.append(_build_remark(card, reason))
    return list(first_cards.values()), problems


def _describe_join(first: Card, merged: Card, card: Card, reason: str) -> ImportProblem:
    """Describe that a card is the person of the first one, and what of it is left out."""
    message = f"{card.name} is the one of {_describe_row(first)} ({reason}); the two were joined"
    left_out = [
        f"{difference.property_name} {format_words(difference.second)}"
        for difference in list_differences(merged, card)
    ]
    if left_out:
        message += f", without {join_words(left_out)}"
    return _build_remark(card, message)


def _describe_row(card: Card) -> str:
    return f"row {card.row} of {card.file}" if card.file else f"row {card.row}"


def _build_remark(card: Card, reason: str) -> ImportProblem:
    return ImportProblem(card.row, reason, is_person_kept=True, file=card.file)


def _iter_similar_people(people: list[PersonKeys[Card]]) -> Iterator[ImportProblem]:
    """Yield a remark on each person who may be one of an earlier row, and was not joined."""
    index = PersonIndex(people)
    for position, person in enumerate(people):
        for match in index.iter_people_with_same_key(person):
            if match.position >= position or not is_worth_asking(person, people[match.position]):
                continue
            first = people[match.position].person
            name = "" if first.name == person.person.name else f" ({first.name})"
            reason = f"{person.person.name} may be the one of {_describe_row(first)}{name}"
            yield _build_remark(person.person, f"{reason}: {match.reason}; they stay two")
            break


class Difference(NamedTuple):
    """A property of which the second of two cards says something that the first one denies."""

    property_name: str

    # Empty where it only belongs to a fact in which the two differ.
    first: Any

    second: Any


def merge_cards(first: Card, second: Card) -> Card:
    """Join two cards of one person: the second fills what the first leaves empty."""
    left_out = {difference.property_name for difference in list_differences(first, second)}
    values: dict[str, Any] = {}
    for name in first.__struct_fields__:
        if name not in left_out:
            values[name] = _merge_values(name, getattr(first, name), getattr(second, name))
    first_keys, second_keys = PersonKeys(first), PersonKeys(second)
    if second_keys.names and not first_keys.names:
        # A name is better than the address that stands in its place.
        values["name"] = second.name
    elif not can_share_name(first_keys, second_keys) or _has_word_more(second, first):
        # The owner of one profile may have two names, and both are wanted; so is the name Robert
        # of a Bob.
        values["aliases"] = tuple(dict.fromkeys((*values["aliases"], second.name)))
    return replace(first, **values)


def _has_word_more(second: Card, first: Card) -> bool:
    """Tell whether the second name has a word that is in no name of the first; no initial is one."""
    known_words = {word for name in (first.name, *first.aliases) for word in split_name(name)}
    new_words = set(split_name(second.name)) - known_words
    return not is_address(second.name) and any(len(word) > 1 for word in new_words)


def list_differences(first: Card, second: Card) -> list[Difference]:
    """List what of the second card is left out when it is joined with the first.

    Those are the values that differ, and what belongs to the same fact.
    """
    different_properties = {
        name for name in _SINGLE_PROPERTIES if _is_different(name, first, second)
    }
    left_out = different_properties | list_facts(different_properties)
    differences = []
    for name in _SINGLE_PROPERTIES:
        if name in left_out and not is_blank(getattr(second, name)):
            differences.append(Difference(name, getattr(first, name), getattr(second, name)))
    first_words = dict(first.extra_properties)
    for name, words in second.extra_properties:
        if name not in LIST_PROPERTIES and first_words.get(name, words) != words:
            differences.append(Difference(name, first_words[name], words))
    return differences


_SINGLE_PROPERTIES = tuple(
    prop.name for prop in CARD_PROPERTIES if not prop.is_list and prop.name not in _NEVER_DIFFERENT
)


def list_facts(different_properties: Iterable[str]) -> set[str]:
    """List the properties of all facts to which one of these properties belongs."""
    different = set(different_properties)
    names: set[str] = set()
    for fact in FACTS:
        if not different.isdisjoint(fact):
            names.update(fact)
    return names


def _is_different(property_name: str, first: Card, second: Card) -> bool:
    """Tell whether both cards have a value, and neither says the same as the other."""
    values = (getattr(first, property_name), getattr(second, property_name))
    if any(map(is_blank, values)):
        return False
    if property_name == "birthday":
        return are_birthdays_different(*values)
    if property_name == "died":
        # Where one does not say when, the other says more.
        return bool(values[0].year and values[1].year and values[0] != values[1])
    left, right = (normalize_value(property_name, value) for value in values)
    return left != right


def _merge_values(property_name: str, first: Any, second: Any) -> Any:
    if property_name == "extra_properties":
        return _merge_extra_properties(dict(first), dict(second))
    if property_name == "text":
        return _merge_texts(first, second)
    # A birthday and a death are tuples too, but one value each, of which the year may be missing.
    if property_name == "birthday":
        return _merge_birthdays(first, second)
    if property_name in ("died", "last_contact"):
        return max(filter(None, (first, second)), default=None)
    if isinstance(first, tuple):
        return _merge_lists(property_name, first, second)
    # A cadence of 0 is `never`, and not empty.
    if is_blank(first):
        return second
    return first


def _merge_birthdays(first: Birthday | None, second: Birthday | None) -> Birthday | None:
    is_second_better = first is None or first.year is None
    if second and is_second_better:
        return second
    return first


def _merge_lists(
    property_name: str, first: tuple[Any, ...], second: tuple[Any, ...]
) -> tuple[Any, ...]:
    first_values = {normalize_value(property_name, value) for value in first}
    new_values = [
        value for value in second if normalize_value(property_name, value) not in first_values
    ]
    return (*first, *new_values)


def _merge_extra_properties(
    first: dict[str, tuple[str, ...]], second: dict[str, tuple[str, ...]]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Join properties without a field of their own: lists grow, else the first words count."""
    merged = dict(first)
    for name, words in second.items():
        if name in LIST_PROPERTIES and name in first:
            merged[name] = _merge_values(name, first[name], words)
        else:
            merged.setdefault(name, words)
    return tuple(merged.items())


def _merge_texts(first: str, second: str) -> str:
    return "\n\n".join(filter(None, (first, find_new_text(second, first))))
