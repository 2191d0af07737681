"""The panels have the values computed by hand, and hold for any notes."""

from __future__ import annotations

import json
import re
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from netnotes.commands.parser import COMMANDS
from netnotes.dashboard.page_list import PAGES
from netnotes.model.people import Me
from netnotes.model.settings import Settings
from netnotes.network.follow_up import Standing
from netnotes.network.measures.introductions import MAX_LISTED_INTRODUCTIONS
from netnotes.network.measures.measures import Measures
from netnotes.network.panels.capacity import build_in_touch_panel
from netnotes.network.panels.json_values import convert_to_json_value
from netnotes.network.panels.method import METHODS, METHODS_BY_ID, PANEL_METHODS
from netnotes.network.panels.model import Bars, Circles, Panel
from netnotes.network.panels.panel_list import PANELS, build_panels
from tests.networks import (
    EXPECTED_IN_JSON,
    GOLDEN,
    NAMES,
    SETTINGS,
    TODAY,
    make_eight_contacts,
    make_eight_notes,
    make_network,
    make_network_with,
    make_note,
    strip_paths,
)
from tests.panels import IDS, KNOWS_BEN, KNOWS_NOBODY, YEARS_AGO, make_panel

EIGHT = {panel.id: panel for panel in build_panels(Measures(make_eight_contacts()))}


def get_values(panel: str) -> Any:
    return strip_paths(convert_to_json_value(EIGHT[panel].values))


def get_expected(part: str) -> Any:
    return EXPECTED_IN_JSON[part]


# The eight contacts, computed by hand


def test_eight_contacts_are_those_of_the_golden_file() -> None:
    assert [contact.name for contact in make_eight_contacts().contacts] == sorted(
        GOLDEN["contacts"]
    )


def test_purpose_panel_has_the_golden_values() -> None:
    panel_values, golden = get_values("purpose"), get_expected("purpose")
    for name in ("with_purpose", "goal_linked", "contacts_per_goal", "goals_with_nobody"):
        assert panel_values[name] == golden[name], name


def test_capacity_panel_has_the_golden_values() -> None:
    panel_values, golden = get_values("capacity"), get_expected("time")
    assert panel_values == {
        "load_per_week": golden["load_per_week"],
        "budget": 3,
        "rho": golden["rho_budget3"],
    }


def test_capacity_has_the_golden_load_at_one_a_week() -> None:
    panel = build_panels(Measures(make_eight_contacts(settings=replace(SETTINGS, budget=1))))[1]
    assert convert_to_json_value(panel.values["rho"]) == get_expected("time")["rho_budget1"]


def test_in_touch_panel_has_the_golden_values() -> None:
    panel_values, golden = get_values("in-touch"), get_expected("time")
    for name in ("in_touch", "due", "lapsed", "dormant", "in_touch_rate"):
        assert panel_values[name] == golden[name], name


def test_kinds_panel_has_the_golden_values() -> None:
    kinds = [contact["purpose"] for contact in GOLDEN["contacts"].values()]
    assert get_values("kinds") == {
        kind: kinds.count(kind) for kind in ("operational", "personal", "strategic")
    }
    assert EIGHT["kinds"].missing_count == kinds.count(None) == 1


def test_fields_panel_has_the_golden_values() -> None:
    panel_values, golden = get_values("fields"), get_expected("field")
    for name in ("counts", "chance_two_differ", "chance_two_differ_leave_one_out"):
        assert panel_values[name] == golden[name], name
    for name in ("hill1", "hill1_leave_one_out"):
        assert panel_values[name] == pytest.approx(golden[name], rel=1e-14), name


def test_inside_outside_panel_has_the_golden_values() -> None:
    assert get_values("inside-outside") == {"inside": 3, "outside": 5, "ei": get_expected("EI_org")}


def test_levels_panel_has_the_golden_values() -> None:
    panel_values, golden = get_values("levels"), get_expected("level")
    assert (panel_values["above"], panel_values["peer"], panel_values["below"]) == (
        golden["up"],
        golden["peer"],
        golden["down"],
    )
    for name in ("upper_reach", "lower", "range", "extensity", "mean"):
        assert panel_values[name] == golden[name], name


def test_effective_size_panel_has_the_golden_values() -> None:
    panel_values, golden = get_values("effective-size"), get_expected("structure")
    for name in ("n", "ties", "effective_size", "efficiency"):
        assert panel_values[name] == golden[name], name
    assert panel_values["effective_size_bounds"] == [golden["effective_size"]] * 2


