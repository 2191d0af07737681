"""The commands that write notes change only the intended lines, or none and report an error."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from netnotes.cli import run
from netnotes.errors import EXIT_CANNOT, EXIT_DONE, NetnotesError
from netnotes.system import file_changes
from netnotes.system.exchange import exchange_files
from netnotes.vault.edit import open_note
from netnotes.vault.load import find_and_load_vault
from netnotes.vault.note_files import NoteChange
from netnotes.vault.note_writer import NoteWriter
from netnotes.vault.paths import find_vault
from tests.notes import parse_iso_day

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    WriteVault = Callable[[dict[str, str]], Path]

TODAY = "2026-11-20"
ADA = (
    "---\npurpose: To learn\ntier: monthly\nlast_contact: 2026-10-02\n"
    "organisation: Northwind\n---\n\n## Log\n- 2026-10-02 call: A.\n"
)
BEN = (
    "---\npurpose: To build\nknows:\n  - '[[Ada Quill]]' # of course\n---\n"
    "See [[Ada Quill|Ada]], [[Ada Quill#Log]] and [her](Ada%20Quill.md).\n"
)
VAULT = {
    "netnotes.toml": '[me]\nname = "Mira"\n',
    "People/Ada Quill.md": ADA,
    "People/Ben Okafor.md": BEN,
    "People/Ben Other.md": (
        "---\norganisation: Acme\n---\n- [ ] promised:: the draft\n"
        "- [ ] promised:: the loaf\n- [ ] asked:: a name\n"
    ),
}


def run_verb(
    folder: Path, capsys: pytest.CaptureFixture[str], verb: str, *words: str
) -> tuple[int, str, str]:
    """Run a verb on a vault; return its exit code, stdout and stderr."""
    vault_words = [str(folder)] if verb == "check" else ["--vault", str(folder)]
    code = run([verb, "--today", TODAY, *vault_words, *words])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def make_writer(folder: Path) -> NoteWriter:
    return NoteWriter(folder, find_vault(folder).cache_folder, "log")


def list_changes(folder: Path, before: dict[str, str]) -> dict[str, str]:
    """List the lines that each changed note lost, with a minus, and those it gained."""
    changes = {}
    for path in sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.md")):
        old_lines = before.get(path, "").split("\n")
        new_lines = (folder / path).read_text().split("\n")
        lost = [f"-{line}" for line in old_lines if line not in new_lines]
        gained = [line for line in new_lines if line not in old_lines]
        if lost or gained:
            changes[path] = "\n".join((*lost, *gained))
    return changes


def test_log_adds_one_line_to_each_note(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = vault(VAULT)
    code, out, _ = run_verb(
        folder, capsys, "log", "coffee with Ada and ben okafor yesterday: talked"
    )
    assert code == EXIT_DONE
    assert out.splitlines() == [
        "Ada Quill, Ben Okafor · Thursday 19 November · coffee · “talked”",
        "People/Ada Quill.md:9: - 2026-11-19 coffee: talked (with [[Ben Okafor]])",
        "  next with Ada Quill: 19 December 2026",
        "People/Ben Okafor.md:9: - 2026-11-19 coffee: talked (with [[Ada Quill]])",
        "  Ben Okafor has no tier, so no next date is set; `tier: quarterly` sets one",
    ]
    assert list_changes(folder, VAULT) == {
        "People/Ada Quill.md": (
            "-last_contact: 2026-10-02\nlast_contact: 2026-11-19\n"
            "- 2026-11-19 coffee: talked (with [[Ben Okafor]])"
        ),
        "People/Ben Okafor.md": "## Log\n- 2026-11-19 coffee: talked (with [[Ada Quill]])",
    }


def test_log_takes_options_instead_of_a_sentence(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = vault(VAULT)
    words = (
        "log",
        "ada",
        "She moves.",
        "--on",
        "friday",
        "--channel",
        "called",
        "--gave",
        "a book",
        "--promised",
        "the draft by 1 december",
    )
    assert run_verb(folder, capsys, *words)[0] == EXIT_DONE
    assert list_changes(folder, VAULT)["People/Ada Quill.md"].split("\n")[2:] == [
        *(
            "- 2026-11-13 call: She moves.",
            "  - gave:: a book",
            "  - [ ] promised:: the draft 📅 2026-12-01",
        ),
    ]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("log", "coffee with zoe"), "Nobody in your notes is called zoe"),
        (
            ("log", "coffee with ben"),
            "ben could be 2 people. Write one of these instead:\n  Ben Okafor\n  Ben Other: Acme\n",
        ),
        (("log", "coffee yesterday"), "With whom?"),
        (("log", "ada", "x", "--on", "2026-12-01"), "is in the future"),
        (("log", "ada", "x", "--on", "someday"), "can't be read as a day"),
        (("log", "ada", "x", "--channel", "pigeon"), "not a way to be in touch"),
        (("done", "ada"), "has no open promise or ask"),
        (("done", "ben other"), "Several things are open"),
        (("done", "ben other", "xyz"), "Nothing open with Ben Other has these words"),
        (("snooze", "ada", "yesterday"), "can't be read as a day"),
        (("snooze", "ada", "2020-01-01"), "has passed"),
        (("new", "ada", "quill"), "is in your notes already"),
        (("new", "../.."), "can't be the name of a note"),
        (("new", "Cleo", "--tier", "often"), "is not one of your tiers"),
        (("rename", "ada", "Ben Okafor"), "already exists"),
        (("rename", "ada", "Ada Quill"), "has this name already"),
    ],
)
def test_impossible_edit_is_an_error_and_writes_nothing(
    vault: WriteVault, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], message: str
) -> None:
    folder = vault(VAULT)
    code, _, err = run_verb(folder, capsys, *words)
    assert code == EXIT_CANNOT
    assert message in err
    assert list_changes(folder, VAULT) == {}


def test_organisation_distinguishes_two_contacts_of_one_name(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = vault(VAULT)
    assert run_verb(folder, capsys, "log", "call with ben at acme: x")[0] == EXIT_DONE
    assert list(list_changes(folder, VAULT)) == ["People/Ben Other.md"]


@pytest.mark.parametrize(
    "words",
    [
        ("log", "coffee with ada: x"),
        ("done", "ben other", "draft"),
        ("snooze", "ada", "3 weeks"),
        ("archive", "ada"),
        ("rename", "ada", "Ada Byron"),
        ("new", "Cleo Marsh", "--purpose", "x"),
    ],
)
def test_dry_run_shows_a_diff_and_changes_nothing(
    vault: WriteVault, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    folder = vault(VAULT)
    code, out, _ = run_verb(folder, capsys, *words, "--dry-run")
    assert code == EXIT_DONE
    assert "+++ b/People/" in out
    assert list_changes(folder, VAULT) == {}


def test_done_ticks_promises_and_asks(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = vault(VAULT)
    assert run_verb(folder, capsys, "done", "ben other", "draft")[0] == EXIT_DONE
    assert run_verb(folder, capsys, "done", "ben other", "--declined")[0] == EXIT_DONE
    assert run_verb(folder, capsys, "done", "ben other", "--let-go")[0] == EXIT_DONE
    assert (folder / "People/Ben Other.md").read_text().split("---\n")[2] == (
        "- [x] promised:: the draft ✅ 2026-11-20\n- [-] promised:: the loaf ❌ 2026-11-20\n"
        "- [-] asked:: a name ❌ 2026-11-20\n"
    )


@pytest.mark.parametrize(
    ("day", "code", "mark"),
    [
        ("2026-11-09", EXIT_DONE, "[x] asked:: a desk ✅ 2026-11-09"),
        ("yesterday", EXIT_DONE, "[x] asked:: a desk ✅ 2026-11-19"),
        ("2026-11-04", EXIT_CANNOT, "[ ] asked:: a desk"),
        ("2026-11-21", EXIT_CANNOT, "[ ] asked:: a desk"),
        ("soon", EXIT_CANNOT, "[ ] asked:: a desk"),
    ],
)
def test_done_ticks_on_another_day_from_that_of_the_ask_until_today(
    vault: WriteVault, capsys: pytest.CaptureFixture[str], day: str, code: int, mark: str
) -> None:
    folder = vault({"People/Di.md": "---\n---\n- 2026-11-05 call: a\n  - [ ] asked:: a desk\n"})
    assert run_verb(folder, capsys, "done", "di", "--granted", "--on", day)[0] == code
    text = (folder / "People/Di.md").read_text()
    assert text == f"---\n---\n- 2026-11-05 call: a\n  - {mark}\n"


def test_contact_is_paused_and_archived_and_brought_back(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = vault(
        {
            **VAULT,
            "People/Cleo.md": "---\nactive: true\n---\n",
            "People/Dan.md": "---\nstatus: active\n---\n",
        }
    )
    run_verb(folder, capsys, "snooze", "ada", "3", "weeks")
    run_verb(folder, capsys, "archive", "cleo")
    run_verb(folder, capsys, "archive", "dan")
    assert (folder / "People/Ada Quill.md").read_text() == ADA.replace(
        "wind\n", "wind\npause_until: 2026-12-11\n"
    )
    assert (folder / "People/Cleo.md").read_text() == "---\nactive: false\n---\n"
    assert (folder / "People/Dan.md").read_text() == "---\nstatus: archived\n---\n"
    network = find_and_load_vault(folder, parse_iso_day(TODAY)).network
    assert {contact.name for contact in network.contacts if contact.archived} == {"Cleo", "Dan"}
    run_verb(folder, capsys, "archive", "ada")
    run_verb(folder, capsys, "archive", "ada", "--undo")
    assert "archived" not in (folder / "People/Ada Quill.md").read_text()


def test_new_contact_follows_the_template(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = vault(
        {**VAULT, "Templates/Person.md": "---\npurpose:\nmet: {{date}}\n---\n# {{title}}\n"}
    )
    words = (
        "--purpose",
        "To sail",
        "--introduced-by",
        "ada",
        "--met",
        "yesterday",
        "--phone",
        "+49 171 5",
    )
    code, out, _ = run_verb(folder, capsys, "new", "Zoë", "Test", *words)
    assert (code, out) == (EXIT_DONE, "People/Zoë Test.md: made.\n")
    assert (folder / "People/Zoë Test.md").read_text() == (
        '---\npurpose: To sail\nmet: 2026-11-19\nintroduced_by: "[[Ada Quill]]"\nphone:\n'
        '  - "+49 171 5"\n---\n# Zoë Test\n'
    )
    assert run_verb(folder, capsys, "check")[1].count("Zoë") == 0


def test_every_link_follows_a_renamed_note(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    linking_notes = {
        "Notes/Ada Quill.md": "Another note of that name.\n",
        "Notes/A day.md": (
            "[[Ada Quill]] [[People/Ada Quill]] [[../People/Ada Quill.md]] `[[People/Ada Quill]]`\n"
            "```\n[[People/Ada Quill]]\n```\n"
            "%% [[People/Ada Quill]] %% ![[People/Ada Quill#^id|x]]\n"
        ),
        "Meetings/2026-10-02 Fair.md": '---\npeople: ["[[People/Ada Quill|Ada]]"]\n---\n',
    }
    folder = vault({**VAULT, **linking_notes})
    code, out, _ = run_verb(folder, capsys, "rename", "People/Ada Quill", "Ada Byron", "--alias")
    assert (code, out) == (
        EXIT_DONE,
        "People/Ada Quill.md is now People/Ada Byron.md; links changed in 3 other notes.\n",
    )
    assert not (folder / "People/Ada Quill.md").exists()
    assert (folder / "People/Ada Byron.md").read_text() == ADA.replace(
        "wind\n", "wind\naliases:\n  - Ada Quill\n"
    )
    assert (folder / "People/Ben Okafor.md").read_text() == BEN.replace(
        "Ada Quill", "Ada Byron"
    ).replace("Ada%20Quill", "Ada%20Byron")
    assert (folder / "Notes/A day.md").read_text() == (
        "[[Ada Quill]] [[People/Ada Byron]] [[../People/Ada Byron.md]] `[[People/Ada Quill]]`\n"
        "```\n[[People/Ada Quill]]\n```\n"
        "%% [[People/Ada Quill]] %% ![[People/Ada Byron#^id|x]]\n"
    )
    assert "[[People/Ada Byron|Ada]]" in (folder / "Meetings/2026-10-02 Fair.md").read_text()
    assert run_verb(folder, capsys, "check")[1].count("dead-link") == 0


def test_check_fixes_only_what_is_safe(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = vault(
        {
            "People/Ada.md": "---\npurpose: x\nteir: monthly\nmet: 2026-2-3\n---\n",
            "People/Broken.md": "---\nmet: 2026-2-3\ntier: [\n---\n",
        }
    )
    assert "+tier: monthly" in run_verb(folder, capsys, "check", "--fix", "--dry-run")[1]
    out = run_verb(folder, capsys, "check", "--fix")[1]
    assert out.startswith("People/Ada.md: `teir` is `tier`, `2026-2-3` is `2026-02-03`\n")
    fixed_text = (folder / "People/Ada.md").read_text()
    assert fixed_text == "---\npurpose: x\ntier: monthly\nmet: 2026-02-03\n---\n"
    assert (folder / "People/Broken.md").read_text() == "---\nmet: 2026-2-3\ntier: [\n---\n"


# What can go wrong while a note is written


def test_note_changed_by_another_program_is_not_overwritten(vault: WriteVault) -> None:
    folder = vault(VAULT)
    note = open_note(folder, "People/Ada Quill.md")
    other_note = open_note(folder, "People/Ben Okafor.md")
    (folder / note.path).write_text("Mine.\n")
    with pytest.raises(NetnotesError, match="was changed while this was being written"):
        make_writer(folder).write_changes([NoteChange(other_note, "x"), NoteChange(note, "y")])
    assert (folder / note.path).read_text() == "Mine.\n"
    assert (folder / other_note.path).read_text() == BEN


def test_note_changed_while_another_is_written_is_not_overwritten(
    vault: WriteVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = vault(VAULT)
    first = open_note(folder, "People/Ada Quill.md")
    second = open_note(folder, "People/Ben Okafor.md")

    exchanged_files = []

    def exchange_while_editor_saves(staged_file: Path, file: Path) -> None:
        exchanged_files.append(file.name)
        exchange_files(staged_file, file)
        (folder / second.path).write_text("Mine.\n")

    monkeypatch.setattr(file_changes, "exchange_files", exchange_while_editor_saves)
    writer = make_writer(folder)
    with pytest.raises(NetnotesError, match=r"Ben Okafor\.md was changed while this was being"):
        writer.write_changes([NoteChange(first, "x"), NoteChange(second, "y")])
    assert writer.written_files == []
    # There and back; the second note is not touched, not even for a moment.
    assert exchanged_files == ["Ada Quill.md", "Ada Quill.md"]
    assert (folder / first.path).read_text() == ADA
    assert (folder / second.path).read_text() == "Mine.\n"


def test_note_that_an_editor_has_emptied_is_read_when_it_is_saved(
    vault: WriteVault, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = vault({**VAULT, "People/Ada Quill.md": ""})
    pauses = []

    def finish_saving(seconds: float) -> None:
        pauses.append(seconds)
        (folder / "People/Ada Quill.md").write_text("Mine.\n")

    monkeypatch.setattr("netnotes.vault.edit.time.sleep", finish_saving)
    assert run_verb(folder, capsys, "snooze", "ada", "1 week")[0] == EXIT_DONE
    text = "---\npause_until: 2026-11-27\n---\nMine.\n"
    assert (folder / "People/Ada Quill.md").read_text() == text

    (folder / "People/Ben Other.md").write_text("")
    os.utime(folder / "People/Ben Other.md", (1, 1))
    assert run_verb(folder, capsys, "snooze", "ben other", "1 week")[0] == EXIT_DONE
    assert len(pauses) == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("---\npurpose: a: b\n---\n", "People/Ada Quill.md:2:"),
        ("---\ntier: a\ntier: b\n---\n", "is here a second time"),
        ("<<<<<<< HEAD\nx\n", "unfinished merge"),
    ],
)
def test_broken_note_is_not_edited(
    vault: WriteVault, capsys: pytest.CaptureFixture[str], text: str, message: str
) -> None:
    folder = vault({"People/Ada Quill.md": text})
    code, _, err = run_verb(folder, capsys, "log", "call with ada: x")
    assert code == EXIT_CANNOT
    assert message in err
    assert (folder / "People/Ada Quill.md").read_text() == text


def test_edited_note_keeps_its_mode_and_a_symlink_stays_one(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = vault({"Elsewhere.md": ADA, "People/x.txt": ""})
    (folder / "People/Ada Quill.md").symlink_to(folder / "Elsewhere.md")
    (folder / "Elsewhere.md").chmod(0o640)
    (folder / "netnotes.toml").write_text('[vault]\ncontacts = ["People", "."]\n')
    note = open_note(folder, "People/Ada Quill.md")
    make_writer(folder).write_changes([NoteChange(note, "new\n")])
    assert (folder / "People/Ada Quill.md").is_symlink()
    assert (folder / "Elsewhere.md").read_text() == "new\n"
    assert (folder / "Elsewhere.md").stat().st_mode & 0o777 == 0o640
