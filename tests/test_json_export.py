"""The JSON export fits its schema, and notes fit the schema of the front matter."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given
from jsonschema import Draft202012Validator

from netnotes.formats.writers.json_export import convert_to_json
from netnotes.formats.writers.json_schema import build_export_schema, build_front_matter_schema
from netnotes.model.settings import Settings
from netnotes.network.record import build_contact_record
from netnotes.reading.properties import CONTACT_PROPERTIES
from netnotes.reading.settings_file import read_settings
from netnotes.vault.load import find_and_load_vault
from tests.conftest import TODAY
from tests.exported_contacts import (
    VAULT,
    any_contacts,
    make_network_of_contacts,
    make_network_of_texts,
)
from tests.notes import make_front_matter

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from netnotes.model.people import Contact

SCHEMA = Draft202012Validator(
    build_export_schema(), format_checker=Draft202012Validator.FORMAT_CHECKER
)


def list_errors(exported: Any, validator: Draft202012Validator = SCHEMA) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(exported)]


@pytest.fixture(scope="module")
def exported(example: Path) -> Any:
    return json.loads(convert_to_json(find_and_load_vault(example, TODAY).network, VAULT))


def test_example_fits_the_schema(exported: Any, example: Path) -> None:
    Draft202012Validator.check_schema(SCHEMA.schema)
    assert list_errors(exported) == []
    network = find_and_load_vault(example, TODAY).network
    assert list(exported) == ["netnotes", "as_of", "vault", "me", "people", "goals", "events"]
    assert (exported["netnotes"], exported["as_of"], exported["vault"]) == (
        2,
        TODAY.isoformat(),
        VAULT,
    )
    assert exported["people"] == [
        build_contact_record(contact, network) for contact in network.contacts
    ]
    assert [goal["path"] for goal in exported["goals"]] == [goal.path for goal in network.goals]
    assert [event["path"] for event in exported["events"]] == [
        event.path for event in network.events
    ]
    assert exported["me"]["name"] == network.settings.me.name


def test_every_property_and_log_entry_is_exported() -> None:
    front = make_front_matter(
        *(f"{prop.name}: {prop.example}" for prop in CONTACT_PROPERTIES), "shoe size: 41"
    )
    log = (
        "Likes numbers.\n\n- 2026-10-02 coffee: A long talk.\n  - gave:: a book\n"
        "  - [ ] asked:: a name\n"
        "  - [ ] promised:: a draft 📅 2026-10-09\n  - learned:: she sails\n"
    )
    everything = json.loads(convert_to_json(make_network_of_texts(front + log), VAULT))
    assert list_errors(everything) == []
    (ada,) = everything["people"]
    assert {prop.name for prop in CONTACT_PROPERTIES} - {"type"} <= set(ada)
    assert ada["text"] == "Likes numbers."
    assert ada["other"] == {"shoe size": ["41"]}
    assert [promise["text"] for promise in ada["promises"]] == ["a draft"]
    for name in ("touches", "gifts", "asks", "promises", "learned"):
        assert len(ada[name]) == 1, name


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("netnotes",), 1),
        (("as_of",), "today"),
        (("people", 0, "name"), None),
        (("people", 0, "standing"), "well"),
        (("people", 0, "birthday"), "1 May"),
        (("people", 0, "knows"), "Ben"),
        (("people", 0, "cadence"), 0),
        (("people", 0, "cadence"), "never"),
        (("people", 0, "shoe size"), 41),
        (("people", 1, "touches", 0, "date"), None),
        (("goals", 0, "why"), 3),
    ],
)
def test_changed_export_does_not_fit_the_schema(
    exported: Any, path: tuple[Any, ...], value: Any
) -> None:
    changed = deepcopy(exported)
    inner = changed
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    expected_place = (
        "people[0]" if path[-1] == "shoe size" else path[-1]
    )  # what is too much is found around it
    assert {message.partition(":")[0].rpartition(".")[2] for message in list_errors(changed)} == {
        expected_place
    }


@pytest.mark.parametrize("name", ["netnotes", "people", "goals", "events"])
def test_no_part_of_the_export_may_be_missing(exported: Any, name: str) -> None:
    assert list_errors({key: value for key, value in exported.items() if key != name})


@given(any_contacts())
def test_any_contact_fits_the_schema(contact: Contact) -> None:
    network = make_network_of_contacts([contact])
    everything = json.loads(convert_to_json(network, VAULT))
    assert list_errors(everything) == []
    (person,) = everything["people"]
    assert person["name"] == network.contacts[0].name
    assert person.get("interests", []) == list(contact.interests)


class Yaml(yaml.SafeLoader):
    """YAML as editors read it: numbers, yes and no have types, days are text."""


Yaml.yaml_implicit_resolvers = {
    sign: [value for value in value if value[0] != "tag:yaml.org,2002:timestamp"]
    for sign, value in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def test_day_to_come_is_planned_and_no_touch(vault: Callable[[dict[str, str]], Path]) -> None:
    log = "- 2027-01-05 call about the pier\n- 2026-09-01 lunch\n"
    network = find_and_load_vault(vault({"People/Ada Quill.md": log}), TODAY).network
    record = build_contact_record(network.contacts[0], network)
    assert [touch["date"] for touch in record["touches"]] == ["2026-09-01"]
    assert [touch["date"] for touch in record["planned"]] == ["2027-01-05"]
    assert record["last"] == "2026-09-01"


def front_matter(text: str, settings: Settings | None = None) -> list[str]:
    """List what an editor would find wrong in front matter."""
    validator = Draft202012Validator(build_front_matter_schema(settings or Settings()))
    return list_errors(yaml.load(text, Yaml) or {}, validator)


def test_editor_finds_nothing_wrong_in_the_example(example: Path) -> None:
    Draft202012Validator.check_schema(build_front_matter_schema(Settings()))
    read = 0
    for note in sorted((example / "People").glob("*.md")):
        _, _, rest = note.read_text().partition("---\n")
        front, closed, _ = rest.partition("\n---\n")
        if closed:
            assert front_matter(front) == [], note.name
            read += 1
    assert read > 50


@pytest.mark.parametrize("prop", CONTACT_PROPERTIES, ids=lambda prop: prop.name)
def test_every_property_is_known_to_an_editor_by_all_its_names(prop: Any) -> None:
    schema = build_front_matter_schema(Settings())
    for name in (prop.name, *prop.other_names):
        assert name in schema["properties"]
        assert front_matter(f"{name}: {prop.example}") == []
        assert front_matter(f"{name}:") == []
    described = schema["$defs"][prop.name]
    assert prop.meaning in described["description"]
    assert Draft202012Validator(described).is_valid(described["examples"][0])


@pytest.mark.parametrize(
    "line",
    [
        *(
            "kind: friendly",
            "tier: sometimes",
            "level: 3",
            "archived: perhaps",
            "met: last spring",
            "birthday: 1 May",
        ),
        *(
            "knows: {a: b}",
            "interests: [[a, b]]",
            "last_contacted: soon",
            "tier: 5",
            "tier: E",
            "purpose: [1]",
        ),
    ],
)
def test_editor_finds_what_the_checker_would(line: str) -> None:
    assert len(front_matter(line)) == 1


def test_editor_knows_the_settings() -> None:
    settings, _ = read_settings(
        '[tiers]\nclose = "3 weeks"\n[properties]\nlast_contact = ["Laatst"]\n'
    )
    assert front_matter("tier: close\nLaatst: 2026-10-02", settings) == []
    assert len(front_matter("tier: monthly", settings)) == 1
    assert len(front_matter("Laatst: gisteren", settings)) == 1


def test_ambiguous_names_allow_any_value() -> None:
    assert front_matter("status: draft\npriority: urgent\nevery: so often\nshoe size: 41") == []
