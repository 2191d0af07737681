"""Whom I could ask for a goal, why, and whom rather not now.

How close somebody is to me makes no difference, and nobody is asked too often: whoever was asked
lately, or was only just met, is left out, with the day.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

from msgspec import Struct

from netnotes.markdown.plain import strip_markdown
from netnotes.model.people import DO_NOT_CONTACT, list_open_promises
from netnotes.network.asks import describe_reminder, find_resting_ask, has_no_answer
from netnotes.network.follow_up import Standing
from netnotes.network.measures.goals import build_over_test, collect_asks_by_goal
from netnotes.network.measures.hello import has_only_said_hello
from netnotes.network.measures.needs import can_meet_need
from netnotes.network.measures.targets import list_targets
from netnotes.network.week_slots import compute_names_in_week
from netnotes.network.wording import format_day_behind
from netnotes.text import fold_name, format_day_short

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date as Day

    from netnotes.model.diagnostics import SourceLocation
    from netnotes.model.people import Ask, Contact, Goal, Promise
    from netnotes.network.measures.acquaintances import Person
    from netnotes.network.measures.ways import Way, WaySearch
    from netnotes.network.network import Network


# So many are named if the settings say nothing of how many people a week there is time for.
DEFAULT_NAMES = 3

# Why somebody is named, in the order of the list: a promise of mine waits; they offer or are what I
# look for; they know whom I want to meet; they are linked to the goal.
AskGroup = Literal["promise", "fits", "knows", "linked"]
ASK_GROUPS: tuple[AskGroup, ...] = get_args(AskGroup)

# Why somebody is not asked now.
Obstacle = Literal[
    "not-for",
    "archived",
    "do-not-contact",
    "asked",
    "unanswered",
    "asked-lately",
    "paused",
    "just-met",
]
OBSTACLES: tuple[Obstacle, ...] = get_args(Obstacle)


class AskReason(Struct, frozen=True):
    """A fact for which somebody could be asked, in words, and the lines that say it.

    `kind` is `promise`, `knows`, `named`, `introduced_by`, `target`, `goals`, or the property that
    fits, such as `offers`.
    """

    kind: str
    text: str
    locations: tuple[SourceLocation, ...]


class AskCandidate(Struct, frozen=True):
    """Somebody who could be asked for a goal.

    `promise` is what I promised them and have not done: then that comes first, and no ask.
    `targets` are those whom I want to meet and they know; `want_count` is how many of the goal's
    `wants` they fit.
    """

    contact: Contact
    group: AskGroup
    reasons: tuple[AskReason, ...]
    promise: Promise | None = None
    targets: tuple[Person, ...] = ()
    want_count: int = 0


def describe_reasons(candidate: AskCandidate) -> str:
    """Describe why somebody could be asked; where a promise of mine waits, only that."""
    if candidate.promise:
        return candidate.reasons[0].text
    return "; ".join(strip_markdown(reason.text) for reason in candidate.reasons)


class NotNow(Struct, frozen=True):
    """Somebody who would be named and is not asked now: why, since when, and which line says so."""

    contact: Contact
    obstacle: Obstacle
    text: str
    day: Day | None
    location: SourceLocation


class PeopleToAsk(Struct, frozen=True):
    """Whom I could ask for a goal, in their order, and whom not now, by name.

    `asks` are what was asked for the goal already. So many as `max_names` are named at first.
    """

    goal: Goal
    candidates: tuple[AskCandidate, ...]
    not_now: tuple[NotNow, ...]
    asks: tuple[tuple[Contact, Ask], ...]
    max_names: int

    @property
    def first_candidates(self) -> tuple[AskCandidate, ...]:
        """The candidates who are named at first."""
        return self.candidates[: self.max_names]

    def list_candidates(self, *, show_all: bool) -> tuple[AskCandidate, ...]:
        """List the candidates who are named at first, or all."""
        if show_all:
            return self.candidates
        return self.first_candidates

    @property
    def more_candidates(self) -> tuple[AskCandidate, ...]:
        """The candidates behind `all`."""
        return self.candidates[self.max_names :]


def find_people_to_ask(
    goal: Goal,
    search: WaySearch,
    asks: Sequence[tuple[Contact, Ask]] | None = None,
) -> PeopleToAsk:
    """Find whom I could ask for a goal, and who is left out for now.

    `asks` are those that count for the goal, where they are known. A goal that is over asks nobody.
    """
    network = search.network
    if asks is None:
        asks = collect_asks_by_goal(network).get(goal.path, ())
    candidates: list[AskCandidate] = []
    not_now: list[NotNow] = []
    asks_by_path: dict[str, list[Ask]] = {}
    for asked, ask in asks:
        asks_by_path.setdefault(asked.path, []).append(ask)
    if goal.status == "active":
        reasons = _collect_reasons(goal, search)
        for path, found in reasons.items():
            contact = network.contacts_by_path[path]
            # Nobody expects to read here of somebody who has died.
            if contact.died or (contact.is_active and not search.is_door(contact)):
                continue
            obstacle = _find_obstacle(contact, goal, asks_by_path.get(path, []), network)
            if obstacle:
                not_now.append(obstacle)
            else:
                candidates.append(_build_candidate(contact, found))
    candidates.sort(key=_build_candidate_sort_key)
    not_now.sort(key=lambda item: (fold_name(item.contact.name), item.contact.path))
    max_names = count_names_to_ask(network)
    return PeopleToAsk(goal, tuple(candidates), tuple(not_now), tuple(asks), max_names)


def describe_nobody_to_ask(people: PeopleToAsk) -> str:
    """Describe that there is nobody to ask now, and what would help; empty if somebody is named."""
    if people.candidates or people.goal.status != "active":
        return ""
    if people.not_now:
        return "Nobody else to ask just now."
    line = f'`goals: ["[[{people.goal.name}]]"]`'
    if people.goal.wants:
        return (
            "Nobody in your notes fits what this goal wants, or is linked to it yet. "
            f"Link whoever could help: {line} in their note."
        )
    return (
        "Nobody in your notes is known to be near this goal yet. "
        f"Link people with {line}, or say whom you look for under `wants`."
    )


def count_names_to_ask(network: Network) -> int:
    """Count how many are named at first: as many as this week's list has places, at least one."""
    budget = network.settings.budget
    if not budget:
        return DEFAULT_NAMES
    return max(compute_names_in_week(budget, network.today), 1)


