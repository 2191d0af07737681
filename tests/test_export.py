"""`netnotes export FORM`, and the calendar in the dashboard."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from icalendar import Calendar

from netnotes.cli import run
from netnotes.commands.export import FORMATS
from netnotes.errors import EXIT_CANNOT, EXIT_DONE
from netnotes.formats.own_csv import read_csv
from netnotes.model.settings import Settings
from netnotes.system.own_pages import PAGE_LIST_NAME
from tests.conftest import TODAY
from tests.test_build import build, compute_notes_digest, read_dashboard

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    WriteVault = Callable[[dict[str, str]], Path]
    CaptureBytes = pytest.CaptureFixture[bytes]

ADA = (
    "---\ntier: monthly\nlast_contact: 2026-10-02\nphone: '+49 30 5550123'\n"
    "email: ada@example.com\n---\nLikes numbers.\n"
)
NOTES = {
    "People/Ada Quill.md": ADA,
    "People/Ben Okafor.md": "---\nbirthday: 03-12\n---\n",
    "Goals/Lead.md": "",
}
WORDS = {
    "csv": b"Ada Quill,",
    "vcf": b"FN:Ada Quill\r\n",
    "ics": b"SUMMARY:Be in touch with Ada Quill\r\n",
    "json": b'"name": "Ada Quill"',
    "graphml": b">Ada Quill</data>",
    "schema": b'"$ref": "#/$defs/name"',
}


def export(form: str, folder: Path, *options: str) -> int:
    return run(["export", form, str(folder), "--today", TODAY.isoformat(), *options])


def read_ada_event(folder: Path) -> Any:
    """Read Ada's event from the calendar of a dashboard."""
    content = (folder / "dashboard/followups.ics").read_bytes()
    return next(entry for entry in read_events(content) if "Ada" in entry["SUMMARY"])


def read_events(content: bytes) -> list[Any]:
    return list(Calendar.from_ical(content).walk("VEVENT"))


def test_every_format_is_tested() -> None:
    assert list(WORDS) == [form for form, _ in FORMATS]


@pytest.mark.parametrize("form", WORDS)
def test_each_format_is_printed_and_written_the_same_to_a_private_file(
    form: str, vault: WriteVault, tmp_path: Path, capsysbinary: CaptureBytes
) -> None:
    folder = vault(NOTES)
    before = compute_notes_digest(folder)
    assert export(form, folder) == EXIT_DONE
    printed = capsysbinary.readouterr().out
    assert WORDS[form] in printed
    file = tmp_path / "out"
    umask = os.umask(0)
    try:
        assert export(form, folder, "-o", str(file)) == EXIT_DONE
    finally:
        os.umask(umask)
    assert file.read_bytes() == printed
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert str(file).encode() in capsysbinary.readouterr().out
    assert compute_notes_digest(folder) == before
    assert export(form, folder, "-o", str(file), "--quiet") == EXIT_DONE
    assert capsysbinary.readouterr().out == b""


def test_line_ends_reach_a_pipe_unchanged(vault: WriteVault) -> None:
    command = [
        sys.executable,
        "-m",
        "netnotes",
        "export",
        "csv",
        str(vault(NOTES)),
        "--today",
        TODAY.isoformat(),
    ]
    out = subprocess.run(command, check=True, capture_output=True).stdout
    assert out.count(b"\r\n") == out.count(b"\n") == 3
    (ada, _), diagnostics = read_csv(out.decode(), Settings())
    assert (ada.phone, diagnostics) == (("+49 30 5550123",), ())


def test_unreadable_values_are_reported(vault: WriteVault, capsysbinary: CaptureBytes) -> None:
    export("csv", vault(NOTES))
    assert capsysbinary.readouterr().err == b""
    assert (
        export(
            "csv",
            vault({"People/Ben Okafor.md": "---\nmet: 2026-02-30\nrole: VP\n---\n"}),
            "--quiet",
        )
        == EXIT_DONE
    )
    captured = capsysbinary.readouterr()
    assert b"Ben Okafor," in captured.out
    assert b"1 error in the notes" in captured.err


@pytest.mark.parametrize("form", WORDS)
def test_export_of_an_empty_vault_has_no_contacts(
    form: str, vault: WriteVault, capsysbinary: CaptureBytes
) -> None:
    assert export(form, vault({})) == EXIT_DONE
    out = capsysbinary.readouterr().out
    assert b"Ada Quill," not in out
    if form == "json":
        assert json.loads(out)["people"] == []


def export_and_read_refusal(folder: Path, file: Path, capsysbinary: CaptureBytes) -> str:
    assert export("csv", folder, "-o", str(file)) == EXIT_CANNOT
    return capsysbinary.readouterr().err.decode()


