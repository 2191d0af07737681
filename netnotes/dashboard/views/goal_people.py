"""Whom I want to meet for a goal, with the ways to them: on the goal's page and on theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from netnotes.dashboard.addresses import Ref
from netnotes.network.measures.acquaintances import Person
from netnotes.network.measures.targets import (
    describe_missing_ties,
    list_people_to_ask_whom_they_know,
    list_targets,
)
from netnotes.network.measures.way_sentences import describe_fit, describe_request, describe_way
from netnotes.network.wording import format_event_days
from netnotes.text import format_command, format_day_short

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from netnotes.dashboard.site import Site
    from netnotes.model.people import Contact, Event, Goal, Link
    from netnotes.network.measures.targets import GoalTarget
    from netnotes.network.measures.ways import WantedPerson, Way

# People in each list of a goal's page; `netnotes path` has all.
MAX_TARGETS = 40
MAX_FITS = 5

# Ways on the page of somebody whom a goal wants to meet.
MAX_WAYS = 5


class WayRow(Struct, frozen=True):
    """A way in a sentence, which begins with who can be asked; `door` is None if nobody is.

    `request` says how to ask, and is empty where it is better to wait.
    """

    door: Ref | None
    words: str
    request: str


def keep_first_request(rows: Iterable[WayRow | None]) -> list[WayRow | None]:
    """Leave out how to ask from all ways of a list but the first that says it: once is enough."""
    kept_rows: list[WayRow | None] = []
    is_said = False
    for row in rows:
        if row and row.request:
            if is_said:
                row = replace(row, request="")
            is_said = True
        kept_rows.append(row)
    return kept_rows


class TargetRow(Struct, frozen=True):
    """Somebody I want to meet: what the notes know of them, and the best way.

    Whom I have met needs none.
    """

    person: Ref
    state: str
    is_met: bool
    way: WayRow | None


class PlaceRow(Struct, frozen=True):
    """Where such people are: an event with its days, another note, or words; and who comes."""

    place: Ref
    when: str
    people: tuple[Ref, ...]


class FitRow(Struct, frozen=True):
    """Somebody in the notes who fits words, what of them fits, and the best way."""

    person: Ref
    facts: str
    way: WayRow | None


class WantRow(Struct, frozen=True):
    """Whom I look for in words, the first who fit, and the command that shows all of them."""

    want: str
    fits: tuple[FitRow, ...]
    command: str


class GoalPeopleView(Struct, frozen=True, kw_only=True):
    """Whom I want to meet for a goal, where such people are, and who in the notes fits.

    `question` asks whom the people linked to the goal know, where no way is known.
    """

    targets: tuple[TargetRow, ...]
    more: int
    places: tuple[PlaceRow, ...]
    wants: tuple[WantRow, ...]
    question: str


def build_goal_people_view(goal: Goal, site: Site) -> GoalPeopleView | None:
    """Build what a goal's page says of whom I want to meet; None if nobody is wanted for it."""
    if goal.status != "active" or not _has_wanted_people(goal, site):
        return None
    search = site.measures.way_search
    targets = list_targets(goal, search)
    wanted_people = [(want, search.find_wanted_people(want)) for want in goal.wants]
    rows = _build_target_rows(targets[:MAX_TARGETS], goal, site)

    question = ""
    if any(map(_is_way_missing, rows)) or not all(people for _, people in wanted_people):
        question = describe_missing_ties(list_people_to_ask_whom_they_know(goal, search))
    return GoalPeopleView(
        targets=tuple(rows),
        more=max(0, len(targets) - MAX_TARGETS),
        places=tuple(_iter_places(goal, targets, site)),
        wants=tuple(_build_want_row(want, people, site) for want, people in wanted_people),
        question=question,
    )


def _is_way_missing(row: TargetRow) -> bool:
    return row.way is None and not row.is_met


def _has_wanted_people(goal: Goal, site: Site) -> bool:
    """Whether a goal says whom I want to meet, or somebody may have been named for it."""
    if goal.targets or goal.wants or goal.where:
        return True
    return site.measures.has_namings and bool(list_targets(goal, site.measures.way_search))


def _build_target_rows(targets: Iterable[GoalTarget], goal: Goal, site: Site) -> list[TargetRow]:
    """Build the rows of those whom I want to meet; how to ask is said in the first one only."""
    rows = [_build_target_row(target, goal, site) for target in targets]
    ways = keep_first_request(row.way for row in rows)
    return [replace(row, way=way) for row, way in zip(rows, ways, strict=True)]


def _build_target_row(target: GoalTarget, goal: Goal, site: Site) -> TargetRow:
    search, network = site.measures.way_search, site.network
    person = get_person_ref(target.person, site)
    contact = network.contacts_by_path.get(target.person.path)
    state = _describe_state(contact, site)
    if contact and search.has_met(contact):
        return TargetRow(person, state, is_met=True, way=None)
    way = next(iter(search.find_ways(target.person, goal)), None)
    if way is None and target.named_by:
        state = f"{state}; named by {target.named_by.name}"
    return TargetRow(person, state, is_met=False, way=build_way_row(way, site) if way else None)


