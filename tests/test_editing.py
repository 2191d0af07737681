"""The verbs that write notes, as one runs them: the lines that are meant change, or nothing does and the reason is said."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import netnotes
from netnotes.cli import run
from netnotes.errors import EXIT_CANNOT, EXIT_DONE, NetnotesError
from netnotes.vault.edit import open_note
from netnotes.vault.load import find_and_load_vault
from netnotes.vault.note_files import NoteChange, write_changes
from netnotes.vault.paths import find_vault
from tests.notes import day
from tests.test_crash import CALLS, DEATHS

if TYPE_CHECKING:
    from collections.abc import Callable

    WriteVault = Callable[[dict[str, str]], Path]

TODAY = "2026-11-20"
ADA = "---\npurpose: To learn\ntier: monthly\nlast_contact: 2026-10-02\norganisation: Northwind\n---\n\n## Log\n- 2026-10-02 call: A.\n"
BEN = "---\npurpose: To build\nknows:\n  - '[[Ada Quill]]' # of course\n---\nSee [[Ada Quill|Ada]], [[Ada Quill#Log]] and [her](Ada%20Quill.md).\n"
VAULT = {
    "netnotes.toml": '[me]\nname = "Mira"\n',
    "People/Ada Quill.md": ADA,
    "People/Ben Okafor.md": BEN,
    "People/Ben Other.md": "---\norganisation: Acme\n---\n- [ ] promised:: the draft\n- [ ] promised:: the loaf\n- [ ] asked:: a name\n",
}


def netnotes_says(
    folder: Path, capsys: pytest.CaptureFixture[str], *words: str
) -> tuple[int, str, str]:
    code = run(
        [
            words[0],
            "--today",
            TODAY,
            "--vault" if words[0] != "check" else str(folder),
            *([str(folder)] if words[0] != "check" else []),
            *words[1:],
        ]
    )
    said = capsys.readouterr()
    return code, said.out, said.err


def changed(folder: Path, before: dict[str, str]) -> dict[str, str]:
    """What each note that changed has that it had not, line by line; what went stands with a minus."""
    lines = {}
    for path in sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.md")):
        old, new = before.get(path, "").split("\n"), (folder / path).read_text().split("\n")
        more = [line for line in new if line not in old]
        gone = [f"-{line}" for line in old if line not in new]
        if more or gone:
            lines[path] = "\n".join((*gone, *more))
    return lines


def test_a_touch_is_one_line_more(vault: WriteVault, capsys: pytest.CaptureFixture[str]) -> None:
    folder = vault(VAULT)
    code, out, _ = netnotes_says(
        folder, capsys, "log", "coffee with Ada and ben okafor yesterday: talked"
    )
    assert code == EXIT_DONE
    assert out.splitlines() == [
        "People/Ada Quill.md:9: - 2026-11-19 coffee: talked (with [[Ben Okafor]])",
        "  next with Ada Quill: 19 December 2026",
        "People/Ben Okafor.md:9: - 2026-11-19 coffee: talked (with [[Ada Quill]])",
        "  no day to be in touch with Ben Okafor again",
    ]
    assert changed(folder, VAULT) == {
        "People/Ada Quill.md": "-last_contact: 2026-10-02\nlast_contact: 2026-11-19\n- 2026-11-19 coffee: talked (with [[Ben Okafor]])",
        "People/Ben Okafor.md": "## Log\n- 2026-11-19 coffee: talked (with [[Ada Quill]])",
    }


def test_options_say_the_same(vault: WriteVault, capsys: pytest.CaptureFixture[str]) -> None:
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
    assert netnotes_says(folder, capsys, *words)[0] == EXIT_DONE
    assert changed(folder, VAULT)["People/Ada Quill.md"].split("\n")[2:] == [
        *(
            "- 2026-11-13 call: She moves.",
            "  - gave:: a book",
            "  - [ ] promised:: the draft 📅 2026-12-01",
        ),
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("log", "coffee with nobody"), "Nobody in your notes is called nobody"),
        (("log", "coffee with ben"), "ben could be Ben Okafor or Ben Other (Acme)"),
        (("log", "coffee yesterday"), "With whom?"),
        (("log", "ada", "x", "--on", "2026-12-01"), "still to come"),
        (("log", "ada", "x", "--on", "someday"), "names no day"),
        (("log", "ada", "x", "--channel", "pigeon"), "not a way to be in touch"),
        (("done", "ada"), "Nothing of that kind is open"),
        (("done", "ben other"), "Several things are open"),
        (("done", "ben other", "xyz"), "Nothing open with Ben Other has these words"),
        (("snooze", "ada", "yesterday"), "names no day"),
        (("snooze", "ada", "2020-01-01"), "is not still to come"),
        (("new", "ada", "quill"), "is in your notes already"),
        (("new", "../.."), "can't be the name of a note"),
        (("new", "Cleo", "--tier", "often"), "is not one of your tiers"),
        (("rename", "ada", "Ben Okafor"), "is there already"),
        (("rename", "ada", "Ada Quill"), "has this name already"),
    ],
)
def test_what_can_t_be_done_is_said_and_nothing_is_written(
    vault: WriteVault, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], said: str
) -> None:
    folder = vault(VAULT)
    code, _, err = netnotes_says(folder, capsys, *words)
    assert code == EXIT_CANNOT
    assert said in err
    assert changed(folder, VAULT) == {}


def test_an_organisation_tells_two_apart(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = vault(VAULT)
    assert netnotes_says(folder, capsys, "log", "call with ben at acme: x")[0] == EXIT_DONE
    assert list(changed(folder, VAULT)) == ["People/Ben Other.md"]


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
def test_a_dry_run_shows_the_difference_and_changes_nothing(
    vault: WriteVault, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    folder = vault(VAULT)
    code, out, _ = netnotes_says(folder, capsys, *words, "--dry-run")
    assert code == EXIT_DONE
    assert "+++ b/People/" in out
    assert changed(folder, VAULT) == {}


def test_promises_are_ticked_and_asks_answered(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = vault(VAULT)
    assert netnotes_says(folder, capsys, "done", "ben other", "draft")[0] == EXIT_DONE
    assert netnotes_says(folder, capsys, "done", "ben other", "--declined")[0] == EXIT_DONE
    assert netnotes_says(folder, capsys, "done", "ben other", "--let-go")[0] == EXIT_DONE
    assert (folder / "People/Ben Other.md").read_text().split("---\n")[2] == (
        "- [x] promised:: the draft ✅ 2026-11-20\n- [-] promised:: the loaf ❌ 2026-11-20\n- [-] asked:: a name ❌ 2026-11-20\n"
    )


def test_somebody_rests_and_is_archived_and_comes_back(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = vault(
        {
            **VAULT,
            "People/Cleo.md": "---\nactive: true\n---\n",
            "People/Dan.md": "---\nstatus: active\n---\n",
        }
    )
    netnotes_says(folder, capsys, "snooze", "ada", "3", "weeks")
    netnotes_says(folder, capsys, "archive", "cleo")
    netnotes_says(folder, capsys, "archive", "dan")
    assert (folder / "People/Ada Quill.md").read_text() == ADA.replace(
        "wind\n", "wind\npause_until: 2026-12-11\n"
    )
    assert (folder / "People/Cleo.md").read_text() == "---\nactive: false\n---\n"
    assert (folder / "People/Dan.md").read_text() == "---\nstatus: archived\n---\n"
    people = find_and_load_vault(folder, day(TODAY)).network
    assert {one.name for one in people.contacts if one.archived} == {"Cleo", "Dan"}
    netnotes_says(folder, capsys, "archive", "ada")
    netnotes_says(folder, capsys, "archive", "ada", "--undo")
    assert "archived" not in (folder / "People/Ada Quill.md").read_text()


def test_a_new_contact_follows_the_template(
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
    code, out, _ = netnotes_says(folder, capsys, "new", "Zoë", "Test", *words)
    assert (code, out) == (EXIT_DONE, "People/Zoë Test.md: made.\n")
    assert (folder / "People/Zoë Test.md").read_text() == (
        '---\npurpose: To sail\nmet: 2026-11-19\nintroduced_by: "[[Ada Quill]]"\nphone:\n  - "+49 171 5"\n---\n# Zoë Test\n'
    )
    assert netnotes_says(folder, capsys, "check")[1].count("Zoë") == 0


def test_every_link_follows_a_renamed_note(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    more = {
        "Notes/Ada Quill.md": "Another note of that name.\n",
        "Notes/A day.md": "[[Ada Quill]] [[People/Ada Quill]] [[../People/Ada Quill.md]] `[[People/Ada Quill]]`\n```\n[[People/Ada Quill]]\n```\n%% [[People/Ada Quill]] %% ![[People/Ada Quill#^id|x]]\n",
        "Meetings/2026-10-02 Fair.md": '---\npeople: ["[[People/Ada Quill|Ada]]"]\n---\n',
    }
    folder = vault({**VAULT, **more})
    code, out, _ = netnotes_says(
        folder, capsys, "rename", "People/Ada Quill", "Ada Byron", "--alias"
    )
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
        "[[Ada Quill]] [[People/Ada Byron]] [[../People/Ada Byron.md]] `[[People/Ada Quill]]`\n```\n[[People/Ada Quill]]\n```\n%% [[People/Ada Quill]] %% ![[People/Ada Byron#^id|x]]\n"
    )
    assert "[[People/Ada Byron|Ada]]" in (folder / "Meetings/2026-10-02 Fair.md").read_text()
    assert netnotes_says(folder, capsys, "check")[1].count("dead-link") == 0


def test_what_is_safe_is_mended(vault: WriteVault, capsys: pytest.CaptureFixture[str]) -> None:
    folder = vault(
        {
            "People/Ada.md": "---\npurpose: x\nteir: monthly\nmet: 2026-2-3\n---\n",
            "People/Broken.md": "---\nmet: 2026-2-3\ntier: [\n---\n",
        }
    )
    assert "+tier: monthly" in netnotes_says(folder, capsys, "check", "--fix", "--dry-run")[1]
    out = netnotes_says(folder, capsys, "check", "--fix")[1]
    assert out.startswith("People/Ada.md: `teir` is `tier`, `2026-2-3` is `2026-02-03`\n")
    assert (
        folder / "People/Ada.md"
    ).read_text() == "---\npurpose: x\ntier: monthly\nmet: 2026-02-03\n---\n"
    assert (folder / "People/Broken.md").read_text() == "---\nmet: 2026-2-3\ntier: [\n---\n"


# What may come between


def test_a_note_that_changed_meanwhile_is_left_alone(vault: WriteVault) -> None:
    folder = vault(VAULT)
    note = open_note(folder, "People/Ada Quill.md")
    other = open_note(folder, "People/Ben Okafor.md")
    (folder / note.path).write_text("Mine.\n")
    with pytest.raises(NetnotesError, match="was changed while this was being written"):
        write_changes(folder, [NoteChange(other, "x"), NoteChange(note, "y")])
    assert (folder / note.path).read_text() == "Mine.\n"
    assert (folder / other.path).read_text() == BEN


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("---\npurpose: a: b\n---\n", "People/Ada Quill.md:2:"),
        ("---\ntier: a\ntier: b\n---\n", "stands here a second time"),
        ("<<<<<<< HEAD\nx\n", "unfinished merge"),
    ],
)
def test_a_broken_note_is_refused(
    vault: WriteVault, capsys: pytest.CaptureFixture[str], text: str, said: str
) -> None:
    folder = vault({"People/Ada Quill.md": text})
    code, _, err = netnotes_says(folder, capsys, "log", "call with ada: x")
    assert code == EXIT_CANNOT
    assert said in err
    assert (folder / "People/Ada Quill.md").read_text() == text


def test_a_note_keeps_its_mode_and_a_link_stays_a_link(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = vault({"Elsewhere.md": ADA, "People/x.txt": ""})
    (folder / "People/Ada Quill.md").symlink_to(folder / "Elsewhere.md")
    (folder / "Elsewhere.md").chmod(0o640)
    (folder / "netnotes.toml").write_text('[vault]\ncontacts = ["People", "."]\n')
    note = open_note(folder, "People/Ada Quill.md")
    write_changes(folder, [NoteChange(note, "new\n")])
    assert (folder / "People/Ada Quill.md").is_symlink()
    assert (folder / "Elsewhere.md").read_text() == "new\n"
    assert (folder / "Elsewhere.md").stat().st_mode & 0o777 == 0o640


SWEPT = {
    "log": ["log", "coffee with ada: x", "--gave", "a book"],
    "rename": ["rename", "ada", "Ada Byron"],
    "new": ["new", "Cleo Marsh"],
    "import": ["import", "{file}", "--yes"],
}


@pytest.mark.parametrize("verb", SWEPT)
@pytest.mark.parametrize(
    ("death", "call"),
    [
        ("killed", "write"),
        ("killed", "fsync"),
        ("killed", "rename"),
        ("disk full", "write"),
        ("disk full", "rename"),
    ],
)
def test_an_edit_that_dies_leaves_old_or_new(
    vault: WriteVault,
    tmp_path: Path,
    strace: str,
    capsys: pytest.CaptureFixture[str],
    verb: str,
    death: str,
    call: str,
) -> None:
    before = vault(VAULT)
    (tmp_path / "people.csv").write_text(
        "name,email,organisation\nAda Quill,a@b.example,Northwind\nEve Ito,e@f.example,\n"
    )
    words = [word.format(file=tmp_path / "people.csv") for word in SWEPT[verb]]
    whole = tmp_path / "whole"
    shutil.copytree(before, whole)
    assert run([*words, "--vault", str(whole), "--today", TODAY]) == EXIT_DONE
    new = {path.relative_to(whole).as_posix(): path.read_bytes() for path in whole.rglob("*.md")}
    old = {path: text.encode() for path, text in VAULT.items() if path.endswith(".md")}
    code = f"import sys; sys.path.insert(0, {str(Path(netnotes.__file__).parents[1])!r}); from netnotes.cli import run; sys.exit(run(sys.argv[1:]))"
    died = True
    for moment in range(1, 60):
        folder = tmp_path / "Swept" / "Vault"
        shutil.copytree(before, folder)
        inject = [option.format(call=CALLS[call], moment=moment) for option in DEATHS[death]]
        command = [
            strace,
            "-o",
            os.devnull,
            "-e",
            f"trace={CALLS[call]}",
            *inject,
            sys.executable,
            "-B",
            "-c",
            code,
        ]
        command += [*words, "--vault", str(folder), "--today", TODAY]
        died = subprocess.run(command, capture_output=True, timeout=60, check=False).returncode != 0
        for path in folder.rglob("*.md"):
            assert path.read_bytes() in (
                old.get(path.relative_to(folder).as_posix()),
                *new.values(),
                *old.values(),
            )
        if verb == "rename":  # the next command that writes completes it, or it never began
            run(["snooze", "ben okafor", "1 week", "--vault", str(folder), "--today", TODAY])
            there = {
                path.relative_to(folder).as_posix(): path.read_bytes()
                for path in folder.rglob("*.md")
            }
            rested = (b"---\nSee", b"pause_until: 2026-11-27\n---\nSee")
            assert there in [
                {path: one.replace(*rested) for path, one in some.items()} for some in (old, new)
            ]
        capsys.readouterr()
        shutil.rmtree(folder.parent)
        shutil.rmtree(find_vault(before).cache_folder, ignore_errors=True)
        if not died:
            break
    assert not died, "no run got through"
    assert moment > 1 or (verb, call) == ("new", "rename")  # a new note gets its name by a link
