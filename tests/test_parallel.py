"""Work shared out among processes gives what one process gives, in the same order."""

from __future__ import annotations

import os
from select import select
from typing import TYPE_CHECKING

import pytest

from netnotes.system import parallel
from netnotes.system.parallel import BLOCK_SIZE, MIN_PARALLEL_ITEMS, parallel_map, split_into_blocks

if TYPE_CHECKING:
    from collections.abc import Sequence

LONG = 30.0
"""Seconds that something may take on a busy machine."""

pytestmark = pytest.mark.skipif(
    not hasattr(os, "fork"), reason="this system can't fork, and nothing is shared out"
)


@pytest.fixture(autouse=True)
def three(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "_count_processors", lambda: 3)
    monkeypatch.setattr(
        "threading.active_count", lambda: 1
    )  # who runs the tests may have threads of their own


def doubled(items: Sequence[int]) -> list[int]:
    return [2 * item for item in items]


@pytest.mark.parametrize(
    "count", [0, 1, MIN_PARALLEL_ITEMS - 1, MIN_PARALLEL_ITEMS, MIN_PARALLEL_ITEMS + 1, 5000]
)
def test_the_results_come_in_the_order_of_the_items(count: int) -> None:
    assert parallel_map("Trying", doubled, range(count)) == [2 * item for item in range(count)]


@pytest.mark.parametrize("first", [(), (3,), (3, 1, 1), (400,), (0, 2)])
def test_the_first_blocks_are_as_large_as_the_caller_says(first: tuple[int, ...]) -> None:
    blocks = split_into_blocks(range(400), first)
    assert [one for block in blocks for one in block] == list(range(400))
    sizes = [len(block) for block in blocks]
    assert tuple(sizes[: len(first)]) == first
    assert set(sizes[len(first) : -1]) <= {BLOCK_SIZE}
    assert parallel_map("Trying", doubled, range(400), first) == doubled(range(400))


def test_the_work_is_done_by_several() -> None:
    parent = os.getpid()
    begun: list[int] = []
    to_children, to_parent = os.pipe(), os.pipe()

    def who(items: Sequence[int]) -> list[int]:
        """Who does it; nobody goes on before another has begun."""
        if not begun:
            begun.append(os.getpid())
            hears, (_, says) = (
                (to_parent, to_children) if os.getpid() == parent else (to_children, to_parent)
            )
            os.write(says, b"..")
            assert select([hears[0]], [], [], LONG)[0]
            os.read(hears[0], 1)
        return [os.getpid() for _ in items]

    pids = set(parallel_map("Trying", who, range(10_000)))
    assert parent in pids
    assert 1 < len(pids) <= 3
    assert (
        parallel_map("Trying", lambda items: [os.getpid() for _ in items], range(100))
        == [parent] * 100
    )
    for end in (*to_children, *to_parent):
        os.close(end)


def test_what_a_child_leaves_undone_is_done_here() -> None:
    parent = os.getpid()

    def only_here(items: Sequence[int]) -> list[int]:
        if os.getpid() != parent:
            os._exit(9)
        return doubled(items)

    assert parallel_map("Trying", only_here, range(2000)) == [2 * item for item in range(2000)]


def test_an_error_comes_out_here_and_leaves_no_child_behind() -> None:
    def broken(items: Sequence[int]) -> list[int]:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        parallel_map("Trying", broken, range(2000))
