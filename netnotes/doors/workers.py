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


def shared_out(
    work: Callable[[Sequence[Item]], list[Result]], items: Sequence[Item], weights: Sequence[int] | None = None
) -> list[Result]:
    """What the work makes of all items, in their order. `weights` say how much work each is, beside the others.

    A forked child sees all that was read, and sends back results only. One that fails, for whatever reason, leaves its
    share to us: then the failure shows where it can be explained.
    """
    hands = min(_processors(), len(items) // (WORTH_SHARING // 2))
    if hands < 2 or not hasattr(os, "fork"):
        return work(items)
    shares = _shares(weights or [1] * len(items), hands)
    children = [_child(work, [items[at] for at in share]) for share in shares[1:]]
    done = [work([items[at] for at in shares[0]])]
    for share, child in zip(shares[1:], children, strict=True):
        sent: list[Result] | None = _collected(*child)
        done.append(work([items[at] for at in share]) if sent is None else sent)
    places = (at for share in shares for at in share)
    results = (result for some in done for result in some)
    return [result for _, result in sorted(zip(places, results, strict=True), key=lambda one: one[0])]


def _shares(weights: Sequence[int], hands: int) -> list[list[int]]:
    """The places of the items for each hand: one after the other to whoever has least to do so far."""
    shares: list[list[int]] = [[] for _ in range(hands)]
    loads = [0] * hands
    for at, weight in enumerate(weights):
        hand = loads.index(min(loads))
        shares[hand].append(at)
        loads[hand] += weight
    return shares


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