def test_effective_size_has_bounds_if_three_notes_have_no_knows_line() -> None:
    network = make_eight_contacts(without_knows=("Fay", "Gus", "Hana"))
    panel = PANELS[IDS.index("effective-size")](Measures(network))
    golden = get_expected("structure")["effective_size_bounds_if_knows_missing_for_Fay_Gus_Hana"]
    assert convert_to_json_value(panel.values["effective_size_bounds"]) == golden
    assert panel.missing_count == 3


def test_circles_panel_has_the_golden_values() -> None:
    panel_values, golden = get_values("circles"), get_expected("structure")
    assert panel_values["clusters"] == golden["clusters"]
    assert panel_values["sole_links"] == golden["sole_links"]
    assert (panel_values["circles"], panel_values["largest"]) == (3, 4)
    assert EIGHT["circles"].picture == Circles((4, 3, 1))


def test_how_met_panel_has_the_golden_values() -> None:
    panel_values, golden = get_values("how-met"), get_expected("met")
    assert panel_values["self_introduction_rate"] == golden["self_introduction_rate"]
    assert list(panel_values["introducers"].items()) == list(golden["introducers"].items())


def test_introductions_panel_suggests_nobody_without_a_need() -> None:
    """Of the eight contacts some share a goal, a field or a town; none needs what another offers."""
    panel_values = get_values("introductions")
    assert panel_values["could_introduce"] == []
    assert panel_values["ask_if_they_know_each_other"] == []


def test_give_and_ask_panel_has_the_golden_values() -> None:
    panel_values = get_values("exchange")
    for name, value in get_expected("reciprocity").items():
        assert panel_values[name] == value, name
    for name in ("build", "keep", "use"):
        assert panel_values[name] == {**get_expected("build_keep_use")[name], "unknown": 0}, name
    assert panel_values["new_followed_up"] == get_expected("build_keep_use")["new_followed_up"]


# Every panel


def test_panels_are_in_their_order() -> None:
    assert tuple(EIGHT) == IDS, "Name each panel in IDS (tests/panels.py), in the order of PANELS."
    assert len(PANELS) == len(IDS)


COUNT_WORDS = {11: "eleven", 12: "twelve", 13: "thirteen", 14: "fourteen", 15: "fifteen"}


def test_texts_that_count_the_panels_give_their_number() -> None:
    """These are all texts for users that do; `make docs` brings the pages in docs/ up to date."""
    readme = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    command_summaries = {command.name: command.summary for command in COMMANDS}
    page_summaries = {page.path: page.summary for page in PAGES}
    word = COUNT_WORDS[len(PANELS)]
    for text, place in (
        (readme, "README.md, below A first contact"),
        (command_summaries["mix"], "COMMANDS (commands/parser.py)"),
        (page_summaries["mix.html"], "PAGES (dashboard/page_list.py)"),
    ):
        assert re.search(f"what your network is made of, in {word} sentences", text) or re.search(
            f"What the network is made of, in {word} panels", text
        ), f"There are {word} panels: say so in {place}."


def test_every_panel_has_a_method() -> None:
    assert [listed_method.id for listed_method in PANEL_METHODS] == [
        panel.id for panel in EIGHT.values()
    ], "Put the method of each panel into PANEL_METHODS (panels/method.py), in the order of PANELS."
    assert len(METHODS_BY_ID) == len(METHODS)
    for method in METHODS:
        assert all((method.name, method.formula, method.source, method.caveats)), method.id


def test_panel_has_the_name_in_the_method_table() -> None:
    assert all(panel.title == METHODS_BY_ID[panel.id].name for panel in EIGHT.values())


def test_contacts_without_a_value_are_counted_as_missing() -> None:
    """Two of seven live contacts have no properties; the archived eighth counts
    only for what happened."""
    says = (
        "purpose: x\nkind: personal\nfield: law\norganisation: Acme\nlevel: 0\nknows: []\n"
        "introduced_by: me\n"
        "tier: monthly\nmet: 2025-01-01\n---\n- 2025-05-31 call: News"
    )
    panels = build_panels(
        Measures(make_network_with(*[says] * 5, "", "", f"archived: yes\n{says}"))
    )
    speaks_of_all = (
        "purpose",
        "effective-size",
        "circles",
        "circles-kept-warm",
        "introductions",
    )
    assert {panel.id: panel.contact_count for panel in panels} == {
        name: 7 if name in speaks_of_all else 6 if name == "exchange" else 5 for name in IDS
    }, "Name each panel that is about contacts without properties, too, in speaks_of_all."
    assert {panel.id: panel.missing_count for panel in panels} == {
        name: 0 if name == "introductions" else 2 for name in IDS
    }


