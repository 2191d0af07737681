"""Ways to somebody I want to meet: who knows them, or works, lives or comes where they do.

A way has two steps, from me to somebody I can ask and on to the person, or three, if whoever I can
ask knows somebody else who knows them. How close somebody is to me makes no difference: weaker
ties open more doors (Granovetter 1973; Rajkumar et al. 2022), and old quiet ones are as good
(Levin, Walter and Murnighan 2011).
"""

from __future__ import annotations

import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from netnotes.markdown.plain import strip_markdown
from netnotes.model.people import DO_NOT_CONTACT
from netnotes.network.asks import find_last_ask, find_resting_ask, list_waiting_asks
from netnotes.network.follow_up import Standing
from netnotes.network.measures.acquaintances import Acquaintances, Person
from netnotes.network.measures.goals import build_over_test
from netnotes.network.measures.hello import has_only_said_hello
from netnotes.network.measures.ladder import NAME_RUNG, compute_rung
from netnotes.network.measures.ledger import list_granted_asks
from netnotes.network.measures.wants import find_fits, list_fitting_texts
from netnotes.network.measures.way_reasons import (
    POSSIBLE_KINDS,
    WayReason,
    build_tie_reason,
    choose_contacts,
    iter_sharing,
)
from netnotes.network.wording import format_event_days, is_organisation
from netnotes.reading.links import list_links
from netnotes.text import extract_town, fold, fold_name, fold_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date as Day

    from netnotes.model.diagnostics import SourceLocation
    from netnotes.model.people import Ask, Contact, Event, Goal
    from netnotes.network.measures.acquaintances import TieLine
    from netnotes.network.measures.wants import Fit
    from netnotes.network.network import Network


class Way(Struct, frozen=True, kw_only=True):
    """A way to somebody: over `door`, who can be asked.

    `door` is None if I know the target myself, in one step. Of three steps, `through` is who or
    what is between the door and the target. A way `is_certain` if the ties are written down.
    The door `is_paused` if left alone for some time, and `is_just_met` if there was but a hello;
    `resting_ask` is what was asked of the door and waits for an answer or is not long ago, and
    `is_resting_ask_for_target` if it was this very introduction; `granted_ask` is it, if they said
    yes to it; `introduction` says whom they have introduced to me.
    """

    target: Person
    door: Person | None = None
    through: Person | None = None
    steps: int
    reasons: tuple[WayReason, ...] = ()
    is_certain: bool = True
    is_paused: bool = False
    is_just_met: bool = False
    resting_ask: Ask | None = None
    is_resting_ask_for_target: bool = False
    granted_ask: Ask | None = None
    introduction: WayReason | None = None

    @property
    def is_free(self) -> bool:
        """Whether the door has nothing to answer first, and is neither new nor left alone."""
        return self.resting_ask is None and not self.is_paused and not self.is_just_met


class WantedPerson(NamedTuple):
    """Somebody who fits words, with what fits, and the best way; None if there is none yet.

    `fit` is None for a name without a note, whose own words fit.
    """

    person: Person
    fit: Fit | None
    way: Way | None


