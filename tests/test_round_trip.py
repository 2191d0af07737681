"""What netnotes exports changes nothing where it comes from, and makes the same people elsewhere."""

from __future__ import annotations

import csv
import json
import re
import shutil
from typing import TYPE_CHECKING

import pytest

from netnotes.cli import run
from netnotes.errors import EXIT_DONE
from netnotes.reading.properties import CONTACT_PROPERTIES
from netnotes.vault.load import find_and_load_vault
from tests.notes import TODAY, make_front_matter

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    WriteVault = Callable[[dict[str, str]], Path]

FORMS = ("csv", "vcf", "json")

# Notes with everything that one of the forms could lose, change or double.
ODD_NOTES = {
    "People/Ada Quill.md": (
        "---\nlevel: peer\nknows: []\ncadence: never\nemail: [ada@example.com, a.quill@example.org]\n"
        "phone: ['+49 30 5550123', '0171 5550123']\npurpose: To learn; and to teach, too\n"
        "shoe size: 39\nlanguages: [de, fr]\nfield:\nneeds: []\ninterests: ['a; b', 'c, d', '\"e\"']\n"
        "---\n# Ada Quill\n\nShe sails.\n\n## Log\n- 2026-10-02 coffee: Talked.\n"
        "  - gave:: a book\n  - [ ] asked:: a name\n  - [x] promised:: a map ✅ 2026-10-09\n"
        "  - learned:: she moves\n- [ ] a plain task 📅 2026-12-01\n"
    ),
    "People/Ben Okafor.md": (
        "---\r\ntier: '2'\r\nknows: ['[[Ada Quill|Ada]]', '[[Cleo]]']\r\nmet_at: a fair\r\n"
        "introduced_by: me\r\ngoals: '[[Sail]]'\r\nlinkedin: beno\r\narchived: yes\r\n---\r\n"
        "Text.\r\n\r\n### 2026-10-02 — Lunch\r\n\r\nA paragraph.\r\n\r\nAnother.\r\n"
    ),
    "People/Cleo.md": (
        "---\nname: Dr. Cleo Marsh\npurpose: To learn [[Sailing]]\nbirthday: 02-29\nlevel: -2\n"
        "anniversary: [2015-06-20, 06-21 wedding]\n"
        "remember: ['05-12 first day; 06-01 at Acme, as CTO', 2016-02-29]\n"
        "status: paused\nlast_contact: [2026-01-02, 2026-03-04]\n---\n"
        "Last contact:: 2026-02-02\nShoes:: 39\n\n- [x] done long ago ✅ 2026-04-01\n\n"
        "> [!tip] A callout\n> of two lines\n"
    ),
    "People/Dan.md": "2026-10-02: A dated paragraph.\nOf two lines.\n",
    "People/Eve Ito.md": "---\norganisation: '[[Acme]]'\nteir: monthly\ndied: 2024-05\n---\n"
    "| 2026-10-02 | call | A row. |\n| 2026-09-02 | | Another: [gave:: a cup]. |\n",
    "People/江 美.md": "---\nbirthday: 1904-03-14\ntags: [a/b, Größe, '[[San Marino]]']\naliases: [Mei, '[]', Jiang Mei]\n---\n",
    "People/No One.md": "",
    "People/Sub/Fay @ Acme.md": "---\npurpose:\npause_until: 2027-01-10\nnext: 2026-12-01\n"
    "next_step: Write\n---\nart\n\n\n- a list\n    - deep\n",
    # Two notes of one person perhaps, and namesakes.
    "People/Ann Lee.md": "---\nemail: ann@example.com\n---\nHi.\n",
    "People/Ann M. Lee.md": "---\nemail: ann@example.com\nrole: CTO\n---\nHi.\n",
    "People/Bob.md": "---\nlevel: above\n---\n",
    "People/Bob 2nd.md": "---\nname: Bob\ntier: monthly\n---\nHi.\n",
    "People/Bob Smith.md": "---\norganisation: Acme\n---\n",
    "People/Bob Smith 2nd.md": "---\nname: Bob Smith\norganisation: Northwind\n---\n",
    "Goals/Sail.md": "---\nwhy: Wind\n---\n",
}

# Notes of which the forms can't hold everything, as docs/exchange.md says.
LOSSY_NOTES = {
    "People/Many Lines.md": "---\npurpose: |\n  To learn;\n  and to teach, too\nrole: CTO\n---\n",
    "People/Run.md": "---\npurpose: '{{soon}} <% x %>'\n---\n{{date}} ![[a.png]]\n",
    "People/Open Code.md": "She rows.\n\n```\ncode\n",
    "People/Open Comment.md": "She rows.\n\n%% hidden\n",
    "People/Old.md": "---\nbirthday: 1604-03-14\n---\n",
}


@pytest.fixture(params=["example", "odd", "table"])
def source(
    request: pytest.FixtureRequest, vault: WriteVault, example: Path, tmp_path: Path
) -> Path:
    """Return a vault to export: the example, odd notes, or a note with every property."""
    if request.param == "example":
        return shutil.copytree(example, tmp_path / "copy" / "vault")
    if request.param == "odd":
        return vault(ODD_NOTES | LOSSY_NOTES)
    lines = [f"{prop.name}: {prop.example}" for prop in CONTACT_PROPERTIES]
    return vault({"People/Ada Quill.md": make_front_matter(*lines)})