# Few notes and none

ONE_OF_MANY = re.compile(
    r"(?<![\d.,])1 (?:new |old |separate |equally common )?(?:contacts|circles|times|ones|fields|days|others)\b"
)
BLUNDERS = re.compile(r"\b(?:nan|inf|None(?! of your))\b|Fraction|\{\}")


def assert_is_sensible(panels: tuple[Panel, ...]) -> None:
    """Assert that every panel has sentences with the right plurals, and values for JSON."""
    for panel in panels:
        assert panel.sentences, panel.id
        assert panel.contact_count >= 0 <= panel.missing_count, panel.id
        for sentence in panel.sentences:
            assert not ONE_OF_MANY.search(sentence), sentence
            assert not BLUNDERS.search(sentence), sentence
        json.dumps(convert_to_json_value(panel.values), allow_nan=False)


@pytest.mark.parametrize("count", [1, 2, 3, 5])
def test_vault_with_everything_missing_is_not_an_error(count: int) -> None:
    network = make_network_with(*[""] * count)
    assert tuple(panel.id for panel in build_panels(Measures(network))) == IDS
    assert_is_sensible(build_panels(Measures(network)))


@pytest.mark.parametrize("fronts", [[], ["archived: yes"]])
def test_without_contacts_there_is_no_panel(fronts: list[str]) -> None:
    network = make_network_with(*fronts)
    assert build_panels(Measures(network)) == ()
    assert_is_sensible(tuple(panel(Measures(network)) for panel in PANELS))


DAYS = st.sampled_from(
    [
        "2025-06-30",
        "2025-06-29",
        "2024-02-29",
        "2023-02-29",
        "2031-01-01",
        "2022-07-01",
        "2024-07-01",
        "1999-12-31",
        "soon",
    ]
)
PEOPLE = st.sampled_from([*NAMES, "Nobody", "me", "Fair"])
PROPERTIES = st.one_of(
    st.builds("last_contact: {}".format, DAYS),
    st.builds("met: {}".format, DAYS),
    st.builds("next: {}".format, DAYS),
    st.builds("pause_until: {}".format, DAYS),
    st.builds("tier: {}".format, st.sampled_from(["monthly", "yearly", "D", "wrong"])),
    st.builds("cadence: {}".format, st.sampled_from(["never", "1 day", "6 weeks", "36000", "x"])),
    st.builds("level: {}".format, st.integers(-3, 3)),
    st.builds("kind: {}".format, st.sampled_from(["operational", "personal", "strategic", ""])),
    st.builds("field: {}".format, st.sampled_from(["law", "Law", "data", "法律", "-"])),
    st.builds("organisation: {}".format, st.sampled_from(["Acme", "ACME", "Other"])),
    st.builds("location: {}".format, st.sampled_from(["Lisbon", "Lisbon, Portugal", ","])),
    st.builds('introduced_by: "[[{}]]"'.format, PEOPLE),
    st.builds("introduced_by: {}".format, PEOPLE),
    st.builds('knows: ["[[{}]]", "[[{}]]"]'.format, PEOPLE, PEOPLE),
    st.builds('goals: "[[{}]]"'.format, st.sampled_from(["Talks", "Boat", "Nothing"])),
    st.sampled_from(
        ["knows: []", "archived: yes", "needs: [a b, a]", "offers: [the b, of]", "interests: [b a]"]
    ),
)
ENTRIES = st.builds(
    "- {} {}: text\n  - {}{}:: thing".format,
    DAYS,
    st.sampled_from(["coffee", "call", "email", "x"]),
    st.sampled_from(["", "[ ] ", "[x] ", "[-] "]),
    st.sampled_from(["gave", "asked", "promised", "learned"]),
)


@st.composite
def make_random_notes(draw: st.DrawFn) -> dict[str, str]:
    """Make notes of up to eight contacts with any properties and entries, and other notes."""
    people = draw(
        st.lists(
            st.tuples(st.lists(PROPERTIES, max_size=8), st.lists(ENTRIES, max_size=3)), max_size=8
        )
    )
    return {
        "Goals/Talks.md": "",
        "Goals/Boat.md": "---\nstatus: dropped\n---\n",
        "Events/Fair.md": "---\ndate: 2025-07-01\nlocation: Lisbon\n---\n",
        **{
            f"People/{name}.md": make_note("\n".join(properties) + "\n---\n" + "\n".join(entries))
            for name, (properties, entries) in zip(NAMES, people, strict=False)
        },
    }


