"""`netnotes undo` takes back what the last command wrote, all of it or nothing."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from hashlib import blake2b
from typing import TYPE_CHECKING

import pytest
from platformdirs import user_cache_path

from netnotes.actions.undo import plan_undo
from netnotes.errors import EXIT_CANNOT, EXIT_DONE
from netnotes.reading.note import compute_note_digest
from netnotes.system import file_changes
from netnotes.vault.paths import find_vault
from netnotes.vault.undo_records import MAX_RECORDS, UndoRecords
from tests.sweeps import RUN_COMMAND as RUN_CODE
from tests.test_crash import CALLS, DEATHS
from tests.test_editing import ADA, BEN, VAULT, run_verb

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    WriteVault = Callable[[dict[str, str]], Path]


def read_tree(folder: Path) -> dict[str, bytes | None]:
    """Read every file of a folder, and every folder as None."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in folder.rglob("*")
    }


FILES = {
    **VAULT,
    "People/Dan Ito.md": "---\nteir: monthly\nemail: dan@example.com\n---\n",
    "People/D. Ito.md": "---\nemail: dan@example.com\n---\n- 2026-01-02 mail: D.\n",
    "Board.canvas": '{"nodes":[{"type":"file","file":"People/Ada Quill.md"}]}',
    "Goals/Found a circle.md": "---\nask: Would you read my plan?\n---\n",
    "people.csv": "name,email,organisation\nAda Quill,a@b.example,Northwind\nEve Ito,e@f.example,\n",
}
COMMANDS = {
    "log": ["log", "coffee with ada and ben okafor: x"],
    "done": ["done", "ben other", "draft"],
    "snooze": ["snooze", "ada", "3 weeks"],
    "archive": ["archive", "ada"],
    "ask": ["ask", "circle", "--asked", "ada", "--asked", "dan ito", "--yes"],
    "new": ["new", "Cleo Marsh"],
    "rename": ["rename", "ada", "Ada Byron"],
    "import": ["import", "{folder}/people.csv", "--yes"],
    "dedupe": ["dedupe", "--merge", "People/Dan Ito", "People/D. Ito", "--yes"],
    "distinct": ["dedupe", "--not-the-same", "People/Dan Ito", "People/D. Ito"],
    "check": ["check", "--fix"],
}


