"""Work on many items at once, on every processor, if the system can fork."""

from __future__ import annotations

import os
import threading
from contextlib import suppress
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, TypeVar

from netnotes.system.progress import report_progress

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


Item = TypeVar("Item")
Result = TypeVar("Result")

# Sharing fewer items than this takes longer than it saves.
MIN_PARALLEL_ITEMS = 400

# How many items a process takes at a time, unless the caller knows better.
#
# Few enough that all processes end at about the same time, and so many that taking them costs
# nothing.
BLOCK_SIZE = 64

# Bytes of a block's number in the queue. Reading so few from a pipe is one step for the system: no
# two processes get parts of one number.
BLOCK_NUMBER_BYTES = 4


def parallel_map(
    activity: str,
    work: Callable[[Sequence[Item]], list[Result]],
    items: Sequence[Item],
    first_block_sizes: Sequence[int] = (),
) -> list[Result]:
    """Return what `work` makes of all items, in their order, on all processors if that is quicker.

    `activity` says in a word what is done, to a user who waits. `first_block_sizes` are the sizes
    of the first blocks of items, which take longest.
    """
    # A process for every 200 items at most, and so two for the fewest that are shared.
    worker_count = min(_count_processors(), len(items) // (MIN_PARALLEL_ITEMS // 2))
    blocks = split_into_blocks(items, first_block_sizes)

    def run_block(number: int) -> list[Result]:
        report_progress(activity, number, len(blocks))
        return work(blocks[number])

    # A forked child has a copy of every lock, but not of the thread that would release it.
    can_fork = hasattr(os, "fork") and threading.active_count() == 1
    if worker_count < 2 or not can_fork:
        results_by_block = {number: run_block(number) for number in range(len(blocks))}
    else:
        results_by_block = _run_forked(run_block, work, blocks, worker_count)
    report_progress(activity, 1, 1)

    results: list[Result] = []
    for number, block in enumerate(blocks):
        if number not in results_by_block:
            # What a child left undone, for whatever reason, is done here: if it fails again, the
            # error can be explained.
            results_by_block[number] = work(block)
        results += results_by_block[number]
    return results


def split_into_blocks(
    items: Sequence[Item], first_block_sizes: Sequence[int] = ()
) -> list[Sequence[Item]]:
    """Split items into blocks, of which the first have these sizes."""
    starts = list(accumulate(first_block_sizes, initial=0))
    first_of_rest = starts.pop()
    starts += range(first_of_rest, len(items), BLOCK_SIZE)
    return [items[start:end] for start, end in pairwise([*starts, len(items)])]


def _count_processors() -> int:
    # A container or `taskset` may allow fewer processors than the machine has.
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _run_forked(
    run_block: Callable[[int], list[Result]],
    work: Callable[[Sequence[Item]], list[Result]],
    blocks: Sequence[Sequence[Item]],
    worker_count: int,
) -> dict[int, list[Result]]:
    """Run blocks in this process and in forked ones; return the results by the block's number.

    The queue is a pipe with a number for each block: the process that is free takes the next.
    A forked process sees everything that was read, and sends back results only.
    """
    queue = _create_queue(len(blocks))
    children: list[tuple[int, int]] = []
    # A limit of the system on processes is no reason to stop: fewer of them do the work then.
    with suppress(OSError):
        for _ in range(worker_count - 1):
            children.append(_fork_worker(lambda number: work(blocks[number]), queue))
    try:
        results_by_block = _run_queued_blocks(run_block, queue)
    finally:
        os.close(queue)
        # Also after a failure: no child may be left behind.
        results_of_children: list[dict[int, list[Result]]] = [
            _collect_results(*child) for child in children
        ]

    for child_results in results_of_children:
        results_by_block |= child_results
    return results_by_block


def _create_queue(block_count: int) -> int:
    """Create a pipe that holds the numbers of all blocks; return its end to read from."""
    reader, writer = os.pipe()
    # Some hundred numbers are far less than the 64 KiB that a pipe holds: writing never blocks.
    for number in range(block_count):
        os.write(writer, number.to_bytes(BLOCK_NUMBER_BYTES, "big"))
    os.close(writer)
    return reader


def _run_queued_blocks(
    run_block: Callable[[int], list[Result]], queue: int
) -> dict[int, list[Result]]:
    """Run blocks until the queue is empty; return the results by the block's number."""
    results_by_block = {}
    while encoded_number := os.read(queue, BLOCK_NUMBER_BYTES):
        number = int.from_bytes(encoded_number, "big")
        results_by_block[number] = run_block(number)
    return results_by_block


def _fork_worker(run_block: Callable[[int], list[Result]], queue: int) -> tuple[int, int]:
    """Fork a process that runs blocks; return its id and the pipe its results come through."""
    reader, writer = os.pipe()
    # Before the fork: the parent needs it as well, and a module is loaded once.
    import pickle

    try:
        process = os.fork()
    except OSError:
        os.close(reader)
        os.close(writer)
        raise
    if process:
        os.close(writer)
        return process, reader

    try:
        os.close(reader)
        with open(writer, "wb") as pipe:
            pickle.dump(_run_queued_blocks(run_block, queue), pipe, protocol=5)
        # Not `sys.exit`: the parent's buffers and clean-up work are in this process too.
        os._exit(0)
    except BaseException:  # noqa: BLE001 - a child must end here and nowhere else
        os._exit(1)


def _collect_results(process: int, reader: int) -> dict[int, list[Result]]:
    """Collect what a child sent, and wait for its end; nothing if it failed."""
    import pickle

    # Read before the child is waited for: it cannot end while the pipe is full.
    with open(reader, "rb") as pipe:
        encoded_results = pipe.read()
    _, status = os.waitpid(process, 0)
    if status != 0:
        return {}
    results: dict[int, list[Result]] = pickle.loads(encoded_results)  # noqa: S301 - from our child
    return results
