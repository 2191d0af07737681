"""The card of a person whom netnotes itself has exported: every property as it was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from netnotes.formats.card import CARD_PROPERTIES
from netnotes.model.settings import Settings
from netnotes.reading.property_kind import PropertyKind
from netnotes.reading.raw_field import Word, build_field
from netnotes.reading.typed_words import STORED_PROPERTIES
from netnotes.reading.values import InvalidValue

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netnotes.formats.card import Card


# A card has a link as its text. Its cadence is one that another program keeps, which import may
# replace by a tier; ours comes back as it was written.
_SHARED_NAMES = frozenset(
    prop.name
    for prop in CARD_PROPERTIES
    if prop.kind not in (PropertyKind.LINK, PropertyKind.PERIOD)
)


def fill_own_card(card: Card, words_by_property: Mapping[str, tuple[str, ...]]) -> Card:
    """Fill a card with properties of the table, each in the words that are typed for it.

    A card may have a field for it; else it is an extra property, as are words that can't be read.
    `knows` without a word says that the answer was: nobody.
    """
    fields: dict[str, Any] = {}
    extra_properties = dict(card.extra_properties)
    for prop in STORED_PROPERTIES:
        words = words_by_property.get(prop.name)
        if words is None or not (words or prop.name == "knows"):
            continue
        field = build_field(
            prop.name,
            tuple(Word(word, 0, 0) for word in words),
            is_list=prop.is_list,
            line=0,
            column=0,
        )
        value = prop.read(field, "", Settings()) if prop.name in _SHARED_NAMES else None
        if value is None or isinstance(value, InvalidValue):
            extra_properties[prop.name] = words
        else:
            fields[prop.name] = value
    return replace(card, **fields, extra_properties=tuple(extra_properties.items()), is_own=True)
