"""What a vCard has that netnotes has written: the properties that vCard itself has no place for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from netnotes.formats.own_card import fill_own_card
from netnotes.reading.typed_words import KNOWS_NOBODY, STORED_PROPERTIES
from netnotes.text import fold

if TYPE_CHECKING:
    from netnotes.formats.card import Card
    from netnotes.formats.readers.vcard_syntax import OpenCard


_PREFIX = "X-NETNOTES-"
_NAMES = {fold(prop.name): prop.name for prop in STORED_PROPERTIES}

_OWN_BIRTHDAY = re.compile(r"(\d{4})(\d{2})(\d{2})")


def is_own_card(card: OpenCard) -> bool:
    """Tell whether netnotes was the last to write a card."""
    return "//netnotes//" in card.find_text("PRODID")


def _collect_own_words(card: OpenCard) -> dict[str, tuple[str, ...]]:
    """Collect the words of the `X-NETNOTES-…` lines, by the property each is of."""
    words_by_property: dict[str, tuple[str, ...]] = {}
    for prop in card.properties:
        name = _NAMES.get(fold(prop.name.removeprefix(_PREFIX)))
        if name and prop.name.startswith(_PREFIX):
            words_by_property[name] = (*words_by_property.get(name, ()), prop.text)
    return words_by_property


def fill_own_properties(person: Card, card: OpenCard) -> Card:
    """Fill a card with its `X-NETNOTES-…` lines, and take the purpose out of the note.

    Another program may have changed the card since, and may have kept these lines or not.
    """
    words_by_property = _collect_own_words(card)
    is_own = is_own_card(card)
    birthday = _OWN_BIRTHDAY.fullmatch(card.find_text("BDAY"))
    if is_own and birthday:
        # In a card of others 1604 stands for a year that is not known.
        words_by_property["birthday"] = (birthday.expand(r"\1-\2-\3"),)
    if words_by_property.get("knows") == (KNOWS_NOBODY,):
        words_by_property["knows"] = ()
    if not words_by_property and not is_own:
        return person

    person = fill_own_card(person, words_by_property)
    text = person.text
    if person.purpose and f"{text}\n".startswith(f"{person.purpose}\n"):
        text = text[len(person.purpose) :].strip("\n")
    return replace(person, text=text, is_own=is_own)
