"""How well my goals are covered by people, and what I could give whom."""

from __future__ import annotations

import datetime
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from netnotes.network.introductions import content, inside, plainly
from netnotes.network.ledger import here
from netnotes.network.variety import tallies
from netnotes.reading.note import iter_links
from netnotes.words import counted, fold, same_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from netnotes.network.introductions import Phrase
    from netnotes.network.network import Network
    from netnotes.network.variety import Tally
    from netnotes.people import Ask, Contact, Goal


class Levels(NamedTuple):
    """How many contacts stand above, beside and below me; `unknown` for those without a level."""

    above: int
    peer: int
    below: int
    unknown: int


def levels(contacts: tuple[Contact, ...]) -> Levels:
    """How many of these contacts stand above, beside and below me."""
    told = [one.level for one in contacts if one.level is not None]
    above, peer = sum(level > 0 for level in told), told.count(0)
    return Levels(above, peer, len(told) - above - peer, len(contacts) - len(told))


class Coverage(NamedTuple):
    """Who can help with a goal, and how far it has come with them.

    `people` are the contacts linked to it who are not archived. `asks` are what I asked for it, `open` those that wait
    for an answer. `steps` are the next steps with these people.
    `missing` says in one sentence what to do first.
    """

    goal: Goal
    people: tuple[Contact, ...]
    levels: Levels
    fields: tuple[Tally, ...]
    asks: tuple[tuple[Contact, Ask], ...]
    open: tuple[tuple[Contact, Ask], ...]
    steps: tuple[tuple[Contact, str], ...]
    missing: str


@lru_cache(maxsize=1)
def coverage(network: Network) -> tuple[Coverage, ...]:
    """How well each goal is covered: active ones first, of these the earliest first, those without a day last."""
    goals = sorted(
        network.goals,
        key=lambda goal: (goal.status != "active", goal.by or datetime.date.max, same_name(goal.name), goal.path),
    )
    return tuple(_coverage(network, goal) for goal in goals)


def _coverage(network: Network, goal: Goal) -> Coverage:
    linked = (network.by_path[path] for path in network.contacts_of[goal.path])
    people = tuple(one for one in linked if not one.archived)
    asks = asked_for(network).get(goal.path, ())
    found = Coverage(
        goal=goal,
        people=people,
        levels=levels(people),
        fields=tallies(one.field for one in people),
        asks=asks,
        open=tuple(pair for pair in asks if pair[1].state == "open"),
        steps=tuple((one, one.next_step) for one in people if one.next_step),
        missing="",
    )
    return found._replace(missing=_missing(found, any(network.follow_ups[one.path].live for one in people)))


@lru_cache(maxsize=1)
def asked_for(network: Network) -> Mapping[str, tuple[tuple[Contact, Ask], ...]]:
    """What I asked for each goal, and whom: an ask is for the goals that it links to, else for all of its contact's."""
    found: dict[str, list[tuple[Contact, Ask]]] = {}
    known = {goal.path for goal in network.goals}
    for contact in here(network):
        for ask in contact.asks:
            links = iter_links(ask.text, ask.place) if "[" in ask.text else ()
            named = known.intersection(network.find(link, contact.path).path for link in links)
            for goal in named or network.goals_of[contact.path]:
                found.setdefault(goal, []).append((contact, ask))
    return {goal: tuple(asks) for goal, asks in found.items()}


def nobody_linked(goal: Goal) -> str:
    """What to say of a goal that no contact is linked to."""
    return f"Nobody in your notes is linked to '{goal.name}' yet. Who might know someone?"


def _missing(found: Coverage, live: bool) -> str:
    """The first thing a goal lacks, from the people to the next step."""
    goal, people = found.goal, found.people
    linked = f"{counted(len(people), 'contact')} {'is' if len(people) == 1 else 'are'} linked to '{goal.name}'"
    if not people:
        return nobody_linked(goal)
    if not live:
        return f"{linked}, and none of them is in your plan at the moment. Whom would you write to again?"
    if not found.asks:
        return f"{linked}, and you have asked none of them for anything yet."
    if not found.steps and not goal.next_step:
        return f"No next step is written down for '{goal.name}'."
    if not found.levels.above and not found.levels.unknown:
        return f"Nobody above your level is linked to '{goal.name}'."
    if len(found.fields) == 1 and len(people) > 1:
        return f"Everybody linked to '{goal.name}' works in {found.fields[0].word}; who sees it from outside?"
    return f"Nothing obvious is missing for '{goal.name}'."


