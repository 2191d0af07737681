"""Intervals in practice, the time to a follow-up and circles kept warm, from notes."""

from __future__ import annotations

import datetime
import random
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import networkx
import pytest
from msgspec.structs import replace

from netnotes.network.follow_up import Standing
from netnotes.network.measures.keeping_up import (
    compute_follow_up_time,
    compute_realised_intervals,
)
from netnotes.network.panels.model import Bar, Bars
from tests.networks import NAMES, SETTINGS, TODAY, make_network, make_network_with, make_note
from tests.panels import make_panel
from tests.test_survival import compute_scipy_curve

if TYPE_CHECKING:
    from netnotes.network.panels.model import Panel

# Today is 2025-06-30.
SIX_TOUCHES = (
    "- 2025-06-20 call: x\n- 2025-05-11 call: x\n- 2025-04-01 call: x\n"
    "- 2025-02-20 call: x\n- 2025-01-11 call: x\n- 2024-12-02 call: x\n"
)


def read_tiers(*fronts: str) -> dict[str, Any]:
    tiers: Any = make_panel("realised-interval", *fronts).values.get("tiers", {})
    return dict(tiers)


def test_median_gap_is_said_beside_the_plan() -> None:
    panel = make_panel("realised-interval", f"tier: monthly\n---\n{SIX_TOUCHES}")
    assert panel.values["tiers"] == {
        "monthly": {
            "planned_days": 30,
            "median_days": 40,
            "contacts": 1,
            "gaps": 6,
            "running": 1,
        }
    }
    assert panel.sentences == (
        (
            "In practice 'monthly' means every 40 days (planned: 30), "
            "from 6 gaps between touches with 1 person."
        ),
    )


def test_several_touches_on_a_day_are_one() -> None:
    twice = SIX_TOUCHES.replace("2025-06-20 call: x", "2025-06-20 call: x\n- 2025-06-20 mail: y")
    assert twice != SIX_TOUCHES
    tiers = [read_tiers(f"tier: monthly\n---\n{log}") for log in (SIX_TOUCHES, twice)]
    assert tiers[0] == tiers[1] != {}


def test_gap_that_is_still_running_makes_the_median_longer() -> None:
    """Without those that run, five gaps of 10 days would make a median of 10 days."""
    quick = "".join(f"- 2024-0{month}-{day} call: x\n" for month in (1, 2, 3) for day in (10, 20))
    fronts = [f"tier: monthly\n---\n{quick}"]
    fronts += ["tier: monthly\n---\n- 2024-03-20 call: x"] * 5
    panel = make_panel("realised-interval", *fronts)
    assert panel.values["tiers"]["monthly"]["median_days"] is None  # type: ignore[index]
    assert panel.sentences == (
        (
            "'monthly' (planned: 30): more than half of 11 gaps between touches with 6 people "
            "have not ended yet, and the longest has run for 467 days."
        ),
    )


@pytest.mark.parametrize(
    ("fronts", "sentence"),
    [
        ([""], "No contact goes by the interval of a tier, so there is none to compare with."),
        (
            ["cadence: 2 weeks\ntier: monthly\n---\n- 2025-06-20 call: x"],
            "No contact goes by the interval of a tier, so there is none to compare with.",
        ),
        # Written over each time, it says nothing of the touches before.
        (
            ["tier: monthly\nlast_contact: 2025-06-20"],
            "The log of no contact with a tier has a touch yet, so there is no gap to measure.",
        ),
        (
            ["tier: monthly\n---\n- 2025-05-31 call: x"],
            "Too few notes for this yet (needs 5 gaps between touches in one tier, you have 1)",
        ),
        # A month of notes has no gap of half a year in it.
        (
            [
                (
                    "tier: half-yearly\n---\n- 2025-06-01 call: x\n- 2025-06-08 call: x\n"
                    "- 2025-06-15 call: x\n- 2025-06-22 call: x\n- 2025-06-29 call: x"
                )
            ],
            "No log goes back as far as the interval of its tier yet, so it is too early to tell.",
        ),
        # One gap of a week, and four that have run for three days, say nothing about a week.
        (
            ["tier: weekly\n---\n- 2025-06-20 call: x\n- 2025-06-27 call: x"],
            "Too few notes for this yet (needs 5 gaps between touches in one tier, you have 1)",
        ),
        # A touch to come ends no gap.
        (
            ["tier: monthly\n---\n- 2025-07-20 call: x"],
            "The log of no contact with a tier has a touch yet, so there is no gap to measure.",
        ),
    ],
)
def test_without_enough_gaps_the_panel_says_what_is_missing(
    fronts: list[str], sentence: str
) -> None:
    settings = replace(SETTINGS, tiers=(*SETTINGS.tiers, ("weekly", 7)))
    panel = make_panel("realised-interval", *fronts, settings=settings)
    assert (panel.sentences, panel.values) == ((sentence,), {})


