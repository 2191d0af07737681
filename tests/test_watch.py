"""A vault is watched: an event makes netnotes compare the files, and only differences count."""

from __future__ import annotations

import datetime
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netnotes.vault import watch
from netnotes.vault.listing import list_files
from netnotes.vault.paths import find_vault
from netnotes.vault.watch import (
    BURST_QUIET_SECONDS,
    MAX_DELAY_SECONDS,
    SAVE_QUIET_SECONDS,
    Debouncer,
    VaultWatcher,
    collect_file_stamps,
    compute_check_time,
    compute_poll_interval,
    is_relevant,
    list_changed_paths,
)
from tests.conftest import TODAY
from tests.serving import MAX_WAIT_SECONDS, serve_vault

if TYPE_CHECKING:
    from collections.abc import Callable

    from netnotes.vault.watch import VaultFileStamp

    WriteVault = Callable[[dict[str, str]], Path]

ADA = "---\npurpose: Funding\ntier: monthly\n---\n- 2026-10-02 coffee: Talked.\n"


def test_files_are_compared_when_events_have_been_quiet() -> None:
    assert compute_check_time(10.0, 10.0) == 10.0 + SAVE_QUIET_SECONDS
    assert (
        compute_check_time(10.0, 10.0 + SAVE_QUIET_SECONDS / 2)
        == 10.0 + SAVE_QUIET_SECONDS / 2 + SAVE_QUIET_SECONDS
    )
    assert compute_check_time(10.0, 10.5) == 10.5 + BURST_QUIET_SECONDS


def test_files_are_compared_after_the_longest_delay() -> None:
    assert compute_check_time(10.0, 11.99) == 10.0 + MAX_DELAY_SECONDS


@given(st.lists(st.floats(0, 3), min_size=1, max_size=40))
def test_every_event_is_followed_by_a_comparison_in_time(
    pauses: list[float],
) -> None:
    event_times = [sum(pauses[: index + 1]) for index in range(len(pauses))]
    check_times = []
    first: float | None = None
    last = 0.0
    for event in event_times:
        if first is not None and compute_check_time(first, last) <= event:
            check_times.append(compute_check_time(first, last))
            first = None
        if first is None:
            first = event
        last = event
    assert first is not None
    check_times.append(compute_check_time(first, last))
    assert check_times == sorted(check_times)
    assert len(check_times) <= len(event_times)
    assert all(
        any(event <= check_time <= event + MAX_DELAY_SECONDS for check_time in check_times)
        for event in event_times
    )


def test_polling_takes_less_than_a_hundredth_of_the_time() -> None:
    assert compute_poll_interval(0.001) == 1.0
    assert compute_poll_interval(0.05) == 7.5
    assert compute_poll_interval(9.0) == 30.0


def test_burst_of_events_is_reported_once() -> None:
    now = 0.0
    debouncer = Debouncer(lambda: now)
    debouncer.notify()
    now = 5.0
    assert debouncer.wait_until_quiet(0)
    assert not debouncer.wait_until_quiet(0)


def test_waiting_thread_can_be_woken() -> None:
    bell = Debouncer()
    thread = threading.Thread(target=bell.wait_until_quiet, args=(MAX_WAIT_SECONDS,))
    thread.start()
    bell.wake()
    thread.join(MAX_WAIT_SECONDS / 2)
    assert not thread.is_alive()


@pytest.mark.parametrize(
    ("path", "does"),
    [
        *(("People/Ada.md", True), ("", True), ("People", True), ("netnotes.toml", True)),
        *(
            (".obsidian/templates.json", True),
            (".obsidian/workspace.json", False),
            (".git/index", False),
        ),
        *(
            ("dashboard", False),
            ("dashboard/index.html", False),
            ("dashboards/Ada.md", True),
            ("../Ada.md", False),
        ),
        *(
            ("People/.Ada.md.swp", False),
            ("People/.#Ada.md", False),
            ("Notes/.trash/Ada.md", False),
        ),
    ],
)
def test_event_is_relevant_where_a_build_reads(path: str, does: bool) -> None:
    root = Path("somewhere").absolute()
    assert is_relevant(str(root / path), str(root), str(root / "dashboard")) is does


def collect_stamps(root: Path) -> dict[str, VaultFileStamp]:
    place = find_vault(root)
    return collect_file_stamps(root, list_files(root, place.settings, place.output))


