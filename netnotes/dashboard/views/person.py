"""One person, on a page that prints as a brief."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from msgspec import Struct

from netnotes.dashboard.addresses import Ref
from netnotes.dashboard.rows import GiftIdea, NoteVersion, build_note_version, suggest_gifts
from netnotes.dashboard.site import resolve_links
from netnotes.model.diagnostics import SourceLocation
from netnotes.model.people import Touch
from netnotes.network.measures.ledger import RUNGS, compute_rung, find_last_in_person
from netnotes.network.reach import build_obsidian_url, iter_ways_to_reach
from netnotes.network.wording import LEVEL_WORDS, format_frequency, format_role_and_place
from netnotes.reading.file_index import find_file
from netnotes.text import format_day_short

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date as Day

    from netnotes.dashboard.site import Site
    from netnotes.model.people import Ask, Contact, Gift, Learned, Promise
    from netnotes.network.follow_up import FollowUp


class Fact(Struct, frozen=True):
    """A fact about a person and where it was read."""

    label: str
    values: tuple[Ref, ...]
    place: str


class TimelineEntry(Struct, frozen=True):
    """A day of the timeline: what happened, and what passed on it."""

    date: Day
    planned: bool
    mode: str
    channel: str
    text: str
    source: Ref | None
    passed: tuple[tuple[str, str], ...]


class PersonOpenItem(Struct, frozen=True):
    """A promise or an ask that is still open, and the line it stands on."""

    what: str
    text: str
    date: Day | None
    due: Day | None
    line: int


class PersonView(Struct, frozen=True, kw_only=True):
    """One person, on a page that prints as a brief before a meeting."""

    name: str
    who: str
    purpose: str
    standing: str
    last: Day | None
    last_place: str
    met_in_person: Day | None
    due: Day | None
    rhythm: str
    rung: str
    next_step: str
    facts: tuple[Fact, ...]
    ways: tuple[Ref, ...]
    open: tuple[PersonOpenItem, ...]
    give: tuple[GiftIdea, ...]
    timeline: tuple[TimelineEntry, ...]
    undated: tuple[tuple[str, str], ...]
    learned: tuple[tuple[Day | None, str], ...]
    knows: tuple[Ref, ...]
    knows_asked: bool
    backlinks: tuple[Ref, ...]
    other: tuple[Fact, ...]
    photo: str
    text: str
    links: tuple[tuple[str, str], ...]
    obsidian: str
    log: str
    hint: str
    note: NoteVersion


class PersonContext(Struct, frozen=True):
    """What the other notes, the settings and the day add to what a person's own note says.

    `planned` are touches still to come, `elsewhere` those told by other notes, each with its note. Together with the
    note itself this is all a person's page is made from: where both are the same, so is the page.
    """

    follow_up: tuple[str, Day | None, str, Day | None, str]
    rung: str
    met_in_person: Day | None
    goals: tuple[Ref, ...]
    met_at: Ref | None
    introduced_by: Ref | None
    knows: tuple[Ref, ...]
    gift_ideas: tuple[GiftIdea, ...]
    planned_days: tuple[Day, ...]
    touches_from_other_notes: tuple[tuple[Touch, Ref], ...]
    backlinks: tuple[Ref, ...]
    photo: str
    links: tuple[tuple[str, str], ...]
    vault_name: str
    hint: str


def build_person_context(contact: Contact, site: Site) -> PersonContext:
    """What there is to know of a person beyond their own note."""
    network, path = site.network, contact.path
    follow, today = network.follow_ups[path], network.today
    return PersonContext(
        follow_up=(
            str(follow.standing),
            follow.last_contact,
            _format_location(follow.last_contact_location) if follow.last_contact_location else "",
            follow.due if follow.is_live else None,
            format_frequency(contact, follow),
        ),
        rung=RUNGS[compute_rung(contact, today)],
        met_in_person=find_last_in_person(contact, today),
        goals=tuple([site.get_ref(goal) for goal in network.goals_by_contact[path]]),
        met_at=site.resolve_link(contact.met_at, path) if contact.met_at else None,
        introduced_by=site.resolve_link(contact.introduced_by, path)
        if contact.introduced_by
        else None,
        knows=tuple(
            sorted(
                [site.get_ref(other) for other in network.ties.get(path, ())], key=_casefold_name
            )
        ),
        gift_ideas=suggest_gifts(contact, site),
        planned_days=tuple([touch.date for touch in contact.touches if touch.date > today]),
        touches_from_other_notes=tuple(
            [
                (touch, site.get_ref(touch.source_location.path))
                for touch in contact.touches
                if touch.source_location.path != path
            ]
        ),
        backlinks=tuple([site.get_ref(origin) for origin in network.backlinks.get(path, ())]),
        photo=_find_photo(contact, site),
        links=resolve_links(path, site),
        vault_name=site.vault_name,
        hint=_suggest_hint(contact, follow),
    )


def _casefold_name(ref: Ref) -> str:
    return ref.name.casefold()


def build_person_view(contact: Contact, context: PersonContext) -> PersonView:
    """One person as the notes tell them."""
    standing, last, last_place, due, rhythm = context.follow_up
    return PersonView(
        name=contact.name,
        who=format_role_and_place(contact),
        purpose=contact.purpose,
        standing=standing,
        last=last,
        last_place=last_place,
        met_in_person=context.met_in_person,
        due=due,
        rhythm=rhythm,
        rung=context.rung,
        next_step=contact.next_step,
        facts=tuple(_iter_facts(contact, context)),
        ways=tuple(Ref(way.name, way.url) for way in iter_ways_to_reach(contact)),
        open=tuple(_iter_open_items(contact)),
        give=context.gift_ideas,
        timeline=tuple(_iter_timeline(contact, context)),
        undated=tuple(
            (what, one.text)
            for day, what, one in _iter_exchanges(contact)
            if not day and what != "learned"
        ),
        learned=tuple((one.date, one.text) for one in contact.learned),
        knows=context.knows,
        knows_asked=contact.knows is not None,
        backlinks=context.backlinks,
        other=tuple(
            Fact(
                one.name,
                tuple(Ref(word) for word in one.words),
                _format_location(one.source_location),
            )
            for one in contact.other
        ),
        photo=context.photo,
        text=contact.text,
        links=context.links,
        obsidian=build_obsidian_url(context.vault_name, contact.path),
        log=f'netnotes log "{contact.name}" --channel call ""',
        hint=context.hint,
        note=build_note_version(contact),
    )


def _format_location(location: SourceLocation) -> str:
    return f"{location.path}:{location.line}"


def _iter_facts(contact: Contact, context: PersonContext) -> Iterator[Fact]:
    """The facts worth a line, in the order of a brief."""
    rows: tuple[tuple[str, str, tuple[Ref, ...]], ...] = (
        ("Goals", "goals", context.goals),
        ("Cares about", "interests", tuple(map(Ref, contact.interests))),
        ("Offers", "offers", tuple(map(Ref, contact.offers))),
        ("Needs", "needs", tuple(map(Ref, contact.needs))),
        ("Kind", "kind", (Ref(contact.kind),)),
        ("Level", "level", (Ref(LEVEL_WORDS[contact.level]),)),
        ("Field", "field", (Ref(contact.field),)),
        ("Met", "met", (Ref(format_day_short(contact.met)),) if contact.met else ()),
        ("Met at", "met_at", (context.met_at,) if context.met_at else ()),
        (
            "Introduced by",
            "introduced_by",
            (context.introduced_by,) if context.introduced_by else (),
        ),
        ("Birthday", "birthday", (Ref(_format_birthday(contact)),) if contact.birthday else ()),
        ("Also called", "aliases", tuple(map(Ref, contact.aliases))),
        ("Tags", "tags", tuple(Ref(f"#{tag}") for tag in contact.tags)),
    )
    places = contact.parse_source_locations()
    for label, prop, values in rows:
        kept = tuple([value for value in values if value.name])
        if kept:
            yield Fact(label, kept, _format_location(places[prop]) if prop in places else "")


def _format_birthday(contact: Contact) -> str:
    assert contact.birthday
    month, day, year = contact.birthday
    words = format_day_short(datetime.date(year or 2000, month, day))
    return words if year else words.removesuffix(" 2000")


def _iter_open_items(contact: Contact) -> Iterator[PersonOpenItem]:
    for promise in contact.promises:
        if promise.state == "open":
            yield PersonOpenItem(
                "promised", promise.text, promise.date, promise.due, promise.source_location.line
            )
    for ask in contact.asks:
        if ask.state == "open":
            yield PersonOpenItem("asked", ask.text, ask.date, None, ask.source_location.line)


def _iter_timeline(contact: Contact, context: PersonContext) -> Iterator[TimelineEntry]:
    """Everything that happened, latest first, with what passed on the day. Plans stand at the top."""
    passed: dict[Day, list[tuple[str, str]]] = {}
    for day, what, one in _iter_exchanges(contact):
        if day:
            passed.setdefault(day, []).append((what, one.text))
    ticks = {one.source_location for _, _, one in _iter_exchanges(contact)}
    touches = [
        touch for touch in contact.touches if touch.source_location not in ticks
    ]  # a tick is told by what it ticks
    days = {touch.date for touch in touches}
    silent = (
        Touch(day, "", "", "", SourceLocation(contact.path)) for day in passed if day not in days
    )
    sources = dict(context.touches_from_other_notes)
    for touch in sorted((*touches, *silent), key=lambda touch: touch.date, reverse=True):
        told = tuple(passed.pop(touch.date, ()))
        planned = touch.date in context.planned_days
        yield TimelineEntry(
            touch.date, planned, touch.mode, touch.channel, touch.text, sources.get(touch), told
        )


def _iter_exchanges(
    contact: Contact,
) -> Iterator[tuple[Day | None, str, Gift | Ask | Promise | Learned]]:
    """What passed, on its day: what was asked or promised, and once more what came of it where that was another day."""
    yield from ((one.date, "gave", one) for one in contact.gifts)
    for ask in contact.asks:
        at_once = ask.state != "open" and ask.answered in (None, ask.date)
        yield ask.date, f"asked, {ask.state}" if at_once else "asked", ask
        if ask.answered and not at_once:
            yield ask.answered, ask.state, ask
    for promise in contact.promises:
        at_once = promise.state != "open" and promise.done in (None, promise.date)
        if promise.date or not promise.done:
            yield promise.date, f"promised, {promise.state}" if at_once else "promised", promise
        if promise.done and not at_once:
            yield promise.done, promise.state, promise
    yield from ((one.date, "learned", one) for one in contact.learned)


def _find_photo(contact: Contact, site: Site) -> str:
    if not contact.photo:
        return ""
    return site.pictures.get(
        find_file(contact.photo.strip("![]"), contact.path, site.network.file_index).path, ""
    )


def _suggest_hint(contact: Contact, follow_up: FollowUp) -> str:
    """The one line that would help most in this note."""
    if contact.archived:
        return ""
    if not contact.purpose:
        return "purpose"
    if follow_up.cadence is None:
        return "tier"
    return "" if follow_up.last_contact else "touch"