@settings(max_examples=150, deadline=None)
@given(make_random_notes(), st.sampled_from([None, 0, 0.5, 3]), st.sampled_from(["", "Acme"]))
def test_every_panel_has_sentences_for_any_notes(
    notes: dict[str, str], budget: float | None, organisation: str
) -> None:
    network = make_network(
        notes, Settings(budget=budget, me=Me(organisation=organisation, field="law"))
    )
    assert_is_sensible(build_panels(Measures(network)))


@settings(max_examples=30, deadline=None)
@given(make_random_notes())
def test_everybody_whom_the_panel_in_touch_speaks_of_is_in_one_bar(notes: dict[str, str]) -> None:
    measures = Measures(make_network(notes))
    panel = build_in_touch_panel(measures)
    if panel.picture is None:
        return
    assert isinstance(panel.picture, Bars)
    sizes = {bar.label: bar.size for bar in panel.picture.bars}
    assert len(sizes) == len(panel.picture.bars)
    groups = measures.contacts_by_standing
    paused = len(groups[Standing.PAUSED])
    assert sum(sizes.values()) == len(measures.network.active_contacts) - paused
    assert {label: len(groups[Standing(label)]) for label in sizes} == sizes
    # "You are in touch with 3 of the 5 people in your plan."
    in_plan = [sizes.get(label, 0) for label in ("in touch", "planned", "due", "lapsed")]
    assert sum(in_plan) == panel.contact_count
    without_contact = sizes.get("met but not written to yet", 0) + sizes["not yet contacted"]
    assert without_contact + sizes["no interval"] == panel.missing_count


@settings(max_examples=25, deadline=None)
@given(make_random_notes(), st.randoms(use_true_random=False))
def test_order_of_files_changes_nothing(notes: dict[str, str], random: Any) -> None:
    paths = list(notes)
    random.shuffle(paths)
    network, reordered_network = (
        make_network(notes),
        make_network({path: notes[path] for path in paths}),
    )
    assert build_panels(Measures(network)) == build_panels(Measures(reordered_network))


def test_dead_links_and_self_links_change_nothing() -> None:
    notes = make_eight_notes()
    strayed = notes | {
        "People/Hana.md": notes["People/Hana.md"].replace(
            "knows: []", 'knows: ["[[Nobody]]", "[[Hana]]", "[[g1]]"]'
        )
    }
    assert strayed != notes
    network, strayed_network = make_network(notes), make_network(strayed)
    assert build_panels(Measures(network)) == build_panels(Measures(strayed_network))


def test_tie_written_on_one_side_is_enough() -> None:
    network = make_network_with(KNOWS_BEN, KNOWS_NOBODY, KNOWS_NOBODY)
    network_with_both_sides = make_network_with(KNOWS_BEN, 'knows: "[[Ada]]"', KNOWS_NOBODY)
    assert build_panels(Measures(network)) == build_panels(Measures(network_with_both_sides))


def test_circle_of_introductions_is_counted_once() -> None:
    network = make_network_with(
        *(
            f'introduced_by: "[[{name}]]"\nknows: []'
            for name in ("Ben", "Cleo", "Dan", "Eve", "Ada")
        )
    )
    assert [
        panel.values["introduced"]
        for panel in build_panels(Measures(network))
        if panel.id == "how-met"
    ] == [5]
    assert [
        panel.values["circles"]
        for panel in build_panels(Measures(network))
        if panel.id == "circles"
    ] == [1]
    assert_is_sensible(build_panels(Measures(network)))


def test_dormant_and_paused_people_count_for_variety_and_archived_ones_do_not() -> None:
    fields = [
        f"field: law\n{lines}"
        for lines in (YEARS_AGO, "pause_until: 2026-01-01", "archived: yes", "", "", "")
    ]
    assert make_panel("fields", *fields).contact_count == 5


def test_vault_of_more_introductions_than_are_listed_counts_them_all() -> None:
    people = {
        f"People/{''.join(letters)}.md": make_note("needs: [law]\noffers: [law]")
        for letters in permutations("abcd", 3)
    }
    panel = PANELS[IDS.index("introductions")](Measures(make_network(people)))
    assert len(people) == 24
    assert panel.values["could_introduce_count"] == 24 * 23 // 2 > MAX_LISTED_INTRODUCTIONS
    assert len(panel.values["could_introduce"]) == MAX_LISTED_INTRODUCTIONS  # type: ignore[arg-type]


def test_today_is_the_day_of_the_network() -> None:
    assert make_eight_contacts().today == TODAY
