"""What each page shows: one frozen view a page, words and dates ready to print.

A view holds `due: date`, not "in 3 days": a page changes when the facts change, and not with every new day.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from netnotes.dashboard.addresses import Ref, in_obsidian, page_of
from netnotes.diagnostics import Place, Severity
from netnotes.network.followup import Standing, last_touch, load
from netnotes.network.plan import birthdays, cadence_words, names_a_week, promise_reason
from netnotes.people import NEVER, Contact, Goal
from netnotes.reading.links import find
from netnotes.reading.prose import plain
from netnotes.words import counted, listed, spoken_short

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date as Day

    from netnotes.diagnostics import Diagnostic
    from netnotes.network.followup import FollowUp
    from netnotes.network.network import Network
    from netnotes.network.plan import Call
    from netnotes.people import Ask, Gift, Learned, Link, Promise, Touch


class Site(NamedTuple):
    """What the pages have in common: the network, the vault's name, every page's address, the pictures, the findings."""

    network: Network
    vault: str
    pages: Mapping[str, str]
    pictures: Mapping[str, str]
    found: tuple[Diagnostic, ...]

    def ref(self, path: str) -> Ref:
        """A note as something to follow: to its page, or into Obsidian where it has none."""
        name = path.rpartition("/")[2].removesuffix(".md")
        if path in self.network.by_path:
            name = self.network.by_path[path].name
        return Ref(name, self.pages.get(path) or in_obsidian(self.vault, path))

    def follow(self, link: Link, origin: str) -> Ref:
        """A link as something to follow; only its words where it leads nowhere."""
        path = self.network.find(link, origin).path
        return self.ref(path) if path else Ref(link.label)


def site(network: Network, vault: str, found: tuple[Diagnostic, ...], pictures: Mapping[str, str]) -> Site:
    """The site of a network. `pictures` gives the address of each image of the vault that may be shown."""
    pages = {one.path: page_of("people", one.path, one.name) for one in network.contacts}
    pages |= {one.path: page_of("goals", one.path, one.name) for one in network.goals}
    return Site(network, vault, pages, pictures, found)


# -- this week ---------------------------------------------------------------------------------------------------------


class Said(NamedTuple):
    """What was said last time: the day, the channel, the first words."""

    date: Day
    channel: str
    words: str


class CallView(NamedTuple):
    """One person of this week's list, with what is worth knowing before writing."""

    person: Ref
    group: str
    reason: str
    purpose: str
    who: str
    said: Said | None
    promised: tuple[tuple[str, Day | None], ...]
    asked: tuple[str, ...]
    ways: tuple[Ref, ...]
    obsidian: str
    log: str


class DayView(NamedTuple):
    """A day with what falls on it."""

    date: Day
    person: Ref
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekView:
    """The page that is opened on Monday morning."""

    as_of: Day
    calls: tuple[CallView, ...]
    next: CallView | None
    waiting: int
    while_there: tuple[CallView, ...]
    reconnect: CallView | None
    birthdays: tuple[DayView, ...]
    promises: tuple[DayView, ...]
    asks: tuple[DayView, ...]
    goals: tuple[GoalLine, ...]
    capacity: str
    catch_up: str
    contacts: int
    standing: str
    problems: int
    hints: tuple[str, ...]


class GoalLine(NamedTuple):
    """A goal in one line: how many contacts are linked to it."""

    goal: Ref
    by: Day | None
    status: str
    people: tuple[Ref, ...]
    sentence: str


def week_view(site: Site) -> WeekView:
    """This week: whom to be in touch with, why, and with what."""
    network = site.network
    week = network.week
    soon = birthdays(network.contacts, network.today, 30)
    return WeekView(
        as_of=network.today,
        calls=tuple(_call_view(call, site) for call in week.calls),
        next=_call_view(week.next, site) if week.next else None,
        waiting=week.waiting,
        while_there=tuple(_call_view(call, site) for call in week.while_there),
        reconnect=_reconnect_view(week.reconnect, site) if week.reconnect else None,
        birthdays=tuple(DayView(day, site.ref(one.path), "") for day, one in soon if not one.archived),
        promises=tuple(_open_promises(site)),
        asks=tuple(_open_asks(site)),
        goals=tuple(goal_line(goal, site) for goal in network.active_goals),
        capacity=capacity_sentence(network),
        catch_up=catch_up_sentence(network),
        contacts=len(network.contacts),
        standing=standing_sentence(network),
        problems=len(site.found),
        hints=tuple(_hints(network)),
    )


