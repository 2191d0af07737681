"""A goal says in one sentence what waits first, and below it what has happened."""

from __future__ import annotations

import re

import pytest

from netnotes.dashboard.page_list import list_page_jobs
from netnotes.dashboard.render import render_page
from netnotes.dashboard.site import build_site
from netnotes.network.measures.ask_drafts import QUESTION_WITHOUT_ASK
from netnotes.network.measures.goal_story import (
    NOBODY_NEAR,
    NOTHING_WAITS,
    list_goal_story,
    list_helpers,
    write_ending,
)
from netnotes.network.measures.goals import collect_asks_by_goal
from netnotes.network.measures.measures import Measures
from tests.networks import make_network, make_note
from tests.notes import parse_iso_day

TODAY = parse_iso_day("2026-11-20")
GOAL = "Goals/Choir.md"
FOR_CHOIR = 'goals: "[[Choir]]"\ntier: yearly'
ASK = "ask: Would you lend us your hall?"

LEFT_ALONE = f"{FOR_CHOIR}\npause_until: 2027-01-01"

# A long time ago, so that nobody is new and nobody is asked again.
MET_LONG_AGO = "- 2026-03-01 call: Boats."


def make_goal_network(goal: str = ASK, **people: str) -> Measures:
    """Make the measures of a goal and of people, given by their front matter and log."""
    notes = {GOAL: make_note(goal)}
    for name, note in people.items():
        notes[f"People/{name}.md"] = make_note(note)
    return Measures(make_network(notes, today=TODAY))


def make_person(*lines: str, front: str = FOR_CHOIR) -> str:
    return "\n".join([front, "---", MET_LONG_AGO, *lines])


ASKED_AND_DECLINED_LONG_AGO = "- 2026-04-01 call: Hi.\n  - [-] asked:: a hall\n- 2026-05-01 call: x"