def test_changed_files_are_listed(vault: WriteVault) -> None:
    root = vault(
        {
            "People/Ada.md": ADA,
            "People/Ben.md": "",
            "netnotes.toml": "",
            "photo.png": "x",
            "dashboard/x": "",
        }
    )
    old_stamps = collect_stamps(root)
    (root / "People/Ada.md").read_bytes()
    (root / "dashboard/x").write_text("other")
    assert list_changed_paths(old_stamps, collect_stamps(root)) == ()
    (root / "People/Ada.md").write_text(ADA + "more")
    (root / "People/Ben.md").unlink()
    (root / "People/Cleo.md").touch()
    (root / "photo.png").write_text("other")
    (root / "netnotes.toml").write_text("[plan]\nbudget = 2\n")
    names = ("People/Ada.md", "People/Ben.md", "People/Cleo.md", "netnotes.toml", "photo.png")
    assert list_changed_paths(old_stamps, collect_stamps(root)) == names


def test_replaced_file_of_the_same_size_and_time_is_a_change(vault: WriteVault) -> None:
    root = vault({"People/Ada.md": "one"})
    old_stamps, note, new = collect_stamps(root), root / "People/Ada.md", root / "People/new"
    new.write_text("two")
    os.utime(new, ns=(note.stat().st_mtime_ns, note.stat().st_mtime_ns))
    new.replace(note)
    assert list_changed_paths(old_stamps, collect_stamps(root)) == ("People/Ada.md",)


@pytest.mark.parametrize("name", ["People/Ada.md", "photo.png", "netnotes.toml"])
def test_change_that_keeps_size_and_time_is_a_change(name: str, vault: WriteVault) -> None:
    """As `cp -p` over a file, `touch -r` or a sync program: only the time of the change differs."""
    root = vault({"People/Ada.md": "one", "photo.png": "one", "netnotes.toml": "# a"})
    old_stamps, file = collect_stamps(root), root / name
    old_status = file.stat()
    while file.stat().st_ctime_ns == old_status.st_ctime_ns:
        with file.open("r+b") as opened_file:
            opened_file.write(b"# b"[: old_status.st_size])
        os.utime(file, ns=(old_status.st_atime_ns, old_status.st_mtime_ns))

    status = file.stat()
    assert (status.st_size, status.st_mtime_ns, status.st_ino) == (
        old_status.st_size,
        old_status.st_mtime_ns,
        old_status.st_ino,
    )
    assert list_changed_paths(old_stamps, collect_stamps(root)) == (name,)


