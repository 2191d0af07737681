"""Finding a property by the name it is written under, also by a misspelt one."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from netnotes.text import find_closest_match, fold

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netnotes.reading.property_kind import Property

# `netnotes: ignore` is read where a note is classified (kinds.py); the others say how Obsidian
# is to show or publish a note.
IGNORED_PROPERTIES = frozenset(
    map(fold, ("netnotes", "cssclass", "cssclasses", "publish", "permalink"))
)
FIRST_NAME_PROPERTIES = frozenset(map(fold, ("firstname", "given_name", "forename", "N.GN")))
LAST_NAME_PROPERTIES = frozenset(map(fold, ("lastname", "surname", "family_name", "N.FN")))

# Names that often mean something else in vaults that were not written for netnotes.
#
# A value under one of them that can't be read is no error: it goes to the contact's other
# properties.
AMBIGUOUS_NAMES = frozenset(
    map(
        fold,
        (
            "circle",
            "importance",
            "priority",
            "relationship_strength",
            "frequency",
            "every",
            "seniority",
            "since",
            "first_met",
            "first_contact",
            "first_meeting",
            "last_visit",
            "last_meeting",
            "last_call",
            "last_email",
            "last_message",
            "recurring_cadence",
            "birth",
            "born",
            "follow_up",
            "active",
            "important_dates",
            "special_dates",
            "special_days",
        ),
    )
)


@lru_cache(maxsize=16)
def build_property_index(
    properties: tuple[Property, ...], extra_names: tuple[tuple[str, tuple[str, ...]], ...]
) -> Mapping[str, Property]:
    """Map every folded name to its property.

    `extra_names` are those of the settings, by property name. Of one name with two meanings the
    one from the settings counts first, then a property's own name, then its other names.
    """
    index: dict[str, Property] = {}
    for prop in properties:
        for name in prop.other_names:
            index[fold(name)] = prop

    properties_by_name = {prop.name: prop for prop in properties}
    for name, prop in properties_by_name.items():
        index[fold(name)] = prop

    for property_name, names in extra_names:
        if property_name not in properties_by_name:
            continue
        for name in names:
            index[fold(name)] = properties_by_name[property_name]

    return index


def find_property_by_other_form(
    key: str, properties_by_name: Mapping[str, Property]
) -> Property | None:
    """Find the property of a folded name that is not in the index.

    `email[home]`, `email2`, `E-mail 1 - Value`, and names behind a sign: `📅 Last contact`.
    """
    if "[" in key:
        return properties_by_name.get(strip_vcard_type(key))
    if key.endswith("value"):
        # `E-mail 1 - Value`, as Google names its columns
        return properties_by_name.get(_NUMBER_OF_VALUE.sub("", key))
    if not key[:1].isalnum():
        # `📅 Last contact`
        return properties_by_name.get(_SIGNS_BEFORE_NAME.sub("", key))
    if not key[-1:].isdigit():
        return None
    prop = properties_by_name.get(key.rstrip("0123456789"))
    if prop is not None and prop.can_repeat:
        return prop
    return None


_NUMBER_OF_VALUE = re.compile(r"\d+value$")
_SIGNS_BEFORE_NAME = re.compile(r"^[\W_]+")


def strip_vcard_type(key: str) -> str:
    """Strip the type of a vCard's property from a folded name: `email[home]` is `email`."""
    return _VCARD_TYPE.sub("", key)


_VCARD_TYPE = re.compile(r"\[[^\]]*\]")


def suggest_property_name(typed: str, properties_by_name: Mapping[str, Property]) -> str:
    """Suggest the property name that `typed` is probably a typo of.

    `properties_by_name` is what `build_property_index` returns. The result is spelled as in the
    table, and empty where no name is close or `typed` itself is known.
    """
    folded = fold(typed)
    # Also `email2` is known: it is no slip of `email`.
    if folded.rstrip("0123456789") in properties_by_name:
        return ""
    closest = _find_closest_name(folded, tuple(properties_by_name))
    if not closest:
        return ""

    prop = properties_by_name[closest]
    for name in (prop.name, *prop.other_names):
        if fold(name) == closest:
            return name
    # The name comes from the settings, where it may be spelled in any way.
    return prop.name


@lru_cache(maxsize=1024)
def _find_closest_name(folded: str, known_names: tuple[str, ...]) -> str:
    """Find the known name one typo away; empty if there is none."""
    if len(folded) < 4 or folded in IGNORED_PROPERTIES:
        return ""
    # Of four letters only a swap is a typo: `text` is a word of its own, and does not mean `next`.
    letters = sorted(folded)
    return find_closest_match(
        folded, (name for name in known_names if len(name) > 4 or sorted(name) == letters)
    )
