"""Introductions, compared with trying every pair, and for ten thousand contacts."""

from __future__ import annotations

import random
from itertools import combinations

import pytest

from netnotes.model.people import Contact
from netnotes.model.reading import Reading
from netnotes.model.settings import Settings
from netnotes.network.measures.introductions import (
    IntroductionPair,
    list_reasons,
    suggest_introductions,
)
from netnotes.network.measures.needs import can_meet_need
from netnotes.network.network import Network, build_network
from netnotes.text import fold
from tests.networks import (
    TODAY,
    make_network,
    make_network_with,
    make_note,
)


def list_pair_names(pairs: tuple[IntroductionPair, ...]) -> list[tuple[str, str]]:
    return [(pair.left.name, pair.right.name) for pair in pairs]


@pytest.mark.parametrize(
    ("gift", "need", "met"),
    [
        ("data engineer", "a data engineer", True),
        ("hiring", "advice on hiring", True),
        ("advice on hiring data people", "Hiring advice", True),
        ("Hiring", "hiring", True),
        ("data", "date", False),
        ("data science", "data engineering", False),
        ("the", "the", False),
        ("", "anything", False),
    ],
)
def test_offer_meets_a_need_if_one_has_all_words_of_the_other(
    gift: str, need: str, met: bool
) -> None:
    assert can_meet_need(gift, need) is met
    assert can_meet_need(need, gift) is met


@pytest.mark.parametrize(
    ("ada", "ben", "words"),
    [
        ("field: Law", "field: law", []),
        ("location: 'Lisbon, Portugal'", "location: lisbon", []),
        ("goals: '[[Talks]]'", "goals: ['[[Talks]]', '[[Old]]']", []),
        (
            "offers: [hiring]",
            "needs: [advice on hiring]",
            ["a need of Ben that Ada offers (advice on hiring)"],
        ),
        (
            "needs: [sailing]",
            "interests: [sailing]",
            ["a need of Ada that Ben cares about (sailing)"],
        ),
        ("interests: [sailing]", "interests: [sailing]", []),
        (
            "needs: [tax]\nfield: law\nlocation: 'Rome, Italy'",
            "offers: [tax]\nfield: Law\nlocation: Rome",
            ["a need of Ada that Ben offers (tax)", "the field law", "the place Rome"],
        ),
        ("", "", []),
    ],
)
def test_who_needs_what_the_other_has_is_suggested(ada: str, ben: str, words: list[str]) -> None:
    network = make_network_with(
        ada, ben, other_notes={"Goals/Talks.md": "", "Goals/Old.md": make_note("status: done")}
    )
    suggested = suggest_introductions(network).suggested
    assert [reason.description for pair in suggested for reason in pair.reasons] == words
    assert list_pair_names(suggested) == ([("Ada", "Ben")] if words else [])


OFFERS, NEEDS = "offers: [tax]", "needs: [tax]"


@pytest.mark.parametrize(
    "ben",
    [
        f"{NEEDS}\narchived: yes",
        f"{NEEDS}\npause_until: 2026-01-01",
        f"{NEEDS}\nlast_contact: 2019-01-01",
        f"{NEEDS}\nknows: '[[Ada]]'",
        f"{NEEDS}\nintroduced_by: '[[Ada]]'",
    ],
)
def test_only_live_strangers_are_suggested(ben: str) -> None:
    assert suggest_introductions(make_network_with(OFFERS, NEEDS)).suggested_count == 1
    assert suggest_introductions(make_network_with(OFFERS, ben)).suggested_count == 0


AT_X = ("offers: [tax]\norganisation: X", "needs: [tax]\norganisation: x")


def test_colleagues_are_asked_about_only_where_a_goal_names_one() -> None:
    introductions = suggest_introductions(make_network_with(*AT_X))
    assert (introductions.suggested_count, introductions.colleague_count) == (0, 0)
    for target in ("Ada", "Ben"):
        goals = {"Goals/Talks.md": make_note(f"targets: '[[{target}]]'")}
        introductions = suggest_introductions(make_network_with(*AT_X, other_notes=goals))
        assert list_pair_names(introductions.colleagues) == [("Ada", "Ben")]
    old_goal = {"Goals/Talks.md": make_note("targets: '[[Ada]]'\nstatus: done")}
    introductions = suggest_introductions(make_network_with(*AT_X, other_notes=old_goal))
    assert introductions.colleagues == ()


@pytest.mark.parametrize("organisation", ["freelance", "on his own", "Self-employed"])
def test_two_who_work_on_their_own_are_no_colleagues(organisation: str) -> None:
    front = f"organisation: {organisation}"
    goals = {"Goals/Talks.md": make_note("targets: '[[Ada]]'")}
    introductions = suggest_introductions(make_network_with(front, front, other_notes=goals))
    assert introductions.colleagues == ()


