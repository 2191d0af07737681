"""How well my goals are covered by people, and what I could give whom."""

from __future__ import annotations

import datetime
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from netnotes.network.measures.introductions import (
    extract_content_words,
    iter_containing_phrases,
    strip_small_words,
)
from netnotes.network.measures.variety import count_words
from netnotes.reading.note import iter_links
from netnotes.text import fold, fold_name, format_count

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from netnotes.model.people import Ask, Contact, Goal
    from netnotes.network.measures.introductions import Phrase
    from netnotes.network.measures.variety import WordCount
    from netnotes.network.network import Network


class LevelCounts(NamedTuple):
    """How many contacts stand above, beside and below me; `unknown` for those without a level."""

    above: int
    peer: int
    below: int
    unknown: int


def count_levels(contacts: tuple[Contact, ...]) -> LevelCounts:
    """How many of these contacts stand above, beside and below me."""
    told = [one.level for one in contacts if one.level is not None]
    above, peer = sum(level > 0 for level in told), told.count(0)
    return LevelCounts(above, peer, len(told) - above - peer, len(contacts) - len(told))


class GoalCoverage(NamedTuple):
    """Who can help with a goal, and how far it has come with them.

    `people` are the contacts linked to it who are not archived. `asks` are what I asked for it, `open` those that wait
    for an answer. `steps` are the next steps with these people.
    `missing` says in one sentence what to do first.
    """

    goal: Goal
    people: tuple[Contact, ...]
    levels: LevelCounts
    fields: tuple[WordCount, ...]
    asks: tuple[tuple[Contact, Ask], ...]
    open_asks: tuple[tuple[Contact, Ask], ...]
    next_steps: tuple[tuple[Contact, str], ...]
    first_gap: str


def build_goal_coverages(network: Network) -> tuple[GoalCoverage, ...]:
    """How well each goal is covered: active ones first, of these the earliest first, those without a day last."""
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
    linked = (network.contacts_by_path[path] for path in network.contacts_by_goal[goal.path])
    people = tuple(one for one in linked if not one.archived)
    found = GoalCoverage(
        goal=goal,
        people=people,
        levels=count_levels(people),
        fields=count_words(one.field for one in people),
        asks=asks,
        open_asks=tuple(pair for pair in asks if pair[1].state == "open"),
        next_steps=tuple((one, one.next_step) for one in people if one.next_step),
        first_gap="",
    )
    return found._replace(
        first_gap=_describe_first_gap(
            found, any(network.follow_ups[one.path].is_live for one in people)
        )
    )


def collect_asks_by_goal(network: Network) -> Mapping[str, tuple[tuple[Contact, Ask], ...]]:
    """What I asked for each goal, and whom: an ask is for the goals that it links to, else for all of its contact's."""
    found: dict[str, list[tuple[Contact, Ask]]] = {}
    known = {goal.path for goal in network.goals}
    for contact in network.active_contacts:
        for ask in contact.asks:
            links = iter_links(ask.text, ask.source_location) if "[" in ask.text else ()
            named = known.intersection(network.find_file(link, contact.path).path for link in links)
            for goal in named or network.goals_by_contact[contact.path]:
                found.setdefault(goal, []).append((contact, ask))
    return {goal: tuple(asks) for goal, asks in found.items()}


def describe_unlinked_goal(goal: Goal) -> str:
    """What to say of a goal that no contact is linked to."""
    return f"Nobody in your notes is linked to '{goal.name}' yet. Who might know someone?"


def _describe_first_gap(coverage: GoalCoverage, has_live_contact: bool) -> str:
    """The first thing a goal lacks, from the people to the next step."""
    goal, people = coverage.goal, coverage.people
    linked = f"{format_count(len(people), 'contact')} {'is' if len(people) == 1 else 'are'} linked to '{goal.name}'"
    if not people:
        return describe_unlinked_goal(goal)
    if not has_live_contact:
        return f"{linked}, and none of them is in your plan at the moment. Whom would you write to again?"
    if not coverage.asks:
        return f"{linked}, and you have asked none of them for anything yet."
    if not coverage.next_steps and not goal.next_step:
        return f"No next step is written down for '{goal.name}'."
    if not coverage.levels.above and not coverage.levels.unknown:
        return f"Nobody above your level is linked to '{goal.name}'."
    if len(coverage.fields) == 1 and len(people) > 1:
        return f"Everybody linked to '{goal.name}' works in {coverage.fields[0].word}; who sees it from outside?"
    return f"Nothing obvious is missing for '{goal.name}'."


