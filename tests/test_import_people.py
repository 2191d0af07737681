"""People come in from where they are, leave again, and are not here twice."""

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


def say(folder: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = run([arguments[0], "--vault", str(folder), "--today", TODAY.isoformat(), *arguments[1:]])
    said = capsys.readouterr()
    return code, said.out, said.err


def people(folder: Path) -> Network:
    return find_and_load_vault(folder, TODAY).network


def everything(folder: Path) -> dict[str, bytes]:
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


def test_preview_shows_who_is_new_and_writes_nothing(
    vault: WriteVault, capsys: pytest.CaptureFixture[str], connections: str
) -> None:
    folder = vault({"People/Ada Quill.md": "---\norganisation: Northwind\nrole: CTO\n---\n"})
    before = everything(folder)
    code, out, _ = say(folder, capsys, "import", connections)
    assert code == EXIT_DONE
    assert "4 people read, 1 row left out" in out
    assert "30 Feb 2026" in out
    assert "New: 3" in out
    assert (
        "Here already: 1\n  Ada Quill (the same name and organisation): gets met, email and links; role stays CTO"
        in out
    )
    assert "Run it again with --yes" in out
    assert everything(folder) == before


def test_an_import_fills_what_is_empty_and_makes_what_is_new(
    vault: WriteVault, capsys: pytest.CaptureFixture[str], connections: str
) -> None:
    ada = "---\norganisation: Northwind # since May\nrole: CTO\n---\nMine.\n"
    folder = vault({"People/Ada Quill.md": ada})
    code, out, _ = say(folder, capsys, "import", connections, "--yes", "--tag", "linkedin")
    assert code == EXIT_DONE
    assert out.endswith("3 notes made, 1 note filled.\n")
    assert sorted(path.name for path in folder.rglob("*.md")) == [
        *("Ada Quill.md", "Ben Okafor (Other).md", "Ben Okafor.md", "x ---.md"),
    ]
    filled = (folder / "People/Ada Quill.md").read_text()
    assert filled.startswith(
        "---\norganisation: Northwind # since May\nrole: CTO\nmet: 2024-01-02\n"
    )
    assert filled.endswith("---\nMine.\n")
    odd = people(folder).contacts_by_path["People/x ---.md"]
    assert (odd.name, odd.organisation, odd.cadence, odd.tags) == (
        "../../x ---",
        "Ada Quill",
        NEVER,
        ("linkedin",),
    )
    assert not people(folder).ties["People/x ---.md"]
    before = everything(folder)
    assert say(folder, capsys, "import", connections, "--yes")[1].endswith(
        "0 notes made, 0 notes filled.\n"
    )
    assert everything(folder) == before  # twice changes nothing


def test_conditions_limit_and_tier_are_applied(
    vault: WriteVault, capsys: pytest.CaptureFixture[str], connections: str
) -> None:
    folder = vault({"Note.md": ""})
    say(
        folder, capsys, "import", connections, "--yes", "--only", "company=acme", "--tier", "yearly"
    )
    (ben,) = people(folder).contacts
    assert (ben.name, ben.tier, ben.cadence) == ("Ben Okafor", "yearly", None)
    say(folder, capsys, "import", connections, "--yes", "--limit", "1")
    assert len(people(folder).contacts) == 2


@pytest.mark.parametrize(
    ("content", "more", "said"),
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
    more: tuple[str, ...],
    said: str,
) -> None:
    folder = vault({"Note.md": ""})
    if content is not None:
        (tmp_path / "file").write_bytes(content)
    code, _, err = say(folder, capsys, "import", str(tmp_path / "file"), "--yes", *more)
    assert code == EXIT_CANNOT
    assert said in err
    assert [*everything(folder)] == ["Note.md"]


def test_touches_and_tasks_are_imported_and_text_is_quoted(
    vault: WriteVault, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    folder = vault({"Note.md": ""})
    (tmp_path / "monica.json").write_text(MONICA)
    say(folder, capsys, "import", str(tmp_path / "monica.json"), "--yes")
    (cleo,) = people(folder).contacts
    assert [(str(touch.date), touch.mode, touch.text) for touch in cleo.touches] == [
        ("2026-03-02", "voice", "About ferries")
    ]
    assert [promise.text for promise in cleo.promises] == ["Send the map"]
    assert cleo.cadence == 45
    assert "> - [ ] not a task" in cleo.text
    before = everything(folder)
    say(folder, capsys, "import", str(tmp_path / "monica.json"), "--yes")
    assert everything(folder) == before


def in_words(contact: Contact, network: Network) -> dict[str, tuple[str, ...]]:
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
    code, out, _ = say(folder, capsys, "import", table, "--yes")
    assert code == EXIT_DONE
    was, now = people(example), people(folder)
    assert len(now.contacts) == len(was.contacts) > 50
    there = {contact.name: in_words(contact, now) for contact in now.contacts}
    for contact in was.contacts:
        assert there[contact.name] == in_words(replace(contact, photo=""), was), out


# Doubles

ADA = "---\npurpose: To learn\nemail: ada@example.com\nrole: CTO\n---\nMine.\n\n## Log\n- 2026-10-02 call: A.\n"
ADA_TOO = "---\nemail: [ada@example.com, a@b.example]\nrole: VP\nshoes: 39\nlocation: Lisbon\n---\nTheirs.\n- 2026-01-02 mail: B.\n"
TWICE = {
    "People/Ada Quill.md": ADA,
    "People/A. Quill.md": ADA_TOO,
    "People/Ben.md": "---\nknows: '[[A. Quill]]'\n---\nSee [[A. Quill|her]].\n",
}


def test_duplicates_are_shown_with_their_reasons(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = vault(TWICE)
    code, out, _ = say(folder, capsys, "dedupe")
    assert code == EXIT_DONE
    assert out.startswith("People/A. Quill = People/Ada Quill: ")
    assert "mail address" in out


def test_two_notes_are_merged_without_loss(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = vault(TWICE)
    before = everything(folder)
    assert (
        "would go to .trash/A. Quill.md"
        in say(folder, capsys, "dedupe", "--merge", "People/Ada Quill", "People/A. Quill")[1]
    )
    assert everything(folder) == before
    code, out, _ = say(
        folder, capsys, "dedupe", "--merge", "People/Ada Quill", "People/A. Quill", "--yes"
    )
    assert code == EXIT_DONE
    assert "role stays as it was; the other note said VP" in out
    (ada, ben) = people(folder).contacts
    assert ada.email == ("ada@example.com", "a@b.example")
    assert (ada.role, ada.location, ada.aliases) == ("CTO", "Lisbon", ("A. Quill",))
    assert len(ada.touches) == 2
    text = (folder / "People/Ada Quill.md").read_text()
    assert all(
        words in text
        for words in ("Mine.", "Theirs.", "- role: VP", "- shoes: 39", "## From A. Quill")
    )
    assert people(folder).ties[ben.path] == {ada.path}
    assert "See [[Ada Quill|her]]." in ben.text
    assert (folder / ".trash/A. Quill.md").read_text() == ADA_TOO
    assert "Nobody seems to be in your notes twice" in say(folder, capsys, "dedupe")[1]


def test_pair_is_marked_as_two_people_in_the_settings(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = "# mine\n[plan]\nbudget = 3 # a week\n\n[vault]\noutput = 'out'\n"
    folder = vault({**TWICE, "netnotes.toml": settings})
    assert (
        say(folder, capsys, "dedupe", "--not-the-same", "People/Ada Quill", "People/A. Quill")[0]
        == EXIT_DONE
    )
    text = (folder / "netnotes.toml").read_text()
    assert text.startswith(settings.rstrip())
    assert "Nobody seems to be in your notes twice" in say(folder, capsys, "dedupe")[1]
    assert run(["check", str(folder), "--today", TODAY.isoformat()]) == EXIT_DONE
    (folder / "netnotes.toml").write_text("[broken")
    code, _, err = say(
        folder, capsys, "dedupe", "--not-the-same", "People/Ada Quill", "People/A. Quill"
    )
    assert code == EXIT_CANNOT
    assert "can't be read" in err
