"""How well goals are covered by contacts, and what I could give to whom."""

from __future__ import annotations

import datetime
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from netnotes.model.diagnostics import NO_LOCATION
from netnotes.network.asks import GOAL_IN_BRACKETS, is_waiting
from netnotes.network.follow_up import get_open_next_step
from netnotes.network.measures.needs import (
    extract_content_words,
    iter_matching_phrases,
    strip_small_words,
)
from netnotes.network.wording import describe_left_out
from netnotes.reading.links import list_links
from netnotes.text import fold, fold_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date as Day

    from netnotes.model.people import Ask, Contact, Goal
    from netnotes.network.link_graph import LinkGraph
    from netnotes.network.measures.needs import Phrase
    from netnotes.network.network import Network


class LevelCounts(NamedTuple):
    """How many contacts are above, beside and below my level, and how many have none written."""

    above: int
    peer: int
    below: int
    unknown: int


def count_levels(contacts: tuple[Contact, ...]) -> LevelCounts:
    """Count the contacts above, beside and below my level."""
    levels = [contact.level for contact in contacts if contact.level is not None]
    above = sum(level > 0 for level in levels)
    peer = levels.count(0)
    return LevelCounts(above, peer, len(levels) - above - peer, len(contacts) - len(levels))


class GoalCoverage(NamedTuple):
    """Who can help with a goal, and how far it has come with them.

    `people` are the active contacts linked to the goal, and `left_out` says in a sentence how many
    others are. `asks` are all I asked active contacts for the goal, `open_asks` those that wait
    for an answer. `next_steps` are those with `people`.
    """

    goal: Goal
    people: tuple[Contact, ...]
    left_out: str
    asks: tuple[tuple[Contact, Ask], ...]
    open_asks: tuple[tuple[Contact, Ask], ...]
    next_steps: tuple[tuple[Contact, str], ...]


def build_goal_coverages(network: Network) -> tuple[GoalCoverage, ...]:
    """Build the coverage of every goal: active ones first, then by day, those without one last."""
    goals = sorted(
        network.goals,
        key=lambda goal: (
            goal.status != "active",
            goal.by or datetime.date.max,
            fold_name(goal.name),
            goal.path,
        ),
    )
    asks_by_goal = collect_asks_by_goal(network)
    return tuple(
        _build_goal_coverage(network, goal, asks_by_goal.get(goal.path, ())) for goal in goals
    )


def _build_goal_coverage(
    network: Network, goal: Goal, asks: tuple[tuple[Contact, Ask], ...]
) -> GoalCoverage:
    linked_contacts = [
        network.contacts_by_path[path] for path in network.contacts_by_goal[goal.path]
    ]
    people = tuple(contact for contact in linked_contacts if contact.is_active)
    next_steps = []
    for contact in people:
        last_contact = network.follow_ups[contact.path].last_contact
        next_step = get_open_next_step(contact, last_contact)
        if next_step:
            next_steps.append((contact, next_step))
    return GoalCoverage(
        goal=goal,
        people=people,
        left_out=describe_left_out(linked_contacts),
        asks=asks,
        open_asks=tuple([item for item in asks if is_waiting(item[1], network.today)]),
        next_steps=tuple(next_steps),
    )


def collect_asks_by_goal(network: Network) -> Mapping[str, tuple[tuple[Contact, Ask], ...]]:
    """Collect what I asked for each goal, and whom.

    Which these are, `list_goals_of_text` says.
    """
    asks_by_goal: dict[str, list[tuple[Contact, Ask]]] = {}
    for contact in network.active_contacts:
        for ask in contact.asks:
            for goal_path in list_goals_of_text(
                ask.text, ask.date, contact, network, network.goals_by_path
            ):
                asks_by_goal.setdefault(goal_path, []).append((contact, ask))
    return {goal_path: tuple(asks) for goal_path, asks in asks_by_goal.items()}


