"""The GraphML is read by networkx and igraph as the network that netnotes computes with."""

from __future__ import annotations

import io
import json
import math
import random
import re
from typing import TYPE_CHECKING, Any

import igraph
import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netnotes.cli import run
from netnotes.errors import EXIT_DONE
from netnotes.formats.writers.graphml import KEYS, convert_to_graphml
from netnotes.network.measures.circles import compute_effective_size, find_circles
from tests.networks import NAMES, make_eight_contacts, make_network, make_network_with, make_note

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from netnotes.network.network import Network

    WriteVault = Callable[[dict[str, str]], Path]
    Capture = pytest.CaptureFixture[str]

Pairs = set[frozenset[str]]


def read_with_networkx(network: Network, vault_name: str = "Vault") -> Any:
    """Read the graph with networkx, each node by its path."""
    graph = networkx.read_graphml(io.BytesIO(convert_to_graphml(network, vault_name)))
    return networkx.relabel_nodes(graph, dict(graph.nodes(data="path")))


def list_pairs(network: Network) -> Pairs:
    return {frozenset((left, right)) for left in network.ties for right in network.ties[left]}


def make_random_notes(generator: random.Random) -> dict[str, str]:
    """Make notes that know, or were introduced by, anybody: also themselves, the dead and nobody."""
    targets = [*NAMES, "Nobody", "me"]
    notes = {}
    for name in NAMES[: generator.randint(0, len(NAMES))]:
        properties = []
        if generator.random() < 0.7:
            links = [f'"[[{target}]]"' for target in generator.choices(targets, k=3)]
            properties.append(f"knows: [{', '.join(links)}]")
        if generator.random() < 0.5:
            properties.append(f'introduced_by: "[[{generator.choice(targets)}]]"')
        if generator.random() < 0.2:
            properties.append(generator.choice(("archived: yes", "died: 2020", "status: x")))
        notes[f"People/{name}.md"] = make_note("\n".join(properties))
    return notes


@pytest.mark.parametrize("seed", range(30))
def test_networkx_and_igraph_read_the_network_that_is_computed(seed: int, tmp_path: Path) -> None:
    network = make_network(make_random_notes(random.Random(seed)))
    paths, pairs = set(network.ties), list_pairs(network)

    graph = read_with_networkx(network)
    assert not graph.is_directed()
    assert set(graph) == paths
    assert {frozenset(edge) for edge in graph.edges} == pairs
    assert graph.number_of_edges() == len(pairs)
    circles = {frozenset(circle) for circle in find_circles(network.ties)}
    assert set(map(frozenset, networkx.connected_components(graph))) == circles

    file = tmp_path / "graph.xml"
    file.write_bytes(convert_to_graphml(network, "Vault"))
    other = igraph.Graph.Read_GraphML(str(file))
    names = other.vs["path"] if other.vcount() else []
    assert set(names) == paths
    assert {frozenset((names[left], names[right])) for left, right in other.get_edgelist()} == pairs


def test_eight_contacts_have_the_effective_size_in_networkx_that_netnotes_says() -> None:
    network = make_eight_contacts()
    graph = read_with_networkx(network)
    graph.add_edges_from([("me", path) for path in network.ties])
    size = networkx.effective_size(graph, nodes=["me"])["me"]
    assert size == pytest.approx(float(compute_effective_size(network.ties) or 0)) == 6.5


def test_every_tie_names_the_lines_that_say_so() -> None:
    notes = {
        "People/Ada.md": make_note(
            'introduced_by: "[[Ben]]"\nknows:\n  - "[[Cleo]]"\n  - "[[Ben]]"'
        ),
        "People/Ben.md": make_note('knows: ["[[Ada]]", "[[Ada|her again]]"]'),
        "People/Cleo.md": make_note(""),
        "People/Dan.md": make_note("introduced_by: Cleo"),
    }
    graph = read_with_networkx(make_network(notes))
    ada, ben, cleo, dan = notes
    assert graph.edges[ada, ben] == {
        "knows": "People/Ada.md:5; People/Ben.md:2",
        "introduced_by": "People/Ada.md:2",
    }
    assert graph.edges[ada, cleo] == {"knows": "People/Ada.md:4"}
    assert graph.edges[cleo, dan] == {"introduced_by": "People/Dan.md:2"}
    for left, right, places in graph.edges(data=True):
        for place in "; ".join(places.values()).split("; "):
            path, line = place.rsplit(":", 1)
            other = right if path == left else left
            assert graph.nodes[other]["name"] in notes[path].splitlines()[int(line) - 1]


