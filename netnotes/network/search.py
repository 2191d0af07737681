"""Find contacts by any words of what is known about them."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from netnotes.model.note_path import extract_note_name
from netnotes.network.follow_up import Standing
from netnotes.network.names import find_candidates, has_all_words
from netnotes.text import WORD, fold_for_search, list_foldings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date as Day

    from netnotes.model.diagnostics import SourceLocation
    from netnotes.model.people import Ask, Contact, Gift, Learned, Naming, Promise, Touch
    from netnotes.network.network import Network

    LogItem: TypeAlias = Touch | Promise | Ask | Gift | Learned | Naming


def find_contacts(network: Network, text: str) -> tuple[Contact, ...]:
    """Find the contacts of whom every word of the text is known, in the order of their names.

    Searched are name, work, place, field, tags, goals, standing and so on; a word may be the
    beginning of a longer one. If nobody is found, the text may still name somebody, as a path does.
    """
    words = fold_for_search(text).split()
    contacts = []
    for contact in network.contacts:
        foldings = list_foldings(_build_search_text(contact, network))
        if has_all_words(words, " ".join(foldings)):
            contacts.append(contact)
    return tuple(contacts) or find_candidates(network, text)


class FoundLine(NamedTuple):
    """Words in the log of a contact, and where they are."""

    contact: Contact
    text: str
    source_location: SourceLocation


def find_lines_in_logs(network: Network, text: str) -> tuple[FoundLine, ...]:
    """Find what the logs of contacts say with every word of a text, the latest day first."""
    words = fold_for_search(" ".join(WORD.findall(text))).split()
    if not words:
        return ()
    dated_lines: list[tuple[Day, FoundLine]] = []
    for contact in network.contacts:
        for item in _iter_log_items(contact):
            foldings = list_foldings(" ".join(WORD.findall(item.text)))
            if has_all_words(words, " ".join(foldings)):
                line = FoundLine(contact, item.text, item.source_location)
                dated_lines.append((item.date or datetime.date.min, line))
    # Sorted by the day only, so that those of one day are in the order of names and of lines.
    dated_lines.sort(key=lambda dated: dated[0], reverse=True)
    return tuple([line for _, line in dated_lines])


def _iter_log_items(contact: Contact) -> Iterator[LogItem]:
    yield from contact.touches
    yield from contact.promises
    yield from contact.asks
    yield from contact.gifts
    yield from contact.learned
    yield from contact.named


# A lapsed contact is due, too: it is due for the second time.
_BROADER_STANDINGS = {
    Standing.LAPSED: Standing.DUE,
    Standing.MET: Standing.NOT_YET_CONTACTED,
}


def _build_search_text(contact: Contact, network: Network) -> str:
    standing = network.follow_ups[contact.path].standing
    standings = f"{standing} {_BROADER_STANDINGS.get(standing, '')}"
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
        *[yearly_day.text for yearly_day in (*contact.anniversary, *contact.remember)],
    )
    # So that `science` is found in `data-science`, and a tag or mail address by its parts.
    return " ".join(parts).replace("-", " ").replace("#", " ").replace("@", " ")
