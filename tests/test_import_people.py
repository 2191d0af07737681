"""`netnotes import` creates notes of new people and fills empty properties of known ones."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from netnotes.cli import run
from netnotes.errors import EXIT_CANNOT, EXIT_DONE
from netnotes.model.people import NEVER
from netnotes.network.record import fill_last_contact
from netnotes.reading.typed_words import STORED_PROPERTIES, list_typed_words
from netnotes.vault.load import find_and_load_vault
from tests.notes import TODAY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from netnotes.model.people import Contact
    from netnotes.network.network import Network

    WriteVault = Callable[[dict[str, str]], Path]

CONNECTIONS = '''\ufeffNotes:
"When exporting your connection data, you may notice that some addresses are missing."

First Name,Last Name,URL,Email Address,Company,Position,Connected On
Ada,Quill,https://www.linkedin.com/in/adaq?trk=x,ada@example.com,Northwind,VP Engineering,02 Jan 2024
Ben,Okafor,https://www.linkedin.com/in/beno,,"Acme, Inc.","Head of ""Data""",7-Feb-22
Ben,Okafor,https://www.linkedin.com/in/ben2,,Other,Engineer,7-Feb-22
../../x,---,,,"[[Ada Quill]]",{{x}},01 Jan 2024
Zoe,Adler,,,,,30 Feb 2026
'''.replace("\n", "\r\n")

MONICA = """{"version": "1.0-preview.1", "account": {"data": [{"type": "contacts", "values": [{"uuid": "1", "properties": {
"first_name": "Cleo", "last_name": "Marsh", "description": "Line one\\n- 2026-01-01 not a touch\\n- [ ] not a task",
"stay_in_touch_frequency": 45}, "data": [
{"type": "calls", "values": [{"properties": {"called_at": "2026-03-02T10:00:00Z", "content": "About ferries"}}]},
{"type": "tasks", "values": [{"properties": {"title": "Send the map", "completed": false}}]}]}]}]}}"""


def run_verb(
    folder: Path, capsys: pytest.CaptureFixture[str], *arguments: str
) -> tuple[int, str, str]:
    code = run([arguments[0], "--vault", str(folder), "--today", TODAY.isoformat(), *arguments[1:]])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def load_network(folder: Path) -> Network:
    return find_and_load_vault(folder, TODAY).network


def read_files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture
def connections(tmp_path: Path) -> str:
    path = tmp_path / "Connections.csv"
    path.write_text(CONNECTIONS, newline="")
    return str(path)


def test_preview_lists_new_contacts_and_writes_nothing(
    vault: WriteVault, capsys: pytest.CaptureFixture[str], connections: str
) -> None:
    folder = vault({"People/Ada Quill.md": "---\norganisation: Northwind\nrole: CTO\n---\n"})
    old_files = read_files(folder)
    code, out, _ = run_verb(folder, capsys, "import", connections)
    assert code == EXIT_DONE
    assert "4 people read, 1 row left out" in out
    assert "30 Feb 2026" in out
    assert "New: 3" in out
    assert (
        "Here already: 1\n"
        "  Ada Quill (the same name and organisation): gets met, email and links; role stays CTO"
    ) in out
    assert "Run it again with --yes" in out
    assert read_files(folder) == old_files


def test_import_fills_empty_properties_and_creates_missing_notes(
    vault: WriteVault, capsys: pytest.CaptureFixture[str], connections: str
) -> None:
    ada = "---\norganisation: Northwind # since May\nrole: CTO\n---\nMine.\n"
    folder = vault({"People/Ada Quill.md": ada})
    code, out, _ = run_verb(folder, capsys, "import", connections, "--yes", "--tag", "linkedin")
    assert code == EXIT_DONE
    assert out.endswith("3 notes made, 1 note filled.\n")
    assert sorted(path.name for path in folder.rglob("*.md")) == [
        *("Ada Quill.md", "Ben Okafor (Other).md", "Ben Okafor.md", "x ---.md"),
    ]
    filled_note = (folder / "People/Ada Quill.md").read_text()
    assert filled_note.startswith(
        "---\norganisation: Northwind # since May\nrole: CTO\nmet: 2024-01-02\n"
    )
    assert filled_note.endswith("---\nMine.\n")
    assert "purpose" not in (folder / "People/Ben Okafor.md").read_text()
    odd_contact = load_network(folder).contacts_by_path["People/x ---.md"]
    assert (odd_contact.name, odd_contact.organisation, odd_contact.cadence, odd_contact.tags) == (
        "../../x ---",
        "Ada Quill",
        NEVER,
        ("linkedin",),
    )
    assert not load_network(folder).ties["People/x ---.md"]
    old_files = read_files(folder)
    assert run_verb(folder, capsys, "import", connections, "--yes")[1].endswith(
        "0 notes made, 0 notes filled.\n"
    )
    assert read_files(folder) == old_files  # twice changes nothing


def test_conditions_limit_and_tier_are_applied(
    vault: WriteVault, capsys: pytest.CaptureFixture[str], connections: str
) -> None:
    folder = vault({"Note.md": ""})
    run_verb(
        folder, capsys, "import", connections, "--yes", "--only", "company=acme", "--tier", "yearly"
    )
    (ben,) = load_network(folder).contacts
    assert (ben.name, ben.tier, ben.cadence) == ("Ben Okafor", "yearly", None)
    run_verb(folder, capsys, "import", connections, "--yes", "--limit", "1")
    assert len(load_network(folder).contacts) == 2


@pytest.mark.parametrize(
    ("content", "options", "message"),
    [
        (b"PK\x03\x04", (), "ZIP archive"),
        (b"nothing,known\n1,2\n", (), "Its first row is: nothing, known."),
        (CONNECTIONS.encode(), ("--only", "compny=x"), "is not PROPERTY=TEXT"),
        (CONNECTIONS.encode(), ("--tier", "often"), "is not one of your tiers"),
        (b"a,b\n1,2\n", ("--map", "name=c"), "c"),
        (None, (), "can't be read"),
    ],
)
def test_file_or_option_that_cannot_be_used_is_refused(
    vault: WriteVault,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    content: bytes | None,
    options: tuple[str, ...],
    message: str,
) -> None:
    folder = vault({"Note.md": ""})
    if content is not None:
        (tmp_path / "file").write_bytes(content)
    code, _, err = run_verb(folder, capsys, "import", str(tmp_path / "file"), "--yes", *options)
    assert code == EXIT_CANNOT
    assert message in err
    assert [*read_files(folder)] == ["Note.md"]


def test_touches_and_tasks_are_imported_and_text_is_quoted(
    vault: WriteVault, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    folder = vault({"Note.md": ""})
    (tmp_path / "monica.json").write_text(MONICA)
    run_verb(folder, capsys, "import", str(tmp_path / "monica.json"), "--yes")
    (cleo,) = load_network(folder).contacts
    assert [(str(touch.date), touch.mode, touch.text) for touch in cleo.touches] == [
        ("2026-03-02", "voice", "About ferries")
    ]
    assert [promise.text for promise in cleo.promises] == ["Send the map"]
    assert cleo.cadence == 45
    assert "> - [ ] not a task" in cleo.text
    old_files = read_files(folder)
    run_verb(folder, capsys, "import", str(tmp_path / "monica.json"), "--yes")
    assert read_files(folder) == old_files


def list_words_by_property(contact: Contact, network: Network) -> dict[str, tuple[str, ...]]:
    known = fill_last_contact(contact, network)
    return {
        prop.name: list_typed_words(known, prop.name)
        for prop in STORED_PROPERTIES
        if prop.name != "photo"
    }


def test_exported_table_is_imported_unchanged(
    example: Path, vault: WriteVault, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    table = str(tmp_path / "people.csv")
    assert (
        run(["export", "csv", str(example), "-o", table, "--today", TODAY.isoformat()]) == EXIT_DONE
    )
    folder = vault({"Note.md": ""})
    shutil.copy(example / "netnotes.toml", folder)
    code, out, _ = run_verb(folder, capsys, "import", table, "--yes")
    assert code == EXIT_DONE
    exported, imported = load_network(example), load_network(folder)
    assert len(imported.contacts) == len(exported.contacts) > 50
    words_by_name = {
        contact.name: list_words_by_property(contact, imported) for contact in imported.contacts
    }
    for contact in exported.contacts:
        assert words_by_name[contact.name] == list_words_by_property(
            replace(contact, photo=""), exported
        ), out


def test_preview_shows_columns_and_what_is_not_taken(
    vault: WriteVault, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    folder = vault({"Note.md": ""})
    table = tmp_path / "people.csv"
    table.write_text(
        "Vorname,Nachname,Firma,Email Work,Shoe size,Empty\n"
        "Ada,Quill,Northwind,ada@example.com,38,\nBen,Okafor,,,40,\n"
    )
    _, out, _ = run_verb(folder, capsys, "import", str(table))
    assert out.startswith(
        "people.csv is a table file: 2 people read.\n"
        "Columns:\n"
        "  Vorname, Nachname → name\n"
        "  Firma → organisation\n"
        "  Email Work → email\n"
        "Not taken: `Shoe size` (2 rows)\n"
        "New: 2\n"
    )


def test_anniversary_and_relation_are_imported_once(
    vault: WriteVault, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    folder = vault({"People/Ada Quill.md": "---\nanniversary: 2011-01-01\n---\nMine.\n"})
    table = tmp_path / "people.csv"
    table.write_text(
        "Name,Email,Wife,Anniversary\nAda Quill,ada@example.com,Beth Quill,2010-06-12\n"
        "Beth Quill,,,2010-06-12\n"
    )
    _, out, _ = run_verb(folder, capsys, "import", str(table), "--yes")
    assert "anniversary stays 2011-01-01 (there: 2010-06-12)" in out
    note = (folder / "People/Ada Quill.md").read_text()
    assert "anniversary: 2011-01-01\n" in note
    assert "knows:\n  - Beth Quill\n" in note
    assert "> Wife: Beth Quill" in note
    assert "anniversary: 2010-06-12\n" in (folder / "People/Beth Quill.md").read_text()
    old_files = read_files(folder)
    run_verb(folder, capsys, "import", str(table), "--yes")
    assert read_files(folder) == old_files


@pytest.mark.parametrize("option", [[], ["--map", "name=Name,met=Met"]])
def test_order_of_dates_in_the_settings_counts_for_a_table(
    tmp_path: Path, vault: Callable[[dict[str, str]], Path], option: list[str]
) -> None:
    file = tmp_path / "people.csv"
    file.write_text("Name,Met\nCleo Marsh,01/09/2026\n")
    folder = vault({"netnotes.toml": '[dates]\norder = "day-first"\n'})
    arguments = ["import", str(file), *option, "--vault", str(folder), "--yes"]
    assert run([*arguments, "--today", "2026-11-20"]) == 0
    assert "met: 2026-09-01" in (folder / "People/Cleo Marsh.md").read_text()
