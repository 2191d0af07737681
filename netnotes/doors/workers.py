"""Work shared out among the processors, where a fork is to be had and there is enough to do."""

from __future__ import annotations

import os
import pickle
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Item = TypeVar("Item")
Result = TypeVar("Result")

WORTH_SHARING = 400
"""Fewer items than this cost more to share out than they give."""


def shared_out(work: Callable[[Sequence[Item]], list[Result]], items: Sequence[Item]) -> list[Result]:
    """What the work makes of all items, in their order.

    Each processor takes every second (or third, and so on), so that the heavy ones are spread; a forked child sees all
    that was read, and sends back results only: one for each item.
    A child that fails, for whatever reason, leaves its share to us: then the failure shows where it can be explained.
    """
    hands = min(_processors(), len(items) // (WORTH_SHARING // 2))
    if hands < 2 or not hasattr(os, "fork"):
        return work(items)
    shares = [items[hand::hands] for hand in range(hands)]
    children = [_child(work, share) for share in shares[1:]]
    done = [work(shares[0])]
    for share, child in zip(shares[1:], children, strict=True):
        sent: list[Result] | None = _collected(*child)
        done.append(work(share) if sent is None else sent)
    results: list[Result] = [*items]  # type: ignore[list-item]  # each place is filled below
    for hand, some in enumerate(done):
        results[hand::hands] = some
    return results


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _child(work: Callable[[Sequence[Item]], list[Result]], share: Sequence[Item]) -> tuple[int, int]:
    """A forked process at work on its share; its number and the pipe its results will come through."""
    reader, writer = os.pipe()
    process = os.fork()
    if process:
        os.close(writer)
        return process, reader
    try:
        os.close(reader)
        with open(writer, "wb") as pipe:
            pickle.dump(work(share), pipe, protocol=5)
        os._exit(0)
    except BaseException:  # noqa: BLE001 - a child must end here and nowhere else
        os._exit(1)


def _collected(process: int, reader: int) -> list[Result] | None:
    """What a child sent, None if it failed."""
    with open(reader, "rb") as pipe:
        sent = pipe.read()
    _, status = os.waitpid(process, 0)
    return pickle.loads(sent) if status == 0 else None  # noqa: S301 - sent by ourselves