class GiftMatch(Struct, frozen=True):
    """Something that could help a contact: `kind` is `mine`, `note` or `person`, `words` say what of theirs it meets.

    `path` leads to the note or the person; of what is mine it is the offer itself.
    """

    kind: str
    source: str
    phrase: str


def find_gift_matches(
    network: Network, max_per_kind: int = 5
) -> Mapping[str, tuple[GiftMatch, ...]]:
    """What I could give each live contact for whom there is anything: what I offer, notes on what they care about, people.

    My offers come first, then notes, then people, needs before interests; of each no more than the most, and of people
    only live ones.
    """
    live = network.live_contacts
    offers: dict[Phrase, list[str]] = {}
    for one in live:
        for phrase in {extract_content_words(offer) for offer in one.offers}:
            offers.setdefault(phrase, []).append(one.path)
    needs = {extract_content_words(need) for one in live for need in one.needs}
    met: dict[Phrase, set[str]] = {}
    for need, offer in (
        *iter_containing_phrases(needs, offers),
        *((need, offer) for offer, need in iter_containing_phrases(offers, needs)),
    ):
        met.setdefault(need, set()).update(offers[offer])
    givers = {need: sorted(paths) for need, paths in met.items()}
    mine = {extract_content_words(offer): offer for offer in network.settings.me.offers}
    own: dict[Phrase, list[str]] = {}
    for need, offer in (
        *iter_containing_phrases(needs, mine),
        *((need, offer) for offer, need in iter_containing_phrases(mine, needs)),
    ):
        own.setdefault(need, []).append(mine[offer])
    notes = _find_tagged_notes(network, live)
    found = (
        (
            one.path,
            (
                *_take_first(max_per_kind, _iter_own_offers(one, own)),
                *_take_first(max_per_kind, _iter_notes(one, notes)),
                *_take_first(max_per_kind, _iter_givers(one, givers)),
            ),
        )
        for one in live
        if one.needs or (notes and one.interests)
    )
    return {path: matches for path, matches in found if matches}


def _iter_own_offers(
    contact: Contact, offers_by_need: Mapping[Phrase, list[str]]
) -> Iterator[GiftMatch]:
    for need in contact.needs:
        yield from (
            GiftMatch("mine", offer, need)
            for offer in offers_by_need.get(extract_content_words(need), ())
        )


def _iter_notes(
    contact: Contact, notes_by_phrase: Mapping[str, tuple[str, ...]]
) -> Iterator[GiftMatch]:
    for words in (*contact.needs, *contact.interests):
        yield from (GiftMatch("note", path, words) for path in notes_by_phrase.get(words, ()))


def _iter_givers(
    contact: Contact, givers_by_need: Mapping[Phrase, list[str]]
) -> Iterator[GiftMatch]:
    for need in contact.needs:
        yield from (
            GiftMatch("person", path, need)
            for path in givers_by_need.get(extract_content_words(need), ())
            if path != contact.path
        )


def _take_first(limit: int, matches: Iterator[GiftMatch]) -> tuple[GiftMatch, ...]:
    """The first few matches, each note and each person once."""
    chosen: dict[str, GiftMatch] = {}
    for match in matches:
        if len(chosen) == limit:
            break
        chosen.setdefault(match.source, match)
    return tuple(chosen.values())


def _find_tagged_notes(
    network: Network, people: Iterable[Contact]
) -> Mapping[str, tuple[str, ...]]:
    """The notes that bear a tag for what these people need or care about, by the phrase for it; none for most."""
    tagged = _group_notes_by_tag_part(network)
    if not tagged:
        return {}
    phrases = {words for one in people for words in (*one.needs, *one.interests)}
    found = {
        words: [tagged.get(tag, ()) for tag in (fold(words), fold(strip_small_words(words)))]
        for words in phrases
    }
    return {words: tuple(dict.fromkeys(chain(*some))) for words, some in found.items() if any(some)}


def _group_notes_by_tag_part(network: Network) -> Mapping[str, tuple[str, ...]]:
    """The notes by each part of their tags: `#reading/forecasts` counts for forecasts too."""
    notes: dict[str, dict[str, None]] = {}
    for tag, paths in network.notes_by_tag.items():
        for part in tag.split("/"):
            notes.setdefault(part, {}).update(dict.fromkeys(paths))
    return {part: tuple(sorted(paths)) for part, paths in notes.items()}
