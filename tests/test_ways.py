"""Ways to somebody I want to meet, as short as networkx finds them, and in the order of the rules."""

from __future__ import annotations

from typing import Any

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netnotes.model.people import Me
from netnotes.model.settings import Settings
from netnotes.network.measures.acquaintances import Person, split_names
from netnotes.network.measures.way_sentences import describe_request, describe_way
from netnotes.network.measures.ways import Way, WaySearch
from tests.networks import make_network
from tests.notes import TODAY

MET = "last_contact: 2026-11-10"
NORTHWIND = {"Priya Nair": "organisation: Northwind"}


def make_search(
    people: dict[str, str],
    targets: str = "",
    *,
    logs: dict[str, str] | None = None,
    events: dict[str, str] | None = None,
    own_town: str = "",
) -> WaySearch:
    """Build the search in a network of people by name, and a goal with these targets."""
    notes = {
        f"People/{name}.md": f"---\n{front}\n---\n{(logs or {}).get(name, '')}\n"
        for name, front in people.items()
    }
    notes["Goals/Seed.md"] = f"---\nwhy: To begin\ntargets: [{targets}]\n---\n"
    for name, front in (events or {}).items():
        notes[f"Events/{name}.md"] = f"---\n{front}\n---\n"
    return WaySearch(make_network(notes, Settings(me=Me(location=own_town)), TODAY))


def find_ways(search: WaySearch, name: str = "Priya Nair") -> list[Way]:
    contact = search.network.contacts_by_path.get(f"People/{name}.md")
    if contact:
        return search.find_ways(Person(name, contact.path))
    [person] = search.acquaintances.find_names(name)
    return search.find_ways(person)


def list_doors(ways: list[Way]) -> list[str]:
    return [way.door.name for way in ways if way.door]


def describe(search: WaySearch, name: str = "Priya Nair") -> list[str]:
    return [describe_way(way, search.network) for way in find_ways(search, name)]


# Names of contacts and, in small numbers, names without a note.
NAMES = [f"Person {letter}" for letter in "ABCDEFG"]
BARE_NAMES = ["Bare X", "Bare Y"]


@st.composite
def make_random_vaults(draw: st.DrawFn) -> tuple[dict[str, str], set[str], list[tuple[str, str]]]:
    """Make the notes of people, who of them is to be met, and all pairs who know each other."""
    count = draw(st.integers(2, len(NAMES)))
    names = NAMES[:count]
    fronts = {}
    pairs = []
    for name in names:
        known = draw(st.lists(st.sampled_from([*names, *BARE_NAMES]), max_size=3))
        lines = [f"knows: [{', '.join(known)}]"]
        pairs += [(name, other) for other in known]
        introducer = draw(st.sampled_from([None, None, None, *names, *BARE_NAMES]))
        if introducer and introducer != name:
            lines.append(f"introduced_by: {introducer}")
            pairs.append((name, introducer))
        lines.append(draw(st.sampled_from(["", "", MET, "met: 2026-10-02", "archived: true"])))
        fronts[name] = "\n".join(lines)
    targets = set(draw(st.lists(st.sampled_from(names), min_size=1, max_size=4)))
    return fronts, targets, pairs


def build_graph(
    fronts: dict[str, str], targets: set[str], pairs: list[tuple[str, str]], target: str
) -> Any:
    """Build the graph in which networkx looks for the way from me to a target."""
    graph = networkx.Graph()
    graph.add_nodes_from(["me", target, *fronts])
    graph.add_edges_from(pair for pair in pairs if pair[0] != pair[1])
    for name, front in fronts.items():
        is_met = "last_contact" in front or "met:" in front
        if name != target and "archived" in front:
            graph.remove_node(name)
        elif name != target and (is_met or name not in targets):
            graph.add_edge("me", name)
    return graph