def test_close_pairs_come_first_then_those_who_share_more_then_names() -> None:
    both = f"{OFFERS}\n{NEEDS}"
    close, far = f"tier: monthly\n{both}", f"field: data\nlocation: Rome\n{both}"
    introductions = suggest_introductions(make_network_with(far, far, close, close, both), 100)
    assert list_pair_names(introductions.suggested)[:4] == [
        ("Cleo", "Dan"),
        ("Ada", "Ben"),
        ("Ada", "Cleo"),
        ("Ada", "Dan"),
    ]
    assert [pair.is_close for pair in introductions.suggested[:3]] == [True, False, False]


def test_two_of_one_tier_that_is_not_the_first_are_not_close() -> None:
    network = make_network_with(f"tier: quarterly\n{OFFERS}", f"tier: quarterly\n{NEEDS}")
    assert [pair.is_close for pair in suggest_introductions(network).suggested] == [False]


# Against trying every pair


def try_every_pair(network: Network) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """List the pairs of strangers and those of colleagues, best first, by trying every pair."""
    live = [left for left in network.contacts if network.follow_ups[left.path].is_live]
    targets = {
        network.find_file(link, goal.path).path
        for goal in network.active_goals
        for link in goal.targets
    }
    ranked: dict[bool, list[tuple[bool, int, int, tuple[str, str]]]] = {True: [], False: []}
    for order, (left, right) in enumerate(combinations(live, 2)):
        if right.path in network.ties[left.path]:
            continue
        colleagues = bool(left.organisation) and fold(left.organisation) == fold(right.organisation)
        kinds = {reason.kind for reason in list_reasons(left, right)}
        is_asked_about = colleagues and not targets.isdisjoint((left.path, right.path))
        if is_asked_about or ("need" in kinds and not colleagues):
            close = left.tier == right.tier == "monthly"
            ranked[colleagues].append((not close, -len(kinds), order, (left.name, right.name)))
    return [pair for *_, pair in sorted(ranked[False])], [pair for *_, pair in sorted(ranked[True])]


def make_random_network(seed: int) -> Network:
    generator = random.Random(seed)
    count = generator.randrange(2, 26)

    def some(words: str) -> str:
        return ", ".join(generator.sample(words.split(), generator.randrange(3)))

    notes = {
        f"Goals/{name}.md": make_note(f"status: {status}\ntargets: ['[[P0]]', '[[P{target}]]']")
        for name, status, target in (("G", "active", 1), ("H", "done", 2), ("I", "active", 3))
    }
    for number in range(count):
        links = ", ".join(
            f'"[[P{generator.randrange(count)}]]"' for _ in range(generator.randrange(3))
        )
        notes[f"People/P{number}.md"] = make_note(
            f"tier: {generator.choice(('monthly', 'yearly'))}\n"
            f"organisation: {generator.choice(('', 'x', 'y', 'z'))}\n"
            f"field: {generator.choice(('', 'law', 'data', 'art'))}\n"
            f"location: {generator.choice(('', 'Rome', 'Rome, Italy', 'Oslo'))}\n"
            f"knows: [{links}]\n"
            f"archived: {generator.choice(('no', 'no', 'no', 'yes'))}\n"
            f"last_contact: {generator.choice(('2025-01-01', '2019-01-01', '2025-06-01'))}\n"
            f"goals: [{some('G H I')}]\noffers: [{some('tax boats')}]\n"
            f"interests: [{some('wine maps')}]\nneeds: [{some('tax wine ink')}]"
        )
    return make_network(notes)


@pytest.mark.parametrize("seed", range(40))
def test_best_pairs_and_count_are_those_of_trying_every_pair(seed: int) -> None:
    network = make_random_network(seed)
    could, same_place = try_every_pair(network)
    for most in (1, 3, 1000):
        ours = suggest_introductions(network, most)
        assert (ours.suggested_count, ours.colleague_count) == (len(could), len(same_place))
        assert list_pair_names(ours.suggested) == could[:most]
        assert list_pair_names(ours.colleagues) == same_place[:most]


def test_random_networks_have_introductions() -> None:
    counts = [len(try_every_pair(make_random_network(seed))[0]) for seed in range(40)]
    assert sum(count > 10 for count in counts) > 10


def test_ten_thousand_contacts_are_counted_without_trying_every_pair() -> None:
    """With one need and a hundred organisations there are 49.5 million pairs to choose from."""
    people = [
        Contact(
            path=f"People/{number:05}.md",
            name=f"{number:05}",
            offers=("law",),
            needs=("law",),
            organisation=f"Company {number % 100}",
        )
        for number in range(10_000)
    ]
    readings = [Reading(contact.path, "", contact, (), (), (), (), ()) for contact in people]
    introductions = suggest_introductions(build_network(readings, (), Settings(), TODAY))
    assert introductions.suggested_count == 10_000 * 9_999 // 2 - 100 * (100 * 99 // 2)
    assert list_pair_names(introductions.suggested) == [
        ("00000", "00001"),
        ("00000", "00002"),
        ("00000", "00003"),
    ]
