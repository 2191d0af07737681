"""What the commands print with `--json` fits its schema, and other programs read it as it is."""

from __future__ import annotations

import io
import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any, NoReturn

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from netnotes.cli import run
from netnotes.commands.output.mix import format_json as format_mix
from netnotes.commands.output.week import format_json as format_week
from netnotes.formats.writers.command_schemas import COMMAND_SCHEMAS
from netnotes.formats.writers.json_schema import build_export_schema
from netnotes.formats.writers.panel_schemas import VALUES
from netnotes.network.measures.introductions import MAX_LISTED_INTRODUCTIONS
from tests.conftest import TODAY
from tests.exported_contacts import any_contacts, make_network_of_contacts
from tests.notes import make_front_matter
from tests.panels import IDS
from tests.sentences import list_situations

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from netnotes.model.people import Contact
    from tests.sentences import Situation

    WriteVault = Callable[[dict[str, str]], Path]
    Captured = pytest.CaptureFixture[str]


@cache
def get_validator(command: str) -> Draft202012Validator:
    build_schema = {"export": build_export_schema, **COMMAND_SCHEMAS}[command]
    return Draft202012Validator(build_schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)


def list_errors(command: str, record: Any) -> list[str]:
    errors = get_validator(command).iter_errors(record)
    return [f"{error.json_path}: {error.message[:500]}" for error in errors]


def refuse_number(name: str) -> NoReturn:
    raise AssertionError(f"{name} is not JSON")


def read_json(root: Path, capsys: Captured, *words: str) -> Any:
    """Run a command that prints JSON about a vault, and return it; every number is finite."""
    capsys.readouterr()
    is_of_one = words[0] in ("who", "brief", "path", "ask", "explain", "undo", "inbox")
    place = ["--vault", str(root)] if is_of_one else [str(root)]
    run([*words, *place, "--today", TODAY.isoformat()])
    return json.loads(capsys.readouterr().out, parse_constant=refuse_number)


def list_commands(name: str) -> list[tuple[str, ...]]:
    """List the commands that print JSON, of all people and of one of them."""
    return [
        ("due", "--json"),
        ("due", "--json", "--all"),
        ("mix", "--json"),
        ("check", "--json"),
        ("check", "--json", "--fix", "--dry-run"),
        ("who", "--json", name),
        ("brief", "--json", name),
        ("path", "--json", name),
        ("path", "--json", "--words", "engineer"),
        ("explain", "--json", name),
        ("export", "json"),
    ]


def assert_fits_its_schema(root: Path, capsys: Captured, name: str) -> None:
    for words in list_commands(name):
        record = read_json(root, capsys, *words)
        assert next(iter(record)) == "netnotes"
        assert list_errors(words[0], record) == [], words
        assert list(iter_numbers_as_text(record)) == [], words


NUMBER = re.compile(r"-?\d+(\.\d+)?(/\d+)?|nan|-?inf(inity)?", re.IGNORECASE)


def iter_numbers_as_text(record: Any) -> Iterator[str]:
    """Yield the numbers that are texts, but for what the notes themselves have."""
    if isinstance(record, dict):
        for key, value in record.items():
            if key not in ("other", "phone", "words", "text", "value", "died"):
                yield from iter_numbers_as_text(value)
    elif isinstance(record, list):
        for item in record:
            yield from iter_numbers_as_text(item)
    elif isinstance(record, str) and NUMBER.fullmatch(record):
        yield record


@pytest.mark.parametrize("situation", list_situations(), ids=lambda situation: situation.title[:40])
def test_every_vault_of_the_sentences_fits_the_schemas(
    situation: Situation, vault: WriteVault, capsys: Captured
) -> None:
    root = vault(dict(situation.files))
    people = sorted(path.stem for path in (root / "People").glob("*.md"))
    # Without people a code can be explained, and nobody found.
    name = people[0] if people else "no-purpose"
    goals = sorted(path.stem for path in (root / "Goals").glob("*.md"))
    asks = [("ask", "--json", "--all", goal) for goal in goals[:2]]
    for words in (*list_commands(name), *asks):
        if words[0] == "brief" and not people:
            continue
        record = read_json(root, capsys, *words)
        assert list_errors(words[0], record) == [], words
        assert list(iter_numbers_as_text(record)) == [], words