@settings(max_examples=40)
@given(make_random_vaults())
def test_ways_are_the_shortest_that_networkx_finds(
    vault: tuple[dict[str, str], set[str], list[tuple[str, str]]],
) -> None:
    fronts, targets, pairs = vault
    search = make_search(fronts, ", ".join(sorted(targets)))
    known_names = {name for pair in pairs for name in pair if name in BARE_NAMES}
    for target in [*fronts, *known_names]:
        graph = build_graph(fronts, targets, pairs, target)
        expected = set()
        if networkx.has_path(graph, "me", target):
            for path in networkx.all_shortest_paths(graph, "me", target):
                if len(path) <= 4:
                    expected.add((path[1], len(path) - 1))

        ways = find_ways(search, target)
        noted = [way for way in ways if way.door and way.door.path]
        assert {(way.door.name, way.steps) for way in noted if way.door} == expected
        # Each door once, and what is between two of three steps is a neighbour of both.
        assert len(noted) == len(expected)
        for way in noted:
            if way.through and way.door:
                assert graph.has_edge(way.door.name, way.through.name)
                assert graph.has_edge(way.through.name, target)


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        ({"Ada": "knows: [Priya Nair]", "Priya Nair": ""}, ["Ada"]),
        ({"Ada": "", "Priya Nair": "knows: [Ada]"}, ["Ada"]),
        ({"Ada": "", "Priya Nair": "introduced_by: Ada"}, ["Ada"]),
        ({"Ada": "introduced_by: Priya Nair", "Priya Nair": ""}, ["Ada"]),
        ({"Ada": "knows: [Priya Nair]\narchived: true", "Priya Nair": ""}, []),
        ({"Ada": "knows: [Priya Nair]\ndied: 2024", "Priya Nair": ""}, []),
        ({"Ada": "knows: [Priya Nair]\nstatus: do not contact", "Priya Nair": ""}, []),
        # Who is archived can be met all the same.
        ({"Ada": "knows: [Priya Nair]", "Priya Nair": "archived: true"}, ["Ada"]),
    ],
)
def test_who_knows_somebody_can_open_the_door(people: dict[str, str], expected: list[str]) -> None:
    assert list_doors(find_ways(make_search(people))) == expected


def test_name_without_a_note_is_a_target() -> None:
    search = make_search(
        {"Ada": f"knows: [Tom Weld (Northwind)]\n{MET}", "Ben": "knows: [tom weld]"}
    )
    assert list_doors(find_ways(search, "Tom Weld")) == ["Ada", "Ben"]
    assert (
        describe(search, "TOM WELD")[0] == "Ada knows Tom Weld; last in touch on 10 November 2026."
    )


def test_name_without_a_note_is_a_door() -> None:
    search = make_search({"Priya Nair": "knows: [Tom Weld]"})
    [way] = find_ways(search)
    assert describe_way(way, search.network) == (
        "Priya Nair knows Tom Weld, who has no note yet: do you know Tom Weld?"
    )
    assert describe_request(way) == ""


def test_named_person_is_reached_over_who_named_them() -> None:
    log = "- 2026-11-03 call: about the archive\n  - named:: Camille Joubert, journalist\n"
    search = make_search({"Ada": ""}, logs={"Ada": log})
    [way] = find_ways(search, "Camille Joubert")
    assert describe_way(way, search.network) == (
        "Ada named Camille Joubert to you; you spoke on 3 November 2026, about the archive."
    )
    assert way.reasons[0].locations[0].line == 5
    search = make_search({"Ada": ""}, logs={"Ada": f"{log}- 2026-11-05 call: talked\n"})
    assert describe(search, "Camille Joubert") == [
        "Ada named Camille Joubert to you on 3 November 2026; you spoke on 5 November 2026 (“talked”)."
    ]


def test_order_is_steps_free_introducers_and_names_and_never_closeness() -> None:
    people = {
        "Eve": "knows: [Priya Nair]\ntier: weekly\nlast_contact: 2026-11-19",
        "Ben": "knows: [Priya Nair]",
        "Cleo": "knows: [Priya Nair]\nlast_contact: 2019-01-01",
        "Ada": f"knows: [Priya Nair]\n{MET}",
        "Dan": "introduced_by: Cleo",
        "Priya Nair": "",
    }
    logs = {"Ada": "- 2026-11-10 call: talked\n  - [x] asked:: a name\n"}
    assert list_doors(find_ways(make_search(people, logs=logs))) == ["Cleo", "Ben", "Eve", "Ada"]


@pytest.mark.parametrize(
    ("entry", "is_free"),
    [
        ("- 2026-10-21 call: talked\n  - [x] asked:: a name", False),  # thirty days ago
        ("- 2026-10-20 call: talked\n  - [x] asked:: a name", True),
        ("- 2026-10-10 call: talked\n  - asked:: a name", False),  # open for less than six weeks
        ("- 2026-10-09 call: talked\n  - asked:: a name", True),
        ("- asked:: a name", False),
        ("- 2026-11-10 call: talked", True),
    ],
)
def test_door_is_free_thirty_days_after_an_ask_and_without_an_open_one(
    entry: str, is_free: bool
) -> None:
    people = {"Ada": "knows: [Priya Nair]", "Priya Nair": ""}
    [way] = find_ways(make_search(people, logs={"Ada": entry}))
    assert way.is_free is is_free


