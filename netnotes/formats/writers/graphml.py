"""Who knows whom as GraphML, for networkx, igraph and Gephi.

It is the network that the measures of the page Mix are computed from: a node for each active
contact, an undirected edge for each tie, and no node for me, who knows everybody.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree

from netnotes.model.note_path import extract_note_name
from netnotes.text import format_iso_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from xml.etree.ElementTree import Element

    from netnotes.model.diagnostics import SourceLocation
    from netnotes.model.people import Contact
    from netnotes.network.network import Network

    # None and the empty text mean that it is not known.
    Value = str | int | float | bool | None


class Key(NamedTuple):
    """A name that nodes, edges or the graph have values for, and the type of these values.

    `element` is `node`, `edge` or `graph`; `type` is one of GraphML.
    """

    element: str
    name: str
    type: str


# An element has no value for what is not known.
KEYS = (
    Key("graph", "vault", "string"),
    Key("graph", "as_of", "string"),
    Key("node", "name", "string"),
    Key("node", "path", "string"),
    Key("node", "purpose", "string"),
    Key("node", "kind", "string"),
    Key("node", "goals", "string"),
    Key("node", "tier", "string"),
    Key("node", "interval_days", "int"),
    Key("node", "organisation", "string"),
    Key("node", "role", "string"),
    Key("node", "field", "string"),
    Key("node", "location", "string"),
    Key("node", "level", "int"),
    Key("node", "met", "string"),
    Key("node", "last_contact", "string"),
    Key("node", "days_since_contact", "int"),
    Key("node", "turns", "double"),
    Key("node", "standing", "string"),
    # Whether the note has a `knows` line: without one, a missing tie says nothing.
    Key("node", "has_knows", "boolean"),
    # The lines that a tie is read from, as `path:line`.
    Key("edge", "knows", "string"),
    Key("edge", "introduced_by", "string"),
)

# XML has no way to write these, and would read a carriage return as another character.
_UNWRITABLE_CHARACTER = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Tie(NamedTuple):
    """Two contacts who know each other, by their paths, and the lines that say so."""

    left: str
    right: str
    knows: list[SourceLocation]
    introduced_by: list[SourceLocation]


def convert_to_graphml(network: Network, vault_name: str) -> bytes:
    """Convert the network of active contacts to GraphML, in UTF-8.

    Nodes are in the order of the contacts' names, edges in that of their nodes.
    """
    root = ElementTree.Element("graphml", xmlns="http://graphml.graphdrawing.org/xmlns")
    for key in KEYS:
        attributes = {
            "id": _build_key_id(key.element, key.name),
            "for": key.element,
            "attr.name": key.name,
            "attr.type": key.type,
        }
        ElementTree.SubElement(root, "key", attributes)

    graph = ElementTree.SubElement(root, "graph", edgedefault="undirected")
    _add_values(graph, "graph", {"vault": vault_name, "as_of": network.today.isoformat()})

    # Numbered, because an identifier in XML can hold neither a slash nor a space.
    id_by_path = {}
    for number, contact in enumerate(network.active_contacts):
        id_by_path[contact.path] = f"n{number}"
        node = ElementTree.SubElement(graph, "node", id=f"n{number}")
        _add_values(node, "node", _build_node_values(contact, network))

    for tie in iter_ties(network):
        ends = {"source": id_by_path[tie.left], "target": id_by_path[tie.right]}
        edge = ElementTree.SubElement(graph, "edge", ends)
        values = {
            "knows": _format_locations(tie.knows),
            "introduced_by": _format_locations(tie.introduced_by),
        }
        _add_values(edge, "edge", values)

    ElementTree.indent(root, " ")
    content: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return content + b"\n"


def iter_ties(network: Network) -> Iterator[Tie]:
    """Yield the ties of the network, each once, with the lines that each is read from."""
    rank_by_path = {contact.path: rank for rank, contact in enumerate(network.active_contacts)}
    ties: dict[tuple[int, int], Tie] = {}
    for contact in network.active_contacts:
        for key, path, location in _iter_known(contact, network):
            if path not in rank_by_path or path == contact.path:
                continue
            left, right = sorted((contact.path, path), key=rank_by_path.__getitem__)
            ranks = rank_by_path[left], rank_by_path[right]
            tie = ties.setdefault(ranks, Tie(left, right, [], []))
            locations = tie.knows if key == "knows" else tie.introduced_by
            # Of two links in one note the first counts.
            if all(location.path != contact.path for location in locations):
                locations.append(location)
    for ranks in sorted(ties):
        yield ties[ranks]


def _iter_known(contact: Contact, network: Network) -> Iterator[tuple[str, str, SourceLocation]]:
    """Yield whom a contact's note names: the property, the path of their note, and the line."""
    for link in contact.knows or ():
        path = network.find_file(link, contact.path).path
        yield "knows", path, link.source_location
    if contact.introduced_by:
        path = network.introductions[contact.path].path
        yield "introduced_by", path, contact.introduced_by.source_location


def _build_node_values(contact: Contact, network: Network) -> Mapping[str, Value]:
    follow_up = network.follow_ups[contact.path]
    goals = [extract_note_name(path) for path in network.goals_by_contact[contact.path]]
    turns = follow_up.turns
    return {
        "name": contact.name,
        "path": contact.path,
        "purpose": contact.purpose,
        "kind": contact.kind,
        "goals": "; ".join(goals),
        "tier": contact.tier,
        # 0 would be taken for a number of days; it means that the contact is never due.
        "interval_days": follow_up.cadence or None,
        "organisation": contact.organisation,
        "role": contact.role,
        "field": contact.field,
        "location": contact.location,
        "level": contact.level,
        "met": format_iso_day(contact.met),
        "last_contact": format_iso_day(follow_up.last_contact),
        "days_since_contact": follow_up.days_since_contact,
        "turns": None if turns is None else round(float(turns), 4),
        "standing": str(follow_up.standing),
        "has_knows": contact.knows is not None,
    }


def _format_locations(locations: list[SourceLocation]) -> str:
    return "; ".join(f"{location.path}:{location.line}" for location in locations)


def _build_key_id(element: str, name: str) -> str:
    return f"{element}-{name}"


def _add_values(parent: Element, element: str, values: Mapping[str, Value]) -> None:
    """Add what is known as `data`, in the order of the values."""
    for name, value in values.items():
        if value is not None and value != "":
            data = ElementTree.SubElement(parent, "data", key=_build_key_id(element, name))
            data.text = _format_value(value)


def _format_value(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return _UNWRITABLE_CHARACTER.sub("\N{REPLACEMENT CHARACTER}", str(value))