def test_example_fits_the_schemas(example: Path, capsys: Captured) -> None:
    assert_fits_its_schema(example, capsys, "Ada Quill")


def test_schemas_are_schemas() -> None:
    for command in COMMAND_SCHEMAS:
        Draft202012Validator.check_schema(get_validator(command).schema)


def test_every_panel_has_a_schema_of_its_values() -> None:
    assert tuple(VALUES) == IDS


def iter_object_schemas(schema: Any) -> Iterator[dict[str, Any]]:
    """Yield every part of a schema that describes an object."""
    if isinstance(schema, dict):
        if schema.get("type") == "object":
            yield schema
        for part in schema.values():
            yield from iter_object_schemas(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from iter_object_schemas(part)


@pytest.mark.parametrize("command", ["export", *COMMAND_SCHEMAS])
def test_schemas_forbid_keys_that_they_do_not_name(command: str) -> None:
    schemas = list(iter_object_schemas(get_validator(command).schema))
    assert schemas
    for schema in schemas:
        if "properties" in schema:
            assert schema["additionalProperties"] is False
        else:
            # A map by name says what its values are, and a panel with too few notes is empty.
            assert schema.get("additionalProperties") or schema["maxProperties"] == 0


@pytest.mark.parametrize("words", list_commands("Ada Quill"), ids=" ".join)
def test_key_that_nobody_knows_does_not_fit(
    words: tuple[str, ...], example: Path, capsys: Captured
) -> None:
    record = read_json(example, capsys, *words)
    assert list_errors(words[0], {**record, "surprise": 1})
    for key, value in record.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            changed = {**record, key: [{**value[0], "surprise": 1}, *value[1:]]}
            assert list_errors(words[0], changed), key


@pytest.mark.parametrize("command", ["due", "mix", "who", "check"])
def test_schemas_require_what_is_always_there(
    command: str, example: Path, capsys: Captured
) -> None:
    words = (command, "--json", "ada") if command == "who" else (command, "--json")
    record = read_json(example, capsys, *words)
    for key in record:
        less = {name: value for name, value in record.items() if name != key}
        assert list_errors(command, less), key
    assert list_errors(command, {**record, "netnotes": 1})


@settings(max_examples=15)
@given(any_contacts())
def test_any_contact_fits_the_schemas_of_the_week_and_the_mix(contact: Contact) -> None:
    network = make_network_of_contacts([contact, contact])
    week = {"netnotes": 2, **format_week(network, all_contacts=True)}
    assert list_errors("due", week) == []
    mix = {"netnotes": 2, **format_mix(network)}
    assert list_errors("mix", mix) == []
    json.dumps((week, mix), allow_nan=False)


def test_candidates_and_codes_and_past_commands_fit_the_schemas(
    vault: WriteVault, capsys: Captured
) -> None:
    root = vault({"People/Bob.md": "", "People/Work/Bob.md": "", "People/Ada.md": ""})
    record = read_json(root, capsys, "brief", "--json", "Bob")
    assert [candidate["path"] for candidate in record["candidates"]] == [
        "People/Bob.md",
        "People/Work/Bob.md",
    ]
    assert list_errors("brief", record) == []
    assert list_errors("explain", read_json(root, capsys, "explain", "--json")) == []
    run(["archive", "Ada", "--vault", str(root), "--today", TODAY.isoformat()])
    record = read_json(root, capsys, "undo", "--list", "--json")
    assert record["commands"][0]["files"] == ["People/Ada.md"]
    assert list_errors("undo", record) == []
    (root / "Inbox.md").write_text("coffee with Ada\ncalled Bob\n")
    record = read_json(root, capsys, "inbox", "--json")
    assert (len(record["filed"]), len(record["asked"])) == (1, 1)
    assert list_errors("inbox", record) == []


def test_settings_that_cannot_be_read_fit_the_schema(vault: WriteVault, capsys: Captured) -> None:
    root = vault({"netnotes.toml": "[plan", "People/Ada.md": ""})
    record = read_json(root, capsys, "check", "--json")
    assert record["diagnostics"][0]["path"] == "netnotes.toml"
    assert list_errors("check", record) == []


# People and numbers


NAMESAKES = {
    "People/Bob.md": "---\nknows: []\n---\n",
    "People/Work/Bob.md": "---\nknows: []\n---\n",
    "People/Ada.md": '---\nknows: ["[[People/Bob]]", "[[Zoe]]"]\nintroduced_by: "[[People/Bob]]"\n---\n',
    "People/Cleo.md": '---\nknows: []\nintroduced_by: "[[Work/Bob]]"\n---\n',
    "People/Dan.md": "---\nintroduced_by: me\nknows: []\n---\n",
    "People/Eve.md": "---\nintroduced_by: me\nknows: []\n---\n",
    "People/Fay.md": '---\nintroduced_by: "[[Ada]]"\nknows: []\n---\n',
}


def read_values(root: Path, capsys: Captured) -> dict[str, Any]:
    mix = read_json(root, capsys, "mix", "--json")
    return {panel["id"]: panel["values"] for panel in mix["panels"]}


def test_introducers_who_share_a_name_are_told_apart(vault: WriteVault, capsys: Captured) -> None:
    values = read_values(vault(NAMESAKES), capsys)
    assert values["how-met"]["introducers"] == {
        "Ada": 1,
        "People/Bob.md": 1,
        "People/Work/Bob.md": 1,
    }
    assert {"name": "Bob", "path": "People/Work/Bob.md"} in [
        person for circle in values["circles"]["clusters"] for person in circle
    ]


def test_goals_that_share_a_name_are_told_apart(vault: WriteVault, capsys: Captured) -> None:
    notes = {"People/Ada.md": '---\ngoals: "[[Goals/Old/Sail]]"\n---\n'}
    notes |= {"Goals/Sail.md": "---\n---\n", "Goals/Old/Sail.md": "---\n---\n"}
    values = read_values(vault(notes), capsys)
    assert values["purpose"]["contacts_per_goal"] == {"Goals/Sail.md": 0, "Goals/Old/Sail.md": 1}


def test_linked_people_have_name_and_path(vault: WriteVault, capsys: Captured) -> None:
    root = vault(NAMESAKES | {"Events/Fair.md": '---\npeople: "[[Ada]]"\n---\n'})
    person = read_json(root, capsys, "brief", "--json", "Ada")
    bob = {"name": "Bob", "path": "People/Bob.md", "link": "People/Bob"}
    assert person["knows"] == [bob, {"name": "Zoe", "path": None, "link": "Zoe"}]
    assert person["introduced_by"] == bob
    person = read_json(root, capsys, "brief", "--json", "Dan")
    assert person["introduced_by"] == {"name": "me", "path": None, "link": "me"}
    (event,) = read_json(root, capsys, "export", "json")["events"]
    assert event["people"] == [{"name": "Ada", "path": "People/Ada.md", "link": "Ada"}]


def test_explanation_says_with_whom(vault: WriteVault, capsys: Captured) -> None:
    root = vault({"People/Ada.md": "---\ncadence: 6 weeks\n---\n- 2026-10-02 a talk\n"})
    record = read_json(root, capsys, "explain", "--json", "Ada")
    (touch,) = record["touches"]
    assert touch["with"] == {"name": "Ada", "path": "People/Ada.md"}
    assert touch["channel"] is None
    assert (touch["path"], touch["line"]) == ("People/Ada.md", 4)
    values = {fact["property"]: fact["value"] for fact in record["facts"]}
    assert values["cadence"] == 42


def test_cadence_is_a_number_or_never(vault: WriteVault, capsys: Captured) -> None:
    root = vault(
        {
            "People/Ada.md": "---\ncadence: never\n---\n",
            "People/Ben.md": "---\ncadence: 6 weeks\n---\n",
            "People/Cleo.md": "",
        }
    )
    people = read_json(root, capsys, "export", "json")["people"]
    assert [(person.get("cadence"), person.get("never")) for person in people] == [
        (None, True),
        (42, None),
        (None, None),
    ]


def test_budget_too_small_to_divide_by_is_said_to_be_none(
    vault: WriteVault, capsys: Captured
) -> None:
    root = vault(
        {"netnotes.toml": "[plan]\nbudget = 1e-320\n", "People/A.md": "---\ntier: monthly\n---\n"}
    )
    record = read_json(root, capsys, "check", "--json")
    assert [diagnostic["path"] for diagnostic in record["diagnostics"]][-1] == "netnotes.toml"
    assert read_values(root, capsys)["capacity"]["budget"] is None


# What is cut


def test_lists_that_are_cut_say_so(vault: WriteVault, capsys: Captured) -> None:
    many = {
        f"People/P{number:02}.md": "---\nneeds: [law]\noffers: [law]\n---\n" for number in range(16)
    }
    many["Team.md"] = " ".join(f"[[P{number:02}]]" for number in range(16))
    due = read_json(vault(many), capsys, "due", "--json")
    assert len(due["first_look"]["mentioned"]) == 10
    assert due["first_look"]["truncated"] is True
    values = read_values(vault(many), capsys)["introductions"]
    assert values["could_introduce_count"] == 120 > MAX_LISTED_INTRODUCTIONS
    assert len(values["could_introduce"]) == MAX_LISTED_INTRODUCTIONS
    assert values["truncated"] is True
    check = read_json(vault(many), capsys, "check", "--json")
    assert check["truncated"] is True
    assert read_json(vault(many), capsys, "check", "--json", "--all")["truncated"] is False


def test_short_lists_are_not_said_to_be_cut(vault: WriteVault, capsys: Captured) -> None:
    few = {f"People/P{number}.md": "---\nfield: law\n---\n" for number in range(3)}
    root = vault(few)
    due = read_json(root, capsys, "due", "--json")
    assert due["first_look"]["truncated"] is False
    assert due["truncated"] is False
    assert read_values(root, capsys)["introductions"]["truncated"] is False


def test_who_waits_and_whom_you_meet_is_said(vault: WriteVault, capsys: Captured) -> None:
    note = "---\ntier: monthly\nlast_contact: 2026-01-02\n---\n"
    root = vault(
        {
            "netnotes.toml": "[plan]\nbudget = 1\n",
            "People/Ada.md": note,
            "People/Ben.md": note,
            "People/Cleo.md": f"{note}- 2026-11-22 lunch at the pier\n",
        }
    )
    due = read_json(root, capsys, "due", "--json")
    assert (len(due["week"]), due["waiting"], due["truncated"]) == (1, 1, True)
    assert due["meeting"] == [{"name": "Cleo", "path": "People/Cleo.md"}]


def test_who_falls_due_and_has_no_place_is_not_cut_in_silence(
    vault: WriteVault, capsys: Captured
) -> None:
    note = "---\ntier: monthly\nlast_contact: 2026-10-24\n---\n"
    root = vault(
        {
            "netnotes.toml": "[plan]\nbudget = 1\n",
            "People/Ada.md": note,
            "People/Ben.md": note,
        }
    )
    due = read_json(root, capsys, "due", "--json")
    assert [entry["group"] for entry in due["week"]] == ["soon"]
    assert (due["waiting"], due["truncated"], due["next"]["name"]) == (0, True, "Ben")


@pytest.mark.parametrize(("count", "is_truncated"), [(3, False), (4, True)])
def test_newly_met_who_have_no_place_are_not_cut_in_silence(
    count: int, is_truncated: bool, vault: WriteVault, capsys: Captured
) -> None:
    notes = {f"People/P{number}.md": "---\nmet: 2026-11-15\n---\n" for number in range(count)}
    due = read_json(vault(notes), capsys, "due", "--json")
    assert (len(due["new"]), due["truncated"]) == (3, is_truncated)


# pandas


def test_pandas_reads_the_week_and_the_mix_and_the_export(example: Path, capsys: Captured) -> None:
    import pandas

    def read(*words: str) -> Any:
        text = json.dumps(read_json(example, capsys, *words))
        return pandas.read_json(io.StringIO(text), typ="series")

    week = pandas.DataFrame(read("due", "--json", "--all")["week"])
    assert week["turns"].dtype == "float64"
    assert week["days"].dtype == "int64"
    assert set(week["group"]) <= {"promise", "in-town", "due", "soon"}
    assert pandas.to_datetime(week["due"]).dt.year.isin([2026, 2027]).all()
    people = pandas.DataFrame(read("due", "--json", "--all")["people"])
    assert people["turns"].dtype == people["days"].dtype == "float64"

    panels = pandas.json_normalize(read("mix", "--json")["panels"])
    assert panels["n"].dtype == "int64"
    for name in ("capacity.rho", "ei", "purpose.with_purpose", "exchange.give_share"):
        column = panels[f"values.{name.rpartition('.')[2]}"]
        assert column.dtype == "float64", name
    in_touch = panels.set_index("id").loc["in-touch", "values.in_touch"]
    assert list(pandas.DataFrame(in_touch).columns) == ["name", "path"]

    export = read("export", "json")
    people = pandas.json_normalize(export["people"])
    for name in ("turns", "level", "cadence"):
        assert people[name].dtype == "float64", name
    touches = pandas.json_normalize(export["people"], record_path="touches", meta=["path"])
    assert pandas.to_datetime(touches["date"]).max().date() <= TODAY
    known = pandas.json_normalize(
        [person for person in export["people"] if person["knows"]],
        record_path="knows",
        meta=["path"],
        record_prefix="knows.",
    )
    assert known["knows.path"].isin(people["path"]).mean() > 0.9


# Moving a vault


@pytest.mark.parametrize("version", [1, 2])
def test_import_takes_both_versions(
    version: int, vault: WriteVault, capsys: Captured, tmp_path: Path
) -> None:
    ben = {"name": "Ben Okafor", "path": "People/ben.md", "link": "ben"}
    person: dict[str, Any] = {"path": "People/Ada Quill.md", "name": "Ada Quill", "other": {}}
    if version == 1:
        person |= {"cadence": "never", "knows": ["ben"], "introduced_by": "ben"}
        person["touches"] = [{"date": "2026-10-02", "mode": "", "channel": "", "text": "Hi."}]
    else:
        person |= {"never": True, "knows": [ben], "introduced_by": ben}
        person["touches"] = [{"date": "2026-10-02", "mode": None, "channel": None, "text": "Hi."}]
    file = tmp_path / "people.json"
    file.write_text(json.dumps({"netnotes": version, "people": [person]}))
    root = vault({"People/ben.md": make_front_matter("name: Ben Okafor")})
    assert run(["import", str(file), "--vault", str(root), "--yes", "--today", str(TODAY)]) == 0
    record = read_json(root, capsys, "brief", "--json", "Ada Quill")
    assert record["never"] is True
    assert record["knows"] == [ben]
    assert record["introduced_by"] == ben
    assert [touch["text"] for touch in record["touches"]] == ["Hi."]


@pytest.mark.parametrize(
    ("linked", "name"),
    [
        ({"name": "Ben Okafor", "path": "People/ben.md"}, "ben"),
        ({"name": "Ben Okafor", "path": None}, "Ben Okafor"),
    ],
)
def test_link_of_another_program_is_its_note_or_its_name(
    linked: dict[str, Any], name: str, vault: WriteVault, tmp_path: Path, capsys: Captured
) -> None:
    file = tmp_path / "people.json"
    people = [{"name": "Ada Quill", "knows": [linked]}]
    file.write_text(json.dumps({"netnotes": 2, "people": people}))
    root = vault({"Note.md": ""})
    assert run(["import", str(file), "--vault", str(root), "--yes", "--today", str(TODAY)]) == 0
    capsys.readouterr()
    assert f"[[{name}]]" in (root / "People/Ada Quill.md").read_text()