def test_waiting_ask_and_pause_are_said() -> None:
    people = {
        "Ada": "knows: [Priya Nair]",
        "Ben": f"knows: [Priya Nair]\npause_until: 2027-01-03\n{MET}",
        "Priya Nair": "",
    }
    search = make_search(people, logs={"Ada": "- 2026-11-10 call: talked\n  - asked:: a name"})
    assert describe(search) == [
        (
            "Ada knows Priya Nair; you spoke on 10 November 2026 (“talked”). "
            "You asked Ada for something on 10 November 2026; let that be answered first."
        ),
        (
            "Ben knows Priya Nair; last in touch on 10 November 2026. "
            "You are leaving Ben alone until 3 January 2027."
        ),
    ]


def test_who_works_lives_or_comes_where_the_target_does_may_open_the_door() -> None:
    people = {
        "Ada": "organisation: Northwind\nlocation: Lisbon",
        "Ben": "location: 'Lisbon, Portugal'",
        "Cleo": "",
        "Dan": "organisation: freelance",
        "Zoe": "knows: [Priya Nair]",
        "Priya Nair": "organisation: Northwind\nlocation: Lisbon",
    }
    events = {
        "Signals": "date: 2026-12-03\npeople: [Cleo, Priya Nair]",
        "Old fair": "date: 2026-11-03\npeople: [Dan, Priya Nair]",
    }
    search = make_search(people, events=events)
    words = [line.partition(";")[0] for line in describe(search)]
    # Who is known to know her comes first.
    assert words == [
        "Zoe knows Priya Nair",
        "Ada works at Northwind and lives in Lisbon, as Priya Nair does",
        "Ben lives in Lisbon, as Priya Nair does",
        "Cleo comes to Signals (3 December 2026), as Priya Nair does",
    ]
    in_own_town = make_search(people, events=events, own_town="Lisbon")
    assert "Ben" not in list_doors(find_ways(in_own_town))


def test_three_steps_lead_over_somebody_known_to_whom_i_can_ask() -> None:
    people = {
        "Ada": f"knows: [Tom Weld, people at Northwind]\n{MET}",
        "Ben": f"knows: [Ola Berg]\n{MET}",
        "Cleo": f"knows: [Kim Lee (Northwind)]\n{MET}",
        "Ola Berg": "organisation: Northwind",
        "Priya Nair": "organisation: Northwind\nknows: [Tom Weld]",
    }
    search = make_search(people, "Ola Berg, Priya Nair")
    ways = [way for way in find_ways(search) if way.door and way.door.path]
    assert [describe_way(way, search.network).partition(";")[0] for way in ways] == [
        "Ada knows Tom Weld, who knows Priya Nair",
        "Ben knows Ola Berg, who works at Northwind",
        "Cleo knows Kim Lee, who works at Northwind",
    ]
    del people["Priya Nair"]
    search = make_search({**people, **NORTHWIND}, "Ola Berg, Priya Nair")
    assert describe(search)[0].startswith("Ada knows people at Northwind;")
    assert describe_request(find_ways(search)[0]) == (
        "Ask Ada whom they know there; they can say no easily."
    )


def test_three_steps_are_not_looked_for_beside_two() -> None:
    people = {
        "Ada": "knows: [people at Northwind]",
        "Ben": "knows: [Priya Nair]",
        **NORTHWIND,
    }
    assert list_doors(find_ways(make_search(people))) == ["Ben"]


def test_who_is_not_for_a_goal_is_no_door_for_it() -> None:
    people = {"Ada": "knows: [Priya Nair]\nnot_for: '[[Seed]]'", "Priya Nair": ""}
    search = make_search(people, "Priya Nair")
    [goal] = search.network.goals
    target = Person("Priya Nair", "People/Priya Nair.md")
    assert list_doors(search.find_ways(target)) == ["Ada"]
    assert search.find_ways(target, goal) == []


def test_day_and_my_own_name_are_no_people() -> None:
    search = make_search({"Ada": "knows: ['[[2026-10-02]]', me, Tom Weld]"})
    assert list(search.acquaintances.names) == ["tom weld"]


def test_first_sentence_of_a_touch_says_what_it_was_about() -> None:
    people = {"Ada": "knows: [Priya Nair]", "Priya Nair": ""}
    logs = {"Ada": "- 2026-11-02 lunch: One hour in Berlin. She asked who else comes.\n"}
    assert describe(make_search(people, logs=logs)) == [
        "Ada knows Priya Nair; you had lunch on 2 November 2026 (“One hour in Berlin”)."
    ]


