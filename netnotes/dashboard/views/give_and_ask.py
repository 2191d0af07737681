"""The page Give and ask: what is promised, what I could give to whom, what I asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from netnotes.dashboard.rows import (
    Gifts,
    OpenItemRows,
    build_asks_without_answer,
    build_open_asks,
    build_open_promises,
    suggest_gifts_on_card,
)
from netnotes.network.measures.thanks import describe_thanks, list_all_thanks

if TYPE_CHECKING:
    from datetime import date as Day

    from netnotes.dashboard.addresses import Ref
    from netnotes.dashboard.site import Site
    from netnotes.model.people import Contact


# People to whom something could be given, and people to thank; how many more there are is said.
MAX_PEOPLE = 12

# Open promises and open asks listed each; with more, nobody would read the page.
MAX_OPEN_ITEMS = 100


class PersonToGive(Struct, frozen=True):
    """Somebody, and what I could give them."""

    person: Ref
    gifts: Gifts


class PersonToThank(Struct, frozen=True):
    """Somebody who helped or answered, and what it was."""

    person: Ref
    reason: str


class GiveAndAskView(Struct, frozen=True, kw_only=True):
    """Everything the page Give and ask shows."""

    as_of: Day
    promises: OpenItemRows
    give: tuple[PersonToGive, ...]
    more_give: int
    asks: OpenItemRows
    no_answer: OpenItemRows
    thanks: tuple[PersonToThank, ...]
    more_thanks: int


def build_give_and_ask_view(site: Site) -> GiveAndAskView:
    """What is promised, what I could give to whom and why, and what I asked for."""
    contacts = _list_people_to_give(site)
    all_thanks = list_all_thanks(site.network)
    return GiveAndAskView(
        as_of=site.network.today,
        promises=build_open_promises(site, MAX_OPEN_ITEMS),
        give=tuple(
            PersonToGive(site.get_ref(contact.path), suggest_gifts_on_card(contact, site))
            for contact in contacts[:MAX_PEOPLE]
        ),
        more_give=max(0, len(contacts) - MAX_PEOPLE),
        asks=build_open_asks(site, MAX_OPEN_ITEMS),
        no_answer=build_asks_without_answer(site, MAX_OPEN_ITEMS),
        thanks=tuple(
            PersonToThank(site.get_ref(thanks.contact.path), describe_thanks(thanks))
            for thanks in all_thanks[:MAX_PEOPLE]
        ),
        more_thanks=max(0, len(all_thanks) - MAX_PEOPLE),
    )


def _list_people_to_give(site: Site) -> list[Contact]:
    """List to whom I could give something: those who need it first, then by name."""
    with_need = []
    with_interest = []
    for contact in site.network.live_contacts:
        matches = site.measures.gift_matches.get(contact.path, ())
        if any(match.phrase in contact.needs for match in matches):
            with_need.append(contact)
        elif matches:
            with_interest.append(contact)
    return with_need + with_interest