class Match(Struct, frozen=True):
    """Something that could help a contact: `kind` is `mine`, `note` or `person`, `words` say what of theirs it meets.

    `path` leads to the note or the person; of what is mine it is the offer itself.
    """

    kind: str
    path: str
    words: str


@lru_cache(maxsize=1)
def could_give(network: Network, most: int = 5) -> Mapping[str, tuple[Match, ...]]:
    """What I could give each live contact for whom there is anything: what I offer, notes on what they care about, people.

    My offers come first, then notes, then people, needs before interests; of each no more than the most, and of people
    only live ones.
    """
    live = [one for one in network.contacts if network.follow_ups[one.path].live]
    offers: dict[Phrase, list[str]] = {}
    for one in live:
        for phrase in {content(offer) for offer in one.offers}:
            offers.setdefault(phrase, []).append(one.path)
    needs = {content(need) for one in live for need in one.needs}
    met: dict[Phrase, set[str]] = {}
    for need, offer in (*inside(needs, offers), *((need, offer) for offer, need in inside(offers, needs))):
        met.setdefault(need, set()).update(offers[offer])
    givers = {need: sorted(paths) for need, paths in met.items()}
    mine = {content(offer): offer for offer in network.settings.me.offers}
    own: dict[Phrase, list[str]] = {}
    for need, offer in (*inside(needs, mine), *((need, offer) for offer, need in inside(mine, needs))):
        own.setdefault(need, []).append(mine[offer])
    notes = _about(network, live)
    found = (
        (
            one.path,
            (*_first(most, _mine(one, own)), *_first(most, _notes(one, notes)), *_first(most, _people(one, givers))),
        )
        for one in live
        if one.needs or (notes and one.interests)
    )
    return {path: matches for path, matches in found if matches}


def _mine(contact: Contact, own: Mapping[Phrase, list[str]]) -> Iterator[Match]:
    for need in contact.needs:
        yield from (Match("mine", offer, need) for offer in own.get(content(need), ()))


def _notes(contact: Contact, notes: Mapping[str, tuple[str, ...]]) -> Iterator[Match]:
    for words in (*contact.needs, *contact.interests):
        yield from (Match("note", path, words) for path in notes.get(words, ()))


def _people(contact: Contact, givers: Mapping[Phrase, list[str]]) -> Iterator[Match]:
    for need in contact.needs:
        yield from (Match("person", path, need) for path in givers.get(content(need), ()) if path != contact.path)


def _first(most: int, matches: Iterator[Match]) -> tuple[Match, ...]:
    """The first few matches, each note and each person once."""
    chosen: dict[str, Match] = {}
    for match in matches:
        if len(chosen) == most:
            break
        chosen.setdefault(match.path, match)
    return tuple(chosen.values())


def _about(network: Network, people: Iterable[Contact]) -> Mapping[str, tuple[str, ...]]:
    """The notes that bear a tag for what these people need or care about, by the phrase for it; none for most."""
    tagged = _by_tag(network)
    if not tagged:
        return {}
    phrases = {words for one in people for words in (*one.needs, *one.interests)}
    found = {words: [tagged.get(tag, ()) for tag in (fold(words), fold(plainly(words)))] for words in phrases}
    return {words: tuple(dict.fromkeys(chain(*some))) for words, some in found.items() if any(some)}


def _by_tag(network: Network) -> Mapping[str, tuple[str, ...]]:
    """The notes by each part of their tags: `#reading/forecasts` counts for forecasts too."""
    notes: dict[str, dict[str, None]] = {}
    for tag, paths in network.tagged.items():
        for part in tag.split("/"):
            notes.setdefault(part, {}).update(dict.fromkeys(paths))
    return {part: tuple(sorted(paths)) for part, paths in notes.items()}
