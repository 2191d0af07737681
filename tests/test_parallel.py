"""Work on several processors gives what one processor gives, in the same order."""

from __future__ import annotations

import errno
import os
import pickle
import signal
from pathlib import Path
from select import select
from typing import TYPE_CHECKING, BinaryIO

import pytest

from netnotes.system import parallel
from netnotes.system.parallel import BLOCK_SIZE, MIN_PARALLEL_ITEMS, parallel_map, split_into_blocks

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_WAIT_SECONDS = 30.0
"""How long a process may take to start on a busy machine."""

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system can't fork")


@pytest.fixture(autouse=True)
def three_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "_count_processors", lambda: 3)
    # The test runner may have threads of its own, with which nothing is forked.
    monkeypatch.setattr("threading.active_count", lambda: 1)


def count_open_files() -> int:
    """Count the files that this process has open; 0 where the system does not say."""
    folder = Path("/proc/self/fd")
    return len(list(folder.iterdir())) if folder.is_dir() else 0


def double(items: Sequence[int]) -> list[int]:
    return [2 * item for item in items]


@pytest.mark.parametrize(
    "count", [0, 1, MIN_PARALLEL_ITEMS - 1, MIN_PARALLEL_ITEMS, MIN_PARALLEL_ITEMS + 1, 5000]
)
def test_results_are_in_the_order_of_the_items(count: int) -> None:
    assert parallel_map("Trying", double, range(count)) == [2 * item for item in range(count)]


@pytest.mark.parametrize("first_sizes", [(), (3,), (3, 1, 1), (400,), (0, 2)])
def test_first_blocks_have_the_sizes_that_the_caller_wants(first_sizes: tuple[int, ...]) -> None:
    blocks = split_into_blocks(range(400), first_sizes)
    assert [item for block in blocks for item in block] == list(range(400))
    sizes = [len(block) for block in blocks]
    assert tuple(sizes[: len(first_sizes)]) == first_sizes
    assert set(sizes[len(first_sizes) : -1]) <= {BLOCK_SIZE}
    assert parallel_map("Trying", double, range(400), first_sizes) == double(range(400))


def test_work_is_done_by_several_processes() -> None:
    parent = os.getpid()
    begun: list[int] = []
    to_children, to_parent = os.pipe(), os.pipe()

    def list_process_ids(items: Sequence[int]) -> list[int]:
        """List who does the work; no process goes on before another has begun."""
        if not begun:
            begun.append(os.getpid())
            hears, (_, says) = (
                (to_parent, to_children) if os.getpid() == parent else (to_children, to_parent)
            )
            os.write(says, b"..")
            assert select([hears[0]], [], [], MAX_WAIT_SECONDS)[0]
            os.read(hears[0], 1)
        return [os.getpid() for _ in items]

    pids = set(parallel_map("Trying", list_process_ids, range(10_000)))
    assert parent in pids
    assert 1 < len(pids) <= 3
    assert (
        parallel_map("Trying", lambda items: [os.getpid() for _ in items], range(100))
        == [parent] * 100
    )
    for end in (*to_children, *to_parent):
        os.close(end)


def test_work_that_a_child_leaves_undone_is_done_by_the_parent() -> None:
    parent = os.getpid()

    def double_in_parent_only(items: Sequence[int]) -> list[int]:
        if os.getpid() != parent:
            os._exit(9)
        return double(items)

    assert parallel_map("Trying", double_in_parent_only, range(2000)) == [
        2 * item for item in range(2000)
    ]


@pytest.mark.parametrize("kill", [signal.SIGKILL, signal.SIGTERM])
@pytest.mark.parametrize("is_at_once", [True, False])
def test_work_of_a_child_that_is_killed_is_done_by_the_parent(
    kill: signal.Signals, is_at_once: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed at its first block, or while it sends what it has done."""
    parent = os.getpid()

    def double_or_die(items: Sequence[int]) -> list[int]:
        if is_at_once and os.getpid() != parent:
            os.kill(os.getpid(), kill)
        return double(items)

    def send_half(results: object, pipe: BinaryIO, protocol: int) -> None:
        pipe.write(encode(results, protocol)[:-20])
        pipe.flush()
        os.kill(os.getpid(), kill)

    encode = pickle.dumps
    monkeypatch.setattr("pickle.dump", send_half)

    assert parallel_map("Trying", double_or_die, range(5000)) == double(range(5000))


@pytest.mark.parametrize("allowed_count", [0, 1])
def test_work_is_done_where_no_process_can_be_started(
    allowed_count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_files = count_open_files()
    fork, forks = os.fork, []

    def refuse() -> int:
        forks.append(1)
        if len(forks) > allowed_count:
            raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")
        return fork()

    monkeypatch.setattr(os, "fork", refuse)

    assert parallel_map("Trying", double, range(5000)) == double(range(5000))
    assert len(forks) == allowed_count + 1
    assert count_open_files() == open_files


def test_error_is_raised_in_the_parent() -> None:
    def fail(items: Sequence[int]) -> list[int]:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        parallel_map("Trying", fail, range(2000))