class WaySearch:
    """The search for ways in one network, which keeps what several searches need."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.acquaintances = Acquaintances(network)

    def has_met(self, contact: Contact) -> bool:
        """Whether I have met a contact or been in touch, as far as the notes say."""
        today = self.network.today
        is_met = contact.met is not None and contact.met <= today
        return is_met or compute_rung(contact, today) > NAME_RUNG

    def is_door(self, contact: Contact) -> bool:
        """Whether I can ask a contact: not who is no longer there, nor whom I have yet to meet."""
        return contact.is_active and not self.is_unmet_target(contact)

    def is_unmet_target(self, contact: Contact) -> bool:
        """Whether an active goal wants to meet a contact whom I have not met."""
        return contact.path in self._unmet_targets

    def find_ways(self, target: Person, goal: Goal | None = None) -> list[Way]:
        """Find the ways to somebody, the best first.

        Nobody is asked for a `goal` whose note says `not_for` it. Ways of three steps are looked
        for only where nobody is known to know the target. No way leads to the dead, and to whom I
        do not want to contact.
        """
        contact = self.network.contacts_by_path.get(target.path)
        if contact and (contact.died or contact.status == DO_NOT_CONTACT):
            return []
        ways = list(self._iter_direct_ways(target, goal))
        is_known = any(way.is_certain and way.steps == 2 for way in ways)
        if not is_known:
            ways += self._iter_longer_ways(target, goal, {way.door for way in ways})
        ways.sort(key=_build_way_sort_key)
        return ways

    def find_fits(self, want: str) -> list[Fit]:
        """Find the active contacts who fit words."""
        if want not in self._fits:
            self._fits[want] = find_fits(self.network.active_contacts, want)
        return self._fits[want]

    @cached_property
    def _fits(self) -> dict[str, list[Fit]]:
        return {}

    def find_wanted_people(self, want: str) -> list[WantedPerson]:
        """Find who fits words, each with the best way: whom I know before whom I do not."""
        people = []
        for fit in self.find_fits(want):
            contact = fit.contact
            person = Person(contact.name, contact.path)
            way = None
            if not self.is_door(contact):
                way = next(iter(self.find_ways(person)), None)
            elif not self.has_met(contact):
                way = self._find_certain_way(person)
            if way is None and self.is_door(contact):
                way = self._build_way(person, contact, steps=1)
            people.append(WantedPerson(person, fit, way))
        words_of_names = self.acquaintances.words_of_names
        fitting_texts = set(list_fitting_texts([words for words, _ in words_of_names], want))
        fitting_names = [person for words, person in words_of_names if words in fitting_texts]
        for person in dict.fromkeys(fitting_names):
            way = next(iter(self.find_ways(person)), None)
            people.append(WantedPerson(person, None, way))
        people.sort(key=_build_wanted_sort_key)
        return people

    def _find_certain_way(self, target: Person) -> Way | None:
        """Find the best way over somebody who is known to know the target, an active contact.

        It is the one that `find_ways` gives: where hundreds fit words, all ways take too long.
        """
        ways = []
        for door, ties in self._find_ties(target).items():
            knower = self.network.contacts_by_path.get(door.path)
            if knower and door != target and self._can_be_asked(knower, None):
                reasons = [build_tie_reason(ties, target)]
                ways.append(self._build_way(target, knower, steps=2, reasons=reasons))
        if not ways:
            return None
        best_way = min(ways, key=_build_way_sort_key)
        possible_reasons = [
            reason
            for door, reason in self._iter_possible_reasons(target, only=best_way.door)
            if door == best_way.door
        ]
        return replace(best_way, reasons=(*best_way.reasons, *possible_reasons))

    def list_coming_events(self, person: Person) -> list[Event]:
        """List the coming events to which somebody is named as coming, the first one first."""
        return [event for event, guests in self._guests_by_event if person in guests]

    def _iter_direct_ways(self, target: Person, goal: Goal | None) -> Iterator[Way]:
        """Yield a way over everybody who knows the target, or may know them."""
        reasons_by_door: dict[Person, list[WayReason]] = {}
        for door, ties in self._find_ties(target).items():
            reasons_by_door[door] = [build_tie_reason(ties, target)]
        for door, reason in self._iter_possible_reasons(target):
            reasons_by_door.setdefault(door, []).append(reason)

        for door, reasons in reasons_by_door.items():
            contact = self.network.contacts_by_path.get(door.path)
            if door == target or (contact and not self._can_be_asked(contact, goal)):
                continue
            if contact is None:
                # Whether I know somebody who has no note is not written: that is one step more.
                if reasons[0].kind == "knows":
                    yield Way(target=target, door=door, steps=3, reasons=tuple(reasons))
                continue
            yield self._build_way(target, contact, steps=2, reasons=reasons)

    def _iter_longer_ways(
        self, target: Person, goal: Goal | None, direct_doors: set[Person | None]
    ) -> Iterator[Way]:
        """Yield ways over somebody who knows somebody who knows the target, or works with them."""
        network = self.network
        ties = self._find_ties(target)
        seen_doors = {target, *direct_doors}
        for through in [*ties, *self._iter_unmet_colleagues(target)]:
            between = network.contacts_by_path.get(through.path)
            # Through somebody I can ask there is a way of two steps.
            if between and (self.is_door(between) or not between.is_active):
                continue
            for door, door_ties in self._find_ties(through).items():
                contact = network.contacts_by_path.get(door.path)
                if contact is None or door in seen_doors or not self._can_be_asked(contact, goal):
                    continue
                seen_doors.add(door)
                reasons = [build_tie_reason(door_ties, through)]
                if through in ties:
                    reasons.append(build_tie_reason(ties[through], target))
                else:
                    reasons.append(self._build_colleague_reason(door_ties, through, target))
                yield self._build_way(target, contact, through=through, steps=3, reasons=reasons)

    def _find_ties(self, person: Person) -> dict[Person, list[TieLine]]:
        if person not in self._ties:
            self._ties[person] = self.acquaintances.list_ties(person)
        return self._ties[person]

    @cached_property
    def _ties(self) -> dict[Person, dict[Person, list[TieLine]]]:
        return {}

    def _can_be_asked(self, contact: Contact, goal: Goal | None) -> bool:
        """Whether a contact can be asked, for a goal if one is given."""
        if goal is not None:
            for link in contact.not_for:
                if self.network.find_path(link.target, contact.path) == goal.path:
                    return False
        return self.is_door(contact)

    def _build_way(
        self,
        target: Person,
        door: Contact,
        *,
        steps: int,
        reasons: Iterable[WayReason] = (),
        through: Person | None = None,
    ) -> Way:
        reasons = tuple(reasons)
        granted_ask = self._find_granted_ask(door, target)
        resting_ask = find_resting_ask(
            door, self.network.today, build_over_test(door, self.network)
        )
        if granted_ask:
            # After a yes only what still waits for an answer comes before it.
            resting_ask = find_last_ask(list_waiting_asks(door, self.network.today))
        return Way(
            target=target,
            door=None if steps == 1 else Person(door.name, door.path),
            through=through,
            steps=steps,
            reasons=reasons,
            is_certain=not reasons or reasons[0].kind not in POSSIBLE_KINDS,
            is_paused=self.network.follow_ups[door.path].standing is Standing.PAUSED,
            is_just_met=steps > 1 and has_only_said_hello(door, self.network.today),
            resting_ask=resting_ask,
            is_resting_ask_for_target=bool(resting_ask and self._names(resting_ask, door, target)),
            granted_ask=granted_ask,
            introduction=self._introductions_by_path.get(door.path),
        )

    def _find_granted_ask(self, door: Contact, target: Person) -> Ask | None:
        """Find what was asked of somebody last, and granted, that names the target."""
        granted_asks = [ask for ask in list_granted_asks(door) if self._names(ask, door, target)]
        return max(granted_asks, key=_get_day_of_answer, default=None)

    def _names(self, ask: Ask, door: Contact, target: Person) -> bool:
        """Whether an ask in somebody's note names a person, by a link or in words."""
        if f" {fold_words(target.name)} " in f" {fold_words(strip_markdown(ask.text))} ":
            return True
        links = list_links(ask.text, ask.source_location)
        paths = [self.network.find_path(link.target, door.path) for link in links]
        return bool(target.path) and target.path in paths

    # Who may know the target

    def _iter_possible_reasons(
        self, target: Person, only: Person | None = None
    ) -> Iterator[tuple[Person, WayReason]]:
        """Yield who works, comes or lives where the target does: `only` one of them, if given."""
        contact = self.network.contacts_by_path.get(target.path)
        if contact and is_organisation(contact.organisation):
            colleagues = self._contacts_by_organisation.get(fold(contact.organisation), [])
            colleagues = choose_contacts(colleagues, only)
            text = f"works at {contact.organisation}"
            yield from iter_sharing(contact, colleagues, "organisation", "organisation", text)
        if contact is None:
            yield from self._iter_named_colleagues(target)
        yield from self._iter_fellow_guests(target)
        town = extract_town(contact.location) if contact else ""
        # Where I live, everybody lives.
        if contact and town and town != extract_town(self.network.settings.me.location):
            neighbours = choose_contacts(self._contacts_by_town.get(town, []), only)
            text = f"lives in {contact.location.partition(',')[0].strip()}"
            yield from iter_sharing(contact, neighbours, "town", "location", text)

    def _iter_named_colleagues(self, target: Person) -> Iterator[tuple[Person, WayReason]]:
        """Yield who works where a name without a note does, by the words beside the name."""
        texts = [
            f" {fold_words(words)} "
            for words, person in self.acquaintances.words_of_names
            if person == target and words != target.name
        ]
        if not texts:
            return
        for contacts in self._contacts_by_organisation.values():
            organisation = contacts[0].organisation
            folded = f" {fold_words(organisation)} "
            if is_organisation(organisation) and any(folded in text for text in texts):
                for contact in contacts:
                    location = contact.find_source_location("organisation")
                    reason = WayReason("organisation", f"works at {organisation}", (location,))
                    yield Person(contact.name, contact.path), reason

    @cached_property
    def _contacts_by_organisation(self) -> Mapping[str, list[Contact]]:
        contacts: dict[str, list[Contact]] = {}
        for contact in self.network.active_contacts:
            contacts.setdefault(fold(contact.organisation), []).append(contact)
        return contacts

    @cached_property
    def _contacts_by_town(self) -> Mapping[str, list[Contact]]:
        contacts: dict[str, list[Contact]] = {}
        for contact in self.network.active_contacts:
            contacts.setdefault(extract_town(contact.location), []).append(contact)
        return contacts

    def _iter_fellow_guests(self, target: Person) -> Iterator[tuple[Person, WayReason]]:
        for event, guests in self._guests_by_event:
            if target not in guests:
                continue
            text = f"comes to {event.name} ({format_event_days(event)})"
            for guest, location in guests.items():
                yield guest, WayReason("event", text, (location, guests[target]))

    def _iter_unmet_colleagues(self, target: Person) -> Iterator[Person]:
        """Yield those I cannot ask who work where the target does: they are known to somebody."""
        network = self.network
        contact = network.contacts_by_path.get(target.path)
        if contact is None or not is_organisation(contact.organisation):
            return
        for path in sorted(self._unmet_targets):
            other = network.contacts_by_path[path]
            if fold(other.organisation) == fold(contact.organisation):
                yield Person(other.name, other.path)
        organisation = f" {fold_words(contact.organisation)} "
        for words, person in self.acquaintances.words_of_names:
            # `Tom Weld (Northwind)`, `people at Northwind`.
            if organisation in f" {fold_words(words)} ":
                yield person

    def _build_colleague_reason(
        self, ties: list[TieLine], through: Person, target: Person
    ) -> WayReason:
        """Build the reason that somebody between works where the target does."""
        organisation = self.network.contacts_by_path[target.path].organisation
        location = ties[0].location
        if through.path:
            between = self.network.contacts_by_path[through.path]
            location = between.find_source_location("organisation")
        return WayReason("organisation", f"works at {organisation}", (location,))

    @cached_property
    def _unmet_targets(self) -> frozenset[str]:
        """The contacts whom an active goal wants to meet, and whom I have not met yet."""
        network = self.network
        paths = set()
        for goal in network.active_goals:
            for link in goal.targets:
                contact = network.contacts_by_path.get(network.find_path(link.target, goal.path))
                if contact and not self.has_met(contact):
                    paths.add(contact.path)
        return frozenset(paths)

    @cached_property
    def _introductions_by_path(self) -> Mapping[str, WayReason]:
        """Whom each contact has introduced to me, the first by name, by the contact's path."""
        network = self.network
        introductions: dict[str, WayReason] = {}
        for contact in network.contacts:
            introduction = network.introductions[contact.path]
            if introduction.by == "contact" and introduction.path not in introductions:
                location = contact.find_source_location("introduced_by")
                introductions[introduction.path] = WayReason(
                    "introduction", f"introduced you to {contact.name}", (location,)
                )
        return introductions

    @cached_property
    def _guests_by_event(self) -> tuple[tuple[Event, Mapping[Person, SourceLocation]], ...]:
        """The events still to come, the first one first, and who is named as coming."""
        network = self.network
        coming_events = [
            event for event in network.events if event.last_day and event.last_day >= network.today
        ]
        coming_events.sort(key=lambda event: (event.date or event.last_day, event.path))
        guests_by_event = []
        for event in coming_events:
            guests: dict[Person, SourceLocation] = {}
            for link in event.people:
                person = self.acquaintances.find_person(link, event.path)
                if person:
                    guests.setdefault(person, link.source_location)
            guests_by_event.append((event, guests))
        return tuple(guests_by_event)


def _get_day_of_answer(ask: Ask) -> Day:
    return ask.answered or ask.date or datetime.date.min


def _build_way_sort_key(way: Way) -> tuple[Any, ...]:
    """Build the key of the order: steps, what is certain, who is free, who has introduced, name."""
    door = way.door or way.target
    return (
        way.steps,
        not way.is_certain,
        not way.is_free,
        way.introduction is None,
        fold_name(door.name),
        door.path,
    )


def _build_wanted_sort_key(wanted: WantedPerson) -> tuple[Any, ...]:
    missing_count = wanted.fit.missing_count if wanted.fit else 0
    way = wanted.way
    way_key = _build_way_sort_key(way)[:-2] if way else ()
    # Whoever no way leads to comes last.
    return missing_count, way is None, way_key, fold_name(wanted.person.name), wanted.person.path