CASES = {
    "a promise comes first": (
        ASK,
        {
            "Ada": make_person("- [ ] send the funding plan 📅 2026-11-24"),
            "Ben": make_person("- 2026-11-12 call: Hi.\n  - [x] asked:: a hall for [[Choir]]"),
        },
        "First what you promised Ada by 24 November 2026: send the funding plan.",
    ),
    "a promise of a day a week from now does, too": (
        ASK,
        {"Ada": make_person("- [ ] send the funding plan 📅 2026-11-27")},
        "First what you promised Ada by 27 November 2026: send the funding plan.",
    ),
    "a promise of the day after does not": (
        ASK,
        {"Ada": make_person("- [ ] send the funding plan 📅 2026-11-28")},
        "Next what you promised Ada by 28 November 2026: send the funding plan.",
    ),
    "a promise of next month does not": (
        ASK,
        {"Ada": make_person("- [ ] send the funding plan 📅 2026-12-24")},
        "Next what you promised Ada by 24 December 2026: send the funding plan.",
    ),
    "an answer that is open": (
        ASK,
        {
            "Ada": make_person(),
            "Ben": make_person("- 2026-11-18 call: Hi.\n  - [ ] asked:: a hall for [[Choir]]"),
        },
        "You asked Ben on 18 November 2026; an answer may take its time.",
    ),
    "thanks for a no that is weeks old would come late": (
        ASK,
        {
            "Ada": make_person(
                "- 2026-10-02 call: Hi.\n  - [-] asked:: a hall for [[Choir]] ✅ 2026-10-20"
            ),
            "Ben": make_person("- 2026-10-02 call: x"),
        },
        "Ben could be asked next.",
    ),
    "thanks for help do not": (
        ASK,
        {
            "Ada": make_person(
                "- 2026-09-02 call: Hi.\n  - [x] asked:: a hall for [[Choir]] ✅ 2026-10-10"
            )
        },
        "Ada helped; have they heard what came of it?",
    ),
    "somebody to ask next": (
        ASK,
        {
            "Ada": make_person(ASKED_AND_DECLINED_LONG_AGO),
            "Ben": make_person(),
        },
        "Ben could be asked next.",
    ),
    "thanks": (
        ASK,
        {
            "Ada": make_person("- 2026-11-12 call: Hi.\n  - [x] asked:: a hall for [[Choir]]"),
            "Cleo": f"{FOR_CHOIR}\nmet: 2026-11-16",
        },
        "Ada helped; have they heard what came of it?",
    ),
    "thanks for a no": (
        ASK,
        {"Ada": make_person("- 2026-11-12 call: Hi.\n  - [-] asked:: a hall for [[Choir]]")},
        "Ada gave a clear answer; a word of thanks is welcome.",
    ),
    "somebody just met": (
        ASK,
        {
            "Ada": f"{FOR_CHOIR}\nmet: 2026-11-16",
            "Ben": make_person("- 2026-11-02 call: Hi.\n  - [ ] asked:: a hall for [[Choir]]"),
        },
        "You met Ada on 16 November 2026; a line while they remember it.",
    ),
    "a reminder": (
        ASK,
        {"Ben": make_person("- 2026-11-02 call: Hi.\n  - [ ] asked:: a hall for [[Choir]]")},
        "No answer from Ben since 2 November 2026; one reminder is fine, then let it rest.",
    ),
    "somebody to ask": (
        ASK,
        {"Ada": make_person(), "Zoe": make_person(front="offers: [a hall]")},
        "Nobody knows yet; Zoe might be the easiest to ask.",
    ),
    "a target without a way": (
        f"{ASK}\ntargets: [Priya Nair]",
        {"Ada": make_person(ASKED_AND_DECLINED_LONG_AGO)},
        "No way to Priya Nair yet; where are such people?",
    ),
    "a target without a way, and where such people are": (
        f"{ASK}\ntargets: [Priya Nair]\nwhere: ['build guild, Thursdays']",
        {"Ada": make_person(ASKED_AND_DECLINED_LONG_AGO)},
        "No way to Priya Nair yet; you wrote where such people are: build guild, Thursdays.",
    ),
    "nobody near": (ASK, {}, NOBODY_NEAR),
    "no words for an ask": (
        "why: To sing",
        {"Ada": make_person(ASKED_AND_DECLINED_LONG_AGO)},
        QUESTION_WITHOUT_ASK,
    ),
    "nothing": (ASK, {"Ada": make_person(ASKED_AND_DECLINED_LONG_AGO)}, NOTHING_WAITS),
    "nothing but the goal's own next step": (
        f"{ASK}\nnext_step: measure the hall",
        {"Ada": make_person(ASKED_AND_DECLINED_LONG_AGO)},
        "",
    ),
    "a promise to somebody left alone waits": (
        ASK,
        {
            "Ada": make_person("- [ ] send the plan 📅 2026-11-24", front=LEFT_ALONE),
            "Ben": make_person(ASKED_AND_DECLINED_LONG_AGO),
        },
        NOTHING_WAITS,
    ),
    "thanks to somebody left alone wait": (
        ASK,
        {"Ada": make_person("- 2026-11-12 call: Hi.\n  - [x] asked:: a hall", front=LEFT_ALONE)},
        NOTHING_WAITS,
    ),
    "a reminder of somebody left alone waits": (
        ASK,
        {"Ada": make_person("- 2026-11-02 call: Hi.\n  - [ ] asked:: a hall", front=LEFT_ALONE)},
        "You asked Ada on 2 November 2026; an answer may take its time.",
    ),
    "a target left alone waits": (
        f"{ASK}\ntargets: ['[[Priya]]']",
        {
            "Ada": make_person(ASKED_AND_DECLINED_LONG_AGO),
            "Priya": "pause_until: 2027-01-01",
        },
        NOTHING_WAITS,
    ),
    "a goal that is done": (
        f"{ASK}\nstatus: done",
        {"Ada": make_person("- [ ] send the plan 📅 2026-11-24")},
        "",
    ),
}


@pytest.mark.parametrize(("goal", "people", "sentence"), CASES.values(), ids=CASES)
def test_first_thing_that_waits_is_said(goal: str, people: dict[str, str], sentence: str) -> None:
    assert make_goal_network(goal, **people).goal_steps[GOAL] == sentence


def test_levels_and_what_is_missing_are_never_said() -> None:
    for goal, people, _ in CASES.values():
        network = make_goal_network(goal, **people).network
        site = build_site(network, "Vault", (), {})
        jobs = list_page_jobs(site)
        page = render_page(jobs[site.get_page_path(GOAL)].collect_inputs()).content.decode()
        words = page.partition("<h1>")[2].casefold()
        for word in ("above your level", "missing", "below your level", "no next step"):
            assert word not in words


STORY = make_person(
    "- 2026-06-01 call: x\n  - [x] asked:: a hall for [[Choir]] ✅ 2026-06-10",
    "- 2026-07-01 call: x\n  - [-] asked:: a piano for [[Choir]]\n  - learned:: he sings bass",
    "- 2026-08-01 call: x\n  - named:: Priya Nair\n  - [ ] asked:: a lamp",
    "- 2026-12-24 call: x\n  - learned:: of a day to come",
    front=f"{FOR_CHOIR}\nmet: 2026-02-01\nmet_at: a fair",
)


