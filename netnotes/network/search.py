"""Who is meant: people by a name, or by any words of what is known about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.model.note_path import extract_note_name
from netnotes.network.follow_up import Standing
from netnotes.text import fold_for_search

if TYPE_CHECKING:
    from collections.abc import Callable

    from netnotes.model.people import Contact
    from netnotes.network.network import Network


def find_contacts(network: Network, text: str) -> tuple[Contact, ...]:
    """Everybody of whom each of these words is known: name, work, place, field, tags, standing and so on; by name."""
    wanted = fold_for_search(text).split()
    return tuple(
        one
        for one in network.contacts
        if _has_all_words(wanted, fold_for_search(_build_search_text(one, network)))
    )


def find_contacts_by_name(network: Network, name: str) -> tuple[Contact, ...]:
    """Whom a name means: by name or file name first, then by alias, then by first name, then by a part of the name.

    Several only where the best of these fits several.
    """
    wanted = fold_for_search(name)
    if not wanted:
        return ()

    called = {
        one.path: (fold_for_search(one.name), fold_for_search(extract_note_name(one.path)))
        for one in network.contacts
    }
    ways: tuple[Callable[[Contact], bool], ...] = (
        lambda one: wanted in called[one.path],
        lambda one: wanted in map(fold_for_search, one.aliases),
        lambda one: any(words.split()[:1] == [wanted] for words in called[one.path]),
        lambda one: any(_has_all_words(wanted.split(), words) for words in called[one.path]),
    )
    found = (tuple(one for one in network.contacts if way(one)) for way in ways)
    return next((some for some in found if some), ())


def _has_all_words(words: list[str], text: str) -> bool:
    """Whether each word begins a word of the text."""
    padded = f" {text}"
    return all(f" {word}" in padded for word in words)


def _build_search_text(contact: Contact, network: Network) -> str:
    standing = network.follow_ups[contact.path].standing
    standings = f"{standing} due" if standing is Standing.LAPSED else str(standing)
    goals = (extract_note_name(path) for path in network.goals_by_contact[contact.path])
    return (
        " ".join(
            (
                *(
                    contact.name,
                    *contact.aliases,
                    contact.organisation,
                    contact.role,
                    contact.field,
                    contact.location,
                ),
                *(contact.purpose, contact.kind, contact.tier, standings, *contact.tags, *goals),
                *(*contact.interests, *contact.offers, *contact.needs, *contact.email),
            )
        )
        .replace("-", " ")
        .replace("#", " ")
        .replace("@", " ")
    )


def find_candidates(network: Network, name: str) -> tuple[Contact, ...]:
    """Whom a name may mean, with or without an organisation behind it."""
    found = find_contacts_by_name(network, name)
    for sign in (" at ", " from ", " of ", "(", "@"):
        who, behind, where = name.partition(sign)
        if not found and behind:
            wanted = fold_for_search(where.strip(" )"))
            found = tuple(
                one
                for one in find_contacts_by_name(network, who)
                if wanted and wanted in fold_for_search(one.organisation)
            )
    return found
