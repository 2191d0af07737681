"""How a person is put in a line: in a table, under a name, as ways to reach them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from netnotes.dashboard.addresses import Ref
from netnotes.network.wording import LEVEL_WORDS, format_frequency

if TYPE_CHECKING:
    from datetime import date as Day

    from netnotes.dashboard.site import Site
    from netnotes.model.people import Ask, Contact, Promise


class PersonRow(Struct, frozen=True):
    """One line of the table of everybody."""

    person: Ref
    organisation: str
    role: str
    tier: str
    level: str
    field: str
    purpose: str
    location: str
    last: Day | None
    due: Day | None
    standing: str
    goals: tuple[str, ...]
    tags: tuple[str, ...]


def build_person_row(contact: Contact, site: Site) -> PersonRow:
    """The line of one contact."""
    follow = site.network.follow_ups[contact.path]
    return PersonRow(
        Ref(contact.name, site.get_page_path(contact.path)),
        contact.organisation,
        contact.role,
        format_frequency(contact, follow),
        LEVEL_WORDS[contact.level],
        contact.field,
        contact.purpose,
        contact.location,
        follow.last_contact,
        follow.due if follow.is_live else None,
        str(follow.standing),
        tuple([site.get_ref(path).name for path in site.network.goals_by_contact[contact.path]]),
        contact.tags,
    )


class NoteVersion(Struct, frozen=True):
    """A note as a page knows it, for its forms: its path, and what stands for every byte of it."""

    path: str
    digest: str


def build_note_version(contact: Contact) -> NoteVersion:
    """The note of a contact."""
    return NoteVersion(contact.path, contact.digest)


class OpenItemRow(Struct, frozen=True):
    """Something open with one person: a promise and its day, or an ask and since when; and the line it stands on."""

    person: Ref
    text: str
    date: Day | None
    note: NoteVersion
    line: int


class OpenItemRows(Struct, frozen=True):
    """The first of what is open, and how many more there are."""

    lines: tuple[OpenItemRow, ...]
    more: int


def build_open_promises(site: Site, max_count: int) -> OpenItemRows:
    """What I still owe my word on, earliest due first."""
    every = site.measures.promise_summary.open
    lines = (
        _build_open_item_row(one.contact, one.promise, one.promise.due, site)
        for one in every[:max_count]
    )
    return OpenItemRows(tuple(lines), max(0, len(every) - max_count))


def build_open_asks(site: Site, max_count: int) -> OpenItemRows:
    """What I asked for and have no answer to, oldest first."""
    every = site.measures.ask_summary.open
    lines = (
        _build_open_item_row(one.contact, one.ask, one.ask.date, site) for one in every[:max_count]
    )
    return OpenItemRows(tuple(lines), max(0, len(every) - max_count))


def _build_open_item_row(
    contact: Contact, item: Promise | Ask, day: Day | None, site: Site
) -> OpenItemRow:
    return OpenItemRow(
        site.get_ref(contact.path),
        item.text,
        day,
        build_note_version(contact),
        item.source_location.line,
    )


class GiftIdea(Struct, frozen=True):
    """Something I could bring: a note or a person, and what of theirs it meets."""

    what: Ref
    meets: str


MAX_GIFT_IDEAS = 3


def suggest_gifts(contact: Contact, site: Site) -> tuple[GiftIdea, ...]:
    """What I could bring a contact: the first few of what the notes hold for them."""
    matches = site.measures.gift_matches.get(contact.path, ())
    return tuple(
        GiftIdea(
            Ref(match.source) if match.kind == "mine" else site.get_ref(match.source), match.phrase
        )
        for match in matches[:MAX_GIFT_IDEAS]
    )