def _call_view(call: Call, site: Site) -> CallView:
    contact = call.contact
    touch = last_touch(contact, site.network.today)
    return CallView(
        person=site.ref(contact.path),
        group=call.group,
        reason=call.reason,
        purpose=contact.purpose,
        who=who_line(contact),
        said=_said(touch) if touch else None,
        promised=tuple(
            (one.text, one.due)
            for one in contact.promises
            if one.state == "open" and promise_reason(one) != call.reason
        ),
        asked=tuple(one.text for one in contact.asks if one.state == "open"),
        ways=tuple(ways_to_reach(contact)),
        obsidian=in_obsidian(site.vault, contact.path),
        log=f'netnotes log "{contact.name}" --channel call ""',
    )


def _reconnect_view(contact: Contact, site: Site) -> CallView:
    from netnotes.network.plan import Call

    last = site.network.follow_ups[contact.path].last
    reason = f"quiet since {spoken_short(last)}" if last else "quiet for years"
    return _call_view(Call(contact, "reconnect", reason), site)


def _said(touch: Touch) -> Said:
    words = plain(touch.text.partition("\n")[0])
    return Said(touch.date, touch.channel, words if len(words) <= 160 else words[:157].rsplit(" ", 1)[0] + " …")


def who_line(contact: Contact) -> str:
    """Role, organisation and place in one line; empty where none is known."""
    work = " at ".join(part for part in (contact.role, contact.organisation) if part)
    return " · ".join(part for part in (work, contact.location) if part)


def ways_to_reach(contact: Contact) -> Iterator[Ref]:
    """Mail, phone and profiles, as links that open in the program for it."""
    for address in contact.email:
        if "@" in address and not set(address) & set(" <>\"'?&#"):
            yield Ref(address, f"mailto:{address}")
    for number in contact.phone:
        digits = "".join(sign for sign in number if sign.isdigit() or sign == "+")
        yield Ref(number, f"tel:{digits}" if len(digits) > 4 else "")
    for address in contact.links:
        web = address.casefold().startswith(("https://", "http://"))
        yield Ref(address.split("://", 1)[-1].removeprefix("www.").rstrip("/"), address if web else "")


def _open_promises(site: Site) -> Iterator[DayView]:
    far = datetime.date.max
    rows = [
        (promise.due or far, contact, promise)
        for contact in site.network.contacts
        if not contact.archived
        for promise in contact.promises
        if promise.state == "open"
    ]
    for due, contact, promise in sorted(rows, key=lambda row: (row[0], row[1].name)):
        yield DayView(due if due != far else None, site.ref(contact.path), promise.text)  # type: ignore[arg-type]


def _open_asks(site: Site) -> Iterator[DayView]:
    for contact in site.network.contacts:
        for ask in contact.asks:
            if ask.state == "open" and not contact.archived:
                yield DayView(ask.date, site.ref(contact.path), ask.text)  # type: ignore[arg-type]


def capacity_sentence(network: Network) -> str:
    """Whether the plan fits the time set aside (panel 2)."""
    budget, asked = network.settings.budget, load(network.follow_ups.values())
    if not budget:
        return "Say how many people a week you have time for, and this page will tell you whether the plan fits."
    rate = asked / Fraction(budget)
    plan = f"Your plan asks for {number(asked)} contacts a week; you set aside {number(budget)}."
    if rate <= Fraction(5, 6):
        return f"{plan} That fits."
    if rate <= 1:
        return f"{plan} It only just fits."
    return (
        f"Your plan asks for {number(asked)} a week and you set aside {number(budget)}. In practice every interval will "
        f"stretch about {number(rate)} times: a month becomes {round(30 * rate)} days. Lengthen some intervals, or let "
        "some people go; both are fine."
    )


def number(value: float | Fraction) -> str:
    """A number as one reads it: at most one decimal, none where it is whole."""
    rounded = round(float(value), 1)
    return str(int(rounded)) if rounded == int(rounded) else str(rounded)