def test_reading_a_note_or_writing_the_dashboard_is_no_change(
    vault: WriteVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The system reports events in order: after that of the marker no earlier one is missing."""
    root = vault({"People/Ada.md": ADA, ".git/index": "", "dashboard/index.html": ""})
    events: list[tuple[str, bool]] = []
    marker_seen = threading.Event()

    def record_event(path: str, root_path: str, output: str) -> bool:
        counts = is_relevant(path, root_path, output)
        events.append((os.path.relpath(path, root_path), counts))
        if path.endswith("Marker.md"):
            marker_seen.set()
        return counts

    monkeypatch.setattr(watch, "is_relevant", record_event)
    with VaultWatcher(root, root / "dashboard", Debouncer()) as watcher:
        assert not watcher.polling_reason
        (root / "People/Ada.md").read_bytes()
        (root / "dashboard/index.html").write_text("new")
        (root / ".git/index").write_text("new")
        (root / "Marker.md").write_text("here")
        assert marker_seen.wait(MAX_WAIT_SECONDS)
    assert {path for path, counts in events if counts} <= {"Marker.md", "."}
    assert not any(path.startswith("People") for path, _ in events)
    assert any(path.startswith("dashboard") for path, _ in events)


# Whatever an editor does to save, the right pages are shown in the end.


def save_in_place(note: Path, text: str) -> None:
    note.write_text(text)


def save_by_rename(note: Path, text: str) -> None:
    new = note.with_name("4913~")
    new.write_text(text)
    new.replace(note)


def save_with_backup(note: Path, text: str) -> None:
    """Save as vim does with `backupcopy=no`: the old file becomes the backup of a new one."""
    backup = note.with_name(note.name + "~")
    note.rename(backup)
    note.write_text(text)
    backup.unlink()


def save_by_deleting(note: Path, text: str) -> None:
    note.unlink()
    note.write_text(text)


def lock_link(note: Path, text: str) -> None:
    """Save as emacs does: a dead link lies beside the note while it is being edited."""
    lock = note.with_name(f".#{note.name}")
    lock.symlink_to("somebody@somewhere.1:1")
    note.write_text(text)
    lock.unlink()


@pytest.mark.parametrize("poll", [False, True], ids=["told", "polling"])
@pytest.mark.parametrize(
    "save", [save_in_place, save_by_rename, save_with_backup, save_by_deleting, lock_link]
)
def test_saved_note_is_shown(
    vault: WriteVault, save: Callable[[Path, str], None], poll: bool
) -> None:
    root = vault({"People/Ada Quill.md": ADA, "People/Ben.md": ""})
    with serve_vault(root, poll=poll) as dashboard:
        assert bool(dashboard.rebuilder.watcher.polling_reason) is poll
        save(root / "People/Ada Quill.md", ADA + "- 2026-11-19 call: About the pier.\n")
        dashboard.wait_for_snapshot_number(2)
        assert "About the pier." in dashboard.read_page(dashboard.find_person_page("Ada Quill"))
        # On a busy machine a note may have been listed when it was emptied, and read when written.
        dashboard.rebuilder.refresh()
        number = dashboard.live_site.snapshot.number
        dashboard.rebuilder.refresh()
        assert dashboard.live_site.snapshot.number == number <= 3
        assert sum("Ada Quill.md" in line for line in dashboard.messages) == number - 1


MANY = 3_000


def test_checkout_of_three_thousand_files_makes_few_snapshots(vault: WriteVault) -> None:
    root = vault({f"People/Person {number}.md": ADA for number in range(MANY)})
    with serve_vault(root) as dashboard:
        for number in range(MANY):
            (root / f"People/Person {number}.md").write_text(
                ADA + f"- 2026-11-19 call: Word {number}.\n"
            )
        page = dashboard.find_person_page(f"Person {MANY - 1}")
        dashboard.wait_until(
            lambda snapshot: (
                f"Word {MANY - 1}.".encode()
                in (snapshot.find_served_file(page) or snapshot.render_missing_page()).content
            )
        )
        dashboard.rebuilder.refresh()
        assert (
            dashboard.live_site.snapshot.number <= 20
        )  # one every two seconds at most, however slow the disk
        assert all(
            f"Word {number}." in dashboard.read_page(dashboard.find_person_page(f"Person {number}"))
            for number in range(0, MANY, 101)
        )


def test_folders_made_at_once_cause_no_warning(vault: WriteVault) -> None:
    root = vault({"People/Ada Quill.md": ADA})
    with serve_vault(root) as dashboard:
        for number in range(100):
            (root / f"Projects/Project {number}/2026/November").mkdir(parents=True)
        (root / "Projects/Project 99/2026/November/Ben.md").write_text("---\ntype: person\n---\n")
        dashboard.wait_for_snapshot_number(2)
        assert not dashboard.rebuilder.watcher.polling_reason


def test_build_does_not_cause_another_build(vault: WriteVault) -> None:
    root = vault({"People/Ada.md": ADA})
    with serve_vault(root) as dashboard:
        (root / "People/Ada.md").write_text(ADA + "\nNew words.\n")
        dashboard.wait_for_snapshot_number(2)
        command = [
            sys.executable,
            "-m",
            "netnotes",
            "build",
            str(root),
            "--today",
            str(TODAY),
            "--quiet",
        ]
        subprocess.run(command, check=True)
        assert "New words." in next((root / "dashboard/people").iterdir()).read_text()
        dashboard.rebuilder.refresh()
        dashboard.rebuilder.refresh()
        assert dashboard.live_site.snapshot.number == 2


def test_folder_is_built_when_nothing_changes_any_more(
    vault: WriteVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("netnotes.actions.serving.rebuilder.SETTLE_SECONDS", 0.0)
    evil = "import pathlib; pathlib.Path('ran').touch()"
    root = vault(
        {
            "People/Ada.md": ADA,
            "netnotes/__init__.py": evil,
            "netnotes/__main__.py": evil,
            "json.py": evil,
        }
    )
    monkeypatch.chdir(root)
    with serve_vault(root) as dashboard:
        written = threading.Event()
        with VaultWatcher(root / "dashboard", root / "nothing", Debouncer()) as folder:
            folder.debouncer.notify = written.set  # type: ignore[method-assign]
            (root / "People/Ada.md").write_text(ADA + "\nNew words.\n")
            page = root / "dashboard" / dashboard.find_person_page("Ada")
            while "New words." not in page.read_text():
                assert written.wait(MAX_WAIT_SECONDS)
                written.clear()
        assert not (
            root / "ran"
        ).exists()  # what runs is netnotes, whatever lies in the folder one is in
        dashboard.rebuilder.refresh()
        assert dashboard.live_site.snapshot.number == 2


def test_vault_moved_away_and_back_is_watched_again(vault: WriteVault, tmp_path: Path) -> None:
    root = vault({"People/Ada.md": ADA})
    with serve_vault(root) as dashboard:
        root.rename(tmp_path / "elsewhere")
        dashboard.rebuilder.refresh()
        assert "does not exist" in dashboard.messages[-1]
        assert not root.exists()  # nothing is made where the vault was
        assert "Funding" in dashboard.read_page(dashboard.find_person_page("Ada"))
        assert dashboard.request("/").status == 200
        (tmp_path / "elsewhere").rename(root)
        dashboard.rebuilder.refresh()
        assert dashboard.messages[-1] == "The notes can be read again."
        (root / "People/Ada.md").write_text(ADA + "\nBack again.\n")
        dashboard.wait_for_snapshot_number(2)
        assert "Back again." in dashboard.read_page(dashboard.find_person_page("Ada"))


def test_vault_deleted_and_made_again_is_watched_again(vault: WriteVault) -> None:
    root = vault({"People/Ada.md": ADA})
    with serve_vault(root) as dashboard:
        shutil.rmtree(root)
        dashboard.rebuilder.refresh()
        vault({"People/Ben.md": ADA})
        dashboard.wait_until(
            lambda snapshot: "Ben" in [ref.name for ref in snapshot.site.refs.values()]
        )
        number = dashboard.live_site.snapshot.number
        (root / "People/Ben.md").write_text(ADA + "\nOnce more.\n")
        dashboard.wait_for_snapshot_number(number + 1)
        assert "Once more." in dashboard.read_page(dashboard.find_person_page("Ben"))


def test_new_day_makes_a_new_snapshot(vault: WriteVault) -> None:
    days = [TODAY]
    with serve_vault(vault({"People/Ada.md": ADA}), clock=lambda: days[-1]) as dashboard:
        assert "2026-11-20" in dashboard.read_page("as-of.css")
        days.append(TODAY + datetime.timedelta(1))
        dashboard.wait_for_snapshot_number(2)
        assert "2026-11-21" in dashboard.read_page("as-of.css")
        assert "it is 2026-11-21" in dashboard.messages[-1]


def test_changed_settings_make_one_snapshot(vault: WriteVault) -> None:
    root = vault({"People/Ada.md": ADA, "Archive/Ben.md": "---\ntype: person\n---\n"})
    with serve_vault(root) as dashboard:
        assert dashboard.find_person_page("Ben")
        (root / "netnotes.toml").write_text('[vault]\nexclude = ["Archive/**"]\n')
        dashboard.wait_for_snapshot_number(2)
        assert "Ben" not in [ref.name for ref in dashboard.live_site.snapshot.site.refs.values()]
        dashboard.rebuilder.refresh()
        assert dashboard.live_site.snapshot.number == 2


def test_vault_is_polled_where_the_system_reports_no_events(
    vault: WriteVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    from watchdog.observers.api import BaseObserver

    def refused(self: object) -> None:
        raise OSError(28, "inotify watch limit reached")

    monkeypatch.setattr(BaseObserver, "start", refused)
    root = vault({"People/Ada.md": ADA})
    with serve_vault(root) as dashboard:
        assert (
            "The system can't tell of changes (inotify watch limit reached)"
            in dashboard.messages[1]
        )
        (root / "People/Ada.md").write_text(ADA + "\nSeen all the same.\n")
        dashboard.wait_for_snapshot_number(2)
        assert "Seen all the same." in dashboard.read_page(dashboard.find_person_page("Ada"))


LIMITED = """
import sys, datetime, pathlib
sys.path.insert(0, {here!r})
from tests.serving import serve_vault
with serve_vault(pathlib.Path({root!r})) as dashboard:
    print(dashboard.messages[1])
    (dashboard.root / "People/Ada.md").write_text("Seen all the same.")
    dashboard.wait_for_snapshot_number(2)
    assert "Seen all the same." in dashboard.read_page(dashboard.find_person_page("Ada"))
"""


def test_inotify_limit_is_reported_and_the_vault_polled(vault: WriteVault) -> None:
    """Use a separate name space, so that no other program on this machine is limited."""
    limit = 'echo 1 > /proc/sys/user/max_inotify_watches && exec "$@"'
    unshare = ["unshare", "-Ur", "sh", "-c", limit, "sh"]
    if (
        not shutil.which("unshare")
        or subprocess.run([*unshare, "true"], capture_output=True).returncode
    ):
        pytest.skip("no name spaces are to be had here")
    root = vault({"People/Ada.md": ADA, "Goals/Lead.md": ""})
    script = LIMITED.format(here=str(Path.cwd()), root=str(root))
    done = subprocess.run(
        [*unshare, sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "inotify watch limit reached" in done.stdout