def test_only_the_first_entry_of_a_day_is_quoted() -> None:
    people = {"Ada": "knows: [Priya Nair]", "Priya Nair": ""}
    logs = {"Ada": "- 2026-11-02 email: thank you\n- 2026-11-02 message: knows Rita, at Octave\n"}
    assert describe(make_search(people, logs=logs)) == [
        "Ada knows Priya Nair; you wrote on 2 November 2026 (“thank you”)."
    ]


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("His hip. He doesn't want to talk about the illness.", " (“His hip”)"),
        ("Never a word about her job", " (“Never a word about her job”)"),
        ("He avoids talking about his brother.", " (“He avoids talking about his brother”)"),
        ("No time for lunch, but a long talk about her boat", ", about her boat"),
    ],
)
def test_what_somebody_did_not_talk_about_is_no_topic(text: str, topic: str) -> None:
    people = {"Ada": "knows: [Priya Nair]", "Priya Nair": ""}
    search = make_search(people, logs={"Ada": f"- 2026-11-02 lunch: {text}\n"})
    assert describe(search) == [f"Ada knows Priya Nair; you had lunch on 2 November 2026{topic}."]


def test_who_was_only_just_met_is_not_asked_yet() -> None:
    people = {
        "Ada": "knows: [Priya Nair]\nmet: 2026-11-18",
        "Ben": "knows: [Priya Nair]\nmet: 2020-01-01",
        "Priya Nair": "",
    }
    ways = find_ways(make_search(people, logs={"Ada": "- 2026-11-18 fair: hello"}))
    assert list_doors(ways) == ["Ben", "Ada"]
    assert [way.is_free for way in ways] == [True, False]
    assert describe(make_search(people))[1].endswith(
        "You have only just met Ada; a line to them first."
    )
    named = {"Ada": "- 2026-11-18 fair: hello\n  - named:: Priya Nair"}
    assert [way.is_free for way in find_ways(make_search(people, logs=named))] == [True, True]


def test_whoever_fits_and_is_not_met_is_reached_over_who_knows_them() -> None:
    people = {
        "Helen": 'knows: "[[Ruth]]"\nmet: 2020-01-01',
        "Ruth": "role: nurse",
        "Sam": "role: nurse",
    }
    [ruth, sam] = make_search(people).find_wanted_people("nurse")
    assert (ruth.person.name, sam.person.name) == ("Sam", "Ruth") or ruth.way
    ways = {wanted.person.name: wanted.way for wanted in (ruth, sam)}
    assert ways["Ruth"] and ways["Ruth"].door and ways["Ruth"].door.name == "Helen"
    assert ways["Sam"] and ways["Sam"].door is None


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Paulo Teixeira at Ortoclin", "Paulo Teixeira"),
        ("Paulo Teixeira from Ortoclin, in Porto", "Paulo Teixeira"),
        ("Paulo Teixeira who runs Ortoclin", "Paulo Teixeira"),
        ("Anja Vogt bei Ortoclin", "Anja Vogt"),
        ("Marjolein de Graaf at Ortoclin", "Marjolein de Graaf"),
        # What else is known of a first name tells it from others.
        ("Paulo at Ortoclin", "Paulo at Ortoclin"),
        ("people at Ortoclin", "people at Ortoclin"),
    ],
)
def test_place_of_work_is_no_part_of_a_name(words: str, name: str) -> None:
    search = make_search({"Ada": ""}, logs={"Ada": f"- 2026-11-03 call: a\n  - named:: {words}\n"})
    assert [person.name for _, _, person in search.acquaintances.namings] == [name]


def test_who_works_where_a_name_is_said_to_work_may_open_the_door() -> None:
    people = {"Ada": "", "Marta Duarte": "organisation: Ortoclin", "Ben": "organisation: Orto"}
    logs = {"Ada": "- 2026-11-03 call: a\n  - named:: Paulo Teixeira at Ortoclin\n"}
    search = make_search(people, "Paulo Teixeira", logs=logs)
    assert describe(search, "Paulo Teixeira") == [
        "Ada named Paulo Teixeira to you; you spoke on 3 November 2026 (“a”).",
        (
            "Marta Duarte works at Ortoclin, as Paulo Teixeira does; "
            "no meeting or message is noted yet, so a hello first."
        ),
    ]


def test_ask_for_this_introduction_is_said_to_be_this() -> None:
    people = {"Ada": "knows: [Priya Nair]", "Priya Nair": ""}
    log = "- 2026-11-10 call: talked\n  - [ ] asked:: a word with Priya Nair"
    assert describe(make_search(people, logs={"Ada": log}))[0].endswith(
        "You asked Ada for this on 10 November 2026; let that be answered first."
    )