def _describe_state(contact: Contact | None, site: Site) -> str:
    """Describe whether I have met somebody, as far as the notes say."""
    if contact is None:
        return "only a name yet"
    if not site.measures.way_search.has_met(contact):
        return "not met yet"
    last_contact = site.network.follow_ups[contact.path].last_contact
    if last_contact:
        return f"met, last {format_day_short(last_contact)}"
    return "met"


def build_way_row(way: Way, site: Site) -> WayRow:
    """Build the sentence of a way, with a link to who can be asked."""
    sentence = describe_way(way, site.network)
    request = describe_request(way) if way.is_free else ""
    if way.door and way.door.path and sentence.startswith(way.door.name):
        words = sentence.removeprefix(way.door.name)
        return WayRow(get_person_ref(way.door, site), words, request)
    return WayRow(None, sentence, request)


def get_person_ref(person: Person, site: Site) -> Ref:
    """Get a link to somebody; without an address for a name without a note."""
    return site.get_ref(person.path) if person.path else Ref(person.name)


def _iter_places(goal: Goal, targets: Iterable[GoalTarget], site: Site) -> Iterator[PlaceRow]:
    """Yield the places that a goal names, then the events to which somebody wanted comes."""
    guests_by_event: dict[str, list[Person]] = {}
    events: dict[str, Event] = {}
    for target in targets:
        for event in site.measures.way_search.list_coming_events(target.person):
            events[event.path] = event
            guests_by_event.setdefault(event.path, []).append(target.person)

    named_paths = set()
    for link in goal.where:
        path = site.network.find_path(link.target, goal.path)
        named_paths.add(path)
        guests = guests_by_event.get(path, ())
        yield _build_place_row(link, path, guests, site)
    for path, event in events.items():
        if path not in named_paths:
            people = tuple(get_person_ref(person, site) for person in guests_by_event[path])
            yield PlaceRow(site.get_ref(path), format_event_days(event), people)


def _build_place_row(link: Link, path: str, guests: Iterable[Person], site: Site) -> PlaceRow:
    if not path:
        return PlaceRow(Ref(link.label), "", ())
    when = ""
    for event in site.network.events:
        if event.path == path:
            when = format_event_days(event)
    people = tuple(get_person_ref(person, site) for person in guests)
    return PlaceRow(site.get_ref(path), when, people)


def _build_want_row(want: str, people: list[WantedPerson], site: Site) -> WantRow:
    fits = []
    ways = keep_first_request(
        build_way_row(wanted.way, site) if wanted.way else None for wanted in people[:MAX_FITS]
    )
    for wanted, way in zip(people, ways, strict=False):
        facts = describe_fit(wanted.fit) if wanted.fit else ""
        fits.append(FitRow(get_person_ref(wanted.person, site), facts, way))
    command = ""
    if len(people) > MAX_FITS:
        command = format_command("netnotes", "path", "--words", "--all", want)
    return WantRow(want, tuple(fits), command)


class WaysToPerson(Struct, frozen=True):
    """The ways to somebody whom goals want to meet, for the page of that person.

    `events` are those to come at which I may meet them.
    """

    goals: tuple[Ref, ...]
    ways: tuple[WayRow, ...]
    events: tuple[PlaceRow, ...]


def group_goals_by_unmet_target(site: Site) -> dict[str, tuple[Goal, ...]]:
    """Group the active goals by the contacts they want to meet and I have not met, by path."""
    goals_by_path: dict[str, dict[str, Goal]] = {}
    for goal in site.network.active_goals:
        if not _has_wanted_people(goal, site):
            continue
        search = site.measures.way_search
        for target in list_targets(goal, search):
            contact = site.network.contacts_by_path.get(target.person.path)
            if contact and not search.has_met(contact):
                goals_by_path.setdefault(contact.path, {})[goal.path] = goal
    return {path: tuple(goals.values()) for path, goals in goals_by_path.items()}


def build_ways_to_person(contact: Contact, goals: tuple[Goal, ...], site: Site) -> WaysToPerson:
    """Build the best ways to a contact whom goals want to meet."""
    # Who is not to be asked for one of several goals can be asked for another.
    goal = goals[0] if len(goals) == 1 else None
    person = Person(contact.name, contact.path)
    ways = site.measures.way_search.find_ways(person, goal)
    events = site.measures.way_search.list_coming_events(person)
    rows = [build_way_row(way, site) for way in ways[:MAX_WAYS]]
    return WaysToPerson(
        goals=site.get_refs([goal.path for goal in goals]),
        ways=tuple(row for row in keep_first_request(rows) if row),
        events=tuple(
            PlaceRow(Ref(event.name, site.get_page_path(event.path)), format_event_days(event), ())
            for event in events
        ),
    )