def export(folder: Path, form: str, file: Path) -> bytes:
    assert run(["export", form, str(folder), "-o", str(file), "--today", str(TODAY)]) == EXIT_DONE
    return file.read_bytes()


def import_file(folder: Path, file: Path, capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    arguments = ["import", str(file), "--vault", str(folder), "--today", str(TODAY)]
    assert run([*arguments, "--yes", "--all"]) == EXIT_DONE
    return capsys.readouterr().out


def read_files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*.md")
        if path.is_file()
    }


@pytest.mark.parametrize("form", FORMS)
def test_export_changes_nothing_in_the_vault_it_comes_from(
    source: Path, form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = read_files(source)
    export(source, form, tmp_path / f"people.{form}")
    out = import_file(source, tmp_path / f"people.{form}", capsys)
    assert read_files(source) == before
    assert "New: 0\n" in out
    # Nobody gets anything, and of nobody something is said to contradict.
    expected_endings = ("import reads people only", "): nothing new")
    lines = [
        line for line in out.splitlines() if not any(ending in line for ending in expected_endings)
    ]
    assert len(lines) == 4, out


@pytest.mark.parametrize("form", FORMS)
def test_export_makes_the_same_people_in_an_empty_vault(
    source: Path, form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in LOSSY_NOTES:
        (source / path).unlink(missing_ok=True)
    first = export(source, form, tmp_path / f"first.{form}")
    empty = tmp_path / "empty" / source.name
    (empty / "People").mkdir(parents=True)
    settings = source / "netnotes.toml"
    if settings.exists():
        shutil.copy(settings, empty)
    import_file(empty, tmp_path / f"first.{form}", capsys)
    second = export(empty, form, tmp_path / f"second.{form}")
    assert make_comparable(form, second) == make_comparable(form, first)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", ["de la Cruz, Ana", "Ito,Eve", "ana@cruz.example", "O'Neil; D."])
def test_name_comes_back_as_it_was(
    form: str, name: str, vault: WriteVault, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = vault({"People/One.md": f'---\nname: "{name}"\norganisation: Acme\n---\n'})
    export(source, form, tmp_path / f"people.{form}")
    (source / "People/One.md").unlink()
    import_file(source, tmp_path / f"people.{form}", capsys)
    assert [contact.name for contact in find_and_load_vault(source, TODAY).network.contacts] == [
        name
    ]


def make_comparable(form: str, exported: bytes) -> object:
    """Return what a form can hold of people; namesakes come in the order of their new notes."""
    if form == "csv":
        return sorted(exported.decode().splitlines())
    if form == "vcf":
        # The identifier of a card is made from the note's path, which a card does not have.
        return sorted(re.sub(r"UID:.*", "", exported.decode()).split("END:VCARD"))
    people = json.loads(exported)["people"]
    for person in people:
        # New notes are all in one folder, and their promises in another order.
        person["path"] = person["path"].rpartition("/")[2]
        # A link may lead to an event, which is not imported.
        linked = [person["introduced_by"]] if "introduced_by" in person else []
        for named in (*linked, *(person["knows"] or ())):
            del named["name"], named["path"]
        person["promises"].sort(key=str)
    return people


@pytest.mark.parametrize(
    "text", ["- 2026-01-01 call: none", "```\nopen", "gave:: a book", "[asked:: a name]"]
)
def test_text_that_would_be_read_as_a_log_is_quoted(
    vault: WriteVault, tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    """A file may say that it is an export by netnotes."""
    folder = vault({"Note.md": ""})
    person = {"name": "Ada Quill", "path": "../../evil.md", "text": f"{text}\n<% x %>"}
    file = tmp_path / "people.json"
    file.write_text(json.dumps({"netnotes": 1, "people": [person]}))
    import_file(folder, file, capsys)
    note = (folder / "People/evil.md").read_text()
    assert "> < % x %>" in note
    assert find_and_load_vault(folder, TODAY).network.contacts[0].touches == ()
    assert find_and_load_vault(folder, TODAY).network.contacts[0].gifts == ()


def test_table_of_an_older_version_is_known_by_its_columns(
    vault: WriteVault, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = vault({"People/Ada Quill.md": "---\nlevel: peer\nknows: []\n---\n"})
    file = tmp_path / "people.csv"
    rows = list(csv.reader(export(folder, "csv", file).decode().splitlines()))
    left_out = [rows[0].index(name) for name in ("died", "status")]
    with file.open("w", newline="") as opened_file:
        for row in rows:
            cells = [cell for column, cell in enumerate(row) if column not in left_out]
            csv.writer(opened_file).writerow(cells)
    before = read_files(folder)
    assert "people.csv is a netnotes file: 1 person read.\nNew: 0\n" in import_file(
        folder, file, capsys
    )
    assert read_files(folder) == before
