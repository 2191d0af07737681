"""All measures of one network, each computed once, when it is first asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from netnotes.network.follow_up import Standing
from netnotes.network.measures import ledger

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netnotes.model.people import Contact
    from netnotes.network.measures.events import EventPeople
    from netnotes.network.measures.goal_asks import PeopleToAsk
    from netnotes.network.measures.goals import GiftMatch, GoalCoverage
    from netnotes.network.measures.introductions import IntroductionSuggestions
    from netnotes.network.measures.tally import TouchTally
    from netnotes.network.measures.ways import WaySearch
    from netnotes.network.network import Network


class Measures:
    """The measures of one network that more than one page or panel shows.

    Each is computed when it is first read, and stays for as long as this object does. Measures
    that only one page shows are functions in the other modules of this folder.
    """

    # `netnotes due` needs only the ledger. The other modules are imported when they are needed:
    # together they take 8 ms.

    def __init__(self, network: Network) -> None:
        self.network = network

    @cached_property
    def contacts_by_standing(self) -> Mapping[Standing, tuple[Contact, ...]]:
        """All contacts by how they stand today, each group in the order of the names."""
        contacts: dict[Standing, list[Contact]] = {standing: [] for standing in Standing}
        for contact in self.network.contacts:
            standing = self.network.follow_ups[contact.path].standing
            contacts[standing].append(contact)
        return {standing: tuple(group) for standing, group in contacts.items()}

    @cached_property
    def build_keep_use(self) -> ledger.BuildKeepUse:
        """How many contacts were met, kept up and asked in the last year."""
        return ledger.count_build_keep_use(self.network)

    @cached_property
    def balances(self) -> tuple[ledger.Balance, ...]:
        """Gifts and asks of the last year, by contact."""
        return ledger.compute_balances(self.network)

    @cached_property
    def reciprocity(self) -> ledger.Reciprocity:
        """How giving and asking balanced in the last year."""
        return ledger.compute_reciprocity(self.balances)

    @cached_property
    def ask_summary(self) -> ledger.AskSummary:
        """All asks, by what came of them."""
        return ledger.build_ask_summary(self.network)

    @cached_property
    def promise_summary(self) -> ledger.PromiseSummary:
        """All promises, by what came of them."""
        return ledger.build_promise_summary(self.network)

    @cached_property
    def touch_tally(self) -> TouchTally:
        """All touches until today, counted by day and channel."""
        from netnotes.network.measures.tally import tally_touches

        return tally_touches(self.network)

    @cached_property
    def goal_coverages(self) -> tuple[GoalCoverage, ...]:
        """How well each goal is covered by contacts, active goals first."""
        from netnotes.network.measures.goals import build_goal_coverages

        return build_goal_coverages(self.network)

    @cached_property
    def coverage_by_goal(self) -> Mapping[str, GoalCoverage]:
        """The coverage of each goal, by the goal's path."""
        return {coverage.goal.path: coverage for coverage in self.goal_coverages}

    @cached_property
    def people_to_ask_by_goal(self) -> Mapping[str, PeopleToAsk]:
        """Whom I could ask for each goal, by the goal's path."""
        from netnotes.network.measures.goal_asks import find_people_to_ask

        return {
            coverage.goal.path: find_people_to_ask(coverage.goal, self.way_search, coverage.asks)
            for coverage in self.goal_coverages
        }

    @cached_property
    def goal_steps(self) -> Mapping[str, str]:
        """What waits for me for each goal, in one sentence, by the goal's path."""
        from netnotes.network.measures.goal_story import describe_goal_step

        return {
            path: describe_goal_step(people.goal, people, self.way_search)
            for path, people in self.people_to_ask_by_goal.items()
        }

    @cached_property
    def gift_matches(self) -> Mapping[str, tuple[GiftMatch, ...]]:
        """What I could give each live contact, by the contact's path."""
        from netnotes.network.measures.goals import find_gift_matches

        return find_gift_matches(self.network)

    @cached_property
    def circles(self) -> tuple[tuple[str, ...], ...]:
        """The circles that the contacts form without me, by the paths of their contacts."""
        from netnotes.network.measures.circles import find_circles

        return find_circles(self.network.ties)

    @cached_property
    def introductions(self) -> IntroductionSuggestions:
        """The best introductions I could make, and how many there are."""
        from netnotes.network.measures.introductions import (
            MAX_LISTED_INTRODUCTIONS,
            suggest_introductions,
        )

        return suggest_introductions(self.network, MAX_LISTED_INTRODUCTIONS)

    @cached_property
    def event_people(self) -> Mapping[str, EventPeople]:
        """The people of every event, by the event's path."""
        from netnotes.network.measures.events import collect_event_people

        return collect_event_people(self.network)

    @cached_property
    def has_namings(self) -> bool:
        """Whether somebody was named to me; in most vaults nobody was."""
        return any(contact.named for contact in self.network.contacts)

    @cached_property
    def way_search(self) -> WaySearch:
        """The search for ways to people I want to meet."""
        from netnotes.network.measures.ways import WaySearch

        return WaySearch(self.network)
