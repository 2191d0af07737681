"""Who covers my goals, what they lack, and what I could give whom. The day is 30 June 2025."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from netnotes.model.people import Contact
from netnotes.network.measures.goals import (
    GiftMatch,
    LevelCounts,
    build_goal_coverages,
    count_levels,
    find_gift_matches,
)
from netnotes.network.measures.variety import WordCount
from tests.eight import EXPECTED, SETTINGS, crowd, eight_contacts, network_of, note

TALKS = {"Goals/Talks.md": ""}
FOR_TALKS = 'goals: "[[Talks]]"'
LIVE = "tier: yearly\nlast_contact: 2025-06-01"
ASKED = f"{FOR_TALKS}\n{LIVE}\nnext_step: send slides\nlevel: 1\nfield: law\n---\n- 2025-06-01 call: a\n  - asked:: a slot"


def test_the_goals_of_the_eight_contacts() -> None:
    found = {one.goal.name: len(one.people) for one in build_goal_coverages(eight_contacts())}
    assert found == EXPECTED["purpose"]["contacts_per_goal"]


def test_who_covers_a_goal_and_how() -> None:
    second = f"{FOR_TALKS}\nfield: Law\nlevel: -1\n---\n- 2025-06-02 call: a\n  - [x] asked:: a name\n  - [ ] asked:: more"
    (found,) = build_goal_coverages(
        crowd(
            ASKED, second, f"{FOR_TALKS}\nfield: art", f"{FOR_TALKS}\narchived: yes", "", more=TALKS
        )
    )
    assert [one.name for one in found.people] == ["Ada", "Ben", "Cleo"]
    assert found.levels == LevelCounts(above=1, peer=0, below=1, unknown=1)
    assert found.fields == (WordCount("law", 2), WordCount("art", 1))
    assert [(one.name, ask.text, ask.state) for one, ask in found.asks] == [
        ("Ada", "a slot", "open"),
        ("Ben", "a name", "granted"),
        ("Ben", "more", "open"),
    ]
    assert [(one.name, ask.text) for one, ask in found.open_asks] == [
        ("Ada", "a slot"),
        ("Ben", "more"),
    ]
    assert [(one.name, step) for one, step in found.next_steps] == [("Ada", "send slides")]


def test_goals_stand_by_their_day_and_those_done_or_given_up_come_last() -> None:
    goals = {
        "Goals/Boat.md": "",
        "Goals/Later.md": note("by: 2027-01-01"),
        "Goals/Soon.md": note("by: 2025-12-01"),
        "Goals/Arms.md": "",
        "Goals/Done.md": note("status: done"),
        "Goals/Left.md": note("status: dropped"),
    }
    assert [one.goal.name for one in build_goal_coverages(network_of(goals))] == [
        "Soon",
        "Later",
        "Arms",
        "Boat",
        "Done",
        "Left",
    ]


@pytest.mark.parametrize(
    ("fronts", "goal", "missing"),
    [
        ([], "", "Nobody in your notes is linked to 'Talks' yet. Who might know someone?"),
        (
            [f"{FOR_TALKS}\narchived: yes"],
            "",
            "Nobody in your notes is linked to 'Talks' yet. Who might know someone?",
        ),
        (
            [f"{FOR_TALKS}\nlast_contact: 2019-01-01"],
            "",
            "1 contact is linked to 'Talks', and none of them is in your plan at the moment. Whom would you write to again?",
        ),
        (
            [FOR_TALKS] * 2,
            "",
            "2 contacts are linked to 'Talks', and you have asked none of them for anything yet.",
        ),
        (
            [ASKED.replace("next_step: send slides\n", "")],
            "",
            "No next step is written down for 'Talks'.",
        ),
        (
            [ASKED.replace("level: 1", "level: 0")],
            "",
            "Nobody above your level is linked to 'Talks'.",
        ),
        ([ASKED.replace("level: 1\n", "")], "", "Nothing obvious is missing for 'Talks'."),
        ([ASKED, ASKED], "", "Everybody linked to 'Talks' works in law; who sees it from outside?"),
        ([ASKED, FOR_TALKS + "\nfield: art"], "", "Nothing obvious is missing for 'Talks'."),
        (
            [ASKED.replace("next_step: send slides\n", "")],
            "next_step: book a room",
            "Nothing obvious is missing for 'Talks'.",
        ),
    ],
)
def test_what_is_missing_is_said_in_one_sentence(
    fronts: list[str], goal: str, missing: str
) -> None:
    (found,) = build_goal_coverages(crowd(*fronts, more={"Goals/Talks.md": note(goal)}))
    assert found.first_gap == missing


def test_levels() -> None:
    assert count_levels(()) == LevelCounts(0, 0, 0, 0)
    people = tuple(
        Contact(path="", name="", level=level) for level in (2, 1, 1, 0, 0, -1, None, None, None)
    )
    assert count_levels(people) == LevelCounts(above=3, peer=2, below=1, unknown=3)


# -- what I could give -------------------------------------------------------------------------------------------------

NOTES = {
    "Notes/Paper.md": "A paper #incident-reviews",
    "Notes/Chart.md": "---\ntags: [reading/sailing]\n---\n",
    "Notes/Other.md": "#other",
    "People/Zoe.md": note("tags: [sailing]"),
}


def test_notes_tagged_with_what_somebody_cares_about_or_needs() -> None:
    found = find_gift_matches(
        crowd(
            "interests: [Sailing, incident reviews]",
            "needs: [the incident reviews]",
            "",
            more=NOTES,
        )
    )
    assert found["People/Ada.md"] == (
        GiftMatch("note", "Notes/Chart.md", "Sailing"),
        GiftMatch("note", "Notes/Paper.md", "incident reviews"),
    )
    assert found["People/Ben.md"] == (GiftMatch("note", "Notes/Paper.md", "the incident reviews"),)
    assert "People/Cleo.md" not in found


def test_people_who_offer_what_somebody_needs() -> None:
    fronts = [
        "needs: [a data engineer, hiring]\noffers: [hiring]",
        "offers: [data engineer]",
        "offers: [hiring advice, data engineer]",
        "offers: [hiring]\narchived: yes",
        "offers: [hiring]\nlast_contact: 2019-01-01",
        "interests: [hiring]",
    ]
    assert find_gift_matches(crowd(*fronts))["People/Ada.md"] == (
        GiftMatch("person", "People/Ben.md", "a data engineer"),
        GiftMatch("person", "People/Cleo.md", "a data engineer"),
    )


def test_notes_before_people_needs_before_interests_and_of_each_only_a_few() -> None:
    notes = {f"Notes/{at}.md": "#sailing #tax" for at in range(4)} | {"Notes/tax.md": "#tax"}
    found = find_gift_matches(
        crowd("interests: [sailing]\nneeds: [tax]", *["offers: [tax]"] * 4, more=notes), 3
    )
    assert [(one.kind, one.phrase) for one in found["People/Ada.md"]] == [("note", "tax")] * 3 + [
        ("person", "tax")
    ] * 3
    assert len({one.source for one in found["People/Ada.md"]}) == 6


def test_nothing_is_looked_for_on_behalf_of_people_who_are_not_live() -> None:
    assert not find_gift_matches(crowd("interests: [sailing]\narchived: yes", more=NOTES))
    assert find_gift_matches(crowd("interests: [sailing]", more=NOTES))


def test_what_i_offer_comes_first_where_somebody_needs_it() -> None:
    me = SETTINGS.me._replace(offers=("a second opinion", "tax advice"))
    found = find_gift_matches(
        crowd("needs: [second opinion]", "offers: [opinion]", settings=replace(SETTINGS, me=me))
    )
    assert found["People/Ada.md"][0] == GiftMatch("mine", "a second opinion", "second opinion")
    assert "People/Ben.md" not in found


def test_an_ask_that_links_to_a_goal_is_for_that_goal_whoever_was_asked() -> None:
    both = 'goals: ["[[Talks]]", "[[Boat]]"]\n---\n- 2025-06-01 call: a\n'
    ada = (
        f"{both}  - asked:: a slot for [[Talks]]\n  - asked:: a name\n  - asked:: a page of [[Ben]]"
    )
    ben = "purpose: x\n---\n- 2025-06-01 call: a\n  - asked:: oars for [[Boat|the boat]]\n  - asked:: nothing much"
    found = build_goal_coverages(crowd(ada, ben, more={**TALKS, "Goals/Boat.md": ""}))
    assert {one.goal.name: [(who.name, ask.text) for who, ask in one.asks] for one in found} == {
        "Boat": [
            ("Ada", "a name"),
            ("Ada", "a page of [[Ben]]"),
            ("Ben", "oars for [[Boat|the boat]]"),
        ],
        "Talks": [("Ada", "a slot for [[Talks]]"), ("Ada", "a name"), ("Ada", "a page of [[Ben]]")],
    }
    assert [one.name for one in found[0].people] == ["Ada"]