def catch_up_sentence(network: Network) -> str:
    """From when on nobody due has to wait; nothing where nobody waits now."""
    if not network.week.waiting:
        return ""
    names = names_a_week(network.settings.budget)
    day = network.week.catch_up
    if day is None:
        return f"At {names} a week there will always be a few waiting; the list picks them fairly."
    return f"At {names} a week you are up to date in the week of {spoken_short(day)}."


def standing_sentence(network: Network) -> str:
    """How many are in touch and how many are due (panel 3)."""
    standings = [one.standing for one in network.follow_ups.values()]
    touch, due, lapsed = (standings.count(one) for one in (Standing.IN_TOUCH, Standing.DUE, Standing.LAPSED))
    if not touch + due + lapsed:
        return ""
    first = f"You are in touch with {touch} of {touch + due + lapsed}."
    if not due + lapsed:
        return f"{first} Nobody is waiting to hear from you."
    verb = "is" if due + lapsed == 1 else "are"
    return f"{first} {due + lapsed} {verb} due, {lapsed} of them for a second time round."


def _hints(network: Network) -> Iterator[str]:
    """What one line to write next would help most, while the notes are few."""
    if not network.contacts:
        yield "contacts"
        return
    if not any(one.purpose for one in network.contacts):
        yield "purpose"
    if not any(one.cadence for one in network.follow_ups.values()):
        yield "tier"
    if not any(one.last for one in network.follow_ups.values()):
        yield "touch"
    if not network.goals:
        yield "goals"


# -- people ------------------------------------------------------------------------------------------------------------


class Row(NamedTuple):
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


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleView:
    """Everybody, in a table."""

    as_of: Day
    rows: tuple[Row, ...]
    standings: tuple[tuple[str, int], ...]


def people_view(site: Site) -> PeopleView:
    """Everybody in the notes, by name."""
    rows = tuple(_row(contact, site) for contact in site.network.contacts)
    counts = {standing: sum(1 for row in rows if row.standing == standing) for standing in Standing}
    present = tuple((str(standing), count) for standing, count in counts.items() if count)
    return PeopleView(as_of=site.network.today, rows=rows, standings=present)


LEVEL_WORDS = {-2: "two below", -1: "below", 0: "peer", 1: "above", 2: "two above", None: ""}


def _row(contact: Contact, site: Site) -> Row:
    follow = site.network.follow_ups[contact.path]
    return Row(
        Ref(contact.name, site.pages[contact.path]),
        contact.organisation,
        contact.role,
        tier_words(contact, follow),
        LEVEL_WORDS[contact.level],
        contact.field,
        contact.purpose,
        contact.location,
        follow.last,
        follow.due if follow.live else None,
        str(follow.standing),
    )


def tier_words(contact: Contact, follow: FollowUp) -> str:
    """How often, in words: the person's own interval, else the tier's name."""
    if contact.cadence is None:
        return contact.tier
    return "never due" if contact.cadence == NEVER else f"every {cadence_words(follow.cadence or 1)}"


# -- one person --------------------------------------------------------------------------------------------------------


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


def links_of(path: str, site: Site) -> tuple[tuple[str, str], ...]:
    """Where the links in a note's text lead: each target as written, and its address; empty for nowhere."""
    return tuple((target, _href(target, path, site)) for target in site.network.targets.get(path, ()))


def _href(target: str, origin: str, site: Site) -> str:
    path = find(target, origin, site.network.shelf).path
    return site.pictures.get(path) or (site.ref(path).href if path else "")


def _hint(contact: Contact, follow: FollowUp) -> str:
    """The one line that would help most in this note."""
    if contact.archived:
        return ""
    if not contact.purpose:
        return "purpose"
    if follow.cadence is None:
        return "tier"
    return "" if follow.last else "touch"


# -- goals -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalsView:
    """Every goal in a few lines."""

    as_of: Day
    goals: tuple[GoalLine, ...]


def goals_view(site: Site) -> GoalsView:
    """Every goal: active ones first."""
    lines = tuple(goal_line(goal, site) for goal in site.network.goals)
    return GoalsView(as_of=site.network.today, goals=tuple(sorted(lines, key=lambda line: line.status != "active")))