def list_goals_of_text(
    text: str,
    day: Day | None,
    contact: Contact,
    graph: LinkGraph,
    goals_by_path: Mapping[str, Goal],
) -> list[str]:
    """List the goals that an entry of a contact's log counts for, by their paths.

    It counts for the goals that it links to. Without such a link it counts for the goal of its
    contact, if exactly one of their goals can have been active on `day`; else for none by name.
    """
    linked_goals: dict[str, None] = {}
    # Most entries have no link, and looking for one costs more than this.
    if "[" in text:
        for link in list_links(text, NO_LOCATION):
            path = graph.find_path(link.target, contact.path)
            if path in goals_by_path:
                linked_goals[path] = None
    if linked_goals:
        return list(linked_goals)

    goals = [goals_by_path[path] for path in graph.goals_by_contact[contact.path]]
    goals_then = [goal.path for goal in goals if _can_be_active_on(goal, day)]
    if len(goals_then) != 1:
        return []
    return goals_then


def strip_link_to_goal(text: str, goal: Goal, contact: Contact, graph: LinkGraph) -> str:
    """Strip the link to a goal in brackets behind a sentence of a log, where it is plain."""
    match = GOAL_IN_BRACKETS.search(text.strip())
    if match and graph.find_path(match["target"].strip(), contact.path) == goal.path:
        return text.strip()[: match.start()]
    return text


def is_resting(
    ask: Ask, contact: Contact, graph: LinkGraph, goals_by_path: Mapping[str, Goal]
) -> bool:
    """Whether an ask waits for nothing any more, because the goals it counts for are over."""
    goal_paths = list_goals_of_text(ask.text, ask.date, contact, graph, goals_by_path)
    statuses = [goals_by_path[path].status for path in goal_paths]
    return bool(statuses) and "active" not in statuses


def build_over_test(contact: Contact, network: Network) -> Callable[[Ask], bool]:
    """Build the test whether an ask of a contact rests, because its goals are over."""
    return lambda ask: is_resting(ask, contact, network, network.goals_by_path)


def _can_be_active_on(goal: Goal, day: Day | None) -> bool:
    """Whether a goal can have been active on a day, or on one that is not known.

    A note does not say when its goal was done or dropped, only by when it should be: until then it
    can have been active.
    """
    return goal.status == "active" or day is None or goal.by is None or day <= goal.by


def describe_unlinked_goal(goal: Goal, network: Network) -> str:
    """Describe a goal that no contact is linked to, or only contacts who are not active."""
    if network.contacts_by_goal[goal.path]:
        return f"Nobody whom you could ask is linked to '{goal.name}'. Who might know someone?"
    return f"Nobody in your notes is linked to '{goal.name}' yet. Who might know someone?"


# How many matches of each kind are listed for a contact.
MAX_GIFT_MATCHES = 5


class GiftMatch(Struct, frozen=True):
    """Something that could help a contact.

    `kind` is `mine` (something I offer), `note` or `person`. `source` is the path of the note or
    person, or what I offer, as written. `phrase` is the need or interest that it matches.
    """

    kind: str
    source: str
    phrase: str


def find_gift_matches(
    network: Network, max_per_kind: int = MAX_GIFT_MATCHES
) -> Mapping[str, tuple[GiftMatch, ...]]:
    """Find what I could give each live contact, by path; contacts without a match are left out.

    First come my own offers, then notes, then live contacts who offer what is needed. Needs come
    before interests.
    """
    contacts = network.live_contacts
    needs = {extract_content_words(need) for contact in contacts for need in contact.needs}
    own_offers_by_need = _group_own_offers_by_need(network.settings.me.offers, needs)
    givers_by_need = _group_givers_by_need(contacts, needs)
    notes_by_phrase = _find_tagged_notes(network, contacts)

    matches_by_contact = {}
    for contact in contacts:
        if contact.needs or (notes_by_phrase and contact.interests):
            own_offers = _iter_own_offers(contact, own_offers_by_need)
            notes = _iter_notes(contact, notes_by_phrase)
            givers = _iter_givers(contact, givers_by_need)
            matches = (
                *_take_first(max_per_kind, own_offers),
                *_take_first(max_per_kind, notes),
                *_take_first(max_per_kind, givers),
            )
            if matches:
                matches_by_contact[contact.path] = matches
    return matches_by_contact