def test_export_is_not_written_over_notes_or_where_it_would_be_published(
    vault: WriteVault, tmp_path: Path, capsysbinary: CaptureBytes
) -> None:
    folder = vault(NOTES)
    (folder / "public").mkdir()
    os.mkfifo(tmp_path / "pipe")
    before = compute_notes_digest(folder)
    assert "could be, a note" in export_and_read_refusal(
        folder, folder / "People/Ada Quill.md", capsysbinary
    )
    assert "could be, a note" in export_and_read_refusal(
        folder, folder / "netnotes.toml", capsysbinary
    )
    assert "is a folder" in export_and_read_refusal(folder, folder / "People", capsysbinary)
    assert "no folder" in export_and_read_refusal(
        folder, tmp_path / "nowhere/people.csv", capsysbinary
    )
    assert "would be published" in export_and_read_refusal(
        folder, folder / "public/people.csv", capsysbinary
    )
    assert "not a plain file" in export_and_read_refusal(folder, tmp_path / "pipe", capsysbinary)
    (tmp_path / "link.csv").symlink_to(folder / "People/Ada Quill.md")
    assert "could be, a note" in export_and_read_refusal(
        folder, tmp_path / "link.csv", capsysbinary
    )
    assert compute_notes_digest(folder) == before


def test_link_to_a_plain_file_is_followed(vault: WriteVault, tmp_path: Path) -> None:
    (tmp_path / "real.csv").write_text("old")
    (tmp_path / "link.csv").symlink_to(tmp_path / "real.csv")
    export("csv", vault(NOTES), "-o", str(tmp_path / "link.csv"))
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_text().startswith("name,")


def test_name_that_the_disk_refuses_is_reported(
    vault: WriteVault, tmp_path: Path, capsysbinary: CaptureBytes
) -> None:
    assert "can't be written: File name too long" in export_and_read_refusal(
        vault(NOTES), tmp_path / f"{'x' * 300}.csv", capsysbinary
    )
    assert [path.name for path in tmp_path.iterdir()] == ["Vault"]


def test_unknown_format_is_refused(vault: WriteVault, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        export("pdf", vault(NOTES))
    assert ended.value.code == EXIT_CANNOT
    assert "invalid choice: 'pdf'" in capsys.readouterr().err


def test_calendar_continues_the_one_it_replaces(vault: WriteVault, tmp_path: Path) -> None:
    folder, file = vault(NOTES), tmp_path / "mine.ics"
    sequences = []
    for last_contact in ("2026-10-02", "2026-09-02", "2026-09-02", "2026-10-02"):
        vault({"People/Ada Quill.md": ADA.replace("2026-10-02", last_contact)})
        export("ics", folder, "-o", str(file), "--quiet")
        sequences.append(int(read_events(file.read_bytes())[0]["SEQUENCE"]))
    assert sequences == [sequences[0], sequences[0] + 1, sequences[0] + 1, sequences[0] + 2]


def test_dashboard_has_a_calendar_only_if_an_option_asks_for_it(vault: WriteVault) -> None:
    folder = vault(NOTES)
    build(folder)
    without = read_dashboard(folder)
    assert "followups.ics" not in without
    build(folder, "--ics")
    with_feed = read_dashboard(folder)
    assert set(with_feed) - set(without) == {"followups.ics"}
    assert "followups.ics" in with_feed[PAGE_LIST_NAME].decode().splitlines()
    assert stat.S_IMODE((folder / "dashboard/followups.ics").stat().st_mode) == 0o600
    build(folder)
    assert read_dashboard(folder) == without


def test_setting_adds_the_calendar_to_every_build(vault: WriteVault) -> None:
    folder = vault({**NOTES, "netnotes.toml": "[vault]\nics = true\n"})
    build(folder)
    assert read_ada_event(folder)["UID"]


def test_calendar_of_an_unchanged_vault_is_not_written_again(vault: WriteVault) -> None:
    folder = vault(NOTES)
    build(folder, "--ics")
    file = folder / "dashboard/followups.ics"
    first, written = file.read_bytes(), file.stat()
    for options in ([], ["--full"]):
        build(folder, "--ics", *options)
        assert file.read_bytes() == first
        assert (file.stat().st_mtime_ns, file.stat().st_ino) == (
            written.st_mtime_ns,
            written.st_ino,
        )
    build(folder, "--ics", today="2026-12-24")
    assert file.read_bytes() == first


def test_uids_stay_and_sequences_grow_over_builds(vault: WriteVault) -> None:
    folder = vault(NOTES)
    events = []
    for last_contact in (
        "2026-10-02",
        "2026-11-10",
        "2026-08-01",
    ):  # first written, then put off, then brought forward
        vault({"People/Ada Quill.md": ADA.replace("2026-10-02", last_contact)})
        build(folder, "--ics")
        events.append(read_ada_event(folder))
    assert len({str(event["UID"]) for event in events}) == 1
    assert [str(event["DTSTART"].dt) for event in events] == [
        "2026-11-01",
        "2026-12-10",
        "2026-08-31",
    ]
    assert events[0]["SEQUENCE"] < events[1]["SEQUENCE"] < events[2]["SEQUENCE"]


def test_file_of_the_user_with_the_name_of_the_calendar_stays(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = vault(NOTES)
    build(folder)
    file = folder / "dashboard/followups.ics"
    file.write_text("mine")
    assert build(folder, "--ics") == EXIT_CANNOT
    assert "was not made by netnotes" in capsys.readouterr().err
    assert file.read_text() == "mine"


def test_redacted_calendar_has_no_names(example: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(example, tmp_path / "Secret")
    build(folder, "--ics", "--redact")
    content = (folder / "dashboard/followups.ics").read_bytes().decode().replace("\r\n ", "")
    assert content.count("BEGIN:VEVENT") > 50
    for word in ("Ada", "Quill", "Okafor", "Lisbon", "Secret", "555 0142"):
        assert word not in content
