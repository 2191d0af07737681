"""Who covers my goals, what they lack, and what I could give whom. The day is 30 June 2025."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from netnotes.dashboard.page_list import list_page_jobs
from netnotes.dashboard.render import render_page
from netnotes.dashboard.site import build_site
from netnotes.dashboard.views.goals import MAX_NAMES, build_goals_view
from netnotes.model.people import Contact
from netnotes.network.link_checks import check_links_of_goals
from netnotes.network.measures.goals import (
    GiftMatch,
    LevelCounts,
    build_goal_coverages,
    collect_asks_by_goal,
    count_levels,
    find_gift_matches,
)
from netnotes.network.panels.method import METHODS_BY_ID
from tests.networks import (
    EXPECTED,
    SETTINGS,
    make_eight_contacts,
    make_network,
    make_network_with,
    make_note,
)

TALKS = {"Goals/Talks.md": ""}
FOR_TALKS = 'goals: "[[Talks]]"'
LIVE = "tier: yearly\nlast_contact: 2025-06-01"
ASKED = (
    f"{FOR_TALKS}\n{LIVE}\nnext_step: send slides\nlevel: 1\nfield: law\n---\n"
    "- 2025-06-01 call: a\n  - asked:: a slot"
)


def test_eight_contacts_cover_their_goals_as_counted_by_hand() -> None:
    contact_counts = {
        contact.goal.name: len(contact.people)
        for contact in build_goal_coverages(make_eight_contacts())
    }
    assert contact_counts == EXPECTED["purpose"]["contacts_per_goal"]


def test_coverage_has_people_asks_and_steps() -> None:
    second = (
        f"{FOR_TALKS}\nfield: Law\nlevel: -1\n---\n- 2025-06-02 call: a\n"
        "  - [x] asked:: a name\n  - [ ] asked:: more"
    )
    (coverage,) = build_goal_coverages(
        make_network_with(
            ASKED,
            second,
            f"{FOR_TALKS}\nfield: art",
            f"{FOR_TALKS}\narchived: yes",
            "",
            other_notes=TALKS,
        )
    )
    assert [contact.name for contact in coverage.people] == ["Ada", "Ben", "Cleo"]
    assert [(contact.name, ask.text, ask.state) for contact, ask in coverage.asks] == [
        ("Ada", "a slot", "open"),
        ("Ben", "a name", "granted"),
        ("Ben", "more", "open"),
    ]
    assert [(contact.name, ask.text) for contact, ask in coverage.open_asks] == [
        ("Ada", "a slot"),
        ("Ben", "more"),
    ]
    assert [(contact.name, step) for contact, step in coverage.next_steps] == [
        ("Ada", "send slides")
    ]


def test_goals_are_sorted_by_day_and_finished_ones_come_last() -> None:
    goals = {
        "Goals/Boat.md": "",
        "Goals/Later.md": make_note("by: 2027-01-01"),
        "Goals/Soon.md": make_note("by: 2025-12-01"),
        "Goals/Arms.md": "",
        "Goals/Done.md": make_note("status: done"),
        "Goals/Left.md": make_note("status: dropped"),
    }
    assert [coverage.goal.name for coverage in build_goal_coverages(make_network(goals))] == [
        "Soon",
        "Later",
        "Arms",
        "Boat",
        "Done",
        "Left",
    ]


def test_levels_are_counted_above_beside_and_below() -> None:
    assert count_levels(()) == LevelCounts(0, 0, 0, 0)
    people = tuple(
        Contact(path="", name="", level=level) for level in (2, 1, 1, 0, 0, -1, None, None, None)
    )
    assert count_levels(people) == LevelCounts(above=3, peer=2, below=1, unknown=3)


# Gifts

NOTES = {
    "Notes/Paper.md": "A paper #incident-reviews",
    "Notes/Chart.md": "---\ntags: [reading/sailing]\n---\n",
    "Notes/Other.md": "#other",
    "People/Zoe.md": make_note("tags: [sailing]"),
}


def test_notes_match_by_a_tag_for_a_need_or_interest() -> None:
    matches = find_gift_matches(
        make_network_with(
            "interests: [Sailing, incident reviews]",
            "needs: [the incident reviews]",
            "",
            other_notes=NOTES,
        )
    )
    assert matches["People/Ada.md"] == (
        GiftMatch("note", "Notes/Chart.md", "Sailing"),
        GiftMatch("note", "Notes/Paper.md", "incident reviews"),
    )
    assert matches["People/Ben.md"] == (
        GiftMatch("note", "Notes/Paper.md", "the incident reviews"),
    )
    assert "People/Cleo.md" not in matches


def test_contacts_who_offer_a_needed_thing_match() -> None:
    fronts = [
        "needs: [a data engineer, hiring]\noffers: [hiring]",
        "offers: [data engineer]",
        "offers: [hiring advice, data engineer]",
        "offers: [hiring]\narchived: yes",
        "offers: [hiring]\nlast_contact: 2019-01-01",
        "interests: [hiring]",
    ]
    assert find_gift_matches(make_network_with(*fronts))["People/Ada.md"] == (
        GiftMatch("person", "People/Ben.md", "a data engineer"),
        GiftMatch("person", "People/Cleo.md", "a data engineer"),
    )


def test_matches_are_notes_before_people_and_needs_before_interests() -> None:
    notes = {f"Notes/{number}.md": "#sailing #tax" for number in range(4)} | {
        "Notes/tax.md": "#tax"
    }
    matches = find_gift_matches(
        make_network_with(
            "interests: [sailing]\nneeds: [tax]", *["offers: [tax]"] * 4, other_notes=notes
        ),
        3,
    )
    assert [(match.kind, match.phrase) for match in matches["People/Ada.md"]] == [
        ("note", "tax")
    ] * 3 + [("person", "tax")] * 3
    assert len({match.source for match in matches["People/Ada.md"]}) == 6


def test_contacts_who_are_not_live_have_no_matches() -> None:
    assert not find_gift_matches(
        make_network_with("interests: [sailing]\narchived: yes", other_notes=NOTES)
    )
    assert find_gift_matches(make_network_with("interests: [sailing]", other_notes=NOTES))


def test_own_offers_come_first() -> None:
    me = SETTINGS.me._replace(offers=("a second opinion", "tax advice"))
    matches = find_gift_matches(
        make_network_with(
            "needs: [second opinion]", "offers: [opinion]", settings=replace(SETTINGS, me=me)
        )
    )
    assert matches["People/Ada.md"][0] == GiftMatch("mine", "a second opinion", "second opinion")
    assert "People/Ben.md" not in matches


def test_ask_that_links_to_a_goal_counts_for_that_goal_and_another_for_none_of_two() -> None:
    front = 'goals: ["[[Talks]]", "[[Boat]]"]\n---\n- 2025-06-01 call: a\n'
    ada = (
        f"{front}  - asked:: a slot for [[Talks]]\n  - asked:: a name\n"
        "  - asked:: a page of [[Ben]]"
    )
    ben = (
        "purpose: x\n---\n- 2025-06-01 call: a\n  - asked:: oars for [[Boat|the boat]]\n"
        "  - asked:: nothing much"
    )
    coverages = build_goal_coverages(
        make_network_with(ada, ben, other_notes={**TALKS, "Goals/Boat.md": ""})
    )
    assert {
        coverage.goal.name: [(contact.name, ask.text) for contact, ask in coverage.asks]
        for coverage in coverages
    } == {
        "Boat": [("Ben", "oars for [[Boat|the boat]]")],
        "Talks": [("Ada", "a slot for [[Talks]]")],
    }
    assert [coverage.name for coverage in coverages[0].people] == ["Ada"]


@pytest.mark.parametrize(
    ("other_goal", "goals_of_ask"),
    [
        pytest.param("", [], id="both-are-active"),
        pytest.param(
            "status: done\nby: 2025-05-31", ["Talks"], id="the-other-was-to-be-done-before"
        ),
        pytest.param("status: dropped\nby: 2025-05-31", ["Talks"], id="or-dropped-before"),
        pytest.param("status: done\nby: 2025-06-01", [], id="the-other-ended-on-that-day-or-after"),
        pytest.param("status: done", [], id="nobody-knows-when-the-other-ended"),
        pytest.param("by: 2025-05-31", [], id="the-other-is-late-and-active"),
    ],
)
def test_ask_without_link_counts_where_one_goal_can_have_been_active(
    other_goal: str, goals_of_ask: list[str]
) -> None:
    ada = 'goals: ["[[Talks]]", "[[Boat]]"]\n---\n- 2025-06-01 call: a\n  - asked:: a slot'
    network = make_network_with(ada, other_notes={**TALKS, "Goals/Boat.md": make_note(other_goal)})
    asks = collect_asks_by_goal(network)
    assert [path.removeprefix("Goals/").removesuffix(".md") for path in asks] == goals_of_ask


def test_ask_without_link_counts_for_the_only_goal_of_its_contact() -> None:
    ada = f"{FOR_TALKS}\n---\nasked:: some day, a slot"
    for goal in ("", "status: done\nby: 2025-01-01"):
        network = make_network_with(ada, other_notes={"Goals/Talks.md": make_note(goal)})
        assert list(collect_asks_by_goal(network)) == ["Goals/Talks.md"]


@pytest.mark.parametrize("people_count", [2, MAX_NAMES, MAX_NAMES + 1, 20])
def test_goal_has_as_many_people_as_are_linked_to_it(people_count: int) -> None:
    """The first are named, and the others are no further person."""
    notes = {f"People/Person {number}.md": make_note(FOR_TALKS) for number in range(people_count)}
    site = build_site(make_network({**notes, **TALKS}), "Vault", (), {})
    (goal,) = build_goals_view(site).goals
    assert goal.people_count == people_count
    assert len(goal.people) <= MAX_NAMES + 1
    page = render_page(list_page_jobs(site)["index.html"].collect_inputs()).content.decode()
    assert f"{people_count} people linked." in page


def test_target_without_a_note_is_no_dead_link_but_a_slip_is_one() -> None:
    network = make_network(
        {
            "People/Priya Nair.md": "",
            "Goals/Talks.md": make_note(
                "targets: ['[[Pria Nair]]', '[[Camille Joubert]]', Pria Nair]"
            ),
        }
    )
    assert [(found.code, found.help) for found in check_links_of_goals(network)] == [
        ("dead-link", "Did you mean [[Priya Nair]]? Without a note, write the name without [[ ]].")
    ]


# Who is left out


LEFT_OUT = ("archived: yes", "died: yes", "status: do not contact")


@pytest.mark.parametrize(
    ("fronts", "sentence"),
    [
        ((), ""),
        (
            LEFT_OUT[:1],
            "1 contact who is archived, has died or is not to be contacted is left out.",
        ),
        (
            LEFT_OUT,
            "3 contacts who are archived, have died or are not to be contacted are left out.",
        ),
    ],
)
def test_page_of_a_goal_says_who_is_left_out(fronts: tuple[str, ...], sentence: str) -> None:
    notes = {
        f"People/P{number}.md": make_note(f"{FOR_TALKS}\n{front}")
        for number, front in enumerate(fronts)
    }
    network = make_network({**TALKS, "People/Ada.md": make_note(ASKED), **notes})
    site = build_site(network, "Vault", (), {})
    jobs = list_page_jobs(site)
    goal_path = site.get_page_path("Goals/Talks.md")
    page = render_page(jobs[goal_path].collect_inputs()).content.decode()
    assert ("left out" in page) is bool(sentence)
    assert sentence in page
    assert "left out" in METHODS_BY_ID["coverage"].caveats