def test_tier_whose_logs_have_only_begun_is_named() -> None:
    panel = make_panel(
        "realised-interval",
        f"tier: monthly\n---\n{SIX_TOUCHES}",
        "tier: yearly\n---\n- 2025-06-01 call: x\n- 2025-06-08 call: x",
    )
    assert (panel.contact_count, panel.missing_count) == (1, 1)
    assert panel.sentences[1:] == (
        "'yearly': no log goes back 365 days yet, so it is too early to tell.",
    )


@pytest.mark.parametrize(
    "line", ["archived: yes", "died: 2025-06-29", "status: paused", "pause_until: 2025-07-01"]
)
def test_who_is_set_aside_is_in_no_interval_and_no_follow_up(line: str) -> None:
    front = f"tier: monthly\nmet: 2025-01-01\n{line}\n---\n{SIX_TOUCHES}"
    network = make_network_with(*[front] * 5)
    assert compute_realised_intervals(network).tiers == ()
    assert compute_follow_up_time(network).new == 0


def make_random_logs(seed: int) -> dict[str, list[datetime.date]]:
    """Make logs of touches by the name of the contact: several on one day, none, and to come."""
    generator = random.Random(seed)
    logs = {}
    for name in NAMES:
        days = [generator.randint(-20, 400) for _ in range(generator.choice((0, 1, 2, 6)))]
        logs[name] = [TODAY - datetime.timedelta(days=day) for day in days]
    return logs


@pytest.mark.parametrize("seed", range(25))
def test_median_gap_is_that_of_scipy(seed: int) -> None:
    logs = make_random_logs(seed)
    notes, ended, running = {}, [], []
    for name, days in logs.items():
        log = "\n".join(f"- {day} call: x" for day in days)
        notes[f"People/{name}.md"] = make_note(f"tier: monthly\n---\n{log}")
        past = sorted({day for day in days if day <= TODAY})
        # The notes begin less than the interval ago.
        if past and (TODAY - past[0]).days < 30:
            continue
        ended += [(later - earlier).days for earlier, later in pairwise(past)]
        running += [(TODAY - past[-1]).days] if past else []

    tiers = compute_realised_intervals(make_network(notes)).tiers
    assert sum(tier.gaps for tier in tiers) == len(ended) + len(running)
    medians = [tier.median_days for tier in tiers]
    assert medians == [compute_scipy_median(ended, running)] * bool(running)


def compute_scipy_median(ended: list[int], running: list[int]) -> int | None:
    curve = compute_scipy_curve(ended, running)
    return min((days for days, share in curve.items() if share <= 0.5 + 1e-12), default=None)


@pytest.mark.parametrize("seed", range(25))
def test_follow_up_time_is_that_of_scipy(seed: int) -> None:
    generator = random.Random(seed)
    notes, ended, running = {}, [], []
    for name, days in make_random_logs(seed).items():
        met = TODAY - datetime.timedelta(days=generator.randint(0, 500))
        log = "\n".join(f"- {day} call: x" for day in days)
        notes[f"People/{name}.md"] = make_note(f"met: {met}\n---\n{log}")
        if (TODAY - met).days >= 365:
            continue
        later = [day for day in days if met < day <= TODAY]
        if later:
            ended.append((min(later) - met).days)
        else:
            running.append((TODAY - met).days)

    time = compute_follow_up_time(make_network(notes))
    assert (time.new, time.pending) == (len(ended) + len(running), len(running))
    assert time.median_days == compute_scipy_median(ended, running)


def make_follow_up_panel(*later_lines: str) -> Panel:
    """Build the panel of contacts met on 1 March 2025, with these lines in their notes."""
    return make_panel("follow-up-time", *(f"met: 2025-03-01\n{lines}" for lines in later_lines))


def test_touch_on_the_day_of_the_meeting_is_no_follow_up() -> None:
    days = ("04", "06", "09", "20", "01")
    panel = make_follow_up_panel(*(f"---\n- 2025-03-{day} call: x" for day in days))
    assert panel.values == {"new": 5, "followed_up": 4, "pending": 1, "median_days": 8}
    assert panel.sentences == (
        (
            "Half of the people you meet are in touch with you again within 8 days, "
            "going by the 5 of the last year; 1 of these is still waiting."
        ),
    )


def test_with_more_than_half_waiting_there_is_no_median() -> None:
    panel = make_follow_up_panel("---\n- 2025-03-04 call: x", "", "", "", "")
    assert panel.values["median_days"] is None
    assert panel.sentences == (
        (
            "More than half of the 5 people you met in the last year "
            "have not been in touch with you again yet."
        ),
    )


def test_who_was_met_lately_says_nothing_about_follow_ups() -> None:
    quick = ["met: 2025-06-24\n---\n- 2025-06-26 call: x"]
    panel = make_panel("follow-up-time", *quick, *["met: 2025-06-29"] * 4)
    assert (panel.sentences, panel.values) == (
        ("Too few notes for this yet (needs 5 contacts met long enough ago to tell, you have 1)",),
        {},
    )
    # After two weeks nobody can say that they have not been waiting.
    panel = make_panel("follow-up-time", *quick, *["met: 2025-06-16"] * 4)
    assert panel.values["median_days"] is None
    panel = make_panel("follow-up-time", *quick, *["met: 2025-06-17"] * 4)
    assert panel.values == {}


