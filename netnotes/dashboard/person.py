"""One person, on a page that prints as a brief."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from netnotes.dashboard.addresses import Ref, in_obsidian
from netnotes.dashboard.lines import LEVEL_WORDS, tier_words, ways_to_reach, who_line
from netnotes.dashboard.site import links_of
from netnotes.diagnostics import Place
from netnotes.reading.links import find
from netnotes.words import spoken_short

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date as Day

    from netnotes.dashboard.site import Site
    from netnotes.network.followup import FollowUp
    from netnotes.people import Ask, Contact, Gift, Learned, Promise, Touch


class Fact(NamedTuple):
    """A fact about a person and where it was read."""

    label: str
    values: tuple[Ref, ...]
    place: str


class Moment(NamedTuple):
    """A day of the timeline: what happened, and what passed on it."""

    date: Day
    planned: bool
    mode: str
    channel: str
    text: str
    source: Ref | None
    passed: tuple[tuple[str, str], ...]


class Pledge(NamedTuple):
    """A promise or an ask that is still open."""

    what: str
    text: str
    date: Day | None
    due: Day | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonView:
    """One person, on a page that prints as a brief before a meeting."""

    name: str
    who: str
    purpose: str
    standing: str
    last: Day | None
    last_place: str
    due: Day | None
    rhythm: str
    next_step: str
    facts: tuple[Fact, ...]
    ways: tuple[Ref, ...]
    open: tuple[Pledge, ...]
    timeline: tuple[Moment, ...]
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


def person_view(contact: Contact, site: Site) -> PersonView:
    """One person as the notes tell them."""
    network = site.network
    follow = network.follow_ups[contact.path]
    return PersonView(
        name=contact.name,
        who=who_line(contact),
        purpose=contact.purpose,
        standing=str(follow.standing),
        last=follow.last,
        last_place=_at(follow.last_place) if follow.last_place else "",
        due=follow.due if follow.live else None,
        rhythm=tier_words(contact, follow),
        next_step=contact.next_step,
        facts=tuple(_facts(contact, site)),
        ways=tuple(ways_to_reach(contact)),
        open=tuple(_pledges(contact)),
        timeline=tuple(_timeline(contact, site)),
        learned=tuple((one.date, one.text) for one in contact.learned),
        knows=tuple(
            sorted((site.ref(path) for path in network.ties.get(contact.path, ())), key=lambda ref: ref.name.casefold())
        ),
        knows_asked=contact.knows is not None,
        backlinks=tuple(site.ref(path) for path in network.backlinks.get(contact.path, ())),
        other=tuple(Fact(one.name, tuple(Ref(word) for word in one.words), _at(one.place)) for one in contact.other),
        photo=_photo(contact, site),
        text=contact.text,
        links=links_of(contact.path, site),
        obsidian=in_obsidian(site.vault, contact.path),
        log=f'netnotes log "{contact.name}" --channel call ""',
        hint=_hint(contact, follow),
    )


def _at(place: Place) -> str:
    return f"{place.path}:{place.line}"


def _facts(contact: Contact, site: Site) -> Iterator[Fact]:
    """The facts worth a line, in the order of a brief."""
    introduced = contact.introduced_by
    rows: tuple[tuple[str, str, tuple[Ref, ...]], ...] = (
        ("Goals", "goals", tuple(site.ref(path) for path in site.network.goals_of[contact.path])),
        ("Cares about", "interests", tuple(map(Ref, contact.interests))),
        ("Offers", "offers", tuple(map(Ref, contact.offers))),
        ("Needs", "needs", tuple(map(Ref, contact.needs))),
        ("Kind", "kind", (Ref(contact.kind),)),
        ("Level", "level", (Ref(LEVEL_WORDS[contact.level]),)),
        ("Field", "field", (Ref(contact.field),)),
        ("Met", "met", (Ref(spoken_short(contact.met)),) if contact.met else ()),
        ("Met at", "met_at", (site.follow(contact.met_at, contact.path),) if contact.met_at else ()),
        ("Introduced by", "introduced_by", (site.follow(introduced, contact.path),) if introduced else ()),
        ("Birthday", "birthday", (Ref(_birthday(contact)),) if contact.birthday else ()),
        ("Also called", "aliases", tuple(map(Ref, contact.aliases))),
        ("Tags", "tags", tuple(Ref(f"#{tag}") for tag in contact.tags)),
    )
    for label, prop, values in rows:
        kept = tuple(value for value in values if value.name)
        if kept:
            place = next((place for name, place in contact.read_at if name == prop), None)
            yield Fact(label, kept, _at(place) if place else "")


def _birthday(contact: Contact) -> str:
    assert contact.birthday
    month, day, year = contact.birthday
    words = spoken_short(datetime.date(year or 2000, month, day))
    return words if year else words.removesuffix(" 2000")


def _pledges(contact: Contact) -> Iterator[Pledge]:
    for promise in contact.promises:
        if promise.state == "open":
            yield Pledge("promised", promise.text, promise.date, promise.due)
    for ask in contact.asks:
        if ask.state == "open":
            yield Pledge("asked", ask.text, ask.date, None)


def _timeline(contact: Contact, site: Site) -> Iterator[Moment]:
    """Everything that happened, latest first, with what passed on the day. Plans stand at the top."""
    passed: dict[Day, list[tuple[str, str]]] = {}
    undated: list[tuple[str, str]] = []
    for what, one in _passed(contact):
        (passed.setdefault(one.date, []) if one.date else undated).append((what, one.text))
    touches = sorted(contact.touches, key=lambda touch: touch.date, reverse=True)
    days = {touch.date for touch in touches}
    for day in sorted(set(passed) - days, reverse=True):
        touches.append(_silent(day, contact))
    for touch in sorted(touches, key=lambda touch: touch.date, reverse=True):
        source = site.ref(touch.place.path) if touch.place.path != contact.path else None
        planned = touch.date > site.network.today
        told = tuple(passed.pop(touch.date, ()))
        yield Moment(touch.date, planned, touch.mode, touch.channel, touch.text, source, told)


def _silent(day: Day, contact: Contact) -> Touch:
    from netnotes.people import Touch

    return Touch(day, "", "", "", Place(contact.path))


def _passed(contact: Contact) -> Iterator[tuple[str, Gift | Ask | Promise | Learned]]:
    yield from (("gave", one) for one in contact.gifts)
    yield from ((f"asked, {one.state}" if one.state != "open" else "asked", one) for one in contact.asks)
    yield from ((f"promised, {one.state}" if one.state != "open" else "promised", one) for one in contact.promises)
    yield from (("learned", one) for one in contact.learned)


def _photo(contact: Contact, site: Site) -> str:
    if not contact.photo:
        return ""
    return site.pictures.get(find(contact.photo.strip("![]"), contact.path, site.network.shelf).path, "")


def _hint(contact: Contact, follow: FollowUp) -> str:
    """The one line that would help most in this note."""
    if contact.archived:
        return ""
    if not contact.purpose:
        return "purpose"
    if follow.cadence is None:
        return "tier"
    return "" if follow.last else "touch"
