"""One person, on a page that prints as a brief."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from msgspec import Struct

from netnotes.dashboard.addresses import Ref, in_obsidian
from netnotes.dashboard.lines import LEVEL_WORDS, Give, Known, gifts, known, tier_words, ways_to_reach, who_line
from netnotes.dashboard.site import links_of
from netnotes.diagnostics import Place
from netnotes.network.ledger import RUNGS, last_in_person, rung
from netnotes.people import Touch
from netnotes.reading.links import find
from netnotes.words import spoken_short

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date as Day

    from netnotes.dashboard.site import Site
    from netnotes.network.followup import FollowUp
    from netnotes.people import Ask, Contact, Gift, Learned, Promise


class Fact(Struct, frozen=True):
    """A fact about a person and where it was read."""

    label: str
    values: tuple[Ref, ...]
    place: str


class Moment(Struct, frozen=True):
    """A day of the timeline: what happened, and what passed on it."""

    date: Day
    planned: bool
    mode: str
    channel: str
    text: str
    source: Ref | None
    passed: tuple[tuple[str, str], ...]


class Pledge(Struct, frozen=True):
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
    open: tuple[Pledge, ...]
    give: tuple[Give, ...]
    timeline: tuple[Moment, ...]
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
    note: Known


class Around(Struct, frozen=True):
    """What the other notes, the settings and the day add to what a person's own note says.

    `planned` are touches still to come, `elsewhere` those told by other notes, each with its note. Together with the
    note itself this is all a person's page is made from: where both are the same, so is the page.
    """

    follow: tuple[str, Day | None, str, Day | None, str]
    rung: str
    met_in_person: Day | None
    goals: tuple[Ref, ...]
    met_at: Ref | None
    introduced_by: Ref | None
    knows: tuple[Ref, ...]
    give: tuple[Give, ...]
    planned: tuple[Day, ...]
    elsewhere: tuple[tuple[Touch, Ref], ...]
    backlinks: tuple[Ref, ...]
    photo: str
    links: tuple[tuple[str, str], ...]
    vault: str
    hint: str


def around(contact: Contact, site: Site) -> Around:
    """What there is to know of a person beyond their own note."""
    network, path = site.network, contact.path
    follow, today = network.follow_ups[path], network.today
    return Around(
        follow=(
            str(follow.standing),
            follow.last,
            _at(follow.last_place) if follow.last_place else "",
            follow.due if follow.live else None,
            tier_words(contact, follow),
        ),
        rung=RUNGS[rung(contact, today)],
        met_in_person=last_in_person(contact, today),
        goals=tuple([site.ref(goal) for goal in network.goals_of[path]]),
        met_at=site.follow(contact.met_at, path) if contact.met_at else None,
        introduced_by=site.follow(contact.introduced_by, path) if contact.introduced_by else None,
        knows=tuple(sorted([site.ref(other) for other in network.ties.get(path, ())], key=_by_name)),
        give=gifts(contact, site),
        planned=tuple([touch.date for touch in contact.touches if touch.date > today]),
        elsewhere=tuple([(touch, site.ref(touch.place.path)) for touch in contact.touches if touch.place.path != path]),
        backlinks=tuple([site.ref(origin) for origin in network.backlinks.get(path, ())]),
        photo=_photo(contact, site),
        links=links_of(path, site),
        vault=site.vault,
        hint=_hint(contact, follow),
    )


def _by_name(ref: Ref) -> str:
    return ref.name.casefold()


def person_view(contact: Contact, around: Around) -> PersonView:
    """One person as the notes tell them."""
    standing, last, last_place, due, rhythm = around.follow
    return PersonView(
        name=contact.name,
        who=who_line(contact),
        purpose=contact.purpose,
        standing=standing,
        last=last,
        last_place=last_place,
        met_in_person=around.met_in_person,
        due=due,
        rhythm=rhythm,
        rung=around.rung,
        next_step=contact.next_step,
        facts=tuple(_facts(contact, around)),
        ways=tuple(ways_to_reach(contact)),
        open=tuple(_pledges(contact)),
        give=around.give,
        timeline=tuple(_timeline(contact, around)),
        undated=tuple((what, one.text) for day, what, one in _passed(contact) if not day and what != "learned"),
        learned=tuple((one.date, one.text) for one in contact.learned),
        knows=around.knows,
        knows_asked=contact.knows is not None,
        backlinks=around.backlinks,
        other=tuple(Fact(one.name, tuple(Ref(word) for word in one.words), _at(one.place)) for one in contact.other),
        photo=around.photo,
        text=contact.text,
        links=around.links,
        obsidian=in_obsidian(around.vault, contact.path),
        log=f'netnotes log "{contact.name}" --channel call ""',
        hint=around.hint,
        note=known(contact),
    )


def _at(place: Place) -> str:
    return f"{place.path}:{place.line}"


def _facts(contact: Contact, around: Around) -> Iterator[Fact]:
    """The facts worth a line, in the order of a brief."""
    rows: tuple[tuple[str, str, tuple[Ref, ...]], ...] = (
        ("Goals", "goals", around.goals),
        ("Cares about", "interests", tuple(map(Ref, contact.interests))),
        ("Offers", "offers", tuple(map(Ref, contact.offers))),
        ("Needs", "needs", tuple(map(Ref, contact.needs))),
        ("Kind", "kind", (Ref(contact.kind),)),
        ("Level", "level", (Ref(LEVEL_WORDS[contact.level]),)),
        ("Field", "field", (Ref(contact.field),)),
        ("Met", "met", (Ref(spoken_short(contact.met)),) if contact.met else ()),
        ("Met at", "met_at", (around.met_at,) if around.met_at else ()),
        ("Introduced by", "introduced_by", (around.introduced_by,) if around.introduced_by else ()),
        ("Birthday", "birthday", (Ref(_birthday(contact)),) if contact.birthday else ()),
        ("Also called", "aliases", tuple(map(Ref, contact.aliases))),
        ("Tags", "tags", tuple(Ref(f"#{tag}") for tag in contact.tags)),
    )
    places = contact.places()
    for label, prop, values in rows:
        kept = tuple([value for value in values if value.name])
        if kept:
            yield Fact(label, kept, _at(places[prop]) if prop in places else "")


def _birthday(contact: Contact) -> str:
    assert contact.birthday
    month, day, year = contact.birthday
    words = spoken_short(datetime.date(year or 2000, month, day))
    return words if year else words.removesuffix(" 2000")


def _pledges(contact: Contact) -> Iterator[Pledge]:
    for promise in contact.promises:
        if promise.state == "open":
            yield Pledge("promised", promise.text, promise.date, promise.due, promise.place.line)
    for ask in contact.asks:
        if ask.state == "open":
            yield Pledge("asked", ask.text, ask.date, None, ask.place.line)


def _timeline(contact: Contact, around: Around) -> Iterator[Moment]:
    """Everything that happened, latest first, with what passed on the day. Plans stand at the top."""
    passed: dict[Day, list[tuple[str, str]]] = {}
    for day, what, one in _passed(contact):
        if day:
            passed.setdefault(day, []).append((what, one.text))
    ticks = {one.place for _, _, one in _passed(contact)}
    touches = [touch for touch in contact.touches if touch.place not in ticks]  # a tick is told by what it ticks
    days = {touch.date for touch in touches}
    silent = (Touch(day, "", "", "", Place(contact.path)) for day in passed if day not in days)
    sources = dict(around.elsewhere)
    for touch in sorted((*touches, *silent), key=lambda touch: touch.date, reverse=True):
        told = tuple(passed.pop(touch.date, ()))
        planned = touch.date in around.planned
        yield Moment(touch.date, planned, touch.mode, touch.channel, touch.text, sources.get(touch), told)


def _passed(contact: Contact) -> Iterator[tuple[Day | None, str, Gift | Ask | Promise | Learned]]:
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
