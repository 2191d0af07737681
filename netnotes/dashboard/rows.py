"""Lines that several pages have: a contact in a table, an open promise or ask, a gift idea."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from netnotes.dashboard.addresses import Ref
from netnotes.markdown.plain import strip_markdown
from netnotes.network.asks import REMINDER_ADVICE, is_reminder_due
from netnotes.network.usual_places import list_usual_places
from netnotes.network.what_to_say import CLOSING_QUESTIONS
from netnotes.network.wording import LEVEL_WORDS, format_frequency
from netnotes.text import fold_for_search, format_command, shorten_to_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date as Day

    from netnotes.dashboard.site import SharedFacts, Site
    from netnotes.model.people import Ask, Contact, Promise
    from netnotes.network.measures.goals import GiftMatch
    from netnotes.network.measures.ledger import OpenAsk
    from netnotes.network.measures.pitches import Pitch


class PersonRow(Struct, frozen=True):
    """A contact as a line of a table."""

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
    """Build the line of one contact; only those who are to hear from me have a due day."""
    follow_up = site.network.follow_ups[contact.path]
    goal_paths = site.network.goals_by_contact[contact.path]

    return PersonRow(
        Ref(contact.name, site.get_page_path(contact.path)),
        contact.organisation,
        contact.role,
        format_frequency(contact, follow_up),
        LEVEL_WORDS[contact.level],
        contact.field,
        contact.purpose,
        contact.location,
        follow_up.last_contact,
        follow_up.expected,
        str(follow_up.standing),
        tuple([site.get_ref(path).name for path in goal_paths]),
        contact.tags,
    )


def extract_first_line(text: str, max_length: int) -> str:
    """Return the first line of a touch as plain words, cut to `max_length` characters."""
    return shorten_to_words(strip_markdown(text.partition("\n")[0]), max_length)


def format_log_command(contact: Contact, facts: SharedFacts) -> str:
    """Write the command that logs a call with a contact, ready for its words.

    Somebody with a namesake is named by the note's path. The command is empty if the name can't be
    typed as it is shown. The page itself never runs it.
    """
    return format_command(
        "netnotes", "log", "--channel", "call", *_name_contact(contact, facts), ""
    )


def format_explain_command(contact: Contact, facts: SharedFacts) -> str:
    """Write the command that says where what is known of a contact was read; it may be empty."""
    return format_command("netnotes", "explain", *_name_contact(contact, facts))


def _name_contact(contact: Contact, facts: SharedFacts) -> list[str]:
    """Return the arguments of a command that mean this contact and nobody else."""
    name = contact.name
    if fold_for_search(name) in facts.repeated_names:
        name = contact.path
    # Behind `--` a name that begins with `-` is no option.
    return ["--", name] if name.startswith("-") else [name]


class NoteVersion(Struct, frozen=True):
    """The note a form on a page would change: its path, and the digest of the bytes the page shows.

    A form is refused when the note has another digest by then.
    """

    path: str
    digest: str


def build_note_version(contact: Contact) -> NoteVersion:
    """Return the path and digest of a contact's note."""
    return NoteVersion(contact.path, contact.digest)


class OpenItemRow(Struct, frozen=True):
    """An open promise with the day it is due, or an open ask with the day it was asked.

    `advice` says what may be done about it now; it is often empty.
    """

    person: Ref
    text: str
    date: Day | None
    note: NoteVersion
    line: int
    advice: str = ""


class OpenItemRows(Struct, frozen=True):
    """The first open promises or asks, and how many more there are."""

    lines: tuple[OpenItemRow, ...]
    more: int


def build_open_promises(site: Site, max_count: int) -> OpenItemRows:
    """List the first open promises, the earliest due first."""
    promises = site.measures.promise_summary.open
    rows = []
    for contact_promise in promises[:max_count]:
        promise = contact_promise.promise
        rows.append(_build_open_item_row(contact_promise.contact, promise, promise.due, site))
    return OpenItemRows(tuple(rows), max(0, len(promises) - max_count))


