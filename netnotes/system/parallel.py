"""Work shared out among the processors, where a fork is to be had and there is enough to do."""

from __future__ import annotations

import os
import threading
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, TypeVar

from netnotes.system.progress import report_progress

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


Item = TypeVar("Item")
Result = TypeVar("Result")

MIN_PARALLEL_ITEMS = 400
"""Fewer items than this cost more to share out than they give."""

BLOCK_SIZE = 64
"""Items are handed out by the block, but for the first where the caller knows better."""

BLOCK_NUMBER_BYTES = 4
"""Bytes of a block's number in the queue."""


def parallel_map(
    activity: str,
    work: Callable[[Sequence[Item]], list[Result]],
    items: Sequence[Item],
    first_block_sizes: Sequence[int] = (),
) -> list[Result]:
    """What the work makes of all items, in their order. `doing` says in words what is done, to a person who waits.

    `first` are the sizes of the first blocks, the heavy ones.

    The queue is a pipe with a number for each block of items: whoever is free takes the next. A forked child sees all
    that was read, and sends back results only. What a child leaves undone, for whatever reason, is done here: then a
    failure shows where it can be explained.
    """
    hands = min(_count_processors(), len(items) // (MIN_PARALLEL_ITEMS // 2))
    blocks = split_into_blocks(items, first_block_sizes)

    def run_block(number: int) -> list[Result]:
        report_progress(activity, number, len(blocks))
        return work(blocks[number])

    if (
        hands < 2 or not hasattr(os, "fork") or threading.active_count() > 1
    ):  # a fork takes the others' locks along
        results = [result for number in range(len(blocks)) for result in run_block(number)]
        report_progress(activity, 1, 1)
        return results
    queue, end = os.pipe()
    for number in range(len(blocks)):  # some hundred numbers: far less than a pipe holds
        os.write(end, number.to_bytes(BLOCK_NUMBER_BYTES, "big"))
    os.close(end)
    children = [_fork_worker(lambda number: work(blocks[number]), queue) for _ in range(hands - 1)]
    try:
        done = _run_queued_blocks(run_block, queue)
    finally:
        os.close(queue)
        sent: list[dict[int, list[Result]]] = [
            _collect_results(*child) for child in children
        ]  # waited for in any case: nobody is left behind
    report_progress(activity, 1, 1)
    for more in sent:
        done |= more
    return [
        result
        for number, block in enumerate(blocks)
        for result in (done.get(number) or work(block))
    ]


def split_into_blocks(
    items: Sequence[Item], first_block_sizes: Sequence[int] = ()
) -> list[Sequence[Item]]:
    """The items in blocks, of which the first have these sizes."""
    *starts, end = accumulate(first_block_sizes, initial=0)
    starts += range(end, len(items), BLOCK_SIZE)
    return [items[start:end] for start, end in pairwise([*starts, len(items)])]


def _count_processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _run_queued_blocks(work: Callable[[int], list[Result]], queue: int) -> dict[int, list[Result]]:
    """The blocks this process took from the queue until it was empty, done, by their numbers."""
    done = {}
    while ticket := os.read(queue, BLOCK_NUMBER_BYTES):
        number = int.from_bytes(ticket, "big")
        done[number] = work(number)
    return done


def _fork_worker(work: Callable[[int], list[Result]], queue: int) -> tuple[int, int]:
    """A forked process at work; its number and the pipe its results will come through."""
    reader, writer = os.pipe()
    import pickle

    process = os.fork()
    if process:
        os.close(writer)
        return process, reader
    try:
        os.close(reader)
        with open(writer, "wb") as pipe:
            pickle.dump(_run_queued_blocks(work, queue), pipe, protocol=5)
        os._exit(0)
    except BaseException:  # noqa: BLE001 - a child must end here and nowhere else
        os._exit(1)


def _collect_results(process: int, reader: int) -> dict[int, list[Result]]:
    """What a child sent; nothing if it failed."""
    import pickle

    with open(reader, "rb") as pipe:
        sent = pipe.read()
    _, status = os.waitpid(process, 0)
    return pickle.loads(sent) if status == 0 else {}  # noqa: S301 - sent by ourselves
