"""Checks of a vault as a whole: each with a case that breaks the rule and one that does not."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from netnotes.model.diagnostic_codes import CODES
from netnotes.model.diagnostics import Severity, sort_diagnostics
from netnotes.model.people import Me
from netnotes.model.settings import Settings
from netnotes.network.checks import CHECKS, check_network
from netnotes.network.network import build_network
from netnotes.network.text_checks import check_links_in_text
from tests.notes import TODAY, make_front_matter, read_note_text

if TYPE_CHECKING:
    from netnotes.model.diagnostics import Diagnostic

PURPOSE = "purpose: Shows me how others plan"


def find_diagnostics(
    notes: dict[str, str], settings: Settings | None = None, files: tuple[str, ...] = ()
) -> tuple[Diagnostic, ...]:
    """Find what is wrong with these notes, given by their paths; a contact needs no folder."""
    settings = settings or Settings()
    paths = {(path if "/" in path else f"People/{path}.md"): text for path, text in notes.items()}
    readings = [read_note_text(text, path, settings) for path, text in paths.items()]
    people = build_network(readings, files, settings, TODAY)
    return sort_diagnostics((*check_network(people), *check_links_in_text(people, readings)))


def list_findings(
    notes: dict[str, str], settings: Settings | None = None
) -> list[tuple[str, int, str]]:
    return [
        (diagnostic.location.path.rpartition("/")[2], diagnostic.location.line, diagnostic.code)
        for diagnostic in find_diagnostics(notes, settings)
    ]


def make_contact(*lines: str) -> str:
    return make_front_matter(PURPOSE, *lines)


def test_future_dates_are_reported() -> None:
    assert (
        list_findings(
            {
                "Ada": make_contact(
                    "last_contact: 2026-11-20",
                    "met: 2026-11-20",
                    "next: 2030-01-01",
                    "pause_until: 2030-01-01",
                )
            }
        )
        == []
    )
    assert list_findings(
        {
            "Ada": make_contact("last_contact: 2026-11-21"),
            "Ben": make_contact("tier: A", "met: 2027-01-01"),
        }
    ) == [
        ("Ada.md", 3, "future-date"),
        ("Ben.md", 4, "future-date"),
    ]
    assert list_findings(
        {"Ada": make_contact() + "last seen:: 2027-01-01\n- 2027-01-01 lunch\n"}
    ) == [("Ada.md", 4, "future-date")]


def test_last_contact_before_the_meeting_is_reported() -> None:
    assert list_findings({"Ada": make_contact("met: 2026-05-01", "last_contact: 2026-05-01")}) == []
    assert list_findings({"Ada": make_contact("met: 2026-05-01", "last_seen: 2026-04-30")}) == [
        ("Ada.md", 4, "met-after-contact")
    ]
    assert list_findings({"Ada": make_contact("met: 2026-05-01") + "- 2020-01-01 letter\n"}) == []


def test_missing_purposes_are_reported() -> None:
    assert list_findings(
        {
            "Ada": "",
            "Ben": make_front_matter("archived: yes"),
            "Cleo": make_front_matter("why: x"),
            "Dan": "Purpose:: y\n",
        }
    ) == [("Ada.md", 1, "no-purpose")]


def test_dead_links_to_people_are_reported() -> None:
    notes = {
        "Ada": make_contact(
            'knows: ["[[Ben]]", "[[Bne]]", "[[x/Cloe]]", "[[Somebody]]", '
            '"[[2026-10-02]]", "[[Mira Holm]]", Plain]'
        ),
        "Ben": make_contact('met_at: "[[Fair]]"', 'introduced_by: "[[me]]"'),
        "Cleo": make_contact('met_at: "[[../Events/Fair.md]]"', "name: Cleopatra"),
        "Events/Fair.md": make_front_matter(
            "date: 2026-12-01", 'people: ["[[Ada]]", "[[Nobody]]"]'
        ),
    }
    diagnostics = find_diagnostics(notes, Settings(me=Me(name="Mira Holm")))
    assert [
        (diagnostic.location[1:], diagnostic.code, diagnostic.help) for diagnostic in diagnostics
    ] == [
        ((3, 21), "dead-link", "Fix the name, or create the note."),
        ((3, 20), "dead-link", "Did you mean [[Ben]]?"),
        ((3, 31), "dead-link", "Did you mean [[Cleo]]?"),
        ((3, 45), "dead-link", "Fix the name, or create the note."),
    ]


def test_links_by_alias_are_reported() -> None:
    notes = {
        "Ada": make_contact('knows: ["[[Bennie]]", "[[Ben|Bennie]]", "[[Benjamin]]"]'),
        "Ben": make_contact("aliases: [Bennie]", "name: Benjamin"),
    }
    assert [(diagnostic.code, diagnostic.help) for diagnostic in find_diagnostics(notes)] == [
        ("alias-link", "Write [[Ben|Bennie]]."),
        ("alias-link", "Write [[Ben|Benjamin]]."),
    ]


@pytest.mark.parametrize(
    "introducer",
    ["me", "Me", "myself", "Ben", "ben", '"[[Ben]]"', '"[[Fair]]"', "Bennie", '"[[2026-10-02]]"'],
)
def test_unknown_introducers_are_reported(introducer: str) -> None:
    notes = {
        "Ada": make_contact(f"introduced_by: {introducer}"),
        "Ben": make_contact("aliases: [Bennie]"),
        "Events/Fair.md": "",
    }
    assert find_diagnostics(notes) == ()


def test_introducer_without_a_note_is_reported() -> None:
    (diagnostic,) = find_diagnostics(
        {"Ada": make_contact("introduced_by: Bem"), "Ben": make_contact()}
    )
    assert (diagnostic.code, diagnostic.location, diagnostic.help) == (
        "dead-link",
        ("People/Ada.md", 3, 16),
        "Did you mean [[Ben]]?",
    )
    (diagnostic,) = find_diagnostics({"Ada": make_contact("introduced_by: the fair")})
    assert diagnostic.help == 'Write `me`, or "[[the fair]]" and make the note.'
    assert find_diagnostics({"Ada": make_contact("introduced_by: Tom Weld")}) == ()


def test_unknown_goals_are_reported() -> None:
    notes = {
        "Ada": make_contact('goals: ["[[Speak]]", Speak, Speek, "[[Ben]]", Rest]'),
        "Ben": make_contact(),
        "Goals/Speak.md": "",
    }
    assert [
        (diagnostic.location.column, diagnostic.code, diagnostic.help)
        for diagnostic in find_diagnostics(notes)
    ] == [
        (29, "unknown-goal", "Did you mean [[Speak]]?"),
        (36, "unknown-goal", "Create the note Goals/Ben.md, or fix the name."),
        (47, "unknown-goal", "Create the note Goals/Rest.md, or fix the name."),
    ]


def test_self_links_are_reported() -> None:
    assert list_findings(
        {"Ada": make_contact('knows: "[[Ada]]"', "introduced_by: Ada", 'met_at: "[[Ada]]"')}
    ) == [
        ("Ada.md", 3, "self-link"),
        ("Ada.md", 4, "self-link"),
    ]


def introduced(*pairs: str) -> dict[str, str]:
    return {pair[0]: make_contact(f'introduced_by: "[[{pair[1]}]]"') for pair in pairs} | {
        "Z": make_contact("introduced_by: me")
    }


def test_circles_of_introductions_are_reported() -> None:
    assert list_findings(introduced("AB", "BC", "CZ", "DB")) == []
    diagnostics = find_diagnostics(introduced("AB", "BC", "CA", "DA", "EF", "FE"))
    assert [
        (diagnostic.location.path, diagnostic.location.line, diagnostic.code)
        for diagnostic in diagnostics
    ] == [
        ("People/A.md", 3, "introduction-circle"),
        ("People/E.md", 3, "introduction-circle"),
    ]
    assert "A was introduced by B was introduced by C was introduced by A" in diagnostics[0].message


def test_long_chain_of_introductions_is_followed_to_its_end() -> None:
    names = [f"P{number:04}" for number in range(3000)]
    notes = {
        name: make_contact(f'introduced_by: "[[{introducer}]]"')
        for name, introducer in pairwise((*names, names[0]))
    }
    assert [name.code for name in find_diagnostics(notes)] == ["introduction-circle"]


def test_duplicate_names_are_reported() -> None:
    notes = {
        "Ada": make_contact(),
        "CRM/Contacts/ada.md": make_contact(),
        "Goals/Ada.md": "",
        "Quill": make_contact("name: Ada"),
        "Ben": make_contact(),
    }
    assert list_findings(notes) == [
        ("Ada.md", 1, "duplicate-name"),
        ("Quill.md", 3, "duplicate-name"),
    ]


def test_hidden_characters_in_names_are_reported() -> None:
    notes = {
        "Ada\u202e": make_contact(),
        "ليلى حداد": make_contact(),
        "יעל": make_contact(),
        "Zero\u200bwidth": make_contact(),
        "امیر\u200cحسین": make_contact(),
        "Ben": make_contact("name: '\u2067Ben'"),
    }
    assert [
        (diagnostic.location.line, diagnostic.code) for diagnostic in find_diagnostics(notes)
    ] == [
        (1, "hidden-character"),
        (3, "hidden-character"),
        (1, "hidden-character"),
    ]
    assert "\u202e" not in find_diagnostics(notes)[0].message


def test_dead_links_in_text_are_reported_if_turned_on() -> None:
    notes = {
        "Ada": make_contact()
        + "[[Nobody]] [[Ben]] [[2026-10-02]] [x](Some%20body.md) ![[photo.jpg]]\n",
        "Ben": make_contact(),
    }
    notes["Cooking/Bread.md"] = "[[Nobody]]\n"
    assert list_findings(notes) == []
    settings = Settings(checks=(("dead-link-in-text", Severity.WARNING),))
    assert list_findings(notes, settings) == [("Ada.md", 4, "dead-link-in-text")] * 3


def test_every_check_has_a_docstring_and_every_code_one_name() -> None:
    assert len(CHECKS) == len(set(CHECKS)) > 8
    assert all(check.__doc__ and check.__doc__.endswith(".") for check in CHECKS)
    names = [code.name for code in CODES]
    assert len(names) == len(set(names))


def test_three_thousand_dead_links_are_checked_in_time() -> None:
    notes = {
        f"Person {number}": make_contact(f'knows: ["[[Persom {number}]]", "[[Nobody {number}]]"]')
        for number in range(3000)
    }
    diagnostics = find_diagnostics(notes)  # to compare each with each took minutes
    assert len(diagnostics) == 6000
    assert diagnostics[0].help == "Did you mean [[Person 0]]?"


def test_days_that_nobody_means_are_reported() -> None:
    lines = {
        "birthday: 1604-05-12": ("unlikely-date", "Write 05-12."),
        "birthday: 2030-05-12": ("future-date", "Correct the year, or write 05-12 without one."),
        "birthday: 1850-05-12": (
            "unlikely-date",
            "Correct the year, write 05-12 without one, or add `died:`.",
        ),
        "met: 0001-01-01": ("unlikely-date", "Correct the year."),
        "last_contact: 1202-01-01": ("unlikely-date", "Correct the year."),
        "next: 2206-01-01": ("unlikely-date", "Correct the year."),
        "pause_until: 2206-01-01": ("unlikely-date", "Correct the year."),
        "died: 2030": ("future-date", "Correct the day, or take it out."),
    }
    for line, expected in lines.items():
        (diagnostic,) = find_diagnostics({"Ada": make_contact(line)})
        assert (diagnostic.code, diagnostic.help) == expected
        assert diagnostic.location.line == 3


@pytest.mark.parametrize(
    "lines",
    [
        *("birthday: 05-12", "birthday: 1904-11-21", "next: 2099-01-01", "died: 2026-11-20"),
        *("birthday: 1850-05-12\ndied: 1920", "died: 2026", "met: 1900-01-01"),
    ],
)
def test_days_that_may_be_meant_are_no_finding(lines: str) -> None:
    assert list_findings({"Ada": make_contact(lines)}) == []


def test_event_that_ends_before_it_begins_is_reported() -> None:
    notes = {"Events/Fair.md": "---\ndate: 2026-12-04\nuntil: 2026-12-01\n---\n"}
    assert list_findings(notes) == [("Fair.md", 1, "until-before-date")]
