"""What must be true of a vault as a whole: each truth with a case that breaks it and one that does not."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from netnotes.model.diagnostics import CODES, Severity, sort_diagnostics
from netnotes.model.people import Me
from netnotes.model.settings import Settings
from netnotes.network.checks import CHECKS, check_links_in_text, check_network
from netnotes.network.network import build_network
from tests.notes import TODAY, reading, with_front

if TYPE_CHECKING:
    from netnotes.model.diagnostics import Diagnostic

PURPOSE = "purpose: Shows me how others plan"


def found(
    notes: dict[str, str], settings: Settings | None = None, files: tuple[str, ...] = ()
) -> tuple[Diagnostic, ...]:
    """What is wrong with these notes taken together, by their paths; a contact needs no folder."""
    settings = settings or Settings()
    paths = {(path if "/" in path else f"People/{path}.md"): text for path, text in notes.items()}
    readings = [reading(text, path, settings) for path, text in paths.items()]
    people = build_network(readings, files, settings, TODAY)
    return sort_diagnostics((*check_network(people), *check_links_in_text(people, readings)))


def told(notes: dict[str, str], settings: Settings | None = None) -> list[tuple[str, int, str]]:
    return [
        (one.location.path.rpartition("/")[2], one.location.line, one.code)
        for one in found(notes, settings)
    ]


def person(*lines: str) -> str:
    return with_front(PURPOSE, *lines)


def test_dates_have_happened() -> None:
    assert (
        told(
            {
                "Ada": person(
                    "last_contact: 2026-11-20",
                    "met: 2026-11-20",
                    "next: 2030-01-01",
                    "pause_until: 2030-01-01",
                )
            }
        )
        == []
    )
    assert told(
        {"Ada": person("last_contact: 2026-11-21"), "Ben": person("tier: A", "met: 2027-01-01")}
    ) == [
        ("Ada.md", 3, "future-date"),
        ("Ben.md", 4, "future-date"),
    ]
    assert told({"Ada": person() + "last seen:: 2027-01-01\n- 2027-01-01 lunch\n"}) == [
        ("Ada.md", 4, "future-date")
    ]


def test_meetings_come_before_contacts() -> None:
    assert told({"Ada": person("met: 2026-05-01", "last_contact: 2026-05-01")}) == []
    assert told({"Ada": person("met: 2026-05-01", "last_seen: 2026-04-30")}) == [
        ("Ada.md", 4, "met-after-contact")
    ]
    assert told({"Ada": person("met: 2026-05-01") + "- 2020-01-01 letter\n"}) == []


def test_purposes_are_written() -> None:
    assert told(
        {
            "Ada": "",
            "Ben": with_front("archived: yes"),
            "Cleo": with_front("why: x"),
            "Dan": "Purpose:: y\n",
        }
    ) == [("Ada.md", 1, "no-purpose")]


def test_people_are_found() -> None:
    notes = {
        "Ada": person(
            'knows: ["[[Ben]]", "[[Bne]]", "[[x/Cloe]]", "[[Somebody]]", "[[2026-10-02]]", "[[Mira Holm]]", Plain]'
        ),
        "Ben": person('met_at: "[[Fair]]"', 'introduced_by: "[[me]]"'),
        "Cleo": person('met_at: "[[../Events/Fair.md]]"', "name: Cleopatra"),
        "Events/Fair.md": with_front("date: 2026-12-01", 'people: ["[[Ada]]", "[[Nobody]]"]'),
    }
    wrong = found(notes, Settings(me=Me(name="Mira Holm")))
    assert [(one.location[1:], one.code, one.help) for one in wrong] == [
        ((3, 21), "dead-link", "Mend the name, or make the note."),
        ((3, 20), "dead-link", "Did you mean [[Ben]]?"),
        ((3, 31), "dead-link", "Did you mean [[Cleo]]?"),
        ((3, 45), "dead-link", "Mend the name, or make the note."),
    ]


def test_an_alias_is_told_from_a_name() -> None:
    notes = {
        "Ada": person('knows: ["[[Bennie]]", "[[Ben|Bennie]]", "[[Benjamin]]"]'),
        "Ben": person("aliases: [Bennie]", "name: Benjamin"),
    }
    assert [(one.code, one.help) for one in found(notes)] == [
        ("alias-link", "Write [[Ben|Bennie]]."),
        ("alias-link", "Write [[Ben|Benjamin]]."),
    ]


@pytest.mark.parametrize(
    "who",
    ["me", "Me", "myself", "Ben", "ben", '"[[Ben]]"', '"[[Fair]]"', "Bennie", '"[[2026-10-02]]"'],
)
def test_introducers_are_known(who: str) -> None:
    notes = {
        "Ada": person(f"introduced_by: {who}"),
        "Ben": person("aliases: [Bennie]"),
        "Events/Fair.md": "",
    }
    assert found(notes) == ()


def test_an_introducer_who_is_nobody() -> None:
    (one,) = found({"Ada": person("introduced_by: Bem"), "Ben": person()})
    assert (one.code, one.location, one.help) == (
        "dead-link",
        ("People/Ada.md", 3, 16),
        "Did you mean [[Ben]]?",
    )
    (one,) = found({"Ada": person("introduced_by: Somebody")})
    assert one.help == 'Write `me`, or "[[Somebody]]" and make the note.'


def test_goals_exist() -> None:
    notes = {
        "Ada": person('goals: ["[[Speak]]", Speak, Speek, "[[Ben]]", Rest]'),
        "Ben": person(),
        "Goals/Speak.md": "",
    }
    assert [(one.location.column, one.code, one.help) for one in found(notes)] == [
        (29, "unknown-goal", "Did you mean [[Speak]]?"),
        (36, "unknown-goal", "Make the note Goals/Ben.md, or mend the name."),
        (47, "unknown-goal", "Make the note Goals/Rest.md, or mend the name."),
    ]


def test_nobody_is_tied_to_themselves() -> None:
    assert told({"Ada": person('knows: "[[Ada]]"', "introduced_by: Ada", 'met_at: "[[Ada]]"')}) == [
        ("Ada.md", 3, "self-link"),
        ("Ada.md", 4, "self-link"),
    ]


def introduced(*pairs: str) -> dict[str, str]:
    return {pair[0]: person(f'introduced_by: "[[{pair[1]}]]"') for pair in pairs} | {
        "Z": person("introduced_by: me")
    }


def test_introductions_have_a_beginning() -> None:
    assert told(introduced("AB", "BC", "CZ", "DB")) == []
    wrong = found(introduced("AB", "BC", "CA", "DA", "EF", "FE"))
    assert [(one.location.path, one.location.line, one.code) for one in wrong] == [
        ("People/A.md", 3, "introduction-circle"),
        ("People/E.md", 3, "introduction-circle"),
    ]
    assert "A was introduced by B was introduced by C was introduced by A" in wrong[0].message


def test_a_long_chain_of_introductions_is_followed_to_its_end() -> None:
    names = [f"P{number:04}" for number in range(3000)]
    notes = {
        one: person(f'introduced_by: "[[{other}]]"') for one, other in pairwise((*names, names[0]))
    }
    assert [one.code for one in found(notes)] == ["introduction-circle"]


def test_names_are_unique() -> None:
    notes = {
        "Ada": person(),
        "CRM/Contacts/ada.md": person(),
        "Goals/Ada.md": "",
        "Quill": person("name: Ada"),
        "Ben": person(),
    }
    assert told(notes) == [("Ada.md", 1, "duplicate-name"), ("Quill.md", 3, "duplicate-name")]


def test_names_are_plain() -> None:
    notes = {
        "Ada\u202e": person(),
        "ليلى حداد": person(),
        "יעל": person(),
        "Zero\u200bwidth": person(),
        "Ben": person("name: '\u2067Ben'"),
    }
    assert [(one.location.line, one.code) for one in found(notes)] == [
        (1, "hidden-character"),
        (3, "hidden-character"),
    ]
    assert "\u202e" not in found(notes)[0].message


def test_links_in_text_are_looked_at_when_asked() -> None:
    notes = {
        "Ada": person() + "[[Nobody]] [[Ben]] [[2026-10-02]] [x](Some%20body.md) ![[photo.jpg]]\n",
        "Ben": person(),
    }
    notes["Cooking/Bread.md"] = "[[Nobody]]\n"
    assert told(notes) == []
    asked = Settings(checks=(("dead-link-in-text", Severity.WARNING),))
    assert told(notes, asked) == [("Ada.md", 4, "dead-link-in-text")] * 3


def test_every_check_says_its_truth_and_knows_its_code() -> None:
    assert len(CHECKS) == len(set(CHECKS)) > 8
    assert all(one.__doc__ and one.__doc__.endswith(".") for one in CHECKS)
    names = [code.name for code in CODES]
    assert len(names) == len(set(names))


def test_three_thousand_people_who_know_people_without_notes() -> None:
    notes = {
        f"Person {number}": person(f'knows: ["[[Persom {number}]]", "[[Nobody {number}]]"]')
        for number in range(3000)
    }
    wrong = found(notes)  # to compare each with each took minutes
    assert len(wrong) == 6000
    assert wrong[0].help == "Did you mean [[Person 0]]?"