def _build_candidate_sort_key(candidate: AskCandidate) -> tuple[Any, ...]:
    contact = candidate.contact
    group = ASK_GROUPS.index(candidate.group)
    return group, -candidate.want_count, fold_name(contact.name), contact.path


class _Found(NamedTuple):
    """A reason to ask a contact, the group it belongs to, whom they know, and the want they fit."""

    group: AskGroup
    reason: AskReason
    target: Person | None = None
    want: str = ""


def _collect_reasons(goal: Goal, search: WaySearch) -> dict[str, list[_Found]]:
    """Collect the reasons to ask for a goal, by the path of the contact."""
    network = search.network
    reasons: dict[str, list[_Found]] = {}
    for path, found in (
        *_iter_fitting(goal, search),
        *_iter_doors(goal, search),
        *_iter_linked(goal, network),
    ):
        reasons.setdefault(path, []).append(found)
    return reasons


def _iter_fitting(goal: Goal, search: WaySearch) -> Iterator[tuple[str, _Found]]:
    """Yield who fits what the goal wants, who offers what it asks, and who was wanted and met."""
    network = search.network
    for want in goal.wants:
        for fit in search.find_fits(want):
            for fact, location in zip(fit.facts, fit.list_locations(), strict=True):
                reason = _build_property_reason(fact.property_name, fact.text, location)
                yield fit.contact.path, _Found("fits", reason, want=want)
    if goal.ask:
        yield from _iter_offering(goal.ask, network)
    for link in goal.targets:
        path = network.find_path(link.target, goal.path)
        target = network.contacts_by_path.get(path)
        if target and search.has_met(target):
            reason = AskReason("target", "you wanted to meet them", (link.source_location,))
            yield path, _Found("fits", reason)


def _iter_offering(ask: str, network: Network) -> Iterator[tuple[str, _Found]]:
    """Yield who offers what is asked."""
    for contact in network.active_contacts:
        for offer in contact.offers:
            if can_meet_need(offer, ask):
                location = contact.find_source_location("offers")
                reason = _build_property_reason("offers", offer, location)
                yield contact.path, _Found("fits", reason)


def _build_property_reason(name: str, text: str, location: SourceLocation) -> AskReason:
    label = {"interests": "cares about", "location": "place"}.get(name, name)
    return AskReason(name, f"{label}: {text}", (location,))


def _iter_doors(goal: Goal, search: WaySearch) -> Iterator[tuple[str, _Found]]:
    """Yield who knows somebody whom I want to meet and have not met."""
    network = search.network
    for target in list_targets(goal, search):
        contact = network.contacts_by_path.get(target.person.path)
        if contact and search.has_met(contact):
            continue
        for way in search.find_ways(target.person):
            if way.door and way.steps == 2 and way.is_certain:
                yield way.door.path, _Found("knows", _build_way_reason(way), target.person)


def _build_way_reason(way: Way) -> AskReason:
    reason = way.reasons[0]
    return AskReason(reason.kind, reason.text, reason.locations)


