"""Whom I could bring together: against trying every pair, and at ten thousand contacts."""

from __future__ import annotations

import random
from itertools import combinations

import pytest

from netnotes.model.people import Contact
from netnotes.model.settings import Settings
from netnotes.network.measures.introductions import (
    IntroductionPair,
    list_reasons,
    suggest_introductions,
)
from netnotes.network.measures.needs import can_meet_need
from netnotes.network.network import Network, build_network
from netnotes.reading.reader import Reading
from netnotes.text import fold
from tests.eight import EXPECTED, TODAY, crowd, eight_contacts, network_of, note


def names(pairs: tuple[IntroductionPair, ...]) -> list[tuple[str, str]]:
    return [(pair.left.name, pair.right.name) for pair in pairs]


def test_the_introductions_of_the_eight_contacts() -> None:
    found, golden = suggest_introductions(eight_contacts(), 100), EXPECTED["introductions"]
    kinds = [
        [pair.left.name, pair.right.name, [one.kind for one in pair.reasons]]
        for pair in found.suggested
    ]
    assert sorted(kinds) == golden["could_introduce"]
    assert [list(pair) for pair in names(found.colleagues)] == golden["ask_if_they_know_each_other"]
    assert [
        [pair.left.name, pair.right.name] for pair in found.suggested if pair.is_close
    ] == golden["forbidden_triads_tierA"]


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
def test_a_gift_meets_a_need_where_one_says_all_the_words_of_the_other(
    gift: str, need: str, met: bool
) -> None:
    assert can_meet_need(gift, need) is met
    assert can_meet_need(need, gift) is met


@pytest.mark.parametrize(
    ("ada", "ben", "words"),
    [
        ("field: Law", "field: law", ["the field Law"]),
        ("location: 'Lisbon, Portugal'", "location: lisbon", ["the place Lisbon"]),
        ("goals: '[[Talks]]'", "goals: ['[[Talks]]', '[[Old]]']", ["the goal Talks"]),
        ("goals: '[[Old]]'", "goals: '[[Old]]'", []),
        (
            "offers: [hiring]",
            "needs: [advice on hiring]",
            ["a need: Ben looks for advice on hiring, and Ada knows about hiring"],
        ),
        (
            "needs: [sailing]",
            "interests: [sailing]",
            ["a need: Ada looks for sailing, and Ben knows about sailing"],
        ),
        ("interests: [sailing]", "interests: [sailing]", []),
        (
            "field: law\nlocation: Rome",
            "field: law\nlocation: Rome",
            ["the field law", "the place Rome"],
        ),
        ("", "", []),
    ],
)
def test_reasons(ada: str, ben: str, words: list[str]) -> None:
    found = crowd(ada, ben, more={"Goals/Talks.md": "", "Goals/Old.md": note("status: done")})
    assert [one.description for one in list_reasons(found, *found.contacts)] == words
    assert names(suggest_introductions(found).suggested) == ([("Ada", "Ben")] if words else [])


@pytest.mark.parametrize(
    "ben",
    [
        "field: law\narchived: yes",
        "field: law\npause_until: 2026-01-01",
        "field: law\nlast_contact: 2019-01-01",
        "field: law\nknows: '[[Ada]]'",
        "field: law\nintroduced_by: '[[Ada]]'",
    ],
)
def test_only_live_strangers_are_brought_together(ben: str) -> None:
    assert suggest_introductions(crowd("field: law", ben)).suggested_count == 0


def test_colleagues_are_only_asked_about() -> None:
    found = suggest_introductions(
        crowd("field: law\norganisation: X", "field: law\norganisation: x")
    )
    assert (found.suggested_count, names(found.colleagues)) == (0, [("Ada", "Ben")])


def test_close_pairs_come_first_then_more_reasons_then_names() -> None:
    close, far = "tier: monthly\nfield: law", "field: data\nlocation: Rome"
    found = suggest_introductions(crowd(far, far, close, close, "field: law"), 100)
    assert names(found.suggested) == [
        ("Cleo", "Dan"),
        ("Ada", "Ben"),
        ("Cleo", "Eve"),
        ("Dan", "Eve"),
    ]
    assert [pair.is_close for pair in found.suggested] == [True, False, False, False]


def test_two_of_one_tier_that_is_not_the_first_are_not_close() -> None:
    assert [
        pair.is_close
        for pair in suggest_introductions(crowd(*["tier: quarterly\nfield: law"] * 2)).suggested
    ] == [False]


# -- against trying every pair -----------------------------------------------------------------------------------------


def brute(found: Network) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """The pairs that could be introduced and those of one organisation, best first, by looking at every pair."""
    live = [one for one in found.contacts if found.follow_ups[one.path].is_live]
    ranked: dict[bool, list[tuple[bool, int, int, tuple[str, str]]]] = {True: [], False: []}
    for at, (one, other) in enumerate(combinations(live, 2)):
        if other.path in found.ties[one.path]:
            continue
        colleagues = bool(one.organisation) and fold(one.organisation) == fold(other.organisation)
        kinds = {reason.kind for reason in list_reasons(found, one, other)}
        if kinds or colleagues:
            close = one.tier == other.tier == "monthly"
            ranked[colleagues].append((not close, -len(kinds), at, (one.name, other.name)))
    return [pair for *_, pair in sorted(ranked[False])], [pair for *_, pair in sorted(ranked[True])]


def random_vault(seed: int) -> Network:
    generator = random.Random(seed)
    count = generator.randrange(2, 26)

    def some(words: str) -> str:
        return ", ".join(generator.sample(words.split(), generator.randrange(3)))

    notes = {
        f"Goals/{name}.md": note(f"status: {status}")
        for name, status in (("G", "active"), ("H", "done"), ("I", "active"))
    }
    for at in range(count):
        links = ", ".join(
            f'"[[P{generator.randrange(count)}]]"' for _ in range(generator.randrange(3))
        )
        notes[f"People/P{at}.md"] = note(
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
    return network_of(notes)


@pytest.mark.parametrize("seed", range(40))
def test_the_best_and_the_count_are_those_of_trying_every_pair(seed: int) -> None:
    found = random_vault(seed)
    could, same_place = brute(found)
    for most in (1, 3, 1000):
        ours = suggest_introductions(found, most)
        assert (ours.suggested_count, ours.colleague_count) == (len(could), len(same_place))
        assert names(ours.suggested) == could[:most]
        assert names(ours.colleagues) == same_place[:most]


def test_the_vaults_tried_are_not_all_empty() -> None:
    counts = [len(brute(random_vault(seed))[0]) for seed in range(40)]
    assert sum(count > 10 for count in counts) > 10


def test_ten_thousand_contacts_are_counted_without_trying_every_pair() -> None:
    """In one field and a hundred organisations there are 49.5 million pairs to choose from."""
    people = [
        Contact(
            path=f"People/{at:05}.md",
            name=f"{at:05}",
            field="law",
            organisation=f"Company {at % 100}",
        )
        for at in range(10_000)
    ]
    readings = [Reading(one.path, "", one, (), (), (), (), ()) for one in people]
    found = suggest_introductions(build_network(readings, (), Settings(), TODAY))
    assert found.suggested_count == 10_000 * 9_999 // 2 - 100 * (100 * 99 // 2)
    assert found.colleague_count == 100 * (100 * 99 // 2)
    assert names(found.suggested) == [("00000", "00001"), ("00000", "00002"), ("00000", "00003")]
    assert names(found.colleagues) == [("00000", "00100"), ("00000", "00200"), ("00000", "00300")]