def test_story_is_told_from_the_newest_entry() -> None:
    network = make_goal_network(ASK, Ada=STORY, Ben="").network
    asks = collect_asks_by_goal(network)[GOAL]
    story = list_goal_story(network.goals[0], asks, network)
    assert [(entry.date and entry.date.isoformat(), entry.kind, entry.text) for entry in story] == [
        ("2026-08-01", "no answer", "a lamp"),
        ("2026-08-01", "named", "Priya Nair"),
        ("2026-07-01", "declined", "a piano for [[Choir]]"),
        ("2026-07-01", "learned", "he sings bass"),
        ("2026-06-10", "granted", "a hall for [[Choir]]"),
        ("2026-06-01", "asked", "a hall for [[Choir]]"),
        ("2026-02-01", "met", "a fair"),
    ]
    assert {entry.location.path for entry in story} == {"People/Ada.md"}


def test_what_a_contact_of_two_goals_told_is_in_no_story_by_name() -> None:
    front = 'goals: ["[[Choir]]", "[[Boat]]"]'
    lines = "- 2026-06-01 call: x\n  - learned:: a\n  - learned:: b of the [[Choir]]"
    notes = {
        GOAL: "",
        "Goals/Boat.md": "",
        "People/Ada.md": make_note(make_person(lines, front=front)),
    }
    network = make_network(notes, today=TODAY)
    story = list_goal_story(network.goals_by_path[GOAL], (), network)
    assert [entry.text for entry in story] == ["b of the [[Choir]]"]


def test_goal_that_is_over_says_who_had_a_part_in_it_and_its_asks_rest() -> None:
    ben = make_person("- 2026-11-02 call: Hi.\n  - [ ] asked:: a stage for [[Choir]]")
    named = make_person("- 2026-08-01 call: x\n  - named:: Priya Nair")
    bea = make_person("- 2026-08-01 call\n  - [x] asked:: Whom do you know who sings? ([[Choir]])")
    measures = make_goal_network("status: done", Ada=STORY, Bea=bea, Ben=ben, Cleo=named)
    network = measures.network
    asks = collect_asks_by_goal(network)[GOAL]
    helpers = list_helpers(network.goals[0], asks, network)
    assert [(helper.contact.name, helper.part) for helper in helpers] == [
        ("Ada", "helped: a hall for Choir"),
        ("Bea", "helped; you asked: “Whom do you know who sings?”"),
        ("Cleo", "named Priya Nair"),
    ]
    assert measures.ask_summary.open == ()
    open_asks = make_goal_network(ASK, Ben=ben).ask_summary.open
    assert [item.contact.name for item in open_asks] == ["Ben"]

    page_path = build_site(network, "Vault", (), {}).get_page_path(GOAL)
    jobs = list_page_jobs(build_site(network, "Vault", (), {}))
    assert write_ending(network.goals[0]) == (
        "I wanted you to hear how it ended: “Choir” is done, and you had a part in it. Thank you."
    )
    dropped = make_goal_network("status: dropped").network.goals[0]
    assert "I have let “Choir” go." in write_ending(dropped)
    assert write_ending(make_goal_network(ASK).network.goals[0]) == ""
    assert "Who had a part in it" in render_page(jobs[page_path].collect_inputs()).content.decode()


def test_story_begins_with_those_who_were_met_for_it_and_are_alive() -> None:
    front = f"{FOR_CHOIR}\nmet: "
    network = make_goal_network(
        ASK,
        Ada=f"{front}2026-02-01",
        # Two years of 365 days before 20 November 2026, and a day more.
        Ben=f"{front}2024-11-20",
        Cleo=f"{front}2024-11-19",
        Dan=f"{front}2026-02-01\ndied: 2026-05-01",
    ).network
    story = list_goal_story(network.goals[0], (), network)
    assert [entry.contact.name for entry in story] == ["Ada", "Ben"]


def test_week_shows_the_next_step_and_the_day_of_a_goal() -> None:
    network = make_goal_network(
        f"{ASK}\nnext_step: Measure the hall\nby: 2026-12-10", Ada=""
    ).network
    jobs = list_page_jobs(build_site(network, "Vault", (), {}))
    page = render_page(jobs["index.html"].collect_inputs()).content.decode()
    text = re.sub(r"<[^>]*>", "", page)
    assert (
        "By 10 December 2026. Nobody in your notes is near this yet; where are such people? Next: Measure the hall"
        in text
    )