def test_last_contact_alone_does_not_say_when_the_first_touch_was() -> None:
    panel = make_follow_up_panel("last_contact: 2025-06-01", *["last_contact: 2025-03-01"] * 4)
    assert (panel.contact_count, panel.missing_count) == (4, 1)
    assert panel.sentences == (
        "Too few notes for this yet (needs 5 contacts met in the last year, you have 4)",
    )


def test_circles_are_warm_where_somebody_is_in_touch() -> None:
    panel = make_panel(
        "circles-kept-warm",
        'tier: monthly\nlast_contact: 2025-06-20\nknows: ["[[Ben]]"]',
        "tier: monthly\nlast_contact: 2024-01-01\nknows: []",
        'tier: monthly\nlast_contact: 2024-01-01\nknows: ["[[Dan]]"]',
        "knows: []",
        "last_contact: 2025-06-29\nknows: []",
    )
    assert panel.values == {
        "circles": 2,
        "kept_warm": 1,
        "share": Fraction(1, 2),
        "not_kept_warm": ((("Cleo", "People/Cleo.md"), ("Dan", "People/Dan.md")),),
        "unknown": 1,
    }
    assert panel.sentences == (
        "You are in touch with somebody in 1 of 2 circles.",
        "The largest where nobody is in touch: Cleo and Dan.",
        "Of 1 circle it can't be said, because somebody there has no interval.",
    )


def test_without_knows_lines_in_half_of_the_notes_circles_are_not_judged() -> None:
    panel = make_panel("circles-kept-warm", *["tier: monthly\nlast_contact: 2025-06-20"] * 3)
    assert panel.sentences == (
        "Too few notes for this yet (needs 2 with a 'knows' line, you have 0)",
    )


@pytest.mark.parametrize("seed", range(20))
def test_share_of_warm_circles_is_that_of_networkx(seed: int) -> None:
    generator = random.Random(seed)
    fronts = []
    for _ in NAMES:
        known = f'knows: ["[[{generator.choice(NAMES)}]]"]'
        last_contact = generator.choice(("2025-06-20", "2025-01-01", "2020-01-01"))
        fronts.append(f"tier: monthly\nlast_contact: {last_contact}\n{known}")
    network = make_network_with(*fronts)
    graph = networkx.Graph(
        (left, right) for left, known_paths in network.ties.items() for right in known_paths
    )
    graph.add_nodes_from(network.ties)
    warm = [
        any(network.follow_ups[path].standing is Standing.IN_TOUCH for path in circle)
        for circle in networkx.connected_components(graph)
    ]
    values = make_panel("circles-kept-warm", *fronts).values
    assert (values["circles"], values["kept_warm"]) == (len(warm), sum(warm))


def test_interval_of_one_day_is_every_day() -> None:
    log = "".join(f"- 2025-06-{day} call: x\n" for day in range(20, 31))
    settings = replace(SETTINGS, tiers=(("daily", 1),))
    panel = make_panel("realised-interval", f"tier: daily\n---\n{log}", settings=settings)
    assert panel.sentences == (
        (
            "In practice 'daily' means every day (planned: 1), "
            "from 11 gaps between touches with 1 person."
        ),
    )


@pytest.mark.parametrize(("days", "is_of_replies"), [(2, True), (3, False)])
def test_gaps_of_a_quarter_of_the_interval_are_replies(days: int, is_of_replies: bool) -> None:
    log = "".join(
        f"- {TODAY - datetime.timedelta(days=days * number)} call: x\n" for number in range(11)
    )
    settings = replace(SETTINGS, tiers=(("weekly", 8),))
    panel = make_panel("realised-interval", f"tier: weekly\n---\n{log}", settings=settings)
    (sentence,) = panel.sentences
    assert ("as where one message follows another" in sentence) == is_of_replies


def test_letters_that_follow_a_meeting_are_no_interval() -> None:
    """`yearly` was said to mean every 7 days where each lunch was followed by a letter."""
    log = "- 2024-06-01 lunch: x\n- 2024-06-08 letter: x\n- 2025-06-05 lunch: x\n- 2025-06-12 letter: x"
    panel = make_panel("realised-interval", *[f"tier: yearly\n---\n{log}"] * 5)
    assert panel.values["tiers"]["yearly"]["median_days"] == 7  # type: ignore[index]
    assert panel.sentences == (
        (
            "'yearly' (planned: 365): half of 20 gaps between touches with 5 people are no longer "
            "than 7 days, as where one message follows another."
        ),
    )
    assert panel.picture == Bars((Bar("yearly, planned", 365),))


@pytest.mark.parametrize(("days", "is_said"), [(7, False), (8, True)])
def test_interval_in_practice_is_more_than_a_quarter_of_the_plan(
    days: int, *, is_said: bool
) -> None:
    touches = [TODAY - datetime.timedelta(days=days * number) for number in range(6)]
    log = "\n".join(f"- {touch} call: x" for touch in touches)
    (sentence,) = make_panel("realised-interval", f"tier: monthly\n---\n{log}").sentences
    assert sentence.startswith("In practice") == is_said