def build_open_asks(site: Site, max_count: int) -> OpenItemRows:
    """List the first asks that wait for an answer, the oldest first."""
    return _build_ask_rows(site.measures.ask_summary.open, site, max_count)


def build_asks_without_answer(site: Site, max_count: int) -> OpenItemRows:
    """List the first asks that had no answer and wait no longer, the oldest first."""
    return _build_ask_rows(site.measures.ask_summary.no_answer, site, max_count)


def _build_ask_rows(asks: Sequence[OpenAsk], site: Site, max_count: int) -> OpenItemRows:
    rows = []
    for open_ask in asks[:max_count]:
        contact, ask = open_ask.contact, open_ask.ask
        advice = REMINDER_ADVICE if is_reminder_due(ask, contact, site.today) else ""
        rows.append(_build_open_item_row(contact, ask, ask.date, site, advice))
    return OpenItemRows(tuple(rows), max(0, len(asks) - max_count))


def _build_open_item_row(
    contact: Contact, item: Promise | Ask, day: Day | None, site: Site, advice: str = ""
) -> OpenItemRow:
    return OpenItemRow(
        site.get_ref(contact.path),
        item.text,
        day,
        build_note_version(contact),
        item.source_location.line,
        advice,
    )


class GiftIdea(Struct, frozen=True):
    """Something to bring a contact: a note or another contact, and what it matches."""

    what: Ref
    meets: str


# How many of them a card shows; the contact's own page shows all that were found.
MAX_GIFT_IDEAS_ON_CARD = 3


class Gifts(Struct, frozen=True):
    """What I could bring a contact, and whether more is on the contact's own page."""

    ideas: tuple[GiftIdea, ...] = ()
    has_more: bool = False


class PitchView(NamedTuple):
    """What to say to somebody who asks what I do, and the goal that it is for."""

    words: str

    # None for the pitch of `[me]`.
    goal: Ref | None


class WhatToSay(NamedTuple):
    """What to say if they ask what I do, and how to close a talk."""

    pitches: tuple[PitchView, ...]
    closing_questions: tuple[str, ...] = CLOSING_QUESTIONS


class UsualPlaceView(NamedTuple):
    """Where one is anyway, and when it is next, if that is known."""

    place: Ref
    next_day: Day | None


def build_usual_places(site: Site) -> tuple[UsualPlaceView, ...]:
    """Build where one is anyway, with links to notes."""
    views = []
    for place in list_usual_places(site.network):
        href = site.get_ref(place.path).href if place.path else ""
        views.append(UsualPlaceView(Ref(place.words, href), place.next_day))
    return tuple(views)


def build_what_to_say(pitches: Iterable[Pitch], facts: SharedFacts) -> WhatToSay | None:
    """Build what to say from the pitches, with the goals as links; None without one."""
    views = []
    for pitch in pitches:
        goal = facts.get_ref(pitch.goal_path) if pitch.goal_path else None
        views.append(PitchView(pitch.words, goal))
    if not views:
        return None
    return WhatToSay(tuple(views))


def suggest_gifts_on_card(contact: Contact, facts: SharedFacts) -> Gifts:
    """Choose the first things in the notes that match a contact's needs and interests."""
    gifts = suggest_gifts(contact, facts)
    shown_ideas = gifts.ideas[:MAX_GIFT_IDEAS_ON_CARD]
    return Gifts(shown_ideas, has_more=len(shown_ideas) < len(gifts.ideas))


def suggest_gifts(contact: Contact, facts: SharedFacts) -> Gifts:
    """List the things in the notes that match a contact's needs and interests."""
    ideas = []
    for match in facts.load_gift_matches().get(contact.path, ()):
        ideas.append(GiftIdea(_get_source_ref(match, facts), match.phrase))
    return Gifts(tuple(ideas))


def _get_source_ref(match: GiftMatch, facts: SharedFacts) -> Ref:
    # What I offer myself is words in the settings and has no page.
    if match.kind == "mine":
        return Ref(match.source)
    return facts.get_ref(match.source)