def goal_line(goal: Goal, site: Site) -> GoalLine:
    """A goal with the people linked to it."""
    people = tuple(site.ref(path) for path in site.network.contacts_of[goal.path])
    sentence = (
        f"{counted(len(people), 'contact')} can help."
        if people
        else f"Nobody in your notes is linked to '{goal.name}' yet. Who might know someone?"
    )
    return GoalLine(Ref(goal.name, site.pages[goal.path]), goal.by, goal.status, people, sentence)


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalView:
    """One goal: why, by when, and who can help."""

    name: str
    why: str
    by: Day | None
    status: str
    kind: str
    next_step: str
    sentence: str
    people: tuple[Row, ...]
    text: str
    links: tuple[tuple[str, str], ...]
    obsidian: str


def goal_view(goal: Goal, site: Site) -> GoalView:
    """One goal as its note tells it, with everybody linked to it."""
    people = tuple(_row(site.network.by_path[path], site) for path in site.network.contacts_of[goal.path])
    return GoalView(
        name=goal.name,
        why=goal.why,
        by=goal.by,
        status=goal.status,
        kind=goal.kind,
        next_step=goal.next_step,
        sentence=goal_line(goal, site).sentence,
        people=people,
        text=goal.text,
        links=links_of(goal.path, site),
        obsidian=in_obsidian(site.vault, goal.path),
    )


# -- problems ----------------------------------------------------------------------------------------------------------


class Problem(NamedTuple):
    """One finding, ready to print."""

    severity: str
    code: str
    line: int
    message: str
    help: str


class ProblemFile(NamedTuple):
    """A note with what is wrong in it."""

    path: str
    obsidian: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemsView:
    """Everything that was found wrong, note by note."""

    as_of: Day
    summary: str
    files: tuple[ProblemFile, ...]


def problems_view(site: Site) -> ProblemsView:
    """Every finding by its note, with what to do."""
    by_note: dict[str, list[Problem]] = {}
    for place, code, message, help_ in site.found:
        severity = str(site.network.settings.severity(code))
        by_note.setdefault(place.path, []).append(Problem(severity, code, place.line, message, help_))
    files = tuple(ProblemFile(path, in_obsidian(site.vault, path), tuple(found)) for path, found in by_note.items())
    return ProblemsView(as_of=site.network.today, summary=summary(site.found, site.network), files=files)


def summary(found: tuple[Diagnostic, ...], network: Network) -> str:
    """How many errors and warnings, in words."""
    errors = sum(network.settings.severity(one.code) is Severity.ERROR for one in found)
    parts = [counted(errors, "error")] if errors else []
    parts += [counted(len(found) - errors, "warning")] if len(found) > errors else []
    return listed(parts) if parts else "nothing found"


# -- all of them -------------------------------------------------------------------------------------------------------


class Sheet(NamedTuple):
    """A view on its way to a page: where the page will lie, and its template."""

    path: str
    template: str
    view: Any


class Entry(NamedTuple):
    """A page of its own: its title in the navigation, where it lies, and what it shows."""

    title: str
    path: str
    view: Callable[[Site], Any]


PAGES: tuple[Entry, ...] = (
    Entry("This week", "index.html", week_view),
    Entry("People", "people.html", people_view),
    Entry("Goals", "goals.html", goals_view),
    Entry("Problems", "problems.html", problems_view),
)
"""The pages every site has, in the order of the navigation. The template of each is named like its page."""


def sheets(site: Site) -> tuple[Callable[[], Sheet], ...]:
    """Every page of the site as a recipe: calling it makes its view."""
    return (
        *(partial(_page_sheet, entry, site) for entry in PAGES),
        *(partial(_goal_sheet, goal, site) for goal in site.network.goals),
        *(partial(_person_sheet, contact, site) for contact in site.network.contacts),
    )


def _page_sheet(entry: Entry, site: Site) -> Sheet:
    return Sheet(entry.path, entry.path, entry.view(site))


def _goal_sheet(goal: Goal, site: Site) -> Sheet:
    return Sheet(site.pages[goal.path], "goal.html", goal_view(goal, site))


def _person_sheet(contact: Contact, site: Site) -> Sheet:
    return Sheet(site.pages[contact.path], "person.html", person_view(contact, site))
