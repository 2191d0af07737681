"""One netnotes at a time."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import netnotes
from netnotes.errors import BusyError, NetnotesError
from netnotes.system import lock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HOLDER = """
import sys
from pathlib import Path
from netnotes.system.lock import hold_lock
with hold_lock(Path(sys.argv[1]), "netnotes build"):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "lock"


@pytest.fixture
def holder(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the lock until its input ends."""
    command = [sys.executable, "-B", "-c", HOLDER, str(path)]
    environment = {**os.environ, "PYTHONPATH": str(Path(netnotes.__file__).parents[1])}
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as process:
        assert process.stdout and process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_second_process_is_refused_with_the_name_of_the_first(
    path: Path, holder: subprocess.Popen[str]
) -> None:
    with pytest.raises(BusyError) as busy, lock.hold_lock(path, "netnotes log"):
        pytest.fail("two hold the lock")
    assert busy.value.exit_code == 75
    assert f"process {holder.pid}, `netnotes build`" in str(busy.value)
    assert "Run this again when it is done" in str(busy.value)
    assert f"end process {holder.pid}" in str(busy.value)


def test_killed_holder_frees_the_lock(path: Path, holder: subprocess.Popen[str]) -> None:
    holder.kill()
    holder.wait()
    with lock.hold_lock(path, "netnotes log"):
        pass


def test_waiting_process_gets_the_lock_when_it_is_free(
    path: Path, holder: subprocess.Popen[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def end_holder(_: float) -> None:
        holder.communicate()

    monkeypatch.setattr(lock, "sleep", end_holder)
    with lock.hold_lock(path, "netnotes log", wait_seconds=60):
        assert holder.returncode == 0


@pytest.mark.usefixtures("holder")
@pytest.mark.parametrize(("wait", "waited"), [(0.0, 0.0), (0.12, 0.12), (2.0, 2.0)])
def test_waiting_ends_at_its_limit(
    path: Path, monkeypatch: pytest.MonkeyPatch, wait: float, waited: float
) -> None:
    clock = Clock()
    monkeypatch.setattr(lock, "monotonic", lambda: clock.now)
    monkeypatch.setattr(lock, "sleep", clock.pass_by)
    with pytest.raises(BusyError), lock.hold_lock(path, "netnotes log", wait_seconds=wait):
        pytest.fail("two hold the lock")
    assert clock.now == pytest.approx(waited)


class Clock:
    now = 0.0

    def pass_by(self, seconds: float) -> None:
        assert 0 < seconds <= lock.POLL_SECONDS
        self.now += max(seconds, 1e-9)


def test_lock_is_free_again_after_an_error(path: Path) -> None:
    def fails() -> None:
        with lock.hold_lock(path, "netnotes build"):
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    for _ in range(2):
        with lock.hold_lock(path, "netnotes build"):
            assert path.read_text() == f"{os.getpid()} netnotes build\n"


def test_two_holders_in_one_process_exclude_each_other(path: Path) -> None:
    with lock.hold_lock(path, "netnotes serve"):
        with (
            pytest.raises(BusyError, match="netnotes serve"),
            lock.hold_lock(path, "netnotes build"),
        ):
            pytest.fail("two hold the lock")
        with lock.hold_lock(path.with_name("other"), "netnotes build"):
            pass


def test_lock_file_is_private_and_not_opened_through_a_link(path: Path) -> None:
    old_umask = os.umask(0)
    try:
        with lock.hold_lock(path, "netnotes build"):
            assert path.stat().st_mode & 0o777 == 0o600
    finally:
        os.umask(old_umask)
    path.unlink()
    (path.parent / "mine").write_text("mine")
    path.symlink_to("mine")
    with (
        pytest.raises(NetnotesError, match="can't be locked"),
        lock.hold_lock(path, "netnotes build"),
    ):
        pytest.fail("locked through a link")
    assert (path.parent / "mine").read_text() == "mine"


def test_lock_file_removed_while_it_is_locked_is_made_again(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    try_lock: Callable[[int], bool] = lock._try_lock
    removed_paths: list[Path] = []

    def remove_and_lock(number: int) -> bool:
        if not removed_paths:
            removed_paths.append(path)
            path.unlink()
        return try_lock(number)

    monkeypatch.setattr(lock, "_try_lock", remove_and_lock)
    monkeypatch.setattr(lock, "sleep", lambda _: None)
    with (
        lock.hold_lock(path, "netnotes build", wait_seconds=60),
        pytest.raises(BusyError),
        lock.hold_lock(path, "netnotes log"),
    ):
        pytest.fail("two hold the lock")
    assert removed_paths == [path]


def test_path_that_cannot_be_locked_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with (
        pytest.raises(NetnotesError) as no_lock,
        lock.hold_lock(tmp_path / "file" / "lock", "netnotes build"),
    ):
        pytest.fail("held nothing")
    assert no_lock.value.exit_code == 2
    assert str(tmp_path / "file" / "lock") in str(no_lock.value)


def test_lock_holds_on_a_full_disk(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full)
        with (
            lock.hold_lock(path, "netnotes build"),
            pytest.raises(
                BusyError, match=r"^Another netnotes is at work on this vault\. Run this again"
            ),
            lock.hold_lock(path, "netnotes log"),
        ):
            pytest.fail("two hold the lock")