def _group_own_offers_by_need(
    offers: tuple[str, ...], needs: set[Phrase]
) -> Mapping[Phrase, list[str]]:
    """Group what I offer by the needs that it matches."""
    offer_by_phrase = {extract_content_words(offer): offer for offer in offers}
    offers_by_need: dict[Phrase, list[str]] = {}
    for need, phrase in iter_matching_phrases(needs, offer_by_phrase):
        offers_by_need.setdefault(need, []).append(offer_by_phrase[phrase])
    # Sets of words come in another order in each process, and pages must not.
    for matching_offers in offers_by_need.values():
        matching_offers.sort(key=offers.index)
    return offers_by_need


def _group_givers_by_need(
    contacts: tuple[Contact, ...], needs: set[Phrase]
) -> Mapping[Phrase, list[str]]:
    """Group the contacts who offer something by the needs that it matches; sorted by path."""
    givers_by_offer: dict[Phrase, list[str]] = {}
    for contact in contacts:
        for phrase in {extract_content_words(offer) for offer in contact.offers}:
            givers_by_offer.setdefault(phrase, []).append(contact.path)

    givers_by_need: dict[Phrase, set[str]] = {}
    for need, offer in iter_matching_phrases(needs, givers_by_offer):
        givers_by_need.setdefault(need, set()).update(givers_by_offer[offer])
    return {need: sorted(paths) for need, paths in givers_by_need.items()}


def _iter_own_offers(
    contact: Contact, offers_by_need: Mapping[Phrase, list[str]]
) -> Iterator[GiftMatch]:
    for need in contact.needs:
        for offer in offers_by_need.get(extract_content_words(need), ()):
            yield GiftMatch("mine", offer, need)


def _iter_notes(
    contact: Contact, notes_by_phrase: Mapping[str, tuple[str, ...]]
) -> Iterator[GiftMatch]:
    for phrase in (*contact.needs, *contact.interests):
        for path in notes_by_phrase.get(phrase, ()):
            yield GiftMatch("note", path, phrase)


def _iter_givers(
    contact: Contact, givers_by_need: Mapping[Phrase, list[str]]
) -> Iterator[GiftMatch]:
    for need in contact.needs:
        for path in givers_by_need.get(extract_content_words(need), ()):
            if path != contact.path:
                yield GiftMatch("person", path, need)


def _take_first(max_matches: int, matches: Iterator[GiftMatch]) -> Iterable[GiftMatch]:
    """Take the first few matches, each note and each person once."""
    return islice(_iter_distinct(matches), max_matches)


def _iter_distinct(matches: Iterator[GiftMatch]) -> Iterator[GiftMatch]:
    seen_sources: set[str] = set()
    for match in matches:
        if match.source not in seen_sources:
            seen_sources.add(match.source)
            yield match


def _find_tagged_notes(
    network: Network, contacts: Iterable[Contact]
) -> Mapping[str, tuple[str, ...]]:
    """Find the notes with a tag for a need or interest of these contacts, by that phrase.

    Phrases without a note, which are most, are left out.
    """
    notes_by_tag = _group_notes_by_tag_part(network)
    if not notes_by_tag:
        return {}

    phrases: set[str] = set()
    for contact in contacts:
        phrases.update(contact.needs, contact.interests)

    notes_by_phrase = {}
    for phrase in phrases:
        # `the forecasts` is tagged #forecasts; a tag may also have small words, as #state-of-ai.
        as_written = notes_by_tag.get(fold(phrase), ())
        without_small_words = notes_by_tag.get(fold(strip_small_words(phrase)), ())
        paths = dict.fromkeys((*as_written, *without_small_words))
        if paths:
            notes_by_phrase[phrase] = tuple(paths)
    return notes_by_phrase


def _group_notes_by_tag_part(network: Network) -> Mapping[str, tuple[str, ...]]:
    """Group notes by each part of their tags: `#reading/forecasts` counts for forecasts, too."""
    notes_by_part: dict[str, dict[str, None]] = {}
    for tag, paths in network.notes_by_tag.items():
        for part in tag.split("/"):
            notes_by_part.setdefault(part, {}).update(dict.fromkeys(paths))
    return {part: tuple(sorted(paths)) for part, paths in notes_by_part.items()}
