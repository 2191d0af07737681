"""One organisation under two names: the hint of `check`, and what the settings say about it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from netnotes.cli import run
from netnotes.formats.matching.duplicates import find_duplicates
from netnotes.network.measures.ledger import count_sides
from netnotes.network.organisation_checks import check_organisations
from netnotes.reading.settings_file import read_settings
from tests.networks import SETTINGS, make_network_with

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from netnotes.model.settings import Settings

    WriteVault = Callable[[dict[str, str]], Path]


def list_hints(*names: str, settings: Settings = SETTINGS) -> list[str]:
    network = make_network_with(*(f"organisation: '{name}'" for name in names), settings=settings)
    return [diagnostic.location.path for diagnostic in check_organisations(network)]


def parse_settings(text: str) -> Settings:
    settings, diagnostics = read_settings(text)
    assert diagnostics == ()
    return settings


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Birch Ltd", "BIRCH GmbH"),
        ("Birch", "Birch, Inc."),
        ("Birch S.A.", "Birch"),
        ("The Birch-House", "the birch & house llc"),
    ],
)
def test_names_that_differ_in_legal_form_or_punctuation_are_a_hint(left: str, right: str) -> None:
    assert list_hints(left, right) == ["People/Ben.md"]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Birch", "birch"),
        ("Birch Ltd", "Birches Ltd"),
        ("Birch", "Birch Bank"),
        ("Ltd", "Inc"),
        ("Café", "Cafe"),
        ("", "Birch"),
    ],
)
def test_other_names_are_no_hint(left: str, right: str) -> None:
    assert list_hints(left, right) == []


def test_name_that_most_have_is_the_one_to_keep_and_my_own_comes_first() -> None:
    assert list_hints("Birch Ltd", "Birch GmbH", "Birch GmbH") == ["People/Ada.md"]
    # I work at Acme.
    assert list_hints("Acme GmbH", "Acme GmbH") == ["People/Ada.md"]


def test_name_that_stands_for_itself_is_no_hint() -> None:
    settings = parse_settings('[organisations]\n"Birch GmbH" = "Birch GmbH"')
    assert list_hints("Birch Ltd", "Birch GmbH", settings=settings) == []


def test_settings_make_one_organisation_of_two_names_everywhere() -> None:
    settings = parse_settings(
        '[me]\norganisation = "Acme AG"\n'
        '[organisations]\n"acme gmbh" = "Acme AG"\n"Acme AG" = "ACME Ltd"'
    )
    fronts = ["organisation: Acme GmbH", "organisation: ACME Ltd", "organisation: Birch"]
    network = make_network_with(*fronts, settings=settings)
    assert [contact.organisation for contact in network.contacts] == ["ACME Ltd"] * 2 + ["Birch"]
    assert settings.me.organisation == "ACME Ltd"
    assert count_sides(network.contacts, settings.me.organisation) == (2, 1, 0)
    assert list(check_organisations(network)) == []


def test_names_that_lead_to_each_other_end() -> None:
    settings = parse_settings('[organisations]\n"A" = "B"\n"B" = "A"')
    assert settings.find_organisation("A") in ("A", "B")


def test_file_with_the_other_name_is_imported_under_the_first(
    vault: WriteVault, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = vault(
        {
            "netnotes.toml": '[organisations]\n"Red GmbH" = "Blue Ltd"\n',
            "People/Ada Quill.md": "---\norganisation: Red GmbH\n---\n",
        }
    )
    file = tmp_path / "people.csv"
    file.write_text("name,organisation\nBen Okafor,Red GmbH\nAda Quill,Blue Ltd\n")
    assert run(["import", str(file), "--vault", str(folder), "--yes"]) == 0
    assert "organisation: Blue Ltd" in (folder / "People" / "Ben Okafor.md").read_text()
    # Ada works where her note says, and nothing is added to it.
    assert "organisation: Red GmbH\n" in (folder / "People" / "Ada Quill.md").read_text()
    assert len(list((folder / "People").iterdir())) == 2
    capsys.readouterr()
    assert run(["export", "json", str(folder)]) == 0
    people = json.loads(capsys.readouterr().out)["people"]
    assert [person["organisation"] for person in people] == ["Blue Ltd", "Blue Ltd"]


@pytest.mark.parametrize(
    ("settings_text", "reason"),
    [
        ("", ""),
        ('[organisations]\n"Red" = "Blue"', "the same name and organisation"),
    ],
)
def test_namesakes_at_one_organisation_are_found_under_both_names(
    settings_text: str, reason: str
) -> None:
    network = make_network_with(
        "name: Ada Quill\norganisation: Red",
        "name: Ada Quill\norganisation: Blue",
        settings=parse_settings(settings_text),
    )
    reasons = [pair.reasons[0] for pair in find_duplicates(network.contacts)]
    assert reasons == ([reason] if reason else [])