def test_old_tie_begins_with_a_hello() -> None:
    people = {"Ada": "knows: [Priya Nair]", "Priya Nair": ""}
    logs = {"Ada": "- 2024-10-02 email: wrote about her boat. She sold it.\n"}
    assert describe(make_search(people, logs=logs)) == [
        "Ada knows Priya Nair; you wrote in October 2024, about her boat, so a hello first."
    ]
    assert describe(make_search(people)) == [
        "Ada knows Priya Nair; no meeting or message is noted yet, so a hello first."
    ]


@pytest.mark.parametrize(
    ("want", "expected"),
    [
        ("someone who has run a seed round", ["Ada"]),
        ("depot manager", ["Ben"]),
        ("depot managers in Graz", ["Ben"]),
        ("Northwind", ["Cleo"]),
        ("designers", ["Cleo"]),
        ("someone managing a depot", ["Ben"]),
        ("stations", []),
        ("open data", ["Dan"]),
        ("somebody who is two above", []),
        ("an astronaut", []),
        ("", []),
    ],
)
def test_people_fit_words_by_what_they_do_and_never_by_level(
    want: str, expected: list[str]
) -> None:
    people = {
        "Ada": "offers: [advice on a seed round]\nlevel: 2",
        "Ben": "role: Depot Manager\nlocation: Graz\nlevel: above",
        "Cleo": "organisation: Northwind\nfield: design",
        "Dan": "interests: [Open-Data]\npurpose: somebody two above",
        "Eve": "role: Manager\nfield: static",
    }
    people["Cleo"] += "\nrole: Designer"
    wanted = make_search(people).find_wanted_people(want)
    assert [person.person.name for person in wanted] == expected


def test_wanted_people_i_know_come_before_those_somebody_knows() -> None:
    people = {
        "Zoe": "role: Depot manager",
        "Ada": "role: Depot manager",
        "Ben": f"knows: [Ada, Tom Weld (depot manager)]\n{MET}",
        "Cleo": "role: Depot manager",
    }
    search = make_search(people, "Ada, Cleo")
    wanted = search.find_wanted_people("a depot manager")
    assert [(item.person.name, item.way and item.way.steps) for item in wanted] == [
        ("Zoe", 1),
        ("Ada", 2),
        ("Tom Weld", 2),
        ("Cleo", None),
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Camille Joubert", ["Camille Joubert"]),
        ("Camille Joubert, journalist at Le Monde", ["Camille Joubert"]),
        ("Camille Joubert, Priya Nair and Tom Weld", ["Camille Joubert", "Priya Nair", "Tom Weld"]),
        ("camille joubert", ["camille joubert"]),
        ("山田太郎", ["山田太郎"]),
        (" , ", []),
    ],
)
def test_names_are_split_at_commas_and_what_says_more_is_no_name(
    words: str, expected: list[str]
) -> None:
    assert split_names(words) == expected


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("a word with Priya Nair, for [[Seed]]", "Ada said yes on 16 November 2026."),
        ("a word with [[Priya Nair|her]]", "Ada said yes on 16 November 2026."),
        (
            "a desk",
            "You asked Ada for something on 10 November 2026; let a while pass first.",
        ),
        # Two yeses.
        (
            "a word with Priya Nair ✅ 2026-11-16\n  - [x] asked:: a desk",
            "Ada said yes on 16 November 2026.",
        ),
    ],
)
def test_door_who_said_yes_to_this_introduction_need_not_wait(asked: str, said: str) -> None:
    people = {"Ada": "knows: [Priya Nair]", "Priya Nair": ""}
    log = f"- 2026-11-10 call: talked\n  - [x] asked:: {asked} ✅ 2026-11-16"
    search = make_search(people, logs={"Ada": log})
    [way] = find_ways(search)
    assert describe_way(way, search.network).endswith(f" {said}")
    if "said yes" in said:
        assert way.is_free
        assert describe_request(way) == ""


def test_another_ask_that_waits_is_said_before_an_old_yes() -> None:
    people = {"Ada": "knows: [Priya Nair]", "Priya Nair": ""}
    log = (
        "- 2026-11-10 call: talked\n  - [x] asked:: a word with Priya Nair ✅ 2026-11-16\n"
        "- 2026-11-08 call: talked\n  - [ ] asked:: a desk"
    )
    search = make_search(people, logs={"Ada": log})
    assert describe(search)[0].endswith(
        "You asked Ada for something on 8 November 2026; let that be answered first."
    )
