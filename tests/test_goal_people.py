"""Whom a goal wants to meet, on its page and on theirs, read as built by `netnotes build`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from netnotes.cli import run
from netnotes.dashboard.site import build_site
from netnotes.dashboard.views.goal_people import (
    GoalPeopleView,
    build_goal_people_view,
    group_goals_by_unmet_target,
)
from netnotes.network.measures.targets import describe_missing_ties
from tests.networks import make_network
from tests.sentences import extract_page_text
from tests.test_build import read_dashboard

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from netnotes.dashboard.site import Site

    WriteVault = Callable[[dict[str, str]], Path]

TODAY = "2026-11-20"

SEED = (
    '---\nwhy: To begin\ntargets: ["[[Priya Nair]]", Xavier Roy, "[[Ben Low]]"]\n'
    'wants: [a depot manager, an astronaut]\nwhere: ["[[Signals]]", "build guild, Thursdays"]\n---\n'
)
ADA = (
    '---\nknows: ["[[Priya Nair]]"]\ngoals: "[[Seed]]"\n---\n'
    "- 2026-11-10 email: wrote about her boat.\n"
)
NOTES = {
    "People/Ada Quill.md": ADA,
    "People/Ben Low.md": '---\nrole: Depot manager\nlevel: -2\ngoals: "[[Seed]]"\n---\n'
    "- 2026-10-02 coffee: long talk\n",
    "People/Priya Nair.md": "---\norganisation: Northwind\n---\n",
    "Goals/Seed.md": SEED,
    "Goals/Choir.md": "---\nwhy: To sing\n---\n",
    "Events/Signals.md": '---\ndate: 2026-12-03\npeople: ["[[Priya Nair]]"]\n---\n',
    "Events/Fair.md": "---\ndate: 2026-12-05\npeople: [Xavier Roy]\n---\n",
}


def make_site(notes: dict[str, str]) -> Site:
    return build_site(make_network(notes), "vault", (), {})


def build_view(notes: dict[str, str], goal_name: str = "Seed") -> GoalPeopleView | None:
    site = make_site(notes)
    [goal] = [goal for goal in site.network.goals if goal.name == goal_name]
    return build_goal_people_view(goal, site)


def list_targets(notes: dict[str, str], goal_name: str = "Seed") -> list[str]:
    view = build_view(notes, goal_name)
    return [row.person.name for row in view.targets] if view else []


def build(folder: Path, *options: str) -> dict[str, bytes]:
    assert run(["build", str(folder), "--today", TODAY, "--quiet", *options]) == 0
    return read_dashboard(folder)


def read_page(pages: dict[str, bytes], name: str) -> str:
    [page] = [content for path, content in pages.items() if re.match(rf"{name}-\w+\.html", path)]
    return extract_page_text(page.decode())


def test_goal_page_says_who_is_wanted_who_fits_and_where_they_are(vault: WriteVault) -> None:
    text = read_page(build(vault(NOTES)), "goals/seed")
    start, end = text.index("Whom you want to meet"), text.index("build guild")
    assert text[start:end] == (
        "Whom you want to meet\n"
        "Priya Nair not met yet Ada Quill knows Priya Nair; you wrote on 10 November 2026, about "
        "her boat. Ask Ada Quill whether they would introduce you; they can say no easily.\n"
        "Xavier Roy only a name yet No way to them yet.\n"
        "Ben Low met, last 2 October 2026\n"
        "Who in your notes fits “a depot manager”\n"
        "Ben Low role: Depot manager You know Ben Low; you had coffee on 2 October 2026 "
        "(“long talk”).\n"
        "Who in your notes fits “an astronaut”\n"
        "Nobody yet.\n"
        "Whom does Ben Low know that you know? Write it under “knows” in their note.\n"
        "Where such people are\n"
        "Signals 3 December 2026 Priya Nair comes\n"
    )
    assert "Fair 5 December 2026 Xavier Roy comes" in text


def test_page_of_a_target_has_the_ways_to_them_until_they_are_met(vault: WriteVault) -> None:
    folder = vault(NOTES)
    text = read_page(build(folder), "people/priya-nair")
    assert "A way to them\nYou want to meet them for Seed.\nAda Quill knows Priya Nair;" in text
    note = folder / "People/Priya Nair.md"
    note.write_text(note.read_text() + "- 2026-11-19 coffee: at last\n")
    assert "A way to them" not in read_page(build(folder), "people/priya-nair")
    note.write_text(NOTES["People/Priya Nair.md"])
    assert "A way to them" in read_page(build(folder), "people/priya-nair")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("People/Ada Quill.md", ADA + "  - asked:: a name\n"),
        ("People/Ada Quill.md", ADA.replace("2026-11-10", "2026-11-12")),
        ("People/Ada Quill.md", ADA.replace("knows", "other")),
        ("People/Ada Quill.md", ADA + "  - named:: [[Priya Nair]]\n"),
        ("People/Ada Quill.md", ADA.replace("---\n", "---\nnot_for: '[[Seed]]'\n", 1)),
        ("Goals/Seed.md", SEED.replace("why", "status: done\nwhy")),
        ("Goals/Choir.md", "---\ntargets: [Priya Nair]\n---\n"),
        ("Events/Signals.md", "---\ndate: 2026-12-03\npeople: [Priya Nair, Ben Low]\n---\n"),
    ],
)
def test_pages_are_those_of_a_build_from_nothing_when_another_note_changes(
    vault: WriteVault, path: str, text: str
) -> None:
    folder = vault(NOTES)
    before = build(folder)
    (folder / path).write_text(text)
    after = build(folder)
    assert after == build(folder, "--full")
    assert read_page(before, "people/priya-nair") != read_page(after, "people/priya-nair") or (
        "named" in text
    )


@pytest.mark.parametrize(
    ("goals", "words", "expected"),
    [
        ('"[[Seed]]"', "Camille Joubert", {"Seed"}),
        ('["[[Seed]]", "[[Choir]]"]', "Camille Joubert", set()),
        ('["[[Seed]]", "[[Choir]]"]', "Camille Joubert for [[Choir]]", {"Choir"}),
        ('"[[Seed]]"', "[[Camille Joubert]]", {"Seed"}),
        ('["[[Seed]]", "[[Done]]"]', "Camille Joubert, a journalist", {"Seed"}),
        ('"[[Seed]]"', "[[Camille Joubert]] (Le Monde), who writes well", {"Seed"}),
        ("[]", "Camille Joubert", set()),
    ],
)
def test_who_was_named_is_wanted_for_the_one_goal_that_is_meant(
    goals: str, words: str, expected: set[str]
) -> None:
    notes = {
        "People/Ada Quill.md": f"---\ngoals: {goals}\n---\n- 2026-11-10 call: x\n  - named:: {words}\n",
        "Goals/Seed.md": "---\nwhy: To begin\n---\n",
        "Goals/Choir.md": "---\nwhy: To sing\n---\n",
        "Goals/Done.md": "---\nstatus: done\n---\n",
    }
    found = {name for name in ("Seed", "Choir", "Done") if list_targets(notes, name)}
    assert found == expected
    for name in found:
        assert list_targets(notes, name) == ["Camille Joubert"]


def test_link_and_name_in_one_field_are_two_people() -> None:
    log = "- 2026-11-10 call: x\n  - named:: [[Ola Berg]] and Tom Weld\n"
    notes = {
        "People/Ada Quill.md": f"---\ngoals: '[[Seed]]'\n---\n{log}",
        "People/Ola Berg.md": "---\nrole: Lawyer\n---\n",
        "Goals/Seed.md": "---\nwhy: To begin\n---\n",
    }
    assert list_targets(notes) == ["Ola Berg", "Tom Weld"]


def test_two_ways_of_naming_a_target_are_one() -> None:
    notes = {
        **NOTES,
        "Goals/Seed.md": "---\ntargets: [Priya Nair, '[[People/Priya Nair]]', xavier roy, Xavier Roy]\n---\n",
    }
    assert list_targets(notes) == ["Priya Nair", "xavier roy"]


def test_goal_that_is_over_or_wants_nobody_shows_nothing() -> None:
    assert build_view(NOTES, "Choir") is None
    notes = {**NOTES, "Goals/Seed.md": SEED.replace("why", "status: done\nwhy")}
    assert build_view(notes) is None
    assert group_goals_by_unmet_target(make_site(notes)) == {}


def test_how_to_ask_is_said_once_a_list() -> None:
    notes = {
        **NOTES,
        "People/Ada Quill.md": "---\nknows: [Priya Nair, Ola Berg, Xavier Roy]\n---\n",
        "Goals/Seed.md": "---\ntargets: [Priya Nair, Ola Berg, Xavier Roy]\n---\n",
    }
    view = build_view(notes)
    assert view
    requests = [row.way.request for row in view.targets if row.way]
    assert [bool(request) for request in requests] == [True, False, False]


def test_question_names_a_few_people() -> None:
    network = make_network({f"People/P{n}.md": "---\n---\n" for n in range(5)})
    assert describe_missing_ties(network.contacts) == (
        "Whom do P0, P1 and P2 know that you know? Write it under “knows” in their notes."
    )
    assert describe_missing_ties(()) == ""


def test_goal_without_places_asks_where_such_people_are(vault: WriteVault) -> None:
    seed = "---\nwants: [an astronaut]\ntargets: [Yusuf Demir]\n---\n"
    text = read_page(build(vault({**NOTES, "Goals/Seed.md": seed})), "goals/seed")
    assert "Yusuf Demir only a name yet No way to them yet; where are such people?" in text
    assert "Nobody yet; where are such people?" in text
