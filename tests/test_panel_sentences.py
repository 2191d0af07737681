"""Every panel has the right sentences for small networks with known contacts."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from netnotes.model.people import Contact
from netnotes.network.first_look import NO_INTERVALS
from netnotes.network.measures.measures import Measures
from netnotes.network.panels.panel_list import PANELS
from netnotes.network.panels.phrases import describe_too_few
from netnotes.network.panels.structure import NO_INTRODUCTIONS
from tests.networks import (
    NOTHING,
    SETTINGS,
    make_network_with,
    make_note,
)
from tests.panels import IDS, KNOWS_BEN, KNOWS_NOBODY, NO_ME, YEARS_AGO, make_panel

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netnotes.model.settings import Settings


THREE, FIVE = range(3), range(5)


def list_sentences(
    panel: str,
    *fronts: str,
    settings: Settings = SETTINGS,
    other_notes: Mapping[str, str] = NOTHING,
) -> list[str]:
    """List the sentences of a panel about Ada, Ben, Cleo … with these properties."""
    return list(make_panel(panel, *fronts, settings=settings, other_notes=other_notes).sentences)


@pytest.mark.parametrize(
    ("fronts", "sentence"),
    [
        (["purpose: x"] * 3, "All 3 contacts have a purpose."),
        (["purpose: x", "", ""], "1 of 3 contacts has a purpose written down."),
        (["purpose: x", "purpose: x", ""], "2 of 3 contacts have a purpose written down."),
        ([""] * 3, "0 of 3 contacts have a purpose written down."),
        (["purpose: x"], "Your 1 contact has a purpose."),
        ([""], "Your 1 contact has no purpose written down."),
    ],
)
def test_purpose_panel_has_its_sentence(fronts: list[str], sentence: str) -> None:
    assert list_sentences("purpose", *fronts) == [sentence]


def test_goal_without_contacts_is_named() -> None:
    sentences = list_sentences(
        "purpose",
        "purpose: x\ngoals: '[[Talks]]'",
        other_notes={"Goals/Talks.md": "", "Goals/Boat.md": ""},
    )
    assert sentences[1:] == [
        "Nobody in your notes is linked to 'Boat' yet. Who might know someone?"
    ]


def test_archived_contact_and_finished_goal_do_not_count() -> None:
    goals = {"Goals/Talks.md": "", "Goals/Old.md": make_note("status: done")}
    panel = make_panel("purpose", "goals: '[[Talks]]'\narchived: yes", "", other_notes=goals)
    assert panel.values["contacts_per_goal"] == {"Talks": 0}
    assert panel.contact_count == 1


@pytest.mark.parametrize(
    ("cadence", "budget", "sentence"),
    [
        (7, 3, "Your plan asks for 1 contact a week; you set aside 3. That always fits."),
        (7, 1.2, "Your plan asks for 1 contact a week; you set aside 1.2. That always fits."),
        (7, 1, "Your plan asks for 1 contact a week; you set aside 1. That always fits."),
        # Every 13 days on a weekly list is once a week, and for that there is half a place.
        (13, 0.6, "Your plan asks for 0.54 contacts a week; you set aside 0.6. That should fit."),
        # More often than once a week no weekly list can promise.
        (6, 5, "Your plan asks for 1.2 contacts a week; you set aside 5. That should fit."),
        (
            *(3, 2),
            (
                "Your plan asks for 2.3 a week and you set aside 2. In practice every "
                "interval will stretch about 1.17 times: "
                "a month becomes 35 days. Lengthen some intervals, or let some people "
                "go; both are fine."
            ),
        ),
        (
            *(1, 6.999),
            (
                "Your plan asks for 7 a week and you set aside 7. In practice every "
                "interval will stretch about 1.01 times: "
                "a month becomes 31 days. Lengthen some intervals, or let some people "
                "go; both are fine."
            ),
        ),
        (
            *(365, 0),
            (
                "Your plan asks for 0.019 contacts a week and you set aside none. "
                "Lengthen some intervals, or let some people "
                "go; both are fine."
            ),
        ),
        (
            *(7, None),
            (
                "Say how many people a week you have time for, and this page will tell you "
                "whether the plan fits."
            ),
        ),
    ],
)
def test_capacity_panel_has_its_sentence(cadence: int, budget: float | None, sentence: str) -> None:
    settings = replace(SETTINGS, budget=budget)
    assert list_sentences(
        "capacity", f"cadence: {cadence}\nlast_contact: 2025-06-01", settings=settings
    ) == [sentence]


def test_capacity_panel_without_planned_contacts_has_too_few() -> None:
    front = f"tier: monthly\n{YEARS_AGO}"
    assert list_sentences("capacity", front, front) == [describe_too_few(1, 0)]


def test_capacity_panel_says_that_nobody_has_an_interval() -> None:
    assert list_sentences("capacity", "", "") == [NOBODY_HAS_INTERVAL]


NOBODY_HAS_INTERVAL = (
    f"{NO_INTERVALS} A line `tier: monthly` in a note says how often to be in touch."
)
DUE, FINE, LAPSED = (
    f"cadence: 30\nlast_contact: 2025-{day}" for day in ("05-20", "06-29", "02-01")
)
DORMANT = "Old ties often give fresh, trusted advice when asked."


@pytest.mark.parametrize(
    ("fronts", "sentences"),
    [
        (
            [FINE, FINE],
            [
                "You are in touch with all 2 people in your plan.",
                "Nobody is due.",
            ],
        ),
        ([FINE, DUE], ["You are in touch with 1 of the 2 people in your plan. 1 is due."]),
        (
            [DUE, LAPSED],
            [
                "You are in touch with 0 of the 2 people in your plan. 2 are due, 1 of them lapsed: twice the interval has passed."
            ],
        ),
        ([LAPSED], ["The one person in your plan is lapsed: twice the interval has passed."]),
        (
            [FINE, ""],
            [
                "You are in touch with the one person in your plan.",
                "No contact with 1 other is noted yet.",
            ],
        ),
        (
            [FINE, "tier: monthly", "tier: monthly"],
            [
                "You are in touch with the one person in your plan with whom contact is noted.",
                "No contact with 2 others is noted yet.",
            ],
        ),
        (
            [FINE, DUE, "tier: monthly"],
            [
                "You are in touch with 1 of the 2 people in your plan with whom contact is noted. 1 is due.",
                "No contact with 1 other is noted yet.",
            ],
        ),
        (
            [DUE, "tier: monthly"],
            [
                "The one person in your plan with whom contact is noted is due.",
                "No contact with 1 other is noted yet.",
            ],
        ),
        (["", ""], [NOBODY_HAS_INTERVAL, "No contact with 2 people is noted yet."]),
        # A meeting is a contact.
        (
            ["met: 2025-01-01", "met: 2025-01-02", ""],
            [
                NOBODY_HAS_INTERVAL,
                "2 people whom you met have not heard from you yet.",
                "No contact with 1 other is noted yet.",
            ],
        ),
        (
            [FINE, "met: 2025-01-01"],
            [
                "You are in touch with the one person in your plan.",
                "1 other whom you met has not heard from you yet.",
            ],
        ),
        (
            [YEARS_AGO],
            [
                NOBODY_HAS_INTERVAL,
                f"1 old contact has been quiet for three years or more. {DORMANT}",
            ],
        ),
        (
            [FINE, YEARS_AGO, YEARS_AGO],
            [
                "You are in touch with the one person in your plan.",
                "Nobody is due.",
                f"2 old contacts have been quiet for three years or more. {DORMANT}",
            ],
        ),
    ],
)
def test_in_touch_panel_has_its_sentences(fronts: list[str], sentences: list[str]) -> None:
    assert list_sentences("in-touch", *fronts) == sentences


@pytest.mark.parametrize(
    ("kinds", "sentences"),
    [
        (
            ("operational", "personal", "strategic"),
            ["1 helps you get today's work done, 1 helps you grow, 1 looks to the future."],
        ),
        (
            ("operational", "operational", "strategic", "strategic"),
            [
                "2 help you get today's work done, 0 help you grow, 2 look to the future.",
                "None of your contacts is marked 'personal'.",
            ],
        ),
        (("operational", "personal"), [describe_too_few(3, 2, " with a 'kind' line")]),
    ],
)
def test_kinds_panel_has_its_sentences(kinds: tuple[str, ...], sentences: list[str]) -> None:
    assert list_sentences("kinds", *(f"kind: {kind}" for kind in kinds)) == sentences


@pytest.mark.parametrize(
    ("fields", "sentences"),
    [
        (("law", "Law ", "law", "LAW", "law"), ["All your contacts work in law."]),
        (
            ("law", "law", "data", "data", "art"),
            [
                (
                    "Your 5 contacts are as varied as 2.9 equally common fields. Pick "
                    "any two: the chance that they work in different fields is 80%. "
                    "Leaving any one out, it is between 67% and 83%."
                )
            ],
        ),
        (
            ("law", "law", "data"),
            [describe_too_few(5, 3, " with a 'field' line"), "Fields so far: law 2 and data 1."],
        ),
        (("", ""), [describe_too_few(5, 0, " with a 'field' line")]),
    ],
)
def test_fields_panel_has_its_sentences(fields: tuple[str, ...], sentences: list[str]) -> None:
    assert list_sentences("fields", *(f"field: {field}" for field in fields)) == sentences


@pytest.mark.parametrize(
    ("inside", "outside", "sentence"),
    [
        (1, 2, "More of your contacts are outside Acme (2) than inside (1)."),
        (2, 2, "As many of your contacts are inside Acme as outside (2 each)."),
        (2, 1, "More of your contacts are inside Acme (2) than outside (1)."),
        (3, 0, "All your contacts are inside Acme."),
        (0, 3, "All your contacts are outside Acme."),
        (1, 1, describe_too_few(3, 2)),
    ],
)
def test_inside_outside_panel_has_its_sentence(inside: int, outside: int, sentence: str) -> None:
    fronts = ["organisation: acme"] * inside + ["organisation: Elsewhere"] * outside
    assert list_sentences("inside-outside", *fronts) == [sentence]


def test_no_contact_is_inside_without_an_organisation_of_mine() -> None:
    panel = make_panel("inside-outside", *["organisation: Acme"] * 3, settings=NO_ME)
    assert panel.sentences[0].startswith("Say where you work")
    assert not panel.has_enough_notes


@pytest.mark.parametrize(
    ("levels", "sentences"),
    [
        ((2, 0, -1), ["1 is above your level, 1 beside you, 1 below; the highest is 2 up."]),
        # It would not hold for one contact more.
        (
            (2, 1, 0, -1, 1),
            ["3 are above your level, 1 beside you, 1 below; the highest is 2 up."],
        ),
        (
            (2, 1, 0, 1, 1),
            [
                "4 are above your level, 1 beside you, 0 below; the highest is 2 up.",
                (
                    "More than half are above your level. People judge us by how we "
                    "treat those who cannot help us; is anyone "
                    "missing beside or below?"
                ),
                (
                    "Nobody below your level yet; people earlier in their careers often "
                    "see what others miss."
                ),
            ],
        ),
        (
            (1, 1, 1, 1, 1),
            [
                "5 are above your level, 0 beside you, 0 below; the highest is 1 up.",
                (
                    "All are above your level. People judge us by how we treat those who "
                    "cannot help us; is anyone missing beside or below?"
                ),
                (
                    "Nobody below your level yet; people earlier in their careers often "
                    "see what others miss."
                ),
                "No peers yet.",
            ],
        ),
        # Three are too few for advice.
        (
            (1, 1, 0),
            [
                "2 are above your level, 1 beside you, 0 below; the highest is 1 up.",
                "Nobody below your level yet.",
            ],
        ),
        ((-1, -1, -2), ["0 are above your level, 0 beside you, 3 below.", "No peers yet."]),
        ((1, 0), [describe_too_few(3, 2, " with a 'level' line")]),
    ],
)
def test_levels_panel_has_its_sentences(levels: tuple[int, ...], sentences: list[str]) -> None:
    assert list_sentences("levels", *(f"level: {level}" for level in levels)) == sentences


@pytest.mark.parametrize(
    ("fronts", "sentence"),
    [
        (
            [KNOWS_BEN, KNOWS_NOBODY, KNOWS_NOBODY],
            (
                "Because some of them know each other, your 3 contacts count for at most "
                "2.3 separate ones."
            ),
        ),
        (
            ['knows: ["[[Ben]]", "[[Cleo]]"]', 'knows: "[[Cleo]]"', KNOWS_NOBODY],
            (
                "Because some of them know each other, your 3 contacts count for at most 1 "
                "separate one."
            ),
        ),
        (
            [KNOWS_BEN, KNOWS_NOBODY, "", ""],
            (
                "Because some of them know each other, your 4 contacts count for "
                "between 3 and 3.5 separate ones; "
                "2 contacts have no 'knows' line yet."
            ),
        ),
        (
            [KNOWS_BEN, KNOWS_NOBODY, ""],
            (
                "Because some of them know each other, your 3 contacts count for at most "
                "2.3 separate ones."
            ),
        ),
        (
            [KNOWS_NOBODY] * 3,
            (
                "No one in your notes is recorded as knowing anyone else. Is that so, or "
                "not yet written down?"
            ),
        ),
        ([KNOWS_BEN, ""], describe_too_few(3, 2)),
        ([KNOWS_BEN, "", ""], describe_too_few(2, 1, " with a 'knows' line")),
    ],
)
def test_effective_size_panel_has_its_sentence(fronts: list[str], sentence: str) -> None:
    assert list_sentences("effective-size", *fronts) == [sentence]


@pytest.mark.parametrize(
    ("fronts", "sentences"),
    [
        (
            ['knows: ["[[Ben]]", "[[Cleo]]"]', KNOWS_NOBODY, ""],
            ["All your contacts hang together in one circle."],
        ),
        (
            [KNOWS_BEN, KNOWS_NOBODY, KNOWS_NOBODY],
            [
                "Your contacts form at most 2 separate circles; the largest has 2.",
                "You reach 1 circle through one person only: Cleo.",
            ],
        ),
        (
            [KNOWS_NOBODY] * 8,
            [
                "Your contacts form at most 8 separate circles; the largest has 1.",
                (
                    "You reach 8 circles through one person only: Ada, Ben, Cleo, Dan, Eve "
                    "and 3 others."
                ),
            ],
        ),
        ([KNOWS_NOBODY], [describe_too_few(3, 1)]),
        ([KNOWS_NOBODY, "", ""], [describe_too_few(2, 1, " with a 'knows' line")]),
    ],
)
def test_circles_panel_has_its_sentences(fronts: list[str], sentences: list[str]) -> None:
    assert list_sentences("circles", *fronts) == sentences


ME, BY_ADA = "introduced_by: me", 'introduced_by: "[[Ada]]"'
INBRED = "With more than 65% met on your own, it may be worth asking"


@pytest.mark.parametrize(
    ("fronts", "sentences"),
    [
        (
            [ME, ME, ME, BY_ADA, BY_ADA],
            ["You met 60% of your 5 contacts on your own. Ada introduced you to 2."],
        ),
        (
            [ME, ME, ME, ME, BY_ADA],
            [
                "You met 80% of your 5 contacts on your own. Ada introduced you to 1.",
                f"{INBRED} Ada whom you should meet.",
            ],
        ),
        (
            [ME] * 5,
            [
                "You met all of your 5 contacts on your own.",
                f"{INBRED} one of them whom you should meet.",
            ],
        ),
        ([ME, ME, BY_ADA, ""], [describe_too_few(5, 3)]),
        (["", 'met_at: "a fair"'], ["No introductions recorded yet."]),
    ],
)
def test_how_met_panel_has_its_sentences(fronts: list[str], sentences: list[str]) -> None:
    assert list_sentences("how-met", *fronts) == sentences


def test_meetings_through_events_and_strangers_are_not_in_the_rate() -> None:
    fronts = [
        ME,
        ME,
        ME,
        ME,
        BY_ADA,
        'introduced_by: "[[Fair]]"',
        'met_at: "[[Fair]]"',
        'introduced_by: "[[Nobody]]"',
    ]
    panel = make_panel(
        "how-met", *fronts, "", other_notes={"Events/Fair.md": make_note("date: 2024-01-01")}
    )
    assert (panel.values["self_introduction_rate"], panel.values["elsewhere"]) == (
        Fraction(4, 5),
        3,
    )
    assert (panel.contact_count, panel.missing_count) == (5, 1)


def test_introducer_who_is_archived_is_not_to_be_asked() -> None:
    sentences = list_sentences("how-met", "archived: yes", ME, ME, ME, ME, BY_ADA)
    assert sentences[0].endswith("Ada introduced you to 1.")
    assert sentences[1] == f"{INBRED} one of them whom you should meet."


def test_introductions_panel_has_its_sentences() -> None:
    sentences = list_sentences(
        "introductions",
        "offers: [hiring]\norganisation: X",
        "needs: [hiring]\norganisation: Y",
        "organisation: x",
        other_notes={"Goals/Talks.md": make_note("targets: '[[Cleo]]'")},
    )
    assert sentences == [
        (
            "Ada and Ben do not seem to know each other; there is a need of Ben that Ada offers "
            "(hiring). Would both like an introduction? Ask each first."
        ),
        "Do Ada and Cleo at X know each other? If so, note it.",
    ]
    assert list_sentences("introductions", "", "", "") == [NO_INTRODUCTIONS]
    assert list_sentences("introductions", "", "") == [describe_too_few(3, 2)]


def test_no_more_than_three_introductions_are_suggested_at_a_time() -> None:
    panel = make_panel("introductions", *["needs: [law]\noffers: [law]"] * 5)
    assert len(panel.sentences) == 3
    assert panel.values["could_introduce_count"] == 10


NEW = "met: 2025-05-01"
NOBODY_ASKED = "You noted no ask in the last year. People say yes more often than we expect."


OF_THE_YEAR = "Your notes of the last year: you"


@pytest.mark.parametrize(
    ("fronts", "sentences"),
    [
        ([""], [describe_too_few(1, 0)]),
        (
            ["\n---\n- 2020-01-01 call: a"],
            [
                f"{OF_THE_YEAR} met nobody and kept in touch with nobody.",
                NOBODY_ASKED,
            ],
        ),
        # Without a log, or with one that has only begun, nobody knows who was asked.
        (
            ["last_contact: 2020-01-01"],
            [f"{OF_THE_YEAR} met nobody and kept in touch with nobody."],
        ),
        (
            ["\n---\n- 2025-04-02 call: a"],
            [f"{OF_THE_YEAR} met nobody and kept in touch with 1 person."],
        ),
        (
            ["\n---\n- 2025-04-01 call: a"],
            [
                f"{OF_THE_YEAR} met nobody and kept in touch with 1 person.",
                NOBODY_ASKED,
            ],
        ),
        (
            [f"{NEW}\n---\n- 2025-05-01 coffee: a\n- 2025-05-09 call: b\n  - asked:: help"],
            [
                f"{OF_THE_YEAR} met 1 person, kept in touch with 1 person and asked 1 person for something.",
                "You have been back in touch with 1 of 1 new contact.",
                "You noted asking once (none granted so far).",
            ],
        ),
        (
            [f"{NEW}\n---\n- 2025-05-09 call: b\n  - gave:: a hand\n  - [x] asked:: help"],
            [
                f"{OF_THE_YEAR} met 1 person, kept in touch with 1 person and asked 1 person for something.",
                "You have been back in touch with 1 of 1 new contact.",
                "You noted giving once and asking once.",
            ],
        ),
        (
            ["\n---\n- 2025-05-09 call: b\n  - [x] asked:: help\n  - [x] asked:: more help"],
            [
                f"{OF_THE_YEAR} met nobody, kept in touch with 1 person and asked 1 person for something.",
                "You noted asking twice.",
            ],
        ),
    ],
)
def test_give_and_ask_panel_has_its_sentences(fronts: list[str], sentences: list[str]) -> None:
    assert list_sentences("exchange", *fronts, settings=NO_ME) == sentences


def test_names_without_a_log_are_no_reproach() -> None:
    assert list_sentences("exchange", NEW, NEW, settings=NO_ME) == [f"{OF_THE_YEAR} met 2 people."]
    sentences = list_sentences("follow-up-time", *[NEW] * 6, settings=NO_ME)
    assert sentences == ["Of the 6 people you met in the last year no later contact is noted yet."]


def test_give_and_ask_panel_counts_by_organisation_if_known() -> None:
    inside, outside = (f"organisation: {name}\n{NEW}" for name in ("Acme", "Other"))
    sentences = list_sentences("exchange", inside, outside, outside)
    assert sentences[0] == (f"{OF_THE_YEAR} met 3 people (1 at Acme, 2 elsewhere).")
    sentences = list_sentences("exchange", inside, NEW)
    assert sentences[0] == (f"{OF_THE_YEAR} met 2 people (1 at Acme, 0 elsewhere, 1 unknown).")
    # Whoever works nobody knows where may be outside.
    assert not any(sentence.startswith("Nobody") for sentence in sentences)
    sentences = list_sentences("exchange", inside, inside)
    assert sentences[1] == "Nobody new outside Acme yet."


# What a contact may say in each panel, and what is said of those who say it.
@pytest.mark.parametrize(
    ("panel", "fronts", "beginning"),
    [
        (
            "kinds",
            ["kind: personal"] * 3,
            "Of the 3 whose kind of purpose is written down, 0 help",
        ),
        ("fields", ["field: law"] * 5, "All 5 whose field is written down work in law."),
        (
            "fields",
            [*["field: law"] * 3, *["field: data"] * 2],
            "The 5 whose field is written down are as varied as 2 equally common fields.",
        ),
        (
            "inside-outside",
            ["organisation: Acme"] * 3,
            "All 3 whose organisation is written down are inside Acme.",
        ),
        (
            "inside-outside",
            [*["organisation: Acme"] * 2, *["organisation: Other"] * 2],
            "As many of the 4 whose organisation is written down are inside Acme as outside",
        ),
        (
            "levels",
            ["level: 1", "level: 0", "level: 1"],
            "Of the 3 whose level is written down, 2 are above your level, 1 beside you",
        ),
        (
            "how-met",
            ["introduced_by: me"] * 5,
            "You met all of the 5 contacts whose notes name you or another contact as the introducer",
        ),
    ],
)
def test_statement_says_of_how_many_it_speaks_and_unknown_changes_none(
    panel: str, fronts: list[str], beginning: str
) -> None:
    sentences = list_sentences(panel, *fronts, "")
    assert sentences[0].startswith(beginning)
    assert list_sentences(panel, *fronts, "", "", "") == sentences
    # With nobody unknown it is a statement about all.
    assert "written down" not in " ".join(list_sentences(panel, *fronts))


def test_nearly_one_field_is_not_one_field() -> None:
    law, data = Contact(path="", name="", field="law"), Contact(path="", name="", field="data")
    network = make_network_with()
    vars(network)["active_contacts"] = (*[law] * 499, data)
    panel = PANELS[IDS.index("fields")](Measures(network))
    assert panel.sentences[0].startswith(
        "Of your 500 contacts, 499 work in law. Pick any two: the chance that they work in different fields is 1%"
    )


def test_only_contacts_who_were_asked_are_reached_through_one_person() -> None:
    fronts = [KNOWS_BEN, KNOWS_NOBODY, KNOWS_NOBODY, "", ""]
    panel = make_panel("circles", *fronts)
    assert panel.sentences == (
        "Your contacts form at most 4 separate circles; the largest has at least 2.",
        "You reach 1 circle through one person only: Cleo.",
    )
    assert panel.values["sole_links"] == (("Cleo", "People/Cleo.md"),)


def test_all_who_introduced_me_to_the_most_are_named() -> None:
    by_ben = 'introduced_by: "[[Ben]]"'
    sentences = list_sentences("how-met", *[ME] * 6, BY_ADA, by_ben)
    assert sentences[0].endswith(" Ada and Ben introduced you to 1 each.")
    assert sentences[1] == f"{INBRED} Ada or Ben whom you should meet."


def test_who_to_ask_is_said_only_if_it_holds_for_one_contact_more_or_less() -> None:
    # 5 of 7 are more than 65 %, and 5 of 8 would not be.
    assert len(list_sentences("how-met", *[ME] * 5, BY_ADA, BY_ADA)) == 1


@pytest.mark.parametrize(
    ("fronts", "reasons"),
    [
        (["offers: [hiring]", "needs: [hiring]", ""], "there is a need of Ben that Ada offers"),
        (["needs: [hiring]", "interests: [hiring]", ""], "there is a need of Ada that Ben cares"),
        (
            ["needs: [hiring]\nfield: law", "offers: [hiring]\nfield: law", ""],
            "there is a need of Ada that Ben offers (hiring), and they share the field law.",
        ),
    ],
)
def test_introduction_says_whose_need_the_other_can_meet(fronts: list[str], reasons: str) -> None:
    sentence = list_sentences("introductions", *fronts)[0]
    assert sentence.startswith(f"Ada and Ben do not seem to know each other; {reasons}")


def test_undated_ask_may_be_of_this_year() -> None:
    sentences = list_sentences("exchange", "last_contact: 2025-05-01\n---\nasked:: help")
    assert NOBODY_ASKED not in sentences


@pytest.mark.parametrize(
    "other",
    [
        "purpose: x\nlast_contact: 2025-06-01\ntier: yearly\n---\n- [ ] a draft 📅 2025-06-29",
        "purpose: x\nlast_contact: 2025-06-01\ntier: yearly\n---\n- 2025-06-01 call\n  - [ ] a draft",
        "last_contact: 2025-06-01",
        "tier: yearly",
    ],
)
def test_nobody_is_said_to_wait_only_beside_no_promise_due_and_nobody_unknown(other: str) -> None:
    in_touch = "tier: yearly\nlast_contact: 2025-06-01"
    waiting = "Nobody is due."
    assert waiting in list_sentences("in-touch", in_touch)
    assert waiting in list_sentences(
        "in-touch", in_touch, "cadence: never\nlast_contact: 2025-06-01"
    )
    assert waiting not in list_sentences("in-touch", in_touch, other)


def test_one_person_who_is_planned_is_told_in_one_sentence() -> None:
    front = "tier: monthly\nlast_contact: 2025-05-01\nnext: 2025-08-01"
    assert list_sentences("in-touch", front) == [
        "The one person in your plan is planned for a later day.",
        "Nobody is due.",
    ]
    assert list_sentences("in-touch", front, front)[0] == (
        "You are in touch with 0 of the 2 people in your plan. 2 are planned for a later day."
    )


def test_nobody_met_on_my_own_is_said_in_words() -> None:
    fronts = ["", *[BY_ADA] * 5]
    assert list_sentences("how-met", *fronts) == [
        (
            "You met none of the 5 contacts whose notes name you or another contact as the introducer "
            "on your own. Ada introduced you to 5."
        )
    ]
