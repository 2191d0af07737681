"""Find contacts by a name, or by any words of what is known about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.model.note_path import extract_note_name
from netnotes.network.follow_up import Standing
from netnotes.text import fold_for_search

if TYPE_CHECKING:
    from collections.abc import Callable

    from netnotes.model.people import Contact
    from netnotes.network.network import Network


# What may be between a name and an organisation: `Ada at Northwind`, `Ada (Northwind)`.
ORGANISATION_SEPARATORS = (" at ", " from ", " of ", "(", "@")


def find_contacts(network: Network, text: str) -> tuple[Contact, ...]:
    """Find the contacts of whom every word of the text is known, in the order of their names.

    Searched are name, work, place, field, tags, goals, standing and so on; a word may be the
    beginning of a longer one.
    """
    words = fold_for_search(text).split()
    contacts = []
    for contact in network.contacts:
        search_text = fold_for_search(_build_search_text(contact, network))
        if _has_all_words(words, search_text):
            contacts.append(contact)
    return tuple(contacts)


def find_contacts_by_name(network: Network, name: str) -> tuple[Contact, ...]:
    """Find whom a name means; several only if it fits several equally well.

    Best is the name or the file name, then an alias, then the first name, then a part of the name.
    """
    wanted = fold_for_search(name)
    if not wanted:
        return ()

    names_by_path = {
        contact.path: (
            fold_for_search(contact.name),
            fold_for_search(extract_note_name(contact.path)),
        )
        for contact in network.contacts
    }

    def has_name(contact: Contact) -> bool:
        return wanted in names_by_path[contact.path]

    def has_alias(contact: Contact) -> bool:
        return wanted in map(fold_for_search, contact.aliases)

    def has_first_name(contact: Contact) -> bool:
        return any(full_name.split()[:1] == [wanted] for full_name in names_by_path[contact.path])

    def has_name_part(contact: Contact) -> bool:
        words = wanted.split()
        return any(_has_all_words(words, full_name) for full_name in names_by_path[contact.path])

    is_match: Callable[[Contact], bool]
    for is_match in (has_name, has_alias, has_first_name, has_name_part):
        matches = tuple(contact for contact in network.contacts if is_match(contact))
        if matches:
            return matches
    return ()


def find_candidates(network: Network, name: str) -> tuple[Contact, ...]:
    """Find whom a name may mean, with or without an organisation after it."""
    candidates = find_contacts_by_name(network, name)
    if candidates:
        return candidates

    for separator in ORGANISATION_SEPARATORS:
        person_name, found_separator, organisation = name.partition(separator)
        wanted = fold_for_search(organisation.strip(" )"))
        if not found_separator or not wanted:
            continue
        candidates = tuple(
            contact
            for contact in find_contacts_by_name(network, person_name)
            if wanted in fold_for_search(contact.organisation)
        )
        if candidates:
            return candidates
    return ()


def _has_all_words(words: list[str], text: str) -> bool:
    """Whether each of the words begins a word of the text."""
    padded_text = f" {text}"
    return all(f" {word}" in padded_text for word in words)


def _build_search_text(contact: Contact, network: Network) -> str:
    standing = network.follow_ups[contact.path].standing
    # A lapsed contact is due, too: it is due for the second time.
    standings = f"{standing} due" if standing is Standing.LAPSED else str(standing)
    goals = [extract_note_name(path) for path in network.goals_by_contact[contact.path]]
    parts = (
        contact.name,
        *contact.aliases,
        contact.organisation,
        contact.role,
        contact.field,
        contact.location,
        contact.purpose,
        contact.kind,
        contact.tier,
        standings,
        contact.status,
        *contact.tags,
        *goals,
        *contact.interests,
        *contact.offers,
        *contact.needs,
        *contact.email,
    )
    # So that `science` is found in `data-science`, and a tag or mail address by its parts.
    return " ".join(parts).replace("-", " ").replace("#", " ").replace("@", " ")