def run_command(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str
) -> tuple[int, str, str]:
    verb, *words = [word.format(folder=folder) for word in COMMANDS[name]]
    return run_verb(folder, capsys, verb, *words)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_taken_back_to_the_last_byte(
    vault: WriteVault, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    folder = vault(FILES)
    (folder / "People/Ada Quill.md").chmod(0o640)
    before = read_tree(folder)
    run_command(folder, capsys, name)
    assert read_tree(folder) != before
    code, out, err = run_verb(folder, capsys, "undo", "--yes")
    assert (code, err) == (EXIT_DONE, "")
    assert f"To take back `netnotes {COMMANDS[name][0]}` of " in out
    assert "is taken back: " in out
    assert read_tree(folder) == before
    assert (folder / "People/Ada Quill.md").stat().st_mode & 0o777 == 0o640
    assert run_verb(folder, capsys, "undo", "--yes")[0] == EXIT_CANNOT


def test_undo_goes_one_command_further_back_each_time(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = vault(FILES)
    trees = [read_tree(folder)]
    for name in ("snooze", "rename", "dedupe", "new", "check"):
        run_command(folder, capsys, name)
        trees.append(read_tree(folder))
    listed = run_verb(folder, capsys, "undo", "--list")[1].splitlines()
    assert [line.split()[2] for line in listed] == ["check", "new", "dedupe", "rename", "snooze"]
    for tree in reversed(trees):
        assert read_tree(folder) == tree
        run_verb(folder, capsys, "undo", "--yes")


def test_undo_shows_what_changes_and_writes_nothing_unasked(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = vault(FILES)
    run_command(folder, capsys, "snooze")
    after = read_tree(folder)
    for words in ((), ("--dry-run",), ("--yes", "--dry-run")):
        code, out, _ = run_verb(folder, capsys, "undo", *words)
        assert code == EXIT_DONE
        assert "\n-pause_until: 2026-12-11\n" in out
        assert out.endswith(
            "Nothing was taken back. `netnotes undo --yes` does it without a question.\n"
        )
        assert read_tree(folder) == after


def test_question_is_answered_at_the_terminal(
    vault: WriteVault, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = vault(FILES)
    before = read_tree(folder)
    run_command(folder, capsys, "snooze")
    monkeypatch.setattr("netnotes.commands.undo.confirm", lambda _: True)
    assert run_verb(folder, capsys, "undo")[0] == EXIT_DONE
    assert read_tree(folder) == before


def test_note_that_changes_while_the_question_is_open_is_not_overwritten(
    vault: WriteVault, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = vault(FILES)
    run_command(folder, capsys, "rename")

    def save_and_agree(_: str) -> bool:
        (folder / "People/Ben Okafor.md").write_text("Mine.\n")
        return True

    monkeypatch.setattr("netnotes.commands.undo.confirm", save_and_agree)
    code, _, err = run_verb(folder, capsys, "undo")
    assert (code, "Nothing was taken back." in err) == (EXIT_CANNOT, True)
    assert (folder / "People/Ben Okafor.md").read_text() == "Mine.\n"
    assert (folder / "People/Ada Byron.md").exists()


def test_undo_is_refused_for_notes_changed_since(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = vault(FILES)
    run_command(folder, capsys, "snooze")
    run_command(folder, capsys, "rename")
    (folder / "People/Ada Byron.md").write_text("Mine.\n")
    changed = read_tree(folder)
    code, _, err = run_verb(folder, capsys, "undo", "--yes")
    assert code == EXIT_CANNOT
    assert "People/Ada Byron.md has been changed after `netnotes rename` of " in err
    assert "Nothing was taken back. `netnotes undo --drop` forgets this command" in err
    assert read_tree(folder) == changed
    out = run_verb(folder, capsys, "undo", "--drop")[1]
    assert out.endswith("is forgotten, and your notes stay as they are now.\n")
    assert [
        line.split()[2] for line in run_verb(folder, capsys, "undo", "--list")[1].splitlines()
    ] == ["snooze"]


def test_created_folder_is_removed_only_while_it_is_empty(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = vault({"Notes/x.md": ""})
    for keeps in (False, True):
        run_verb(folder, capsys, "new", "Cleo Marsh")
        if keeps:
            (folder / "People/mine.txt").write_text("")
        run_verb(folder, capsys, "undo", "--yes")
        assert not (folder / "People/Cleo Marsh.md").exists()
        assert (folder / "People").exists() == keeps


def test_records_are_private_and_neither_in_the_vault_nor_of_another_vault(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = vault(FILES)
    before = set(read_tree(folder))
    umask = os.umask(0)
    try:
        run_command(folder, capsys, "snooze")
    finally:
        os.umask(umask)
    assert set(read_tree(folder)) == before
    records_folder = find_vault(folder).cache_folder / "undo"
    (record,) = records_folder.iterdir()
    assert record.stat().st_mode & 0o777 == 0o600
    assert records_folder.stat().st_mode & 0o777 == 0o700
    assert UndoRecords(folder.parent, records_folder.parent).list_records() == ()


def test_records_are_kept_for_seven_days_and_twenty_commands(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = vault(FILES)
    records_folder = find_vault(folder).cache_folder / "undo"
    run_command(folder, capsys, "snooze")
    (record,) = records_folder.iterdir()
    days_ago = [6, 8]
    for days in days_ago:
        name = f"{time.time_ns() - days * 24 * 3600 * 10**9}.complete"
        (records_folder / name).write_bytes(record.read_bytes())
    run_command(folder, capsys, "new")
    assert len(list(records_folder.iterdir())) == 3
    for number in range(MAX_RECORDS):
        run_verb(folder, capsys, "snooze", "ada", f"{number + 4} weeks")
    assert len(run_verb(folder, capsys, "undo", "--list")[1].splitlines()) == MAX_RECORDS


def test_damaged_record_is_no_error(vault: WriteVault, capsys: pytest.CaptureFixture[str]) -> None:
    folder = vault(FILES)
    run_command(folder, capsys, "snooze")
    (record,) = (find_vault(folder).cache_folder / "undo").iterdir()
    record.write_bytes(record.read_bytes()[:40])
    assert run_verb(folder, capsys, "undo", "--list")[1] == "There is nothing to take back.\n"
    assert run_command(folder, capsys, "new")[0] == EXIT_DONE


def test_list_as_json(vault: WriteVault, capsys: pytest.CaptureFixture[str]) -> None:
    folder = vault(FILES)
    run_command(folder, capsys, "snooze")
    listed = json.loads(run_verb(folder, capsys, "undo", "--list", "--json")[1])
    (command,) = listed["commands"]
    assert command.pop("time").count("-") == 2
    assert command == {"command": "snooze", "files": ["People/Ada Quill.md"], "complete": True}


def test_note_made_on_the_way_belongs_to_the_same_command(
    vault: WriteVault, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = vault(FILES)
    before = read_tree(folder)
    monkeypatch.setattr("netnotes.commands.output.sentence_questions.confirm", lambda _: True)
    run_verb(folder, capsys, "log", "coffee with Cleo Marsh and ada: x")
    assert (folder / "People/Cleo Marsh.md").exists()
    assert len(run_verb(folder, capsys, "undo", "--list")[1].splitlines()) == 1
    run_verb(folder, capsys, "undo", "--yes")
    assert read_tree(folder) == before


def test_failed_command_leaves_nothing_to_take_back(
    vault: WriteVault, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = vault(FILES)
    before = read_tree(folder)

    def fail(*_: object) -> bool:
        raise OSError(28, "No space left on device")

    for function in ("_exchange", "_put_in_place"):
        with monkeypatch.context() as context:
            context.setattr(file_changes, function, fail)
            code, _, err = run_command(folder, capsys, "rename")
        assert code == EXIT_CANNOT
        assert "Nothing was written." in err
        assert read_tree(folder) == before
        assert run_verb(folder, capsys, "undo", "--list")[1] == "There is nothing to take back.\n"
        assert run_command(folder, capsys, "snooze")[2] == ""
        run_verb(folder, capsys, "undo", "--yes")


def test_one_note_is_written_without_a_record_and_several_are_not(
    vault: WriteVault, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = vault(FILES)
    before = read_tree(folder)

    def fail(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(UndoRecords, "begin", fail)
    code, _, err = run_command(folder, capsys, "rename")
    assert code == EXIT_CANNOT
    assert "can't be written: the disk is full. Nothing was written." in err
    assert read_tree(folder) == before
    code, _, err = run_command(folder, capsys, "snooze")
    assert code == EXIT_DONE
    assert err.startswith("This can't be taken back with `netnotes undo`, nor can what was")
    assert read_tree(folder) != before


def test_earlier_command_is_not_taken_back_below_a_write_without_a_record(
    vault: WriteVault, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = vault(FILES)
    run_command(folder, capsys, "rename")

    def fail(*_: object) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as context:
        context.setattr(UndoRecords, "begin", fail)
        run_command(folder, capsys, "new")
    after = read_tree(folder)
    assert run_verb(folder, capsys, "undo", "--yes")[0] == EXIT_CANNOT
    assert read_tree(folder) == after


def test_failed_write_without_a_record_says_nothing_of_undo(
    vault: WriteVault, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = vault(FILES)

    def fail(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(UndoRecords, "begin", fail)
    monkeypatch.setattr(file_changes, "_turn_file", fail)
    code, _, err = run_command(folder, capsys, "snooze")
    assert code == EXIT_CANNOT
    assert "can't be taken back" not in err


def test_command_that_was_interrupted_or_taken_back_by_git_is_passed_over(
    vault: WriteVault, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = vault(FILES)
    run_command(folder, capsys, "snooze")
    snoozed = read_tree(folder)

    def interrupt(*_: object) -> bool:
        raise KeyboardInterrupt

    with monkeypatch.context() as context:
        context.setattr(file_changes, "_exchange", interrupt)
        run_command(folder, capsys, "archive")
    assert read_tree(folder) == snoozed
    run_command(folder, capsys, "check")
    (folder / "People/Dan Ito.md").write_text(FILES["People/Dan Ito.md"])
    listed = run_verb(folder, capsys, "undo", "--list")[1].splitlines()
    assert [line.split()[2] for line in listed] == ["snooze"]
    run_verb(folder, capsys, "undo", "--yes")
    assert (folder / "People/Ada Quill.md").read_text() == ADA


class KilledError(BaseException):
    """What stops a command in a test as SIGKILL does: nothing is cleaned up."""


def kill_command_after(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    count: int,
) -> None:
    """Run a command that dies after it has written `count` files."""
    turn_file = file_changes._turn_file
    written: list[object] = []

    def turn_or_die(*arguments: object) -> bool:
        if len(written) == count:
            raise KilledError
        written.append(arguments)
        return turn_file(*arguments)  # type: ignore[arg-type]

    with monkeypatch.context() as context:
        context.setattr(file_changes, "_turn_file", turn_or_die)
        context.setattr(file_changes._Transaction, "_take_back_changes", lambda _: None)
        context.setattr(UndoRecords, "remove", lambda *_: None)
        with pytest.raises(KilledError):
            run_command(folder, capsys, name)
    capsys.readouterr()


@pytest.mark.parametrize("count", [1, 2, 3])
def test_next_command_takes_back_what_was_cut_short_and_says_so(
    vault: WriteVault,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    count: int,
) -> None:
    folder = vault(FILES)
    before = read_tree(folder)
    kill_command_after(folder, capsys, monkeypatch, "rename", count)
    code, _, err = run_command(folder, capsys, "done")
    assert code == EXIT_DONE
    assert f" was cut short after {count} file" in err
    assert "What it had written was taken back, and your notes are as they were before it." in err
    run_verb(folder, capsys, "undo", "--yes")
    assert read_tree(folder) == before


def test_nothing_is_written_while_the_record_of_what_was_cut_short_stays(
    vault: WriteVault, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = vault(FILES)
    before = read_tree(folder)
    kill_command_after(folder, capsys, monkeypatch, "rename", 2)
    # As on a disk with errors, where a file can't be removed.
    with monkeypatch.context() as context:
        context.setattr(UndoRecords, "remove", lambda *_: None)
        code, _, err = run_command(folder, capsys, "done")
    assert code == EXIT_CANNOT
    assert "can't be removed. Nothing was written now." in err
    assert read_tree(folder) == before
    assert run_command(folder, capsys, "done")[0] == EXIT_DONE


def test_undo_takes_back_what_was_cut_short(
    vault: WriteVault, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = vault(FILES)
    before = read_tree(folder)
    kill_command_after(folder, capsys, monkeypatch, "rename", 2)
    assert run_verb(folder, capsys, "undo", "--list")[1].endswith(" (cut short)\n")
    assert run_verb(folder, capsys, "undo", "--yes")[0] == EXIT_DONE
    assert read_tree(folder) == before


@pytest.mark.parametrize("is_dropped", [False, True])
def test_note_changed_after_a_crash_stops_every_write_until_undo_settles_it(
    vault: WriteVault,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    is_dropped: bool,
) -> None:
    folder = vault(FILES)
    kill_command_after(folder, capsys, monkeypatch, "rename", 3)
    half = read_tree(folder)
    (folder / "People/Ben Okafor.md").write_text("Mine.\n")
    half["People/Ben Okafor.md"] = b"Mine.\n"
    code, _, err = run_command(folder, capsys, "done")
    assert code == EXIT_CANNOT
    assert "was cut short, and People/Ben Okafor.md has been changed since." in err
    assert "`netnotes undo --drop` leaves all notes as they are now" in err
    assert read_tree(folder) == half

    if is_dropped:
        run_verb(folder, capsys, "undo", "--drop")
        assert read_tree(folder) == half
    else:
        out = run_verb(folder, capsys, "undo", "--yes")[1]
        assert "People/Ben Okafor.md has been changed since, and stays as it is." in out
        assert (folder / "People/Ben Okafor.md").read_text() == "Mine.\n"
        assert (folder / "People/Ada Quill.md").read_text() == ADA
    assert run_command(folder, capsys, "done")[0] == EXIT_DONE


def test_undo_that_was_cut_short_is_as_if_never_run(
    vault: WriteVault, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = vault(FILES)
    before = read_tree(folder)
    run_command(folder, capsys, "rename")
    after = read_tree(folder)
    monkeypatch.setitem(COMMANDS, "undo", ["undo", "--yes"])
    kill_command_after(folder, capsys, monkeypatch, "undo", 2)
    assert read_tree(folder) not in (before, after)
    run_command(folder, capsys, "done")
    run_verb(folder, capsys, "undo", "--yes")
    assert read_tree(folder) == after
    run_verb(folder, capsys, "undo", "--yes")
    assert read_tree(folder) == before


@pytest.mark.parametrize("is_at_former_place", [False, True])
@pytest.mark.parametrize("state", ["prepared", "half done", "changed since"])
def test_plan_of_an_earlier_version_is_found_and_told(
    vault: WriteVault, capsys: pytest.CaptureFixture[str], state: str, is_at_former_place: bool
) -> None:
    folder = vault(VAULT)
    paths = find_vault(folder)
    cache_folder = paths.cache_folder
    if is_at_former_place:
        key = f"{paths.root}\0{paths.output}".encode()
        cache_folder = user_cache_path("netnotes") / blake2b(key, digest_size=12).hexdigest()
    cache_folder.mkdir(parents=True)
    new_ben = BEN.replace("Ada Quill", "Ada Byron")
    plan = {
        "root": str(folder),
        "old": "People/Ada Quill.md",
        "new": "People/Ada Byron.md",
        "notes": [["People/Ben Okafor.md", compute_note_digest(BEN.encode()), new_ben]],
    }
    (cache_folder / "rename.json").write_text(json.dumps(plan))
    if state == "half done":
        (folder / "People/Ben Okafor.md").write_text(new_ben)
    elif state == "changed since":
        (folder / "People/Ben Okafor.md").write_text("Mine.\n")

    code, _, err = run_command(folder, capsys, "done")
    if state == "changed since":
        assert (code, "People/Ben Okafor.md changed since" in err) == (EXIT_CANNOT, True)
        assert run_verb(folder, capsys, "undo", "--yes")[0] == EXIT_CANNOT
        assert run_verb(folder, capsys, "undo", "--drop")[0] == EXIT_DONE
        assert run_command(folder, capsys, "done")[0] == EXIT_DONE
        return
    assert code == EXIT_DONE
    assert ("is complete now" if state == "half done" else "had changed nothing yet") in err
    assert (folder / "People/Ada Byron.md").exists() == (state == "half done")
    assert not (cache_folder / "rename.json").exists()


def test_link_to_a_note_stays_one(vault: WriteVault, capsys: pytest.CaptureFixture[str]) -> None:
    folder = vault({".store/Ada.md": ADA, "People/x.txt": ""})
    (folder / "People/Ada Quill.md").symlink_to(folder / ".store/Ada.md")
    run_command(folder, capsys, "snooze")
    assert (folder / ".store/Ada.md").read_text() != ADA
    run_verb(folder, capsys, "undo", "--yes")
    assert (folder / "People/Ada Quill.md").is_symlink()
    assert (folder / ".store/Ada.md").read_text() == ADA


def test_plan_names_the_command_and_its_time(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = vault(FILES)
    run_command(folder, capsys, "snooze")
    plan = plan_undo(find_vault(folder))
    assert plan.description.startswith(f"`netnotes snooze` of {time.strftime('%Y')}")


@pytest.mark.parametrize(
    ("death", "call"), [("killed", "rename"), ("killed", "unlink"), ("disk full", "rename")]
)
def test_undo_that_dies_at_any_moment_leaves_all_or_nothing(
    vault: WriteVault,
    tmp_path: Path,
    strace: str,
    capsys: pytest.CaptureFixture[str],
    death: str,
    call: str,
) -> None:
    before = vault(FILES)
    old_tree = read_tree(before)
    for moment in range(1, 60):
        folder = tmp_path / "Swept"
        shutil.copytree(before, folder)
        run_command(folder, capsys, "rename")
        new_tree = read_tree(folder)
        inject = [option.format(call=CALLS[call], moment=moment) for option in DEATHS[death]]
        trace = [strace, "-o", os.devnull, "-e", f"trace={CALLS[call]}", *inject]
        command = [*trace, sys.executable, "-B", "-c", RUN_CODE, "undo", "--yes"]
        died = subprocess.run(
            [*command, "--vault", str(folder)], capture_output=True, timeout=60, check=False
        ).returncode

        assert run_command(folder, capsys, "done")[0] == EXIT_DONE
        run_verb(folder, capsys, "undo", "--yes")
        swept_tree = {
            path: content for path, content in read_tree(folder).items() if ".netnotes-" not in path
        }
        shutil.rmtree(folder)
        shutil.rmtree(find_vault(before).cache_folder.parent)
        assert swept_tree in (old_tree, new_tree)
        if not died:
            break
    assert not died, "no run got through"
    assert moment > 2, "the sweep met none of these calls"


@pytest.mark.parametrize("command", ["rename", "dedupe"])
@pytest.mark.parametrize("is_dropped", [False, True])
def test_undo_that_was_cut_short_goes_on_although_a_note_was_changed(
    vault: WriteVault,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    command: str,
    is_dropped: bool,
) -> None:
    folder = vault(FILES)
    before = read_tree(folder)
    run_command(folder, capsys, command)
    after = read_tree(folder)
    changed_paths = [path for path in before if after.get(path) not in (None, before[path])]
    monkeypatch.setitem(COMMANDS, "undo", ["undo", "--yes"])
    kill_command_after(folder, capsys, monkeypatch, "undo", 1)
    (folder / changed_paths[-1]).write_text("Mine.\n")

    code, _, err = run_command(folder, capsys, "done")
    assert code == EXIT_CANNOT
    assert "shows what it has still to take back" in err
    assert " undo " not in run_verb(folder, capsys, "undo", "--list")[1]
    if is_dropped:
        out = run_verb(folder, capsys, "undo", "--drop")[1]
        assert "some of them are as before it, others as after it" in out
    else:
        assert run_verb(folder, capsys, "undo", "--yes")[0] == EXIT_DONE
        expected = before | {changed_paths[-1]: b"Mine.\n"}
        assert {path: read_tree(folder).get(path) for path in expected} == expected
    assert run_command(folder, capsys, "done")[0] == EXIT_DONE
    assert not list(folder.rglob(".netnotes-*"))
