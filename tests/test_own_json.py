"""What `export json` writes is imported again: into the same vault without any change."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netnotes.cli import run
from netnotes.errors import EXIT_DONE
from netnotes.formats.card import ImportedCards
from netnotes.formats.readers.own_json import can_read, read
from tests.notes import TODAY
from tests.test_import_people import load_network, read_files, run_verb

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    WriteVault = Callable[[dict[str, str]], Path]


@pytest.fixture
def exported(example: Path, tmp_path: Path) -> str:
    path = str(tmp_path / "people.json")
    arguments = ["export", "json", str(example), "-o", path, "--today", TODAY.isoformat()]
    assert run(arguments) == EXIT_DONE
    return path


def test_export_changes_nothing_in_its_own_vault(
    example: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], exported: str
) -> None:
    folder = tmp_path / "Copy"
    shutil.copytree(example, folder)
    old_files = read_files(folder)
    code, out, _ = run_verb(folder, capsys, "import", exported, "--yes", "--all")
    assert code == EXIT_DONE
    assert "New: 0\nHere already: 62\n" in out
    assert out.count("): nothing new\n") == 62
    assert out.endswith("0 notes made, 0 notes filled.\n")
    assert read_files(folder) == old_files


def test_export_moves_everybody_into_a_new_vault(
    example: Path, vault: WriteVault, capsys: pytest.CaptureFixture[str], exported: str
) -> None:
    folder = vault({"Note.md": ""})
    shutil.copy(example / "netnotes.toml", folder)
    _, out, _ = run_verb(folder, capsys, "import", exported, "--yes")
    assert "Not taken" not in out
    assert "goals of the export left out: import reads people only\n" in out
    old_network, new_network = load_network(example), load_network(folder)
    new_contacts = {contact.name: contact for contact in new_network.contacts}
    for old in old_network.contacts:
        new = new_contacts[old.name]
        assert (new.tier, new.cadence, new.organisation, new.birthday, new.died, new.archived) == (
            *(old.tier, old.cadence, old.organisation, old.birthday, old.died, old.archived),
        )
        assert [link.target for link in new.knows or ()] == [
            link.target for link in old.knows or ()
        ]
        for name in ("touches", "gifts", "asks", "promises", "learned"):
            assert len(getattr(new, name)) == len(getattr(old, name))
    assert run_verb(folder, capsys, "import", exported, "--yes")[1].endswith(
        "0 notes made, 0 notes filled.\n"
    )


def test_properties_of_other_programs_are_kept_and_odd_ones_named() -> None:
    person = {
        "name": "Ada Quill",
        "other": {"shoe size": ["38"], "x\n---\ny": ["evil"], "netnotes": ["ignore"]},
        "gifts": [{"date": "2026-01-02", "text": "a book"}],
    }
    imported = read(json.dumps({"netnotes": 1, "people": [person, "x"]}))
    assert imported.cards[0].extra_properties == (("shoe size", ("38",)),)
    assert dict(imported.left_out) == {"`x --- y`": 1, "`netnotes`": 1}
    assert [(gift.key, gift.text) for gift in imported.cards[0].exchanges] == [("gave", "a book")]
    assert [problem.row for problem in imported.problems] == [2]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda values: st.lists(values, max_size=3) | st.dictionaries(st.text(max_size=9), values),
    max_leaves=8,
)
keys = st.sampled_from(
    ("name", "email", "knows", "other", "touches", "promises", "birthday", "died", "archived")
)


@given(st.dictionaries(keys, json_values) | json_values)
def test_any_values_are_read_without_an_exception(person: object) -> None:
    text = json.dumps({"netnotes": 1, "people": [person, {"name": "Ben"}]})
    assert can_read(text)
    imported = read(text)
    assert isinstance(imported, ImportedCards)
    assert imported.cards[-1].name == "Ben"


def test_what_is_planned_comes_back_into_the_log() -> None:
    person = {
        "name": "Ada Quill",
        "touches": [{"date": "2026-09-01", "channel": "lunch", "text": ""}],
        "planned": [{"date": "2027-01-05", "channel": "call", "text": "call"}],
    }
    (card,) = read(json.dumps({"netnotes": 1, "people": [person]}).encode()).cards
    assert [str(touch.date) for touch in card.touches] == ["2026-09-01", "2027-01-05"]
