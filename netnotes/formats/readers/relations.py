"""People who are named as somebody's wife, child, friend: in the text, and as `knows`.

A note's `knows` names contacts. Whoever is in the same file becomes one; of others only the text
tells.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from netnotes.formats.card import Card, ImportProblem, LeftOut, sanitize_line
from netnotes.text import fold_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Relation(NamedTuple):
    """Somebody who belongs to the person of a card."""

    # In the words of the file: `Wife`.
    kind: str

    name: str


class RelatedCard(NamedTuple):
    """A card with the people who are named on it."""

    card: Card
    relations: tuple[Relation, ...]


def write_relations(
    items: Iterable[Card | RelatedCard | ImportProblem | LeftOut],
) -> Iterator[Card | ImportProblem | LeftOut]:
    """Write the relations of each card into it, when all cards of the file are known."""
    all_items = list(items)
    name_counts: Counter[str] = Counter()
    for item in all_items:
        if isinstance(item, RelatedCard):
            name_counts[fold_name(item.card.name)] += 1
        elif isinstance(item, Card):
            name_counts[fold_name(item.name)] += 1
    for item in all_items:
        if isinstance(item, RelatedCard):
            yield _write_card_relations(item, name_counts)
        else:
            yield item


def _write_card_relations(related: RelatedCard, name_counts: Counter[str]) -> Card:
    card = related.card
    lines: list[str] = []
    known_names: list[str] = []
    for relation in related.relations:
        name = sanitize_line(relation.name)
        if not name:
            continue
        kind = sanitize_line(relation.kind)
        lines.append(f"{kind}: {name}" if kind else name)
        # Of two people of this name, neither can be meant for sure.
        if name_counts[fold_name(name)] == 1 and fold_name(name) != fold_name(card.name):
            known_names.append(name)

    text = "\n\n".join(filter(None, (card.text.strip(), "\n".join(dict.fromkeys(lines)))))
    extra_properties = card.extra_properties
    if known_names:
        extra_properties = _add_words(extra_properties, "knows", known_names)
    return replace(card, text=text, extra_properties=extra_properties)


def _add_words(
    properties: tuple[tuple[str, tuple[str, ...]], ...], name: str, words: Iterable[str]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Add words to one of several properties, which may not be there yet."""
    values = dict(properties)
    values[name] = tuple(dict.fromkeys((*values.get(name, ()), *words)))
    return tuple(values.items())
