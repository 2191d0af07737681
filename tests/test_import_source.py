"""What can be imported: files of any size, archives as they are downloaded, folders of cards."""

from __future__ import annotations

import io
import json
import os
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from netnotes.actions import import_source
from netnotes.cli import run
from netnotes.errors import EXIT_CANNOT, EXIT_DONE
from netnotes.formats.readers import archive
from tests import test_google as google
from tests import test_linkedin as linkedin
from tests.test_import_people import load_network, read_files, run_verb
from tests.test_monica import export, of, person
from tests.test_vcard import make_vcard

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    WriteVault = Callable[[dict[str, str]], Path]
    Import = Callable[..., tuple[int, str, str]]

# More than the limit of Python's csv module for one cell.
LONG_TEXT = "word " * 30_000

LINKEDIN = f"{linkedin.PREAMBLE}{linkedin.HEADER}\n{linkedin.ADA}\n"


@pytest.fixture
def folder(vault: WriteVault) -> Path:
    return vault({"Note.md": ""})


@pytest.fixture
def import_file(folder: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Import:
    def import_content(content: str | bytes, *options: str, name: str = "file") -> Any:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return run_verb(folder, capsys, "import", str(path), *options)

    return import_content


def make_archive(files: dict[str, str | bytes], *, level: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", level) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return buffer.getvalue()


def list_names(folder: Path) -> list[str]:
    return [contact.name for contact in load_network(folder).contacts]


@pytest.mark.parametrize(
    "content",
    [
        export(person("Ada", "Quill", description=LONG_TEXT)),
        export(person("Ada", "Quill", data={"note": [of(body=LONG_TEXT)]})),
        json.dumps({"netnotes": 1, "people": [{"name": "Ada Quill", "text": LONG_TEXT}]}),
        f"Name,Notes\nAda Quill,{LONG_TEXT}\n",
        f'Name,Notes\nAda Quill,"{LONG_TEXT}"\n',
        f"{google.NEW}\n{google.make_row(first_name='Ada', last_name='Quill', notes=LONG_TEXT)}\n",
        make_vcard("FN:Ada Quill", f"NOTE:{LONG_TEXT}"),
        make_vcard("FN:Ada Quill", f"PHOTO;ENCODING=b:{'A' * 1_000_000}"),
        make_vcard("FN:Ada Quill", "PHOTO;ENCODING=b:", *["A" * 76] * 30_000),
        make_vcard("FN:Ada Quill", "NOTE:", *["word word word"] * 30_000),
        f"### Activities:\n- 2026-01-02: **Ada Quill** {LONG_TEXT}\n### Friends:\n- Ada Quill\n",
    ],
    ids=lambda content: content[:30],
)
def test_long_values_are_read(import_file: Import, folder: Path, content: str) -> None:
    code, _, err = import_file(content, "--yes")
    assert (code, err) == (EXIT_DONE, "")
    assert "Ada Quill" in list_names(folder)


@pytest.mark.parametrize(
    "content",
    [
        "[" * 200_000,
        "{" * 200_000,
        json.dumps({"a": "x" * 200_000}),
        json.dumps([{"name": "Ada"}]),
        "x" * 300_000,
        "," * 300_000,
        '"' * 300_000,
    ],
    ids=lambda content: f"{content[:8]} {len(content)}",
)
def test_long_line_in_no_format_is_refused_with_a_sentence(
    import_file: Import, content: str
) -> None:
    code, _, err = import_file(content)
    assert code == EXIT_CANNOT
    assert err.startswith("netnotes: ")
    assert err.count("\n") == 1
    assert len(err) < 700


def test_file_that_is_too_large_is_refused(
    import_file: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_source, "MAX_BYTES", 1024**2)
    code, _, err = import_file("Name,Notes\nAda," + "x" * 1024**2)
    assert code == EXIT_CANNOT
    assert "is larger than 1 MiB" in err


def test_linkedin_archive_is_read_as_downloaded(import_file: Import, folder: Path) -> None:
    data = make_archive(
        {
            "Connections.csv": LINKEDIN,
            "Profile.csv": "First Name,Last Name,Headline\nMe,Myself,Boss\n",
            "messages.csv": "FROM,TO,CONTENT\nMe,Ada,hello\n",
            "../../../etc/Connections.csv": LINKEDIN,
            "Rich_Media.txt": "x",
        }
    )
    code, out, _ = import_file(data, "--yes", "--all", name="Basic_LinkedInDataExport.zip")
    assert code == EXIT_DONE
    assert "Basic_LinkedInDataExport.zip is a LinkedIn file: 1 person read" in out
    assert "Not taken: copies of a card in another file (1 row)" in out
    assert "  Profile.csv: it was not read, for it is in no format of contacts\n" in out
    assert "  messages.csv: it was not read" in out
    assert list_names(folder) == ["Ada Quill"]


def test_google_takeout_is_read_with_its_folders(import_file: Import, folder: Path) -> None:
    ada, ben = make_vcard("FN:Ada Quill"), make_vcard("FN:Ben Okafor", "what is this")
    row = google.make_row(first_name="Cleo", last_name="Marsh")
    data = make_archive(
        {
            "Takeout/Contacts/All Contacts/All Contacts.vcf": ada + ben,
            "Takeout/Contacts/My Contacts/My Contacts.vcf": ada,
            "Takeout/Contacts/Other/Other.csv": f"{google.NEW}\n{row}\n",
            "Takeout/Photos/a.jpg": b"\xff\xd8",
            "Takeout/Photos/a.jpg.json": '{"title": "a.jpg"}',
        }
    )
    _, out, _ = import_file(data, "--yes", name="takeout.zip")
    assert list_names(folder) == ["Ada Quill", "Ben Okafor", "Cleo Marsh"]
    assert "row 8 of Takeout/Contacts/All Contacts/All Contacts.vcf: `what is this`" in out


def test_archive_with_one_table_is_that_table(import_file: Import, folder: Path) -> None:
    import_file(make_archive({"people.csv": "Name,Company\nAda Quill,Northwind\n"}), "--yes")
    assert list_names(folder) == ["Ada Quill"]


def set_compression(data: bytes, number: int) -> bytes:
    """Set the way of compression in the headers of an archive's only file (APPNOTE.TXT, 4.4.5)."""
    return _set_in_headers(data, number, local=8, central=10)


def set_needed_version(data: bytes, number: int) -> bytes:
    """Set the version that is needed to unpack an archive's only file (APPNOTE.TXT, 4.4.3)."""
    return _set_in_headers(data, number, local=4, central=6)


def _set_in_headers(data: bytes, number: int, *, local: int, central: int) -> bytes:
    changed = bytearray(data)
    for start, offset in ((data.index(b"PK\x03\x04"), local), (data.index(b"PK\x01\x02"), central)):
        changed[start + offset : start + offset + 2] = number.to_bytes(2, "little")
    return bytes(changed)


def encrypt(data: bytes) -> bytes:
    """Set the flag of encrypted content in every header of an archive."""
    changed = bytearray(data)
    for start, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        position = changed.find(start)
        while position >= 0:
            changed[position + offset] |= 1
            position = changed.find(start, position + 1)
    return bytes(changed)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (make_archive({"a.txt": "x"}), "no `.vcf`, `.csv` or `.json`"),
        (make_archive({}), "no file of contacts"),
        (
            make_archive({"a.csv": "Name\tx\nAda\tb\n", "b.csv": "Name,x\nBen,b\n"}),
            "a.csv and b.csv",
        ),
        (make_archive({"a.vcf": make_vcard("FN:Ada")})[:-30], "breaks off or is damaged"),
        (
            encrypt(make_archive({"a.vcf": make_vcard("FN:Ada")})),
            "a.vcf: it was not read: it is encr",
        ),
        (
            make_archive({"a.vcf": "hello " * 50}, level=zipfile.ZIP_STORED).replace(
                b"hello", b"howdy"
            ),
            "it is damaged in the archive",
        ),
        (
            set_compression(make_archive({"a.vcf": "x"}), 96),
            "packed in a way that can't be read here",
        ),
        (set_needed_version(make_archive({"a.vcf": "x"}), 99), "of a kind that can't be read here"),
        (
            make_archive({"[Content_Types].xml": "x", "xl/workbook.xml": "x"}),
            "Save the table in it",
        ),
        (make_archive({"a.csv": b"0" * 300 * 1024**2}), "would unpack to more than 200 MiB (a.csv"),
        (make_archive({f"{n}.txt": "" for n in range(20_001)}), "more than 20,000 files"),
        (b"PK\x03\x04" + b"x" * 500, "breaks off or is damaged"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_archive_that_cannot_be_read_is_refused_with_a_sentence(
    import_file: Import, folder: Path, data: bytes, message: str
) -> None:
    code, _, err = import_file(data, "--yes", name="export.zip")
    assert code == EXIT_CANNOT
    assert "export.zip" in err
    assert message in err
    assert [*read_files(folder)] == ["Note.md"]


def test_lie_about_the_size_of_a_packed_file_is_no_way_past_the_limit(
    monkeypatch: pytest.MonkeyPatch, import_file: Import
) -> None:
    monkeypatch.setattr(archive, "MAX_UNPACKED_BYTES", 1000)
    data = make_archive({f"{number}.vcf": make_vcard("FN:Ada") for number in range(40)})
    code, _, err = import_file(data)
    assert code == EXIT_CANNOT
    assert "would unpack to more than" in err


def test_table_that_begins_like_an_archive_is_a_table(import_file: Import, folder: Path) -> None:
    import_file("PK,Name\n1,Ada Quill\n", "--yes")
    assert list_names(folder) == ["Ada Quill"]


def test_folder_of_cards_is_read(
    folder: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    cards = tmp_path / "cards"
    (cards / "more").mkdir(parents=True)
    (cards / "ada.vcf").write_text(make_vcard("FN:Ada Quill", "EMAIL:ada@"))
    (cards / "more/ben.VCF").write_text(make_vcard("FN:Ben Okafor"))
    (cards / "notes.md").write_text("not read")
    (cards / ".hidden.vcf").write_text(make_vcard("FN:Hidden"))
    os.mkfifo(cards / "pipe.vcf")
    (cards / "link.vcf").symlink_to(tmp_path / "outside.vcf")
    (tmp_path / "outside.vcf").write_text(make_vcard("FN:Outside"))
    code, out, _ = run_verb(folder, capsys, "import", str(cards), "--yes")
    assert code == EXIT_DONE
    assert list_names(folder) == ["Ada Quill", "Ben Okafor"]
    assert "row 1 of ada.vcf: `ada@` is no mail address; Ada Quill is there without it" in out
    assert "  link.vcf: it was not read: it is a link or no file\n" in out
    assert "  pipe.vcf: it was not read: it is a link or no file\n" in out


def test_empty_folder_is_refused(
    folder: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    code, _, err = run_verb(folder, capsys, "import", str(tmp_path / "empty"))
    assert code == EXIT_CANNOT
    assert "has no file of contacts in it" in err


@pytest.mark.parametrize(
    ("content", "encoding", "name"),
    [
        ("Name,Company\nАда,Север\n".encode("cp1251"), "cp1251", "Ада"),
        (make_vcard("FN:表 太郎").encode("shift_jis"), "Shift_JIS", "表 太郎"),
        (make_vcard("FN;CHARSET=UTF-8:Ада").encode("cp1251"), "windows-1251", "Ада"),
        (make_vcard("FN;ENCODING=QUOTED-PRINTABLE:=C0=E4=E0").encode(), "cp1251", "Ада"),
        (make_vcard("FN;ENCODING=QUOTED-PRINTABLE;CHARSET=utf-8:=D0=90").encode(), "cp1251", "А"),
        (make_vcard("FN:Ада").encode("utf-16"), "utf-16", "Ада"),
    ],
)
def test_encoding_can_be_named(
    import_file: Import, folder: Path, content: bytes, encoding: str, name: str
) -> None:
    assert import_file(content, "--yes", "--encoding", encoding)[0] == EXIT_DONE
    assert list_names(folder) == [name]


@pytest.mark.parametrize("name", ["klingon", "base64", "rot13", "a\x00b", "../x"])
def test_name_that_is_no_encoding_is_refused_with_examples(import_file: Import, name: str) -> None:
    code, _, err = import_file("Name,x\nAda,b\n", "--encoding", name)
    assert code == EXIT_CANNOT
    assert "is not the name of an encoding. Write one such as utf-8, cp1252, cp1251" in err


def test_file_in_another_encoding_than_named_is_refused(import_file: Import) -> None:
    code, _, err = import_file("Name,x\nZoë,b\n".encode("cp1252"), "--encoding", "utf-8")
    assert code == EXIT_CANNOT
    assert "is not in the encoding utf-8 (byte 10)" in err


def test_all_shows_every_remark_and_every_person(import_file: Import) -> None:
    rows = "".join(f"Ada {number},2026-02-30\n" for number in range(30))
    _, out, _ = import_file(f"Name,Met\n{rows}")
    assert "  and 20 more remarks (--all shows them)\n" in out
    assert "  and 20 more (--all shows them)\n" in out
    assert "Ada 29" not in out
    _, out, _ = import_file(f"Name,Met\n{rows}", "--all")
    assert "more" not in out
    assert all(out.count(f"  Ada {number}\n") == 1 for number in range(30))
    assert out.count("could not be read") == 30


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("<?xml version='1.0'?>\n<!-- c -->\n<graphml xmlns='x'>", "is GraphML, which netnotes"),
        ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", "is a calendar, which netnotes writes"),
        ("<!DOCTYPE html>\n<html>", "is a web page"),
        ("<?xml version='1.0'?><kml></kml>", "is XML, and no format of contacts in XML"),
        ("%PDF-1.7\n", "is a PDF"),
        ('{"$schema": "x"}', "is JSON, but no export of Monica or of netnotes"),
    ],
)
def test_file_that_is_no_table_is_not_asked_for_its_columns(
    import_file: Import, content: str, words: str
) -> None:
    code, out, err = import_file(content)
    assert (code, out) == (EXIT_CANNOT, "")
    assert words in err
    assert "--map" not in err
    assert err.endswith(".\n")


@pytest.mark.parametrize("form", ["graphml", "ics"])
def test_what_export_writes_and_import_does_not_read_is_named(
    form: str, vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    root = vault({"People/Ada.md": "---\nbirthday: 11-30\n---\n"})
    file = root / "written"
    run(["export", form, str(root), "-o", str(file), "--today", "2026-11-20"])
    capsys.readouterr()
    assert run(["import", str(file), "--vault", str(root)]) == EXIT_CANNOT
    assert "which netnotes writes and does not read" in capsys.readouterr().err


@pytest.mark.parametrize("verb", ["due", "mix", "check"])
def test_json_without_people_says_what_import_reads(
    verb: str, vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    root = vault({"People/Ada.md": ""})
    run([verb, "--json", str(root)])
    file = root / "out.json"
    file.write_text(capsys.readouterr().out)
    run(["import", str(file), "--vault", str(root)])
    out = capsys.readouterr().out
    assert out.splitlines()[0] == "out.json is a netnotes file: 0 people read."
    assert "there are no people in it: import reads what `netnotes export json` writes" in out