def _iter_linked(goal: Goal, network: Network) -> Iterator[tuple[str, _Found]]:
    for path in network.contacts_by_goal[goal.path]:
        location = network.contacts_by_path[path].find_source_location("goals")
        yield path, _Found("linked", AskReason("goals", "linked to this goal", (location,)))


def _build_candidate(contact: Contact, found: Sequence[_Found]) -> AskCandidate:
    """Build a candidate with every reason once; a promise that waits comes before all of them."""
    said = _list_said(found)
    group = min((item.group for item in found), key=ASK_GROUPS.index)
    targets = dict.fromkeys(item.target for item in found if item.target)
    promise = _find_first_promise(contact)
    if promise:
        group = "promise"
        said.insert(0, _build_promise_reason(promise))
    wants = {item.want for item in found if item.want}
    return AskCandidate(contact, group, tuple(said), promise, tuple(targets), len(wants))


def _list_said(found: Sequence[_Found]) -> list[AskReason]:
    """List the reasons, each once; the link to the goal only where nothing else is known."""
    reasons = dict.fromkeys(item.reason for item in found)
    return [reason for reason in reasons if reason.kind != "goals"] or list(reasons)


def _build_promise_reason(promise: Promise) -> AskReason:
    due = format_day_behind(" by", promise.due)
    text = f"first what you promised{due}: {strip_markdown(promise.text)}"
    return AskReason("promise", text, (promise.source_location,))


def _find_first_promise(contact: Contact) -> Promise | None:
    """Find the promise to a contact that is due first; those without a day come last."""
    promises = list_open_promises(contact)
    return min(promises, key=lambda promise: promise.due or datetime.date.max, default=None)


# Who is left out for now


def _find_obstacle(
    contact: Contact, goal: Goal, own_asks: Sequence[Ask], network: Network
) -> NotNow | None:
    """Find the first thing for which a contact is not asked now; None if nothing is.

    `own_asks` are what they were asked for the goal.
    """
    today = network.today
    for link in contact.not_for:
        if network.find_path(link.target, contact.path) == goal.path:
            text = "not to be asked for this goal, says `not_for` in their note"
            return NotNow(contact, "not-for", text, None, link.source_location)
    if not contact.is_active:
        return _build_inactive(contact)

    if own_asks:
        last_ask = max(own_asks, key=lambda ask: ask.date or today)
        text = _describe_past_ask(last_ask, contact, today)
        return NotNow(contact, "asked", text, last_ask.date, last_ask.source_location)
    resting_ask = find_resting_ask(contact, today, build_over_test(contact, network))
    if resting_ask:
        return _build_resting(contact, resting_ask)
    if network.follow_ups[contact.path].standing is Standing.PAUSED:
        return _build_left_alone(contact)
    return _build_just_met(contact, today)


def _build_inactive(contact: Contact) -> NotNow:
    if contact.status == DO_NOT_CONTACT:
        location = contact.find_source_location("status")
        return NotNow(contact, "do-not-contact", "not to be contacted", None, location)
    locations = contact.parse_source_locations()
    location = locations.get("archived") or contact.find_source_location("status")
    return NotNow(contact, "archived", "archived", None, location)


def _describe_past_ask(ask: Ask, contact: Contact, today: Day) -> str:
    reminder = describe_reminder(ask, contact, today)
    if reminder:
        return reminder
    asked = format_day_behind("asked on", ask.date) or "asked already"
    if has_no_answer(ask, today):
        return f"{asked}; no answer"
    if ask.state == "open":
        return f"{asked}; let it be answered first"
    answer = "yes" if ask.state == "granted" else "no"
    return f"{asked}; they said {answer}"


def _build_resting(contact: Contact, ask: Ask) -> NotNow:
    day = format_day_behind(" on", ask.date)
    obstacle: Obstacle = "asked-lately"
    text = f"asked for something else{day}; let a while pass first"
    if ask.state == "open":
        obstacle = "unanswered"
        text = f"asked for something else{day}; let that be answered first"
    return NotNow(contact, obstacle, text, ask.date, ask.source_location)


def _build_left_alone(contact: Contact) -> NotNow:
    until = format_day_behind(" until", contact.pause_until)
    locations = contact.parse_source_locations()
    location = locations.get("pause_until") or contact.find_source_location("status")
    return NotNow(contact, "paused", f"left alone{until}", contact.pause_until, location)


def _build_just_met(contact: Contact, today: Day) -> NotNow | None:
    """Build that a contact was met within two weeks, with no more than a hello; None if not so."""
    if contact.met is None or not has_only_said_hello(contact, today):
        return None
    text = f"met on {format_day_short(contact.met)}; only a hello so far"
    return NotNow(contact, "just-met", text, contact.met, contact.find_source_location("met"))