def test_nodes_have_typed_values_and_none_for_what_is_not_known() -> None:
    graph = read_with_networkx(make_eight_contacts())
    assert graph.nodes["People/Dan.md"] == {
        "name": "Dan",
        "path": "People/Dan.md",
        "purpose": "A purpose in words",
        "kind": "strategic",
        "goals": "g1",
        "tier": "quarterly",
        "interval_days": 90,
        "organisation": "Northwind",
        "field": "finance",
        "location": "Munich",
        "level": 2,
        "met": "2024-11-20",
        "last_contact": "2025-01-01",
        "days_since_contact": 180,
        "turns": 2.0,
        "standing": "lapsed",
        "has_knows": True,
    }
    assert graph.graph["as_of"] == "2025-06-30"
    bare = read_with_networkx(make_network_with("")).nodes["People/Ada.md"]
    assert bare == {
        "name": "Ada",
        "path": "People/Ada.md",
        "standing": "not yet contacted",
        "has_knows": False,
    }


def test_level_of_a_peer_is_0_and_an_interval_of_never_is_no_number_of_days() -> None:
    network = make_network_with("level: peer\ncadence: never\nlast_contact: 2025-06-30")
    node = read_with_networkx(network).nodes["People/Ada.md"]
    assert node["level"] == node["days_since_contact"] == 0
    assert not {"interval_days", "turns"} & node.keys()


def test_addresses_birthdays_and_what_was_noted_are_not_in_the_graph() -> None:
    network = make_network_with(
        "email: ada@example.com\nphone: '+49 30 5550123'\nbirthday: 03-12\nsecret: yes\n---\n"
        "Has a secret.\n\n- 2025-06-01 call: a secret\n  - learned:: a secret"
    )
    content = convert_to_graphml(network, "Vault").decode()
    assert not re.search("secret|example.com|5550123|03-12", content)


def test_who_no_measure_counts_is_not_in_the_graph() -> None:
    knows = 'knows: ["[[Ben]]", "[[Cleo]]", "[[Dan]]"]'
    set_aside = ("archived: yes", "died: 2020-01-01", "status: do not contact")
    graph = read_with_networkx(make_network_with(knows, *set_aside))
    assert set(graph) == {"People/Ada.md"}


UNREADABLE = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@settings(max_examples=60, deadline=None)
@given(st.text(), st.text(min_size=1, max_size=30))
def test_any_text_is_well_formed_and_reads_back(name: str, purpose: str) -> None:
    """What XML can't hold becomes U+FFFD; all else comes back as it was."""
    network = make_network_with(f"purpose: {json.dumps(purpose)}")
    graph = read_with_networkx(network, vault_name=name)
    assert graph.graph.get("vault", "") == UNREADABLE.sub("\ufffd", name)
    (contact,) = network.contacts
    node = graph.nodes["People/Ada.md"]
    assert node.get("purpose", "") == UNREADABLE.sub("\ufffd", contact.purpose)


@pytest.mark.parametrize("text", ["\x00", "\x1b[31m", "\ud800", "\uffff", "a\rb", "]]>", "<&>\"'"])
def test_characters_that_xml_can_not_hold_are_replaced(text: str) -> None:
    graph = read_with_networkx(make_network_with(""), vault_name=text)
    assert graph.graph["vault"] == UNREADABLE.sub("\ufffd", text)


def test_every_key_is_given_its_type_once() -> None:
    assert len({(key.element, key.name) for key in KEYS}) == len(KEYS)
    assert {key.type for key in KEYS} <= {"string", "int", "double", "boolean"}
    graph = read_with_networkx(make_eight_contacts())
    types = {"string": str, "int": int, "double": float, "boolean": bool}
    keys = {key.name: types[key.type] for key in KEYS if key.element == "node"}
    for _, values in graph.nodes(data=True):
        for key, value in values.items():
            assert type(value) is keys[key], key
            assert not (isinstance(value, float) and math.isnan(value))


def test_command_says_how_many_people_and_ties_are_in_the_file(
    vault: WriteVault, tmp_path: Path, capsys: Capture
) -> None:
    folder = vault(
        {
            "People/Ada.md": '---\nknows: "[[Ben]]"\n---\n',
            "People/Ben.md": "",
            "People/Cleo.md": "---\narchived: yes\n---\n",
        }
    )
    file = tmp_path / "people.graphml"
    assert run(["export", "graphml", str(folder), "-o", str(file)]) == EXIT_DONE
    captured = capsys.readouterr()
    assert captured.out == f"2 people and 1 tie: {file}\n"
    assert captured.err == ""
    assert networkx.read_graphml(file).number_of_edges() == 1


def test_command_says_how_ties_are_written_where_there_are_none(
    vault: WriteVault, capsys: Capture
) -> None:
    assert run(["export", "graphml", str(vault({"People/Ada.md": ""}))]) == EXIT_DONE
    captured = capsys.readouterr()
    assert "<node" in captured.out
    assert captured.err == (
        "netnotes: no note says who knows whom, so the graph has no ties. "
        'A line `knows: "[[Name of a note]]"` in a contact\'s note adds one.\n'
    )
